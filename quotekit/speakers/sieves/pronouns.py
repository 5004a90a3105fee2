"""Sieves for pronouns of the third person: the most prominent compatible mention nearby.

In: a Walk and a Ref. Out: an Entity, a Tie, or None to pass on.
Never takes somebody who is only named inside a quotation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from quotekit.languages import labels
from quotekit.languages.people import Pronoun
from quotekit.speakers import weights
from quotekit.speakers.entity import Entity
from quotekit.speakers.mentions.phrases import Ref
from quotekit.speakers.scene import Event
from quotekit.speakers.walk import MOST_ENTITIES, Tie, Verdict, Walk, best_of

PERSON_CLASSES: Final = frozenset({"somebody", "group"})  # of nouns


def _person_events(walk: Walk, ref: Ref) -> Iterator[tuple[Event, float]]:
    """Mentions of those whom a pronoun can stand for, and how much each speaks for them."""
    pronoun, scene = ref.pronoun, walk.scene
    assert pronoun is not None
    sentence, quote = scene.sentence_at(ref.start), scene.quote_at(ref.start)
    subject = _subject_of(walk, ref)
    for event in walk.recent(ref.start, weights.REACH):
        entity = event.entity
        if entity is subject:
            continue
        if event.is_quoted and scene.quote_at(event.at) != quote:
            continue
        if not entity.could_be_person() or entity in ref.others or _is_thing(walk, entity):
            continue
        if any(start <= event.at < end for start, end in ref.contents):
            continue  # "Trump is no conservative, he said": whoever says so does not mean himself
        sex = entity.sex()
        if scene.uses_gender and sex and sex != pronoun.gender:
            continue
        weight = event.weight * weights.DECAY ** (sentence - event.sentence)
        if event.sentence == sentence and event.weight < weights.NO_SUBJECT:
            weight *= weights.ASIDE  # "Of Obama, he said": rarely the same man
        if not sex and scene.uses_gender:
            weight *= weights.OPEN_GENDER
        if entity.kind() != "person":
            weight *= (
                weights.NO_PERSON_NAMED if entity.is_named else weights.NO_PERSON_NAMELESS
            )  # "the line" may well be a thing
        yield event, weight


def _is_thing(walk: Walk, entity: Entity) -> bool:
    """Is it a nominal for no person, as far as lists of nouns tell: "the light", "her face"?"""
    if entity.is_named or entity.fixed == "person":
        return False
    noun_class = walk.scene.reading.language.noun_classes.get(entity.noun)
    return noun_class is not None and noun_class not in PERSON_CLASSES


def _subject_of(walk: Walk, ref: Ref) -> Entity | None:
    """Who the subject of its verb is, for an object: "the judge fined him" speaks of two people."""
    if ref.apart is None:
        return None
    start, end = ref.apart
    number = walk.scene.name_at(start, end)
    if number is not None:
        return walk.scene.owners[number]
    return next((event.entity for event in walk.recent(ref.start, 0) if start <= event.at < end), None)


def he(walk: Walk, ref: Ref) -> Verdict:
    """ "he", "she": the most prominent compatible person of the last sentences."""
    pronoun = ref.pronoun
    if pronoun is None or pronoun.person != "3" or pronoun.gender not in ("m", "f"):
        return None
    found = list(_person_events(walk, ref))
    scores = _prominences(found)
    entities = {id(event.entity): event.entity for event, _ in found}
    verdict = best_of(scores, entities)
    if not isinstance(verdict, Entity):
        return verdict
    last: dict[int, Event] = {}
    for event, _ in found:
        last.setdefault(id(event.entity), event)
    top, latest = scores[id(verdict)], last[id(verdict)]
    beside = [key for key in scores if key != id(verdict) and last[key].sentence == latest.sentence]
    beside = [key for key in beside if scores[key] * weights.AT_LEAST > top]
    close = [key for key in beside if scores[key] * weights.BESIDE > top]
    if not verdict.sex() and not latest.is_pronoun and walk.scene.uses_gender:
        # "The officer stopped Henry Wade": the open gender of the officer is no argument.
        close += [key for key in beside if _is_known_person(entities[key]) and key not in close]
    return Tie((verdict, *(entities[key] for key in close))) if close else verdict


def _prominences(found: Sequence[tuple[Event, float]]) -> dict[int, float]:
    """How prominent each is by all mentions of theirs, by identity; names that "and" joins count alike."""
    shared: dict[int, float] = {}
    for event, weight in found:  # "Berg and Oduya": what is known of one gender says nothing here
        shared[event.joined] = min(shared.get(event.joined, weight), weight)
    scores: dict[int, float] = {}
    for event, weight in found:
        before = scores.get(id(event.entity), 0.0)
        worth = weight if event.joined < 0 else shared[event.joined]
        scores[id(event.entity)] = max(before, worth) + weights.REPEATED * min(before, worth)
    return scores


def _is_known_person(entity: Entity) -> bool:
    return entity.is_named and entity.kind() == "person" and entity.sex() != ""


def is_sole(walk: Walk, ref: Ref, entity: Entity) -> bool:
    """Is a person of open gender the only one whom "he" or "she" can stand for here?"""
    if entity.sex() or not entity.is_named or entity.kind() != "person":
        return False
    return all(event.entity is entity for event, _ in _person_events(walk, ref))


def only_person(walk: Walk, ref: Ref) -> Verdict:
    """The one person in the whole text so far who fits."""
    pronoun = ref.pronoun
    if pronoun is None or pronoun.person != "3" or pronoun.gender not in ("m", "f"):
        return None
    if len(walk.named) > MOST_ENTITIES:  # the only one of hundreds is one whose gender happens to be known
        return None
    fitting: list[Entity] = []
    for entity in walk.named:
        agrees = not walk.scene.uses_gender or entity.sex() == pronoun.gender
        if agrees and entity.kind() == "person" and entity.first < ref.start and entity not in ref.others:
            fitting.append(entity)
        if len(fitting) > 1:
            return None
    return fitting[0] if fitting else None


def they(walk: Walk, ref: Ref) -> Verdict:
    """ "they": the last group, else the last organisation."""
    if ref.pronoun is None or not _is_subject(ref.pronoun, "p", ""):
        return None

    def worth(entity: Entity) -> float:
        return 1.0 if entity.number == "p" else weights.BODY_AS_THEY if entity.kind() == "organization" else 0.0

    return _most_prominent(walk, ref, worth, weights.LEAST_FOR_THEY, weights.MARGIN_OF_THEY)


def it(walk: Walk, ref: Ref) -> Verdict:
    """ "it": the most prominent organisation, place or document."""
    if ref.pronoun is None or not _is_subject(ref.pronoun, "s", "n") or _is_expletive(ref):
        return None

    def worth(entity: Entity) -> float:
        return float(entity.number != "p" and entity.kind() in ("organization", "place", "document", "unknown"))

    return _most_prominent(walk, ref, worth, weights.LEAST_FOR_IT, weights.MARGIN_OF_IT)


def _most_prominent(walk: Walk, ref: Ref, worth: Callable[[Entity], float], least: float, margin: float) -> Verdict:
    """The most prominent of the last sentences, each mention outside of quotations worth so much."""
    scores: dict[int, float] = {}
    entities: dict[int, Entity] = {}
    sentence = walk.scene.sentence_at(ref.start)
    for event in walk.recent(ref.start, weights.SHORT_REACH):
        if event.is_quoted or event.weight < least or not (share := worth(event.entity)):
            continue
        key = id(event.entity)
        entities[key] = event.entity
        scores[key] = scores.get(key, 0.0) + share * event.weight * weights.DECAY ** (sentence - event.sentence)
    return best_of(scores, entities, margin)


def _is_subject(pronoun: Pronoun, number: str, gender: str) -> bool:
    """Is it the third person of this number and gender, as a subject?"""
    return (pronoun.person, pronoun.number, pronoun.gender, pronoun.use) == ("3", number, gender, "subject")


def _is_expletive(ref: Ref) -> bool:
    """ "It is believed that …": nobody."""
    tree, head = ref.tree, ref.phrase.head
    verb = tree.heads[head]
    return tree.deps[head] == labels.EXPLETIVE or (
        tree.deps[head] == labels.PASSIVE_SUBJECT
        and any(tree.deps[kid] == labels.COMPLEMENT_CLAUSE for kid in tree.kids[verb])
    )
