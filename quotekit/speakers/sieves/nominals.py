"""Sieves for nominals: "the former judge", "the ministry", "a neighbour".

In: a Walk and a Ref. Out: an Entity, a Tie, or None to pass on.
Never looks at pronouns.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from quotekit.languages import labels
from quotekit.languages.people import Body, People
from quotekit.speakers import weights
from quotekit.speakers.entity import Entity, Fact, is_vague, with_pairs
from quotekit.speakers.mentions.appositions import apposed_name
from quotekit.speakers.mentions.phrases import Ref, small_name, type_of
from quotekit.speakers.sieves.descriptions import nations, owner_of
from quotekit.speakers.sieves.work import works_elsewhere
from quotekit.speakers.walk import MOST_ENTITIES, Tie, Verdict, Walk, best_of

FAR: Final = 40  # sentences after which nothing is near any more


def apposition(walk: Walk, ref: Ref) -> Verdict:
    if ref.kind != "nominal":
        return None
    number = apposed_name(walk.scene, ref)
    return walk.scene.owners[number] if number is not None else None


def role(walk: Walk, ref: Ref) -> Verdict:
    """ "the former judge" → the person whom the text calls a judge."""
    if ref.kind != "nominal" or not ref.is_definite or ref.is_plural or ref.noun not in walk.scene.people.roles:
        return None
    verdict = _nearest(walk, ref, _holders(walk, ref))
    if not isinstance(verdict, Entity):
        return verdict
    told = frozenset(ref.words) - walk.scene.people.groups["definite"]
    nameless = next((each for each in reversed(walk.nominals.get(ref.noun, ())) if told <= frozenset(each.key)), None)
    if nameless is not None and nameless.last > verdict.last:
        return None  # "a lawyer … The lawyer" stays with the one just spoken of
    rival = _rival(walk, ref, verdict)
    return verdict if rival is None else Tie((verdict, rival))


def _holders(walk: Walk, ref: Ref) -> list[tuple[float, Entity]]:
    """Who may be called so, each with how well the text agrees."""
    gender = walk.scene.people.roles[ref.noun].gender if walk.scene.uses_gender else ""
    owner = owner_of(walk, ref)  # "Ellis's lawyer", "her coach": somebody else
    found: list[tuple[float, Entity]] = []
    for entity in walk.before(ref.start, walk.by_role.get(ref.noun, ())):
        score = max(_agreement(ref, fact, entity, walk) for fact in entity.facts)
        fits = score > 0 and entity is not owner and (not gender or entity.sex() in (gender, ""))
        if fits and not works_elsewhere(walk, ref, entity):
            found.append((score, entity))
    return found


def kin(walk: Walk, ref: Ref) -> Verdict:
    """ "his wife", "her father" → Mrs. Holm, Mr. Holm: whoever has the surname of the owner, and no other name."""
    people = walk.scene.people
    if ref.kind != "nominal" or ref.is_plural or ref.noun not in people.groups["same-family"]:
        return None
    owner = owner_of(walk, ref)
    if not isinstance(owner, Entity) or not owner.is_named or not walk.scene.uses_gender:
        return None
    family, gender = owner.key[-1], people.roles[ref.noun].gender
    found = [
        each
        for each in walk.before(ref.start, walk.named)
        if each is not owner and each.key == (family,) and each.sex() == gender
    ]
    return found[0] if len(found) == 1 else None


def _rival(walk: Walk, ref: Ref, holder: Entity) -> Entity | None:
    """Somebody just spoken of, of whom the text says nothing, while the known holder is far away."""
    near = [event for event in walk.recent(ref.start, 3) if not event.is_quoted]
    if any(event.entity is holder for event in near):
        return None
    for event in near:
        entity = event.entity
        if event.weight >= weights.RIVAL and entity.is_named and entity.could_be_person() and not entity.facts:
            return entity
    return None


def _agreement(ref: Ref, fact: Fact, entity: Entity, walk: Walk) -> float:
    people = walk.scene.people
    if fact.noun == ref.noun:
        score = weights.SAME_NOUN
    elif ref.noun in people.roles[fact.noun].wider:
        score = weights.WIDER_NOUN
    else:
        return 0.0
    words, theirs, former = with_pairs(ref.words), fact.words, people.groups["former"]
    if words & people.groups["rank"] != theirs & people.groups["rank"] and fact.noun == ref.noun:
        return 0.0
    mine, other = nations(words, people), nations(theirs, people)
    if (mine and other and not mine & other) or _differ_in_age(words, theirs, people):
        return 0.0
    if theirs & former and not words & former:
        score -= weights.NOW_FORMER
    if words & former and not theirs & former:
        score -= weights.NOT_FORMER
    return (
        score
        + weights.SAME_WORD * len((words - people.groups["article"] - people.groups["indefinite"]) & theirs)
        + (weights.SAME_NATION if mine & other else 0.0)
    )


def _differ_in_age(words: frozenset[str], theirs: frozenset[str], people: People) -> bool:
    """ "The elder brother" is not the one whom the text calls the younger."""
    young, old = people.groups["younger"], people.groups["elder"]
    return bool((words & young and theirs & old) or (words & old and theirs & young))


def _nearest(walk: Walk, ref: Ref, scored: list[tuple[float, Entity]]) -> Verdict:
    """The best; of those equally good the one mentioned last, unless both are near."""
    if not scored:
        return None
    top = max(score for score, _ in scored)
    best = [entity for score, entity in scored if score >= top - weights.ALIKE]
    if len(best) == 1:
        return best[0]
    ids = {id(entity): entity for entity in best}
    scores: dict[int, float] = {}
    joined: dict[int, float] = {}
    sentence = walk.scene.sentence_at(ref.start)
    for event in reversed(walk.scene.events):
        if event.at < ref.start and id(event.entity) in ids and not event.is_quoted:
            value = event.weight * weights.DECAY_OF_ROLES ** (sentence - event.sentence)
            if event.joined >= 0:
                value = joined.setdefault(event.joined, value)
            scores[id(event.entity)] = max(scores.get(id(event.entity), 0.0), value)
        if len(scores) == len(ids) or sentence - event.sentence > FAR:
            break
    return best_of(scores, ids, weights.MARGIN_OF_ROLES) or Tie(tuple(best))


def organisation(walk: Walk, ref: Ref) -> Verdict:
    """ "the ministry" → the ministry that was named."""
    people = walk.scene.people
    body = people.bodies.get(ref.noun)
    if body is None or not _is_body_again(ref, body, people):
        return None
    words = frozenset(ref.words)
    known = {word: walk.before(ref.start, walk.by_word.get(word, ())) for word in (*body.words, ref.noun)}
    scored = [(weights.BODY_OF_WORD, entity) for word in body.words for entity in known[word]]
    same = (*known[ref.noun], *walk.before(ref.start, walk.nominals.get(ref.noun, ())))
    scored += [
        (weights.BODY_OF_NAME + weights.SAME_WORD * len(words & frozenset(entity.key)), entity)
        for entity in same
        if entity.number == "s"
    ]
    if body.words & {"*", "company"}:
        scored += [(weights.BODY_NEAR, entity) for entity in _bodies_near(walk, ref, is_any="*" in body.words)]
    return _nearest(walk, ref, [(score, entity) for score, entity in scored if entity.first < ref.start])


def _is_body_again(ref: Ref, body: Body, people: People) -> bool:
    """ "the ministry", but not "ministries", "a ministry", "the French ministry" or "Berg's ministry"."""
    if ref.kind != "nominal" or body.kind != "organization" or not ref.is_definite or ref.is_plural:
        return False
    is_placed = len(ref.words) > 1 and any(word in people.demonyms or word in people.places for word in ref.words)
    kids = ref.tree.kids[ref.phrase.head]
    is_owned = any(ref.tree.deps[kid] == labels.OWNER and ref.tree.pos[kid] == labels.PROPER for kid in kids)
    return not is_placed and not is_owned


def _bodies_near(walk: Walk, ref: Ref, *, is_any: bool) -> list[Entity]:
    """Organisations that were named lately, for "the company" only businesses."""
    public = frozenset[str]() if is_any else _not_business(walk.scene.people)
    near = {id(event.entity): event.entity for event in walk.recent(ref.start, FAR)}
    return [
        entity
        for entity in near.values()
        if entity.is_named and entity.kind() == "organization" and not frozenset(entity.key) & public
    ]


@lru_cache(maxsize=8)
def _not_business(people: People) -> frozenset[str]:
    """Words in the names of organisations that are no businesses ("ministry", "times")."""
    public = {
        body.noun
        for body in people.bodies.values()
        if body.kind == "organization" and not body.words & {"*", "company"}
    }
    return frozenset(public).union(*(people.bodies[noun].words for noun in people.groups["press"]))


def again(walk: Walk, ref: Ref) -> Verdict:
    """ "A neighbour … The neighbour": a nominal that was there before."""
    if ref.kind != "nominal":
        return None
    if ref.noun in walk.small_names and not ref.words:
        return walk.small_names[ref.noun]
    label = tuple(ref.label(walk.scene).casefold().split())
    mods = frozenset(ref.words) - walk.scene.people.groups["definite"]
    for entity in reversed(walk.nominals.get(ref.noun, ())[-MOST_ENTITIES:]):
        if (entity.number == "p") != ref.is_plural:
            continue
        if entity.key == label and (ref.is_definite or ref.is_plural):
            return entity
        if ref.is_definite and mods <= frozenset(entity.key):
            return entity
    return None


def new_nominal(walk: Walk, ref: Ref) -> Verdict:
    """Nobody named: the phrase is the name."""
    if ref.kind != "nominal":
        return None
    label = ref.label(walk.scene)
    is_no_name = label.casefold() in walk.scene.people.not_names and not ref.is_label  # "A" is whoever answers
    if is_no_name or not any(c.isalpha() for c in label):
        return None
    if ref.noun in walk.scene.people.groups["answer"]:
        return None  # "came the answer from the cellar": words, and nobody's name
    small = small_name(walk.scene, ref)
    label = small or label
    role = walk.scene.people.roles.get(ref.noun)
    entity = Entity(
        key=tuple(label.casefold().split()),
        is_named=False,
        noun=ref.noun,
        number="p" if ref.is_plural and not small else "s",
        first=ref.start,
        count=1,
        label=label,
        fixed="person" if small else type_of(ref, walk.scene.people),
    )
    if small:
        walk.small_names[ref.noun] = entity
    entity.forms[label] += 1
    if determined := _gender_of_determiner(ref, walk.scene.people):
        entity.add_gender(determined, weights.TITLED)
    elif role is not None:
        entity.add_gender(role.gender, weights.HINTED if is_vague(role.noun, walk.scene.people) else weights.TITLED)
    walk.nominals[ref.noun].append(entity)
    return entity


def _gender_of_determiner(ref: Ref, people: People) -> str:
    """What the first word says of the gender: « la juge », « le juge »; "" where the language's do not say it."""
    first = ref.words[0] if ref.words else ""
    return next((gender for gender in ("m", "f") if first in people.groups[f"determiner-{gender}"]), "")
