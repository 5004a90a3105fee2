"""Evaluation: readers of corpora in their own layouts, measures by exact values, mistakes, the command."""

from __future__ import annotations

import json
import random
import sys
from importlib import util
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from typer.testing import CliRunner

import quotekit
from quotekit.cli import app
from quotekit.errors import InputError
from quotekit.evaluation import Annotation, Document, Score, find_mistakes, score, to_document
from quotekit.evaluation.matching import Side, answering, fold, same_entity
from quotekit.evaluation.passages import quoted_passages
from quotekit.evaluation.ranges import Index, Letters, joined, shared
from quotekit.evaluation.readers import guess_format, read_gold

EVAL = Path(__file__).parents[2] / "shared" / "eval"
TEXT = "“We sail,” said Anna Berg. Bo Lind denied that “the mast” was old.\n"


def at(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def annotation(text: str, content: str, speaker: str = "", **more: Any) -> Annotation:
    return Annotation((at(text, content),), speaker=(at(text, speaker),) if speaker else (), **more)


GOLD = Document(
    "a",
    TEXT,
    (
        annotation(TEXT, "“We sail,”", "Anna Berg", entity="Anna Berg", aliases=("Berg",)),
        annotation(TEXT, "that “the mast” was old", "Bo Lind", entity="Bo Lind", subtype="explicit"),
    ),
)


# --- ranges and passages


def test_ranges() -> None:
    assert joined([(5, 9), (0, 2), (2, 4), (6, 7), (3, 3)]) == ((0, 4), (5, 9))
    assert shared(((0, 4), (5, 9)), ((3, 6), (8, 20))) == ((3, 4), (5, 6), (8, 9))
    index = Index([((0, 50),), ((10, 12), (30, 31)), ((12, 13),), ()])
    assert index.touching(((11, 12),)) == [0, 1]
    assert index.touching(((50, 60),)) == []
    assert index.touching(((12, 31),)) == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("", []),
        ("“One,” she said, “two.”", ["One,", "two."]),
        ('"One," she said. "Two', ["One,", "Two"]),
        ("“One\n“Two” he", ["One", "Two"]),
        ("„Eins“ und „zwei“", ["Eins", "zwei"]),
        ("``One'' and «deux»", ["One", "deux"]),
        ("“…” and “ ”", []),
    ],
)
def test_passages(text: str, passages: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_passages(text)] == passages


# --- measures


def test_all_right() -> None:
    scores = score([GOLD], [GOLD])
    assert scores["quoted.detection"] == Score(2, 2, 2)
    assert scores["quoted.attribution"] == Score(2, 2, 2)
    assert scores["relations.content_exact"] == Score(2, 2, 2)
    assert scores["entity"] == Score(2, 2, 2)
    assert scores.to_dict()["relations"]["joint_recall_by_kind"] == {"direct": 100.0, "mixed": 100.0}
    assert list(find_mistakes([GOLD], [GOLD])) == []


def test_half_right() -> None:
    found = Document(
        "a",
        TEXT,
        (
            annotation(TEXT, "We sail", "Anna Berg", entity="Berg"),
            annotation(TEXT, "“the mast” was old", "Anna Berg", entity="Anna Berg"),
            annotation(TEXT, "said"),
        ),
    )
    scores = score([GOLD], [found])
    assert scores["relations.content"] == Score(2, 3, 2)
    assert scores["relations.content_exact"] == Score(1, 3, 2)  # marks never count, a word does
    assert scores["relations.content_and_speaker"] == Score(1, 3, 2)
    assert scores["quoted.attribution"] == Score(1, 2, 2)
    assert scores["entity"] == Score(1, 2, 2)
    assert scores["relations.content"].precision == pytest.approx(200 / 3)
    assert scores["relations.content"].f1 == pytest.approx(80)
    assert [each.kind for each in find_mistakes([GOLD], [found])] == ["spurious", "wrong speaker"]


def test_empty_sides() -> None:
    nothing = Document("a", TEXT)
    assert score([], []).to_dict()["relations"]["content"] == {"p": 0.0, "r": 0.0, "f1": 0.0}
    missing = score([GOLD], [])
    assert (missing.missing, missing["relations.content"]) == (1, Score(0, 0, 2))
    assert score([nothing], [GOLD])["relations.content"] == Score(0, 2, 0)
    assert "entity" not in score([nothing], [GOLD]).to_dict()
    assert [each.kind for each in find_mistakes([GOLD], [])] == ["missed", "missed"]
    assert [each.kind for each in find_mistakes([nothing], [GOLD])] == ["spurious", "spurious"]


