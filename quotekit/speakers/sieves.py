"""From a mention to an entity: ordered sieves, most precise first; each may settle, tie or pass.

In: a Walk (the scene and all that was settled so far) and a Ref. Out: Entity, Tie or None.
Never guesses: where two candidates are equally good the answer is a Tie that names both.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from attrs import define, field, frozen

from quotekit.speakers.entity import Entity, Fact
from quotekit.speakers.linking import Registry
from quotekit.speakers.phrases import Ref, apposed_name, label_of, type_of
from quotekit.speakers.scene import Event, Scene

REACH: Final = 6  # sentences that a pronoun looks back
DECAY: Final = 0.5  # what a mention is worth one sentence later
REPEATED: Final = 0.3  # what further mentions add to the most prominent one
MARGIN: Final = 1.2  # the best candidate must be so many times as prominent as the next
_RANKS: Final = frozenset("vice deputy prime assistant attorney associate acting under shadow".split())


@frozen
class Tie:
    """Candidates that are equally good."""

    entities: tuple[Entity, ...]


@define(eq=False)
class Walk:
    """What the sieves know while they go through the text.

    Attributes:
        scene: The text laid out.
        registry: The names and how they were linked.
        nominals: Entities without a name, in order of appearance.
        named: Entities with a name, in order of appearance.
        clusters: Cluster of each span that a coreference resolver grouped, by start and end.
        cluster_of: Entity of each cluster, once known.
    """

    scene: Scene
    registry: Registry
    nominals: list[Entity] = field(factory=list)
    named: list[Entity] = field(factory=list)
    clusters: list[tuple[int, int, int]] = field(factory=list)
    cluster_of: dict[int, Entity] = field(factory=dict)

    def recent(self, at: int, reach: int) -> list[Event]:
        """Events in this sentence before `at`, and in `reach` sentences before it, last first."""
        sentence = self.scene.sentence_at(at)
        found: list[Event] = []
        for event in reversed(self.scene.events):
            if event.at >= at:
                continue
            if event.sentence < sentence - reach or len(found) > 80:
                break
            found.append(event)
        return found


    def add_clusters(self, clusters: Sequence[Sequence[tuple[int, int]]]) -> None:
        """Take over the clusters; one that holds a name is whom most of its names mean."""
        self.clusters = sorted((start, end, i) for i, spans in enumerate(clusters) for start, end in spans)
        for i, spans in enumerate(clusters):
            owners: Counter[int] = Counter()
            by_id: dict[int, Entity] = {}
            for start, end in spans:
                numbers = self.scene.names_in(start, end)
                owner = self.scene.owners[numbers[-1]] if len(numbers) == 1 else None
                if owner is not None and end - self.scene.names[numbers[-1]].end < 3:
                    owners[id(owner)] += 1
                    by_id[id(owner)] = owner
            if owners:
                self.cluster_of[i] = by_id[owners.most_common(1)[0][0]]

    def cluster_at(self, ref: Ref) -> int | None:
        """The cluster of the span that best matches a phrase."""
        i = bisect_left(self.clusters, (ref.start, 0, 0))
        while i < len(self.clusters) and self.clusters[i][0] <= ref.at:
            if ref.at < self.clusters[i][1] <= ref.end + 1:
                return self.clusters[i][2]
            i += 1
        return None

    def remember(self, ref: Ref, entity: Entity) -> None:
        """A mention was settled: its cluster, if it has one, now has an entity."""
        if self.clusters and (number := self.cluster_at(ref)) is not None:
            self.cluster_of.setdefault(number, entity)


Verdict = Entity | Tie | None


@frozen
class Sieve:
    """One way to find out who a mention is.

    Attributes:
        name: Permanent name, kebab-case.
        sentence: What it does.
        resolve: From the walk and a mention to an entity, a tie, or None to pass on.
    """

    name: str
    sentence: str
    resolve: Callable[[Walk, Ref], Verdict]


def best_of(scores: dict[int, float], entities: dict[int, Entity], margin: float = MARGIN) -> Verdict:
    """The entity with the highest score, if no other comes close."""
    if not scores:
        return None
    ranked = sorted(scores, key=lambda key: -scores[key])
    top = scores[ranked[0]]
    close = [key for key in ranked if scores[key] * margin > top]
    if len(close) == 1:
        return entities[ranked[0]]
    return Tie(tuple(entities[key] for key in close))


# --- given, names


def _cluster(walk: Walk, ref: Ref) -> Verdict:
    number = walk.cluster_at(ref) if walk.clusters else None
    return walk.cluster_of.get(number) if number is not None else None


def _name(walk: Walk, ref: Ref) -> Verdict:
    if ref.name is None:
        return None
    owner = walk.scene.owners[ref.name]
    if owner is None:
        return Tie(walk.registry.ambiguous.get(ref.name, ()))
    return owner


def _apposition(walk: Walk, ref: Ref) -> Verdict:
    if ref.kind != "nominal":
        return None
    number = apposed_name(walk.scene, ref)
    return walk.scene.owners[number] if number is not None else None


# --- nominals


def _role(walk: Walk, ref: Ref) -> Verdict:
    """ "the former judge" → the person whom the text calls a judge."""
    if ref.kind != "nominal" or not ref.is_definite or ref.is_plural or ref.noun not in walk.scene.people.roles:
        return None
    people = walk.scene.people
    scored: list[tuple[float, Entity]] = []
    for entity in walk.named:
        if entity.first < ref.start and entity.facts:
            score = max(_agreement(ref, fact, entity, walk) for fact in entity.facts)
            if score > 0:
                scored.append((score, entity))
    role = people.roles[ref.noun]
    if role.gender and walk.scene.uses_gender:
        scored = [(s, e) for s, e in scored if e.sex() in (role.gender, "")]
    return _nearest(walk, ref, scored)


def _agreement(ref: Ref, fact: Fact, entity: Entity, walk: Walk) -> float:
    people = walk.scene.people
    if fact.noun == ref.noun:
        score = 2.0
    elif ref.noun in people.roles[fact.noun].wider:
        score = 1.0
    else:
        return 0.0
    words, theirs = frozenset(ref.words), fact.words
    if words & _RANKS != theirs & _RANKS and fact.noun == ref.noun:
        return 0.0
    mine, other = _nations(words, walk), _nations(theirs, walk)
    if mine and other and not mine & other:
        return 0.0
    owner = _owners(ref)
    if owner and not (owner & (theirs | frozenset(entity.key))) and fact.noun == ref.noun and mine and not other:
        score -= 0.2
    if "former" in theirs and "former" not in words:
        score -= 0.3
    if "former" in words and "former" not in theirs:
        score -= 0.5
    return score + 0.2 * len((words - {"the", "a", "an"}) & theirs) + (0.3 if mine & other else 0.0)


def _nations(words: frozenset[str], walk: Walk) -> frozenset[str]:
    people = walk.scene.people
    return frozenset(people.demonyms.get(w, w) for w in words if w in people.demonyms or w in people.places)


def _owners(ref: Ref) -> frozenset[str]:
    return frozenset(ref.words)


def _nearest(walk: Walk, ref: Ref, scored: list[tuple[float, Entity]]) -> Verdict:
    """The best; of those equally good the one mentioned last, unless both are near."""
    if not scored:
        return None
    top = max(score for score, _ in scored)
    best = [entity for score, entity in scored if score >= top - 0.05]
    if len(best) == 1:
        return best[0]
    ids = {id(entity): entity for entity in best}
    scores: dict[int, float] = {}
    sentence = walk.scene.sentence_at(ref.start)
    for event in reversed(walk.scene.events):
        if event.at < ref.start and id(event.entity) in ids and not event.is_quoted:
            value = event.weight * 0.7 ** (sentence - event.sentence)
            scores[id(event.entity)] = max(scores.get(id(event.entity), 0.0), value)
        if len(scores) == len(ids) or sentence - event.sentence > 40:
            break
    return best_of(scores, ids, 1.3) or Tie(tuple(best))


def _body(walk: Walk, ref: Ref) -> Verdict:
    """ "the ministry" → the ministry that was named."""
    people = walk.scene.people
    body = people.bodies.get(ref.noun)
    if ref.kind != "nominal" or body is None or body.kind != "organization" or not ref.is_definite or ref.is_plural:
        return None
    if len(ref.words) > 1 and any(w in people.demonyms or w in people.places for w in ref.words):
        return None
    if any(ref.tree.deps[kid] == "poss" and ref.tree.pos[kid] == "PROPN" for kid in ref.tree.kids[ref.phrase.head]):
        return None
    scored: list[tuple[float, Entity]] = []
    for entity in (*walk.named, *walk.nominals):
        if entity.first >= ref.start or entity.kind() not in ("organization", "unknown"):
            continue
        words = frozenset(entity.key)
        if ref.noun in words or entity.noun == ref.noun:
            scored.append((2.0 + 0.2 * len(words & frozenset(ref.words)), entity))
        elif words & body.words:
            scored.append((1.5, entity))
        elif entity.kind() == "organization" and entity.is_named and (
            "*" in body.words or ("company" in body.words and not words & _public(walk))
        ):
            scored.append((1.0, entity))
    return _nearest(walk, ref, scored)


def _public(walk: Walk) -> frozenset[str]:
    people = walk.scene.people
    return frozenset(n for n, b in people.bodies.items() if b.kind == "organization" and "company" not in b.words and "*" not in b.words)


def _again(walk: Walk, ref: Ref) -> Verdict:
    """ "A neighbour … The neighbour": a nominal that was there before."""
    if ref.kind != "nominal":
        return None
    label = tuple(label_of(walk.scene, ref).casefold().split())
    mods = frozenset(ref.words) - {"the", "this", "that", "these", "those"}
    for entity in reversed(walk.nominals):
        if entity.noun != ref.noun or (entity.number == "p") != ref.is_plural:
            continue
        if entity.key == label and (ref.is_definite or ref.is_plural):
            return entity
        if ref.is_definite and mods <= frozenset(entity.key):
            return entity
    return None


def _new_nominal(walk: Walk, ref: Ref) -> Verdict:
    """Nobody named: the phrase is the name."""
    if ref.kind != "nominal":
        return None
    label = label_of(walk.scene, ref)
    if not any(c.isalpha() for c in label):
        return None
    role = walk.scene.people.roles.get(ref.noun)
    entity = Entity(
        key=tuple(label.casefold().split()), is_named=False, noun=ref.noun, number="p" if ref.is_plural else "s",
        first=ref.start, count=1, label=label, fixed=type_of(ref, walk.scene.people),
    )  # fmt: skip
    entity.forms[label] += 1
    if role is not None and role.gender:
        entity.gender = 10 if role.gender == "m" else -10
    walk.nominals.append(entity)
    return entity


# --- pronouns


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
        sex = entity.sex()
        if scene.uses_gender and sex and sex != pronoun.gender:
            continue
        weight = event.weight * DECAY ** (sentence - event.sentence)
        if event.sentence == sentence and event.weight < 0.4:
            weight *= 0.5  # "Of Obama, he said": rarely the same man
        if not sex and scene.uses_gender:
            weight *= 0.7
        if entity.kind() != "person":
            weight *= 0.5
        key = id(entity)
        entities[key] = entity
        best, rest = max(scores.get(key, 0.0), weight), min(scores.get(key, 0.0), weight)
        scores[key] = best + REPEATED * rest
    return scores, entities


def _he(walk: Walk, ref: Ref) -> Verdict:
    """ "he", "she": the most prominent compatible person of the last sentences."""
    pronoun = ref.pronoun
    if pronoun is None or pronoun.person != "3" or pronoun.gender not in ("m", "f"):
        return None
    return best_of(*_person_scores(walk, ref))


def _only_person(walk: Walk, ref: Ref) -> Verdict:
    """The one person in the whole text so far who fits."""
    pronoun = ref.pronoun
    if pronoun is None or pronoun.person != "3" or pronoun.gender not in ("m", "f"):
        return None
    fitting = [
        e for e in walk.named
        if e.kind() == "person" and (not walk.scene.uses_gender or e.sex() == pronoun.gender) and e.first < ref.start
    ]  # fmt: skip
    return fitting[0] if len(fitting) == 1 else None


def _they(walk: Walk, ref: Ref) -> Verdict:
    """ "they": the last group, else the last organisation."""
    if ref.pronoun is None or ref.pronoun.form != "they":
        return None
    scene, scores, entities = walk.scene, {}, {}
    sentence = scene.sentence_at(ref.start)
    for event in walk.recent(ref.start, 3):
        entity = event.entity
        worth = 1.0 if entity.number == "p" else 0.35 if entity.kind() == "organization" else 0.0
        if not worth or event.is_quoted or event.weight < 0.3:
            continue
        key = id(entity)
        entities[key] = entity
        scores[key] = scores.get(key, 0.0) + worth * event.weight * DECAY ** (sentence - event.sentence)
    return best_of(scores, entities, 1.5)


def _it(walk: Walk, ref: Ref) -> Verdict:
    """ "it": the most prominent organisation, place or document."""
    if ref.pronoun is None or ref.pronoun.form != "it":
        return None
    scene, scores, entities = walk.scene, {}, {}
    sentence = scene.sentence_at(ref.start)
    for event in walk.recent(ref.start, 3):
        entity = event.entity
        if event.is_quoted or event.weight < 0.45 or entity.number == "p":
            continue
        if entity.kind() not in ("organization", "place", "document", "unknown"):
            continue
        key = id(entity)
        entities[key] = entity
        scores[key] = scores.get(key, 0.0) + event.weight * DECAY ** (sentence - event.sentence)
    return best_of(scores, entities, 1.3)


DEFAULT_SIEVES: Final[tuple[Sieve, ...]] = (
    Sieve("name", "A name, linked to its longest form by the sieves for names.", _name),
    Sieve("coreference", "The cluster that a coreference resolver gave.", _cluster),
    Sieve("apposition", "A nominal with a name beside it.", _apposition),
    Sieve("role", "A definite noun for what the text says somebody is.", _role),
    Sieve("organisation-noun", "A definite noun for a kind of organisation that was named.", _body),
    Sieve("same-nominal", "The same noun again.", _again),
    Sieve("nominal", "A nominal that nobody is named for: the phrase itself.", _new_nominal),
    Sieve("pronoun", "he, she: the most prominent compatible person nearby.", _he),
    Sieve("only-person", "he, she: the only person in the text so far who fits.", _only_person),
    Sieve("they", "they: the last group, else organisation.", _they),
    Sieve("it", "it: the most prominent organisation, place or document nearby.", _it),
)
