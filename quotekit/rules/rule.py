"""What a rule is: a name, a sentence, a pattern over the tree, examples and counter-examples.

In: the rule files of this folder, or a user's own. Out: checked, frozen rules.
Never runs a rule (that is `quotekit.candidates`) and never chooses between two.
"""

from __future__ import annotations

import re

from attrs import Factory, field, frozen
from attrs.validators import and_, deep_iterable, ge, instance_of, lt

from quotekit.errors import RuleError

NAME = re.compile(r"[a-z]+(?:-[a-z]+)*\Z")
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


def _check_name(instance: Rule, attribute: object, name: str) -> None:
    if not NAME.match(name):
        raise RuleError(f"a rule's name is kebab-case, such as 'according-to'; {name!r} is not")


@frozen(kw_only=True)
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
            (see `quotekit.paths`), such as ">dative >pobj"; "" for the shipped relations.
        needs: Probability its proposals need, 0 to 1: more for a rule that is often wrong.
        trust: Least probability that its proposals have, 0 to 1, for a rule that no articles were
            counted for: 0.9 for those of your own unless you say otherwise.
        examples: Sentences it applies to, with their roles in braces.
        counter_examples: Sentences it does not apply to.
    """

    name: str = field(validator=_check_name)
    sentence: str
    family: str = OWN
    frames: tuple[str, ...] = ("*",)
    relations: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    source_path: str = ""
    needs: float = 0.5
    trust: float = field(
        default=Factory(lambda rule: OWN_TRUST if rule.family == OWN else 0.0, takes_self=True),
        validator=and_(ge(0), lt(1)),
    )
    examples: tuple[Example, ...] = field(converter=_examples, validator=deep_iterable(instance_of(Example)))
    counter_examples: tuple[Example, ...] = field(converter=_examples, validator=deep_iterable(instance_of(Example)))

    def has_frame(self, frame: str) -> bool:
        """Is the rule for this frame?"""
        return any(frame.startswith(name[:-1]) if name.endswith("*") else frame == name for name in self.frames)
