"""Whose surname is it: from a single name in a text to one of the people who bear it.

In: a form, the people who may be meant, who else is quoted in the text. Out: one of them with the rule, or None.
Never takes the more likely of two: a rule decides only where one alone fits.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from attrs import define, field

from quotekit.languages.people import People
from quotekit.speakers.across.forms import Form
from quotekit.speakers.across.groups import Group
from quotekit.speakers.across.roles import role_words

_DAYS: Final = 45  # within which an outlet takes its readers to remember the full name
_KNOWN: Final = 5  # times as many texts as all others together
_LEAST_KNOWN: Final = 5  # texts


@define(eq=False)
class Evidence:
    """What all texts say about the people with full names.

    Attributes:
        people: Titles and given names of the language.
        in_text: The people known in each text, those named in full first.
        company: For each person, by identity, how often each other is quoted in the same text.
    """

    people: People
    in_text: Mapping[str, list[Group]]
    company: defaultdict[int, Counter[int]] = field(factory=lambda: defaultdict(Counter))

    def __attrs_post_init__(self) -> None:
        for groups in self.in_text.values():
            for one in groups:
                self.company[id(one)].update(id(other) for other in groups if other is not one)

    def add(self, text: str, group: Group) -> None:
        """Somebody whose single name in a text was settled; that may settle others."""
        self.in_text[text].append(group)


def choose(form: Form, candidates: Sequence[Group], evidence: Evidence) -> tuple[Group, str] | None:
    """The one person that a form fits, and the rule that says so; None where several do alike."""
    gender = form.gender
    here = [each for each in candidates if not (gender and each.gender and gender != each.gender)]
    here = [each for each in here if not _is_beside(form, each)]
    if len(here) < 2:
        return (here[0], "only-bearer") if here else None
    for rule, narrow in RULES.items():
        found = narrow(form, here, evidence)
        if len(found) == 1:
            return found[0], rule
        here = list(found) or here
    return None


def _is_beside(form: Form, group: Group) -> bool:
    """Does the same text quote that person as somebody else?"""
    return any(other.text == form.text and other.name != form.name for other, _ in group.forms)


def _by_role(form: Form, here: Sequence[Group], evidence: Evidence) -> Sequence[Group]:
    roles = role_words(form.role, form.aliases, evidence.people)
    return [each for each in here if roles & each.roles.keys()] if roles else []


def _by_outlet(form: Form, here: Sequence[Group], evidence: Evidence) -> Sequence[Group]:
    if form.outlet is None:
        return []

    def is_near(group: Group) -> bool:
        days = group.days.get(form.outlet, ())
        return any(day is None or form.day is None or 0 <= form.day - day <= _DAYS for day in days)

    return [each for each in here if is_near(each)]


def _by_company(form: Form, here: Sequence[Group], evidence: Evidence) -> Sequence[Group]:
    others = [id(other) for other in evidence.in_text.get(form.text, ())]
    return [each for each in here if any(evidence.company[id(each)][other] for other in others)]


def _by_fame(form: Form, here: Sequence[Group], evidence: Evidence) -> Sequence[Group]:
    counts = {id(each): sum(each.names.values()) for each in here}
    best = max(here, key=lambda each: counts[id(each)])
    most = counts[id(best)]
    return [best] if most >= _LEAST_KNOWN and most >= _KNOWN * (sum(counts.values()) - most) else []


RULES: Final[dict[str, Callable[[Form, Sequence[Group], Evidence], Sequence[Group]]]] = {
    "role": _by_role,
    "outlet-and-time": _by_outlet,
    "company": _by_company,
    "best-known": _by_fame,
}
