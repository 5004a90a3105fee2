"""One text as a page to check: who said what, where, why.

In: an extraction. Out: one HTML file that needs nothing else.
Never changes the text: the words of its `<article>` are the text as given.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import PurePath
from typing import Any, Final

from markupsafe import escape

from quotekit.errors import InputError
from quotekit.export.pages.heading import find_headline
from quotekit.export.pages.notes import UNSURE, find_unsure, is_unsure, label, make_notes, reason, tag
from quotekit.export.pages.safe import embedded, fill, sayable
from quotekit.export.pages.voices import Voice, covered, find_voices
from quotekit.export.pages.weave import Mark, weave
from quotekit.export.table import percent
from quotekit.reading.layout.markup import read_markup
from quotekit.records import Attribution, Extraction, Quotation

_BREAK: Final = "\n\n"  # what a tag that ends a paragraph of HTML stands for, however many there are
_TITLE: Final = "Who said what"
_HEIGHT: Final = 640  # pixels of a notebook
_NO_ID: Final = "1"  # as `Extraction.to_dicts` has it


def render(extraction: Extraction, *, title: str | None = None) -> str:
    """A page to check an extraction by: one HTML file, which loads nothing.

    Its `<article>` holds the text as given, character by character (U+FFFD for NUL and for half a
    surrogate pair, which HTML cannot say), with every content coloured by speaker, sources and cues
    marked, and passages that are nobody's words. A script of its own shows how each was found,
    filters by speaker, steps through, and keeps what a person says is right or wrong; without
    scripts the text and the lists remain.

    Args:
        extraction: What `extract` gave, or `read`.
        title: Heading and title of the page; else the first line of the text, if it is a headline.

    Raises:
        InputError: if the extraction came without its text.
    """
    return make_page(extraction, title=title)


Piece = tuple[int, int, str, int]  # start and end on the page, identifier of the text, place of the start in it


def make_page(
    extraction: Extraction,
    *,
    title: str | None = None,
    index: str | None = None,
    records: Sequence[Mapping[str, Any]] | None = None,
    pieces: Sequence[Piece] | None = None,
    is_sample: bool = False,
    terms: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """The page of a text, or of a sample of many.

    Args:
        extraction: What is shown.
        title: Heading; else the headline of the text.
        index: Address of the page that lists this one.
        records: What is written beside a verdict on each attribution; else its number and place in the text.
        pieces: Where the text comes from, for what people mark in it; else all of it is the one text.
        is_sample: Is every attribution to be looked at, whatever its confidence?
        terms: Key terms of each speaker, by name, for the side list.
    """
    if extraction.attributions and not extraction.text:
        raise InputError("the text is missing; write it along: write(…, text=True) or quotekit extract --text")
    id = extraction.id
    voices, of = find_voices(extraction, terms or {})
    bare = find_unattributed(extraction)
    notes = make_notes(extraction, voices, of, id or _NO_ID, records)
    unsure = [*range(len(extraction))] if is_sample else find_unsure(extraction)
    said = [voices[number] for number in of]
    headline = find_headline(extraction)
    marks = [
        *_headed(extraction.text, headline),
        *_markup(extraction.text),
        *_said(extraction.attributions, said),
        *_bare(bare),
        *_framed(extraction.attributions, said),
    ]
    heading = title or headline or PurePath(id or "").name or _TITLE
    return fill(
        "page.html",
        styles=("page.css", "sheet.css", "article.css", "screens.css", "print.css"),
        scripts=("verdicts.js", "names.js", "marking.js", "page.js"),
        heading=heading,
        origin=id if id not in (heading, _NO_ID) else None,
        index=index,
        article=weave(extraction.text, marks),
        extraction=extraction,
        voices=voices,
        named=[voice for voice in voices if voice.type],
        bare=[(reason(each), each.text) for each in bare],
        unsure=unsure,
        sampled=is_sample,
        least=f"{UNSURE:.0%}",
        rows=[
            (voice, tag(each, voice), each, percent(each.confidence))
            for each, voice in zip(extraction, said, strict=True)
        ],
        data=embedded(
            {
                "notes": notes,
                "bare": [reason(each) for each in bare],
                "voices": _looks(voices),
                "unsure": unsure,
                "id": id or _NO_ID,
                "pieces": pieces or [(0, len(extraction.text), id or _NO_ID, 0)],
                "key": _key(extraction.text, notes),
            }
        ),
    )


def frame(extraction: Extraction) -> str:
    """The page in an `<iframe>`, so that its style and a notebook's do not meet."""
    return (
        f'<iframe sandbox="allow-scripts" title="{escape(_TITLE)}" width="100%" height="{_HEIGHT}" '
        f'style="border:1px solid #8884;border-radius:6px" srcdoc="{escape(str(make_page(extraction)))}"></iframe>'
    )


