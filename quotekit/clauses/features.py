"""What speaks for and against each proposal, as names that the table of weights knows.

In: the proposals of one cue and what stands around them. Out: their features, filled in.
Never weighs a feature.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from quotekit.candidates.candidate import bucket
from quotekit.clauses.clause import ClauseCandidate, Place, Verdict
from quotekit.clauses.shapes import opening_label
from quotekit.reading import CueHit
from quotekit.view import View

RATES = (0.03, 0.06, 0.1, 0.2, 0.3, 0.45, 0.6, 0.75, 0.88)
COARSE = (0.1, 0.3, 0.5, 0.8)
CHANCES = (0.4, 0.6, 0.8, 0.95)
LONE_CHANCES = (0.3, 0.45, 0.6, 0.75, 0.9)
SPEECH = (0.3, 0.5, 0.7, 0.9, 0.97)
SIZES = (1, 2, 3, 5, 8, 12, 18, 26, 40)
GAPS_BEHIND, GAPS_BEFORE = (0, 1, 2, 4, 8), (0, 1, 2, 3, 5, 8)
CLIMB = 12  # steps up from a cue in search of one that governs it
LIKELY = 0.4  # a passage of the cue that is left out counts from here on
# Words of these classes stand for their tag: which name or noun it is must not matter.
OPEN_TAGS = frozenset(
    "NN NNS NNP NNPS CD VBD VBN VBZ VBP VB VBG JJ JJR JJS RB FW UH LS ADD AFX XX GW".split()
)
Verdicts = Sequence[Verdict | None]


@define(eq=False)
class Surroundings:
    """What the features of every cue of a paragraph are worked out from.

    Attributes:
        view: The paragraph.
        views: All paragraphs, None where one was not parsed.
        verdicts: What the quoted part thinks of the passages of this one.
        is_free: Is what governs a cue left out? (For an attribution inside another.)
    """

    view: View
    views: Sequence[View | None]
    verdicts: Verdicts
    is_free: bool = False
    rates: dict[int, float] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.rates = {cue.head: cue.rate for cue in self.view.cues}


def word(view: View, i: int) -> str:
    """The token in lower case, its tag if it is of an open class, "-" outside the paragraph."""
    tree = view.tree
    if not 0 <= i < len(tree.words):
        return "-"
    tag = tree.tags[i]
    return tag if tag in OPEN_TAGS else tree.words[i].lower()


def describe(group: Sequence[ClauseCandidate], around: Surroundings) -> None:
    """Writes the features into the proposals of one group."""
    cue = group[0].cue
    if cue is None:
        _describe_lone(group, around)
    elif cue.kind == "punctuation":
        _describe_label(group[0], around)
    else:
        _describe_cue(group, cue, around)


def _describe_lone(group: Sequence[ClauseCandidate], around: Surroundings) -> None:
    for candidate in group:
        view, verdict = candidate.view, around.verdicts[candidate.passages[0]]
        assert verdict is not None
        first, last = candidate.runs[0][0], candidate.runs[-1][1]
        passage = view.passages[candidate.passages[0]]
        chance = bucket(verdict.chance, LONE_CHANCES)
        candidate.own = [
            "lone",
            f"lone:frame={candidate.frame}",
            f"lone:frame,chance={candidate.frame},{chance}",
            f"lone:speech={bucket(verdict.speech, SPEECH)}",
            f"lone:count={min(len(candidate.passages), 3)}",
            f"lone:implicit={verdict.is_implicit}",
            f"lone:headline={view.number == 0}",
            f"lone:starts={first <= 1}",
            f"lone:ends={last >= len(view.tree) - 2}",
            f"lone:size,chance={bucket(passage.last - passage.first, (3, 8))},{chance}",
        ]


def _describe_label(candidate: ClauseCandidate, around: Surroundings) -> None:
    view, cue = candidate.view, candidate.cue
    assert cue is not None
    assert candidate.source is not None
    tree, colon, name = view.tree, cue.head, candidate.source[1]
    before = around.views[view.number - 1] if view.number else None
    shouted = all(w.isupper() or not w.isalpha() for w in tree.words[:colon])
    candidate.own = [
        "label",
        f"label:shouted={shouted}",
        f"label:words={bucket(colon, (1, 2, 4, 7))}",
        f"label:headline={view.number == 0}",
        f"label:entity={tree.ents[name]}",
        f"label:tag={tree.pos[name]}",
        f"label:passages={bool(candidate.passages)},{view.inside[colon + 1] >= 0}",
        f"label:size={bucket(len(tree), (10, 16, 30))}",
        f"label:verb={'VERB' in tree.pos[colon:] or 'AUX' in tree.pos[colon:]}",
        f"label:again={before is not None and opening_label(before) is not None}",
    ]


def _describe_cue(group: Sequence[ClauseCandidate], cue: CueHit, around: Surroundings) -> None:
    view = around.view
    head, rate = cue.head, bucket(cue.rate, RATES)
    governor, by = ("no", "") if around.is_free else _governor(around, head)
    lemma = cue.lemma
    of_cue = _of_cue(group, cue, around, rate, governor, by)
    of_source: dict[tuple[Place | None, str], list[str]] = {}
    siblings = _siblings(group)
    for candidate in group:
        key = (candidate.source, candidate.relation)
        shared = of_source.get(key)
        if shared is None:
            shared = of_source[key] = _of_source(candidate, around, head, rate)
        candidate.shared = (of_cue, shared)
        frame = candidate.frame
        f = f"{frame},"
        runs = candidate.runs
        first, last = runs[0][0], runs[-1][1]
        quoted, chance, size = _passages(candidate, around)
        following, opening = word(view, last + 1), word(view, first)
        side = "behind" if first > head else "before" if last < head else "around"
        held = bucket(_held_rate(candidate, around), COARSE)
        ends = _ends_sentence(view, last)
        top = _top_tag(view, first, last)
        own = candidate.own = [
            "frame=" + frame + ("&q" if candidate.with_passages else ""),
            "frame,lemma=" + f + lemma,
            "frame,rate=" + f + rate,
            "frame,relation=" + f + candidate.relation,
            "frame,governor=" + f + governor,
            "frame,opening=" + f + opening,
            "frame,next=" + f + following,
            "frame,passages=" + f + quoted,
            "frame,siblings=" + f + siblings,
            "next=" + following,
            "opening=" + opening,
            "last-tag=" + view.tree.tags[last],
            "top-tag=" + top,
            "size=" + bucket(size, SIZES),
            "gap=" + _gap(head, first, last),
            "side=" + side,
            "side,rate=" + side + rate,
            "passages=" + quoted,
            "passages,chance=" + quoted + chance,
            "passages,rate=" + quoted + "," + rate,
            "holds=" + held,
            "holds,rate=" + held + "," + rate,
            "ends=" + ends,
            "siblings=" + siblings,
        ]
        variant = candidate.variant
        own.append("variant,ends,holds=" + variant + ends + held)
        if variant:
            then = view.tree.tags[last + 2] if last + 2 < len(view.tree) else "-"
            own += (
                "variant=" + variant,
                "variant,frame=" + variant + frame,
                "variant,then=" + variant + then,
                "variant,next=" + variant + following + "," + word(view, last + 2),
                "variant,size=" + variant + bucket(size, SIZES),
                "variant,rate=" + variant + rate,
            )


def _of_cue(
    group: Sequence[ClauseCandidate], cue: CueHit, around: Surroundings, rate: str, governor: str, by: str
) -> list[str]:
    view, head = around.view, cue.head
    tree = view.tree
    dep, sentence = tree.deps[head], tree.sents[head]
    quoting = any(tree.sents[p.first] <= sentence <= tree.sents[p.last] for p in view.passages)
    negation = any(tree.deps[kid] == "neg" for kid in tree.kids[head])
    return [
        "lemma=" + cue.lemma,
        "tag=" + tree.tags[head],
        "dep=" + dep,
        "dep,rate=" + dep + rate,
        "rate=" + rate,
        "governor=" + governor,
        "governor,dep=" + governor + by,
        "governor,rate=" + governor + "," + rate,
        "quoting,rate=" + ("y" if quoting else "n") + rate,
        "negated=" + ("y" if negation else "n"),
        f"options={min(len(group), 6)}",
        f"headline,kind={view.number == 0},{cue.kind}",
    ]


def _of_source(candidate: ClauseCandidate, around: Surroundings, head: int, rate: str) -> list[str]:
    if candidate.source is None:
        return ["source=none", "source=none,rate=" + rate]
    number, mention = candidate.source
    view = around.views[number]
    assert view is not None
    tree, relation = view.tree, candidate.relation
    pos, entity = tree.pos[mention], tree.ents[mention]
    order = "far" if number != around.view.number else "before" if mention < head else "behind"
    features = [
        "relation=" + relation,
        "relation,order=" + relation + "," + order,
        "relation,rate=" + relation + "," + rate,
        "source=" + pos,
        "entity=" + entity,
        "entity,rate=" + entity + "," + rate,
    ]
    if pos in ("PRON", "DET"):
        features.append("pronoun=" + tree.words[mention].lower())
    return features


def _governor(around: Surroundings, head: int) -> tuple[str, str]:
    """How often the strongest cue above this one reports, and how the way up to it ends."""
    tree, rates = around.view.tree, around.rates
    best, by = -1.0, ""
    for _ in range(CLIMB):
        dep, above = tree.deps[head], tree.heads[head]
        if above == head:
            break
        head = above
        rate = rates.get(head)
        if rate is not None and rate > best:
            best, by = rate, dep
    return (bucket(best, COARSE), by) if by else ("no", "")


def _siblings(group: Sequence[ClauseCandidate]) -> str:
    """Which kinds of shapes the cue offers, as letters."""
    letters = set()
    for candidate in group:
        frame = candidate.frame
        if frame[:5] == "ccomp":
            letters.add("c")
        elif frame[:4] == "fr:c" or frame[:5] == "split":
            letters.add("f")
        elif frame[:5] == "xcomp":
            letters.add("x")
        elif frame == "dobj":
            letters.add("o")
        elif frame[:2] in ("q:", "p:"):
            letters.add(frame[0])
        elif frame[:3] == "par":
            letters.add("r")
    return "".join(sorted(letters))


def _passages(candidate: ClauseCandidate, around: Surroundings) -> tuple[str, str, int]:
    """How the words and the quoted part's verdicts agree; the least chance among them; the size."""
    view = candidate.view
    size = sum(last - first + 1 for first, last in candidate.runs)
    if not view.passages:
        return "none", "", size
    covered = sum(1 for first, last in candidate.runs for i in range(first, last + 1) if view.inside[i] >= 0)
    name = "none" if not covered else "all" if covered >= size - 1 else "part"
    expected = candidate.expected
    least, agrees, shares, differs, misses = 1.0, "", "", "", ""
    for number, verdict in enumerate(around.verdicts):
        if verdict is None:
            continue
        if number not in candidate.passages:
            if number in expected and verdict.speech >= LIKELY:
                misses = "-misses"
        elif number in expected:
            agrees, least = "-agrees", min(least, verdict.chance)
        elif candidate.source is not None and verdict.source == candidate.source:
            shares, least = "-shares", min(least, verdict.chance)
        elif verdict.speech >= 0.5 and verdict.decision.taken is not None:
            differs = "-differs"
    chance = bucket(least, CHANCES) if agrees or shares else "-"
    return name + agrees + shares + differs + misses, chance, size


def _held_rate(candidate: ClauseCandidate, around: Surroundings) -> float:
    """The rate of the strongest other cue in the words."""
    best = 0.0
    for first, last in candidate.runs:
        for head, rate in around.rates.items():
            if rate > best and first <= head <= last:
                best = rate
    return best


def _gap(head: int, first: int, last: int) -> str:
    if first > head:
        return bucket(first - head - 1, GAPS_BEHIND)
    return "-" + bucket(head - last - 1, GAPS_BEFORE) if last < head else "around"


def _ends_sentence(view: View, last: int) -> str:
    tree, n = view.tree, len(view.tree)
    if last + 2 >= n or tree.sents[last + 1] != tree.sents[last]:
        return "y"
    return "y" if tree.sents[last + 2] != tree.sents[last] and not tree.words[last + 1].isalnum() else "n"


def _top_tag(view: View, first: int, last: int) -> str:
    heads, top = view.tree.heads, first
    while first <= heads[top] <= last and heads[top] != top:
        top = heads[top]
    return view.tree.tags[top]
