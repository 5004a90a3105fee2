"""The scheme of spaCy's German pipelines (TIGER labels, STTS tags), turned into the labels of the house.

In: a Tree as a Doc gave it. Out: the same words with ClearNLP's labels and Penn tags.
Prepared for a German package: tried on parses built by hand, and measured on no text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import evolve

from quotekit.trees import Tree

# Labels with one meaning. The others depend on what kind of word they are on (see `_label`).
RENAMED: Final[Mapping[str, str]] = {
    "sb": "nsubj", "sbp": "agent", "oa": "dobj", "oa2": "dobj", "og": "dobj", "da": "dative", "cp": "mark",
    "ag": "poss", "pg": "prep", "app": "appos", "pnc": "compound", "cj": "conj", "cd": "cc", "rc": "relcl",
    "re": "ccomp", "rs": "ccomp", "par": "parataxis", "svp": "prt", "ng": "neg", "ep": "expl", "pd": "attr",
    "ac": "prep", "pm": "aux", "punct": "punct", "ROOT": "ROOT",
}  # fmt: skip
_VERBS: Final = frozenset({"VERB", "AUX"})
_FINITE: Final = ("VVFIN", "VAFIN", "VMFIN")
_TAGS: Final[Mapping[str, str]] = {
    "VVINF": "VB", "VAINF": "VB", "VMINF": "VB", "VVIZU": "VB", "VVPP": "VBN", "VAPP": "VBN", "VMPP": "VBN",
    "NN": "NN", "NE": "NNP", "PPER": "PRP", "PRF": "PRP", "PIS": "PRP", "PDS": "PRP", "PPOSAT": "PRP$", "ART": "DT",
    "PDAT": "DT", "PIAT": "DT", "ADJA": "JJ", "ADJD": "JJ", "ADV": "RB", "APPR": "IN", "APPRART": "IN", "APPO": "IN",
    "KOUS": "IN", "KON": "CC", "CARD": "CD", "PTKZU": "TO", "PTKNEG": "RB", "PTKVZ": "RP", "PWAV": "WRB", "PWS": "WP",
    "PRELS": "WDT", "ITJ": "UH",
}  # fmt: skip


def tiger(tree: Tree) -> Tree:
    """TIGER's trees, as spaCy's pipelines for German give them.

    Differences of structure: there an auxiliary heads the participle or the infinitive ("hat gesagt"), and
    "und" heads the second conjunct; here the verb with the meaning is the head, and so is the first conjunct.
    """
    tags = [_tag(tree, i) for i in range(len(tree))]
    deps = [_label(tree, i) for i in range(len(tree))]
    heads = list(tree.heads)
    _hang_conjuncts(heads, deps)
    for i in range(len(tree)):
        if tree.deps[i] == "oc" and tree.pos[heads[i]] == "AUX" and tags[i] in ("VBN", "VB"):
            _raise_verb(heads, deps, i)
    return evolve(tree, heads=heads, deps=deps, tags=tags)


def _tag(tree: Tree, i: int) -> str:
    """A Penn tag out of the tag of STTS."""
    tag = tree.tags[i]
    if tag in _FINITE:
        return "VBZ" if "Tense=Pres" in (tree.morphs[i] if tree.morphs else "") else "VBD"
    return _TAGS.get(tag, "." if tree.pos[i] == "PUNCT" else "FW")


def _label(tree: Tree, i: int) -> str:
    """The name of a label here; those that stand for several things by the word that they are on."""
    dep, pos, head = tree.deps[i], tree.pos[i], tree.pos[tree.heads[i]]
    if dep == "oc":
        is_clause = tree.tags[i] in _FINITE or any(tree.deps[kid] in ("cp", "sb") for kid in tree.kids[i])
        return "ccomp" if is_clause else "xcomp"
    if dep == "mo":
        return "prep" if pos == "ADP" else "advcl" if pos in _VERBS else "advmod"
    if dep == "mnr":
        return "prep" if pos == "ADP" else "acl" if pos in _VERBS else "nmod"
    if dep == "nk":
        if head == "ADP":
            return "pobj" if pos in ("NOUN", "PROPN", "PRON", "NUM") else "det" if pos == "DET" else "amod"
        return {"DET": "det", "ADJ": "amod", "NUM": "nummod"}.get(pos, "compound")
    return RENAMED.get(dep, "dep")


def _hang_conjuncts(heads: list[int], deps: list[str]) -> None:
    """ "Rose und Anna": both "und" and "Anna" hang on "Rose"."""
    for i, dep in enumerate(deps):
        above = heads[i]
        if dep == "conj" and deps[above] == "cc":
            heads[i] = heads[above]


def _raise_verb(heads: list[int], deps: list[str], verb: int) -> None:
    """ "hat gesagt": the participle takes the place of the auxiliary, and what hung on that."""
    auxiliary = heads[verb]
    is_root = heads[auxiliary] == auxiliary
    for i, head in enumerate(heads):
        if head == auxiliary and i not in (auxiliary, verb):
            heads[i] = verb
    heads[verb], deps[verb] = (verb, "ROOT") if is_root else (heads[auxiliary], deps[auxiliary])
    heads[auxiliary], deps[auxiliary] = verb, "aux"
