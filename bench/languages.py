"""Measures a language on the articles that were written and marked for it.

    python -m bench.languages fr [--held] [--texts NAME] [--save FILE]

Prints F1 of passages, of contents, of contents with speakers, and of names. Needs the scorer of
../shared/eval; the texts stand in tests/languages/CODE.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import quotekit
from bench.corpus import scorer
from bench.marked import read_marked
from quotekit.export.dicts import to_dict

TEXTS = Path(__file__).parents[1] / "tests" / "languages"


def documents(code: str, *, held: bool) -> list[dict[str, Any]]:
    """The marked articles of a language: those that rules were tried on, or those that were held back."""
    return marked(code, "articles-held" if held else "articles-rules")


def marked(code: str, name: str) -> list[dict[str, Any]]:
    """The marked texts of a file of a language."""
    return list(read_marked(TEXTS / code / f"{name}.txt"))


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("language", help="code of the language")
    parser.add_argument("--held", action="store_true", help="the half that no rule was tried on")
    parser.add_argument("--texts", metavar="NAME", help="another file of marked texts there, such as sentences-a")
    parser.add_argument("--save", type=Path, metavar="FILE", help="write gold and answers there, as FILE and FILE.pred")
    args = parser.parse_args()
    gold = marked(args.language, args.texts) if args.texts else documents(args.language, held=args.held)
    answers = [to_dict(quotekit.extract(each["text"], language=args.language, id=each["id"])) for each in gold]
    if args.save:
        for path, rows in ((args.save, gold), (Path(f"{args.save}.pred"), answers)):
            path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf8")
    score = scorer()
    result, _ = score.score(
        [{**each, "attributions": [score.plain(a) for a in each["attributions"]]} for each in gold],
        {each["id"]: {**each, "attributions": [score.plain(a) for a in each["attributions"]]} for each in answers},
    )
    figures = {
        "quoted detection": result["quoted"]["detection"],
        "quoted attribution": result["quoted"]["attribution"],
        "content": result["relations"]["content"],
        "content and speaker": result["relations"]["content_and_speaker"],
        **({"entity": result["entity"]} if "entity" in result else {}),
    }
    for name, row in figures.items():
        print(f"{name:22} P {row['p']:6.2f}  R {row['r']:6.2f}  F1 {row['f1']:6.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
