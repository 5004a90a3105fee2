"""How a text is to be read: every option once, with its default, its check and what it stands for.

In: options as a user gives them, from Python, a configuration or the command line. Out: Options.
Never reads a text; every face of quotekit (`extract`, the component, `batch`, the command line) has this list.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from numbers import Real
from typing import TYPE_CHECKING, Any, Final, Literal, TypedDict, cast

from attrs import asdict, evolve, field, frozen

from quotekit.attribution.rulebook import rules_of
from quotekit.languages import Language, load_language
from quotekit.languages.lexicon import OwnCues, own_cues
from quotekit.languages.rule import Rule
from quotekit.reading.layout.markup import MARKUPS, Markup
from quotekit.reading.locks import open_properties
from quotekit.records import Attribution, Medium
from quotekit.speakers.dialogue import DIALOGUE_MODES, DialogueMode

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

    from quotekit.languages.encoder import Encoder

Scope = Literal["auto", "all", "quoted"]
_SCOPES: Final = ("auto", "all", "quoted")
Decider = Literal["table", "encoder"]
Coref = Callable[[str], Sequence[Sequence[tuple[int, int]]]]
_MEDIA: Final[tuple[Medium, ...]] = ("speech", "writing", "thought")


class GivenOptions(TypedDict, total=False):
    """The options as keyword arguments of whatever reads texts; `Options` says what they are."""

    language: str
    nlp: Pipeline | str | None
    rules: Sequence[Rule | str] | None
    cues: Collection[str] | Mapping[str, str]
    min_confidence: float
    media: Collection[Medium] | None
    scope: Scope
    coref: Coref | None
    gender: bool
    markup: Markup
    dialogue: DialogueMode
    narrator: str | None
    min_speaker_confidence: float
    decider: Decider
    doubtful: bool


def _to_rules(rules: Iterable[Rule | str] | None) -> Any:
    # What is no list of rules is told by `rules_of`, which knows the language.
    is_many = isinstance(rules, Iterable) and not isinstance(rules, str | Rule)
    return tuple(rules) if is_many and rules is not None else rules


def _to_cues(cues: Collection[str] | Mapping[str, str]) -> OwnCues:
    is_made = isinstance(cues, tuple) and all(isinstance(each, tuple) for each in cues)  # `evolve` converts again
    return cast(OwnCues, cues) if is_made else own_cues(cues)


def _check_speaker_confidence(options: Options, attribute: Any, least: Any) -> None:
    if isinstance(least, bool) or not isinstance(least, Real) or not 0 <= float(least) <= 1:
        raise ValueError(f"min_speaker_confidence is a number from 0 to 1, not {least!r}")


def _check_narrator(options: Options, attribute: Any, name: Any) -> None:
    if name is not None and not (isinstance(name, str) and name.strip()):
        raise ValueError(f'narrator is a name, as in "Ada Berg", not {name!r}')


def _to_media(media: Collection[Medium] | None) -> tuple[Medium, ...] | None:
    if media is None:
        return None
    is_some = isinstance(media, Collection) and not isinstance(media, str)
    if not is_some or any(each not in _MEDIA for each in media):
        raise ValueError(f'media are some of "speech", "writing", "thought", as in {{"speech"}}, not {media!r}')
    return tuple(sorted(media))


def _check_confidence(options: Options, attribute: Any, least: Any) -> None:
    if isinstance(least, bool) or not isinstance(least, Real) or not 0 <= float(least) <= 1:
        raise ValueError(f"min_confidence is a number from 0 to 1, not {least!r}")


def _check_scope(options: Options, attribute: Any, scope: object) -> None:
    if scope not in _SCOPES:
        raise ValueError(f'scope is "auto", "all" or "quoted", not {scope!r}')


def _check_decider(options: Options, attribute: Any, decider: object) -> None:
    if decider not in ("table", "encoder"):
        raise ValueError(f'decider is "table" or "encoder", not {decider!r}')


def _check_markup(options: Options, attribute: Any, markup: object) -> None:
    if markup not in MARKUPS:
        raise ValueError(f'markup is "auto", "html" or "none", not {markup!r}')


def _check_dialogue(options: Options, attribute: Any, dialogue: object) -> None:
    if dialogue not in DIALOGUE_MODES:
        raise ValueError(f'dialogue is "auto", "on" or "off", not {dialogue!r}')


@frozen(kw_only=True, slots=False)
class Options:
    """How to read texts: everything but the text; goes to a worker process as it is.

    Attributes:
        language: Code of the language of the texts, such as "en".
        nlp: The spaCy pipeline that parses plain text, or its name; None for the one that
            all was measured with.
        rules: The rules, most precise first, or names of shipped ones; None for those of the language.
        cues: Verbs of the user's that report, each with the verb of the lexicon that it is like.
        min_confidence: Leave out attributions below this probability, 0 to 1. With any number above 0,
            those whose probability was not measured are left out, too.
        media: The media to keep; None for all.
        scope: "all"; "quoted" to leave out indirect speech; "auto" leaves it out only of stories in a
            language whose indirect speech was never measured, such as French.
        coref: A coreference resolver: gets the text, gives clusters of half-open offsets.
        gender: May names and pronouns be matched by gender?
        markup: Are plain texts HTML? "html", "none", or "auto" to look.
        dialogue: Are the texts stories whose people take turns? "on", "off", or "auto" to look.
        narrator: The name of whoever says "I" outside of quotations, for those who know.
        min_speaker_confidence: Name no speaker whose `speaker_confidence` is below this, 0 to 1; the
            words stay, and `could_be` keeps the name.
        decider: What decides between proposals: "table", the fitted weights alone, or "encoder", those and a
            small pretrained encoder.
        doubtful: Give back also what is right less than three times in four, by the measured precision of
            its rule in such a text?

    Raises:
        TypeError: for what is no rule among `rules`.
        ValueError: if `min_confidence`, `media`, `scope`, `markup`, `dialogue` or `decider` is something else.
        LanguageError: if quotekit does not read the language.
        RuleError: if no shipped rule has the name, or two rules have the same.
        CueError: if one of `cues` is no single word, or is to be like a verb that is not known.
        EncoderNotFoundError: if the encoder is to decide and is not installed.
    """

    language: str = "en"
    nlp: Pipeline | str | None = None
    rules: tuple[Rule | str, ...] | None = field(default=None, converter=_to_rules)
    cues: OwnCues = field(default=(), converter=_to_cues)
    min_confidence: float = field(default=0.0, validator=_check_confidence)
    media: tuple[Medium, ...] | None = field(default=None, converter=_to_media)
    scope: Scope = field(default="auto", validator=_check_scope)
    coref: Coref | None = None
    gender: bool = True
    markup: Markup = field(default="auto", validator=_check_markup)
    dialogue: DialogueMode = field(default="auto", validator=_check_dialogue)
    narrator: str | None = field(default=None, validator=_check_narrator)
    min_speaker_confidence: float = field(default=0.0, validator=_check_speaker_confidence)
    decider: Decider = field(default="table", validator=_check_decider)
    doubtful: bool = False

    def __attrs_post_init__(self) -> None:
        # What is wrong is an error here, and not in the middle of a text.
        self.chosen_rules  # noqa: B018
        self.encoder  # noqa: B018

    @cached_property
    def known(self) -> Language:
        """What is known about the language, the user's cues included."""
        return load_language(self.language, self.cues)

    @cached_property
    def chosen_rules(self) -> tuple[Rule, ...]:
        """The rules themselves, looked up by name."""
        return rules_of(self.rules, self.known)

    @cached_property
    def encoder(self) -> Encoder | None:
        """The encoder that decides; None where the weights do alone."""
        if self.decider != "encoder":
            return None
        from quotekit.languages.encoder import load_encoder  # needs ONNX Runtime, which only this does

        return load_encoder(self.language)

    def __getstate__(self) -> dict[str, Any]:
        return asdict(self, recurse=False)  # a worker process looks the rest up instead of copying tables

    def named(self, attribution: Attribution) -> Attribution:
        """The attribution, without its speaker where the name is not as sure as was asked for."""
        if attribution.speaker is None or (attribution.speaker_confidence or 0) >= self.min_speaker_confidence:
            return attribution
        tied = (attribution.speaker.name,)
        return evolve(attribution, speaker=None, resolved_by=None, speaker_confidence=None, could_be=tied)

    def keeps(self, attribution: Attribution) -> bool:
        """Is this attribution to be given back? What is left out still counts as evidence for the rest."""
        return (
            (self.min_confidence == 0 or (attribution.confidence or 0) >= self.min_confidence)
            and (self.media is None or attribution.medium in self.media)
            and (self.scope != "quoted" or attribution.form != "indirect")
        )

    def given(self) -> GivenOptions:
        """The options as keyword arguments: `Options(**options.given())` is the same again."""
        return cast(GivenOptions, {**asdict(self, recurse=False), "cues": dict(self.cues)})

    def to_plain(self) -> dict[str, Any]:
        """The options as values that JSON can hold: rules by name, functions and objects by where they are."""
        return {
            **self.given(),
            "nlp": self.nlp if self.nlp is None or isinstance(self.nlp, str) else _place_of(self.nlp),
            "rules": None if self.rules is None else [rule.name for rule in self.chosen_rules],
            "coref": None if self.coref is None else _place_of(self.coref),
        }


def _place_of(what: Any) -> str:
    """Where a function, or the class of an object, is defined: the same in every process."""
    named = what if hasattr(what, "__qualname__") else type(what)
    return f"{named.__module__}.{named.__qualname__}"


open_properties(Options)
