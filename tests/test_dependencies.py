"""Dependencies: floors above known holes, and constraints that fit what pyproject.toml asks for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
REQUIRED = re.findall(r'^  "([a-z][^"]*)",', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
NEEDS = [each for line in REQUIRED if re.search("[<>=]=", line) for each in [Requirement(line)]]
CONSTRAINTS = {
    canonicalize_name(name): release
    for name, release in re.findall(r"^([\w.-]+)==(.+)$", (ROOT / ".ci" / "constraints.txt").read_text(), re.MULTILINE)
}
HOLES = {"jinja2": "3.1.5", "starlette": "0.49.0", "h11": "0.15.0", "pyarrow": "14.0.0"}  # the last that has one


@pytest.mark.parametrize("name", HOLES)
def test_floor_is_above_known_holes(name: str) -> None:
    asked = [each for each in NEEDS if each.name == name]
    assert asked
    assert not any(each.specifier.contains(HOLES[name]) for each in asked)


def test_constraints_fit_what_is_asked_for() -> None:
    held = [each for each in NEEDS if canonicalize_name(each.name) in CONSTRAINTS and _is_for_3_11(each)]
    assert len(held) > 20
    for each in held:
        assert each.specifier.contains(CONSTRAINTS[canonicalize_name(each.name)]), each


def _is_for_3_11(each: Requirement) -> bool:
    return each.marker is None or each.marker.evaluate({"python_version": "3.11", "python_full_version": "3.11.7"})
