"""Rows of an override table that correct nothing, each with what may have been meant.

In: overrides, and the links of the speakers of some texts. Out: a sentence for each row without effect.
Never changes a link.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from quotekit.speakers.across.linked import Link
from quotekit.speakers.across.overrides import Override

_CLOSE: Final = 0.6  # similarity of what may be a misspelling, 0 to 1
_MOST: Final = 3  # texts that a sentence names


def find_unused(overrides: Iterable[Override], links: Iterable[Link]) -> Iterator[str]:
    """A sentence for each row whose form or text is not there, with the nearest that is."""
    texts: defaultdict[str, list[str]] = defaultdict(list)  # by form, folded
    forms: dict[str, str] = {}
    known: dict[str, str] = {}
    for link in links:
        texts[link.name.casefold()].append(link.text)
        forms.setdefault(link.name.casefold(), link.name)
        known.setdefault(link.text, link.text)
    for each in overrides:
        form = each.form.casefold()
        if form not in texts:
            yield f"no speaker is called “{each.form}”{_nearest(form, forms)}"
        elif each.text is not None and each.text not in known:
            nearest = _nearest(each.text, known)
            yield f"“{each.form}”: no text with speakers has the id “{each.text}”{nearest}"
        elif each.text is not None and each.text not in texts[form]:
            those = ", ".join(texts[form][:_MOST]) + (", …" if len(texts[form]) > _MOST else "")
            yield f"“{each.form}” is no speaker of the text “{each.text}”, but of: {those}"


def _nearest(wanted: str, known: Mapping[str, str]) -> str:
    close = get_close_matches(wanted, known, n=1, cutoff=_CLOSE)
    return f"; the nearest is “{known[close[0]]}”" if close else ""
