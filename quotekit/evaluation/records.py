"""What a corpus, or a system, says about a text: the same record for both.

In: offsets and names from readers. Out: frozen records.
Never holds an offset outside its text where the text is known.
"""

from __future__ import annotations

from attrs import frozen

from quotekit.evaluation.ranges import Ranges


@frozen
class Annotation:
    """An attribution as a corpus marks it, or as a system found it.

    Attributes:
        content: What is said: ranges of code points, half-open, in the order of the text; empty for a cue or a
            source that a corpus marks without saying of what.
        cue: The words that introduce it; empty where none is marked.
        speaker: The words that name the source; empty where none is marked.
        head: The head word of the speaker's mention, where a corpus knows it; else empty.
        entity: The name of who speaks, or None.
        aliases: Every other name that counts as right.
        subtype: How the corpus says the speaker is named (such as "anaphoric"), or None.
        rule: The rule that a system gives for it, or None.
    """

    content: Ranges
    cue: Ranges = ()
    speaker: Ranges = ()
    head: Ranges = ()
    entity: str | None = None
    aliases: tuple[str, ...] = ()
    subtype: str | None = None
    rule: str | None = None

    @property
    def end(self) -> int:
        """One past the last code point of all its ranges; 0 where it has none."""
        return max((end for part in (self.content, self.cue, self.speaker, self.head) for _, end in part), default=0)


@frozen
class Document:
    """A text with its annotations.

    Attributes:
        id: The identifier; gold and prediction have the same.
        text: The text that offsets count in; None where a file of predictions leaves it out.
        annotations: Its attributions, in the order of the source.
        error: Why a system has no answer for it, or None.
        genre: What kind of text the corpus says it is, or None.
    """

    id: str
    text: str | None
    annotations: tuple[Annotation, ...] = ()
    error: str | None = None
    genre: str | None = None
