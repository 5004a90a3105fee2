"""What stands beside a name and says who it is: appositions, roles, parties, pronouns nearby.

In: a Scene whose names have owners. Out: facts, gender and type evidence added to the owners.
Never joins two names, and never reads beyond the sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from quotekit.languages import labels
from quotekit.languages.people import People
from quotekit.speakers import weights
from quotekit.speakers.cast.gender import gendered_pronouns
from quotekit.speakers.entity import Entity, with_pairs
from quotekit.speakers.names.name import Name, fold
from quotekit.speakers.scene import Scene

_EDGE: Final = re.compile(r"[,.;:()“”\"—\n]")


def add_facts(scene: Scene, number: int, entity: Entity) -> None:
    """Read what stands right before and right after one name."""
    name, text = scene.names[number], scene.reading.text
    start, end = scene.reading.paragraphs[name.paragraph]
    before = text[max(start, name.full - 100) : name.full]
    _read_before(scene, name, entity, before, text[name.end : name.end + 2])
    if name.titles:
        _read_branch(scene.people, name, entity, before)
    after = text[name.end : min(end, name.end + 160)]
    if party := scene.people.wording.party_behind.match(after):
        entity.add_fact(scene.people.wording.parties[party[1]], frozenset(), scene.people)
    if name.titles:
        _read_seat(scene.people, name, entity, after)
    if name.is_possessive:
        return
    if aged := scene.people.wording.age.match(after):
        entity.age = int(aged[1])
    if _who_follows(after, scene.people):
        entity.votes["person"] += weights.ACTS
    if found := scene.people.wording.described.match(after):
        described = _head(found["chunk"], scene.people)
        if described:
            noun, words, length = described
            at = name.end + found.start("chunk") + length - 1
            if length == len(found["chunk"].rstrip()) and found["end"] == "" and end > name.end + 160:
                return
            if not _is_subject(scene, name.paragraph, at):
                entity.add_fact(noun, words, scene.people)
                entity.is_kin |= _is_kin(noun, found["chunk"], scene.people)
        elif noun := _body(found["chunk"], scene.people):
            entity.votes["organization"] += weights.CALLED_BODY
            entity.bodies.add(noun)


def _read_branch(people: People, name: Name, entity: Entity, before: str) -> None:
    """What somebody with a title is in charge of, where the name was read without it: "Finance Minister Ada Cole"."""
    word = fold(before.split()[-1]) if before[-1:] == " " and before.strip() else ""
    if word in people.groups["office-branch"]:
        for title in (people.titles[key] for key in name.titles):
            entity.add_fact(title.role, frozenset((word, *name.titles)), people)


def _read_seat(people: People, name: Name, entity: Entity, after: str) -> None:
    """Where somebody with a title holds office: "Senator Ada Cole of Iowa"."""
    seat = _seat(people, after)
    for title in (people.titles[key] for key in name.titles):
        if seat and title.role:
            entity.add_fact(title.role, seat, people)


def share_titles(scene: Scene) -> None:
    """ "Senators Berg and Oduya": what stands before the first of them is said of all."""
    people = scene.people
    for number, name in enumerate(scene.names):
        for title in name.titles:
            if title in people.groups["plural-title"]:
                for other in scene.joined_names(number):
                    owner = scene.owners[other]
                    if owner is not None and other > number:
                        owner.add_fact(people.titles[title].role, frozenset(name.titles), people)


def _seat(people: People, after: str) -> frozenset[str]:
    """The place behind "of" or "from", where a stretch begins with it."""
    found = people.wording.seat.match(after)
    words = [fold(word) for word in found[1].split()] if found else []
    return frozenset(with_pairs(words) & people.places.keys())


def _employer(people: People, after: str) -> frozenset[str]:
    """Whom somebody works for, where a stretch begins with it: "for the ministry", "of Novartis"."""
    found = people.wording.employer.match(after)
    return frozenset(with_pairs([fold(word) for word in found[1].split()])) if found else frozenset()


def _who_follows(after: str, people: People) -> bool:
    """Does a relative clause about somebody follow: "who", ", who"?"""
    words = after.lstrip(",").split(None, 1)
    return bool(words) and after[:1] in (" ", ",") and words[0] in people.groups["who"]


def _read_before(scene: Scene, name: Name, entity: Entity, before: str, after: str) -> None:
    people = scene.people
    if before[-2:] != ", " and before[-1:] == " ":
        words = before.rsplit(None, 5)
        is_called = len(words) > 1 and words[-1] in people.wording.called  # "a man called Harald Moe"
        words = words[:-1] if is_called else words
        noun = fold(words[-1]) if words else ""
        if noun in people.roles and (is_called or _is_noun(scene, name, noun)):
            near = [word for word in words[-5:-1] if not _EDGE.search(word)]
            entity.add_fact(noun, with_pairs([fold(word) for word in near]), people)
            entity.is_kin |= _is_kin(noun, " ".join((*near, noun)), people)
    elif before[-2:] == ", " and after[:1] in (",", ".", ";", "", "—", ")"):
        chunk = _EDGE.split(before[:-2])[-1].strip()
        start = _apposed_from(scene, name)
        if 0 < name.full - 2 - start < len(chunk):  # "fined the mayor, Lukas Eder": not all that stands before
            chunk = chunk[-(name.full - 2 - start) :]
        if len(chunk) < 85 and people.wording.opens_description.match(chunk) and (described := _head(chunk, people)):
            entity.add_fact(described[0], described[1], people)
            entity.is_kin |= _is_kin(described[0], chunk, people)


def _apposed_from(scene: Scene, name: Name) -> int:
    """Where the phrase begins that the parse says a name stands in apposition to; else 0."""
    tree = scene.tree_at(name.paragraph)
    token = tree.at(name.end - 1) if tree is not None else 0
    if tree is None or token >= len(tree) or tree.deps[token] != labels.APPOSITION:
        return 0
    return tree.starts[tree.left[tree.heads[token]]]


def _body(chunk: str, people: People) -> str:
    """The noun for an organisation that heads a description ("a start-up in Tallinn"), or ""."""
    cut = people.wording.ends_description.search(chunk)
    words = (chunk[: cut.start()] if cut else chunk).split()
    noun = fold(words[-1]) if words and people.wording.opens_description.match(chunk) else ""
    body = people.bodies.get(noun)
    return noun if body is not None and body.kind == "organization" else ""


def _head(chunk: str, people: People) -> tuple[str, frozenset[str], int] | None:
    """The role noun that heads a description, its words, and how long it is."""
    cut = people.wording.ends_description.search(chunk)
    left = chunk[: cut.start()] if cut else chunk.rstrip()
    words = [fold(people.wording.possessive.sub("", word)) for word in left.split()]
    if not words or len(words) > 9:
        return None
    noun = words[-1] if words[-1] in people.roles else people.singular(words[-1])
    if noun not in people.roles or (words[-1] != noun and words[0] not in people.groups["one-of"]):
        return None
    behind = chunk[cut.start() :] if cut else ""
    return noun, with_pairs(words[:-1]) | _seat(people, behind) | _employer(people, behind), len(left)


def _is_kin(noun: str, chunk: str, people: People) -> bool:
    return people.roles[noun].kind == "kin" and people.wording.owned.search(chunk.strip() + " ") is not None


def _is_subject(scene: Scene, paragraph: int, at: int) -> bool:
    """Is the word at `at` the subject of a verb ("…, the judge said"), so no apposition?"""
    tree = scene.tree_at(paragraph)
    if tree is None:
        return False
    token = tree.at(at)
    if token >= len(tree) or tree.deps[token] not in labels.MENTIONED_SUBJECTS:
        return False
    following = tree.words[token + 1] if token + 1 < len(tree) else ""
    return following not in (",", ".") and following not in scene.people.groups["after-description"]


def _is_noun(scene: Scene, name: Name, noun: str) -> bool:
    tree = scene.tree_at(name.paragraph)
    if tree is None:
        return True
    token = tree.at(name.full) - 1
    return token < 0 or tree.pos[token] in labels.BEFORE_NAME or tree.words[token] in ('"', "“")


def add_gender_evidence(scene: Scene) -> None:
    """Given names first, weakly; then the pronouns of the text, which can overrule them."""
    if not scene.uses_gender:
        return
    people, pattern = scene.people, gendered_pronouns(scene.people)
    for entity in {id(owner): owner for owner in scene.owners if owner is not None}.values():
        if entity.kind() in ("person", "unknown") and (len(entity.key) > 1 or not entity.gender):
            listed = people.given.get(entity.key[0])
            if listed:
                entity.gender += weights.LISTED if listed == "m" else -weights.LISTED
    against: Counter[Entity] = Counter()
    for start, end in scene.reading.paragraphs:
        for match in pattern.finditer(scene.reading.text, start, end):
            if scene.quote_at(match.start()) < 0:
                is_she = people.pronouns[match[0].casefold()].gender == "f"
                _vote(scene, match.start(), -1 if is_she else 1, against)
    for entity, times in against.items():
        if times >= weights.OVERRULED and abs(entity.gender) < weights.TOLD:
            entity.gender = -entity.gender


def _vote(scene: Scene, at: int, sign: int, against: Counter[Entity]) -> None:
    """A pronoun with one possible person in this and the last sentence tells their gender.

    One that a list or the text speaks against is no such person; but where nobody else is there,
    it is counted as evidence against the list.
    """
    sentence = scene.sentence_at(at)
    low = scene.sentences[max(0, sentence - 2)]
    seen: dict[int, Entity] = {}
    seen_at: dict[int, int] = {}
    for i in scene.names_in(low, at):
        owner = scene.owners[i]
        name = scene.names[i]
        if scene.people.wording.placed.search(scene.reading.text, max(0, name.full - 9), name.full):
            continue  # "from Lille": rather a place than somebody
        if owner is not None and owner.could_be_person() and scene.quote_at(name.start) < 0:
            seen[id(owner)] = owner
            seen_at[id(owner)] = name.start
    # A listed given name counts against it; a word such as "chairman" does not.
    fitting = [owner for owner in seen.values() if sign * owner.gender > -weights.LISTED]
    if not fitting and len(seen) == 1:
        [(key, entity)] = seen.items()
        against[entity] += scene.sentence_at(seen_at[key]) == sentence
    if len(fitting) == 1:
        entity, near = fitting[0], seen_at[id(fitting[0])]
        is_same = scene.sentence_at(near) == sentence
        is_near = scene.paragraph_at(near) == scene.paragraph_at(at)
        entity.gender += sign * (
            weights.SAME_SENTENCE if is_same else weights.SAME_PARAGRAPH if is_near else weights.ELSEWHERE
        )
        entity.votes["person"] += weights.ACTS
