"""What the sieves from mention to entity share: the walk so far, verdicts, and what a sieve is.

In: a Scene whose names are linked. Out: recent events, coreference clusters, the best of several.
Never decides who a mention is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Final

from attrs import define, field, frozen

from quotekit.speakers import weights
from quotekit.speakers.entity import Entity
from quotekit.speakers.mentions.phrases import Ref
from quotekit.speakers.names.registry import Registry
from quotekit.speakers.scene import Event, Scene

_MOST_EVENTS: Final = 80  # that a mention looks back over
MOST_ENTITIES: Final = 200  # of one noun, or with a name, among which a mention is looked for


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
        nominals: Entities without a name by their noun, in order of appearance.
        named: Entities with a name, in order of appearance.
        by_role: Entities by every noun that they may be called by.
        by_word: Organisations with a name, by the words of it.
        small_names: Who has a name without capitals, by the last word of it.
        clusters: Cluster of each span that a coreference resolver grouped, by start and end.
        cluster_of: Entity of each cluster, once known.
    """

    scene: Scene
    registry: Registry
    nominals: defaultdict[str, list[Entity]] = field(factory=lambda: defaultdict(list))
    named: list[Entity] = field(factory=list)
    by_role: defaultdict[str, list[Entity]] = field(factory=lambda: defaultdict(list))
    by_word: defaultdict[str, list[Entity]] = field(factory=lambda: defaultdict(list))
    small_names: dict[str, Entity] = field(factory=dict)
    clusters: list[tuple[int, int, int]] = field(factory=list)
    cluster_of: dict[int, Entity] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        roles = self.scene.people.roles
        for entity in {id(owner): owner for owner in self.scene.owners if owner is not None}.values():
            for noun in {noun for fact in entity.facts for noun in (fact.noun, *roles[fact.noun].wider)}:
                self.by_role[noun].append(entity)
            if entity.kind() in ("organization", "unknown"):
                for word in {*entity.key, *entity.bodies}:
                    self.by_word[word].append(entity)

    def recent(self, at: int, reach: int) -> list[Event]:
        """Events in this sentence before `at`, and in `reach` sentences before it, last first."""
        sentence = self.scene.sentence_at(at)
        found: list[Event] = []
        for event in reversed(self.scene.events):
            if event.at >= at:
                continue
            if event.sentence < sentence - reach or len(found) > _MOST_EVENTS:
                break
            found.append(event)
        return found

    def before(self, at: int, entities: Sequence[Entity]) -> Sequence[Entity]:
        """Those of some entities, in order of appearance, that came before a place: the last of them."""
        end = bisect_left(entities, at, key=lambda entity: entity.first)
        return entities[max(0, end - MOST_ENTITIES) : end]

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


@frozen
class Way:
    """A way to a speaker that is no sieve: it looks at more than one mention.

    Attributes:
        name: Permanent name, kebab-case.
        sentence: What it does.
    """

    name: str
    sentence: str


def best_of(scores: dict[int, float], entities: dict[int, Entity], margin: float | None = None) -> Verdict:
    """The entity with the highest score, if no other comes close."""
    if not scores:
        return None
    margin = weights.MARGIN if margin is None else margin
    ranked = sorted(scores, key=lambda key: -scores[key])
    top = scores[ranked[0]]
    close = [key for key in ranked[1:] if scores[key] == top or scores[key] * margin > top]
    return Tie(tuple(entities[key] for key in (ranked[0], *close))) if close else entities[ranked[0]]
