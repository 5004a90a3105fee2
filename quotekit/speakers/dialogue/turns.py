"""Cuts a story into turns, and turns into conversations.

In: a Reading. Out: Turns in text order, each numbered with its conversation.
Never says who speaks.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from attrs import define, field

from quotekit.reading.reading import Reading

if TYPE_CHECKING:
    from quotekit.speakers.dialogue.frames import Frame
    from quotekit.speakers.dialogue.voices import Voice

_PAUSE: Final = 3  # paragraphs without a passage that a conversation outlasts
Interval = tuple[int, int]


@define(eq=False)
class Turn:
    """What one person says before somebody else does: the passages of one paragraph, or of one quotation.

    Attributes:
        number: Position among the turns of the text.
        first: Its first paragraph.
        last: Its last paragraph.
        spans: Start and end code points of each passage, marks included.
        begin: Where its first paragraph begins.
        stop: One past the end of its last paragraph.
        pause: Paragraphs without a passage since the turn before.
        conversation: Number of the conversation that it belongs to.
        asks: Does it end with a question?
        frames: What reports it, the most trusted first.
        anchor: Who says it where a frame names somebody; else None.
        gender: "m" or "f" where a frame tells it, else "".
        addressed: Voices that the words speak to by name.
        called: "m" or "f" where the words tell the gender of whom they speak to ("Yes, sir."), else "".
        talked_about: Voices that the words name otherwise.
        candidates: Voices that may say it, the most likely first.
    """

    number: int
    first: int
    last: int
    spans: list[Interval]
    begin: int = 0
    stop: int = 0
    pause: int = 0
    conversation: int = 0
    asks: bool = False
    frames: list[Frame] = field(factory=list)
    anchor: Voice | None = None
    gender: str = ""
    addressed: dict[Voice, None] = field(factory=dict)  # in order, as no set is: answers are the same in every run
    called: str = ""
    talked_about: dict[Voice, None] = field(factory=dict)
    candidates: list[Voice] = field(factory=list)

    @property
    def start(self) -> int:
        """Code point of the first opening mark."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """One past the last closing mark."""
        return self.spans[-1][1]

    @property
    def length(self) -> int:
        """Code points that are said."""
        return sum(end - start for start, end in self.spans)


def find_turns(reading: Reading) -> list[Turn]:
    """The turns of a text: one a paragraph, or one for all the paragraphs of one quotation.

    More than three paragraphs without a passage end a conversation.
    """
    starts = [start for start, _ in reading.paragraphs]
    pieces = sorted(
        (span.start, span.end, number)
        for number, quotation in enumerate(reading.quotations)
        if not quotation.depth
        for span in quotation.spans
    )
    turns: list[Turn] = []
    before = -1
    for start, end, quotation in pieces:
        paragraph = bisect_right(starts, start) - 1
        if turns and (turns[-1].last == paragraph or quotation == before):
            turns[-1].spans.append((start, end))
            turns[-1].last = paragraph
        else:
            turns.append(Turn(len(turns), paragraph, paragraph, [(start, end)]))
        before = quotation
    conversation, last = 0, -_PAUSE - 2
    for turn in turns:
        turn.begin, turn.stop = reading.paragraphs[turn.first][0], reading.paragraphs[turn.last][1]
        turn.pause = turn.first - last - 1
        conversation += turn.pause > _PAUSE
        turn.conversation = conversation
        turn.asks = reading.text[turn.start : turn.end].rstrip("\"”’»' _").endswith("?")
        last = turn.last
    return turns
