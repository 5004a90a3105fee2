"""Who the frame of a turn names: "said Ada", "he said", "the old man answered", "I said".

In: a Story, its turns, the drafts of stage one. Out: frames on each turn, with the anchor and gender that follow.
Never looks outside of the paragraphs of a turn.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from quotekit.languages import labels
from quotekit.reading.reading import Draft, Phrase
from quotekit.speakers.dialogue.outer import outer_drafts
from quotekit.speakers.dialogue.story import Story
from quotekit.speakers.dialogue.turns import Turn
from quotekit.speakers.dialogue.voices import Kind, Voice
from quotekit.trees import Tree

_BEHIND: Final = 14  # tokens behind a passage in which a frame may stand
_VERB_BEHIND: Final = 8  # tokens behind a passage in which its verb may stand
BEFORE: Final = 15  # tokens before a passage in which a frame may stand
_STOPS: Final = frozenset({".", "!", "?"})
_COLON: Final = ":"
_LINKS: Final = frozenset({",", ":", "--", "—", "–"})


@frozen(eq=False)
class Frame:
    """What reports a turn.

    Attributes:
        kind: "name", "pronoun", "narrator" or "nominal".
        voice: Who, where it names somebody.
        gender: "m", "f" or "".
        at: Code point of the head of the words.
        is_own: Did this stage find it, and not stage one?
        confidence: What stage one gives for it; 0 for the frames of this stage.
    """

    kind: Kind
    voice: Voice | None
    gender: str
    at: int
    is_own: bool = False
    confidence: float = 0.0


def add_frames(story: Story, turns: Sequence[Turn], drafts: Sequence[Draft]) -> None:
    """Give each turn its frames, its anchor and the gender that they tell."""
    by_paragraph: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in outer_drafts(story.reading, drafts):
        if draft.source is not None and not draft.implicit:
            by_paragraph[draft.source.paragraph].append(draft)
    for turn in turns:
        found = [
            (draft.confidence, draft)
            for number in range(turn.first, turn.last + 1)
            for draft in by_paragraph[number]
            if any(start < end and begin < stop for start, stop in draft.contents for begin, end in turn.spans)
        ]
        frames = [_frame_of(story, turn, draft) for _, draft in sorted(found, key=lambda pair: -pair[0])[:1]]
        turn.frames = [frame for frame in (*frames, _own(story, turn)) if frame is not None]
        _settle(story, turn)


def _settle(story: Story, turn: Turn) -> None:
    """A name, "I" and a noun say who speaks; a pronoun tells the gender."""
    kinds: dict[Kind, Frame] = {}
    for frame in turn.frames:
        if frame.kind == "pronoun" or frame.voice is not None:
            kinds.setdefault(frame.kind, frame)
    for kind in ("name", "narrator", "nominal"):
        if turn.anchor is None and kind in kinds and not (kind == "nominal" and "pronoun" in kinds):
            turn.anchor = kinds[kind].voice
    pronoun = kinds.get("pronoun")
    turn.gender = pronoun.gender if pronoun else turn.anchor.gender if turn.anchor else ""


def _frame_of(story: Story, turn: Turn, draft: Draft) -> Frame | None:
    phrase = draft.source
    tree = story.reading.trees[phrase.paragraph] if phrase is not None else None
    if phrase is None or tree is None or not turn.begin <= tree.starts[phrase.first] < turn.stop:
        return None
    return _read(story, tree, phrase, is_own=False, confidence=draft.confidence)


def _read(story: Story, tree: Tree, phrase: Phrase, *, is_own: bool, confidence: float = 0.0) -> Frame | None:
    """What a noun phrase says of who speaks."""
    people, head = story.people, phrase.head
    at, word = tree.starts[head], tree.words[head].casefold()
    pronoun = people.pronouns.get(word)
    if pronoun is not None and pronoun.person == "1" and pronoun.number == "s":
        return Frame("narrator", story.narrator, "", at, is_own, confidence)
    if pronoun is not None and pronoun.gender in ("m", "f"):
        return Frame("pronoun", None, pronoun.gender, at, is_own, confidence)
    if pronoun is not None:  # "somebody", who is none of those who have names; "it" is nobody
        is_somebody = pronoun.use == "indefinite" and word in people.groups["anybody"]
        return Frame("nominal", story.nominal(word, word), "", at, is_own, confidence) if is_somebody else None
    if (voice := story.voice_at(at, tree.ends[head])) is not None:
        return Frame("name", voice, voice.gender, at, is_own, confidence)
    if (voice := story.aged(tree, phrase.first, head)) is not None:  # as good as a name
        return Frame("name", voice, voice.gender, at, is_own, confidence)
    if tree.pos[head] not in ("NOUN", "PROPN"):
        return None
    voice = story.described(tree, phrase.first, head)
    return Frame("nominal", voice, voice.gender, at, is_own, confidence)


def _own(story: Story, turn: Turn) -> Frame | None:
    """The simple frame beside a passage: a reporting verb right behind it, or right before "," or ":"."""
    before: Frame | None = None
    for number in range(turn.first, turn.last + 1):
        tree = story.reading.trees[number]
        begin, stop = story.reading.paragraphs[number]
        for start, end in turn.spans if tree is not None else ():
            assert tree is not None
            if not begin <= start < stop:
                continue
            if (head := _behind(story, tree, end)) is not None:
                return _read(story, tree, _phrase(tree, number, head), is_own=True)
            if before is None and (head := _before(story, tree, start)) is not None:
                before = _read(story, tree, _phrase(tree, number, head), is_own=True)
    return before or _announced(story, turn)


def _announced(story: Story, turn: Turn) -> Frame | None:
    """The frame at the end of the paragraph before: "Then Ada said:"."""
    number = turn.first - 1
    tree = story.reading.trees[number] if number >= 0 else None
    if tree is None or not story.reading.text[slice(*story.reading.paragraphs[number])].rstrip().endswith(_COLON):
        return None
    head = _before(story, tree, turn.begin)
    return _read(story, tree, _phrase(tree, number, head), is_own=True) if head is not None else None


def _phrase(tree: Tree, paragraph: int, head: int) -> Phrase:
    return Phrase(paragraph, head, min(head, tree.left[head]), head)


def _behind(story: Story, tree: Tree, end: int) -> int | None:
    first = bisect_left(tree.starts, end)
    tokens: list[int] = []
    for i in range(first, min(len(tree), first + _BEHIND)):
        if story.is_quoted(tree.starts[i]) or (tree.words[i] in _STOPS and i > first):
            break
        tokens.append(i)
    verb = next((i for i in tokens[:_VERB_BEHIND] if _reports(story, tree, i)), None)
    if verb is None:
        return None
    subjects = [i for i in tokens if tree.deps[i] in labels.SUBJECTS and tree.heads[i] == verb]
    later = [i for i in tokens if i > verb and tree.pos[i] in labels.NOUNS]
    earlier = [i for i in tokens if i < verb and tree.pos[i] in labels.NOUNS]
    return next(iter((*subjects, *later, *earlier[::-1])), None)


def _before(story: Story, tree: Tree, start: int) -> int | None:
    last = bisect_left(tree.starts, start) - 1
    tokens: list[int] = []
    for i in range(last, max(-1, last - BEFORE), -1):
        if story.is_quoted(tree.starts[i]) or tree.words[i] in _STOPS:
            break
        tokens.insert(0, i)
    if not tokens or tree.words[tokens[-1]] not in _LINKS:
        return None
    verb = next((i for i in reversed(tokens) if _reports(story, tree, i)), None)
    if verb is None:
        return None
    subjects = [i for i in tokens if tree.deps[i] in labels.SUBJECTS]
    return next(iter((*(i for i in subjects if tree.heads[i] == verb), *subjects)), None)


def _reports(story: Story, tree: Tree, i: int) -> bool:
    return tree.tags[i] in labels.VERB_FORMS and tree.words[i].casefold() in story.reports


def nominals_of(turn: Turn) -> Iterator[Voice]:
    """Voices without a name that the frames of a turn give."""
    for frame in turn.frames:
        if frame.kind == "nominal" and frame.voice is not None:
            yield frame.voice
