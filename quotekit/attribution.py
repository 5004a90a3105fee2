"""From a reading to drafts of attributions: the stages of the first half, in order.

In: a Reading and rules. Out: Drafts in text order; those that do not lie in others never overlap.
Never parses and never resolves a mention to a name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from quotekit.clauses import clause_book
from quotekit.decisions import Decision, decide, find_all_cues
from quotekit.drafts import join_pieces, select
from quotekit.lexicon import Lexicon, load_lexicon
from quotekit.passages import draft_passages
from quotekit.reading import Draft, Reading
from quotekit.rules import DEFAULT_RULES
from quotekit.rules.book import book_of
from quotekit.rules.rule import Rule
from quotekit.scoring import load_table
from quotekit.transcripts import RULE as TRANSCRIPT
from quotekit.transcripts import find_turns
from quotekit.view import nested_views, views_of

NESTED_RATE = 0.3  # a passage inside another needs a verb that reports passages this often
NESTED_SURE = 0.8  # … and to be this likely to be that verb's


def attribute(
    reading: Reading,
    rules: Sequence[Rule] = DEFAULT_RULES,
    *,
    lexicon: Lexicon | None = None,
    weighed: bool = True,
) -> list[Draft]:
    """Drafts for everything somebody says in the text.

    Args:
        reading: The text with its passages and parses.
        rules: The rules in use, in order of precedence.
        lexicon: The cue words; the shipped ones unless given.
        weighed: Let the fitted weights decide between proposals; else the order of the rules does.
    """
    book = book_of(rules)
    words = lexicon or load_lexicon()
    passage_table = load_table("passage_weights.json") if weighed else None
    clause_table = load_table("clause_weights.json") if weighed else None
    views = views_of(reading)
    find_all_cues(views, words)
    decisions = decide(reading, views, book, passage_table)
    found = select(reading, views, decisions, clause_book(book.rules), book.relations, clause_table)
    outermost = sorted([*found.drafts, *draft_passages(reading, found.left)], key=lambda draft: draft.contents[0])
    drafts = [*join_pieces(reading, outermost), *found.nested]
    if TRANSCRIPT in book.ranks:
        drafts = _with_turns(drafts, find_turns(reading, views))
    inner = nested_views(reading, views)
    if inner and passage_table is not None:
        find_all_cues(inner, words)
        passages = [(view, passage) for view in inner for passage in view.passages]
        nested = decide(reading, [None] * len(views), book, passage_table, passages)
        drafts += draft_passages(reading, [decision for decision in nested if _has_own_frame(decision)])
    return sorted(drafts, key=lambda draft: draft.contents[0])


def _has_own_frame(decision: Decision) -> bool:
    """Is a passage inside another introduced by a verb of its own?"""
    cue = decision.taken.cue if decision.taken is not None else None
    is_verb = cue is not None and cue.kind == "verb" and cue.quoted_rate >= NESTED_RATE
    return is_verb and decision.confidence >= NESTED_SURE


def _with_turns(drafts: list[Draft], turns: list[Draft]) -> list[Draft]:
    """The turns of a transcript, and what was found outside of them."""
    held = sorted(span for turn in turns for span in turn.contents)

    def is_held(start: int, end: int) -> bool:
        before = bisect_left(held, (end, 0)) - 1  # the last turn that begins before the end
        return before >= 0 and held[before][1] > start

    return [*(draft for draft in drafts if not any(is_held(*span) for span in draft.contents)), *turns]
