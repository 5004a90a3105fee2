"""Words with single spaces between them, as a parser wants them, and the way back to the text as given.

In: words of a text. Out: flat words, and where offsets moved; a tree with its offsets moved back.
Never parses.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from quotekit.languages import Language
from quotekit.trees import Tree

MAX_WORD: Final = 200  # characters without a space; spaCy's tokenizer takes quadratic time over them
_DASHES: Final = "(?:--+|[—–]+)"
_ODD_SPACE: Final = re.compile(rf"[^\S ]|\s\s|(?<!\S)\S{{{MAX_WORD + 1}}}|[—–-][\"“]\w|[\"”][—–-]+\w")
_ODD: Final = re.compile(
    rf"\s+|\S{{{MAX_WORD}}}(?=\S)"
    # between dashes, a mark and what is glued to them: said Ada--"yes; "yes"--she rose
    rf"|(?<=[\w.,;:!?…])(?={_DASHES}[\"“]\w)|(?<=[—–-])(?=[\"“]\w)"
    rf"|(?<=[\"”])(?={_DASHES}\w)|(?<=[\"”]--)(?=\w)|(?<=[\"”][—–])(?=\w)"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def flatten(words: str, language: Language) -> tuple[str, list[tuple[int, int]]]:
    """The words with single spaces between them, and where spaces were taken out or put in.

    Line breaks and runs of spaces are tokens to spaCy, and they mislead its parser; what has no
    space for long is no word, nor are two words with a dash and a mark between them. The second
    part is empty where no offset moved, else pairs: from this offset on, so many were taken out
    (less than none: put in).
    """
    if _SURROGATE.search(words):
        words = _SURROGATE.sub("\ufffd", words)  # half a character, which UTF-8 cannot say
    if language.models.spelling:
        words = words.translate(language.models.spelling_table)
    if not _ODD_SPACE.search(words):
        return words, []
    parts: list[str] = []
    cuts: list[tuple[int, int]] = []
    at = length = taken = 0
    for match in _ODD.finditer(words):
        at_space = match.start() if match[0].isspace() else match.end()
        parts += (words[at:at_space], " ")
        length += at_space - at + 1
        at = match.end()
        if at - at_space != 1:
            taken += at - at_space - 1
            cuts.append((length, taken))
    parts.append(words[at:])
    return "".join(parts), cuts


def unflatten(tree: Tree, cuts: list[tuple[int, int]], offset: int) -> Tree:
    """Move the offsets of a tree of flattened words back to the text as given."""
    keys = [key for key, _ in cuts]
    for i, (start, end) in enumerate(zip(tree.starts, tree.ends, strict=True)):
        cut = bisect_right(keys, start)
        shift = offset + (cuts[cut - 1][1] if cut else 0)
        tree.starts[i], tree.ends[i] = start + shift, end + shift
    return tree
