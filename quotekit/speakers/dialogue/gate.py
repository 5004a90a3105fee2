"""Is a text a story whose people talk to each other? Its shape says so.

In: a Reading. Out: yes or no.
Never looks at who is named, and needs no parse.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from quotekit.reading.reading import Reading

_FEWEST_ANSWERS: Final = 3  # pairs of short turns, each in a paragraph of its own
_ANSWER_SHARE: Final = 0.15  # of the paragraphs with a passage
_SHORT: Final = 20  # words of the shorter of the two
_FEWEST_LIVELY: Final = 4  # passages that ask or call out
_LIVELY_SHARE: Final = 0.25  # of all passages
_DIGIT_SHARE: Final = 0.002  # numbers in figures, of all words: reports are full of them, stories are not
_MOST_DIGITS: Final = 0.005  # the same where turns answer each other
_FEWEST_TURNS: Final = 8  # paragraphs that a dash opens as a turn
_FEWEST_TOLD: Final = 5  # forms of the tense of stories
_TOLD_SHARE: Final = 0.002  # of all words; measured: 0.003 and more in old French books, none in news
_LIVELY: Final = ("?", "!")
_NUMBER: Final = re.compile(r"\d+")


def is_story(reading: Reading) -> bool:
    """Does a text hold dialogue, as novels and short stories do?

    Reports have monologues over several paragraphs, but no short turns that answer each other:
    pairs of neighbouring paragraphs of which the first ends with a closing mark, the second begins
    with an opening one, and the shorter has at most 20 words. One of them has to answer a question.
    A text that is too short for this has at least four passages that ask or call out, and hardly
    any number in figures.
    """
    text = reading.text
    endings = [quotation.inners[-1].text[-1:] for quotation in reading.quotations if not quotation.depth]
    lively = sum(ending in _LIVELY for ending in endings)
    if not lively:
        return False
    figures = sum(1 for _ in _NUMBER.finditer(text)) / len(text.split())
    if lively >= max(_FEWEST_LIVELY, _LIVELY_SHARE * len(endings)) and figures <= _DIGIT_SHARE:
        return True
    return figures <= _MOST_DIGITS and _has_answers(reading)


def is_told(reading: Reading) -> bool:
    """Is a text a story, by its answers, by its many dash turns or by its tense?

    Only some languages open turns with a dash, or have a tense that reports are hardly written in.
    """
    has_turns = sum(not each.is_marked for each in reading.quotations) >= _FEWEST_TURNS
    return has_turns or is_story(reading) or _has_told_tense(reading)


def _has_told_tense(reading: Reading) -> bool:
    forms = sum(1 for _ in reading.language.layout.told_tense.finditer(reading.text))
    return forms >= max(_FEWEST_TOLD, _TOLD_SHARE * len(reading.text.split()))


def _has_answers(reading: Reading) -> bool:
    text, paragraphs = reading.text, reading.paragraphs
    starts = [start for start, _ in paragraphs]
    holding: set[int] = set()
    opens: set[int] = set()
    asks: dict[int, bool] = {}  # paragraphs that end with a closed passage: is it a question?
    for quotation in (each for each in reading.quotations if not each.depth):
        for span in quotation.spans:
            number = bisect_right(starts, span.start) - 1
            start, end = paragraphs[number]
            holding.add(number)
            if not text[start : span.start].strip():
                opens.add(number)
        if quotation.is_closed and not text[span.end : end].strip():
            asks[number] = quotation.inners[-1].text.endswith("?")
    answers = [n for n in asks if n + 1 in opens and min(_length(reading, n), _length(reading, n + 1)) <= _SHORT]
    enough = max(_FEWEST_ANSWERS, _ANSWER_SHARE * len(holding))
    return len(answers) >= enough and any(asks[n] for n in answers)


def _length(reading: Reading, number: int) -> int:
    """Words of a paragraph."""
    return len(reading.text[slice(*reading.paragraphs[number])].split())
