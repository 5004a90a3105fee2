"""Verdicts on quotations for people: a few lines each, what differs in words.

In: verifications. Out: lines on a terminal, a pipe or a file. Never a control character of a text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Final

from quotekit.evaluation.verification.records import Verdict, Verification
from quotekit.export.table import console_for, line

if TYPE_CHECKING:
    from rich.text import Text

LONGEST: Final = 300  # characters of a quotation; more is cut
_STYLES: Final[dict[Verdict, str]] = {"verbatim": "green", "respelled": "green", "altered": "yellow", "absent": "red"}
_SHOWN: Final[dict[Verdict, str]] = {"respelled": "verbatim but for spelling"}
_TURNED: Final = {"replaced": "replaced", "respelled": "spelling"}
_FORGIVEN: Final = {
    "ellipsis": "words left out with an ellipsis",
    "brackets": "words in brackets",
    "interruption": "the source has the reporting clause in the middle",
    "punctuation": "punctuation",
    "case": "case",
}


def print_verdicts(found: Iterable[Verification], out: IO[str]) -> bool:
    """Print each verdict and a last line with the counts; is every quotation fine?"""
    console = console_for(out)
    counts: Counter[str] = Counter()
    fine = True
    for each in found:
        counts[each.verdict] += 1
        fine = fine and each.is_fine
        console.print(*_lines(each), sep="\n")
        console.print()
    summary = ", ".join(f"{counts[verdict]} {_SHOWN.get(verdict, verdict)}" for verdict in _STYLES if counts[verdict])
    console.print(line(summary or "no quotations of three words or more", "bold"))
    return fine


def _lines(each: Verification) -> Iterator[Text]:
    yield line(f"{_SHOWN.get(each.verdict, each.verdict)}: {_cut(each.quote)}", _STYLES[each.verdict])
    if each.spans:
        where = f"{each.source}, " if each.source else ""
        yield line(f"  source: {where}characters {each.spans[0].start:,} to {each.spans[-1].end:,}", "dim")
    if each.verdict == "altered":
        yield line(f"  source says: {_cut(each.text)}")
    for change in each.changes:
        if change.kind in _TURNED:
            yield line(f"  {_TURNED[change.kind]}: {change.source} → {change.quote}")
        else:
            yield line(f"  {change.kind}: {change.quote or change.source}")
    if each.forgiven:
        yield line(f"  forgiven: {', '.join(_FORGIVEN[kind] for kind in each.forgiven)}", "dim")
    if each.speaker or (each.claimed and each.spans):
        yield _speaker(each)


def _speaker(each: Verification) -> Text:
    if each.speaker is None:
        return line(f"  speaker: {each.claimed} here; the source names nobody", "yellow")
    if each.same_speaker is False:
        return line(f"  speaker: {each.claimed} here, but {each.speaker} in the source", "red")
    return line(f"  speaker: {each.speaker}")


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST // 2]} … {words[-LONGEST // 2 :]}"
