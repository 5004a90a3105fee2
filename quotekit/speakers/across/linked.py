"""What comes out of linking: speakers across texts, and for each form which one it is and why.

In: plain values. Out: frozen records, and a sequence with look-ups.
Never holds a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload

from attrs import frozen

from quotekit.speakers.across.rules import LINK_RULES


@frozen
class Link:
    """Why a speaker of one text is a speaker across texts.

    Attributes:
        text: Identifier of the text.
        name: Name of the speaker in it.
        id: The speaker across texts; None for a description, which is never linked.
        rule: Name of the rule that decided (see `LINK_RULES`).
        count: Number of attributions.
    """

    text: str
    name: str
    id: str | None
    rule: str
    count: int = 1


@frozen
class LinkedSpeaker:
    """One speaker across texts.

    Attributes:
        id: Identifier, made from the name: "mara-lindholm".
        name: The full form that most texts give; never a nickname.
        type: The type that most texts give.
        forms: Every form with the number of texts that have it, most frequent first.
        roles: Every title or role that texts give, most frequent first.
        texts: Number of texts.
        attributions: Number of attributions.
        wikidata: Identifier in Wikidata, if the override table has one; quotekit looks up none.
        is_resolved: False for a surname that was left apart.
    """

    id: str
    name: str
    type: str
    forms: tuple[tuple[str, int], ...]
    roles: tuple[str, ...] = ()
    texts: int = 0
    attributions: int = 0
    wikidata: str | None = None
    is_resolved: bool = True

    def __str__(self) -> str:
        return self.name


@frozen(slots=False, repr=False, eq=False)
class LinkedSpeakers(Sequence[LinkedSpeaker]):
    """The speakers of many texts, most quoted first.

    Attributes:
        speakers: The speakers.
        links: One link for each speaker of each text.
    """

    speakers: tuple[LinkedSpeaker, ...]
    links: tuple[Link, ...]

    def __repr__(self) -> str:
        return f"<LinkedSpeakers: {len(self.speakers):,} speakers, {len(self.links):,} links>"

    @overload
    def __getitem__(self, index: int) -> LinkedSpeaker: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[LinkedSpeaker]: ...
    def __getitem__(self, index: int | slice) -> Any:
        return self.speakers[index]

    def __len__(self) -> int:
        return len(self.speakers)

    def __iter__(self) -> Iterator[LinkedSpeaker]:
        return iter(self.speakers)

    @cached_property
    def _by_id(self) -> Mapping[str, LinkedSpeaker]:
        return {each.id: each for each in self.speakers}

    @cached_property
    def _links(self) -> Mapping[tuple[str, str], Link]:
        return {(each.text, each.name): each for each in self.links}

    def of(self, text: object, name: str) -> LinkedSpeaker | None:
        """The speaker across texts that a name stands for in a text; None if it is a description, or unknown."""
        link = self._links.get((str(text), name))
        return self._by_id[link.id] if link and link.id is not None else None

    def id_of(self, text: object, name: str | None) -> str | None:
        """Its identifier, or None."""
        link = self._links.get((str(text), name)) if name is not None else None
        return link.id if link else None

    def explain(self, text: object, name: str) -> str:
        """Why a name in a text stands for that speaker, in one line.

        Raises:
            KeyError: no speaker of that text has that name.
        """
        link = self._links[str(text), name]
        if link.id is None:
            return f"{name}: a description, not a name; not linked across texts"
        return f"{name} → {self._by_id[link.id].name} ({link.id}), by {link.rule}: {LINK_RULES[link.rule]}"

    def table(self) -> list[dict[str, Any]]:
        """One row a form and speaker, for people to edit as an override table.

        A form that stands for several speakers has a row for each text, so that each can be corrected.
        """
        links: dict[tuple[str, str], list[Link]] = {}
        ids: dict[str, set[str]] = {}
        for link in self.links:
            if link.id is not None:
                links.setdefault((link.name, link.id), []).append(link)
                ids.setdefault(link.name, set()).add(link.id)
        rows = []
        for (form, id), found in links.items():
            by_text = len(ids[form]) > 1 or not self._by_id[id].is_resolved
            rows += (
                [self._row(form, id, [link], link.text) for link in found] if by_text else [self._row(form, id, found)]
            )
        return sorted(rows, key=lambda row: (row["id"], -row["attributions"], row["form"], row["text"] or ""))

    def _row(self, form: str, id: str, links: Sequence[Link], text: str | None = None) -> dict[str, Any]:
        return {
            "form": form,
            "id": id,
            "text": text,
            "name": self._by_id[id].name if any(link.rule == "override" for link in links) else None,
            "wikidata": self._by_id[id].wikidata,
            "note": links[0].rule,
            "texts": len(links),
            "attributions": sum(link.count for link in links),
        }
