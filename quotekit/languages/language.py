"""What is known about one language, gathered in one record.

In: the package of a language (`quotekit.languages.en`) with its rules and data files. Out: Language.
Never looks at a text; tables are read from their files when first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from attrs import evolve, field, frozen

from quotekit.languages.data import data_json
from quotekit.languages.groups import OPENER, load_groups
from quotekit.languages.layout import NO_ELISIONS, NO_LAYOUT, Elisions, Layout
from quotekit.languages.least import Leasts, load_leasts
from quotekit.languages.lexicon import Lexicon, OwnCues, load_lexicon, load_noun_classes
from quotekit.languages.measured import Measured, load_measured
from quotekit.languages.name_precision import NamePrecision, load_name_precision
from quotekit.languages.people import GivenNames, People, load_people
from quotekit.languages.relation import BESIDE, Preposition, SourceRelation
from quotekit.languages.repair import Repair
from quotekit.languages.rule import Rule
from quotekit.languages.schemes import Scheme, clearnlp
from quotekit.languages.spelling import Spelling, load_spelling
from quotekit.languages.table import Table, load_table
from quotekit.languages.wording import NO_WORDING, Wording

if TYPE_CHECKING:
    from quotekit.languages.forest import Forest
    from quotekit.languages.tagger import Tagger


class InnerFrames(Protocol):
    """Finds where the narrator speaks inside of what somebody says."""

    def __call__(
        self, text: str, start: int, end: int, lexicon: Lexicon, *, is_turn: bool
    ) -> Iterator[tuple[int, int]]:
        """Start and end code points of the narrator's words in `text[start:end]`, in order.

        Args:
            text: The text.
            start: Where the stretch begins.
            end: One past its last character.
            lexicon: The words that report.
            is_turn: Does a dash open it?
        """


@frozen(kw_only=True)
class Forms:
    """How words of a language change their form, as functions.

    Attributes:
        of_verb: From a regular verb to its inflected forms, itself first.
        singular: From a noun to a rough singular.
        is_event: Does a noun that no list has look like one for something that happens?
    """

    of_verb: Callable[[str], tuple[str, ...]]
    singular: Callable[[str], str]
    is_event: Callable[[str], bool]


@frozen(kw_only=True)
class Models:
    """The spaCy pipelines that read a language.

    Attributes:
        preferred: Names of packages. The first is the one that weights were fitted and all was measured with.
        pin: The requirement by which pip installs that one.
        same: Other names of that very pipeline.
        probe: A sentence that any of them can tag and parse.
        lemmatizers: Names of spaCy's lemmatizers that look at a word and its tag alone, so that
            one answer a word is enough.
        spelling: Characters that they do not know, and what to show them instead, one for one.
    """

    preferred: tuple[str, ...]
    pin: str
    probe: str
    lemmatizers: frozenset[str] = frozenset()
    spelling: Mapping[str, str] = field(factory=dict)
    same: frozenset[str] = frozenset()

    @property
    def spelling_table(self) -> dict[int, str]:
        """The same for `str.translate`."""
        return {ord(character): shown for character, shown in self.spelling.items()}

    @property
    def bundled(self) -> str:
        """The one that all was measured with."""
        return self.preferred[0]

    def is_measured(self, name: str) -> bool:
        """Is a pipeline of this name the one that all was measured with?"""
        return name == self.bundled or name in self.same


@frozen(kw_only=True, slots=False, eq=False)
class Language:
    """Everything that quotekit knows about one language.

    Attributes:
        code: ISO 639 code, as in `spacy.Language.lang`: "en".
        name: Its English name.
        package: The package that holds its data files.
        models: The spaCy pipelines that read it.
        rules: Its rules, in order of precedence.
        relations: How a cue and its source hang together, most trusted first.
        prepositions: Prepositions that name a source: "according to".
        repairs: What its parsers get wrong.
        forms: How its words change their form.
        elisions: Where a single mark stands for letters left out.
        layout: Words that newspapers and transcripts put around what is said.
        wording: How it words names and descriptions.
        beside: Names of the relations that are read from the words beside a cue, and not from the parse.
        inner_frames: Finds the narrator's words inside of what somebody says, where a language has them
            inside the marks or opens turns with a dash; None where it does not.
        scheme: Turns the labels of its parsers into those of the house.
        cues: Cue words of the user's, beside those of the lexicon.
    """

    code: str
    name: str
    package: str
    models: Models
    rules: tuple[Rule, ...]
    relations: tuple[SourceRelation, ...]
    prepositions: tuple[Preposition, ...]
    repairs: tuple[Repair, ...]
    forms: Forms
    elisions: Elisions = NO_ELISIONS
    layout: Layout = NO_LAYOUT
    wording: Wording = NO_WORDING
    beside: frozenset[str] = frozenset(BESIDE)
    inner_frames: InnerFrames | None = None
    scheme: Scheme = clearnlp
    cues: OwnCues = ()

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words that report, those of the user included."""
        lexicon = load_lexicon(self.package, self.forms.of_verb)
        return lexicon.with_cues(self.cues, self.forms.of_verb) if self.cues else lexicon

    @cached_property
    def groups(self) -> Mapping[str, frozenset[str]]:
        """Small sets of words about reporting, by name of the set (see `quotekit.languages.groups`)."""
        return load_groups(self.package)

    @cached_property
    def openers(self) -> Mapping[str, str]:
        """From a word that opens a clause to its name in frames: "whether" in "ccomp:whether"."""
        groups = self.groups
        return {word: name.removeprefix(OPENER) for name in groups if name.startswith(OPENER) for word in groups[name]}

    @cached_property
    def by_preposition(self) -> Mapping[str, Preposition]:
        """The prepositions that name a source, by their form."""
        return {preposition.form: preposition for preposition in self.prepositions}

    @cached_property
    def cue_forms(self) -> frozenset[str]:
        """Forms of the words that report, and of the prepositions that name a source."""
        return frozenset(form for _, form in self.lexicon.by_form) | self.by_preposition.keys()

    @cached_property
    def viewpoints(self) -> frozenset[str]:
        """Lemmas of the cues that are prepositions and say whose view something is."""
        return frozenset(each.cue for each in self.prepositions if each.cue and each.frame)

    @cached_property
    def noun_classes(self) -> Mapping[str, str]:
        """From a common noun, singular, to its class of meaning."""
        return load_noun_classes(self.package)

    @cached_property
    def people(self) -> People:
        """Titles, roles, given names, pronouns, organisations and places."""
        people = load_people(self.package)
        given = GivenNames(people.given) if self.wording.joins_given else people.given
        return evolve(people, given=given, singular=self.forms.singular, wording=self.wording)

    @cached_property
    def passage_weights(self) -> Table | None:
        """What decides who says a passage; None where nothing was fitted and ordered rules decide."""
        return load_table(self.package, "passage_weights.json")

    @cached_property
    def clause_weights(self) -> Table | None:
        """What decides what a cue reports; None where nothing was fitted and ordered rules decide."""
        return load_table(self.package, "clause_weights.json")

    @property
    def is_weighed(self) -> bool:
        """Do fitted weights decide? They belong to the pipeline whose parses they were fitted on."""
        return self.clause_weights is not None or self.passage_weights is not None

    @cached_property
    def dialogue_weights(self) -> Mapping[str, Any]:
        """Small trees that decide who says a turn of a dialogue; empty where ordered rules decide."""
        return data_json(self.package, "dialogue_weights.json")

    @cached_property
    def tagger(self) -> Tagger | None:
        """How likely each token is reported, a cue or a source; None where nothing was fitted."""
        from quotekit.languages.tagger import load_tagger  # needs numpy, which only reading a text does

        return load_tagger(self.package)

    @cached_property
    def clause_forest(self) -> Forest | None:
        """What decides after `clause_weights`, with what the tagger says; None where nothing was fitted."""
        from quotekit.languages.forest import load_forest

        return load_forest(self.package)

    @cached_property
    def measured(self) -> Mapping[str, Measured]:
        """How each rule did, by its name."""
        return load_measured(self.package)

    @property
    def spelling(self) -> Spelling:
        """What it spells in two ways."""
        return load_spelling(self.package)

    @cached_property
    def leasts(self) -> Leasts:
        """How sure each rule has to be before what it finds is shown."""
        return load_leasts(self.package)

    @cached_property
    def name_precision(self) -> NamePrecision:
        """How often a name is right, by the way that led to it."""
        return load_name_precision(self.package)

    def with_cues(self, cues: OwnCues) -> Language:
        """The language with more verbs that report.

        Raises:
            CueError: if a cue is to be like a verb that is not in the lexicon.
        """
        from quotekit.languages import load_language

        return load_language(self.code, cues)

    def __reduce__(self) -> tuple[Any, ...]:  # a worker process looks it up instead of copying tables
        from quotekit.languages import load_language

        return load_language, (self.code, self.cues)
