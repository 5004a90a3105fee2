"""Texts for property tests: all that scraped files hold, and what makes rules fire beside it.

In: nothing. Out: hypothesis strategies for texts.
Never a sentence of somebody else's.
"""

from __future__ import annotations

from hypothesis import strategies as st

MARKS = (*"\"“”„‟〝〟«»‹›「」『』＂'‘’‚‛`´", "``", "''", "‘‘", "’’", "```", "—", "–", "--", "-", "…")
BREAKS = ("\n", "\n\n", "\r\n", "\r", "\r\n\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1c", " \n \t\n")
CONTROLS = ("\0", "\x01", "\x07", "\x08", "\x1b[31m", "\x7f", "\x9b", "\ufeff", "\ufffe", "\ufffd", "\u200b", "\xad")
# One or two letters of every plane that has any, of scripts written from the right, and marks that combine.
PLANES = (
    "é",
    "ß",
    "İ",
    "ŉ",
    "ﬁ",
    "漢",
    "が",
    "한",
    "𝒳",
    "𐍈",
    "😀",
    "👩‍🚀",
    "🇫🇮",
    "𠀋",
    "𱍐",
    "\U000e0041",
    "\U000f0000",
    "\U0010fffd",
)
RIGHT_TO_LEFT = ("שלום", "قال أحمد", "\u202e", "\u2067", "\u2069", "\u200f", "\u061c")
COMBINING = ("\u0301", "\u0300\u0316", "e\u0301\u0323", "\u20dd", "\ufe0f", "\u0fff", "a" + "\u0308" * 30)
SPACES = (" ", " ", " ", "  ", "\t", "\u00a0", "\u2003", "\u3000", "\u200a")
WORDS = (
    "said", "says", "told", "added", "asked", "according to", "that", "by", "and", "not", "he", "she", "they", "who",
    "it", "his", "I", "we", "which", "whether", "would", "Anna Berg", "Berg", "Tom Oduya", "Mr. Oduya", "the minister",
    "the harbour office", "Dr", "UN", "Berg’s", "BERG:", "Q:", "A:", "announced", "believes", "call", "wrote", "denied",
    "statement", "sail", "noon", "ship is late", "nothing", "of", "in", "the", "a", "6\"", "5'10\"", "’90s", "don’t",
    "PORTO, May 3 (NA) —", "2031-04-05", "@berg", "#noon", "https://a.example/b?c=d", "<b>", "</b>", "&amp;", "=1+1",
)  # fmt: skip
STOPS = (".", ",", "?", "!", ":", ";", "...", "(", ")", "[", "]", "*", "_", "—", "|")

SENTENCES = st.lists(st.sampled_from(WORDS + STOPS + MARKS), max_size=40).map(" ".join)
SCRAPS = st.lists(
    st.sampled_from(MARKS + BREAKS + CONTROLS + PLANES + RIGHT_TO_LEFT + COMBINING + SPACES + WORDS + STOPS),
    max_size=60,
).map("".join)
PAGES = st.lists(SENTENCES | SCRAPS, max_size=6).flatmap(
    lambda parts: st.sampled_from(BREAKS).map(lambda end: end.join(parts))
)
NESTED = st.builds(
    lambda pair, depth, inside, tail: pair[0] * depth + inside + pair[1] * tail,
    st.sampled_from([("“", "”"), ("‘", "’"), ("«", "»"), ('"', '"'), ("“a ‘b ", "’ c”"), ("she said that “", "”")]),
    st.integers(0, 200),
    SENTENCES,
    st.integers(0, 200),
)
ROWS = st.builds(
    lambda bit, times: bit * times, st.sampled_from(MARKS + BREAKS + STOPS + CONTROLS), st.integers(0, 400)
)
# Any code point but half surrogates, which no file holds; they have tests of their own.
UNICODE = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)
TEXTS = st.one_of(SENTENCES, SCRAPS, PAGES, NESTED, ROWS, UNICODE)
