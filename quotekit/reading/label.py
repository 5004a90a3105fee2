"""One label: what stands before the words of a turn, read on characters: a name, a colon.

In: a stretch of a text that begins a paragraph. Out: a TurnLabel, or what a part of one is.
Never asks whether the text is a transcript, and never decides who a label names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal

from attrs import evolve, frozen

from quotekit.languages import Language
from quotekit.languages.people import People
from quotekit.reading.layout.offsets import Edit, shift

Kind = Literal["shouted", "stamped", "question", "answer", "capitalised", "play", "handle"]
_LONGEST_LABEL: Final = 80  # characters
LONGEST_NAME: Final = 6  # words, without what a comma or a bracket adds
_REPORTING: Final = 0.15  # of the sentences with a passage, in which a verb is its cue
_STAMP: Final = re.compile(r"[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]?[ \t]*")
_EMPHASIS: Final = re.compile(r"[*_]{1,3}")
WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NUMBERED: Final = re.compile(r"(?<=[a-z])\d{1,3}$")
_CODE: Final = re.compile(
    r"[A-Z]{1,4}-?\d{3,}|[A-Z][a-z]+(?:[A-Z][a-z]+)*(?:Error|Exception|Warning)"
)  # "E001", "ValueError"
_DASHES: Final = "—–"
_MARKS: Final = '\n“”"«»?!;'
_TELLING: Final = re.compile(rf"[{_MARKS}{_DASHES}:.()\[\]]")  # what may end a label, or says that there is none


@frozen
class TurnLabel:
    """What stands before the words of a turn.

    Attributes:
        start: First code point of the name.
        end: One past its last; what follows in brackets is no part of it.
        words: Where the words begin.
        key: The name in lower case, to compare labels.
        kind: How it is marked as a label.
        is_field: Is it a word that heads lines of lists and notices as well?
    """

    start: int
    end: int
    words: int
    key: str
    kind: Kind
    is_field: bool = False

    @property
    def is_unnamed(self) -> bool:
        """Does it name nobody, as the text as given has no label here?"""
        return self.start == self.end

    @property
    def is_unnamed_answer(self) -> bool:
        """Does it open an answer, and name nobody?"""
        return self.is_unnamed and self.kind == "answer"

    def moved(self, edits: Sequence[Edit]) -> TurnLabel:
        """The label after edits of the text that leave it in place."""
        return evolve(self, start=shift(self.start, edits), end=shift(self.end, edits), words=shift(self.words, edits))


def ends_label(token: str) -> bool:
    """Is this token of a parse the colon of a label, alone or with other marks ("):", ":**")?"""
    return ":" in token and not any(map(str.isalnum, token))


def _is_title_dot(tokens: Sequence[str], i: int, language: Language) -> bool:
    """Is token `i` the full stop of a title that the tokenizer cut off ("SEN" ".")?"""
    titles = language.people.groups["abbreviated-title"]
    return i > 0 and tokens[i] == "." and tokens[i - 1].casefold() in titles


def reports(token: str, language: Language) -> bool:
    """Is it a form of a reporting verb and no noun: "The sign read: …" has no label, "Reply: …" has?"""
    entry = language.lexicon.find("verb", token) if token.islower() else None
    return (
        entry is not None
        and entry.quoted_rate >= _REPORTING
        and (token != entry.lemma or token in language.people.groups["past-as-lemma"])
    )


def is_field(words: str, language: Language) -> bool:
    """Do these words head a line of a list or a notice ("Where", "Step 2", "Correction"), not a speaker's?"""
    return _is_field(WORD.findall(words), language.people)


def _is_what_is_said(words: Sequence[str], language: Language) -> bool:
    """Is it "The verdict of Max Berg"? His words follow, not those of a verdict."""
    nouns, small = language.groups["speech-noun"], language.people.groups["small"]
    return any(word.casefold() in nouns and after in small for word, after in pairwise(words))


def _is_clause(words: str, language: Language) -> bool:
    """Is it "Mr. Lee, surprised, said"? A verb that reports leads to the words, and no name labels them."""
    last = words.rstrip(" *_").rpartition(" ")[2]
    return "," in words and reports(last, language)


def is_name(name: str, language: Language) -> bool:
    """Could it be the name of a speaker: a few capitalised words, or capitals, and no word of lists?"""
    kind = _kind_of(name, ":", language, is_stamped=False)
    return kind in ("shouted", "stamped", "capitalised") and not is_field(name, language)


def is_person(key: str, language: Language) -> bool:
    """Is it the name of a person, or what somebody is called at a meeting ("operator")?"""
    people, words = language.people, key.split()
    if words[0] in people.groups["definite"]:
        words = words[1:] or words
    first = words[0]
    return words[-1] in people.groups["turn-role"] or first in people.given or first in people.titles


def key_of(name: str) -> str:
    """The name in lower case, without marks, to compare labels."""
    return " ".join(WORD.findall(name.casefold()))


