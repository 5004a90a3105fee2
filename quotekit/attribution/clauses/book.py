"""The clause rules in use, indexed: which rule allows a shape of what is said.

In: rules in order. Out: ClauseBook.
Never runs a rule.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from quotekit.languages.rule import OWN, Rule
from quotekit.reading.reading import CueHit

FAMILY = "clauses"


@define(eq=False)
class ClauseBook:
    """Clause rules in order of precedence: of the shipped family, or the user's that name frames.

    Attributes:
        rules: The rules.
        trust: Least probability of the proposals of rules that have one, by name.
    """

    rules: tuple[Rule, ...]
    trust: dict[str, float] = field(init=False)
    _lemmas: frozenset[str] = field(init=False)
    _known: dict[tuple[str, str, str, frozenset[str]], Rule | None] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self.trust = {rule.name: rule.trust for rule in self.rules if rule.trust}
        self._lemmas = frozenset(lemma for rule in self.rules for lemma in rule.lemmas)

    def rule_for(self, frame: str, cue: CueHit, own: frozenset[str] = frozenset()) -> Rule | None:
        """The first rule that allows this shape at this cue, or None.

        Args:
            frame: The shape.
            cue: The cue.
            own: Names of the rules whose own path leads from it to a source.
        """
        key = (frame, cue.kind, cue.lemma if cue.lemma in self._lemmas else "", own)  # other lemmas are alike
        if key not in self._known:
            self._known[key] = next((rule for rule in self.rules if _fits(rule, *key)), None)
        return self._known[key]


def _fits(rule: Rule, frame: str, kind: str, lemma: str, own: frozenset[str]) -> bool:
    if rule.source_path and rule.name not in own:
        return False
    return (
        rule.has_frame(frame) and (not rule.kinds or kind in rule.kinds) and (not rule.lemmas or lemma in rule.lemmas)
    )


def _is_own(rule: Rule) -> bool:
    """Is it the user's, and does it say which shapes it is for?"""
    return rule.family == OWN and "*" not in rule.frames


def clause_book(rules: Sequence[Rule]) -> ClauseBook:
    """The book of the clause rules among these; the same tuple gives the same book."""
    key = tuple(rules)
    if key not in _BOOKS:
        _BOOKS.clear()
        _BOOKS[key] = ClauseBook(tuple(rule for rule in key if rule.family == FAMILY or _is_own(rule)))
    return _BOOKS[key]


_BOOKS: dict[tuple[Rule, ...], ClauseBook] = {}
