"""The noun phrases a cue points to: its sources.

In: a ParagraphView and a cue. Out: (relation, head token) pairs, most trusted first.
Never chooses between two sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quotekit.attribution.phrases import HEADS, phrase_head
from quotekit.attribution.views import ParagraphView, Source
from quotekit.languages import labels
from quotekit.languages.relation import SourceRelation
from quotekit.reading.reading import CueHit
from quotekit.trees import Tree, arcs_of, compile_path, walk

_MOST_SOURCES = 6
_UPWARDS = ("<", "<+")  # steps of a path to the head, where the arc to it has to fit
_FAR_BACK = 30  # tokens that an apposition between a name and its verb may have
Relations = Mapping[str, Sequence[SourceRelation]]


def sources_of(view: ParagraphView, cue: CueHit, relations: Relations) -> list[Source]:
    """Who may speak at this cue, most trusted first: by relations of the user's, then by the shipped ones."""
    own = own_sources(view, cue, relations)
    return [*own, *shipped_sources(view, cue, relations)] if own else shipped_sources(view, cue, relations)


def own_sources(view: ParagraphView, cue: CueHit, relations: Relations) -> list[Source]:
    """Who may speak at this cue by relations of the user's."""
    known = relations.get(cue.kind, ())
    if not known or not known[0].is_own:
        return []  # told fast: own ones stand first
    return [
        (relation.name, head)
        for relation in known
        if relation.is_own and (not relation.lemmas or cue.lemma in relation.lemmas)
        for head in walk(view.tree, cue.head, relation.path)[:1]
        if _can_speak(view, head)
    ]


def shipped_sources(view: ParagraphView, cue: CueHit, relations: Relations) -> list[Source]:
    """Who may speak at this cue by the shipped relations, most trusted first; remembered in the view."""
    if cue.head not in view.sources:
        view.sources[cue.head] = _sources(view, cue, relations)[:_MOST_SOURCES]
    return view.sources[cue.head]


def _can_speak(view: ParagraphView, head: int) -> bool:
    return view.inside[head] < 0 and view.tree.pos[head] in HEADS


def is_undergone(view: ParagraphView, cue: CueHit) -> bool:
    """Is the cue a passive, or a participle, whose subject hears or bears it? ("Asked why, …", "He was told")"""
    tree, head, groups = view.tree, cue.head, view.language.groups
    if cue.kind != "verb" or tree.tags[head] != labels.PAST_PARTICIPLE:
        return False
    kids = [tree.deps[kid] for kid in tree.kids[head]]
    if labels.PASSIVE_AUXILIARY in kids:
        return cue.lemma in groups["hearer"]
    is_participle = tree.deps[head] == labels.ADVERBIAL_CLAUSE and labels.FINITE_PARTS.isdisjoint(kids)
    return is_participle and cue.lemma in groups["undergone"]


def _sources(view: ParagraphView, cue: CueHit, relations: Relations) -> list[Source]:
    """Who may speak at a cue: along its relations, then beside it; each head once, by the first that leads there."""
    if cue.kind == "preposition":
        return _according(view, cue)
    first: dict[int, str] = {}
    for name, head in (*_along(view, cue, relations), *_beside(view, cue)):
        if any(map(str.isalnum, view.tree.words[head])):  # a parser may make a dash a subject
            first.setdefault(head, name)
    return [(name, head) for head, name in first.items()]


def _along(view: ParagraphView, cue: CueHit, relations: Relations) -> Iterator[Source]:
    """Whom the shipped relations lead to."""
    tree, undergone = view.tree, is_undergone(view, cue)
    arc, below = tree.deps[cue.head], {tree.deps[kid] for kid in tree.kids[cue.head]}
    for relation in _relations_in(view, cue.kind, relations):
        move, names = compile_path(relation.path)[0]
        if names.isdisjoint(below) if move == ">" else move in _UPWARDS and arc not in names:
            continue  # told fast: most paths end with their first step
        if undergone and not relation.name.startswith("agent"):
            continue
        for head in walk(tree, cue.head, relation.path)[:1]:
            if not _can_speak(view, head) or any(is_no(view, cue, relation, head) for is_no in _NO_SOURCES):
                continue
            yield relation.name, head


