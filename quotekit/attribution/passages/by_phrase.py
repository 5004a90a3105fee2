"""Proposals from prepositions: for X, to X, in X's words, per X.

In: a Context. Out: Proposals whose source hangs on a preposition in the same sentence.
Never looks at verbs.
"""

from __future__ import annotations

from collections.abc import Iterator

from quotekit.attribution.passages.context import Context, has_word
from quotekit.attribution.proposal import Proposal, mention_at
from quotekit.languages import labels
from quotekit.languages.relation import Preposition
from quotekit.reading.reading import CueHit
from quotekit.trees import walk

REACH = 25  # tokens between preposition and passage
WORDS = "phrase-words"  # weighed as "phrase-in", and trusted more
_PHRASE_RATE = 0.3  # how often such a preposition counts as a cue


def propose_phrases(context: Context) -> Iterator[Proposal]:
    """A proposal for every prepositional phrase of the sentence that may name a source."""
    view, passage, tree = context.view, context.passage, context.view.tree
    sentence, prepositions = tree.sents[passage.first], view.language.by_preposition
    for i in range(max(0, passage.first - REACH), min(len(tree), passage.last + REACH)):
        if view.inside[i] >= 0 or tree.sents[i] != sentence:
            continue
        preposition = prepositions.get(tree.words[i].lower())
        if preposition is None or not preposition.frame:
            continue
        for noun in tree.kids[i]:
            if tree.deps[noun] == labels.PREPOSITION_OBJECT and view.inside[noun] < 0:
                found = _phrase(context, i, preposition, noun)
                if found is not None:
                    yield found


def _phrase(context: Context, i: int, preposition: Preposition, noun: int) -> Proposal | None:
    view, passage, tree = context.view, context.passage, context.view.tree
    groups, frame = view.language.groups, preposition.frame
    behind = f"behind={i > passage.last}"
    head, details, shown = noun, [behind], frame
    if frame == "phrase-in":
        owners = [kid for kid in tree.kids[noun] if tree.deps[kid] == labels.OWNER] or walk(
            tree, noun, labels.OF_PHRASE
        )
        owner = next(iter(owners), None)  # "in her words", "in the words of X"
        if owner is None or tree.lemmas[noun] not in groups["phrase-noun"]:
            return None
        head, details = owner, [f"lemma={tree.lemmas[noun]}", behind]
        if tree.lemmas[noun] in groups["own-words"]:
            shown = WORDS
    elif frame in ("phrase-for", "phrase-to"):
        # "For X, the deal was “…”": the phrase opens its clause and a comma closes it
        end = tree.right[noun] + 1
        opens = i == 0 or not has_word(tree.words[i - 1]) or tree.words[i - 1].lower() in groups["connective"]
        if not (opens and end < len(tree) and tree.words[end] == ","):
            return None
        details = [behind, f"source-tag={tree.pos[noun]}"]
    cue = CueHit(view.number, i, i, i, preposition.form, "preposition", _PHRASE_RATE, _PHRASE_RATE)
    features = ["frame=phrase", f"frame={frame}", *(f"{frame}:{detail}" for detail in details)]
    return context.proposal(shown, mention_at(view, head), features, cue=cue)
