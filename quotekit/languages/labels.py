"""The labels of dependencies inside the house, and the sets of them that code asks for, each named once.

In: nothing. Out: names for the labels of ClearNLP, as spaCy's English models give them.
Never converts another scheme: that happens where a Doc becomes a Tree.
"""

from __future__ import annotations

from typing import Final

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
