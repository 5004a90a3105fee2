"""A script as a user writes it: every public name that takes or gives a typed value, under `mypy --strict`."""

from collections.abc import Iterator
from pathlib import Path

import quotekit
from quotekit import Attribution, Extraction, Failure, Form, Medium, Reference, Speaker, SpeakerType
from quotekit.batch import BatchExtractor
from quotekit.export.rows import to_dicts
from quotekit.pipeline.options import Options

FORMS: tuple[Form, ...] = ("direct", "mixed")
MEDIA: list[Medium] = ["speech", "thought"]


def sure(each: Attribution, least: float = 0.9) -> bool:
    return each.confidence is not None and each.confidence >= least


def describe(each: Attribution) -> tuple[str, Reference, SpeakerType, int]:
    speaker: Speaker | None = each.speaker
    who = speaker.name if speaker else " or ".join(each.could_be) or "nobody known"
    return who, each.reference, speaker.type if speaker else "unknown", each.words


def answers(texts: dict[str, str]) -> Iterator[Extraction]:
    pairs = ((text, name) for name, text in texts.items())
    for found, name in quotekit.extract_many(pairs, media=MEDIA, on_error="record", n_process=1):
        if isinstance(found, Failure):
            print(name.upper(), found.error, found.to_dict()["error"])
        else:
            yield found[:3].filter(sure, scope="quoted")


def main(path: Path) -> None:
    found = quotekit.extract(
        "“We sail,” said Anna Berg.", language="en", rules=["postposed-verb-subject", "fronted-clause"], id="a1"
    )
    first: Attribution = found[0]
    quotes: dict[str | None, int] = {
        speaker.name if speaker else None: sum(each.words for each in said)
        for speaker, said in found.by_speaker().items()
    }
    quotekit.write([found, *answers({"a": found.text})], path)
    again = [each.id for each in quotekit.read(path)]
    rows = to_dicts([found]) + found.to_dicts()
    print(describe(first), quotes, again, rows[0]["words"], found.to_json(), quotekit.explain(first))
    print([each.span.text for each in found.segments()], len(quotekit.render(found, title="Who")), FORMS)
    print(BatchExtractor(scope="quoted", gender=False).options == Options(scope="quoted", gender=False))
    try:
        quotekit.load("no_such_model")
    except (quotekit.ModelNotFoundError, quotekit.LanguageError) as error:
        print(error)
