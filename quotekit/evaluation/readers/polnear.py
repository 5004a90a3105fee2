"""PolNeAR 1.0: news articles of the United States, with brat's standoff files.

In: a part of the repository, such as data/dev, with the folders text, attributions and (for the head
words of sources) corenlp. Out: documents. Never takes two people's work on one article.
Layout: github.com/networkdynamics/PolNeAR (Newell, Margolin and Ruths 2018).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from quotekit.errors import InputError
from quotekit.evaluation.ranges import Range, Ranges
from quotekit.evaluation.readers.files import Tell, numbered_lines, ranges_within, read_text, words
from quotekit.evaluation.records import Annotation, Document

_EVENT: Final = re.compile(r"^E\d+\t(Attribution\S*?):")
_ROLE: Final = re.compile(r"(Content|Cue|Source)\d*:(T\d+)")


def looks_so(folder: Path) -> bool:
    """Is it a part of PolNeAR, or the whole?"""
    return _is_part(folder) or bool(_parts(folder))


def read_polnear(folder: Path, tell: Tell) -> Iterator[Document]:
    """The articles of one part, by name; of several people's files the first by name.

    Raises:
        InputError: the folder is the whole corpus or no part of it, or a file is broken.
    """
    if not _is_part(folder):
        parts = ", ".join(map(str, _parts(folder)))
        raise InputError(f"{folder}: name one part of PolNeAR" + (f": {parts}" if parts else ", such as data/dev"))
    for path in sorted((folder / "text").glob("*.txt")):
        text = read_text(path)
        standoff = sorted((folder / "attributions").glob(f"{_escaped(path.stem)}_????.ann"))
        if standoff:
            heads = _read_heads(folder / "corenlp" / f"{path.name}.xml", text)
            yield Document(path.stem, text, tuple(_read_standoff(standoff[0], text, heads, tell)))
        else:
            tell(f"{path}: left out, it has no file in {folder / 'attributions'}")


def _is_part(folder: Path) -> bool:
    return (folder / "text").is_dir() and (folder / "attributions").is_dir()


def _parts(folder: Path) -> list[Path]:
    return sorted(each for base in (folder, folder / "data") for each in base.glob("*/") if _is_part(each))


def _escaped(name: str) -> str:
    return re.sub(r"([\[*?])", r"[\1]", name)


def _read_standoff(path: Path, text: str, heads: Mapping[Range, int], tell: Tell) -> Iterator[Annotation]:
    """The events of a standoff file; its notes and discarded passages are not attributions."""
    marked: dict[str, Ranges] = {}
    events: list[tuple[int, str]] = []
    for number, line in numbered_lines(path):
        if line.startswith("T"):
            name, ranges = _text_bound(line, text, f"{path}, line {number}")
            if ranges:
                marked[name] = ranges
            else:
                tell(f"{path}, line {number}: left out, the words are not those at its offsets")
        elif _EVENT.match(line):
            events.append((number, line))
    for number, line in events:
        roles: dict[str, list[Range]] = {"Content": [], "Cue": [], "Source": []}
        for role, name in _ROLE.findall(line):
            roles[role] += marked.get(name, ())
        if roles["Content"]:
            source = tuple(sorted(roles["Source"]))
            head = _head_of(source, heads)
            yield Annotation(tuple(sorted(roles["Content"])), tuple(sorted(roles["Cue"])), source, head)
        else:
            tell(f"{path}, line {number}: left out, it has no content")


def _text_bound(line: str, text: str, where: str) -> tuple[str, Ranges]:
    """Name and ranges of a line such as "T4<TAB>Content 12 19;24 30<TAB>words"; no ranges off its words."""
    try:
        name, where_it_is, said = line.split("\t", 2)
        offsets = where_it_is.split(" ", 1)[1]
        pairs = [tuple(map(int, pair.split(" "))) for pair in offsets.split(";")]
    except (ValueError, IndexError) as error:
        raise InputError(f"{where}: not a line of brat's standoff format: {line[:60]!r}") from error
    ranges = ranges_within(pairs, text, where)
    there = "".join(text[start:end] for start, end in ranges)
    return name, ranges if words(there) == words(said) else ()


def _head_of(source: Ranges, governors: Mapping[Range, int]) -> Ranges:
    """The first token of a source whose governor stands outside of it; none without a parse."""
    inside = {token: at for token, at in governors.items() if any(s <= token[0] and token[1] <= e for s, e in source)}
    for token in sorted(inside):
        if not any(start <= inside[token] < end for start, end in source):
            return (token,)
    return ()


def _read_heads(path: Path, text: str) -> dict[Range, int]:
    """Every token of CoreNLP's XML with the offset of its governor, -1 for a root; {} without a file."""
    if not path.exists():
        return {}
    governors: dict[Range, int] = {}
    try:
        sentences = ElementTree.parse(path).iterfind(".//sentences/sentence")
        for sentence in sentences:
            tokens = {token.get("id"): _token(token, text) for token in sentence.iterfind("tokens/token")}
            for link in sentence.iterfind("dependencies[@type='basic-dependencies']/dep"):
                governor, dependent = (link.find(role) for role in ("governor", "dependent"))
                if governor is None or dependent is None:
                    continue
                token, above = tokens.get(dependent.get("idx")), tokens.get(governor.get("idx"))
                if token:
                    governors[token] = above[0] if above else -1
    except ElementTree.ParseError as error:
        raise InputError(f"{path}: not the XML of CoreNLP ({error})") from error
    return governors


def _token(token: ElementTree.Element, text: str) -> Range | None:
    """Where a token stands; None where CoreNLP counted otherwise (it counts some letters twice)."""
    start, end = (int(token.findtext(f"CharacterOffset{edge}", "-1")) for edge in ("Begin", "End"))
    return (start, end) if text[start:end] == token.findtext("word") else None
