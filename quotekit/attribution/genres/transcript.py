"""Turns of a transcript: a label, the words, and the paragraphs in which its speaker goes on.

In: a Reading and its views. Out: a Draft for every turn, where a text has turns at all.
Never touches a turn that is one quoted passage (that is `quotekit.attribution.passages.decide`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from quotekit.attribution.genres.interview import interviewee
from quotekit.attribution.views import ParagraphView
from quotekit.languages import Language
from quotekit.reading.label import TurnLabel
from quotekit.reading.reading import Draft, Phrase, Reading
from quotekit.reading.turn_labels import is_spoken

RULE, _CONFIDENCE = "transcript-turn", 0.9
_THROUGHOUT: Final = 0.5  # share of paragraphs with a label, so that those without go on with a turn
_BRACKET: Final = re.compile(r"\([^()\[\]\n]{1,40}\)|\[[^()\[\]\n]{1,40}\]")
_CLOCK: Final = re.compile(r"\d:\d\d")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PROSE: Final = re.compile(r"[.?!…—–:,]['’\"”»)\]]*$")
_ASIDE: Final = ("(", "[", "*", "_", "#", "-", "—")  # a stage direction, a note, a rule, a list


def find_turns(reading: Reading, views: Sequence[ParagraphView | None]) -> list[Draft]:
    """The turns of a transcript, a draft each."""
    text, paragraphs = reading.text, reading.paragraphs
    labels, more = reading.labels.turns, _continuations(reading)
    answers = interviewee(reading, views)
    outermost = {
        (span.start, span.end) for quotation in reading.quotations if not quotation.depth for span in quotation.spans
    }
    drafts = []
    for number, label in labels.items():
        view, end = views[number], paragraphs[number][1]
        if view is None or (label.words, end) in outermost:
            continue
        stretches = [(label.words, end), *(paragraphs[n] for n in more.get(number, ()))]
        contents = tuple(piece for stretch in stretches for piece in _spoken(text, *stretch, label, reading.language))
        if contents:
            drafts.append(
                Draft(
                    contents=contents,
                    cue=None,
                    source=answers if label.is_unnamed_answer else _source(view, label),
                    rule=RULE,
                    confidence=_CONFIDENCE,
                    verbatim=True,
                )
            )
    return drafts


def _continuations(reading: Reading) -> dict[int, list[int]]:
    """Paragraphs without a label in which the speaker before goes on, by the paragraph of that label."""
    paragraphs, labels = reading.paragraphs, reading.labels.turns
    is_throughout = bool(labels) and len(labels) > _THROUGHOUT * (len(paragraphs) - min(labels))
    if not labels or not (is_throughout or reading.labels.goes_on):
        return {}
    last = max(labels)
    more: dict[int, list[int]] = {}
    for number, label in labels.items():
        for n in range(number + 1, len(paragraphs)):
            if n in labels or not _goes_on(reading, n, label, is_last=number == last):
                break
            more.setdefault(number, []).append(n)
    return more


def _goes_on(reading: Reading, number: int, label: TurnLabel, *, is_last: bool) -> bool:
    """Is it prose without a head of its own, and not about the one who would be speaking?

    What follows the last turn may be a note on the whole, unless it has an "I" or a "you".
    """
    text, (start, end) = reading.text, reading.paragraphs[number]
    if text.startswith(_ASIDE, start) or number in reading.labels.heads:
        return False
    if not _PROSE.search(text, max(start, end - 8), end) or (
        is_last and not is_spoken(text[start:end], reading.language)
    ):
        return False
    return label.key.split()[-1] not in map(str.casefold, _WORD.findall(text, start, end))


def _spoken(text: str, start: int, end: int, label: TurnLabel, language: Language) -> list[tuple[int, int]]:
    """The pieces of `text[start:end]` outside of stage directions and times, white space trimmed."""
    directions = language.people.groups["stage-direction"]
    cuts = [
        match.span()
        for match in _BRACKET.finditer(text, start, end)
        if label.kind == "play"
        or _CLOCK.search(match[0])
        or not directions.isdisjoint(map(str.casefold, _WORD.findall(match[0])))
        or (match.start() == label.words and _is_note(match[0], text[match.end() : end], language))
    ]
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    pieces = []
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        words = text[first:last]
        if any(map(str.isalnum, words)):
            first += len(words) - len(words.lstrip())
            pieces.append((first, first + len(words.strip())))
    return pieces


def _is_note(bracket: str, after: str, language: Language) -> bool:
    """Is it about the words or who says them: "[coldly] I did", "(He sits.) Go", but not "[The bill] is dead"?"""
    words = _WORD.findall(bracket)
    pronoun = language.people.pronouns.get(words[0].casefold()) if words else None
    is_act = pronoun is not None and (pronoun.person, pronoun.use) == ("3", "subject") and bracket[-2:-1] in ".!"
    return (is_act or bracket[1].islower()) and after.lstrip()[:1].isupper()


def _source(view: ParagraphView, label: TurnLabel) -> Phrase | None:
    """The tokens of the name, its last word the head."""
    tree = view.tree
    tokens = [i for i in range(tree.at(label.start), len(tree)) if tree.starts[i] < label.end]
    small = view.language.people.groups["small"]
    before_role = list(takewhile(lambda i: tree.words[i] not in (",", "("), tokens))
    # "The Minister for Roads" is a minister
    named = [before_role[0], *takewhile(lambda i: tree.words[i] not in small, before_role[1:])] if before_role else []
    head = next((i for i in reversed(named) if any(map(str.isalnum, tree.words[i]))), None)
    return Phrase(view.number, head, tokens[0], tokens[-1]) if head is not None else None
