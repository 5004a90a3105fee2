"""Dialogue: who says each turn of a story.

In: a Reading, its drafts and what stage two made of them. Out: drafts and resolutions for every turn.
Never opens in a text without dialogue, unless told to.

A story is read in steps, a module each:

1. `gate`: is it a story at all? Short turns that answer each other, questions, hardly any figures.
2. `speech`: passages that nothing introduces are speech, too. `turns`: paragraphs become turns, and turns
   conversations.
3. `story`: a voice for each character of the cast, where it is named and acts; `narrator` finds who says "I".
4. `frames`, `candidates`: whom the frame of a turn names; who else may say it.
5. `clues`: what speaks for each of them, as numbers: pure functions.
6. `decide`: fitted trees in two passes (`rank`), or ordered rules without them (`order`).
7. `write`: the answers go into drafts and entities; `partners` finds to whom a turn is said; `stage` is all of it
   in one call.
"""

from quotekit.speakers.dialogue.gate import is_told
from quotekit.speakers.dialogue.stage import DIALOGUE_MODES, DialogueMode, has_dialogue, resolve_dialogue

__all__ = ["DIALOGUE_MODES", "DialogueMode", "has_dialogue", "is_told", "resolve_dialogue"]
