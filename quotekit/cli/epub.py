"""E-books as texts: the chapters of an EPUB file, in reading order, each as the HTML that it is.

In: an open EPUB file. Out: a text a chapter, called by the file and its place in it.
Never unpacks a file to disk, and never reads pictures, styles or the table of contents.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import IO, Final
from urllib.parse import unquote
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from quotekit.errors import InputError

MIMETYPE: Final = b"mimetypeapplication/epub+zip"  # stands near the beginning of every EPUB file
LARGEST: Final = 1 << 26  # bytes of a chapter; more is no chapter
_CONTAINER: Final = "META-INF/container.xml"
_ROOT: Final = ".//{*}rootfile"
_CHAPTERS: Final = ("application/xhtml+xml", "text/html")


def read_epub(source: IO[bytes], name: str) -> Iterator[tuple[str, str]]:
    """The chapters of an e-book: their HTML, and the name of the file with the chapter's behind a "#".

    Args:
        source: The file, seekable.
        name: What it is called.

    Raises:
        InputError: if it is no EPUB file, or locked.
    """
    try:
        with ZipFile(source) as book:
            for href in _spine(book):
                yield _read(book, href), f"{name}#{href}"
    except (BadZipFile, KeyError, ElementTree.ParseError, RuntimeError, NotImplementedError) as error:
        raise InputError(
            f"no EPUB file that can be read ({error}); a book that is locked has to be unlocked first"
        ) from error


def _spine(book: ZipFile) -> Iterator[str]:
    """The paths of the chapters, in reading order."""
    root = _parse(book, _CONTAINER).find(_ROOT)
    if root is None:
        raise InputError("no EPUB file that can be read: its container names no book")
    package = root.attrib["full-path"]
    tree, folder = _parse(book, package), posixpath.dirname(package)
    items = {item.attrib["id"]: item.attrib for item in tree.iterfind(".//{*}manifest/{*}item")}
    for ref in tree.iterfind(".//{*}spine/{*}itemref"):
        item = items.get(ref.attrib.get("idref", ""))
        if item is None or ref.attrib.get("linear") == "no" or "nav" in item.get("properties", "").split():
            continue
        if item.get("media-type") in _CHAPTERS:
            yield posixpath.normpath(posixpath.join(folder, unquote(item["href"])))


def _parse(book: ZipFile, path: str) -> ElementTree.Element:
    return ElementTree.fromstring(_bytes(book, path))


def _read(book: ZipFile, path: str) -> str:
    return _bytes(book, path).removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def _bytes(book: ZipFile, path: str) -> bytes:
    if book.getinfo(path).file_size > LARGEST:
        raise InputError(f"{path} in it has more than {LARGEST >> 20} MB")
    return book.read(path)
