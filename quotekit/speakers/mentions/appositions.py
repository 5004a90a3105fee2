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
    """The name that stands in apposition to a nominal, or None: the first place that holds one decides."""
    if (apposed := _by_parse(scene, ref)) is not None:
        return apposed
    for find in (_right_behind, _behind_comma, _before_dash):
        if (number := find(scene, ref)) is not None:
            owner = scene.owners[number]
            return number if owner is not None and owner.could_be_person() else None
    return None


def _by_parse(scene: Scene, ref: Ref) -> int | None:
    """ "the minister, Qin Gang", where the parser sees it."""
    tree, head, text = ref.tree, ref.phrase.head, scene.reading.text
    for kid in tree.kids[head] if not ref.is_plural else ():
        if tree.deps[kid] not in labels.APPOSED or kid < head:
            continue
        number = scene.name_at(tree.starts[kid], tree.ends[kid])
        if number is None or _BETWEEN.search(text, tree.ends[head], scene.names[number].full):
            continue
        if _may_be_called(scene, ref, number):
            return number
    return None


def _right_behind(scene: Scene, ref: Ref) -> int | None:
    """ "president Barack Obama" with the wrong head."""
    end = ref.tree.ends[ref.phrase.head]
    following = scene.names_in(end, end + 3)
    if not following or ref.noun not in scene.people.roles:
        return None
    return following[0] if scene.reading.text[end : scene.names[following[0]].full] == " " else None


def _behind_comma(scene: Scene, ref: Ref) -> int | None:
    """ "the head of the choir, Paula Reinholt", to the end of the phrase."""
    if ref.is_plural or ref.noun not in scene.people.roles:
        return None
    text, closing = scene.reading.text, scene.names_in(ref.tree.ends[ref.phrase.head], ref.end)
    name = scene.names[closing[-1]] if closing else None
    if name is None or name.end < ref.end or text[name.full - 2 : name.full] != ", ":
        return None
    # "a spokesman for Ms. Ruiz, Dan Pike, said", but not "a critic of Berg, Pike said"
    is_sure = ref.is_definite or (len(name.key) > 1 and text[name.end : name.end + 1] == ",")
    return closing[-1] if is_sure else None


def _before_dash(scene: Scene, ref: Ref) -> int | None:
    """ "Barack Obama — a former senator — said"."""
    if ref.is_definite or ref.is_plural:
        return None
    number = scene.name_before(ref.start)
    is_beside = number is not None and _DASH.fullmatch(scene.reading.text, scene.names[number].end, ref.start)
    return number if is_beside else None


def _may_be_called(scene: Scene, ref: Ref, number: int) -> bool:
    """Is the name of the kind that the noun tells? ("his article, “Eels”" is no person)"""
    owner, people = scene.owners[number], scene.people
    if owner is None:
        return False
    body = people.bodies.get(ref.noun) if ref.noun not in people.roles else None
    is_body = owner.kind() == "organization"
    return is_body if body and body.kind == "organization" else not body and (is_body or owner.could_be_person())
