"""The rules in use, indexed: which rule allows a proposal.

In: an ordered tuple of rules. Out: RuleBook.
Never runs a rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from attrs import define, field

from quotekit.errors import RuleError
from quotekit.languages import Language
from quotekit.languages.relation import SourceRelation
from quotekit.languages.rule import Rule
from quotekit.reading.reading import CueHit

VERB_NOUN = frozenset({"verb", "noun", "adjective"})


@define(eq=False)
class RuleBook:
    """Rules in order of precedence.

    Attributes:
        rules: The rules.
        language: The language whose source relations they speak of.
        relations: The source relations they speak of, own ones first, by kind of cue.
        ranks: Place of each rule in the order, by name.
        trust: Least probability of the proposals of rules that have one, by name.
    """

    rules: tuple[Rule, ...]
    language: Language
    relations: Mapping[str, tuple[SourceRelation, ...]] = field(init=False)
    ranks: Mapping[str, int] = field(init=False)
    trust: dict[str, float] = field(init=False)
    _lemmas: frozenset[str] = field(init=False)
    _known: dict[tuple[str, str, str, str], Rule | None] = field(init=False, factory=dict)
    _frame_ranks: dict[str, int] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self.ranks = {rule.name: n for n, rule in enumerate(self.rules)}
        if len(self.ranks) != len(self.rules):
            names = sorted(rule.name for rule in self.rules)
            twice = next(a for a, b in pairwise(names) if a == b)
            raise RuleError(f"two rules are called {twice!r}; a rule's name is its own: rename one")
        self.trust = {rule.name: rule.trust for rule in self.rules if rule.trust}
        self._lemmas = frozenset(lemma for rule in self.rules for lemma in rule.lemmas)
        own = tuple(
            SourceRelation(
                rule.name, frozenset(rule.kinds) or VERB_NOUN, rule.source_path, True, frozenset(rule.lemmas)
            )
            for rule in self.rules
            if rule.source_path
        )
        self.relations = {
            kind: tuple(relation for relation in (*own, *self.language.relations) if kind in relation.kinds)
            for kind in sorted(VERB_NOUN)
        }

    def frame_rank(self, frame: str) -> int:
        """Place of the first rule made for this frame; behind all where there is none."""
        if frame not in self._frame_ranks:
            ranks = [n for n, rule in enumerate(self.rules) if not _any_frame(rule) and rule.has_frame(frame)]
            self._frame_ranks[frame] = min(ranks, default=len(self.rules))
        return self._frame_ranks[frame]

    def rule_for(self, frame: str, relation: str, cue: CueHit | None) -> Rule | None:
        """The rule that allows a proposal, or None.

        A rule that names relations, kinds or lemmas goes before one that does not.
        """
        lemma = cue.lemma if cue and cue.lemma in self._lemmas else ""  # the rest are alike to all rules
        key = (frame, relation, cue.kind if cue else "", lemma)
        if key not in self._known:
            fitting = [rule for rule in self.rules if _fits(rule, *key)]
            self._known[key] = max(
                fitting,
                key=lambda rule: bool(rule.lemmas) * 4 + bool(rule.relations) * 2 + bool(rule.kinds),
                default=None,
            )
        return self._known[key]


def _any_frame(rule: Rule) -> bool:
    return rule.frames == ("*",)


def _fits(rule: Rule, frame: str, relation: str, kind: str, lemma: str) -> bool:
    if rule.source_path and relation != rule.name:
        return False
    return (
        rule.has_frame(frame)
        and (not rule.relations or relation in rule.relations)
        and (not rule.kinds or kind in rule.kinds)
        and (not rule.lemmas or lemma in rule.lemmas)
    )


def book_of(rules: Sequence[Rule], language: Language) -> RuleBook:
    """The book of these rules; the same tuple gives the same book."""
    key = (tuple(rules), language.code)
    if key not in _BOOKS:
        _BOOKS.clear()
        _BOOKS[key] = RuleBook(key[0], language)
    return _BOOKS[key]


_BOOKS: dict[tuple[tuple[Rule, ...], str], RuleBook] = {}
