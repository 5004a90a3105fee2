"""Builds the frozen records once every mention is settled.

In: the sources of the drafts and what each was settled as. Out: one Resolution a draft.
Never changes a decision.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from quotekit.records import Addressee, Mention, Speaker
from quotekit.speakers.entity import Entity
from quotekit.speakers.mentions.phrases import Ref
from quotekit.speakers.names.name import LONGEST_ARTICLE, follows_article
from quotekit.speakers.scene import Scene
from quotekit.speakers.settled import Answer


@frozen
class Resolution:
    """Who the mention of a draft is.

    Attributes:
        mention: The referring words, or None where the draft has no source.
        speaker: The entity, or None where it is not known.
        sieve: Name of the sieve that decided, or None.
        candidates: Names that were equally good, where that is why there is no speaker.
        addressee: Whom the words are said to, where the text tells it.
    """

    mention: Mention | None = None
    speaker: Speaker | None = None
    sieve: str | None = None
    candidates: tuple[str, ...] = ()
    addressee: Addressee | None = None


def assemble(
    scene: Scene,
    sources: Sequence[Ref | None],
    answers: Sequence[Answer],
    owned: Mapping[int, Sequence[Ref]],
) -> list[Resolution]:
    """One Resolution a draft; entities that are the same share one Speaker."""
    text = scene.reading.text
    wanted = {
        id(entity): entity
        for answer, _ in answers
        if isinstance(answer, Entity)
        for entity in (answer, *answer.members)
    }
    _collect(scene, wanted, owned)
    _tell_apart(wanted.values(), scene.people.groups["article"])
    known: dict[int, Speaker] = {}
    made: list[Resolution] = []
    for ref, (answer, sieve) in zip(sources, answers, strict=True):
        mention = ref.mention(text) if ref is not None else None
        if isinstance(answer, Entity):
            made.append(Resolution(mention, answer.to_speaker(known, scene.people), sieve))
        elif answer is not None:
            made.append(
                Resolution(
                    mention,
                    None,
                    sieve,
                    tuple(each.name for each in sorted(answer.entities, key=lambda each: each.first)),
                )
            )
        else:
            made.append(Resolution(mention))
    return made


def distinct_speakers(resolutions: Sequence[Resolution]) -> tuple[Speaker, ...]:
    """Every speaker once, most quoted first; those quoted alike in order of appearance."""
    speakers = {id(found.speaker): found.speaker for found in resolutions if found.speaker is not None}
    counts = Counter(id(found.speaker) for found in resolutions if found.speaker is not None)
    return tuple(speakers[key] for key, _ in counts.most_common())


def _collect(scene: Scene, wanted: Mapping[int, Entity], owned: Mapping[int, Sequence[Ref]]) -> None:
    """Give each entity its mentions in text order, and every form that it is called by."""
    text = scene.reading.text
    numbers: defaultdict[int, list[int]] = defaultdict(list)
    for number, owner in enumerate(scene.owners):
        if id(owner) in wanted:
            numbers[id(owner)].append(number)
    for key, entity in wanted.items():
        refs = owned.get(key, ())
        covered = {ref.name for ref in refs if ref.name is not None}
        found: list[tuple[int, Mention | None, tuple[str, ...]]]
        found = [(ref.at, ref.mention(text), _forms(scene, ref)) for ref in refs]
        for number in numbers[key]:
            forms = _name_forms(scene, number)
            at = scene.names[number].start
            found.append((at, None if number in covered else scene.mention_of(number), forms))
        found.sort(key=lambda item: item[0])
        entity.mentions = [mention for _, mention, _ in found if mention is not None]
        entity.aliases = list(dict.fromkeys(form for _, _, forms in found for form in forms))


def _tell_apart(entities: Iterable[Entity], articles: frozenset[str]) -> None:
    """Namesakes keep their titles (Mr. Finch and Mrs. Finch)."""
    by_name: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.is_named:
            by_name[entity.name].append(entity)
    for namesakes in by_name.values():
        names = Counter(entity.name for entity in namesakes)
        for name, entity in [(entity.name, entity) for entity in namesakes if names[entity.name] > 1]:
            longer = [alias for alias in entity.aliases if alias.endswith(f" {name}")]
            titled = [alias for alias in longer if alias.split()[0] not in articles]
            entity.titled = titled[0] if titled else ""


def _forms(scene: Scene, ref: Ref) -> tuple[str, ...]:
    """A nominal counts as a form ("the former judge"); a pronoun does not."""
    if ref.kind != "nominal":
        return ()
    articles = scene.people.groups["article"]
    article = f"{ref.words[0]} " if ref.words and ref.words[0] in articles else ""
    return (article + ref.label(scene),)


def _name_forms(scene: Scene, number: int) -> tuple[str, ...]:
    """A name with what belongs before it ("President Reyes", "the Kremlin"), and by itself."""
    name, text = scene.names[number], scene.reading.text
    if name.full < name.start:
        return (" ".join(text[name.full : name.end].split()), name.text)
    if follows_article(text, name.start, scene.people):
        return (
            f"{text[max(0, name.start - LONGEST_ARTICLE) : name.start].split()[-1].casefold()} {name.text}",
            name.text,
        )
    return (name.text,)
