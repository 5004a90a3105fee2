"""What an attribution is made of: spans, passages between marks, mentions, cues, speakers.

In: plain offsets and strings from the stages. Out: frozen, typed, hashable records.
Never imports spaCy and never looks at language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

from attrs import frozen

from quotekit.old_names import old_property

Form = Literal["direct", "indirect", "mixed"]
Reference = Literal["explicit", "anaphoric", "implicit"]
Medium = Literal["speech", "writing", "thought"]
MentionKind = Literal["name", "nominal", "pronoun"]
CueKind = Literal["verb", "noun", "adjective", "preposition", "punctuation"]
# A tag, an entity, or the target of a link in Markdown: a span's words are without.
MARKUP: Final = re.compile(r"</?[^\W\d_][^<>]*>|&#?\w+;|\]\([^()\s]|\[\^")
FILTERED = "filtered"  # the reason of a quotation whose attribution is left out, as an option asks for
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

    def fits(self, text: str) -> bool:
        """Do the words stand at these offsets of `text`, as they are or between tags and entities?"""
        if self.end > len(text):
            return False
        return text[self.start : self.end] == self.text or MARKUP.search(text, self.start, self.end) is not None


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
        if (start, end) == (head.start, head.end):
            return cls(span, head, kind)
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
