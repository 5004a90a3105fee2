"""From a reading to drafts of attributions: the stages of the first half, in order.

In: a Reading and rules. Out: Drafts in text order; those that do not lie in others never overlap.
Never parses and never resolves a mention to a name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quotekit.attribution.clauses.select import select
from quotekit.attribution.drafts import join_pieces
from quotekit.attribution.genres.transcript import RULE as TRANSCRIPT
from quotekit.attribution.genres.transcript import find_turns
from quotekit.attribution.passages.decide import decide
from quotekit.attribution.passages.decision import Decision
from quotekit.attribution.passages.drafts import draft_passages
from quotekit.attribution.rulebook import book_of
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
    passage_table = language.passage_weights if weighed else None
    clause_table = language.clause_weights if weighed else None
    views = views_of(reading)
    opinion = ask(views) if ask is not None else None
    decisions = decide(reading, views, book, passage_table, opinion=opinion)
    second = _second_opinion(views, language) if clause_table is not None else None
    found = select(reading, views, decisions, book, clause_table, second, opinion)
    outermost = sorted([*found.drafts, *draft_passages(reading, found.left)], key=lambda draft: draft.contents[0])
    drafts = [*join_pieces(reading, outermost), *found.nested]
    if TRANSCRIPT in book.ranks:
        drafts = _with_turns(reading, drafts, find_turns(reading, views))
    inner = nested_views(reading, views)
    if inner and passage_table is not None:
        passages = [(view, passage) for view in inner for passage in view.passages]
        nested = decide(reading, [None] * len(views), book, passage_table, passages, opinion)
        drafts += draft_passages(reading, [decision for decision in nested if _is_reported(decision)])
    return sorted(drafts, key=lambda draft: draft.contents[0])


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
