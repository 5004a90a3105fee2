"""The label that opens a paragraph, in tokens: "MAYOR RUIZ: …".

In: a label as `quotekit.reading.label` read it from the characters, and the parse of its paragraph.
Out: OpeningLabel. Never decides whether the label names a speaker.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from attrs import frozen

from quotekit.languages import labels
from quotekit.reading.label import TurnLabel, ends_label
from quotekit.trees import Tree

_NAMING: Final = labels.COMMON_AND_PROPER


@frozen
class OpeningLabel:
    """A name and a colon at the head of a paragraph.

    Attributes:
        head: Head token of the name.
        colon: The colon.
        is_field: Is it a word that heads lines of lists and notices, too ("Where", "Correction")?
        has_verb: Does the parser take a word of it for a verb, as it often does in headlines?
    """

    head: int
    colon: int
    is_field: bool
    has_verb: bool


def opening_label(
    tree: Tree, label: TurnLabel | None, topics: Collection[str], *, is_headline: bool
) -> OpeningLabel | None:
    """The tokens of a label; None if there is none with a colon.

    Args:
        tree: The parse of the paragraph.
        label: Its label.
        topics: Words between the name of a label and what it is about: "Lee on Road Tax".
        is_headline: Does the paragraph open the text, so that capitals say little and parses err?
    """
    if label is None:
        return None
    first = tree.at(label.start)
    tokens = [i for i in range(first, len(tree)) if tree.starts[i] < label.words]
    colon = next((i for i in tokens if i > first and ends_label(tree.words[i])), None)
    if colon is None:
        return None
    head = _name_of_label(tree, first, colon, topics)
    has_name, has_verb = tree.pos[head] in _NAMING, any(pos in labels.VERBS for pos in tree.pos[first:colon])
    if _has_word_behind_bracket(tree.words[first:colon]):
        return None  # "Berg (Lib.) rebuked him: …"
    if label.kind == "capitalised" and (not has_name or (has_verb and not is_headline)):
        return None  # "The Latest: …", "Berg tweeted on Monday: …"
    return OpeningLabel(head, colon, label.is_field, has_verb)


def _name_of_label(tree: Tree, first: int, colon: int, topics: Collection[str]) -> int:
    """The head of the name in a label: "Pat Lee, mayor: …" and "Lee on Road Tax: …" name Lee."""
    end = next((i for i in range(first + 1, colon) if _ends_name(tree.words[i], topics)), colon)
    last = next((i for i in range(end - 1, first, -1) if tree.pos[i] in _NAMING), first)
    top = last
    while tree.heads[top] != top and first <= tree.heads[top] < end:
        top = tree.heads[top]
    return top if tree.pos[top] in _NAMING else last


def _has_word_behind_bracket(words: list[str]) -> bool:
    """Is there a word behind a bracket?"""
    closed = next((n for n, word in enumerate(words) if word in (")", "]")), len(words))
    return any(word[:1].isalnum() for word in words[closed + 1 :])


def _ends_name(word: str, topics: Collection[str]) -> bool:
    """Does the name end before this word: a comma, a bracket, "on" or "On", but no "ON"?"""
    return word in (",", "(") or (word.lower() in topics and not word.isupper())
