"""Writes the answers of a dialogue: whom each draft names, and which rule says so.

In: what stage two settled, and an Answer a turn. Out: new answers and new drafts, by number of the draft.
Never decides who speaks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import define, evolve, field

from quotekit.reading.reading import Draft
from quotekit.records import Alternative
from quotekit.speakers.cast import Character
from quotekit.speakers.dialogue.decide import Answer
from quotekit.speakers.dialogue.story import Story
from quotekit.speakers.dialogue.turns import Turn
from quotekit.speakers.dialogue.voices import Voice
from quotekit.speakers.entity import Entity
from quotekit.speakers.mentions.phrases import Ref
from quotekit.speakers.narrator import NARRATOR
from quotekit.speakers.settled import Answer as Settlement
from quotekit.speakers.settled import Settled
from quotekit.speakers.ways import DIALOGUE

_MOST_RIVALS: Final = 3
_GAP: Final = 8  # code points before a paragraph in which the end of the one before is looked for
_ANNOUNCING: Final = (":", ",", "—", "–", "--")
_HALF: Final = 0.5  # of a passage that a draft has to hold to be about it
PERSON: Final = 3.0  # evidence that one who speaks is a person


@define(eq=False)
class Pen:
    """What a story has found, while it is being written down.

    Attributes:
        story: The text laid out.
        settled: What stage two made of its drafts.
        answers: The new answers, by number of the draft.
        drafts: The drafts, those with new rules in place of the old ones.
    """

    story: Story
    settled: Settled
    answers: dict[int, Settlement] = field(init=False, factory=dict)
    drafts: list[Draft] = field(init=False)
    _entities: dict[Voice, Entity] = field(init=False, factory=dict)
    _nominals: dict[int, Entity] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self.drafts = list(self.settled.drafts)
        for ref, (answer, _) in zip(self.settled.sources, self.settled.answers, strict=True):
            if ref is not None and ref.kind == "nominal" and isinstance(answer, Entity):
                self._nominals[ref.at] = answer
        self._name_narrator()

    def write(self, found: Sequence[Answer]) -> None:
        """Note the answers of all turns."""
        starts = [answer.turn.start for answer in found]
        for answer in found:
            self._note_nominals(answer)
        self._answer_narrator()
        for number, draft in enumerate(self.settled.drafts):
            if (mine := _answer_for(draft, found, starts)) is not None:
                self._answer(number, draft, mine)

    def _answer_narrator(self) -> None:
        """ "I" outside of speech is the narrator, whatever it reports."""
        teller = self.story.narrator
        if teller is None:
            return
        for number, ref in enumerate(self.settled.sources):
            if ref is not None and _is_i(ref) and not self.story.is_quoted(ref.at):
                self.answers[number] = (self.entity(teller), NARRATOR.name)

    def _answer(self, number: int, draft: Draft, answer: Answer) -> None:
        """Say whom one draft names, by what its source is."""
        ref, (before, way) = self.settled.sources[number], self.settled.answers[number]
        chosen, _ = answer.ranking[0]
        if ref is None or draft.implicit or not self._is_frame(ref, answer.turn):
            self._take_over(number, draft, answer, ref)
        elif self.story.is_quoted(ref.at):  # within the words: “I think it is late”
            if _is_i(ref):
                self.answers[number] = (self.entity(chosen), way)
        elif not self._names_another(ref, before, chosen):
            self._agree(number, draft, answer, ref)

    def _names_another(self, ref: Ref, before: object, chosen: Voice) -> bool:
        """Does a frame name somebody else than the turn: “A?” said Ada. “B,” said Ben; “C!” cried an old woman?"""
        own = self.story.voice_at(ref.at, ref.at + 1) if ref.kind == "name" else None
        is_stranger = _is_newcomer(ref) and isinstance(before, Entity) and not before.is_named
        return (own is not None and own is not chosen) or is_stranger

    def _take_over(self, number: int, draft: Draft, answer: Answer, ref: Ref | None) -> None:
        """A draft without a frame has the answer of the turn; a source that it had is noted as one that lost."""
        chosen, chance = answer.ranking[0]
        lost = draft.alternatives if ref is None else (Alternative(draft.rule, _words(ref), None, draft.confidence),)
        self.drafts[number] = evolve(
            draft,
            rule=answer.rule,
            cue=None,
            source=None,
            implicit=True,
            confidence=chance,
            alternatives=(*_rivals(answer), *lost),
        )
        self.answers[number] = (self.entity(chosen), None)

    def _agree(self, number: int, draft: Draft, answer: Answer, ref: Ref) -> None:
        """A draft with a frame is as sure as the turn at most; "he" and "the captain" are whom the turn tells."""
        (chosen, chance), before = answer.ranking[0], self.settled.answers[number][0]
        entity = self.entity(chosen)
        self.drafts[number] = evolve(
            draft, confidence=min(draft.confidence, chance), alternatives=(*draft.alternatives, *_rivals(answer))
        )
        if _is_i(ref) and self.story.narrator is not None:
            return  # "I said" is the narrator's, whoever the turn seems to be
        if before is not entity and not (chosen.is_nominal and isinstance(before, Entity)):
            self.answers[number] = (entity, DIALOGUE.name)

    def _is_frame(self, ref: Ref, turn: Turn) -> bool:
        """Does a source stand in the paragraphs of a turn, or announce it at the end of the one before ("Ada said:")?

        Who spoke last in another paragraph frames nothing here: in a story the next paragraph is the next one's.
        """
        before = self.story.reading.text[max(0, turn.begin - _GAP) : turn.begin].rstrip()
        return turn.begin <= ref.at < turn.stop or before.endswith(_ANNOUNCING)

    def entity(self, voice: Voice) -> Entity:
        """The entity that a voice is."""
        if voice not in self._entities:
            if voice.characters:
                entity = entity_of(self.settled, voice.characters[0])
            else:
                entity = Entity(key=(voice.name,), is_named=False, label=voice.name)
            entity.votes["person"] += PERSON
            self._entities[voice] = entity
        return self._entities[voice]

    def _note_nominals(self, answer: Answer) -> None:
        """ "The stranger" is whomever stage two took him for."""
        for frame in answer.turn.frames:
            if frame.kind == "nominal" and frame.voice is not None and frame.voice.is_nominal:
                entity = self._nominals.get(frame.at)
                if entity is not None and not entity.is_named:
                    self._entities.setdefault(frame.voice, entity)

    def _name_narrator(self) -> None:
        """The narrator has the name that the others use, and all names that mean the narrator."""
        teller = self.story.narrator
        if teller is None or not teller.characters:
            return
        entity = self.entity(teller)
        entity.called = teller.name
        scene, cast = self.settled.scene, self.settled.cast
        for character in teller.characters[1:]:
            for number in character.numbers:
                if cast.owners[number] is character:
                    scene.owners[number] = entity


def entity_of(settled: Settled, character: Character) -> Entity:
    """The entity that stage two takes most places where a character is named for."""
    owners = [owner for n in character.numbers if (owner := settled.scene.owners[n]) is not None]
    if not owners:
        return settled.entity_of(character)
    known = {id(owner): owner for owner in owners}
    return known[Counter(map(id, owners)).most_common(1)[0][0]]


def _answer_for(draft: Draft, found: Sequence[Answer], starts: Sequence[int]) -> Answer | None:
    """The answer for the turn of which a draft holds a whole passage, or most of one."""
    for start, end in draft.contents:
        first = bisect_right(starts, start) - 1
        for answer in found[max(0, first) : first + 2]:
            if any(min(end, stop) - max(start, begin) >= _HALF * (stop - begin) for begin, stop in answer.turn.spans):
                return answer
    return None


def _is_newcomer(ref: Ref) -> bool:
    """Does a description bring in somebody new, or many at once?"""
    return ref.kind == "nominal" and (ref.is_plural or not ref.is_definite)


def _is_i(ref: Ref) -> bool:
    return ref.pronoun is not None and (ref.pronoun.person, ref.pronoun.number) == ("1", "s")


def _words(ref: Ref) -> str:
    """The words of a mention, single-spaced."""
    return " ".join(ref.tree.words[ref.phrase.first : ref.phrase.last + 1])


def _rivals(answer: Answer) -> Iterator[Alternative]:
    for voice, chance in answer.ranking[1 : 1 + _MOST_RIVALS]:
        yield Alternative(answer.rule, voice.name, None, chance)
