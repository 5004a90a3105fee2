"""An extraction whose speakers have other names, and are one where they have the same.

In: an Extraction, and the new names of some of its speakers. Out: an Extraction like it.
Never decides who is the same: `cast_list` and `across.corrected` say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from quotekit.languages import load_language
from quotekit.records import Addressee, Attribution, Extraction, Speaker


def rename(extraction: Extraction, chosen: Mapping[int, str], names: Mapping[str, str]) -> Extraction:
    """The extraction with new names of speakers, addressees and those who could be meant.

    Args:
        extraction: What was found in a text.
        chosen: New name by the id of each Speaker that gets one; speakers with the same become one.
        names: New names of those who do not speak, by the old.
    """
    speakers = distinct(extraction)
    joiner = load_language(extraction.language).wording.joiner
    found: dict[str, list[Speaker]] = {}
    for speaker in speakers:
        if id(speaker) in chosen:
            found.setdefault(chosen[id(speaker)], []).append(speaker)
    made = {name: _joined(name, same) for name, same in found.items()}

    def known(speaker: Speaker) -> Speaker:
        if id(speaker) in chosen:
            return made[chosen[id(speaker)]]
        if any(id(member) in chosen for member in speaker.members):
            members = tuple(known(member) for member in speaker.members)
            called = [member.name for member in members]
            return evolve(speaker, name=joiner.join((", ".join(called[:-1]), called[-1])), members=members)
        return speaker

    renamed: dict[int, Speaker] = {id(speaker): known(speaker) for speaker in speakers}
    new = {**names, **{speaker.name: renamed[id(speaker)].name for speaker in reversed(speakers)}}

    def called(addressee: Addressee | None) -> Addressee | None:
        return addressee and evolve(addressee, name=new.get(addressee.name or "", addressee.name))

    moved: dict[int, Attribution] = {}
    for each in extraction:
        moved[id(each)] = evolve(
            each,
            speaker=renamed[id(each.speaker)] if each.speaker is not None else None,
            parent=moved.get(id(each.parent), each.parent) if each.parent is not None else None,
            addressee=called(each.addressee),
            could_be=tuple(dict.fromkeys(new.get(name, name) for name in each.could_be)),
        )
    order = {id(speaker): speaker for speaker in (renamed[id(each)] for each in extraction.speakers)}
    return evolve(extraction, attributions=tuple(moved.values()), speakers=tuple(order.values()))


def distinct(extraction: Extraction) -> list[Speaker]:
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
