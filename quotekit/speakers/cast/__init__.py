"""The cast of a text: everybody who is named in it, with every form of the name, without a parse.

In: a Scene with the names of the text. Out: a Cast; `read_cast` makes one from a Reading alone.
Never says who speaks, and never asks which character a pronoun means.

A Cast is made in four steps, a module each:

1. `counts`: what the whole text says of a word: how often it is in lower case, how often it is
   capitalised inside a sentence, how often it stands in a heading of capitals.
2. `forms`: names written alike are one Form (“Mrs. Holm”), with how often it occurs.
3. `steps`: forms become clusters, one person each. Full names come first, then titled surnames,
   then bare names, then full names that nothing supports. `STEPS` is that order, as data; the step
   that joined a name is kept, so that the answer explains itself.
4. `naming` and `gender`: the name that is given out, the aliases, and he or she.

`Cast.owners[i]` is whose name `Cast.names[i]` is; `Cast.rivals[i]` are those that fit equally well
where that is None. `Cast.at(start, end)` looks a name up by its place, `Cast.called("Mr. Holm")` by
its words. In a text whose mentions are resolved, `speakers.settled.Settled` has the cast, and
`Settled.entity_of(character)` is what a `Later` answers with (see `resolve_speakers(later=…)`).
"""

from quotekit.speakers.cast.character import Cast, Character
from quotekit.speakers.cast.make import make_cast, read_cast
from quotekit.speakers.cast.steps import STEPS, Step

__all__ = ["STEPS", "Cast", "Character", "Step", "make_cast", "read_cast"]
