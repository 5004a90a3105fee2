"""Where paragraphs begin and end: layouts as they stand in files, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from timing import LINEAR, growth

from quotekit.reading.paragraphs import MAX_WIDTH, MIN_WIDTH, find_paragraphs

WRAPPED = """\
The ferry had left the harbour before the light came up, and nobody
on the quay had seen it go. Anna Berg stood at the window of the old
pilot house and counted the lamps that were still burning on the far
side of the water.

"They went without us," she said, and put the cup down so hard that
the saucer broke.

"So they did."
"""

INDENTED = """\
   The ferry had left the harbour before the light came up, and nobody
on the quay had seen it go. Anna Berg stood at the window of the old
pilot house and counted the lamps.
   "They went without us," she said, and put the cup down so hard that
the saucer broke. It had been her mother's, and it was the last of the
six.
   "So they did," said Ben, who had been sitting in the dark beside the
stove since the bell rang.
"""

UNSPACED = """\
The ferry had left the harbour before the light came up, and nobody
on the quay had seen it go. Anna Berg stood at the window of the old
pilot house and counted the lamps.
"They went without us," she said, and put the cup down so hard that
the saucer broke. It had been her mother's, and it was the last of
them.
"""

VERSE = """\
The ferry had left the harbour before the light came up, and nobody
on the quay had seen it go. Anna Berg sang, so that the pilots came
out of the house to hear how the old song went that morning:

    "The ferry's gone, the lamps are low,
      And we are on the quay;
    There's nobody to see us go,
      And nobody to see."

It was not a good song, and the pilots, who had heard it before this
morning, went back to their cards.
"""

NEWS = """\
Ferry Leaves Without Passengers
Harbour master 'sorry'

HARBOUR TOWN -- The ferry left before dawn on Monday.
“They went without us,” said Anna Berg, 41, a teacher who had waited on the quay since four in the morning.
“So they did.”
The company did not answer.
"""

LIST = """\
What to bring to the harbour on Monday morning:
- a coat that keeps out the rain
- a lamp, if there is one in the house
- bread for two days, and cheese
- nothing that cannot be carried by hand
"""

TRANSCRIPT = """\
BERG: They went without us, and nobody said anything.
ODUYA: So they did. What shall we do about it?
BERG: We could always ask the harbour master again.
ODUYA: He sleeps until noon, and then he is out to lunch.
"""

HEADLINES = """\
Ferry Leaves the Harbour Long Before the Dawn
Mayor Asks the Sailors to Come Back by Sunday
Company Says It Knew Nothing of the Passengers
Teacher Still Waits on the Quay in Heavy Rain
"""


def texts_of(text: str) -> list[str]:
    return [text[start:end] for start, end in find_paragraphs(text)]


def first_words(text: str) -> list[str]:
    return [" ".join(paragraph.split()[:2]) for paragraph in texts_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WRAPPED, ["The ferry", '"They went', '"So they']),
        (WRAPPED.replace("\n", "\r\n"), ["The ferry", '"They went', '"So they']),
        (INDENTED, ["The ferry", '"They went', '"So they']),
        (UNSPACED, ["The ferry", '"They went']),
        (VERSE, ["The ferry", '"The ferry\'s', "It was"]),
        (NEWS, ["Ferry Leaves", "Harbour master", "HARBOUR TOWN", "“They went", "“So they", "The company"]),
        (LIST, ["What to", "- a", "- a", "- bread", "- nothing"]),
        (TRANSCRIPT, ["BERG: They", "ODUYA: So", "BERG: We", "ODUYA: He"]),
        (HEADLINES, ["Ferry Leaves", "Mayor Asks", "Company Says", "Teacher Still"]),
        ("One.\nTwo.", ["One.", "Two."]),
        (WRAPPED.split("\n\n")[0], ["The ferry"]),
    ],
    ids=["wrapped", "crlf", "indented", "unspaced", "verse", "news", "list", "turns", "heads", "two", "one"],
)  # fmt: skip
def test_layouts(text: str, expected: list[str]) -> None:
    assert first_words(text) == expected


def test_wrapped_block_keeps_its_line_ends() -> None:
    assert texts_of(WRAPPED)[1] == WRAPPED.split("\n\n")[1]


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\n\n", " \n \t\n "])
def test_every_line_end_ends_a_line(mark: str) -> None:
    assert texts_of(f"  We sail.{mark}At noon. ") == ["We sail.", "At noon."]


@pytest.mark.parametrize("mark", ["\x0c", "\u2029"])
def test_a_new_page_ends_a_paragraph_even_in_wrapped_text(mark: str) -> None:
    text = WRAPPED.replace("nobody\non", f"nobody{mark}on")
    assert texts_of(text)[1].startswith("on the quay")


def test_offsets() -> None:
    assert find_paragraphs("\n  a b \n\n\nc\n") == [(3, 6), (10, 11)]
    assert find_paragraphs("") == find_paragraphs(" \n\t ") == []


def test_long_lines_are_paragraphs() -> None:
    line = "the ferry had left and " * 6
    assert MIN_WIDTH < MAX_WIDTH < len(line)
    assert len(find_paragraphs("\n".join([line] * 20))) == 20


LINES = st.lists(
    st.sampled_from([*(WRAPPED + INDENTED + NEWS + VERSE).splitlines(), "", " ", "a", "  b.", "\x0c", "\ud800"]),
    max_size=40,
).flatmap(lambda lines: st.sampled_from(["\n", "\r\n", "\x85"]).map(lambda end: end.join(lines)))


@given(st.one_of(st.text(), LINES))
@settings(max_examples=400, deadline=None)
@example(WRAPPED)
@example(INDENTED)
def test_any_text_is_covered_once(text: str) -> None:
    paragraphs = find_paragraphs(text)
    assert paragraphs == find_paragraphs(text)
    at = 0
    for start, end in paragraphs:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize("piece", ["\n", "a\n", " ", "a ", WRAPPED, "\r", "“a.\n ", "."])
def test_takes_linear_time(piece: str) -> None:
    assert growth(lambda size: find_paragraphs(piece * (size // len(piece))), 50_000) < LINEAR
