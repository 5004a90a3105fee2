"""HTML as what it means: tags become line breaks or nothing, entities become characters, links their words.

In: a text. Out: edits that take its markup away, if it plainly has some.
Never looks for the article on a page: menus and adverts are not its business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Final, Literal

from quotekit.reading.layout.markdown import read_links
from quotekit.reading.layout.offsets import Edit

Markup = Literal["auto", "html", "none"]
MARKUPS: Final[tuple[Markup, ...]] = ("auto", "html", "none")
_BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody tfoot thead title tr"
    " ul".split()
)
_CELLS: Final = frozenset({"td", "th"})
_SILENT: Final = frozenset({"script", "style", "noscript", "template", "svg", "math", "head"})
_INLINE: Final = frozenset(
    "a abbr b bdi bdo big cite code em font i img ins kbd mark q s samp small span strong sub sup time tt u var".split()
)
_ENTITY: Final = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30};|#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};)")
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(?=[\s/>])[^<>]*>")
_SPACE: Final = re.compile(r"\s*\n\s*")
_END: Final = re.compile(">")
_COMMENT_END: Final = re.compile("--!?>")


def is_html(text: str) -> bool:
    """Does a text plainly hold HTML: a paragraph or a line break, or a tag that is opened and closed?"""
    seen: set[str] = set()
    for match in _TAG.finditer(text):
        close, name = match[1], match[2].lower()
        if name in ("p", "br", "html", "body", "div", "doctype") or (close and name in seen):
            return True
        if not close and (name in _BLOCKS or name in _INLINE or name in _CELLS):
            seen.add(name)
    return False


def read_markup(text: str, markup: Markup) -> Iterator[Edit]:
    """Edits that leave what a browser shows; none where a text has no markup, or is not to be read so.

    Args:
        text: The text.
        markup: "html": it is HTML. "auto": it is if `is_html` says so, else only entities and links in Markdown.
            "none": every character is as it was meant.
    """
    if markup == "none":
        return
    if markup == "html" or ("<" in text and is_html(text)):
        reader = _Reader(text)
        try:
            reader.feed(text)
            reader.close()
        except AssertionError:  # Python's parser gives up at "<![" with anything but CDATA behind it
            return
        yield from reader.finish()
        return
    yield from read_links(text)
    if "&" in text:
        for match in _ENTITY.finditer(text):
            if (meant := unescape(match[0])) != match[0]:
                yield Edit(match.start(), match.end(), meant)


class _Reader(HTMLParser):
    """Notes an edit for every tag, entity and line break of the source."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text = text
        self.lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self.edits: list[Edit] = []
        self.silent: list[tuple[str, int]] = []  # the element that shows nothing, and where it begins
        self.quoted = 0  # block quotations that are open
        self.as_is = 0  # elements that are open in which line breaks count

    def at(self) -> int:
        """The code point of the piece of source being read."""
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def finish(self) -> list[Edit]:
        """All edits; of an element that is never closed only the tag goes."""
        for _, at in self.silent:
            self.edits.append(Edit(at, self.text.find(">", at) + 1 or len(self.text)))
        return self.edits

    def put(self, length: int, text: str) -> None:
        """Note that so many characters of source stand for a text."""
        if not self.silent and length:
            at = self.at()
            self.edits.append(Edit(at, min(at + length, len(self.text)), text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        source = self.get_starttag_text() or ""
        if self.silent:
            return
        if tag in _SILENT:
            self.silent.append((tag, self.at()))
            return
        self.quoted += tag == "blockquote"
        self.as_is += tag in ("pre", "textarea")
        self.put(len(source), self._stands_for(tag))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.put(len(self.get_starttag_text() or ""), self._stands_for(tag))

    def _stands_for(self, tag: str) -> str:
        begin = "> " if self.quoted else ""
        if tag == "br":
            return "\n" + begin
        if tag in _BLOCKS:
            return "\n\n" + begin + ("- " if tag == "li" else "")
        return "\t" if tag in _CELLS else "“" if tag == "q" else ""

    def handle_endtag(self, tag: str) -> None:
        at = self.at()
        end = self.text.find(">", at) + 1 or len(self.text)
        if self.silent:
            if self.silent[-1][0] == tag:
                self.edits.append(Edit(self.silent.pop()[1], end))
            return
        self.quoted -= tag == "blockquote" and self.quoted > 0
        self.as_is -= tag in ("pre", "textarea") and self.as_is > 0
        self.put(end - at, "\n\n" if tag in _BLOCKS else "”" if tag == "q" else "")

    def handle_data(self, data: str) -> None:
        if self.silent or self.as_is:
            return
        at = self.at()
        for match in _SPACE.finditer(data):  # a line break of the source is a space
            self.edits.append(Edit(at + match.start(), at + match.end(), " "))

    def handle_entityref(self, name: str) -> None:
        self._put_character(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._put_character(f"&#{name}")

    def _put_character(self, source: str) -> None:
        at = self.at()
        if self.text[at + len(source) : at + len(source) + 1] == ";":
            source += ";"
        meant = unescape(source)
        if meant != source:
            self.put(len(source), meant)

    def handle_comment(self, data: str) -> None:
        # What is no declaration comes here, too.
        self._drop(_COMMENT_END if self.text.startswith("<!--", self.at()) else _END)

    def handle_decl(self, decl: str) -> None:
        self._drop(_END)

    def handle_pi(self, data: str) -> None:
        self._drop(_END)

    def unknown_decl(self, data: str) -> None:
        self._drop(_END)

    def _drop(self, closing: re.Pattern[str]) -> None:
        """Take away what stands here, up to what closes it; nothing where nothing does."""
        at = self.at()
        end = closing.search(self.text, at)
        self.put(end.end() - at if end else 0, "")
