"""The sieves from a mention to an entity, as data: ordered, most precise first, replaceable.

In: a Walk (the scene and all that was settled so far) and a Ref. Out: Entity, Tie or None.
Never guesses: where two candidates are equally good the answer is a Tie that names both.
"""

from __future__ import annotations

from typing import Final

from quotekit.speakers.mentions.phrases import Ref
from quotekit.speakers.sieves import descriptions, documents, nominals, pronouns
from quotekit.speakers.walk import Sieve, Tie, Verdict, Walk


def _name(walk: Walk, ref: Ref) -> Verdict:
    if ref.name is None:
        return walk.registry.find_capitalised(ref) if ref.kind == "nominal" else None
    owner = walk.scene.owners[ref.name]
    if owner is None:
        return Tie(walk.registry.ambiguous.get(ref.name, ()))
    return owner


def _cluster(walk: Walk, ref: Ref) -> Verdict:
    number = walk.cluster_at(ref) if walk.clusters else None
    return walk.cluster_of.get(number) if number is not None else None


DEFAULT_SIEVES: Final[tuple[Sieve, ...]] = (
    Sieve("nation", "the Dane: the last person who can be one.", descriptions.nation),
    Sieve("name", "A word with a capital that is a name elsewhere in the text, such as one in a headline.", _name),
    Sieve("coreference", "The cluster that a coreference resolver gave.", _cluster),
    Sieve("apposition", "A nominal with a name beside it.", nominals.apposition),
    Sieve("named-so", "A nominal that says its name: a dentist named Ulf Persson.", descriptions.named_so),
    Sieve("label", "What a transcript puts before the words of somebody: Speaker 2.", descriptions.label),
    Sieve(documents.AUTHOR, "her letter, a statement by Mina, wrote a note: whose paper it is.", documents.author),
    Sieve("order", "the former, the latter: of the last two people named together.", descriptions.order),
    Sieve("age", "the 34-year-old, the teenager: the only one of that age.", descriptions.age),
    Sieve("possessor", "Mina’s voice, her verdict: whose it is.", descriptions.possessor),
    Sieve("kin", "his wife, her father: whoever has the surname of the owner and no other name.", nominals.kin),
    Sieve("role", "A definite noun for what the text says somebody is.", nominals.role),
    Sieve(
        "organisation-noun",
        "A definite noun for a kind of organisation that was named.",
        nominals.organisation,
    ),
    Sieve("same-nominal", "The same noun again.", nominals.again),
    Sieve(
        "varied",
        "the presumptive nominee, the 22-year-old: another word for who was just spoken of.",
        descriptions.varied,
    ),
    Sieve("nominal", "A nominal that nobody is named for: the phrase itself.", nominals.new_nominal),
    Sieve("pronoun", "he, she: the most prominent compatible person nearby.", pronouns.he),
    Sieve("only-person", "he, she: the only person in the text so far who fits.", pronouns.only_person),
    Sieve("next-name", "he, she: the full name that opens the next sentence.", descriptions.next_name),
    Sieve("they", "they: the last group, else organisation.", pronouns.they),
    Sieve("it", "it: the most prominent organisation, place or document nearby.", pronouns.it),
)
