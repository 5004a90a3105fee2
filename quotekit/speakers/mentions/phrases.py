"""Noun phrases that refer to somebody: what kind they are, and what they are called if nameless.

In: a Scene and a Phrase (or a token). Out: a Reference, with its mention and the words that matter.
Never says who it is.
"""

from __future__ import annotations

import re
from typing import Final

from attrs import define

from quotekit.languages import labels
from quotekit.languages.people import People, Pronoun
from quotekit.reading.reading import Phrase
from quotekit.records import Mention, MentionKind, Span, SpeakerType
from quotekit.speakers.names.name import fold
from quotekit.speakers.scene import Scene
from quotekit.trees import Tree

_CLOSING: Final = frozenset((")", ".", "’", "'"))
_TRIM: Final = " \n\t,;:.“”\"'‘’()[]—–-"
_MARKS: Final = re.compile(r"[“”\"„«»]")
_LONGEST: Final = 9  # words of a label; what follows is description


@define(eq=False)
class Ref:
    """A phrase to be resolved.

    Attributes:
        phrase: Where it stands.
        tree: The parse of its paragraph.
        start: First code point of the phrase.
        end: One past its last.
        at: First code point of its head.
        kind: name, nominal or pronoun.
        name: Number of the name it is headed by (or apposed to), or None.
        noun: Head noun, singular and folded.
        words: Folded words of the phrase before the head.
        is_definite: Does it point back ("the", "this", "his")?
        is_plural: Several people?
        pronoun: The pronoun, or None.
        contents: What it is the source of, as start and end code points.
        bonus: What being the source of speech adds to its prominence.
        apart: Where the subject stands whose object it is, and who it is therefore not; or None.
        is_label: Is it the label of a turn in a transcript?
        others: Who it cannot be, whatever else speaks for them.
    """

    phrase: Phrase
    tree: Tree
    start: int
    end: int
    at: int
    kind: MentionKind
    name: int | None = None
    noun: str = ""
    words: tuple[str, ...] = ()
    is_definite: bool = False
    is_plural: bool = False
    pronoun: Pronoun | None = None
    contents: tuple[tuple[int, int], ...] = ()
    bonus: float = 0.0
    apart: tuple[int, int] | None = None
    is_label: bool = False
    others: tuple[object, ...] = ()
    _label: str | None = None
    _mention: Mention | None = None

    def mention(self, text: str) -> Mention:
        """The public record."""
        if self._mention is None:
            tree, head = self.tree, self.phrase.head
            whole = Span.of(text, self.start, self.end)
            is_head = (tree.starts[head], tree.ends[head]) == (self.start, self.end)
            inner = whole if is_head else Span.of(text, tree.starts[head], tree.ends[head])
            self._mention = Mention.of(whole, inner, self.kind)
        return self._mention

    def label(self, scene: Scene) -> str:
        """What a nameless speaker is called: the phrase without article, owner and description."""
        if self._label is None:
            self._label = _label_of(scene, self)
        return self._label


def read_phrase(scene: Scene, phrase: Phrase) -> Ref | None:
    """What kind of phrase it is; None where its paragraph has no parse."""
    tree = scene.tree_at(phrase.paragraph)
    if tree is None:
        return None
    phrase = _without_self(tree, phrase, scene.people)
    head, first, last = phrase.head, phrase.first, phrase.last
    while last > head and not tree.words[last][-1:].isalnum() and tree.words[last] not in _CLOSING:
        last -= 1
    ref = Ref(phrase, tree, tree.starts[first], tree.ends[last], tree.starts[head], "nominal")
    ref.pronoun = _pronoun(tree, phrase, scene.people)
    if ref.pronoun is not None:
        ref.kind, ref.is_plural = "pronoun", ref.pronoun.number == "p"
        return ref
    ref.name = scene.name_at(tree.starts[head], tree.ends[head])
    if ref.name is None and head and _ends_name(tree.words[head], scene.people):
        ref.name = scene.name_at(tree.starts[head - 1], tree.ends[head - 1])
    if ref.name is not None:
        ref.kind = "name"
    _describe(ref, scene.people)
    return ref


def _without_self(tree: Tree, phrase: Phrase, people: People) -> Phrase:
    """ "the president himself" is the president."""
    before = phrase.head - 1
    if before < 0 or tree.pos[before] not in labels.COMMON_AND_PROPER:
        return phrase
    if people.wording.itself.search(tree.words[phrase.head].casefold()) is None:
        return phrase
    return Phrase(phrase.paragraph, before, min(phrase.first, tree.left[before]), phrase.last)


def _ends_name(word: str, people: People) -> bool:
    """May it be the last token of a name and no part of its key: "Jr.", a dot, “'s”?"""
    return (
        word == "."
        or fold(word) in people.groups["behind-name"]
        or people.wording.possessive.fullmatch(word) is not None
    )


def _pronoun(tree: Tree, phrase: Phrase, people: People) -> Pronoun | None:
    head = phrase.head
    word = tree.words[head]
    pronoun = people.pronouns.get(word.casefold()) if len(word) < 11 else None
    if pronoun is None or (len(word) > 1 and word.isupper()):  # "US", "WHO"
        return None
    if pronoun.use == "indefinite" and head + 1 <= phrase.last and tree.words[head + 1] in people.groups["office-of"]:
        return None  # "one of the neighbours" is as good as "a neighbour"
    return pronoun


