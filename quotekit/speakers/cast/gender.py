"""He or she: what the pronouns right behind a name say of it.

In: a Scene and the forms of its names. Out: votes on the forms.
Never asks a list, and never counts words between marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from quotekit.languages.people import People
from quotekit.speakers import weights
from quotekit.speakers.cast.forms import Form
from quotekit.speakers.scene import Scene

REACH: Final = 80  # code points behind a name in which a pronoun speaks of it


@lru_cache(maxsize=8)
def _pronouns(forms: tuple[str, ...]) -> re.Pattern[str]:
    # A set of letters in front, since the search then skips all others at once.
    firsts = {form[0]: re.escape(_cases(form[0])) for form in forms}
    whole = "|".join(rf"(?<=[{firsts[form[0]]}])(?i:{re.escape(form[1:])})" for form in forms)
    return re.compile(rf"[{''.join(firsts.values())}](?<=\b.)(?:{whole})\b", re.S) if forms else re.compile("(?!)")


def _cases(letter: str) -> str:
    """A letter of Latin, Greek or Cyrillic script in all ways to write it: "s" also as the long one of old prints."""
    return "".join(other for other in map(chr, range(0x530)) if other.casefold() == letter.casefold())


def gendered_pronouns(people: People) -> re.Pattern[str]:
    """The pronouns of the third person that tell a gender."""
    return _pronouns(tuple(sorted(form for form, each in people.pronouns.items() if each.gender in ("m", "f"))))


def count_pronouns(scene: Scene, forms: Sequence[Form]) -> None:
    """The first "he" or "she" behind a name, with no other name between them, votes for its form."""
    pattern, pronouns, text = gendered_pronouns(scene.people), scene.people.pronouns, scene.reading.text
    for form in forms:
        if form.gender:
            continue  # a title is enough
        for number in form.numbers:
            name = scene.names[number]
            if scene.quote_at(name.start) >= 0:
                continue
            end = min(scene.reading.paragraphs[name.paragraph][1], name.end + REACH)
            if number + 1 < len(scene.names):
                end = min(end, scene.names[number + 1].full)
            match = pattern.search(text, name.end, end)
            if match is not None and scene.quote_at(match.start()) < 0:
                is_he = pronouns[match[0].casefold()].gender == "m"
                form.he, form.she = form.he + weights.BEHIND_NAME * is_he, form.she + weights.BEHIND_NAME * (not is_he)
