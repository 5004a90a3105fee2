"""textacy at work: triples as its own, key terms and richness of what speakers say."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from textacy.extract.triples import DQTriple
from typer.testing import CliRunner

import quotekit
from quotekit.cli import app
from quotekit.export.triples import to_triples
from quotekit.pipeline.terms import speaker_terms

TEXT = (
    "“The harbour pays for the pilots, and the pilots pay for the harbour,” said Anna Berg. “If the pilots leave, "
    "the harbour closes,” she added, “and the ferry with it.” Tom Oduya said that the school needs a roof."
)


def test_triples(nlp: Any) -> None:
    doc = nlp(TEXT)
    found = quotekit.extract(doc)
    triples = list(to_triples(doc, found))
    assert all(isinstance(each, DQTriple) for each in triples)
    first, *_ = triples
    assert "".join(token.text_with_ws for token in first.speaker).strip() == "Anna Berg"
    assert [token.text for token in first.cue] == ["said"]
    assert first.content.text == TEXT[: TEXT.index(" said")]
    assert [each.content.text for each in triples[1:]] == [
        "“If the pilots leave, the harbour closes,”",
        "“and the ferry with it.”",
    ]
    everything = list(to_triples(doc, found, direct_only=False))
    assert everything[-1].content.text == "that the school needs a roof"
    assert list(to_triples(nlp(""), quotekit.extract(nlp("")))) == []


def test_triples_of_the_component() -> None:
    doc = quotekit.load()(TEXT)
    assert len(list(to_triples(doc))) == 3


def test_terms() -> None:
    found = quotekit.extract(TEXT)
    terms = speaker_terms([found], 3)
    assert {"harbour", "pilots"} <= set(" ".join(terms["Anna Berg"].terms).split())
    assert len(terms["Anna Berg"].terms) <= 3
    assert terms["Anna Berg"].type_token_ratio is not None
    assert (terms["Tom Oduya"].type_token_ratio, terms["Tom Oduya"].mtld) == (None, None)  # too few words
    links = quotekit.link_speakers([found])
    assert set(speaker_terms([found], 3, links=links)) == {"anna-berg", "tom-oduya"}
    assert speaker_terms([]) == {}


def test_textacy_is_loaded_when_asked() -> None:
    code = "import sys, quotekit.export.triples, quotekit.pipeline.terms; print('textacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf8")
    shown = CliRunner().invoke(app, ["speakers", "a.txt", "--terms", "3", "--quiet"])
    assert shown.exit_code == 0, shown.stderr
    assert "pilot" in shown.stdout
    page = CliRunner().invoke(app, ["render", "a.txt", "--terms", "3", "--quiet", "-o", "a.html"])
    assert page.exit_code == 0, page.stderr
    assert 'class="terms"' in (tmp_path / "a.html").read_text(encoding="utf8")
