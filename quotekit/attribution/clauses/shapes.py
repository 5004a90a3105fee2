"""Which words could be what is said at a cue: every shape that the parse allows.

In: a ParagraphView and a cue. Out: (frame, runs of tokens) pairs; the frame names the shape.
Never looks at passages and never weighs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotekit.attribution.clauses.arguments import before_predicate, name_of, sentence_of, split_runs, without
from quotekit.attribution.clauses.colons import behind_colon
from quotekit.attribution.clauses.nouns import noun_kind
from quotekit.attribution.opening import OpeningLabel
from quotekit.attribution.phrases import phrase_range
from quotekit.attribution.proposal import Run
from quotekit.attribution.quotatives import quotative
from quotekit.attribution.views import ParagraphView, Source
from quotekit.languages import labels
from quotekit.languages.frames import ADJUNCTS, INFINITIVE, PARTICIPLES, PHRASE, QUOTATIVE_REST
from quotekit.reading.reading import CueHit

Shape = tuple[str, list[Run]]
_MOST_ARGUMENTS = 4
_MOST_CLIMBS = 3
_AS_SAYING = f"{PHRASE}as-ing"


def shapes_of(view: ParagraphView, cue: CueHit, sources: Sequence[Source]) -> Iterator[Shape]:
    """Every shape of what may be said at a cue, in order of the shapes below."""
    if cue.kind == "preposition":
        yield from _beside_phrase(view, cue, sources)
        return
    if cue.kind == "verb" and (found := quotative(view, cue.head)) is not None:
        if view.inside[found.begins] < 0:  # (what stands between marks is proposed as a passage)
            yield QUOTATIVE_REST, [(found.begins, sentence_of(view.tree, found.begins)[1])]
        return
    yield from _fronted(view, cue)
    arguments = _arguments(view, cue)
    if _is_quoted_as_saying(view, cue, arguments):
        return
    yield from _runs(view, cue, arguments)
    if cue.kind in ("verb", "adjective"):
        yield from _raised(view, cue, arguments)
    if cue.kind == "verb":
        yield from _interrupted(view, cue)
        yield from behind_colon(view, cue)
    else:
        yield from _predicate(view, cue)


def _beside_phrase(view: ParagraphView, cue: CueHit, sources: Sequence[Source]) -> Iterator[Shape]:
    """ "According to …": the sentence without the phrase, or a clause of it."""
    tree, head = view.tree, cue.head
    if sources and _is_plan(view, sources[0][1]):
        return  # "according to plan"
    hole = (tree.left[head], tree.right[head])
    if cue.lemma not in view.language.viewpoints and hole[1] <= head + 1:
        hole = (min(hole[0], head), max(head + 1, *(phrase_range(view, source)[1] for _, source in sources[:1]), 0))
    whole = sentence_of(tree, head)
    yield "accto:sentence", without(*whole, hole)
    top = tree.heads[head]
    while tree.heads[top] != top and tree.pos[top] not in ("VERB", "AUX"):
        top = tree.heads[top]
    for level in range(_MOST_CLIMBS):
        reach = (tree.left[top], tree.right[top])
        if top != head and reach not in (whole, hole):
            yield f"accto:{level}{tree.deps[top]}", without(*reach, hole)
        if tree.heads[top] == top:
            break
        top = tree.heads[top]


def _is_plan(view: ParagraphView, noun: int) -> bool:
    """Is it a bare noun, and not one for people or papers ("according to police")?"""
    tree = view.tree
    criteria = view.language.groups["criterion"]
    if tree.lemmas[noun] in criteria or tree.lemmas[tree.heads[tree.heads[noun]]] in criteria:
        return True
    if tree.tags[noun] != labels.SINGULAR_NOUN or tree.kids[noun]:
        return False
    return noun_kind(view, noun, noun) not in ("somebody", "organization", "group", "document", "place")


def _is_quoted_as_saying(view: ParagraphView, cue: CueHit, arguments: Sequence[tuple[int, str]]) -> bool:
    """ "Berg was quoted by the Post as saying …": what follows is said, and Berg says it."""
    kids = {view.tree.deps[kid] for kid in view.tree.kids[cue.head]}
    return labels.PASSIVE_SUBJECT in kids and any(name == _AS_SAYING for _, name in arguments)


def _fronted(view: ParagraphView, cue: CueHit) -> Iterator[Shape]:
    """What stands before the cue: "It will rain, she said"; or around it."""
    tree, head = view.tree, cue.head
    for kid in (*tree.kids[head], *before_predicate(view, cue)):
        if kid > head:
            break
        if tree.deps[kid] in labels.FRONTED and not _is_adjunct(view, name := name_of(view, kid)):
            if name in PARTICIPLES and view.inside[kid] < 0:
                continue  # "Asked about the plan, she shrugged"
            if tree.right[kid] > head:
                yield f"split:{name}", split_runs(tree, kid, head)
            else:
                yield f"fr:{name}", [(tree.left[kid], tree.right[kid])]


def _is_adjunct(view: ParagraphView, name: str) -> bool:
    return name in ADJUNCTS or _is_phrase(view, name, "adjunct-preposition")


def _is_phrase(view: ParagraphView, name: str, group: str) -> bool:
    """Is it the name of a phrase ("p:as") whose preposition is in a group?"""
    return name.startswith(PHRASE) and name.removeprefix(PHRASE) in view.language.groups[group]


def _arguments(view: ParagraphView, cue: CueHit) -> list[tuple[int, str]]:
    tree = view.tree
    takes_adverbials = cue.kind == "verb"
    found = []
    for kid in tree.kids[cue.head]:
        dep = tree.deps[kid]
        if kid > cue.head and dep in labels.ARGUMENTS and (takes_adverbials or dep not in labels.ADVERBIALS):
            found.append((kid, name_of(view, kid)))
            if len(found) == _MOST_ARGUMENTS:
                break
    return found


def _runs(view: ParagraphView, cue: CueHit, arguments: Sequence[tuple[int, str]]) -> Iterator[Shape]:
    """Arguments behind the cue, alone or several in a row; a leading preposition is the cue's."""
    tree = view.tree
    for n, (kid, name) in enumerate(arguments):
        if _is_adjunct(view, name):
            continue
        first = max(tree.left[kid], cue.head + 1)
        if tree.left[kid] < cue.head:
            yield f"split:{name}", split_runs(tree, kid, cue.head)
        if name.startswith(PHRASE):
            first = kid + 1
        elif name.endswith(":for") and view.language.openers.get(tree.words[first].lower()) == "for":
            first += 1
        middle = ""
        for m in range(n, len(arguments)):
            end, ending = arguments[m]
            if ending in labels.ADVERBIALS:
                continue
            frame = name if m == n else f"{name}+{ending}{middle}"
            if m > n:
                middle = "+"
            if first <= tree.right[end]:
                yield frame, [(first, tree.right[end])]


