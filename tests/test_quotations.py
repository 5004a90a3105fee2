"""Passages between marks: a table of exact spans, and what must hold for any text.

Notation of the table: ⟦…⟧ is a passage with its marks, ⟦?…⟧ one that is never closed, ⟦+…⟧ the
next piece of the last passage that began at this level, ¶ an empty line. All else is the text.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from timing import LINEAR, growth

from quotekit.languages import load_language
from quotekit.reading import quotations
from quotekit.reading.marks import FAMILIES, PAIRS, ROLES, STYLES, find_marks
from quotekit.reading.pairing import is_british_style
from quotekit.reading.paragraphs import find_paragraphs
from quotekit.reading.quotations import MAX_DEPTH

ELISIONS = load_language().elisions
find_quotations = partial(quotations.find_quotations, elisions=ELISIONS)
Found = tuple[tuple[tuple[int, int], ...], bool, int]

CASES = {
    # --- styles
    "typewriter": '⟦"We sail at noon,"⟧ said Anna Berg. ⟦"All of us."⟧',
    "English": "⟦“We sail at noon,”⟧ said Anna Berg. ⟦“All of us.”⟧",
    "German": "⟦„Wir segeln“⟧, sagte Anna, ⟦„und zwar ⟦‚heute‘⟧.“⟧",
    "Polish": "⟦„Płyniemy”⟧, rzekła Anna.",
    "French": "⟦« Nous partons »⟧, dit Anna. ⟦«Il a dit ⟦“non”⟧ hier»⟧",
    "reversed guillemets": "⟦»Wir segeln«⟧, sagte Anna, ⟦»und ⟦›heute‹⟧ noch.«⟧",
    "single guillemets": "Das ⟦‹Boot›⟧ lag da.",
    "Finnish guillemets": "⟦»Lähdemme»⟧, sanoi Anna. ⟦»Heti.»⟧",
    "Swedish": "⟦”Vi seglar”⟧, sa Anna. ⟦”Nu.”⟧",
    "CJK": "⟦「船は⟦『今』⟧出る」⟧と彼は言った。",
    "LaTeX": "⟦``We sail ⟦`now'⟧ or never,''⟧ said Anna.",
    "twice a single": "⟦''We sail,''⟧ said Anna. ⟦''Or ⟦'drift.'⟧''⟧",
    "three marks close two passages": "⟦''She told me, ⟦'It is our boat,'⟧''⟧ Mr. Oduya said.",
    "twice a curly single": "⟦‘‘We sail,’’⟧ said Anna.",
    "full width": "⟦＂We sail,＂⟧ said Anna.",
    "double primes": "⟦〝We sail〟⟧ she said.",
    "British": "⟦‘We sail,’⟧ said Anna. ⟦‘Ben shouted ⟦“no”⟧ at me.’⟧",
    "British, straight": "⟦'We sail,'⟧ said Anna. ⟦'Ben shouted ⟦\"no\"⟧ at me.'⟧",
    "British, elided words inside": "⟦'I told 'im we were goin' home,'⟧ said Anna. ⟦'Twice.'⟧",
    "British, opening word elided": "⟦‘’Tis late,’⟧ said Anna. ⟦‘Too late.’⟧",
    # --- nesting
    "single in double": "⟦“Ben said ⟦‘no’⟧ to me,”⟧ she said.",
    "straight single in double": "⟦\"Ben said ⟦'no'⟧ to me,\"⟧ she said.",
    "three levels": "⟦“He wrote, ⟦‘Anna said ⟦“no”⟧ to us,’⟧ and left.”⟧",
    "marks side by side": "⟦“ ⟦‘No,’⟧ he said. ”⟧ And ⟦\"⟦'Yes.'⟧\"⟧",
    "same marks nested": "⟦“The ⟦“big”⟧ boat sank,”⟧ she said.",
    "same straight marks nested": '⟦"The ⟦"big"⟧ boat sank,"⟧ she said.',
    "straight in curly": '⟦“The ⟦"big"⟧ boat sank,”⟧ she said.',
    "curly in straight": '⟦"The ⟦“big”⟧ boat sank,"⟧ she said.',
    # --- single marks in a text with double ones
    "scare quotes": "The ⟦‘foxes’⟧ ran. ⟦“So what,”⟧ she said, ⟦“they do.”⟧",
    "headline": "Harbour Town: It’s ⟦‘All in the Wind.’⟧",
    "straight headline": "Mayor calls plan ⟦'a gift'⟧ to sailors",
    "nickname": "Ben ⟦'Shorty'⟧ Oduya and Jim ⟦“Lofty”⟧ Hale came.",
    "possessive after a passage": "The ⟦‘foxes’⟧ ran and the workers’ rights stayed.",
    "possessive in a passage": "They sang ⟦‘the workers’ own song’⟧ twice.",
    # --- apostrophes and measures
    "contractions": "He shouldn’t, wouldn't and shouldn‘t go; it’s Ben's boat.",
    "possessives": "The workers’ rights, the sailors' pay and the bosses’ boats.",
    "elisions": "’Tis the ’90s, '90s, ‘90s; get ’em, 'em or ‘em; 'twas rock 'n' roll.",
    "elided word and a strong end": "⟦“So,”⟧ she said, ⟦“go.”⟧ ‘Tis the season.’ And ⟦‘so on,’⟧ she said.",
    "years": "From '42 to '45 the sailors' pay was low, unlike in '46.",
    "inches": "A 6\" pipe, a 5'10\" man and a 5' 4\" door; ⟦\"so be it,\"⟧ he said.",
    "inches inside": "⟦\"We laid a 6\" pipe by hand,\"⟧ she said. ⟦\"He is 5'10\" tall.\"⟧",
    "number before a closing mark": '⟦"We have 6"⟧ and ⟦"they have 7"⟧ boats.',
    "code": "Type `make` in the sailors' shell, then ```fence``` it.",
    "markup": '<a href="boat" id="b1"> holds ⟦"the boat"⟧ now.',
    # --- mistyped
    "opening mark closes": "⟦“We sail,“⟧ he said. ⟦“Now.“⟧ And ⟦“then”⟧ no more.",
    "straight mark closes": '⟦“We sail,"⟧ he said. ⟦"Now,”⟧ she said.',
    "spaces inside": 'It went ⟦" like this , "⟧ he said, ⟦“ or so ”⟧ or not.',
    "glued to words": 'The end.⟦?"A quoted⟧',
    "glued, closed": 'The end.⟦"We sail,"⟧she said:⟦“Now.”⟧',
    "glued single": "⟦“He said:⟦‘Sail,’⟧he said.”⟧",
    "glued list": 'levels: ⟦"high"⟧,⟦"low"⟧',
    "space before the closing mark": '⟦"Sail "⟧he said. ⟦"Now."⟧',
    "typed twice": '⟦""We sail,"⟧" she said.',
    "ellipsis opens": 'She said ⟦". . . and then we sail"⟧ and ⟦"...left."⟧',
    # --- no marks at all, or no passage
    "bullets": "» Boats\n» Oars ahoy\n» Home » Boats » Oars",
    "bullets without space": "»Boats\n»Oars ahoy",
    "bullet beside marks": "» Boats are ⟦«grands»⟧ ici",
    "no letter or digit": "“…” and “!” and \"\" and ‘?’ and «»",
    "lone closing mark": "We sail,” she said.",
    "lone mark at the end": 'We sail, she said. "',
    "lone mark between spaces": 'We " sail',
    # --- unclosed
    "unclosed": "⟦?“We sail at noon, she said.⟧",
    "unclosed, closed before": "⟦“We sail,”⟧ she said. ⟦?“At noon⟧¶Nobody heard.",
    "unclosed before another": "⟦?“We sail, she said.⟧ ⟦“At noon.”⟧ she said.",
    "unclosed is local": "⟦?“We sail, she said.⟧¶Ben heard.¶⟦“So do we,”⟧ he said.",
    "unclosed inside": "⟦“He said ‘go to me.”⟧ Then",
    "unclosed double inside": "⟦„Er sagte ⟦?«ja und⟧“⟧ ging.",
    "unclosed British": "⟦‘We sail,’⟧ she said. ⟦‘At noon.’⟧¶⟦?‘And then⟧¶Ben heard.",
    "unclosed double in British": "⟦‘Ben said ⟦?“no to me,⟧’⟧ she said. ⟦‘So go.’⟧ ⟦‘Now.’⟧",
    "weak end in an unclosed double": "⟦‘Ben said ⟦?“no to workers’ wives,⟧’⟧ she said. ⟦‘So go.’⟧ ⟦‘Now.’⟧",
    "unclosed British before another": "⟦?'We sail, she said.⟧ ⟦'At noon,'⟧ she said. ⟦'Now.'⟧",
    "glued to an unclosed one": "⟦?“We sail.⟧⟦“At noon.”⟧ she said.",
    "many unclosed": " ".join(["⟦?“We sail.⟧"] * 12) + " ⟦“At noon.”⟧ ⟦“Now.”⟧",
    # --- over paragraphs
    "two paragraphs": "⟦“We sail.⟧¶⟦+“At noon,”⟧ she said.",
    "three, and a new one": "⟦“We sail.⟧¶⟦+“At ⟦‘noon’⟧.⟧¶⟦+“All of us,”⟧ she said. ⟦“Ben too.”⟧",
    "straight": '⟦"We sail.⟧¶⟦+"At noon,"⟧ she said.',
    "one line a paragraph": "⟦“We sail.⟧\n⟦+“At noon,”⟧ she said.",
    "British paragraphs": "⟦‘We sail.⟧¶⟦+‘At noon,’⟧ she said. ⟦‘Ben too.’⟧",
    "guillemets": "⟦« Nous partons.⟧¶⟦+« Demain »⟧, dit-elle.",
    "both levels": "⟦“Ben said, ⟦‘We sail.⟧⟧¶⟦+“ ⟦+‘At noon.’⟧ ”⟧ So.",
    "never closed": "⟦?“We sail.⟧¶⟦+?“At noon.⟧¶Nobody heard.",
    "not opened again": "⟦?“We sail.⟧¶At noon.” So she said.",
    "a mark alone in its paragraph": "⟦?“We sail.⟧¶“¶⟦“At noon,”⟧ she said.",
    "a closing mark opens nothing again": "⟦?“We sail.⟧¶” she said.",
    "words before the mark": "⟦?“We sail.⟧¶Ben: ⟦“At noon.”⟧",
    "Swedish paragraphs": "⟦”Vi seglar nu.⟧¶⟦+”Nu,”⟧ sa Anna. ⟦”Ja.”⟧",
    "another style opens": "⟦?“We sail.⟧¶⟦‘At noon,’⟧ she said. ⟦“Now.”⟧",
    "hard-wrapped": (
        "It was late when the old ferry left the harbour, and ⟦“nobody on\n"
        "the whole of the quay was there to see it go,”⟧ as Anna said to the\n"
        "harbour master, who had come down from the light to look for his\ndog."
    ),
}  # fmt: skip


def read_case(case: str) -> tuple[str, list[Found]]:
    """The plain text of a case, and what must be found in it."""
    case = case.replace("¶", "\n\n")
    text = ""
    stack: list[int] = []
    passages: list[dict[str, object]] = []
    at_depth: dict[int, int] = {}
    starts: list[int] = []
    for token in re.findall(r"⟦\+?\??|⟧|[^⟦⟧]+", case):
        if token.startswith("⟦"):
            depth = len(stack)
            if "+" not in token:
                at_depth[depth] = len(passages)
                passages.append({"spans": [], "closed": True, "depth": depth})
            passages[at_depth[depth]]["closed"] = "?" not in token
            stack.append(at_depth[depth])
            starts.append(len(text))
        elif token == "⟧":
            spans = passages[stack.pop()]["spans"]
            assert isinstance(spans, list)
            spans.append((starts.pop(), len(text)))
        else:
            text += token
    return text, [(tuple(p["spans"]), p["closed"], p["depth"]) for p in passages]  # type: ignore[misc, arg-type]


@pytest.mark.parametrize("name", CASES)
def test_exact_spans(name: str) -> None:
    text, expected = read_case(CASES[name])
    found = [(tuple((s.start, s.end) for s in q.spans), q.is_closed, q.depth) for q in find_quotations(text)]
    assert [[text[a:b] for a, b in f[0]] for f in found] == [[text[a:b] for a, b in e[0]] for e in expected]
    assert found == expected


def test_notation_is_read() -> None:
    text, expected = read_case("a ⟦“b ⟦‘c’⟧.⟧¶⟦+?“d⟧")
    assert text == "a “b ‘c’.\n\n“d"
    assert expected == [(((2, 9), (11, 13)), False, 0), (((5, 8),), True, 1)]


@pytest.mark.parametrize(
    ("text", "inner", "marks"),
    [
        ("“We sail,” she said.", "We sail,", ("“", "”")),
        ('It was " like this , " he said', "like this ,", ('"', '"')),
        ("« Oui », dit-elle", "Oui", ("«", "»")),
        ("“We sail, she said.", "We sail, she said.", ("“", "")),
        ("“We sail.\n\n“At noon,” she said.", "We sail.\nAt noon,", ("“", "”")),
        ("„We sail\", she said", "We sail", ("„", '"')),
        ("``We sail,'' she said", "We sail,", ("``", "''")),
    ],
)  # fmt: skip
def test_inner_and_marks(text: str, inner: str, marks: tuple[str, str]) -> None:
    (quotation,) = find_quotations(text)
    assert (quotation.text, quotation.marks) == (inner, marks)
    assert quotation.is_closed == bool(marks[1])


@pytest.mark.parametrize(
    ("text", "is_british"),
    [
        ("‘We sail,’ she said. ‘Ben cried “no” to me.’ ‘Did he?’ ‘He did.’", True),
        ("'We sail,' she said.", True),
        ("“We sail,” she said. ‘Now?’", False),
        ("Ben's boat, the sailors' pay, the workers' rights and the ‘foxes’.", False),
        ("“He said, ‘We sail.’” “She said, ‘So do we.’”", False),
        ("", False),
    ],
)
def test_outer_style_of_a_document(text: str, is_british: bool) -> None:
    assert is_british_style(find_marks(text, ELISIONS)) == is_british


def test_every_style_has_a_family_and_a_role() -> None:
    for style in STYLES:
        assert style.opening in ROLES
        assert style.closing in FAMILIES
    assert ("“", "”") in PAIRS


def test_paragraphs_may_be_given() -> None:
    text = "“One. “Two.”"
    assert len(find_quotations(text, [(0, 5), (6, 12)])) == 1  # the second paragraph opens again
    assert find_quotations(text, []) == ()


def test_offsets_count_code_points() -> None:
    text = "🚢 “Ahoy 🚢,” she said. “\u0301Yes”"
    assert [q.inners[0].text for q in find_quotations(text)] == ["Ahoy 🚢,", "\u0301Yes"]


@pytest.mark.parametrize(
    "piece",
    [
        *("“", "”", '"', "'", "‘", "’", "«", "»", "``", "''", '" ', ' "', " ‘a", "‘a b ", "“a ", '"a" '),
        *("“«", "a’ ", '“a"', '6" ', "\n", "“\n", "“a\n", "“a\n\n", " ", "a", "'a ", "“‘", "(", "‹a "),
    ],
)  # fmt: skip
def test_takes_linear_time(piece: str) -> None:
    assert growth(lambda times: find_quotations("“a " + piece * times + "‘He said so,’"), 2_000) < LINEAR


def test_one_long_line_takes_little_time() -> None:
    line = "“We sail,” she said, and the sailors’ boats didn't. "
    assert len(find_quotations(line * 1_000)) == 1_000
    assert growth(lambda times: find_quotations(line * times), 500) < LINEAR


# --- any text ---------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *FAMILIES, *FAMILIES, "a", "Be", "s", "6", "90s", "tis", "goin", " ", " ", "  ", ".", ",", "!", "—",
        "(", ")", "…", "=", "_", "é", "\u0301", "🚢", "\ud800", "\0",
        "\n", "\n\n", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029",
    ]
)  # fmt: skip
ANY_TEXT = st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join))


@given(ANY_TEXT)
@settings(max_examples=600, deadline=None)
@example("“a “b\n\n“c ” d” ‘e\n‘f’")
@example("‘a “b,’ c” ‘d.’")
@example("“" * 30 + "a”" * 30)
def test_any_text(text: str) -> None:
    found = find_quotations(text)
    assert found == find_quotations(text)
    assert list(found) == sorted(found, key=lambda q: (q.start, -q.end))
    paragraphs = find_paragraphs(text)
    around: list[tuple[list[tuple[int, int]], int]] = []
    for q in found:
        assert len(q.spans) == len(q.inners) >= 1
        assert bool(q.marks[1]) == q.is_closed
        assert any(c.isalnum() for c in q.text)
        assert q.depth < MAX_DEPTH
        for span, inner in zip(q.spans, q.inners, strict=True):
            assert text[span.start : span.end] == span.text
            assert text[inner.start : inner.end] == inner.text == inner.text.strip()
            assert span.start < inner.start <= inner.end <= span.end
            assert sum(start <= span.start and span.end <= end for start, end in paragraphs) == 1
        assert all(a.end <= b.start for a, b in pairwise(q.spans))
        assert q.spans[0].text.startswith(q.marks[0])
        assert q.spans[-1].text.endswith(q.marks[1])
        while around and around[-1][1] <= q.start:
            around.pop()
        assert len(around) == q.depth
        for span in q.spans:  # inside one piece of the passage around it
            if around:
                assert any(start < span.start and span.end <= end for start, end in around[-1][0])
        around.append(([(s.start, s.end) for s in q.spans], q.end))


@given(ANY_TEXT)
def test_marks_are_in_order_and_disjoint(text: str) -> None:
    marks = find_marks(text, ELISIONS)
    assert all(a.end <= b.start for a, b in pairwise(marks))
    assert all(text[m.start : m.end].replace(m.glyph, "") == "" for m in marks)


@given(st.lists(st.sampled_from(["We", "sail", "at", "noon,", "don’t", "'90s", "Ben’s"]), min_size=1))
def test_words_between_curly_marks_are_one_passage(words: list[str]) -> None:
    text = f"Anna said: “{' '.join(words)}” and left."
    assert [q.inners[0].text for q in find_quotations(text)] == [" ".join(words)]


@given(st.integers(0, 40), st.integers(0, 40))
def test_lone_marks_never_reach_another_paragraph(before: int, after: int) -> None:
    text = f"{'a ' * before}“b {'c ' * after}\n\nNo mark here.\n\n“Next,” she said."
    assert [q.inners[0].text for q in find_quotations(text)][-1] == "Next,"
    assert all("No mark" not in q.text for q in find_quotations(text))
