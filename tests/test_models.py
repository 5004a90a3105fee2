"""Which pipeline is found, and what is said when there is none."""

from __future__ import annotations

import json
import sys
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import catalogue
import numpy as np
import pytest
import spacy
from spacy.lang.en import English
from spacy.language import Language
from spacy.symbols import ORTH

from quotekit.errors import ModelNotFoundError, ModelWarning, ParseMissingError
from quotekit.languages import load_language
from quotekit.reading import models
from quotekit.reading.loading import load_pipeline


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for packages that shadow those that are really installed."""
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def add_package(folder: Path, name: str, spacy_version: str | None = ">=3.0") -> None:
    (folder / name).mkdir()
    (folder / name / "__init__.py").write_text("raise RuntimeError('nobody may import this')")
    if spacy_version is not None:
        meta = {"lang": "en", "name": name, "spacy_version": spacy_version}
        (folder / name / "meta.json").write_text(json.dumps(meta))


def test_bundled_model_is_there() -> None:
    assert models.find_model(models.BUNDLED) == models.BUNDLED


def test_the_measured_model_is_taken_whatever_else_is_installed(packages: Path) -> None:
    add_package(packages, "en_core_web_sm")
    add_package(packages, "en_core_web_lg")
    assert models.find_model() == models.BUNDLED


@pytest.fixture
def unbundled(packages: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without the measured model."""
    found = models._meta
    monkeypatch.setattr(models, "_meta", lambda name: None if name == models.BUNDLED else found(name))
    return packages


def test_without_it_the_next_is_taken(unbundled: Path) -> None:
    add_package(unbundled, "en_core_web_trf")
    add_package(unbundled, "en_core_web_md")
    assert models.find_model() == "en_core_web_md"


def test_models_for_another_spacy_are_passed_over(unbundled: Path) -> None:
    add_package(unbundled, "en_core_web_md", ">=2.0,<2.1")
    add_package(unbundled, "en_core_web_lg")
    assert models.find_model() == "en_core_web_lg"


def test_packages_that_only_have_the_name_are_passed_over(unbundled: Path) -> None:
    add_package(unbundled, "en_core_web_md", None)
    add_package(unbundled, "en_core_web_lg")
    assert models.find_model() == "en_core_web_lg"


def test_a_model_that_the_weights_do_not_know_is_warned_about(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "mine")
    meta = json.loads((tmp_path / "mine" / "meta.json").read_text())
    (tmp_path / "mine" / "meta.json").write_text(json.dumps({**meta, "name": "mine"}))
    with pytest.warns(ModelWarning, match="confidence was not measured with the spaCy pipeline en_mine"):
        models.load(tmp_path / "mine")


def test_the_measured_model_is_not_warned_about(nlp: Language) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        models.check_pipeline(nlp, load_language())


def test_folder_is_a_model(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "mine")
    assert models.find_model(tmp_path / "mine") == str(tmp_path / "mine")
    assert models.load(tmp_path / "mine").pipe_names[-1] == "quotekit"


def test_no_model_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    english = load_language()
    monkeypatch.setattr(models, "_meta", lambda name: None)
    with pytest.raises(ModelNotFoundError, match=f'-m pip install "{english.models.pin}"'):
        models.find_model(None, english)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("en_core_web_lg", f"{sys.executable} -m spacy download en_core_web_lg"),
        ("my_model", f"installed: .*{models.BUNDLED}"),
        ("no/such/folder", "neither an installed package nor a folder"),
        ("", "neither"),
    ],
)
def test_missing_model_says_what_to_do(name: str, hint: str) -> None:
    with pytest.raises(ModelNotFoundError, match=hint):
        models.find_model(name)


def test_broken_folder(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{}")
    with pytest.raises(ModelNotFoundError, match="does not load with spaCy"):
        models.load(tmp_path)


def test_pipeline_without_parser(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path, exclude=["parser"])
    config = json.loads(json.dumps(nlp.config))
    config["nlp"]["pipeline"].remove("parser")
    del config["components"]["parser"]
    spacy.Config(config).to_disk(tmp_path / "config.cfg")
    with pytest.raises(ParseMissingError, match=r'no dependency parse.*add "parser"'):
        models.load(tmp_path)


def test_blank_pipeline() -> None:
    with pytest.raises(ParseMissingError, match="no part-of-speech tags and no dependency parse"):
        models.check_pipeline(spacy.blank("en"), load_language())


def test_pipeline_without_entities_is_warned_about(nlp: Language) -> None:
    with nlp.select_pipes(disable=["ner"]), pytest.warns(UserWarning, match="no entity recogniser"):
        models.check_pipeline(nlp, load_language())


def test_what_nobody_needs_is_not_loaded(nlp: Language) -> None:
    assert "senter" not in nlp.component_names
    assert "quotekit" not in nlp.pipe_names


def test_load_gives_a_pipeline_of_your_own(nlp: Language) -> None:
    first, second = models.load(), models.load()
    assert first is not second
    assert first.pipe_names[-1] == "quotekit"
    assert models.reader() is models.reader()


def test_loading_makes_the_tokenizer_that_spacy_makes(tmp_path: Path) -> None:
    ours, theirs = load_pipeline(models.BUNDLED), spacy.load(models.BUNDLED)
    assert ours.tokenizer.to_bytes() == theirs.tokenizer.to_bytes()
    ours.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.config["nlp"]["tokenizer"] == theirs.config["nlp"]["tokenizer"]
    assert [token.text for token in again("Don't go, e.g. to St. Ann's.")] == [
        token.text for token in theirs("Don't go, e.g. to St. Ann's.")
    ]


def test_loading_asks_for_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    groups: Counter[str] = Counter()
    known = catalogue.AVAILABLE_ENTRY_POINTS

    class Counted:
        def select(self, group: str) -> Any:
            groups[group] += 1
            return known.select(group=group)

    counted = Counted()
    monkeypatch.setattr(catalogue, "AVAILABLE_ENTRY_POINTS", counted)
    made = English.Defaults.tokenizer_exceptions
    monkeypatch.setattr(English.Defaults, "tokenizer_exceptions", {"quotekit": [{ORTH: "quotekits"}]})
    ours = load_pipeline(models.BUNDLED)  # the exceptions of the code would be refused
    assert ours.tokenizer.rules.keys() == made.keys()
    assert set(groups.values()) == {1}
    assert catalogue.AVAILABLE_ENTRY_POINTS is counted


def test_word_vectors_are_held_once(tmp_path: Path) -> None:
    blank = spacy.blank("en")
    blank.vocab.set_vector("ferry", np.ones(4, dtype="f"))
    blank.to_disk(tmp_path)
    first, second = load_pipeline(str(tmp_path)), load_pipeline(str(tmp_path))
    assert first.vocab.vectors is second.vocab.vectors
    assert second("ferry")[0].has_vector
