"""Quotations against their sources: verbatim, altered, absent; where; who."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import quotekit
from quotekit.cli import app
from quotekit.evaluation.verification import Sources, verify, verify_document
from quotekit.evaluation.verification.words import find_parts, find_words

SOURCE = (
    "The mayor said the harbour would close. “We stay, whatever comes,” said Tom Oduya, the minister, “and the "
    "pilots know it.”\n\n“I told them that Anna had left the pier in 2019, and nobody — not one person — wrote it "
    "down,” he added. It cost\n$1,000 in all. “We stay,” said Ida Falk."
)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("“We stay, whatever comes,”", ["We stay, whatever comes"]),
        ("we stay whatever COMES", ["We stay, whatever comes"]),
        ("We stay, whatever comes, and the pilots know it", ["We stay, whatever comes", "and the pilots know it"]),
        ("I told them that [she] had left the pier", ["I told them that Anna had left the pier"]),
        ("I told them … nobody … wrote it down", ["I told them", "nobody", "wrote it down"]),
        ("I told them [...] nobody - not one person - wrote it down",
         ["I told them", "nobody — not one person — wrote it down"]),
        ("[T]he mayor said the harbour [sic] would close", ["The mayor said the harbour would close"]),
        ("It cost $1000 in all", ["It cost\n$1,000 in all"]),
        ("the pilots   know\tit", ["the pilots know it"]),
    ],
)  # fmt: skip
def test_verbatim(quote: str, found: list[str]) -> None:
    checked = verify(quote, SOURCE)
    assert checked.verdict == "verbatim"
    assert [span.text for span in checked.spans] == found
    assert all(SOURCE[span.start : span.end] == span.text for span in checked.spans)
    assert (checked.changes, checked.share) == ((), 1)


@pytest.mark.parametrize(
    ("quote", "changes"),
    [
        ("We stay, whatever may come, and the captains know it",
         [("replaced", "may come", "comes"), ("replaced", "captains", "pilots")]),
        ("the harbour would never close", [("added", "never", "")]),
        ("nobody wrote it down", [("left out", "", "not one person")]),
        ("It cost €1,000 in all", [("replaced", "€", "$")]),
        ("I told them Anna had left the pier in 2018", [("left out", "", "that"), ("replaced", "2018", "2019")]),
    ],
)  # fmt: skip
def test_altered(quote: str, changes: list[tuple[str, str, str]]) -> None:
    checked = verify(quote, SOURCE)
    assert checked.verdict == "altered"
    assert [(each.kind, each.quote, each.source) for each in checked.changes] == changes
    assert not checked.is_fine


SPELLED = (
    "The colour of the centre was grey, and e-mails came in. “We travelled for twenty-one days,” he said, “at five per "
    "cent of the cost.” The distri-\nbution of café tables is well-known. Four men filed in."
)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("The color of the center was gray", [("color", "colour"), ("center", "centre"), ("gray", "grey")]),
        ("We traveled for 21 days", [("traveled", "travelled"), ("21", "twenty-one")]),
        ("emails came in", [("emails", "e-mails")]),
        ("at 5% of the cost", [("5", "five"), ("%", "per cent")]),
        ("of cafe tables is well known", [("cafe", "café")]),
        ("we [all] traveled … at 5 per cent", [("traveled", "travelled"), ("5", "five")]),
    ],
)
def test_verbatim_but_for_spelling(quote: str, words: list[tuple[str, str]]) -> None:
    checked = verify(quote, SPELLED)
    assert (checked.verdict, checked.share, checked.is_fine) == ("respelled", 1, True)
    assert [(each.kind, each.quote, each.source) for each in checked.changes] == [
        ("respelled", *pair) for pair in words
    ]


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("the distribution of café tables", "verbatim"),  # a hyphen at the end of a line
        ("For men filed in", "altered"),  # "four" is no "for", "filled" no "filed"
        ("Four men filled in", "altered"),
        ("We travelled for twenty-two days", "altered"),
        ("The color of the middle was gray", "altered"),
    ],
)
def test_other_words_are_no_spelling(quote: str, verdict: str) -> None:
    assert verify(quote, SPELLED).verdict == verdict


def test_spellings_are_those_of_the_language() -> None:
    assert verify("the color of tables", "the colour of tables", language="fr").verdict == "altered"
    assert verify("Le café est ferme", "Le café est fermé", language="fr").verdict == "respelled"


def test_the_same_words_in_the_same_spelling_go_first() -> None:
    sources = Sources({"british": "The colour of tables is old.", "american": "The color of tables is old."})
    assert sources.verify("the color of tables").source == "american"


@pytest.mark.parametrize("quote", ["The moon is made of cheese", "pier the left had Anna that them told", "ships"])
def test_absent(quote: str) -> None:
    checked = verify(quote, SOURCE)
    assert (checked.verdict, checked.spans, checked.source) == ("absent", (), None)


def test_two_passages_far_apart_are_not_one_quotation() -> None:
    source = "“We stay,” he said. " + "The rain went on and on over the river. " * 5 + "“They leave,” he said."
    checked = verify("We stay. They leave.", source)
    assert checked.verdict == "altered"
    assert checked.changes[0].kind == "left out"


@pytest.mark.parametrize("quote", ["", "“”", "…", "[he]", "— ?"])
def test_a_quotation_without_words_is_refused(quote: str) -> None:
    with pytest.raises(ValueError, match="no word"):
        verify(quote, SOURCE)


def test_an_empty_source_has_nothing() -> None:
    assert verify("We stay", "").verdict == "absent"
    assert Sources({}).verify("We stay").verdict == "absent"


def test_speaker() -> None:
    assert verify("whatever comes", SOURCE, speaker="Oduya").same_speaker is True
    wrong = verify("whatever comes", SOURCE, speaker="Anna Berg")
    assert (wrong.verdict, wrong.speaker, wrong.same_speaker) == ("verbatim", "Tom Oduya", False)
    assert not wrong.is_fine
    # The same words twice: the place where that person says them.
    falk = verify("We stay", SOURCE, speaker="Ida Falk")
    assert falk.same_speaker is True
    assert falk.spans[0].start > SOURCE.index("$1,000")
    found = quotekit.extract(SOURCE)
    assert verify("whatever comes", found).speaker == "Tom Oduya"
    assert verify("whatever comes", SOURCE).speaker is None  # nobody asked


def test_no_model_is_loaded_unless_somebody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("no model here")

    monkeypatch.setattr("quotekit.pipeline.one.extract", refuse)
    assert verify("whatever comes", SOURCE).verdict == "verbatim"
    assert [each.verdict for each in verify_document("“whatever comes, and”", {"a": SOURCE})] == ["verbatim"]


def test_the_right_source_of_many_is_found() -> None:
    many = {
        f"made {number}": f"Boat {number} went to pier {number} and {number * 7} men sang there."
        for number in range(60)
    }
    sources = Sources({**many, "own": SOURCE})
    assert sources.verify("nobody, not one person, wrote it down").source == "own"
    assert sources.verify("Boat 31 went to pier 31").source == "made 31"
    assert sources.verify("Boat 31 went to the pier 31 and men sang there").source == "made 31"
    assert sources.verify("$1,000").source == "own"
    assert sources.verify("an answer that nobody gave").verdict == "absent"


def test_a_document() -> None:
    draft = (
        "He wrote: “We stay, whatever comes.” The “pier” is old. “Nobody wrote it down.” “All ships are sold,” he said."
    )
    found = list(verify_document(draft, {"own": SOURCE}))
    assert [each.verdict for each in found] == ["verbatim", "altered", "absent"]
    for each in found:
        assert each.place is not None
        assert draft[each.place.start : each.place.end] == each.place.text


SHOWN = "We never said so at all"
PAGES = [
    "<p>The office wrote: &ldquo;We <b>never</b> said\nso at all&rdquo;.</p>",
    "<p>The office wrote: <q>We <a href='/never/said'>never</a> said so at all</q>.</p>",
    "The office wrote: “We [never](https://example.org/said) said so at all”.[^1]",
    "The **office** wrote: “We *never* said so at all”.",
]


@pytest.mark.parametrize("source", PAGES)
@pytest.mark.parametrize("draft", PAGES)
def test_markup_is_read_as_shown(draft: str, source: str) -> None:
    (found,) = verify_document(draft, {"page": source})
    (span,) = found.spans
    assert (found.verdict, found.changes) == ("verbatim", ())
    assert source[span.start :].startswith("We ")
    assert source[: span.end].endswith("all")
    assert " ".join(span.text.replace("*", "").split()) == SHOWN
    assert found.place is not None
    assert found.place.fits(draft)


def test_the_speaker_of_a_page() -> None:
    page = "<p>&ldquo;We <b>never</b> said so at all,&rdquo; said <i>Anna</i> Berg.</p>"
    assert verify(SHOWN, page, speaker="Anna Berg").same_speaker is True
    (found,) = verify_document(page, {"page": page}, speakers=True)
    assert (found.verdict, found.claimed, found.same_speaker) == ("verbatim", "Anna Berg", True)


WORDS = st.lists(st.sampled_from("we stay go now the pier is old and new here".split()), min_size=1, max_size=12)


@settings(deadline=None, max_examples=60)
@given(WORDS, WORDS, WORDS)
def test_what_was_copied_is_verbatim_wherever_it_stands(before: list[str], words: list[str], after: list[str]) -> None:
    source = " ".join([*before, *words, *after])
    checked = verify(" ".join(words), source)
    assert checked.verdict == "verbatim"
    (span,) = checked.spans
    assert source[span.start : span.end].split() == words


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=60), st.text(max_size=80))
def test_any_text_is_fine(quote: str, source: str) -> None:
    if any(part.kind == "words" for part in find_parts(quote)):
        checked = verify(quote, source)
        assert all(span.fits(source) for span in checked.spans)
    assert all(source[word.start : word.end] for word in find_words(source))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    monkeypatch.chdir(tmp_path)
    Path("source.txt").write_text(SOURCE, encoding="utf8")
    Path("fine.txt").write_text("“We stay, whatever comes,” he said.", encoding="utf8")
    Path("wrong.txt").write_text("“We stay, whatever may come,” said Anna Berg.", encoding="utf8")
    return lambda *arguments: CliRunner().invoke(app, ["verify", *arguments])


def test_command(run: Any) -> None:
    fine = run("fine.txt", "--against", "source.txt")
    assert fine.exit_code == 0
    assert "1 verbatim" in fine.stdout
    wrong = run("wrong.txt", "--against", ".", "--format", "jsonl", "--speakers")
    assert wrong.exit_code == 1  # the draft itself is no source
    assert "wrong.txt" not in [json.loads(line)["source"] for line in wrong.stdout.splitlines()]
    wrong = run("wrong.txt", "--against", "source.txt", "--format", "jsonl", "--speakers")
    assert wrong.exit_code == 1
    (line,) = [json.loads(line) for line in wrong.stdout.splitlines()]
    assert (line["id"], line["verdict"], line["same_speaker"]) == ("wrong.txt", "altered", False)
    quote = run("--quote", "whatever comes", "--speaker", "Berg", "-a", "source.txt")
    assert quote.exit_code == 1
    assert "Berg here, but Tom Oduya in the source" in quote.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["fine.txt"], "--against"),
        (["fine.txt", "--quote", "a b", "-a", "source.txt"], "not both"),
        (["-a", "source.txt"], "--quote"),
        (["fine.txt", "--speaker", "Berg", "-a", "source.txt"], "--speakers"),
        (["--quote", "…", "-a", "source.txt"], "no word"),
        (["fine.txt", "-a", "nowhere.txt"], "nowhere.txt"),
    ],
)
def test_wrong_calls(run: Any, arguments: list[str], says: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in result.stderr
