"""French frames inside of what is said: « Non, dit-il, jamais. », « — Entrez, fit Anne en se levant. »

In: a stretch of text that somebody says, and the lexicon. Out: where the narrator's words stand in it.
Never asks a parse: the verb stands before its subject, and its form says that it reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from quotekit.languages.lexicon import Lexicon

Piece = tuple[int, int]
RARE: Final = 0.25  # a verb that quotes more rarely needs a pronoun behind it: « fit-il », « rit-elle »
MOST: Final = 8  # frames in one stretch
_AUX: Final = frozenset(
    "a ai as avons avez ont avait avais avaient eut est était s'est s'était suis aura aurait avions".split()
)
_BEFORE: Final = r"(?:(?:me|te|se|lui|leur|nous|vous|y|en|le|la|les)\s+|[mtsl]['’]\s?|m['’]y\s)*"
_ADVERBS: Final = (
    r"(?:\s+(?:\w+ment|alors|encore|enfin|aussitôt|aussi|ensuite|soudain|toujours|même|déjà|bien|également|ainsi|hier"
    r"|tout (?:bas|haut|à coup|de suite)|à son tour|à mi-voix|à voix (?:basse|haute)|de nouveau|d['’]abord|plus tard"
    r"|par ailleurs|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|ce \w+|en (?:riant|souriant|pleurant)))*"
)
_CLITIC: Final = re.compile(
    rf"{_BEFORE}(?P<verb>\w+)(?:-t)?-(?:ils?|elles?|on|je|nous|vous)\b(?P<rest>{_ADVERBS}\s+(?P<main>\w+))?"
)
_SUBJECT: Final = (
    r"(?=(?:les?|la|une?|des|ce|cet|cette|ces|son|sa|ses|mon|ma|mes|leurs?|notre|votre|plusieurs|certains|deux|trois"
    r"|celui|celle|ceux|quelqu['’]un|chacun|tous|madame|monsieur|mademoiselle|maître|M\.|Mme|l['’]autre"
    r"|de (?:jeunes|vieux|vieilles|petite?s|grande?s|bons|bonnes|braves|gros|pauvres|nombreux|nombreuses))\s"
    r"|(?:celui|celles?|ceux)-(?:ci|là)\b|l['’]|[A-ZÀ-Þ]\w)"
)
# Between a verb and its subject: « dit à sa voisine une dame », « dit, fronçant les sourcils, sa mère ».
_HEARER: Final = r"(?:\s+(?:à|aux?)\s+(?:(?:son|sa|ses|leurs?|mon|ma|mes|la)\s+|l['’]\s?)?\w+)?"
_GERUND: Final = r"(?:,\s+(?:en\s+)?\w+ant\b[^,.;:?!…«»—–]{0,40},)?"
_NOUN: Final = re.compile(rf"{_BEFORE}(?P<verb>\w+){_ADVERBS}{_HEARER}{_GERUND}\s+{_SUBJECT}")
_NOUN_BEHIND_TWO: Final = re.compile(
    rf"{_BEFORE}(?P<aux>[Ss]['’](?:est|était)|\w+){_ADVERBS}\s+(?P<verb>\w+){_ADVERBS}\s+{_SUBJECT}"
)
# Where a frame may begin: behind a comma, a stop of speech or a dash, in lower case.
_EDGE: Final = re.compile(r"(?:[,;?!…]|\.\.\.|[—–-]\s)[\s—–»\"”]*(?=[a-zà-ÿ])")
_STOP: Final = re.compile(r"[.;:!?…—–»”\"]|,")
_DOTTED: Final = re.compile(r"\b(?:M|MM|Mme|Mlle|Dr|St|Me|[A-ZÀ-Þ])$")
_RESUMED: Final = re.compile(r"\s[—–]\s")
_SENTENCE: Final = re.compile(r"[.?!…]|$")
# What shows that a frame goes on behind a comma: a manner, a gerund, an office, "jeune homme qui aspirait à".
_GOES_ON: Final = re.compile(
    r"\s*(?:[A-ZÀ-Þ][\w’'-]*(?:\s+[A-ZÀ-Þ][\w’'-]*){1,3}\s*[,.»]|(?:tout\s+)?en\s+\w+ant\b|pareil(?:le)?s?\b|\w+ant\b|d['’]une?\b|avec\b|sans\b|qui\b|dont\b|après\b|tandis\b|pendant\b|lorsqu"
    r"|quand\b|comme\b|ce\s+qu|sitôt\b|dès\b|au\s|dans\b|devant\b|depuis\b|vers\b|les?\s+(?:deux\s+)?\w+\s+(?:\w+[ée]s?|dans|sur|vers|au|en)\b"
    r"|la\s+\w+\s+(?:\w+[ée]e?s?|dans|sur|vers|haute|basse)\b|une?\s+\w+\s+(?:de|à|dans|installée?)\b"
    r"|(?!(?:les?|la|une?|des|ce|tout|rien)\s)(?:\w+\s){1,3}qui\s+(?:s['’]|se\s+)?\w+ait\b"
    r"|(?:le|la|l['’])\s?(?:\w+\s){0,3}(?:maire|ministre|président|présidente|directeur|directrice|porte-parole)\b)"
)
_NEW_CLAUSE: Final = re.compile(r"\s*(?:(?:ils?|elles?|on|ça|cela)\s|c['’]est\b)")
_YOU_AND_I: Final = re.compile(
    r"\b(?:je|j['’]|tu|t['’]|vous|nous|moi|toi|m['’]|me|mon|ma|mes|ton|ta|tes|votre|vos|notre|nos)\b", re.IGNORECASE
)
# Forms of a past, in lower case: no name ("Cicognara"), no future ("viendra"), no present or noun that ends as they do.
_NO_PAST: Final = (
    r"(?:cela|voilà|opéra|sofa|\w*(?:er|dr|rr)a|aura|saura|ira|devra|tout|partout|surtout|debout|bout|but|salut|début"
    r"|faut|peut|veut|vaut|point|saint|joint|plaint|craint|maint|exploit|agit|\w*(?:oit|uit)"
    r"|fait|parfait|lait|sait|tait|plait|souhait|trait|portrait|ait|aient|esprit|profit|lit|écrit|crédit|habit|récit|délit|conflit)"
)
_TOLD: Final = re.compile(
    rf"\b(?!{_NO_PAST}\b)[a-zà-ÿ]\w{{0,19}}(?:[^aeiou]a|ait|aient|[^t]it|ut|int|èrent|irent|urent)\b"
)
_SOMEBODY: Final = re.compile(r"\b(?:ils?|elles?|on|les?|la|l['’]|son|sa|ses|une?|[A-ZÀ-Þ]\w+)\b", re.IGNORECASE)


def inner_frames(text: str, start: int, end: int, lexicon: Lexicon, *, is_turn: bool) -> Iterator[Piece]:
    """The narrator's words in what somebody says.

    Args:
        text: The text.
        start: Where the stretch begins.
        end: One past its last character.
        lexicon: The words that report.
        is_turn: Does a dash open it? Then what follows a full stop behind a frame may be narration.
    """
    at, found = start, 0
    while found < MOST and (edge := _EDGE.search(text, at, end)) is not None:
        at = edge.end()
        head = frame_head(text, at, end, lexicon)
        if head is None:
            continue
        found += 1
        stop = _frame_end(text, head, end, is_turn=is_turn)
        if is_turn and text[stop : stop + 1] in (".", "") and _is_narration(text[stop:end]):
            resumed = _RESUMED.search(text, stop, end)
            stop = resumed.start() if resumed and not _is_narration(text[resumed.end() : end]) else end
        elif text[stop : stop + 1] in (".", ",", ";", ":"):
            stop += 1
        yield at, min(stop, end)
        at = max(stop, at)


def frame_head(text: str, at: int, end: int, lexicon: Lexicon) -> int | None:
    """Where the verb and what opens its subject end, if a frame begins here: « dit-il », « a dit le »; else None."""
    if match := _CLITIC.match(text, at, end):
        verb, main = match["verb"].lower(), (match["main"] or "").lower()
        if verb in _AUX and _reports(main, lexicon):
            return match.end("main")
        if _reports(verb, lexicon):
            return match.end() if not match["rest"] else match.start("rest")
    match = _NOUN_BEHIND_TWO.match(text, at, end)
    if match and match["aux"].lower().replace("’", "'") in _AUX and _reports(match["verb"].lower(), lexicon, RARE):
        return match.end()
    if match := _NOUN.match(text, at, end):
        verb = match["verb"].lower()
        if _reports(verb, lexicon, RARE) and not verb.endswith(("er", "ir", "ire", "dre", "ant")):
            return match.end()
    return None


def _reports(form: str, lexicon: Lexicon, least: float = 0.0) -> bool:
    entry = lexicon.find("verb", form)
    return entry is not None and (entry.quoted_rate >= least or entry.lemma == "faire")


def _frame_end(text: str, at: int, end: int, *, is_turn: bool) -> int:
    """Where a frame stops: at the next stop, or over a comma behind which it goes on."""
    first = at
    while match := _STOP.search(text, at, end):
        if match[0] == ".":
            goes_on = _DOTTED.search(text, max(0, match.start() - 4), match.start()) is not None
        else:
            goes_on = match[0] == "," and _goes_on(text, first, match.end(), end, is_turn=is_turn)
        if not goes_on:
            return match.start()
        at = match.end()
    return end


def _goes_on(text: str, first: int, comma: int, end: int, *, is_turn: bool) -> bool:
    """Does a frame go on behind a comma: with a manner, a gerund, or with more that is told?"""
    if _GOES_ON.match(text, comma, end) or not is_turn:
        return _GOES_ON.match(text, comma, end) is not None
    stop = _SENTENCE.search(text, comma, end)
    words = text[comma : stop.end() if stop else end]
    if _NEW_CLAUSE.match(words) and not _TOLD.search(words):
        return False  # « disaient-ils, ils reçoivent à merveille »
    return len(text[first:comma].split()) > 2 and not _YOU_AND_I.search(words) and not words.endswith(("?", "!"))


def _is_narration(words: str) -> bool:
    """Do the words tell, without an I or a you, in the past, what somebody does?"""
    if _YOU_AND_I.search(words) or re.search(r"[?!]", words):
        return False
    return _TOLD.search(words) is not None and _SOMEBODY.search(words) is not None
