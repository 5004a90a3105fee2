"""What a language adds to the reading of characters: datelines, letters left out, words of layout.

In: patterns and word sets from the package of a language. Out: two frozen records.
Never looks at a text; a language that gives nothing is read by shapes alone.
"""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

NOTHING: Final = re.compile(r"(?!)")  # matches nowhere


@frozen(kw_only=True)
class Elisions:
    """Where a single mark stands for letters that were left out, and closes or opens nothing.

    Attributes:
        start: What stands behind such a mark: "tis", "em", "90s".
        end: What ends before one: "goin", "an"; feet and minutes, too.
    """

    start: re.Pattern[str] = NOTHING
    end: re.Pattern[str] = NOTHING


NO_ELISIONS: Final = Elisions()


@frozen(kw_only=True)
class Layout:
    """Words that newspapers and transcripts put around what is said.

    Attributes:
        dateline: The place, day and agency before the first words of a report.
        stamp: The date that scrapers leave there.
        questions_heading: A heading over questions that nobody asked ("FAQ").
        scene: The heading of a scene in a screenplay.
        kicker: The word of a section before a headline ("EXCLUSIVE: …"), at the start of a line.
        boilerplate: A line that a page puts between the paragraphs of an article: credits, links to share it.
        open_ends: Words behind which no line ends on purpose, lower case: "of", "the".
        closing: A mark behind speech and the white space behind it, the next words as its first group: where a
            frame follows, no sentence begins there.
        firm_sentences: Do sentences begin behind stops and marks only, however the parser cuts?
        question: Labels of whoever asks, lower case.
        answer: Labels of whoever answers, lower case.
        examiner: A line that names who asks the questions below it, the name as its first group.
        asker: A note behind the letter of a question that names who asks it, the name as its first group.
        told_tense: Forms of a tense that stories and lives are told in, and reports hardly are.
    """

    dateline: re.Pattern[str] = NOTHING
    stamp: re.Pattern[str] = NOTHING
    questions_heading: re.Pattern[str] = NOTHING
    scene: re.Pattern[str] = re.compile(r"(?:INT|EXT|I/E)[./ ]")
    kicker: re.Pattern[str] = NOTHING
    boilerplate: re.Pattern[str] = NOTHING
    open_ends: frozenset[str] = frozenset()
    closing: re.Pattern[str] = re.compile(r"[?!,…][\"”’'»]+\s+(?=(\S+(?:\s+\S+){0,3}))")
    firm_sentences: bool = False
    question: frozenset[str] = frozenset({"q"})
    answer: frozenset[str] = frozenset({"a"})
    examiner: re.Pattern[str] = NOTHING
    asker: re.Pattern[str] = NOTHING
    told_tense: re.Pattern[str] = NOTHING


NO_LAYOUT: Final = Layout()
