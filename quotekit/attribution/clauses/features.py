"""What speaks for and against each proposal, as names that the table of weights knows.

In: the proposals of one cue and what stands around them. Out: their features, filled in.
Never weighs a feature.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quotekit.attribution.clauses.measures import (
    COARSE,
    Surroundings,
    distance,
    ends_sentence,
    governor,
    held_rate,
    passages,
    siblings,
    word,
)
from quotekit.attribution.clauses.nouns import kind_of_noun, top_of
from quotekit.attribution.clauses.shapes import speaker_label
from quotekit.attribution.proposal import Proposal, bucket
from quotekit.attribution.views import ParagraphView
from quotekit.languages import labels
from quotekit.languages.table import Form, Part
from quotekit.reading.reading import CueHit
from quotekit.trees import Tree

_RATE_CUTS = (0.03, 0.06, 0.1, 0.2, 0.3, 0.45, 0.6, 0.75, 0.88)
_LONE_CHANCE_CUTS = (0.3, 0.45, 0.6, 0.75, 0.9)
_SPEECH_CUTS = (0.3, 0.5, 0.7, 0.9, 0.97)
_PRONOUNS = frozenset({"PRON", "DET"})
_SIZE_CUTS = (1, 2, 3, 5, 8, 12, 18, 26, 40)


def describe(group: Sequence[Proposal], around: Surroundings) -> None:
    """Writes the features into the proposals of one group."""
    cue = group[0].cue
    if cue is None:
        _describe_lone(group, around)
    elif cue.kind == "punctuation":
        _describe_label(group[0], around)
    else:
        _describe_cue(group, cue, around)


def _describe_lone(group: Sequence[Proposal], around: Surroundings) -> None:
    for proposal in group:
        view, decision = proposal.view, around.decisions[proposal.passages[0]]
        assert decision is not None
        first, last = proposal.runs[0][0], proposal.runs[-1][1]
        passage = view.passages[proposal.passages[0]]
        chance = bucket(decision.chance, _LONE_CHANCE_CUTS)
        proposal.own = [
            "lone",
            f"lone:frame={proposal.frame}",
            f"lone:frame,chance={proposal.frame},{chance}",
            f"lone:speech={bucket(decision.speech, _SPEECH_CUTS)}",
            f"lone:count={min(len(proposal.passages), 3)}",
            f"lone:implicit={decision.is_implicit}",
            f"lone:headline={view.number == 0}",
            f"lone:starts={first <= 1}",
            f"lone:ends={last >= len(view.tree) - 2}",
            f"lone:size,chance={bucket(passage.last - passage.first, (3, 8))},{chance}",
        ]


def _describe_label(proposal: Proposal, around: Surroundings) -> None:
    view, cue, mention = proposal.view, proposal.cue, proposal.mention
    assert cue is not None
    assert mention is not None
    tree, colon, name = view.tree, cue.head, mention.head
    before = around.views[view.number - 1] if view.number else None
    shouted = all(w.isupper() or not w.isalpha() for w in tree.words[:colon])
    proposal.own = [
        "label",
        f"label:shouted={shouted}",
        f"label:words={bucket(colon, (1, 2, 4, 7))}",
        f"label:headline={view.number == 0}",
        f"label:tag={tree.pos[name]}",
        f"label:passages={bool(proposal.passages)},{view.inside[colon + 1] >= 0}",
        f"label:size={bucket(len(tree), (10, 16, 30))}",
        f"label:verb={'VERB' in tree.pos[colon:] or 'AUX' in tree.pos[colon:]}",
        f"label:again={before is not None and speaker_label(before) is not None}",
    ]


def _describe_cue(group: Sequence[Proposal], cue: CueHit, around: Surroundings) -> None:
    view = around.view
    tree, tags = view.tree, view.tree.tags
    head, rate, lemma = cue.head, bucket(cue.rate, _RATE_CUTS), cue.weighed_as
    above, by = ("no", "") if around.is_free else governor(around, head)
    others = siblings(group)
    quoting, negated = _is_quoting(view, head), _is_negated(tree, head)
    of_cue = (lemma, tags[head], tree.deps[head], rate, above, by, quoting, negated)
    shared = ((_OF_CUE, (*of_cue, view.number == 0, cue.kind, others, min(len(group), 6))),)
    for proposal in group:
        frame, variant, runs = proposal.frame, proposal.variant, proposal.runs
        first, last = runs[0][0], runs[-1][1]
        quoted, chance, size = passages(proposal, around)
        steps, following, opening = bucket(size, _SIZE_CUTS), word(view, last + 1), word(view, first)
        top = top_of(view, first, last)
        gap = distance(head, first, last)
        side = "behind" if first > head else "before" if last < head else "around"
        held, ends = bucket(held_rate(proposal, around), COARSE), ends_sentence(view, last)
        proposal.shared = shared
        parts = proposal.parts = [
            _of_source(proposal, view, head, rate),
            (
                _OF_WORDS,
                (
                    frame, proposal.with_passages, rate, proposal.relation, lemma, above, others, opening, following,
                    quoted, chance, tags[last], tags[top], kind_of_noun(view, top), steps, gap, side, held, ends,
                    variant,
                ),
            ),
        ]  # fmt: skip
        if variant:
            then = tags[last + 2] if last + 2 < len(tags) else "-"
            parts.append((_OF_VARIANT, (variant, frame, then, steps, rate, following, word(view, last + 2))))


def _is_quoting(view: ParagraphView, head: int) -> bool:
    """Does its sentence hold a passage, or a piece of one?"""
    sents = view.tree.sents
    sentence = sents[head]
    return any(sents[passage.first] <= sentence <= sents[passage.last] for passage in view.passages)


def _is_negated(tree: Tree, head: int) -> bool:
    deps = tree.deps
    return any(deps[kid] == labels.NEGATION for kid in tree.kids[head])


def _of_source(proposal: Proposal, view: ParagraphView, head: int, rate: str) -> Part:
    mention, relation = proposal.mention, proposal.relation
    if mention is None:
        return _OF_NOBODY, (rate,)
    pos = mention.view.tree.pos[mention.head]
    order = "far" if mention.paragraph != view.number else "before" if mention.head < head else "behind"
    return _OF_MENTION, (relation, order, rate, pos, mention.word.lower() if pos in _PRONOUNS else "")


# What the features are called; each function takes the values that its features follow from.


def _cue(lemma: str, tag: str, dep: str, rate: str) -> Sequence[str]:
    return f"lemma={lemma}", f"tag={tag}", f"dep={dep}", f"dep,rate={dep}{rate}", f"rate={rate}"


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


def _frame(frame: str, with_passages: bool, rate: str, relation: str) -> Sequence[str]:
    shown = f"{frame}&q" if with_passages else frame
    return f"frame={shown}", f"frame,rate={frame},{rate}", f"frame,relation={frame},{relation}"


def _frame_at(frame: str, lemma: str) -> Sequence[str]:
    return (f"frame,lemma={frame},{lemma}",)


def _frame_among(frame: str, above: str, siblings: str) -> Sequence[str]:
    return f"frame,governor={frame},{above}", f"frame,siblings={frame},{siblings}"


def _opening(frame: str, opening: str) -> Sequence[str]:
    return f"frame,opening={frame},{opening}", f"opening={opening}"


def _next(frame: str, following: str) -> Sequence[str]:
    return f"frame,next={frame},{following}", f"next={following}"


def _passages(frame: str, passages: str, chance: str, rate: str) -> Sequence[str]:
    return (
        f"frame,passages={frame},{passages}",
        f"passages={passages}",
        f"passages,chance={passages}{chance}",
        f"passages,rate={passages},{rate}",
    )


def _tags(last: str, top: str) -> Sequence[str]:
    return f"last-tag={last}", f"top-tag={top}"


def _noun(noun: str, frame: str, rate: str) -> Sequence[str]:
    return f"noun={noun}", f"frame,noun={frame},{noun}", f"rate,noun={rate},{noun}"


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


_OF_CUE: Final = Form(
    "lemma tag dep rate above by quoting negated headline kind siblings options", _cue, _governor, _place, _group
)
_OF_NOBODY: Final = Form("rate", _nobody)
_OF_MENTION: Final = Form("relation order rate tag pronoun", _mention)
_OF_WORDS: Final = Form(
    "frame with_passages rate relation lemma above siblings opening following passages chance last top noun size gap "
    "side held ends variant",
    _frame, _frame_at, _frame_among, _opening, _next, _passages, _tags, _noun, _noun_at, _reach, _end,
)  # fmt: skip
_OF_VARIANT: Final = Form("variant frame then size rate following behind", _variant, _variant_before)
