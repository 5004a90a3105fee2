"""From the decisions on passages to drafts: passages and clauses through one selection.

In: a Reading, its views, the decisions, the rules, the weights. Out: Drafts, and what is left over.
Never parses, never resolves a mention to a name.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from quotekit.attribution.clauses import (
    ClauseBook,
    ClauseCandidate,
    Surroundings,
    Verdict,
    describe,
    propose_clauses,
    source_range,
    verdict_of,
)
from quotekit.attribution.clauses.choose import choose, weigh, weigh_by_order
from quotekit.attribution.cues import negated
from quotekit.attribution.passages.decide import MOST_ALTERNATIVES, Decision, alternatives
from quotekit.attribution.sources import Relations
from quotekit.attribution.views import View
from quotekit.languages import labels
from quotekit.languages.stand_ins import NO_SOURCE, PASSAGE
from quotekit.languages.table import Table
from quotekit.reading.reading import CueHit, Draft, Phrase, Reading, merge
from quotekit.records import Alternative

NESTED_SURE = 0.6  # an attribution inside another is kept only if it is this likely
COVERED = 0.5  # share of the tokens of a passage that makes it part of an attribution
VISIBLE = 0.05  # alternatives less likely are not told
Group = Sequence[ClauseCandidate]


@frozen(eq=False)
class Selection:
    """What was selected.

    Attributes:
        drafts: Attributions that do not overlap, in text order.
        nested: Attributions that lie inside the words of others.
        left: Decisions on passages that are speech and that no draft holds.
    """

    drafts: list[Draft]
    nested: list[Draft]
    left: list[Decision]


def select(
    reading: Reading,
    views: Sequence[View | None],
    decisions: Sequence[Decision],
    book: ClauseBook,
    relations: Relations,
    table: Table | None,
) -> Selection:
    """The attributions of a text.

    Args:
        reading: The text.
        views: Its paragraphs, cues found.
        decisions: The decision on every outermost passage, in order.
        book: The clause rules in use.
        relations: The source relations in use.
        table: The weights; None lets the order of the rules and the rates of the cues decide.
    """
    by_view: dict[int, list[Decision]] = {}
    for decision in decisions:
        by_view.setdefault(decision.view.number, []).append(decision)
    drafts: list[Draft] = []
    nested: list[Draft] = []
    left: list[Decision] = []
    for view in views:
        if view is None:
            continue
        mine = by_view.get(view.number, [])
        of_passage = {decision.passage: decision for decision in mine}
        verdicts = [verdict_of(of_passage[passage]) if passage in of_passage else None for passage in view.passages]
        around = Surroundings(view, views, verdicts)
        groups = propose_clauses(view, verdicts, book, relations)
        _weigh(groups, around, table, book)
        kept = choose([c for c in group if not _is_denied(c, verdicts)] for group in groups)
        for candidate in kept:
            drafts.append(_draft(reading, candidate, around, groups))
            nested += _inside(reading, candidate, around, groups, table, book)
        left += [decision for decision in mine if decision.is_speech and not _is_covered(decision, kept)]
    return Selection(drafts, nested, left)


def _weigh(groups: Sequence[Group], around: Surroundings, table: Table | None, book: ClauseBook) -> None:
    for group in groups:
        if table is None:
            weigh_by_order(group, book)
        else:
            describe(group, around)
            weigh(group, table, book)


def _inside(
    reading: Reading,
    outer: ClauseCandidate,
    around: Surroundings,
    groups: Sequence[Group],
    table: Table | None,
    book: ClauseBook,
) -> list[Draft]:
    """What is said inside of what is said: "she said that he had denied …"."""
    if table is None:
        return []
    free = Surroundings(around.view, around.views, around.verdicts, is_free=True)
    held = []
    for group in groups:
        cue = group[0].cue
        if cue is None or cue.kind == "punctuation" or not outer.holds(cue.head):
            continue
        inner = [candidate for candidate in group if _lies_in(candidate, outer)]
        if inner:
            describe(inner, free)
            weigh(inner, table, book)
            held.append(inner)
    drafts = []
    for candidate in choose(held, NESTED_SURE):
        drafts.append(_draft(reading, candidate, around, held))
        drafts += _inside(reading, candidate, around, held, table, book)
    return drafts


def _lies_in(candidate: ClauseCandidate, outer: ClauseCandidate) -> bool:
    return candidate is not outer and any(
        first <= candidate.runs[0][0] and candidate.runs[-1][1] <= last for first, last in outer.runs
    )


def _is_denied(candidate: ClauseCandidate, verdicts: Sequence[Verdict | None]) -> bool:
    """Is it one passage and nothing else, which the quoted part says is nobody's speech?"""
    if len(candidate.passages) != 1 or len(candidate.runs) != 1:
        return False
    verdict = verdicts[candidate.passages[0]]
    if verdict is None or verdict.decision.is_speech:
        return False
    passage, (first, last) = verdict.decision.passage, candidate.runs[0]
    return last - first <= passage.last - passage.first + 1


