"""The proposal that a passage is nobody's speech: a title, a nickname, a term.

In: a Context. Out: one Proposal without a mention.
Never looks at who might have said it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from quotekit.attribution.passages.by_turn import Turn
from quotekit.attribution.passages.context import Context
from quotekit.attribution.proposal import NOBODY, Cuts, Proposal, bucket
from quotekit.languages import labels
from quotekit.languages.table import Form

LONGEST_TITLE = 8  # words
_SAYS = 0.5  # quoted rate of a cue that reports words, and does not "insist on" a thing
_WORD_CUTS = Cuts(1, 2, 3, 5, 9, 20)


def propose_nobody(context: Context, rivals: int, turns: Sequence[Turn]) -> Proposal:
    """The proposal that nobody says the passage.

    Args:
        context: The passage.
        rivals: How many other proposals it has.
        turns: The passages before it.
    """
    view, passage, tree = context.view, context.passage, context.view.tree
    before = tree.pos[passage.first - 1] if passage.first else "<s>"
    after = tree.pos[passage.last + 1] if passage.last + 1 < len(tree) else "</s>"
    case = context.case
    length = _WORD_CUTS.of(context.length)
    top = context.top
    arc = tree.deps[top] if top is not None else "-"
    sentences = (tree.sents[passage.first], tree.sents[passage.last])
    near = max((c.quoted_rate for c in view.cues if tree.sents[c.head] in sentences), default=0.0)
    anywhere = max((cue.quoted_rate for cue in view.cues), default=0.0)
    governor = max((cue.quoted_rate for _, cue in context.governors), default=0.0)
    mark = context.quotation.marks[0]
    near_rate = bucket(near, (0, 0.06, 0.12, 0.25, 0.5, 0.8))
    earlier = "-" if not turns else "nobody" if turns[-1].chosen is None else "somebody"
    coarse_length, coarse_near = bucket(context.length, (2, 5)), bucket(near, (0, 0.12, 0.5, 0.8))
    above, tag = (tree.lemmas[tree.heads[top]], tree.pos[top]) if top is not None else ("", "-")
    values = _Passage(
        length, case, mark, context.ends_with, context.word_before, context.word_after, before, after, arc, tag,
        coarse_length, above, near_rate, coarse_near, bucket(anywhere, (0, 0.06, 0.25, 0.5, 0.8)),
        bucket(governor, (0, 0.06, 0.25, 0.5)), min(rivals, 3), passage.first == 0, passage.last >= len(tree) - 2,
        view.number == 0, earlier, _naming(context),
    )  # fmt: skip
    return context.proposal(NOBODY, None, parts=((_OF_PASSAGE, values),))


def _naming(context: Context) -> str:
    """Does a word that has a title stand right before the passage, or one that gives a name?"""
    tree, first, groups = context.view.tree, context.passage.first, context.view.language.groups
    titled = groups["titled"]
    words = [tree.lemmas[i] for i in range(max(0, first - 3), first)]
    forms = [tree.words[i].lower() for i in range(max(0, first - 3), first)]
    if any(form in groups["naming"] for form in forms[-2:]):
        return "name"
    if words and (words[-1] in titled or (words[-1] == "," and words[-2:-1] and words[-2] in titled)):
        return "titled"
    if words and words[-1] in groups["title-verb"] and context.case == "all":
        return "titled"
    return "titled-of" if any(word in titled for word in words) else "no"


def is_title(context: Context) -> bool:
    """Is the passage plainly a title: capitalised, short, right behind what has or takes one?"""
    if context.case != "all" or context.length > LONGEST_TITLE:
        return False
    return _naming(context) == "titled" or (
        context.length > 1 and (_is_behind_maker(context) or _is_where_said(context))
    )


def _is_where_said(context: Context) -> bool:
    """Is it the programme on which somebody says something: Ana Flett said Monday on “The Early Show.”?"""
    tree, before = context.view.tree, context.passage.first - 1
    if before < 1 or tree.words[before].lower() not in context.view.language.groups["broadcast"]:
        return False
    return any(cue.head == tree.heads[before] and cue.quoted_rate >= _SAYS for cue in context.view.cues)


def _is_behind_maker(context: Context) -> bool:
    """Stands it behind the one who makes it, or what it is one of: NBC’s “Morning Desk”, an edition of “Low Water”?"""
    tree, first, groups = context.view.tree, context.passage.first, context.view.language.groups
    if first < 2 or context.ends_with in ("!", "?"):
        return False
    before, above = first - 1, first - 2
    if tree.deps[before] == labels.CASE or tree.tags[before] == labels.GENITIVE:
        is_numbered = tree.pos[above] == "NUM" and tree.pos[above - 1] == "PROPN"  # Channel 4's
        return tree.pos[above] == "PROPN" or is_numbered
    is_work = tree.words[before].lower() in groups["partitive"] and tree.lemmas[above] in groups["titled"]
    return is_work or (tree.pos[before] == "ADP" and tree.lemmas[above] in groups["title-verb"])


class _Passage(NamedTuple):
    """What is known of a passage."""

    length: str
    case: str
    mark: str
    ends_with: str
    word_before: str
    word_after: str
    before: str
    after: str
    arc: str
    tag: str
    coarse_length: str
    above: str
    near: str
    coarse_near: str
    anywhere: str
    governor: str
    rivals: int
    opens: bool
    closes: bool
    is_headline: bool
    earlier: str
    naming: str


# What the features are called; each function takes the values that its features follow from.


def _text(length: str, case: str, mark: str, ends_with: str) -> Sequence[str]:
    return (
        "nobody",
        f"nobody:length={length}",
        f"nobody:case={case}",
        f"nobody:length,case={length}{case}",
        f"nobody:mark={mark}",
        f"nobody:mark,length={mark}{length}",
        f"nobody:ends-with={ends_with}",
        f"nobody:ends-with,length={ends_with}{length}",
    )


def _words(word_before: str, word_after: str) -> Sequence[str]:
    return f"nobody:word-before={word_before}", f"nobody:word-after={word_after}"


def _tags(before: str, after: str, case: str) -> Sequence[str]:
    return f"nobody:tag-before={before}", f"nobody:tag-after={after}", f"nobody:case,tag-before={case}{before}"


def _top(arc: str, tag: str, coarse_length: str) -> Sequence[str]:
    return f"nobody:arc={arc}", f"nobody:tag={tag}", f"nobody:arc,length={arc}{coarse_length}"


def _above(above: str) -> Sequence[str]:
    return (f"nobody:above={above}",)


def _near(near: str, coarse_near: str, length: str) -> Sequence[str]:
    return f"nobody:near-cue={near}", f"nobody:near-cue,length={coarse_near}{length}"


def _cues(anywhere: str, governor: str) -> Sequence[str]:
    return f"nobody:any-cue={anywhere}", f"nobody:governor={governor}"


def _place(rivals: int, opens: bool, closes: bool, is_headline: bool, earlier: str) -> Sequence[str]:
    return (
        f"nobody:rivals={rivals}",
        f"nobody:edges={opens}{closes}",
        f"nobody:headline={is_headline}",
        f"nobody:earlier={earlier}",
    )


def _titles(naming: str, case: str) -> Sequence[str]:
    return f"nobody:naming={naming}", f"nobody:naming,case={naming}{case}"


_OF_PASSAGE: Final = Form(
    _Passage._fields,
    _text, _words, _tags, _top, _above, _near, _cues, _place, _titles,
)  # fmt: skip
