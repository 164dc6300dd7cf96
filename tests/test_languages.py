"""Language files: each is plain TOML that our own reader reads as any other does, with words as the code looks for them."""

from __future__ import annotations

import json
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from decision_diff import languages
from decision_diff.audit.signals import words as signals
from decision_diff.labels import tombstones
from decision_diff.languages import KNOWN, SCRIPTS, Language, load, read_tables
from decision_diff.words import values

HERE = Path(languages.__file__).parent
CALLS = ("recitals", "operatives", "further", "recital_ends", "operative_ends", "bodies", "formulas")
STRUCTURE = (
    *CALLS,
    "annexes",
    "supplements",
    "tombstones",
    "contents",
    "cover",
    "cover_lines",
    "acts",
    "reasons",
    "editorial",
    "suffixes",
)


def read_file(code: str) -> str:
    return (HERE / f"{code}.toml").read_text(encoding="utf-8")


def test_each_file_is_a_known_language() -> None:
    assert sorted(KNOWN) == sorted(path.stem for path in HERE.glob("*.toml"))


@pytest.mark.parametrize("code", KNOWN)
def test_a_file_is_toml_that_any_reader_reads_alike(code: str) -> None:
    expected = tomllib.loads(read_file(code))
    tables = read_tables(read_file(code))
    flat = {key: value for key, value in expected.items() if not isinstance(value, dict)}
    assert tables == {"": flat, **{key: value for key, value in expected.items() if isinstance(value, dict)}}


@pytest.mark.parametrize("code", KNOWN)
def test_every_key_of_a_file_is_read(code: str) -> None:
    """A key with a typing error would be a list that nobody asks for."""
    known = {*languages._LISTS}
    wanted = {(table, key) for table, key, _ in known} | {
        ("", "name"),
        ("", "own_name"),
        ("", "alphabet"),
        ("", "own_letters"),
        ("dates", "months"),
    }
    wanted |= {("numbers", "numerals")}
    whole = {*languages._TABLES, "number_words", "variants"}
    found = {(table, key) for table, keys in read_tables(read_file(code)).items() if table not in whole for key in keys}
    assert found <= wanted


@pytest.mark.parametrize("code", KNOWN)
def test_words_are_in_lower_case_and_stand_once(code: str) -> None:
    language = load(code)
    for name in STRUCTURE:
        words = getattr(language, name)
        assert [word for word in words if word != word.casefold() and word != word.lower()] == [], name
        assert [word for word in words if words.count(word) > 1] == [], name
        assert [word for word in words if word != word.strip()] == [], name


@pytest.mark.parametrize("code", KNOWN)
def test_a_language_has_what_a_decision_needs(code: str) -> None:
    language = load(code)
    assert language.code == code
    assert language.recitals or language.recital_ends
    assert language.operatives or language.operative_ends
    for name in (
        "frequent",
        "bodies",
        "annexes",
        "tombstones",
        "contents",
        "cover",
        "cover_lines",
        "acts",
        "reasons",
        "quotes",
        "percents",
    ):
        assert getattr(language, name), name
    assert len(language.months) == 12
    assert all(len(pair) == 2 for pair in language.quotes)
    assert all("#" in way for _, ways in language.units for way in ways)
    assert not any("#" in word for _, words in language.named_units for word in words)
    assert {"article", "chapter"} <= dict(language.units).keys()
    assert {"article", "paragraph", "and", "to"} <= dict(language.citations).keys()
    assert len({word for word, _ in language.number_words}) == len(language.number_words)


@pytest.mark.parametrize("code", KNOWN)
def test_a_language_is_frozen(code: str) -> None:
    language = load(code)
    assert load(code) is language
    assert hash(language) == hash(load(code))  # no list is in it
    assert {field.name for field in fields(Language)} >= {"recitals", "units", "citations"}


def test_the_two_ways_to_write_chinese_go_character_by_character() -> None:
    variants = dict(load("zh").variants)
    simplified, traditional = variants["simplified"], variants["traditional"]
    assert len(simplified) == len(traditional)
    assert not set(simplified) & set(traditional)


def test_an_unknown_code_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="unknown language 'tlh'; choose one of zh, en"):
        load("tlh")


def test_every_language_stands_in_the_tables_beside_its_file() -> None:
    """What a file cannot say; docs/adding-a-language.md names these tables."""
    known = set(KNOWN)
    assert {code for family in tombstones.FAMILIES.values() for code in family} == known
    assert set(values.POINTS) == known
    assert set(signals.LANGUAGES) == known
    with_number_words = {
        code for code in known if load(code).number_words and SCRIPTS[code] in ("Latin", "Cyrillic", "Arabic")
    }
    assert set(values.ORDINALS) == with_number_words


def test_a_list_may_go_over_several_lines() -> None:
    text = 'name = "X"\n# a comment\n\n[calls]\nrecitals = [\n    "a", "b",\n    "c"\n]\nfurther = []\n'
    assert read_tables(text) == {"": {"name": "X"}, "calls": {"recitals": ["a", "b", "c"], "further": []}}


def test_a_list_that_does_not_end_is_an_error() -> None:
    with pytest.raises(ValueError, match="Expecting"):
        read_tables('[calls]\nrecitals = [\n    "a",,\n')


def test_the_words_of_repeal_begin_as_is_asked_before_their_files_are_read() -> None:
    for family, beginnings in tombstones.BEGINNINGS.items():
        words = [word for code in tombstones.FAMILIES[family] for word in load(code).tombstones]
        assert [word for word in words if not word.casefold().startswith(beginnings)] == []
        assert [one for one in beginnings if not any(word.startswith(one) for word in words)] == []


@pytest.mark.parametrize(
    "value",
    [
        '"a"',
        '""',
        "[]",
        '["a"]',
        '["a", "b"]',
        '[["a", "b"], ["c"]]',
        '"a\\"b"',
        '["«»", "\\"\\""]',
        '["a, b"]',
        "1",
        '["a","b"]',
    ],
)
def test_a_value_is_read_as_json_reads_it(value: str) -> None:
    assert read_tables(f"key = {value}") == {"": {"key": json.loads(value)}}


@pytest.mark.parametrize("value", ['"a', '["a"', '["a",]', '"a" "b"', '["a" "b"]', "a", "", '[["a"]'])
def test_a_value_that_is_none_is_an_error(value: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_tables(f"key = {value}")
