"""What each part of the encoder is worth: figures of polnear_dev with parts of it left out or used otherwise.

    python -m bench.encoder.variants [FOLDER] [--most 84]

FOLDER holds the encoder's files, by default those of the package. The tables, the tagger and the trees are those
of the package, too; nothing is fitted. Texts are parsed and read by the encoder once, then decided anew for each row.
Never imports torch.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from attrs import evolve

from bench.corpus import Article, load, scorer
from bench.fit_clauses import predict
from quotekit.attribution.clauses.second_opinion import SecondOpinion
from quotekit.attribution.encoder.opinion import Opinion
from quotekit.attribution.passages.decide import decide
from quotekit.attribution.rulebook import book_of
from quotekit.languages import DEFAULT_RULES, load_language
from quotekit.languages.encoder import encoder_in

SHIPPED: Final = Path(__file__).parents[2] / "encoder" / "quotekit_encoder" / "model"
NEVER: Final = {"passages": 0.0, "exactly": 0.0, "nothing": 0.0}  # the weights are always sure enough
ALWAYS: Final = {"passages": 1.1, "exactly": 1.1, "nothing": 1.1}  # they never are
ALONE: Final = {"passages": 1.0, "share": [0.0, 1.0, 0.0], "confidence": [0.0, 1.0, 0.0]}
Part = Mapping[str, Any]
VARIANTS: Final[Mapping[str, Part | None]] = {
    "weights alone": None,
    "with the encoder": {},
    "asked about every word": {"sure": ALWAYS},
    "asked less often": {"sure": {"passages": 0.8, "exactly": 0.5, "nothing": 0.6}},
    "without words that only its labels propose": {"labels": None},
    "not asked about passages": {"sure": {"passages": 0.0}},
    "asked about passages only": {"sure": {**NEVER, "passages": 0.9}},
    "the encoder alone": {"sure": ALWAYS, "mix": ALONE},
}


def changed(about: Part, part: Part) -> dict[str, Any]:
    """What `encoder.json` says, with some of its numbers replaced."""
    return {
        **about,
        **{name: {**about[name], **value} if isinstance(value, Mapping) else value for name, value in part.items()},
    }


def rows(articles: Sequence[Article], folder: Path) -> Iterator[tuple[str, Sequence[float]]]:
    """Each variant with quoted attribution, content, content to the letter, content and speaker, and pieces read."""
    encoder, language = encoder_in(folder), load_language()
    book = book_of(DEFAULT_RULES, language)
    assert language.passage_weights is not None
    second = [SecondOpinion.on(article.views, language) for article in articles]
    gold = [article.gold for article in articles]
    for name, part in VARIANTS.items():
        found, pieces = {}, 0
        for article, trees in zip(articles, second, strict=True):
            opinion = None
            if part is not None:
                opinion = Opinion.on(article.views, evolve(encoder, about=changed(encoder.about, part)))
            decided = decide(article.reading, article.views, book, language.passage_weights, opinion=opinion)
            row = predict(article, decided, language.clause_weights, trees, opinion)
            found[row["id"]] = row
            pieces += opinion.windows.size if opinion is not None else 0
        result, _ = scorer().score(gold, found)
        relations = result["relations"]
        figures = [relations[each]["f1"] for each in ("content", "content_exact", "content_and_speaker")]
        yield name, (result["quoted"]["attribution"]["f1"], *figures, pieces / 1000)


def main(argv: Sequence[str] | None = None) -> int:
    """Prints a table; see the module docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=SHIPPED)
    parser.add_argument("--most", type=int, help="articles at most")
    args = parser.parse_args(argv)
    print("| | quoted attribution | content | to the letter | content+speaker | pieces read, thousands |")
    print("|---|---|---|---|---|---|")
    for name, figures in rows(load("polnear_dev", args.most), args.folder):
        print(f"| {name} | {' | '.join(f'{figure:.1f}' for figure in figures)} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
