"""What a text says somebody is: the title or role beside a name, in each language."""

from __future__ import annotations

import pytest

from quotekit.languages import load_language
from quotekit.records import Mention, MentionKind, Span
from quotekit.speakers.across import Form, link_forms
from quotekit.speakers.role import role_of


def mention(text: str, kind: MentionKind = "name") -> Mention:
    span = Span(0, len(text), text)
    return Mention(span, span, kind)


@pytest.mark.parametrize(
    ("language", "name", "mentions", "role"),
    [
        ("en", "Ida Falk", [mention("Ida Falk, 51, the harbour master of Lund,")], "harbour master of Lund"),
        ("en", "Ida Falk", [mention("former mayor Ida Falk")], "former mayor"),
        ("en", "Ida Falk", [mention("its spokeswoman, Ida Falk", "nominal"), mention("Falk")], "spokeswoman"),
        ("en", "Ida Falk", [mention("Falk"), mention("the minister", "nominal")], "minister"),
        ("en", "Ida Falk", [mention("Falk"), mention("She", "pronoun")], None),
        ("en", "Ida Falk", [mention("Ms. Ida Falk")], None),
        ("en", "Ida Falk", [mention("Labour’s Ida Falk")], None),
        ("en", "Ida Falk", [mention("Ida Falk, who owns a boat")], None),
        ("en", "minister", [mention("the minister", "nominal")], None),
        ("fr", "Anne Roux", [mention("Anne Roux, 51 ans, la capitaine du port")], "capitaine du port"),
        ("fr", "Anne Roux", [mention("l’ancienne ministre Anne Roux")], "ancienne ministre"),
        ("fr", "Anne Roux", [mention("Anne Roux, qui possède un bateau")], None),
    ],
)
def test_role(language: str, name: str, mentions: list[Mention], role: str | None) -> None:
    assert role_of(name, "person", mentions, load_language(language).people) == role
    assert role_of(name, "organization", mentions, load_language(language).people) is None


def test_forms_are_folded_in_the_language_of_their_text() -> None:
    forms = [
        Form("1", "Anne Roux", type="person", language="fr"),
        Form("2", "Mme Roux", type="person", language="fr"),
        Form("3", "le Port", aliases=("Port de Brest",), type="organization", language="fr"),
    ]
    found = link_forms(forms)
    assert found.id_of("2", "Mme Roux") == "anne-roux"
    assert found.id_of("3", "le Port") == "port"
