"""Thoughts without marks: in italics or between asterisks, or as a sentence of their own before a frame.

In: a text. Out: edits that make plain quotation marks around them, so that they are read as passages.
Never marks anything without a frame behind it: words in italics alone may be a title, or stressed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from quotekit.languages import Language
from quotekit.reading.layout.frames import frame_end
from quotekit.reading.layout.offsets import Edit

_ITALIC: Final = re.compile(r"(?<![\w*_])(\*{1,2}|_)(?=[^\s*_])([^*_\n]{2,400}?)(?<=\S)\1(?![\w*_])")
_SENTENCE: Final = re.compile(r"(?:^|(?<=[.!?…]\s))[^\s.!?…“”\"«»„][^.!?…“”\"«»„\n]{0,300}$")
_LED: Final = re.compile(r"(?:^|(?<=[.!?…]\s)|(?<=\n))([^.!?…,:\n]{3,80})[,:]\s$")
LONGEST: Final = 320  # code points before a frame in which the thought begins


def mark_italics(text: str, language: Language) -> Iterator[Edit]:
    """Edits that mark words in italics or between asterisks beside a frame: *I must not laugh,* thought Vera."""
    spoken = -1  # the end of the paragraph in which italics are somebody's words
    frame = -1  # where a frame ends behind which the words go on
    for match in _ITALIC.finditer(text):
        line_start, line_end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        line_end = len(text) if line_end < 0 else line_end
        after = match.end() + (text[match.end() : match.end() + 1] == ",")
        is_paused = after > match.end() or match[2][-1] in ",!?…"
        stop = frame_end(text, after, line_end, language, is_thought=True) if is_paused else None
        goes_on = frame >= 0 and text[frame : match.start()].strip(" ,") == ""
        is_sentence = match[2][0].isupper() and match[2][-1] in ".!?…"
        again = is_sentence and match.start() < spoken
        led = is_sentence and _is_led_to(text, line_start, match.start(), language)
        if stop is None and not (goes_on or again or led):
            continue
        width = len(match[1])
        yield Edit(match.start(), match.start() + width, "“")
        yield Edit(match.end() - width, match.end(), "”")
        spoken, frame = line_end, stop if stop is not None else -1


def _is_led_to(text: str, start: int, end: int, language: Language) -> bool:
    """Does a frame stand right before: Eva thought, *I should have gone home.*"""
    before = _LED.search(text, start, end)
    return before is not None and frame_end(text, before.start(1), before.end(1), language, is_thought=True) is not None


def mark_free_thoughts(text: str, language: Language) -> Iterator[Edit]:
    """Edits that mark a question or an exclamation before a frame of thought: What now? he thought."""
    frames = _frames_of_thought(language)
    if frames is None:
        return
    for match in frames.finditer(text):
        begin = max(0, match.start() - LONGEST, text.rfind("\n", 0, match.start()) + 1)
        thought = _SENTENCE.search(text[begin : match.start()])
        if thought is not None:
            yield Edit(begin + thought.start(), begin + thought.start(), "“")
            yield Edit(match.start() + 1, match.start() + 1, "”")


@lru_cache(maxsize=8)
def _frames_of_thought(language: Language) -> re.Pattern[str] | None:
    """The mark that ends a thought, with "he thought" or "wondered Ada" behind it, alone up to a comma or a stop."""
    verbs = [
        entry for entry in language.lexicon.entries if entry.kind == "verb" and entry.lemma in language.groups["musing"]
    ]
    forms = sorted({form for entry in verbs for form in entry.forms})
    if not forms:
        return None
    verb = f"(?:{'|'.join(forms)})"
    pronoun = f"(?:{'|'.join(sorted(language.people.groups['frame-pronoun'], key=str))}|I)"
    name = r"(?:[^\W\d_a-z][\w'’-]+\s){0,2}[^\W\d_a-z][\w'’-]+"
    return re.compile(rf"[?!](?=\s(?:(?:{pronoun}|{name})\s{verb}|{verb}\s(?:{pronoun}|{name}))[.,])")
