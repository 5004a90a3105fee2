"""The first half over parts of one long text: each found with some context, checked where they meet.

In: a Reading of the whole text, and what was found in its parts. Out: the drafts that `attribute` gives.
Never trusts a part that looked back on other decisions than those of the part before it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from attrs import evolve

from quotekit.attribution.attribute import Found, find, put_together, seen_whole
from quotekit.attribution.rulebook import book_of
from quotekit.attribution.views import views_of
from quotekit.languages.rule import Rule
from quotekit.reading.reading import Draft, Reading


def find_in(reading: Reading, rules: Sequence[Rule], paragraphs: range, since: int) -> Found:
    """What is said in some paragraphs, decided with those from `since` on; trees of others are not needed.

    Args:
        reading: The text, with the trees of these paragraphs, of those since then and of the next one.
        rules: The rules in use.
        paragraphs: Numbers of the paragraphs in question.
        since: The paragraph from which on passages are decided.
    """
    return find(reading, views_of(reading), book_of(rules, reading.language), paragraphs, since=since)


def attribute_parts(reading: Reading, rules: Sequence[Rule], parts: Sequence[Found]) -> list[Draft]:
    """Drafts for everything somebody says in the text, of what was found in its parts.

    Args:
        reading: The text with its passages and parses.
        rules: The rules in use.
        parts: What was found in all its paragraphs, in order.
    """
    book = book_of(rules, reading.language)
    found: list[Found] = []
    for part in parts:
        found.append(_checked(reading, rules, found, part))
    return put_together(reading, views_of(_only(reading, seen_whole(reading))), book, found)


def _checked(reading: Reading, rules: Sequence[Rule], before: Sequence[Found], part: Found) -> Found:
    """The part, found anew with more context as long as it looked back on other decisions than were made."""
    made = before[-1].after if before else ()
    for earlier in reversed(before):
        if part.before == made:
            break
        since, end = earlier.paragraphs.start, part.paragraphs.stop
        part = find_in(_only(reading, range(since - 1, end + 1)), rules, part.paragraphs, since)
    return part


def _only(reading: Reading, numbers: Collection[int]) -> Reading:
    """The reading with the trees of these paragraphs alone."""
    return evolve(reading, trees=tuple(tree if n in numbers else None for n, tree in enumerate(reading.trees)))
