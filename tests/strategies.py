"""Texts for property tests: all that scraped files hold, and what makes rules fire beside it.

In: nothing. Out: hypothesis strategies for texts.
Never a sentence of somebody else's.
"""

from __future__ import annotations

from hypothesis import strategies as st

from bench.scraps import BREAKS, COMBINING, CONTROLS, MARKS, PLANES, RIGHT_TO_LEFT, SPACES, STOPS, WORDS

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
