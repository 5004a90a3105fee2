"""A result whose speakers have the names that an override table gives them.

In: an extraction, and its speakers linked with that table. Out: an extraction like it.
Never renames a speaker that no row of the table is about.
"""

from __future__ import annotations

from collections.abc import Mapping

from quotekit.records import Extraction
from quotekit.speakers.across.linked import LinkedSpeakers
from quotekit.speakers.renamed import distinct, rename


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
    return rename(result, _chosen(result, names), names)


def _chosen(result: Extraction, names: Mapping[str, str]) -> dict[int, str]:
    """The new names of those whom a row renames, and of those who have one of these already."""
    kept = {name: name for name in names.values()}
    known = {**kept, **names}
    return {id(each): known[each.name] for each in distinct(result) if not each.members and each.name in known}
