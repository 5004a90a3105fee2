"""Mentions become speakers: names, aliases, acronyms, roles and pronouns, by ordered sieves.

In: a Reading and drafts of attributions. Out: for each, a mention and one speaker, or None.
Never guesses: two candidates equally good mean None, with both kept.
"""

from quotekit.speakers.asking import paragraphs_to_ask
from quotekit.speakers.assemble import Resolution, distinct_speakers
from quotekit.speakers.names.find import find_names
from quotekit.speakers.names.name import Name
from quotekit.speakers.names.sieves import NAME_SIEVES, NameSieve
from quotekit.speakers.resolve import resolve_speakers
from quotekit.speakers.sieves import DEFAULT_SIEVES
from quotekit.speakers.walk import Sieve
from quotekit.speakers.ways import WAYS

__all__ = [
    "DEFAULT_SIEVES",
    "NAME_SIEVES",
    "WAYS",
    "Name",
    "NameSieve",
    "Resolution",
    "Sieve",
    "distinct_speakers",
    "find_names",
    "paragraphs_to_ask",
    "resolve_speakers",
]
