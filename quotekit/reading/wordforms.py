"""Coarse tags and lemmas of words, asked of spaCy once for every word with its tag and its label.

In: a Doc with tags and a dependency parse. Out: what spaCy's attribute ruler and lemmatizer say of it.
Never says anything else than they do: it only remembers their answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from attrs import define, field, frozen

from quotekit.languages.labels import PUNCTUATION
from quotekit.reading.named_words import Named

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.pipeline import AttributeRuler, Lemmatizer
    from spacy.tokens import Doc

    from quotekit.reading.word_table import WordTable

_FACTORIES: Final = ("attribute_ruler", "lemmatizer")
_BETWEEN: Final = (".", ".", PUNCTUATION)  # stands between two words that are asked together
_TELLING: Final = {"ORTH", "TEXT", "LOWER", "TAG", "DEP", "IS_SPACE"}  # what a word says of itself
_INDEX: Final = "lemma_index"
Answer = tuple[str, str, str]  # coarse tag, lemma, label
Key = tuple[int, int, int]
Kind = tuple[str | bool, int, int]  # words of a kind are the same to the ruler: a word it names, or any other


@frozen
class _Ruled:
    """What the ruler says of words of a kind: `lemma` is "" where it leaves that to the lemmatizer."""

    pos: str
    morph: str
    lemma: str
    dep: str
    may_open: bool


@define
class WordForms:
    """What two components of a pipeline say of words.

    The ruler tells the coarse tag of a word by its form, tag and label, the lemmatizer its lemma by
    form and coarse tag: neither looks at the sentence. Running a pattern matcher over every token
    of a corpus to hear the same answers again takes as long as the parser does. The ruler names few words, so that
    it is asked about kinds of words, and the lemmatizer about a word with its coarse tag and its forms.

    Attributes:
        nlp: The pipeline.
        names: The names of the two components in it, which need not run then.
        ruler, lemmatizer: The two components.
        named: The words that the ruler tells apart.
        ahead: Finds the few phrases that the ruler treats as a whole ("gon na"), which are asked as a whole.
        opening: Finds the words that such a phrase may begin with, so that few Docs are searched for one.
    """

    nlp: Language
    names: tuple[str, ...]
    ruler: AttributeRuler
    lemmatizer: Lemmatizer
    named: Named
    ahead: Matcher
    opening: Matcher
    _known_phrases: dict[tuple[Key, ...], list[Answer]] = field(factory=dict)
    _ruled: dict[Kind, _Ruled] = field(factory=dict)
    _lemmas: dict[tuple[int, str, str], str] = field(factory=dict)

    def forget(self) -> None:
        """Forget all that was asked."""
        self._known_phrases.clear()
        self._ruled.clear()
        self._lemmas.clear()
        self.lemmatizer.cache.clear()

    def phrases(self, doc: Doc) -> list[tuple[int, int]]:
        """Where phrases stand that the ruler treats as a whole; those that overlap are one."""
        joined: list[tuple[int, int]] = []
        for start, end in sorted((start, end) for _, start, end in self.ahead(doc)):
            if joined and start < joined[-1][1]:
                joined[-1] = joined[-1][0], max(end, joined[-1][1])
            else:
                joined.append((start, end))
        return joined

    def of_phrase(self, doc: Doc, start: int, end: int, keys: tuple[Key, ...]) -> list[Answer]:
        """What the components say of the words of a phrase; asked once for every phrase."""
        if keys not in self._known_phrases:
            rows = [(token.text, token.tag_, token.dep_) for token in doc[start:end]]
            self._known_phrases[keys] = self._run(self._made(doc, rows))
        return self._known_phrases[keys]

    def ask(self, missing: Sequence[Key], like: Doc) -> list[tuple[Answer, bool]]:
        """What the components say of some words, and whether a phrase may begin with each."""
        strings = like.vocab.strings
        kinds: list[Kind] = []
        unruled: dict[Kind, Key] = {}
        for key in missing:
            word = strings[key[0]]
            kind = (word if self.named.holds(word) else word.isspace(), *key[1:])
            kinds.append(kind)
            if kind not in self._ruled:
                unruled.setdefault(kind, key)
        if unruled:
            self._rule(unruled, like)
        ruled = [self._ruled[kind] for kind in kinds]
        wanted = [(orth, said.pos, said.morph) for (orth, _, _), said in zip(missing, ruled, strict=True)]
        self._look_up([each for each in dict.fromkeys(wanted) if each not in self._lemmas], like)
        return [
            ((said.pos, said.lemma or self._lemmas[word_form], said.dep), said.may_open)
            for said, word_form in zip(ruled, wanted, strict=True)
        ]

    def _rule(self, words: Mapping[Kind, Key], like: Doc) -> None:
        """Learn what the ruler says of kinds of words, for each of which a word is given."""
        strings = like.vocab.strings
        rows = [(strings[orth], strings[tag], strings[dep]) for orth, tag, dep in words.values()]
        openers = {start for _, start, _ in self.opening(self._made(like, rows))}
        # Words that make a phrase beside each other by chance are asked with a stop between them.
        parted = [row for n, each in enumerate(rows) for row in ((each, _BETWEEN) if n in openers else (each,))]
        tokens = iter(self.ruler(self._made(like, parted)))
        for n, kind in enumerate(words):
            token = next(tokens)
            lemma = "" if self.lemmatizer.overwrite else token.lemma_.lower()
            self._ruled[kind] = _Ruled(token.pos_, str(token.morph), lemma, token.dep_, n in openers)
            if n in openers:
                next(tokens)

    def _look_up(self, words: Sequence[tuple[int, str, str]], like: Doc) -> None:
        """Learn the lemmas of words with their coarse tags and forms."""
        from spacy.tokens import Doc

        if not words:
            return
        orths, pos, morphs = map(list, zip(*words, strict=True))
        strings = like.vocab.strings
        doc = Doc(like.vocab, words=[strings[orth] for orth in orths], pos=pos, morphs=morphs)
        self._lemmas.update(zip(words, (token.lemma_.lower() for token in self.lemmatizer(doc)), strict=True))

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
def word_forms(nlp: Language, lemmatizers: frozenset[str]) -> WordTable | None:
    """The word forms of a pipeline that is kept for good; None where they would not say what it says.

    Args:
        nlp: The pipeline.
        lemmatizers: Names of the classes of lemmatizers that look at a word and its tag alone.
    """
    from spacy.matcher import Matcher
    from spacy.pipeline import AttributeRuler, Lemmatizer

    from quotekit.reading.word_table import WordTable  # needs numpy, which importing should not

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
    return WordTable(WordForms(nlp, (first, second), ruler, lemmatizer, Named.of(patterns), ahead, opening))