def test_duplicates_count_once() -> None:
    twice = Document("a", TEXT, GOLD.annotations * 2)
    assert score([GOLD], [twice])["relations.content"] == Score(2, 4, 2)
    assert score([twice], [GOLD])["relations.content"] == Score(2, 2, 4)


def test_discontinuous_content() -> None:
    text = "“Sail,” said Anna Berg, “at dawn.”"
    pieces = (at(text, "“Sail,”"), at(text, "“at dawn.”"))
    gold = Document("a", text, (Annotation(pieces, speaker=(at(text, "Anna Berg"),)),))
    backwards = Document("a", text, (Annotation(pieces[::-1], speaker=(at(text, "Anna Berg"),)),))
    assert score([gold], [backwards])["relations.content_exact"] == Score(1, 1, 1)
    one = Document("a", text, (Annotation(pieces[1:]),))
    assert score([gold], [one])["relations.content"] == Score(1, 1, 1)
    assert score([gold], [one])["quoted.detection"] == Score(1, 1, 2)


def test_content_without_letters_has_no_answer() -> None:
    text = "“…” said Anna Berg."
    gold = Document("a", text, (Annotation((at(text, "“…”"),), entity="Anna Berg"),))
    assert score([gold], [gold])["entity"] == Score(0, 0, 1)


def test_wrong_boundary() -> None:
    found = Document("a", TEXT, (annotation(TEXT, "old", "Bo Lind"),))
    assert [each.kind for each in find_mistakes([GOLD], [found])] == ["missed", "wrong boundary"]


def test_a_wrong_name_beside_the_right_mention() -> None:
    sail, mast = "“We sail,”", "that “the mast” was old"
    found = Document(
        "a",
        TEXT,
        (annotation(TEXT, sail, "Anna Berg", entity="Anna"), annotation(TEXT, mast, "Bo Lind")),
    )
    wrong = list(find_mistakes([GOLD], [found]))
    assert [(each.kind, each.found and each.found.entity) for each in wrong] == [
        ("wrong name", "Anna"),
        ("wrong name", None),
    ]
    assert score([GOLD], [found])["entity"] == Score(0, 1, 2)
    aliases = Document("a", TEXT, (annotation(TEXT, sail, "Anna Berg", entity="Berg"), GOLD.annotations[1]))
    assert list(find_mistakes([GOLD], [aliases])) == []


def test_a_wrong_name_where_the_corpus_marks_no_mention() -> None:
    gold = Document("a", TEXT, (annotation(TEXT, "“We sail,”", entity="Anna Berg"), annotation(TEXT, "old")))
    found = Document("a", TEXT, (annotation(TEXT, "“We sail,”", "said", entity="Bo"), annotation(TEXT, "old")))
    assert [each.kind for each in find_mistakes([gold], [found])] == ["wrong name"]


def test_every_name_that_counts_as_wrong_is_shown() -> None:
    chance, text = random.Random(3), TEXT * 2
    for number in range(200):
        gold, found = Document("a", text, drawn(chance, text)), Document("a", text, drawn(chance, text))
        letters = Letters(text)
        ours, theirs = Side(gold.annotations, letters), Side(found.annotations, letters)
        mistakes = list(find_mistakes([gold], [found]))
        shown = [each.gold for each in mistakes if each.kind in ("missed", "wrong speaker", "wrong name")]
        for i, want in enumerate(gold.annotations):
            got = answering(ours, i, theirs, letters)
            if want.entity and got and not same_entity(want, got):
                assert want in shown, number
        misnamed = [each for each in mistakes if each.kind == "wrong name"]
        assert not [each for each in misnamed if not each.found or same_entity(each.gold, each.found)], number


def test_a_wrong_name_besides_a_wrong_boundary() -> None:
    found = Document("a", TEXT, (annotation(TEXT, "“We", "Anna Berg", entity="Bo Lind"),))
    gold = Document("a", TEXT, GOLD.annotations[:1])
    assert [each.kind for each in find_mistakes([gold], [found])] == ["wrong boundary", "wrong name"]


