"""What holds for every answer, whatever the text: checked by tests, fuzzers and runs over corpora.

    python -m bench.promises                  # every *.jsonl of the evaluation data, and all of them as one text
    python -m bench.promises FILE.jsonl …

In: a text and its Extraction. Out: nothing, or an AssertionError that names the broken promise.
Never asks whether an answer is right.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from bench.corpus import EVAL
from bench.timing import texts_of
from quotekit import extract_many
from quotekit.export.dicts import from_dict, to_dict
from quotekit.export.json_lines import parse_line, to_line
from quotekit.reading import models
from quotekit.records import Extraction, Failure, Mention, Span, Speaker


def check(text: str, found: Extraction) -> None:
    """Raise AssertionError if an answer breaks a promise.

    Offsets lie in the text and hold what they say; the spans of one attribution are sorted,
    disjoint and not empty; the head of a mention lies in the mention; attributions are in order, and
    a parent holds its child; every speaker is in the list; JSON Lines give back what they were given.
    """
    assert found.text == text, "the text came back changed"
    for span in spans_of(found):
        assert 0 <= span.start <= span.end <= len(text), f"{span} lies outside of the text"
        assert span.fits(text), f"{span} is not what stands there"
    for mention in mentions_of(found):
        assert mention.span.start <= mention.head.start < mention.head.end <= mention.span.end, (
            f"the head is outside of {mention}"
        )
    names = {id(speaker) for speaker in found.speakers}
    for each in found:
        assert each.contents, f"{each} says nothing"
        assert all(len(span) for span in each.contents), f"{each} has an empty content"
        assert is_ordered(each.contents), f"contents overlap: {each}"
        assert is_ordered(each.quoted), f"quoted parts overlap: {each}"
        for part in each.quoted:
            assert any(span.start <= part.start and part.end <= span.end for span in each.contents), (
                f"{part} is outside"
            )
        assert each.confidence is None or 0 <= each.confidence <= 1, f"{each.confidence} is no probability"
        assert each.speaker is None or id(each.speaker) in names, f"{each.speaker} is not in the list of speakers"
        assert each.parent is None or each.parent in found.attributions, "a parent is no attribution"
        assert each.parent is None or each.parent.start <= each.start < each.end <= each.parent.end, (
            "a child sticks out"
        )
    starts = [each.start for each in found]
    assert starts == sorted(starts), "attributions are out of order"
    assert all(speaker.name for speaker in found.speakers), "a speaker without a name"
    assert len(set(found.speakers)) == len(found.speakers), "a speaker is listed twice"
    for quotation in found.quotations:
        assert is_ordered(quotation.spans), f"pieces overlap: {quotation}"
    assert from_dict(parse_line(to_line(to_dict(found)))) == found, "JSON lost something"


def spans_of(found: Extraction) -> Iterator[Span]:
    """Every span that an answer holds."""
    for each in found:
        yield from each.contents
        yield from each.quoted
        if each.cue:
            yield each.cue.span
    for quotation in found.quotations:
        yield from (*quotation.spans, *quotation.inners)
    for mention in mentions_of(found):
        yield from (mention.span, mention.head)


def mentions_of(found: Extraction) -> Iterator[Mention]:
    """Every mention that an answer holds."""
    yield from (each.source for each in found if each.source)
    for speaker in found.speakers:
        yield from _of_speaker(speaker)


def is_ordered(spans: Sequence[Span]) -> bool:
    """Does each span end before the next begins?"""
    return all(one.end <= other.start for one, other in pairwise(spans))


def _of_speaker(speaker: Speaker) -> Iterator[Mention]:
    yield from speaker.mentions
    for member in speaker.members:
        yield from _of_speaker(member)


def lost(texts: Sequence[str]) -> tuple[int, int]:
    """How many attributions there are in texts, and how many texts fail or break a promise; those are told."""
    attributions = failed = 0
    for text, found in zip(texts, extract_many(texts, nlp=models.BUNDLED, on_error="record"), strict=True):
        try:
            assert not isinstance(found, Failure), found.error
            check(text, found)
            attributions += len(found)
        except AssertionError as broken:
            failed += 1
            print(f"  {text[:60]!r}: {broken}", file=sys.stderr)
    return attributions, failed


def main(argv: Sequence[str] | None = None) -> int:
    """Print a table of files; 1 if one document is lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="JSON Lines with a text on each line")
    options = parser.parse_args(argv)
    files: list[Path] = options.files or sorted(EVAL.glob("*.jsonl"))
    rows = [(path.name, texts_of(path)) for path in files]
    rows.append(("all of them as one text", ["\n\n".join(text for _, texts in rows for text in texts)]))
    print("| file | documents | characters | attributions | lost | CPU seconds |\n|---|---:|---:|---:|---:|---:|")
    bad = 0
    for name, texts in rows:
        start = time.process_time()
        attributions, failed = lost(texts)
        bad += failed
        cells = f"{len(texts):,} | {sum(map(len, texts)):,} | {attributions:,} | {failed}"
        print(f"| {name} | {cells} | {time.process_time() - start:.0f} |", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
