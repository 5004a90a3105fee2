"""What speaks for and against each proposal, as names that the table of weights knows.

In: the proposals of one cue and what stands around them. Out: their features, filled in.
Never weighs a feature.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.attribution.clauses.measures import (
    COARSE,
    Surroundings,
    distance,
    ends_sentence,
    governor,
    held_rate,
    passages,
    siblings,
    top_tag,
    word,
)
from quotekit.attribution.clauses.nouns import noun_kind
from quotekit.attribution.clauses.shapes import speaker_label
from quotekit.attribution.proposal import Mention, Proposal, bucket
from quotekit.languages import labels
from quotekit.reading.reading import CueHit

_RATE_CUTS = (0.03, 0.06, 0.1, 0.2, 0.3, 0.45, 0.6, 0.75, 0.88)
_LONE_CHANCE_CUTS = (0.3, 0.45, 0.6, 0.75, 0.9)
_SPEECH_CUTS = (0.3, 0.5, 0.7, 0.9, 0.97)
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
    head, rate = cue.head, bucket(cue.rate, _RATE_CUTS)
    above, by = ("no", "") if around.is_free else governor(around, head)
    lemma = cue.weighed_as
    of_cue = _of_cue(group, cue, around, rate, above, by)
    of_source: dict[tuple[Mention | None, str], list[str]] = {}
    of_frame: dict[tuple[str, bool, str], list[str]] = {}
    others = siblings(group)
    for proposal in group:
        frame, relation = proposal.frame, proposal.relation
        f = f"{frame},"
        shared = of_source.get((proposal.mention, relation))
        if shared is None:
            shared = of_source[proposal.mention, relation] = _of_source(proposal, around, head, rate)
        framed = of_frame.get((frame, proposal.with_passages, relation))
        if framed is None:
            framed = of_frame[frame, proposal.with_passages, relation] = [
                "frame=" + frame + ("&q" if proposal.with_passages else ""),
                "frame,lemma=" + f + lemma,
                "frame,rate=" + f + rate,
                "frame,relation=" + f + relation,
                "frame,governor=" + f + above,
                "frame,siblings=" + f + others,
            ]
        proposal.shared = (of_cue, shared, framed)
        runs = proposal.runs
        first, last = runs[0][0], runs[-1][1]
        quoted, chance, size = passages(proposal, around)
        following, opening = word(view, last + 1), word(view, first)
        side = "behind" if first > head else "before" if last < head else "around"
        held = bucket(held_rate(proposal, around), COARSE)
        ends = ends_sentence(view, last)
        top = top_tag(view, first, last)
        kind = noun_kind(view, first, last)
        own = proposal.own = [
            "frame,opening=" + f + opening,
            "frame,next=" + f + following,
            "frame,passages=" + f + quoted,
            "next=" + following,
            "opening=" + opening,
            "last-tag=" + view.tree.tags[last],
            "top-tag=" + top,
            "noun=" + kind,
            "frame,noun=" + f + kind,
            "rate,noun=" + rate + "," + kind,
            "lemma,noun=" + lemma + "," + kind,
            "size=" + bucket(size, _SIZE_CUTS),
            "gap=" + distance(head, first, last),
            "side=" + side,
            "side,rate=" + side + rate,
            "passages=" + quoted,
            "passages,chance=" + quoted + chance,
            "passages,rate=" + quoted + "," + rate,
            "holds=" + held,
            "holds,rate=" + held + "," + rate,
            "ends=" + ends,
        ]
        variant = proposal.variant
        own.append("variant,ends,holds=" + variant + ends + held)
        if variant:
            then = view.tree.tags[last + 2] if last + 2 < len(view.tree) else "-"
            own += (
                "variant=" + variant,
                "variant,frame=" + variant + frame,
                "variant,then=" + variant + then,
                "variant,next=" + variant + following + "," + word(view, last + 2),
                "variant,size=" + variant + bucket(size, _SIZE_CUTS),
                "variant,rate=" + variant + rate,
            )


def _of_cue(group: Sequence[Proposal], cue: CueHit, around: Surroundings, rate: str, above: str, by: str) -> list[str]:
    view, head = around.view, cue.head
    tree = view.tree
    dep, sentence = tree.deps[head], tree.sents[head]
    quoting = any(tree.sents[p.first] <= sentence <= tree.sents[p.last] for p in view.passages)
    negation = any(tree.deps[kid] == labels.NEGATION for kid in tree.kids[head])
    return [
        "lemma=" + cue.weighed_as,
        "tag=" + tree.tags[head],
        "dep=" + dep,
        "dep,rate=" + dep + rate,
        "rate=" + rate,
        "governor=" + above,
        "governor,dep=" + above + by,
        "governor,rate=" + above + "," + rate,
        "quoting,rate=" + ("y" if quoting else "n") + rate,
        "negated=" + ("y" if negation else "n"),
        "siblings=" + siblings(group),
        f"options={min(len(group), 6)}",
        f"headline,kind={view.number == 0},{cue.kind}",
    ]


def _of_source(proposal: Proposal, around: Surroundings, head: int, rate: str) -> list[str]:
    mention, relation = proposal.mention, proposal.relation
    if mention is None:
        return ["source=none", "source=none,rate=" + rate]
    pos = mention.view.tree.pos[mention.head]
    order = "far" if mention.paragraph != around.view.number else "before" if mention.head < head else "behind"
    features = [
        "relation=" + relation,
        "relation,order=" + relation + "," + order,
        "relation,rate=" + relation + "," + rate,
        "source=" + pos,
    ]
    if pos in ("PRON", "DET"):
        features.append("pronoun=" + mention.word.lower())
    return features
