"""TEI P5: the whole text with <said> around what is said, and the speakers in the header.

In: results with identifiers. Out: a <TEI> document, or a <teiCorpus> of several.
Never changes a character that XML can hold; the others become U+FFFD, and the header counts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from itertools import chain, islice
from typing import IO, Final
from xml.sax.saxutils import escape, quoteattr

from quotekit.errors import InputError
from quotekit.export import Results, named
from quotekit.export.dicts import positions
from quotekit.records import Attribution, Extraction, Failure, Form, Medium, Speaker, SpeakerType

NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DIRECT: Final[dict[Form, str]] = {"direct": "true", "indirect": "false", "mixed": "unknown"}
_ALOUD: Final[dict[Medium, str]] = {"speech": "true", "thought": "false", "writing": "inapplicable"}
_PEOPLE: Final[dict[SpeakerType, str]] = {"person": "person", "unknown": "person", "group": "personGrp"}
Piece = tuple[int, int, int]  # start, end, number of the attribution


def dump(results: Results, out: IO[str]) -> None:
    """Write one document, or a corpus of several; a failed text is left out.

    Of no texts at all, which TEI cannot say, an empty one is written, called "no texts".
    """
    texts = (result for result in named(results) if not isinstance(result, Failure))
    first = list(islice(texts, 2)) or [Extraction("", id="no texts")]
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    if len(first) == 1:
        out.write(to_tei(first[0]))
        return
    out.write(f'<teiCorpus xmlns="{NAMESPACE}">\n{_header("texts", "", 0)}')
    for number, extraction in enumerate(chain(first, texts), 1):
        out.write(to_tei(extraction, prefix=f"t{number}."))
    out.write("</teiCorpus>\n")


def to_tei(extraction: Extraction, *, prefix: str = "") -> str:
    """One <TEI> element; the text is in one <ab>, its white space kept.

    Args:
        extraction: What was found in a text; its identifier is the title of the document.
        prefix: Stands before each xml:id, so that those of several texts differ.

    Raises:
        InputError: if the text was left out when the extraction was written.
    """
    found = extraction.attributions
    if found and not extraction.text:
        raise InputError("the extraction has lost its text: write it with text=True")
    speakers = list(extraction.speakers)
    known = positions([each.speaker for each in found], speakers)
    for number, each in enumerate(found):
        if each.speaker and known[number] is None:
            known[number] = len(speakers)
            speakers.append(each.speaker)
    hearers = _hearers(found, speakers)
    header = _header(extraction.id or "", _people(speakers, prefix), len(_FORBIDDEN.findall(extraction.text)))
    body = _body(extraction.text, found, known, hearers, prefix)
    return (
        f'<TEI xmlns="{NAMESPACE}">\n{header}<text><body><ab xml:space="preserve">{body}</ab></body></text>\n</TEI>\n'
    )


def _hearers(found: Sequence[Attribution], speakers: list[Speaker]) -> list[int | None]:
    """The place of each addressee among the speakers; one with a name who never speaks comes behind them."""
    places = {each.name: number for number, each in reversed(list(enumerate(speakers)))}
    hearers: list[int | None] = []
    for told in (each.addressee for each in found):
        is_named = told is not None and told.mention is not None and told.mention.kind == "name"
        if told is not None and told.name is not None and is_named and told.name not in places:
            places[told.name] = len(speakers)
            speakers.append(Speaker(told.name))
        hearers.append(places.get(told.name) if told is not None and told.name is not None else None)
    return hearers


def _header(title: str, people: str, replaced: int) -> str:
    note = f" {replaced} characters that XML cannot hold stand as U+FFFD." if replaced else ""
    return (
        f"<teiHeader>\n<fileDesc>\n<titleStmt><title>{_text(title)}</title></titleStmt>\n"
        "<publicationStmt><p>Made by quotekit.</p></publicationStmt>\n"
        f"<sourceDesc><p>The text as given.{note}</p></sourceDesc>\n</fileDesc>\n{people}</teiHeader>\n"
    )


def _people(speakers: Sequence[Speaker], prefix: str) -> str:
    lists: dict[str, list[str]] = {"listPerson": [], "listOrg": []}
    for number, each in enumerate(speakers, 1):
        tag = _PEOPLE.get(each.type, "org")
        group, name = ("listOrg", "orgName") if tag == "org" else ("listPerson", "persName")
        names = "".join(f"<{name}>{_text(words)}</{name}>" for words in (each.name, *each.aliases))
        type = f' type="{each.type}"' if tag == "org" else ""
        lists[group].append(f'<{tag} xml:id="{prefix}s{number}"{type}>{names}</{tag}>\n')
    if not speakers:
        return ""
    inside = "".join(f"<{group}>\n{''.join(rows)}</{group}>\n" for group, rows in lists.items() if rows)
    return f"<profileDesc><particDesc>\n{inside}</particDesc></profileDesc>\n"


def _body(
    text: str,
    found: Sequence[Attribution],
    speakers: Sequence[int | None],
    hearers: Sequence[int | None],
    prefix: str,
) -> str:
    pieces = _tree({(span.start, span.end, number) for number, each in enumerate(found) for span in each.contents})
    parts: dict[int, list[Piece]] = {}
    for piece in pieces:
        parts.setdefault(piece[2], []).append(piece)
    out: list[str] = []
    open: list[int] = []  # where the elements that are open end
    done = 0

    def go_to(place: int) -> None:
        nonlocal done
        while open and open[-1] <= place:
            end = open.pop()
            out.append(_text(text[done:end]) + "</said>")
            done = end
        out.append(_text(text[done:place]))
        done = place

    for piece in pieces:
        start, end, number = piece
        go_to(start)
        at, who, whom = parts[number].index(piece), speakers[number], hearers[number]
        links = {
            "xml:id": f"{prefix}q{number + 1}.{at + 1}",
            "who": None if who is None else f"#{prefix}s{who + 1}",
            "toWhom": None if whom is None else f"#{prefix}s{whom + 1}",
            "direct": _DIRECT[found[number].form],
            "aloud": _ALOUD[found[number].medium],
            "next": f"#{prefix}q{number + 1}.{at + 2}" if at + 1 < len(parts[number]) else None,
            "prev": f"#{prefix}q{number + 1}.{at}" if at else None,
        }
        out.append("<said" + "".join(f" {key}={quoteattr(value)}" for key, value in links.items() if value) + ">")
        open.append(end)
    go_to(len(text))
    return "".join(out)


def _tree(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces in text order, outermost first; one that would cross another is cut at its end."""
    waiting = [(_key(piece), piece) for piece in pieces if piece[0] < piece[1]]
    heapify(waiting)
    made: list[Piece] = []
    ends: list[int] = []
    while waiting:
        _, piece = heappop(waiting)
        if made and piece == made[-1]:
            continue  # cuts may give the same piece twice, one behind the other
        start, end, number = piece
        while ends and ends[-1] <= start:
            ends.pop()
        if ends and end > ends[-1]:
            for part in ((start, ends[-1], number), (ends[-1], end, number)):
                heappush(waiting, (_key(part), part))
            continue
        made.append(piece)
        ends.append(end)
    return made


def _key(piece: Piece) -> Piece:
    return piece[0], -piece[1], piece[2]


def _text(words: str) -> str:
    """Character data; a carriage return as a reference, or a parser would make it a newline."""
    return escape(_FORBIDDEN.sub("\ufffd", words), {"\r": "&#13;"})
