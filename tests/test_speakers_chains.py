"""Chains for the speaker tests: invented texts, their mentions in braces, and who each of them is.

In: a Chain. Out: a Reading with stored parses and one Draft a mention.
The parses are stored in test_speakers_parses.json; ``python tests/test_speakers_chains.py`` makes them anew.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from attrs import field, frozen

from quotekit.languages import load_language
from quotekit.reading.quotations import find_quotations
from quotekit.reading.reading import Draft, Phrase, Reading
from quotekit.trees import Tree, tree_of

STORE = Path(__file__).with_name("test_speakers_parses.json")
MENTION = re.compile(r"\{([^{}]*)\}")
COLUMNS = ("words", "lemmas", "tags", "pos", "deps", "heads", "starts", "ends", "sents", "ents", "ent_ids")


@frozen
class Chain:
    """A text and who is who in it.

    Attributes:
        title: What it shows.
        text: The text, one paragraph a line; sources stand in braces, and a line that begins
            with "~" is a paragraph that nobody parsed.
        who: A number for the entity of each source, in order, or None where nobody can know.
        names: What `Speaker.name` must be, by number.
        types: What `Speaker.type` must be, by number.
        sieves: Names of the sieves that must have decided, in order; empty to leave it open.
    """

    title: str
    text: str
    who: list[int | None]
    names: dict[int, str] = field(factory=dict)
    types: dict[int, str] = field(factory=dict)
    sieves: list[str] = field(factory=list)

    @property
    def plain(self) -> str:
        """The text without braces and "~"."""
        return MENTION.sub(r"\1", self.text).replace("\n~", "\n").removeprefix("~")

    @property
    def paragraphs(self) -> list[tuple[int, int, bool]]:
        """Start, end, and whether it is parsed, of each line."""
        found, at = [], 0
        for line in self.text.split("\n"):
            length = len(MENTION.sub(r"\1", line).removeprefix("~"))
            found.append((at, at + length, not line.startswith("~")))
            at += length + 1
        return found

    @property
    def mentions(self) -> list[tuple[int, int]]:
        """Start and end of each source in the plain text."""
        found, text, shift = [], self.text.replace("\n~", "\n").removeprefix("~"), 0
        for match in MENTION.finditer(text):
            start = match.start() - shift
            found.append((start, start + len(match[1])))
            shift += 2
        return found


def parse(chain: Chain, nlp: Any) -> list[Tree | None]:
    """The trees of a chain, fresh from a pipeline."""
    text = chain.plain
    return [tree_of(nlp(text[start:end]), start) if parsed else None for start, end, parsed in chain.paragraphs]


def stored(chain: Chain) -> list[Tree | None]:
    """The trees of a chain as they were reviewed."""
    rows = json.loads(STORE.read_text("utf-8"))[chain.plain]
    return [Tree(**row) if row else None for row in rows]


def reading_of(chain: Chain, trees: list[Tree | None]) -> Reading:
    """What stage one would hand over."""
    paragraphs = tuple((start, end) for start, end, _ in chain.paragraphs)
    return Reading(
        chain.plain, paragraphs, tuple(trees), find_quotations(chain.plain, paragraphs, load_language().elisions)
    )


def drafts_of(chain: Chain, trees: list[Tree | None]) -> list[Draft]:
    """One draft a source; its content is of no interest here."""
    return [draft_at(chain, trees, start, end) for start, end in chain.mentions]


def draft_at(
    chain: Chain, trees: list[Tree | None], start: int, end: int, contents: tuple[tuple[int, int], ...] = ()
) -> Draft:
    """A draft whose source stands at `start:end`."""
    number = next(i for i, (a, b, _) in enumerate(chain.paragraphs) if a <= start and end <= b)
    tree = trees[number]
    assert tree is not None, "a source stands in a paragraph without a parse"
    first, last = tree.at(start), tree.at(end - 1)
    heads = [i for i in range(first, last + 1) if not first <= tree.heads[i] <= last or tree.heads[i] == i]
    return Draft(contents, None, Phrase(number, heads[0], first, last), "test", 1.0)


def main() -> None:
    """Parse every chain with the bundled model and store the result."""
    from test_speakers import CHAINS
    from test_speakers_cases import CASES

    from quotekit.reading.models import BUNDLED, reader

    nlp = reader(BUNDLED)
    rows = {
        chain.plain: [tree and {name: getattr(tree, name) for name in COLUMNS} for tree in parse(chain, nlp)]
        for chain in (*CHAINS, *CASES)
    }
    STORE.write_text(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"'), "utf-8")


if __name__ == "__main__":
    main()
