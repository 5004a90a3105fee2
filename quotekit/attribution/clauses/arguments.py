"""What a cue governs, by name, and the words it covers.

In: a ParagraphView and a token. Out: names such as "ccomp:that" or "p:for", runs of tokens.
Never decides which argument is what is said.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from quotekit.attribution.proposal import Run
from quotekit.attribution.views import ParagraphView
from quotekit.languages import labels
from quotekit.languages.frames import PHRASE
from quotekit.reading.reading import CueHit
from quotekit.trees import Tree

# Marks that belong to words they stand beside, unlike commas and stops.
_LEFT_KEPT = frozenset({"$", "#", "@", "(", "[", "‘", "'", "%"})
_RIGHT_KEPT = frozenset({")", "]", "%", "’", "'", "$", "?", "!"})
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP"})  # in a headline without a verb
DEEPEST = 60  # steps up a tree before giving up


def name_of(view: ParagraphView, kid: int) -> str:
    """The name of an argument: its dependency, and what opens it if it is a clause; or "p:" and a preposition."""
    tree, dep = view.tree, view.tree.deps[kid]
    if dep == labels.PREPOSITION or (dep == labels.RECIPIENT and tree.pos[kid] == "ADP"):
        ending = "-ing" if any(tree.deps[below] == labels.PREPOSITION_CLAUSE for below in tree.kids[kid]) else ""
        return f"{PHRASE}{tree.words[kid].lower()}{ending}"
    return f"{dep}:{_opening(view, kid)}" if dep in labels.CLAUSES else dep


def _opening(view: ParagraphView, kid: int) -> str:
    tree = view.tree
    for below in tree.kids[kid]:
        if below > kid:
            break
        tag = tree.tags[below]
        if tree.deps[below] == labels.MARKER:
            return view.language.openers.get(tree.words[below].lower(), "adv")
        if tag == labels.INFINITIVE_TO and tree.deps[below] == labels.AUXILIARY:
            return "to"
        if tag in labels.WH_TAGS:
            return "wh"
    return {labels.GERUND: "ing", labels.PAST_PARTICIPLE: "vbn"}.get(tree.tags[kid], "0")


def trim(view: ParagraphView, first: int, last: int) -> Run | None:
    """The tokens without marks at their edges; passages that they cut into are taken whole."""
    words, inside = view.tree.words, view.inside
    while first <= last and inside[first] < 0 and _is_bare(words[first]) and words[first] not in _LEFT_KEPT:
        first += 1
    while first <= last and inside[last] < 0 and _is_bare(words[last]) and words[last] not in _RIGHT_KEPT:
        last -= 1
    if first > last:
        return None
    # (An inside number beyond the passages stands for what lies outside a nested view.)
    if 0 <= inside[first] < len(view.passages):
        first = min(first, view.passages[inside[first]].first)
    if 0 <= inside[last] < len(view.passages):
        last = max(last, view.passages[inside[last]].last)
    return first, last


def _is_bare(word: str) -> bool:
    return not word[-1:].isalnum() and not any(map(str.isalnum, word))


def without(first: int, last: int, hole: Run) -> list[Run]:
    """The tokens from first to last without those of the hole."""
    runs = []
    if hole[0] > first:
        runs.append((first, min(hole[0] - 1, last)))
    if hole[1] < last:
        runs.append((max(hole[1] + 1, first), last))
    return runs


def split_runs(tree: Tree, top: int, cue: int) -> list[Run]:
    """The tokens under `top` in runs, where its cue interrupts them."""
    runs: list[list[int]] = []
    for i in tree.subtree(top):
        if i != cue and _is_under(tree, i, top, cue):
            if runs and i == runs[-1][1] + 1:
                runs[-1][1] = i
            else:
                runs.append([i, i])
    return [(first, last) for first, last in runs]


def _is_under(tree: Tree, token: int, top: int, stop: int) -> bool:
    for _ in range(DEEPEST):
        if token == top:
            return True
        if token == stop or tree.heads[token] == token:
            return False
        token = tree.heads[token]
    return False


def settle(view: ParagraphView, runs: Iterable[Run]) -> list[Run]:
    """The runs trimmed, in order, those that touch joined."""
    pieces = sorted(piece for first, last in runs if (piece := trim(view, first, last)) is not None)
    joined: list[Run] = []
    for first, last in pieces:
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def up_to_mark(view: ParagraphView, cue: CueHit, runs: list[Run]) -> list[Run]:
    """The passage right behind the cue alone, where another clause's verb follows: X saying “we go” was news."""
    tree = view.tree
    number = view.inside[runs[0][0]] if runs else -1
    if not 0 <= number < len(view.passages):
        return runs
    passage = view.passages[number]
    if passage.first != cue.last + 1 or passage.last >= runs[0][1] or tree.pos[passage.last + 1] not in labels.VERBS:
        return runs
    inside = range(passage.first, passage.last + 1)
    is_clause = any(tree.deps[i] in labels.SUBJECTS and tree.heads[i] in inside for i in inside)
    return [(passage.first, passage.last)] if is_clause else runs


def passages_in(view: ParagraphView, runs: Sequence[Run]) -> list[int]:
    """Indices of the passages that lie in the runs."""
    found: list[int] = []
    if view.passages:
        for first, last in runs:
            for n, passage in enumerate(view.passages):
                if passage.first > last:
                    break
                if first <= passage.first and passage.last <= last:
                    found.append(n)
    return found


def sentence_of(tree: Tree, token: int) -> Run:
    """First and last token of the sentence of a token."""
    number = tree.sents[token]
    return bisect_left(tree.sents, number, 0, token), bisect_right(tree.sents, number, token) - 1


def before_predicate(view: ParagraphView, cue: CueHit) -> list[int]:
    """The clause before the subject of an adjective: "It will rain, I am sure"."""
    tree, top = view.tree, view.tree.heads[cue.head]
    if cue.kind != "adjective" or tree.deps[cue.head] != labels.ADJECTIVE_COMPLEMENT:
        return []
    subject = next((kid for kid in tree.kids[top] if tree.deps[kid] == labels.SUBJECT), 0)
    return [
        kid
        for kid in tree.kids[top]
        if kid < subject and tree.deps[kid] == labels.COMPLEMENT_CLAUSE and tree.right[kid] < tree.left[subject]
    ]


def whole_headline(view: ParagraphView, cue: CueHit, quoted: list[Run]) -> list[Run]:
    """The passages, in a headline with the words before them: "Bridge 'a death trap', says mayor"."""
    tree, (first, last) = view.tree, quoted[0]
    is_headline = view.number == 0 and tree.words[-1] not in ".?!" and len(quoted) == 1
    is_named = all(tree.pos[i] in _NAMING for i in range(first)) and tree.words[last + 1 : last + 2] == [","]
    return [(0, last)] if is_headline and is_named and first and cue.head > last else quoted
