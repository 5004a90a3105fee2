"""Where a parse may begin and where a sentence may not: datelines, marks before a frame, titles.

In: a text, or a Doc before it is parsed. Out: offsets; the Doc with sentence starts ruled out and titles whole.
Never forces a sentence to begin, but behind the Q or A of a transcript.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from quotekit.languages import Language
from quotekit.reading.label import read_label
from quotekit.reading.layout.frames import is_frame

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PLAIN_STOP = re.compile(r"\.[\"”’'»]+\s+(?=[a-z])")
_TITLE_DOT = re.compile(r"\.(?<=[A-Za-z]{2}\.)[ \u00a0](?=[A-Z])")  # the dot first: there are few
_BEFORE_DOT = re.compile(r"\b[A-Za-z]{2,6}\Z")
_LONGEST_TITLE = 6
_UNIT_STOP = re.compile(r"\d[a-zA-Z](?=\.\s+[“\"‘A-Z])")
_STOPS = (".", "?", "!", "…", ":", ";", '"', "”", "»", "—", "–")


def skip_dateline(text: str, start: int, end: int, language: Language) -> int:
    """Where the words of a paragraph begin behind a date stamp and a dateline; `start` if it has none."""
    for pattern in (language.layout.stamp, language.layout.dateline):
        if match := pattern.match(text, start, end):
            start = match.end()
    return start


def hold_frames(doc: Doc, text: str, language: Language) -> Doc:
    """Rule out a sentence start between a passage and the frame that follows it, and within a name.

    Parsers split ``"What is it?" George demanded.`` in two and lose the subject of the verb; they
    split ``"New," Sgt. Abbott said.`` behind the title.

    Args:
        doc: The words as the tokenizer made them.
        text: The same as a str, which a Doc puts together anew whenever it is asked.
        language: What is known about the language.
    """
    _part_stops(doc, text)
    ends = [m.end() for m in language.layout.closing.finditer(text) if is_frame(m[1], language)]
    ends += [m.end() for m in _PLAIN_STOP.finditer(text)]
    titles = _titles(text, language)
    if titles:
        _join_dots(doc, titles)
        ends += [after for _, after in titles]
    if ends:
        wanted = set(ends)
        for i, start in enumerate(doc.to_array("IDX").tolist()):
            if i and start in wanted:
                doc[i].is_sent_start = False
    if language.layout.firm_sentences:
        for token in doc[1:]:
            if not token.nbor(-1).text.endswith(_STOPS) or token.text[:1].islower():
                token.is_sent_start = False
    label = read_label(text, 0, len(text), language)
    if label is not None and label.kind in ("question", "answer"):
        for token in doc:
            if token.idx == label.words:  # else "Q: Stuart, …" makes Stuart the one who asks
                token.is_sent_start = True
                break
    return doc


def _part_stops(doc: Doc, text: str) -> None:
    """Cut "m." behind a number in two: "It cost £3.2m. Nair said …" is two sentences."""
    starts = {match.start() + 1 for match in _UNIT_STOP.finditer(text)}
    if starts:
        with doc.retokenize() as retokenizer:
            for token in doc:
                if token.idx in starts and len(token) == 2:
                    retokenizer.split(token, [token.text[0], "."], heads=[(token, 1), (token, 0)])


def _titles(text: str, language: Language) -> list[tuple[int, int]]:
    """Where abbreviated titles begin, and where the names behind them do."""
    known = language.people.groups["abbreviated-title"]
    dots = (
        (_BEFORE_DOT.search(text, max(0, m.start() - _LONGEST_TITLE), m.start()), m) for m in _TITLE_DOT.finditer(text)
    )
    return [(word.start(), dot.end()) for word, dot in dots if word and word[0].lower() in known]


def _join_dots(doc: Doc, titles: Iterable[tuple[int, int]]) -> None:
    """Make "Cllr" and "." one word, as "Mr." is; else parsers take the title for a sentence."""
    wanted = {start for start, _ in titles}
    found = [doc[i : i + 2] for i, start in enumerate(doc.to_array("IDX").tolist()) if start in wanted]
    with doc.retokenize() as retokenizer:
        for title in found:
            if len(title) == 2 and title[1].text == "." and not title[0].whitespace_:
                retokenizer.merge(title)
