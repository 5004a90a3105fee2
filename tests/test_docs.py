"""The documentation keeps its promises: commands, links, the sample article.

The examples themselves are collected by the conftest.py at the root of the repository.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from quotekit.evaluation import read_gold

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/howto/*.md")])
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^(`{3,}).*?^\1", re.MULTILINE | re.DOTALL)
SUMMIT = ROOT / "docs" / "examples" / "summit.txt"
SCREEN = 40  # lines


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def first_screen() -> str:
    return "\n".join((ROOT / "README.md").read_text(encoding="utf8").splitlines()[:SCREEN])


def test_first_screen_of_readme_has_the_two_commands(first_screen: str) -> None:
    commands = re.findall(r"^\$ (python -m pip install .+)$", first_screen, re.MULTILINE)
    assert len(commands) == 2
    assert "quotekit extract docs/examples/summit.txt" in commands[0]
    assert commands[1].endswith("python -m pytest -n 2")


def test_readme_tells_of_the_other_package(first_screen: str) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf8")
    assert "quotekit-nlp" in first_screen
    assert "pip install quotekit-nlp" in text or "pip install ." in text
    assert re.search(r"market", text), "README says that PyPI's `quotekit` is something else"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(FENCE.sub("", page.read_text(encoding="utf8"))):
        if re.match(r"[a-z]+:", target) or target.startswith("#"):
            continue
        path = (page.parent / unquote(target.partition("#")[0])).resolve()
        assert path.exists(), f"{name_of(page)} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_is_a_stub(page: Path) -> None:
    text = page.read_text(encoding="utf8")
    assert not re.search(r"\b(TODO|FIXME|TBD|coming soon)\b", text)


def test_readme_leads_to_every_how_to() -> None:
    linked = LINK.findall((ROOT / "README.md").read_text(encoding="utf8"))
    for page in ROOT.glob("docs/howto/*.md"):
        assert name_of(page) in linked, page


def test_pages_that_are_written_at_build_time_say_so_in_a_clone() -> None:
    """The command is that of README; on a forge the directive shows as it is, on the site not at all."""
    readme = (ROOT / "README.md").read_text(encoding="utf8")
    (build,) = re.findall(r"^\$ (.*sphinx-build.*)$", readme, re.MULTILINE)
    for page in PAGES:
        text = page.read_text(encoding="utf8")
        if re.search(r"^```\{quotekit-\w+\}|auto\w+:: quotekit\.extract$", text, re.MULTILINE):
            assert "```{in-a-clone}\n" in text, page
            assert f"\n    {build}\n" in text, page


def test_every_page_is_in_a_table_of_contents() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf8").splitlines()
    for page in ROOT.glob("docs/**/*.md"):
        if page.name != "index.md" and "_build" not in page.parts:
            assert page.relative_to(ROOT / "docs").with_suffix("").as_posix() in index


def test_the_sample_of_gold_can_be_pasted(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "howto" / "own-gold.md").read_text(encoding="utf8")
    (sample,) = re.findall(r"^```json\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    (tmp_path / "gold.jsonl").write_text(sample, encoding="utf8")
    (document,) = read_gold(tmp_path / "gold.jsonl")
    (one,) = document.annotations
    words = [document.text[slice(*part[0])] for part in (one.content, one.cue, one.speaker, one.head) if document.text]
    assert words == ["“We sail,”", "said", "Berg, a former teacher", "Berg"]


def test_sample_article_is_as_long_as_promised() -> None:
    assert 300 <= len(SUMMIT.read_text(encoding="utf8").split()) <= 400


def test_examples_that_compare_output_exist() -> None:
    """A page without a single executed example would pass silently."""
    for page in ("README.md", "docs/tutorial.md", "docs/howto/many-texts.md", "docs/howto/spacy-pipeline.md"):
        assert ">>> " in (ROOT / page).read_text(encoding="utf8"), page
    commands = (ROOT / "docs" / "howto" / "command-line.md").read_text(encoding="utf8")
    assert re.search(r"^\$ quotekit ", commands, re.MULTILINE)


def test_the_picture_of_the_rooms_is_that_of_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    import rooms

    assert rooms.PICTURE.read_text(encoding="utf8") == rooms.picture(), "draw it anew: python docs/rooms.py"
    for name, line in rooms.rooms():
        assert len(line) <= 90, f"the first line of {name} runs into the arrows"


def test_the_picture_draws_arrows_up_only_from_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    import rooms

    names = [name.rstrip("/") for name, _ in rooms.rooms()]
    up = {(one, other) for one, other in rooms.imports(names) if names.index(one) > names.index(other)}
    assert up == {("records", "export"), ("records", "pipeline")}
