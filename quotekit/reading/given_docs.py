"""What a Doc holds that somebody else parsed: a tree a paragraph, and clusters of mentions.

In: a spaCy Doc. Out: plain trees and offsets.
Never parses.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from quotekit.reading.bounds import Piece
from quotekit.trees import Tree, tree_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CLUSTERS: Final = "coref_clusters"  # what spacy-experimental's component calls them, with a number


def clusters_of_doc(doc: Doc) -> tuple[tuple[tuple[int, int], ...], ...]:
    """What spaCy's coreference component noted in a Doc: the offsets of the mentions of each entity."""
    groups = [group for key, group in doc.spans.items() if key.startswith(_CLUSTERS)]
    return tuple(tuple((span.start_char, span.end_char) for span in group) for group in groups)


def trees_of_doc(doc: Doc, paragraphs: Sequence[Piece]) -> list[Tree]:
    """The parse of each paragraph of a Doc, as somebody else made it.

    White space tokens at the edges of a paragraph are left out; a token that runs over the
    border of two paragraphs goes to the first.
    """
    trees, at, count = [], 0, len(doc)
    for start, end in paragraphs:
        while at < count and (doc[at].is_space or doc[at].idx + len(doc[at]) <= start):
            at += 1
        last = at
        while last < count and doc[last].idx < end:
            last += 1
        stop = last
        while stop > at and doc[stop - 1].is_space:
            stop -= 1
        # An empty slice has no first token to count from; any offset will do for no words.
        trees.append(tree_of(doc, doc[at].idx if at < stop else start, at, stop))
        at = last
    return trees
