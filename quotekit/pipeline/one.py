"""The stages in order: text or Doc in, Extraction out.

In: a text, or a spaCy Doc that somebody parsed. Out: records with offsets into that text.
Never holds a rule, a word list or a choice of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from attrs import evolve, frozen

from quotekit.attribution.attribute import attribute
from quotekit.attribution.named import rules_of
from quotekit.attribution.passages.reasons import reason_of
from quotekit.languages import Language, load_language
from quotekit.languages.lexicon import own_cues
from quotekit.languages.repair import repair
from quotekit.languages.rule import Rule
from quotekit.pipeline.finish import Choice, Scope, finish
from quotekit.reading import models, parsing
from quotekit.reading.lay_out import lay_out
from quotekit.reading.reading import Draft, Reading
from quotekit.reading.relevance import worth_parsing
from quotekit.records import Extraction, Medium
from quotekit.speakers import resolve_speakers

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

Coref = Callable[[str], Sequence[Sequence[tuple[int, int]]]]
_checked: WeakKeyDictionary[Pipeline, tuple[str, ...]] = WeakKeyDictionary()


@frozen
class Settings:
    """How to read: everything but the text; goes to a worker process as it is."""

    nlp: Pipeline | str | None
    rules: Sequence[Rule]
    language: Language
    choice: Choice
    coref: Coref | None
    gender: bool

    @classmethod
    def of(
        cls,
        language: str,
        nlp: Pipeline | str | None,
        rules: Iterable[Rule | str] | None,
        cues: Collection[str] | Mapping[str, str],
        choice: Choice,
        coref: Coref | None,
        gender: bool,
    ) -> Settings:
        """Settings as users give them. Raises as `extract` does."""
        known = load_language(language, own_cues(cues))
        return cls(nlp, rules_of(rules, known), known, choice, coref, gender)


def extract(
    text_or_doc: str | Doc,
    *,
    language: str = "en",
    nlp: Pipeline | str | None = None,
    rules: Sequence[Rule | str] | None = None,
    cues: Collection[str] | Mapping[str, str] = (),
    min_confidence: float = 0.0,
    media: Collection[Medium] | None = None,
    scope: Scope = "all",
    coref: Coref | None = None,
    gender: bool = True,
) -> Extraction:
    """Find who said what in one text.

    Args:
        text_or_doc: The text, of any length. Or a spaCy Doc, which is used as it is.
        language: Code of the language that the text is in, such as "en".
        nlp: The spaCy pipeline that parses plain text, or its name; None for the best one
            of the language that is installed. Not used for a Doc.
        rules: The rules, most precise first, or names of shipped ones; None for `DEFAULT_RULES`.
        cues: Verbs of your own that report, in their plain form ("skeet"): they behave as "say" does,
            or, where you give a mapping, as the verb of the lexicon that you name.
        min_confidence: Leave out attributions below this probability, 0 to 1.
        media: Keep only these media ("speech", "writing", "thought"); None for all.
        scope: "all", or "quoted" to leave out indirect speech.
        coref: A coreference resolver, if you have one: gets the text, gives clusters of half-open
            offsets, each the mentions of one entity. Without it, the clusters that spaCy's
            coreference component left in `doc.spans` of a Doc are used.
        gender: May names and pronouns be matched by gender?

    Returns:
        The attributions in text order, with offsets in code points of the text as given. Any text
        is fine: one without speech, or an empty one, gives an empty Extraction.

    Raises:
        TypeError: if given neither a str nor a Doc, or what is no rule among `rules`.
        ValueError: if `min_confidence`, `media` or `scope` is something else.
        RuleError: if no shipped rule has the name, or two rules have the same.
        ParseMissing: if the Doc, or the pipeline, lacks tags or a dependency parse.
        ModelNotFound: if no spaCy pipeline of the language is installed.
        LanguageError: if quotekit does not read the language, or the Doc or pipeline is of another one.
        CueError: if one of `cues` is no single word, or is to be like a verb that is not known.
    """
    settings = Settings.of(language, nlp, rules, cues, Choice(min_confidence, media, scope), coref, gender)
    return decide(read_one(text_or_doc, settings), settings)


def decide(reading: Reading, settings: Settings) -> Extraction:
    """What a text that was read says about who said what."""
    drafts = attribute(reading, settings.rules)
    clusters = settings.coref(reading.text) if settings.coref and drafts else reading.clusters
    recognise = None if reading.is_named else partial(_recognise, reading, _pipeline(settings))
    wanted = _with_passages(reading, drafts) if settings.choice.scope == "quoted" else drafts
    resolutions = resolve_speakers(
        reading, drafts, coref=clusters, gender=settings.gender, recognise=recognise, wanted=wanted
    )
    return finish(reading, drafts, resolutions, settings.choice, reason_of)


def _with_passages(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts that hold words between marks, or begin in them."""
    starts = sorted(span.start for quotation in reading.quotations for span in quotation.spans)
    return [
        draft
        for draft in drafts
        if draft.verbatim or any(bisect_left(starts, start) < bisect_left(starts, end) for start, end in draft.contents)
    ]


