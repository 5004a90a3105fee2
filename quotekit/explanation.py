"""Why: what a rule says and how often it is right; how one attribution was reached.

In: a rule, its name, or an attribution. Out: a few lines of plain text.
Never runs a rule; all it tells is in the record and in the tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from quotekit.errors import RuleError
from quotekit.records import Attribution
from quotekit.rules import DEFAULT_RULES, Example, Rule, measured
from quotekit.speakers.name_sieves import NAME_SIEVES
from quotekit.speakers.sieves import DEFAULT_SIEVES

_WAYS: Final = {
    **{sieve.name: sieve.sentence for sieve in DEFAULT_SIEVES},
    **{sieve.name: sieve.sentence for sieve in NAME_SIEVES},
    "joint": "Several names joined by “and”: all of them together.",
    "relative": "who, which: the name or the noun before it.",
    "first-person": "I, my in what somebody says: the one who says it.",
    "signature": "I, my outside of what is said: the one who signed the text.",
}


def explain(what: Rule | str | Attribution) -> str:
    """Say what a rule does, or how an attribution was reached.

    Args:
        what: A rule, the name of one of `DEFAULT_RULES`, or an attribution.

    Returns:
        Lines for a person. For a rule: its sentence, pattern, examples, counter-examples and
        measured precision (0 to 1, with the number of decisions). For an attribution: the words
        in each role, the rule, the way to the speaker, and what else was considered.

    Raises:
        RuleError: if no rule has that name; names those that are spelled alike.
        TypeError: for anything else.
    """
    if isinstance(what, Attribution):
        return "\n".join(_explain_attribution(what))
    if isinstance(what, str):
        return "\n".join(_explain_rule(find_rule(what)))
    if isinstance(what, Rule):
        return "\n".join(_explain_rule(what))
    raise TypeError(f"explain takes a rule, its name or an Attribution, not {type(what).__name__}")


def find_rule(name: str) -> Rule:
    """The shipped rule of that name.

    Raises:
        RuleError: if there is none; names those that are spelled alike.
    """
    rules = {rule.name: rule for rule in DEFAULT_RULES}
    if name in rules:
        return rules[name]
    close = get_close_matches(name.lower().replace("_", "-").replace(" ", "-"), rules, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(close)}?" if close else "`quotekit rules` lists them all"
    raise RuleError(f"no rule is called {name!r}; {hint}")


def how_often(name: str) -> str:
    """The measured precision of a rule, in words."""
    found = measured(name)
    if found is None:
        return "not measured"
    return f"right {found.precision:.0%} of the time ({found.count:,} decisions)"


def rule_sentence(name: str) -> str:
    """What the rule of that name says and how often it is right; of an unknown one, whose it is."""
    try:
        rule = find_rule(name)
    except RuleError:
        return "a rule of your own"
    return f"{rule.sentence} {how_often(name).capitalize()}."


def way_sentence(name: str) -> str:
    """How a speaker was found, for the name in `Attribution.resolution`; of an unknown one, whose it is."""
    return _WAYS.get(name, "a sieve of your own")


def _explain_rule(rule: Rule) -> Iterator[str]:
    yield f"{rule.name} (family {rule.family})"
    yield f"  {rule.sentence}"
    yield f"  at least {rule.trust:.0%} is what you trust it" if rule.trust else f"  {how_often(rule.name)}"
    pattern = {
        "frame": rule.frames,
        "source": rule.relations or ((rule.source_path,) if rule.source_path else ()),
        "cue": (*rule.kinds, *rule.lemmas),
    }
    yield "  pattern: " + "; ".join(f"{role} {', '.join(names)}" for role, names in pattern.items() if names)
    yield from (f"  yes: {_line(example)}" for example in rule.examples)
    yield from (f"  no:  {_line(example)}" for example in rule.counter_examples)


def _line(example: Example) -> str:
    return " ¶ ".join(example.line.split("¶"))


def _explain_attribution(each: Attribution) -> Iterator[str]:
    yield f"{each.speaker or 'nobody known by name'}: {each.text}"
    for span in each.contents:
        yield f"  content  {_place(span.start, span.end)}  {span.text}"
    if each.cue:
        not_ = ", negated" if each.negated else ""
        place = _place(each.cue.span.start, each.cue.span.end)
        yield f"  cue      {place}  {each.cue.text} ({each.cue.kind} {each.cue.lemma}{not_})"
    if each.source:
        place = _place(each.source.span.start, each.source.span.end)
        yield f"  source   {place}  {each.source.text} ({each.source.kind}, head {each.source.head.text})"
    yield f"  form     {each.form} {each.medium}, {each.reference} source"
    yield f"  rule     {each.rule}, confidence {each.confidence:.2f}; {rule_sentence(each.rule)}"
    if each.speaker:
        yield f"  speaker  {each.speaker.name} ({each.speaker.type}), by {each.resolution or 'no sieve'}"
    else:
        yield "  speaker  not known: no sieve found exactly one"
    for other in each.alternatives:
        words = f"source {other.source or 'nobody'}, cue {other.cue or 'none'}"
        yield f"  not      {other.rule} ({words}), confidence {other.confidence:.2f}"


def _place(start: int, end: int) -> str:
    return f"{f'{start}:{end}':<13}"
