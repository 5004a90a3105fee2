"""From forms to speakers across texts.

In: results or forms, and corrections by people. Out: LinkedSpeakers.
Never links a description ("the minister"), and never links what two people fit alike.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from quotekit.languages import load_language
from quotekit.records import Extraction, Failure
from quotekit.speakers.across.forms import Form, forms_of
from quotekit.speakers.across.groups import Group, give_ids
from quotekit.speakers.across.linked import Link, LinkedSpeaker, LinkedSpeakers
from quotekit.speakers.across.linker import Linker
from quotekit.speakers.across.overrides import Override, read_overrides
from quotekit.speakers.across.unused import find_unused


def link_speakers(
    results: Iterable[Extraction | Failure | tuple[Extraction | Failure, object]],
    *,
    outlets: Mapping[str, str] | None = None,
    dates: Mapping[str, str | date] | None = None,
    overrides: str | Path | Sequence[Override] = (),
    language: str | None = None,
) -> LinkedSpeakers:
    """Which speakers of many texts are one person, or one organization: an identifier for each, and why.

    Full names first ("Donald J. Trump", "Donald Trump"), spelling variants and short given names; then surnames
    alone, where all that the texts say leaves one person only: who bears the name at all, titles and roles, whom
    the same outlet named in full shortly before, who is quoted beside them. A surname that fits two people alike
    is left apart, one identifier a text; a description ("the minister") is not linked. A nickname
    ("Slick Ada Prentice") is never the name.

    Args:
        results: What `extract_many` gives: results, or pairs of one with the identifier of its text; without one,
            results are numbered from 1. A text is not kept.
        outlets: Who published each text, by identifier; helps to tell namesakes apart.
        dates: When, by identifier: dates, or strings that begin with one (2026-01-31).
        overrides: An override table (CSV with the columns form, id, note; also text and wikidata), or its rows.
        language: Whose titles and given names are used; by default those of the language of the first result.

    Returns:
        The speakers, most quoted first; `id_of(text, name)` looks one up, `explain(text, name)` says why, and
        `table()` gives the rows of an override table.

    A row of the table that names no form or text of these is reported by a `UserWarning`.

    Raises:
        InputError: the override table cannot be read.
    """
    pairs = (
        each if isinstance(each, tuple) else (each, each.id or str(number)) for number, each in enumerate(results, 1)
    )  # fmt: skip
    known = read_overrides(overrides) if isinstance(overrides, str | Path) else overrides
    linked = link_forms(forms_of(pairs, outlets, dates), known, language)
    for sentence in find_unused(known, linked.links):
        warnings.warn(f"override table: {sentence}", stacklevel=2)
    return linked


def link_forms(
    forms: Iterable[Form], overrides: Sequence[Override] = (), language: str | None = None
) -> LinkedSpeakers:
    """Which forms of many texts are one speaker.

    Args:
        forms: The speakers of each text, from `forms_of`.
        overrides: What people corrected; it wins over every rule.
        language: Whose titles and given names are used; by default those of the language of the first form.
    """
    known = list(forms)
    code = language or (known[0].language if known else "en")
    groups = Linker(known, overrides, load_language(code)).groups_of_speakers()
    give_ids(groups)
    links = [Link(form.text, form.name, group.id, rule, form.count) for group in groups for form, rule in group.forms]
    linked = {(link.text, link.name) for link in links}
    rest = (form for form in known if not form.is_named and (form.text, form.name) not in linked)
    links += [Link(form.text, form.name, None, "apart", form.count) for form in rest]
    order = {(form.text, form.name): number for number, form in enumerate(known)}
    links.sort(key=lambda link: order[link.text, link.name])
    wikidata = {each.id: each.wikidata for each in overrides if each.id and each.wikidata}
    speakers = [_speaker(group, wikidata) for group in groups]
    speakers.sort(key=lambda each: (-each.attributions, -each.texts, each.id))
    return LinkedSpeakers(tuple(speakers), tuple(links))


def _speaker(group: Group, wikidata: Mapping[str, str]) -> LinkedSpeaker:
    forms = [form for form, _ in group.forms]
    types = Counter(form.type for form in forms if form.type != "unknown")
    names = Counter(form.name for form in forms)
    roles = Counter(form.role for form in forms if form.role)
    assert group.id is not None
    return LinkedSpeaker(
        id=group.id,
        name=group.name,
        type=types.most_common(1)[0][0] if types else "unknown",
        forms=tuple(sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))),
        roles=tuple(role for role, _ in sorted(roles.items(), key=lambda pair: (-pair[1], pair[0]))),
        texts=len(group.texts),
        attributions=sum(form.count for form in forms),
        wikidata=wikidata.get(group.id),
        is_resolved=group.is_resolved,
    )