def read_label(text: str, start: int, end: int, language: Language) -> TurnLabel | None:
    """The label that opens `text[start:end]`, if its shape is that of one."""
    at, is_stamped = start, False
    for pattern in (_EMPHASIS, _STAMP, _EMPHASIS):
        if match := pattern.match(text, at, end):
            at, is_stamped = match.end(), is_stamped or pattern is _STAMP
    close = _label_end(text, at, end, language)
    if close is None:
        return None
    whole = text[at:close]
    name = re.split(r"[(\[]", whole, maxsplit=1)[0].strip(" \t*_")
    first = at + whole.find(name) if name else at
    words = close + 1
    while words < end and (text[words] in "*_" or text[words].isspace()):
        words += 1
    kind = _kind_of(name, text[close], language, is_stamped=is_stamped)
    if kind is None or not any(map(str.isalnum, text[words:end])):
        return None
    if _CODE.fullmatch(name) or _is_what_is_said(name.split(), language) or _is_clause(whole, language):
        return None
    key = key_of(name)
    short = _NUMBERED.sub("", key) if len(key) < 4 else key
    return TurnLabel(
        first, first + len(name), words, short, kind, kind not in ("question", "answer") and is_field(name, language)
    )


def _label_end(text: str, start: int, end: int, language: Language) -> int | None:
    """Where the colon of a label stands, the full stop of "BEA. …" or the dash of "Q — …"."""
    depth = 0
    for match in _TELLING.finditer(text, start, min(end - 1, start + _LONGEST_LABEL)):
        i, char = match.start(), match[0]
        if char in _MARKS:
            return None
        depth += (char in "([") - (char in ")]")
        if depth:
            continue
        is_spaced = text[i + 1].isspace() or text[i + 1] in "*_"
        if char == ":":
            return i if is_spaced else None
        if char in _DASHES and i - start <= 3:
            return i
        if char == "." and is_spaced and not _is_abbreviated(text[start:i], language):
            return i
    return None


def _is_abbreviated(words: str, language: Language) -> bool:
    """Does a full stop behind these words cut a word short ("SEN.", "J.")?"""
    last = words.split()[-1:]
    if not last:
        return True
    initial = len(last[0]) == 1 and last[0].isupper() and last[0] not in "QA"
    return initial or last[0].casefold() in language.people.groups["abbreviated-title"]


def _kind_of(name: str, mark: str, language: Language, *, is_stamped: bool) -> Kind | None:
    """How these words before a mark show that they are a label; None where they are none."""
    words = [word for part in name.split(",")[0].split() if (word := part.strip(".'’*_"))]
    if len(words) in (1, 2) and words[-1].startswith("@"):
        return "handle"  # "@anna_k: …", "RT @anna_k: …"
    if not _opens_and_ends_well(words):
        return None
    if asked := _question_kind(words, language):
        return asked
    if mark in _DASHES or not _is_capitalised(words, language):
        return None
    is_shouted = any(word.isupper() and len(word) > 1 for word in words)
    if mark == ".":
        return "play" if is_shouted and all(map(str.isupper, words)) else None
    if is_shouted:
        return "shouted"
    return "stamped" if is_stamped or (len(words) > 1 and _is_title(words[0], language)) else "capitalised"


def _opens_and_ends_well(words: Sequence[str]) -> bool:
    """Are they a few words, the first with a capital and the last with a letter or a digit at its head?"""
    return bool(words) and len(words) <= LONGEST_NAME and words[0][0].isupper() and words[-1][0].isalnum()


def _question_kind(words: Sequence[str], language: Language) -> Kind | None:
    """Is it "Q" or "A", with a number or without?"""
    key = _NUMBERED.sub("", words[0].casefold()) if len(words) == 1 else ""
    if key in language.layout.question:
        return "question"
    return "answer" if key in language.layout.answer else None


def _is_capitalised(words: Sequence[str], language: Language) -> bool:
    """Are the words those of a name, but for one small one, or of a crowd ("Some hon. members")?"""
    small = language.people.groups["small"]
    lower = [word for word in words if word[0].islower() and word not in small and not _is_title(word, language)]
    is_crowd = len(words) > 1 and (
        words[-1] in language.people.groups["turn-role"] or language.forms.singular(words[-1]) in language.people.roles
    )
    return len(lower) <= 1 and (is_crowd or not words[-1][0].islower())


def _is_title(word: str, language: Language) -> bool:
    key = word.casefold()
    return key in language.people.titles or key in language.people.groups["abbreviated-title"]


def _is_field(words: Sequence[str], people: People) -> bool:
    """Is it the head of a line in a list ("Where", "Step 2", "Opening hours"), and no "Mr. Price"?"""
    fields = people.groups["field-label"]
    named = [word.casefold() for word in words if any(map(str.isalpha, word))]
    if len(named) > 1 and (named[0] in people.titles or named[0] in people.given):
        return False
    return not named or named[-1] in fields or named[0] in fields
