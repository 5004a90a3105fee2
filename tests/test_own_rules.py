"""Rules of the user's: put first they decide, and decide only what they are for."""

from __future__ import annotations

from pathlib import Path

import pytest

import quotekit
from quotekit import DEFAULT_RULES, Rule
from quotekit.attribution.rulebook import RuleBook
from quotekit.languages.frames import is_possible
from quotekit.languages.relation import RELATIONS

ARTICLES = Path(__file__).parent / "golden"

LEARNED = Rule(
    name="learned-from",
    sentence="Somebody learns from somebody: the second speaks.",
    lemmas=("learn", "hear"),
    frames=("ccomp:*", "governed-*"),
    source_path=">prep >pobj",
    examples=(
        "We {cue:learned} from {source:Anna Berg} {content:that nobody would come}.",
        "We {cue:heard} from {source:Anna Berg} that {content:“nobody will come.”}",
    ),
    counter_examples=("We learned that nobody would come.",),
)


@pytest.mark.parametrize("example", LEARNED.examples, ids=lambda example: example.line)
def test_it_decides_where_it_is_for(example):
    (found,) = quotekit.extract(example.text, rules=(LEARNED, *DEFAULT_RULES))
    assert found.rule == "learned-from"
    assert found.source.text == "Anna Berg"
    assert "nobody w" in found.text
    assert found.confidence >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "We learned that nobody would come.",
        "“Nobody will come,” said Anna Berg.",
        "We told Anna Berg that nobody would come.",
        "According to Anna Berg, nobody will come.",
    ],
)
def test_it_changes_nothing_else(text):
    assert quotekit.extract(text, rules=(LEARNED, *DEFAULT_RULES)) == quotekit.extract(text)


def test_a_clause_rule_for_one_verb_wins_if_put_first():
    mine = Rule(
        name="believed-clause",
        sentence="What is believed.",
        lemmas=("believe",),
        frames=("ccomp:that*",),
        trust=0.95,
        examples=("{source:Berg} {cue:believes} {content:that nobody will come}.",),
        counter_examples=("Berg says that nobody will come.",),
    )
    text = "Berg believes that nobody will come. Berg says that nobody will come."
    assert [a.rule for a in quotekit.extract(text, rules=(mine, *DEFAULT_RULES))] == ["believed-clause", "that-clause"]
    assert quotekit.extract(text, rules=(mine, *DEFAULT_RULES))[0].confidence >= 0.95


def test_a_rule_may_ask_for_the_words_of_its_source():
    mine = Rule(
        name="we-believe",
        sentence="What we believe.",
        lemmas=("believe",),
        frames=("ccomp:*",),
        source_forms=("we",),
        examples=("{source:We} {cue:believe} {content:that nobody will come}.",),
        counter_examples=("Berg believes that nobody will come.",),
    )
    text = "We believe that nobody will come. Berg believes that nobody will come."
    assert [a.rule for a in quotekit.extract(text, rules=(mine, *DEFAULT_RULES))] == ["we-believe", "that-clause"]


def test_trust_is_for_own_rules_and_a_probability():
    assert LEARNED.trust == 0.9
    # No articles were counted for these, and the weights of all others were fitted without a trust.
    trusted = {rule.name for rule in DEFAULT_RULES if rule.trust}
    assert trusted == {
        "certainty-and-clause",
        "certainty-of-first-person",
        "colon-and-rest",
        "for-whom-clause",
        "in-own-words",
        "knowledge-of-first-person",
        "noun-before-mark",
        "opinion-of-first-person",
        "per-document-clause",
        "quotative-words",
    }
    with pytest.raises(ValueError, match="trust"):
        Rule(name="sure", sentence="x", trust=1.0, examples=("x",), counter_examples=("y",))


def test_explain_tells_what_it_is_trusted():
    assert "at least 90%" in quotekit.explain(LEARNED)


