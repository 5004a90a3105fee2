"""Decides passage by passage who says it: proposals weighed against each other.

In: a Reading and its views. Out: a Decision for every passage, in order.
Never builds contents; never looks behind the passage at hand for what is decided later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from quotekit.attribution.passages.context import SPOKEN_ENDS
from quotekit.attribution.passages.decision import Decision, mention_shares, owned_by
from quotekit.attribution.passages.propose import Context, Turn, propose
from quotekit.attribution.proposal import NOBODY, Mention, Proposal
from quotekit.attribution.rulebook import RuleBook
from quotekit.attribution.views import ParagraphView, Passage
from quotekit.attribution.weights import order_for_passage, weigh
from quotekit.languages.table import Table
from quotekit.reading.reading import Reading

if TYPE_CHECKING:
    from quotekit.attribution.encoder.opinion import Opinion

_SHORT = 4  # words; without weights, a capitalised passage this short is taken for a title
_SURELY_NOBODY = 0.5  # from here on a passage is nobody's speech
_PLAIN = 0.9  # how sure it is that a paragraph of speech is speech, by hand, as for turns of transcripts
_TOUCHING = ("postposed-", "preposed-colon")  # frames right beside a passage: « Oui », dit-elle
MEMORY = 4  # turns that proposals may look back on
Memory = tuple[object, ...]


def decide(
    reading: Reading,
    views: Sequence[ParagraphView | None],
    book: RuleBook,
    table: Table | None,
    passages: Iterable[tuple[ParagraphView, Passage]] | None = None,
    opinion: Opinion | None = None,
) -> list[Decision]:
    """A decision for every passage, in text order; the pieces of a quotation have one source.

    Args: as for `deliberate`.
    """
    return agree(deliberate(reading, views, book, table, passages, opinion))


def deliberate(
    reading: Reading,
    views: Sequence[ParagraphView | None],
    book: RuleBook,
    table: Table | None,
    passages: Iterable[tuple[ParagraphView, Passage]] | None = None,
    opinion: Opinion | None = None,
) -> list[Decision]:
    """A decision for every passage, in text order, each by itself and by those before it.

    Args:
        reading: The text.
        views: Its paragraphs.
        book: The rules in use.
        table: The weights; None to let the order of the rules decide.
        passages: Which passages; all outermost ones unless given.
        opinion: What the encoder says; None where it was not asked.
    """
    if passages is None:
        passages = ((view, passage) for view in views if view is not None for passage in view.passages)
    decisions: list[Decision] = []
    turns: list[Turn] = []
    for view, passage in passages:
        context = Context(reading, views, view, passage, book.relations)
        if turns and decisions[-1].taken is not None and _is_next_piece(decisions[-1], view, passage):
            decisions.append(evolve(decisions[-1], passage=passage))
            turns = [*turns[-MEMORY:], Turn(view, passage, decisions[-1].taken)]
            continue
        proposals = propose(context, turns, book)
        if table is not None:
            weigh(proposals, table, book, or_none=False)
            if opinion is not None:
                opinion.of_passage(proposals, book)
        else:
            proposals = _without_next_sentence(context, proposals)
            is_framed = any(proposal.frame.startswith(_TOUCHING) for proposal in proposals)
            order_for_passage(proposals, book, is_title=_looks_like_title(context) and not is_framed)
        decision = _choose(context, sorted(proposals, key=lambda proposal: -proposal.share), book)
        decisions.append(decision)
        turns = [*turns[-MEMORY:], Turn(view, passage, decision.taken)]
    return decisions


def memory_of(decisions: Sequence[Decision]) -> Memory:
    """What proposals for the next passages can look back on, as plain values.

    Where two of them are the same, what comes behind is decided alike, whatever was decided farther back.
    """
    return tuple(
        (each.view.number, each.passage.first, each.passage.last, _plain(each.taken))
        for each in decisions[-MEMORY - 1 :]
    )


def _plain(taken: Proposal | None) -> Memory:
    if taken is None:
        return ()
    mention, cue = taken.mention, taken.cue
    return (
        taken.frame,
        taken.relation,
        taken.rule,
        taken.is_implicit,
        None if mention is None else (mention.paragraph, mention.head),
        None if cue is None else (cue.paragraph, cue.head),
    )


def _is_next_piece(decision: Decision, view: ParagraphView, passage: Passage) -> bool:
    """Is it the next piece of a quotation that a frame interrupts in one paragraph?"""
    return decision.view is view and decision.passage.quotation == passage.quotation


def _without_next_sentence(context: Context, proposals: list[Proposal]) -> list[Proposal]:
    """Without what stands in the next sentence, where a colon leads to a whole one: He said: “A.” Rose answered: …"""
    tree, behind = context.view.tree, context.passage.last + 1
    if not context.is_announced_sentence or behind >= len(tree) or not tree.words[behind][:1].isupper():
        return proposals
    return [each for each in proposals if each.cue is None or each.cue.head < behind or each.frame == NOBODY]


def _looks_like_title(context: Context) -> bool:
    """Is it short and capitalised, and does nothing show that it is spoken?"""
    is_spoken = context.ends_with in SPOKEN_ENDS or not context.quotation.is_marked
    return context.length <= _SHORT and context.case == "all" and not context.governors and not is_spoken


def _choose(context: Context, ranked: Sequence[Proposal], book: RuleBook) -> Decision:
    """The mention with the largest sum over its proposals, by its best proposal.

    Where it is plainly speech, "nobody" stands for nobody known.
    """
    proposals = tuple(ranked)
    is_plain = context.is_lone_speech or (not context.view.language.is_weighed and context.is_announced_sentence)
    sums = mention_shares(proposals)
    nobody = next(proposal.share for proposal in proposals if proposal.frame == NOBODY)

    def decided(taken: Proposal | None, confidence: float, *, is_speech: bool) -> Decision:
        return Decision(context.view, context.passage, taken, confidence, is_speech, proposals)

    if not sums or nobody >= _SURELY_NOBODY:
        return decided(None, min(nobody, _PLAIN) if is_plain else nobody, is_speech=is_plain)
    likeliest = max(sums, key=sums.__getitem__)
    # Where an owner stands for a subject that was proposed, too, the subject is the better name for both.
    best = next((other for other in sums if _is_owned_by(likeliest, other)), likeliest)
    taken = next(proposal for proposal in proposals if proposal.mention == best)
    chance = sums[best] + _of_owner(best, sums)
    if chance < book.rules[book.ranks[taken.rule]].needs:
        return decided(None, 1 - nobody, is_speech=True)
    return decided(taken, chance, is_speech=True)


def _of_owner(mention: Mention, sums: Mapping[Mention, float]) -> float:
    """The shares of those who are the same by grammar: "Tom" and "his" in "Tom changed his answer: “…”"."""
    return sum(share for other, share in sums.items() if _is_owned_by(mention, other) or _is_owned_by(other, mention))


def _is_owned_by(mention: Mention, subject: Mention) -> bool:
    """Does an owner ("his") refer back to this subject?"""
    return subject.paragraph == mention.paragraph and owned_by(mention) == subject.head


def agree(made: Sequence[Decision]) -> list[Decision]:
    """Pieces of one quotation over several paragraphs have one source: a frame beats a guess.

    Where two pieces have frames with two sources (a transcript whose every paragraph opens with
    a mark), the speaker changes at the second frame.
    """
    decisions = list(made)
    groups: dict[int, list[list[int]]] = {}
    for n, decision in enumerate(decisions):
        runs = groups.setdefault(decision.passage.quotation, [[]])
        if _is_framed(decision) and any(
            _is_framed(decisions[m]) and not _have_one_source(decisions[m], decision) for m in runs[-1]
        ):
            runs.append([])
        runs[-1].append(n)
    for numbers in (run for runs in groups.values() for run in runs if len(run) > 1):
        framed = [decisions[n] for n in numbers if _is_framed(decisions[n])]
        taken = framed or [decisions[n] for n in numbers if decisions[n].taken is not None]
        best = max(taken, key=lambda decision: decision.confidence, default=None)
        if best is None:
            continue
        for n in numbers:
            decisions[n] = evolve(decisions[n], taken=best.taken, confidence=best.confidence, is_speech=True)
    return decisions


def _is_framed(decision: Decision) -> bool:
    return decision.taken is not None and not decision.taken.is_implicit


def _have_one_source(one: Decision, two: Decision) -> bool:
    return one.taken is not None and two.taken is not None and one.taken.mention == two.taken.mention
