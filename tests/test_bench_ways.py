"""bench/ways.py: which way to a name counts as right, without any corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import ways

TEXT = "Anna Berg came. “We sail at noon,” she said. “At one,” said Bo Lind."


def test_ways_are_counted_by_resolution(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def row(words: str, name: str) -> dict[str, object]:
        return {"content": [[TEXT.index(words), TEXT.index(words) + len(words)]], "entity": name}

    rows = [row("“We sail at noon,”", "Anna Berg"), row("“At one,”", "Somebody Else"), row("came", "Nobody")]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "attributions": rows}), encoding="utf8")
    made = list(ways.decisions(str(path)))
    assert made[:3] == [("pronoun", True), (ways.ALL, True), (ways.SURE, True)]
    assert made[3:5] == [("same-name", False), (ways.ALL, False)]
    ways.main(str(path))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "| resolved_by | gold: names | right, % |"
    assert "| pronoun | 1 | 100 |" in lines
    assert "| same-name | 1 | 0 |" in lines
    assert "| all | 2 | 50 |" in lines


def test_names_are_judged_by_other_texts_than_their_own() -> None:
    good, bad = ("plain", "surname", "high", True), ("plain", "role", "high", False)
    texts = [("news", [good] * 40 if number else [good, bad]) for number in range(ways.FOLDS)]
    judged = list(ways.held_out(texts))
    assert len(judged) == sum(len(rows) for _, rows in texts)
    [confidence] = [sure for _, sure, is_right in judged if not is_right]
    assert confidence == 1.0  # no other text has seen that way fail
    others = [sure for _, sure, is_right in judged if is_right]
    assert min(others) < 1.0  # where the text with the failure is among those counted
