"""The noun phrases a cue points to: its sources, and how far each phrase reaches.

In: a View and a cue. Out: (relation, head token) pairs, most trusted first; token ranges.
Never chooses between two sources.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quotekit.paths import walk
from quotekit.reading import CueHit
from quotekit.rules.sources import SourceRelation
from quotekit.view import View

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
PREMODIFIER = frozenset({"compound", "det", "amod", "poss", "nmod", "nummod", "case"})
# What belongs to a mention behind its head; a clause or a second name behind it does not.
POSTMODIFIER = frozenset(
    {"cc", "conj", "prep", "compound", "flat", "nmod", "case", "nummod", "npadvmod", "amod", "poss"}
)
HEADS = NOMINAL | {"DET", "NUM", "ADJ", "X"}
MOST_SOURCES = 6
RELATIVES = frozenset({"who", "which", "whose", "whom"})
FAR_BACK = 30  # tokens that an apposition between a name and its verb may have
Relations = Mapping[str, Sequence[SourceRelation]]
Source = tuple[str, int]


def phrase_head(view: View, i: int) -> int:
    """The head of the noun phrase in which token `i` is a modifier (or `i` itself)."""
    tree = view.tree
    for _ in range(len(tree)):
        if tree.deps[i] not in PREMODIFIER or tree.heads[i] == i:
            break
        i = tree.heads[i]
    return i


def phrase_range(view: View, head: int) -> tuple[int, int]:
    """First and last token of the noun phrase with this head, without clauses that follow it.

    A phrase never crosses the edge of a quoted passage.
    """
    tree, inside = view.tree, view.inside
    first, last = tree.left[head], head
    for kid in tree.kids[head]:
        if kid < head:
            continue
        if tree.deps[kid] in POSTMODIFIER or (tree.deps[kid] == "appos" and kid == head + 1):
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
    return first, max(last, head)


def sources_of(view: View, cue: CueHit, relations: Relations) -> list[Source]:
    """Who may speak at this cue, most trusted first: by relations of the user's, then by the shipped ones."""
    own = own_sources(view, cue, relations)
    return [*own, *shipped_sources(view, cue, relations)] if own else shipped_sources(view, cue, relations)


def own_sources(view: View, cue: CueHit, relations: Relations) -> list[Source]:
    """Who may speak at this cue by relations of the user's."""
    return [
        (relation.name, head)
        for relation in relations.get(cue.kind, ())
        if relation.is_own and (not relation.lemmas or cue.lemma in relation.lemmas)
        for head in walk(view.tree, cue.head, relation.path)[:1]
        if _can_speak(view, head)
    ]


def shipped_sources(view: View, cue: CueHit, relations: Relations) -> list[Source]:
    """Who may speak at this cue by the shipped relations, most trusted first; remembered in the view."""
    key = ("sources", cue.head)
    known = view.memo.get(key)
    if known is None:
        known = view.memo[key] = _sources(view, cue, relations)[:MOST_SOURCES]
    return known  # type: ignore[return-value]


def _can_speak(view: View, head: int) -> bool:
    return view.inside[head] < 0 and view.tree.pos[head] in HEADS


def _sources(view: View, cue: CueHit, relations: Relations) -> list[Source]:
    if cue.kind == "preposition":
        return _according(view, cue)
    tree, found = view.tree, []
    seen: set[int] = set()
    for relation in relations.get(cue.kind, ()):
        if relation.is_own:
            continue
        for head in walk(tree, cue.head, relation.path)[:1]:
            if head not in seen and _can_speak(view, head):
                seen.add(head)
                found.append((relation.name, head))
    if cue.kind == "verb":
        for name, beside in (("beside-before", _before(view, cue)), ("beside-after", _after(view, cue))):
            if beside is not None and beside not in seen:
                seen.add(beside)
                found.append((name, beside))
        if (far := _over_apposition(view, cue)) is not None and far not in seen:
            found.append(("over-apposition", far))
    return found


def _according(view: View, cue: CueHit) -> list[Source]:
    tree = view.tree
    if heads := walk(tree, cue.head, ">prep >pobj"):
        return [("according-to", heads[0])]
    for i in range(cue.head + 2, len(tree)):
        if tree.pos[i] in NOMINAL:
            return [("according-to", phrase_head(view, i))]
    return []


# The three below read the words beside a verb in order: next to the marks adjacency is to be
# trusted more than the parse ("” said X", "X, a doctor, said", "Early said").


def _left_edge(view: View, cue: CueHit) -> int:
    tree, i = view.tree, cue.head - 1
    while (
        i > max(0, cue.head - 5)
        and view.inside[i] < 0
        and tree.pos[i] in ("AUX", "ADV", "PART")
        and not _looks_like_name(view, i)
    ):
        i -= 1
    return i


def _looks_like_name(view: View, i: int) -> bool:
    word, tag = view.tree.words[i], view.tree.tags[i]
    return word[:1].isupper() and word[1:].islower() and tag not in ("DT", "WRB", "WP", "IN", "CC", "PRP")


def _before(view: View, cue: CueHit) -> int | None:
    tree, i = view.tree, _left_edge(view, cue)
    if i < 0 or view.inside[i] >= 0:
        return None
    if tree.pos[i] in NOMINAL or _looks_like_name(view, i):
        head = phrase_head(view, i)
        return i if head >= cue.head else head
    return None


def _after(view: View, cue: CueHit) -> int | None:
    tree, i, n = view.tree, cue.head + 1, len(view.tree)
    while i < n and view.inside[i] < 0 and tree.pos[i] in ("DET", "ADJ", "NUM", "ADV"):
        i += 1
    if i >= n or view.inside[i] >= 0 or tree.pos[i] not in NOMINAL:
        return None
    i = _name_end(view, i, n)
    head = phrase_head(view, i)
    return i if head <= cue.head else head


def _name_end(view: View, i: int, end: int) -> int:
    pos = view.tree.pos
    while i + 1 < end and pos[i] == pos[i + 1] == "PROPN":
        i += 1
    return i


def _over_apposition(view: View, cue: CueHit) -> int | None:
    """The first noun phrase of the clause: "X, a doctor, said", "X (D-Md.) said"."""
    tree, edge = view.tree, _left_edge(view, cue)
    if edge <= 0 or view.inside[edge] >= 0 or tree.words[edge] not in (",", ")", "-", "—", "–", "--"):
        return None
    i = edge - 1
    while i > 0 and edge - i < FAR_BACK and not _clause_edge(view, i):
        i -= 1
    if (relative := _before_relative(view, i, edge)) is not None:
        return relative
    if _clause_edge(view, i):
        i += 1
    while i < edge and tree.pos[i] not in NOMINAL:
        i += 1
    if i >= edge:
        return None
    i = _name_end(view, i, edge)
    head = phrase_head(view, i)
    return head if i <= head < edge else i


def _before_relative(view: View, start: int, edge: int) -> int | None:
    """The noun before ", who …,": "X, who sits on the board, said"."""
    tree = view.tree
    for i in range(edge - 1, max(0, start - FAR_BACK), -1):
        if view.inside[i] >= 0 or tree.words[i] in (".", ";", ":"):
            return None
        if tree.words[i].lower() in RELATIVES and i > 1 and tree.words[i - 1] == ",":
            return phrase_head(view, i - 2) if tree.pos[i - 2] in NOMINAL else None
    return None


def _clause_edge(view: View, i: int) -> bool:
    tree = view.tree
    return view.inside[i] >= 0 or tree.words[i] in (";", ":", ".") or tree.pos[i] == "VERB"
