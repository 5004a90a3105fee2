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


def answered_by(scene: Scene, drafts: Sequence[Draft], sources: Sequence[Ref | None]) -> dict[int, Ref]:
    """Whom a source answers: “Where?” asked the porter. “On the train,” she replied.

    Whoever replies is not who spoke last. A pronoun is known by the id of its Ref; who spoke last must have said
    the words between marks before these, in this paragraph or the one before.
    """
    answering = scene.people.groups["answering"]
    asked: dict[int, Ref] = {}
    for before, draft, asker, ref in zip(drafts, drafts[1:], sources, sources[1:], strict=False):
        if asker is None or ref is None or ref.pronoun is None or draft.cue is None:
            continue
        start, end = draft.contents[0][0], before.contents[-1][1]
        is_near = end <= start and scene.paragraph_at(start) - scene.paragraph_at(end - 1) <= 1
        is_quoted = scene.quote_at(start) >= 0 and scene.quote_at(end - 1) >= 0
        if is_near and is_quoted and draft.cue.lemma in answering and asker is not ref:
            asked[id(ref)] = asker
    return asked
