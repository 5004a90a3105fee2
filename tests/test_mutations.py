"""Changes of thresholds that a check on stored parses must notice; all of them: `python -m bench.mutations`."""

from __future__ import annotations

import pytest

from bench.checks import failures
from bench.mutations import ALL_LABELS, Mutation, mutated, mutations, noticed
from quotekit.attribution import attribute, cues
from quotekit.attribution.clauses import choose
from quotekit.languages import labels, least


def test_every_check_holds_without_a_change() -> None:
    assert list(failures()) == []


@pytest.mark.parametrize(
    "mutation",
    [
        Mutation(labels, "POSTMODIFIERS", frozenset()),  # a source without what follows its head
        Mutation(labels, "POSTMODIFIERS", ALL_LABELS),  # a source that swallows whatever follows its head
        Mutation(attribute, "NESTED_SURE", 0.0),
        Mutation(least, "OTHERS", {**least.OTHERS, "inside": 0.0}),
        Mutation(least, "OTHERS", {**least.OTHERS, "chosen": 1.0}),
        Mutation(choose, "MARGIN", 1.0),
        Mutation(cues, "PREPOSITION_RATE", 0.0),
    ],
    ids=lambda mutation: mutation.title,
)
def test_a_check_notices(mutation: Mutation) -> None:
    assert noticed(mutation) is not None


def test_a_change_is_taken_back() -> None:
    before = attribute.NESTED_SURE
    with mutated(Mutation(attribute, "NESTED_SURE", 0.0)):
        assert attribute.NESTED_SURE == 0.0
    assert before == attribute.NESTED_SURE


def test_every_number_is_tried_once_where_it_is_defined() -> None:
    tried = [(each.module, each.name, each.value) for each in mutations()]
    assert len(tried) == len(set(tried))
    assert ("NESTED_SURE", 0.0) in {(name, value) for _, name, value in tried}
