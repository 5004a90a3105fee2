"""What people saved from the review page: one verdict a line.

In: JSON Lines files, one a person. Out: verdicts.
Never more than one verdict of a person on an attribution: the last one counts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, Literal, get_args

from attrs import frozen

from quotekit.errors import InputError
from quotekit.evaluation.readers.files import numbered_lines
from quotekit.export.json_lines import parse_line

Word = Literal["right", "wrong", "wrong speaker", "wrong boundary", "missed"]
WORDS: Final[tuple[str, ...]] = get_args(Word)


@frozen
class Verdict:
    """What one person says of one attribution, or of words that were missed.

    Attributes:
        id: Identifier of the text.
        number: Number of the attribution in it, from 1; None for what was missed.
        start: First code point of its words.
        end: One past the last.
        verdict: "right", "wrong", "wrong speaker", "wrong boundary" or "missed".
        speaker: The speaker that quotekit gave, or None.
        right_speaker: The one that the person chose or wrote, or None.
        right_start: First code point of the right words, where the person moved the boundary, or None.
        right_end: One past the last of them.
        rule: The rule that decided.
        form: "direct", "indirect" or "mixed".
        stratum: The kind that it was drawn from, where it is of a sample.
        population: How many of that kind there are.
        person: Who says so: the name of the file.
    """

    id: str
    number: int | None
    start: int
    end: int
    verdict: Word
    speaker: str | None = None
    right_speaker: str | None = None
    right_start: int | None = None
    right_end: int | None = None
    rule: str | None = None
    form: str | None = None
    stratum: str | None = None
    population: int | None = None
    person: str = ""

    @property
    def key(self) -> tuple[str, int, int]:
        """What two people's verdicts are brought together by: the text and the place."""
        return self.id, self.start, self.end


def read_verdicts(path: str | Path) -> list[Verdict]:
    """The verdicts in a file, in its order.

    Raises:
        InputError: names the line that is no verdict, and why.
    """
    path = Path(path)
    found: dict[tuple[str, int | None, int, int], Verdict] = {}
    for number, line in numbered_lines(path):
        try:
            verdict = _verdict(parse_line(line), path.stem)
        except InputError as error:
            raise InputError(f"{path}, line {number}: {error}") from error
        found[verdict.id, verdict.number, verdict.start, verdict.end] = verdict
    return list(found.values())


def looks_so(path: Path) -> bool:
    """Does a file begin with a verdict?"""
    try:
        first = next(iter(numbered_lines(path)), None)
        return first is not None and "verdict" in parse_line(first[1])
    except InputError:
        return False


def _verdict(row: dict[str, Any], person: str) -> Verdict:
    for key in ("id", "start", "end", "verdict"):
        if row.get(key) is None:
            raise InputError(f"a verdict has {key!r}; save it from the review page")
    if row["verdict"] not in WORDS:
        raise InputError(f"{row['verdict']!r} is no verdict; there are {', '.join(WORDS)}")
    if not all(isinstance(row[key], int) for key in ("start", "end")):
        raise InputError("start and end are whole numbers")
    return Verdict(
        id=str(row["id"]),
        number=row.get("number"),
        start=row["start"],
        end=row["end"],
        verdict=row["verdict"],
        speaker=row.get("speaker"),
        right_speaker=row.get("right_speaker"),
        right_start=row.get("right_start"),
        right_end=row.get("right_end"),
        rule=row.get("rule"),
        form=row.get("form"),
        stratum=row.get("stratum"),
        population=row.get("population"),
        person=person,
    )
