"""Who may speak at a cue, and how far the words reach that name them.

In: a ParagraphView and a cue. Out: (relation, head token) pairs, most trusted first; a range of tokens.
Never chooses between two sources.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from quotekit.attribution.phrases import HEADS, completed, phrase_range
from quotekit.attribution.proposal import Run
from quotekit.attribution.sources import Relations, is_undergone, shipped_sources
from quotekit.attribution.views import ParagraphView, Source
from quotekit.languages import labels
from quotekit.reading.reading import CueHit
from quotekit.trees import walk

BESIDE: Final = ("beside-", "over-apposition")
_NAMES: Final = frozenset({"PROPN", "PRON"})


def clause_sources(view: ParagraphView, cue: CueHit, relations: Relations) -> Sequence[Source]:
    """Who may speak at this cue by the shipped relations, most trusted first; remembered in the view."""
    if cue.head not in view.clause_sources:
        view.clause_sources[cue.head] = _ranked(view, cue, relations)
    return view.clause_sources[cue.head]


def _own_subject(view: ParagraphView, cue: CueHit) -> int | None:
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


def _behind_address(view: ParagraphView, cue: CueHit, subject: int) -> int:
    """The subject, or who follows it where it is the name of somebody spoken to.

    "Mr. Pryce, the mayor says you never asked": an apposition would end in a comma. Some writers forget it, so
    that this holds only where somebody is spoken to: there is a "you", or it is a turn.
    """
    tree, groups = view.tree, view.language.people.groups
    first, verb = subject + 2, cue.head
    if tree.pos[subject] != labels.PROPER or tree.words[subject + 1 : first] != [","] or first >= verb:
        return subject
    if tree.words[first].lower() not in groups["definite"] or "," in tree.words[first:verb]:
        return subject
    persons = (view.language.people.pronouns.get(word.lower()) for word in tree.words[first:])
    if view.label is None and not any(each and each.person == "2" for each in persons):
        return subject
    nouns = (i for i in range(first, verb) if tree.pos[i] in HEADS and tree.heads[i] in (subject, verb))
    return next((i for i in nouns if tree.deps[i] in (labels.APPOSITION, labels.SUBJECT)), subject)


def _ranked(view: ParagraphView, cue: CueHit, relations: Relations) -> list[Source]:
    if cue.kind == "verb" and (subject := _own_subject(view, cue)) is not None:
        return [("subject", _behind_address(view, cue, subject))]
    found: Sequence[Source] = shipped_sources(view, cue, relations)
    if cue.kind == "preposition" or is_undergone(view, cue):
        return list(found)
    for refined in _REFINED:
        found = refined(view, cue, found)
    return list(found)


def _not_beside_passive(view: ParagraphView, cue: CueHit, found: Sequence[Source]) -> Sequence[Source]:
    """ "Berg was told by Ruiz": the words beside a passive are rarely who speaks."""
    tree = view.tree
    if cue.kind != "verb" or all(tree.deps[kid] != labels.PASSIVE_AUXILIARY for kid in tree.kids[cue.head]):
        return found
    return [source for source in found if not source[0].startswith(BESIDE)]


def _subject_above(view: ParagraphView, cue: CueHit, found: Sequence[Source]) -> Sequence[Source]:
    """ "Berg won by citing her record": where nobody else is near, the subject of a clause above."""
    if found and found[0][0] != "beside-after":
        return found
    known = {head for _, head in found}
    above = walk(view.tree, cue.head, labels.SUBJECT_ANYWHERE)[:1]
    usable = [i for i in above if i not in known and view.inside[i] < 0 and view.tree.pos[i] in HEADS]
    return [*(("subject-anywhere", head) for head in usable), *found]


def _name_before_verb(view: ParagraphView, cue: CueHit, found: Sequence[Source]) -> Sequence[Source]:
    """A subject behind its verb while a name stands before it is a mistake of the parse."""
    if len(found) < 2 or found[0][0] != "subject" or found[0][1] <= cue.head:
        return found
    named = (each for each in found[1:] if each[0] == "beside-before" and view.tree.pos[each[1]] in _NAMES)
    best = next(named, found[0])
    return [best, *(each for each in found if each != best)]


_REFINED: Final = (_not_beside_passive, _subject_above, _name_before_verb)


def source_range(view: ParagraphView, head: int, taken: Collection[Run]) -> Run:
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
    return completed(view, first, end)
