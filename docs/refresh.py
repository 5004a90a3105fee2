"""Writes into the pages what the examples really print, and the table of formats; then read `git diff`.

    python docs/refresh.py            # every page with examples
    python docs/refresh.py README.md  # one

In: pages whose examples are right, whose outputs may be old. Out: the same pages with new outputs.
Never touches an output that "..." keeps valid, or the code; an example that fails is left and named.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import conftest  # noqa: E402  the same folder, commands and comparison as in the tests
from quotekit.export.formats import FORMATS as FORMATS_OF_RESULTS  # noqa: E402

FORMATS = re.compile(r"(?<=<!-- formats -->\n).*?(?=<!-- /formats -->)", re.DOTALL)
BLOCK = re.compile(r"^```(python|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def format_table() -> str:
    """The formats of `quotekit.export.formats` as a table in Markdown."""
    rows = [("format", "endings", "what it is", "`read` reads it")]
    for each in FORMATS_OF_RESULTS.values():
        endings = ", ".join(f"`{ending}`" for ending in each.endings)
        sentence = each.sentence.replace("<", "`<").replace(">", ">`")
        rows.append((f"`{each.name}`", endings, sentence, "yes" if each.reader else ""))
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---|---|---|---|", *lines[1:]]) + "\n"


def keeps(wanted: str, got: str) -> bool:
    """Is the old output still right?"""
    return doctest.OutputChecker().check_output(wanted, got, conftest.OPTIONS)


def python_block(block: str, namespace: dict[str, Any], page: Path) -> str:
    """The block with the outputs that its examples have now."""
    lines: list[str] = []
    for example in doctest.DocTestParser().get_examples(block):
        first, *rest = example.source.rstrip("\n").split("\n")
        lines += [f">>> {first}", *(f"... {line}".rstrip() for line in rest)]
        printed, got = io.StringIO(), example.want
        try:
            with contextlib.redirect_stdout(printed):
                exec(compile(example.source, str(page), "single"), namespace)
            got = example.want if keeps(example.want, printed.getvalue()) else printed.getvalue()
        except Exception as error:
            if example.exc_msg is None:
                print(f"{page.name}: {first}\n    {type(error).__name__}: {error}", file=sys.stderr)
        lines += got.rstrip("\n").split("\n") if got else []
    return "\n".join(lines) + "\n"


def console_block(block: str) -> str:
    """The block with what its commands print now."""
    lines: list[str] = []
    for command, wanted in conftest.commands(block):
        got = conftest.output_of(command) if command.startswith(conftest.RUN) else wanted
        got = wanted if keeps(wanted + "\n", got + "\n") else got
        lines += [f"$ {command}", *([got] if got else [])]
    return "\n".join(lines) + "\n"


def refresh(page: Path) -> bool:
    """Writes the page anew; did that change it?"""
    text, namespace = page.read_text(encoding="utf8"), {"__name__": "__main__"}

    def renew(match: re.Match[str]) -> str:
        kind, block = match.groups()
        if kind == "python" and ">>> " not in block:
            return match[0]
        new = console_block(block) if kind == "console" else python_block(block, namespace, page)
        return f"```{kind}\n{new}```"

    place: dict[str, Any] = {}
    conftest.enter(place)
    try:
        new = FORMATS.sub(lambda _: f"\n{format_table()}\n", BLOCK.sub(renew, text))
    finally:
        conftest.leave(place)
    page.write_text(new, encoding="utf8")
    return new != text


def main(names: list[str]) -> None:
    """Renews the pages named, or all."""
    pages = [Path(name).resolve() for name in names] or [
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md")),
        *sorted((ROOT / "docs").rglob("*.md")),
    ]
    for page in pages:
        print(f"{'changed  ' if refresh(page) else 'unchanged'} {page.relative_to(ROOT)}")


if __name__ == "__main__":
    main(sys.argv[1:])
