"""What each stage of quotekit takes, beside a full parse of the same texts by spaCy's defaults.

In: texts. Out: CPU microseconds a word, and the share of a full parse; a ceiling on quotekit's own stages.
"""

from __future__ import annotations

import cProfile
import importlib
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.timing import Costs, Work, paired, spread, warm_up, words_of
from quotekit.attribution.attribute import attribute
from quotekit.attribution.passages.reasons import reason_of
from quotekit.pipeline.finish import finish
from quotekit.pipeline.many import BATCH_SIZE
from quotekit.pipeline.one import decide, read
from quotekit.pipeline.options import Options
from quotekit.reading import models
from quotekit.reading.lay_out import lay_out
from quotekit.reading.reading import Draft, Reading
from quotekit.reading.relevance import worth_parsing
from quotekit.speakers import resolve_speakers

OWN = ("find passages and cue words", "rules and clauses", "speakers and records")
CALLED = 20  # texts whose calls are counted
PARSE = "full parse, spaCy's defaults"


def stages(texts: Sequence[str], rounds: int) -> Iterator[str]:
    """What each stage takes, beside a full parse of the same texts by spaCy's defaults."""
    costs = costs_of_stages(texts, rounds)
    yield "| stage | µs a word | % of a full parse |"
    yield "|---|---|---|"
    for name, each in costs.items():
        shares = [100 * s / b for s, b in zip(each, costs[PARSE], strict=True)]
        yield f"| {name} | {statistics.median(each):.1f} | {spread(shares, 1)} |"
    yield f"\nThe stages that are quotekit's own ({', '.join(OWN)}): {spread(own(costs), 1)}%."


def own(costs: Costs) -> list[float]:
    """What quotekit's own stages take in every round, in % of a full parse."""
    return [100 * sum(costs[name][n] for name in OWN) / base for n, base in enumerate(costs[PARSE])]


def costs_of_stages(texts: Sequence[str], rounds: int) -> Costs:
    """CPU microseconds a word of every stage in every round."""
    import spacy

    nlp = spacy.load(models.BUNDLED)
    options = Options(nlp=models.BUNDLED)
    readings: list[Reading] = []
    drafts: list[list[Draft]] = []

    def find(part: Sequence[str]) -> None:
        for text in part:
            worth_parsing(lay_out(text, options.known), quoted_only=False)

    def parse(part: Sequence[str]) -> None:
        readings[:] = [
            reading for n in range(0, len(part), BATCH_SIZE) for reading in read(part[n : n + BATCH_SIZE], options)
        ]

    def apply_rules(_: Sequence[str]) -> None:
        drafts[:] = [attribute(reading) for reading in readings]

    def resolve(_: Sequence[str]) -> None:
        for reading, found in zip(readings, drafts, strict=True):
            finish(reading, found, resolve_speakers(reading, found), None, reason_of)

    def name_entities(_: Sequence[str]) -> None:
        for reading in readings:
            decide(reading, options)

    works: dict[str, Work] = {
        PARSE: lambda part: [len(doc) for doc in nlp.pipe(part)],
        OWN[0]: find,
        "find, and parse what is worth it": parse,
        OWN[1]: apply_rules,
        OWN[2]: resolve,
        "rules, clauses, speakers, records, and entities where they are asked for": name_entities,
    }
    warm_up(works)
    return paired(texts, rounds, works)


def calls(texts: Sequence[str]) -> float:
    """Calls of functions a word in quotekit's own stages, from a parse to records: the same on a busy machine."""
    options = Options(nlp=models.BUNDLED)
    readings = [
        reading for n in range(0, len(texts), BATCH_SIZE) for reading in read(texts[n : n + BATCH_SIZE], options)
    ]
    for reading in readings:
        decide(reading, options)  # what is loaded and remembered at first use
    profile = cProfile.Profile()
    for reading in readings:
        profile.runcall(decide, reading, options)
    return sum(entry.callcount for entry in profile.getstats()) / words_of(texts)


def check(floors: Path, texts: Sequence[str], rounds: int) -> int:
    """Are quotekit's own stages within what the file allows? By calls, and by the round with the least time."""
    try:
        toml = importlib.import_module("tomllib")
    except ModuleNotFoundError:  # CPython 3.10, where pytest brings the same parser under its old name
        toml = importlib.import_module("tomli")
    most = toml.loads(floors.read_text(encoding="utf8"))["speed"]
    counted = calls(texts[:CALLED])
    print(f"quotekit's own stages make {counted:.0f} calls a word; at most {most['calls_a_word_at_most']}")
    found = own(costs_of_stages(texts, rounds))
    print(f"… and take {spread(found, 1)}% of a full parse; at most {most['own_stages_at_most']}% in the best round")
    return int(counted > most["calls_a_word_at_most"] or min(found) > most["own_stages_at_most"])
