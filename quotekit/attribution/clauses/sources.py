"""Who may speak at a cue, and how far the words reach that name them.

In: a View and a cue. Out: (relation, head token) pairs, most trusted first; a range of tokens.
Never chooses between two sources.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from quotekit.attribution.proposal import Run
from quotekit.attribution.sources import (
    HEADS,
    Relations,
    is_undergone,
    phrase_range,
    shipped_sources,
    whole_phrase,
)
from quotekit.attribution.views import Source, View
from quotekit.languages import labels
from quotekit.reading.reading import CueHit
from quotekit.trees import walk

BESIDE = ("beside-", "over-apposition")


def clause_sources(view: View, cue: CueHit, relations: Relations) -> Sequence[Source]:
    """Who may speak at this cue by the shipped relations, most trusted first; remembered in the view."""
    if cue.head not in view.clause_sources:
        view.clause_sources[cue.head] = _ranked(view, cue, relations)
    return view.clause_sources[cue.head]


def _own_subject(view: View, cue: CueHit) -> int | None:
    """The subject before an active verb: nothing is trusted more, so nothing else is looked for."""
    tree, subject = view.tree, None
    for kid in tree.kids[cue.head]:
        dep = tree.deps[kid]
        if dep in labels.PASSIVE_PARTS:
            return None
        if dep == labels.SUBJECT and subject is None:
            subject = kid
    usable = subject is not None and subject < cue.head and view.inside[subject] < 0
    return subject if usable and tree.pos[subject] in HEADS else None  # type: ignore[index]


def _ranked(view: View, cue: CueHit, relations: Relations) -> list[Source]:
    tree = view.tree
    if cue.kind == "verb" and (subject := _own_subject(view, cue)) is not None:
        return [("subject", subject)]
    found = list(shipped_sources(view, cue, relations))
    if cue.kind == "preposition" or is_undergone(view, cue):
        return found
    # "was told by": the words beside a passive are rarely who speaks.
    if cue.kind == "verb" and any(tree.deps[kid] == labels.PASSIVE_AUXILIARY for kid in tree.kids[cue.head]):
        found = [source for source in found if not source[0].startswith(BESIDE)]
    if not found or found[0][0] == "beside-after":
        known = {head for _, head in found}
        for head in walk(tree, cue.head, labels.SUBJECT_ANYWHERE)[:1]:
            if head not in known and view.inside[head] < 0 and tree.pos[head] in HEADS:
                found.insert(0, ("subject-anywhere", head))
    # A subject behind its verb while a name stands before it is a mistake of the parse.
    if len(found) > 1 and found[0][0] == "subject" and found[0][1] > cue.head:
        for source in found[1:]:
            if source[0] == "beside-before" and tree.pos[source[1]] in ("PROPN", "PRON"):
                found.remove(source)
                found.insert(0, source)
                break
    return found


def source_range(view: View, head: int, taken: Collection[Run]) -> Run:
    """First and last token of the mention, with appositions and clauses that belong to it.

    Args:
        view: The paragraph of the mention.
        head: Its head word.
        taken: What may not be in it: the cue and what is said, if they stand in this paragraph.
    """
    tree, inside = view.tree, view.inside
    first, last = phrase_range(view, head)
    end = last
    for i in range(last + 1, tree.right[head] + 1):
        if any(a <= i <= b for a, b in taken):
            end = last  # a clause that goes on in what is said is none of the mention's
            break
        if inside[i] != inside[head]:
            break
        if any(map(str.isalnum, tree.words[i])):
            end = i
    return whole_phrase(view, first, end)
