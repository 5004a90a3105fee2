"""Are the turns of a transcript found in every form that people write one in?

    python -m bench.transcripts [--show] [--only FORM]

In: own conversations, below, and the forms they are written in: courts, parliaments, plays, subtitles, chats,
interviews, podcasts, earnings calls, debates, minutes. Out: the share of turns with the same words and a name of
theirs, by form; and how many attributions are no turn. What lies inside of a turn does not count.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Sequence
from textwrap import indent
from typing import Final

from bench.layouts import wrap
from quotekit import extract_many

Person = tuple[str, str, str, str]  # given name, family name, title, trade
Turn = tuple[Person, str]
Form = Callable[[Sequence[Turn]], str]

VIK: Final = ("Karin", "Vik", "Ms.", "engineer")
OTT: Final = ("Leon", "Ott", "Mr.", "harbour master")
ABARA: Final = ("Ruth", "Abara", "Dr.", "biologist")
COLE: Final = ("Peter", "Cole", "Mr.", "teacher")
CONVERSATIONS: Final[tuple[tuple[Turn, ...], ...]] = (
    (
        (VIK, "Thank you for coming. We have looked at the pier for a year now, and I can tell you what we know."),
        (OTT, "Please do. The boats cannot land, and nobody has told me when they will."),
        (VIK, "In May, I hope. There are three things to do: the piles, the deck and the lamps."),
        (OTT, "In May? You said that last year."),
        (
            VIK,
            "I did. The storm in March took two of the piles. Mr. Cole wrote to me; he said it was our fault.",
        ),
        (OTT, "Was it?"),
        (VIK, "No."),
    ),
    (
        (ABARA, "Where were you on the night of the flood?"),
        (COLE, "At home. My sister was with me until ten."),
        (ABARA, "Did you hear the siren?"),
        (COLE, "I heard something. I thought it was a ship, and so did she."),
        (ABARA, "And when did you leave the house?"),
        (COLE, "At a quarter to eleven, when the water came in under the door."),
        (ABARA, "Thank you. That is all."),
        (COLE, "May I go now?"),
    ),
    (
        (OTT, "Is the lamp still lit?"),
        (ABARA, "It went out an hour ago, I am afraid."),
        (OTT, "Then we wait."),
        (ABARA, "For what, the morning?"),
        (OTT, "For anybody who has oil. You could go and ask the teacher."),
        (ABARA, "At this hour! He would never forgive me."),
        (OTT, "He never forgives anybody, so it makes no difference."),
    ),
    (
        (COLE, "Good morning, everyone, and welcome to the call on our third quarter."),
        (
            VIK,
            "Thank you, Peter. Sales rose by nine percent, to 41 million. We are pleased, and we expect more.",
        ),
        (COLE, "The first question is from Ruth Abara."),
        (ABARA, "Good morning. How much of the growth came from the new line?"),
        (VIK, "About half. The rest is price, and a little luck with the weather."),
        (ABARA, "Do you see that going on next year?"),
        (VIK, "We do, as long as the harbour stays open."),
        (COLE, "Thank you. That was the last question."),
    ),
)


def _full(person: Person) -> str:
    return f"{person[0]} {person[1]}"


def _titled(person: Person) -> str:
    return f"{person[2]} {person[1]}"


def _shouted(person: Person) -> str:
    return f"{person[2].upper()} {person[1].upper()}"


def _clock(number: int, *, step: int = 7) -> str:
    return f"{number * step // 60:02}:{number * step % 60:02}"


def _court(turns: Sequence[Turn]) -> str:
    head = "IN THE DISTRICT COURT OF HOLM\n\nVIK v. HARBOUR TRUST\n\n"
    return head + "\n".join(wrap(f"{_shouted(who)}:  {words}", 58, "          ") for who, words in turns) + "\n"


def _court_numbered(turns: Sequence[Turn]) -> str:
    lines = "\n".join(wrap(f"{_shouted(who)}: {words}", 50) for who, words in turns).split("\n")
    return "".join(f"{n % 25 + 1:2}   {line}\n" for n, line in enumerate(lines))


def _questions(turns: Sequence[Turn]) -> str:
    asks = turns[0][0]
    said = [wrap(f"{'Q' if who == asks else 'A'}.   {words}", 60, "     ") for who, words in turns]
    return "DIRECT EXAMINATION\n\n" + "\n".join(said) + "\n"


def _record(turns: Sequence[Turn]) -> str:
    said = "\n".join(wrap(f"{who[2]} {who[1].upper()}. {words}", 68, "  ") for who, words in turns)
    return f"                    THE STATE OF THE PIER\n\n{said}\n"


def _hansard(turns: Sequence[Turn]) -> str:
    seats = {VIK: "Holm North", OTT: "Bay", ABARA: "Marsh End", COLE: "Upton"}
    seen: set[Person] = set()
    said = []
    for who, words in turns:
        said.append(f"{_full(who)}{'' if who in seen else f' ({seats[who]}) (Ind)'}: {words}")
        seen.add(who)
    return "Pier and Harbour Bill\n\n" + "\n\n".join(said) + "\n"


def _play(turns: Sequence[Turn]) -> str:
    notes = {2: "[_Rising._] ", 4: "(After a pause.) "}
    said = [f"{who[1].upper()}. {notes.get(n, '')}{words}" for n, (who, words) in enumerate(turns)]
    return "ACT II\n\nSCENE I. _A quay at night._\n\n" + "\n\n".join(said) + "\n"


def _screenplay(turns: Sequence[Turn]) -> str:
    said = "\n\n".join(f"{' ' * 20}{who[1].upper()}\n{indent(wrap(words, 35), ' ' * 10)}" for who, words in turns)
    return f"EXT. QUAY - NIGHT\n\nRain on the planks.\n\n{said}\n\nCUT TO:\n"


def _vtt(turns: Sequence[Turn]) -> str:
    cues = [
        f"00:{_clock(n)}.000 --> 00:{_clock(n + 1)}.000\n<v {_full(who)}>{wrap(words, 42)}</v>\n"
        for n, (who, words) in enumerate(turns)
    ]
    return "WEBVTT\n\n" + "\n".join(cues)


def _srt(turns: Sequence[Turn]) -> str:
    cues = [
        f"{n + 1}\n00:{_clock(n)},000 --> 00:{_clock(n + 1)},000\n{wrap(f'{who[1].upper()}: {words}', 42)}\n"
        for n, (who, words) in enumerate(turns)
    ]
    return "\n".join(cues)


def _chat(turns: Sequence[Turn]) -> str:
    return "".join(f"9/18/26, 2:{n + 10} PM - {_full(who)}: {words}\n" for n, (who, words) in enumerate(turns))


def _irc(turns: Sequence[Turn]) -> str:
    said = [f"[14:{n + 10}] <{who[1].lower()}> {words}\n" for n, (who, words) in enumerate(turns)]
    return "".join([said[0], "[14:10] * cole has joined #pier\n", *said[1:]])


def _interview(turns: Sequence[Turn]) -> str:
    return "A talk on the quay\n\n" + "\n\n".join(f"**{_full(who)}:** {words}" for who, words in turns) + "\n"


def _initials(turns: Sequence[Turn]) -> str:
    seen: set[Person] = set()
    said = []
    for who, words in turns:
        said.append(f"{who[0][0] + who[1][0] if who in seen else _full(who)}: {words}")
        seen.add(who)
    return "\n\n".join(said) + "\n"


def _podcast(turns: Sequence[Turn]) -> str:
    said = [f"{_full(who)}  {_clock(n)}\n{words}\n" for n, (who, words) in enumerate(turns)]
    return "Quay Talk, episode 12\n\n[MUSIC]\n\n" + "\n".join(said)


def _stamped(turns: Sequence[Turn]) -> str:
    return "".join(f"[{_clock(n)}] {who[0]}: {words}\n" for n, (who, words) in enumerate(turns))


def _call(turns: Sequence[Turn]) -> str:
    said = [f"{_full(who)} -- {who[3].capitalize()}\n\n{words}\n" for who, words in turns]
    return "Prepared Remarks:\n\n" + "\n".join(said)


def _firm(turns: Sequence[Turn]) -> str:
    said = [f"{_full(who)} - Harbour Trust - {who[3].capitalize()}\n\n{words}\n" for who, words in turns]
    return "Company Participants\n\n" + "\n".join(said)


def _debate(turns: Sequence[Turn]) -> str:
    said = [f"{who[1].upper()}: {words}{' (APPLAUSE)' if n == 1 else ''}" for n, (who, words) in enumerate(turns)]
    return "\n\n".join(said) + "\n"


def _minutes(turns: Sequence[Turn]) -> str:
    head = "Date: May 4\nPlace: Town Hall\nPresent: Karin Vik, Leon Ott, Ruth Abara, Peter Cole\n\n"
    return head + "\n".join(wrap(f"{_titled(who)}: {words}", 76) for who, words in turns) + "\n"


FORMS: Final[dict[str, Form]] = {
    "court, wrapped and indented": _court,
    "court, numbered lines": _court_numbered,
    "questions and answers": _questions,
    "Congressional Record": _record,
    "Hansard, seats in brackets": _hansard,
    "play": _play,
    "screenplay": _screenplay,
    "WebVTT": _vtt,
    "SubRip": _srt,
    "chat export": _chat,
    "IRC": _irc,
    "interview, bold names": _interview,
    "interview, initials later": _initials,
    "podcast, name and time": _podcast,
    "time before the name": _stamped,
    "earnings call, name and trade": _call,
    "earnings call, name and firm": _firm,
    "debate": _debate,
    "minutes": _minutes,
}


def _letters(words: str) -> str:
    return re.sub(r"\W+", "", re.sub(r"\([A-Z][^()]*\)|\[[^][]*\]", "", words)).lower()


def _is_name(name: str | None, who: Person, form: str) -> bool:
    """Is it a name of theirs; "Q" and "A" name nobody."""
    if form == "questions and answers":
        return True
    return name is not None and bool({who[0].lower(), who[1].lower()} & set(re.findall(r"\w+", name.lower())))


def compare(
    conversations: Sequence[Sequence[Turn]] = CONVERSATIONS, only: str = ""
) -> dict[str, tuple[int, int, list[str]]]:
    """By form: turns found, turns in all, and what is wrong."""
    rows = {}
    for name, form in FORMS.items():
        if only not in name:
            continue
        found = missing = 0
        wrong: list[str] = []
        for turns, extraction in zip(conversations, extract_many(form(turns) for turns in conversations), strict=True):
            said = [
                (_letters(each.text), each.speaker.name if each.speaker else None)
                for each in extraction
                if each.parent is None
            ]
            for who, words in turns:
                match = next((one for one in said if one[0] == _letters(words) and _is_name(one[1], who, name)), None)
                if match is None:
                    missing += 1
                    wrong.append(f"- {_full(who)}: {words}")
                else:
                    found += 1
                    said.remove(match)
            wrong += [f"+ {who}: {words}" for words, who in said]
        rows[name] = found, found + missing, wrong
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="Print what is wrong.")
    parser.add_argument("--only", default="", help="Forms with this in their name.")
    options = parser.parse_args()
    rows = compare(only=options.only)
    total: Counter[str] = Counter()
    for name, (found, of, wrong) in rows.items():
        more = sum(line.startswith("+") for line in wrong)
        total.update(found=found, of=of, more=more)
        print(f"{100 * found / of:6.1f}% of {of}, {more} more  {name}")
        if options.show:
            print(*wrong, sep="\n")
    print(f"{100 * total['found'] / total['of']:6.1f}% of {total['of']}, {total['more']} more")


if __name__ == "__main__":
    main()
