"""TIGER's labels turned into those of the house, on German parses built by hand after the scheme's documentation."""

from __future__ import annotations

from quotekit.languages.tiger import tiger
from quotekit.trees import Tree


def tree_of(rows: str) -> Tree:
    """A tree out of rows "word tag pos label head-word"; every word stands once, and the root heads itself."""
    cells = [row.split() for row in rows.strip().splitlines()]
    words = [cell[0] for cell in cells]
    starts = [sum(len(word) + 1 for word in words[:i]) for i in range(len(words))]
    return Tree(
        words=words,
        lemmas=[word.lower() for word in words],
        tags=[cell[1] for cell in cells],
        pos=[cell[2] for cell in cells],
        deps=[cell[3] for cell in cells],
        heads=[words.index(cell[4]) for cell in cells],
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        sents=[0] * len(words),
        ents=[""] * len(words),
        ent_ids=[-1] * len(words),
        morphs=["Tense=Pres" if cell[1].endswith("FIN") else "" for cell in cells],
    )


def arcs(tree: Tree) -> set[str]:
    return {
        f"{tree.words[i]} {dep} {tree.words[head]}"
        for i, (dep, head) in enumerate(zip(tree.deps, tree.heads, strict=True))
    }


def test_the_verb_with_the_meaning_heads_its_auxiliary() -> None:
    read = tiger(
        tree_of("""
        Die         ART    DET   nk   Ministerin
        Ministerin  NN     NOUN  sb   hat
        hat         VAFIN  AUX   ROOT hat
        gesagt      VVPP   VERB  oc   hat
        ,           $,     PUNCT punct hat
        dass        KOUS   SCONJ cp   steigt
        der         ART    DET   nk   Pegel
        Pegel       NN     NOUN  sb   steigt
        steigt      VVFIN  VERB  oc   gesagt
        """)
    )
    assert arcs(read) >= {
        "Ministerin nsubj gesagt",
        "hat aux gesagt",
        "gesagt ROOT gesagt",
        "steigt ccomp gesagt",
        "dass mark steigt",
        "Die det Ministerin",
    }
    assert read.tags[read.words.index("gesagt")] == "VBN"
    assert read.tags[read.words.index("steigt")] == "VBZ"


def test_a_preposition_heads_its_noun_and_the_first_conjunct_the_second() -> None:
    read = tiger(
        tree_of("""
        Nach    APPR  ADP   mo   steigt
        Rose    NE    PROPN nk   Nach
        und     KON   CCONJ cd   Rose
        Anna    NE    PROPN cj   und
        steigt  VVFIN VERB  ROOT steigt
        der     ART   DET   nk   Pegel
        Pegel   NN    NOUN  sb   steigt
        """)
    )
    assert arcs(read) >= {"Nach prep steigt", "Rose pobj Nach", "und cc Rose", "Anna conj Rose", "Pegel nsubj steigt"}


def test_reported_words_of_the_scheme_are_a_clause() -> None:
    read = tiger(
        tree_of("""
        Alles   PIS   PRON  sb   ruht
        ruht    VVFIN VERB  rs   sagte
        ,       $,    PUNCT punct sagte
        sagte   VVFIN VERB  ROOT sagte
        Rose    NE    PROPN sb   sagte
        """)
    )
    assert arcs(read) >= {"ruht ccomp sagte", "Rose nsubj sagte"}
