"""Who may speak in a story, and the places where they are named and act.

In: what a Story finds. Out: Voice, Named, Subject.
Never says who speaks.
"""

from __future__ import annotations

from typing import Final, Literal

from attrs import define, frozen

from quotekit.speakers.cast import Character

Kind = Literal["name", "pronoun", "narrator", "nominal"]
_CLEARLY: Final = 1.5  # times as much evidence for one gender as for the other


@define(eq=False)
class Voice:
    """Somebody who may speak: a character, the narrator, or "the stranger" who has no name.

    Attributes:
        name: What to call them.
        characters: The characters of the cast that they are: none, one, or two of a narrator.
        is_narrator: Does the text say "I" of them outside of speech?
        is_nominal: Are they known by a noun only?
        masculine: Evidence for "he".
        feminine: Evidence for "she".
        told: How often the narration names them.
        quoted: How often speech names them.
        addressed: How often speech is addressed to them by name.
        acts: How often they are the subject of a verb in the narration.
        speaks: How often they are the subject of a verb that reports speech.
    """

    name: str
    characters: tuple[Character, ...] = ()
    is_narrator: bool = False
    is_nominal: bool = False
    masculine: float = 0.0
    feminine: float = 0.0
    told: int = 0
    quoted: int = 0
    addressed: int = 0
    acts: int = 0
    speaks: int = 0

    @property
    def gender(self) -> str:
        """ "m", "f", or "" where the text leaves it open."""
        if self.masculine >= 1 and self.masculine > _CLEARLY * self.feminine:
            return "m"
        return "f" if self.feminine >= 1 and self.feminine > _CLEARLY * self.masculine else ""

    @property
    def may_speak(self) -> bool:
        """Does anything tell that they are a person? A word that stands alone once (“Shame!”) addresses nobody."""
        is_called = self.addressed > 1 or (self.addressed and self.told)
        return bool(self.is_narrator or self.is_nominal or self.speaks or is_called or self.acts or self.gender)

    def fits(self, gender: str) -> float:
        """1 where a gender is theirs, -1 where it is not, 0 where that is open."""
        mine = self.gender if gender else ""
        return 0.0 if not mine else 1.0 if mine == gender else -1.0

    def add_gender(self, gender: str, weight: float) -> None:
        """Count evidence for "m" or "f"; "" says nothing."""
        self.masculine += weight if gender == "m" else 0.0
        self.feminine += weight if gender == "f" else 0.0


@frozen(eq=False)
class Named:
    """A place where a voice is named.

    Attributes:
        start: First code point, title included.
        end: One past the last.
        paragraph: Number of its paragraph.
        voice: Who.
        is_quoted: Does it stand between marks?
        is_address: Is somebody spoken to by it ("Come here, Ada.")?
        is_possessive: Does 's follow?
    """

    start: int
    end: int
    paragraph: int
    voice: Voice
    is_quoted: bool
    is_address: bool
    is_possessive: bool


@frozen(eq=False)
class Subject:
    """A subject of the narration.

    Attributes:
        at: Its code point.
        kind: "name", "pronoun", "narrator" ("I") or "nominal".
        voice: Who, for a name and for the narrator; else None.
        gender: "m", "f" or "".
    """

    at: int
    kind: Kind
    voice: Voice | None
    gender: str


Ranking = list[tuple[Voice, float]]
"""Those who may say a turn with the probability of each, the best first."""
