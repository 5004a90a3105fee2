"""From the names of a text to its cast.

In: a Scene with its names, and what a parser called them. Out: a Cast.
Never looks at mentions that are no names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from quotekit.languages.labels import PEOPLE
from quotekit.languages.people import People
from quotekit.reading.reading import Reading
from quotekit.speakers.cast.character import Cast, Character
from quotekit.speakers.cast.cluster import Building, Cluster
from quotekit.speakers.cast.counts import count_words
from quotekit.speakers.cast.forms import Form, Key, forms_of
from quotekit.speakers.cast.gender import count_pronouns
from quotekit.speakers.cast.naming import character_of
from quotekit.speakers.cast.steps import STEPS, Step
from quotekit.speakers.entity import lexical_votes
from quotekit.speakers.names.family import family_of
from quotekit.speakers.names.find import find_names
from quotekit.speakers.names.name import follows_article
from quotekit.speakers.scene import Scene

_LONGEST_PLACED: Final = 9  # code points before a name that tell a place


def read_cast(reading: Reading, *, gender: bool = True) -> Cast:
    """The cast of a text that was read; no parse is needed."""
    people = reading.language.people
    scene = Scene(reading, people, find_names(reading.text, reading.paragraphs, people, reading.labels.turns), gender)
    return make_cast(scene)


def make_cast(scene: Scene, labels: Sequence[str] = (), steps: Sequence[Step] = STEPS) -> Cast:
    """The cast of a text.

    Args:
        scene: The text, with its names.
        labels: The entity type that a parser gave to each name, "" where it gave none.
        steps: How forms become people, in order.
    """
    people, counts = scene.people, count_words(scene.reading.text, scene.reading.paragraphs)
    forms = forms_of(scene.names, labels, counts, people)
    count_pronouns(scene, forms)
    alone, surnames, men = _tally(forms)
    is_body = _body_test(scene, forms, labels, surnames)
    building = Building(people, counts, alone, surnames, men, is_body, scene.uses_gender)
    found: dict[int, list[Cluster]] = {}
    ways: dict[int, str] = {}
    for form in sorted(forms, key=lambda form: _order(building, form)):
        fitting, way = _find(building, form, steps)
        if len(fitting) < 2:
            waits = building.waits(form)
            cluster = fitting[0] if fitting else building.make(form, waits)
            if fitting:
                building.add(cluster, form, waits)
            fitting = [cluster]
        for number in form.numbers:
            found[number], ways[number] = fitting, way
    return _freeze(scene, building, found, ways)


def _tally(forms: Sequence[Form]) -> tuple[dict[tuple[Key, str], int], dict[str, int], frozenset[Key]]:
    """Counts of bare names, and the full names that may be those of men."""
    alone: Counter[tuple[Key, str]] = Counter()
    surnames: Counter[str] = Counter()
    for form in forms:
        if not form.is_full:
            alone[form.titles, form.key[0]] += form.count
            surnames[form.key[0]] += form.count
    men = frozenset(form.key for form in forms if form.is_full and (not form.titles or form.gender == "m"))
    return alone, surnames, men


def _order(building: Building, form: Form) -> tuple[int, ...]:
    """Full names, titled surnames, bare names, then full names that nothing supports."""
    phase = 3 if building.waits(form) else 0 if form.is_full else 1 if form.titles else 2
    told_apart = not (form.initials or form.suffix)
    return (phase, -len(form.key), told_apart, not form.gender, -form.count, form.numbers[0])


def _find(building: Building, form: Form, steps: Sequence[Step]) -> tuple[list[Cluster], str]:
    for step in steps:
        if found := step.find(building, form):
            return found, step.name
    return [], steps[0].name


def _body_test(
    scene: Scene, forms: Sequence[Form], labels: Sequence[str], surnames: dict[str, int]
) -> Callable[[Form], bool]:
    """Says of a form whether it is rather an organisation, a place or a people."""
    titled = {form.key for form in forms if form.titles}
    families = {
        form.key[-1]
        for form in forms
        if len(form.key) == 2 and _is_town(scene.people, form.key[-1]) and _may_be_somebody(scene, form, labels)
    }
    ends = Counter(key[-1] for key in {form.key for form in forms if form.is_full})
    known: dict[int, bool] = {}

    def is_body(form: Form) -> bool:
        if id(form) not in known:
            # "Das" alone, beside "Avik Das", is a surname whatever a parser takes it for.
            family = family_of(form.key, scene.people)
            told = () if form.is_full and (surnames.get(family) or ends[family] > 1) else labels
            is_surname = len(form.key) < 3 and form.key[-1] in families and not _is_place(scene, form)
            known[id(form)] = form.key not in titled and not is_surname and _is_body(scene, form, told)
        return known[id(form)]

    return is_body


def _is_town(people: People, word: str) -> bool:
    """Is it a place without a people of its own: a town or a state, which say nothing, as countries do?"""
    return word in people.places and not people.places[word]


def _may_be_somebody(scene: Scene, form: Form, labels: Sequence[str]) -> bool:
    """Is the first word of a name that ends in a place no place itself ("Lakisha Washington")?"""
    people, first = scene.people, form.key[0]
    is_told = form.is_labelled or first in people.given or not any(labels[n] for n in form.numbers if labels)
    is_word = first in people.groups["body-first"] or first in people.places or first in people.demonyms
    return is_told and not is_word and not _is_place(scene, form)


def _is_place(scene: Scene, form: Form) -> bool:
    """Does it mostly stand where a place stands: "in Washington", "the Washington …"?"""
    text, people = scene.reading.text, scene.people
    names = [scene.names[number] for number in form.numbers]
    placed = sum(
        people.wording.placed.search(text, max(0, name.full - _LONGEST_PLACED), name.full) is not None
        or follows_article(text, name.full, people)
        for name in names
    )
    return 2 * placed >= len(names)


def _is_body(scene: Scene, form: Form, labels: Sequence[str]) -> bool:
    votes = lexical_votes(form.key, scene.names[form.numbers[0]].text, scene.people)
    told = [labels[number] for number in form.numbers if labels[number]] if labels else []
    people = sum(label in PEOPLE for label in told)
    if form.is_full and form.key[-1] in scene.people.places and not votes["person"]:
        votes["place"] += 1  # "Trump Tower Moscow"
    other = max(votes["organization"], votes["place"], votes["group"])
    if other > votes["person"]:
        return 2 * people <= len(told)
    is_called_body = form.is_full and not votes["person"] and told and not people
    return bool(is_called_body) and len(told) * 2 > len(form.numbers)


def _freeze(scene: Scene, building: Building, found: dict[int, list[Cluster]], ways: dict[int, str]) -> Cast:
    made: dict[int, Character] = {id(each): character_of(scene, building, each) for each in building.clusters}
    owners = tuple(
        made[id(found[number][0])] if len(found[number]) == 1 else None for number in range(len(scene.names))
    )
    rivals = {
        number: tuple(made[id(each)] for each in clusters) for number, clusters in found.items() if len(clusters) > 1
    }
    ranked = sorted(made.values(), key=lambda each: (-each.count, each.numbers[0]))
    return Cast(tuple(ranked), scene.names, owners, rivals, ways, scene.people)
