"""The spaCy component: marks up a Doc that was parsed; the only touch on spaCy's globals.

In: a Doc with tags and a parse; or any Doc, for a component that reads its text itself. Out: the same Doc,
with plain dicts and spans in it.
Never stores a record in a Doc: plain data survives `to_bytes`, `DocBin` and worker processes.
"""

# No `from __future__ import annotations` here: older releases of spaCy read the types of a factory
# as they stand, and strings are nothing to them.
import warnings
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from attrs import evolve
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.tokens import Span as TokenSpan
from spacy.util import raise_error

from quotekit.attribution.rulebook import find_rule
from quotekit.errors import InputError, ModelNotFoundError
from quotekit.export.dicts import from_dict, to_dict
from quotekit.pipeline.many import BATCH_SIZE
from quotekit.pipeline.one import decide, read, read_one
from quotekit.pipeline.options import GivenOptions, Options
from quotekit.reading.given_docs import clusters_of_doc
from quotekit.reading.models import find_model
from quotekit.reading.reading import Reading
from quotekit.records import Attribution, Extraction, Medium, Quotation, Span, Speaker

if TYPE_CHECKING:
    from typing_extensions import Unpack

GROUPS: Final = ("quotekit_contents", "quotekit_cues", "quotekit_sources", "quotekit_quotations")


@Language.factory(
    "quotekit",
    default_config={
        "rules": None,
        "without": [],
        "cues": {},
        "min_confidence": 0.0,
        "media": None,
        "scope": "auto",
        "gender": True,
        "dialogue": "auto",
        "narrator": None,
        "min_speaker_confidence": 0.0,
        "decider": "table",
        "doubtful": False,
        "language": "en",
        "reader": None,
    },
    assigns=["doc._.quotekit", "doc.spans"],
    requires=["token.tag", "token.pos", "token.lemma", "token.dep", "token.head"],
)
def make_component(
    nlp: Language,
    name: str,
    rules: list[str] | None,
    without: list[str],
    cues: list[str] | dict[str, str],
    min_confidence: float,
    media: list[str] | None,
    scope: Literal["auto", "all", "quoted"],
    gender: bool,
    dialogue: Literal["auto", "on", "off"],
    narrator: str | None,
    min_speaker_confidence: float,
    decider: Literal["table", "encoder"],
    doubtful: bool,
    language: str,
    reader: str | None,
) -> "Quotekit":
    """What ``nlp.add_pipe("quotekit", config={...})`` calls.

    Args:
        nlp: The pipeline.
        name: Name of the component in it.
        rules: Names of the rules to use; None for all of `DEFAULT_RULES`.
        without: Names of rules to leave out.
        cues: Verbs of your own that report, as for `extract`.
        min_confidence: Leave out attributions below this probability, 0 to 1.
        media: Keep only these media ("speech", "writing", "thought"); None for all.
        scope: "auto", "all", or "quoted" to leave out indirect speech; as for `quotekit.extract`.
        gender: May names and pronouns be matched by gender?
        dialogue: Are the texts stories whose people take turns? "on", "off", or "auto" to look.
        narrator: The name of whoever says "I" outside of quotations, for those who know.
        min_speaker_confidence: Name no speaker whose `speaker_confidence` is below this, 0 to 1.
        decider: "table", or "encoder" to let a small pretrained encoder decide with the weights.
        doubtful: Give back also what is right less than three times in four?
        language: Code of the language of the pipeline.
        reader: Name or folder of the pipeline that reads the text of a Doc anew, as `extract` does; None
            to take the parse that the Doc has. `quotekit.load` sets it.

    Raises:
        RuleError: if a name is not that of a rule.
        CueError: if one of `cues` cannot be used.
        LanguageError: if quotekit does not read the language.
        ValueError: if `min_confidence`, `media`, `scope`, `dialogue` or `decider` is something else.
        EncoderNotFoundError: if the encoder is to decide and is not installed.
    """
    options = Options(
        language=language,
        nlp=_installed(reader),
        rules=rules,
        cues=cues,
        min_confidence=min_confidence,
        media=cast(list[Medium] | None, media),  # checked there
        scope=scope,
        gender=gender,
        dialogue=dialogue,
        narrator=narrator,
        min_speaker_confidence=min_speaker_confidence,
        decider=decider,
        doubtful=doubtful,
    )
    if without:
        left_out = {find_rule(each, options.known).name for each in without}
        options = evolve(options, rules=[rule for rule in options.chosen_rules if rule.name not in left_out])
    return Quotekit(**options.given())