def test_names() -> None:
    assert fold("The Kremlin’s") == fold("kremlin") == "kremlin"
    assert fold("Mr. Lind") != fold("Lind")
    assert fold("") == fold("?") == ""


def test_another_text_is_refused() -> None:
    with pytest.raises(InputError, match="a: the prediction was made on another text"):
        score([GOLD], [Document("a", TEXT + "More.", ())])
    with pytest.raises(InputError, match="another text"):
        score([GOLD], [Document("a", None, (Annotation(((0, 9999),)),))])
    with pytest.raises(InputError, match="no text"):
        score([Document("a", None)], [])


# --- the same figures as the scorer of the evaluation data


def scorer() -> Any:
    if not (EVAL / "score.py").exists():
        pytest.skip("the evaluation data lies beside the checkout on some machines only (2026-11-24)")
    spec = util.spec_from_file_location("evaluation_score", EVAL / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = written
    return module


def plain(document: Document) -> dict[str, Any]:
    rows = [
        {
            "content": each.content,
            "cue": each.cue,
            "speaker": each.speaker,
            "speaker_head": each.head,
            "entity": each.entity,
            "aliases": each.aliases,
            "subtype": each.subtype,
        }
        for each in document.annotations
    ]
    return {"id": document.id, "text": document.text, "attributions": rows}


def drawn(random: random.Random, text: str) -> tuple[Annotation, ...]:
    """Annotations at random places: they overlap, repeat, name nobody."""

    def ranges(most: int) -> tuple[tuple[int, int], ...]:
        starts = [random.randrange(len(text) - 20) for _ in range(random.randint(0, most))]
        return tuple((start, start + random.randint(1, 20)) for start in sorted(starts))

    made = [
        Annotation(
            content=((first := random.randrange(len(text) - 20)), first + 8) and ((first, first + 8), *ranges(1)),
            cue=ranges(1),
            speaker=ranges(2),
            head=ranges(1) if random.random() < 0.3 else (),
            entity=random.choice([None, "Anna Berg", "the Berg", "Bo"]),
            aliases=random.choice([(), ("Berg",)]),
            subtype=random.choice([None, "explicit"]),
        )
        for _ in range(random.randint(0, 6))
    ]
    return tuple(made + made[: random.randint(0, 1)])


@pytest.mark.parametrize("seed", range(60))
def test_same_figures_on_random_predictions(seed: int) -> None:
    chance = random.Random(seed)
    text = '“We sail,” said Anna Berg. “The mast”, Bo Lind added, “is „old“ and "bent".\nIt was late” — so they say.\n'
    gold = [Document(str(n), text, drawn(chance, text)) for n in range(3)]
    found = [Document(str(n), text, drawn(chance, text)) for n in range(chance.randint(1, 3))]
    by_id = {each.id: plain(each) for each in found}
    result, _ = scorer().score([plain(each) for each in gold], by_id)
    figures = score(gold, found).to_dict()
    assert {name: figures[name] for name in result} == result
    people = scorer().right_person([plain(each) for each in gold], by_id)
    assert figures.get("person", {}).get("r") == people.get("all")


def test_everyday_names_mean_the_person_and_clusters_need_no_name() -> None:
    gold = Document(
        "a",
        TEXT,
        (
            annotation(TEXT, "“We sail,”", entity="Anna Berg", subtype="explicit"),
            annotation(TEXT, "that “the mast” was old", entity="Bo Lind"),
        ),
    )
    found = Document(
        "a",
        TEXT,
        (annotation(TEXT, "“We sail,”", entity="Anna"), annotation(TEXT, "that “the mast” was old", entity="X")),
    )
    scores = score([gold], [found])
    assert (scores["entity"], scores["person"]) == (Score(0, 2, 2), Score(1, 2, 2))
    assert scores["person.by_subtype.explicit"] == Score(1, 0, 1)
    assert scores.b_cubed() == (100.0, 100.0, 100.0)
    same = Document("a", TEXT, tuple(evolve(each, entity="X") for each in found.annotations))
    assert score([gold], [same]).b_cubed()[:2] == (50.0, 100.0)


def test_same_figures_on_a_real_file() -> None:
    module = scorer()
    gold = list(read_gold(EVAL / "polnear_dev.jsonl"))
    found = [Document(each.id, None, each.annotations[::2]) for each in gold]
    as_read = module.read(EVAL / "polnear_dev.jsonl")
    result, _ = module.score(as_read, {each.id: plain(each) for each in found})
    figures = score(gold, found).to_dict()
    assert {name: figures[name] for name in result} == result


def test_flat_spans_stand_for_themselves() -> None:
    text = "Anna Berg said the mast was old, and Bo Lind agreed."
    gold = annotation(text, "the mast was old", "Anna Berg", cue=(at(text, "said"),))
    other = annotation(text, "mast was old", "Bo Lind", cue=(at(text, "said"),))
    flat = score([Document("a", text, (gold,))], [Document("a", text, (other,))]).to_dict()["flat"]
    assert flat["cue"] == {
        "exact": {"p": 100, "r": 100, "f1": 100},
        "begin": {"p": 100, "r": 100, "f1": 100},
        "jaccard": 100,
    }
    assert flat["content"]["exact"]["f1"] == flat["content"]["begin"]["f1"] == 0
    assert flat["content"]["jaccard"] == 75  # three of four words
    assert flat["speaker"]["jaccard"] == 0  # one missed, one stray


# --- readers


def written(path: Path, text: str, *, crlf: bool = False) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((text.replace("\n", "\r\n") if crlf else text).encode())
    return path


NEWS = "Quay Opens\n\nAnna Berg said the quay is open. “It is,” added\nBo Lind, “for good.”\n"
STANDOFF = (
    "T1\tSource 12 21\tAnna Berg\nT2\tCue 22 26\tsaid\nT3\tContent 27 43\tthe quay is open\n"
    "T4\tAttribution 22 26\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    "T5\tContent 45 52;70 81\t“It is,” “for good.”\nT6\tSource 59 66\tBo Lind\nT7\tCue 53 58\tadded\n"
    "T8\tAttribution 53 58\tadded\nE2\tAttribution:T8 Content:T5 Cue:T7 Source:T6\nT9\tDiscard 0 10\tQuay Opens\n"
)


@pytest.fixture
def polnear(tmp_path: Path) -> Path:
    text = NEWS
    marks = STANDOFF
    for part in ("“It is,”", "“for good.”", "Bo Lind", "added"):
        start, end = at(text, part)
        old = {"“It is,”": "45 52", "“for good.”": "70 81", "Bo Lind": "59 66", "added": "53 58"}[part]
        marks = marks.replace(old, f"<{start} {end}>")
    part = tmp_path / "data" / "dev"
    written(part / "text" / "quay_2031.txt", text)
    written(part / "attributions" / "quay_2031_aaaa.ann", marks.replace("<", "").replace(">", ""))
    written(part / "attributions" / "quay_2031_bbbb.ann", "")
    return part


def test_polnear(polnear: Path) -> None:
    assert guess_format(polnear) == "polnear"
    told: list[str] = []
    (document,) = read_gold(polnear, tell=told.append)
    assert (document.id, document.text, told) == ("quay_2031", NEWS, [])
    assert [[NEWS[s:e] for s, e in each.content] for each in document.annotations] == [
        ["the quay is open"],
        ["“It is,”", "“for good.”"],
    ]
    assert [[NEWS[s:e] for s, e in each.speaker] for each in document.annotations] == [["Anna Berg"], ["Bo Lind"]]


def test_polnear_with_line_ends_of_windows(polnear: Path) -> None:
    written(polnear / "text" / "quay_2031.txt", NEWS, crlf=True)
    (document,) = read_gold(polnear)
    assert document.text == NEWS


def test_polnear_heads(polnear: Path) -> None:
    tokens = "".join(
        f'<token id="{n}"><word>{word}</word><CharacterOffsetBegin>{at(NEWS, word)[0]}</CharacterOffsetBegin>'
        f"<CharacterOffsetEnd>{at(NEWS, word)[1]}</CharacterOffsetEnd></token>"
        for n, word in enumerate(("Anna", "Berg", "said"), 1)
    )
    links = "".join(f'<dep><governor idx="{g}"/><dependent idx="{d}"/></dep>' for g, d in ((2, 1), (3, 2), (0, 3)))
    written(
        polnear / "corenlp" / "quay_2031.txt.xml",
        f"<root><document><sentences><sentence><tokens>{tokens}</tokens>"
        f'<dependencies type="basic-dependencies">{links}</dependencies></sentence></sentences></document></root>',
    )
    (document,) = read_gold(polnear)
    assert [[NEWS[s:e] for s, e in each.head] for each in document.annotations] == [["Berg"], []]


def test_polnear_tells_what_is_off(polnear: Path) -> None:
    path = polnear / "attributions" / "quay_2031_aaaa.ann"
    path.write_text(path.read_text(encoding="utf8").replace("said\nT3", "says\nT3", 1), encoding="utf8")
    told: list[str] = []
    (document,) = read_gold(polnear, tell=told.append)
    assert told == [f"{path}, line 2: left out, the words are not those at its offsets"]
    assert document.annotations[0].cue == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("T1\tSource 12\tAnna", "line 1: a range is two whole numbers"),
        ("T1\tSource x y\tAnna", "line 1: not a line of brat's standoff format"),
        ("\nT1\tSource 12 2100\tAnna", "line 2: the range 12 to 2100 lies outside the text"),
    ],
)
def test_polnear_broken(polnear: Path, line: str, message: str) -> None:
    path = written(polnear / "attributions" / "quay_2031_aaaa.ann", line)
    with pytest.raises(InputError) as caught:
        list(read_gold(polnear))
    assert str(caught.value).startswith(f"{path}, {message}")


