"""Sieves for descriptions that tell one person from others: by age, by nation, by order.

In: a Walk and a Ref. Out: an Entity, a Tie (an empty one where nobody can be meant), or None to pass on.
Never takes somebody of whom the text says otherwise.
"""

from __future__ import annotations

from typing import Final

from quotekit.languages import labels
from quotekit.languages.people import People
from quotekit.reading.reading import Phrase
from quotekit.speakers import weights
from quotekit.speakers.entity import Entity, with_pairs
from quotekit.speakers.mentions.phrases import Ref, read_phrase
from quotekit.speakers.names.registry import is_subject
from quotekit.speakers.sieves.pronouns import he
from quotekit.speakers.walk import Tie, Verdict, Walk, best_of

REACH: Final = 4  # sentences that "the Dane" and "the latter" look back
_TEENS: Final = range(13, 20)


def age(walk: Walk, ref: Ref) -> Verdict:
    """ "the 34-year-old", "the teenager" → the only one of that age."""
    if ref.kind != "nominal" or ref.is_plural or not ref.is_definite:
        return None
    told = walk.scene.people.wording.aged.search(walk.scene.reading.text, ref.start, ref.end)
    ages = (
        range(int(told[1]), int(told[1]) + 1)
        if told
        else _TEENS
        if ref.noun in walk.scene.people.groups["teenager"]
        else range(0)
    )
    return _one_of([each for each in walk.before(ref.start, walk.named) if each.age in ages])


def nation(walk: Walk, ref: Ref) -> Verdict:
    """ "the Dane" → the last person who can be one; never a people."""
    scene = walk.scene
    if (
        ref.name is None
        or not _is_article(ref, scene.people)
        or ref.tree.tags[ref.phrase.head] not in labels.ONE_OF_A_PEOPLE
    ):
        return None
    key = scene.names[ref.name].key
    if len(key) > 1 or key[0] not in scene.people.demonyms or key[0].endswith(scene.people.wording.crowd):
        return None
    scores: dict[int, float] = {}
    entities: dict[int, Entity] = {}
    sentence = scene.sentence_at(ref.start)
    for event in walk.recent(ref.start, REACH):
        if event.is_quoted or not event.entity.is_named or event.entity.kind() != "person":
            continue
        entities[id(event.entity)] = event.entity
        value = event.weight * 0.5 ** (sentence - event.sentence)
        scores[id(event.entity)] = max(value, scores.get(id(event.entity), 0.0))
    return best_of(scores, entities) or Tie(())


def varied(walk: Walk, ref: Ref) -> Verdict:
    """ "the presumptive nominee", "the 22-year-old": another word for the person just spoken of.

    Only words that news vary a name with, of which the text says nothing else.
    """
    scene, people = walk.scene, walk.scene.people
    if ref.kind != "nominal" or ref.is_plural or ref.words[:1] == () or ref.words[0] not in people.groups["definite"]:
        return None
    aged = people.wording.aged.search(scene.reading.text, ref.start, ref.end)
    if not aged and ref.noun not in people.groups["varied"]:
        return None
    role, mine = people.roles.get(ref.noun), nations(with_pairs(ref.words), people)
    sexes = (role.gender, "") if role is not None and role.gender and scene.uses_gender else ("m", "f", "")
    scores: dict[int, float] = {}
    entities: dict[int, Entity] = {}
    sentence = scene.sentence_at(ref.start)
    for event in walk.recent(ref.start, weights.REACH):
        entity = event.entity
        is_told = entity.is_named and entity.kind() == "person" and not event.is_quoted
        if (
            not is_told
            or entity.sex() not in sexes
            or (aged and entity.age >= 0)
            or _is_elsewhere(entity, mine, people)
        ):
            continue
        value = event.weight * weights.DECAY ** (sentence - event.sentence)
        entities[id(entity)] = entity
        scores[id(entity)] = max(value, scores.get(id(entity), 0.0))
    return best_of(scores, entities)


def _is_elsewhere(entity: Entity, mine: frozenset[str], people: People) -> bool:
    """Does the text say that somebody is of other nations, states or parties than these?"""
    theirs = frozenset[str]().union(*(nations(fact.words, people) for fact in entity.facts))
    return bool(mine and theirs and not mine & theirs)


def nations(words: frozenset[str], people: People) -> frozenset[str]:
    """The places and parties that some words name."""
    found = {people.demonyms.get(word, word) for word in words if word in people.demonyms or word in people.places}
    return frozenset(found | {people.parties[word] for word in words if word in people.parties})


