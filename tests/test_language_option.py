"""The language of a text is detected, or named: from Python, on the command line, and for what is read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import decision_diff as dd
from decision_diff.audit.verify import read_views
from decision_diff.cli import main
from decision_diff.errors import FormatError
from decision_diff.languages import KNOWN
from decision_diff.parse.language import check_language, choose_languages, name_languages

CHINESE = "第一条　会议公开举行。\n第二条　会议每年举行。\n"
DUTCH = (
    "Artikel 1. De gemeente onderhoudt de openbare tuinen en bepaalt de verplichtingen van de eigenaren van de bomen.\n"
    "Artikel 2. De burgemeester benoemt de tuinman voor een termijn van zes jaar; de benoeming kan één keer worden verlengd.\n"
    "Artikel 3. De kosten worden voor het einde van elk jaar in de begroting van de gemeente opgenomen.\n"
)


def list_codes(decision: dd.Decision) -> list[str]:
    return [notice.code for notice in decision.notices]


def test_a_decision_has_the_languages_by_whose_words_it_was_read() -> None:
    assert dd.read(text=CHINESE).languages == ("zh",)
    assert dd.read(text=CHINESE, language="ja").languages == ("ja",)
    assert dd.read(text=CHINESE, language="zh+en").languages == ("zh", "en")


def test_an_unknown_language_is_a_notice_unless_one_was_named() -> None:
    decision = dd.read(text=DUTCH)
    assert decision.languages == ("en", "zh")
    assert list_codes(decision) == ["language-unknown"]
    assert list_codes(dd.read(text=DUTCH, language="de")) == []


def test_a_comparison_reads_both_texts_in_the_language_that_is_named() -> None:
    comparison = dd.compare(old_text=DUTCH, new_text=DUTCH.replace("zes", "vier"), language="de")
    assert [one.languages for one in (comparison.old, comparison.new)] == [("de",), ("de",)]
    assert "language-unknown" not in [notice.code for notice in comparison.notices]
    detected = dd.compare(old_text=DUTCH, new_text=CHINESE)
    assert [(notice.code, notice.revision) for notice in detected.notices if notice.code == "language-unknown"] == [
        ("language-unknown", "old")
    ]


@pytest.mark.parametrize("language", ["tlh", "zh+", "zh,en", "EN", "+"])
def test_an_unknown_code_is_refused_and_the_known_ones_are_named(language: str) -> None:
    with pytest.raises(FormatError, match="choose one of zh, en, fr"):
        dd.read(text=CHINESE, language=language)


def test_codes_are_joined_as_they_are_read() -> None:
    assert check_language("") == ()
    assert check_language(name_languages(KNOWN)) == KNOWN
    assert choose_languages([], "ko+zh") == (("ko", "zh"), [])


def test_every_command_that_reads_a_text_takes_its_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new, redline = (str(tmp_path / name) for name in ("old.txt", "new.txt", "redline.html"))
    Path(old).write_text(DUTCH, encoding="utf-8")
    Path(new).write_text(DUTCH.replace("zes", "vier"), encoding="utf-8")
    assert main(["compare", old, new, "--language", "de", "-o", redline]) == 1
    assert main(["verify", redline, old, new, "--language", "de"]) == 0
    assert main(["outline", new, "--language", "de", "--json"]) == 0
    assert main(["history", "log", old, new, "--language", "de"]) == 0
    assert "none of zh, en" not in capsys.readouterr().err
    assert main(["outline", new, "--json"]) == 0
    said = capsys.readouterr()
    assert "the language of this text is none of zh, en" in said.err
    assert json.loads(said.out)["clauses"]
    assert main(["outline", new, "--language", "nl"]) == 2
    assert "unknown language 'nl'; choose one of zh, en, fr, es, ru, ar, de, ja, ko, it, pt" in capsys.readouterr().err


def test_what_is_read_back_is_read_by_the_words_of_the_texts() -> None:
    """A redline is proved against the texts: a detection might read it in another language than the one that was named."""
    comparison = dd.compare(old_text=CHINESE, new_text=CHINESE.replace("每年", "每两年"), language="ja")
    redline = dd.render(comparison, "docx")
    assert isinstance(redline, bytes)
    read = read_views(redline, "docx", "redline.docx", (comparison.old, comparison.new))
    assert [view.languages for view in read] == [("ja",), ("ja",)]
    assert [view.languages for view in read_views(redline, "docx", "redline.docx")] == [("zh",), ("zh",)]


def test_help_names_every_known_language(capsys: pytest.CaptureFixture[str]) -> None:
    main(["compare", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert f"Language of the texts: {', '.join(KNOWN[:-1])} or {KNOWN[-1]}" in said
