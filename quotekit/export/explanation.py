"""Why: what a rule says and how often it is right; how one attribution was reached.

In: a rule, its name, or an attribution; the name of a way to a speaker. Out: a few lines of plain text.
Never runs a rule; all it tells is in the record and in the tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from quotekit.attribution.rulebook import find_rule as find_rule
from quotekit.errors import RuleError
from quotekit.languages import Language, load_language
from quotekit.languages.rule import Example, Rule
from quotekit.languages.stand_ins import STAND_INS
from quotekit.records import Attribution, KnownBy, shown
from quotekit.speakers import WAYS

_KNOWN_BY: Final[dict[KnownBy, str]] = {
    "frame": "the frame",
    "vocative": "the words themselves",
    "turn": "the turns around: nobody else speaks there",
}


def explain(what: Rule | str | Attribution, *, language: str = "en") -> str:
    """Say what a rule does, or how an attribution was reached.

    Args:
        what: A rule, the name of one of `DEFAULT_RULES`, what stands in its place ("no-source",
            "by-hand", "passage", "nobody"), or an attribution.
        language: Code of the language that the rule is of.

    Returns:
        Lines for a person. Of a rule they give its sentence, how often it was right (with the
        number of decisions), its pattern, examples and counter-examples. Of an attribution they
        give the words in each role, the rule, the way to the speaker, and what else was considered.

    Raises:
        RuleError: if no rule has that name; names those that are spelled alike.
        LanguageError: if quotekit does not read the language.
        TypeError: for anything else.
    """
    known = load_language(language)
    if isinstance(what, Attribution):
        return "\n".join(_explain_attribution(what, known))
    if isinstance(what, str) and what in STAND_INS:
        return f"{what}\n  {STAND_INS[what]}"
    if isinstance(what, str):
        return "\n".join(_explain_rule(find_rule(what, known), known))
    if isinstance(what, Rule):
        return "\n".join(_explain_rule(what, known))
    raise TypeError(f"explain takes a rule, its name or an Attribution, not {type(what).__name__}")


def how_often(name: str, language: Language | None = None) -> str:
    """The measured precision of a rule, in words; of few decisions the counts alone."""
    found = (language or load_language()).measured.get(name)
    if found is None:
        return "not measured"
    if not found.is_telling:
        return f"right in {found.right} of {found.count} decisions, too few to tell"
    return f"right {found.precision:.0%} of the time ({found.count:,} decisions)"


def way_sentence(name: str) -> str:
    """How `Attribution.resolved_by` of that name led from the mention to the speaker."""
    return WAYS.get(name, "A way that this version of quotekit does not know.")


def rule_sentence(name: str, language: Language | None = None) -> str:
    """What the rule of that name says and how often it is right; of an unknown one, whose it is."""
    if name in STAND_INS:
        return STAND_INS[name]
    try:
        rule = find_rule(name, language)
    except RuleError:
        return "a rule of your own"
    return f"{rule.sentence} {how_often(name, language).capitalize()}."


def _explain_rule(rule: Rule, language: Language) -> Iterator[str]:
    yield f"{rule.name} (family {rule.family})"
    yield f"  {rule.sentence}"
    yield (
        f"  not measured; trusted for at least {rule.trust:.0%}"
        if rule.trust
        else f"  {how_often(rule.name, language)}"
    )
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


def _explain_attribution(each: Attribution, language: Language) -> Iterator[str]:
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
    yield f"  rule     {each.rule}, confidence {shown(each.confidence)}; {rule_sentence(each.rule, language)}"
    if each.speaker:
        way = f", by {each.resolved_by}; {way_sentence(each.resolved_by)}" if each.resolved_by else ""
        yield f"  speaker  {each.speaker.name} ({each.speaker.type}){way}"
    elif each.could_be:
        yield f"  speaker  not known: {' or '.join(each.could_be)} fit equally well"
    else:
        yield "  speaker  not known: no way leads to exactly one"
    if each.addressee:
        where = each.addressee.mention.span if each.addressee.mention else None
        words = f" ({_place(where.start, where.end).strip()} {where.text})" if where else ""
        yield f"  said to  {each.addressee}{words}, told by {_KNOWN_BY[each.addressee.known_by]}"
    for other in each.alternatives:
        words = f"source {other.source or 'nobody'}, cue {other.cue or 'none'}"
        yield f"  not      {other.rule} ({words}), confidence {shown(other.confidence)}"


def _place(start: int, end: int) -> str:
    return f"{f'{start}:{end}':<13}"
