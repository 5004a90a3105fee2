"""Which full names are one person's: pairs of groups that a rule calls the same.

In: groups of people with full names. Out: pairs to be joined, each with the rule.
Never joins two names that stand side by side in a text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Final

from quotekit.languages.data import data_lines
from quotekit.languages.people import People
from quotekit.speakers.across.groups import Group, Key

_ALIKE: Final = 0.9  # of two whole names, by Jaro's measure (textacy.similarity), to be one name spelled twice
_EDITS: Final = 2  # letters that may differ
LEAST: Final = 5  # letters of a word that may be spelled in two ways
_CROWD: Final = 200  # names that begin or end alike; of more, no two are compared


@cache
def short_names(package: str) -> Mapping[str, frozenset[str]]:
    """From a short given name to those it may stand for."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in data_lines(package, "short_given_names.tsv"):
        full, shorts = line.split("\t")
        for short in shorts.split():
            found[short].add(full)
    return {short: frozenset(names) for short, names in found.items()}


def find_alike(groups: Sequence[Group], package: str, people: People) -> Iterator[tuple[Group, Group, str]]:
    """Pairs of groups that are one person; a group that is like two others is in no pair."""
    blocks: defaultdict[tuple[str, str], dict[int, Group]] = defaultdict(dict)
    for group in groups:
        for key in group.keys:
            if len(key) > 1:
                blocks[key[-1], key[0][:1]][id(group)] = group
                blocks[key[0], key[-1][:3]][id(group)] = group
                for full in short_names(package).get(key[0], ()):
                    blocks[key[-1], full[:1]][id(group)] = group
    found: dict[frozenset[int], tuple[Group, Group, str]] = {}
    for block in blocks.values():
        if len(block) > _CROWD:
            continue
        for one, other in combinations(block.values(), 2):
            pair = frozenset((id(one), id(other)))
            if pair not in found and (rule := _rule(one, other, package, people)):
                found[pair] = one, other, rule
    partners: defaultdict[tuple[int, str], int] = defaultdict(int)
    for one, other, rule in found.values():
        partners[id(one), rule] += 1
        partners[id(other), rule] += 1
    for one, other, rule in found.values():
        # "Ted Berg" may be Theodore or Edward; but Theodore may be called Ted and Teddy.
        fewer = min((one, other), key=lambda group: len(group.texts))
        if partners[id(fewer), rule] == 1:
            yield one, other, rule


def _rule(one: Group, other: Group, package: str, people: People) -> str | None:
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return None
    if one.gender and other.gender and one.gender != other.gender:
        return None
    if one.texts & other.texts:
        return None
    for a in one.keys:
        for b in other.keys:
            if rule := _rule_of_names(a, b, package, people):
                return rule
    return None


def _rule_of_names(a: Key, b: Key, package: str, people: People) -> str | None:
    short, long = sorted((a, b), key=len)
    if len(short) < 2:
        return None
    if a[1:] == b[1:] and (_is_short_for(a[0], b[0], package) or _is_short_for(b[0], a[0], package)):
        return "short-given-name"
    if len(long) == len(short) + 1 and (short[0], short[-1]) == (long[0], long[-1]) and short == (*long[:-2], long[-1]):
        return "middle-name"
    if "-".join(a[:-1]) == "-".join(b[:-1]) and a[-1] == b[-1]:
        return "same-name"  # "Karl Heinz", "Karl-Heinz"
    return "spelling" if len(a) == len(b) and _is_spelled_alike(a, b, people) else None


def _is_short_for(short: str, full: str, package: str) -> bool:
    return full in short_names(package).get(short, ()) or (len(short) > 3 and full.startswith(short) and full != short)


def _is_spelled_alike(a: Key, b: Key, people: People) -> bool:
    differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(differing) != 1:
        return False
    ((x, y),) = differing
    if min(len(x), len(y)) < LEAST or x[0] != y[0] or (x in people.given and y in people.given):
        return False
    from textacy.similarity.edits import jaro

    edits = _edits(x, y)
    return edits <= _EDITS and edits * 4 <= max(len(x), len(y)) and jaro(" ".join(a), " ".join(b)) >= _ALIKE


def _edits(one: str, other: str) -> int:
    """Levenshtein's distance, from textacy's similarity."""
    from textacy.similarity.edits import levenshtein

    return round((1 - levenshtein(one, other)) * max(len(one), len(other)))
