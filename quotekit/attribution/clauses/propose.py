"""Every proposal for what is said at the cues of a paragraph.

In: a ParagraphView, what was decided about its passages, the rules. Out: Proposals.
Never weighs and never chooses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, field

from quotekit.attribution.clauses.arguments import passages_in, sentence_of, settle, trim, up_to_mark, whole_headline
from quotekit.attribution.clauses.nouns import is_no_telling
from quotekit.attribution.clauses.shapes import shapes_of, speaker_label
from quotekit.attribution.clauses.sources import clause_sources
from quotekit.attribution.passages.decision import Decision
from quotekit.attribution.proposal import Mention, Proposal, Run, covers, mention_at
from quotekit.attribution.rulebook import RuleBook
from quotekit.attribution.sources import own_sources
from quotekit.attribution.views import ParagraphView, Source
from quotekit.languages import labels
from quotekit.languages.frames import ALL_PASSAGES, COLON, COMPLEMENT, GO_ON, LABEL_REST, LONE_PASSAGE
from quotekit.reading.reading import CueHit
from quotekit.trees import Tree

_LIKELY_SPEECH = 0.25  # passages less likely to be speech are left to the clauses around them
_HOPELESS = 0.04  # words that report more rarely than this are passed over
_SHORTEST_CUT = 6  # tokens of a piece that may be cut
_MOST_CUTS = 2
_BREAKS = frozenset({",", "-", "--", "–", "—", ";"})
Decisions = Sequence[Decision | None]


def propose_clauses(view: ParagraphView, decisions: Decisions, book: RuleBook) -> list[list[Proposal]]:
    """Every proposal of a paragraph; those that exclude each other (one cue) in one list.

    Args:
        view: The paragraph.
        decisions: What was decided about each passage of the view, in order; None where nothing was.
        book: The rules in use.
    """
    by_cue, lone = _by_cue(view, decisions)
    groups = []
    for cue in view.cues:
        if (cue.rate <= _HOPELESS and cue.head not in by_cue) or _is_occasion(view, cue):
            continue
        sources, own = clause_sources(view, cue, book.relations), own_sources(view, cue, book.relations)
        proposer = _Proposer(view, cue, by_cue.get(cue.head, []), decisions, sources, own)
        proposer.propose(book)
        if proposer.found:
            groups.append(proposer.found)
    groups += [_lone(view, numbers, decisions) for numbers in lone]
    if labelled := _at_label(view, book):
        groups.append([labelled])
    return groups


def _is_occasion(view: ParagraphView, cue: CueHit) -> bool:
    """Is it what somebody was asked before they answer: "(When) asked whether she would go, Berg said no"?"""
    tree, head = view.tree, cue.head
    if (
        tree.tags[head] != labels.PAST_PARTICIPLE
        or tree.deps[head] != labels.ADVERBIAL_CLAUSE
        or cue.lemma not in view.language.groups["undergone"]
    ):
        return False
    opens = tree.tags[tree.left[head]] in labels.QUESTION_WORDS  # "When asked"
    answers = {
        each.head for each in view.cues if each.kind == "verb" and (not opens or _takes_something(tree, each.head))
    }
    return tree.heads[head] in answers and (opens or tree.left[head] == head)


def _takes_something(tree: Tree, verb: int) -> bool:
    """Does something follow that it may report: "said no", but not "shrugged"?"""
    return any(kid > verb and tree.deps[kid] in labels.COMPLEMENTS for kid in tree.kids[verb])


def _by_cue(view: ParagraphView, decisions: Decisions) -> tuple[Mapping[int, list[int]], list[list[int]]]:
    """Passages by the cue that introduces them, and those that none does; what continues joins."""
    by_cue: dict[int, list[int]] = {}
    lone: list[list[int]] = []
    last: list[int] | None = None
    speaker: Mention | None = None
    for number, decision in enumerate(decisions):
        if decision is None or decision.speech < _LIKELY_SPEECH:
            continue
        cue = None if decision.likeliest is None else decision.likeliest.cue
        if cue is not None and cue.paragraph == view.number and not decision.is_implicit:
            last = by_cue.setdefault(cue.head, [])
        elif last is None or not decision.is_implicit or speaker != decision.mention or _is_led_to(view, number):
            last = []
            lone.append(last)
        last.append(number)
        speaker = decision.mention
    return by_cue, lone


def _is_led_to(view: ParagraphView, number: int) -> bool:
    """Does a colon of its own lead to a passage? Of languages with weights, those decide what goes on."""
    return not view.language.is_weighed and view.tree.words[view.passages[number].first - 1] == ":"


def _lone(view: ParagraphView, numbers: list[int], decisions: Decisions) -> list[Proposal]:
    decision = decisions[numbers[0]]
    assert decision is not None
    frame = f"{LONE_PASSAGE}:{decision.likeliest.frame if decision.likeliest is not None else ''}"
    found = []
    for some in [numbers] if len(numbers) == 1 else [numbers, numbers[:1]]:
        runs = [(view.passages[n].first, view.passages[n].last) for n in some]
        found.append(Proposal(view, runs, frame, "quoted", decision.mention, passages=list(some), expected=numbers))
    return found


def _at_label(view: ParagraphView, book: RuleBook) -> Proposal | None:
    label = speaker_label(view)
    if label is None or label.colon + 1 >= len(view.tree):
        return None
    colon = label.colon
    cue = CueHit(view.number, colon, colon, colon, ":", "punctuation")
    rule = book.for_clause(LABEL_REST, cue)
    piece = trim(view, colon + 1, len(view.tree) - 1)
    if piece is None or rule is None:
        return None
    inside = passages_in(view, [piece])
    return Proposal(view, [piece], LABEL_REST, "label", mention_at(view, label.head), cue, rule.name, passages=inside)


@define(eq=False)
class _Proposer:
    """Gathers the proposals of one cue."""

    view: ParagraphView
    cue: CueHit
    passages: list[int]
    decisions: Decisions
    sources: Sequence[Source]
    own: Sequence[Source]
    found: list[Proposal] = field(factory=list)
    seen: set[tuple[Run, ...]] = field(factory=set)

    def propose(self, book: RuleBook) -> None:
        """Every shape the rules allow, with the passages of the cue and without."""
        quoted = [(self.view.passages[n].first, self.view.passages[n].last) for n in self.passages]
        own = frozenset(name for name, _ in self.own)
        source = self.view.tree.words[self.sources[0][1]].lower() if self.sources else ""
        for frame, runs in shapes_of(self.view, self.cue, self.sources):
            rule = book.for_clause(frame, self.cue, own, source)
            if rule is None or is_no_telling(self.view, self.cue, frame, runs):
                continue
            sources = [source for source in self.own if source[0] == rule.name] if rule.source_path else self.sources
            self._add(frame, runs, sources, rule.name)
            apart = quoted and not all(covers(runs, first) for first, _ in quoted)
            if apart and (frame.startswith(GO_ON) or self._is_beside(quoted)):
                self._add(frame, runs + quoted, sources, rule.name, with_passages=True)
        if quoted:
            self._add(ALL_PASSAGES, whole_headline(self.view, self.cue, quoted), self.sources, "", with_passages=True)

    def _is_beside(self, quoted: Sequence[Run]) -> bool:
        """Do the passages of the cue stand in its own sentence?"""
        sents, own = self.view.tree.sents, self.view.tree.sents[self.cue.head]
        return any(own in (sents[first], sents[last]) for first, last in quoted)

    def _is_new(self, runs: list[Run]) -> bool:
        key = tuple(runs)
        if not runs or key in self.seen or covers(runs, self.cue.head):
            return False
        self.seen.add(key)
        return True

    def _add(
        self, frame: str, runs: list[Run], sources: Sequence[Source], rule: str, *, with_passages: bool = False
    ) -> None:
        runs = up_to_mark(self.view, self.cue, settle(self.view, self._without_comment(runs)))
        if not self._is_new(runs):
            return
        named = self._mention(runs, sources, with_passages=with_passages)
        if named is None:
            return
        relation, mention = named
        base = Proposal(
            self.view,
            runs,
            frame,
            relation,
            mention,
            self.cue,
            rule,
            passages=passages_in(self.view, runs),
            expected=self.passages,
            with_passages=with_passages,
        )
        self.found.append(base)
        if frame != ALL_PASSAGES:
            self._vary(base)

    def _without_comment(self, runs: list[Run]) -> list[Run]:
        """The words up to a clause about them: "said it was late, *which nobody believed*"."""
        tree, comments = self.view.tree, self.view.language.groups["comment-on-words"]
        if not runs or not comments:
            return runs
        first, last = runs[-1]
        if labels.WHICH not in tree.tags[first + 2 : last]:
            return runs  # told fast: most words hold none
        for i in range(first + 2, last):
            verb = tree.heads[i]
            if (
                tree.tags[i] == labels.WHICH
                and tree.deps[i] == labels.OBJECT
                and tree.words[i - 1] == ","
                and self.view.inside[i] < 0
                and tree.lemmas[verb] in comments
                and tree.pos[tree.heads[verb]] in labels.VERBS
            ):
                return [*runs[:-1], (first, i - 2)]
        return runs

    def _mention(
        self, runs: list[Run], sources: Sequence[Source], *, with_passages: bool
    ) -> tuple[str, Mention | None] | None:
        """Who says the words and how the cue leads there; None where that is somebody named inside of them."""
        fitting = [(name, head) for name, head in sources if not covers(runs, head)]
        decision = self.decisions[self.passages[0]] if with_passages else None
        quoted = None if decision is None else decision.mention
        if quoted is None:
            return (fitting[0][0], mention_at(self.view, fitting[0][1])) if fitting else ("none", None)
        if quoted.stands_in(self.view, runs):
            return None
        is_here = quoted.paragraph == self.view.number
        return next((name for name, head in fitting if is_here and head == quoted.head), "quoted"), quoted

    def _vary(self, base: Proposal) -> None:
        """The same words cut before an afterthought, or stretched to the end of the sentence."""
        first, last = base.runs[-1]
        if last < self.cue.head:
            return
        tree, inside = self.view.tree, self.view.inside
        if COMPLEMENT in base.frame or base.frame.startswith(COLON):
            end = self._edge_of_clause(sentence_of(tree, last)[1])
            longer = trim(self.view, first, end) if end > last else None
            if longer is not None and longer[1] > last:
                self._add_variant(base, longer, ">")
        if last - first + 1 < _SHORTEST_CUT or _BREAKS.isdisjoint(tree.words[first + 2 : last]):
            return
        cuts = 0
        for i in range(last - 1, first + 1, -1):
            if inside[i] < 0 and tree.words[i] in _BREAKS and tree.tags[i + 1] in labels.CUT_TAGS:
                self._add_variant(base, trim(self.view, first, i - 1), "<")
                cuts += 1
                if cuts == _MOST_CUTS:
                    break

    def _edge_of_clause(self, end: int) -> int:
        """The end of the words, not behind the relative clause or the clause before another that the cue stands in."""
        tree, head = self.view.tree, self.cue.head
        is_first = tree.deps[head] == labels.ADVERBIAL_CLAUSE and tree.heads[head] > head
        return min(end, tree.right[head]) if is_first or tree.deps[head] == labels.RELATIVE_CLAUSE else end

    def _add_variant(self, base: Proposal, piece: Run | None, variant: str) -> None:
        if piece is None:
            return
        runs = up_to_mark(self.view, self.cue, self._without_comment([*base.runs[:-1], piece]))
        if not self._is_new(runs):
            return
        if base.mention is not None and base.mention.stands_in(self.view, runs):
            return
        self.found.append(
            Proposal(
                self.view,
                runs,
                base.frame,
                base.relation,
                base.mention,
                self.cue,
                base.rule,
                variant=variant,
                passages=passages_in(self.view, runs),
                expected=base.expected,
                with_passages=base.with_passages,
            )
        )
