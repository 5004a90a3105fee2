"""Who said what, in which words, where, and why.

In: a text or a spaCy Doc. Out: an `Extraction`, a sequence of `Attribution` records.
Never imports spaCy, textacy or a model before one is needed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quotekit.errors import CueError as CueError
    from quotekit.errors import EncoderNotFoundError as EncoderNotFoundError
    from quotekit.errors import InputError as InputError
    from quotekit.errors import LanguageError as LanguageError
    from quotekit.errors import ModelNotFoundError as ModelNotFoundError
    from quotekit.errors import ParseMissingError as ParseMissingError
    from quotekit.errors import QuotekitError as QuotekitError
    from quotekit.errors import RuleError as RuleError
    from quotekit.evaluation.verification.verify import verify as verify
    from quotekit.export.json_lines import write as write
    from quotekit.export.pages import render as render
    from quotekit.export.read import read as read
    from quotekit.languages import DEFAULT_RULES as DEFAULT_RULES
    from quotekit.languages.rule import Example as Example
    from quotekit.languages.rule import Rule as Rule
    from quotekit.pipeline.explanation import explain as explain
    from quotekit.pipeline.many import extract_many as extract_many
    from quotekit.pipeline.one import extract as extract
    from quotekit.reading.models import load as load
    from quotekit.records import Addressee as Addressee
    from quotekit.records import Alternative as Alternative
    from quotekit.records import Attribution as Attribution
    from quotekit.records import Cue as Cue
    from quotekit.records import CueKind as CueKind
    from quotekit.records import Extraction as Extraction
    from quotekit.records import Failure as Failure
    from quotekit.records import Form as Form
    from quotekit.records import Medium as Medium
    from quotekit.records import Mention as Mention
    from quotekit.records import MentionKind as MentionKind
    from quotekit.records import Quotation as Quotation
    from quotekit.records import Reference as Reference
    from quotekit.records import Span as Span
    from quotekit.records import Speaker as Speaker
    from quotekit.records import SpeakerType as SpeakerType
    from quotekit.speakers.across import link_speakers as link_speakers

    __version__: str

__all__ = [
    "DEFAULT_RULES",
    "Addressee",
    "Alternative",
    "Attribution",
    "Cue",
    "CueError",
    "CueKind",
    "EncoderNotFoundError",
    "Example",
    "Extraction",
    "Failure",
    "Form",
    "InputError",
    "LanguageError",
    "Medium",
    "Mention",
    "MentionKind",
    "ModelNotFoundError",
    "ParseMissingError",
    "Quotation",
    "QuotekitError",
    "Reference",
    "Rule",
    "RuleError",
    "Span",
    "Speaker",
    "SpeakerType",
    "__version__",
    "explain",
    "extract",
    "extract_many",
    "link_speakers",
    "load",
    "read",
    "render",
    "verify",
    "write",
]

_ROOMS = {
    "errors": (
        "CueError",
        "EncoderNotFoundError",
        "InputError",
        "LanguageError",
        "ModelNotFoundError",
        "ParseMissingError",
        "QuotekitError",
        "RuleError",
    ),
    "evaluation.verification.verify": ("verify",),
    "export.json_lines": ("write",),
    "export.read": ("read",),
    "reading.models": ("load",),
    "pipeline.explanation": ("explain",),
    "pipeline.one": ("extract",),
    "records": (
        "Addressee",
        "Alternative",
        "Attribution",
        "Cue",
        "CueKind",
        "Extraction",
        "Failure",
        "Form",
        "Medium",
        "Mention",
        "MentionKind",
        "Quotation",
        "Reference",
        "Span",
        "Speaker",
        "SpeakerType",
    ),
    "speakers.across": ("link_speakers",),
    "export.pages": ("render",),
    "languages": ("DEFAULT_RULES",),
    "languages.rule": ("Example", "Rule"),
    "pipeline.many": ("extract_many",),
}
_HOME = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        value: Any = version("quotekit-nlp")
    elif name in _HOME:
        value = getattr(import_module(f"quotekit.{_HOME[name]}"), name)
    else:
        from quotekit.errors import OLD
        from quotekit.old_names import renamed

        return renamed(__name__, name, OLD)  # not kept: it is to warn again
    globals()[name] = value  # from now on found at once
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
