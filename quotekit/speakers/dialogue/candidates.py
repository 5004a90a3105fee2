"""Who may say a turn: everybody named, speaking or spoken to nearby.

In: a Story and its turns with their frames. Out: candidates on each turn, the most likely first.
Never says which of them it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quotekit.speakers.addressees.vocative import as_noun, called_by_noun
from quotekit.speakers.dialogue.frames import nominals_of
from quotekit.speakers.dialogue.story import Story
from quotekit.speakers.dialogue.turns import Turn
from quotekit.speakers.dialogue.voices import Voice

MOST: Final = 14  # candidates of a turn
BEFORE: Final = 14  # paragraphs before it in which they are named
_BEHIND: Final = 2  # paragraphs behind it
_LEAD: Final = 3  # paragraphs before its conversation, which tell who meets
_LONGEST: Final = 60  # paragraphs before it that a conversation is followed back
_TURNS_BEFORE: Final = 30  # turns before it whose frames name them
_TURNS_BEHIND: Final = 12
_NOMINAL_REACH: Final = 8  # turns that "the stranger" is remembered for
_ACTING_REACH: Final = 3  # paragraphs before it in which "the stranger" does anything
_ADDRESS_REACH: Final = 12  # turns around whose words speak to them
_TALK_REACH: Final = 3  # turns around whose words name them


def add_candidates(story: Story, turns: Sequence[Turn]) -> None:
    """Give each turn those who may say it."""
    for turn in turns:
        turn.addressed, turn.talked_about = {}, {}
        for start, end in turn.spans:
            for named in story.named_in(start, end):
                (turn.addressed if named.is_address else turn.talked_about)[named.voice] = None
            _note_nouns(story, turn, start, end)
        turn.talked_about = {voice: None for voice in turn.talked_about if voice not in turn.addressed}
    openings: dict[int, int] = {}
    for turn in turns:
        openings.setdefault(turn.conversation, turn.first)
        scores = _scores(story, turns, turn, openings[turn.conversation])
        ranked = sorted(scores, key=lambda voice: -scores[voice])
        is_anybody = turn.anchor is not None and turn.anchor.name in story.people.groups["anybody"]
        turn.candidates = ranked[:1] if is_anybody else ranked[:MOST]  # "somebody" is none of those with names


def _note_nouns(story: Story, turn: Turn, start: int, end: int) -> None:
    """ "Yes, captain." speaks to whoever has the title, "Yes, sir." to a man."""
    text, people = story.reading.text, story.people
    for begin, stop in called_by_noun(text, start, end, people):
        noun = as_noun(text[begin:stop])
        if (voice := story.by_title.get(noun)) is not None:
            turn.addressed[voice] = None
        known = people.roles.get(noun) or people.titles.get(noun)
        turn.called = turn.called or (known.gender if known is not None else "")


def _scores(story: Story, turns: Sequence[Turn], turn: Turn, opening: int) -> dict[Voice, float]:
    scores: dict[Voice, float] = {}

    def put(voice: Voice | None, score: float) -> None:
        if voice is not None and voice.may_speak:
            scores[voice] = max(score, scores.get(voice, 0.0))

    paragraphs = story.reading.paragraphs
    first = max(0, min(turn.first - BEFORE, max(opening - _LEAD, turn.first - _LONGEST)))
    last = min(len(paragraphs) - 1, turn.last + _BEHIND)
    for named in story.told_in(paragraphs[first][0], paragraphs[last][1]):
        away = turn.first - named.paragraph if named.paragraph <= turn.first else named.paragraph - turn.last + 1
        put(named.voice, 3.0 / (1 + max(0, away)) + (0.5 if named.paragraph == turn.first else 0.0))
    for other in turns[max(0, turn.number - _TURNS_BEFORE) : turn.number + _TURNS_BEHIND + 1]:
        away = abs(other.number - turn.number)
        if other.anchor is not None and (not other.anchor.is_nominal or away <= _NOMINAL_REACH):
            put(other.anchor, 5.0 / (1 + away))
        if away <= _ADDRESS_REACH:
            for voice in other.addressed:
                put(voice, 1.0 / (1 + away))
        if away <= _TALK_REACH:
            for voice in other.talked_about:
                put(voice, 0.3)
    for subject in story.subjects_in(paragraphs[max(0, turn.first - _ACTING_REACH)][0], turn.stop):
        if subject.kind == "nominal":
            put(subject.voice, 0.5)
    for voice in nominals_of(turn):
        put(voice, 9.0)
    put(turn.anchor, 10.0)
    put(story.narrator, 1.0)
    return scores