def _relations_in(view: ParagraphView, kind: str, relations: Relations) -> Sequence[SourceRelation]:
    """The shipped relations of a kind of cue whose arcs the paragraph has; remembered in the view."""
    if kind not in view.relations:
        is_missing = frozenset(view.tree.deps).isdisjoint
        view.relations[kind] = [
            relation
            for relation in relations.get(kind, ())
            if not relation.is_own and not any(map(is_missing, arcs_of(relation.path)))
        ]
    return view.relations[kind]


def _is_impersonal(view: ParagraphView, cue: CueHit, relation: SourceRelation, head: int) -> bool:
    """Is it the subject of "It is said that …", "It is certain that …"?"""
    is_such = relation.name == "passive-subject" or cue.kind == "adjective"
    return is_such and view.tree.words[head].lower() in view.language.groups["expletive"]


def _is_channel(view: ParagraphView, cue: CueHit, relation: SourceRelation, head: int) -> bool:
    """Is it how something was told, and not by whom: "was told by phone"?"""
    tree = view.tree
    if not relation.name.startswith("agent") or tree.lemmas[head] not in view.language.groups["channel"]:
        return False
    return all(tree.deps[kid] not in labels.DETERMINERS for kid in tree.kids[head])


# Whom a relation leads to speaks, unless one of these holds.
_NO_SOURCES = (_is_impersonal, _is_channel)


def _beside(view: ParagraphView, cue: CueHit) -> Iterator[Source]:
    """Who stands beside a verb, where nothing says that they do not speak."""
    if cue.kind != "verb" or is_undergone(view, cue):
        return
    for name, head in (("beside-before", _before(view, cue)), ("beside-after", _after(view, cue))):
        if head is None or name not in view.language.beside:
            continue
        if not any(is_other(view, cue, name, head) for is_other in _OTHERS_BESIDE):
            yield name, head
    if (far := _over_apposition(view, cue)) is not None:
        yield "over-apposition", far


def _hears(view: ParagraphView, cue: CueHit, name: str, head: int) -> bool:
    """Is it the object of a verb that is told to somebody: "told reporters"?"""
    return name == "beside-after" and cue.lemma in view.language.groups["hearer-as-object"]


def _is_reply(view: ParagraphView, cue: CueHit, name: str, head: int) -> bool:
    """Is it a word for what is said: "came the reply"?"""
    tree = view.tree
    return tree.deps[head] == labels.ATTRIBUTE and tree.lemmas[head] in view.language.groups["speech-noun"]


def _is_when(view: ParagraphView, cue: CueHit, name: str, head: int) -> bool:
    """Is it when something is said: "Flett, a top aide, said Thursday morning"?"""
    groups, noun = view.language.people.groups, view.tree.words[head].casefold()
    return name == "beside-after" and (noun in groups["of-day"] or noun in groups["weekday"])


# Whoever stands beside a verb speaks, unless one of these holds.
_OTHERS_BESIDE = (_hears, _is_reply, _is_when)


def _according(view: ParagraphView, cue: CueHit) -> list[Source]:
    """Whom "according to", "in … view" or "per" names; where any noun will do, the next one in doubt."""
    tree, preposition = view.tree, view.language.by_preposition[view.tree.words[cue.head].lower()]
    for path in preposition.paths:
        if heads := walk(tree, cue.head, path):
            return [("according-to", heads[0])]
    if preposition.takes == "anything":
        for i in range(cue.head + preposition.size, len(tree)):
            if tree.pos[i] in labels.NOUNS:
                return [("according-to", phrase_head(view, i))]
    return []


# The three below read the words beside a verb in order: next to the marks adjacency is to be
# trusted more than the parse ("” said X", "X, a doctor, said", "Early said").


