"""A compilation as a Word document: for each member its own text, all rejected the base; LibreOffice agrees."""

from __future__ import annotations

import importlib
import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import decision_diff as dd
import office
import proposals
from decision_diff import amend
from decision_diff.amend.proposals import word
from decision_diff.amend.proposals.values import Compilation
from decision_diff.errors import InvariantError, OutputError
from decision_diff.ooxml.writing.isolating import isolate_authors
from decision_diff.ooxml.writing.saving import pack
from wordfiles import docx, p, row, t, table

FIXTURES = Path(__file__).parent.parent / "fixtures"
BASE = "Decision 12\ndecides\n1\tto meet in Geneva for three days;\n2\tto invite Member States;\n3\tto publish in English.\n"
FIVE = {
    "Ann": BASE.replace("Geneva", "Nassau"),
    "Bo": BASE.replace("Geneva", "Kingston").replace("English", "French"),
    "Cem": BASE.replace("2\tto invite Member States;\n", "").replace("3\tto pub", "2\tto pub"),
    "Dai": BASE.replace("2\tto invite Member States;", "2\tto invite Sector Members;"),
    "Eva": BASE + "4\tto thank the host.\n",
}


def read_document(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def tell(found: Compilation) -> dict[str, list[str]]:
    return {one.name: [line.text for line in one.lines] for one in found.proposals if one.edits}


def test_five_authors_go_in_and_come_out() -> None:
    first = amend.compile(BASE, FIVE)
    data = word.write_word(first).data
    authors = {name for one in re.findall('w:author="([^"]*)"', read_document(data)) for name in one.split("; ")}
    assert authors == set(FIVE)
    second = amend.compile(BASE, {}, tracked=data)
    assert tell(second) == {name: [clause.line for clause in dd.read(text=text).walk()] for name, text in FIVE.items()}
    assert not [one for one in second.notices if one.code == "proposal-base"]
    assert {conflict.start for conflict in second.conflicts} == {conflict.start for conflict in first.conflicts}


def test_a_name_for_a_document_of_several_authors_gets_a_notice() -> None:
    """Contested words are not in it, so that it can be read as one text."""
    two = word.write_word(amend.compile(BASE, {"Ann": FIVE["Ann"], "Dai": FIVE["Dai"]})).data
    (notice,) = [one for one in amend.compile(BASE, {"X": two}).notices if one.code == "proposal-authors"]
    assert notice.message.startswith("X: ")
    assert "tracked changes of 2 authors (Ann, Dai), which are all taken as proposed by X" in notice.message
    alone = word.write_word(amend.compile(BASE, {"Ann": FIVE["Ann"]})).data
    found = [amend.compile(BASE, {"X": alone}), amend.compile(BASE, {}, tracked=two)]
    assert not [one for each in found for one in each.notices if one.code == "proposal-authors"]


def test_contested_words_go_once_and_the_wordings_follow_in_order() -> None:
    document = read_document(word.write_word(amend.compile(BASE, FIVE)).data)
    marks = re.findall(r'<w:(ins|del) w:id="\d+" w:author="([^"]*)"><w:r>.*?<w:(?:t|delText)[^>]*>([^<]*)<', document)
    assert marks[:3] == [("del", "Ann; Bo", "Geneva"), ("ins", "Ann", "Nassau"), ("ins", "Bo", "Kingston")]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
@given(data=st.data())
@settings(max_examples=15)
def test_any_proposals_prove_and_are_read_back(data: st.DataObject, language: str) -> None:
    made = data.draw(proposals.drafts(language))
    found = amend.compile(made.base, made.texts)
    written = word.write_word(found)
    assert not written.notices
    if found.edits:
        assert tell(amend.compile(made.base, {}, tracked=written.data)) == tell(found)


def test_the_document_of_the_base_is_kept() -> None:
    listed = "MOD\tJ/1/1\n做出决定\n5\tWTPF-26不得形成成果。\n理由：简短。\nADD\tJ/1/2\n做出决定\n9\t感谢东道国；\n"
    base = FIXTURES / "decision-641-c24.docx"
    found = amend.compile(base, {"C25": FIXTURES / "decision-641-c25.docx", "J": listed})
    written = word.write_word(found)
    assert not written.notices
    with zipfile.ZipFile(io.BytesIO(written.data)) as one, zipfile.ZipFile(base) as other:
        assert one.read("word/styles.xml") == other.read("word/styles.xml")
    assert [one.code for one in found.notices] == ["proposal-looks"]


def test_numbers_that_word_counts_are_reported_where_they_differ() -> None:
    found = amend.compile(FIXTURES / "decision-641-c24.docx", {"J": "SUP\tJ/1/1\n做出决定\n7\n"})
    (notice,) = word.write_word(found).notices
    assert (notice.code, "J: 8 reads 7" in notice.message) == ("proposal-numbers", True)


def test_a_tracked_document_on_another_text_is_said_so() -> None:
    found = amend.compile(BASE.replace("Geneva", "Bonn"), {}, tracked=word.write_word(amend.compile(BASE, FIVE)).data)
    assert {one.code for one in found.notices} == {"proposal-base"}
    assert "clause 3 is “1 to meet in Bonn for three days;” there and “1 to meet in Geneva" in found.notices[0].message


def test_a_wrong_document_does_not_prove(monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(data: bytes, *_: object) -> bytes:
        return data  # all changes of all members

    monkeypatch.setattr(word, "isolate_authors", lose)
    with pytest.raises(InvariantError, match="could not be verified"):
        word.write_word(amend.compile(BASE, FIVE))


def test_what_an_author_cannot_be() -> None:
    long = {("N" * 130) + str(at): BASE.replace("Geneva", "Nassau") for at in (1, 2)}
    with pytest.raises(OutputError, match="264 characters"):
        word.write_word(amend.compile(BASE, long))
    with pytest.raises(OutputError, match="the proposal of A holds the character U\\+0001"):
        word.write_word(amend.compile(BASE, {"A": BASE.replace("Geneva", "Gen\x01eva")}))
    with pytest.raises(OutputError, match="not a date"):
        word.write_word(amend.compile(BASE, FIVE), date="tomorrow")


ENDS = {  # words at the end of a clause, and a new one behind it, by one member; at another place by two
    "Ann": BASE.replace("days;\n2\t", "days; and to dance;\n2\tto sing;\n3\t").replace("3\tto pub", "4\tto pub"),
    "Bo": BASE.replace("States;\n3\t", "States; and others;\n3\tto rest;\n4\t"),
    "Cem": BASE.replace("States;\n3\t", "States; and more;\n3\tto sleep;\n4\t"),
}


@pytest.mark.office
@pytest.mark.parametrize("texts", [FIVE, ENDS], ids=["five", "ends"])
def test_libreoffice_gives_the_same_texts(texts: dict[str, str], tmp_path: Path) -> None:
    data = word.write_word(amend.compile(BASE, texts)).data
    wanted = {}
    (tmp_path / "all.docx").write_bytes(data)
    wanted[tmp_path / "all.docx", "reject"] = BASE
    for name, text in texts.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(isolate_authors(data, lambda author, name=name: name in author.split("; ")))  # type: ignore[misc]
        wanted[path, "accept"] = text
    for key, found in office.texts(list(wanted)).items():
        assert [one for one in office.words(found) if one] == wanted[key].splitlines(), key


@pytest.mark.slow
def test_the_twenty_cases_of_the_bench_come_out_exactly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(FIXTURES.parent / "bench"))
    importlib.import_module("compile").main()
    assert capsys.readouterr().out.splitlines()[-1] == "exact: {'ours': 80} of 80"


def test_names_of_authors_have_no_blanks_around_them() -> None:
    data = word.write_word(amend.compile(BASE, {"Ann": FIVE["Ann"]})).data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b'w:author="Ann"', b'w:author="Ann "')
    found = amend.compile(BASE, {}, tracked=pack(parts))
    assert found.names == ("Ann",)
    assert tell(found) == {"Ann": [clause.line for clause in dd.read(text=FIVE["Ann"]).walk()]}