def test_polnear_as_a_whole_names_its_parts(polnear: Path) -> None:
    with pytest.raises(InputError, match=r"name one part of PolNeAR: .*dev$"):
        list(read_gold(polnear.parents[1]))


NOVEL = '\ufeffCHAPTER I\n\n"Don t go," cried Bo, "it s late."\n\n"I must."\n'
QUOTATION_COLUMNS = "quoteID,quoteText,subQuotationList,quoteByteSpans,speaker,addressees,quoteType\n"


@pytest.fixture
def pdnc(tmp_path: Path) -> Path:
    novel = tmp_path / "pdnc" / "data" / "TheQuay"
    written(novel / "novel_text.txt", NOVEL)
    spans = [list(at(NOVEL, part)) for part in ("Don t go,", "it s late.", "I must.")]
    written(
        novel / "quotation_info.csv",
        QUOTATION_COLUMNS
        + f"Q0,x,\"['Don’t go,', 'it s\\nlate.']\",\"{spans[:2]}\",Bo Lind,[],Explicit\n"
        + f'Q1,x,"[\'I must.\']","{spans[2:]}",nan,[],nan\n',
    )
    written(
        novel / "character_info.csv",
        "Character ID,Main Name,Aliases,Gender,Category\n0,Bo Lind,\"{'Bo', 'Mr. Lind'}\",M,major\n",
    )
    return tmp_path / "pdnc"


