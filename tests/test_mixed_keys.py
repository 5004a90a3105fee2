"""Keys of words: one number each, in the order in which they came."""

from __future__ import annotations

import numpy as np

from quotekit.reading.mixed_keys import Known, mixed


def test_rows_that_are_the_same_have_one_key_and_others_another() -> None:
    rows = np.array([[1, 2], [2, 1], [1, 2], [0, 3]], np.uint64)
    first, second, third, fourth = mixed(rows).tolist()
    assert first == third
    assert len({first, second, fourth}) == 3


def test_keys_are_numbered_in_the_order_in_which_they_came() -> None:
    one, numbers, new = Known().joined(np.array([7, 3, 7], np.uint64))
    assert len(one) == 2
    assert sorted(numbers[new].tolist()) == [0, 1]
    assert numbers[0] == numbers[2] != numbers[1]
    two, later, new = one.joined(np.array([9, 3, 1, 7, 9], np.uint64))
    assert later[[1, 3]].tolist() == numbers[[1, 0]].tolist()
    assert later[new].tolist() == [2, 3]
    assert later[0] == later[4]
    assert (len(one), len(two)) == (2, 4)
    assert two.joined(np.array([1], np.uint64))[0] is two
