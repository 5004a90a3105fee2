"""The list of a cast as a person corrects it: names to give out, and who is the same.

In: a CSV or JSON file, and an Extraction. Out: the Extraction with the speakers of the list.
Never finds a speaker: it only joins and renames those that were found.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from quotekit.errors import InputError
from quotekit.records import Addressee, Attribution, Extraction, Speaker


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
    by_name = {name: part for part in parts for name in (*part.aliases, part.name)}
    speakers = _distinct(extraction)
    chosen: dict[str, list[Speaker]] = {}
    part_of: dict[int, Part] = {}
    for speaker in speakers:
        part = by_name.get(speaker.name) or next((by_name[each] for each in speaker.aliases if each in by_name), None)
        if part is not None:
            chosen.setdefault(part.name, []).append(speaker)
            part_of[id(speaker)] = part
    made = {name: _joined(name, found) for name, found in chosen.items()}

    def known(speaker: Speaker) -> Speaker:
        part = part_of.get(id(speaker))
        if part is not None:
            return made[part.name]
        if any(id(member) in part_of for member in speaker.members):
            members = tuple(known(member) for member in speaker.members)
            names = [member.name for member in members]
            return evolve(speaker, name=" and ".join((", ".join(names[:-1]), names[-1])), members=members)
        return speaker

    renamed: dict[int, Speaker] = {id(speaker): known(speaker) for speaker in speakers}
    names = {speaker.name: renamed[id(speaker)].name for speaker in reversed(speakers)}
    names |= {name: part.name for name, part in by_name.items() if name not in names}

    def called(addressee: Addressee | None) -> Addressee | None:
        return addressee and evolve(addressee, name=names.get(addressee.name or "", addressee.name))

    moved: dict[int, Attribution] = {}
    for each in extraction:
        mine = renamed[id(each.speaker)] if each.speaker is not None else None
        parent = moved.get(id(each.parent), each.parent) if each.parent is not None else None
        moved[id(each)] = evolve(each, speaker=mine, parent=parent, addressee=called(each.addressee))
    order = {id(speaker): speaker for speaker in (renamed[id(each)] for each in extraction.speakers)}
    return evolve(extraction, attributions=tuple(moved.values()), speakers=tuple(order.values()))


def _distinct(extraction: Extraction) -> list[Speaker]:
    """Every speaker object once, members included."""
    found: dict[int, Speaker] = {}
    waiting = [*extraction.speakers, *(each.speaker for each in extraction if each.speaker)]
    while waiting:
        speaker = waiting.pop(0)
        if id(speaker) not in found:
            found[id(speaker)] = speaker
            waiting.extend(speaker.members)
    return list(found.values())


def _joined(name: str, speakers: Sequence[Speaker]) -> Speaker:
    """One speaker of several, under one name."""
    aliases = dict.fromkeys(form for each in speakers for form in (each.name, *each.aliases) if form != name)
    mentions = {mention.span.start: mention for each in speakers for mention in each.mentions}
    role = next((each.role for each in speakers if each.role), None)
    return Speaker(name, speakers[0].type, tuple(aliases), tuple(mentions[at] for at in sorted(mentions)), role=role)