def _recognise(reading: Reading, nlp: Pipeline, numbers: Sequence[int]) -> None:
    """Note the types of the entities of some paragraphs."""
    held = [(reading.paragraphs[number], tree) for number in numbers if (tree := reading.trees[number]) is not None]
    if held:
        parsing.recognise(
            reading.text, [paragraph for paragraph, _ in held], [tree for _, tree in held], nlp, reading.language
        )


def read_one(text_or_doc: Any, settings: Settings) -> Reading:
    """Read a text, or take over what a Doc holds. Raises as `extract` does."""
    if isinstance(text_or_doc, str):
        return read([text_or_doc], settings)[0]
    from spacy.tokens import Doc

    if not isinstance(text_or_doc, Doc):
        raise TypeError(
            f"a text is a str or a spaCy Doc, not {type(text_or_doc).__name__}"
            + (": decode bytes first, text.decode('utf-8')" if isinstance(text_or_doc, bytes) else "")
        )
    models.check_doc(text_or_doc, settings.language)
    bare = lay_out(text_or_doc.text, settings.language)
    trees = tuple(repair(tree, settings.language) for tree in parsing.trees_of_doc(text_or_doc, bare.paragraphs))
    return evolve(bare, trees=trees, clusters=parsing.clusters_of_doc(text_or_doc))


def read(texts: Sequence[str], settings: Settings) -> list[Reading]:
    """Read several texts, the paragraphs of all of them through one `nlp.pipe`."""
    bare = [lay_out(text, settings.language) for text in texts]
    if not any(reading.paragraphs for reading in bare):
        return bare
    nlp, is_ours = _pipeline(settings), _is_ours(settings)
    wanted = [_worth_parsing(reading, settings) for reading in bare]
    later = parsing.recogniser_of(nlp) if is_ours else None
    parsed = parsing.parse(
        [
            (reading.text, [reading.paragraphs[n] for n in numbers])
            for reading, numbers in zip(bare, wanted, strict=True)
        ],
        nlp,
        settings.language,
        is_ours=is_ours,
        without=[later] if later else [],
    )
    readings = []
    for reading, numbers, trees in zip(bare, wanted, parsed, strict=True):
        held = dict(zip(numbers, (repair(tree, settings.language) for tree in trees), strict=True))
        everywhere = tuple(held.get(number) for number in range(len(reading.paragraphs)))
        readings.append(evolve(reading, trees=everywhere, is_named=later is None))
    return readings


def _worth_parsing(reading: Reading, settings: Settings) -> list[int]:
    """Numbers of the paragraphs to parse: all of them for rules that quotekit does not know."""
    if settings.rules != settings.language.rules:
        return list(range(len(reading.paragraphs)))
    quoted_only = settings.choice.scope == "quoted"
    return worth_parsing(reading, quoted_only=quoted_only)


def _is_ours(settings: Settings) -> bool:
    """Is the pipeline quotekit's own, and not one that the user made?"""
    return settings.nlp is None or isinstance(settings.nlp, str)


def _pipeline(settings: Settings) -> Pipeline:
    nlp = settings.nlp
    if nlp is None or isinstance(nlp, str):
        return models.reader(nlp, settings.language)
    names = tuple(nlp.pipe_names)
    if _checked.get(nlp) != names:  # a component may have come or gone since
        models.check_pipeline(nlp, settings.language)
        _checked[nlp] = names
    return nlp