def test_pdnc(pdnc: Path) -> None:
    assert guess_format(pdnc) == "pdnc"
    told: list[str] = []
    (document,) = read_gold(pdnc, tell=told.append)
    assert told == ["".join(told)] or told == []
    first, second = document.annotations
    assert [NOVEL[s:e] for s, e in first.content] == ["Don t go,", "it s late."]
    assert (first.entity, first.aliases, first.subtype) == ("Bo Lind", ("Bo", "Bo Lind", "Mr. Lind"), "explicit")
    assert (second.entity, second.subtype) == (None, None)
    assert [each.id for each in read_gold(pdnc / "data" / "TheQuay")] == ["TheQuay"]


def test_pdnc_broken(pdnc: Path) -> None:
    path = pdnc / "data" / "TheQuay" / "quotation_info.csv"
    sound = path.read_text(encoding="utf8")
    told: list[str] = []
    path.write_text(sound.replace("I must", "I may"), encoding="utf8")
    (document,) = read_gold(pdnc, tell=told.append)
    assert (len(document.annotations), told) == (
        1,
        [f"{path}, line 3: left out, the words are not those at its offsets"],
    )
    path.write_text(sound.replace("[[", "[[oh"), encoding="utf8")
    with pytest.raises(InputError, match="line 2, quoteByteSpans: not a list as Python writes it"):
        list(read_gold(pdnc))
    path.write_text(sound.replace("speaker", "who"), encoding="utf8")
    with pytest.raises(InputError, match="line 1: no column speaker"):
        list(read_gold(pdnc))
    path.unlink()
    with pytest.raises(InputError, match="not laid out like a corpus"):
        list(read_gold(pdnc))


