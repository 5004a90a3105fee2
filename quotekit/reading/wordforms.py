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
from quotekit.trees import Forms

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
        ahead: Finds the few phrases that the ruler treats as a whole ("gon na"), which are asked as a whole.
        opening: Finds the words that such a phrase may begin with, so that few Docs are searched for one.
    """

    nlp: Language
    names: tuple[str, ...]
    lemmatizer: Lemmatizer
    ahead: Matcher
    opening: Matcher
    _known: dict[Key, Answer] = field(factory=dict)
    _openers: set[Key] = field(factory=set)
    _known_phrases: dict[tuple[Key, ...], list[Answer]] = field(factory=dict)

    def of(self, docs: Sequence[Doc]) -> Iterator[Forms]:
        """The forms of the words of Docs, one answer a Doc."""
        keys = [list(map(tuple, doc.to_array(_KEY).tolist())) for doc in docs]
        if len(self._known) > MOST:
            self._known.clear()
            self._openers.clear()
            self._known_phrases.clear()
            self.lemmatizer.cache.clear()
        missing: dict[Key, tuple[Doc, int]] = {}
        for doc, row in zip(docs, keys, strict=True):
            for i, key in enumerate(row):
                if key not in self._known and key not in missing:
                    missing[key] = doc, i
        if missing:
            self._ask(missing, docs)
        for doc, row in zip(docs, keys, strict=True):
            answers = list(map(self._known.__getitem__, row))
            if not self._openers.isdisjoint(row):
                for start, end in self._phrases(doc):
                    answers[start:end] = self._of_phrase(doc, start, end, tuple(row[start:end]))
            pos, lemmas, deps = zip(*answers, strict=True) if row else ((), (), ())
            yield list(pos), list(lemmas), list(deps)

    def _phrases(self, doc: Doc) -> list[tuple[int, int]]:
        """Where phrases stand that the ruler treats as a whole; those that overlap are one."""
        joined: list[tuple[int, int]] = []
        for start, end in sorted((start, end) for _, start, end in self.ahead(doc)):
            if joined and start < joined[-1][1]:
                joined[-1] = joined[-1][0], max(end, joined[-1][1])
            else:
                joined.append((start, end))
        return joined

    def _of_phrase(self, doc: Doc, start: int, end: int, keys: tuple[Key, ...]) -> list[Answer]:
        """What the components say of the words of a phrase; asked once for every phrase."""
        if keys not in self._known_phrases:
            rows = [(token.text, token.tag_, token.dep_) for token in doc[start:end]]
            self._known_phrases[keys] = self._run(self._made(doc, rows))
        return self._known_phrases[keys]

    def _ask(self, missing: dict[Key, tuple[Doc, int]], docs: Sequence[Doc]) -> None:
        """Learn what the components say of some words, each of which stands in a Doc."""
        rows = [(doc[i].text, doc[i].tag_, doc[i].dep_) for doc, i in missing.values()]
        openers = {start for _, start, _ in self.opening(self._made(docs[0], rows))}
        self._openers.update(key for n, key in enumerate(missing) if n in openers)
        # Words that make a phrase beside each other by chance are asked with a stop between them.
        parted = [row for n, each in enumerate(rows) for row in ((each, _BETWEEN) if n in openers else (each,))]
        answers = iter(self._run(self._made(docs[0], parted)))
        for n, key in enumerate(missing):
            self._known[key] = next(answers)
            if n in openers:
                next(answers)

    def _made(self, like: Doc, rows: Sequence[tuple[str, str, str]]) -> Doc:
        """A Doc of words with their tags and labels, each a sentence by itself."""
        from spacy.tokens import Doc

        words, tags, deps = map(list, zip(*rows, strict=True))
        return Doc(like.vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))))

    def _run(self, doc: Doc) -> list[Answer]:
        """What the components themselves say of the words of a Doc."""
        for name in self.names:
            doc = self.nlp.get_pipe(name)(doc)
        return [(token.pos_, token.lemma_.lower(), token.dep_) for token in doc]


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
    ahead, opening = Matcher(nlp.vocab), Matcher(nlp.vocab)
    if phrases:
        ahead.add("phrase", phrases)
        opening.add("opener", [pattern[:1] for pattern in phrases])
    return WordForms(nlp, (first, second), lemmatizer, ahead, opening)
