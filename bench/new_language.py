"""Makes the skeleton of a language: every file that it needs, with a line of what goes into it.

    python -m bench.new_language it --name Italian --model it_core_news_sm [--to FOLDER]

The skeleton loads and reads nothing yet. What to fill in is said in CONTRIBUTING, "Add a language".
Files that are there are never written over.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
LIKE: Final = ROOT / "quotekit" / "languages" / "fr"  # the labels of its parsers are read by the same scheme
INIT: Final = '''"""{name}: words, rules and repairs; no weights, so that the order of the rules decides. Experimental.

In: the files of this folder. Out: LANGUAGE.
Never looks at a text.
"""

from __future__ import annotations

from quotekit.languages.language import Forms, Language, Models
from quotekit.languages.schemes import ud

from {package}.forms import is_event, regular_forms, singular
from {package}.relations import PREPOSITIONS, SOURCES
from {package}.rules import RULES

LANGUAGE = Language(
    code="{code}",
    name="{name}",
    package=__name__,
    models=Models(preferred=("{model}",), pin="{pin}", probe="Anna Berg."),  # a sentence with a verb is better
    rules=RULES,
    relations=SOURCES,
    prepositions=PREPOSITIONS,
    repairs=(),
    forms=Forms(of_verb=regular_forms, singular=singular, is_event=is_event),
    scheme=ud,
)
'''
FORMS: Final = '''"""{name} morphology: how words change their form, by rule.

In: a word. Out: its forms, or the form that stands in the tables.
Never looks at a text.
"""

from __future__ import annotations


def regular_forms(lemma: str) -> tuple[str, ...]:
    """The forms of a regular verb, itself first."""
    return (lemma,)


def singular(noun: str) -> str:
    """A rough singular."""
    return noun


def is_event(noun: str) -> bool:
    """Does the noun look like one for something that happens?"""
    return False
'''
RULES: Final = '''"""The rules of {name}, in order of precedence; without weights the first that applies decides.

In: the families that all languages share. Out: RULES.
Never runs a rule.
"""

from __future__ import annotations

from quotekit.languages.rule import Rule, Shown, with_examples
from quotekit.languages.rule_families import BESIDE

# Give a rule its examples here, roles in braces, and the language has it:
#     "postposed-verb-subject": Shown(examples=("{{content:…}}, {{cue:…}} {{source:…}}.",), counter_examples=("…",)),
SHOWN: dict[str, Shown] = {{}}
RULES: tuple[Rule, ...] = with_examples(BESIDE, SHOWN)
'''
RELATIONS: Final = '''"""{name}: from a cue to who is said to speak, and prepositions that name a source.

In: nothing. Out: SOURCES, PREPOSITIONS: paths over the tree in the labels of the house.
Never walks a tree itself (that is `quotekit.trees`).
"""

from __future__ import annotations

from quotekit.languages.relation import Preposition, SourceRelation, relation

SOURCES: tuple[SourceRelation, ...] = (
    relation("agent", "verb", ">agent >pobj"),
    relation("subject", "verb", ">nsubj"),
    relation("shared-subject", "verb", "<+conj >nsubj|nsubjpass"),
)
# Such as Preposition(form="secondo", cue="secondo", paths=(">pobj",)).
PREPOSITIONS: tuple[Preposition, ...] = ()
'''
TEXTS: Final = """# Texts written for this project, marked: {1s:…} source, {1k:…} cue, {1c:…} content of attribution 1;
# "= 1 Name" names its speaker. A line with "##" begins a text.
"""


def headers() -> dict[str, str]:
    """The first line of every data file, which says what its columns are."""
    found = {}
    for path in sorted((LIKE / "data").glob("*.t[sx][vt]")):
        first = path.read_text(encoding="utf8").partition("\n")[0]
        found[f"data/{path.name}"] = f"{first}\n"
    return found


def files(code: str, name: str, model: str, package: str) -> dict[str, str]:
    """The files of the skeleton, by their path in the folder of the language."""
    known = {"code": code, "name": name, "model": model, "pin": model.replace("_", "-"), "package": package}
    return {
        "__init__.py": INIT.format(**known),
        "forms.py": FORMS.format(**known),
        "relations.py": RELATIONS.format(**known),
        "rules/__init__.py": RULES.format(**known),
        "data/SOURCES.md": "# Where the words come from\n",
        **headers(),
    }


def main() -> int:
    """Writes the files that are not there yet, and says what to do next."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("code", help="ISO 639 code, such as it")
    parser.add_argument("--name", required=True, help="English name of the language")
    parser.add_argument("--model", required=True, help="spaCy pipeline that reads it, such as it_core_news_sm")
    parser.add_argument("--to", type=Path, help="folder for it; quotekit/languages/CODE unless given")
    args = parser.parse_args()
    folder = args.to or ROOT / "quotekit" / "languages" / args.code
    package = folder.name if args.to else f"quotekit.languages.{args.code}"
    made = {folder / path: words for path, words in files(args.code, args.name, args.model, package).items()}
    if not args.to:
        tests = ROOT / "tests" / "languages" / args.code
        made |= {tests / "articles-rules.txt": TEXTS, tests / "articles-held.txt": TEXTS}
    for path, words in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text(words, encoding="utf8")
    print(f"{len(made)} files in {folder}")
    print(f'next: add "{args.code}": "{package}" to LANGUAGES in quotekit/languages/__init__.py,')
    print("or to the entry points `quotekit_languages` of your own package; then see CONTRIBUTING, Add a language")
    return 0


if __name__ == "__main__":
    sys.exit(main())
