"""The rules in use, indexed: which rule allows a proposal for a passage, or for the words of a clause.

In: rules in order, or names of shipped ones, and their language. Out: RuleBook; rules by name.
Never runs a rule, and never guesses which one was meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import Final

from attrs import define, field

from quotekit.errors import RuleError
from quotekit.languages import LANGUAGES, Language, load_language
from quotekit.languages.relation import SourceRelation
from quotekit.languages.rule import OWN, Rule
from quotekit.reading.reading import CueHit

_CLAUSE_FAMILY: Final = "clauses"  # the shipped rules for what is said at a cue, with marks or without
WITH_RELATIONS: Final = ("adjective", "noun", "verb")  # kinds of cue that a path leads from


@define(eq=False)
class RuleBook:
    """Rules in order of precedence.

    Attributes:
        rules: The rules.
        language: The language whose source relations they speak of.
        relations: The source relations they speak of, own ones first, by kind of cue.
        ranks: Place of each rule in the order, by name.
        trust: Least probability of the proposals of rules that have one, by name.
        own: Names of the user's own rules.
    """

    rules: tuple[Rule, ...]
    language: Language
    relations: Mapping[str, tuple[SourceRelation, ...]] = field(init=False)
    ranks: Mapping[str, int] = field(init=False)
    trust: Mapping[str, float] = field(init=False)
    own: frozenset[str] = field(init=False)
    _of_clauses: tuple[Rule, ...] = field(init=False)
    _lemmas: frozenset[str] = field(init=False)
    _for_passages: dict[tuple[str, str, str, str], Rule | None] = field(init=False, factory=dict)
    _source_forms: frozenset[str] = field(init=False)
    _for_clauses: dict[tuple[str, str, str, frozenset[str], str], Rule | None] = field(init=False, factory=dict)
    _frame_ranks: dict[str, int] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self.ranks = {rule.name: n for n, rule in enumerate(self.rules)}
        if len(self.ranks) != len(self.rules):
            names = sorted(rule.name for rule in self.rules)
            twice = next(a for a, b in pairwise(names) if a == b)
            raise RuleError(f"two rules are called {twice!r}; a rule's name is its own: rename one")
        self.trust = {rule.name: rule.trust for rule in self.rules if rule.trust}
        self.own = frozenset(rule.name for rule in self.rules if rule.family == OWN)
        self._of_clauses = tuple(filter(_is_for_clauses, self.rules))
        self._lemmas = frozenset(lemma for rule in self.rules for lemma in rule.lemmas)
        self._source_forms = frozenset(form for rule in self.rules for form in rule.source_forms)
        relations = (*(_own_relation(rule) for rule in self.rules if rule.source_path), *self.language.relations)
        self.relations = {
            kind: tuple(relation for relation in relations if kind in relation.kinds) for kind in WITH_RELATIONS
        }

    def frame_rank(self, frame: str) -> int:
        """Place of the first rule made for this frame; behind all where there is none."""
        if frame not in self._frame_ranks:
            ranks = [n for n, rule in enumerate(self.rules) if "*" not in rule.frames and rule.has_frame(frame)]
            self._frame_ranks[frame] = min(ranks, default=len(self.rules))
        return self._frame_ranks[frame]

    def for_passage(self, frame: str, relation: str, cue: CueHit | None) -> Rule | None:
        """The rule that allows a proposal for a passage, or None.

        A rule that names relations, kinds or lemmas goes before one that does not.
        """
        key = (frame, relation, cue.kind if cue else "", self._lemma(cue))
        if key not in self._for_passages:
            self._for_passages[key] = max(
                (rule for rule in self.rules if _fits_passage(rule, *key)), key=_narrowness, default=None
            )
        return self._for_passages[key]

    def for_clause(self, frame: str, cue: CueHit, own: frozenset[str] = frozenset(), source: str = "") -> Rule | None:
        """The first rule that allows words of this shape at this cue, or None.

        Args:
            frame: The shape.
            cue: The cue.
            own: Names of the rules whose own path leads from it to a source.
            source: Main word of the likeliest source, lower case; "" for none.
        """
        key = (frame, cue.kind, self._lemma(cue), own, source if source in self._source_forms else "")
        if key not in self._for_clauses:
            self._for_clauses[key] = next((rule for rule in self._of_clauses if _fits_clause(rule, *key)), None)
        return self._for_clauses[key]

    def _lemma(self, cue: CueHit | None) -> str:
        """The lemma of a cue if some rule asks for it; the others are alike to all rules."""
        return cue.lemma if cue and cue.lemma in self._lemmas else ""


def _own_relation(rule: Rule) -> SourceRelation:
    """The relation of a rule that has a path of its own."""
    kinds = frozenset(rule.kinds) or frozenset(WITH_RELATIONS)
    return SourceRelation(rule.name, kinds, rule.source_path, is_own=True, lemmas=frozenset(rule.lemmas))


def _is_for_clauses(rule: Rule) -> bool:
    """Is it of the shipped family, or the user's own that says which frames it is for?"""
    return rule.family == _CLAUSE_FAMILY or (rule.family == OWN and "*" not in rule.frames)


