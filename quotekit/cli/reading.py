"""The options of reading, as options of a command: the same ones for every command that reads texts.

In: a command with a parameter `options`. Out: the same command, with an option for each of `Options`.
Never checks a value: `quotekit.pipeline.options` does, and its message ends the program.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from quotekit.cli.options import Decider, Dialogue, LanguageCode, Markup, Medium, Model, Scope
from quotekit.cli.stopping import stop

if TYPE_CHECKING:
    from quotekit.pipeline.options import Options

Least = Annotated[
    float, typer.Option(metavar="P", min=0, max=1, help="Leave out attributions less probable than this, 0 to 1.")
]
Which = Annotated[Scope, typer.Option(help="quoted leaves out indirect speech; auto does so in French stories.")]
Media = Annotated[
    list[Medium] | None, typer.Option("--media", help="Keep only what was said so; repeat for more. Default: all.")
]
Cues = Annotated[
    list[str] | None,
    typer.Option(
        "--cue",
        metavar="VERB",
        help="A verb that reports as 'say' does, or VERB=LIKE ('skeet=write'); repeat for more.",
    ),
]
Gender = Annotated[bool, typer.Option("--gender/--no-gender", help="May names and pronouns be matched by gender?")]
Tags = Annotated[
    Markup, typer.Option(help="Is plain text HTML? auto looks for tags; none takes every character as it is.")
]
Turns = Annotated[
    Dialogue,
    typer.Option(
        "--dialogue", help="Is the text a story whose people take turns? auto looks at its shape; on for a novel."
    ),
]
Teller = Annotated[str | None, typer.Option("--narrator", help="Who says I outside of quotations, if you know.")]
LeastName = Annotated[
    float,
    typer.Option(min=0.0, max=1.0, help="Name no speaker whose name is less sure than this; the words stay."),
]
Judge = Annotated[
    Decider, typer.Option(help="encoder: a small pretrained encoder, a package of its own, decides with the weights.")
]
Doubtful = Annotated[
    bool,
    typer.Option("--doubtful/--no-doubtful", help="Show also what is right less than three times in four?"),
]
# In the order of --help: the name of the parameter, its type, its default, and the option that it fills.
OPTIONS: Final[tuple[tuple[str, Any, Any, str], ...]] = (
    ("language", LanguageCode, "en", "language"),
    ("model", Model, None, "nlp"),
    ("min_confidence", Least, 0.0, "min_confidence"),
    ("scope", Which, Scope.auto, "scope"),
    ("media", Media, None, "media"),
    ("cue", Cues, None, "cues"),
    ("gender", Gender, True, "gender"),
    ("markup", Tags, Markup.auto, "markup"),
    ("dialogue", Turns, Dialogue.auto, "dialogue"),
    ("narrator", Teller, None, "narrator"),
    ("min_speaker_confidence", LeastName, 0.0, "min_speaker_confidence"),
    ("decider", Judge, Decider.table, "decider"),
    ("doubtful", Doubtful, False, "doubtful"),
)
NOT_HERE: Final = frozenset({"rules", "coref"})  # rules and functions are objects of Python


def reads_texts(command: Callable[..., None]) -> Callable[..., None]:
    """The command, with the options of reading instead of its parameter `options`."""
    # Not `get_type_hints`: on CPython 3.10 it hides what typer needs behind an Optional wherever the default is None.
    known = {**command.__globals__, "Options": object}
    hints = inspect.get_annotations(command, globals=known, eval_str=True)
    parameters: list[inspect.Parameter] = []
    for each in inspect.signature(command).parameters.values():
        if each.name == "options":
            parameters += [
                inspect.Parameter(name, each.kind, annotation=kind, default=default)
                for name, kind, default, _ in OPTIONS
            ]
        else:
            parameters.append(each.replace(annotation=hints[each.name]))

    @wraps(command)
    def called(**given: Any) -> None:
        chosen = {option: given.pop(name) for name, _, _, option in OPTIONS}
        command(**given, options=make_options(chosen))

    del called.__wrapped__  # typer would look there for the parameters
    called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {each.name: each.annotation for each in parameters}
    return called


def make_options(given: dict[str, Any]) -> Options:
    """The options of reading, from the values of the command line; ends the program where one is wrong."""
    from quotekit.errors import QuotekitError
    from quotekit.pipeline.options import Options

    plain: dict[str, Any] = {
        name: value.value if isinstance(value, Scope | Markup | Dialogue | Decider) else value
        for name, value in given.items()
    }
    plain["cues"] = cues_of(plain.get("cues"))
    plain["media"] = [each.value for each in plain["media"]] if plain.get("media") else None
    try:
        return Options(**plain)
    except (QuotekitError, ValueError) as error:
        stop(str(error))


def cues_of(options: list[str] | None) -> dict[str, str]:
    """Verbs of the user's, each with the verb it is like: from "skeet" or "skeet=write"."""
    pairs = (option.partition("=") for option in options or ())
    return {verb: like or "say" for verb, _, like in pairs}
