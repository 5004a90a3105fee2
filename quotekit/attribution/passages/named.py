"""What the features of a cue beside a passage and of its source are called, as the table of weights knows them.

In: nothing. Out: for each of the two the tuple of values that is known of it, and the form that names features.
Never works out a value (that is `quotekit.attribution.passages.by_cue`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from quotekit.languages.table import Form


class CueValues(NamedTuple):
    """What is known of a cue beside a passage."""

    lemma: str
    quoted: str
    rate: str
    length: str
    side: str
    words: str
    stops: int
    passages: int
    by: str
    governs: str
    outer: str
    inner: str
    tag: str
    arc: str
    kind: str
    is_negated: bool
    before: str
    after: str
    rival: str
    marks: str


class SourceValues(NamedTuple):
    """What is known of a source, and of its cue."""

    frame: str
    begins: str
    is_capital: bool
    case: str
    length_rate: str
    source: str
    relation: str
    rank: int
    side: str
    order: str
    loose: str
    source_tag: str
    pronoun: str
    where: str
    source_arc: str
    quoted: str
    rate: str
    inner: str
    rival: str
    lemma: str
    tag: str
    arc: str
    other: str
    ends_with: str
    length: str


# What the features are called; each function takes the values that its features follow from.


def _cue(lemma: str, rate: str) -> Sequence[str]:
    return f"lemma={lemma}", f"rate={rate}"


def _quotes(quoted: str, length: str) -> Sequence[str]:
    return f"quoted-rate={quoted}", f"length,quoted-rate={length}{quoted}"


def _gap(side: str, words: str, stops: int, passages: int) -> Sequence[str]:
    return (
        f"gap={side}{words}",
        f"stops={side}{stops}",
        f"passages-between={side}{passages}",
        f"stops,passages-between={side}{min(stops, 2)}{passages}",
    )


def _tree(by: str, governs: str, quoted: str, outer: str, inner: str) -> Sequence[str]:
    return (
        f"governs={by}",
        f"governs,quoted-rate={governs}{quoted}",
        f"outer-cue={outer}",
        f"outer-cue,governs={governs}{outer}",
        f"inner-cue={governs}{inner}",
    )


def _kind(tag: str, arc: str, kind: str, side: str, is_negated: bool) -> Sequence[str]:
    return f"tag={tag}", f"cue-arc={arc}", f"kind={kind}{side}", f"negated={is_negated}"


def _words(side: str, before: str, after: str) -> Sequence[str]:
    return f"word-before={side}{before}", f"word-after={side}{after}"


def _marks(side: str, rival: str, marks: str) -> Sequence[str]:
    return f"rival={side}{rival}", f"marks-between={side}{marks}"


def _frames(frame: str, begins: str, is_capital: bool, case: str, length_rate: str) -> Sequence[str]:
    return (
        f"frame={frame}",
        f"frame,begins={frame}{begins}{is_capital}",
        f"frame,case={frame}{case}",
        f"frame,length,quoted-rate={frame.split('-')[0]}{length_rate}",
    )


def _source(source: str) -> Sequence[str]:
    return (f"source={source}",)


def _relation(relation: str, frame: str, rank: int, side: str, order: str) -> Sequence[str]:
    return (
        f"relation={relation}",
        f"frame,relation={frame},{relation}",
        f"relation,rank={relation}{rank}",
        f"side,relation,order={side}{relation}{order}",
    )


def _loose(side: str, frame: str, loose: str) -> Sequence[str]:
    return f"loose-words={side}{loose}", f"frame,loose-words={frame}{loose}"


def _mention(source_tag: str, relation: str, pronoun: str) -> Sequence[str]:
    return f"source-tag={source_tag}", f"source-tag,relation={source_tag}{relation}", f"pronoun={pronoun}"


def _side(where: str, side: str, source_arc: str) -> Sequence[str]:
    return f"source-side={where}{side}", f"source-arc={source_arc}"


def _crossed_rates(frame: str, quoted: str, rate: str) -> Sequence[str]:
    return f"frame,quoted-rate={frame},{quoted}", f"frame,rate={frame},{rate}"


def _crossed_cues(frame: str, inner: str, rival: str) -> Sequence[str]:
    return f"frame,inner-cue={frame},{inner}", f"frame,rival={frame},{rival}"


def _crossed_lemma(frame: str, lemma: str) -> Sequence[str]:
    return (f"frame,lemma={frame},{lemma}",)


def _crossed_cue(frame: str, tag: str, arc: str) -> Sequence[str]:
    return f"frame,tag={frame},{tag}", f"frame,cue-arc={frame},{arc}"


def _crossed_content(frame: str, other: str, ends_with: str, length: str) -> Sequence[str]:
    content = f"frame,other-content={frame},{other}"
    return content, f"frame,ends-with={frame},{ends_with}", f"frame,length={frame},{length}"


OF_CUE: Final = Form(
    CueValues._fields,
    _cue, _quotes, _gap, _tree, _kind, _words, _marks,
)  # fmt: skip
OF_SOURCE: Final = Form(
    SourceValues._fields,
    _frames, _source, _relation, _loose, _mention, _side, _crossed_rates, _crossed_cues, _crossed_lemma, _crossed_cue,
    _crossed_content,
)  # fmt: skip