def _raised(view: ParagraphView, cue: CueHit, arguments: Sequence[tuple[int, str]]) -> Iterator[Shape]:
    """ "Berg is expected to win": the subject is part of what is told."""
    tree, head = view.tree, cue.head
    subject = _subject_before(view, head)
    if subject is None and cue.kind == "adjective" and tree.deps[head] == labels.ADJECTIVE_COMPLEMENT:
        subject = _subject_before(view, tree.heads[head])
    if subject is None:
        return
    passive = tree.deps[subject] == labels.PASSIVE_SUBJECT
    own = (tree.left[subject], tree.right[subject])
    rest = next((kid for kid, name in arguments if name == INFINITIVE), None)
    if rest is not None and (passive or cue.kind == "adjective" or cue.lemma in view.language.groups["raising"]):
        yield "subj+inf", [own, (tree.left[rest], tree.right[rest])]
    if passive:
        yield "subj", [own]
        for kid, name in arguments:
            if name == labels.OBJECT_PREDICATE or _is_phrase(view, name, "raised-phrase"):
                yield "subj+as", [own, (tree.left[kid], tree.right[kid])]
                break


def _subject_before(view: ParagraphView, verb: int) -> int | None:
    for kid in view.tree.kids[verb]:
        if kid < verb and view.tree.deps[kid] in labels.SUBJECTS:
            return kid
    return None


def _interrupted(view: ParagraphView, cue: CueHit) -> Iterator[Shape]:
    """ "Prices fell, he said, by half"; "as he said": the clause above the frame, without it."""
    tree, head = view.tree, cue.head
    above, dep = tree.heads[head], tree.deps[head]
    if above == head or dep not in labels.INTERRUPTING or tree.left[head] < above < tree.right[head]:
        return
    opener = ""
    for kid in tree.kids[head]:
        if kid > head:
            break
        if tree.deps[kid] == labels.MARKER:
            opener = tree.words[kid].lower()
            break
        if tree.tags[kid] in labels.WH_TAGS:
            opener = tree.words[kid].lower()
    is_as = view.language.openers.get(opener) == "as"
    if not is_as and (opener or dep == labels.ADVERBIAL_CLAUSE):
        return
    reach, hole = (tree.left[above], tree.right[above]), (tree.left[head], tree.right[head])
    if not _is_set_off(view, hole):
        return
    ending = "as" if is_as else ""
    yield f"par:{dep}{ending}", without(*reach, hole)
    if dep == labels.PARATAXIS and (whole := sentence_of(tree, head)) != reach:
        yield f"par:sentence{ending}", without(*whole, hole)


def _is_set_off(view: ParagraphView, run: Run) -> bool:
    """Does a comma, a dash or a mark stand beside the run, where it does not end the sentence?"""
    tree = view.tree
    before, behind = run[0] - 1, run[1] + 1
    edges = [i for i in (run[0], before, run[1], behind) if 0 <= i < len(tree)]
    return any((tree.pos[i] == "PUNCT" and tree.words[i] not in ".?!") or view.inside[i] >= 0 for i in edges)


def _predicate(view: ParagraphView, cue: CueHit) -> Iterator[Shape]:
    """ "The claim is that …", "was confident that …": the clause hangs on the verb above."""
    tree, head = view.tree, cue.head
    above, dep = tree.heads[head], tree.deps[head]
    is_copula = tree.lemmas[above] in view.language.groups["copula"]
    if dep not in labels.BESIDE_PREDICATE or not (is_copula or dep in labels.PREDICATE_OF_ANY_VERB):
        return
    for kid in tree.kids[above]:
        if kid > head and tree.deps[kid] in labels.PREDICATES:
            name = name_of(view, kid)
            if dep == labels.OBJECT and _is_phrase(view, name, "as"):
                continue  # "described the plan as …" is what the verb tells
            first = kid + 1 if name.startswith(PHRASE) else max(tree.left[kid], head + 1)
            if first <= tree.right[kid]:
                yield f"up:{name}", [(first, tree.right[kid])]


def speaker_label(view: ParagraphView) -> OpeningLabel | None:
    """The label that opens the paragraph, if it stands before all marks, has no verb and heads no list or notice."""
    label = view.label
    is_none = label is None or label.is_field or label.has_verb or view.inside[label.colon] >= 0
    return None if is_none else label
