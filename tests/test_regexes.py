"""No regular expression of the package explodes: each is searched for repeats that compete for the same letters.

regexploit knows exponential and cubic cost and worse. For quadratic cost there is `python -m bench.linear`.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from regexploit.ast.sre import SreOpParser
from regexploit.redos import find

import quotekit


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every expression that a module holds, alone or in a collection, however it was put together."""
    for info in pkgutil.walk_packages(quotekit.__path__, "quotekit."):
        if info.name == "quotekit.__main__":
            continue
        for name, value in vars(importlib.import_module(info.name)).items():
            values = list(value.values()) if isinstance(value, dict) else value
            for each in values if isinstance(values, (list, tuple)) else [values]:
                if isinstance(each, re.Pattern):
                    yield f"{info.name}.{name}", each


ALL = dict(patterns())
EXPONENTIAL = 10


def cost(pattern: re.Pattern[str]) -> int:
    """How the time grows at most: 3 is cubic, more than 10 exponential; 0 if nothing is found."""
    found = find(SreOpParser().parse_sre(pattern.pattern, pattern.flags))
    return max((each.starriness for each in found), default=0)


@pytest.mark.parametrize("name", ALL)
def test_no_repeats_compete(name: str) -> None:
    assert cost(ALL[name]) == 0


@pytest.mark.parametrize("name", ALL)
def test_no_bounded_repeat_is_repeated(name: str) -> None:
    """``(x{1,3})+`` is exponential as well, and regexploit takes no notice of repeats that end."""
    endless = re.sub(r"(?<!\\)\{(\d+),\d+\}", r"{\1,}", ALL[name].pattern)
    assert cost(re.compile(endless, ALL[name].flags)) <= EXPONENTIAL


def test_the_search_finds_something() -> None:
    assert len(ALL) > 30
    assert cost(re.compile(r"(a+)+b")) > EXPONENTIAL
    assert cost(re.compile(r"said\s*\s*\s*!")) >= 3
