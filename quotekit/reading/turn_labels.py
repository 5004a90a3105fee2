"""Labels that open the turns of a transcript, read on characters: a name, a colon, the words.

In: a text and its paragraphs. Out: a TurnLabel for each paragraph that opens a turn, if the text is
a transcript at all. Never reads a parse, and never decides who a label names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final, get_args

from attrs import evolve, frozen

from quotekit.languages import Language
from quotekit.reading.label import WORD, Kind, TurnLabel, is_person, key_of, read_label

_LEAST_MARKED, _LEAST_PLAIN = 2, 3  # labels: "LEE: …" is plainer than "Lee: …"
_SENTENCES: Final = 0.5  # share of the turns that end as sentences do; those of tables and credits do not
_ADDRESSED: Final = 0.2  # share of the turns of a plain transcript with a question, an I or a you
_DENSE: Final = 1 / 3  # share of paragraphs with a label, from the first plain label to the last
_KINDS: Final = frozenset[Kind](get_args(Kind))
_PLAY: Final = frozenset[Kind]({"play"})
_PLAIN: Final = frozenset[Kind]({"capitalised"})
_QUOTED: Final = re.compile("[\"“«‘']+")
_END: Final = re.compile(r"[.?!…—–-][\"”’»')\]*_]*$|[)\]]$")
_APOSTROPHE: Final = re.compile("['’]")


@frozen
class Labels:
    """The labels of one text, by number of the paragraph that they open.

    Attributes:
        heads: Every label, of a speaker or of a field ("Where: …").
        turns: Those that open the turns of a transcript; none where the text is no transcript.
        goes_on: Do the words of a turn go on behind a blank line, up to the next label?
        quoted: Labels in capitals right behind a mark that opens the paragraph: "“LEE: …”".
    """

    heads: Mapping[int, TurnLabel] = MappingProxyType({})
    turns: Mapping[int, TurnLabel] = MappingProxyType({})
    goes_on: bool = False
    quoted: Mapping[int, TurnLabel] = MappingProxyType({})

    def of_paragraph(self, number: int) -> TurnLabel | None:
        """The label that a paragraph opens with, before or behind a mark.

        In a transcript, a label that opens no turn is that of a field.
        """
        label = self.heads.get(number) or self.quoted.get(number)
        is_other = label is not None and self.turns and number not in self.turns and label.kind != "handle"
        return evolve(label, is_field=True) if label is not None and is_other else label


def read_labels(
    text: str,
    paragraphs: Sequence[tuple[int, int]],
    language: Language,
    sure: Sequence[TurnLabel] = (),
    *,
    goes_on: bool = False,
) -> Labels:
    """The labels of a text; the one reader of "NAME: words" that everybody else asks.

    Args:
        text: The text.
        paragraphs: Start and end code points of its paragraphs.
        language: What is known about its language.
        sure: Labels that the layout has shown to open turns.
        goes_on: Do the words of those turns go on behind a blank line?
    """
    known = {label.start: label for label in sure}
    heads = {
        n: label
        for n, (start, end) in enumerate(paragraphs)
        if (label := known.get(start) or read_label(text, start, end, language))
    }
    quoted = _quoted(text, paragraphs, language)
    if not known:
        return Labels(heads, _find_turns(text, paragraphs, heads, language), quoted=quoted)
    keys = {label.key for label in sure}
    turns = {
        n: label
        for n, label in heads.items()
        if label.start in known or label.key in keys or (label.kind == "shouted" and not label.is_field)
    }
    return Labels(heads, turns, goes_on, quoted)


def _quoted(text: str, paragraphs: Sequence[tuple[int, int]], language: Language) -> dict[int, TurnLabel]:
    """Labels in capitals right behind a mark that opens their paragraph."""
    return {
        n: label
        for n, (start, end) in enumerate(paragraphs)
        if (mark := _QUOTED.match(text, start, end))
        and (label := read_label(text, mark.end(), end, language))
        and label.kind == "shouted"
    }


def _find_turns(
    text: str, paragraphs: Sequence[tuple[int, int]], heads: Mapping[int, TurnLabel], language: Language
) -> dict[int, TurnLabel]:
    """The labels of a transcript by number of their paragraph; empty where the text is none.

    Shouted labels ("LEE: …") and stamped ones count from the second on, plain ones ("Jo Lee: …")
    from the third, and only where speakers alternate and speak in sentences: a list of dates,
    ingredients or credits has labels, too. "Q." and "BEA." are labels where they recur.
    """
    named = {n: label for n, label in heads.items() if label.kind != "handle"}
    found = _speakers(_without_header(text, paragraphs, _by_initials(_by_noted_names(text, named))))
    if any(label.kind == "question" for label in found.values()) and _is_faq(text, paragraphs, found, language):
        return {}
    plays = _of_kind(found, _PLAY)
    if _is_play(plays) and _ends_in_sentences(_words(text, paragraphs, plays)):
        return plays
    rest = _of_kind(found, _KINDS - _PLAY)
    if _is_conversation(rest, language) and _is_speech(_words(text, paragraphs, rest), language):
        return rest
    marked = _of_kind(rest, _KINDS - _PLAY - _PLAIN)
    if _is_marked(marked) and _ends_in_sentences(_words(text, paragraphs, marked)):
        return {n: label for n, label in rest.items() if n in marked or is_person(label.key, language)}
    return {}


def _speakers(heads: Mapping[int, TurnLabel]) -> dict[int, TurnLabel]:
    """The labels that are no words of lists, but for those that recur as names do."""
    counts = Counter(label.key for label in heads.values())
    return {n: label for n, label in heads.items() if not label.is_field or _is_name_after_all(label, counts)}


def _of_kind(labels: Mapping[int, TurnLabel], kinds: frozenset[Kind]) -> dict[int, TurnLabel]:
    return {n: label for n, label in labels.items() if label.kind in kinds}


def _words(text: str, paragraphs: Sequence[tuple[int, int]], labels: Mapping[int, TurnLabel]) -> list[str]:
    """What stands behind each label, up to the end of its paragraph."""
    return [text[label.words : paragraphs[n][1]] for n, label in labels.items()]


def _is_speech(turns: Sequence[str], language: Language) -> bool:
    """Do people speak to each other here, in sentences?"""
    return sum(is_spoken(turn, language) for turn in turns) >= _ADDRESSED * len(turns) and _ends_in_sentences(turns)


def _by_noted_names(text: str, heads: Mapping[int, TurnLabel]) -> Mapping[int, TurnLabel]:
    """The labels, that of "The Minister for Roads (Jon Pell)" with the key of "Jon Pell" if he has one, too."""
    keys = {label.key for label in heads.values()}
    return {
        n: evolve(label, key=noted) if (noted := key_of(text[label.end : label.words])) in keys else label
        for n, label in heads.items()
    }


def _by_initials(heads: Mapping[int, TurnLabel]) -> Mapping[int, TurnLabel]:
    """The labels, with initials ("AR") as the key of the one name that they are those of ("Ana Ruiz")."""
    names: dict[str, set[str]] = {}
    for label in heads.values():
        words = label.key.split()
        if len(words) > 1:
            names.setdefault("".join(word[0] for word in words), set()).add(label.key)
    known = {initials: keys.pop() for initials, keys in names.items() if len(keys) == 1}
    if not any(label.key in known for label in heads.values()):
        return heads
    return {n: evolve(label, key=known.get(label.key, label.key)) for n, label in heads.items()}


def _without_header(
    text: str, paragraphs: Sequence[tuple[int, int]], heads: Mapping[int, TurnLabel]
) -> Mapping[int, TurnLabel]:
    """The labels, but for the fields before the first turn: those that say something once and no sentence."""
    counts = Counter(label.key for label in heads.values())
    fields = set()
    for n in sorted(heads):
        if counts[heads[n].key] > 1 or _END.search(text, max(0, paragraphs[n][1] - 8), paragraphs[n][1]):
            break
        fields.add(n)
    return {n: label for n, label in heads.items() if n not in fields}


def _is_name_after_all(label: TurnLabel, counts: Counter[str]) -> bool:
    """Is a word that often heads a line ("HALL", "MAY") shouted again and again, as a name is?"""
    return label.kind == "shouted" and counts[label.key] > 1


def _is_faq(
    text: str, paragraphs: Sequence[tuple[int, int]], labels: Mapping[int, TurnLabel], language: Language
) -> bool:
    """Are questions and answers those of nobody: is there a heading that says so?"""
    heading = language.layout.questions_heading
    return any(heading.search(text, start, end) for n, (start, end) in enumerate(paragraphs) if n not in labels)


def _is_marked(labels: Mapping[int, TurnLabel]) -> bool:
    """Are there several marked labels, and an answer for the question?"""
    kinds = {label.kind for label in labels.values()}
    return len(labels) >= _LEAST_MARKED and kinds not in ({"question"}, {"answer"})


def _is_conversation(labels: Mapping[int, TurnLabel], language: Language) -> bool:
    """Are there labels throughout the text, of two speakers at least, one of whom comes back, or of people only?"""
    dense = len(labels) >= _DENSE * (max(labels, default=0) - min(labels, default=0) + 1)
    return (
        len(labels) >= _LEAST_PLAIN
        and dense
        and (_alternates(labels) or all(is_person(label.key, language) for label in labels.values()))
    )


def _is_play(labels: Mapping[int, TurnLabel]) -> bool:
    return len(labels) >= _LEAST_PLAIN and _alternates(labels)


def _alternates(labels: Mapping[int, TurnLabel]) -> bool:
    """Does a label come back after another one?"""
    keys = [labels[n].key for n in sorted(labels)]
    runs = [key for n, key in enumerate(keys) if not n or keys[n - 1] != key]
    return len(set(runs)) < len(runs)


def _ends_in_sentences(turns: Sequence[str]) -> bool:
    """Do most turns end as sentences do?"""
    return sum(_END.search(turn[-8:]) is not None for turn in turns) >= _SENTENCES * len(turns)


def is_spoken(words: str, language: Language) -> bool:
    """Does somebody speak to somebody: is there an I, a you, a question?"""
    return "?" in words or not _persons(language).isdisjoint(
        part for word in WORD.findall(words.casefold()) for part in (word, _APOSTROPHE.split(word)[0])
    )


@lru_cache(maxsize=8)
def _persons(language: Language) -> frozenset[str]:
    return frozenset(form for form, pronoun in language.people.pronouns.items() if pronoun.person in ("1", "2"))
