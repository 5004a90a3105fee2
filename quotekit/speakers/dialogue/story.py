"""One story laid out for the stage: who is in it, where they are named, who acts where.

In: a Reading and the Cast of it. Out: a Story.
Never says who speaks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from attrs import define, field

from quotekit.languages.labels import ADJECTIVE, COMPOUND, SUBJECTS, VERBS
from quotekit.languages.people import People
from quotekit.reading.reading import Reading
from quotekit.speakers.addressees.vocative import is_address
from quotekit.speakers.cast import Cast, Character
from quotekit.speakers.dialogue.ages import find_ages
from quotekit.speakers.dialogue.narrator import find_narrator
from quotekit.speakers.dialogue.passages import is_within, passages_of
from quotekit.speakers.dialogue.voices import Named, Subject, Voice
from quotekit.speakers.narrator import Calls
from quotekit.trees import Tree

_BY_CAST: Final = 3.0  # what the cast says of a gender
_BY_PRONOUN: Final = 0.5  # what "he" says of the subject before it in the paragraph
_BY_NOUN: Final = 3.0  # what "the girl" says of her gender
_MODIFIERS: Final = frozenset({ADJECTIVE, COMPOUND})
_REPORTS: Final = 0.25  # a verb that reports passages this often


@define(eq=False)
class Story:
    """One text laid out for the stage.

    Attributes:
        reading: The text as read.
        narrator: Who says "I" outside of speech, if anybody does.
        named: Every place where a voice is named, in text order.
        by_title: The one who is called by a noun that is a title ("the captain").
        by_age: The one whom a word of age means ("the younger brother").
        places: The same, by voice.
        told: Those of them that are no speech.
        subjects: The subjects of the narration, in text order.
        nominals: Voices known by a noun only, by their words.
        reports: Forms of the verbs that often report what stands between marks.
        told_of: Where the narration names each voice.
        acting: Where each voice is a subject of the narration.
    """

    reading: Reading
    narrator: Voice | None
    named: list[Named]
    by_title: Mapping[str, Voice] = field(factory=dict)
    by_age: Mapping[str, Voice] = field(init=False, factory=dict)
    told: list[Named] = field(init=False)
    places: dict[Voice, list[Named]] = field(init=False)
    subjects: list[Subject] = field(init=False, factory=list)
    nominals: dict[str, Voice] = field(init=False, factory=dict)
    reports: frozenset[str] = field(init=False)
    told_of: dict[Voice, list[int]] = field(init=False)
    acting: dict[Voice, list[int]] = field(init=False)
    _starts: list[int] = field(init=False)
    _told_starts: list[int] = field(init=False)
    _subject_starts: list[int] = field(init=False)
    _passages: list[tuple[int, int]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._passages = passages_of(self.reading)
        self.reports = frozenset(
            form
            for entry in self.reading.language.lexicon.entries
            if entry.kind == "verb" and entry.quoted_rate >= _REPORTS
            for form in entry.forms
        )
        self.told = [each for each in self.named if not each.is_quoted]
        self.by_age = find_ages(self.reading.text, self.told, self.people)
        self._starts = [each.start for each in self.named]
        self._told_starts = [each.start for each in self.told]
        for each in self.named:
            each.voice.told += not each.is_quoted
            each.voice.quoted += each.is_quoted
            each.voice.addressed += each.is_address
        self._find_subjects()
        self._subject_starts = [each.at for each in self.subjects]
        self.told_of, self.acting, self.places = defaultdict(list), defaultdict(list), defaultdict(list)
        for each in self.named:
            self.places[each.voice].append(each)
        for each in self.told:
            self.told_of[each.voice].append(each.start)
        for subject in self.subjects:
            if subject.voice is not None:
                self.acting[subject.voice].append(subject.at)

    @property
    def people(self) -> People:
        """What is known about people in the language of the text."""
        return self.reading.language.people

    def is_quoted(self, at: int) -> bool:
        """Does a code point stand between marks?"""
        return is_within(self._passages, at)

    def named_in(self, start: int, end: int) -> list[Named]:
        """Where voices are named from `start` up to `end`."""
        return self.named[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def told_in(self, start: int, end: int) -> list[Named]:
        """The same, outside of speech."""
        return self.told[bisect_left(self._told_starts, start) : bisect_left(self._told_starts, end)]

    def subjects_in(self, start: int, end: int) -> list[Subject]:
        """The subjects of the narration from `start` up to `end`."""
        return self.subjects[bisect_left(self._subject_starts, start) : bisect_left(self._subject_starts, end)]

    def voice_at(self, start: int, end: int) -> Voice | None:
        """The voice whose name covers a token."""
        i = bisect_right(self._starts, start) - 1
        return self.named[i].voice if i >= 0 and self.named[i].end >= end else None

    def nominal(self, words: str, noun: str) -> Voice:
        """The voice that is known by a noun only; made when first asked for."""
        if words not in self.nominals:
            voice = self.nominals[words] = Voice(words, is_nominal=True)
            role = self.people.roles.get(noun)
            voice.add_gender(role.gender if role else "", _BY_NOUN)
        return self.nominals[words]

    def described(self, tree: Tree, first: int, head: int) -> Voice:
        """The voice that a noun phrase describes: whoever has the age or the title, else one without a name."""
        noun = tree.words[head].casefold()
        words = [tree.words[i].casefold() for i in range(first, head) if tree.deps[i] in _MODIFIERS]
        aged = self.aged(tree, first, head)
        return aged or self.by_title.get(noun) or self.nominal(" ".join((*words, noun)), noun)

    def aged(self, tree: Tree, first: int, head: int) -> Voice | None:
        """Whom a noun phrase means by age: "the younger brother", "the elder"."""
        words = (tree.words[i].casefold() for i in range(first, head + 1))
        return next((self.by_age[word] for word in words if word in self.by_age), None)

    def _find_subjects(self) -> None:
        for tree in self.reading.trees:
            before: Subject | None = None
            for i in _subjects_of(tree) if tree is not None else ():
                assert tree is not None
                if self.is_quoted(tree.starts[i]) or (subject := self._subject(tree, i)) is None:
                    continue
                self.subjects.append(subject)
                if subject.kind == "name" and subject.voice is not None:
                    subject.voice.acts += 1
                    subject.voice.speaks += tree.words[tree.heads[i]].casefold() in self.reports
                    before = subject
                elif subject.kind == "pronoun" and before is not None and before.voice is not None:
                    before.voice.add_gender(subject.gender, _BY_PRONOUN)

    def _subject(self, tree: Tree, i: int) -> Subject | None:
        at, word = tree.starts[i], tree.words[i].casefold()
        pronoun = self.people.pronouns.get(word)
        if pronoun is not None and pronoun.person == "1" and pronoun.number == "s":
            return Subject(at, "narrator", self.narrator, "")
        if pronoun is not None:
            return Subject(at, "pronoun", None, pronoun.gender) if pronoun.gender in ("m", "f") else None
        if (voice := self.voice_at(at, tree.ends[i])) is not None:
            return Subject(at, "name", voice, voice.gender)
        role = self.people.roles.get(word) if tree.pos[i] == "NOUN" else None
        if role is None:
            return None
        voice = self.described(tree, min(i, tree.left[i]), i) if role.kind == "role" else None
        return Subject(at, "nominal", voice, role.gender)


def lay_out(reading: Reading, cast: Cast, narrator: str | None = None) -> Story:
    """A story with a voice for each character of its cast.

    Args:
        reading: The text as read.
        cast: Who is in it.
        narrator: The narrator's name, for those who know it.
    """
    passages, text, people = passages_of(reading), reading.text, reading.language.people
    places = []  # of each name: is it quoted, does it address somebody?
    for name in cast.names:
        quoted = is_within(passages, name.start)
        places.append((quoted, quoted and is_address(text, name.full, name.end, people)))
    counts = {character: _count(places, character) for character in cast.characters}
    teller = find_narrator(reading, cast, counts, narrator)
    voices = {each: Voice(each.name, (each,)) for each in cast.characters}
    told_by = None
    if teller is not None:
        told_by = Voice(teller.name, teller.characters, is_narrator=True)
        voices.update(dict.fromkeys(teller.characters, told_by))
    for character, voice in voices.items():
        voice.add_gender(character.gender, _BY_CAST)
    named = [
        Named(name.full, name.end, name.paragraph, voices[owner], quoted, called, name.is_possessive)
        for name, owner, (quoted, called) in zip(cast.names, cast.owners, places, strict=True)
        if owner is not None
    ]
    return Story(reading, told_by, named, _by_title(cast, voices))


def _count(places: Sequence[tuple[bool, bool]], character: Character) -> Calls:
    mine = [places[number] for number in character.numbers]
    quoted = sum(is_quoted for is_quoted, _ in mine)
    return Calls(sum(is_called for _, is_called in mine), quoted, len(mine) - quoted)


def _by_title(cast: Cast, voices: Mapping[Character, Voice]) -> dict[str, Voice]:
    """ "The captain", "the doctor": whoever is named most often with the title."""
    people = cast.people
    found: dict[str, Voice] = {}
    for character in cast.characters:
        for title in character.titles - people.groups["courtesy"]:
            for noun in (title, people.titles[title].role):
                if noun:
                    found.setdefault(noun, voices[character])
    return found


def _subjects_of(tree: Tree) -> list[int]:
    deps, heads, pos = tree.deps, tree.heads, tree.pos
    return [i for i, dep in enumerate(deps) if dep in SUBJECTS and pos[heads[i]] in VERBS]
