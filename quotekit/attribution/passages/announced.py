"""Proposals from the end of the paragraph before, and what a colon announces in the same one.

In: a Context. Out: Proposals whose mention stands in front of the passage.
Never looks at who spoke the passages before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from quotekit.attribution.passages.context import STOPS, Context, is_alone, is_person
from quotekit.attribution.proposal import Proposal, bucket, mention_at
from quotekit.attribution.sources import sources_of
from quotekit.attribution.views import ParagraphView
from quotekit.languages import Language, labels
from quotekit.reading.reading import CueHit
from quotekit.trees import Tree

_MAIN = labels.MAIN_CLAUSES | {labels.CONJUNCT, labels.UNKNOWN}
LONE_SPEECH: Final = "lone-speech"
_REPORTS = 0.4  # a verb in the paragraph before that reports this often


def introduced_from(context: Context) -> int:
    """Where the sentence begins that a colon leads to the passage, if it is about a person; else 0.

    In “A,” wrote Ada. Ben was blunter: “B.”, B is not Ada's, and nobody's from before.
    """
    view, passage = context.view, context.passage
    tree, last = view.tree, passage.first - 1
    while last > 0 and not tree.words[last].isalnum() and tree.words[last] != ":":
        last -= 1  # the mark itself
    if last <= 0 or tree.words[last] != ":":
        return 0
    first = last
    while first > 0 and tree.sents[first - 1] == tree.sents[last]:
        first -= 1
    is_label = not any(tree.deps[i] in labels.SUBJECTS for i in range(first, last))  # "Then Moritz Kern: “…”"
    is_about_person = (is_label and tree.pos[last - 1] == "PROPN" and is_person(tree, last - 1, view.language)) or any(
        tree.deps[i] in labels.SUBJECTS and view.inside[i] < 0 and is_person(tree, i, view.language)
        for i in range(first, last)
    )
    return first if is_about_person else 0


def last_speaker(context: Context) -> Proposal | None:
    """Who spoke at the end of the paragraph before, where nobody else is named after them."""
    before = context.views[context.view.number - 1] if context.view.number else None
    if before is None:
        return None
    tree = before.tree
    if tree.words[-1:] == [":"]:
        return None  # that announces the passage
    if before.passages and "?" in tree.words[max(0, before.passages[-1].last - 1) : before.passages[-1].last + 1]:
        return None  # a question is answered by somebody else
    for cue in reversed(before.cues):
        if tree.sents[cue.head] != tree.sents[-1] or cue.kind != "verb" or cue.rate < _REPORTS:
            continue
        for _, head in sources_of(before, cue, context.relations)[:1]:
            after = (i for i in range(max(head, cue.head) + 1, len(tree)) if before.inside[i] < 0)
            language = before.language
            if _can_speak(tree, head, language) and not any(_is_one_person(tree, i, language) for i in after):
                features = [f"frame={LONE_SPEECH}", f"{LONE_SPEECH}:told={not before.passages}"]
                return context.proposal(LONE_SPEECH, mention_at(before, head), features, is_implicit=True)
    return None


def _is_one_person(tree: Tree, i: int, language: Language) -> bool:
    """Does the word name one person, so that a passage can be hers, and not "mothers"?"""
    groups = language.people.groups
    is_month = tree.lower[i] in groups["month-or-name"] and tree.lower[max(i - 1, 0)] in groups["before-month"]
    return is_person(tree, i, language) and tree.tags[i] != labels.PLURAL_NOUN and not is_month


def _can_speak(tree: Tree, i: int, language: Language) -> bool:
    """Can the word stand for one who speaks: a name, a pronoun, a role or a body, but no "hives"?"""
    people, noun = language.people, tree.lemmas[i]
    if tree.pos[i] == "PRON":
        pronoun = people.pronouns.get(tree.words[i].casefold())
        return pronoun is not None and pronoun.gender != "n" and pronoun.use == "subject"
    return tree.pos[i] == "PROPN" or noun in people.roles or noun in people.bodies


def announced(context: Context, *, is_dialogue: bool) -> Iterator[Proposal]:
    """A frame at the end of the paragraph before: "The minister added:¶“…”"."""
    view, passage = context.view, context.passage
    before = context.views[view.number - 1] if view.number else None
    if before is None or passage.first > 2:
        return
    tree = before.tree
    colon = tree.words[-1:] == [":"]
    alone = is_alone(view, passage)
    cues = _last_cues(before)
    for rank, cue in enumerate(reversed(cues)):
        for _, head in sources_of(before, cue, context.relations)[:1]:
            details = _announcing_details(before, cue, rank, colon, alone)
            if context.is_lone_speech and not colon:
                details.append(f"speaker={_can_speak(tree, head, before.language)}")
            if is_dialogue:
                details.append(f"dialogue={is_dialogue}")
            frame = "announced-colon" if colon and not rank else "announced"
            features = [f"frame={frame}", *(f"announced:{detail}" for detail in details)]
            yield context.proposal(frame, mention_at(before, head), features, cue=cue)
    told = any(cue.quoted_rate >= _REPORTS and tree.sents[cue.head] == tree.sents[-1] for cue in cues)
    if colon and not before.language.is_weighed:
        yield from _from_opening(context, before)
    if colon or not cues or (context.is_lone_speech and not before.passages and not told):
        yield from _announcing_subject(context, before, colon, alone)


def _last_cues(before: ParagraphView) -> tuple[CueHit, ...]:
    """The last three cues of a paragraph, in order."""
    cues, sents = before.cues[-3:], before.tree.sents
    if before.language.is_weighed:
        return cues
    # Nothing weighs how far off a cue is, so it has to stand in the last sentence.
    return tuple(cue for cue in cues if sents[cue.head] == sents[-1])


def _announcing_details(before: ParagraphView, cue: CueHit, rank: int, colon: bool, alone: bool) -> list[str]:
    """What is known of a cue of the paragraph before; so many others come after it."""
    tree = before.tree
    return [
        f"rank={rank}",
        f"colon={colon}",
        f"colon,rank={colon}{rank}",
        f"quoted-rate={bucket(cue.quoted_rate, (0.06, 0.25, 0.5, 0.8))}{colon}",
        f"lemma={cue.weighed_as}{colon}",
        f"alone={alone}{colon}",
        f"has-passage={bool(before.passages)}{colon}",
        f"ends-with={tree.words[-1][-1:]}",
        f"last-sentence={tree.sents[cue.head] == tree.sents[-1]}",
    ]


def _from_opening(context: Context, before: ParagraphView) -> Iterator[Proposal]:
    opening = _opening(before, context.reading.text)
    if opening is not None:
        mention = mention_at(before, opening)
        yield context.proposal("subject-before", mention, ["frame=subject-before"], is_implicit=True)


def _opening(view: ParagraphView, text: str) -> int | None:
    """The name or pronoun that opens the last sentence, where the parse has no subject in it: "Paul could but say:"."""
    tree = view.tree
    first = len(tree) - 1
    while first and tree.words[first - 1] not in STOPS and view.inside[first - 1] < 0:
        first -= 1
    if any(tree.deps[i] in labels.SUBJECTS and _is_main(tree, i) for i in range(first, len(tree))):
        return None
    while first < len(tree) - 1 and tree.pos[first] in ("CCONJ", "ADV", "PUNCT"):
        first += 1
    if not (_can_speak(tree, first, view.language) or _is_name(tree.words[first], text)):
        return None
    last = first
    while last < len(tree) - 1 and tree.words[last + 1][:1].isupper():
        last += 1
    view.phrases[last] = (first, last)  # whatever the parse hangs on it
    return last


def _is_name(word: str, text: str) -> bool:
    """Does a capitalised word have its capital within sentences, too?"""
    return word[:1].isupper() and re.search(rf"[^\W\d_A-ZÀ-Þ],? {re.escape(word)}\b", text) is not None


def _is_main(tree: Tree, i: int) -> bool:
    """Is a subject that of a main clause, and no "who" or "that"?"""
    return tree.tags[i] not in labels.QUESTION_WORDS and tree.deps[tree.heads[i]] in _MAIN


def _announcing_subject(context: Context, before: ParagraphView, colon: bool, alone: bool) -> Iterator[Proposal]:
    tree = before.tree
    for i in range(len(tree)):
        is_outside = before.inside[i] < 0 and tree.sents[i] == tree.sents[-1]
        if tree.deps[i] in labels.SUBJECTS and is_outside and (before.language.is_weighed or _is_main(tree, i)):
            details = [
                f"colon={colon}",
                f"has-passage={bool(before.passages)}",
                f"alone={alone}{colon}",
            ]
            if context.is_lone_speech and not before.passages and not colon:
                details.append(f"speaker={_can_speak(tree, i, before.language)}")
            features = ["frame=subject-before", *(f"subject-before:{detail}" for detail in details)]
            yield context.proposal("subject-before", mention_at(before, i), features, is_implicit=True)
            return
