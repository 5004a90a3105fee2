"""Finds the words that can report speech, outside quotation marks.

In: a ParagraphView. Out: CueHits in text order, with how often such a word is a cue.
Never decides whether it reports anything here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from quotekit.attribution.quotatives import quotative
from quotekit.attribution.viewpoints import names_a_source
from quotekit.languages import Language, labels
from quotekit.languages.lexicon import Entry, Lexicon
from quotekit.reading.reading import CueHit
from quotekit.trees import Tree

if TYPE_CHECKING:
    from quotekit.attribution.views import ParagraphView

_UNKNOWN_RATE, _UNKNOWN_QUOTED_RATE = 0.05, 0.02
_CLAUSAL_RATE = 0.45  # an adjective of attitude with a clause; counts of the word alone hold all its other uses
PREPOSITION_RATE, _PREPOSITION_QUOTED_RATE = 0.9, 0.85
# A word that is tagged as a noun counts as a verb beside a passage if its verb is this sure.
_SURE = 0.3
_EDGE = 5  # tokens beside a passage in which unknown and mistagged verbs are looked at
_VERBS = frozenset({"VERB", "AUX"})
KINDS = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}
_MISTAGGED = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "ADP"})


def rate(entry: Entry | None) -> float:
    """How often a word is a cue of anything, smoothed."""
    return entry.rate if entry else _UNKNOWN_RATE


def quoted_rate(entry: Entry | None) -> float:
    """How often a word is a cue of a passage in its sentence, smoothed."""
    return entry.quoted_rate if entry else _UNKNOWN_QUOTED_RATE


def find_cues(view: ParagraphView, among: Iterable[int] | None = None) -> list[CueHit]:
    """Every word outside the marks that can be a cue, and every verb beside a passage.

    Args:
        view: The paragraph.
        among: Tokens that are looked at, in order; None for all.
    """
    tree, lexicon, prepositions = view.tree, view.language.lexicon, view.language.by_preposition
    known, lower, lemmas, tags = view.language.cue_forms, tree.lower, tree.lemmas, tree.pos
    hits: list[CueHit] = []
    edge: set[int] = set()
    for passage in view.passages:
        edge.update(range(passage.last + 1, passage.last + 1 + _EDGE))
        edge.update(range(passage.first - _EDGE, passage.first))
    for i in range(len(lower)) if among is None else among:
        form, pos = lower[i], tags[i]
        if form not in known and pos not in _VERBS and i not in edge and "_" not in lemmas[i]:
            continue  # told fast: most words are neither
        if view.inside[i] >= 0 or tree.deps[i] == labels.ASIDE:
            continue
        preposition, kind = prepositions.get(form), KINDS.get(pos)
        if pos in _VERBS and (spoken := _quotative(view, i)) is not None:
            hits.append(spoken)
            continue
        if preposition is None:
            is_known = kind is not None and (kind, form) in lexicon.by_form
            if not is_known and i not in edge and "_" not in lemmas[i]:
                continue
            if not _may_report(form, kind, i in edge):
                continue
        elif preposition.cue and names_a_source(view, i, preposition):
            rates = PREPOSITION_RATE, _PREPOSITION_QUOTED_RATE
            hits.append(CueHit(view.number, i, i, i, preposition.cue, "preposition", *rates, like=preposition.like))
            continue
        hit = _word(view, i, form, i in edge, lexicon)
        if hit is not None:
            hits.append(hit)
    return hits


def _may_report(form: str, kind: str | None, beside: bool) -> bool:
    """Is it a word of a class that reports, or beside a passage of any class?"""
    return (beside or kind is not None) and form.replace("-", "").isalpha()


def _has_clause(tree: Tree, i: int) -> bool:
    """Is the adjective a predicate with a clause ("certain that …"), and not "a certain man"?"""
    if tree.deps[i] != labels.ADJECTIVE_COMPLEMENT:
        return False
    kids = (*tree.kids[i], *tree.kids[tree.heads[i]])
    return any(tree.deps[kid] == labels.COMPLEMENT_CLAUSE for kid in kids)


def _quotative(view: ParagraphView, i: int) -> CueHit | None:
    found = quotative(view, i)
    if found is None:
        return None
    like = view.language.lexicon.entries[0]  # the most frequent cue: to say
    return CueHit(view.number, i, i, found.last, found.lemma, "verb", rate(like), quoted_rate(like), like=like.lemma)


def _word(view: ParagraphView, i: int, form: str, beside: bool, lexicon: Lexicon) -> CueHit | None:
    tree = view.tree
    kind = KINDS.get(tree.pos[i])
    if "_" in tree.lemmas[i]:  # a verb with its light verb, as a repair joined them
        form = tree.lemmas[i]
    entry = lexicon.find(kind, form) if kind else None
    if entry is None and beside and (verb := _mistagged(view, i, form, lexicon)) is not None:
        entry, kind = verb, "verb"
    if entry is None:
        is_verb = kind == "verb" and beside
        return CueHit(view.number, i, i, i, tree.lemmas[i], "verb", rate(None), quoted_rate(None)) if is_verb else None
    if entry.lemma in view.language.groups["charged"] and _is_charge(tree, i):
        return None
    return CueHit(
        paragraph=view.number,
        head=i,
        first=i,
        last=i,
        lemma=entry.lemma,
        kind=kind,  # type: ignore[arg-type]
        rate=max(rate(entry), _CLAUSAL_RATE) if kind == "adjective" and _has_clause(tree, i) else rate(entry),
        quoted_rate=quoted_rate(entry),
        medium=entry.medium,
        like=entry.like,
    )


def _mistagged(view: ParagraphView, i: int, form: str, lexicon: Lexicon) -> Entry | None:
    """The verb that a word beside a passage is, for all its tag says: “…” grins Beth; “Why?” Asked Beth."""
    verb = lexicon.find("verb", form) if view.tree.pos[i] in _MISTAGGED else None
    opens = i > 0 and view.inside[i - 1] >= 0  # capitalised behind a mark, and so tagged as a name
    return verb if verb is not None and (quoted_rate(verb) >= _SURE or (opens and verb.meaning)) else None


def _is_charge(tree: Tree, i: int) -> bool:
    """Is it a participle beside a noun, with nobody who brings the charge ("a man accused of fraud")?"""
    is_participle = tree.tags[i] == labels.PAST_PARTICIPLE and tree.deps[i] in labels.CHARGES
    return is_participle and not any(tree.deps[kid] == labels.AGENT for kid in tree.kids[i])


def negated(view: ParagraphView, cue: CueHit) -> bool:
    """Does the text say that it was not said? ("did not say", "never said", "refused to say")"""
    tree, head = view.tree, cue.head
    language = view.language
    if _is_denied(tree, head, language):
        return True
    refusal = language.groups["refusal"]
    if cue.lemma in refusal:
        kids = (kid for kid in tree.kids[head] if tree.deps[kid] == labels.OPEN_CLAUSE)
        return any(_reports(tree, kid, language) for kid in kids)
    above = tree.heads[head]
    is_refused = tree.deps[head] in labels.REFUSED and tree.lemmas[above] in refusal
    return is_refused and not _is_denied(tree, above, language)


def _is_denied(tree: Tree, verb: int, language: Language) -> bool:
    groups = language.groups
    never, nor, nobody = groups["never"], groups["nor"], groups["nobody"]
    for kid in tree.kids[verb]:
        word = tree.words[kid].lower()
        if word in groups["nothing"] and tree.deps[kid] == labels.COMPLEMENT_CLAUSE:
            return True
        if tree.deps[kid] == labels.NEGATION or word in never or word in nor:
            return word not in nor or kid < verb
        if tree.deps[kid] in labels.SUBJECTS and kid < verb:
            opening = tree.words[tree.left[kid]].lower()
            if word in nobody or opening in nobody:
                return True
    above = tree.heads[verb]  # "would neither confirm nor deny"
    return tree.deps[verb] == labels.CONJUNCT and any(tree.words[kid].lower() in nor for kid in tree.kids[above])


def _reports(tree: Tree, verb: int, language: Language) -> bool:
    entry = language.lexicon.find("verb", tree.words[verb])
    return entry is not None and entry.medium != "thought" and bool(entry.meaning)
