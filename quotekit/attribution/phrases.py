"""How far a noun phrase reaches: from its head to the first and the last of its tokens.

In: a ParagraphView and a token. Out: its head token, or a range of tokens.
Never crosses the edge of a quoted passage, and never says who speaks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from quotekit.attribution.views import ParagraphView
from quotekit.languages import labels

HEADS: Final = labels.NOUNS | {"DET", "NUM", "ADJ", "X"}  # parts of speech of what may head a source
_LONGEST_BRACKET: Final = 8  # tokens
_OPENING, _CLOSING = ("(", "["), (")", "]")


def phrase_head(view: ParagraphView, i: int) -> int:
    """The head of the noun phrase in which token `i` is a modifier (or `i` itself)."""
    tree = view.tree
    for _ in range(len(tree)):
        if tree.deps[i] not in labels.PREMODIFIERS or tree.heads[i] == i:
            break
        i = tree.heads[i]
    return i


def phrase_range(view: ParagraphView, head: int) -> tuple[int, int]:
    """First and last token of the noun phrase with this head, without clauses that follow it.

    A phrase never crosses the edge of a quoted passage. Remembered in the view.
    """
    if head not in view.phrases:
        view.phrases[head] = _phrase_range(view, head)
    return view.phrases[head]


def _phrase_range(view: ParagraphView, head: int) -> tuple[int, int]:
    tree, inside = view.tree, view.inside
    first, last = tree.left[head], head
    for kid in tree.kids[head]:
        if kid < head:
            continue
        if tree.deps[kid] in labels.POSTMODIFIERS or (tree.deps[kid] == labels.APPOSITION and kid == head + 1):
            last = max(last, tree.right[kid])
        else:
            break
    while first < head and (inside[first] != inside[head] or tree.pos[first] == "PUNCT"):
        first += 1
    for i in range(head, first - 1, -1):
        if inside[i] != inside[head]:
            first = i + 1
            break
    for i in range(head, last + 1):
        if inside[i] != inside[head]:
            last = i - 1
            break
    return completed(view, first, max(last, head))


def completed(view: ParagraphView, first: int, last: int) -> tuple[int, int]:
    """The phrase with the rest of a word, of a bracket or of a title in marks that it was cut in."""
    for fitted in _FITTED:
        first, last = fitted(view, first, last)
    return first, last


def _without_genitive(view: ParagraphView, first: int, last: int) -> tuple[int, int]:
    """ "the minister’s" of "the minister’s claim": the minister."""
    return first, last - (last > first and view.tree.tags[last] == labels.GENITIVE)


def _whole_word(view: ParagraphView, first: int, last: int) -> tuple[int, int]:
    """ "al" of "al-Masri": all of it."""
    words, starts, ends = view.tree.words, view.tree.starts, view.tree.ends
    while last + 2 < len(words) and words[last + 1] == "-" and ends[last] == starts[last + 1]:
        if ends[last + 1] != starts[last + 2]:
            break
        last += 2
    return first, last


def _whole_bracket(view: ParagraphView, first: int, last: int) -> tuple[int, int]:
    """ "Jo Day (Lib." with its bracket; "Jo Day" where that does not close soon."""
    words = view.tree.words
    opened = [i for i in range(first, last + 1) if words[i] in _OPENING]
    if not opened or any(words[i] in _CLOSING for i in range(opened[-1], last + 1)):
        return first, last
    soon = range(last + 1, min(len(words), last + _LONGEST_BRACKET))
    return first, next((i for i in soon if words[i] in _CLOSING), max(first, opened[-1] - 1))


def _whole_title(view: ParagraphView, first: int, last: int) -> tuple[int, int]:
    """ "the author of" before “Bees at War”: the title as well."""
    number = view.inside[last + 1] if last + 1 < len(view.tree) else -1
    is_open = last > first and view.tree.pos[last] == "ADP" and 0 <= number < len(view.passages)
    is_next = is_open and view.passages[number].first == last + 1
    return first, view.passages[number].last if is_next else last


def _without_question_word(view: ParagraphView, first: int, last: int) -> tuple[int, int]:
    """ "when Ada": Ada; but "whose mother" whole."""
    tree = view.tree
    while first < last and tree.tags[first] in labels.QUESTION_WORDS and tree.deps[first] not in labels.PREMODIFIERS:
        first += 1
    return first, last


_FITTED: Final[tuple[Callable[[ParagraphView, int, int], tuple[int, int]], ...]] = (
    _without_genitive, _whole_word, _whole_bracket, _whole_title, _without_question_word,
)  # fmt: skip
