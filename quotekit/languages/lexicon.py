"""The words that report speech, with how often they do; data files, typed and frozen.

In: the data files of a language's folder (see its SOURCES.md). Out: Lexicon, looked up by word form.
Never looks at a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

from attrs import evolve, field, frozen

from quotekit.errors import CueError
from quotekit.languages.data import data_lines
from quotekit.languages.groups import word_rows
from quotekit.records import CueKind, Medium

OwnCues = tuple[tuple[str, str], ...]  # a verb, and the verb of the lexicon that it behaves as

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
        like: For a word of the user's: the lemma of the shipped verb that it behaves as; else "".
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
    like: str = ""


@frozen
class Lexicon:
    """Entries by (kind, form); a form belongs to one entry of a kind.

    Attributes:
        entries: The entries, most frequent cues first.
        by_form: From kind and lower-case form to the entry.
    """

    entries: tuple[Entry, ...]
    by_form: Mapping[tuple[str, str], Entry]
    _forms: dict[tuple[str, float], frozenset[str]] = field(factory=dict, init=False, repr=False, eq=False)

    def find(self, kind: str, form: str) -> Entry | None:
        """The entry of a kind that has this form, or None."""
        return self.by_form.get((kind, form.lower()))

    def forms(self, kind: str, least: float) -> frozenset[str]:
        """Every form of the words of a kind whose rate is at least this, lower case."""
        key = (kind, least)
        if key not in self._forms:
            self._forms[key] = frozenset(
                form for entry in self.entries if entry.kind == kind and entry.rate >= least for form in entry.forms
            )
        return self._forms[key]

    def with_cues(self, cues: OwnCues, forms_of: Callable[[str], tuple[str, ...]]) -> Lexicon:
        """A lexicon in which more verbs report, each as a verb that is there does.

        Args:
            cues: The verbs, and the ones that they are like.
            forms_of: Gives the inflected forms of a regular verb.

        Raises:
            CueError: if a cue is no single word, or is to be like a verb that is not there.
        """
        own = (
            evolve(model, lemma=lemma, forms=forms_of(lemma), like=model.lemma) for lemma, model in self._models(cues)
        )
        return build((*own, *self.entries))

    def _models(self, cues: OwnCues) -> Iterator[tuple[str, Entry]]:
        for lemma, like in cues:
            yield lemma, self._model(lemma, like)

    def _model(self, lemma: str, like: str) -> Entry:
        entry = self.find("verb", like)
        if entry is not None:
            return entry
        verbs = [entry.lemma for entry in self.entries if entry.kind == "verb"]
        close = get_close_matches(like, verbs, n=3, cutoff=0.6)
        hint = f"did you mean {' or '.join(close)}?" if close else "take one such as 'say', 'write', 'ask' or 'think'"
        raise CueError(f"the cue {lemma!r} is to be like {like!r}, which is no verb of the lexicon: {hint}")


def own_cues(cues: Collection[str] | Mapping[str, str]) -> OwnCues:
    """Cue words as users give them, in one shape: pairs of a verb and the verb that it is like.

    Raises:
        CueError: if it is one str, or if one of them is no single word.
    """
    if isinstance(cues, str):
        raise CueError(f"cues are several: give cues=[{cues!r}]")
    pairs = cues.items() if isinstance(cues, Mapping) else ((lemma, "say") for lemma in cues)
    made = tuple((str(lemma).lower(), like) for lemma, like in pairs)
    for lemma, _ in made:
        if not re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*", lemma):
            raise CueError(f"a cue is one verb in its plain form, such as 'skeet'; {lemma!r} is not")
    return made


def build(entries: tuple[Entry, ...]) -> Lexicon:
    """A lexicon of these entries; where two share a form, the earlier one keeps it."""
    by_form: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        for form in entry.forms:
            by_form.setdefault((entry.kind, form), entry)
    return Lexicon(entries, MappingProxyType(by_form))


@cache
def load_lexicon(package: str, forms_of: Callable[[str], tuple[str, ...]]) -> Lexicon:
    """The lexicon in the data folder of a language's package.

    Args:
        package: The package of the language.
        forms_of: Gives the forms of a regular verb, for verbs that stand in a class of meaning and were
            not counted yet: they lean on their class.
    """
    media = _media(package)
    rows = []
    for line in data_lines(package, "cues.tsv"):
        kind, lemma, meaning, medium, *counts, forms = line.split("\t")
        rows.append(
            Entry(
                lemma=lemma.replace("_", " "),
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
    rows += _uncounted(package, {row.lemma for row in rows if row.kind == "verb"}, forms_of)
    return build(tuple(sorted(_rated(rows, _judged(package)), key=lambda entry: -entry.cue)))


@cache
def load_noun_classes(package: str) -> Mapping[str, str]:
    """From a common noun, singular, to its class of meaning: "thing", "somebody", "told", "event", …"""
    return MappingProxyType({noun: name for name, nouns in word_rows(package, "noun_classes.tsv") for noun in nouns})


def _uncounted(package: str, counted: Collection[str], forms_of: Callable[[str], tuple[str, ...]]) -> Iterator[Entry]:
    """The verbs of `verb_classes.tsv` that nobody counted."""
    for line in data_lines(package, "verb_classes.tsv"):
        meaning, medium, lemmas = line.split("\t")
        for lemma in lemmas.split():
            if lemma not in counted:
                yield Entry(lemma, "verb", meaning, medium, 0, 0, 0, 0, forms_of(lemma))  # type: ignore[arg-type]


def _media(package: str) -> dict[tuple[str, str], str]:
    """The medium of words that stand in no class of meaning, by kind and lemma."""
    rows = [line.split("\t") for line in data_lines(package, "media.tsv")]
    return {(kind, lemma): medium for kind, medium, lemmas in rows for lemma in lemmas.split()}


def _judged(package: str) -> dict[str, tuple[float, float]]:
    """How often verbs of a class report, and quote, where nobody counted it: by class of meaning."""
    rows = (line.split("\t") for line in data_lines(package, "class_rates.tsv"))
    return {meaning: (float(rate), float(quoted)) for meaning, rate, quoted in rows}


def _rated(entries: list[Entry], judged: Mapping[str, tuple[float, float]]) -> Iterator[Entry]:
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
        general, spoken = judged.get(entry.meaning, (general, spoken))
        yield evolve(
            entry,
            rate=(entry.cue + TRUST * general) / (entry.seen + TRUST),
            quoted_rate=(entry.quoted + TRUST * spoken) / (entry.seen_quoted + TRUST),
        )
