"""The stage of dialogue in one call: drafts in, drafts and resolutions out.

In: a Reading of a story and its drafts. Out: drafts and one Resolution each, as stage two gives them.
Never looks at a text that is no story, unless told to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from attrs import define, evolve, field

from quotekit.languages import Language
from quotekit.reading.reading import Draft, Reading
from quotekit.speakers.assemble import Resolution
from quotekit.speakers.dialogue.candidates import add_candidates
from quotekit.speakers.dialogue.clues import Board
from quotekit.speakers.dialogue.decide import decide
from quotekit.speakers.dialogue.frames import add_frames
from quotekit.speakers.dialogue.gate import is_story
from quotekit.speakers.dialogue.partners import with_partners
from quotekit.speakers.dialogue.speech import add_speech
from quotekit.speakers.dialogue.story import Story, lay_out
from quotekit.speakers.dialogue.turns import Turn, find_turns
from quotekit.speakers.dialogue.voices import Voice
from quotekit.speakers.dialogue.write import Pen, entity_of
from quotekit.speakers.entity import Entity
from quotekit.speakers.resolve import resolve_speakers
from quotekit.speakers.settled import Answer, Settled

if TYPE_CHECKING:
    from quotekit.speakers.dialogue.rank import Weights

DialogueMode = Literal["auto", "on", "off"]
DIALOGUE_MODES: Final = ("auto", "on", "off")


@define(eq=False)
class Dialogue:
    """Decides the turns of a story after stage two, as a `Later`.

    Attributes:
        narrator: The narrator's name, for those who know it.
        weights: The trees that decide; None for those of the language.
        drafts: The drafts with the rules of the dialogue; filled in by the call.
    """

    narrator: str | None = None
    weights: Weights | None = None
    drafts: Sequence[Draft] = field(init=False, factory=list)

    def __call__(self, settled: Settled) -> Mapping[int, Answer]:
        """New answers, by number of the draft."""
        board = board_of(settled, self.narrator)
        pen = Pen(board.story, settled)
        weights = self.weights or weights_of(settled.scene.reading.language)
        pen.write(list(decide(board, weights)))
        self.drafts = pen.drafts
        return pen.answers


def resolve_dialogue(
    reading: Reading,
    drafts: Sequence[Draft],
    resolve: Callable[..., list[Resolution]] = resolve_speakers,
    *,
    narrator: str | None = None,
    weights: Weights | None = None,
) -> tuple[list[Draft], list[Resolution]]:
    """Find out who says each turn of a story.

    Args:
        reading: The story as read.
        drafts: What stage one found.
        resolve: Stage two with its options, as `resolve_speakers` without `later`.
        narrator: The narrator's name, for those who know it.
        weights: The trees that decide; None for those of the language.

    Returns:
        The drafts, those of turns with the rule that decided, and one resolution each.
    """
    dialogue, drafts = Dialogue(narrator, weights), add_speech(reading, drafts)
    found = resolve(reading, drafts, later=dialogue)
    made = list(dialogue.drafts or drafts)
    found = [each if draft.source else evolve(each, mention=None) for draft, each in zip(made, found, strict=True)]
    return made, with_partners(reading, made, found)


def has_dialogue(reading: Reading, mode: DialogueMode) -> bool:
    """Is a text to be read as a story whose people take turns? Of itself only where a language has weights for it."""
    return mode == "on" or (mode == "auto" and is_story(reading) and weights_of(reading.language) is not None)


def board_of(settled: Settled, narrator: str | None = None) -> Board:
    """The turns of a story with everything that speaks for each candidate."""
    reading = settled.scene.reading
    story = lay_out(reading, settled.cast, narrator)
    turns = find_turns(reading)
    add_frames(story, turns, settled.drafts)
    add_candidates(story, turns)
    return Board(story, turns, _resolved(story, turns, settled))


def _resolved(story: Story, turns: Sequence[Turn], settled: Settled) -> list[Voice | None]:
    """Whom stage two found for each turn: the first of its drafts that has somebody."""
    voices: dict[int, Voice] = {}
    for voice in story.places:
        for character in voice.characters:
            voices[id(entity_of(settled, character))] = voice
    found: list[Voice | None] = [None] * len(turns)
    at = {start: turn.number for turn in turns for start, _ in turn.spans}
    for draft, (answer, _) in zip(settled.drafts, settled.answers, strict=True):
        if isinstance(answer, Entity):
            for start, _ in draft.contents:
                number = at.get(start)
                if number is not None and found[number] is None:
                    found[number] = voices.get(id(answer))
    return found


def weights_of(language: Language) -> Weights | None:
    """The fitted weights of a language; None where ordered rules decide."""
    return _weights(language.code, language)


@lru_cache(maxsize=4)
def _weights(code: str, language: Language) -> Weights | None:
    from quotekit.speakers.dialogue.rank import Weights  # numpy is loaded for the first story

    held = language.dialogue_weights
    return Weights.of(held) if held else None