def _describe(ref: Ref, people: People) -> None:
    """Head noun, words before it, number and definiteness of a noun phrase."""
    tree, head = ref.tree, ref.phrase.head
    ref.noun = _noun(tree, head, people)
    ref.words = tuple(fold(word) for word in tree.words[ref.phrase.first : head] if word[:1].isalnum())
    role, pronoun = people.roles.get(ref.noun), people.pronouns.get(ref.noun)
    is_crowd = (role is not None and role.kind == "crowd") or (pronoun is not None and pronoun.number == "p")
    ref.is_plural = is_crowd or tree.tags[head] in labels.PLURAL_TAGS
    lead = ref.words[0] if ref.words else ""
    has_owner = any(tree.deps[kid] == labels.OWNER for kid in tree.kids[head])
    ref.is_definite = (
        lead in people.groups["definite"]
        or lead in people.groups["owner"]
        or (has_owner and lead not in people.groups["indefinite"])
    )


def _noun(tree: Tree, head: int, people: People) -> str:
    word = fold(tree.words[head])
    if head >= 2 and tree.words[head - 1] == "-":  # "co-founder" in three tokens
        joined = f"{fold(tree.words[head - 2])}-{word}"
        if joined in people.roles or joined in people.bodies:
            return joined
    return word if word in people.roles or word in people.bodies else people.singular(word)


def whole_phrase(tree: Tree, paragraph: int, head: int) -> Phrase:
    """The phrase of a head, with what "of" and the like add behind it, without clauses."""
    last = head
    for kid in tree.kids[head]:
        if kid > head:
            if tree.deps[kid] not in labels.LABEL_TAILS:
                break
            last = tree.right[kid]
    return Phrase(paragraph, head, tree.left[head], last)


def joined_heads(ref: Ref, people: People) -> list[int]:
    """Heads of the phrases that "and" joins to this one, itself first; one item if there are none."""
    tree, heads, head = ref.tree, [ref.phrase.head], ref.phrase.head
    while True:
        nexts = [kid for kid in tree.kids[head] if tree.deps[kid] == labels.CONJUNCT and head < kid <= ref.phrase.last]
        if not nexts or not any(_has_and(tree, each, people) for each in (*heads, nexts[0])):
            return heads
        head = nexts[0]
        if tree.pos[head] not in labels.NOUNS:
            return heads
        has_own = any(tree.deps[kid] in labels.OWN_PARTS for kid in tree.kids[head])
        if tree.tags[head] == tree.tags[heads[0]] == labels.SINGULAR_NOUN and not has_own:
            return heads  # "the editor and publisher" is one person
        heads.append(head)


def _has_and(tree: Tree, head: int, people: People) -> bool:
    ands = people.groups["and"]
    return any(tree.deps[kid] == labels.COORDINATOR and tree.lemmas[kid] in ands for kid in tree.kids[head])


def _label_of(scene: Scene, ref: Ref) -> str:
    text, tree, head, wording = scene.reading.text, ref.tree, ref.phrase.head, scene.people.wording
    if ref.noun in scene.people.groups["old"] and (aged := wording.aged.search(text, ref.start, ref.end)):
        return aged[0]  # never "old"
    kept, first, stop = scene.people.groups["kept-preposition"], head, head
    for kid in reversed(tree.kids[head]):  # what leads up to the head without a gap
        if kid < head and tree.deps[kid] in labels.LABEL_PARTS and tree.right[kid] + 1 >= first:
            first = max(min(first, tree.left[kid]), ref.phrase.first)
    for kid in tree.kids[head]:
        if head < kid <= ref.phrase.last:
            is_kept = tree.deps[kid] != labels.PREPOSITION or tree.words[kid].casefold() in kept
            tells_apart = tree.deps[kid] == labels.ADJECTIVE or (
                tree.deps[kid] == labels.NOUN_CLAUSE and ref.noun in scene.people.groups["anybody"]
            )  # "a person familiar with the matter", "people briefed on the talks"
            if tree.deps[kid] in labels.LABEL_ENDS and not tells_apart:
                break
            if tells_apart or (tree.deps[kid] in labels.LABEL_TAILS and is_kept):
                stop = max(stop, min(tree.right[kid], ref.phrase.last))
    before = " ".join(text[tree.starts[first] : tree.starts[head]].split())
    behind = " ".join(wording.label_end.sub("", text[tree.starts[head] : tree.ends[stop]]).split())
    is_glued = first < head and not text[tree.starts[head] - 1].isspace()  # "ex-chief", « l'étrangère »
    label = _MARKS.sub("", f"{before}{'' if is_glued else ' '}{behind}").strip(_TRIM)
    label = wording.possessive.sub("", label)
    for _ in range(2):
        label = wording.label_start.sub("", label)
    return " ".join(label.split()[:_LONGEST])


def small_name(scene: Scene, ref: Ref) -> str:
    """A name that is written without capitals ("danah boyd"), as far as the parser takes it for one; else ""."""
    tree, head, people = ref.tree, ref.phrase.head, scene.people
    first = head
    while first > ref.phrase.first and tree.pos[first - 1] == labels.PROPER and tree.words[first - 1].islower():
        first -= 1
    before = [fold(word) for word in tree.words[ref.phrase.first : first] if word[:1].isalnum()]
    is_bare = not before or (before[-1] in people.roles and ref.is_definite)
    words = [word for word in tree.words[first : head + 1] if word not in people.roles]
    if first == head or not is_bare or len(words) < 2 or not tree.words[head].islower():
        return ""
    return " ".join(scene.reading.text[tree.starts[first] : tree.ends[head]].split())


def type_of(ref: Ref, people: People) -> SpeakerType:
    """The type that the head noun of a nominal tells."""
    role, body = people.roles.get(ref.noun), people.bodies.get(ref.noun)
    if ref.is_plural and (role is not None or body is None):
        return "group"
    if role is not None:
        return "group" if role.kind == "crowd" else "person"
    if body is not None:
        return body.kind  # type: ignore[return-value]
    if ref.noun in people.groups["old"] | people.groups["one-of"]:
        return "person"
    return "group" if ref.is_plural else "unknown"
