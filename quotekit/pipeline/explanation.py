"""Why, in one call: what a rule says, how an attribution was reached, and what decided it.

In: a rule, its name or an attribution; with an attribution the text, for what decided it. Out: lines of plain text.
Never decides; the words are those of `quotekit.export.explanation` and of `quotekit.pipeline.why`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotekit.errors import InputError
from quotekit.export.explanation import explain as explain_record
from quotekit.languages.rule import Rule
from quotekit.pipeline.options import GivenOptions
from quotekit.records import Attribution

if TYPE_CHECKING:
    from typing_extensions import Unpack


def explain(what: Rule | str | Attribution, *, text: str | None = None, **options: Unpack[GivenOptions]) -> str:
    """Say what a rule does, or how an attribution was reached and, with its text, what decided it.

    Args:
        what: A rule, the name of one of `DEFAULT_RULES`, what stands in its place ("no-source",
            "by-hand", "passage", "nobody"), or an attribution.
        text: With an attribution: the text that it was found in, which is read again. Then the probability by
            the weights and, with `decider="encoder"`, by the encoder are told, the features that speak for and
            against it, and the words that moved the encoder; with the encoder that takes seconds.
        options: `language` of the rule; with a text the options that the attribution was found with.

    Returns:
        Lines for a person. Of a rule they give its sentence, how often it was right (with the
        number of decisions), its pattern, examples and counter-examples. Of an attribution they
        give the words in each role, the rule, the way to the speaker, what else was considered, and
        with the text what decided it.

    Raises:
        RuleError: if no rule has that name; names those that are spelled alike.
        LanguageError: if quotekit does not read the language.
        InputError: if an attribution is of another text.
        EncoderNotFoundError: if the encoder is to decide and is not installed.
        TypeError: for anything else, and for a text with a rule.
    """
    told = explain_record(what, language=options.get("language", "en"))
    if text is None:
        return told
    if not isinstance(what, Attribution):
        raise TypeError("explain takes a text with an attribution, not with a rule")
    if not all(span.fits(text) for span in what.contents):
        raise InputError("the attribution is of another text: its words do not stand at these offsets")
    from quotekit.pipeline.why import why  # needs numpy, which importing should not

    try:
        decided = str(why(text, what, **options))
    except InputError:
        decided = "  decided  by no weights: in order of the rules, by a layout, or found with other options"
    return f"{told}\n{decided}"
