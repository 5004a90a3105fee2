"""Rules by name, and the rules that a call uses.

In: the name of a shipped rule; or what somebody gave as `rules`. Out: rules.
Never changes a rule, and never guesses which one was meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from quotekit.attribution.rulebook import book_of
from quotekit.errors import RuleError
from quotekit.languages import DEFAULT_RULES, Language
from quotekit.languages.rule import Rule


def find_rule(name: str, language: Language | None = None) -> Rule:
    """The shipped rule of that name, in a language; in English unless one is given.

    Raises:
        RuleError: if there is none; names those that are spelled alike.
    """
    rules = {rule.name: rule for rule in (DEFAULT_RULES if language is None else language.rules)}
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