def find_unattributed(extraction: Extraction) -> list[Quotation]:
    """The passages between marks of which no word is part of a content."""
    stretches = covered(extraction.attributions)
    starts = [start for start, _ in stretches]

    def is_covered(start: int, end: int) -> bool:
        place = bisect_right(starts, end - 1)
        return place > 0 and stretches[place - 1][1] > start

    return [
        each
        for each in extraction.quotations
        if each.reason is not None or not any(is_covered(span.start, span.end) for span in each.spans)
    ]


def _headed(text: str, headline: str | None) -> Iterator[Mark]:
    """The headline, where it stands in one line."""
    start = len(text) - len(text.lstrip())
    if headline and text.startswith(headline, start):
        yield Mark(start, start + len(headline), "headline", "")


def _said(attributions: Sequence[Attribution], voices: Sequence[Voice]) -> Iterator[Mark]:
    for number, (each, voice) in enumerate(zip(attributions, voices, strict=True)):
        look = " ".join(
            ("said", voice.look, *(["unsaid"] if each.negated else []), *(["unsure"] if is_unsure(each) else []))
        )
        mark = sayable(tag(each, voice))
        for place, span in enumerate(each.contents):
            first: dict[str, str | int] = {"role": "group", "data-tag": f"… {mark}"}
            if place == 0:
                name = label(number, each, voice)
                first |= {"id": f"a{number}", "tabindex": 0, "data-tag": mark, "data-number": number + 1}
            else:
                name = f"{number + 1}, continued: {voice.name}"
            yield Mark(span.start, span.end, look, f"a{number}", {**first, "aria-label": name})
        for span in each.quoted:
            yield Mark(span.start, span.end, f"verbatim {voice.look}", f"a{number}")


def _markup(text: str) -> Iterator[Mark]:
    """Tags and entities of HTML, where the text was read as HTML: the page shows what they stand for."""
    end, is_blank = 0, True
    for edit in read_markup(text, "auto"):
        is_blank = is_blank and not text[end : edit.start].strip()
        shown = edit.text if edit.text.strip() else "" if is_blank else _BREAK if "\n" in edit.text else edit.text
        is_blank = (is_blank or "\n" in edit.text) and not edit.text.strip()
        end = edit.end
        yield Mark(edit.start, edit.end, "markup", "", {"data-shown": shown} if shown else {})


def _framed(attributions: Sequence[Attribution], voices: Sequence[Voice]) -> Iterator[Mark]:
    for number, (each, voice) in enumerate(zip(attributions, voices, strict=True)):
        if each.source:
            yield Mark(each.source.span.start, each.source.span.end, f"source {voice.look}", f"a{number}")
        if each.cue:
            yield Mark(each.cue.span.start, each.cue.span.end, f"cue {voice.look}", f"a{number}")


def _bare(quotations: Sequence[Quotation]) -> Iterator[Mark]:
    for number, each in enumerate(quotations):
        name = f"Nobody’s words: {reason(each)}"
        for place, span in enumerate(each.spans):
            first: dict[str, str | int] = {"id": f"q{number}", "tabindex": 0, "role": "group", "aria-label": name}
            yield Mark(span.start, span.end, "bare", f"q{number}", {} if place else first)


def _looks(voices: Sequence[Voice]) -> list[dict[str, str | None]]:
    return [{"name": voice.name, "label": voice.label, "look": voice.look, "type": voice.type} for voice in voices]


def _key(text: str, notes: Sequence[dict[str, Any]]) -> str:
    """Under which a browser keeps the verdicts: another text or another answer has another one."""
    said = json.dumps([text, [note["record"] for note in notes]])
    return f"quotekit {sha256(said.encode()).hexdigest()[:24]}"
