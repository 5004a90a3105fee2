"""What a rule is: a name, a sentence, a pattern over the tree, examples and counter-examples.

In: the rule files of this folder, or a user's own. Out: checked, frozen rules.
Never runs a rule (that is `quotekit.attribution.passages.propose`) and never chooses between two.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from numbers import Real
from typing import Any, get_args

from attrs import Factory, evolve, field, frozen
from attrs.validators import and_, deep_iterable, ge, instance_of, lt

from quotekit.errors import RuleError
from quotekit.languages.frames import close_to, is_possible
from quotekit.languages.relation import RELATIONS
from quotekit.records import CueKind

NAME = re.compile(r"[a-z]+(?:-[a-z]+)*\Z")
KINDS: frozenset[str] = frozenset(get_args(CueKind))
OWN = "own"  # the family of rules that are not quotekit's
OWN_TRUST = 0.9
ROLE = re.compile(r"\{(content|cue|source):([^{}]*)\}")


@frozen
class Example:
    """A sentence that shows a rule, its roles in braces: ``{content:“We sail,”} {cue:said} {source:Anna}.``

    "¶" stands for a line break between two paragraphs.

    Attributes:
        line: The sentence with its roles marked; in a counter-example nothing is marked.
    """

    line: str = field(validator=instance_of(str))

    @property
    def text(self) -> str:
        """The sentence without the braces."""
        return ROLE.sub(r"\2", self.line).replace("¶", "\n")

    @property
    def roles(self) -> dict[str, list[tuple[int, int]]]:
        """Start and end code points in `text` of what each role marks."""
        found: dict[str, list[tuple[int, int]]] = {}
        shift = 0
        for match in ROLE.finditer(self.line):
            start = match.start() - shift
            shift += len(match[0]) - len(match[2])
            found.setdefault(match[1], []).append((start, start + len(match[2])))
        return found


def _examples(lines: tuple[str | Example, ...]) -> tuple[Example, ...]:
    return tuple(line if isinstance(line, Example) else Example(line) for line in lines)


def _names(names: Any) -> Any:
    """Names as a tuple; what is none is left to the check."""
    return tuple(names) if isinstance(names, Iterable) and not isinstance(names, str) else names


def _check_names(names: Any, what: str, known: Collection[str] | None = None) -> None:
    """See that these are names, and known ones."""
    if not isinstance(names, tuple) or not all(isinstance(name, str) for name in names):
        raise RuleError(f'{what} are a tuple of names, such as ("{min(known or ["say"])}",), not {names!r}')
    for name in names if known else ():
        if name not in (known or ()):
            close = get_close_matches(name, known or (), 3, 0.6)
            hint = f"did you mean {' or '.join(close)}?" if close else f"there are {', '.join(sorted(known or ()))}"
            raise RuleError(f"{what}: there is no {name!r}; {hint}")


def _check_frames(rule: Rule, attribute: object, names: Any) -> None:
    _check_names(names, "frames")
    for name in names:
        if not is_possible(name):
            close = close_to(name)
            hint = f"did you mean {' or '.join(close)}?" if close else "there are postposed-*, governed-*, p:*, …"
            raise RuleError(f"frames: no words and cue lie to each other as {name!r} says; {hint}")


def _check_relations(rule: Rule, attribute: object, names: Any) -> None:
    _check_names(names, "relations", {*RELATIONS, rule.name} if rule.source_path else RELATIONS)


def _check_kinds(rule: Rule, attribute: object, names: Any) -> None:
    _check_names(names, "kinds", KINDS)


def _check_lemmas(rule: Rule, attribute: object, names: Any) -> None:
    _check_names(names, "lemmas")


def _check_source_forms(rule: Rule, attribute: object, names: Any) -> None:
    _check_names(names, "source_forms")


def _check_needs(rule: Rule, attribute: object, needs: Any) -> None:
    if isinstance(needs, bool) or not isinstance(needs, Real) or not 0 <= float(needs) <= 1:
        raise RuleError(f"needs is a probability, 0 to 1, not {needs!r}")


def _check_name(instance: Rule, attribute: object, name: str) -> None:
    if not NAME.match(name):
        raise RuleError(f"a rule's name is kebab-case, such as 'according-to'; {name!r} is not")


@frozen(kw_only=True, cache_hash=True)  # a text asks for the book of its rules
class Rule:
    """One way in which a text says who speaks.

    A rule says which proposals are allowed: how the words and the cue lie to each other (frame)
    and how cue and source hang together (relation). What a proposal is worth is measured, not
    written here.

    Attributes:
        name: Permanent kebab-case name that tells the geometry.
        family: The file it lives in, or "own".
        sentence: What it says, in one sentence.
        frames: Names of frames it is for; "governed-*" stands for all that begin so.
        relations: Names of source relations it is for; none means all of them.
        kinds: Kinds of cue it is for; none means all.
        lemmas: Cues it is for; none means all.
        source_path: Path from the cue to the head of the source, for a relation of its own
            (see `quotekit.trees`), such as ">dative >pobj"; "" for the shipped relations.
        source_forms: Words the source must be, lower case, such as ("i", "we"), for words without marks;
            none means any source.
        needs: Probability its proposals need, 0 to 1: more for a rule that is often wrong.
        trust: Least probability of its best proposal, 0 to 1, for a rule that no articles were counted
            for: 0.9 for those of your own unless you say otherwise. Of two such rules, the first has it.
        examples: Sentences it applies to, with their roles in braces.
        counter_examples: Sentences it does not apply to.

    Raises:
        RuleError: if the name, a frame, a relation, a kind of cue or a probability cannot be one.
    """

    name: str = field(validator=_check_name)
    sentence: str
    family: str = OWN
    frames: tuple[str, ...] = field(default=("*",), converter=_names, validator=_check_frames)
    relations: tuple[str, ...] = field(default=(), converter=_names, validator=_check_relations)
    kinds: tuple[str, ...] = field(default=(), converter=_names, validator=_check_kinds)
    lemmas: tuple[str, ...] = field(default=(), converter=_names, validator=_check_lemmas)
    source_path: str = ""
    source_forms: tuple[str, ...] = field(default=(), converter=_names, validator=_check_source_forms)
    needs: float = field(default=0.5, validator=_check_needs)
    trust: float = field(
        default=Factory(lambda rule: OWN_TRUST if rule.family == OWN else 0.0, takes_self=True),
        validator=and_(ge(0), lt(1)),
    )
    examples: tuple[Example, ...] = field(converter=_examples, validator=deep_iterable(instance_of(Example)))
    counter_examples: tuple[Example, ...] = field(converter=_examples, validator=deep_iterable(instance_of(Example)))

    def has_frame(self, frame: str) -> bool:
        """Is the rule for this frame?"""
        return any(frame.startswith(name[:-1]) if name.endswith("*") else frame == name for name in self.frames)


@frozen(kw_only=True)
class Shown:
    """Sentences of a language that show a rule.

    Attributes:
        examples: Sentences it applies to, with their roles in braces (see `Example`).
        counter_examples: Sentences it does not apply to.
        sentence: What the rule says, where this language says it with another word than English; "" for the same.
    """

    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    sentence: str = ""


def with_examples(family: tuple[Rule, ...], shown: Mapping[str, Shown]) -> tuple[Rule, ...]:
    """The rules of a family that a language shows by examples, in the order of the family.

    A rule without examples is left out: the language does not have it.

    Raises:
        RuleError: if the family has no rule of one of the names.
    """
    if unknown := shown.keys() - {rule.name for rule in family}:
        raise RuleError(f"the family {family[0].family!r} has no rule called {min(unknown)!r}")
    return tuple(
        evolve(
            rule, examples=own.examples, counter_examples=own.counter_examples, sentence=own.sentence or rule.sentence
        )
        for rule in family
        if (own := shown.get(rule.name)) is not None
    )
