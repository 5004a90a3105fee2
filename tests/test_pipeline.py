"""From text or Doc to records: offsets, forms, long texts, bad input, streams and processes."""

from __future__ import annotations

import inspect
import pickle
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import spacy
from attrs import asdict
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

import quotekit
from quotekit import Extraction, Failure, InputError, ParseMissingError, RuleError, extract, extract_many
from quotekit.attribution import in_parts, views
from quotekit.attribution.tagging import tag
from quotekit.batch import BatchExtractor, extract_corpus
from quotekit.languages import load_language
from quotekit.pipeline import cut, many, parts, workers
from quotekit.pipeline.component import Quotekit
from quotekit.pipeline.one import decide, read
from quotekit.pipeline.options import Options
from quotekit.reading.flat_words import MAX_WORD
from quotekit.reading.parsing import MAX_PIECE, join, parse, split_long
from quotekit.trees import tree_of


def spans_of(extraction: Extraction) -> Iterator[quotekit.Span]:
    for each in extraction:
        yield from each.contents
        yield from each.quoted
        if each.cue:
            yield each.cue.span
        if each.source:
            yield each.source.span
            yield each.source.head
    for quotation in extraction.quotations:
        yield from (*quotation.spans, *quotation.inners)


def said(extraction: Extraction) -> list[tuple[str, str | None]]:
    return [(each.text, str(each.speaker) if each.speaker else None) for each in extraction]


def test_who_said_what(harbour: str, nlp: Language) -> None:
    found = extract(harbour, nlp=nlp)
    assert found.text == harbour
    assert ("“We sail at noon,”", "Anna Berg") in said(found)
    split = next(each for each in found if len(each.contents) == 2)
    assert (split.form, split.reference, str(split.speaker)) == ("direct", "anaphoric", "Anna Berg")
    assert [span.text for span in split.quoted] == ["If it rains,", "we stay."]
    assert str(found.speakers[0]) == "Anna Berg"


def test_offsets_point_into_the_text_as_given(harbour: str) -> None:
    found = extract(harbour)
    spans = list(spans_of(found))
    assert len(spans) > 15
    assert all(harbour[span.start : span.end] == span.text for span in spans)


def test_reasons_of_quotations(harbour: str) -> None:
    found = extract(harbour)
    reasons = {quotation.text: quotation.reason for quotation in found.quotations}
    assert reasons["smart"] == "term"
    assert reasons["We sail at noon,"] is None


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\n", "\ufeff", "No speech here.", "\x00", "“", "”\n«"])
def test_texts_without_speech(text: str) -> None:
    assert list(extract(text)) == []
    assert extract(text).text == text


@pytest.mark.parametrize("what", [7, b"bytes", ["a text"]])
def test_neither_text_nor_doc(what: Any) -> None:
    with pytest.raises(TypeError, match=f"not {type(what).__name__}"):
        extract(what)


def test_spaces_and_half_surrogates_move_no_offset() -> None:
    plain = "“We sail at noon,” said Anna Berg, who knew."
    odd = plain.replace(" sail at", "  sail \t\u2003 at").replace("said Anna", "said\u00a0 Anna")
    odd = odd.replace("knew", "\ud83dn")
    found = extract(odd)
    assert [(each.cue and each.cue.text, str(each.speaker)) for each in found] == [("said", "Anna Berg")]
    assert all(odd[span.start : span.end] == span.text for span in spans_of(found))


def test_answers_do_not_depend_on_the_threshold(harbour: str) -> None:
    everything = extract(harbour)
    least = sorted(each.confidence for each in everything)[-2]
    kept = extract(harbour, min_confidence=least)
    assert said(kept) == [(each.text, str(each.speaker)) for each in everything if each.confidence >= least]
    assert any(quotation.reason == "filtered" for quotation in kept.quotations)


WRONG = [
    ({"scope": "direct"}, 'scope is "auto", "all" or "quoted", not \'direct\''),
    ({"media": ["spoken"]}, 'media are some of "speech", "writing", "thought", as in {"speech"}, not [\'spoken\']'),
    ({"media": "speech"}, 'media are some of "speech", "writing", "thought", as in {"speech"}, not \'speech\''),
    ({"media": 3}, 'media are some of "speech", "writing", "thought", as in {"speech"}, not 3'),
    ({"min_confidence": 90}, "min_confidence is a number from 0 to 1, not 90"),
    ({"min_confidence": "0.9"}, "min_confidence is a number from 0 to 1, not '0.9'"),
    ({"min_confidence": float("nan")}, "min_confidence is a number from 0 to 1, not nan"),
    ({"min_confidence": None}, "min_confidence is a number from 0 to 1, not None"),
]


