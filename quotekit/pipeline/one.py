"""The stages in order: text or Doc in, Extraction out.

In: a text, or a spaCy Doc that somebody parsed. Out: records with offsets into that text.
Never holds a rule, a word list or a choice of its own.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import evolve

from quotekit.attribution.attribute import Found, attribute
from quotekit.attribution.in_parts import attribute_parts
from quotekit.attribution.passages.reasons import reason_of
from quotekit.errors import LanguageWarning
from quotekit.languages import known_languages
from quotekit.languages.repair import repair
from quotekit.languages.rule import Rule
from quotekit.pipeline.entities import with_entities
from quotekit.pipeline.finish import finish
from quotekit.pipeline.no_text import why_no_text
from quotekit.pipeline.options import Coref, Decider, Options, Scope
from quotekit.pipeline.relocate import relocate
from quotekit.pipeline.spacy_pipelines import is_ours, pipeline_of
from quotekit.reading import models, parsing
from quotekit.reading.backends import one_thread
from quotekit.reading.bounds import Piece
from quotekit.reading.given_docs import clusters_of_doc, trees_of_doc
from quotekit.reading.language_check import is_another_language
from quotekit.reading.lay_out import lay_out
from quotekit.reading.layout.markup import Markup
from quotekit.reading.reading import Reading
from quotekit.reading.relevance import worth_parsing
from quotekit.records import Extraction, Medium
from quotekit.speakers import resolve_speakers
from quotekit.speakers.dialogue import DialogueMode, has_dialogue, is_told, resolve_dialogue
from quotekit.trees import Tree

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

    from quotekit.attribution.encoder.opinion import Opinion
    from quotekit.attribution.views import ParagraphView

_NOT_IN = (
    "a text is plainly not in {0}, and was read as {0} all the same: give the language that it is in, such as "
    'language="fr" (--language fr)'
)


def extract(
    text_or_doc: str | Doc,
    *,
    language: str | None = None,
    nlp: Pipeline | str | None = None,
    rules: Sequence[Rule | str] | None = None,
    cues: Collection[str] | Mapping[str, str] = (),
    min_confidence: float = 0.0,
    media: Collection[Medium] | None = None,
    scope: Scope = "auto",
    coref: Coref | None = None,
    gender: bool = True,
    markup: Markup = "auto",
    dialogue: DialogueMode = "auto",
    narrator: str | None = None,
    min_speaker_confidence: float = 0.0,
    decider: Decider = "table",
    doubtful: bool = False,
    id: str | None = None,
) -> Extraction:
    """Find who said what in one text.

    Args:
        text_or_doc: The text, of any length. Or a spaCy Doc, which is used as it is.
        language: Code of the language that the text is in, such as "en"; None for that of the Doc or of
            the pipeline, if quotekit reads it, else English. It is never guessed from the text.
        nlp: The spaCy pipeline that parses plain text, or its name; None for the one
            that all was measured with. Not used for a Doc.
        rules: The rules, most precise first, or names of shipped ones; None for `DEFAULT_RULES`.
        cues: Verbs of your own that report, in their plain form ("skeet"): they behave as "say" does,
            or, where you give a mapping, as the verb of the lexicon that you name.
        min_confidence: Leave out attributions below this probability, 0 to 1.
        media: Keep only these media ("speech", "writing", "thought"); None for all.
        scope: "all"; "quoted" to leave out indirect speech; "auto" leaves it out only of stories in a
            language whose indirect speech was never measured, such as French.
        coref: A coreference resolver, if you have one: gets the text, gives clusters of half-open
            offsets, each the mentions of one entity. Without it, the clusters that spaCy's
            coreference component left in `doc.spans` of a Doc are used.
        gender: May names and pronouns be matched by gender?
        markup: "html": the text is HTML. "none": it is plain, whatever it looks like. "auto": it is
            HTML if it plainly has tags; entities are read in any case. Not used for a Doc.
        dialogue: "on": the text is a story, and its people take turns. "off": it is none. "auto": it is
            one if its shape says so: short turns that answer each other, and hardly any figures.
        narrator: The name of whoever says "I" outside of quotations, for those who know.
        min_speaker_confidence: Name no speaker whose `speaker_confidence` is below this, 0 to 1; the
            words stay, and `could_be` keeps the name.
        decider: "table": the fitted weights decide between the rules' proposals. "encoder": a small pretrained
            encoder decides with them; it is a package of its own (`docs/howto/encoder.md`).
        doubtful: Give back also what is right less than three times in four, by the measured precision of
            its rule in such a text?
        id: Identifier of the text, which every output has: `Extraction.id`.

    Returns:
        The attributions in text order, with offsets in code points of the text as given. Any text
        is fine: one without speech, or an empty one, gives an empty Extraction.

    Raises:
        TypeError: if given neither a str nor a Doc, or what is no rule among `rules`.
        ValueError: if `min_confidence`, `media`, `scope`, `markup`, `dialogue` or `decider` is something else.
        RuleError: if no shipped rule has the name, or two rules have the same.
        ParseMissingError: if the Doc, or the pipeline, lacks tags or a dependency parse.
        ModelNotFoundError: if no spaCy pipeline of the language is installed.
        LanguageError: if quotekit does not read the language, or the Doc or pipeline is of another one.
        CueError: if one of `cues` is no single word, or is to be like a verb that is not known.
        EncoderNotFoundError: if the encoder is to decide and is not installed.
    """
    options = Options(
        language=language or _brought(text_or_doc, nlp),
        nlp=nlp,
        rules=rules,
        cues=cues,
        min_confidence=min_confidence,
        media=media,
        scope=scope,
        coref=coref,
        gender=gender,
        markup=markup,
        dialogue=dialogue,
        narrator=narrator,
        min_speaker_confidence=min_speaker_confidence,
        decider=decider,
        doubtful=doubtful,
    )
    return evolve(decide(read_one(text_or_doc, options), options), id=id)


def _brought(text_or_doc: Any, nlp: Any) -> str:
    """The code of the language that a Doc, or a pipeline, is of, where quotekit reads it; else "en"."""
    brings = [getattr(text_or_doc, "lang_", None), getattr(nlp, "lang", None)]
    known = known_languages()
    return next((code for code in brings if code in known), "en")


def decide(reading: Reading, options: Options, parts: Sequence[Found] | None = None) -> Extraction:
    """What a text that was read says about who said what; with what was found in its parts, where that is known."""
    if options.scope == "auto" and reading.language.clause_weights is None and is_told(reading):
        options = evolve(options, scope="quoted")
    if parts is not None:
        drafts = attribute_parts(reading, options.chosen_rules, parts)
    else:
        with one_thread() if options.encoder is not None else nullcontext():  # the encoder multiplies small matrices
            drafts = attribute(reading, options.chosen_rules, ask=_opinion_of(options))
    clusters = options.coref(reading.text) if options.coref and drafts else reading.clusters
    reading, names = with_entities(reading, drafts, options)
    resolve = partial(
        resolve_speakers,
        coref=clusters,
        gender=options.gender,
        names=names,
        narrator=options.narrator,
    )
    is_story = has_dialogue(reading, options.dialogue)
    if is_story:
        drafts, resolutions = resolve_dialogue(reading, drafts, resolve, narrator=options.narrator)
    else:
        resolutions = resolve(reading, drafts)
    found = finish(reading, drafts, resolutions, options, reason_of, "story" if is_story else "plain")
    if reading.given is None or reading.offsets is None:
        return found
    return relocate(found, reading.given, reading.offsets)


def _opinion_of(options: Options) -> Callable[[Sequence[ParagraphView | None]], Opinion] | None:
    """What asks the encoder about a text; None where the weights decide alone."""
    if options.encoder is None:
        return None
    from quotekit.attribution.encoder.opinion import Opinion

    return partial(Opinion.on, encoder=options.encoder)


def read_one(text_or_doc: Any, options: Options) -> Reading:
    """Read a text, or take over what a Doc holds. Raises as `extract` does."""
    if isinstance(text_or_doc, str):
        return read([text_or_doc], options)[0]
    from spacy.tokens import Doc

    if not isinstance(text_or_doc, Doc):
        raise TypeError(why_no_text(text_or_doc))
    models.check_doc(text_or_doc, options.known)
    bare = lay_out(text_or_doc.text, options.known, is_parsed=True)
    trees = tuple(repair(tree, options.known) for tree in trees_of_doc(text_or_doc, bare.paragraphs))
    return evolve(bare, trees=trees, clusters=clusters_of_doc(text_or_doc))


def read(texts: Sequence[str], options: Options) -> list[Reading]:
    """Read several texts, the paragraphs of all of them through one `nlp.pipe`."""
    bare, wanted = laid_out(texts, options)
    if not any(reading.paragraphs for reading in bare):
        return bare
    paragraphs = [
        (reading.text, [reading.paragraphs[n] for n in numbers]) for reading, numbers in zip(bare, wanted, strict=True)
    ]
    trees, is_named = parsed(paragraphs, options), names_with_parse(options)
    return [with_trees(*each, is_named) for each in zip(bare, wanted, trees, strict=True)]


def laid_out(texts: Sequence[str], options: Options) -> tuple[list[Reading], list[list[int]]]:
    """Several texts before the parse, and the numbers of the paragraphs of each that are worth one."""
    bare = [lay_out(text, options.known, options.markup) for text in texts]
    if any(reading.paragraphs for reading in bare):
        stop_words = pipeline_of(options).Defaults.stop_words
        for reading in bare:
            if is_another_language(reading.text, stop_words):
                warnings.warn(_NOT_IN.format(reading.language.name), LanguageWarning, stacklevel=5)
    return bare, [_worth_parsing(reading, options) for reading in bare]


def parsed(passages: Sequence[tuple[str, Sequence[Piece]]], options: Options) -> list[list[Tree]]:
    """The trees of paragraphs of several texts: parsed, and repaired where the parser is known to err."""
    nlp, is_own = pipeline_of(options), is_ours(options)
    later = parsing.recogniser_of(nlp) if is_own else None
    trees = parsing.parse(passages, nlp, options.known, is_ours=is_own, without=[later] if later else [])
    return [[repair(tree, options.known) for tree in each] for each in trees]


def with_trees(bare: Reading, numbers: Sequence[int], trees: Sequence[Tree], is_named: bool) -> Reading:
    """A text with the trees of the paragraphs of these numbers, and whether those hold the types of entities."""
    held = dict(zip(numbers, trees, strict=True))
    return evolve(bare, trees=tuple(map(held.get, range(len(bare.paragraphs)))), is_named=is_named)


def names_with_parse(options: Options) -> bool:
    """Are entities named with the parse, and not only where they are asked for?"""
    return not is_ours(options) or parsing.recogniser_of(pipeline_of(options)) is None


def _worth_parsing(reading: Reading, options: Options) -> list[int]:
    """Numbers of the paragraphs to parse: all of them for rules that quotekit does not know."""
    if options.chosen_rules != options.known.rules:
        return list(range(len(reading.paragraphs)))
    quoted_only = options.scope == "quoted"
    return worth_parsing(reading, quoted_only=quoted_only)
