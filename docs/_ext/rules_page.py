"""The page of the rules, written from the rules themselves each time the docs are built.

In: `quotekit.languages.shipped`. Out: a table of all rules, then a section for each family and each rule.
Never stores a word of its own about a rule, so the page cannot disagree with the code.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from quotekit.export.explanation import how_often
from quotekit.languages import DEFAULT_RULES, load_language


def figures(name: str) -> tuple[str, str]:
    """Precision and count of a rule as words for a table."""
    found = load_language().measured.get(name)
    if found is None:
        return "–", "–"
    return f"{found.precision:.2f}" if found.is_telling else "too few to tell", f"{found.count:,}"


def marked(example: Any) -> nodes.paragraph:
    """An example with content, cue and source set off, each readable without its colour."""
    line = nodes.paragraph(classes=["qk-example"])
    text = example.text.replace("\n", "¶")  # the sign that stands for a new paragraph in a rule's file
    spans = sorted((start, end, role) for role, found in example.roles.items() for start, end in found)
    at = 0
    for start, end, role in spans:
        line += nodes.Text(text[at:start])
        line += nodes.inline(text=text[start:end], classes=[f"qk-{role}"])
        line += nodes.subscript(text=role)
        at = end
    line += nodes.Text(text[at:])
    return line


def bullets(examples: Iterable[Any]) -> nodes.bullet_list:
    """Examples as a list."""
    return nodes.bullet_list("", *(nodes.list_item("", marked(example)) for example in examples))


def row(*cells: nodes.Node) -> nodes.row:
    """One row of a table."""
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))


def overview(rules: Iterable[Any]) -> nodes.table:
    """All rules in order of precedence, each a link to its section."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=w) for w in (6, 34, 24, 18, 18)), cols=5)
    titles = ("#", "rule", "family", "precision", "count")
    group += nodes.thead("", row(*(nodes.Text(title) for title in titles)))
    body = nodes.tbody()
    for number, rule in enumerate(rules, 1):
        link = nodes.reference("", "", nodes.literal(text=rule.name), refid=rule.name, internal=True)
        cells = (str(number), link, rule.family, *figures(rule.name))
        body += row(*(nodes.Text(cell) if isinstance(cell, str) else cell for cell in cells))
    group += body
    return nodes.table("", group, classes=["qk-rules"])


def section(title: str, name: str, literal: bool = False) -> nodes.section:
    """A section with a fixed address on the page."""
    made = nodes.section(ids=[name], names=[name])
    made += nodes.title("", "", nodes.literal(text=title) if literal else nodes.Text(title))
    return made


def described(rule: Any) -> nodes.section:
    """One rule: what it says, how often it was right, what it takes and what it leaves."""
    made = section(rule.name, rule.name, literal=True)
    made += nodes.paragraph(text=rule.sentence)
    made += nodes.paragraph(text=f"{how_often(rule.name).capitalize()}.")
    made += nodes.paragraph("", "", nodes.strong(text="It takes"))
    made += bullets(rule.examples)
    made += nodes.paragraph("", "", nodes.strong(text="It leaves alone"))
    made += bullets(rule.counter_examples)
    return made


class Rules(SphinxDirective):
    """```{quotekit-rules}``` on a page puts all of it there."""

    def run(self) -> list[nodes.Node]:
        """The table and the sections."""
        families: dict[str, nodes.section] = {}
        for rule in DEFAULT_RULES:
            family = families.setdefault(rule.family, section(rule.family, f"family-{rule.family}"))
            family += described(rule)
        return [overview(DEFAULT_RULES), *families.values()]


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx calls this."""
    app.add_directive("quotekit-rules", Rules)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
