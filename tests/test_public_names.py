"""Every public name is documented, and every field of a public record is described."""

from __future__ import annotations

import importlib
import inspect
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import attrs
import pytest

import quotekit

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference.md"
DIRECTIVE = re.compile(r"(?:auto(?:class|function|exception|attribute)|py:data):: quotekit\.(\w+)$", re.MULTILINE)
RECORDS = [
    name for name in quotekit.__all__ if inspect.isclass(getattr(quotekit, name)) and attrs.has(getattr(quotekit, name))
]


def described_fields(record: type) -> list[str]:
    """The names in the `Attributes:` block of a docstring."""
    doc = inspect.getdoc(record) or ""
    _, _, block = doc.partition("Attributes:\n")
    block = re.split(r"\n\S", block, maxsplit=1)[0]
    return re.findall(r"^ {4}(\w+): \S", block, re.MULTILINE)


def test_all_is_sorted_and_complete() -> None:
    # Constants, then classes, then the rest, as ruff sorts them.
    order = sorted(quotekit.__all__, key=lambda name: (not name.isupper(), not name[0].isupper(), name))
    assert list(quotekit.__all__) == order
    assert len(quotekit.__all__) == len(set(quotekit.__all__))
    assert set(quotekit.__all__) <= set(dir(quotekit))


def test_unknown_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        getattr(quotekit, "no_such_name")  # noqa: B009


@pytest.mark.parametrize("name", quotekit.__all__)
def test_public_name_has_a_docstring(name: str) -> None:
    value = getattr(quotekit, name)
    if inspect.isclass(value) or inspect.isfunction(value):
        assert len((inspect.getdoc(value) or "").split()) >= 3, f"quotekit.{name} has no docstring"


@pytest.mark.parametrize("name", quotekit.__all__)
def test_public_name_stands_in_the_reference(name: str) -> None:
    if not name.startswith("__"):
        assert name in DIRECTIVE.findall(REFERENCE.read_text(encoding="utf8"))


def test_reference_names_nothing_that_is_not_public() -> None:
    assert set(DIRECTIVE.findall(REFERENCE.read_text(encoding="utf8"))) <= set(quotekit.__all__)


@pytest.mark.parametrize("name", RECORDS)
def test_every_field_is_described(name: str) -> None:
    record = getattr(quotekit, name)
    fields = [field.name for field in attrs.fields(record) if not field.name.startswith("_")]
    assert sorted(described_fields(record)) == sorted(fields)


@pytest.mark.parametrize("name", RECORDS)
def test_records_are_frozen_and_have_slots(name: str) -> None:
    record = getattr(quotekit, name)
    assert "__slots__" in vars(record)
    assert record.__setattr__ is not object.__setattr__


@pytest.mark.parametrize("name", RECORDS)
def test_public_properties_and_methods_are_described(name: str) -> None:
    record = getattr(quotekit, name)
    module = importlib.import_module(record.__module__)
    source = inspect.getsource(module)
    assert source
    for attribute, value in vars(record).items():
        if not attribute.startswith("_") and isinstance(value, (property, classmethod, staticmethod)):
            assert inspect.getdoc(value), f"quotekit.{name}.{attribute} has no docstring"


def test_import_is_light() -> None:
    heavy = "spacy", "thinc", "textacy", "numpy", "typer"
    code = f"import sys, quotekit; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]", "importing quotekit must not load what is only needed later"


def test_no_sentence_is_taken_for_a_type() -> None:
    """In these places Sphinx reads what stands before a colon as a type, or as the name of an exception."""
    for name in quotekit.__all__:
        value = getattr(quotekit, name)
        members = [each for _, each in inspect.getmembers(value) if isinstance(each, property)]
        for each in (value, *members):
            lines = (inspect.getdoc(each) or "").splitlines()
            first = lines[:1] if isinstance(each, property) else []
            first += [after for before, after in pairwise(lines) if before in ("Returns:", "Yields:")]
            assert not [line for line in first if ": " in line], (name, first)
            raises = "\n".join(lines).partition("Raises:\n")[2].splitlines() if inspect.isfunction(value) else []
            for line in raises:
                assert re.match(r"    (\w+: \S|    )", line), (name, line)