TOKENS = "“ Do n't go , ” cried old Bo .\n`` It is late .\nVery . ''\n"
ORIGINAL = '“Don’t go,” cried\nold Bo. "It is _late_. Very."\n\nAnd more follows.\n'


@pytest.fixture
def litbank(tmp_path: Path) -> Path:
    root = tmp_path / "litbank"
    tsv = root / "quotations" / "tsv"
    written(tsv / "7_the_quay_brat.txt", TOKENS)
    written(
        tsv / "7_the_quay_brat.ann",
        "QUOTE\tQ1\t0\t0\t0\t5\t“ Do n't go , ”\nQUOTE\tQ2\t1\t0\t2\t2\t`` It is late . Very . ''\n"
        "ATTRIB\tQ1\told_Bo-3\nATTRIB\tQ2\tMRS__BERG-4\n",
    )
    written(
        root / "coref" / "tsv" / "7_the_quay_brat.ann",
        "MENTION\tT0\t0\t7\t0\t8\told Bo\tPER\tNOM\nMENTION\tT1\t1\t1\t1\t1\tIt\tPER\tPRON\n"
        "COREF\tT0\told_Bo-3\nCOREF\tT1\told_Bo-3\nCOP\tT0\tT1\n",
    )
    return root


def test_litbank_on_tokens(litbank: Path) -> None:
    assert guess_format(litbank) == "litbank"
    (document,) = read_gold(litbank)
    assert (document.id, document.text) == ("7_the_quay", TOKENS)
    first, second = document.annotations
    assert [TOKENS[s:e] for s, e in first.content] == ["“ Do n't go , ”"]
    assert (first.entity, first.aliases) == ("old Bo", ("old Bo",))
    assert (second.entity, second.aliases) == ("MRS BERG", ())


@pytest.mark.parametrize("inside", ["", "quotations", "quotations/tsv"])
def test_litbank_on_the_original(litbank: Path, inside: str) -> None:
    written(litbank / "original" / "7_the_quay.txt", ORIGINAL)
    (document,) = read_gold(litbank / inside)
    assert document.text == ORIGINAL[: ORIGINAL.index("\n\nAnd")]
    assert [[document.text[s:e] for s, e in each.content] for each in document.annotations] == [
        ["“Don’t go,”"],
        ['"It is _late_. Very."'],
    ]


def test_litbank_broken(litbank: Path) -> None:
    original = written(litbank / "original" / "7_the_quay.txt", "Another book.")
    told: list[str] = []
    (document,) = read_gold(litbank, tell=told.append)
    assert document.text == TOKENS
    assert told[0].startswith(f"{original}: does not hold the words of")
    path = litbank / "quotations" / "tsv" / "7_the_quay_brat.ann"
    for line, message in (
        ("QUOTE\tQ1\t0\t0\t9\t5\tx", "line 1: no tokens at"),
        ("QUOTE\tQ1\t0", "line 1: not a QUOTE"),
        ("QUOTE\tQ1\t0\t5\t0\t1\tx", "line 1: ends before it begins"),
    ):
        written(path, line)
        with pytest.raises(InputError) as caught:
            list(read_gold(litbank))
        assert str(caught.value).startswith(f"{path}, {message}")
    written(path, "QUOTE\tQ1\t0\t0\t0\t5\t“ Do go , ”")
    told.clear()
    (document,) = read_gold(litbank, tell=told.append)
    assert document.annotations == ()
    assert told[-1] == f"{path}, line 1: left out, the words are not those of its tokens"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": "x"}', "line 1: the document has no id"),
        ('{"id": 1, "text": 2}', "line 1: text is a string, not int"),
        ('{"id": 1}', "1 has no text"),
        ('{"id": 1, "text": "x", "attributions": [{}]}', "line 1, attribution 1: has no content"),
        ('{"id": 1, "text": "x", "attributions": [{"content": [[0, 2]]}]}', "content: the range 0 to 2 lies outside"),
        ('{"id": 1, "text": "x", "attributions": [{"content": 5}]}', "content: ranges are written"),
        ('{"id": 1, "text": "x"}\n{"id": 1, "text": "y"}', "line 2: the id 1 comes a second time"),
        ("{", "line 1: broken JSON"),
        (
            '{"id": 1, "text": "x", "attributions": [{"content": [[0, 1]], "speakr": [[0, 1]]}]}',
            "line 1, attribution 1: the key 'speakr' is not known; did you mean 'speaker'?",
        ),
        ('{"id": 1, "text": "x", "attribution": []}', "line 1: the key 'attribution' is not known; did you mean"),
    ],
)
def test_json_lines_broken(tmp_path: Path, line: str, message: str) -> None:
    path = written(tmp_path / "gold.jsonl", line)
    with pytest.raises(InputError) as caught:
        list(read_gold(path))
    assert message in str(caught.value)
    assert str(caught.value).startswith(str(path))


