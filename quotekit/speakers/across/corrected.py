"""A result whose speakers have the names that an override table gives them.

In: an extraction, and its speakers linked with that table. Out: an extraction like it.
Never renames a speaker that no row of the table is about.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, field, frozen

from quotekit.records import Addressee, Attribution, Extraction, Speaker
from quotekit.speakers.across.linked import LinkedSpeakers


def correct_names(result: Extraction, linked: LinkedSpeakers, id: object) -> Extraction:
    """The extraction with the names of an override table; speakers that get the same name become one.

    Args:
        result: What was found in a text.
        linked: Its speakers, from `link_forms` with the table.
        id: The identifier that the text was linked with.
    """
    by_hand = {link.name for link in linked.links if link.rule == "override" and link.text == str(id)}
    names = {name: each.name for name in by_hand if (each := linked.of(id, name)) and each.is_resolved}
    if not names:
        return result
    changed = _Renamer(names, _joined(result, names))
    attributions = tuple(map(changed.attribution, result.attributions))
    speakers = tuple(dict.fromkeys(map(changed.speaker, result.speakers)))
    return evolve(result, attributions=attributions, speakers=speakers)


def _joined(result: Extraction, names: Mapping[str, str]) -> dict[str, Speaker]:
    """The renamed speakers by their new name: the first of those who get it, with the forms and mentions of all."""
    joined: dict[str, Speaker] = {}
    single = [each for each in result.speakers if not each.members]
    for speaker in (*single, *(member for each in result.speakers for member in each.members)):
        name = names.get(speaker.name, speaker.name)
        known = joined.get(name, evolve(speaker, name=name, aliases=(), mentions=()))
        forms = dict.fromkeys((*known.aliases, speaker.name, *speaker.aliases))
        joined[name] = evolve(
            known,
            aliases=tuple(form for form in forms if form != name),
            mentions=tuple(sorted({*known.mentions, *speaker.mentions}, key=lambda each: each.span.start)),
        )
    return joined


@frozen
class _Renamer:
    """Renames records; one that several share is renamed once."""

    names: Mapping[str, str]
    joined: Mapping[str, Speaker]
    attributions: dict[int, Attribution] = field(factory=dict)

    def speaker(self, speaker: Speaker) -> Speaker:
        if speaker.members:
            return evolve(speaker, members=tuple(map(self.speaker, speaker.members)))
        return self.joined.get(self.names.get(speaker.name, speaker.name), speaker)

    def attribution(self, each: Attribution) -> Attribution:
        if id(each) not in self.attributions:
            self.attributions[id(each)] = evolve(
                each,
                speaker=self.speaker(each.speaker) if each.speaker else None,
                parent=self.attribution(each.parent) if each.parent else None,
                addressee=self._addressee(each.addressee) if each.addressee else None,
                could_be=tuple(dict.fromkeys(self.names.get(name, name) for name in each.could_be)),
            )
        return self.attributions[id(each)]

    def _addressee(self, addressee: Addressee) -> Addressee:
        return evolve(addressee, name=self.names.get(addressee.name or "", addressee.name))
