"""What speakers talk about: key terms and lexical richness of each speaker's own words, by textacy.

In: results, and perhaps which of their speakers are one. Out: terms and figures a speaker.
Never counts words that the text says were not said, and never a word twice.

It needs parts of speech, which no record keeps; so it lives where the pipeline is, and reads the words again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from attrs import frozen

from quotekit.export import Result, Results, named
from quotekit.export.tally import NAMELESS
from quotekit.reading.models import PARSING, reader
from quotekit.records import Extraction

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from quotekit.speakers.across import LinkedSpeakers

MARKS: Final = '“”"‘’«» '
LEAST: Final = 20  # words; of fewer, richness says nothing
_NEEDED: Final = ("tok2vec", "tagger", "attribute_ruler", "lemmatizer")
POS: Final = ("NOUN", "PROPN", "ADJ")


@frozen
class Terms:
    """What one speaker talks about, and in how varied words.

    Attributes:
        name: The speaker.
        words: Number of words that were read.
        terms: Key terms, most telling first, each in the form that is said most often.
        type_token_ratio: Different words to all words (textacy's `ttr`), or None below 20 words. It falls with
            length: compare like with like.
        mtld: Measure of textual lexical diversity (McCarthy and Jarvis 2010), nearly free of length, or None.
    """

    name: str
    words: int
    terms: tuple[str, ...]
    type_token_ratio: float | None = None
    mtld: float | None = None


def speaker_terms(
    results: Results, number: int = 5, *, links: LinkedSpeakers | None = None, nlp: str | None = None
) -> Mapping[str, Terms]:
    """Key terms (TextRank, Mihalcea and Tarau 2004) and lexical richness of what each speaker says.

    Args:
        results: Results, or pairs of one with its identifier.
        number: The most terms for each speaker.
        links: What `quotekit.link_speakers` gave for them: then one entry a `speaker_id`, else one a name.
        nlp: Name of the spaCy pipeline; None for the one that all was measured with.

    Returns:
        From the identifier or name of each speaker to its terms; "speaker not known" for the rest.
    """
    sayings = Sayings()
    for result in named(results):
        sayings.add(result)
    return sayings.terms(number, links=links, nlp=nlp)


class Sayings:
    """The words of each speaker, collected from results that come one by one."""

    def __init__(self) -> None:
        self._said: defaultdict[tuple[str, str], list[str]] = defaultdict(list)

    def add(self, result: Result) -> None:
        """Keep the words of one text, without those inside others' words and those that were not said."""
        for each in result if isinstance(result, Extraction) else ():
            if each.parent is None and not each.negated:
                name = each.speaker.name if each.speaker else NAMELESS
                words = " ".join(span.text.strip(MARKS) for span in each.contents)
                self._said[result.id or "", name].append(words)

    def terms(self, number: int, *, links: LinkedSpeakers | None = None, nlp: str | None = None) -> Mapping[str, Terms]:
        """As `speaker_terms`."""
        said: defaultdict[str, list[str]] = defaultdict(list)
        names: dict[str, str] = {}
        for (text, name), words in self._said.items():
            linked = links.of(text, name) if links else None
            key = linked.id if linked else name
            names[key] = linked.name if linked else name
            said[key] += words
        if not said:
            return {}
        with PARSING.held():
            pipeline = reader(nlp)
            with pipeline.select_pipes(enable=[name for name in _NEEDED if name in pipeline.pipe_names]):
                docs = {key: pipeline("\n".join(words)) for key, words in said.items()}
        return {key: _terms(names[key], doc, number) for key, doc in docs.items()}


def _terms(name: str, doc: Doc, number: int) -> Terms:
    from textacy.extract.keyterms.textrank import textrank
    from textacy.text_stats import diversity
    from textacy.text_stats.basics import n_words

    words = n_words(doc)
    is_enough = words >= LEAST
    ranked = [term for term, _ in textrank(doc, normalize="lemma", include_pos=POS, topn=3 * number)]
    return Terms(
        name=name,
        words=words,
        terms=tuple(_as_said(doc, _distinct(ranked, number))),
        type_token_ratio=round(float(diversity.ttr(doc)), 3) if is_enough else None,
        mtld=round(float(diversity.mtld(doc)), 1) if is_enough else None,
    )


def _as_said(doc: Doc, terms: list[str]) -> Iterator[str]:
    """Each term in the form that is said most often: "customs offices", in the dictionary "custom office"."""
    lemmas = [token.lemma_.casefold() for token in doc]
    for term in terms:
        words = term.casefold().split()
        said = Counter(
            doc[at : at + len(words)].text
            for at in range(len(doc) - len(words) + 1)
            if lemmas[at : at + len(words)] == words
        )
        yield said.most_common(1)[0][0] if said else term


def _distinct(terms: list[str], number: int) -> list[str]:
    """Without a term whose words are all in a better one."""
    kept: list[str] = []
    for term in terms:
        if not any(set(term.split()) <= set(other.split()) for other in kept):
            kept.append(term)
    return kept[:number]
