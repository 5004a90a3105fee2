"""Proposals from cue words: how passage, cue and mention lie to each other.

In: a Context. Out: a Proposal for every cue near or above the passage and every source of it.
Never looks into another paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from quotekit.attribution.passages.context import Context, Gap, gap, has_word
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
from quotekit.reading.reading import CueHit

_MOST_BEFORE, _MOST_AFTER = 6, 5  # cues looked at on each side, beside those that govern the passage
_MOST_STOPS = 3  # sentence ends between cue and passage
_FEW_LOOSE = 3  # words between passage, cue and mention that belong to none of them


@frozen
class CueContext:
    """What the proposals of one cue share.

    Attributes:
        cue: The cue.
        side: "A" behind the passage, "B" before it.
        gap: What stands between them.
        depth: How far above the passage it stands in the tree, 0 if it does not govern it.
        by: Label of the arc by which the passage hangs below it, "" if it does not.
        features: Features that do not depend on the mention.
        length_rate: Buckets of the passage's length and of how often the cue quotes.
        crossed: (name, value) of those that also count together with the frame.
    """

    cue: CueHit
    side: str
    gap: Gap
    depth: int
    by: str
    features: tuple[str, ...]
    length_rate: str
    crossed: tuple[tuple[str, str], ...]


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
        bucket(cue.quoted_rate, QUOTED_RATES), bucket(cue.rate, RATES), bucket(context.length, LENGTHS),
    )  # fmt: skip
    inner_step = bucket(inner, COARSE_RATES)
    governs = "y" if depth else "n"
    stops = f"{side}{min(between.stops, 3)}"
    before, after = context.word_before, context.word_after
    is_kept = before in view.language.groups["kept-before"]
    features = (
        f"lemma={cue.weighed_as}",
        f"quoted-rate={quoted}",
        f"rate={rate}",
        f"gap={side}{bucket(between.words, GAPS)}",
        f"stops={stops}",
        f"passages-between={side}{min(between.passages, 2)}",
        f"stops,passages-between={side}{min(between.stops, 2)}{min(between.passages, 2)}",
        f"governs={by}{min(verbs, 2)}" if depth else "governs=no",
        f"governs,quoted-rate={governs}{quoted}",
        f"outer-cue={bucket(outer, COARSE_RATES)}",
        f"outer-cue,governs={governs}{bucket(outer, COARSE_RATES)}",
        f"inner-cue={governs}{inner_step}",
        f"rival={side}{bucket(rival, COARSE_RATES)}",
        f"tag={tree.tags[cue.head]}",
        f"cue-arc={tree.deps[cue.head]}",
        f"kind={cue.kind}{side}",
        f"word-before={side}{_shape(before, is_kept)}",
        f"word-after={side}{_shape(after, False)}",
        f"length,quoted-rate={length}{quoted}",
        f"negated={any(tree.deps[kid] == labels.NEGATION for kid in tree.kids[cue.head])}",
        f"marks-between={side}{between.punctuation[:2] if not between.stops else '.'}",
    )
    crossed = (
        ("quoted-rate", quoted),
        ("rate", rate),
        ("lemma", cue.weighed_as),
        ("inner-cue", inner_step),
        ("rival", bucket(rival, (0, 0.25, 0.5, 0.8))),
        ("tag", tree.tags[cue.head]),
        ("cue-arc", tree.deps[cue.head]),
        ("other-content", _other_content(context, cue)),
        ("ends-with", context.ends_with if context.ends_with in (",", ".", "?", "!") else "w"),
        ("length", length),
    )
    length_rate = f"{length},{bucket(cue.quoted_rate, COARSE_RATES)}"
    return CueContext(cue, side, between, depth, by, features, length_rate, crossed)


def _proposal(context: Context, shared: CueContext, rank: int, relation: str, head: int) -> Proposal:
    passage, view, tree = context.passage, context.view, context.view.tree
    cue, side = shared.cue, shared.side
    first, last = phrase_range(view, head)
    if first <= passage.last and last >= passage.first:
        first = last = head
    # The clauses of a long subject are no gap: “…,” an official who would not be named said.
    low, high = min(first, tree.left[head]), max(last, tree.right[head])
    order = "SV" if head < cue.head else "VS"
    end = passage.first - (_lead(context) in ("that", "as"))  # the lead-in word is no gap
    span = range(passage.last + 1, cue.head) if side == "A" else range(cue.last + 1, end)
    loose = sum(
        1
        for i in span
        if not low <= i <= high
        and view.inside[i] < 0
        and tree.pos[i] not in ("AUX", "PART")
        and has_word(tree.words[i])
    )
    where = "Q" if passage.first <= head <= passage.last else "A" if head > passage.last else "B"
    frame = _frame(context, shared, loose, order, where)
    pos = tree.pos[head]
    pronoun = tree.words[head].lower() if pos in ("PRON", "DET") else ""
    begins = "y" if context.begins_sentence else "n"
    features = [
        f"frame={frame}",
        f"frame,begins={frame}{begins}{context.text[:1].isupper()}",
        f"source={tree.lemmas[head] if pos != 'PROPN' else pos}",
        f"frame,case={frame}{context.case}",
        f"frame,length,quoted-rate={frame.split('-')[0]}{shared.length_rate}",
        f"relation={relation}",
        f"frame,relation={frame},{relation}",
        f"relation,rank={relation}{min(rank, 2)}",
        f"side,relation,order={side}{relation}{order}",
        f"loose-words={side}{bucket(loose, GAPS)}",
        f"frame,loose-words={frame}{bucket(loose, GAPS)}",
        f"source-tag={pos}",
        f"source-tag,relation={pos}{relation}",
        f"pronoun={pronoun}",
        f"source-side={where}{side}",
        f"source-arc={tree.deps[head]}",
    ]
    features += [f"frame,{name}={frame},{value}" for name, value in shared.crossed]
    mention = mention_at(view, head)
    return context.proposal(frame, mention, features, relation=relation, cue=cue, shared=(shared.features,))


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
