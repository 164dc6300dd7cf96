"""Lines that hold a page number: forms of the language files, and the shapes that all languages share."""

from __future__ import annotations

import pytest

from decision_diff.languages import KNOWN, load
from decision_diff.parse.page_numbers import BEGINNINGS, PageNumber, list_forms, read_page_number


@pytest.mark.parametrize("code", KNOWN)
def test_each_language_says_how_its_pages_are_numbered(code: str) -> None:
    forms = load(code).page_numbers
    assert forms
    for form in forms:
        line = form.replace("##", "9").replace("#", "2").replace(",", " ")
        total = 9 if "##" in form else 0
        assert read_page_number(line, 5) == PageNumber(5, "page", 2, total), form


def test_the_beginnings_tell_the_forms_of_all_languages() -> None:
    assert all(any(beginning in form for beginning in BEGINNINGS) for form in list_forms())
    assert all(any(beginning in form for form in list_forms()) for beginning in BEGINNINGS)


@pytest.mark.parametrize(
    ("line", "number", "total"),
    [
        ("第 ２ 页，共 ９ 页", 2, 9),
        ("第2页（共9页）", 2, 9),
        ("共9頁/第2頁", 2, 9),
        ("PAGE 2/9", 2, 9),
        ("Seite 2 von 9", 2, 9),
        ("Página 2 de 9", 2, 9),
        ("Стр. 2 из 9", 2, 9),
        ("pag. 2", 2, 0),
        ("2 쪽", 2, 0),
        ("– 2 –", 2, 0),
    ],
)
def test_the_number_of_a_page(line: str, number: int, total: int) -> None:
    assert read_page_number(line, 0) == PageNumber(0, "page", number, total)


@pytest.mark.parametrize(("line", "words"), [("Ponds Act, Page 3", "Ponds Act"), ("Ponds Act | Seite 3", "Ponds Act"), ("3 | Ponds Act", "Ponds Act"),
                                             ("Ponds Act    3", "Ponds Act"), ("Webpage 3", "Webpage")])  # fmt: skip
def test_the_words_beside_the_number_of_a_page(line: str, words: str) -> None:
    found = read_page_number(line, 0)
    assert found is not None
    assert (found.shape, found.words, found.number) == ("running", words, 3)


@pytest.mark.parametrize(
    "line", ["Seite", "page two", "Page 2 of nine pages", "第二页", "Página", "Article 2.", "Séance 2 ter"]
)
def test_what_is_no_page_number(line: str) -> None:
    found = read_page_number(line, 0)
    assert found is None or found.shape == "running"
