"""One quotation and its source: the verdict.

In: a quotation, a text or an extraction of it, and perhaps a speaker. Out: a Verification.
Never loads a model unless somebody asks who speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from quotekit.evaluation.verification.align import Match, find_exact, find_near
from quotekit.evaluation.verification.records import Verdict, Verification
from quotekit.evaluation.verification.source import Source
from quotekit.evaluation.verification.sources import Sources
from quotekit.evaluation.verification.words import Part, find_parts
from quotekit.languages import load_language
from quotekit.records import Attribution, Extraction, Span, Speaker
from quotekit.speakers.names.name import fold_name


def verify(quote: str, source: str | Extraction, *, speaker: str | None = None) -> Verification:
    """Is a quotation in its source: verbatim, altered, or absent; where; and is the speaker the same?

    Forgiven, as editors do: quotation marks and other punctuation, case, white space, an ellipsis for words left
    out, words in brackets (`[he]`) for a few of the source or for none, and a reporting clause in the middle of
    the quotation in the source. A changed, added or missing word makes it "altered", as long as six in ten words
    stand in the source in the same order.

    Args:
        quote: The quotation, with or without its marks.
        source: The text that it is said to come from; or what `extract` found in it.
        speaker: Who is said to have said it. Then, or if `source` is an `Extraction`, the speaker that the source
            gives is looked up; with a text that loads a language model.

    Returns:
        The verdict with the place in the source, a diff of words, and the speaker.

    Raises:
        ValueError: if there is no word in the quotation.
    """
    if isinstance(source, Extraction):
        known = source
        return _judge(quote, [Source(known.text)], speaker, lambda _: known)
    one = Source(source)
    sources = Sources(())
    return _judge(quote, [one], speaker, sources.extraction if speaker is not None else None)


def judge(quote: str, sources: Sources, speaker: str | None, *, asks: bool) -> Verification:
    """The verdict on a quotation by the source, of many, that has it best."""
    parts = _parts(quote)
    return _judge(quote, sources.closest(parts), speaker, sources.extraction if asks else None, parts)


def _judge(
    quote: str,
    sources: Iterable[Source],
    speaker: str | None,
    extraction: Callable[[Source], Extraction] | None,
    parts: list[Part] | None = None,
) -> Verification:
    parts = parts or _parts(quote)
    near: list[tuple[Match, Source]] = []
    first: Verification | None = None
    candidates = list(sources)
    for source in candidates:
        for match in find_exact(parts, source):
            found = _verification(quote, "verbatim", match, source, parts, speaker, extraction)
            if found.same_speaker or extraction is None or speaker is None:
                return found
            first = first or found  # said by somebody else; perhaps the same words stand elsewhere, too
    if first:
        return first
    for source in candidates:
        if nearly := find_near(parts, source, quote):
            near.append((nearly, source))
    if not near:
        return Verification(quote, "absent", claimed=speaker)
    best, source = max(near, key=lambda pair: pair[0].share)
    return _verification(quote, "altered", best, source, parts, speaker, extraction)


def _verification(
    quote: str,
    verdict: Verdict,
    match: Match,
    source: Source,
    parts: list[Part],
    speaker: str | None,
    extraction: Callable[[Source], Extraction] | None,
) -> Verification:
    words = source.words
    spans = tuple(Span.of(source.text, words[first].start, words[end - 1].end) for first, end in match.places)
    said = _said(extraction(source), spans) if extraction else None
    who = said.speaker if said else None
    return Verification(
        quote=quote,
        verdict=verdict,
        source=source.id,
        spans=spans,
        changes=match.changes,
        share=match.share,
        forgiven=tuple(_forgiven(quote, spans, match, parts)) if verdict == "verbatim" else (),
        claimed=speaker,
        speaker=who.name if who else None,
        same_speaker=None if who is None or speaker is None else is_same(speaker, who),
    )


def _parts(quote: str) -> list[Part]:
    parts = find_parts(quote)
    if not parts:
        raise ValueError(f"there is no word in the quotation {quote!r}")
    return parts


def _forgiven(quote: str, spans: tuple[Span, ...], match: Match, parts: list[Part]) -> Iterable[str]:
    kinds = {part.kind for part in parts}
    if "gap" in kinds:
        yield "ellipsis"
    if "insertion" in kinds or "[" in quote:
        yield "brackets"
    if match.is_interrupted:
        yield "interruption"
    if kinds == {"words"} and "[" not in quote:
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


def is_same(claimed: str, speaker: Speaker) -> bool:
    """Do a name and a speaker go together: the same name, a form of it in the text, or its last words?"""
    people = load_language().people
    mine = fold_name(claimed.split(), people)
    for name in (speaker.name, *speaker.aliases):
        theirs = fold_name(name.split(), people)
        size = min(len(mine), len(theirs))
        if size and mine[-size:] == theirs[-size:]:
            return True
    return False