def _fits_passage(rule: Rule, frame: str, relation: str, kind: str, lemma: str) -> bool:
    if rule.source_forms or (rule.source_path and relation != rule.name):
        return False
    return _fits(rule, frame, kind, lemma) and (not rule.relations or relation in rule.relations)


def _fits_clause(rule: Rule, frame: str, kind: str, lemma: str, own: frozenset[str], source: str) -> bool:
    if (rule.source_path and rule.name not in own) or (rule.source_forms and source not in rule.source_forms):
        return False
    return _fits(rule, frame, kind, lemma)


def _fits(rule: Rule, frame: str, kind: str, lemma: str) -> bool:
    return (
        rule.has_frame(frame) and (not rule.kinds or kind in rule.kinds) and (not rule.lemmas or lemma in rule.lemmas)
    )


def _narrowness(rule: Rule) -> tuple[bool, bool, bool]:
    """Sort key: what a rule asks for beside a frame."""
    return bool(rule.lemmas), bool(rule.relations), bool(rule.kinds)


def book_of(rules: Sequence[Rule], language: Language) -> RuleBook:
    """The book of these rules; the same tuple gives the same book."""
    key = (tuple(rules), language.code)
    if key not in _BOOKS:
        _BOOKS.clear()
        _BOOKS[key] = RuleBook(key[0], language)
    return _BOOKS[key]


_BOOKS: dict[tuple[tuple[Rule, ...], str], RuleBook] = {}


def find_rule(name: str, language: Language | None = None) -> Rule:
    """The shipped rule of that name, in a language; in the first that has it unless one is given.

    Raises:
        RuleError: if there is none; names those that are spelled alike.
    """
    languages = map(load_language, LANGUAGES) if language is None else (language,)
    rules: dict[str, Rule] = {}
    for each in languages:
        rules = {rule.name: rule for rule in each.rules} | rules
    if name in rules:
        return rules[name]
    close = get_close_matches(name.lower().replace("_", "-").replace(" ", "-"), rules, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(close)}?" if close else "`quotekit rules` lists them all"
    raise RuleError(f"no rule is called {name!r}; {hint}")


def rules_of(given: Iterable[Rule | str] | None, language: Language) -> tuple[Rule, ...]:
    """The rules to use: those of the language for None, else those given, names looked up.

    Raises:
        RuleError: if no shipped rule has one of the names, or two have the same.
        TypeError: if something else was given.
    """
    if given is None:
        return language.rules
    if isinstance(given, str | Rule) or not isinstance(given, Iterable):
        raise TypeError(f'rules are a list of rules, such as ["according-to", mine], not {_what(given)}')
    return book_of([_rule_of(each, language) for each in given], language).rules


def _rule_of(given: object, language: Language) -> Rule:
    if isinstance(given, Rule):
        return given
    if isinstance(given, str):
        return find_rule(given, language)
    raise TypeError(f'a rule is a quotekit.Rule, or the name of a shipped one ("according-to"), not {_what(given)}')


def _what(given: object) -> str:
    return repr(given) if isinstance(given, str | int | float) else type(given).__name__
