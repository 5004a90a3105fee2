"""A language's words stand in its folder and dependency labels in one module, nowhere else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import quotekit
from quotekit.errors import LanguageError, RuleError
from quotekit.languages import LANGUAGES, labels, load_language
from quotekit.languages.groups import GROUPS, load_groups
from quotekit.languages.rule import Shown, with_examples
from quotekit.languages.rule_families import BESIDE, GOVERNING, LAYOUT, NEIGHBOURS, RELATIONS, TURNS

ROOT = Path(quotekit.__file__).parent
ROOMS = ("attribution", "reading", "speakers")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
# A code becomes a language here; everywhere else the language comes with the text.
# Records have the code of a language only.
LOADING = {
    "reading/reading.py",
    "reading/models.py",
    "speakers/across/link.py",
    "speakers/across/forms.py",
    "speakers/renamed.py",
}
# Tags of the Penn Treebank, which English models give and the labels module names.
TAGS = frozenset(
    "CC CD DT EX FW IN JJ JJR JJS LS MD NN NNS NNP NNPS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP "
    "VBZ WDT WP WP$ WRB".split()
)
LABELS = {
    value
    for name, value in vars(labels).items()
    if name.isupper() and isinstance(value, str) and value.isalpha() and value.islower()
}
# Words of the house that are words of English, too, or labels: names of kinds, roles, frames, features and mentions.
OUR_WORDS = frozenset(
    # kinds of cue, media, what a preposition takes
    "verb noun adjective preposition punctuation speech writing thought anything view document "
    # frames and what leads into a passage
    "label beat continued announced alternation transcript byline bracketed signature lone comma colon that as bare "
    # classes of nouns
    "somebody place time thing group measure organization telling event other "
    # answers of measures, as features name them, and reasons
    "all none first no y n nobody same alike titled name title term nickname behind before around far part "
    "rate rival tag length crowd scare quote sources "
    # names of words that open clauses, and of relations
    "for to wh ing adv agent subject quoted inside chosen m s "
    # numbers kept within bounds
    "clip".split()
)

# … and in the rooms that talk of marks, of layout and of people.
NAMES = {
    "attribution": frozenset({"play"}),  # a kind of label
    "reading": frozenset(
        # marks, and what a paragraph or a label is
        "single double reversed nine prime open close question answer shouted play record tags lines words "
        "note number "
        # components, attributes and functions of spaCy and Python, tags of HTML
        "model walk attribute ruler rule phrase lock register at url re ignore style script head address article aside "
        "caption center dialog cite details figure form frame header list main menu section summary table template "
        # names that thinc gives to layers, and the columns of a tree
        "features expand with starts ends left right kids "
        "mark i a li who off on either own it the and".split()
    ),
    "speakers": frozenset(
        # genders, numbers and types of speakers, uses of pronouns
        "m person unknown relative they it who "
        # ways, sieves, rules of linking, columns and steps
        "relayed narrator nation author order age spelling company address addressed turn share frame note texts form "
        # features of turns
        "anchor called people asks pause spoken named rank own either near told on off never any apart the and "
        "given names text speaker type count o st younger elder number limit left "
        "ignore".split()  # of Python
    ),
}


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Line and value of every string that is no docstring, no message, no name of a feature or of a group."""
    tree = ast.parse(path.read_text(encoding="utf8"))
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise | ast.JoinedStr | ast.Subscript)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__")
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.lineno, node.value


@cache
def words_of(language: str) -> frozenset[str]:
    """Every form that a language lists, lower case."""
    known = load_language(language)
    people = known.people
    forms = {form for entry in known.lexicon.entries for form in entry.forms}
    for group in (*known.groups.values(), *people.groups.values()):
        forms |= group
    return frozenset(forms | people.pronouns.keys() | people.titles.keys() | people.roles.keys() | people.bodies.keys())


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_word_of_a_language_outside_its_folder(path: Path) -> None:
    words = words_of("en") - OUR_WORDS - NAMES[room_of(path)] - {"s"}  # singular, in a table; "year s" is in a group
    found = [
        (line, word)
        for line, text in strings(path)
        # names of features, frames and tags; sentences that explain, and their examples
        if not (set("=:`") & set(text) or text.startswith("-") or text.isupper() or re.match(r"[A-Z].* ", text))
        for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", re.sub(r"\\(?:u[0-9a-f]{4}|.)", " ", text))
        if word.lower() in words
    ]
    assert found == [], "words of a language belong into its folder: a group, a table, or `Language.forms`"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_tag_outside_labels(path: Path) -> None:
    found = [(line, text) for line, text in strings(path) if text.split() and set(text.split()) <= TAGS]
    assert found == [], "tags are asked for by name: quotekit.languages.labels"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_label_outside_labels_and_rules(path: Path) -> None:
    steps = re.compile(r"(?<!\(\?P)[<>][*+]?([a-z|]+)")
    found = [
        (line, text)
        for line, text in strings(path)
        if text in LABELS - {"agent"} or any(set(step.split("|")) <= LABELS for step in steps.findall(text))
    ]
    assert found == [], "labels are asked for by name: quotekit.languages.labels"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_language_is_loaded_where_one_is_at_hand(path: Path) -> None:
    is_loading = "load_language(" in path.read_text(encoding="utf8")
    assert not is_loading or path.relative_to(ROOT).as_posix() in LOADING


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_group_is_one_that_is_asked_for(code: str) -> None:
    assert load_language(code).groups.keys() == GROUPS.keys()


def test_a_group_that_nothing_asks_for_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotekit.languages.groups.data_lines", lambda package, name: ["hearers\ttell ask"])
    with pytest.raises(LanguageError, match="nothing asks for hearers"):
        load_groups.__wrapped__("nowhere")


@pytest.mark.parametrize("family", [LAYOUT, BESIDE, RELATIONS, GOVERNING, NEIGHBOURS, TURNS])
def test_english_shows_every_rule_that_languages_share(family: tuple[quotekit.Rule, ...]) -> None:
    names = {rule.name for rule in load_language("en").rules}
    assert {rule.name for rule in family} <= names


def test_a_language_has_the_rules_that_it_shows() -> None:
    line, counter = "{source:Berg} {cue:dit} : {content:« Non. »}", "« Non. »"
    [rule] = with_examples(BESIDE, {"colon-frame": Shown(examples=(line,), counter_examples=(counter,))})
    assert (rule.name, rule.examples[0].line, rule.frames) == ("colon-frame", line, ("preposed-colon",))
    with pytest.raises(RuleError, match="no rule called 'colons'"):
        with_examples(BESIDE, {"colons": Shown(examples=(), counter_examples=())})
