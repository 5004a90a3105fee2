"""A surname that several people in the text share: whom does it mean here?

In: a Registry whose names are linked and described. Out: owners for some of the ambiguous names.
Never settles one where two people are equally likely.
"""

from __future__ import annotations

from quotekit.speakers.registry import Registry


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
            own = list(near.values()) if len(near) == 1 else own
        if len(own) == 1:
            scene.owners[number] = own[0]
            registry.links[number] = "longer-name"
            own[0].see(name, "", scene.people)
            del registry.ambiguous[number]
