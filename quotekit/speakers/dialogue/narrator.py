"""Who says "I" outside of speech: a character of the story, named where the others address them.

In: a Reading, and where its characters are named. Out: the narrator's characters and name, or nobody.
Never takes the author of the text for the narrator.
"""

from __future__ import annotations

from collections import Counter

from attrs import frozen

from quotekit.reading.reading import Reading
from quotekit.speakers import weights
from quotekit.speakers.cast import Cast, Character
from quotekit.speakers.dialogue.passages import is_within, passages_of
from quotekit.speakers.names.name import fold
from quotekit.speakers.narrator import Calls, first_persons, nameless


@frozen(eq=False)
class Narrator:
    """Who tells a story.

    Attributes:
        name: "Jo Berg", "Mr. Berg", or "narrator" where nobody says the name.
        characters: Which characters of the cast that is: two where some say "Jo" and others "Mr. Berg".
    """

    name: str
    characters: tuple[Character, ...] = ()


def find_narrator(
    reading: Reading, cast: Cast, calls: dict[Character, Calls], name: str | None = None
) -> Narrator | None:
    """The narrator of a story that is told in the first person; None for other stories.

    Args:
        reading: The text as read.
        cast: Its characters.
        calls: How each is spoken to and of.
        name: The narrator's name, for those who know it.
    """
    if name is not None:
        return Narrator(name, tuple(cast.called(name)[:1]))
    if not _says_i(reading):
        return None
    fitting = [each for each in cast.characters if calls[each].are_of_narrator]
    if not fitting:
        return Narrator(nameless(cast.people))
    one = max(fitting, key=lambda each: calls[each].addressed)
    least = weights.CALLS_BY_OTHER_HALF * calls[one].addressed
    others = [
        each
        for each in fitting
        if each is not one
        and calls[each].outside <= weights.TOLD_OF_OTHER_HALF * calls[each].inside
        and calls[each].addressed > least
    ]
    other = max(others, key=lambda each: calls[each].addressed, default=None)
    if other is not None and (whole := _joined(cast, one, other)) is not None:
        return Narrator(whole, (one, other))
    return Narrator(_name(cast, one), (one,))


def _says_i(reading: Reading) -> bool:
    forms = first_persons(reading.language.people)
    passages = passages_of(reading)
    words: Counter[bool] = Counter()
    for tree in reading.trees:
        if tree is not None:
            words.update(
                word.casefold() in forms
                for word, start in zip(tree.words, tree.starts, strict=True)
                if not is_within(passages, start)
            )
    return words[True] > weights.SHARE_OF_I * words.total()


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
