"""A surname that several people in the text share: whom does it mean here?

In: a Registry whose names are linked and described. Out: owners for some of the ambiguous names.
Never settles one where two people are equally likely.
"""

from __future__ import annotations

from quotekit.speakers.entity import Entity
from quotekit.speakers.registry import Registry
from quotekit.speakers.scene import Scene


def settle_namesakes(registry: Registry) -> None:
    """A surname that fits several people means the one who is not just somebody's relative."""
    scene = registry.scene
    for number in sorted(registry.ambiguous):
        name, found = scene.names[number], registry.ambiguous[number]
        own = [entity for entity in found if not entity.is_kin] or list(found)
        if len(own) > 1:
            near = {
                id(owner): owner
                for i in scene.names_in(scene.reading.paragraphs[name.paragraph][0], name.start)
                if (owner := scene.owners[i]) is not None and owner in own
            }
            own = list(near.values()) if len(near) == 1 else _main(scene, own)
        if len(own) == 1:
            scene.owners[number] = own[0]
            registry.links[number] = "longer-name"
            own[0].see(name, "", scene.people)
            del registry.ambiguous[number]


def _main(scene: Scene, people: list[Entity]) -> list[Entity]:
    """The one whom the text introduced paragraphs before the others and names in full as often."""
    first, *others = sorted(people, key=lambda entity: entity.first)
    paragraph = scene.paragraph_at(first.first)
    is_main = all(
        scene.paragraph_at(other.first) > paragraph and other.full_count <= first.full_count for other in others
    )
    return [first] if is_main else people
