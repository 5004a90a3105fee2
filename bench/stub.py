"""A spaCy pipeline that costs nothing: tags and trees made up from the words, always the same.

In: nothing. Out: a pipeline that fulfils what quotekit asks of one, faster than any real parser.
Never right about language: it is there to meet the rules with every kind of tree.
"""

from __future__ import annotations

from zlib import crc32

from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc

from quotekit.languages import load_language

MOST = 60  # tokens; a longer sentence is cut in two
NOUNS = ("nsubj", "dobj", "pobj", "nsubjpass", "appos", "conj", "compound", "poss", "attr", "npadvmod")
VERBS = ("ccomp", "xcomp", "advcl", "relcl", "conj", "parataxis", "acl", "pcomp", "csubj")
OTHERS = ("det", "amod", "advmod", "prep", "agent", "mark", "aux", "neg", "prt", "cc", "dep", "intj")
CLOSED = {
    "that": ("IN", "SCONJ"), "by": ("IN", "ADP"), "to": ("TO", "PART"), "of": ("IN", "ADP"), "in": ("IN", "ADP"),
    "the": ("DT", "DET"), "a": ("DT", "DET"), "and": ("CC", "CCONJ"), "not": ("RB", "PART"), "as": ("IN", "ADP"),
    "he": ("PRP", "PRON"), "she": ("PRP", "PRON"), "they": ("PRP", "PRON"), "i": ("PRP", "PRON"),
    "it": ("PRP", "PRON"), "who": ("WP", "PRON"), "we": ("PRP", "PRON"), "his": ("PRP$", "PRON"),
}  # fmt: skip
ENTITIES = ("PERSON", "PERSON", "ORG", "GPE", "")


@Language.component("quotekit_stub")
def annotate(doc: Doc) -> Doc:
    """A Doc with the same words and a made-up, projective parse."""
    words = [token.text for token in doc]
    tagged = [_tag(word) for word in words]
    heads, deps, ents = list(range(len(words))), ["ROOT"] * len(words), ["O"] * len(words)
    start = 0
    for i, word in enumerate(words):
        is_end = word in (".", "!", "?") and i + 1 < len(words) and words[i + 1][:1].isupper()
        if is_end or i - start >= MOST or i == len(words) - 1:
            _attach(words, tagged, heads, deps, start, i + 1)
            start = i + 1
    for i, (word, (tag, _)) in enumerate(zip(words, tagged, strict=True)):
        label = ENTITIES[crc32(word.encode(errors="replace")) % len(ENTITIES)] if tag == "NNP" else ""
        if label:
            is_inside = i > 0 and ents[i - 1].endswith(label)
            ents[i] = f"{'I' if is_inside else 'B'}-{label}"
    return Doc(
        doc.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[tag for tag, _ in tagged],
        pos=[pos for _, pos in tagged],
        lemmas=[_lemma(word) for word in words],
        heads=heads,
        deps=deps,
        ents=ents,
    )


def stub() -> Language:
    """The pipeline: spaCy's own tokens, and `annotate`."""
    nlp = English()
    nlp.add_pipe("quotekit_stub")
    nlp.max_length = 1 << 40
    return nlp


def _tag(word: str) -> tuple[str, str]:
    low = word.lower()
    if low in CLOSED:
        return CLOSED[low]
    if word.isspace():
        return "_SP", "SPACE"
    if not any(map(str.isalnum, word)):
        return (":", "PUNCT") if len(word) > 1 else (word if word in ".," else "``", "PUNCT")
    if load_language().lexicon.find("verb", low):
        return ("VBG" if low.endswith("ing") else "VBD"), "VERB"
    if word[0].isupper():
        return "NNP", "PROPN"
    if word[0].isdigit():
        return "CD", "NUM"
    return (("NN", "NOUN"), ("NNS", "NOUN"), ("JJ", "ADJ"), ("VBZ", "VERB"))[crc32(word.encode(errors="replace")) % 4]


def _lemma(word: str) -> str:
    entry = load_language().lexicon.find("verb", word)
    return entry.lemma if entry else word.lower()


def _attach(
    words: list[str], tagged: list[tuple[str, str]], heads: list[int], deps: list[str], start: int, end: int
) -> None:
    """One tree over the tokens from start to end: every token hangs on the spine of its neighbour."""
    root = next((i for i in range(start, end) if tagged[i][0] == "VBD"), start)
    for step in (range(root + 1, end), range(root - 1, start - 1, -1)):
        spine = [root]
        for i in step:
            number = crc32(words[i].encode(errors="replace"), i - start)
            # The subject stands beside the root more often than chance has it.
            keep = 1 if tagged[i][1] in ("PROPN", "PRON") and number % 3 else 1 + number % len(spine)
            del spine[keep:]
            heads[i] = spine[-1]
            pos = tagged[i][1]
            labels = VERBS if pos == "VERB" else NOUNS if pos in ("NOUN", "PROPN", "PRON") else OTHERS
            deps[i] = "punct" if pos == "PUNCT" else labels[(number >> 8) % len(labels)]
            if pos in ("PROPN", "PRON") and heads[i] == root and number % 2:
                deps[i] = "nsubj"
            spine.append(i)
