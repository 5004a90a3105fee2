"""What the reading of one text gives: attributions, all of them as an Extraction, or a Failure.

In: records of `quotekit.records.parts`. Out: frozen, typed, hashable records.
Never imports spaCy and never looks at language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import overload

from attrs import field, frozen

from quotekit.old_names import old_property
from quotekit.records.conveniences import ExtractionMethods, ResultMethods
from quotekit.records.parts import (
    Addressee,
    Alternative,
    Cue,
    Form,
    Medium,
    Mention,
    Quotation,
    Reference,
    Span,
    Speaker,
    shown,
)

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
SHOWN = 48  # code points of the words that a repr shows


@frozen(repr=False)
class Attribution:
    """One piece of reported speech: who, with which words, and why we think so.

    Attributes:
        contents: What is said: one span, or several where the frame interrupts.
        form: "direct" (all verbatim), "indirect" (no word is) or "mixed".
        cue: The words that report it, or None (a by-line, a continuation).
        source: The mention it is attributed to, or None.
        speaker: The entity behind the mention, or None where that is not known.
        reference: How the source is named: "explicit" (a name or a noun in the frame),
            "anaphoric" (a pronoun), "implicit" (no frame of its own).
        rule: Name of the rule that decided; see `quotekit.explain`.
        confidence: Probability that source and content are right, 0 to 1; None where that was not
            measured, as for a language without fitted weights.
        quoted: The verbatim parts of `contents`, without marks.
        medium: "speech", "writing" or "thought", from the class of the cue.
        negated: Does the text say that it was *not* said?
        parent: The attribution whose content holds this one, or None.
        resolved_by: Name of the way that led from mention to speaker, such as "longer-name" or
            "pronoun", or None; `confidence` does not speak of it.
        speaker_confidence: How often a name found in this way was right on gold, with words and mention
            as sure as here, 0 to 1; None where there is no speaker or nothing was measured.
        could_be: Names of those that fit equally well, where that is why there is no speaker.
        addressee: Whom the words are said to, where the text tells it; else None.
        alternatives: The proposals for the same words that lost, best first.
    """

    contents: tuple[Span, ...]
    form: Form
    cue: Cue | None
    source: Mention | None
    speaker: Speaker | None
    reference: Reference
    rule: str
    confidence: float | None
    quoted: tuple[Span, ...] = ()
    medium: Medium = "speech"
    negated: bool = False
    parent: Attribution | None = None
    resolved_by: str | None = None
    could_be: tuple[str, ...] = ()
    speaker_confidence: float | None = None
    addressee: Addressee | None = None
    alternatives: tuple[Alternative, ...] = field(default=(), eq=False)

    def __repr__(self) -> str:
        """Short, for terminals and notebooks: who, form, the words, rule and confidence."""
        words = self.text if len(self.text) <= SHOWN else f"{self.text[:SHOWN]}…"
        who = self.speaker.name if self.speaker else None
        return f"<Attribution {who!r} {self.form} {words!r} by {self.rule}, {shown(self.confidence)}>"

    @property
    def text(self) -> str:
        """The words of the content, pieces joined by " … "."""
        return " … ".join(span.text for span in self.contents)

    @property
    def words(self) -> int:
        """How many words the content has; one with a hyphen or an apostrophe inside counts once."""
        return sum(len(_WORD.findall(span.text)) for span in self.contents)

    resolution = old_property("Attribution.resolution", "resolved_by", lambda each: each.resolved_by)

    @property
    def start(self) -> int:
        """First code point of the content."""
        return self.contents[0].start

    @property
    def end(self) -> int:
        """One past the last code point of the content."""
        return self.contents[-1].end


@frozen(repr=False)
class Extraction(ExtractionMethods, Sequence[Attribution]):
    """All that was found in one text; a sequence of its attributions, in text order.

    Attributes:
        text: The text as given.
        attributions: Every attribution.
        quotations: Every passage between marks, attributed or not.
        speakers: Every entity that something is attributed to, most quoted first.
        language: Code of the language that it was read as.
        id: Identifier of the text, or None; two extractions may be equal that have different ones.
    """

    text: str
    attributions: tuple[Attribution, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    language: str = "en"
    id: str | None = field(default=None, eq=False)

    def __repr__(self) -> str:
        """Short: how much there is; `list` shows the attributions."""
        counts = {"attribution": len(self.attributions), "speaker": len(self.speakers)}
        return f"<Extraction: {', '.join(f'{n} {name}' + 's' * (n != 1) for name, n in counts.items())}>"

    @overload
    def __getitem__(self, index: int) -> Attribution: ...
    @overload
    def __getitem__(self, index: slice) -> Extraction: ...
    def __getitem__(self, index: int | slice) -> Attribution | Extraction:
        return self._narrow(self.attributions[index]) if isinstance(index, slice) else self.attributions[index]

    def __len__(self) -> int:
        return len(self.attributions)

    def __iter__(self) -> Iterator[Attribution]:
        return iter(self.attributions)


@frozen
class Failure(ResultMethods):
    """What stands in the place of an `Extraction` where a text could not be read.

    Attributes:
        error: What went wrong and what to do, one line.
        kind: Name of the exception, such as "InputError".
        id: Identifier of the text, or None.
    """

    error: str
    kind: str = "InputError"
    id: str | None = field(default=None, eq=False)

    @classmethod
    def of(cls, error: BaseException) -> Failure:
        """The failure that an exception stands for."""
        return cls(" ".join(str(error).split()) or type(error).__name__, type(error).__name__)
