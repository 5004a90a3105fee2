"""Proposals from prepositions: for X, to X, in X's words, per X.

In: a Context. Out: Candidates whose source hangs on a preposition in the same sentence.
Never looks at verbs.
"""

from __future__ import annotations

from collections.abc import Iterator

from quotekit.attribution.passages.context import Context, has_word
from quotekit.attribution.passages.proposal import Candidate
from quotekit.reading.reading import CueHit
from quotekit.trees import walk

NEAR = 25  # tokens between preposition and passage
# What somebody says, thinks or writes "in": in her words, in the minister's view.
VIEWS = frozenset(
    [
        "word",
        "view",
        "opinion",
        "eye",
        "telling",
        "mind",
        "book",
        "account",
        "phrase",
        "estimation",
        "judgment",
        "statement",
        "speech",
        "tweet",
        "letter",
        "interview",
        "column",
        "post",
        "message",
        "memoir",
        "essay",
        "testimony",
    ]
)
CONNECTIVES = frozenset({"because", "that", "but", "and", "so", "while"})


def propose_phrases(context: Context) -> Iterator[Candidate]:
    """A proposal for every prepositional phrase of the sentence that may name a source."""
    view, passage, tree = context.view, context.passage, context.view.tree
    sentence = tree.sents[passage.first]
    for i in range(max(0, passage.first - NEAR), min(len(tree), passage.last + NEAR)):
        if view.inside[i] >= 0 or tree.sents[i] != sentence:
            continue
        word = tree.words[i].lower()
        if word not in ("for", "to", "in", "per", "under"):
            continue
        for noun in tree.kids[i]:
            if tree.deps[noun] == "pobj" and view.inside[noun] < 0:
                found = _phrase(context, i, word, noun)
                if found is not None:
                    yield found


def _phrase(context: Context, i: int, word: str, noun: int) -> Candidate | None:
    view, passage, tree = context.view, context.passage, context.view.tree
    behind = f"behind={i > passage.last}"
    head, details = noun, [behind]
    if word == "in":
        owners = [kid for kid in tree.kids[noun] if tree.deps[kid] == "poss"] or walk(tree, noun, ">prep >pobj")
        owner = next(iter(owners), None)  # "in her words", "in the words of X"
        if owner is None or tree.lemmas[noun] not in VIEWS:
            return None
        head, details = owner, [f"lemma={tree.lemmas[noun]}", behind]
    elif word in ("for", "to"):
        # "For X, the deal was “…”": the phrase opens its clause and a comma closes it
        end = tree.right[noun] + 1
        opens = i == 0 or not has_word(tree.words[i - 1]) or tree.words[i - 1].lower() in CONNECTIVES
        if not (opens and end < len(tree) and tree.words[end] == ","):
            return None
        details = [behind, f"source-tag={tree.pos[noun]}"]
    frame = f"phrase-{word}"
    cue = CueHit(view.number, i, i, i, word, "preposition", 0.3, 0.3)
    features = ["frame=phrase", f"frame={frame}", *(f"{frame}:{detail}" for detail in details)]
    return Candidate(passage, frame, frame, view, head, features, cue)
