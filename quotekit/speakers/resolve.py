"""Stage two: the mention of every draft becomes a speaker, in one walk through the text.

In: a Reading and its drafts. Out: one Resolution a draft, with frozen speakers.
Never changes a draft, and never gives a speaker where two are equally good.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from quotekit.languages import labels
from quotekit.reading.reading import Draft, Phrase, Reading
from quotekit.speakers import weights
from quotekit.speakers.addressees import find_addressees
from quotekit.speakers.assemble import Resolution, assemble
from quotekit.speakers.entity import Entity
from quotekit.speakers.facts import add_facts, add_gender_evidence, share_titles
from quotekit.speakers.joint import JOINT, Groups
from quotekit.speakers.mentions.phrases import Ref, read_phrase
from quotekit.speakers.mentions.subjects import find_mentions
from quotekit.speakers.names.find import find_names
from quotekit.speakers.names.link import link_names
from quotekit.speakers.names.name import Name
from quotekit.speakers.names.namesakes import settle_namesakes
from quotekit.speakers.narrator import NARRATOR, SIGNATURE, first_person
from quotekit.speakers.relayed import RELAYED, relayed
from quotekit.speakers.scene import Scene, joined_at, prominence
from quotekit.speakers.settled import Answer, Later, Settled
from quotekit.speakers.sieves import DEFAULT_SIEVES
from quotekit.speakers.sieves.documents import AUTHOR
from quotekit.speakers.sieves.pronouns import is_sole
from quotekit.speakers.signed import Contents
from quotekit.speakers.sources import add_bonuses, answered_by, said_by_name
from quotekit.speakers.walk import Sieve, Tie, Walk, Way

_RELATIVE: Final = Way("relative", "who, which: the noun that the clause belongs to, and whom that means.")
_FIRST_PERSON: Final = Way("first-person", "I, we inside of a quotation: whoever says the words around it.")
WAYS: Final = (JOINT, _RELATIVE, _FIRST_PERSON, SIGNATURE, NARRATOR, RELAYED)  # beside the sieves


def resolve_speakers(
    reading: Reading,
    drafts: Sequence[Draft],
    *,
    coref: Sequence[Sequence[tuple[int, int]]] | None = None,
    gender: bool = True,
    sieves: Sequence[Sieve] = DEFAULT_SIEVES,
    names: list[Name] | None = None,
    narrator: str | None = None,
    later: Later | None = None,
) -> list[Resolution]:
    """Find out who the source of each draft is.

    Args:
        reading: The text as read; paragraphs without a parse are read for names only.
        drafts: What stage one found.
        coref: Clusters of mentions from a coreference resolver, each mention as start and end
            code points. They decide for pronouns and nominals; names are linked by form.
        gender: May gender tell people apart? False: titles, kinship nouns and given names say
            nothing about a pronoun, which then resolves by place alone.
        sieves: From mention to entity, most precise first.
        names: Every name in the text, in order, where they were found already.
        narrator: The name of whoever says "I" outside of quotations, for those who know.
        later: Decides once more when everything is settled, and may overrule any answer.

    Returns:
        One resolution a draft, in the same order. Drafts of one entity share one Speaker.
    """
    if later is None and not any(draft.source for draft in drafts):
        return [Resolution()] * len(drafts)
    people = reading.language.people
    if names is None:
        names = find_names(reading.text, reading.paragraphs, people, reading.labels.turns)
    scene = Scene(reading, people, names, gender)
    registry = link_names(scene)
    for number, owner in enumerate(scene.owners):
        if owner is not None:
            add_facts(scene, number, owner)
    share_titles(scene)
    settle_namesakes(registry, said_by_name(scene, drafts))
    add_gender_evidence(scene)
    if gender:
        registry.settle_genders()
    return Walker(Walk(scene, registry), drafts, tuple(sieves), coref or (), narrator, later).run()


class Walker:
    """One walk through one text: names and phrases in order, each settled before the next."""

    def __init__(
        self,
        walk: Walk,
        drafts: Sequence[Draft],
        sieves: tuple[Sieve, ...],
        coref: Sequence[Sequence[tuple[int, int]]],
        narrator: str | None = None,
        later: Later | None = None,
    ) -> None:
        self.narrator: Answer | None = None
        self.narrator_name, self.later = narrator, later
        self.walk, self.scene, self.drafts, self.sieves = walk, walk.scene, drafts, sieves
        self.refs: dict[tuple[int, int], Ref] = {}
        self.answers: dict[int, Answer] = {}
        self.groups = Groups(walk.scene)
        self.owned: defaultdict[int, list[Ref]] = defaultdict(list)
        self.contents = Contents(drafts)
        self.sources: Sequence[Ref | None] = ()
        self.asked: dict[int, Ref] = {}
        walk.add_clusters(coref)

    def run(self) -> list[Resolution]:
        """Settle everything, and give the answer for each draft."""
        sources = self.sources = self._read_sources()
        if self.later is None:  # a dialogue knows more than who spoke last
            self.asked = answered_by(self.scene, self.drafts, sources)
        self._walk(sources)
        answers = self._answers(sources)
        made = assemble(self.scene, sources, answers, self.owned)
        read = [(ref, self.answers[id(ref)]) for ref in self.refs.values() if id(ref) in self.answers]
        heard = find_addressees(self.scene, self.drafts, answers, read, self.contents, is_story=self.later is not None)
        return [
            Resolution(one.mention, one.speaker, one.sieve, one.candidates, each.to_addressee()) if each else one
            for one, each in zip(made, heard, strict=True)
        ]

    def _read_sources(self) -> list[Ref | None]:
        """The mention that each draft has for its source, with what it says."""
        sources = [self._ref(draft.source) if draft.source else None for draft in self.drafts]
        for draft, ref in zip(self.drafts, sources, strict=True):
            if ref is not None:
                ref.contents += draft.contents
                ref.is_label = ref.is_label or draft.verbatim
        return sources

    def _walk(self, sources: Sequence[Ref | None]) -> None:
        """Settle names and mentions in the order of the text, the first person last."""
        add_bonuses(self.scene, self.drafts, sources)
        spoke = {ref.name: ref.bonus for ref in sources if ref is not None and ref.name is not None}
        for at, number, ref in self._order(sources):
            if ref is not None:
                self._settle(ref, is_source=number == -2)
            else:
                self._pass_name(number, at, spoke.get(number, 0.0))
        for number, ref in enumerate(sources):
            if ref is not None and ref.pronoun is not None and ref.pronoun.person == "1":
                self.answers[id(ref)] = self._first_person(number, ref, sources)

    def _answers(self, sources: Sequence[Ref | None]) -> list[Answer]:
        """Who the source of each draft is, when whoever decides later has been asked."""
        answers = [self.answers[id(ref)] if ref is not None else (None, None) for ref in sources]
        for later in (relayed, self.later):
            settled = Settled(self.scene, self.walk.registry, self.drafts, sources, answers)
            for number, answer in (later(settled) if later is not None else {}).items():
                answers[number] = answer
        return answers

    def _ref(self, phrase: Phrase) -> Ref | None:
        key = (phrase.paragraph, phrase.head)
        if key not in self.refs:
            ref = read_phrase(self.scene, phrase)
            if ref is None:
                return None
            self.refs[key] = ref
        return self.refs[key]

    def _order(self, sources: Sequence[Ref | None]) -> list[tuple[int, int, Ref | None]]:
        """Names, sources (-2) and other subjects (-1) by place in the text."""
        seen = {id(ref): ref for ref in sources if ref is not None}
        items: list[tuple[int, int, Ref | None]] = [(ref.at, -2, ref) for ref in seen.values()]
        items += [(ref.at, -1, ref) for ref in find_mentions(self.scene, self._ref) if id(ref) not in seen]
        items += [(name.start, number, None) for number, name in enumerate(self.scene.names)]
        items.sort(key=lambda item: (item[0], -item[1]))
        return items

    def _pass_name(self, number: int, at: int, bonus: float) -> None:
        scene, owner = self.scene, self.scene.owners[number]
        if owner is not None:
            if owner.first >= at and owner.is_named:
                self.walk.named.append(owner)
            joined = scene.joined_names(number)  # none of them is more prominent than the others
            if len(joined) == 1:
                scene.add_event(at, owner, scene.prominence(scene.names[number]) + bonus)
            else:
                weight = max(scene.prominence(scene.names[each]) for each in joined) + bonus
                scene.add_event(at, owner, weight, scene.names[joined[0]].start)

    def _settle(self, ref: Ref, is_source: bool) -> Entity | Tie | None:
        if id(ref) in self.answers:
            return self.answers[id(ref)][0]
        self.answers[id(ref)] = (None, None)
        if is_source and ref.pronoun is not None and ref.pronoun.person == "3":
            asker = self._known(self.asked.get(id(ref)))
            ref.others = (*self._holders(ref), *([] if asker is None else [asker]))
        answer, sieve = self._decide(ref, is_source)
        self.answers[id(ref)] = (answer, sieve)
        if isinstance(answer, Entity):
            self._note(ref, answer, sieve)
        elif answer is not None and not is_source and ref.kind == "pronoun":
            for entity in (each for each in answer.entities if each.is_named):  # "sided with him": either of the two
                self.scene.add_event(ref.at, entity, prominence(ref.tree, ref.phrase.head), ref.at, True)
        return answer

    def _note(self, ref: Ref, answer: Entity, sieve: str | None) -> None:
        """Remember who a mention is, and what that says of them."""
        pronoun = ref.pronoun
        self.owned[id(answer)].append(ref)
        self.walk.remember(ref, answer)
        if sieve == "pronoun" and pronoun is not None and is_sole(self.walk, ref, answer):
            answer.add_gender(pronoun.gender, weights.SURE)  # from here on "she" is somebody else
        if answer.is_named and answer.kind() == "unknown" and self._is_somebody(ref):
            answer.votes["person"] += weights.ACTS
        if (ref.kind != "name" or answer.members) and (answer.is_named or ref.apart is None):
            weight = prominence(ref.tree, ref.phrase.head) * (weights.OF_PAPER if sieve == AUTHOR else 1.0) + ref.bonus
            joined = joined_at(ref.tree, ref.phrase.head)
            self.scene.add_event(ref.at, answer, weight, joined, ref.kind == "pronoun")

    def _is_somebody(self, ref: Ref) -> bool:
        """Is it "he", "she", or a role such as "the judge"?"""
        if ref.pronoun is not None and ref.pronoun.gender in ("m", "f"):
            return True
        return ref.noun in self.scene.people.roles and not ref.is_plural and ref.kind == "nominal"

    def _decide(self, ref: Ref, is_source: bool) -> Answer:
        if is_source and ref.kind != "pronoun":
            group = self.groups.of_phrase(ref, lambda part: self._settle(part, False))
            if group is not None:
                return group, JOINT.name
        if ref.pronoun is not None and ref.pronoun.use == "relative":
            return self._antecedent(ref), _RELATIVE.name
        for sieve in self.sieves:
            verdict = sieve.resolve(self.walk, ref)
            if verdict is not None:
                is_name = sieve.name == "name" and ref.name is not None
                return verdict, self.walk.registry.links.get(ref.name or 0, "same-name") if is_name else sieve.name
        return None, None

    def _holders(self, ref: Ref) -> Iterator[Entity]:
        """Who says the words between marks that a pronoun stands in: they would call themselves "I"."""
        if self.scene.quote_at(ref.start) < 0:
            return
        for number in self.contents.holders(ref.start, ref.end):
            holder = self.sources[number]
            answer = self._known(holder) if holder is not ref else None
            if answer is not None:
                yield answer

    def _known(self, ref: Ref | None) -> Entity | None:
        """Who a mention is, as far as that is settled."""
        if ref is None:
            return None
        owner = self.scene.owners[ref.name] if ref.name is not None else None
        answer = owner or self.answers.get(id(ref), (None, None))[0]
        return answer if isinstance(answer, Entity) else None

    def _antecedent(self, ref: Ref) -> Entity | Tie | None:
        tree = ref.tree
        for above in tree.ancestors(ref.phrase.head):
            if tree.deps[above] == labels.RELATIVE_CLAUSE and tree.heads[above] < ref.phrase.head:
                noun = tree.heads[above]
                found = self._ref(Phrase(ref.phrase.paragraph, noun, tree.left[noun], noun))
                return self._settle(found, False) if found is not None and found is not ref else None
        return None

    def _first_person(self, number: int, ref: Ref, sources: Sequence[Ref | None]) -> Answer:
        for holder in self.contents.holders(ref.start, ref.end):
            source = sources[holder]
            if holder != number and source is not None and source is not ref:
                return self.answers[id(source)][0], _FIRST_PERSON.name
        if ref.is_plural or self.scene.quote_at(ref.start) >= 0:
            return None, None
        if self.narrator is None:
            self.narrator = first_person(self.walk.registry, self.narrator_name)
        return self.narrator
