"""The list of a cast as a person corrects it: names to give out, and who is the same.

In: a CSV or JSON file, and an Extraction. Out: the Extraction with the speakers of the list.
Never finds a speaker: it only joins and renames those that were found.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from quotekit.errors import InputError
from quotekit.records import Extraction
from quotekit.speakers.renamed import distinct, rename


@frozen
class Part:
    """One of a cast list.

    Attributes:
        name: The name to give out.
        aliases: Other names that mean the same one.
    """

    name: str
    aliases: tuple[str, ...] = ()


def read_cast_list(path: str | Path) -> tuple[Part, ...]:
    """The parts of a cast list, as `quotekit cast -o cast.csv` writes it.

    A CSV file has the columns "name" and, if you like, "aliases", separated by ";". A JSON file has an
    array of objects with the same keys, "aliases" a list. Other columns are not looked at.

    Raises:
        InputError: names the file and what is wrong with it.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
        is_json = text.lstrip()[:1] == "["
        rows = json.loads(text) if is_json else _rows(text)
        return tuple(_part(row) for row in rows)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 ({error.reason} at byte {error.start})") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path}: not a cast list; a CSV file begins with the line name,aliases, a JSON file is an array of "
            '{"name": …, "aliases": […]}'
        ) from error


def _rows(text: str) -> list[dict[str, str]]:
    rows = csv.DictReader(text.splitlines())
    if "name" not in (rows.fieldnames or ()):
        raise KeyError("name")
    return list(rows)


def _part(row: Mapping[str, Any]) -> Part:
    aliases = row.get("aliases") or ()
    names = aliases.split(";") if isinstance(aliases, str) else aliases
    name = row["name"].strip()
    if not name:
        raise ValueError("a part without a name")
    return Part(name, tuple(each.strip() for each in names if each.strip()))


def with_cast(extraction: Extraction, parts: Iterable[Part]) -> Extraction:
    """The extraction with the names of a cast list.

    A speaker whose name is a name or alias of a part is that part; where no name fits, one whose alias
    is the name of a part. Speakers of one part become one, with the mentions of all. Who is not in the
    list stays as found.
    """
    by_name = {name: part.name for part in parts for name in (*part.aliases, part.name)}
    chosen: dict[int, str] = {}
    for speaker in distinct(extraction):
        name = by_name.get(speaker.name) or next((by_name[each] for each in speaker.aliases if each in by_name), None)
        if name is not None:
            chosen[id(speaker)] = name
    return rename(extraction, chosen, by_name)