@pytest.mark.parametrize(("wrong", "message"), WRONG, ids=repr)
def test_wrong_choices_are_refused_at_once(wrong: dict[str, Any], message: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": ""}\n')
    calls: list[Callable[..., Any]] = [
        partial(extract, ""),
        partial(extract_many, []),
        partial(extract_corpus, tmp_path / "a.jsonl", tmp_path / "out"),
        BatchExtractor,
        Quotekit,
    ]
    for call in calls:
        with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
            call(**wrong)
    assert not (tmp_path / "out").exists()


def test_rules_by_name(harbour: str) -> None:
    everything = extract(harbour)
    assert extract(harbour, rules=None) == extract(harbour, rules=quotekit.DEFAULT_RULES) == everything
    mine = quotekit.DEFAULT_RULES[0]
    (found,) = extract_many(["“We sail,” said Anna Berg. Berg said: “No.”"], rules=["postposed-verb-subject", mine])
    assert {each.rule for each in found} == {"postposed-verb-subject"}
    names = [rule.name for rule in quotekit.DEFAULT_RULES]
    assert extract(harbour, rules=names) == everything


@pytest.mark.parametrize(
    ("rules", "kind", "message"),
    [
        (["postposed-verb-subjct"], RuleError, "no rule is called 'postposed-verb-subjct'; did you mean postposed-"),
        (["according-to", "according-to"], RuleError, "two rules are called 'according-to'"),
        ("according-to", TypeError, "rules are a list of rules, such as [\"according-to\", mine], not 'according-to'"),
        (7, TypeError, 'rules are a list of rules, such as ["according-to", mine], not 7'),
        ([7], TypeError, 'a rule is a quotekit.Rule, or the name of a shipped one ("according-to"), not 7'),
        ([dict], TypeError, 'a rule is a quotekit.Rule, or the name of a shipped one ("according-to"), not type'),
    ],
)
def test_wrong_rules_are_refused_at_once(rules: Any, kind: type[Exception], message: str) -> None:
    for call in (partial(extract, ""), partial(extract_many, [], on_error="record"), Quotekit):
        with pytest.raises(kind, match=f"^{re.escape(message)}"):
            call(rules=rules)


def test_signatures_are_short() -> None:
    for call in (extract, extract_many, Quotekit):
        assert len(str(inspect.signature(call))) < 1000


def test_find_rule_is_where_it_was() -> None:
    from quotekit.attribution import rulebook
    from quotekit.export import explanation

    assert explanation.find_rule is rulebook.find_rule


def test_scope_and_media(harbour: str) -> None:
    assert all(each.form != "indirect" for each in extract(harbour, scope="quoted"))
    assert {each.medium for each in extract(harbour, media={"writing"})} == {"writing"}
    assert not extract(harbour, media=())


def test_rules_can_be_left_out(harbour: str) -> None:
    found = extract(harbour)
    without = {found[0].rule}
    rest = extract(harbour, rules=[rule for rule in quotekit.DEFAULT_RULES if rule.name not in without])
    assert not without & {each.rule for each in rest}


def test_coref_is_asked() -> None:
    text = "The crew met Anna Berg and Maria Lund. “We sail at noon,” she said."
    asked = []

    def coref(given: str) -> list[list[tuple[int, int]]]:
        asked.append(given)
        lund, she = given.index("Maria Lund"), given.index("she said")
        return [[(lund, lund + 10), (she, she + 3)]]

    assert [str(each.speaker) for each in extract(text, coref=coref)] == ["Maria Lund"]
    assert asked == [text]


def test_nested_speech_has_a_parent() -> None:
    text = "“The pilot told me, ‘Go home at once,’ and I went home,” said Anna Berg."
    found = extract(text)
    outer = found[0]
    assert outer.form == "direct"
    assert outer.parent is None
    assert all(each.parent == outer for each in list(found)[1:])  # a slice leaves out what it does not hold


# A Doc


def test_doc_is_used_as_it_is(harbour: str, nlp: Language) -> None:
    doc = nlp(harbour)
    found = extract(doc)
    assert said(found) == said(extract(harbour))
    assert all(harbour[span.start : span.end] == span.text for span in spans_of(found))


def test_doc_without_a_parse_says_what_to_add() -> None:
    with pytest.raises(ParseMissingError, match=r'no part-of-speech tags and no dependency parse.*"parser"'):
        extract(spacy.blank("en")("Anna said no."))
    assert extract(spacy.blank("en")("")) == Extraction("")


def test_pipeline_that_does_not_parse() -> None:
    with pytest.raises(ParseMissingError, match="it has no components"):
        extract("Anna said no.", nlp=spacy.blank("en"))


def test_pipeline_that_holds_quotekit_already(harbour: str) -> None:
    assert said(extract(harbour, nlp=quotekit.load())) == said(extract(harbour))


# Long texts


@given(st.text(alphabet="ab .!”\n", max_size=200), st.integers(2, 20))
def test_pieces_lose_nothing(text: str, limit: int) -> None:
    text = text.strip()
    pieces = list(split_long(text, 0, len(text), limit))
    assert all(0 < end - start <= limit for start, end in pieces)
    assert [char for start, end in pieces for char in text[start:end] if not char.isspace()] == [
        char for char in text if not char.isspace()
    ]
    assert pieces == sorted(pieces)


def test_pieces_end_with_sentences() -> None:
    text = "We sail at noon. " * 4
    assert [text[start:end] for start, end in split_long(text.strip(), 0, 67, 40)] == [
        "We sail at noon. We sail at noon.",
        "We sail at noon. We sail at noon.",
    ]


def test_deciding_leaves_the_reading_as_it_was(harbour: str) -> None:
    options = Options()
    (reading,) = read([harbour], options)
    before = [asdict(tree) for tree in reading.trees if tree is not None]
    first = decide(reading, options)
    assert not reading.is_named
    assert reading.entities == {}
    assert [asdict(tree) for tree in reading.trees if tree is not None] == before
    assert decide(reading, options) == first


def test_joined_trees_are_one_tree(nlp: Language) -> None:
    text = "Anna Berg went to London. Tom stayed with Maria in Oslo."
    whole = tree_of(nlp(text))
    middle = text.index("Tom")
    parts = [parse([(text, [piece])], nlp, load_language())[0][0] for piece in ((0, middle - 1), (middle, len(text)))]
    joined = join(parts)
    assert joined.words == whole.words
    assert joined.starts == whole.starts
    assert joined.sents == sorted(joined.sents)
    assert joined.sents[-1] == 1
    assert all(joined.sents[i] == joined.sents[head] for i, head in enumerate(joined.heads))
    assert len({number for number in joined.ent_ids if number >= 0}) == joined.ent_ids[-2] + 1


def test_text_longer_than_spacy_takes(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp, "max_length", 500)
    text = " ".join(f"“Ship {number} is late,” said Anna Berg." for number in range(60))
    found = extract(text, nlp=nlp)
    assert len(text) > 4 * 500
    assert len(found) == 60
    assert {str(each.speaker) for each in found} == {"Anna Berg"}
    assert all(text[span.start : span.end] == span.text for span in spans_of(found))


def test_a_long_text_is_worked_off_in_stretches_and_the_answers_are_the_same(
    monkeypatch: pytest.MonkeyPatch, harbour: str
) -> None:
    text = "\n\n".join([harbour] * 3)
    whole = extract(text)
    sizes: list[int] = []
    features = tag.token_features
    monkeypatch.setattr(tag, "token_features", lambda some: sizes.append(len(some)) or features(some))
    monkeypatch.setattr(views, "_STRETCH", 1)
    assert extract(text) == whole
    assert sizes == [1] * 9


def test_trees_of_all_texts_share_their_words(nlp: Language) -> None:
    one, two = (tree_of(nlp(text)) for text in ("The pilots left.", "The others stayed."))
    assert one.words[0] is two.words[0]
    assert one.lower[1] is one.words[1]


def test_one_word_longer_than_a_piece() -> None:
    text = "x" * (MAX_PIECE + 1) + " “We sail,” said Anna Berg."
    assert [str(each.speaker) for each in extract(text)] == ["Anna Berg"]


def test_what_has_no_space_for_long_is_cut_and_no_offset_moves(nlp: Language) -> None:
    text = "x  " + "“" * (2 * MAX_WORD + 1) + "\n\t" + "y" * MAX_WORD + " z"
    tree = parse([(text, [(0, len(text))])], nlp, load_language())[0][0]
    assert [text[start:end] for start, end in zip(tree.starts, tree.ends, strict=True)] == tree.words
    assert "".join(tree.words) == "".join(text.split())
    assert tree.words[-2:] == ["y" * MAX_WORD, "z"]


# Streams


def test_stream_gives_what_extract_gives(harbour: str) -> None:
    texts = [harbour, "", "Tom Oduya said, “I am late.”", "Nothing."]
    assert list(extract_many(texts, batch_size=3)) == [extract(text) for text in texts]


def test_stream_is_lazy(harbour: str) -> None:
    taken = 0

    def texts() -> Iterator[str]:
        nonlocal taken
        for _ in range(100):
            taken += 1
            yield harbour

    results = extract_many(texts(), batch_size=2)
    assert taken == 0
    next(results)
    assert taken == 2


def test_contexts_come_back(harbour: str, nlp: Language) -> None:
    pairs = [(harbour, {"id": 1}), (nlp(harbour), None), ("", ("a", "b"))]
    results = list(extract_many(pairs, batch_size=2))
    assert [context for _, context in results] == [{"id": 1}, None, ("a", "b")]
    assert said(results[0][0]) == said(results[1][0])


def test_two_processes_give_the_same(harbour: str, nlp: Language) -> None:
    items: list[tuple[Any, int]] = [(harbour, 0), (nlp(harbour), 1), ("", 2), (None, 3), (harbour * 2, 4)]
    alone = list(extract_many(items, on_error="record", batch_size=2))
    both = list(extract_many(items, on_error="record", batch_size=2, n_process=2))
    assert alone == both
    assert [context for _, context in both] == [0, 1, 2, 3, 4]


def test_two_processes_with_a_pipeline_of_your_own(harbour: str, nlp: Language) -> None:
    assert list(extract_many([harbour] * 3, nlp=nlp, n_process=2, batch_size=1)) == [extract(harbour)] * 3


def test_failures_are_recorded(harbour: str) -> None:
    texts: Any = [harbour, 7, harbour, Failure("a.txt: no such file"), harbour]
    results = list(extract_many(texts, on_error="record"))
    assert [type(result) for result in results] == [Extraction, Failure, Extraction, Failure, Extraction]
    assert results[1] == Failure("item 2: a text is a str or a spaCy Doc, not int", "TypeError")
    assert results[3] == texts[3]


def test_failures_are_raised(harbour: str) -> None:
    with pytest.raises(TypeError, match="not int"):
        list(extract_many([harbour, 7]))  # type: ignore[list-item]
    with pytest.raises(InputError, match="no such file"):
        list(extract_many([Failure("a.txt: no such file")]))  # type: ignore[list-item]


def test_one_bad_text_spoils_no_other(harbour: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from quotekit.reading import parsing

    whole = parsing.parse

    def parse_or_break(passages: Any, *args: Any, **kwargs: Any) -> Any:
        if any("poison" in text for text, _ in passages):
            raise RuntimeError("poisoned")
        return whole(passages, *args, **kwargs)

    monkeypatch.setattr(parsing, "parse", parse_or_break)
    first, second, third = extract_many([harbour, "The poison said no.", harbour], on_error="record")
    assert first == third == extract(harbour)
    assert second == Failure("poisoned", "RuntimeError")


def test_few_texts_start_no_process(monkeypatch: pytest.MonkeyPatch, harbour: str) -> None:
    monkeypatch.setattr(many, "ordered_map", lambda *_: pytest.fail("a process was started"))
    monkeypatch.setattr(workers, "_usable_cores", lambda: 4)
    assert list(extract_many([harbour] * 3, n_process="auto", batch_size=1)) == [extract(harbour)] * 3


def test_many_texts_start_one_process_a_core_and_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []

    def in_place(work: Any, tasks: Any, n_process: int, setup: Any) -> Any:
        started.append(n_process)
        return (work(setup, task) for task in tasks)

    def texts() -> Iterator[str]:
        yield from ("Ana Okoro said it.", "Tom Oduya said that he was late.", "Nobody came.")
        raise OSError("the drive is gone")

    monkeypatch.setattr(many, "ordered_map", in_place)
    monkeypatch.setattr(workers, "_usable_cores", lambda: 4)
    monkeypatch.setattr(many, "WORTH_A_PROCESS", 20)
    stream = extract_many(texts(), n_process="auto", batch_size=1)
    assert [len(next(stream)) for _ in range(3)] == [1, 1, 0]
    with pytest.raises(OSError, match="the drive is gone"):
        next(stream)
    assert started == [4]


def test_parts_of_a_long_text_are_parsed_by_several_processes(monkeypatch: pytest.MonkeyPatch, harbour: str) -> None:
    monkeypatch.setattr(parts, "LONG", 5 * len(harbour))
    monkeypatch.setattr(parts, "PART", 2 * len(harbour))
    html = f"<html><body>{''.join(f'<p>{line}</p>' for line in (harbour * 6).splitlines() if line)}</body></html>"
    texts = [harbour, "\n\n".join([harbour] * 6), "", html, harbour]
    assert list(extract_many(texts, n_process=2, batch_size=1)) == list(map(extract, texts))


STORY = """“We sail,” said Anna Berg to Tom Oduya.

“When?”

“At noon. “Go,” said the mayor, and I go.”

“You said that ‘ice is thin’ in May.”

She read the letter:

“The harbour is open.

“The ice is gone,” it said.

Nobody moved. Anna Berg told them the pilot had said that he was tired."""

ENOUGH = cut.CONTEXT
HEARING = """The hearing began at nine.

LUND: Did you see the ice?

OKORO: I did. Berg said that it was thin.

It was cold as well, and I was alone there.

LUND: What did she say of the “black pilot”?

OKORO: She said: “Stay at home.”"""


@pytest.mark.parametrize("context", [0, 2, ENOUGH])
@pytest.mark.parametrize("text", [STORY, HEARING])
def test_what_is_said_in_parts_is_said_in_the_whole(monkeypatch: pytest.MonkeyPatch, text: str, context: int) -> None:
    def in_place(work: Any, tasks: Any, n_process: int, setup: Any) -> Any:
        sent = (pickle.loads(pickle.dumps(task)) for task in tasks)
        return (pickle.loads(pickle.dumps(work(setup, task))) for task in sent)

    found_anew: list[range] = []
    find_in = in_parts.find_in

    def find_anew(*args: Any) -> Any:
        found_anew.append(args[2])
        return find_in(*args)

    monkeypatch.setattr(many, "ordered_map", in_place)
    monkeypatch.setattr(in_parts, "find_in", find_anew)
    monkeypatch.setattr(parts, "LONG", 1000)
    monkeypatch.setattr(parts, "PART", 100)
    monkeypatch.setattr(cut, "CONTEXT", context)
    long = "\n\n".join([text] * 6)
    found = list(extract_many([long], n_process=2, batch_size=1))
    assert found == [extract(long)]
    assert len(found[0]) > 20
    # With enough to look back on, no part has to be found again.
    assert bool(found_anew) is (context < ENOUGH)


def test_no_part_begins_in_the_middle_of_a_quotation() -> None:
    reading = read(["\n\n".join([STORY] * 4)], Options())[0]
    numbers = range(len(reading.paragraphs))
    made = cut.cut(reading, numbers, 1, with_rules=True)
    assert [number for part in made for number in part.paragraphs] == list(numbers)
    starts = [start for start, _ in reading.paragraphs]
    for quotation in reading.quotations:
        held = {bisect_right(starts, span.start) - 1 for span in quotation.spans}
        assert sum(not held.isdisjoint(part.paragraphs) for part in made) == 1
    assert len(made) == len(starts) - 4  # the letter runs over two paragraphs each time


def test_part_that_fails_is_a_failure_of_its_text(monkeypatch: pytest.MonkeyPatch, harbour: str) -> None:
    monkeypatch.setattr(many, "ordered_map", lambda work, tasks, _, setup: (work(setup, task) for task in tasks))
    monkeypatch.setattr(parts, "LONG", 5 * len(harbour))
    monkeypatch.setattr(parts, "PART", 2 * len(harbour))
    whole, calls = parts.parsed, iter(range(9))

    def parse_or_break(*args: Any) -> Any:
        if next(calls) == 1:
            raise RuntimeError("poisoned")
        return whole(*args)

    monkeypatch.setattr(parts, "parsed", parse_or_break)
    long = "\n\n".join([harbour] * 6)
    found = list(extract_many([harbour, long, long], on_error="record", n_process=2, batch_size=1))
    assert found == [extract(harbour), Failure("poisoned", "RuntimeError"), extract(long)]


@pytest.mark.parametrize("bad", [{"batch_size": 0}, {"n_process": 0}, {"n_process": "all"}, {"on_error": "ignore"}])
def test_bad_arguments_are_refused_at_once(bad: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(bad))):
        extract_many([], **bad)


def test_one_text_is_no_stream(harbour: str) -> None:
    with pytest.raises(TypeError, match="use extract for one text"):
        extract_many(harbour)
    with pytest.raises(TypeError, match="tuple of 3"):
        list(extract_many([(harbour, 1, 2)]))  # type: ignore[list-item]


def test_a_stream_can_be_left(harbour: str) -> None:
    results = extract_many([harbour] * 20, n_process=2, batch_size=1)
    assert next(results) == extract(harbour)
    results.close()  # type: ignore[attr-defined]


def test_records_can_be_pickled(harbour: str) -> None:
    found = extract(harbour)
    assert pickle.loads(pickle.dumps(found)) == found


# Marks, line breaks, odd spaces, half surrogates and names: nothing is lost, whatever comes.
NAMES = ("Anna Berg", "she", "said", "that", "Tom", "told", "no one", "according to")
BITS = st.sampled_from([*'“”"‘’«»„,.:—\n\x00\u00a0\u200f\ud800', "\n\n", "\r\n", "  ", *NAMES])


@settings(max_examples=60, deadline=None)
@given(st.lists(BITS, max_size=40), st.sampled_from(["", " "]))
def test_any_text_is_fine(bits: list[str], glue: str) -> None:
    text = glue.join(bits)
    found = extract(text)
    assert found.text == text
    assert all(text[span.start : span.end] == span.text for span in spans_of(found))
    for each in found:
        ends = [(span.start, span.end) for span in each.contents]
        assert all(a[1] <= b[0] for a, b in pairwise(ends))


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (None, 'there is no text (None): leave such items out, or give "" where a text is empty'),
        (float("nan"), 'there is no text (nan): leave such items out, or give "" where a text is empty'),
        ({"id": "a", "body": "She said so."}, "not dict: give the text in it, such as item['body']"),
        (Path("a.txt"), "path.read_text(encoding='utf-8')"),
        (["a", "b"], "not list: for several texts there is extract_many"),
        (b"x", "decode bytes first"),
    ],
)
def test_what_is_no_text_is_told_with_its_place(item: Any, message: str, harbour: str) -> None:
    with pytest.raises(TypeError, match=re.escape(message)):
        extract(item)
    found: list[Any] = []
    with pytest.raises(TypeError, match=r"^item 3: ") as raised:
        found.extend(extract_many([harbour, "", item, harbour]))  # keeps what came before the exception
    assert message in str(raised.value)
    assert found == [extract(harbour), Extraction("")]
    results = list(extract_many([(harbour, 1), (item, 2), ("", 3)], on_error="record"))
    assert [(type(result), number) for result, number in results] == [(Extraction, 1), (Failure, 2), (Extraction, 3)]


def test_span_of_a_doc_is_told_how_to_be_read(nlp: Language, harbour: str) -> None:
    span = next(nlp(harbour).sents)
    with pytest.raises(TypeError, match=r"not Span: give span\.as_doc\(\), or span\.text$"):
        extract(span)  # type: ignore[arg-type]
    assert len(extract(span.as_doc())) == 1


@pytest.mark.parametrize("kind", ["NA", "NaT", "nan", "None"])
def test_column_of_a_table_with_a_missing_text(kind: str, harbour: str) -> None:
    import pandas

    missing = {"NA": pandas.NA, "NaT": pandas.NaT, "nan": float("nan"), "None": None}[kind]
    column = pandas.Series([harbour, missing, harbour], dtype=object)
    first, second, third = extract_many(column, on_error="record")
    assert first == third == extract(harbour)
    assert second.error.startswith("item 2: there is no text (")  # type: ignore[union-attr]
