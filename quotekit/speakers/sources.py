"""What being a source says of a mention: how prominent it is, and which words are its own.

In: a Scene, drafts and the phrases of their sources. Out: bonuses on the phrases; contents by name.
Never decides who a mention is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from quotekit.reading.reading import Draft
from quotekit.speakers import weights
from quotekit.speakers.mentions.phrases import Ref
from quotekit.speakers.scene import Scene

# What these rules find is speech as surely as what stands between marks.
_CLAUSES: Final = frozenset({"fronted-clause", "that-clause", "wh-clause", "whether-clause", "zero-clause"})


def add_bonuses(scene: Scene, drafts: Sequence[Draft], sources: Sequence[Ref | None]) -> None:
    """Note who surely speaks: the source of quoted words, or of a clause of a verb of speech."""
    quotes = scene.quotes
    for draft, ref in zip(drafts, sources, strict=True):
        if ref is not None:
            is_quoted = any(
                bisect_left(quotes, (start,)) < bisect_left(quotes, (end,)) for start, end in draft.contents
            )
            is_sure = is_quoted or draft.verbatim or (draft.medium == "speech" and draft.rule in _CLAUSES)
            ref.bonus = max(ref.bonus, weights.SPOKE if is_sure else weights.SEEMED)


def said_by_name(scene: Scene, drafts: Sequence[Draft]) -> dict[int, tuple[tuple[int, int], ...]]:
    """What each name is the source of, by number of the name."""
    said: dict[int, tuple[tuple[int, int], ...]] = {}
    for draft in drafts:
        tree = scene.tree_at(draft.source.paragraph) if draft.source is not None else None
        if tree is not None and draft.source is not None:
            head = draft.source.head
            number = scene.name_at(tree.starts[head], tree.ends[head])
            if number is not None:
                said[number] = (*said.get(number, ()), *draft.contents)
    return said
