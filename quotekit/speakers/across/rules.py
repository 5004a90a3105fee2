"""The rules that link speakers of different texts: names and what each says.

In: nothing. Out: names with a sentence each, in the order in which they are tried.
Never renamed: overrides and data of users refer to them.
"""

from __future__ import annotations

from typing import Final

LINK_RULES: Final[dict[str, str]] = {
    "override": "The override table says so.",
    "same-name": "The full names are the same, without titles, initials and accents.",
    "nickname": "The name is another full name with a word before it that is no given name (“Slick Ada Prentice”).",
    "short-given-name": "The surname is the same and the given name is a short form (“Ted” for “Theodore”).",
    "middle-name": "First and last name are the same; one of the two has a middle name as well.",
    "spelling": "The names are spelled nearly alike, and no text has both (“Zelensky”, “Zelenskyy”).",
    "short-body-name": "It is the first word of the name of one organization only (“Norlake” for “Norlake Energy”).",
    "alias-in-a-text": "A text gives both forms for one speaker (“EPA”, “Environmental Protection Agency”).",
    "only-bearer": "Only one person in all texts has this surname, and no title speaks against it.",
    "role": "Of several people with this surname, one alone has the title or role that the text gives.",
    "outlet-and-time": "Of several, one alone was named in full by the same outlet within 45 days.",
    "company": "Of several, one alone is quoted elsewhere together with others of this text.",
    "best-known": "Of several, one is named in full in at least five times as many texts as all others.",
    "same-short-name": "The same outlet uses the same single name, and nobody in all texts has it in full.",
    "apart": "Several people have this surname and nothing decides, or the name is too little: left apart.",
}
