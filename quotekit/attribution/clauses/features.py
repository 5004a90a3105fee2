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
    word,
)
from quotekit.attribution.clauses.named import (
    OF_CUE,
    OF_MENTION,
    OF_NOBODY,
    OF_VARIANT,
    OF_WORDS,
    CueValues,
    MentionValues,
    NobodyValues,
    VariantValues,
    WordValues,
)
from quotekit.attribution.clauses.nouns import kind_of_noun, top_of
from quotekit.attribution.clauses.shapes import speaker_label
from quotekit.attribution.proposal import Cuts, Proposal, bucket
from quotekit.attribution.views import ParagraphView
from quotekit.languages import labels
from quotekit.languages.table import Part
from quotekit.reading.reading import CueHit
from quotekit.trees import Tree

_RATE_CUTS = Cuts(0.03, 0.06, 0.1, 0.2, 0.3, 0.45, 0.6, 0.75, 0.88)
_LONE_CHANCE_CUTS = Cuts(0.3, 0.45, 0.6, 0.75, 0.9)
_SPEECH_CUTS = Cuts(0.3, 0.5, 0.7, 0.9, 0.97)
_PRONOUNS = frozenset({"PRON", "DET"})
_SIZE_CUTS = Cuts(1, 2, 3, 5, 8, 12, 18, 26, 40)


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
        chance = _LONE_CHANCE_CUTS.of(decision.chance)
        proposal.own = [
            "lone",
            f"lone:frame={proposal.frame}",
            f"lone:frame,chance={proposal.frame},{chance}",
            f"lone:speech={_SPEECH_CUTS.of(decision.speech)}",
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
    head, rate, lemma = cue.head, _RATE_CUTS.of(cue.rate), cue.weighed_as
    above, by = ("no", "") if around.is_free else governor(around, head)
    others = siblings(group)
    of_cue = CueValues(
        lemma,
        tags[head],
        tree.deps[head],
        rate,
        above,
        by,
        _is_quoting(view, head),
        _is_negated(tree, head),
        view.number == 0,
        cue.kind,
        others,
        min(len(group), 6),
    )
    shared = ((OF_CUE, of_cue),)
    for proposal in group:
        frame, variant, runs = proposal.frame, proposal.variant, proposal.runs
        first, last = runs[0][0], runs[-1][1]
        quoted, chance, size = passages(proposal, around)
        steps, following = _SIZE_CUTS.of(size), word(view, last + 1)
        top = top_of(view, first, last)
        of_words = WordValues(
            frame,
            proposal.with_passages,
            rate,
            proposal.relation,
            lemma,
            above,
            others,
            word(view, first),
            following,
            quoted,
            chance,
            tags[last],
            tags[top],
            kind_of_noun(view, top),
            steps,
            distance(head, first, last),
            "behind" if first > head else "before" if last < head else "around",
            COARSE.of(held_rate(proposal, around)),
            ends_sentence(view, last),
            variant,
        )
        proposal.shared = shared
        proposal.parts = parts = [(OF_WORDS, of_words), _of_source(proposal, view, head, rate)]
        if variant:
            then = tags[last + 2] if last + 2 < len(tags) else "-"
            of_variant = VariantValues(variant, frame, then, steps, rate, following, word(view, last + 2))
            parts.append((OF_VARIANT, of_variant))


def _is_quoting(view: ParagraphView, head: int) -> bool:
    """Does its sentence hold a passage, or a piece of one?"""
    sents = view.tree.sents
    sentence = sents[head]
    return any(sents[passage.first] <= sentence <= sents[passage.last] for passage in view.passages)


def _is_negated(tree: Tree, head: int) -> bool:
    deps = tree.deps
    return labels.NEGATION in [deps[kid] for kid in tree.kids[head]]


def _of_source(proposal: Proposal, view: ParagraphView, head: int, rate: str) -> Part:
    mention, relation = proposal.mention, proposal.relation
    if mention is None:
        return OF_NOBODY, NobodyValues(rate)
    pos = mention.view.tree.pos[mention.head]
    order = "far" if mention.paragraph != view.number else "before" if mention.head < head else "behind"
    return OF_MENTION, MentionValues(relation, order, rate, pos, mention.word.lower() if pos in _PRONOUNS else "")
