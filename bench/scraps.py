"""Bits of text: all that scraped files hold, and what makes rules fire beside it.

In: nothing. Out: tuples of strings, from which property tests and fuzzers build texts.
Never a sentence of somebody else's.
"""

from __future__ import annotations

from typing import Final

MARKS: Final = (*"\"“”„‟〝〟«»‹›「」『』＂'‘’‚‛`´", "``", "''", "‘‘", "’’", "```", "—", "–", "--", "-", "…")
BREAKS: Final = ("\n", "\n\n", "\r\n", "\r", "\r\n\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1c", " \n \t\n")
CONTROLS: Final = (
    "\0",
    "\x01",
    "\x07",
    "\x08",
    "\x1b[31m",
    "\x7f",
    "\x9b",
    "\ufeff",
    "\ufffe",
    "\ufffd",
    "\u200b",
    "\xad",
)
# One or two letters of every plane that has any, of scripts written from the right, and marks that combine.
PLANES: Final = (
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
RIGHT_TO_LEFT: Final = ("שלום", "قال أحمد", "\u202e", "\u2067", "\u2069", "\u200f", "\u061c")
COMBINING: Final = ("\u0301", "\u0300\u0316", "e\u0301\u0323", "\u20dd", "\ufe0f", "\u0fff", "a" + "\u0308" * 30)
SPACES: Final = (" ", " ", " ", "  ", "\t", "\u00a0", "\u2003", "\u3000", "\u200a")
WORDS: Final = (
    "said", "says", "told", "added", "asked", "according to", "that", "by", "and", "not", "he", "she", "they", "who",
    "it", "his", "I", "we", "which", "whether", "would", "Anna Berg", "Berg", "Tom Oduya", "Mr. Oduya", "the minister",
    "the harbour office", "Dr", "UN", "Berg’s", "BERG:", "Q:", "A:", "announced", "believes", "call", "wrote", "denied",
    "statement", "sail", "noon", "ship is late", "nothing", "of", "in", "the", "a", "6\"", "5'10\"", "’90s", "don’t",
    "PORTO, May 3 (NA) —", "2031-04-05", "@berg", "#noon", "https://a.example/b?c=d", "<b>", "</b>", "&amp;", "=1+1",
)  # fmt: skip
STOPS: Final = (".", ",", "?", "!", ":", ";", "...", "(", ")", "[", "]", "*", "_", "—", "|")

ALL: Final = MARKS + BREAKS + CONTROLS + PLANES + RIGHT_TO_LEFT + COMBINING + SPACES + WORDS + STOPS
