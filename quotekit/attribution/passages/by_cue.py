"""Proposals from cue words: how passage, cue and mention lie to each other.

In: a Context. Out: a Proposal for every cue near or above the passage and every source of it.
Never looks into another paragraph.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from attrs import frozen

from quotekit.attribution.passages.context import Context, Gap, gap, has_word
from quotekit.attribution.passages.named import OF_CUE, OF_SOURCE, CueValues, SourceValues
from quotekit.attribution.phrases import phrase_range
from quotekit.attribution.proposal import (
    COARSE_RATES,
    GAPS,
    LENGTHS,
    QUOTED_RATES,
    RATES,
    Proposal,
    bucket,
    mention_at,
)
from quotekit.attribution.sources import sources_of
from quotekit.languages import labels
from quotekit.languages.table import Part
from quotekit.reading.reading import CueHit

_MOST_BEFORE, _MOST_AFTER = 6, 5  # cues looked at on each side, beside those that govern the passage
_MOST_STOPS = 3  # sentence ends between cue and passage
_NOT_COUNTED = ("AUX", "PART")  # words between passage, cue and mention that do not count
_FEW_LOOSE = 3  # words between passage, cue and mention that belong to none of them


@frozen
class CueContext:
    """What the proposals of one cue share.

    Attributes:
        cue: The cue.
        side: "A" behind the passage, "B" before it.
        gap: What stands between them.
        words: Places of the words between them, in order, without particles and auxiliaries.
        depth: How far above the passage it stands in the tree, 0 if it does not govern it.
        by: Label of the arc by which the passage hangs below it, "" if it does not.
        features: Features that do not depend on the mention.
        length_rate: Buckets of the passage's length and of how often the cue quotes.
        crossed: Values that also count together with the frame.
    """

    cue: CueHit
    side: str
    gap: Gap
    words: Sequence[int]
    depth: int
    by: str
    features: Sequence[Part]
    length_rate: str
    crossed: tuple[str, ...]


def propose_cues(context: Context) -> Iterator[Proposal]:
    """A proposal for each cue and each of its sources."""
    passage, viewpoints = context.passage, context.view.language.viewpoints
    cues = [cue for cue in context.view.cues if cue.lemma not in viewpoints]  # "in her view" is `propose_phrases`'s
    near = [cue for cue in cues if cue.head < passage.first][-_MOST_BEFORE:]
    near += [cue for cue in cues if cue.head > passage.last][:_MOST_AFTER]
    near += [cue for cue in cues if cue.head in context.depths and cue not in near]
    for cue in near:
        sources = sources_of(context.view, cue, context.relations)
        between = _between(context, cue) if sources else None
        if between is None or (between.stops > _MOST_STOPS and not context.depths.get(cue.head, 0)):
            continue  # before features are built: a text has many such cues
        shared = _cue_context(context, cue, between)
        for rank, (relation, head) in enumerate(sources):
            yield _proposal(context, shared, rank, relation, head)


def _between(context: Context, cue: CueHit) -> Gap:
    """What stands between the passage and a cue."""
    passage, view = context.passage, context.view
    return gap(view, passage.last, cue.head) if cue.head > passage.last else gap(view, cue.last, passage.first)


def _words_between(context: Context, cue: CueHit) -> list[int]:
    """The places of the words between the passage and a cue, without particles and auxiliaries."""
    passage, inside, tree = context.passage, context.view.inside, context.view.tree
    end = passage.first - (_lead(context) in ("that", "as"))  # the lead-in word is no gap
    span = range(passage.last + 1, cue.head) if cue.head > passage.last else range(cue.last + 1, end)
    return [i for i in span if inside[i] < 0 and tree.pos[i] not in _NOT_COUNTED and has_word(tree.words[i])]


def _cue_context(context: Context, cue: CueHit, between: Gap) -> CueContext:
    passage, view, tree = context.passage, context.view, context.view.tree
    side = "A" if cue.head > passage.last else "B"
    depth = context.depths.get(cue.head, 0)
    by = tree.deps[context.chain[depth - 1]] if depth else ""
    verbs = sum(tree.pos[token] == "VERB" for token in context.chain[1:depth])
    outer = max((c.quoted_rate for up, c in context.governors if depth and up > depth), default=0.0)
    inner = max(
        (c.quoted_rate for up, c in context.governors if c is not cue and (not depth or up < depth)),
        default=0.0,
    )
    low, high = (passage.last, cue.head) if side == "A" else (cue.head, passage.first)
    rival = max((c.quoted_rate for c in view.cues if low < c.head < high), default=0.0)
    quoted, rate, length = (
        QUOTED_RATES.of(cue.quoted_rate), RATES.of(cue.rate), LENGTHS.of(context.length),
    )  # fmt: skip
    outer_step, inner_step = COARSE_RATES.of(outer), COARSE_RATES.of(inner)
    governs = "y" if depth else "n"
    tag, arc, lemma = tree.tags[cue.head], tree.deps[cue.head], cue.weighed_as
    before = context.word_before
    shown = _shape(before, before in view.language.groups["kept-before"]), _shape(context.word_after, False)
    is_negated = labels.NEGATION in [tree.deps[kid] for kid in tree.kids[cue.head]]
    by_verbs = f"{by}{min(verbs, 2)}" if depth else "no"
    stops, passages = min(between.stops, 3), min(between.passages, 2)
    marks = between.punctuation[:2] if not between.stops else "."
    words, rival_step = GAPS.of(between.words), COARSE_RATES.of(rival)
    of_cue = CueValues(
        lemma, quoted, rate, length, side, words, stops, passages, by_verbs, governs, outer_step, inner_step, tag, arc,
        cue.kind, is_negated, *shown, rival_step, marks,
    )  # fmt: skip
    ends_with = context.ends_with if context.ends_with in (",", ".", "?", "!") else "w"
    rival_step, other = bucket(rival, (0, 0.25, 0.5, 0.8)), _other_content(context, cue)
    crossed = (quoted, rate, inner_step, rival_step, lemma, tag, arc, other, ends_with, length)
    length_rate = f"{length},{COARSE_RATES.of(cue.quoted_rate)}"
    return CueContext(
        cue, side, between, _words_between(context, cue), depth, by, ((OF_CUE, of_cue),), length_rate, crossed
    )


def _proposal(context: Context, shared: CueContext, rank: int, relation: str, head: int) -> Proposal:
    passage, view, tree = context.passage, context.view, context.view.tree
    cue, side = shared.cue, shared.side
    first, last = phrase_range(view, head)
    if first <= passage.last and last >= passage.first:
        first = last = head
    # The clauses of a long subject are no gap: “…,” an official who would not be named said.
    low, high = min(first, tree.left[head]), max(last, tree.right[head])
    order = "SV" if head < cue.head else "VS"
    loose = len(shared.words) - max(0, bisect_right(shared.words, high) - bisect_left(shared.words, low))
    where = "Q" if passage.first <= head <= passage.last else "A" if head > passage.last else "B"
    frame = _frame(context, shared, loose, order, where)
    pos = tree.pos[head]
    pronoun = tree.words[head].lower() if pos in ("PRON", "DET") else ""
    begins = "y" if context.begins_sentence else "n"
    steps = GAPS.of(loose)
    source = tree.lemmas[head] if pos != "PROPN" else pos
    of_source = SourceValues(
        frame, begins, context.text[:1].isupper(), context.case, shared.length_rate, source, relation, min(rank, 2),
        side, order, steps, pos, pronoun, where, tree.deps[head], *shared.crossed,
    )  # fmt: skip
    mention = mention_at(view, head)
    return context.proposal(
        frame, mention, relation=relation, cue=cue, parts=((OF_SOURCE, of_source),), shared=shared.features
    )


def _frame(context: Context, shared: CueContext, loose: int, order: str, where: str) -> str:
    between, side = shared.gap, shared.side
    if not between.passages and not between.stops and not loose:
        if side == "A" and where == "A":
            return f"postposed-{order}"
        if side == "B":
            return f"preposed-{_lead(context)}"
    if shared.depth:
        return "governed-as" if _lead(context) == "as" else f"governed-{shared.by}"
    if not between.stops:
        if between.passages:
            return f"across-passage-{side}"
        return f"same-sentence-{side}" + ("-near" if loose <= _FEW_LOOSE else "")
    return f"next-sentence-{side}" if between.stops == 1 else f"far-{side}"


def _lead(context: Context) -> str:
    """What leads into the passage, whatever the word in the language: "comma", "colon", "that", "as" or "bare"."""
    word, groups = context.word_before, context.view.language.groups
    if word in groups["that"]:
        return "that"
    if word in groups["as"]:
        return "as"
    return {",": "comma", ":": "colon"}.get(word, "bare")


def _other_content(context: Context, cue: CueHit) -> str:
    """What the cue takes that does not hold the passage: "X said he was tired. “…”"

    The labels of its complements, so that a title before a frame that reports something else
    ("In “Long Way,” she says she was tired") is not taken for its content.
    """
    tree, first = context.view.tree, context.passage.first
    return "+".join(
        tree.deps[kid]
        for kid in tree.kids[cue.head]
        if tree.deps[kid] in labels.COMPLEMENTS and not tree.left[kid] <= first <= tree.right[kid]
    )


def _shape(word: str, keep: bool) -> str:
    return word if keep or not word.isalpha() else "w"
