"""From a reading to drafts of attributions: decisions on passages, put together.

In: a Reading and rules. Out: Drafts in text order, without overlap among outermost ones.
Never parses and never resolves a mention to a name.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.cues import negated
from quotekit.decisions import Decision, alternatives, decide, find_all_cues
from quotekit.lexicon import Lexicon, load_lexicon
from quotekit.mentions import phrase_range
from quotekit.reading import Draft, Phrase, Reading
from quotekit.rules import DEFAULT_RULES
from quotekit.rules.book import book_of
from quotekit.rules.rule import Rule
from quotekit.scoring import Table, load_table
from quotekit.transcripts import RULE as TRANSCRIPT
from quotekit.transcripts import find_turns
from quotekit.view import View, nested_views, views_of

NO_SOURCE = "no-source"  # the rule's name where somebody speaks and nobody can say who
NESTED_RATE = 0.3  # … and if its verb reports quoted passages this often
NESTED_SURE = 0.8  # a passage inside another is attributed on its own only if this is likely


def attribute(
    reading: Reading,
    rules: Sequence[Rule] = DEFAULT_RULES,
    *,
    lexicon: Lexicon | None = None,
    table: Table | str | None = "shipped",
) -> list[Draft]:
    """Drafts for everything somebody says in the text.

    Args:
        reading: The text with its passages and parses.
        rules: The rules in use, in order of precedence.
        lexicon: The cue words; the shipped ones unless given.
        table: Weights that decide between proposals; None lets the order of the rules decide.
    """
    book = book_of(rules)
    weights = load_table() if isinstance(table, str) else table
    views = views_of(reading)
    find_all_cues(views, lexicon or load_lexicon())
    decisions = decide(reading, views, book, weights)
    drafts = _join(reading, decisions)
    if TRANSCRIPT in book.ranks:
        drafts += find_turns(reading, views)
    inner = nested_views(reading, views)
    if inner:
        find_all_cues(inner, lexicon or load_lexicon())
        passages = [(view, passage) for view in inner for passage in view.passages]
        nested = [
            decision
            for decision in decide(reading, [None] * len(views), book, weights, passages)
            if _has_own_frame(decision) and decision.confidence >= NESTED_SURE
        ]
        drafts += _join(reading, nested)
    return sorted(drafts, key=lambda draft: draft.contents[0])


def _has_own_frame(decision: Decision) -> bool:
    """Is a passage inside another introduced by a verb of its own?"""
    cue = decision.taken.cue if decision.taken is not None else None
    return cue is not None and cue.kind == "verb" and cue.quoted_rate >= NESTED_RATE


def _join(reading: Reading, decisions: Sequence[Decision]) -> list[Draft]:
    """One draft a frame: pieces of one quotation, and passages that one cue introduces."""
    groups: list[list[Decision]] = []
    for decision in decisions:
        if not decision.is_speech:
            continue
        if groups and _belongs(reading, groups[-1], decision):
            groups[-1].append(decision)
        else:
            groups.append([decision])
    return [_draft(reading, group) for group in groups]


def _belongs(reading: Reading, group: list[Decision], decision: Decision) -> bool:
    last = group[-1]
    one, two = last.taken, decision.taken
    if (one is None) != (two is None) or (one and two and one.source != two.source):
        return False
    if last.passage.quotation == decision.passage.quotation:
        return True
    if one is None or last.view is not decision.view:
        return False
    cues = {d.taken.cue.head for d in (*group, decision) if d.taken and d.taken.cue and not d.taken.implicit}
    if len(cues) > 1:
        return False
    # “A,” he said. “B.”: what stands between is the frame and nothing else
    between = range(last.passage.last + 1, decision.passage.first)
    tree = decision.view.tree
    frame = cues | {one.head}
    words = [i for i in between if tree.words[i][:1].isalnum()]
    return len(words) <= 3 or (bool(frame & set(between)) and len(words) <= 12)


def _draft(reading: Reading, group: list[Decision]) -> Draft:
    leader = max(group, key=lambda d: (d.taken is not None and not d.taken.implicit, d.confidence))
    contents = []
    for decision in group:
        span = reading.quotations[decision.passage.quotation].spans[decision.passage.piece]
        contents.append((span.start, span.end))
    taken = leader.taken
    cue = taken.cue if taken is not None and not taken.implicit else None
    return Draft(
        contents=tuple(sorted(contents)),
        cue=cue,
        source=phrase(taken.view, taken.head) if taken is not None else None,
        rule=taken.rule if taken is not None else NO_SOURCE,
        confidence=leader.confidence,
        medium=cue.medium if cue is not None else "speech",
        negated=cue is not None and taken is not None and negated(taken.view, cue),
        implicit=taken is not None and taken.implicit,
        alternatives=alternatives(leader),
    )


def phrase(view: View, head: int) -> Phrase:
    """The noun phrase with this head, as a place in the reading."""
    first, last = phrase_range(view, head)
    return Phrase(view.number, head, first, last)
