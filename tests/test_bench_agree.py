"""The commands that compare two runs, and confidence with what is right, on numbers that are counted by hand."""

import pytest

from bench.agree import agreement, answer_of, words_of
from bench.calibration import calibration_error


def row(start: int, rule: str = "zero-clause", name: str | None = "Berg") -> dict[str, object]:
    speaker = None if name is None else {"name": name}
    return {"contents": [{"start": start, "end": start + 5}], "source": None, "speaker": speaker, "rule": rule}


def test_agreement_counts_words_and_answers() -> None:
    one = {"a": [row(0), row(10)], "b": []}
    other = {"a": [row(0), row(10, name=None), row(20)], "b": []}
    assert agreement(one, other, words_of) == pytest.approx(2 / 3)
    assert agreement(one, other, answer_of) == pytest.approx(1 / 3)
    assert agreement({"b": []}, {"b": []}, words_of) == 1.0


def test_calibration_error() -> None:
    assert calibration_error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]) == pytest.approx(0.0)
    assert calibration_error([(0.9, False), (0.2, False)]) == pytest.approx(0.55)
    assert calibration_error([]) == 0.0