def own(**fields):
    return Rule(name="mine", sentence="x", examples=("x",), counter_examples=("y",), **fields)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"frames": ("nonsense",)},
            "frames: no words and cue lie to each other as 'nonsense' says; there are ",
        ),
        ({"frames": ("govrned-*",)}, "'govrned-*' says; did you mean governed-*"),
        ({"frames": ("ccomp:taht*",)}, "did you mean ccomp:that"),
        ({"frames": ("postposed-XY",)}, "did you mean postposed-VS"),
        ({"frames": "governed-*"}, "frames are a tuple of names, such as (\"say\",), not 'governed-*'"),
        ({"relations": ("foo",)}, "relations: there is no 'foo'; there are according-to, "),
        ({"relations": ("subjct",)}, "relations: there is no 'subjct'; did you mean subject"),
        ({"kinds": ("vrb",)}, "kinds: there is no 'vrb'; did you mean verb?"),
        ({"kinds": "verb"}, "kinds are a tuple of names, such as (\"adjective\",), not 'verb'"),
        ({"lemmas": "say"}, "lemmas are a tuple of names, such as (\"say\",), not 'say'"),
        ({"needs": 7}, "needs is a probability, 0 to 1, not 7"),
        ({"needs": "0.5"}, "needs is a probability, 0 to 1, not '0.5'"),
    ],
    ids=repr,
)
def test_what_can_match_nothing_is_refused(fields, message):
    with pytest.raises(quotekit.RuleError) as raised:
        own(**fields)
    assert message in str(raised.value)


def test_lists_will_do():
    assert own(frames=["p:*"], kinds=["verb"], lemmas=["say"]) == own(frames=("p:*",), kinds=("verb",), lemmas=("say",))


@pytest.mark.parametrize(
    "name", ["*", "p:for", "p:for-ing*", "ccomp:that+p:to", "dobj+*", "dobj>*", "subj+inf", "fr:*", "far-*", "c*"]
)
def test_frames_that_words_can_have(name):
    assert own(frames=(name,)).frames == (name,)


def test_every_frame_and_relation_that_is_found_can_be_named(monkeypatch):
    """The lists that rules are checked against lack nothing: on all examples, and the golden articles."""
    frames, relations = set(), set()
    passages, clauses = RuleBook.for_passage, RuleBook.for_clause

    def of_passages(self, frame, relation, cue):
        frames.add(frame)
        if relation != frame:
            relations.add(relation)
        return passages(self, frame, relation, cue)

    def of_clauses(self, frame, *rest):
        frames.add(frame)
        return clauses(self, frame, *rest)

    monkeypatch.setattr(RuleBook, "for_passage", of_passages)
    monkeypatch.setattr(RuleBook, "for_clause", of_clauses)
    examples = [example.text for rule in DEFAULT_RULES for example in (*rule.examples, *rule.counter_examples)]
    articles = [path.read_text(encoding="utf8") for path in sorted(ARTICLES.glob("*.txt"))]
    for _ in quotekit.extract_many([*examples, *articles], rules=(LEARNED, *DEFAULT_RULES)):
        pass
    assert len(frames) > 60
    assert {frame for frame in frames if not is_possible(frame)} == set()
    assert relations - RELATIONS - {LEARNED.name} == set()


def test_of_two_rules_of_ones_own_the_first_decides():
    loose, strict = (
        Rule(
            name=name,
            sentence="What is believed.",
            lemmas=("believe",),
            frames=frames,
            examples=("{source:Berg} {cue:believes} {content:that nobody will come}.",),
            counter_examples=("Berg says that nobody will come.",),
        )
        for name, frames in (("believed-loosely", ("ccomp:*",)), ("believed-clause", ("ccomp:that*",)))
    )
    text = "Berg believes that nobody will come."
    for rules in ((loose, strict), (strict, loose)):
        [found] = quotekit.extract(text, rules=(*rules, *DEFAULT_RULES))
        assert found.rule == rules[0].name
        assert found.confidence >= 0.9