def test_keys_that_are_not_read_are_told_once(tmp_path: Path) -> None:
    row = '{"id": %d, "text": "x", "page": 3, "attributions": [{"content": [[0, 1]], "source": [[0, 1]]}]}\n'
    path = written(tmp_path / "gold.jsonl", row % 1 + row % 2)
    told: list[str] = []
    assert len(list(read_gold(path, tell=told.append))) == 2
    (line,) = told
    assert line.startswith(f"{path}: the key 'source' of an attribution is not read; those that are: content, cue, ")


def test_gold_may_be_what_quotekit_wrote(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    found = quotekit.extract(
        "Berg is late. “We sail,” said Anna Berg, the mate. Bo Lind said that she had said that we sail."
    )
    assert [each.parent is None for each in found] == [True, True, False]
    quotekit.write([(found, "a")], path)
    told: list[str] = []
    (document,) = read_gold(path, tell=told.append)
    first, _ = document.annotations  # the nested one does not count, as in `to_document`
    assert (first.entity, first.aliases, first.rule) == ("Anna Berg", ("Berg",), "fronted-clause")
    assert [document.text[start:end] for start, end in first.head if document.text] == ["Berg"]
    assert told == []
    assert score([document], [to_document(found, "a")])["relations.content_and_speaker"] == Score(2, 2, 2)


def test_bytes_that_are_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b'{"id": "\xff"}')
    with pytest.raises(InputError, match="not UTF-8"):
        list(read_gold(path))


# --- the command


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    gold = written(tmp_path / "gold.jsonl", json.dumps(plain(GOLD)))
    wrong = Document("a", TEXT, (annotation(TEXT, "“We sail,”", "Bo Lind", rule="own-rule"),))
    found = plain(wrong)
    found["attributions"][0]["rule"] = "own-rule"
    return str(gold), str(written(tmp_path / "found.jsonl", json.dumps(found)))


