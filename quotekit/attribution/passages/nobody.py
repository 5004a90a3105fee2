"""The proposal that a passage is nobody's speech: a title, a nickname, a term.

In: a Context. Out: one Proposal without a mention.
Never looks at who might have said it.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.attribution.passages.by_turn import Turn
from quotekit.attribution.passages.context import Context
from quotekit.attribution.proposal import NOBODY, Proposal, bucket
from quotekit.languages import labels

LONGEST_TITLE = 8  # words
_SAYS = 0.5  # quoted rate of a cue that reports words, and does not "insist on" a thing
_WORD_CUTS = (1, 2, 3, 5, 9, 20)


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
    length = bucket(context.length, _WORD_CUTS)
    top = context.top
    arc = tree.deps[top] if top is not None else "-"
    sentences = (tree.sents[passage.first], tree.sents[passage.last])
    near = max((c.quoted_rate for c in view.cues if tree.sents[c.head] in sentences), default=0.0)
    anywhere = max((cue.quoted_rate for cue in view.cues), default=0.0)
    governor = max((cue.quoted_rate for _, cue in context.governors), default=0.0)
    mark = context.quotation.marks[0]
    near_rate = bucket(near, (0, 0.06, 0.12, 0.25, 0.5, 0.8))
    earlier = "-" if not turns else "nobody" if turns[-1].chosen is None else "somebody"
    features = (
        f"length={length}",
        f"case={case}",
        f"length,case={length}{case}",
        f"mark={mark}",
        f"mark,length={mark}{length}",
        f"word-before={context.word_before}",
        f"word-after={context.word_after}",
        f"tag-before={before}",
        f"tag-after={after}",
        f"ends-with={context.ends_with}",
        f"ends-with,length={context.ends_with}{length}",
        f"arc={arc}",
        f"tag={tree.pos[top] if top is not None else '-'}",
        f"arc,length={arc}{bucket(context.length, (2, 5))}",
        f"above={tree.lemmas[tree.heads[top]] if top is not None else ''}",
        f"near-cue={near_rate}",
        f"any-cue={bucket(anywhere, (0, 0.06, 0.25, 0.5, 0.8))}",
        f"near-cue,length={bucket(near, (0, 0.12, 0.5, 0.8))}{length}",
        f"governor={bucket(governor, (0, 0.06, 0.25, 0.5))}",
        f"rivals={min(rivals, 3)}",
        f"edges={passage.first == 0}{passage.last >= len(tree) - 2}",
        f"headline={view.number == 0}",
        f"case,tag-before={case}{before}",
        f"earlier={earlier}",
        f"naming={_naming(context)}",
        f"naming,case={_naming(context)}{case}",
    )
    named = ["nobody", *(f"nobody:{feature}" for feature in features)]
    return context.proposal(NOBODY, None, named)


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
