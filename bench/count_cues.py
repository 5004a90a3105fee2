"""Counts how often each word introduces attributed content in polnear_train; writes the lexicon.

    python -m bench.count_cues [--write]

Counts are by word form, so that the lemmatiser of a spaCy version does not matter; forms are
joined to lemmas by lemminflect (a package for this command only). Needs: pip install lemminflect.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import lemminflect

from bench.corpus import Article, load, scorer
from quotekit.attribution.cues import KINDS
from quotekit.trees import Tree

LEXICON = Path(__file__).parents[1] / "quotekit" / "languages" / "en" / "data"
UNIVERSAL = {"verb": "VERB", "noun": "NOUN", "adjective": "ADJ"}
LEAST = {"verb": 2, "noun": 3, "adjective": 2}  # a word that was a cue less often is left out
# Forms that two verbs share go to the one that reports.
SHARED = {
    "found": "find",
    "felt": "feel",
    "saw": "see",
    "wound": "wind",
    "left": "leave",
    "rose": "rise",
    "lay": "lie",
    "bore": "bear",
    "founded": "found",
    "ground": "grind",
    "hoped": "hope",
    "hoping": "hope",
    "rated": "rate",
    "rating": "rate",
    "sung": "sing",
}
Word = tuple[str, str]
HEADER = "# kind\tlemma\tclass\tmedium\tcue\tseen\tquoted\tseen_quoted\tforms — see SOURCES.md"


@cache
def inflections(lemma: str, kind: str) -> frozenset[str]:
    """Every form of a word."""
    found = {form for forms in lemminflect.getAllInflections(lemma, upos=UNIVERSAL[kind]).values() for form in forms}
    return frozenset({lemma, *(form for form in found if "'" not in form)})


def lemma_of(form: str, kind: str, guesses: Iterable[str]) -> str:
    """The lemma whose inflections hold this form: "hoped" is a form of hope, not of hop."""
    if kind == "verb" and form in SHARED:
        return SHARED[form]
    candidates = [*guesses, *lemminflect.getLemma(form, UNIVERSAL[kind])]
    if kind == "verb":
        candidates += [form[: -len(end)] + "e" for end in ("ed", "ing") if form.endswith(end)]
    fitting = [lemma for lemma in candidates if lemma and form in inflections(lemma, kind)]
    return next(iter((*fitting, *candidates)), form)


def classes() -> dict[str, tuple[str, str]]:
    """Class of meaning and medium of each listed verb; the first class it stands in."""
    found: dict[str, tuple[str, str]] = {}
    for line in (LEXICON / "verb_classes.tsv").read_text(encoding="utf8").splitlines():
        if not line.startswith("#"):
            meaning, medium, lemmas = line.split("\t")
            for lemma in lemmas.split():
                found.setdefault(lemma, (meaning, medium))
    return found


def listed_words() -> set[Word]:
    """Nouns and adjectives that are listed by medium: they are kept however rarely they were a cue."""
    lines = (LEXICON / "media.tsv").read_text(encoding="utf8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {(kind, lemma) for kind, _, lemmas in rows if kind != "verb" for lemma in lemmas.split()}


def cue_token(trees: Iterable[Tree | None], start: int, end: int) -> tuple[Tree, int] | None:
    """The main word of a cue: the verb, noun or adjective whose head lies outside it."""
    for tree in trees:
        if tree is None or not len(tree) or tree.ends[-1] <= start or tree.starts[0] >= end:
            continue
        inside = [i for i in range(tree.at(start), len(tree)) if tree.starts[i] < end]
        tops = [i for i in inside if tree.heads[i] not in inside or tree.heads[i] == i]
        for choice in (
            [i for i in tops if tree.pos[i] in KINDS],
            [i for i in inside if tree.pos[i] == "VERB"],
            tops,
        ):
            if choice:
                return tree, choice[0]
    return None


def words(tree: Tree, inside: list[int]) -> Iterator[tuple[int, str, str]]:
    """Token, kind and form of every word outside the marks that could be a cue."""
    for i, form in enumerate(tree.words):
        kind = KINDS.get("VERB" if tree.pos[i] == "AUX" else tree.pos[i])
        if kind and inside[i] < 0 and form.isalpha():
            yield i, kind, form.lower()


def count(articles: Iterable[Article]) -> dict[str, Counter[Word]]:
    """Counts by (kind, form): cue, seen, quoted, seen_quoted; guesses of the lemma."""
    counts: dict[str, Counter[Any]] = {name: Counter() for name in ("cue", "seen", "quoted", "seen_quoted", "lemma")}
    for article in articles:
        items = [(inner.start, inner.end) for q in article.reading.quotations for inner in q.inners]
        for view in article.views:
            if view is None:
                continue
            tree = view.tree
            with_passage = {tree.sents[i] for i, number in enumerate(view.inside) if number >= 0}
            for i, kind, form in words(tree, view.inside):
                counts["seen"][kind, form] += 1
                counts["seen_quoted"][kind, form] += tree.sents[i] in with_passage
                counts["lemma"][kind, form, tree.lemmas[i]] += 1
        for gold in article.gold["attributions"]:
            found = cue_token(article.reading.trees, *gold["cue"][0]) if gold["cue"] else None
            if found is None:
                continue
            tree, i = found
            word_kind = KINDS.get("VERB" if tree.pos[i] == "AUX" else tree.pos[i])
            if word_kind is None:
                continue
            counts["cue"][word_kind, tree.words[i].lower()] += 1
            held = scorer().chars(gold["content"])
            is_quoted = any(2 * len(held.intersection(range(*item))) >= item[1] - item[0] for item in items)
            counts["quoted"][word_kind, tree.words[i].lower()] += is_quoted
    return counts


def rows(counts: dict[str, Counter[Any]]) -> Iterator[str]:
    """The lines of cues.tsv."""
    guesses: dict[Word, list[str]] = {}
    for (kind, form, lemma), _ in counts["lemma"].most_common():
        guesses.setdefault((kind, form), []).append(lemma)
    lemmas = {key: lemma_of(key[1], key[0], mine) for key, mine in guesses.items()}
    sums: dict[str, Counter[Word]] = {name: Counter() for name in ("cue", "seen", "quoted", "seen_quoted")}
    for name, total in sums.items():
        for (kind, form), number in counts[name].items():
            total[kind, lemmas.get((kind, form), form)] += number
    known = classes()
    keep = {
        (kind, lemma)
        for (kind, lemma), number in sums["cue"].items()
        if number >= LEAST[kind] and len(lemma) > 1 and lemma.replace("-", "").isalpha()
    }
    listed = {("verb", lemma) for lemma in known} | listed_words()
    for kind, lemma in sorted(keep | listed):
        forms = set(inflections(lemma, kind))
        forms |= {form for (k, form), own in lemmas.items() if (k, own) == (kind, lemma)}
        meaning, medium = known.get(lemma, ("-", "-")) if kind == "verb" else ("-", "-")
        numbers = [str(sums[name][kind, lemma]) for name in ("cue", "seen", "quoted", "seen_quoted")]
        yield "\t".join([kind, lemma, meaning, medium, *numbers, " ".join(sorted(forms))])


def main() -> int:
    """Prints the most frequent cues; --write puts the lexicon into the package."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    lines = list(rows(count(load("polnear_train"))))
    for line in sorted(lines, key=lambda line: -int(line.split("\t")[4]))[:40]:
        print(line)
    if args.write:
        (LEXICON / "cues.tsv").write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
