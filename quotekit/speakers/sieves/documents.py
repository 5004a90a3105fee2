"""Sieves for papers that speak for somebody: "her letter said", "a statement by Mina said".

In: a Walk and a Ref. Out: an Entity, or None to pass on.
Never takes a paper that nobody is said to have written for anybody's.
"""

from __future__ import annotations

from typing import Final

from quotekit.languages import labels
from quotekit.reading.reading import Phrase
from quotekit.speakers.entity import Entity
from quotekit.speakers.mentions.appositions import apposed_name
from quotekit.speakers.mentions.phrases import Ref, read_phrase
from quotekit.speakers.names.registry import is_subject
from quotekit.speakers.sieves.descriptions import owner_of
from quotekit.speakers.walk import Verdict, Walk

AUTHOR: Final = "author"  # the name of this sieve


def author(walk: Walk, ref: Ref) -> Verdict:
    """Who wrote it: its owner, who stands behind "by", or the subject of "wrote"."""
    body = walk.scene.people.bodies.get(ref.noun)
    if ref.kind != "nominal" or ref.is_plural or body is None or body.kind != "document":
        return None
    found = owner_of(walk, ref) or _behind_by(walk, ref) or _who_wrote(walk, ref)
    return found if isinstance(found, Entity) and found.could_be_person() and found.is_named else None


def _behind_by(walk: Walk, ref: Ref) -> Entity | None:
    """ "a letter by (from) Mina"."""
    tree, head = ref.tree, ref.phrase.head
    for kid in tree.kids[head]:
        if kid > head and tree.words[kid].casefold() in walk.scene.people.groups["by"]:
            for noun in tree.kids[kid]:
                number = walk.scene.name_at(tree.starts[noun], tree.ends[noun])
                if number is not None:
                    return walk.scene.owners[number]
    return None


def _who_wrote(walk: Walk, ref: Ref) -> Verdict:
    """ "Mina wrote an open letter, saying …"."""
    tree, head = ref.tree, ref.phrase.head
    verb = tree.heads[head]
    if tree.deps[head] != labels.OBJECT or tree.lemmas[verb] not in walk.scene.people.groups["write"]:
        return None
    subject = tree.first(verb, labels.SUBJECTS)
    if subject is None:
        return _first_actor(walk, ref)
    number = walk.scene.name_at(tree.starts[subject], tree.ends[subject])
    if number is not None:
        return walk.scene.owners[number]
    part = read_phrase(walk.scene, Phrase(ref.phrase.paragraph, subject, tree.left[subject], subject))
    if part is None:
        return None
    number = part.name if part.name is not None else apposed_name(walk.scene, part)
    return None if number is None else walk.scene.owners[number]


def _first_actor(walk: Walk, ref: Ref) -> Entity | None:
    """The first person who is the subject of a verb in the sentence: the parser lost that of "wrote"."""
    scene = walk.scene
    start = scene.sentences[max(0, scene.sentence_at(ref.start) - 1)]
    for number in scene.names_in(start, ref.start):
        owner = scene.owners[number]
        if owner is not None and owner.could_be_person() and is_subject(scene, scene.names[number], is_apposed=True):
            return owner
    return None
