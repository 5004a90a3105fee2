"""Who says "I" outside of speech: a character of the story, named where the others address them.

In: a Reading, and where its characters are named. Out: the narrator's characters and name, or nobody.
Never takes the author of the text for the narrator.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from attrs import frozen

from quotekit.reading.reading import Reading
from quotekit.speakers.cast import Cast, Character
from quotekit.speakers.dialogue.passages import is_within, passages_of
from quotekit.speakers.names.name import fold

FIRST_PERSON: Final = 0.008  # share of "I" among the words outside of marks in a story told by somebody in it
FEWEST_CALLS: Final = 2  # times that the others address the narrator by a name
TOLD: Final = 0.35  # of the places in speech: how often the narration may name the narrator
HARDLY: Final = 0.1  # the same for the other half of the name
SHARE: Final = 0.2  # of the calls by the first name that the other half has at least
UNNAMED: Final = "narrator"


@frozen(eq=False)
class Narrator:
    """Who tells a story.

    Attributes:
        name: "Jo Berg", "Mr. Berg", or "narrator" where nobody says the name.
        characters: Which characters of the cast that is: two where some say "Jo" and others "Mr. Berg".
    """

    name: str
    characters: tuple[Character, ...] = ()


@frozen(eq=False)
class Places:
    """How often a character is named where.

    Attributes:
        told: By the narration.
        quoted: In speech.
        called: In speech, and addressed by it.
    """

    told: int = 0
    quoted: int = 0
    called: int = 0


def find_narrator(
    reading: Reading, cast: Cast, places: dict[Character, Places], name: str | None = None
) -> Narrator | None:
    """The narrator of a story that is told in the first person; None for other stories.

    Args:
        reading: The text as read.
        cast: Its characters.
        places: How often each is named where.
        name: The narrator's name, for those who know it.
    """
    if name is not None:
        return Narrator(name, tuple(cast.called(name)[:1]))
    if not _says_i(reading):
        return None
    called = [each for each in cast.characters if places[each].called >= FEWEST_CALLS]
    mostly = [each for each in called if places[each].told <= TOLD * places[each].quoted]
    if not mostly:
        return Narrator(UNNAMED)
    one = max(mostly, key=lambda each: places[each].called)
    least = SHARE * places[one].called
    others = [
        each for each in mostly if places[each].told <= HARDLY * places[each].quoted and places[each].called > least
    ]
    other = max((each for each in others if each is not one), key=lambda each: places[each].called, default=None)
    if other is not None and (whole := _joined(cast, one, other)) is not None:
        return Narrator(whole, (one, other))
    return Narrator(_name(cast, one), (one,))


def _says_i(reading: Reading) -> bool:
    pronouns = reading.language.people.pronouns.values()
    forms = {each.form for each in pronouns if (each.person, each.number, each.use) == ("1", "s", "subject")}
    passages = passages_of(reading)
    words: Counter[bool] = Counter()
    for tree in reading.trees:
        if tree is not None:
            words.update(
                word.casefold() in forms
                for word, start in zip(tree.words, tree.starts, strict=True)
                if not is_within(passages, start)
            )
    return words[True] > FIRST_PERSON * words.total()


def _joined(cast: Cast, one: Character, other: Character) -> str | None:
    """ "Jo" and "Mr. Berg" are one person; two bare names, or two with titles, may be two."""
    courtesy = cast.people.groups["courtesy"]
    titled = [each for each in (one, other) if each.titles & courtesy]
    if len(titled) != 1 or {one.gender, other.gender} == {"m", "f"}:
        return None
    given, family = (other, one) if titled[0] is one else (one, other)
    words, last = _usual(cast, given), _usual(cast, family)
    return f"{words[0]} {last[-1]}" if len(words) == len(last) == 1 else None


def _name(cast: Cast, character: Character) -> str:
    """The name that the others use, with the surname where the text has one."""
    usual, family = _usual(cast, character), character.name.split()[-1]
    is_given = len(usual) == 1 and len(character.name.split()) > 1 and fold(usual[0]) not in character.family
    return f"{usual[0]} {family}" if is_given else character.name


def _usual(cast: Cast, character: Character) -> tuple[str, ...]:
    """The words of the name that is most frequent, without titles."""
    forms = Counter(cast.names[number].words for number in character.numbers)
    return forms.most_common(1)[0][0]
