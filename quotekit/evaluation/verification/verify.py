"""One quotation and its source: the verdict.

In: a quotation, a text or an extraction of it, and perhaps a speaker. Out: a Verification.
Never loads a model unless somebody asks who speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import define, field

from quotekit.evaluation.verification.align import Match, find_exact, find_near
from quotekit.evaluation.verification.records import Verdict, Verification
from quotekit.evaluation.verification.source import Source
from quotekit.evaluation.verification.sources import Sources
from quotekit.evaluation.verification.words import Part, find_parts
from quotekit.languages import load_language
from quotekit.records import Attribution, Extraction, Span, Speaker
from quotekit.speakers.names.name import fold_name


def verify(
    quote: str, source: str | Extraction, *, speaker: str | None = None, language: str | None = None
) -> Verification:
    """Is a quotation in its source: verbatim, altered, or absent; where; and is the speaker the same?

    Forgiven, as editors do: quotation marks and other punctuation, case, white space, an ellipsis for words left
    out, words in brackets (`[he]`) for a few of the source or for none, and a reporting clause in the middle of
    the quotation in the source. Words that are only spelled in another way ("color" for "colour", "20" for "twenty",
    "e-mail" for "email") make it "respelled". A changed, added or missing word makes it "altered", as long as six in
    ten words stand in the source in the same order.

    Args:
        quote: The quotation, with or without its marks.
        source: The text that it is said to come from: plain, HTML or Markdown; or what `extract` found in it.
        speaker: Who is said to have said it. Then, or if `source` is an `Extraction`, the speaker that the source
            gives is looked up; with a text that loads a language model.
        language: Code of the language, whose spellings are known; by default that of the extraction, else "en".

    Returns:
        The verdict with the place in the source, a diff of words, and the speaker.

    Raises:
        ValueError: if there is no word in the quotation.
    """
    if isinstance(source, Extraction):
        known = source
        one = Source(known.text, language=language or known.language)
        return _judge(_Asked(quote, one.language, speaker, lambda _: known), [one])
    one = Source(source, language=language or "en")
    sources = Sources((), language=one.language)
    return _judge(_Asked(quote, one.language, speaker, sources.extraction if speaker is not None else None), [one])


def judge(quote: str, sources: Sources, speaker: str | None, *, asks: bool) -> Verification:
    """The verdict on a quotation by the source, of many, that has it best."""
    asked = _Asked(quote, sources.language, speaker, sources.extraction if asks else None)
    return _judge(asked, sources.closest(asked.parts))


@define
class _Asked:
    """A quotation, with who is said to have said it and how to find out who does in the source."""

    quote: str
    language: str
    speaker: str | None
    extraction: Callable[[Source], Extraction] | None
    parts: list[Part] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.parts = find_parts(self.quote, self.language)
        if not self.parts:
            raise ValueError(f"there is no word in the quotation {self.quote!r}")


def _judge(asked: _Asked, sources: Iterable[Source]) -> Verification:
    candidates = list(sources)
    exact: list[Verification] = []
    for source in candidates:
        for match in find_exact(asked.parts, source, asked.quote):
            found = _verification(asked, match, source)
            if not match.changes and (found.same_speaker or asked.extraction is None or asked.speaker is None):
                return found
            exact.append(found)  # said by somebody else, or spelled in another way; perhaps it stands elsewhere, too
    if exact:
        return max(exact, key=lambda each: (each.verdict == "verbatim", each.same_speaker is True))
    near = [
        (nearly, source) for source in candidates if (nearly := find_near(asked.parts, source, asked.quote)) is not None
    ]
    if not near:
        return Verification(asked.quote, "absent", claimed=asked.speaker)
    return _verification(asked, *max(near, key=lambda pair: pair[0].share))


def _verification(asked: _Asked, match: Match, source: Source) -> Verification:
    words = source.words
    spans = tuple(source.shown.span(words[first].start, words[end - 1].end) for first, end in match.places)
    said = _said(asked.extraction(source), spans) if asked.extraction else None
    who = said.speaker if said else None
    verdict = _verdict(match)
    return Verification(
        quote=asked.quote,
        verdict=verdict,
        source=source.id,
        spans=spans,
        changes=match.changes,
        share=match.share,
        forgiven=() if verdict == "altered" else tuple(_forgiven(asked.quote, spans, match, asked.parts)),
        claimed=asked.speaker,
        speaker=who.name if who else None,
        same_speaker=None if who is None or asked.speaker is None else _is_same(asked.speaker, who, asked.language),
    )


def _verdict(match: Match) -> Verdict:
    if not match.changes:
        return "verbatim"
    return "respelled" if all(each.kind == "respelled" for each in match.changes) else "altered"


def _forgiven(quote: str, spans: tuple[Span, ...], match: Match, parts: list[Part]) -> Iterable[str]:
    kinds = {part.kind for part in parts}
    if "gap" in kinds:
        yield "ellipsis"
    if "insertion" in kinds or "[" in quote:
        yield "brackets"
    if match.is_interrupted:
        yield "interruption"
    if kinds == {"words"} and "[" not in quote and not match.changes:
        mine = " ".join(quote[parts[0].words[0].start : parts[-1].words[-1].end].split())
        theirs = " ".join(" ".join(span.text for span in spans).split())
        if mine.casefold() != theirs.casefold():
            yield "punctuation"
        elif mine != theirs:
            yield "case"


def _said(extraction: Extraction, spans: tuple[Span, ...]) -> Attribution | None:
    """The attribution whose content covers most of the words; of two alike the inner one."""
    best: tuple[int, int] = (0, 0)
    found = None
    for each in extraction:
        shared = sum(
            max(0, min(span.end, content.end) - max(span.start, content.start))
            for span in spans
            for content in each.contents
        )
        rank = shared, -sum(len(content) for content in each.contents)
        if shared and rank > best:
            best, found = rank, each
    return found if 2 * best[0] >= sum(map(len, spans)) else None


def _is_same(claimed: str, speaker: Speaker, language: str = "en") -> bool:
    """Do a name and a speaker go together: the same name, a form of it in the text, or its last words?"""
    people = load_language(language).people
    mine = fold_name(claimed.split(), people)
    for name in (speaker.name, *speaker.aliases):
        theirs = fold_name(name.split(), people)
        size = min(len(mine), len(theirs))
        if size and mine[-size:] == theirs[-size:]:
            return True
    return False
