"""What is settled when the walk through a text has ended, for whoever decides more afterwards.

In: the Scene, the names, the drafts and who the source of each is. Out: the same, in one place.
Never decides anything; the turns of a dialogue, for one, are decided by a `Later`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from attrs import frozen

from quotekit.reading.reading import Draft
from quotekit.speakers.cast.character import Cast, Character
from quotekit.speakers.entity import Entity
from quotekit.speakers.mentions.phrases import Ref
from quotekit.speakers.names.registry import Registry
from quotekit.speakers.scene import Scene
from quotekit.speakers.walk import Tie

Answer = tuple[Entity | Tie | None, str | None]


@frozen(eq=False)
class Settled:
    """One text whose mentions are resolved.

    Attributes:
        scene: The text laid out.
        registry: The names, the cast and the entity of each character.
        drafts: What stage one found.
        sources: The mention that each draft has for its source, or None.
        answers: Who that is and the way to it, draft by draft.
    """

    scene: Scene
    registry: Registry
    drafts: Sequence[Draft]
    sources: Sequence[Ref | None]
    answers: Sequence[Answer]

    @property
    def cast(self) -> Cast:
        """Everybody whom the text names."""
        assert self.registry.cast is not None
        return self.registry.cast

    def entity_of(self, character: Character) -> Entity:
        """The entity of a character: what an answer names."""
        return self.registry.of_character(character)


Later = Callable[[Settled], Mapping[int, Answer]]
"""Decides after the walk: from what is settled to new answers, by number of the draft."""
