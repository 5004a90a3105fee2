"""Quotatives of everyday speech: "I was like, …", "and he goes, …".

In: a ParagraphView and a verb. Out: the words that bring in the speech, or None.
Never decides who speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from quotekit.languages import labels

if TYPE_CHECKING:
    from quotekit.attribution.views import ParagraphView

_MOST_ADVERBS: Final = 2  # between copula and quotative: "was just like"


@frozen
class Quotative:
    """Where a quotative stands.

    Attributes:
        last: Its last token.
        lemma: Its dictionary form: "be like", "go".
        begins: The first token of what is said.
    """

    last: int
    lemma: str
    begins: int


def quotative(view: ParagraphView, verb: int) -> Quotative | None:
    """The quotative whose verb is this token; None where it is an ordinary verb ("was like a barn")."""
    tree, groups = view.tree, view.language.groups
    if not groups["quotative"]:
        return None
    found = None
    if tree.lemmas[verb] in groups["copula"]:
        found = _behind_copula(view, verb)
    elif tree.lower[verb] in groups["quotative-verb"]:
        found = _before_comma(view, verb)
    return found if found is not None and _has_person(view, verb) else None


def _before_comma(view: ParagraphView, verb: int) -> Quotative | None:
    tree, comma = view.tree, verb + 1
    if not _opens_clause(view, verb) or not _is_comma(view, comma) or not _goes_on(view, comma + 1):
        return None
    return None if tree.tags[comma + 1] in labels.GOES_ON else Quotative(verb, tree.lemmas[verb], comma + 1)


def _behind_copula(view: ParagraphView, verb: int) -> Quotative | None:
    tree, words = view.tree, view.language.groups["quotative"]
    at, end = verb + 1, min(len(tree), verb + 1 + _MOST_ADVERBS)
    while at < end and tree.pos[at] == "ADV" and tree.words[at].lower() not in words:
        at += 1
    if at >= len(tree) or tree.words[at].lower() not in words or view.inside[at] >= 0:
        return None
    lemma = f"{tree.lemmas[verb]} {tree.words[at].lower()}"
    if _is_comma(view, at + 1):
        return Quotative(at, lemma, at + 2) if _goes_on(view, at + 2) else None
    if at + 2 < len(tree) and view.inside[at + 1] >= 0:  # was like “No way”, not: was like “a father” to me
        word = tree.words[at + 1] if tree.words[at + 1][0].isalnum() else tree.words[at + 2]
        return Quotative(at, lemma, at + 1) if word[0].isupper() else None
    # Without a comma only a clause is speech: "was like that's a bad idea", not "was like that".
    has_object = any(kid > at for kid in tree.kids[at])
    subject = next((i for i in range(at + 1, min(at + 4, len(tree))) if tree.deps[i] == labels.SUBJECT), None)
    is_clause = subject is not None and tree.heads[subject] > subject and _goes_on(view, at + 1)
    return Quotative(at, lemma, at + 1) if is_clause and not has_object else None


def _has_person(view: ParagraphView, verb: int) -> bool:
    """Is the subject right before the verb, and somebody: a pronoun for people, or a name?"""
    tree, pronouns = view.tree, view.language.people.pronouns
    subject = next((kid for kid in tree.kids[verb] if kid < verb and tree.deps[kid] == labels.SUBJECT), None)
    if subject is None or view.inside[subject] >= 0:
        return False
    pronoun = pronouns.get(tree.words[subject].lower())
    if pronoun is not None:
        return pronoun.use == "subject" and pronoun.gender != "n"
    return tree.pos[subject] == "PROPN"


def _opens_clause(view: ParagraphView, verb: int) -> bool:
    """Does nothing but "and" stand before the person: not "wherever she goes, …", "if he goes, …", "here we go, …"?"""
    tree, connectives = view.tree, view.language.groups["connective"]
    kids = [kid for kid in tree.kids[verb] if kid < verb and tree.deps[kid] != labels.SUBJECT]
    return all(tree.words[kid].lower() in connectives or tree.pos[kid] in ("PUNCT", "INTJ") for kid in kids)


def _is_comma(view: ParagraphView, token: int) -> bool:
    return token < len(view.tree) and view.tree.words[token] == "," and view.inside[token] < 0


def _goes_on(view: ParagraphView, token: int) -> bool:
    """Do words follow in the same sentence, or between marks?"""
    tree = view.tree
    return token < len(tree) and (view.inside[token] >= 0 or tree.sents[token] == tree.sents[token - 1])
