"""Proposals from the sentence before, where no word reports: Ada Berg is angry. “It is the third time.”

In: a Context. Out: Proposals whose source is the subject of the sentence right before the passage.
Never looks into another paragraph, nor at a passage that stands inside a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from quotekit.attribution.passages.context import SPOKEN_ENDS, STOPS, Context, is_person
from quotekit.attribution.proposal import Proposal, mention_at
from quotekit.languages import Language, labels
from quotekit.trees import Tree

FRAME = "sentence-before"


def propose_sentence_before(context: Context) -> Iterator[Proposal]:
    """The subject of the sentence before, where the passage is a sentence of its own.

    Only for languages that have a rule for it: others have their weights fitted without.
    """
    view, passage, tree = context.view, context.passage, context.view.tree
    is_whole = context.text[:1].isupper() and context.ends_with in SPOKEN_ENDS
    last = passage.first - 1
    if not is_whole or last < 1 or tree.words[last] not in STOPS or view.inside[last] >= 0:
        return
    first = last
    while first > 0 and tree.sents[first - 1] == tree.sents[last] and tree.words[first - 1] not in STOPS:
        first -= 1
    if any(view.inside[i] >= 0 for i in range(first, last)):
        return
    for i in range(first, last):
        verb = tree.heads[i]
        is_main = tree.deps[i] == labels.SUBJECT and first <= verb < last and tree.deps[verb] != labels.RELATIVE_CLAUSE
        if is_main and _is_somebody(tree, i, view.language):
            yield context.proposal(FRAME, mention_at(view, i), [f"frame={FRAME}"], is_implicit=True)
            return


def _is_somebody(tree: Tree, i: int, language: Language) -> bool:
    """Does the word stand for a person or a body, and not for the weather?"""
    people, word = language.people, tree.words[i].casefold()
    if tree.pos[i] == "PRON":
        pronoun = people.pronouns.get(word)
        is_third = pronoun is not None and pronoun.use == "subject" and pronoun.person == "3"
        return is_third and word not in language.groups["expletive"]
    return is_person(tree, i, language) or (tree.pos[i] == "NOUN" and tree.lemmas[i] in people.bodies)
