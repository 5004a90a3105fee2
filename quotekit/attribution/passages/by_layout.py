"""Proposals from layout: a speaker's label, a colon, a by-line, a signature.

In: a Context. Out: Proposals such as ``WALLACE: …``, “…” — Name.
Never needs a cue word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotekit.attribution.opening import OpeningLabel
from quotekit.attribution.passages.context import SPOKEN_ENDS, Context, gap, has_word
from quotekit.attribution.phrases import phrase_head
from quotekit.attribution.proposal import Proposal, bucket, mention_at
from quotekit.attribution.views import ParagraphView
from quotekit.languages import labels
from quotekit.trees import Tree

_LABEL_TAGS = frozenset({"PROPN", "NOUN", "PUNCT", "ADJ", "DET", "ADP", "X", "NUM", "CCONJ", "PART"})
_ENDINGS = frozenset({".", "?", "!", ";", '"', "“", "”"})
_BYLINE_START = frozenset({"PROPN", "NOUN", "DET", "ADJ"})
_BYLINE_END = frozenset({".", "?", "!", ";"})
_MOST_MARKS = 3  # tokens of marks and dashes before the name
_DASHES = "—–―"
_LONGEST_CITATION = 40  # tokens of a citation of a case
_LONGEST_CITED, _DIGITS_OF_YEAR = 8, 4
_LONGEST_BYLINE, _LONGEST_SIGNATURE = 14, 9  # tokens
_INITIAL = re.compile(r"[A-Z]\.")


def propose_labels(context: Context) -> Iterator[Proposal]:
    """Label, colon and by-line proposals for the passage."""
    view, passage = context.view, context.passage
    label = view.label
    if label is not None and label.colon <= passage.last:
        yield _labelled(context, label)
    colon = passage.first - 1
    if colon > 0 and view.tree.words[colon] == ":" and view.inside[colon - 1] < 0:
        if label is None or label.colon != colon:
            yield from _inner_label(context, colon)
        yield from _colon_clause(context, colon)
    yield from _bylines(context)


def _labelled(context: Context, label: OpeningLabel) -> Proposal:
    view, passage, tree = context.view, context.passage, context.view.tree
    distance = passage.first - label.colon
    between = gap(view, label.colon, passage.first) if distance > 0 else None
    features = [
        f"distance={bucket(max(distance, 0), (0, 1, 3, 8))}",
        f"stops={min(between.stops, 3) if between else 0}",
        f"inside={view.inside[label.colon] >= 0}",
        f"shouted={tree.words[label.head].isupper()}",
        f"length={bucket(label.colon, (0, 1, 2, 4, 7))}",
        f"paragraph={bucket(len(tree), (8, 14, 22))}{distance <= 1}",
        f"headline={view.number == 0}",
        f"mark={context.quotation.marks[0]}",
    ]
    return _plain(context, view, "label", label.head, features)


def _inner_label(context: Context, colon: int) -> Iterator[Proposal]:
    """A name and a colon in mid-paragraph: "… ELSEWHERE - Jo Day: “…”"."""
    view, tree = context.view, context.view.tree
    start = colon - 1
    while start > 0 and tree.words[start - 1] not in (*_ENDINGS, "-", *_DASHES) and view.inside[start - 1] < 0:
        start -= 1
    while start < colon - 1 and tree.pos[start] in ("ADV", "CCONJ"):
        start += 1  # "Then Moritz Kern: “…”"
    span = range(start, colon)
    if tree.pos[colon - 1] not in labels.NOUNS or len(span) > 8 or any(tree.pos[i] not in _LABEL_TAGS for i in span):
        return
    head = colon - 1
    while tree.heads[head] != head and start <= tree.heads[head] < colon:
        head = tree.heads[head]
    features = [f"before={tree.words[max(start - 1, 0)]}", f"length={bucket(len(span), (1, 2, 4))}"]
    yield _plain(context, view, "inner-label", head, features)


def _colon_clause(context: Context, colon: int) -> Iterator[Proposal]:
    """The subject of the clause before a colon: "X was blunt: “…”"."""
    view, tree = context.view, context.view.tree
    for verb in (colon - 1, *tree.ancestors(colon - 1)):
        subject = next((k for k in tree.kids[verb] if tree.deps[k] in labels.SUBJECTS and view.inside[k] < 0), None)
        if subject is not None and subject < context.passage.first:
            features = [
                f"lemma={tree.lemmas[verb]}",
                f"tag={tree.pos[verb]}",
                f"source-tag={tree.pos[subject]}",
            ]
            yield _plain(context, view, "colon-clause", subject, features)
            return


def _bylines(context: Context) -> Iterator[Proposal]:
    """“…” — Name, or a paragraph behind the passage that is a name."""
    view, passage = context.view, context.passage
    found = _byline(view, passage.last + 1)
    if found is not None:
        yield _plain(context, view, "byline", found[0], [*found[1], f"alone={passage.first <= 1}"])
        return
    is_sentence = _has_clause(context)  # and no title
    is_whole = passage.first <= 1 and (context.ends_with in SPOKEN_ENDS or is_sentence)
    head = _bracketed(view, passage.last + 1) if is_whole else None
    if head is None and (_has_subject(context) or context.text[:1].islower()) and context.case != "all":
        head = _cited(view, passage.last + 1)
    if head is None and is_sentence:
        head = _of_judge(view, passage.last + 1)
    if head is not None:
        yield _plain(context, view, "bracketed", head, [])
        return
    following = context.views[view.number + 1] if view.number + 1 < len(context.views) else None
    if (
        passage.last >= len(view.tree) - 2
        and following is not None
        and len(following.tree) <= _LONGEST_SIGNATURE
        and not following.passages
        and not _is_heading(following)
        and (found := _byline(following, 0)) is not None
    ):
        yield _plain(context, following, "signature", found[0], [*found[1], f"alone={passage.first <= 1}"])


def _is_heading(view: ParagraphView) -> bool:
    """Is it a number, a day or a title in capitals: "VI", « Mardi, 22 novembre »? Weights know that by themselves."""
    if view.language.is_weighed:
        return False
    words = [word for word in view.tree.words if has_word(word)]
    is_day = bool(words) and words[0].lower() in view.language.people.groups["not-alone"]
    return is_day or all(word.isupper() or word.isdigit() for word in words)


def _has_clause(context: Context) -> bool:
    """Has it a finite verb and mostly lower case: “The bridge is a death trap”, but not “The Price of Coal”?"""
    tree, tokens = context.view.tree, range(context.passage.first, context.passage.last + 1)
    words = [tree.words[i] for i in tokens if has_word(tree.words[i])]
    return _has_subject(context) and 2 * sum(map(str.islower, words)) > len(words)


def _has_subject(context: Context) -> bool:
    deps, passage = context.view.tree.deps, context.passage
    return any(deps[i] in labels.SUBJECTS for i in range(passage.first, passage.last + 1))


def _byline(view: ParagraphView, start: int) -> tuple[int, list[str]] | None:
    """The head of the name that stands here, behind a dash or at the start of a paragraph, and its features."""
    tree, n = view.tree, len(view.tree)
    opening = _before_name(tree, start)
    if opening is None:
        return None
    first, has_dash = opening
    if not has_dash and start:
        return None
    end = next((k for k in range(first, n) if view.inside[k] >= 0 or tree.words[k] in _BYLINE_END), n)
    if not first < end <= first + _LONGEST_BYLINE or tree.pos[first] not in _BYLINE_START:
        return None
    if any(tree.pos[k] in labels.VERBS for k in range(first, end)):
        return None
    head = _name_head(view, first, end)
    return head, [
        f"dash={has_dash}",
        f"length={bucket(end - first, (1, 2, 4, 8))}",
        f"at-end={end >= n - 1}",
        f"source-tag={tree.pos[head]}",
    ]


def _before_name(tree: Tree, start: int) -> tuple[int, bool] | None:
    """The first word behind marks and dashes, and is there a dash? None where something else stands there."""
    i, has_dash = start, False
    while i < len(tree) and not has_word(tree.words[i]) and i - start < _MOST_MARKS:
        if any(dash in tree.words[i] for dash in _DASHES + "-~"):
            has_dash = True
        elif tree.words[i] not in ("(", '"', "”", "''"):
            return None
        i += 1
    return i, has_dash or (i < len(tree) and any(dash in tree.words[i] for dash in _DASHES))


def _name_head(view: ParagraphView, first: int, end: int) -> int:
    """The last word of a name that begins here, or the noun of the phrase that does: "Sign on the ferry"."""
    if view.tree.pos[first] == labels.PROPER:
        return next((k for k in range(first, end - 1) if not _goes_on(view.tree, k + 1)), end - 1)
    head = phrase_head(view, first)
    return head if first <= head < end else first


def _goes_on(tree: Tree, i: int) -> bool:
    """Is the word part of a name: a proper noun, or an initial, which the tagger may take for a noun?"""
    return tree.pos[i] == labels.PROPER or bool(_INITIAL.fullmatch(tree.words[i]))


def _bracketed(view: ParagraphView, start: int) -> int | None:
    """The last word of a name in brackets that ends the paragraph: “…” (Jo Day, Dundee)."""
    tree, n = view.tree, len(view.tree)
    end = next((i for i in range(start, n) if tree.words[i].startswith(")")), n)
    span = range(start + 1, end)
    if not (start < end < n and tree.words[start] == "(" and 0 < len(span) <= _LONGEST_BYLINE):
        return None
    if any(has_word(word) for word in tree.words[end:]) or any(tree.pos[i] in ("VERB", "AUX", "NUM") for i in span):
        return None
    head = start
    while head + 1 < end and tree.pos[head + 1] == "PROPN":
        head += 1
    return head if head > start else None


def _cited(view: ParagraphView, start: int) -> int | None:
    """The last word of a name that is cited with a year: “…” (Day, 2015, p. 12)."""
    tree = view.tree
    year = next((i for i in range(start + 2, min(start + _LONGEST_CITED, len(tree))) if tree.words[i].isdigit()), None)
    if year is None or tree.words[start] != "(" or len(tree.words[year]) != _DIGITS_OF_YEAR:
        return None
    names = [i for i in range(start + 1, year) if has_word(tree.words[i])]
    is_name = bool(names) and all(tree.words[i][:1].isupper() and tree.pos[i] == "PROPN" for i in names)
    return names[-1] if is_name else None


def _of_judge(view: ParagraphView, start: int) -> int | None:
    """The name of a judge in brackets at the end of a citation: “…” Day v. Lee (1990) (Holm, J., dissenting)."""
    tree, judges = view.tree, view.language.groups["judge"]
    stop = next((i for i in range(start, len(tree)) if view.inside[i] >= 0), len(tree))
    for i in range(start, min(stop, start + _LONGEST_CITATION) - 3):
        is_open = tree.words[i] == "(" and tree.words[i + 2] == ","
        if is_open and tree.words[i + 1][:1].isupper() and tree.lower[i + 3] in judges:
            return i + 1
    return None


def _plain(context: Context, view: ParagraphView, frame: str, head: int, features: list[str]) -> Proposal:
    named = [f"frame={frame}", *(f"{frame}:{feature}" for feature in features)]
    return context.proposal(frame, mention_at(view, head), named)
