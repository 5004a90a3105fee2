"""Which paragraphs can hold an attribution, told from the raw text before anything is parsed.

In: a text, its paragraphs and passages. Out: numbers of paragraphs that are worth a parse.
Never reads a parse; a paragraph that is left out is still read for names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from quotekit.languages import Language
from quotekit.reading.reading import Reading
from quotekit.records import Quotation

# Words that report less often than this bring next to nothing: on polnear_dev nine in ten thousand
# attributions, and half as much to read again at 0.2.
_REPORTS: Final = 0.12
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LABEL: Final = re.compile(r"[^:\n]{1,80}:(?=\s)")


def worth_parsing(reading: Reading, *, quoted_only: bool) -> list[int]:
    """Numbers of the paragraphs to parse, in order.

    Args:
        reading: The text as laid out; its language has the cue words of the user's, too.
        quoted_only: Is only quoted speech asked for? Then a paragraph is worth a parse if it holds
            a passage, a label or a turn, or stands right before one that holds a passage; else also if
            it holds a word that can report, a colon, or stands right behind a passage.
    """
    text, paragraphs = reading.text, reading.paragraphs
    quoted = _with_passages(paragraphs, reading.quotations)
    wanted = {*quoted, *(number - 1 for number in quoted if number)}
    if not quoted_only:
        wanted.update(number + 1 for number in quoted if number + 1 < len(paragraphs))
    wanted.update(reading.labels.turns)
    if any(label.is_unnamed for label in reading.labels.turns.values()):
        wanted.update(range(min(reading.labels.turns)))  # where somebody is named who answers
    reporting, opening = _reporting(reading.language), _viewpoint(reading.language)
    for number, (start, end) in enumerate(paragraphs):
        if number in wanted:
            continue
        if quoted_only:
            is_wanted = _LABEL.match(text, start, end) is not None
        elif opening is not None and opening.search(text, start, end):
            is_wanted = True
        else:
            words = _WORD.findall(text, start, end)
            bare = (_without_clitic(word.lower(), reading.language) for word in words)
            is_wanted = ":" in text[start:end] or not reporting.isdisjoint(bare)
        if is_wanted:
            wanted.add(number)
    return sorted(wanted)


def _without_clitic(word: str, language: Language) -> str:
    """The verb of a word that ends in a pronoun ("estime-t-on"); else the word."""
    stem, hyphen, last = word.rpartition("-")
    return stem.removesuffix("-t") if hyphen and f"-{last}" in language.people.pronouns else word


def _with_passages(paragraphs: Sequence[tuple[int, int]], quotations: Sequence[Quotation]) -> set[int]:
    starts = [start for start, _ in paragraphs]
    found: set[int] = set()
    for quotation in quotations:
        for span in quotation.spans:
            first, last = (bisect_right(starts, at) - 1 for at in (span.start, max(span.start, span.end - 1)))
            found.update(range(max(first, 0), last + 1))
    return found


@lru_cache(maxsize=8)
def _viewpoint(language: Language) -> re.Pattern[str] | None:
    """What shows that a clause may be so to somebody: "To her, …"; None where the language has no such phrase."""
    forms = "|".join(re.escape(each.form) for each in language.prepositions if each.takes == "somebody")
    return re.compile(rf"(?:^|[.,;:!?]\s)\s*(?:{forms})\s[^,.;:!?\n]{{1,40}},", re.IGNORECASE) if forms else None


@lru_cache(maxsize=8)
def _reporting(language: Language) -> frozenset[str]:
    """Every form of the words that report often enough, or do wherever they have a clause."""
    words = language.lexicon.entries
    often = (word for word in words if word.rate >= _REPORTS or word.kind == "adjective")
    return (
        frozenset(form.rpartition("_")[2] for word in often for form in word.forms)
        | language.groups["viewpoint"]
        | language.groups["phrase"]
    )
