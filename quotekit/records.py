"""What quotekit returns: frozen records whose offsets point into the text as given.

In: plain offsets and strings from the stages. Out: typed, hashable, picklable records.
Never imports spaCy and never looks at language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, overload

from attrs import field, frozen

from quotekit.conveniences import ExtractionMethods, ResultMethods
from quotekit.old_names import old_property

Form = Literal["direct", "indirect", "mixed"]
Reference = Literal["explicit", "anaphoric", "implicit"]
Medium = Literal["speech", "writing", "thought"]
MentionKind = Literal["name", "nominal", "pronoun"]
CueKind = Literal["verb", "noun", "adjective", "preposition", "punctuation"]
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
FILTERED = "filtered"  # the reason of a quotation whose attribution is left out, as an option asks for
SHOWN = 48  # code points of the words that a repr shows
KnownBy = Literal["frame", "vocative", "turn"]
SpeakerType = Literal["person", "organization", "place", "group", "document", "unknown"]


@frozen
class Span:
    """A stretch of the text as given.

    Attributes:
        start: First code point.
        end: One past the last code point (half-open).
        text: The text between them; where it is HTML, as a reader sees it, without tags and entities.
    """

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` to `end`.

        Raises:
            ValueError: if the offsets do not lie inside the text.
        """
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"span {start}:{end} lies outside a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def __len__(self) -> int:
        return self.end - self.start


def disjoint(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Start and end points sorted, and cut where they overlap: no point is in two; nothing empty is left."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        start = max(start, kept[-1][1]) if kept else start
        if start < end:
            kept.append((start, end))
    return kept


@frozen
class Quotation:
    """A passage between quotation marks, or a turn that a dash opens, attributed or not.

    Attributes:
        spans: The passage with its marks, one span a paragraph: several where it runs over
            several paragraphs, each of which opens with a mark again, or where a frame stands
            inside of it (« Non, dit-il, jamais. »).
        inners: The same spans without marks and without the space beside them.
        marks: The opening and the closing mark, such as ``("“", "”")``; the closing one is
            empty where the passage is never closed.
        is_closed: Is there a closing mark, or did a dash open it?
        depth: 0 for a passage that stands in no other, 1 inside one, and so on.
        reason: Why it is not attributed ("title", "nickname", "term", "no frame", …), or
            None where it is, or where nobody asked yet.
    """

    spans: tuple[Span, ...]
    inners: tuple[Span, ...]
    marks: tuple[str, str]
    is_closed: bool
    depth: int = 0
    reason: str | None = None

    @property
    def is_marked(self) -> bool:
        """Does a quotation mark open it, and not a dash?"""
        return self.marks[0][0] not in "—–―-"

    @property
    def start(self) -> int:
        """Code point of the first opening mark."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """One past the last closing mark (or past the last word, if never closed)."""
        return self.spans[-1].end

    span = old_property("Quotation.span", "spans", lambda quotation: quotation.spans[0])
    inner = old_property("Quotation.inner", "inners", lambda quotation: quotation.inners[0])

    @property
    def text(self) -> str:
        """The words between the marks, paragraphs joined by a newline."""
        return "\n".join(span.text for span in self.inners)


@frozen
class Mention:
    """The words that refer to somebody, a full noun phrase.

    Attributes:
        span: The whole phrase.
        head: Its head word.
        kind: "name", "nominal" ("the minister") or "pronoun".
    """

    span: Span
    head: Span
    kind: MentionKind

    @classmethod
    def of(cls, span: Span, head: Span, kind: MentionKind) -> Mention:
        """A mention whose head lies inside its span: what lies outside is cut off, and no head is all of it."""
        start, end = max(span.start, head.start), min(span.end, head.end)
        if start >= end:
            return cls(span, span, kind)
        inside = span.text[start - span.start : end - span.start]
        return cls(span, Span(start, end, inside), kind)

    @property
    def text(self) -> str:
        """The words of the phrase."""
        return self.span.text


@frozen
class Cue:
    """The words that say that something is said.

    Attributes:
        span: From the first to the last word of the cue.
        lemma: Dictionary form of its main word ("say"), or the mark itself for punctuation.
        kind: "verb", "noun", "adjective", "preposition" or "punctuation".
    """

    span: Span
    lemma: str
    kind: CueKind

    @property
    def text(self) -> str:
        """The words of the cue."""
        return self.span.text


@frozen
class Speaker:
    """The entity behind one or more mentions.

    Attributes:
        name: The fullest proper form in the text, without title, and without middle initials
            unless two speakers of the text would share a name otherwise.
        type: "person", "organization", "place" (a metonym such as Beijing), "group",
            "document" or "unknown".
        aliases: Every other form found in the text, in order of appearance; the one with
            middle initials, too.
        mentions: Every mention that was resolved to this speaker, in text order.
        members: The speakers of a joint statement ("Berg and Oduya said"), else empty.
        role: Title or role of a person as the text gives it ("mayor of Port Ellis"), without an article, or None.
    """

    name: str
    type: SpeakerType = "unknown"
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    members: tuple[Speaker, ...] = ()
    role: str | None = None

    @property
    def is_named(self) -> bool:
        """Does the text give a proper name, or is `name` just a description ("one woman")?

        Of a joint speaker: is one of its members named?
        """
        return any(mention.kind == "name" for mention in self.mentions) or any(each.is_named for each in self.members)

    def __str__(self) -> str:
        return self.name


@frozen
class Addressee:
    """Whom words are said to, where the text tells it.

    Attributes:
        name: The name of the speaker that it is, else what the text calls them ("reporters"); None
            for a pronoun that nobody is known for.
        mention: The words that say so, or None where only the turns of a dialogue do.
        known_by: "frame" (told reporters, said to Ada), "vocative" ("Sit down, Ada.") or "turn" (the only
            other one in a dialogue).
    """

    name: str | None
    mention: Mention | None
    known_by: KnownBy

    def __str__(self) -> str:
        return self.name or (self.mention.text if self.mention else "")


@frozen
class Alternative:
    """A proposal that was weighed and not taken.

    Attributes:
        rule: Name of the rule that made it.
        source: Text of the mention it named, or None.
        cue: Text of the cue it used, or None.
        confidence: Probability it was given, 0 to 1; None where that was not measured.
    """

    rule: str
    source: str | None
    cue: str | None
    confidence: float | None


def shown(confidence: float | None) -> str:
    """A probability with two digits, or that it was not measured."""
    return "not measured" if confidence is None else f"{confidence:.2f}"


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