def test_a_base_that_says_nothing() -> None:
    written = word.write_word(amend.compile(docx(p()), {"Ann": "1\tto meet;\n2\tto report.\n"}))
    assert "to report." in read_document(written.data)


ROWS = [
    ["Date", "Event"],
    ["1 May", "opening of the forum"],
    ["2 May", "closing of the forum"],
    ["3 May", "travel home"],
]


def make_table(rows: list[list[str]], before: str = "", after: str = "") -> bytes:
    made = table(*(row(*(p(t(cell)) for cell in cells)) for cells in rows))
    first = p(t("Decision 12")) + p(t("decides")) + p(t("1\tto meet;"))
    return docx(first + before + made + after + p(t("2\tto report.")))


@pytest.mark.parametrize(
    ("first", "second", "conflicts"),
    [
        ({1: ["1 May", "opening of the great forum"]}, {1: ["1 May", "opening of the small forum"]}, 1),  # in a cell
        ({1: ["9 May", "end"]}, {1: ["1 May", "opening of the small forum"]}, 1),  # over two cells
        ({2: None}, {2: ["2 May", "closing of the great forum"]}, 1),  # gone and amended
        ({4: ["4 May", "rest"]}, {4: ["5 May", "sleep"]}, 1),  # come in at the end
        ({0: ["Date", "Event", "Place"]}, {1: ["1 May", "opening"]}, 0),  # another number of cells
    ],
)
def test_rows_of_tables_prove_in_the_document_of_the_base(
    first: dict[int, list[str] | None], second: dict[int, list[str] | None], conflicts: int
) -> None:
    def change(by: dict[int, list[str] | None]) -> bytes:
        rows = [by.get(at, cells) for at, cells in enumerate([*ROWS, None])]
        return make_table([one for one in rows if one is not None])

    found = amend.compile(make_table(ROWS), {"A": change(first), "B": change(second)})
    assert len(found.conflicts) == conflicts
    assert "proposal-plain" not in [one.code for one in word.write_word(found).notices]


@pytest.mark.parametrize(("before", "after"), [(p(t("1bis\tto dance;")), ""), ("", p(t("1ter\tto sing;")))])
def test_a_clause_comes_in_beside_a_table(before: str, after: str) -> None:
    found = amend.compile(make_table(ROWS), {"A": make_table(ROWS, before, after)})
    assert not word.write_word(found).notices