def _is_article(ref: Ref, people: People) -> bool:
    """Is an article all that stands before the noun?"""
    return len(ref.words) == 1 and ref.words[0] in people.groups["article"]


def order(walk: Walk, ref: Ref) -> Verdict:
    """ "the former", "the latter": of the last two people who were named together."""
    scene = walk.scene
    place = scene.people.wording.order.get(scene.reading.text[ref.start : ref.end].casefold())
    if place is None:
        return None
    sentence = scene.sentence_at(ref.start)
    for back in range(REACH):
        number = sentence - 1 - back
        if number < 0:
            break
        end = scene.sentences[number + 1] if number + 1 < len(scene.sentences) else len(scene.reading.text)
        owners = [scene.owners[i] for i in scene.names_in(scene.sentences[number], min(end, ref.start))]
        pair = list(dict.fromkeys(each for each in owners if each is not None and each.could_be_person()))
        if len(pair) > 1:
            return pair[place] if len(pair) == 2 else Tie(tuple(pair))
    return Tie(())


def label(walk: Walk, ref: Ref) -> Verdict:
    """ "Speaker 2:" before a turn is a name, as far as the text gives one."""
    if not ref.is_label or ref.kind != "nominal":
        return None
    text = " ".join(walk.scene.reading.text[ref.start : ref.end].split()).rstrip(":")
    if not any(character.isdigit() for character in text):
        return None
    key = tuple(text.casefold().split())
    entity = walk.registry.by_key.get(key)
    if entity is None:
        entity = walk.registry.by_key[key] = Entity(key=key, first=ref.start, count=1, label=text, fixed="person")
        entity.forms[text] += 1
    return entity


def named_so(walk: Walk, ref: Ref) -> Verdict:
    """ "a dentist named Ulf Persson"."""
    tree, scene = ref.tree, walk.scene
    if ref.kind != "nominal":
        return None
    for kid in tree.kids[ref.phrase.head]:
        if kid > ref.phrase.head and tree.words[kid] in scene.people.wording.called:
            number = scene.name_at(tree.starts[kid + 1], tree.ends[kid + 1]) if kid + 1 < len(tree) else None
            return scene.owners[number] if number is not None else None
    return None


def possessor(walk: Walk, ref: Ref) -> Verdict:
    """ "Mina's voice" says what Mina says."""
    if ref.kind != "nominal" or ref.noun not in walk.scene.people.groups["part-of-speaker"]:
        return None
    return owner_of(walk, ref)


def owner_of(walk: Walk, ref: Ref) -> Verdict:
    """Whose a phrase is: "Reyes's lawyer", "her lawyer"; None where that is not a name or she."""
    tree = ref.tree
    for kid in tree.kids[ref.phrase.head]:
        if tree.deps[kid] == labels.OWNER and kid < ref.phrase.head:
            part = read_phrase(walk.scene, Phrase(ref.phrase.paragraph, kid, tree.left[kid], kid))
            if part is not None and part.name is not None:
                return walk.scene.owners[part.name]
            return he(walk, part) if part is not None and part.pronoun is not None else None
    return None


def next_name(walk: Walk, ref: Ref) -> Verdict:
    """ "…," she said. Ada Moen has …": nobody before, and the next sentence opens with a full name."""
    scene, pronoun = walk.scene, ref.pronoun
    if pronoun is None or pronoun.gender not in ("m", "f") or scene.quote_at(ref.start) >= 0:
        return None
    number = scene.sentence_at(ref.start)
    if number >= len(scene.sentences) or any(entity.could_be_person() for entity in walk.named):
        return None
    start = scene.sentences[number]
    end = scene.sentences[number + 1] if number + 1 < len(scene.sentences) else len(scene.reading.text)
    found = [i for i in scene.names_in(start, end) if (owner := scene.owners[i]) and owner.kind() == "person"]
    if not found or scene.names[found[0]].full != start or len(scene.names[found[0]].key) < 2:
        return None
    owner = scene.owners[found[0]]
    if owner is None or not is_subject(scene, scene.names[found[0]]) or len({id(scene.owners[i]) for i in found}) > 1:
        return None
    return owner if not scene.uses_gender or owner.sex() in (pronoun.gender, "") else None


def _one_of(found: list[Entity]) -> Verdict:
    return found[0] if len(found) == 1 else Tie(tuple(found)) if found else None
