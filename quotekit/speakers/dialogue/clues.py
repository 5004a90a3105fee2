"""What speaks for a voice and a turn, as numbers: frames, beats, recency, address, neighbours.

In: a Story, its turns with frames and candidates. Out: for each turn and candidate the clues, by name.
Never weighs them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import define, field, frozen

from quotekit.speakers.dialogue.frames import Frame
from quotekit.speakers.dialogue.paragraph import Clues, Subjects, ago, log, told_clues
from quotekit.speakers.dialogue.story import Story
from quotekit.speakers.dialogue.turns import Turn
from quotekit.speakers.dialogue.voices import Kind, Named, Voice

FAR: Final = 30  # turns beyond which a distance is all the same
_STEPS: Final = (-4, -3, -2, -1, 1, 2, 3, 4)  # turns around that are looked at
_BESIDE: Final = 1  # steps to a turn whose words are looked at
_NEAR: Final = 2  # steps to a turn whose paragraph is looked at
_REACH: Final = 3  # steps to a turn that speaks to somebody


@define(eq=False)
class Board:
    """What all the turns of a story are asked for.

    Attributes:
        story: The text laid out.
        turns: Its turns.
        resolved: Whom stage two found for the records of each turn, if anybody.
        anchored: Numbers of the turns whose frame names each voice.
        first_person: Share of "I" among the subjects of the narration.
        most_spoken: How often the one who speaks most is named by a frame.
    """

    story: Story
    turns: Sequence[Turn]
    resolved: Sequence[Voice | None]
    anchored: dict[Voice, list[int]] = field(init=False, factory=dict)
    first_person: float = field(init=False)
    most_spoken: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        for turn in self.turns:
            if turn.anchor is not None:
                self.anchored.setdefault(turn.anchor, []).append(turn.number)
        subjects = self.story.subjects
        self.first_person = sum(each.kind == "narrator" for each in subjects) / max(1, len(subjects))
        self.most_spoken = max((len(numbers) for numbers in self.anchored.values()), default=1)

    def neighbour(self, turn: Turn, step: int) -> Turn | None:
        """The turn so many further on in the same conversation, or None."""
        number = turn.number + step
        if not 0 <= number < len(self.turns):
            return None
        other = self.turns[number]
        return other if other.conversation == turn.conversation else None

    def clues(self) -> Iterator[tuple[Turn, list[Clues]]]:
        """For each turn with candidates, the clues of each of them."""
        for turn in self.turns:
            if turn.candidates:
                yield turn, Look(self, turn).clues()


@frozen(eq=False)
class Around:
    """A turn near the one in question, and the names of what is asked of it.

    Attributes:
        step: How many turns further on, or back.
        turn: The turn; None where the conversation does not reach so far.
        is_open: Is it a turn whose speaker no frame names?
        told: Whom the narration of its paragraph names; empty where that is not asked.
        names: Of the clues: who speaks, of what gender, who is told of, addressed, talked about, called.
    """

    step: int
    turn: Turn | None
    is_open: bool
    told: frozenset[Voice]
    names: tuple[str, ...]


_NAMES: Final = {
    step: tuple(f"{name}{step:+}" for name in ("anchor", "gender", "told", "addressed", "talked-about", "called"))
    for step in _STEPS
}


@define(eq=False)
class Look:
    """One turn as its candidates see it: everything that is worked out once for all of them."""

    board: Board
    turn: Turn
    frames: dict[Kind, Frame] = field(init=False, factory=dict)
    told: list[Named] = field(init=False)
    subjects: Subjects = field(init=False)
    around: list[Around] = field(init=False)
    told_ago: list[int] = field(init=False)
    acted_ago: list[int] = field(init=False)
    named_near: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        turn, story = self.turn, self.board.story
        for frame in turn.frames:
            self.frames.setdefault(frame.kind, frame)
        self.told = story.told_in(turn.begin, turn.stop)
        before = story.reading.paragraphs[max(0, turn.first - 1)][0]
        self.subjects = Subjects.of(
            turn, story.subjects_in(turn.begin, turn.stop), story.subjects_in(before, turn.begin)
        )
        self.around = [self._around(step) for step in _STEPS]
        self.told_ago = [ago(story.told_of.get(voice, ()), turn.start) for voice in turn.candidates]
        self.acted_ago = [ago(story.acting.get(voice, ()), turn.start) for voice in turn.candidates]
        self.named_near = []
        for voice in turn.candidates:
            numbers = self.board.anchored.get(voice, ())
            self.named_near.append(bisect_right(numbers, turn.number + 12) - bisect_left(numbers, turn.number - 12))

    def _around(self, step: int) -> Around:
        other = self.board.neighbour(self.turn, step)
        is_open = other is not None and other.anchor is None
        told: frozenset[Voice] = frozenset()
        if other is not None and is_open and abs(step) <= _NEAR:
            told = frozenset(each.voice for each in self.board.story.told_in(other.begin, other.stop))
        return Around(step, other, is_open, told, _NAMES[step])

    def clues(self) -> list[Clues]:
        """The clues of each candidate."""
        common = self._of_turn()
        told, acted = _ranks(self.told_ago), _ranks(self.acted_ago)
        near = _ranks([-count for count in self.named_near])
        fitting = self._fitting_ranks()
        all_near = max(1, sum(self.named_near))
        made: list[Clues] = []
        for n, voice in enumerate(self.turn.candidates):
            clues = {**common, **self._of_voice(voice), **self._of_frames(voice), **self._of_paragraph(voice)}
            self._add_neighbours(voice, clues)
            clues.update(
                {
                    "told-ago": log(self.told_ago[n]),
                    "told-rank": told[n],
                    "acted-ago": log(self.acted_ago[n]),
                    "acted-rank": acted[n],
                    "fitting-rank": fitting[n],
                    "near": self.named_near[n],
                    "near-rank": near[n],
                    "near-share": self.named_near[n] / all_near,
                    "rank": n,
                }
            )
            made.append(clues)
        return made

    def _of_turn(self) -> Clues:
        turn, board = self.turn, self.board
        before, after = (self.board.neighbour(turn, step) for step in (-1, 1))
        text = board.story.reading.text
        pronoun = self.frames.get("pronoun")
        gender = pronoun.gender if pronoun else ""
        people = {each.voice for each in self.told if each.voice.may_speak}
        return {
            "no-frame": not self.frames,
            "frame-confidence": max((frame.confidence for frame in turn.frames), default=0.0),
            "resolved-none": board.resolved[turn.number] is None,
            "people": len(people),
            "pronouns": min(len(self.subjects.pronouns), 4),
            "fitting": sum(voice.fits(gender) > 0 for voice in turn.candidates) if gender else 0,
            "asks": turn.asks,
            "asks-before": before is not None and before.asks,
            "length": log(turn.length),
            "pause": min(turn.pause, 6),
            "pause-behind": min(after.pause, 6) if after is not None else 6,
            "words-before": log(len(text[turn.begin : turn.start].split())),
            "words-behind": log(len(text[turn.end : turn.stop].split())),
            "passages": min(len(turn.spans), 5),
            "candidates": len(turn.candidates),
            "first-person": board.first_person,
        }

    def _of_voice(self, voice: Voice) -> Clues:
        named = voice.told + voice.quoted
        spoken = len(self.board.anchored.get(voice, ()))
        return {
            "spoken": log(spoken),
            "spoken-share": spoken / self.board.most_spoken,
            "named": log(named),
            "is-narrator": voice.is_narrator,
            "is-nominal": voice.is_nominal,
            "has-gender": voice.gender != "",
            "acts": voice.acts / voice.told if voice.told else -1.0,
            "quoted-share": voice.quoted / max(1, named),
        }

    def _of_frames(self, voice: Voice) -> Clues:
        names = [frame for frame in self.turn.frames if frame.kind == "name"]
        pronoun, narrator, nominal = (self.frames.get(kind) for kind in ("pronoun", "narrator", "nominal"))
        first = any(frame.voice is voice and not frame.is_own for frame in names)
        own = any(frame.voice is voice and frame.is_own for frame in names)
        resolved = self.board.resolved[self.turn.number]
        return {
            "frame-name": first,
            "own-name": own,
            "frame-other": bool(names) and not first and not own,
            "frame-pronoun": pronoun is not None,
            "pronoun-fits": voice.fits(pronoun.gender) if pronoun else 0.0,
            "pronoun-open": pronoun is not None and not voice.gender,
            "frame-narrator": narrator is not None and voice.is_narrator,
            "frame-not-narrator": narrator is not None and not voice.is_narrator,
            "frame-nominal": nominal is not None and nominal.voice is voice,
            "frame-nominal-other": nominal is not None and nominal.voice is not voice,
            "nominal-fits": voice.fits(nominal.gender) if nominal else 0.0,
            "resolved": resolved is voice,
            "resolved-other": resolved is not None and resolved is not voice,
        }

    def _of_paragraph(self, voice: Voice) -> Clues:
        told = told_clues(voice, self.turn, self.told, self.board.story.told_of.get(voice, ()))
        return {**told, **self.subjects.clues(voice)}

    def _add_neighbours(self, voice: Voice, clues: Clues) -> None:
        """What the turns around say of a voice: who speaks there, to whom and of whom, and where its frames are."""
        clues["addressed"], clues["talked-about"] = voice in self.turn.addressed, voice in self.turn.talked_about
        for each in self.around:
            other, away = each.turn, abs(each.step)
            anchor, gender, told, addressed, talked_about, called = each.names
            speaker = other.anchor if other is not None else None
            clues[anchor] = 0.0 if speaker is None else 1.0 if speaker is voice else -1.0
            if away <= _REACH:
                clues[addressed] = other is not None and voice in other.addressed
            if away <= _NEAR:
                clues[gender] = voice.fits(other.gender) if other is not None and each.is_open else 0.0
                clues[told] = voice in each.told
            if away <= _BESIDE:
                clues[talked_about] = other is not None and voice in other.talked_about
                clues[called] = voice.fits(other.called) if other is not None else 0.0
        numbers, at = self.board.anchored.get(voice, ()), self.turn.number
        before, after = bisect_left(numbers, at) - 1, bisect_right(numbers, at)
        since = at - numbers[before] if before >= 0 else 99
        ahead = numbers[after] - at if after < len(numbers) else 99
        clues["anchor-ago"], clues["anchor-ahead"] = min(since, FAR), min(ahead, FAR)
        clues["anchor-ago-odd"] = since % 2 if since < 12 else -1
        clues["anchor-ahead-odd"] = ahead % 2 if ahead < 12 else -1

    def _fitting_ranks(self) -> list[float]:
        """How recent each candidate is among those whose gender a pronoun allows; 20 for the others."""
        pronoun = self.frames.get("pronoun")
        gender = pronoun.gender if pronoun else ""
        recency = [min(acted, told * 1.5) for acted, told in zip(self.acted_ago, self.told_ago, strict=True)]
        ranks, rank = [20.0] * len(recency), 0
        for n in sorted(range(len(recency)), key=recency.__getitem__):
            if not gender or self.turn.candidates[n].fits(gender) >= 0:
                ranks[n], rank = rank, rank + 1
        return ranks


def values_of(clues: Mapping[str, float], names: Sequence[str]) -> list[float]:
    """The clues as a row of numbers, in the order of their names."""
    return [clues[name] for name in names]


def _ranks(values: Sequence[float]) -> list[int]:
    ranks = [0] * len(values)
    for rank, n in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        ranks[n] = rank
    return ranks
