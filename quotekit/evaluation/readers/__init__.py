"""Readers of annotated corpora, as their public repositories lay them out.

In: a file or a folder. Out: gold documents, lazily. Never guesses at an offset: what does not lie on
the words that a corpus says is left out, and told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, Literal

from quotekit.errors import InputError
from quotekit.evaluation.readers import cofenet, gum, json_lines, litbank, pdnc, polnear
from quotekit.evaluation.readers.files import Tell
from quotekit.evaluation.records import Document

GoldFormat = Literal["jsonl", "polnear", "pdnc", "litbank", "cofenet", "gum"]

READERS: Final[Mapping[GoldFormat, Callable[[Path, Tell], Iterator[Document]]]] = {
    "jsonl": json_lines.read_gold,
    "polnear": polnear.read_polnear,
    "pdnc": pdnc.read_pdnc,
    "litbank": litbank.read_litbank,
    "cofenet": cofenet.read_cofenet,
    "gum": gum.read_gum,
}
_SIGNS: Final[Mapping[GoldFormat, Callable[[Path], bool]]] = {
    "polnear": polnear.looks_so,
    "pdnc": pdnc.looks_so,
    "litbank": litbank.looks_so,
    "gum": gum.looks_so,
}


def read_gold(path: str | Path, format: GoldFormat | None = None, tell: Tell = print) -> Iterator[Document]:
    """The documents of an annotated corpus.

    Args:
        path: A JSON Lines file, or one of CofeNet's; or a folder of PolNeAR, PDNC, LitBank or GUM.
        format: What it is. None: a file is JSON Lines of quotekit's, a folder is known by what lies in it.
        tell: Called with a sentence for each annotation that is left out.

    Raises:
        InputError: names the file, the line where there is one, and what is wrong with it.
    """
    path = Path(path)
    if not path.exists():
        raise InputError(f"{path}: no such file or folder")
    return READERS[format or guess_format(path)](path, tell)


def guess_format(path: Path) -> GoldFormat:
    """The reader for a file or folder.

    Raises:
        InputError: the folder looks like none of the corpora.
    """
    if path.is_file():
        return "jsonl"
    for name, looks_so in _SIGNS.items():
        if looks_so(path):
            return name
    raise InputError(
        f"{path}: not laid out like a corpus that is known; give a JSON Lines file, a part of PolNeAR (folders text "
        "and attributions), PDNC (quotation_info.csv), LitBank (quotations/tsv) or GUM (rst/rstweb), or say which with "
        "--gold-format"
    )
