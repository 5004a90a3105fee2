"""What stands between a French verb and the subject behind it: a time, a place, a hearer, a manner.

In: a Tree in the labels of the house. Out: the token at which the subject can begin.
Never moves an arc: « a annoncé lundi soir devant la presse la maire » is read word by word.
"""

from __future__ import annotations

from typing import Final

from quotekit.languages.fr.repairs.words import BEHIND, MARKS, NOMINAL, OF, SMALL, TO, starts_noun
from quotekit.trees import Tree

# Times that need no preposition, alone or with « ce », « la » and so on before them.
TIMES: Final = frozenset(
    "lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui aujourd demain avant-hier "
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
TIME_NOUNS: Final = frozenset(
    "matin soir midi après-midi nuit semaine week-end mois année veille jour soirée fois instant moment "
    "lendemain".split()
)
MANNERS: Final = frozenset("voix ton air geste mouvement coup accent trait bond".split())  # « d'une voix sourde »
_WITH_TIME: Final = frozenset("dernier dernière prochain prochaine même matin soir midi après-midi".split())
_BEFORE_TIME: Final = frozenset("ce cet cette la le l'".split())
PREPOSITIONS: Final = TO | frozenset(
    "devant auprès sous lors chez après avant depuis pendant durant vers contre face entre parmi dès selon malgré "
    "jusqu' jusque hors comme".split()
)
# Behind « de » that says how it was said: « d'une voix sourde », « de son côté ».
_OF_MANNER: Final = frozenset("un une son sa leur nouveau ses".split())
LOOSE: Final = frozenset("bas haut fort tout encore ensuite enfin aussi alors soudain plus toujours déjà bien".split())
REACH: Final = 16  # tokens from a verb to its inverted subject


def subject_start(tree: Tree, verb: int) -> int | None:
    """The token behind a verb at which its subject can begin; None where a mark comes first."""
    i, end = verb + 1, min(len(tree), verb + REACH)
    while i < end:
        word = tree.words[i].lower()
        if word == "," and i + 1 < end and tree.words[i + 1].lower() in TIMES:
            i += 1
        elif word in MARKS or word in BEHIND:
            return None
        elif (after := _over_time(tree, i)) is not None or (after := _over_phrase(tree, i)) is not None:
            i = after
        elif tree.pos[i] == "ADV" or word.endswith("ment") or word in LOOSE:
            i += 1
        else:
            return i
    return None


def _over_time(tree: Tree, i: int) -> int | None:
    """Behind « mardi soir », « cette semaine », « lundi 3 mai »; None where no time stands."""
    words = [word.lower() for word in tree.words[i : i + 5]]
    if words[0] in _BEFORE_TIME and words[1:2] and words[1] in TIME_NOUNS | TIMES:
        i, words = i + 1, words[1:]
    elif words[0] not in TIMES:
        return None
    last = 1
    while last < len(words) and (words[last] in TIMES | _WITH_TIME or words[last].isdigit()):
        last += 1
    return i + last


def _over_phrase(tree: Tree, i: int) -> int | None:
    """Behind « devant la presse », « auprès de notre journal », « en secouant la tête »; None where none stands."""
    word = tree.words[i].lower()
    is_of_manner = word in OF and i + 1 < len(tree) and tree.words[i + 1].lower() in _OF_MANNER
    if word not in PREPOSITIONS and not is_of_manner:
        return None
    i += 1
    if i < len(tree) and tree.words[i].lower() in OF | {"à", "au", "aux"}:  # « auprès de », « face aux »
        i += 1
    is_gerund = word == "en" and i < len(tree) and tree.words[i].lower().endswith("ant")
    if is_gerund:
        i += 1
        if not (i < len(tree) and tree.words[i].lower() in SMALL):
            return i
    return _over_noun(tree, i)


def _over_noun(tree: Tree, i: int) -> int:
    """Behind a noun phrase, with what « de » hangs on it; capitals behind a common noun may begin the subject."""
    n = len(tree)
    while i < n and tree.words[i] not in MARKS and (tree.pos[i] not in NOMINAL or tree.words[i].lower() in SMALL):
        i += 1
    if i >= n or tree.words[i] in MARKS:
        return i
    is_name = tree.words[i][:1].isupper()
    i += 1
    after = i
    while after < n and tree.words[after][:1].isupper():
        after += 1
    if is_name or (after > i and starts_noun(tree, after) and tree.words[after].lower() in SMALL):
        i = after  # « à Paris Match », « à l'agence Reuters le ministre »
    while i < n and tree.pos[i] == "ADJ" and not tree.words[i][:1].isupper():
        i += 1
    if i < n and tree.words[i].lower() in OF:
        return _over_noun(tree, i + 1)
    return i


def is_behind_adverbial(tree: Tree, comma: int) -> bool:
    """Does the sentence open with a time or a place up to this comma: « Dans un communiqué, le syndicat déplore »?"""
    first = comma
    while first > 0 and tree.sents[first - 1] == tree.sents[comma] and tree.words[first - 1] not in MARKS:
        first -= 1
    return (first < comma and tree.pos[first] in ("ADP", "ADV", "NUM", "SCONJ")) or tree.words[first].lower() in TIMES
