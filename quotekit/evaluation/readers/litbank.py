"""LitBank: the openings of a hundred works of fiction, with their quotations.

In: the repository, or its folder quotations/tsv. Out: documents on the original texts where they are
there, else on the tokens of the corpus. Never a mention or a cue: speakers are chains of coreference.
Layout: github.com/dbamman/litbank (Sims and Bamman 2020; Bamman, Lewke and Mansoor 2020).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from quotekit.errors import InputError
from quotekit.evaluation.ranges import Range
from quotekit.evaluation.readers.alignment import Tokens, align
from quotekit.evaluation.readers.files import Tell, numbered_lines, read_text, words
from quotekit.evaluation.records import Annotation, Document

_TSV: Final = Path("quotations", "tsv")
_ENDING: Final = "_brat"
_NAMES: Final = ("PROP", "NOM")  # a pronoun is no name


def looks_so(folder: Path) -> bool:
    """Is it the corpus, or its quotations?"""
    return _quotations(folder) is not None


def read_litbank(folder: Path, tell: Tell) -> Iterator[Document]:
    """The works that have quotations, by name.

    Names and aliases come from coref/tsv, original texts from original, where the repository has them.

    Raises:
        InputError: there are no quotations in the folder, or a file is broken.
    """
    found = _quotations(folder)
    if found is None:
        raise InputError(f"{folder}: no folder {_TSV} in it; give the repository of LitBank")
    root = found.resolve().parents[1]
    for path in sorted(found.glob(f"*{_ENDING}.ann")):
        name = path.stem.removesuffix(_ENDING)
        tokens = Tokens.of(read_text(path.with_suffix(".txt")))
        original = root / "original" / f"{name}.txt"
        if original.exists():
            aligned = align(tokens, read_text(original))
            if aligned is None:
                tell(f"{original}: does not hold the words of {path.with_suffix('.txt')}, which are used instead")
            tokens = aligned or tokens
        aliases = _read_chains(root / "coref" / "tsv" / path.name, tokens)
        yield Document(name, tokens.text, tuple(_read_quotations(path, tokens, aliases, tell)))


def _quotations(folder: Path) -> Path | None:
    for place in (folder / _TSV, folder / "tsv", folder):
        if any(place.glob(f"*{_ENDING}.ann")) and place.resolve().parent.name == "quotations":
            return place
    return None


def _read_quotations(path: Path, tokens: Tokens, aliases: dict[str, set[str]], tell: Tell) -> Iterator[Annotation]:
    quotations: dict[str, Range] = {}
    speakers: dict[str, str] = {}
    for number, line in numbered_lines(path):
        where = f"{path}, line {number}"
        kind, *cells = line.split("\t")
        if kind == "QUOTE" and len(cells) == 6:
            quotations[cells[0]] = tokens.range_of(cells[1:5], where)
            if words(cells[5]) != words(tokens.said(cells[1:5], where)):
                tell(f"{where}: left out, the words are not those of its tokens")
                del quotations[cells[0]]
        elif kind == "ATTRIB" and len(cells) == 2:
            speakers[cells[0]] = cells[1]
        else:
            raise InputError(f"{where}: not a QUOTE with 6 cells after it, nor an ATTRIB with 2: {line[:60]!r}")
    for name, content in quotations.items():
        chain = speakers.get(name, "")
        entity = " ".join(chain.rpartition("-")[0].replace("_", " ").split()) or None
        yield Annotation((content,), entity=entity, aliases=tuple(sorted(aliases.get(chain, ()))))


def _read_chains(path: Path, tokens: Tokens) -> dict[str, set[str]]:
    """The names and descriptions of every chain of coreference; {} where the file is not there."""
    mentions: dict[str, str] = {}
    chains: dict[str, set[str]] = defaultdict(set)
    if not path.exists():
        return chains
    for number, line in numbered_lines(path):
        kind, *cells = line.split("\t")
        if kind == "MENTION" and len(cells) == 8:
            if cells[7] in _NAMES:
                start, end = tokens.range_of(cells[1:5], f"{path}, line {number}")
                mentions[cells[0]] = " ".join(tokens.text[start:end].split())
        elif kind == "COREF" and len(cells) == 2 and cells[0] in mentions:
            chains[cells[1]].add(mentions[cells[0]])
    return chains
