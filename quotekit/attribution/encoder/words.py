"""Which words moved the encoder: each in turn is hidden from it.

In: the opinion on a text, a proposal. Out: by token, how much its score fell. Off the hot path: a run a word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from quotekit.attribution.encoder.opinion import Opinion
from quotekit.attribution.encoder.places import clause_row, passage_row
from quotekit.attribution.proposal import Proposal

_AROUND: Final = 12  # tokens before and after the words and the cue that are hidden, too
MOST: Final = 80  # tokens at most


def moved_by(opinion: Opinion, proposal: Proposal, *, is_passage: bool) -> dict[int, float]:
    """By token of the proposal's paragraph: by how many log odds its score falls when the token is hidden.

    Args:
        opinion: What the encoder says of the text.
        proposal: A proposal of that text.
        is_passage: Was it proposed for a passage, and not at a cue?
    """
    row = (passage_row if is_passage else clause_row)(proposal, opinion.windows)
    scorer = opinion.encoder.passages if is_passage else opinion.encoder.clauses
    before = float(scorer.scores(opinion.states.all, np.array([row], np.int64))[0])
    places = opinion.windows.places[proposal.view.number]
    moved = {}
    for token in _near(proposal, len(places)):
        hidden = _without(opinion, places, token)
        moved[token] = before - float(scorer.scores(hidden, np.array([row], np.int64))[0])
    return moved


def _near(proposal: Proposal, size: int) -> Sequence[int]:
    cue = proposal.cue
    at = [proposal.runs[0][0], proposal.runs[-1][1]]
    if cue is not None and cue.paragraph == proposal.view.number:
        at.append(cue.head)
    return range(max(0, min(at) - _AROUND), min(size, max(at) + 1 + _AROUND))[:MOST]


def _without(opinion: Opinion, places: Sequence[int], token: int) -> Any:
    """The hidden states with one token hidden; only its window is read again."""
    windows = opinion.windows
    number = bisect_right(windows.starts, places[token]) - 1
    start, ids = windows.starts[number], list(windows.windows[number])
    end = places[token + 1] if token + 1 < len(places) else places[token] + 1
    for place in range(places[token], min(end, start + len(ids))):
        ids[place - start] = opinion.encoder.hides
    hidden = np.array(opinion.states.all)
    hidden[start : start + len(ids)] = opinion.encoder.hidden([ids])
    return hidden
