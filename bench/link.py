"""How well speakers are linked across texts: B-cubed precision, recall and F1 (Bagga and Baldwin 1998).

    python -m bench.link                     # 60 short articles of this repository
    python -m bench.link basil_dev.jsonl     # gold with a name for each speaker

In: articles with the person behind each name. Out: a table: names as they stand, linked, and linked with outlet
and date. An item is a person in a text that quotekit quotes there under any name; one without an identifier is
alone, and so is one whom the gold leaves open.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import quotekit
from quotekit.speakers.across import Form, LinkedSpeakers, forms_of, link_forms

OWN: Final = Path(__file__).resolve().parent.parent / "tests" / "data" / "across.jsonl"
Pairs = list[tuple[Hashable, Hashable]]  # gold, found


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=OWN)
    parser.add_argument("--errors", action="store_true", help="show every item in the wrong company")
    options = parser.parse_args()
    texts = [json.loads(line) for line in options.gold.read_text(encoding="utf8").splitlines()]
    pairs = list(quotekit.extract_many((each["text"], each["id"]) for each in texts))
    gold = {str(each["id"]): people_of(each) for each in texts}
    about = {name: {str(each["id"]): each[name] for each in texts if name in each} for name in ("outlet", "date")}
    bare, full = list(forms_of(pairs)), list(forms_of(pairs, about["outlet"], about["date"]))
    people = {person for names in gold.values() for person in names.values()} - {None}
    items = sum(len({*names.values()}) for names in gold.values())
    print(f"{len(texts)} texts, {len(people)} people, {items} people in texts")
    print(f"{'':24}   P     R     F1   items")
    show("names as they stand", [(who, form.name) for form, who in matched(bare, gold)])
    show("linked", linked_pairs(bare, link_forms(bare), gold))
    if about["outlet"]:
        found = link_forms(full)
        show("linked, outlet and date", linked_pairs(full, found, gold))
        if options.errors:
            print_errors(full, found, gold)


def people_of(text: dict[str, Any]) -> dict[str, str | None]:
    """From each name of a text to the person behind it."""
    if "people" in text:
        return dict(text["people"])
    return {
        name: each["entity"]
        for each in text["attributions"]
        if each.get("entity")
        for name in (each["entity"], *(each.get("aliases") or ()))
    }


def matched(forms: Iterable[Form], gold: dict[str, dict[str, str | None]]) -> Iterable[tuple[Form, Hashable]]:
    """The forms that the gold knows, each with its person; whom the gold leaves open is alone."""
    for form in forms:
        names = gold[form.text]
        for known, person in names.items():
            if known == form.name or known in form.aliases or known == form.name.split()[-1]:
                yield form, person or (form.text, form.name)
                break


def linked_pairs(forms: Sequence[Form], found: LinkedSpeakers, gold: dict[str, dict[str, str | None]]) -> Pairs:
    """Gold and found identifier of each item."""
    return [(who, found.id_of(form.text, form.name) or (form.text, form.name)) for form, who in matched(forms, gold)]


def b_cubed(pairs: Pairs) -> tuple[float, float, float]:
    """Precision, recall and F1, each item counting once."""
    if not pairs:
        return 0.0, 0.0, 0.0
    gold, found = defaultdict(set), defaultdict(set)
    for number, (who, id) in enumerate(pairs):
        gold[who].add(number)
        found[id].add(number)
    precision = recall = 0.0
    for who, id in pairs:
        common = len(gold[who] & found[id])
        precision += common / len(found[id])
        recall += common / len(gold[who])
    precision, recall = precision / len(pairs), recall / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def show(name: str, pairs: Pairs) -> None:
    """One row."""
    print(f"{name:24} {' '.join(f'{100 * each:5.1f}' for each in b_cubed(pairs))} {len(pairs):6}")


def print_errors(forms: Sequence[Form], found: LinkedSpeakers, gold: dict[str, dict[str, str | None]]) -> None:
    """Items whose identifier is not the one that most items of their person have."""
    ids: defaultdict[Hashable, list[str | None]] = defaultdict(list)
    for form, who in matched(forms, gold):
        ids[who].append(found.id_of(form.text, form.name))
    for form, who in matched(forms, gold):
        id = found.id_of(form.text, form.name)
        if id != max(ids[who], key=ids[who].count):
            print(f"  {form.text}: {who}; {found.explain(form.text, form.name)}")


if __name__ == "__main__":
    main()
