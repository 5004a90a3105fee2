"""From a reading to drafts of attributions: the stages of the first half, in order.

In: a Reading and rules. Out: Drafts in text order; those that do not lie in others never overlap.
Never parses and never resolves a mention to a name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from quotekit.attribution.clauses.select import select
from quotekit.attribution.drafts import join_pieces
from quotekit.attribution.genres.transcript import RULE as TRANSCRIPT
from quotekit.attribution.genres.transcript import find_turns
from quotekit.attribution.passages.decide import Memory, agree, decide, deliberate, memory_of
from quotekit.attribution.passages.decision import Decision
from quotekit.attribution.passages.drafts import draft_passages
from quotekit.attribution.rulebook import RuleBook, book_of
from quotekit.attribution.views import ParagraphView, nested_views, views_of
from quotekit.languages import Language
from quotekit.languages.rule import Rule
from quotekit.reading.reading import Draft, Reading

if TYPE_CHECKING:
    from quotekit.attribution.clauses.second_opinion import SecondOpinion
    from quotekit.attribution.encoder.opinion import Opinion

_NESTED_RATE = 0.3  # a passage inside another needs a verb that reports passages this often
_TOLD_SURE = 0.7  # what a turn of a transcript itself reports is kept if it is this likely
NESTED_SURE = 0.8  # … and to be this likely to be that verb's


def attribute(
    reading: Reading,
    rules: Sequence[Rule] | None = None,
    *,
    weighed: bool = True,
    ask: Callable[[Sequence[ParagraphView | None]], Opinion] | None = None,
) -> list[Draft]:
    """Drafts for everything somebody says in the text.

    Args:
        reading: The text with its passages and parses.
        rules: The rules in use, in order of precedence; those of the language unless given.
        weighed: Let the fitted weights decide between proposals; else the order of the rules does.
        ask: Gives the opinion of the encoder on the paragraphs; None to leave it to the weights.
    """
    language = reading.language
    book = book_of(language.rules if rules is None else rules, language)
    views = views_of(reading)
    opinion = ask(views) if ask is not None else None
    found = find(reading, views, book, range(len(views)), weighed=weighed, opinion=opinion)
    return put_together(reading, views, book, [found], weighed=weighed, opinion=opinion)


@frozen(eq=False)
class Found:
    """What was found in paragraphs in a row.

    Attributes:
        paragraphs: Their numbers.
        drafts: Attributions that do not overlap, in text order, each piece of a quotation by itself.
        nested: Attributions that lie inside the words of others.
        before: What proposals for their first passage could look back on.
        after: What those for the next passage behind them can.
    """

    paragraphs: range
    drafts: list[Draft]
    nested: list[Draft]
    before: Memory = ()
    after: Memory = ()


def find(
    reading: Reading,
    views: Sequence[ParagraphView | None],
    book: RuleBook,
    paragraphs: range,
    *,
    since: int = 0,
    weighed: bool = True,
    opinion: Opinion | None = None,
) -> Found:
    """What is said in some paragraphs of a text, of which no quotation reaches beyond.

    Args:
        reading: The text.
        views: Its paragraphs.
        book: The rules in use.
        paragraphs: Numbers of the paragraphs in question.
        since: The paragraph from which on passages are decided, so that those in question have some to look back on.
        weighed: Let the fitted weights decide between proposals.
        opinion: What the encoder says; None where it was not asked.
    """
    language = reading.language
    passage_table = language.passage_weights if weighed else None
    clause_table = language.clause_weights if weighed else None
    known = filter(None, views[since : paragraphs.stop])
    passages = [(view, passage) for view in known for passage in view.passages]
    made = deliberate(reading, views, book, passage_table, passages, opinion)
    earlier = sum(view.number < paragraphs.start for view, _ in passages)
    mine = views[paragraphs.start : paragraphs.stop]
    second = _second_opinion(mine, language) if clause_table is not None else None
    selected = select(reading, views, agree(made), book, clause_table, second, opinion, mine)
    drafts = [*selected.drafts, *draft_passages(reading, selected.left)]
    drafts.sort(key=lambda draft: draft.contents[0])
    return Found(paragraphs, drafts, selected.nested, memory_of(made[:earlier]), memory_of(made))


def put_together(
    reading: Reading,
    views: Sequence[ParagraphView | None],
    book: RuleBook,
    found: Sequence[Found],
    *,
    weighed: bool = True,
    opinion: Opinion | None = None,
) -> list[Draft]:
    """The drafts of a text: pieces joined, with what takes the whole of it to see.

    Args:
        reading: The text.
        views: Its paragraphs; those `seen_whole` will do.
        book: The rules in use.
        found: What was found in its paragraphs, in order.
        weighed: Let the fitted weights decide between proposals.
        opinion: What the encoder says; None where it was not asked.
    """
    drafts = join_pieces(reading, [draft for each in found for draft in each.drafts])
    drafts += [draft for each in found for draft in each.nested]
    if TRANSCRIPT in book.ranks:
        drafts = _with_turns(reading, drafts, find_turns(reading, views))
    inner = nested_views(reading, views)
    if inner and weighed and (table := reading.language.passage_weights) is not None:
        passages = [(view, passage) for view in inner for passage in view.passages]
        nested = decide(reading, [None] * len(views), book, table, passages, opinion)
        drafts += draft_passages(reading, [decision for decision in nested if _is_reported(decision)])
    return sorted(drafts, key=lambda draft: draft.contents[0])


def seen_whole(reading: Reading) -> set[int]:
    """Numbers of the paragraphs whose views `put_together` needs: with labels of turns, or passages inside others."""
    starts = [start for start, _ in reading.paragraphs]
    turns = reading.labels.turns
    is_unnamed = any(label.is_unnamed for label in turns.values())
    return {
        *turns,
        *range(min(turns) if is_unnamed else 0),
        *(bisect_right(starts, span.start) - 1 for each in reading.quotations if each.depth for span in each.spans),
    }


def _second_opinion(views: Sequence[ParagraphView | None], language: Language) -> SecondOpinion | None:
    from quotekit.attribution.clauses.second_opinion import SecondOpinion  # needs numpy, which importing should not

    return SecondOpinion.on(views, language)


def _is_reported(decision: Decision) -> bool:
    """Is a passage inside another introduced by a verb of its own?"""
    cue = decision.taken.cue if decision.taken is not None else None
    is_verb = cue is not None and cue.kind == "verb" and cue.quoted_rate >= _NESTED_RATE
    return is_verb and decision.confidence >= NESTED_SURE


def _with_turns(reading: Reading, drafts: list[Draft], turns: list[Draft]) -> list[Draft]:
    """The turns of a transcript, what was found outside of them, and what they themselves report."""
    held = sorted(span for turn in turns for span in turn.contents)

    def turn_over(start: int, end: int) -> tuple[int, int] | None:
        before = bisect_left(held, (end, 0)) - 1  # the last turn that begins before the end
        return held[before] if before >= 0 and held[before][1] > start else None

    def is_kept(draft: Draft) -> bool:
        over = {turn_over(*span) for span in draft.contents}
        return over == {None} or (len(over) == 1 and _is_told_in(reading, draft, over.pop()))

    return [*filter(is_kept, drafts), *turns]


def _is_told_in(reading: Reading, draft: Draft, turn: tuple[int, int] | None) -> bool:
    """Does the speaker of a turn report these words, in a clause of the turn?"""
    tree = reading.trees[draft.cue.paragraph] if draft.cue is not None else None
    if turn is None or tree is None or draft.cue is None or draft.implicit or draft.confidence < _TOLD_SURE:
        return False
    frame = [(draft.cue.first, draft.cue.last)]
    if draft.source is not None and draft.source.paragraph == draft.cue.paragraph:
        frame.append((draft.source.first, draft.source.last))
    places = [*draft.contents, *((tree.starts[first], tree.ends[last]) for first, last in frame)]
    return draft.cue.kind != "punctuation" and all(turn[0] <= start and end <= turn[1] for start, end in places)
