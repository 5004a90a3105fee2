"""To whom words are said: "told reporters", "said Ada to Piet", "Sit down, Piet."

In: a Scene whose mentions are settled, and its drafts. Out: an addressee a draft, where the text tells it.
Never guesses: a pronoun that nobody is known for stays a pronoun.
"""

from quotekit.speakers.addressees.find import Heard, find_addressees

__all__ = ["Heard", "find_addressees"]
