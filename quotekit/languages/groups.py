"""Small closed sets of words that attribution asks a language for: who hears, what is refused, what has a title.

In: `cue_groups.tsv` of a language's folder. Out: sets of words by the name of the set.
Never looks at a text; a set that a language does not list is empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from quotekit.errors import LanguageError
from quotekit.languages.data import data_lines
from quotekit.languages.frames import OPENERS

OPENER: Final = "opener-"  # begins the names of the sets of words that open clauses

GROUPS: Final[Mapping[str, str]] = {
    # Lemmas of verbs.
    "hearer": "whose subject in the passive, or whose object, hears: to be told",
    "hearer-as-object": "whose object hears, when it stands right behind: told reporters",
    "hearer-preposition": "before whoever hears: said to Ada, shouted at him",
    "resuming": "that say that somebody who spoke goes on: she went on",
    "musing": "of thought that may follow it behind a question mark: What now? he thought",
    "about-to": "whose 'to' names what they are about: refer to Ada",
    "facing": "that turn to whoever hears: said Ada, turning to Piet",
    "undergone": "whose subject as a participle bears it: asked why, …",
    "charged": "whose participle beside a noun says what somebody is said to have done, and nobody says it",
    "refusal": "that deny what they govern: to decline to say",
    "no-bare-object": "whose object is no content when it is a thing: to call a taxi",
    "raising": "whose subject belongs to the content: sales seem to have fallen",
    "state": "that say what somebody is, not what they do",
    "gesture": "of bodies, beside what somebody says: Kern shook his head. “…”",
    "mood": "or words that say in which mood somebody speaks: Berg was furious. “…”",
    "predicative": "that say what a subject is, to somebody: to her, the plan seemed a mistake",
    "copula": "that link a subject and what it is",
    "quotative-verb": "forms that speech follows behind a comma, with a person before them: and she goes, no",
    "comment-on-words": "that tell what others make of words, in a clause behind them: said it was late, which nobody "
    "believed",
    "title-verb": "whose object is more often a work than words: to sing",
    # Lemmas of nouns.
    "channel": "that say how something is told, and not by whom: was told by phone",
    "viewpoint": "what a point of view is called: in her view",
    "phrase-noun": "in which somebody says or writes: in her words, in the minister's letter",
    "own-words": "for the very words that somebody says: in Berg's words",
    "titled": "that have a title, a name or a label: her novel",
    "speech-noun": "that stand for what somebody says: the reply, her advice",
    "term-noun": "that say that what follows is a term: the phrase",
    "recording": "that show or sound what somebody does: footage of Ada saying …",
    "criterion": "that say what something goes by, not who says it: according to plan",
    # Forms, lower case.
    "phrase": "that show that a phrase may name a source, so that the paragraph is parsed: according",
    "quotative": "words behind a copula that speech follows: I was like, no",
    "naming": "participles that give a name or a title: called, so-called",
    "never": "adverbs that deny",
    "nor": "that denies what stands behind it",
    "nobody": "as a subject, or as its first word: nobody says it",
    "nothing": "as an object: nothing is said",
    "expletive": "subjects that stand for nobody: it is said that",
    "relative": "pronouns of relative clauses about people and things",
    "partitive": "prepositions between a part and its whole: the oldest of the growers",
    "broadcast": "prepositions before the programme on which somebody speaks: said on “The Early Show”",
    "that": "that lead into a passage as a clause: said that “…”",
    "as": "that lead into what something is called: dismissed it as “…”",
    "voice-preposition": "between words and whose they are: the reply from Ada",
    "judge": "behind the name of a judge in a citation: Holm, J., dissenting",
    "connective": "that may stand before a phrase that opens a clause: because for her, …",
    "kept-before": "that weights know by themselves when they stand right before a passage",
    "small-in-title": "that titles do not capitalise",
    "label-topic": "between the name of a label and what it is about: Lee on Road Tax",
    "adjunct-preposition": "whose phrases are next to never what is said, but may stand before it",
    "time-preposition": "whose phrases may tell a time",
    "object-complement": "whose phrase behind an object is part of the content: describe X as Y",
    "raised-phrase": "prepositions, '-ing' added where they govern a clause, whose phrase is told of a passive subject",
    **{f"{OPENER}{name}": f"words that open clauses called '{name}' in the names of frames" for name in OPENERS[:5]},
}


@cache
def load_groups(package: str) -> Mapping[str, frozenset[str]]:
    """The sets of the language in this package, one for each name in `GROUPS`.

    Raises:
        LanguageError: if the file has a set that nothing asks for.
    """
    known = {name: frozenset(words) for name, words in word_rows(package, "cue_groups.tsv")}
    if unknown := known.keys() - GROUPS.keys():
        raise LanguageError(f"cue_groups.tsv of {package}: nothing asks for {', '.join(sorted(unknown))}")
    return MappingProxyType({name: known.get(name, frozenset()) for name in GROUPS})


def word_rows(package: str, name: str) -> Iterator[tuple[str, list[str]]]:
    """The rows of a data file that has a key and words: each key with its words."""
    for line in data_lines(package, name):
        key, words = line.split("\t")
        yield key, words.split()
