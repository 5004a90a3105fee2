"""The clause rules in use, indexed: which rule allows a shape of what is said.

In: rules in order. Out: ClauseBook.
Never runs a rule.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from quotekit.reading import CueHit
from quotekit.rules.rule import Rule

FAMILY = "clauses"


@define(eq=False)
class ClauseBook:
    """Clause rules in order of precedence: of the shipped family, or with frames of their own.

    Attributes:
        rules: The rules.
    """

    rules: tuple[Rule, ...]
    _lemmas: frozenset[str] = field(init=False)
    _known: dict[tuple[str, str, str], Rule | None] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self._lemmas = frozenset(lemma for rule in self.rules for lemma in rule.lemmas)

    def rule_for(self, frame: str, cue: CueHit) -> Rule | None:
        """The first rule that allows this shape at this cue, or None."""
        key = (frame, cue.kind, cue.lemma if cue.lemma in self._lemmas else "")  # the rest are alike to all rules
        if key not in self._known:
            self._known[key] = next((rule for rule in self.rules if _fits(rule, *key)), None)
        return self._known[key]


def _fits(rule: Rule, frame: str, kind: str, lemma: str) -> bool:
    return (
        rule.has_frame(frame) and (not rule.kinds or kind in rule.kinds) and (not rule.lemmas or lemma in rule.lemmas)
    )


def clause_book(rules: Sequence[Rule]) -> ClauseBook:
    """The book of the clause rules among these; the same tuple gives the same book."""
    key = tuple(rules)
    if key not in _BOOKS:
        _BOOKS.clear()
        _BOOKS[key] = ClauseBook(tuple(rule for rule in key if rule.family == FAMILY))
    return _BOOKS[key]


_BOOKS: dict[tuple[Rule, ...], ClauseBook] = {}
