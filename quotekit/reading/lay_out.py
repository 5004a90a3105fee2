"""A text before any parse: as it is read, its paragraphs, the passages between marks, the labels of speakers.

In: a text as given and its language. Out: a Reading without trees, with the way back to the text as given.
Never parses, and never decides who says what.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from attrs import Factory, define, field

from quotekit.languages import Language
from quotekit.reading.bounds import bound
from quotekit.reading.dash_turns import add_turns
from quotekit.reading.layout.announced import mark_announced, mark_headline
from quotekit.reading.layout.at_ends import reopen_passages
from quotekit.reading.layout.blocks import read_blocks, trim_bylines
from quotekit.reading.layout.characters import repair_characters
from quotekit.reading.layout.code import drop_code
from quotekit.reading.layout.examination import name_askers
from quotekit.reading.layout.furniture import (
    close_up,
    drop_cell_numbers,
    drop_line_numbers,
    drop_page_furniture,
    drop_page_words,
    drop_pull_quotes,
)
from quotekit.reading.layout.inside_marks import part_passages
from quotekit.reading.layout.interview import mark_bold_questions, read_interview
from quotekit.reading.layout.lines import Line, split_lines
from quotekit.reading.layout.markdown import drop_stress
from quotekit.reading.layout.markup import Markup, read_markup
from quotekit.reading.layout.offsets import Edit, OffsetMap, apply
from quotekit.reading.layout.speech import close_passages, mark_dashes, part_turns, space_marks
from quotekit.reading.layout.subtitles import read_subtitles
from quotekit.reading.layout.thoughts import mark_free_thoughts, mark_italics
from quotekit.reading.layout.turns import NO_TURNS, Turns, read_turns, turn_starts
from quotekit.reading.locks import open_properties
from quotekit.reading.nicknames import mark_nicknames
from quotekit.reading.paragraphs import find_paragraphs
from quotekit.reading.quotations import find_quotations
from quotekit.reading.reading import Reading
from quotekit.reading.turn_labels import read_labels


def lay_out(text: str, language: Language, markup: Markup = "auto", *, is_parsed: bool = False) -> Reading:
    """What the characters of a text say, no paragraph endless.

    Args:
        text: The text as given.
        language: What is known about its language.
        markup: Is it HTML? See `read_markup`.
        is_parsed: Was the text parsed as it is, so that nothing in it may change?
    """
    draft = _Draft(text, language)
    if not is_parsed:
        draft.edit(read_subtitles(text))
        is_subtitled = draft.offsets is not None
        if markup != "none":
            draft.edit(mark_bold_questions(draft.text))
        draft.edit(read_markup(draft.text, markup))
        draft.edit(repair_characters(draft.text))
        draft.edit(drop_code(draft.text, draft.lines))
        draft.edit(drop_line_numbers(draft.text, draft.lines))
        draft.edit(drop_cell_numbers(draft.text, draft.lines))
        draft.edit(name_askers(draft.text, draft.lines, language))
        edits, interview = read_interview(draft.text, draft.lines, language)
        draft.edit(edits)
        draft.turns = interview if interview.labels else read_turns(draft.text, draft.lines, language)
        draft.edit(draft.turns.edits)
        draft.edit(drop_page_furniture(draft.text, draft.lines))
        draft.edit(drop_page_words(draft.text, language))
        draft.edit(space_marks(draft.text))
        draft.edit(read_blocks(draft.text, draft.lines, language))
        draft.edit(trim_bylines(draft.text, language))
        draft.edit(mark_italics(draft.text, language))
        draft.edit(mark_free_thoughts(draft.text, language))
        draft.edit(drop_stress(draft.text))
        if not draft.turns.labels:
            draft.edit(mark_headline(draft.text, draft.paragraphs, language))
            draft.edit(mark_announced(draft.text, draft.paragraphs, language))
            draft.edit(drop_pull_quotes(draft.text, draft.paragraphs))
        draft.edit(close_up(draft.text, draft.paragraphs))
        if language.inner_frames is None:  # else frames and dash turns are found in the text as it is
            draft.edit(close_passages(draft.text, draft.paragraphs, language))
            draft.edit(reopen_passages(draft.text, draft.paragraphs))
            draft.edit(part_passages(draft.text, draft.paragraphs, language))
            draft.edit(mark_dashes(draft.text, draft.paragraphs, language, is_speech=is_subtitled))
    text, labels = draft.text, draft.turns.labels
    found = part_turns(text, draft.paragraphs)
    quoted = add_turns(text, found, find_quotations(text, found, language.elisions), language)
    paragraphs, passages = bound(text, found, quoted)
    return Reading(
        text,
        paragraphs,
        (None,) * len(paragraphs),
        mark_nicknames(text, passages, language),
        labels=read_labels(text, paragraphs, language, labels, goes_on=draft.turns.goes_on),
        language=language,
        given=draft.given if draft.offsets else None,
        offsets=draft.offsets,
    )


@define(slots=False)
class _Draft:
    """A text while it is being edited, and what was found in it on the way."""

    given: str
    language: Language
    text: str = field(default=Factory(lambda self: self.given, takes_self=True))
    offsets: OffsetMap | None = None
    turns: Turns = NO_TURNS

    def edit(self, edits: Iterable[Edit]) -> None:
        """Make some edits of the text; labels stay where they are in it."""
        made = list(edits)
        if made:
            self.turns = self.turns.moved(made)
            self.text, self.offsets = apply(self.text, made, self.offsets)
            for known in ("lines", "paragraphs"):
                self.__dict__.pop(known, None)

    @cached_property
    def lines(self) -> list[Line]:
        """The lines of the text as it is now."""
        return split_lines(self.text)

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """The paragraphs of the text as it is now."""
        turns, language = self.turns, self.language
        starts = turn_starts(self.text, self.lines, turns.labels, language, is_stamped=turns.is_stamped)
        return find_paragraphs(self.text, starts, language.layout.open_ends)


open_properties(_Draft)
