"""What each stage of quotekit takes, beside a full parse of the same texts by spaCy's defaults.

In: texts. Out: CPU microseconds a word, and the share of a full parse; a ceiling on quotekit's own stages.
"""

from __future__ import annotations

import importlib
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.timing import Costs, Work, paired, spread, warm_up
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


def check(floors: Path, texts: Sequence[str], rounds: int) -> int:
    """Are quotekit's own stages within what the file allows? By the round with the least, as a busy machine adds."""
    try:
        toml = importlib.import_module("tomllib")
    except ModuleNotFoundError:  # CPython 3.10, where pytest brings the same parser under its old name
        toml = importlib.import_module("tomli")
    most = toml.loads(floors.read_text(encoding="utf8"))["speed"]["own_stages_at_most"]
    found = own(costs_of_stages(texts, rounds))
    print(f"quotekit's own stages take {spread(found, 1)}% of a full parse; at most {most}% in the best round")
    return int(min(found) > most)
