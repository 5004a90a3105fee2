"""Schemes of dependency labels, and how each is turned into the one that the house uses.

In: a Tree as a Doc gave it. Out: the same words with ClearNLP's labels and Penn tags.
Never knows a word of a language; what parsers get wrong is repaired later (`quotekit.languages.repair`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from attrs import define, evolve

from quotekit.languages.tiger import tiger
from quotekit.trees import Tree

Scheme = Callable[[Tree], Tree]


def clearnlp(tree: Tree) -> Tree:
    """The scheme of spaCy's English pipelines, and the house's own: nothing to do."""
    return tree


# Labels of Universal Dependencies that have another name here; a subtype that is not listed is dropped.
RENAMED: Final[Mapping[str, str]] = {
    "obj": "dobj",
    "iobj": "dative",
    "obl": "npadvmod",
    "nmod": "nmod",
    "nsubj:pass": "nsubjpass",
    "csubj:pass": "csubjpass",
    "aux:pass": "auxpass",
    "cop": "aux",
    "acl:relcl": "relcl",
    "flat": "compound",
    "flat:foreign": "dep",
    "expl:subj": "nsubj",
    "expl": "dep",
    "fixed": "dep",
    "discourse": "intj",
    "vocative": "npadvmod",
    "dislocated": "dep",
    "list": "dep",
    "orphan": "dep",
    "goeswith": "dep",
    "reparandum": "dep",
    "root": "ROOT",
}
ENTITIES: Final[Mapping[str, str]] = {"PER": "PERSON", "LOC": "GPE", "MISC": ""}
_TAGS: Final[Mapping[str, str]] = {
    "DET": "DT", "ADP": "IN", "SCONJ": "IN", "CCONJ": "CC", "ADV": "RB", "ADJ": "JJ", "NUM": "CD",
    "PUNCT": ".", "INTJ": "UH", "PART": "RP",
}  # fmt: skip
_WH: Final = ("PronType=Rel", "PronType=Int")
MOST_RAISED: Final = 6  # steps up that a mark is raised
_PHRASES: Final = frozenset({"obl", "nmod", "advcl", "acl", "xcomp", "dislocated", "dep", "parataxis"})


def ud(tree: Tree) -> Tree:
    """Universal Dependencies, as spaCy's pipelines for French, Spanish, Italian or Portuguese give them.

    Differences of structure: there a preposition hangs on its noun, and the first word of a name
    heads the others; here it is the other way round.
    """
    made = _Work(
        list(tree.heads),
        [_plain(dep) for dep in tree.deps],
        list(tree.pos),
        tree.morphs or [""] * len(tree),
    )
    tags = [made.tag(i) for i in range(len(tree))]
    made.hang_names()
    made.hang_prepositions()
    made.mark_infinitives(tags)
    made.raise_marks()
    deps = [made.label(i) for i in range(len(tree))]
    ents = [ENTITIES.get(each, each) for each in tree.ents]
    starts = [start + _is_enclitic(word) for start, word in zip(tree.starts, tree.words, strict=True)]
    return evolve(tree, heads=made.heads, deps=deps, tags=tags, ents=ents, starts=starts)


def _is_enclitic(word: str) -> bool:
    """Is it a pronoun with the hyphen that ties it to its verb ("-il")? The hyphen is no part of a mention."""
    return word[:1] == "-" and word[1:2].isalpha()


def _plain(dep: str) -> str:
    """A label without the subtype, where that says nothing here."""
    if dep in RENAMED or dep in ("obl:agent", "ROOT"):
        return dep
    return dep.partition(":")[0]


@define
class _Work:
    """The arcs of one tree while they are moved; `deps` hold the labels of Universal Dependencies."""

    heads: list[int]
    deps: list[str]
    pos: list[str]
    morphs: list[str]

    def kids(self, head: int, *deps: str) -> list[int]:
        """Tokens that hang on `head` by one of these labels, in text order."""
        return [i for i, above in enumerate(self.heads) if above == head != i and self.deps[i] in deps]

    def tag(self, i: int) -> str:
        """A Penn tag out of the coarse tag and the morphology."""
        pos, morph = self.pos[i], self.morphs[i]
        if pos in ("VERB", "AUX"):
            if "VerbForm=Inf" in morph:
                return "VB"
            if "VerbForm=Ger" in morph or ("VerbForm=Part" in morph and "Tense=Pres" in morph):
                return "VBG"
            if "VerbForm=Part" in morph:
                return "VBN"
            return "VBZ" if "Tense=Pres" in morph else "VBD"
        if pos == "NOUN":
            return "NNS" if "Number=Plur" in morph else "NN"
        if pos == "PROPN":
            return "NNP"
        if pos == "PRON":
            return "WP" if any(kind in morph for kind in _WH) else "PRP"
        return _TAGS.get(pos, "FW")

    def hang_names(self) -> None:
        """The last word of a name heads it, and a name right behind a noun heads that noun."""
        for first in reversed(range(len(self.heads))):
            if self.pos[first] not in ("PROPN", "NOUN"):
                continue
            rest = [
                kid
                for kid in self.kids(first, "flat", "appos")
                if kid > first and self.pos[kid] in ("PROPN", "X", "NOUN")
            ]
            last = first
            for kid in rest:
                is_beside = min([kid, *self.kids(kid, "flat", "det")]) == last + 1
                if not is_beside or (self.deps[kid] == "appos" and self.pos[kid] != "PROPN"):
                    break
                last = max([kid, *self.kids(kid, "flat")])
                if self.deps[kid] == "appos":
                    break
            if last > first:
                self._turn(first, last)

    def _turn(self, first: int, last: int) -> None:
        above, dep = self.heads[first], self.deps[first]
        for i in range(len(self.heads)):
            if self.heads[i] == first and i != first:
                self.heads[i] = last
        for i in range(first, last):
            if self.heads[i] == last or i == first or self.deps[i] == "flat":
                self.heads[i] = last
                if i == first or self.deps[i] in ("flat", "appos"):
                    self.deps[i] = "flat"
        self.heads[last], self.deps[last] = (last if above == first else above), dep

    def hang_prepositions(self) -> None:
        """A preposition heads its noun: prep or agent, and below it pobj."""
        for noun in range(len(self.heads)):
            dep = self.deps[noun]
            if dep.partition(":")[0] not in _PHRASES or self.heads[noun] == noun:
                continue
            if self.pos[noun] in ("VERB", "AUX"):  # "en disant": a clause, not a phrase
                self.deps[noun] = "advcl" if dep in ("obl", "nmod") else dep
                continue
            cases = self.kids(noun, "case")
            if cases:
                case = cases[0]
                self.heads[case], self.deps[case] = self.heads[noun], "agent" if dep == "obl:agent" else "prep"
                self.heads[noun], self.deps[noun] = case, "pobj"

    def mark_infinitives(self, tags: list[str]) -> None:
        """ "de partir", "à partir": what stands before an infinitive is its "to"."""
        for i, dep in enumerate(self.deps):
            if dep == "mark" and self.pos[i] == "ADP" and tags[self.heads[i]] == "VB":
                self.deps[i], tags[i] = "aux", "TO"

    def raise_marks(self) -> None:
        """A mark at the end of a phrase belongs to what the phrase hangs on."""
        last = list(range(len(self.heads)))
        for i, head in enumerate(self.heads):
            if i > last[head] and self.deps[i] != "punct":
                last[head] = i
        for i, dep in enumerate(self.deps):
            for _ in range(MOST_RAISED):
                head = self.heads[i]
                if dep != "punct" or head >= i or self.heads[head] == head or last[head] > i:
                    break
                self.heads[i] = self.heads[head]

    def label(self, i: int) -> str:
        """The name of a label here."""
        dep, morph = self.deps[i], self.morphs[i]
        if dep == "det" and "Poss=Yes" in morph:
            return "poss"
        if dep == "advmod" and "Polarity=Neg" in morph:
            return "neg"
        if dep == "case":
            return "prep"
        return RENAMED.get(dep, dep)


SCHEMES: Final[Mapping[str, Scheme]] = {"clearnlp": clearnlp, "tiger": tiger, "ud": ud}
