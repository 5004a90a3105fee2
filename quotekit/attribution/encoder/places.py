"""Where the encoder looks to judge a proposal: its cue, its source, the edges of its words.

In: a proposal, and where the tokens of the text lie in windows. Out: places, a row a proposal.
Never judges. The columns are part of what was learned: another order needs other weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quotekit.attribution.encoder.windows import Windows
from quotekit.attribution.proposal import Proposal

COLUMNS: Final = 10  # eight places, then the first of the words and one past the last, for their mean
Row = tuple[int, ...]


def clause_row(proposal: Proposal, windows: Windows) -> Row:
    """Cue, source, the edges of the first and of the last run, the tokens before and after; then all the words."""
    number = proposal.view.number
    (first, first_end), (last_start, last) = proposal.runs[0], proposal.runs[-1]
    at = _At(windows, number)
    return (
        at(None if proposal.cue is None else proposal.cue.head),
        _source(proposal, windows, at),
        at(first),
        at(first_end),
        at(last_start),
        at(last),
        at(first - 1),
        at(last + 1),
        at(first),
        at(last) + 1,
    )


def passage_row(proposal: Proposal, windows: Windows) -> Row:
    """Cue, source, the edges of the passage, the tokens before and after, those inside of its marks; then all."""
    at = _At(windows, proposal.view.number)
    cue = proposal.cue
    first, last = proposal.runs[0]
    return (
        at.missing if cue is None else _At(windows, cue.paragraph)(cue.head),
        _source(proposal, windows, at),
        at(first),
        at(last),
        at(first - 1),
        at(last + 1),
        at(min(first + 1, last)),
        at(max(last - 1, first)),
        at(first),
        at(last) + 1,
    )


class _At:
    """Places in one paragraph; what is missing lies at the mark that opens its window."""

    def __init__(self, windows: Windows, number: int) -> None:
        self.places: Sequence[int] = windows.places.get(number, ())
        self.missing = windows.first.get(number, 0)

    def __call__(self, token: int | None) -> int:
        return self.places[token] if token is not None and 0 <= token < len(self.places) else self.missing


def _source(proposal: Proposal, windows: Windows, at: _At) -> int:
    mention = proposal.mention
    return at.missing if mention is None else _At(windows, mention.paragraph)(mention.head)