def _is_covered(decision: Decision, kept: Sequence[ClauseCandidate]) -> bool:
    first, last = decision.passage.first, decision.passage.last
    held = sum(any(c.holds(i) for c in kept) for i in range(first, last + 1))
    return held >= COVERED * (last - first + 1)


def _draft(reading: Reading, candidate: ClauseCandidate, around: Surroundings, groups: Sequence[Group]) -> Draft:
    tree = candidate.view.tree
    leader = _leader(candidate, around.verdicts)
    taken = leader.decision.taken if leader is not None else None
    cue = candidate.cue
    if cue is None and taken is not None and not taken.implicit:
        cue = taken.cue
    rule = candidate.rule or (taken.rule if taken is not None else NO_SOURCE)
    source = _source(candidate, around.views)
    said_by = around.views[cue.paragraph] if cue is not None else None
    return Draft(
        contents=tuple(merge((tree.starts[first], tree.ends[last]) for first, last in candidate.runs)),
        cue=None if cue is None else _whole_cue(candidate, cue),
        source=source,
        rule=rule,
        confidence=min(1.0, candidate.confidence),
        medium=cue.medium if cue is not None else "speech",
        negated=cue is not None and said_by is not None and negated(said_by, cue),
        implicit=candidate.cue is None and taken is not None and taken.implicit,
        alternatives=_alternatives(candidate, leader, around, groups),
    )


def _leader(candidate: ClauseCandidate, verdicts: Sequence[Verdict | None]) -> Verdict | None:
    """The verdict that words made of passages owe their frame to."""
    if candidate.rule or not candidate.expected:
        return None
    known = [verdict for n in candidate.expected if (verdict := verdicts[n]) is not None]
    return max(known, key=lambda v: (v.decision.taken is not None, not v.is_implicit, v.chance), default=None)


def _source(candidate: ClauseCandidate, views: Sequence[View | None]) -> Phrase | None:
    if candidate.source is None:
        return None
    number, head = candidate.source
    view = views[number]
    if view is None:
        return None
    taken = list(candidate.runs) if number == candidate.view.number else []
    if candidate.cue is not None and taken:
        taken.append((candidate.cue.head, candidate.cue.head))
    first, last = source_range(view, head, taken)
    return Phrase(number, head, first, last)


def _whole_cue(candidate: ClauseCandidate, cue: CueHit) -> CueHit:
    """The cue with the particle and the preposition that belong to it: "called for"."""
    if candidate.cue is None or cue.kind not in ("verb", "noun", "adjective"):
        return cue
    tree, last = candidate.view.tree, cue.last
    while (
        last + 1 < len(tree)
        and tree.heads[last + 1] == cue.head
        and tree.deps[last + 1] in labels.VERB_TAILS
        and not candidate.holds(last + 1)
    ):
        last += 1
    if last > cue.last and (candidate.holds(last + 1) or tree.deps[last] == labels.PARTICLE):
        return evolve(cue, last=last)
    return cue


def _alternatives(
    candidate: ClauseCandidate, leader: Verdict | None, around: Surroundings, groups: Sequence[Group]
) -> tuple[Alternative, ...]:
    if leader is not None:
        return alternatives(leader.decision)
    group = next((group for group in groups if candidate in group), ())
    rows: dict[tuple[str, object], Alternative] = {}
    for other in sorted(group, key=lambda c: -c.share):
        key = (other.rule, other.source)
        if other.share < VISIBLE or key == (candidate.rule, candidate.source) or key in rows:
            continue
        view = around.views[other.source[0]] if other.source else None
        name = view.tree.words[other.source[1]] if view is not None and other.source else None
        cue = other.cue.lemma if other.cue else None
        rows[key] = Alternative(other.rule or PASSAGE, name, cue, other.share)
    return tuple(rows.values())[:MOST_ALTERNATIVES]


def _same_place(one: Phrase | None, other: Phrase | None) -> bool:
    return one is not None and other is not None and (one.paragraph, one.head) == (other.paragraph, other.head)


def join_pieces(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """The pieces of one quotation over several paragraphs are one attribution."""
    starts = {
        span.start: n
        for n, quotation in enumerate(reading.quotations)
        if len(quotation.spans) > 1
        for span in quotation.spans
    }
    joined: list[Draft] = []
    more: dict[int, list[tuple[int, int]]] = {}
    place: dict[int, int] = {}
    for draft in drafts:
        numbers = {starts[start] for start, _ in draft.contents if start in starts}
        first = next((place[n] for n in sorted(numbers) if n in place), None)
        if first is not None and (draft.implicit or _same_place(draft.source, joined[first].source)):
            more.setdefault(first, []).extend(draft.contents)
            continue
        for n in numbers:
            place[n] = len(joined)
        joined.append(draft)
    for first, contents in more.items():
        joined[first] = evolve(joined[first], contents=tuple(merge((*joined[first].contents, *contents))))
    return joined
