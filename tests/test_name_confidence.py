"""How sure a name is: measured by the way that led to it, and asked for by `min_speaker_confidence`."""

from __future__ import annotations

import pytest

import quotekit
from quotekit.errors import QuotekitError
from quotekit.languages import load_language
from quotekit.languages.name_precision import HIGH, NamePrecision, band_of

TEXT = "Ana Reyes opened the dam. “It will hold,” Reyes said. “It is old,” she added."


def test_a_name_has_its_measured_confidence() -> None:
    found = quotekit.extract(TEXT)
    assert found
    for each in found:
        assert each.speaker is not None
        assert each.speaker_confidence is not None
        assert 0 < each.speaker_confidence < 1


def test_names_that_are_not_sure_enough_are_withheld() -> None:
    sure = quotekit.extract(TEXT, min_speaker_confidence=1.0)
    assert [each.text for each in sure] == [each.text for each in quotekit.extract(TEXT)]
    for each in sure:
        assert each.speaker is None
        assert each.speaker_confidence is None
        assert each.could_be == ("Ana Reyes",)
    assert sure.speakers == ()


@pytest.mark.parametrize("wrong", [-0.1, 1.1, "high", True])
def test_what_is_no_share_is_refused(wrong: object) -> None:
    with pytest.raises((ValueError, QuotekitError), match="min_speaker_confidence"):
        quotekit.extract(TEXT, min_speaker_confidence=wrong)  # type: ignore[arg-type]


def test_a_way_seldom_seen_is_drawn_towards_the_average() -> None:
    table = NamePrecision({"plain": {"surname": {"high": (90, 100)}, "role": {"high": (0, 1)}}})
    surname, role, unknown = (table.of("plain", way, 0.95) for way in ("surname", "role", "never-seen"))
    assert surname is not None
    assert role is not None
    assert unknown is not None
    assert 0.8 < role < unknown < surname + 0.02
    assert table.of("plain", "surname", 0.5) is None
    assert table.of("story", "surname", 0.95) is None


def test_bands() -> None:
    assert (band_of(HIGH), band_of(HIGH - 0.01), band_of(None)) == ("high", "low", "low")


def test_those_at_nine_tenths_were_right_nine_times_in_ten() -> None:
    table = load_language("en").name_precision
    for kind, ways in table.counts.items():
        right = total = 0
        for way, bands in ways.items():
            for band, (good, count) in bands.items():
                confidence = table.of(kind, way, HIGH if band == "high" else 0.0)
                assert confidence is not None
                if confidence >= 0.9:
                    right, total = right + good, total + count
        assert total > 100
        assert right >= 0.9 * total


STORY = "“Come in,” I said. Tom Holm sat down. “Is it late?” he asked. “Not yet,” I said."


def test_the_narrator_can_be_told() -> None:
    found = quotekit.extract(STORY, narrator="Ada Berg")
    assert [each.speaker and each.speaker.name for each in found if each.source and each.source.text == "I"] == [
        "Ada Berg",
        "Ada Berg",
    ]


def test_a_narrator_has_a_name() -> None:
    with pytest.raises(ValueError, match="narrator is a name"):
        quotekit.extract(STORY, narrator=" ")
