"""From forms to clusters: the steps, as data, in an order that explains itself.

In: a Building and a Form. Out: the clusters that fit: one decides, several tie, none passes on.
Never joins people whom a title, a given name, an initial or "Jr." tells apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from attrs import frozen

from quotekit.speakers import weights
from quotekit.speakers.cast.cluster import Building, Cluster
from quotekit.speakers.cast.forms import Form, Key
from quotekit.speakers.names.family import family_of

Find = Callable[[Building, Form], list[Cluster]]


@frozen
class Step:
    """One way to find out whose name a form is.

    Attributes:
        name: Permanent name, kebab-case; also the way to a speaker that records give.
        sentence: What it does.
        example: Two names that it joins.
        find: From the cast so far and a form to the clusters that fit.
    """

    name: str
    sentence: str
    example: tuple[str, str]
    find: Find


def fits(long: Key, short: Key) -> bool:
    """Same surname, and every other word of the short form in the long one, in order."""
    if long[-1] != short[-1]:
        return False
    rest = iter(long[:-1])
    return all(any(word == other for other in rest) for word in short[:-1])


def agree(cluster: Cluster, form: Form) -> bool:
    """Does nothing tell them apart: no title or pronoun of the other sex, no other initial, no "Jr."?"""
    if form.gender and cluster.gender not in ("", form.gender):
        return False
    for other in cluster.forms:
        if form.initials and other.initials and form.is_full and other.is_full and form.initials != other.initials:
            return False
        is_same = form.key == other.key and form.is_full
        if form.suffix != other.suffix and ((form.suffix and other.suffix) or is_same):
            return False
    return True


def _same(building: Building, form: Form) -> list[Cluster]:
    if not form.is_full:
        return []
    is_wife = building.is_wife(form)
    return [each for each in building.by_key[form.key] if bool(each.wife_of) == is_wife and agree(each, form)]


def _longer(building: Building, form: Form) -> list[Cluster]:
    if not form.is_full or building.is_body(form) or building.is_wife(form):
        return []
    pool = building.by_family.get(family_of(form.key, building.people), ())
    return [each for each in pool if not each.wife_of and agree(each, form) and _has_longer(each, form)]


def _has_longer(cluster: Cluster, form: Form) -> bool:
    return cluster.has(lambda other: len(other.key) > len(form.key) and fits(other.key, form.key))


def _nickname(building: Building, form: Form) -> list[Cluster]:
    if not form.is_full or building.is_wife(form):
        return []
    pool = building.by_family.get(form.key[-1], ())
    return [each for each in pool if not each.wife_of and agree(each, form) and _are_alike(building, form.key[0], each)]


def _are_alike(building: Building, given: str, cluster: Cluster) -> bool:
    """Is a given name short for one of this cluster, or the other way round?"""
    short = building.people.nicknames
    names = {given, *short.get(given, ())}
    return any(other in names or given in short.get(other, ()) for other in cluster.given)


def _titled(building: Building, form: Form) -> list[Cluster]:
    if form.is_full or not form.titles:
        return []
    family, given = _of_family(building, form), _of_given(building, form)
    groups = building.people.groups
    is_daughter = bool(family) and form.title in groups["unmarried"]
    if form.title in groups["before-given"] and given and not is_daughter:
        return _most(given)
    pool = [each for each in family or given if not _are_apart(building, each, form)]
    same = [each for each in pool if each.has(lambda other: form.title in other.titles)]
    return same if len(same) == 1 and len(pool) > 1 else _most(pool)


def _of_family(building: Building, form: Form) -> list[Cluster]:
    """Whom a title with a family name can mean: "Mrs. Holm" is "Mrs. Tom Holm" only where there is no other Holm."""
    related = [each for each in building.by_family.get(form.key[0], ()) if agree(each, form)]
    return [each for each in related if not each.wife_of] or [each for each in related if _is_she(each, form)]


def _of_given(building: Building, form: Form) -> list[Cluster]:
    """Whom a title with a given name can mean: "Sir Tom"."""
    return [each for each in building.by_given.get(form.key[0], ()) if each.is_person and agree(each, form)]


def _is_she(wife: Cluster, form: Form) -> bool:
    """Is "Mrs. Holm" the one who is called "Mrs. Tom Holm"? Not where the short form is much more frequent."""
    return form.count <= weights.BROTHERS * wife.count


def _are_apart(building: Building, cluster: Cluster, form: Form) -> bool:
    """Two people, by what the text counts: "Miss" and "Mrs.", an elder and a younger brother."""
    groups, title = building.people.groups, form.title
    for mine, other in (("married", "unmarried"), ("unmarried", "married")):
        if title in groups[mine] and cluster.has(lambda each, other=other: each.title in groups[other]):  # type: ignore[misc]
            return True
    full = [each for each in cluster.forms if each.is_full]
    with_title = sum(each.count for each in full if title in each.titles)
    if full:
        known = sum(each.count for each in full)
        if title not in groups["married"]:
            known += sum(
                building.alone.get(((), word), 0)
                for word in cluster.given
                if _most(building.by_given[word], word)[:1] == [cluster]
            )
        is_rare = form.count > weights.STRANGERS * known
        is_brother = (
            title not in groups["married"]
            and with_title >= weights.FULLY
            and form.count > weights.BROTHERS * cluster.count
        )
        return is_rare or is_brother
    alike = cluster.has(lambda each: title in each.titles)
    return not alike and cluster.has(lambda each: bool(each.titles)) and min(cluster.count, form.count) >= weights.BOTH


def _given_name(building: Building, form: Form) -> list[Cluster]:
    if form.is_full or form.titles or building.is_body(form):
        return []
    word = form.key[0]
    full_names = building.people.nicknames.get(word, ())
    found = building.by_given.get(word) or [each for name in full_names for each in building.by_given.get(name, ())]
    fitting = [each for each in found if agree(each, form) and _is_somebody(each, form)]
    return _most(_of_gender(fitting, form), word)


def _is_somebody(cluster: Cluster, form: Form) -> bool:
    """Is it a person, for all we know, who may be called by the first word of the name?"""
    is_usual = cluster.count * weights.MANY >= form.count
    return cluster.is_person or bool(cluster.family and (cluster.gender or is_usual))


def _surname(building: Building, form: Form) -> list[Cluster]:
    if form.is_full or form.titles or building.is_body(form):
        return []
    is_given = building.knows_given(form.key[0])  # "Mary" is not short for "Styles St. Mary"
    pool = [each for each in building.by_family.get(form.key[0], ()) if each.is_person or not is_given]
    pool = _of_gender([each for each in pool if agree(each, form) and _has_initial(each, form)], form)
    pool = _elder(pool)
    if _is_rather_given(building, form, pool):
        return []
    pool = _called_barely(pool, form)
    full = list(filter(_is_full, pool))
    return _first_bearer(building, form, _most(full if len(full) == 1 and len(_most(pool)) > 1 else pool))


def _first_bearer(building: Building, form: Form, pool: list[Cluster]) -> list[Cluster]:
    """ "Sarrasine", said sixty times, is a main character: the first who is named in full, not his grandfather."""
    is_main = form.count >= weights.BROTHERS * sum(each.count for each in pool)
    if not (building.people.wording.surname_is_first and is_main and all(map(_is_full, pool))):
        return pool
    return sorted(pool, key=lambda each: min(number for one in each.forms for number in one.numbers))[:1]


def _elder(pool: list[Cluster]) -> list[Cluster]:
    """The one without "Jr." or "III", where there is one such."""
    elder = [each for each in pool if not each.has(lambda form: bool(form.suffix))]
    return elder if len(elder) == 1 else pool


def _is_rather_given(building: Building, form: Form, pool: list[Cluster]) -> bool:
    """ "Newland" is Newland Archer, and not the lady who is once called "Mrs. Newland"."""
    given = [each for each in building.by_given.get(form.key[0], ()) if each not in pool]
    return _most_often(given) >= weights.MANY * _most_often(pool)


def _most_often(pool: list[Cluster]) -> int:
    return max((each.count for each in pool), default=0)


def _called_barely(pool: list[Cluster], form: Form) -> list[Cluster]:
    """ "Holm" beside Tom Holm and Mrs. Holm: she is never called so."""
    named = [each for each in pool if each.gender != "f" or each.has(lambda other: other.is_full and not other.titles)]
    return named if named and (any(map(_is_full, named)) or form.count >= weights.BOTH) else pool


def _is_full(cluster: Cluster) -> bool:
    """Does the text give the name in full anywhere?"""
    return cluster.has(lambda form: form.is_full)


def _of_gender(pool: list[Cluster], form: Form) -> list[Cluster]:
    """Those of the gender that the pronouns behind the bare name tell, if there are any."""
    fitting = [each for each in pool if each.gender in ("", form.told)]
    return fitting if form.told and fitting else pool


def _has_initial(cluster: Cluster, form: Form) -> bool:
    """ "J. Reyes" is Juana or Juan Reyes, not Ana."""
    if not form.initials or not cluster.given:
        return True
    return any(name.startswith(form.initials[0][:1]) for name in cluster.given)


def _again(building: Building, form: Form) -> list[Cluster]:
    if form.is_full:
        return []
    return _most([each for each in building.by_key.get(form.key, ()) if agree(each, form)]) if not form.titles else []


def _waiting(building: Building, form: Form) -> list[Cluster]:
    if not form.is_full or building.is_body(form) or not building.waits(form):
        return []
    for word in (form.key[-1], form.key[0]):
        found = [*building.by_given.get(word, ()), *building.by_family.get(word, ())]
        pool = [each for each in dict.fromkeys(found) if agree(each, form)]
        if pool:
            return _most(pool)[:1]
    return []


def _most(pool: Iterable[Cluster], word: str = "") -> list[Cluster]:
    """The one that is named three times as often as the next, with this word; else all of them."""
    ranked = sorted(((each.count_with(word), each) for each in dict.fromkeys(pool)), key=lambda pair: -pair[0])
    if len(ranked) > 1 and ranked[0][0] >= weights.MANY * ranked[1][0]:
        return [ranked[0][1]]
    return [each for _, each in ranked]


STEPS: Final[tuple[Step, ...]] = (
    Step("same-name", "The name itself: the same words, titles and accents aside.", ("Ana Reyes", "Ana Reyes"), _same),
    Step("longer-name", "Part of a longer name.", ("Ana Lucía Reyes", "Ana Reyes"), _longer),
    Step("nickname", "A short form of the given name, with the same surname.", ("Thomas Holm", "Tom Holm"), _nickname),
    Step("titled-surname", "A title of that gender, and the surname.", ("Anna Berg", "Mrs. Berg"), _titled),
    Step("surname", "A surname: whoever has it, or has it three times as often.", ("Anna Berg", "Berg"), _surname),
    Step("given-name", "A given name: whoever has it, likewise.", ("Anna Berg", "Anna"), _given_name),
    Step("same-surname", "A name that no fuller name fits, again.", ("Mr. Wells", "Wells"), _again),
    Step("stray-capital", "A full name that nothing supports.", ("Hedda", "Sunday Hedda"), _waiting),
)
