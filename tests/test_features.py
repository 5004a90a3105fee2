"""Weights and code agree: every feature that a weight knows is made, and every feature that is made has weights."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from bench.checks import features_made
from quotekit.languages import load_language
from quotekit.languages.table import Table

# Kinds of features whose weights came out too small to be kept.
TOO_SMALL = {"passages": {"next-paragraph:colon", "phrase-per:behind"}, "clauses": {"label"}}


def kinds(names: Iterable[str]) -> set[str]:
    """What stands before the value: "frame,relation" of "frame,relation=label,label"."""
    return {name.split("=")[0] for name in names}


@pytest.mark.parametrize("which", ["passages", "clauses"])
def test_weights_know_what_code_makes(which: str) -> None:
    language = load_language("en")
    table: Table | None = {"passages": language.passage_weights, "clauses": language.clause_weights}[which]
    assert table is not None
    made, known = kinds(features_made()[which]), kinds(table.weights)
    assert known - made == set(), "no code makes these any more: fit the weights anew, or make them again"
    assert made - known == TOO_SMALL[which], "no weight knows these: fit the weights anew (bench.fit_*)"
