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
from typing import Final, Literal

from attrs import evolve, frozen

from quotekit.languages import Language
from quotekit.languages.people import People
from quotekit.reading.layout.offsets import Edit, shift

Kind = Literal["shouted", "stamped", "question", "answer", "capitalised", "play", "handle"]
LONGEST_LABEL: Final = 80  # characters
LONGEST_NAME: Final = 6  # words, without what a comma or a bracket adds
LEAST_MARKED, LEAST_PLAIN = 2, 3  # labels: "LEE: …" is plainer than "Lee: …"
SENTENCES: Final = 0.5  # share of the turns that end as sentences do; those of tables and credits do not
ADDRESSED: Final = 0.2  # share of the turns of a plain transcript with a question, an I or a you
DENSE: Final = 1 / 3  # share of paragraphs with a label, from the first plain label to the last
REPORTING: Final = 0.15  # of the sentences with a passage, in which a verb is its cue
_QUOTED: Final = re.compile("[\"“«‘']+")
_STAMP: Final = re.compile(r"[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]?[ \t]*")
_EMPHASIS: Final = re.compile(r"[*_]{1,3}")
_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_END: Final = re.compile(r"[.?!…—–-][\"”’»')\]*_]*$|[)\]]$")
_NUMBERED: Final = re.compile(r"(?<=[a-z])\d{1,3}$")
_APOSTROPHE: Final = re.compile("['’]")
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

    def moved(self, edits: Sequence[Edit]) -> TurnLabel:
        """The label after edits of the text that leave it in place."""
        return evolve(self, start=shift(self.start, edits), end=shift(self.end, edits), words=shift(self.words, edits))


def ends_label(token: str) -> bool:
    """Is this token of a parse the colon of a label, alone or with other marks ("):", ":**")?"""
    return ":" in token and not any(map(str.isalnum, token))


def is_title_dot(tokens: Sequence[str], i: int, language: Language) -> bool:
    """Is token `i` the full stop of a title that the tokenizer cut off ("SEN" ".")?"""
    titles = language.people.groups["abbreviated-title"]
    return i > 0 and tokens[i] == "." and tokens[i - 1].casefold() in titles


def reports(token: str, language: Language) -> bool:
    """Is it a form of a reporting verb and no noun: "The sign read: …" has no label, "Reply: …" has?"""
    entry = language.lexicon.find("verb", token) if token.islower() else None
    return (
        entry is not None
        and entry.quoted_rate >= REPORTING
        and (token != entry.lemma or token in language.people.groups["past-as-lemma"])
    )


def is_field(words: str, language: Language) -> bool:
    """Do these words head a line of a list or a notice ("Where", "Step 2", "Correction"), not a speaker's?"""
    return _is_field(_WORD.findall(words), language.people)


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


def is_name(name: str, language: Language) -> bool:
    """Could it be the name of a speaker: a few capitalised words, or capitals, and no word of lists?"""
    return _kind_of(name, ":", language, is_stamped=False) in ("shouted", "capitalised") and not is_field(
        name, language
    )


def key_of(name: str) -> str:
    """The name in lower case, without marks, to compare labels."""
    return " ".join(_WORD.findall(name.casefold()))


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
    heads = _without_header(text, paragraphs, _by_initials(named))
    counts = Counter(label.key for label in heads.values())
    found = {n: label for n, label in heads.items() if not label.is_field or _is_name_after_all(label, counts)}
    if not found:
        return {}
    if any(label.kind == "question" for label in found.values()) and _is_faq(text, paragraphs, found, language):
        return {}
    plays = {n: label for n, label in found.items() if label.kind == "play"}
    rest = {n: label for n, label in found.items() if label.kind != "play"}
    marked = {n: label for n, label in rest.items() if label.kind != "capitalised"}
    for labels, is_transcript in ((plays, _is_play), (rest, _is_conversation), (marked, _is_marked)):
        turns = [text[label.words : paragraphs[n][1]] for n, label in labels.items()]
        is_speech = labels is not rest or sum(is_spoken(turn, language) for turn in turns) >= ADDRESSED * len(turns)
        if is_transcript(labels) and is_speech and _ends_in_sentences(turns):
            return labels
    return {}


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
    key = key_of(name)
    short = _NUMBERED.sub("", key) if len(key) < 4 else key
    return TurnLabel(
        first, first + len(name), words, short, kind, kind not in ("question", "answer") and is_field(name, language)
    )