class Quotekit:
    """Finds who said what in a parsed Doc and notes it there.

    `doc._.quotekit` is the plain document of schema 1 (without the text), `doc._.extraction` the
    Extraction, `doc._.attributions`, `doc._.quotations` and `doc._.speakers` its records. The
    tokens are in `doc.spans["quotekit_contents"]` (labels: the forms), `"quotekit_cues"` (kinds),
    `"quotekit_sources"` (kinds of mention) and `"quotekit_quotations"`; the `id` of a span is
    the place of its attribution, from 0.

    Args:
        options: The keyword arguments of `extract`. With `nlp`, the component reads the text of a Doc with
            that pipeline, just as `extract(doc.text, nlp=nlp)` does, unless the Doc holds clusters of a
            coreference component; without it, it takes the parse of the Doc, as `extract(doc)` does.
    """

    def __init__(self, **options: "Unpack[GivenOptions]") -> None:
        self.options = Options(**options)
        self.error_handler: Callable[..., Any] = raise_error

    def __call__(self, doc: Doc) -> Doc:
        """Note in `doc` who said what.

        Raises:
            ParseMissingError: if it lacks tags or a dependency parse.
            LanguageError: if it is of another language.
        """
        return self._note(doc, read_one(doc.text if self._reads(doc) else doc, self.options))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = BATCH_SIZE) -> Iterator[Doc]:
        """The same for a stream of Docs: the texts of some of them are read at once, as `extract_many` does.

        Args:
            stream: The Docs.
            batch_size: Number of Docs that are held at once, at most `BATCH_SIZE`.

        Raises:
            ParseMissingError: if one lacks tags or a dependency parse.
            LanguageError: if one is of another language.
        """
        docs = iter(stream)
        while batch := list(islice(docs, min(batch_size, BATCH_SIZE))):
            texts = [doc.text for doc in batch if self._reads(doc)]
            try:
                readings = iter(read(texts, self.options))
            except Exception:  # then each is read alone, and the pipeline is told which fails
                readings = iter(())
            for doc in batch:
                known = next(readings, None) if self._reads(doc) else None
                try:
                    noted = self(doc) if known is None else self._note(doc, known)
                except Exception as error:
                    self.error_handler("quotekit", self, [doc], error)
                else:
                    yield noted

    def set_error_handler(self, handler: Callable[..., Any]) -> None:
        """What `nlp.set_error_handler` calls: the handler is given each Doc of a stream that fails."""
        self.error_handler = handler

    def _reads(self, doc: Doc) -> bool:
        """Is the text of the Doc read anew, with quotekit's own pipeline?"""
        return self.options.nlp is not None and not clusters_of_doc(doc)

    def _note(self, doc: Doc, reading: Reading) -> Doc:
        """Note in a Doc what its text, read, says."""
        extraction = decide(reading, self.options)
        doc._.quotekit = to_dict(extraction, text=False)
        spans: dict[str, list[tuple[Span, str, int]]] = {group: [] for group in GROUPS}
        for number, each in enumerate(extraction):
            spans["quotekit_contents"] += [(span, each.form, number) for span in each.contents]
            if each.cue:
                spans["quotekit_cues"].append((each.cue.span, each.cue.kind, number))
            if each.source:
                spans["quotekit_sources"].append((each.source.span, each.source.kind, number))
        for number, quotation in enumerate(extraction.quotations):
            label = "unattributed" if quotation.reason else "attributed"
            spans["quotekit_quotations"] += [(span, label, number) for span in quotation.spans]
        for group, found in spans.items():
            tokens = (_tokens(doc, *each) for each in found)
            doc.spans[group] = SpanGroup(doc, name=group, spans=[each for each in tokens if each is not None])
        return doc


def _installed(reader: str | None) -> str | None:
    """The pipeline that reads, if it is here: a pipeline that was saved may be used where it is not."""
    if reader is None:
        return None
    try:
        return find_model(reader)
    except ModelNotFoundError as error:
        warnings.warn(f"quotekit takes the parse of each Doc as it is: {error}", stacklevel=2)
        return None


def _tokens(doc: Doc, span: Span, label: str, number: int) -> TokenSpan | None:
    """The tokens that a span touches, or None if it touches none."""
    return doc.char_span(span.start, span.end, label=label, span_id=str(number), alignment_mode="expand")


def _extraction(doc: Doc) -> Extraction:
    noted = doc._.quotekit
    if noted is None and any(group in doc.spans for group in GROUPS):
        raise InputError(
            "this Doc came without what quotekit noted in it, only with its spans: keep both with "
            "DocBin(store_user_data=True), or read it again with quotekit.extract(doc.text)"
        )
    if noted is None:
        return Extraction(doc.text)
    found = from_dict({**noted, "text": doc.text})
    assert isinstance(found, Extraction)  # the component notes no failures
    return found


def _attributions(doc: Doc) -> tuple[Attribution, ...]:
    return _extraction(doc).attributions


def _quotations(doc: Doc) -> tuple[Quotation, ...]:
    return _extraction(doc).quotations


def _speakers(doc: Doc) -> tuple[Speaker, ...]:
    return _extraction(doc).speakers


def register_extensions() -> None:
    """Make `doc._.quotekit` and its readers known to spaCy; does nothing the second time.

    Happens when this module is imported. A name that another package has taken is left to it.
    """
    getters: dict[str, Callable[[Doc], Any]] = {
        "extraction": _extraction,
        "attributions": _attributions,
        "quotations": _quotations,
        "speakers": _speakers,
    }
    if not Doc.has_extension("quotekit"):
        Doc.set_extension("quotekit", default=None)
    for name, getter in getters.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, getter=getter)
        elif not getattr(Doc.get_extension(name)[2], "__module__", "").startswith("quotekit"):
            warnings.warn(
                f"doc._.{name} belongs to another package; use doc._.quotekit for what quotekit found",
                stacklevel=2,
            )


register_extensions()