def _left_edge(view: ParagraphView, cue: CueHit) -> int:
    tree, i = view.tree, cue.head - 1
    while (
        i > max(0, cue.head - 5)
        and view.inside[i] < 0
        and tree.pos[i] in ("AUX", "ADV", "PART")
        and not _looks_like_name(view, i)
    ):
        i -= 1
    return i


def _looks_like_name(view: ParagraphView, i: int) -> bool:
    word, tag = view.tree.words[i], view.tree.tags[i]
    return word[:1].isupper() and word[1:].islower() and tag not in labels.CLOSED_TAGS


def _before(view: ParagraphView, cue: CueHit) -> int | None:
    tree, i = view.tree, _left_edge(view, cue)
    if i < 0 or view.inside[i] >= 0:
        return None
    if tree.pos[i] in labels.NOUNS or _looks_like_name(view, i):
        head = phrase_head(view, i)
        return i if head >= cue.head else head
    return None


def _after(view: ParagraphView, cue: CueHit) -> int | None:
    tree, i, n = view.tree, cue.head + 1, len(view.tree)
    while i < n and view.inside[i] < 0 and (tree.pos[i] in ("DET", "ADJ", "NUM", "ADV") or _is_attribute(tree, i)):
        i += 1
    is_part = i < n and i > cue.head + 1 and tree.tags[i - 1] in labels.PARTITIVE_TAGS
    if is_part and tree.words[i] in view.language.groups["partitive"]:
        return i - 1  # "lamented the oldest of the growers"
    if i >= n or view.inside[i] >= 0 or tree.pos[i] not in labels.NOUNS:
        return None
    i = _name_end(view, i, n)
    head = phrase_head(view, i)
    return i if head <= cue.head else head


def _is_attribute(tree: Tree, i: int) -> bool:
    """Is it a participle right before a noun ("losing coach Paul Grant")?"""
    return tree.tags[i] in labels.PARTICIPLES and i + 1 < len(tree) and tree.pos[i + 1] in ("NOUN", "PROPN")


def _name_end(view: ParagraphView, i: int, end: int) -> int:
    pos = view.tree.pos
    while i + 1 < end and pos[i] == pos[i + 1] == "PROPN":
        i += 1
    return i


def _over_apposition(view: ParagraphView, cue: CueHit) -> int | None:
    """The first noun phrase of the clause: "X, a doctor, said", "X (D-Md.) said"."""
    tree, edge = view.tree, _left_edge(view, cue)
    if edge <= 0 or view.inside[edge] >= 0 or tree.words[edge] not in (",", ")", "-", "—", "–", "--"):
        return None
    i = edge - 1
    while i > 0 and edge - i < _FAR_BACK and not _clause_edge(view, i):
        i -= 1
    if (relative := _before_relative(view, i, edge)) is not None:
        return relative
    if _clause_edge(view, i):
        i += 1
    while i < edge and tree.pos[i] not in labels.NOUNS:
        i += 1
    if i >= edge:
        return None
    i = _name_end(view, i, edge)
    head = phrase_head(view, i)
    return head if i <= head < edge else i


def _before_relative(view: ParagraphView, start: int, edge: int) -> int | None:
    """The noun before ", who …,": "X, who sits on the board, said"."""
    tree, relatives = view.tree, view.language.groups["relative"]
    for i in range(edge - 1, max(0, start - _FAR_BACK), -1):
        if view.inside[i] >= 0 or tree.words[i] in (".", ";", ":"):
            return None
        if tree.words[i].lower() in relatives and i > 1 and tree.words[i - 1] == ",":
            return phrase_head(view, i - 2) if tree.pos[i - 2] in labels.NOUNS else None
    return None


def _clause_edge(view: ParagraphView, i: int) -> bool:
    tree = view.tree
    return view.inside[i] >= 0 or tree.words[i] in (";", ":", ".") or tree.pos[i] == "VERB"
