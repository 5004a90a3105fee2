"""A small path language over a dependency tree, so that rules can be data.

In: "<*conj|xcomp >nsubj|nsubjpass" and a token. Out: the tokens the path leads to.
Never knows what a cue or a source is.
"""

from __future__ import annotations

import re
from functools import cache

from quotekit.errors import RuleError
from quotekit.trees import Tree

# ">dobj" goes down to children by label, "<ccomp" up to the head if the token hangs on it by
# that label, "<*conj|xcomp" up zero or more times, "<+conj" one or more times; "[VERB|AUX]"
# keeps tokens of these coarse tags.
STEP = re.compile(r"(?P<move>>|<\*|<\+|<)(?P<deps>[a-z|]+)|\[(?P<pos>[A-Z|]+)\]")
Step = tuple[str, frozenset[str]]


@cache
def compile_path(path: str) -> tuple[Step, ...]:
    """The steps of a path.

    Raises:
        RuleError: if it cannot be read.
    """
    steps: list[Step] = []
    for part in path.split():
        match = STEP.fullmatch(part)
        if match is None:
            raise RuleError(
                f"cannot read {part!r} in the path {path!r}: use steps such as '>nsubj' (down), "
                "'<ccomp' (up), '<*conj' (up, any number of times), '[VERB]' (keep this tag)"
            )
        names = frozenset((match["deps"] or match["pos"]).split("|"))
        steps.append((match["move"] or "[", names))
    return tuple(steps)


def walk(tree: Tree, start: int, path: str) -> list[int]:
    """Tokens that the path leads to from `start`, in text order; an empty path leads to it.

    "<*" and "<+" stop at every token on the way, nearest first, so that what follows them
    takes the nearest that fits.
    """
    return _follow(tree, start, compile_path(path), 0)


def _follow(tree: Tree, start: int, steps: tuple[Step, ...], n: int) -> list[int]:
    found = [start]
    deps, heads = tree.deps, tree.heads
    for m in range(n, len(steps)):
        move, names = steps[m]
        if move == ">":
            found = [kid for i in found for kid in tree.kids[i] if deps[kid] in names]
        elif move == "<":
            found = [heads[i] for i in found if deps[i] in names and heads[i] != i]
        elif move == "[":
            found = [i for i in found if tree.pos[i] in names]
        else:
            for here in found:
                climbed = move == "<*"
                while True:
                    if climbed and (ends := _follow(tree, here, steps, m + 1)):
                        return ends
                    if deps[here] not in names or heads[here] == here:
                        break
                    here, climbed = heads[here], True
            return []
        if not found:
            return []
    return found
