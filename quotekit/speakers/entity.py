"""An entity while it is being put together: its forms, and the evidence of its kind and gender.

In: names and nominal phrases, one by one. Out: at the end, a frozen Speaker.
Never looks at the text, and never decides which mention belongs to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from attrs import define, field

from quotekit.languages import labels
from quotekit.languages.people import People
from quotekit.records import Mention, Speaker, SpeakerType
from quotekit.speakers import weights
from quotekit.speakers.names.name import Name
from quotekit.speakers.role import role_of

_LONGEST_ACRONYM: Final = 6  # letters
_REMEMBERED: Final = 4096  # names whose votes are known
_MOST_FACTS: Final = 40  # that are remembered of one entity
_NER: Final = {**dict.fromkeys(labels.PEOPLE, "person"), **labels.BODIES}


@define
class Fact:
    """What the text says that somebody is.

    Attributes:
        noun: Role noun, singular ("judge").
        words: Lower-case words of the whole description ("former", "supreme", "court").
    """

    noun: str
    words: frozenset[str]


@define(eq=False)
class Entity:
    """Somebody or something that a text speaks of.

    Attributes:
        key: Folded words of the fullest name, or of the phrase of a nominal.
        is_named: Does the text give a name?
        forms: How often each surface form occurs, in order of appearance.
        facts: What the text says it is.
        votes: Evidence for each type.
        is_lexical: Do the very words say that it is an organisation, a place or a people?
        gender: Evidence: above 0 for "m", below for "f".
        noun: Head noun of a nominal, or "".
        number: "s" or "p".
        is_kin: Is it introduced by its relation to somebody else ("his wife, Ada")?
        age: What the text says of its age, in years; -1 if nothing.
        bodies: Nouns for organisations that the text calls it by ("start-up").
        members: Of a joint speaker.
        mentions: Every mention, in text order; filled in at the end.
        aliases: Every form that it is called by; filled in at the end.
        first: Code point of its first mention.
        last: Code point of the last mention that the walk has passed, or -1.
        count: How many mentions were seen.
        full_count: How many of them have the full key.
        label: Fixed name of a nominal, or "".
        titled: Its name with the title, where another entity has the same name without; or "".
        fixed: Type that is certain, or None.
        joiner: What stands before the last name of a joint speaker: " and ".
        called: The name that the cast gives out for it, or "".
    """

    key: tuple[str, ...]
    is_named: bool = True
    forms: defaultdict[str, int] = field(factory=lambda: defaultdict(int))
    facts: list[Fact] = field(factory=list)
    votes: defaultdict[str, float] = field(factory=lambda: defaultdict(float))
    is_lexical: bool = False
    gender: float = 0.0
    noun: str = ""
    number: str = "s"
    is_kin: bool = False
    age: int = -1
    bodies: set[str] = field(factory=set)
    members: tuple[Entity, ...] = ()
    mentions: list[Mention] = field(factory=list)
    aliases: list[str] = field(factory=list)
    first: int = 0
    last: int = -1
    count: int = 0
    full_count: int = 0
    label: str = ""
    titled: str = ""
    fixed: SpeakerType | None = None
    called: str = ""
    joiner: str = ""

    def see(self, name: Name, ner: str, people: People) -> None:
        """Count a mention by name, with what stands right around it as evidence."""
        self.first = min(self.first, name.start) if self.count else name.start
        self.count += 1
        self.full_count += name.key == self.key
        self.forms[name.text] += 1
        for key in name.titles:
            title = people.titles[key]
            self.votes["person"] += weights.TITLE_OF_PERSON
            self.add_gender(title.gender, weights.HINTED if is_vague(title.form, people) else weights.TITLED)
            if title.role:
                self.add_fact(title.role, frozenset((*name.lead, *name.titles)), people)
        if ner in _NER:
            # Small models often take a bare surname for an organisation or a place.
            is_weak = len(name.words) == 1 and ner not in labels.PEOPLE
            if not is_weak or len(self.key) == 1:
                self.votes[_NER[ner]] += weights.LABELLED_WORD if is_weak else 1

    def add_fact(self, noun: str, words: frozenset[str], people: People) -> None:
        """Remember that the text calls it `noun`, and what that says of its gender."""
        role = people.roles.get(noun)
        if role is None:
            return
        self.votes["person"] += weights.ROLE_OF_PERSON
        self.add_gender(role.gender, weights.HINTED if is_vague(noun, people) else weights.TOLD)
        for fact in (Fact(noun, words), *(Fact(each, words) for each in _party_roles(words, people) if each != noun)):
            if len(self.facts) < _MOST_FACTS and fact not in self.facts:
                self.facts.append(fact)

    def add_gender(self, gender: str, weight: float) -> None:
        """Count evidence for "m" or "f"; "" says nothing."""
        self.gender += weight if gender == "m" else -weight if gender == "f" else 0.0

    def sex(self) -> str:
        """ "m", "f", or "" where the text leaves it open."""
        return "m" if self.gender >= weights.SURE else "f" if self.gender <= -weights.SURE else ""

    def kind(self) -> SpeakerType:
        """The type with most evidence."""
        if self.fixed:
            return self.fixed
        best = max(self.votes, key=self.votes.__getitem__, default="unknown")
        return best if self.votes.get(best, 0.0) > 0 else "unknown"  # type: ignore[return-value]

    def could_be_person(self) -> bool:
        """May "he" or "she" stand for it? Not, if its words or "the" before it speak against that."""
        if self.number != "s" or self.fixed not in (None, "person", "unknown") or len(self.label) == 1:
            return False  # "Q" and "A" are labels, nobody's names
        return self.kind() == "person" or (not self.is_lexical and self.votes["person"] >= 0)

    @property
    def name(self) -> str:
        """The name that the cast gives out; else the fullest form, the more frequent one of equals."""
        if self.label:
            return self.label
        if self.members:
            names = [member.name for member in self.members]
            return self.joiner.join((", ".join(names[:-1]), names[-1]))
        if self.titled:
            return self.titled
        if self.called:
            return self.called
        best, _ = max(self.forms.items(), key=lambda form: (_fullness(form[0]), form[1]))
        return best

    def to_speaker(self, known: dict[int, Speaker], people: People) -> Speaker:
        """The frozen record; `known` holds those already made, by id of the entity."""
        speaker = known.get(id(self))
        if speaker is None:
            name, type = self.name, self.kind()
            speaker = known[id(self)] = Speaker(
                name=name,
                type=type,
                aliases=tuple(form for form in self.aliases if form != name),
                mentions=tuple(self.mentions),
                members=tuple(member.to_speaker(known, people) for member in self.members),
                role=None if self.members else role_of(name, type, self.mentions, people),
            )
        return speaker


def _party_roles(words: Iterable[str], people: People) -> list[str]:
    """What a member of a party is called: "a Republican senator" is a Republican, too."""
    parties = {people.parties[word] for word in words if word in people.parties}
    return sorted(word for word, party in people.parties.items() if party in parties and word in people.roles)


def with_pairs(words: Sequence[str]) -> frozenset[str]:
    """Words, and each two of them that follow each other ("new york")."""
    return frozenset(words).union(f"{one} {two}" for one, two in pairwise(words))


def is_vague(noun: str, people: People) -> bool:
    """Is it a word such as "spokesman", which says little about gender?"""
    return people.wording.vague.search(noun) is not None


def _fullness(form: str) -> tuple[int, int]:
    return len(form.split()), 0 if form.isupper() else len(form)


def lexical_votes(key: tuple[str, ...], text: str, people: People) -> defaultdict[str, float]:
    """What the words of a name alone say about its type; a copy, to count further evidence in."""
    return _votes_of(key, text, people).copy()


@lru_cache(maxsize=_REMEMBERED)
def _votes_of(key: tuple[str, ...], text: str, people: People) -> defaultdict[str, float]:
    votes: defaultdict[str, float] = defaultdict(float)
    joined, whole = " ".join(key), text.casefold()
    if joined in people.metonyms or whole in people.metonyms:
        votes["place"] += weights.METONYM
    elif joined in people.places or whole in people.places:
        votes["place"] += weights.LISTED_PLACE
    elif joined in people.demonyms or people.singular(key[-1]) in people.demonyms:
        votes["group"] += weights.OF_A_PEOPLE
    if len(key) > 1 and key[0] in people.groups["body-first"]:
        votes["place"] += weights.PLACE_WORD
    if _has_body_word(key, text, people):
        votes["organization"] += weights.BODY_WORD
    elif "&" in text or _is_acronym(key, text):
        votes["organization"] += weights.ACRONYM
    if key[0] in people.given and len(key) == 1:
        votes["person"] += weights.GIVEN_ALONE
    elif key[0] in people.given and not votes["organization"]:
        votes["person"] += weights.GIVEN_FIRST
    return votes


def _has_body_word(key: tuple[str, ...], text: str, people: People) -> bool:
    """ "Harbour Council", "Ministry of Trade"."""
    has_of = len(key) > 2 and bool(people.groups["office-of"].intersection(text.split()))
    return key[-1] in people.body_words or (has_of and key[0] in people.body_words)


def _is_acronym(key: tuple[str, ...], text: str) -> bool:
    """ "FAO", "U.N."."""
    return text.isupper() and len(key) == 1 and 2 <= len(text.replace(".", "")) <= _LONGEST_ACRONYM
