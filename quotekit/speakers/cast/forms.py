"""Names written alike are one form: “Mrs. Holm”, “Tom Holm”, “Robert Finch Jr.”.

In: the names of a text and what is counted of its words. Out: Forms, most frequent first.
Never joins two forms.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from quotekit.languages.labels import PEOPLE
from quotekit.languages.people import Gender, People
from quotekit.speakers import weights
from quotekit.speakers.cast.counts import Counts
from quotekit.speakers.names.name import MARKS, Name, fold

Key = tuple[str, ...]


@define(eq=False)
class Form:
    """One way of writing a name, with its titles.

    Attributes:
        key: Folded words of the name, as `Name.key`.
        titles: Folded titles before it.
        gender: What the titles say: "m", "f" or "".
        suffix: "jr", "sr", "ii" and the like, folded, or "".
        initials: Its middle initials, folded.
        nicknames: Folded words that stand between marks in it (“Sparky”).
        is_labelled: Does a parser mostly take it for a person?
        numbers: Which names are written so, in text order.
        count: How many of them stand outside of headings.
        he: What the pronouns right behind it say for a man.
        she: What they say for a woman.
        is_full: Has it a given name and a surname?
        waits: What `Building.waits` says of it; None until that is asked.
    """

    key: Key
    titles: tuple[str, ...] = ()
    gender: Gender = ""
    suffix: str = ""
    initials: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    is_labelled: bool = False
    numbers: list[int] = field(factory=list)
    count: int = 0
    he: float = 0.0
    she: float = 0.0
    waits: bool | None = None
    is_full: bool = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.is_full = len(self.key) > 1

    @property
    def told(self) -> Gender:
        """The gender that the pronouns behind it tell, if they are clear."""
        less, more = sorted((self.he, self.she))
        if more < weights.LEAST_FOR_CHOICE or less * weights.CLEAR >= more:
            return ""
        return "m" if self.he > self.she else "f"

    @property
    def title(self) -> str:
        """The title next to the name, or ""."""
        return self.titles[-1] if self.titles else ""


def forms_of(names: Sequence[Name], labels: Sequence[str], counts: Counts, people: People) -> list[Form]:
    """The forms of all names; the most frequent first, those alike in order of appearance."""
    found: dict[tuple[Key, tuple[str, ...], str, tuple[str, ...]], Form] = {}
    written: dict[tuple[tuple[str, ...], tuple[str, ...]], Form] = {}
    for number, name in enumerate(names):
        form = written.get((name.words, name.titles))
        if form is None:
            last = fold(name.words[-1])
            suffix = last if len(name.words) > 1 and last in people.groups["suffix"] else ""
            identity = (name.key, name.titles, suffix, name.initials)
            form = found.get(identity)
            if form is None:
                gender: Gender = next((g for title in name.titles if (g := people.titles[title].gender)), "")
                nicknames = tuple(fold(word) for word in name.words if word[0] in MARKS)
                form = found[identity] = Form(name.key, name.titles, gender, suffix, name.initials, nicknames)
            written[name.words, name.titles] = form
        form.numbers.append(number)
        form.count += name.paragraph not in counts.headings
    for form in found.values():
        form.is_labelled = bool(labels) and 2 * sum(labels[n] in PEOPLE for n in form.numbers) > len(form.numbers)
    return sorted(found.values(), key=lambda form: (-form.count, form.numbers[0]))
