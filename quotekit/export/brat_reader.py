"""brat standoff, read back: the .ann file that `quotekit.export.brat` wrote, and what people changed in it.

In: the lines of an .ann file and the text beside it. Out: an Extraction.
Never takes words that are not at their offsets: the text was changed then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from attrs import define, evolve, field

from quotekit.errors import InputError
from quotekit.export import Result, strict_json
from quotekit.export.brat import LINE
from quotekit.export.checks import SHOWN, row_or_none, share_or_none, string_or_none, strings
from quotekit.export.dicts import from_dict
from quotekit.languages.stand_ins import BY_HAND
from quotekit.records import Extraction, Failure, disjoint

Json = dict[str, Any]
Ranges = list[tuple[int, int]]


def read(path: str | Path) -> Extraction:
    """The extraction in `path`, whose text is in the .txt file of the same name beside it.

    Raises:
        InputError: one of them is not there or not UTF-8, or as `from_ann`.
    """
    path = Path(path)
    return from_ann(_words_of(path), _words_of(path.with_suffix(".txt")), str(path))


def read_results(path: str | Path, *, on_error: str = "raise") -> Iterator[Result]:
    """The one text in `path`, as `quotekit.read` gives results; a broken file gives a Failure for "record"."""
    result: Result
    try:
        result = read(path)
    except InputError as error:
        if on_error != "record":
            raise
        result = Failure.of(error)
    yield evolve(result, id=Path(path).stem)


def from_ann(ann: str, text: str, name: str = "<ann>") -> Extraction:
    """The extraction that lines of standoff say.

    What brat cannot say is lost: the quotations that are attributed to nobody, aliases and mentions
    of speakers, where an addressee is named, alternatives, line ends at the edges of a content, and
    contents of nothing else.
    Pieces of a content with nothing but line ends between them become one.
    What somebody added by hand has the rule "by-hand" and is certain.

    Args:
        ann: The lines.
        text: What the offsets count in.
        name: What messages call the file.

    Raises:
        InputError: names the line that is broken, or whose words are not those at its offsets.
    """
    lines = _Standoff(text)
    for number, line in enumerate(ann.split("\n"), 1):
        try:
            lines.take(line.rstrip("\r"))
        except (ValueError, IndexError) as error:
            reason = error if isinstance(error, ValueError) else "not a line of brat standoff"
            raise InputError(f"{name}, line {number}: {reason}: {line[:60]!r}") from error
    try:
        return cast(Extraction, from_dict(lines.to_document()))  # a failure has no standoff
    except InputError as error:
        raise InputError(f"{name}: {error}") from error


@define
class _Standoff:
    """What the lines say so far; contents by their T, in the order of the file."""

    text: str
    bound: dict[str, tuple[str, Ranges]] = field(factory=dict)
    links: dict[tuple[str, str], str] = field(factory=dict)
    marks: dict[tuple[str, str], str] = field(factory=dict)
    notes: dict[str, Json] = field(factory=dict)

    def take(self, line: str) -> None:
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            where, _, words = rest.partition("\t")
            type, _, offsets = where.partition(" ")
            ranges: Ranges = []
            for part in offsets.split(";"):
                start, end = map(int, part.split())
                if not 0 <= start < end <= len(self.text):
                    raise ValueError(f"{start} {end} is no stretch of a text of {len(self.text)} characters")
                ranges.append((start, end))
            if " ".join(self.text[start:end].replace("\t", " ") for start, end in ranges) != words:
                raise ValueError("the words are not those at its offsets; was the text changed?")
            self.bound[key] = type, ranges
        elif key.startswith("R"):
            type, one, other = rest.split()
            self.links[type, one.removeprefix("Arg1:")] = other.removeprefix("Arg2:")
        elif key.startswith(("A", "M")):
            type, about, *value = rest.split()
            self.marks[type, about] = value[0] if value else "true"
        elif key.startswith("#") and rest.startswith("AnnotatorNotes "):
            where, _, words = rest.partition("\t")
            self.notes[where.split()[1]] = _note(words, len(self.text)) if words.startswith("{") else {}

    def to_document(self) -> Json:
        """A document of schema 1."""
        contents = [key for key, (type, _) in self.bound.items() if type == "Content"]
        rows = [self._row(key, contents) for key in contents]
        counts = Counter((row["speaker"]["name"], row["speaker"]["type"]) for row in rows if row["speaker"])
        speakers = [each for each, _ in counts.most_common()]
        for row in rows:
            if row["speaker"]:
                row["speaker"]["number"] = speakers.index((row["speaker"]["name"], row["speaker"]["type"]))
        return {
            "text": self.text,
            "attributions": rows,
            "speakers": [{"name": name, "type": type} for name, type in speakers],
        }

    def _row(self, key: str, contents: list[str]) -> Json:
        note = self.notes.get(key, {})
        spans = self._joined(disjoint(self.bound[key][1]))
        form = self.marks.get(("Form", key), "indirect")
        quoted = note.get("quoted", spans if form == "direct" else [])
        parent = self.links.get(("Inside", key))
        return {
            "form": form,
            "contents": [self._span(*each) for each in spans],
            "cue": self._linked("HasCue", key, {"lemma": None, "kind": "verb", **note.get("cue", {})}),
            "source": self._linked("HasSource", key, {"kind": "name", **note.get("source", {})}),
            "speaker": {"name": note["speaker"], "type": note.get("type", "unknown")}
            if note.get("speaker") is not None
            else None,
            "reference": note.get("reference", "explicit"),
            "rule": note.get("rule", BY_HAND),
            "confidence": note.get("confidence", 1.0),
            "quoted": [self._span(*each) for each in disjoint(quoted)],
            "medium": self.marks.get(("Medium", key), "speech"),
            "negated": ("Negated", key) in self.marks,
            "parent": contents.index(parent) if parent in contents else None,
            "resolved_by": note.get("resolved_by", note.get("resolution")),  # its old name
            "could_be": note.get("could_be", ()),
            "addressee": note.get("addressee") and {**note["addressee"], "mention": None},
            "speaker_confidence": note.get("speaker_confidence"),
        }

    def _linked(self, link: str, key: str, more: Json) -> Json | None:
        """The cue or source of a content: one span, from its first to its last fragment."""
        if (other := self.links.get((link, key))) not in self.bound:
            return None
        ranges = self.bound[other][1]
        span = self._span(min(start for start, _ in ranges), max(end for _, end in ranges))
        if link == "HasCue":
            return {**span, **more, "lemma": span["text"].lower() if more["lemma"] is None else more["lemma"]}
        return {**span, **more, "head": self._span(*more["head"]) if "head" in more else span}

    def _joined(self, ranges: Ranges) -> Ranges:
        """Fragments with nothing but line ends between them are one span, as brat wants a fragment a line."""
        out = ranges[:1]
        for start, end in ranges[1:]:
            between = self.text[out[-1][1] : start]
            if between and not LINE.search(between):
                out[-1] = out[-1][0], end
            else:
                out.append((start, end))
        return out

    def _span(self, start: int, end: int) -> Json:
        return {"start": start, "end": end, "text": self.text[start:end]}


def _note(words: str, length: int) -> Json:
    """What a note of `quotekit.export.brat` says, each value as it has to be. Raises ValueError where one is not."""
    note: Json = strict_json.parse(words)
    for key in ("rule", "reference", "speaker", "type", "resolved_by", "resolution"):
        string_or_none(note, key)
    strings(note, "could_be", ())
    for key in ("confidence", "speaker_confidence"):
        share_or_none({key: None, **note}, key)
    cue, source = row_or_none(note, "cue") or {}, row_or_none(note, "source") or {}
    row_or_none({"addressee": None, **note}, "addressee")
    for row, key in ((cue, "lemma"), (cue, "kind"), (source, "kind")):
        string_or_none(row, key)
    quoted = note.get("quoted", [])
    if not isinstance(quoted, list):
        raise ValueError(f'"quoted" is a list of pairs of offsets, not {str(quoted)[:SHOWN]}')
    for pair in [*quoted, *([source["head"]] if "head" in source else [])]:
        is_pair = isinstance(pair, list) and len(pair) == 2 and all(type(each) is int for each in pair)
        if not is_pair or not 0 <= pair[0] < pair[1] <= length:
            raise ValueError(f"a pair of offsets in the text is needed, not {str(pair)[:SHOWN]}")
    return {key: value for key, value in note.items() if value is not None or key == "confidence"}


def _words_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 ({error.reason} at byte {error.start})") from error
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
