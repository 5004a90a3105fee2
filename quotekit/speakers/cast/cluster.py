"""People while they are put together out of forms.

In: forms, one by one. Out: clusters, to be looked up by given name, surname and whole name.
Never decides which form belongs to whom; that is for `steps`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from attrs import define, field

from quotekit.languages.people import Gender, People
from quotekit.speakers import weights
from quotekit.speakers.cast.counts import Counts
from quotekit.speakers.cast.forms import Form, Key
from quotekit.speakers.names.family import family_of


@define(eq=False)
class Cluster:
    """One person in the making.

    Attributes:
        forms: Its forms.
        given: Folded given names.
        family: Folded surnames.
        wife_of: Words of her husband's name, for "Mrs. Tom Holm".
        he: Votes for a man.
        she: Votes for a woman.
        is_person: Does a title or a known given name say that it is one?
    """

    forms: list[Form] = field(factory=list)
    given: set[str] = field(factory=set)
    family: set[str] = field(factory=set)
    wife_of: Key = ()
    he: float = 0.0
    she: float = 0.0
    is_person: bool = False

    @property
    def count(self) -> int:
        """How often it is named outside of headings."""
        return sum(form.count for form in self.forms)

    def count_with(self, word: str) -> int:
        """How often it is named so that this word is part of the name; "" for any name."""
        return sum(form.count for form in self.forms if not word or word in form.key)

    @property
    def gender(self) -> Gender:
        """ "m", "f", or "" where nothing or both is said."""
        for mine, other, gender in ((self.he, self.she, "m"), (self.she, self.he, "f")):
            if mine >= weights.LEAST_FOR_GENDER and mine > weights.CLEAR * other:
                return gender  # type: ignore[return-value]
        return ""

    def has(self, test: Callable[[Form], bool]) -> bool:
        """Is it said of one of its forms?"""
        return any(map(test, self.forms))


@define(eq=False)
class Building:
    """The cast so far.

    Attributes:
        people: The lists of the language.
        counts: What the text says of its words.
        alone: How often each word is a whole name, by titles and word.
        surnames: How often it is one with any title or none.
        men: Full names that are found without a title, or with that of a man.
        is_body: Is a form rather an organisation, a place or a people?
        uses_lists: May lists of given names tell the gender?
        clusters: In order of making.
        by_given: Clusters by given name.
        by_family: Clusters by surname.
        by_key: Clusters by whole name.
    """

    people: People
    counts: Counts
    alone: dict[tuple[tuple[str, ...], str], int]
    surnames: dict[str, int]
    men: frozenset[Key]
    is_body: Callable[[Form], bool]
    uses_lists: bool = True
    clusters: list[Cluster] = field(factory=list)
    by_given: defaultdict[str, list[Cluster]] = field(factory=lambda: defaultdict(list))
    by_family: defaultdict[str, list[Cluster]] = field(factory=lambda: defaultdict(list))
    by_key: defaultdict[Key, list[Cluster]] = field(factory=lambda: defaultdict(list))

    def knows_given(self, word: str) -> bool:
        """Is it a given name, as far as lists say?"""
        return word in self.people.given or word in self.people.nicknames

    def waits(self, form: Form) -> bool:
        """Is this full name nothing but a bad run of capitals, for all we know ("Sunday Hedda")?"""
        if not form.is_full:
            return False
        if form.waits is None:
            form.waits = self._waits(form)
        return form.waits

    def _waits(self, form: Form) -> bool:
        first, last = form.key[0], form.key[-1]
        before, behind = self.alone.get((form.titles, first), 0), self.alone.get(((), last), 0)
        if form.titles:  # "Mrs. Allan" + "Anne", of two sentences
            return before > form.count and behind > weights.WAITS_TIMES * form.count
        most = max(before, self.surnames.get(last, 0))
        as_word = (form.count < 2 and most >= weights.WAITS_ALONE) or before > weights.WAITS_TIMES * form.count
        if not self.knows_given(first):
            return as_word
        # "Flora" + "Jane": two given names, one of them a main character
        as_name = self.knows_given(last) and behind > weights.WAITS_TIMES * form.count
        return as_word if as_word == as_name or self.counts.is_word(first) else as_name

    def is_wife(self, form: Form) -> bool:
        """Is it "Mrs." and the full name of a man?"""
        if not form.is_full or form.title not in self.people.groups["married"]:
            return False
        listed = self.listed(form.key[0])
        return listed == "m" or (listed != "f" and form.key in self.men)

    def add(self, cluster: Cluster, form: Form, waits: bool = False) -> None:
        """Make a form one of a cluster; `waits`: the form says nothing of its given name and surname."""
        cluster.forms.append(form)
        self._see_gender(cluster, form)
        is_known = form.is_full and (self.knows_given(form.key[0]) or form.is_labelled)
        if form.titles or (is_known and not self.is_body(form)):
            cluster.is_person = True
        if cluster not in self.by_key[form.key]:
            self.by_key[form.key].append(cluster)
        if waits or self.is_body(form):
            return
        if form.is_full:
            family = family_of(form.key, self.people)
            first = form.key[-1] if family == form.key[0] else form.key[0]
            self._index(self.by_family, cluster, cluster.family, (family,))
            if not cluster.wife_of:
                self._index(self.by_given, cluster, cluster.given, (first, *form.nicknames))
        elif form.title and form.title not in self.people.groups["before-given"]:
            self._index(self.by_family, cluster, cluster.family, form.key)

    def make(self, form: Form, waits: bool = False) -> Cluster:
        """Somebody new."""
        cluster = Cluster()
        self.clusters.append(cluster)
        if self.is_wife(form):
            cluster.wife_of = form.key
        self.add(cluster, form, waits)
        if not form.is_full and not self.is_body(form) and not cluster.family:
            self._index(self.by_given, cluster, cluster.given, form.key)
        if not form.is_full and form.gender == "m":
            self._index(self.by_given, cluster, cluster.given, self._given_by_wife(form.key[0]))
        return cluster

    def _given_by_wife(self, family: str) -> tuple[str, ...]:
        """ "Mr. Holm" is Tom, where the text knows him by "Mrs. Tom Holm" only."""
        wives = [each for each in self.by_family.get(family, ()) if each.wife_of]
        husbands = {each.wife_of for each in wives}
        is_known = any(not each.wife_of for each in self.by_key.get(wives[0].wife_of, ())) if wives else False
        return wives[0].wife_of[:1] if len(husbands) == 1 and not is_known else ()

    def listed(self, word: str) -> Gender:
        """The gender that the lists give to a given name."""
        return self.people.given.get(word, "")

    def _see_gender(self, cluster: Cluster, form: Form) -> None:
        he, she = form.he, form.she
        if form.gender:
            titled = weights.TITLE_IN_CAST * form.count
            he, she = he + titled * (form.gender == "m"), she + titled * (form.gender == "f")
        elif self.uses_lists and not cluster.wife_of and (form.is_full or not cluster.forms[:-1]):
            listed = self.listed(form.key[0])
            he, she = he + weights.LISTED_IN_CAST * (listed == "m"), she + weights.LISTED_IN_CAST * (listed == "f")
        cluster.he, cluster.she = cluster.he + he, cluster.she + she

    def _index(
        self, table: defaultdict[str, list[Cluster]], cluster: Cluster, known: set[str], words: Iterable[str]
    ) -> None:
        for word in words:
            if word not in known:
                known.add(word)
                table[word].append(cluster)
