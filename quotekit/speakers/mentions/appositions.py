"""The name in apposition to a nominal: "the minister, Qin Gang", "the head of the choir, Ada Moen".

In: a Scene whose names have owners, and a Ref. Out: the number of the name, or None.
Never takes the title of an article for somebody, or a person for a firm.
"""

from __future__ import annotations

import re
from typing import Final

from quotekit.languages import labels
from quotekit.speakers.mentions.phrases import Ref
from quotekit.speakers.scene import Scene

_DASH: Final = re.compile(r"\s*(?:,|—|–|--|-)\s*")
_BETWEEN: Final = re.compile(r"[:“”\"«»„]")


def apposed_name(scene: Scene, ref: Ref) -> int | None:
    """The name that stands in apposition to a nominal: "the minister, Qin Gang"."""
    tree, head = ref.tree, ref.phrase.head
    for kid in tree.kids[head]:
        if tree.deps[kid] in labels.APPOSED and kid > head and not ref.is_plural:
            number = scene.name_at(tree.starts[kid], tree.ends[kid])
            if number is None or _BETWEEN.search(scene.reading.text, tree.ends[head], scene.names[number].full):
                continue
            if _may_be_called(scene, ref, number):
                return number
    end = tree.ends[head]
    following = scene.names_in(end, end + 3)
    if following and ref.noun in scene.people.roles:
        gap = scene.reading.text[end : scene.names[following[0]].full]
        if gap == " ":  # "president Barack Obama" with the wrong head
            return _if_person(scene, following[0])
    if ref.is_definite and not ref.is_plural and ref.noun in scene.people.roles:
        closing = scene.names_in(end, ref.end)  # "the head of the choir, Paula Reinholt"
        name = scene.names[closing[-1]] if closing else None
        if name is not None and name.end >= ref.end and scene.reading.text[name.full - 2 : name.full] == ", ":
            return _if_person(scene, closing[-1])
    if not ref.is_definite and not ref.is_plural:  # "Barack Obama — a former senator — said"
        number = scene.name_before(ref.start)
        if number is not None and _DASH.fullmatch(scene.reading.text, scene.names[number].end, ref.start):
            return _if_person(scene, number)
    return None


def _may_be_called(scene: Scene, ref: Ref, number: int) -> bool:
    """Is the name of the kind that the noun tells? ("his article, “Eels”" is no person)"""
    owner, people = scene.owners[number], scene.people
    if owner is None:
        return False
    body = people.bodies.get(ref.noun) if ref.noun not in people.roles else None
    is_body = owner.kind() == "organization"
    return is_body if body and body.kind == "organization" else not body and (is_body or owner.could_be_person())


def _if_person(scene: Scene, number: int) -> int | None:
    owner = scene.owners[number]
    return number if owner is not None and owner.could_be_person() else None
