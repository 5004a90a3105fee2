"""The words that report speech, with how often they do; data files, typed and frozen.

In: the data files of this folder (see SOURCES.md). Out: Lexicon, looked up by word form.
Never looks at a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from attrs import evolve, frozen

from quotekit.records import CueKind, Medium

# A word rarely counted leans on its class as if the class had been counted this often with it.
TRUST = 3.0
MOST_OF_A_CLASS = 50  # so that "say" does not speak for its whole class
UNCLASSED_RATE, UNCLASSED_QUOTED_RATE = 0.17, 0.15


@frozen
class Entry:
    """One word that can introduce what somebody says, writes or thinks.

    Attributes:
        lemma: Dictionary form.
        kind: verb, noun or adjective.
        meaning: Class of meaning ("say", "ask", "manner", …), "" if it has none.
        medium: speech, writing or thought.
        cue: How often it was a cue in the counted articles, outside quotations.
        seen: How often it occurred there.
        quoted: How often it was the cue of a quoted passage.
        seen_quoted: How often it occurred in a sentence with a quoted passage.
        forms: Its inflected forms, lower case.
        rate: How often it is a cue, 0 to 1; a word rarely seen leans on its class of meaning.
        quoted_rate: The same in sentences with a quoted passage.
    """

    lemma: str
    kind: CueKind
    meaning: str
    medium: Medium
    cue: int
    seen: int
    quoted: int
    seen_quoted: int
    forms: tuple[str, ...]
    rate: float = 0.0
    quoted_rate: float = 0.0


@frozen
class Lexicon:
    """Entries by (kind, form); a form belongs to one entry of a kind.

    Attributes:
        entries: The entries, most frequent cues first.
        by_form: From kind and lower-case form to the entry.
    """

    entries: tuple[Entry, ...]
    by_form: Mapping[tuple[str, str], Entry]

    def find(self, kind: str, form: str) -> Entry | None:
        """The entry of a kind that has this form, or None."""
        return self.by_form.get((kind, form.lower()))

    def with_cues(self, *lemmas: str, like: str = "say") -> Lexicon:
        """A lexicon in which more verbs behave as the verb `like` does.

        Raises:
            KeyError: if there is no verb `like`.
        """
        model = self.by_form["verb", like]
        return build((*(evolve(model, lemma=lemma, forms=regular_forms(lemma)) for lemma in lemmas), *self.entries))


def regular_forms(lemma: str) -> tuple[str, ...]:
    """The forms of a regular English verb."""
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return (lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    ending = "es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s"
    return (lemma, lemma + ending, stem + "ed", stem + "ing")


def build(entries: tuple[Entry, ...]) -> Lexicon:
    """A lexicon of these entries; where two share a form, the earlier one keeps it."""
    by_form: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        for form in entry.forms:
            by_form.setdefault((entry.kind, form), entry)
    return Lexicon(entries, MappingProxyType(by_form))


@cache
def load_lexicon() -> Lexicon:
    """The shipped lexicon."""
    media = _media()
    rows = []
    for line in files(__package__).joinpath("cues.tsv").read_text(encoding="utf8").splitlines():
        if line and not line.startswith("#"):
            kind, lemma, meaning, medium, *counts, forms = line.split("\t")
            rows.append(
                Entry(
                    lemma=lemma,
                    kind=kind,  # type: ignore[arg-type]
                    meaning="" if meaning == "-" else meaning,
                    medium=media.get((kind, lemma), "speech") if medium == "-" else medium,  # type: ignore[arg-type]
                    cue=int(counts[0]),
                    seen=int(counts[1]),
                    quoted=int(counts[2]),
                    seen_quoted=int(counts[3]),
                    forms=tuple(forms.split()),
                )
            )
    return build(tuple(sorted(_rated(rows), key=lambda entry: -entry.cue)))


def _media() -> dict[tuple[str, str], str]:
    """The medium of words that stand in no class of meaning, by kind and lemma."""
    lines = files(__package__).joinpath("media.tsv").read_text(encoding="utf8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {(kind, lemma): medium for kind, medium, lemmas in rows for lemma in lemmas.split()}


def _rated(entries: list[Entry]) -> Iterator[Entry]:
    """The entries with their rates, smoothed towards the rate of their class of meaning."""
    sums: dict[str, list[int]] = {}
    for entry in entries:
        if entry.meaning:
            row = sums.setdefault(entry.meaning, [0, 0, 0, 0])
            for n, number in enumerate((entry.cue, entry.seen, entry.quoted, entry.seen_quoted)):
                row[n] += min(number, MOST_OF_A_CLASS)
    for entry in entries:
        cue, seen, quoted, seen_quoted = sums.get(entry.meaning, (0, 0, 0, 0))
        general = (cue + 0.5) / (seen + 3) if entry.meaning else UNCLASSED_RATE
        spoken = (quoted + 0.3) / (seen_quoted + 2) if entry.meaning else UNCLASSED_QUOTED_RATE
        yield evolve(
            entry,
            rate=(entry.cue + TRUST * general) / (entry.seen + TRUST),
            quoted_rate=(entry.quoted + TRUST * spoken) / (entry.seen_quoted + TRUST),
        )
