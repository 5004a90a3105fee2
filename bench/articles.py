"""Articles for measurements of time and size: paragraphs of the sample article in other orders.

In: a number. Out: as many texts, the same ones every time.
Never meant for accuracy: what is said in them was reviewed once and comes again and again.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from quotekit.cli.inputs import read_sample

PARAGRAPHS: Final = (4, 16)  # least and most of an article; on average as long as the sample
SEED: Final = 20261124


def articles(count: int) -> Iterator[str]:
    """So many texts of about 350 words."""
    choice = random.Random(SEED)
    _, *paragraphs = str(read_sample()[0]).split("\n\n")  # without its headline
    for _ in range(count):
        yield "\n\n".join(choice.choices(paragraphs, k=choice.randint(*PARAGRAPHS)))


def write_articles(path: Path, count: int) -> None:
    """Write so many texts as JSON Lines, with identifiers."""
    with path.open("w", encoding="utf-8") as out:
        for number, text in enumerate(articles(count)):
            out.write(json.dumps({"id": f"a{number:06d}", "text": text}, ensure_ascii=False) + "\n")
