"""Mentions besides the sources: subjects without a name, and "him" and "her" as objects.

In: a Scene, and a function that reads a phrase. Out: Refs, to be settled with all the others.
Never looks inside quotations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from quotekit.languages import labels
from quotekit.languages.people import People
from quotekit.reading.reading import Phrase
from quotekit.speakers.mentions.phrases import Ref, whole_phrase
from quotekit.speakers.scene import Scene
from quotekit.trees import Tree

_MENTIONED: Final = labels.MENTIONED_SUBJECTS | labels.MENTIONED_OBJECTS
Reader = Callable[[Phrase], Ref | None]


def find_mentions(scene: Scene, read: Reader) -> Iterator[Ref]:
    """Pronouns, people and bodies that are subjects, and objects "him" and "her"."""
    people = scene.people
    for paragraph, tree in enumerate(scene.reading.trees):
        if tree is None:
            continue
        for token in [token for token, dep in enumerate(tree.deps) if dep in _MENTIONED]:
            if tree.deps[token] in labels.MENTIONED_SUBJECTS:
                find, is_mention = _subject, _is_somebody(people, tree.lemmas[token])
            else:
                find, is_mention = _object, _is_him(people, tree.words[token])
            if is_mention and scene.quote_at(tree.starts[token]) < 0:
                ref = find(scene, read, tree, paragraph, token)
                if ref is not None:
                    yield ref


def _subject(scene: Scene, read: Reader, tree: Tree, paragraph: int, token: int) -> Ref | None:
    people = scene.people
    ref = read(whole_phrase(tree, paragraph, token))
    is_counted = ref is not None and people.groups["quantifier"].intersection(ref.words[:1])
    return ref if ref is not None and ref.name is None and not is_counted else None


def _is_somebody(people: People, word: str) -> bool:
    """Is it "he", "she", "it" or "they", or a noun for people or a body?"""
    pronoun = people.pronouns.get(word)
    is_he = pronoun is not None and pronoun.person == "3" and pronoun.use == "subject"
    return is_he or word in people.roles or word in people.bodies


def _is_him(people: People, word: str) -> bool:
    """Is it "him" or "her"?"""
    pronoun = people.pronouns.get(word)
    return pronoun is not None and pronoun.gender in ("m", "f") and word in people.groups["object-pronoun"]


def _object(scene: Scene, read: Reader, tree: Tree, paragraph: int, token: int) -> Ref | None:
    """ "him", "her" as an object, which is never the subject of the same verb."""
    ref = read(Phrase(paragraph, token, token, token))
    if ref is None or ref.pronoun is None:
        return None
    verb = next((each for each in tree.ancestors(token) if tree.pos[each] in labels.VERBS), token)
    subject = tree.first(verb, labels.MENTIONED_SUBJECTS)
    ref.apart = (tree.starts[subject], tree.ends[subject]) if subject is not None else None
    return ref
