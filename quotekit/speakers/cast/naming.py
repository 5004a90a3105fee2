"""The name that is given out, and the aliases.

In: a Scene, a cluster and the Building it comes from. Out: a Character.
Never gives a name that is not in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from quotekit.speakers import weights
from quotekit.speakers.cast.character import Character
from quotekit.speakers.cast.cluster import Building, Cluster
from quotekit.speakers.cast.forms import Form
from quotekit.speakers.scene import Scene

_HIDDEN: Final = re.compile(r"\s?(?:…|\.{2,}|\*+|_{2,})|[—–]")  # behind the first letter of a name


def character_of(scene: Scene, building: Building, cluster: Cluster) -> Character:
    """The frozen record of a cluster."""
    numbers = tuple(sorted(number for form in cluster.forms for number in form.numbers))
    names = [scene.names[number] for number in numbers]
    aliases = dict.fromkeys(name.titled for name in names)
    aliases.update(dict.fromkeys(name.text for name in names))
    return Character(
        name=_name_of(scene, building, cluster),
        aliases=tuple(aliases),
        gender=cluster.gender,
        titles=frozenset(title for form in cluster.forms for title in form.titles),
        count=len(numbers),
        numbers=numbers,
        given=frozenset(cluster.given),
        family=frozenset(cluster.family),
        is_person=cluster.is_person,
        wife_of=cluster.wife_of,
    )


def _name_of(scene: Scene, building: Building, cluster: Cluster) -> str:
    """The fullest form with support; where none is full, the one with a title, else the most frequent."""
    full = [form for form in cluster.forms if form.is_full and _is_supported(building, cluster, form)]
    if cluster.wife_of:
        return _written(scene, max(full or cluster.forms, key=_rank), True)
    if full:
        return _written(scene, max(_usual(full), key=_rank), False)
    single = [form for form in cluster.forms if not form.is_full] or cluster.forms
    single = [form for form in single if not _is_hidden(scene, form)] or single
    if lettered := [form for form in single if form.initials]:
        return _written(scene, max(lettered, key=_rank), False)  # "J. Finch"
    if titled := _mostly_titled(building, single):
        return _written(scene, max(titled, key=lambda form: form.count), True)
    return _written(scene, max(single, key=lambda form: (not form.titles, form.count)), False)


def _is_hidden(scene: Scene, form: Form) -> bool:
    """Is only the first letter of the surname given, so that it says no more than the rest: "Pauline D …"?"""
    text, names = scene.reading.text, [scene.names[number] for number in form.numbers]
    return all(len(name.words[-1]) == 1 and _HIDDEN.match(text, name.end) for name in names)


def _usual(forms: list[Form]) -> list[Form]:
    """Those that are not much rarer than the most frequent one."""
    most = max(form.count for form in forms)
    return [form for form in forms if form.count * weights.MANY > most] or forms


def _mostly_titled(building: Building, single: list[Form]) -> list[Form]:
    """The forms with a title that belongs to the name, if the text often has it: "Mrs. Holm"."""
    titled = [form for form in single if form.titles and _keeps(building, form)]
    bare = sum(form.count for form in single if not form.titles)
    return titled if weights.TITLE_SHARE * sum(form.count for form in titled) >= bare else []


def _is_supported(building: Building, cluster: Cluster, form: Form) -> bool:
    """Seen twice, or in a good share of the mentions, or with a title or a known given name."""
    if not form.count and cluster.count:
        return False  # in a heading only
    if building.waits(form):
        return weights.SUPPORTED * form.count >= cluster.count
    return True


def _rank(form: Form) -> tuple[int, int, int]:
    """The fullest first; of those equally full the more frequent one."""
    return len(form.key), bool(form.suffix) + len(form.initials), form.count


def _keeps(building: Building, form: Form) -> bool:
    """Is its title one that belongs to a name ("Mrs.", "Captain"), and no office ("President", « l'abbé »)?"""
    title, people = building.people.titles.get(form.title), building.people
    if people.wording.has_small_titles and form.title not in people.groups["courtesy"]:
        return False  # where titles take an article they are no part of a name
    return title is not None and (title.place == "first" or form.title in building.people.groups["rank-title"])


def _written(scene: Scene, form: Form, with_title: bool) -> str:
    """How a form is mostly written."""
    names = [scene.names[number] for number in form.numbers]
    texts = [name.titled if with_title else name.text for name in names]
    return texts[0] if len(texts) == 1 else Counter(texts).most_common(1)[0][0]
