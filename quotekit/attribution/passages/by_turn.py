"""Proposals from what came before: the speaker goes on, or answers, or was announced.

In: a Context and the passages before it with what was decided. Out: Proposals.
Never looks further back than the last turns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from quotekit.attribution.passages.announced import LONE_SPEECH, announced, last_speaker
from quotekit.attribution.passages.by_mood import propose_mood
from quotekit.attribution.passages.context import STOPS, Context, gap, is_alone, is_person
from quotekit.attribution.proposal import COARSE_RATES, GAPS, LENGTHS, Mention, Proposal, bucket, mention_at
from quotekit.attribution.views import ParagraphView, Passage
from quotekit.languages import labels

_LONGEST_BEAT = 10  # tokens of the sentence between two passages in which another person acts
_FARTHEST = 3  # paragraphs back to a passage that is continued


@frozen(eq=False)
class Turn:
    """A passage and what was decided for it.

    Attributes:
        view: Its paragraph.
        passage: The passage.
        chosen: The proposal taken, or None.
    """

    view: ParagraphView
    passage: Passage
    chosen: Proposal | None

    @property
    def speaker(self) -> Mention | None:
        """Who says it, if that is known."""
        return None if self.chosen is None else self.chosen.mention


def propose_turns(context: Context, turns: Sequence[Turn]) -> Iterator[Proposal]:
    """Continuation in the paragraph and over paragraphs, alternation, announcement."""
    previous = turns[-1] if turns else None
    mood = propose_mood(context)
    is_same = (
        mood is not None and mood.mention is not None and previous is not None and _is_same(mood.mention, previous)
    )
    if mood is not None and not is_same:
        yield mood
    elif previous is not None and previous.chosen is not None and previous.speaker is not None:
        if previous.view is context.view:
            if (beat := _beat(context, previous, previous.speaker)) is not None:
                yield beat
            elif not _has_own_frame(context, previous):
                yield _in_paragraph(context, previous, previous.chosen, previous.speaker)
        elif context.view.number - previous.view.number <= _FARTHEST:
            yield _over_paragraphs(context, previous, previous.chosen, previous.speaker, turns)
    if (other := _alternate(context, turns)) is not None:
        yield other
    yield from announced(context, is_dialogue=_is_dialogue(turns))
    if context.is_lone_speech and not _is_dialogue(turns):
        last = last_speaker(context) or _in_chain(context, previous)
        if last is not None:
            yield last


def _in_chain(context: Context, previous: Turn | None) -> Proposal | None:
    """Whoever said the paragraph before that is speech and nothing else, and no question, goes on."""
    speaker = None if previous is None else previous.speaker
    if previous is None or previous.chosen is None or speaker is None or previous.chosen.frame != LONE_SPEECH:
        return None
    ends = previous.view.tree.words[max(0, previous.passage.last - 1)]
    if context.view.number - previous.view.number != 1 or ends == "?":
        return None
    features = [f"frame={LONE_SPEECH}", f"{LONE_SPEECH}:told=True"]
    return context.proposal(LONE_SPEECH, speaker, features, is_implicit=True)


def _is_same(mention: Mention, previous: Turn) -> bool:
    """Is it the one who spoke before in this paragraph, by name or by pronoun?"""
    speaker = previous.speaker
    if speaker is None or previous.view is not mention.view:
        return False
    return speaker.word == mention.word or mention.view.tree.pos[mention.head] == "PRON"


def _turn(context: Context, frame: str, speaker: Mention, details: list[str]) -> Proposal:
    features = [f"frame={frame}", *(f"{frame}:{detail}" for detail in details)]
    return context.proposal(frame, speaker, features, is_implicit=True)


def _in_paragraph(context: Context, previous: Turn, taken: Proposal, speaker: Mention) -> Proposal:
    view, passage, tree = context.view, context.passage, context.view.tree
    last = previous.passage.last
    between = gap(view, last, passage.first)
    stops = min(between.stops, 2)
    own = taken.cue.head if taken.cue is not None and speaker.view is view else -1
    rival = max((c.quoted_rate for c in view.cues if last < c.head < passage.first and c.head != own), default=0.0)
    subjects = {
        "p" if tree.pos[i] == "PRON" else "n"
        for i in range(last + 1, passage.first)
        if tree.deps[i] == labels.SUBJECT
        and view.inside[i] < 0
        and (view.number, i) != (speaker.paragraph, speaker.head)
    }
    same = last < own < passage.first  # “A,” he said, “B.”
    governor = max((cue.quoted_rate for _, cue in context.governors), default=0.0)
    return _turn(
        context,
        "continued",
        speaker,
        [
            f"gap={GAPS.of(between.words)}",
            f"stops={min(between.stops, 3)}",
            f"gap,stops={bucket(between.words, (0, 2, 5, 10))}{stops}",
            f"rival={COARSE_RATES.of(rival)}",
            f"subjects={''.join(sorted(subjects))}",
            f"same-cue={same}{stops}",
            f"earlier={taken.frame}{same}",
            f"marks={between.punctuation[:2]}",
            f"capital={context.text[:1].isupper()}",
            f"governed={bool(context.governors)}{stops}",
            f"governor={bucket(governor, (0, 0.1, 0.25, 0.5))}",
            f"length={LENGTHS.of(context.length)}{stops}",
            f"opens={passage.first == 0}",
            f"closes={passage.last + 1 >= len(tree) - 1}",
        ],
    )


def _has_own_frame(context: Context, previous: Turn) -> bool:
    """Does the passage end in a comma, in a sentence of its own? Then what follows says whose it is."""
    return context.ends_with == "," and gap(context.view, previous.passage.last, context.passage.first).stops > 0


def _beat(context: Context, previous: Turn, speaker: Mention) -> Proposal | None:
    """Another person, who does something between two passages, speaks next: “A,” she said. Tom smiled. “B.”"""
    view, passage, tree = context.view, context.passage, context.view.tree
    last = passage.first - 1
    sentence = tree.sents[last]
    first = last
    while first > previous.passage.last + 1 and tree.sents[first - 1] == sentence:
        first -= 1
    if first <= previous.passage.last + 1 or last - first > _LONGEST_BEAT or tree.words[last] not in STOPS:
        return None
    for i in range(first, last):
        verb = tree.heads[i]
        if (
            tree.deps[i] == labels.SUBJECT
            and first <= verb < last
            and tree.heads[verb] == verb
            and tree.tags[verb] == labels.PAST
            and tree.lemmas[verb] not in view.language.groups["state"]
            and is_person(tree, i, view.language)
            and tree.words[i] != speaker.word
        ):
            return context.proposal("beat", mention_at(view, i), ["frame=beat"], is_implicit=True)
    return None


def _over_paragraphs(
    context: Context, previous: Turn, taken: Proposal, speaker: Mention, turns: Sequence[Turn]
) -> Proposal:
    view, passage = context.view, context.passage
    before = gap(view, -1, passage.first)
    behind = gap(previous.view, previous.passage.last, len(previous.view.tree))
    quotations = context.reading.quotations
    is_open = not quotations[previous.passage.quotation].is_closed
    distance = view.number - previous.view.number
    after = sum(cue.head > passage.last for cue in view.cues)
    ahead = sum(cue.head < passage.first for cue in view.cues)
    return _turn(
        context,
        "next-paragraph",
        speaker,
        [
            f"distance={distance}",
            f"gap={GAPS.of(before.words)}",
            f"behind={GAPS.of(behind.words)}",
            f"open={is_open}{distance}{bucket(before.words, (0, 3))}",
            f"same={previous.passage.quotation == passage.quotation}",
            f"gap,behind={bucket(before.words, (0, 3, 10))}{bucket(behind.words, (0, 5, 15))}",
            f"earlier={taken.frame}",
            f"opens={passage.first <= 1}{distance}",
            f"alone={is_alone(view, passage)}{distance}{is_open}",
            f"governed={bool(context.governors)}",
            f"colon={previous.view.tree.words[-1:] == [':']}",
            f"length={LENGTHS.of(context.length)}",
            f"cues={min(after, 2)}{min(ahead, 2)}",
            f"dialogue={_is_dialogue(turns)}",
        ],
    )


def _is_dialogue(turns: Sequence[Turn]) -> bool:
    """Were the last two turns by two speakers in neighbouring paragraphs?"""
    if len(turns) < 2:
        return False
    one, two = turns[-2:]
    return (
        one.speaker is not None
        and two.speaker is not None
        and one.speaker != two.speaker
        and two.view.number - one.view.number == 1
        and one.passage.first <= 1
        and two.passage.first <= 1
    )


def _alternate(context: Context, turns: Sequence[Turn]) -> Proposal | None:
    """The speaker before the last one, where two take turns, each in a paragraph of quotes."""
    if not _is_dialogue(turns) or context.view.number - turns[-1].view.number != 1:
        return None
    speaker = turns[-2].speaker
    if speaker is None or context.passage.first > 1:
        return None
    alone = is_alone(context.view, context.passage)
    is_open = not context.reading.quotations[turns[-1].passage.quotation].is_closed
    return _turn(
        context,
        "alternation",
        speaker,
        [
            f"alone={alone}",
            f"open={is_open}",
            f"before-alone={is_alone(turns[-1].view, turns[-1].passage)}",
            f"speech={context.is_lone_speech}",
        ],
    )
