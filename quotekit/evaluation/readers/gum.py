"""GUM: texts of sixteen genres with their discourse trees, of which the relations "attribution" are read.

In: a folder with trees, rst/rstweb/*.rs4 (or .rs3). Out: documents with a genre each: what is attributed is content,
the clause that attributes it stands as speaker. Never names anybody: the trees do not.
Layout: github.com/amir-zeldes/gum (Zeldes 2017).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from attrs import define, field

from quotekit.errors import InputError
from quotekit.evaluation.ranges import Range
from quotekit.evaluation.readers.files import Tell
from quotekit.evaluation.readers.tokens import Text
from quotekit.evaluation.records import Annotation, Document

_ENDINGS: Final = ("*.rs4", "*.rs3")
_ATTRIBUTES: Final = "attribution"
_HEADING: Final = "organization-heading"
_NUCLEUS: Final = "span"


def looks_so(folder: Path) -> bool:
    """Is it a folder of trees, or the whole of GUM?"""
    return _trees(folder) is not None


def read_gum(folder: Path, tell: Tell) -> Iterator[Document]:
    """The texts of a folder, by name.

    Raises:
        InputError: it holds no trees, or one is broken.
    """
    trees = _trees(folder)
    if trees is None:
        raise InputError(f"{folder}: no trees in it; name GUM's folder rst/rstweb")
    for path in trees:
        try:
            body = ElementTree.parse(path).getroot().find("body")
        except ElementTree.ParseError as error:
            raise InputError(f"{path}: not a tree in XML ({error})") from error
        if body is None:
            raise InputError(f"{path}: not a tree: it has no body")
        yield _document(path.stem, body)


def _trees(folder: Path) -> list[Path] | None:
    for place in (folder, folder / "rst" / "rstweb"):
        for ending in _ENDINGS:
            if found := sorted(place.glob(ending)):
                return found
    return None


@define
class _Node:
    """A unit or a group of units; `span` is where a unit stands."""

    parent: str
    relation: str
    span: Range | None = None
    kids: list[str] = field(factory=list)


def _document(name: str, body: ElementTree.Element) -> Document:
    nodes: dict[str, _Node] = {}
    text = Text()
    for each in body:
        if each.tag not in ("segment", "group"):
            continue
        node = _Node(each.get("parent", ""), each.get("relname", ""))
        if each.tag == "segment":
            node.span = _add(text, (each.text or "").split(), is_heading=node.relation == _HEADING)
        nodes[each.get("id", "")] = node
    for key, node in nodes.items():
        if node.parent in nodes:
            nodes[node.parent].kids.append(key)
    kinds = {key: _nuclei_of(nodes, node) for key, node in nodes.items()}
    annotations = []
    for key, node in nodes.items():
        if node.relation.startswith(_ATTRIBUTES) and node.parent in nodes:
            content = tuple(sorted(_units(nodes, kinds, node.parent)))
            clause = tuple(sorted(_units(nodes, kinds, key)))
            if content and clause:
                annotations.append(Annotation(content, speaker=clause, head=clause))
    annotations.sort(key=lambda each: each.content)
    return Document(name, text.text.rstrip("\n"), tuple(annotations), genre=_genre(name))


def _add(text: Text, tokens: list[str], *, is_heading: bool) -> Range | None:
    if is_heading:
        text.end_paragraph()
    places = [text.add(token) for token in tokens]
    if is_heading:
        text.end_paragraph()
    return (places[0][0], places[-1][1]) if places else None


def _nuclei_of(nodes: dict[str, _Node], node: _Node) -> list[str]:
    """The children that are as weighty as their group: its span, or all those of a multinuclear relation."""
    spans = [key for key in node.kids if nodes[key].relation == _NUCLEUS]
    if spans or node.span is not None:
        return spans
    relations = [nodes[key].relation for key in node.kids]
    many = {each for each in relations if each == "same-unit" or relations.count(each) > 1}
    return [key for key in node.kids if nodes[key].relation in many]


def _units(nodes: dict[str, _Node], kinds: dict[str, list[str]], key: str) -> Iterator[Range]:
    """The units that a node comes down to, satellites left out."""
    waiting, seen = [key], set()
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        span = nodes[here].span
        if span is not None:
            yield span
        else:
            waiting += kinds[here]


def _genre(name: str) -> str:
    parts = name.split("_")
    return parts[1] if len(parts) > 2 else name
