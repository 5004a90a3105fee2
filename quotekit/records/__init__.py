"""What quotekit returns: frozen records whose offsets point into the text as given.

In: plain offsets and strings from the stages. Out: typed, hashable, picklable records.
Never imports spaCy and never looks at language.
"""

from quotekit.records.parts import (
    FILTERED,
    Addressee,
    Alternative,
    Cue,
    CueKind,
    Form,
    KnownBy,
    Medium,
    Mention,
    MentionKind,
    Quotation,
    Reference,
    Span,
    Speaker,
    SpeakerType,
    disjoint,
    shown,
)
from quotekit.records.results import SHOWN, Attribution, Extraction, Failure

__all__ = [
    "FILTERED",
    "SHOWN",
    "Addressee",
    "Alternative",
    "Attribution",
    "Cue",
    "CueKind",
    "Extraction",
    "Failure",
    "Form",
    "KnownBy",
    "Medium",
    "Mention",
    "MentionKind",
    "Quotation",
    "Reference",
    "Span",
    "Speaker",
    "SpeakerType",
    "disjoint",
    "shown",
]
