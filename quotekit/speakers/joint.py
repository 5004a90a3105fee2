"""Several who speak together: "Berg and Oduya", "the mayor and the chief".

In: a Scene and the phrase of a source. Out: one Entity for all of them, the same one for the same people.
Never takes two names for two people where one of them is no person.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from quotekit.reading.reading import Phrase
from quotekit.speakers.entity import Entity
from quotekit.speakers.mentions.phrases import Ref, joined_heads, read_phrase
from quotekit.speakers.scene import Scene
from quotekit.speakers.walk import Verdict, Way

JOINT: Final = Way("joint", "Several people or bodies that speak together, each found by itself.")


class Groups:
    """The joint speakers of one text."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.known: dict[frozenset[int], Entity] = {}

    def of_phrase(self, ref: Ref, settle: Callable[[Ref], Verdict]) -> Entity | None:
        """Who speaks together in a phrase; `settle` says who each part of it is. None if it is of one alone."""
        heads = joined_heads(ref, self.scene.people)
        return self._of_heads(ref, heads, settle) if len(heads) > 1 else self._of_names(ref)

    def _of_heads(self, ref: Ref, heads: Sequence[int], settle: Callable[[Ref], Verdict]) -> Entity | None:
        tree, paragraph = ref.tree, ref.phrase.paragraph
        if ref.name is not None and self.scene.names[ref.name].end >= tree.ends[heads[-1]]:
            return None
        members: list[Entity] = []
        for i, head in enumerate(heads):
            last = head if i + 1 < len(heads) else max(head, ref.phrase.last)
            part = read_phrase(self.scene, Phrase(paragraph, head, min(head, tree.left[head]), last))
            answer = settle(part) if part is not None else None
            if not isinstance(answer, Entity):
                return None
            if answer not in members:
                members.append(answer)
        return self._joint(members, ref.start) if len(members) > 1 else None

    def _of_names(self, ref: Ref) -> Entity | None:
        """Full names with "and" between them, which the parse took for one."""
        if ref.name is None:
            return None
        names = [self.scene.names[i] for i in self.scene.joined_names(ref.name)]
        owners = [self.scene.owners[i] for i in self.scene.joined_names(ref.name)]
        members = [each for each in dict.fromkeys(owners) if each is not None and each.could_be_person()]
        is_whole = names[0].full == ref.start and names[-1].end == ref.end
        if len(members) < 2 or not is_whole or any(len(name.key) < 2 for name in names):
            return None
        return self._joint(members, ref.start)

    def _joint(self, members: Sequence[Entity], start: int) -> Entity:
        key = frozenset(map(id, members))
        if key not in self.known:
            self.known[key] = Entity(
                key=(),
                is_named=False,
                number="p",
                members=tuple(members),
                first=start,
                fixed="group",
                joiner=self.scene.people.wording.joiner,
            )
        return self.known[key]