def test_command(files: tuple[str, str]) -> None:
    gold, found = files
    result = CliRunner().invoke(app, ["evaluate", gold, found, "--format", "json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["relations"]["content"] == {"p": 100.0, "r": 50.0, "f1": 66.67}
    table = CliRunner().invoke(app, ["evaluate", gold, found]).stdout
    assert "relations: content+speaker" in table
    piped = CliRunner().invoke(app, ["evaluate", gold, "-", "-f", "json"], input=Path(found).read_text(encoding="utf8"))
    assert piped.stdout == result.stdout


def test_command_shows_errors(files: tuple[str, str]) -> None:
    shown = CliRunner().invoke(app, ["evaluate", *files, "--errors"]).stdout
    assert "missed: 1\n" in shown
    assert "wrong speaker: 1\n" in shown
    assert "found: Bo Lind: “We sail,” (own-rule)" in shown
    rows = CliRunner().invoke(app, ["evaluate", *files, "--errors", "-f", "json"]).stdout.splitlines()
    assert [json.loads(row)["kind"] for row in rows] == ["wrong speaker", "missed"]


def test_command_runs_quotekit_itself(files: tuple[str, str]) -> None:
    result = CliRunner().invoke(app, ["evaluate", files[0], "-f", "json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["quoted"]["detection"]["r"] == 100.0


def test_command_says_what_is_wrong(files: tuple[str, str], tmp_path: Path) -> None:
    none = written(tmp_path / "none.jsonl", "")
    lost = CliRunner().invoke(app, ["evaluate", files[0], str(none)])
    assert lost.exit_code == 1
    assert lost.stderr == "quotekit: no prediction for 1 of 1 documents, such as a\n"
    absent = CliRunner().invoke(app, ["evaluate", str(tmp_path / "absent")])
    assert (absent.exit_code, absent.stderr.count("\n")) == (2, 1)
    other = written(tmp_path / "other.jsonl", json.dumps({"id": "a", "text": "Other."}))
    result = CliRunner().invoke(app, ["evaluate", files[0], str(other)])
    assert (result.exit_code, "another text" in result.stderr) == (2, True)


COFENET = (
    {"id": "a", "tokens": ["``", "We", "sail", ",", "''", "said", "Berg", "."],
     "labels": ["B-content", *["I-content"] * 4, "B-cue", "B-source", "O"]},
    {"id": "a", "tokens": ["She", "did", "n't", "."], "labels": ["I-source", "O", "O", "O"]},
    {"id": "b", "tokens": ["No", "."], "labels": ["O", "O"]},
)  # fmt: skip


def test_cofenet(tmp_path: Path) -> None:
    path = written(tmp_path / "valid.txt", "\n".join(map(json.dumps, COFENET)))
    first, second = read_gold(path, "cofenet")
    assert (first.text, second.text) == ("“We sail,” said Berg. She didn't.", "No.")
    assert [first.text[s:e] for each in first.annotations for s, e in (*each.content, *each.cue, *each.speaker)] == [
        "“We sail,”",
        "said",
        "Berg",
    ]
    flat = score([first], [first]).to_dict()
    assert flat["flat"]["speaker"]["exact"]["f1"] == 100
    assert flat["relations"]["gold"] == 1  # a cue alone is no attribution


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({"id": "a", "tokens": ["No"], "labels": []}, "line 1: tokens and labels are two lists of the same length"),
        ({"id": "a", "tokens": ["No"], "labels": ["B-holder"]}, "line 1: the label 'B-holder' is not known"),
        ({"tokens": ["No"], "labels": ["O"]}, "line 1: it has no id"),
    ],
)
def test_cofenet_broken(tmp_path: Path, line: dict[str, object], message: str) -> None:
    path = written(tmp_path / "valid.txt", json.dumps(line))
    with pytest.raises(InputError, match=message):
        list(read_gold(path, "cofenet"))


GUM = """<rst><header/><body>
<segment id="1" parent="9" relname="organization-heading">Ferries</segment>
<segment id="2" parent="7" relname="attribution-positive">Of interest here , studies suggest</segment>
<segment id="3" parent="7" relname="same-unit">that ,</segment>
<segment id="4" parent="5" relname="adversative-concession">despite the wind ,</segment>
<segment id="5" parent="6" relname="span">well - kept ferries sail .</segment>
<group id="6" type="span" parent="7" relname="same-unit"/>
<group id="7" type="multinuc" parent="8" relname="span"/>
<group id="8" type="span" parent="9" relname="span"/>
<group id="9" type="span"/>
</body></rst>"""


def test_gum(tmp_path: Path) -> None:
    written(tmp_path / "rst" / "rstweb" / "GUM_news_ferry.rs4", GUM)
    assert guess_format(tmp_path) == "gum"
    (gold,) = read_gold(tmp_path)
    text = "Ferries\n\nOf interest here, studies suggest that, despite the wind, well-kept ferries sail."
    assert (gold.text, gold.genre) == (text, "news")
    (only,) = gold.annotations
    assert [text[s:e] for s, e in only.content] == ["that,", "well-kept ferries sail."]
    assert [text[s:e] for s, e in only.speaker] == ["Of interest here, studies suggest"]
    whole = Annotation((at(text, "that, despite the wind, well-kept ferries sail"),), speaker=(at(text, "studies"),))
    other = evolve(whole, speaker=(at(text, "Ferries"),))
    for found, recall in ((whole, 100), (other, 0)):
        assert score([gold], [Document(gold.id, text, (found,))]).to_dict()["recall_by_genre"] == {"news": recall}


def test_gum_broken(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no trees in it"):
        list(read_gold(tmp_path, "gum"))
    path = written(tmp_path / "GUM_news_ferry.rs4", "<rst>")
    with pytest.raises(InputError, match="not a tree in XML"):
        list(read_gold(path.parent, "gum"))
