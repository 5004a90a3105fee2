"""What quotekit finds, in the record that is judged.

In: extractions or failures. Out: documents. Never counts what is nested in another attribution:
corpora mark the outermost only.
"""

from __future__ import annotations

from quotekit.evaluation.records import Annotation, Document
from quotekit.records import Attribution, Extraction, Failure


def to_document(result: Extraction | Failure, id: str | None = None) -> Document:
    """The document for a result of `quotekit.extract_many`; an error and no annotations for a failure.

    Args:
        result: What was found in a text.
        id: Identifier of the document; unless given, that of the result, else "".
    """
    id = id if id is not None else result.id or ""
    if isinstance(result, Failure):
        return Document(id, None, error=result.error)
    outermost = tuple(_to_annotation(each) for each in result.attributions if each.parent is None)
    return Document(id, result.text, outermost)


def _to_annotation(each: Attribution) -> Annotation:
    return Annotation(
        content=tuple((span.start, span.end) for span in each.contents),
        cue=((each.cue.span.start, each.cue.span.end),) if each.cue else (),
        speaker=((each.source.span.start, each.source.span.end),) if each.source else (),
        entity=each.speaker.name if each.speaker else None,
        rule=each.rule,
    )
