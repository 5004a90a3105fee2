"""bench/accuracy.py: what it says about places, floors and differences, without any corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import accuracy

FIGURES = {"docs": 2, "lost": 1, "quoted.detection.f1": 91.5, "quoted.attribution.f1": 80.0}


def find(text: str, part: str) -> list[list[int]]:
    start = text.index(part)
    return [[start, start + len(part)]]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Anna Berg said “we sail” today.", "before, same sentence"),
        ("“we sail” is what Anna Berg said.", "after, same sentence"),
        ("Anna Berg came. Then it was “we sail” again.", "before, another sentence"),
        ("Anna Berg came.\n\n“we sail”", "before, another paragraph"),
        ("“we sail” it was. So said Anna Berg.", "after, another sentence"),
    ],
)
def test_place_of_a_speaker(text: str, place: str) -> None:
    assert accuracy.place_of(text, find(text, "we sail"), find(text, "Anna Berg")) == place


def test_place_between_two_pieces() -> None:
    text = "“Sail,” said Anna Berg, “at dawn.”"
    content = [*find(text, "Sail"), *find(text, "at dawn")]
    assert accuracy.place_of(text, content, find(text, "Anna Berg")) == "between"
    assert accuracy.place_of(text, content, []) == "no speaker"


def test_floors(tmp_path: Path) -> None:
    pytest.importorskip("tomllib" if accuracy.sys.version_info >= (3, 11) else "tomli")
    floors = tmp_path / "floors.toml"
    floors.write_text('[toy]\n"quoted.detection" = 90.0\n"quoted.attribution" = 82.0\nlost_at_most = 0\n')
    assert accuracy.under_floor("toy", FIGURES, floors) == [
        "quoted.attribution F1 80.0 is under its floor 82.0",
        "1 documents lost, at most 0 allowed",
    ]
    assert "no floors for other" in accuracy.under_floor("other", FIGURES, floors)[0]
    floors.write_text('[toy]\n"quoted.detecton" = 90.0\n')
    assert "no measure" in accuracy.under_floor("toy", FIGURES, floors)[0]


def verdict(start: int, cause: str) -> accuracy.Verdict:
    return accuracy.Verdict("quoted", "a", start, start + 3, cause, "some-rule", "inside", "Anna", "Bo")


def test_gains_and_losses() -> None:
    base = [verdict(0, "missed"), verdict(4, "right"), verdict(8, "wrong speaker")]
    new = [verdict(0, "right"), verdict(4, "not speech"), verdict(8, "wrong speaker")]
    told = accuracy.compare(base, new, {"a": "One Two Six"}, "quoted", 10)
    assert "1 gained, 1 lost" in told
    assert "+ missed" in told
    assert "[[One]]" in told
    assert "- not speech" in told
    assert "[[Six]]" not in told


def test_causes_are_counted_by_rule() -> None:
    told = accuracy.causes([verdict(0, "missed"), verdict(4, "right"), verdict(8, "missed")], "quoted")
    assert "quoted: 1 right, 2 not" in told
    assert "2  of     3 by some-rule" in told


def test_a_lost_document_is_kept_with_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(text: str) -> list[dict[str, object]]:
        raise ValueError(f"cannot read {text}")

    monkeypatch.setattr(accuracy, "_find", fails)
    answer = accuracy._predict(("a", "this"))
    assert answer == {"id": "a", "attributions": [], "error": "ValueError: cannot read this"}
