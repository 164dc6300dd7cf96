"""Notes of a review as a file: what is one, what is none, and that each goes to the change that it was written on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import comparisons
import decision_diff as dd
from decision_diff import cli, renderers
from decision_diff.errors import NotesError
from decision_diff.model import Source
from decision_diff.renderers import table as tables
from decision_diff.renderers.options import TableOptions
from decision_diff.reviewer import notes
from exportednotes import FULL, ONE, SHAPELESS, WHOLE, entry, exported, source
from how import how
from paths import FIXTURES

OLD, NEW = (str(FIXTURES / f"decision-641-c{year}.zh.txt") for year in (24, 25))
SCHEMA = jsonschema.Draft202012Validator(json.loads(notes.load_schema()))


@pytest.mark.parametrize("name", SHAPELESS)
def test_what_is_no_file_of_notes_is_one_sentence(name: str) -> None:
    assert not SCHEMA.is_valid(SHAPELESS[name])
    with pytest.raises(NotesError, match=r"^anna\.json: [^\n]+$"):
        notes.read(source(SHAPELESS[name]))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe{", "the notes file is not valid UTF-8"),
        (b"{broken", "not JSON"),
        (b"[" * 200_000, "not JSON"),
        (b'{"format": ' + b"9" * 5000 + b"}", "not JSON"),
        (json.dumps(exported(FULL, ONE, ONE)).encode(), "entry 2 is a second note on the same clauses"),
        (json.dumps(exported(FULL, ONE, {})).encode(), "entry 2 is not in the form that a review page exports"),
        (json.dumps(WHOLE | {"version": 2}).encode(), "these notes are not of version 1"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, said: str) -> None:
    with pytest.raises(NotesError, match=rf"^anna\.json: {said}"):
        notes.read(Source("anna.json", "", data))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*WHOLE, *ONE, "__proto__"]), inner, max_size=7),
)  # fmt: skip


@given(part=JSON, at=st.sampled_from(["", *WHOLE, *(f"changes.{key}" for key in ONE)]))
def test_this_reader_takes_what_the_schema_takes(part: Any, at: str) -> None:
    document: Any = part
    if at.startswith("changes."):
        document = exported(FULL, ONE | {at.partition(".")[2]: part})
    elif at:
        document = WHOLE | {at: part}
    if SCHEMA.is_valid(document):
        assert isinstance(notes.read(source(document)), notes.Notes)
    else:
        with pytest.raises(NotesError):
            notes.read(source(document))


def test_notes_are_read() -> None:
    read = notes.read(Source("anna.json", "", b"\xef\xbb\xbf" + source(WHOLE).data))
    assert read.name == "anna.json"
    assert read.old == (FULL.old.source.name, FULL.old.source.sha256)
    assert read.remarks == (notes.Remark(("t",), ("t",), "t", reviewed=False, note="why"),)


def test_a_note_goes_to_the_change_that_it_was_written_on() -> None:
    every = [entry(FULL, number, f"note {number}\n<b>") for number in range(1, len(FULL.changes) + 1)]
    read = notes.read(source(exported(FULL, *every)))
    assert [(number, remark.note) for number, remark in read.find(FULL)] == [
        (number, f"note {at}\n<b>") for at, (number, _) in enumerate(FULL.numbered, 1)
    ]
    ticked = notes.read(source(exported(FULL, entry(FULL, 2, reviewed=True), entry(FULL, 3))))
    assert [number for number, _ in ticked.find(FULL)] == [2]
    assert not list(ticked.find(FULL, ticks=False))


def test_notes_on_other_texts_or_clauses_are_one_sentence() -> None:
    for side in ("old", "new"):
        other = notes.read(source(WHOLE | {side: {"name": "C26.txt", "sha256": "0" * 64}}))
        with pytest.raises(
            NotesError, match=rf"the notes were made on another {side} text \('C26\.txt'\) than decision-c2"
        ):
            list(other.find(FULL))
    apart = notes.read(source(exported(FULL, ONE | {"new": ["p_9"]})))
    with pytest.raises(NotesError, match=r"there is a note on 't' \('t → p_9'\), and these clauses are no change here"):
        list(apart.find(FULL))


def test_what_a_file_says_of_itself_cannot_write_on_a_terminal() -> None:
    evil = "\x1b[2J\n\u202e"
    for document in (
        WHOLE | {"old": {"name": evil, "sha256": "0"}},
        exported(FULL, ONE | {"place": evil, "new": [evil]}),
    ):
        with pytest.raises(NotesError) as raised:
            list(notes.read(source(document)).find(FULL))
        assert str(raised.value).isprintable()


# As reasons of a table


def test_notes_become_the_reasons_of_a_table() -> None:
    noted = [entry(FULL, number, f"note {number}") for number in range(1, len(FULL.changes) + 1)]
    read = notes.read(source(exported(FULL, *noted)))
    made = tables.make(FULL, TableOptions(profile="un", reasons=read))
    assert made.columns[-1].name == "reason"
    reasons = [tables.join_text(row.cells[-1]) for row in made.rows]
    # A change that has a reason has a row, so all fifteen are there, and each once; where something moved away there is none.
    assert sorted(reasons) == sorted(["", "", *(f"note {number}" for number in range(1, 16))])


@pytest.mark.parametrize("row", [row.name for row in renderers.RENDERERS if row.name.startswith("table-")])
def test_every_table_heeds_them(row: str) -> None:
    read = notes.read(source(exported(FULL, ONE)))
    with pytest.raises(NotesError):
        renderers.render(replace(FULL, old=comparisons.decision("x")), row, how(row, reasons=read))
    assert renderers.render(FULL, row, how(row, reasons=read)) != renderers.render(FULL, row)


def test_on_the_command_line(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    comparison = dd.compare(OLD, NEW)
    file = tmp_path / "anna.json"
    file.write_text(json.dumps(exported(comparison, entry(comparison, 2, "日期已定\n地点已定"))), encoding="utf-8")
    table = ["-f", "table-csv", "--columns", "number,reason", "--reasons", str(file)]
    assert cli.main(["compare", OLD, NEW, *table]) == 1
    assert '做出决定1,"日期已定\n地点已定"' in capsysbinary.readouterr().out.decode()
    assert cli.main(["compare", NEW, OLD, *table]) == 2
    said = capsysbinary.readouterr()
    assert b"anna.json: the notes were made on another old text ('decision-641-c24.zh.txt')" in said.err
    assert said.out == b""
    assert cli.main(["compare", OLD, NEW, "--notes", str(file)]) == 2
    assert b"--notes has no effect on text; it is for review" in capsysbinary.readouterr().err


def test_the_schema_is_printed(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.main(["schema", "review"]) == 0
    assert json.loads(capsysbinary.readouterr().out) == json.loads(notes.load_schema())
    SCHEMA.check_schema(json.loads(notes.load_schema()))
    assert SCHEMA.is_valid(WHOLE)
