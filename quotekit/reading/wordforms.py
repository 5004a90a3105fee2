"""Coarse tags and lemmas of words, asked of spaCy once for every word with its tag and its label.

In: a Doc with tags and a dependency parse. Out: what spaCy's attribute ruler and lemmatizer say of it.
Never says anything else than they do: it only remembers their answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from attrs import define, field

from quotekit.languages.labels import PUNCTUATION

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.pipeline import Lemmatizer
    from spacy.tokens import Doc

MOST: Final = 50_000  # answers; some 20 MB, and a newspaper of a month
_FACTORIES: Final = ("attribute_ruler", "lemmatizer")
_BETWEEN: Final = (".", ".", PUNCTUATION)  # stands between two words that are asked together
_TELLING: Final = {"ORTH", "TEXT", "LOWER", "TAG", "DEP", "IS_SPACE"}  # what a word says of itself
_INDEX: Final = "lemma_index"
_KEY: Final[list[int | str]] = ["ORTH", "TAG", "DEP"]

Answer = tuple[str, str, str]  # coarse tag, lemma, label
Forms = tuple[list[str], list[str], list[str]]  # coarse tags, lemmas (lower case), labels; one a word
Key = tuple[int, int, int]


@define
class WordForms:
    """What two components of a pipeline say of words.

    The ruler tells the coarse tag of a word by its form, tag and label, the lemmatizer its lemma by
    form and coarse tag: neither looks at the sentence. Running a pattern matcher over every token
    of a corpus to hear the same answers again takes as long as the parser does.

    Attributes:
        nlp: The pipeline.
        names: The names of the two components in it, which need not run then.
        lemmatizer: The second of them.
        ahead: Finds the few phrases that the ruler treats as a whole ("gon na"); a Doc with one of
            them goes through the components themselves.
    """

    nlp: Language
    names: tuple[str, ...]
    lemmatizer: Lemmatizer
    ahead: Matcher
    _known: dict[Key, Answer] = field(factory=dict)

    def of(self, docs: Sequence[Doc]) -> Iterator[Forms | None]:
        """The forms of the words of Docs, one answer a Doc; None for one that has to be asked as a whole."""
        keys = [None if self.ahead(doc) else list(map(tuple, doc.to_array(_KEY).tolist())) for doc in docs]
        if len(self._known) > MOST:
            self._known.clear()
            self.lemmatizer.cache.clear()
        missing: dict[Key, tuple[Doc, int]] = {}
        for doc, row in zip(docs, keys, strict=True):
            for i, key in enumerate(row or ()):
                if key not in self._known and key not in missing:
                    missing[key] = doc, i
        if missing:
            self._ask(missing, docs)
        for row in keys:
            if row is None:
                yield None
            else:
                answers = [self._known[key] for key in row]
                yield [pos for pos, _, _ in answers], [lemma for _, lemma, _ in answers], [dep for _, _, dep in answers]

    def run(self, doc: Doc) -> Doc:
        """Let the components themselves look at a whole Doc."""
        for name in self.names:
            doc = self.nlp.get_pipe(name)(doc)
        return doc

    def _ask(self, missing: dict[Key, tuple[Doc, int]], docs: Sequence[Doc]) -> None:
        """Learn what the components say of some words, each of which stands in a Doc."""
        from spacy.tokens import Doc as NewDoc

        rows = [(doc[i].text, doc[i].tag_, doc[i].dep_) for doc, i in missing.values()]
        # Words that make a phrase beside each other by chance are asked with a stop between them.
        for between in ([], [_BETWEEN]):
            step = 1 + len(between)
            words, tags, deps = ([row[n] for each in rows for row in (each, *between)] for n in range(3))
            asked = NewDoc(docs[0].vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))))
            if not self.ahead(asked):
                break
        for key, token in zip(missing, list(self.run(asked))[::step], strict=True):
            self._known[key] = (token.pos_, token.lemma_.lower(), token.dep_)


def index_lemmas(nlp: Language) -> None:
    """Let the lemmatizer of a pipeline look words up where it searches lists of thousands for each.

    The lists become the keys of dicts, which say the same of what is in them and go to disk as well.
    """
    for name, component in nlp.components:
        lookups = getattr(component, "lookups", None)
        if nlp.get_pipe_meta(name).factory == _FACTORIES[1] and lookups and lookups.has_table(_INDEX):
            table = lookups.get_table(_INDEX)
            for pos, words in list(table.items()):
                table[pos] = dict.fromkeys(words)


@cache
def word_forms(nlp: Language, lemmatizers: frozenset[str]) -> WordForms | None:
    """The word forms of a pipeline that is kept for good; None where they would not say what it says.

    Args:
        nlp: The pipeline.
        lemmatizers: Names of the classes of lemmatizers that look at a word and its tag alone.
    """
    from spacy.matcher import Matcher
    from spacy.pipeline import AttributeRuler, Lemmatizer

    found = [(name, each) for name, each in nlp.components if nlp.get_pipe_meta(name).factory in _FACTORIES]
    if len(found) != 2:
        return None
    (first, ruler), (second, lemmatizer) = found
    if type(ruler) is not AttributeRuler or not isinstance(lemmatizer, Lemmatizer):
        return None
    if type(lemmatizer).__name__ not in lemmatizers:
        return None
    rules: list[dict[str, Any]] = ruler.patterns
    patterns = [pattern for rule in rules for pattern in rule["patterns"]]
    if lemmatizer.mode != "rule" or any(not set(token) <= _TELLING for pattern in patterns for token in pattern):
        return None
    phrases = [pattern for pattern in patterns if len(pattern) > 1]
    ahead = Matcher(nlp.vocab)
    if phrases:
        ahead.add("phrase", phrases)
    return WordForms(nlp, (first, second), lemmatizer, ahead)
