"""Sieves for pronouns of the third person: the most prominent compatible mention nearby.

In: a Walk and a Ref. Out: an Entity, a Tie, or None to pass on.
Never takes somebody who is only named inside a quotation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from attrs import define, field

from quotekit.languages import labels
from quotekit.languages.people import Pronoun
from quotekit.speakers import weights
from quotekit.speakers.entity import Entity
from quotekit.speakers.mentions.phrases import Ref
from quotekit.speakers.scene import Event
from quotekit.speakers.walk import MOST_ENTITIES, Tie, Verdict, Walk, best_of

_PERSON_CLASSES: Final = frozenset({"somebody", "group"})  # of nouns


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
    return noun_class is not None and noun_class not in _PERSON_CLASSES


def _subject_of(walk: Walk, ref: Ref) -> Entity | None:
    """Who the subject of its verb is, for an object: "the judge fined him" speaks of two people."""
    if ref.apart is None:
        return None
    start, end = ref.apart
    number = walk.scene.name_at(start, end)
    if number is not None:
        return walk.scene.owners[number]
    return next((event.entity for event in walk.recent(ref.start, 0) if start <= event.at < end), None)


@define(eq=False)
class Candidate:
    """Somebody whom a pronoun can stand for.

    Attributes:
        entity: Who.
        latest: The last mention.
        by_sentence: How much the most prominent mention of each sentence speaks for them, the last sentence first.
    """

    entity: Entity
    latest: Event
    by_sentence: dict[int, float] = field(factory=dict)

    @property
    def score(self) -> float:
        """The most prominent mention, and a little of the others."""
        score = 0.0
        for worth in self.by_sentence.values():
            score = max(score, worth) + weights.REPEATED * min(score, worth)
        return score


def he(walk: Walk, ref: Ref) -> Verdict:
    """ "he", "she": the most prominent compatible person of the last sentences."""
    pronoun = ref.pronoun
    if pronoun is None or pronoun.person != "3" or pronoun.gender not in ("m", "f"):
        return None
    candidates = candidates_of(walk, ref)
    verdict = best_of(
        {key: each.score for key, each in candidates.items()}, {key: each.entity for key, each in candidates.items()}
    )
    if not isinstance(verdict, Entity):
        return verdict
    rivals = _rivals(candidates, candidates[id(verdict)], walk.scene.uses_gender)
    return Tie((verdict, *rivals)) if rivals else verdict


def candidates_of(walk: Walk, ref: Ref) -> dict[int, Candidate]:
    """Those whom "he" or "she" can stand for, by identity, the one mentioned last first."""
    found = list(_person_events(walk, ref))
    shared: dict[int, float] = {}
    for event, weight in found:  # "Berg and Oduya": what is known of one gender says nothing here
        shared[event.joined] = min(shared.get(event.joined, weight), weight)
    candidates: dict[int, Candidate] = {}
    for event, weight in found:
        worth = weight if event.joined < 0 else shared[event.joined]
        known = candidates.setdefault(id(event.entity), Candidate(event.entity, event)).by_sentence
        known[event.sentence] = max(known.get(event.sentence, 0.0), worth)
    return candidates


def _rivals(candidates: Mapping[int, Candidate], best: Candidate, uses_gender: bool) -> list[Entity]:
    """Those last named in the sentence of the best, and nearly as prominent."""
    beside = [
        each
        for each in candidates.values()
        if each is not best
        and each.latest.sentence == best.latest.sentence
        and each.score * weights.AT_LEAST > best.score
    ]
    rivals = [each.entity for each in beside if each.score * weights.BESIDE > best.score]
    if not best.entity.sex() and not best.latest.is_pronoun and uses_gender:
        # "The officer stopped Henry Wade": the open gender of the officer is no argument.
        near = weights.BESIDE_NAMED if _is_named_person(best.entity) else weights.AT_LEAST
        known = [each for each in beside if _is_named_person(each.entity) and each.entity.sex()]
        rivals += [each.entity for each in known if each.entity not in rivals and each.score * near > best.score]
    return rivals


def _is_named_person(entity: Entity) -> bool:
    return entity.is_named and entity.kind() == "person"


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
        is_one = entity.number != "p" and entity.kind() in ("organization", "place", "document", "unknown")
        return float(is_one and not _is_role(walk, entity))

    return _most_prominent(walk, ref, worth, weights.LEAST_FOR_IT, weights.MARGIN_OF_IT)


def _is_role(walk: Walk, entity: Entity) -> bool:
    """Is it called by what a person is, as in the labels of a transcript: "MODERATOR"?"""
    return len(entity.key) == 1 and entity.key[0] in walk.scene.people.roles


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
