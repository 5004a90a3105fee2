"""A text before any parse: as it is read, its paragraphs, the passages between marks, the labels of speakers.

In: a text as given and its language. Out: a Reading without trees, with the way back to the text as given.
Never parses, and never decides who says what.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import Factory, define, field

from quotekit.languages import Language
from quotekit.reading.bounds import bound
from quotekit.reading.dash_turns import add_turns
from quotekit.reading.layout.blocks import read_blocks, trim_bylines
from quotekit.reading.layout.characters import repair_characters
from quotekit.reading.layout.furniture import drop_line_numbers, drop_page_furniture, drop_page_words
from quotekit.reading.layout.lines import split_lines
from quotekit.reading.layout.markup import Markup, read_markup
from quotekit.reading.layout.offsets import Edit, OffsetMap, apply
from quotekit.reading.layout.speech import close_passages, mark_dashes, mark_italics, part_turns, space_marks
from quotekit.reading.layout.subtitles import read_subtitles
from quotekit.reading.layout.turns import read_turns, turn_starts
from quotekit.reading.nicknames import mark_nicknames
from quotekit.reading.paragraphs import find_paragraphs
from quotekit.reading.quotations import find_quotations
from quotekit.reading.reading import Reading
from quotekit.reading.turn_labels import TurnLabel, read_labels


def lay_out(text: str, language: Language, markup: Markup = "auto", *, is_parsed: bool = False) -> Reading:
    """What the characters of a text say, no paragraph endless.

    Args:
        text: The text as given.
        language: What is known about its language.
        markup: Is it HTML? See `read_markup`.
        is_parsed: Was the text parsed as it is, so that nothing in it may change?
    """
    draft = _Draft(text)
    goes_on = is_stamped = False
    if not is_parsed:
        draft.edit(read_subtitles(text))
        is_subtitled = draft.offsets is not None
        draft.edit(read_markup(draft.text, markup))
        draft.edit(repair_characters(draft.text))
        draft.edit(drop_line_numbers(draft.text, split_lines(draft.text)))
        turns = read_turns(draft.text, split_lines(draft.text), language)
        draft.labels, goes_on, is_stamped = list(turns.labels), turns.goes_on, turns.is_stamped
        draft.edit(turns.edits)
        draft.edit(drop_page_furniture(draft.text, split_lines(draft.text)))
        draft.edit(drop_page_words(draft.text, language))
        draft.edit(space_marks(draft.text))
        draft.edit(read_blocks(draft.text, split_lines(draft.text), language))
        draft.edit(trim_bylines(draft.text, language))
        draft.edit(mark_italics(draft.text, language))
        if language.inner_frames is None:  # else frames and dash turns are found in the text as it is
            rough = find_paragraphs(draft.text, [label.start for label in draft.labels], language.layout.open_ends)
            draft.edit(close_passages(draft.text, rough, language))
            rough = find_paragraphs(draft.text, [label.start for label in draft.labels], language.layout.open_ends)
            draft.edit(mark_dashes(draft.text, rough, language, is_speech=is_subtitled))
    text = draft.text
    starts = turn_starts(text, split_lines(text), draft.labels, language, is_stamped=is_stamped)
    found = part_turns(text, find_paragraphs(text, starts, language.layout.open_ends))
    quoted = add_turns(text, found, find_quotations(text, found, language.elisions), language)
    paragraphs, passages = bound(text, found, quoted)
    return Reading(
        text,
        paragraphs,
        (None,) * len(paragraphs),
        mark_nicknames(text, passages, language),
        labels=read_labels(text, paragraphs, language, draft.labels, goes_on=goes_on),
        language=language,
        given=draft.given if draft.offsets else None,
        offsets=draft.offsets,
    )


@define
class _Draft:
    """A text while it is being edited, and what was found in it on the way."""

    given: str
    text: str = field(default=Factory(lambda self: self.given, takes_self=True))
    offsets: OffsetMap | None = None
    labels: list[TurnLabel] = field(factory=list)

    def edit(self, edits: Iterable[Edit]) -> None:
        """Make some edits of the text; labels stay where they are in it."""
        made = list(edits)
        if made:
            self.labels = [label.moved(made) for label in self.labels]
            self.text, self.offsets = apply(self.text, made, self.offsets)
