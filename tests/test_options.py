"""Every option once: all faces of quotekit offer the same ones, with the same defaults and checks."""

from __future__ import annotations

import inspect
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
import typer.main
from spacy.language import Language
from typer.testing import CliRunner

import quotekit
from quotekit.batch import BatchExtractor
from quotekit.cli import app
from quotekit.cli.reading import NOT_HERE, OPTIONS
from quotekit.pipeline.component import Quotekit, make_component
from quotekit.pipeline.many import StreamOptions
from quotekit.pipeline.options import GivenOptions, Options

FIELDS = {each.name: each for each in attrs.fields(Options)}
DEFAULTS: dict[str, Any] = {name: each.default for name, each in FIELDS.items()}
READS_TEXTS = ("extract", "render", "speakers", "batch")


def shout(text: str) -> list[list[tuple[int, int]]]:
    """A resolver that finds nothing."""
    return []


@pytest.mark.parametrize("function", [quotekit.extract, quotekit.extract_many])
def test_functions_offer_every_option_with_its_default(function: Callable[..., Any]) -> None:
    parameters = inspect.signature(function).parameters
    given = {name: parameters[name].default for name in FIELDS}
    if function is quotekit.extract:
        given["language"] = given["language"] or "en"  # None: that of a Doc or of a pipeline, else English
    assert given == DEFAULTS
    assert all(parameters[name].kind is inspect.Parameter.KEYWORD_ONLY for name in FIELDS)


def test_functions_and_the_typed_dict_name_the_same_types() -> None:
    assert list(GivenOptions.__annotations__) == list(FIELDS)
    assert set(StreamOptions.__annotations__) == {*FIELDS, "n_process", "batch_size"}
    written = {name: each.__forward_arg__ for name, each in GivenOptions.__annotations__.items()}
    for function in (quotekit.extract, quotekit.extract_many):
        given = {name: str(each.annotation) for name, each in inspect.signature(function).parameters.items()}
        given["language"] = given["language"].removesuffix(" | None")  # a Doc may bring it
        # one of the modules calls spaCy's class Pipeline, as quotekit has a Language of its own
        assert {name: given[name].replace("Language |", "Pipeline |") for name in FIELDS} == written


def test_the_component_offers_what_a_configuration_can_say(nlp: Language) -> None:
    wanted = {*FIELDS} - {"nlp", "coref", "markup"}  # part of a pipeline; a Doc has clusters, and is used as it is
    config = Language.get_factory_meta("quotekit").default_config
    assert {*config} - {"without", "reader"} == wanted  # reader is `nlp`: a pipeline of its own, by name
    assert {*inspect.signature(make_component).parameters} - {"nlp", "name", "without", "reader"} == wanted
    made = make_component(nlp, "quotekit", **config)
    assert made.options == Options() == Quotekit().options


@pytest.mark.parametrize("name", READS_TEXTS)
def test_commands_offer_what_a_command_line_can_say(name: str) -> None:
    assert {option for *_, option in OPTIONS} | NOT_HERE == {*FIELDS}
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    offered = {each.name: each for each in command.params}
    for parameter, kind, default, option in OPTIONS:
        assert offered[parameter].default == (default.value if hasattr(default, "value") else default)
        assert kind
        assert default == DEFAULTS[option] or default is None


@pytest.mark.parametrize("name", ["evaluate", "rules"])
def test_other_commands_know_the_language(name: str) -> None:
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    assert "language" in {each.name for each in command.params}


def test_batches_take_every_option() -> None:
    chosen = {
        "rules": ["according-to"],
        "cues": {"skeet": "write"},
        "min_confidence": 0.5,
        "media": {"speech"},
        "scope": "quoted",
        "coref": shout,
        "gender": False,
    }
    options = {**DEFAULTS, **chosen}
    made = BatchExtractor(text="body", **options)
    assert made.options == Options(**options)
    assert pickle.loads(pickle.dumps(made)) == made


def test_options_go_round() -> None:
    options = Options(rules=["according-to"], cues={"skeet": "write"}, media=["thought", "speech"], coref=shout)
    assert Options(**options.given()) == attrs.evolve(options) == pickle.loads(pickle.dumps(options)) == options
    assert options.to_plain() == {
        **DEFAULTS,
        "rules": ["according-to"],
        "cues": {"skeet": "write"},
        "media": ("speech", "thought"),
        "coref": f"{__name__}.shout",
    }


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"language": "xx"}, quotekit.QuotekitError, "does not read the language 'xx'; it reads"),
        ({"rules": ["acording-to"]}, quotekit.RuleError, "did you mean according-to"),
        ({"rules": "according-to"}, TypeError, "rules are a list of rules"),
        ({"rules": 5}, TypeError, "rules are a list of rules"),
        ({"cues": "skeet"}, quotekit.CueError, "cues are several"),
        ({"cues": ["two words"]}, quotekit.CueError, "one verb in its plain form"),
        ({"min_confidence": True}, ValueError, "a number from 0 to 1"),
        ({"media": "speech"}, ValueError, "media are some of"),
        ({"markup": "xml"}, ValueError, 'markup is "auto", "html" or "none"'),
        ({"dialogue": "yes"}, ValueError, 'dialogue is "auto", "on" or "off"'),
        ({"scope": "some"}, ValueError, 'scope is "auto", "all" or "quoted"'),
    ],
)
def test_every_face_checks_alike(options: dict[str, Any], error: type[Exception], message: str) -> None:
    faces: list[Callable[..., Any]] = [
        Options,
        BatchExtractor,
        lambda **given: quotekit.extract("", **given),
        lambda **given: quotekit.extract_many([], **given),
    ]
    for face in faces:
        with pytest.raises(error, match=message):
            face(**options)


def test_the_component_keeps_the_media_asked_for(nlp: Language, harbour: str) -> None:
    said = make_component(nlp, "quotekit", **{**_config(), "media": ["speech"]})(nlp(harbour))
    thought = make_component(nlp, "quotekit", **{**_config(), "media": ["thought"]})(nlp(harbour))
    assert len(said._.extraction) > 0
    assert len(thought._.extraction) == 0


def _config() -> dict[str, Any]:
    return dict(Language.get_factory_meta("quotekit").default_config)


@pytest.mark.parametrize("command", [["extract", "--sample"], ["speakers", "--sample"], ["rules"]])
def test_a_command_refuses_a_language_that_is_not_read(command: list[str]) -> None:
    done = CliRunner().invoke(app, [*command, "--language", "tlh"])
    assert done.exit_code == 2
    assert "does not read the language 'tlh'; it reads" in done.stderr


def test_a_command_can_leave_gender_aside(tmp_path: Path) -> None:
    text = "Tom Oduya met Anna Berg on Monday. “We sail,” she said."
    path = tmp_path / "a.txt"
    path.write_text(text)
    rows = {}
    for flag in ("--gender", "--no-gender"):
        done = CliRunner().invoke(app, ["extract", str(path), "-f", "jsonl", flag])
        rows[flag] = json.loads(done.stdout)["attributions"][0]["speaker"]
    assert rows["--gender"]["name"] == quotekit.extract(text)[0].speaker.name  # type: ignore[union-attr]
    assert rows["--no-gender"] != rows["--gender"]
