"""Sieves for pronouns of the third person: the most prominent compatible mention nearby.

In: a Walk and a Ref. Out: an Entity, a Tie, or None to pass on.
Never takes somebody who is only named inside a quotation.
"""

from __future__ import annotations

from typing import Final

from quotekit.speakers.entity import Entity
from quotekit.speakers.phrases import Ref
from quotekit.speakers.walk import MOST_ENTITIES, Verdict, Walk, best_of

REACH: Final = 6  # sentences that "he" looks back
SHORT_REACH: Final = 3  # "they" and "it" less far
DECAY: Final = 0.5  # what a mention is worth one sentence later
REPEATED: Final = 0.3  # what further mentions add to the most prominent one


def _person_scores(walk: Walk, ref: Ref) -> tuple[dict[int, float], dict[int, Entity]]:
    pronoun, scene = ref.pronoun, walk.scene
    assert pronoun is not None
    sentence = scene.sentence_at(ref.start)
    quote = scene.quote_at(ref.start)
    scores: dict[int, float] = {}
    entities: dict[int, Entity] = {}
    for event in walk.recent(ref.start, REACH):
        entity = event.entity
        if event.is_quoted and scene.quote_at(event.at) != quote:
            continue
        if not entity.could_be_person():
            continue
        if any(start <= event.at < end for start, end in ref.contents):
            continue  # "Trump is no conservative, he said": whoever says so does not mean himself
        sex = entity.sex()
        if scene.uses_gender and sex and sex != pronoun.gender:
            continue
        weight = event.weight * DECAY ** (sentence - event.sentence)
        if event.sentence == sentence and event.weight < 0.4:
            weight *= 0.5  # "Of Obama, he said": rarely the same man
        if not sex and scene.uses_gender:
            weight *= 0.7
        if entity.kind() != "person":
            weight *= 0.7
        key = id(entity)
        entities[key] = entity
        best, rest = max(scores.get(key, 0.0), weight), min(scores.get(key, 0.0), weight)
        scores[key] = best + REPEATED * rest
    return scores, entities


def he(walk: Walk, ref: Ref) -> Verdict:
    """ "he", "she": the most prominent compatible person of the last sentences."""
    pronoun = ref.pronoun
    if pronoun is None or pronoun.person != "3" or pronoun.gender not in ("m", "f"):
        return None
    return best_of(*_person_scores(walk, ref))


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
        if agrees and entity.kind() == "person" and entity.first < ref.start:
            fitting.append(entity)
        if len(fitting) > 1:
            return None
    return fitting[0] if fitting else None


def they(walk: Walk, ref: Ref) -> Verdict:
    """ "they": the last group, else the last organisation."""
    if ref.pronoun is None or ref.pronoun.form != "they":
        return None
    scene = walk.scene
    scores: dict[int, float] = {}
    entities: dict[int, Entity] = {}
    sentence = scene.sentence_at(ref.start)
    for event in walk.recent(ref.start, SHORT_REACH):
        entity = event.entity
        worth = 1.0 if entity.number == "p" else 0.35 if entity.kind() == "organization" else 0.0
        if not worth or event.is_quoted or event.weight < 0.3:
            continue
        key = id(entity)
        entities[key] = entity
        scores[key] = scores.get(key, 0.0) + worth * event.weight * DECAY ** (sentence - event.sentence)
    return best_of(scores, entities, 1.5)


def it(walk: Walk, ref: Ref) -> Verdict:
    """ "it": the most prominent organisation, place or document."""
    if ref.pronoun is None or ref.pronoun.form != "it":
        return None
    scene = walk.scene
    scores: dict[int, float] = {}
    entities: dict[int, Entity] = {}
    sentence = scene.sentence_at(ref.start)
    for event in walk.recent(ref.start, SHORT_REACH):
        entity = event.entity
        if event.is_quoted or event.weight < 0.45 or entity.number == "p":
            continue
        if entity.kind() not in ("organization", "place", "document", "unknown"):
            continue
        key = id(entity)
        entities[key] = entity
        scores[key] = scores.get(key, 0.0) + event.weight * DECAY ** (sentence - event.sentence)
    return best_of(scores, entities, 1.3)
