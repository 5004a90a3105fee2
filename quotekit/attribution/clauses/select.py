"""Selects what is said at the cues of a text: passages and clauses through one choice.

In: a Reading, its views, the decisions on passages, the rules, the weights. Out: Drafts, and what is left over.
Never parses, never resolves a mention to a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quotekit.attribution.clauses.choose import choose, count_alike
from quotekit.attribution.clauses.decided import is_covered, is_decided
from quotekit.attribution.clauses.features import describe
from quotekit.attribution.clauses.measures import Decisions, Surroundings
from quotekit.attribution.clauses.propose import propose_clauses
from quotekit.attribution.clauses.sources import source_range
from quotekit.attribution.clauses.within import between_marks, held_by, is_same_source
from quotekit.attribution.drafts import alternatives_of, make_draft
from quotekit.attribution.passages.decision import Decision
from quotekit.attribution.passages.drafts import lost
from quotekit.attribution.proposal import Mention, Proposal
from quotekit.attribution.rulebook import WITH_RELATIONS, RuleBook
from quotekit.attribution.views import ParagraphView, stretches
from quotekit.attribution.weights import order_for_cue, weigh
from quotekit.languages import labels
from quotekit.languages.table import Table
from quotekit.reading.reading import CueHit, Draft, Phrase, Reading, merge

if TYPE_CHECKING:
    from quotekit.attribution.clauses.second_opinion import SecondOpinion
    from quotekit.attribution.encoder.opinion import Opinion

_VISIBLE_AT_CUE = 0.05  # alternatives less likely are not told
Group = Sequence[Proposal]


@frozen(eq=False)
class Selection:
    """What was selected.

    Attributes:
        drafts: Attributions that do not overlap, in text order.
        nested: Attributions that lie inside the words of others.
        left: Decisions on passages that are speech and that no draft holds.
    """

    drafts: list[Draft]
    nested: list[Draft]
    left: list[Decision]


def select(
    reading: Reading,
    views: Sequence[ParagraphView | None],
    decisions: Sequence[Decision],
    book: RuleBook,
    table: Table | None,
    second: SecondOpinion | None = None,
    opinion: Opinion | None = None,
    among: Sequence[ParagraphView | None] | None = None,
) -> Selection:
    """The attributions of a text.

    Args:
        reading: The text.
        views: Its paragraphs.
        decisions: The decision on every outermost passage, in order.
        book: The rules in use.
        table: The weights; None lets the order of the rules and the rates of the cues decide.
        second: What is asked after the weights; None for nothing.
        opinion: What the encoder says; None where it was not asked.
        among: Paragraphs of the text in whose words attributions are looked for; None for all.
    """
    asked = views if among is None else among
    by_view: dict[int, list[Decision]] = {}
    for decision in decisions:
        by_view.setdefault(decision.view.number, []).append(decision)
    selection = Selection([], [], [])
    # The encoder, whose opinion on a paragraph may have it read another one, is asked about the whole text.
    for stretch in stretches(asked) if opinion is None else [list(filter(None, asked))]:
        proposed = _propose(stretch, views, by_view, book, table)
        groups = [group for _, _, mine in proposed for group in mine]
        if second is not None:
            second.reconsider(groups, book)
        if opinion is not None:
            opinion.of_cues(groups, book)
        for around, mine, groups in proposed:
            _select_in(reading, around, mine, groups, table, book, opinion, selection)
    return selection


def _propose(
    stretch: Sequence[ParagraphView],
    views: Sequence[ParagraphView | None],
    by_view: Mapping[int, list[Decision]],
    book: RuleBook,
    table: Table | None,
) -> list[tuple[Surroundings, list[Decision], list[Group]]]:
    """For each paragraph what is around its cues, the decisions on its passages, and what was proposed, weighed."""
    proposed = []
    for view in stretch:
        mine = by_view.get(view.number, [])
        of_passage = {decision.passage: decision for decision in mine}
        around = Surroundings(view, views, [of_passage.get(passage) for passage in view.passages])
        groups: list[Group] = [*propose_clauses(view, around.decisions, book)]
        _weigh(groups, around, table, book)
        proposed.append((around, mine, groups))
    return proposed


def _select_in(
    reading: Reading,
    around: Surroundings,
    mine: Sequence[Decision],
    groups: Sequence[Group],
    table: Table | None,
    book: RuleBook,
    opinion: Opinion | None,
    selection: Selection,
) -> None:
    """Add to the selection what is said in one paragraph."""
    allowed = ([each for each in group if not is_decided(each, around.decisions)] for group in groups)
    kept = choose(allowed, partial(book.language.leasts.of, place="chosen"))
    for proposal in kept:
        selection.drafts.append(_draft_words(reading, proposal, around, groups))
        if table is not None:
            selection.nested.extend(_inside(reading, proposal, around, groups, table, book))
    if table is not None:
        selection.nested.extend(_between_marks(reading, around, table, book))
    selection.left.extend(each for each in mine if each.is_speech and not is_covered(each, kept))
    if opinion is not None and book.rules == book.language.rules:
        further = opinion.further(around.view, _taken(around.view, kept))
        selection.drafts.extend(_draft_words(reading, proposal, around, ()) for proposal in further)


def _weigh(groups: Sequence[Group], around: Surroundings, table: Table | None, book: RuleBook) -> None:
    for group in groups:
        if table is None:
            order_for_cue(group, book)
        else:
            describe(group, around)
            weigh(group, table, book, or_none=True)
            count_alike(group)


def _inside(
    reading: Reading, outer: Proposal, around: Surroundings, groups: Sequence[Group], table: Table, book: RuleBook
) -> list[Draft]:
    """What is said inside of what is said: "she said that he had denied …".

    What the same phrase is the source of is reported once: "Berg declined to say whether …" is one attribution.
    """
    held = [inner for group in groups if (inner := held_by(group, outer))]
    if not held:
        return []
    _weigh(held, evolve(around, is_free=True), table, book)
    drafts = []
    for proposal in _likely_inside(held, book):
        if is_same_source(proposal, outer):
            continue
        drafts.append(_draft_words(reading, proposal, around, held))
        drafts += _inside(reading, proposal, around, held, table, book)
    return drafts


def _between_marks(reading: Reading, around: Surroundings, table: Table, book: RuleBook) -> list[Draft]:
    """What is reported between marks: “I think it will rain,” she said."""
    groups = between_marks(around.view, around.decisions, book)
    if not groups:
        return []
    _weigh(groups, evolve(around, decisions=(), is_free=True), table, book)
    return [_draft_words(reading, each, around, groups) for each in _likely_inside(groups, book)]


def _likely_inside(groups: Sequence[Group], book: RuleBook) -> list[Proposal]:
    """Those that are likely enough to be told as part of what somebody says."""
    return choose(groups, partial(book.language.leasts.of, place="inside"))


def _taken(view: ParagraphView, kept: Sequence[Proposal]) -> list[bool]:
    """Does a token belong to words that are kept, or to a passage? Who says those is decided."""
    taken = [False] * len(view.tree)
    runs = [run for each in kept for run in each.runs]
    for first, last in [*runs, *((passage.first, passage.last) for passage in view.passages)]:
        taken[first : last + 1] = [True] * (last + 1 - first)
    return taken


def _draft_words(reading: Reading, proposal: Proposal, around: Surroundings, groups: Sequence[Group]) -> Draft:
    tree = proposal.view.tree
    leader = _leader(proposal, around.decisions)
    taken = leader.taken if leader is not None else None
    cue = proposal.cue
    if cue is None and taken is not None and not taken.is_implicit:
        cue = taken.cue
    return make_draft(
        tuple(merge((tree.starts[first], tree.ends[last]) for first, last in proposal.runs)),
        cue=None if cue is None else _whole_cue(proposal, cue),
        cue_view=None if cue is None else around.views[cue.paragraph],
        source=None if proposal.mention is None else _source_phrase(proposal, proposal.mention),
        rule=proposal.rule or (taken.rule if taken is not None else ""),
        confidence=_sureness(proposal, leader),
        is_implicit=proposal.cue is None and taken is not None and taken.is_implicit,
        alternatives=alternatives_of(lost(leader) if leader is not None else _lost(proposal, groups)),
    )


def _sureness(proposal: Proposal, leader: Decision | None) -> float:
    """Words made of passages alone are at least as sure as their passage: marks tell where they begin and end."""
    if leader is None or proposal.cue is not None or not leader.is_speech:
        return proposal.confidence
    return max(proposal.confidence, leader.confidence)


def _leader(proposal: Proposal, decisions: Decisions) -> Decision | None:
    """The decision that words made of passages owe their frame to."""
    if proposal.rule or not proposal.expected:
        return None
    known = [decision for n in proposal.expected if (decision := decisions[n]) is not None]
    return max(known, key=lambda each: (each.taken is not None, not each.is_implicit, each.chance), default=None)


def _source_phrase(proposal: Proposal, mention: Mention) -> Phrase:
    """The noun phrase of the mention, up to the cue and the words."""
    taken = list(proposal.runs) if mention.paragraph == proposal.view.number else []
    if proposal.cue is not None and taken:
        taken.append((proposal.cue.head, proposal.cue.head))
    return Phrase(mention.paragraph, mention.head, *source_range(mention.view, mention.head, taken))


def _whole_cue(proposal: Proposal, cue: CueHit) -> CueHit:
    """The cue with the particle and the preposition that belong to it: "called for"."""
    if proposal.cue is None or cue.kind not in WITH_RELATIONS:
        return cue
    tree, last = proposal.view.tree, cue.last
    while (
        last + 1 < len(tree)
        and tree.heads[last + 1] == cue.head
        and tree.deps[last + 1] in labels.VERB_TAILS
        and not proposal.holds(last + 1)
    ):
        last += 1
    if last > cue.last and (proposal.holds(last + 1) or tree.deps[last] == labels.PARTICLE):
        return evolve(cue, last=last)
    return cue


def _lost(proposal: Proposal, groups: Sequence[Group]) -> Iterator[Proposal]:
    """The proposals at the same cue that lost, likeliest first: one for each rule and mention."""
    group = next((group for group in groups if proposal in group), ())
    seen = {(proposal.rule, proposal.mention)}
    for other in sorted(group, key=lambda each: -each.share):
        if other.share >= _VISIBLE_AT_CUE and (other.rule, other.mention) not in seen:
            seen.add((other.rule, other.mention))
            yield other
