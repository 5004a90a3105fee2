"""How often the verdict on a quotation is right, and how long a thousand of them take.

    python -m bench.verify GOLD [--quotes 1000] [--articles 1000] [--seed 7]

In: gold in JSON Lines, whose direct quotations are taken. Out: a table of verdicts, and seconds of the processor.
Every quotation is checked three ways: as it stands; as an editor may print it (an ellipsis, a word in brackets,
another case); with words changed, dropped and added. Those of every eighth article, which is no source, are foreign.
Where the gold has fewer articles than asked for, the rest is made of its words in another order.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Final, get_args

from quotekit.evaluation import Document, read_gold
from quotekit.evaluation.verification import Sources
from quotekit.evaluation.verification.records import Verdict
from quotekit.evaluation.verification.words import find_words

LEAST: Final = 6  # words of a quotation that is changed
WAYS: Final = {"as it stands": "verbatim", "edited": "verbatim", "altered": "altered", "foreign": "absent"}
HELD_OUT: Final = 8  # every eighth article is in no source: its quotations are foreign


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--quotes", type=int, default=1000)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--errors", type=int, default=0, help="show so many wrong verdicts of each kind")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    documents = list(read_gold(options.gold, "jsonl", lambda _: None))
    kept = [each for number, each in enumerate(documents) if number % HELD_OUT]
    quotes, foreign = (_some(each, options.quotes, chance) for each in (kept, documents[::HELD_OUT]))
    articles = dict(_articles(kept, options.articles, chance))
    words = [word for _, quote in quotes for word in quote.split()]
    print(f"{len(quotes):,} quotations, {len(articles):,} articles, {sum(map(len, articles.values())):,} characters")
    begin = process_time()
    sources = Sources(articles)
    print(f"index: {process_time() - begin:.1f} s")
    for way, wanted in WAYS.items():
        changed = [(id, _change(way, quote, words, chance)) for id, quote in (foreign if way == "foreign" else quotes)]
        begin = process_time()
        found = [sources.verify(quote) for _, quote in changed]
        took = process_time() - begin
        counts: Counter[str] = Counter(each.verdict for each in found)
        place = sum(each.source == id for each, (id, _) in zip(found, changed, strict=True))
        print(
            f"{way:13} {len(found):5,} wanted {wanted:9} right {counts[wanted] / len(found):6.1%}; "
            f"{', '.join(f'{verdict} {counts[verdict]}' for verdict in get_args(Verdict))}; "
            f"in its own article {place}; {took:.1f} s"
        )
        if options.errors:
            wrong = [(each, quote) for each, (_, quote) in zip(found, changed, strict=True) if each.verdict != wanted]
            for each, quote in wrong[: options.errors]:
                print(f"    {each.verdict} {each.share}: {quote!r}\n        {each.text!r} {[*map(str, each.changes)]}")


def _some(documents: list[Document], number: int, chance: random.Random) -> list[tuple[str, str]]:
    quotes = list(_quotes(documents))
    chance.shuffle(quotes)
    return quotes[:number]


def _quotes(documents: list[Document]) -> Iterator[tuple[str, str]]:
    """Contents between marks, once each."""
    seen = set()
    for document in documents:
        text = document.text or ""
        for each in document.annotations:
            words = " ".join(text[start:end] for start, end in each.content)
            plain = re.sub('[“”"]', "", words).strip()
            if words.strip()[:1] in '“"' and words.strip()[-1:] in '”"' and plain not in seen:
                seen.add(plain)
                if sum(1 for _ in find_words(plain)) >= LEAST and not re.search(r"[\[(…]|\.\.", plain):
                    yield document.id, plain


def _articles(documents: list[Document], number: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    texts = {each.id: each.text or "" for each in documents[:number]}
    yield from texts.items()
    words = [word for text in texts.values() for word in text.split()]
    for each in range(number - len(texts)):
        made = (" ".join(chance.choices(words, k=chance.randint(8, 30))) + "." for _ in range(30))
        yield f"made-{each}", " ".join(made)


def _change(way: str, quote: str, words: list[str], chance: random.Random) -> str:
    changes: dict[str, Callable[[list[str]], list[str]]] = {
        "as it stands": list,
        "edited": lambda mine: _edit(mine, chance),
        "altered": lambda mine: _alter(mine, words, chance),
        "foreign": list,
    }
    return " ".join(changes[way](quote.split()))


def _edit(mine: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(1, len(mine) - 2)
    kind = chance.choice(("ellipsis", "brackets", "case", "marks"))
    if kind == "ellipsis":
        return [*mine[:at], "…", *mine[at + chance.randint(1, 2) :]]
    if kind == "brackets":
        return [*mine[:at], "[Mr Berg]", *mine[at + 1 :]]
    if kind == "case":
        return [f"[{mine[0][:1].swapcase()}]{mine[0][1:]}", *mine[1:]]
    return ["‘" + mine[0], *(word.replace("—", " - ").replace("’", "'") for word in mine[1:]), "’"]


def _alter(mine: list[str], words: list[str], chance: random.Random) -> list[str]:
    """One word in six is changed, at least one: replaced, dropped or followed by another."""
    out = list(mine)
    for _ in range(max(1, len(mine) // 6)):
        at = chance.randrange(1, len(out) - 1)  # a quotation may begin and end where it likes
        kind = chance.choice(("replace", "drop", "add"))
        other = chance.choice([word for word in chance.sample(words, 20) if word.lower() != out[at].lower()])
        out[at : at + 1] = [other] if kind == "replace" else [] if kind == "drop" else [out[at], other]
    return out


if __name__ == "__main__":
    main()