def _label_end(text: str, start: int, end: int, language: Language) -> int | None:
    """Where the colon of a label stands, the full stop of "BEA. …" or the dash of "Q — …"."""
    depth = 0
    for match in _TELLING.finditer(text, start, min(end - 1, start + LONGEST_LABEL)):
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
    core = name.split(",")[0].split()
    words = [word for part in core if (word := part.strip(".'’*_"))]
    if len(words) in (1, 2) and words[-1].startswith("@"):
        return "handle"  # "@anna_k: …", "RT @anna_k: …"
    if not words or len(words) > LONGEST_NAME or not words[0][0].isupper() or not words[-1][:1].isalnum():
        return None
    key = _NUMBERED.sub("", words[0].casefold()) if len(words) == 1 else ""
    if key in language.layout.question or key in language.layout.answer:
        return "question" if key in language.layout.question else "answer"
    if mark in _DASHES:
        return None
    lower = [word for word in words if word[0].islower() and word not in language.people.groups["small"]]
    is_crowd = len(words) > 1 and language.forms.singular(words[-1]) in language.people.roles  # "Opposition members"
    if (words[-1][0].islower() and not is_crowd) or len(
        [word for word in lower if word not in language.people.groups["small"]]
    ) > 1:
        return None
    is_shouted = any(word.isupper() and len(word) > 1 for word in words)
    if mark == ".":
        return "play" if all(word.isupper() for word in words) and is_shouted else None
    first = words[0].casefold()
    is_title = first in language.people.titles or first in language.people.groups["abbreviated-title"]
    is_titled = len(words) > 1 and is_title
    return "shouted" if is_shouted else "stamped" if is_stamped or is_titled else "capitalised"


def _is_field(words: Sequence[str], people: People) -> bool:
    """Is it the head of a line in a list ("Where", "Step 2", "Opening hours"), and no "Mr. Price"?"""
    fields = people.groups["field-label"]
    named = [word.casefold() for word in words if any(map(str.isalpha, word))]
    if len(named) > 1 and (named[0] in people.titles or named[0] in people.given):
        return False
    return not named or named[-1] in fields or named[0] in fields


def _is_faq(
    text: str, paragraphs: Sequence[tuple[int, int]], labels: Mapping[int, TurnLabel], language: Language
) -> bool:
    """Are questions and answers those of nobody: is there a heading that says so?"""
    heading = language.layout.questions_heading
    return any(heading.search(text, start, end) for n, (start, end) in enumerate(paragraphs) if n not in labels)


def _is_marked(labels: Mapping[int, TurnLabel]) -> bool:
    """Are there several marked labels, and an answer for the question?"""
    kinds = {label.kind for label in labels.values()}
    return len(labels) >= LEAST_MARKED and kinds not in ({"question"}, {"answer"})


def _is_conversation(labels: Mapping[int, TurnLabel]) -> bool:
    """Are there labels of two speakers at least, one of whom comes back, throughout the text?"""
    dense = len(labels) >= DENSE * (max(labels, default=0) - min(labels, default=0) + 1)
    return len(labels) >= LEAST_PLAIN and dense and _alternates(labels)


def _is_play(labels: Mapping[int, TurnLabel]) -> bool:
    return len(labels) >= LEAST_PLAIN and _alternates(labels)


def _alternates(labels: Mapping[int, TurnLabel]) -> bool:
    """Does a label come back after another one?"""
    keys = [labels[n].key for n in sorted(labels)]
    runs = [key for n, key in enumerate(keys) if not n or keys[n - 1] != key]
    return len(set(runs)) < len(runs)


def _ends_in_sentences(turns: Sequence[str]) -> bool:
    """Do most turns end as sentences do?"""
    return sum(_END.search(turn[-8:]) is not None for turn in turns) >= SENTENCES * len(turns)


def is_spoken(words: str, language: Language) -> bool:
    """Does somebody speak to somebody: is there an I, a you, a question?"""
    return "?" in words or not _persons(language).isdisjoint(
        part for word in _WORD.findall(words.casefold()) for part in (word, _APOSTROPHE.split(word)[0])
    )


@lru_cache(maxsize=8)
def _persons(language: Language) -> frozenset[str]:
    return frozenset(form for form, pronoun in language.people.pronouns.items() if pronoun.person in ("1", "2"))
