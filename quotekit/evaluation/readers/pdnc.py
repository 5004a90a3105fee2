"""Project Dialogism Novel Corpus: whole novels, every quotation with its speaker.

In: the repository, its folder data, or one novel with novel_text.txt, quotation_info.csv and
character_info.csv. Out: documents. Never a mention or a cue: the corpus gives names.
Layout: github.com/Priya22/project-dialogism-novel-corpus (Vishnubhotla, Hammond and Hirst 2022).
"""

from __future__ import annotations

import ast
import csv
import io
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from quotekit.errors import InputError
from quotekit.evaluation.readers.files import Tell, letters, ranges_within, read_text
from quotekit.evaluation.records import Annotation, Document

TEXT: Final = "novel_text.txt"
_QUOTATIONS: Final = "quotation_info.csv"
_CHARACTERS: Final = "character_info.csv"
_NOTHING: Final = ("", "nan")


def looks_so(folder: Path) -> bool:
    """Is it the corpus, its data, or a novel of it?"""
    return bool(_novels(folder))


def read_pdnc(folder: Path, tell: Tell) -> Iterator[Document]:
    """The novels, by name.

    Raises:
        InputError: there is no novel in the folder, or a file is broken.
    """
    novels = _novels(folder)
    if not novels:
        raise InputError(f"{folder}: no {_QUOTATIONS} in it, in its folders or in those of {folder / 'data'}")
    for novel in novels:
        text = read_text(novel / TEXT)
        aliases = _read_characters(novel / _CHARACTERS)
        yield Document(novel.resolve().name, text, tuple(_read_quotations(novel / _QUOTATIONS, text, aliases, tell)))


def _novels(folder: Path) -> list[Path]:
    for pattern in (_QUOTATIONS, f"*/{_QUOTATIONS}", f"data/*/{_QUOTATIONS}"):
        if found := sorted(path.parent for path in folder.glob(pattern)):
            return found
    return []


def _read_characters(path: Path) -> dict[str, tuple[str, ...]]:
    """Every name of a character, by its main name."""
    out = {}
    for number, row in _rows(path, ("Main Name", "Aliases")):
        names = _literal(row["Aliases"], f"{path}, line {number}, Aliases")
        out[row["Main Name"]] = tuple(sorted({*map(str, names), row["Main Name"]}))
    return out


def _read_quotations(path: Path, text: str, aliases: Mapping[str, tuple[str, ...]], tell: Tell) -> Iterator[Annotation]:
    for number, row in _rows(path, ("quoteByteSpans", "subQuotationList", "speaker", "quoteType")):
        where = f"{path}, line {number}"
        # Called bytes there; they are characters.
        ranges = ranges_within(_literal(row["quoteByteSpans"], f"{where}, quoteByteSpans"), text, where)
        said = _literal(row["subQuotationList"], f"{where}, subQuotationList")
        # Only letters are compared: the copies have lost apostrophes and marks.
        if [letters(text[start:end]) for start, end in ranges] != [letters(str(each)) for each in said]:
            tell(f"{where}: left out, the words are not those at its offsets")
            continue
        speaker = None if row["speaker"] in _NOTHING else row["speaker"]
        subtype = None if row["quoteType"] in _NOTHING else row["quoteType"].casefold()
        known = aliases.get(speaker or "", ())
        yield Annotation(tuple(sorted(ranges)), entity=speaker, aliases=known, subtype=subtype)


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with the number of the line where each ends."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))  # a speech can be longer than what csv allows a cell
    reader = csv.DictReader(io.StringIO(read_text(path), newline=""))
    if missing := [name for name in columns if name not in (reader.fieldnames or ())]:
        raise InputError(f"{path}, line 1: no column {', '.join(missing)}; is it a file of PDNC?")
    for row in reader:
        if any(row[name] is None for name in columns):
            raise InputError(f"{path}, line {reader.line_num}: the row has too few cells")
        yield reader.line_num, row


def _literal(cell: str, where: str) -> Any:
    """A list or set as Python writes it; never runs anything."""
    try:
        value = ast.literal_eval(cell)
    except (ValueError, SyntaxError, MemoryError, RecursionError) as error:
        raise InputError(f"{where}: not a list as Python writes it: {cell[:60]!r}") from error
    if not isinstance(value, list | set | tuple):
        raise InputError(f"{where}: not a list as Python writes it: {cell[:60]!r}")
    return value
