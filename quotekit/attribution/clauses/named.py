"""What the features of a proposal at a cue are called, as the table of weights knows them, and what they follow from.

In: nothing. Out: for each kind of thing that is known, the tuple of its values and the form that names features.
Never works out a value (that is `quotekit.attribution.clauses.features`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from quotekit.languages.table import Form


class CueValues(NamedTuple):
    """What is known of a cue."""

    lemma: str
    tag: str
    dep: str
    rate: str
    above: str
    by: str
    quoting: bool
    negated: bool
    headline: bool
    kind: str
    siblings: str
    options: int


class NobodyValues(NamedTuple):
    """What is known of a source that is not there."""

    rate: str


class MentionValues(NamedTuple):
    """What is known of a source."""

    relation: str
    order: str
    rate: str
    tag: str
    pronoun: str


class WordValues(NamedTuple):
    """What is known of the words that may be what is said."""

    frame: str
    with_passages: bool
    rate: str
    relation: str
    lemma: str
    above: str
    siblings: str
    opening: str
    following: str
    passages: str
    chance: str
    last: str
    top: str
    noun: str
    size: str
    gap: str
    side: str
    held: str
    ends: str
    variant: str


class VariantValues(NamedTuple):
    """What is known of words that are cut or stretched."""

    variant: str
    frame: str
    then: str
    size: str
    rate: str
    following: str
    behind: str


# What the features are called; each function takes the values that its features follow from.


def _lemma(lemma: str) -> Sequence[str]:
    return (f"lemma={lemma}",)


def _cue(tag: str, dep: str, rate: str) -> Sequence[str]:
    return f"tag={tag}", f"dep={dep}", f"dep,rate={dep}{rate}", f"rate={rate}"


def _governor(above: str, by: str, rate: str) -> Sequence[str]:
    return f"governor={above}", f"governor,dep={above}{by}", f"governor,rate={above},{rate}"


def _place(quoting: bool, rate: str, negated: bool, headline: bool, kind: str) -> Sequence[str]:
    is_quoting, is_negated = ("y" if each else "n" for each in (quoting, negated))
    return f"quoting,rate={is_quoting}{rate}", f"negated={is_negated}", f"headline,kind={headline},{kind}"


def _group(siblings: str, options: int) -> Sequence[str]:
    return f"siblings={siblings}", f"options={options}"


def _nobody(rate: str) -> Sequence[str]:
    return "source=none", f"source=none,rate={rate}"


def _mention(relation: str, order: str, rate: str, tag: str, pronoun: str) -> Sequence[str]:
    names = (
        f"relation={relation}",
        f"relation,order={relation},{order}",
        f"relation,rate={relation},{rate}",
        f"source={tag}",
    )
    return (*names, f"pronoun={pronoun}") if pronoun else names


def _frame(frame: str, with_passages: bool, rate: str) -> Sequence[str]:
    return f"frame={frame}&q" if with_passages else f"frame={frame}", f"frame,rate={frame},{rate}"


def _frame_to(frame: str, relation: str) -> Sequence[str]:
    return (f"frame,relation={frame},{relation}",)


def _frame_at(frame: str, lemma: str) -> Sequence[str]:
    return (f"frame,lemma={frame},{lemma}",)


def _frame_below(frame: str, above: str) -> Sequence[str]:
    return (f"frame,governor={frame},{above}",)


def _frame_among(frame: str, siblings: str) -> Sequence[str]:
    return (f"frame,siblings={frame},{siblings}",)


def _opening(frame: str, opening: str) -> Sequence[str]:
    return f"frame,opening={frame},{opening}", f"opening={opening}"


def _next(frame: str, following: str) -> Sequence[str]:
    return f"frame,next={frame},{following}", f"next={following}"


def _frame_over(frame: str, passages: str) -> Sequence[str]:
    return (f"frame,passages={frame},{passages}",)


def _passages(passages: str, chance: str, rate: str) -> Sequence[str]:
    return f"passages={passages}", f"passages,chance={passages}{chance}", f"passages,rate={passages},{rate}"


def _tags(last: str, top: str) -> Sequence[str]:
    return f"last-tag={last}", f"top-tag={top}"


def _noun(noun: str, rate: str) -> Sequence[str]:
    return f"noun={noun}", f"rate,noun={rate},{noun}"


def _frame_of(frame: str, noun: str) -> Sequence[str]:
    return (f"frame,noun={frame},{noun}",)


def _noun_at(lemma: str, noun: str) -> Sequence[str]:
    return (f"lemma,noun={lemma},{noun}",)


def _reach(size: str, gap: str, side: str, rate: str) -> Sequence[str]:
    return f"size={size}", f"gap={gap}", f"side={side}", f"side,rate={side}{rate}"


def _end(held: str, rate: str, ends: str, variant: str) -> Sequence[str]:
    return f"holds={held}", f"holds,rate={held},{rate}", f"ends={ends}", f"variant,ends,holds={variant}{ends}{held}"


def _variant(variant: str, frame: str, then: str, size: str, rate: str) -> Sequence[str]:
    return (
        f"variant={variant}",
        f"variant,frame={variant}{frame}",
        f"variant,then={variant}{then}",
        f"variant,size={variant}{size}",
        f"variant,rate={variant}{rate}",
    )


def _variant_before(variant: str, following: str, behind: str) -> Sequence[str]:
    return (f"variant,next={variant}{following},{behind}",)


OF_CUE: Final = Form(CueValues._fields, _lemma, _cue, _governor, _place, _group)
OF_NOBODY: Final = Form(NobodyValues._fields, _nobody)
OF_MENTION: Final = Form(MentionValues._fields, _mention)
OF_WORDS: Final = Form(
    WordValues._fields,
    _frame, _frame_to, _frame_at, _frame_below, _frame_among, _frame_over, _frame_of, _opening, _next, _passages, _tags,
    _noun, _noun_at, _reach, _end,
)  # fmt: skip
OF_VARIANT: Final = Form(VariantValues._fields, _variant, _variant_before)
