"""The arrows joined: what can be read, and what a comparison can do."""

from __future__ import annotations

import gc
import json
import os
from pathlib import Path
from typing import Any, cast

import pytest

import decision_diff as dd
from decision_diff import files
from decision_diff.errors import EncodingError, FormatError, OutputError, UnreadableError
from decision_diff.model import Source

FIXTURES = Path(__file__).parents[1] / "fixtures"
OLD = FIXTURES / "decision-641-c24.zh.txt"
NEW = FIXTURES / "decision-641-c25.zh.txt"
TEXT = "做出决定\n1\t召开第七届WTPF；\n2\t责成秘书长提交报告。\n"
TEXT_2 = "做出决定\n1\t召开第八届WTPF；\n2\t责成秘书长提交报告。\n"


@pytest.fixture(scope="module")
def comparison() -> dd.Comparison:
    return dd.compare(OLD, NEW)


def words(decision: dd.Decision) -> list[str]:
    return [clause.words for clause in decision.walk()]


def test_paths_bytes_sources_and_text_are_read_alike() -> None:
    data = OLD.read_bytes()
    expected = dd.read(OLD)
    assert expected.plain == data.decode()
    for given in (str(OLD), data, data.decode(), Source("x", "text/plain", data)):
        assert dd.read(given).plain == expected.plain
        assert words(dd.read(given)) == words(expected)


def test_a_source_is_named_after_its_file_and_typed_by_its_reader() -> None:
    assert (dd.read(OLD).source.name, dd.read(OLD).source.media_type) == (OLD.name, "text/plain")
    assert dd.read(OLD.read_bytes()).source.name == "<bytes>"
    assert dd.read(TEXT).source.name == "<text>"


def test_an_encoding_is_not_meant_for_a_text_that_is_decoded_already() -> None:
    assert dd.read(TEXT, encoding="utf-16").plain == TEXT
    assert dd.read(TEXT.encode("utf-16-le"), encoding="utf-16").plain == TEXT


def test_a_decision_that_was_read_can_be_compared_again(comparison: dd.Comparison) -> None:
    assert dd.compare(comparison.old, comparison.new) == comparison
    assert dd.compare(comparison.old, comparison.old).changes == ()


def test_both_files_help_to_tell_their_encodings() -> None:
    short = "做出决定\n".encode("gb18030")
    result = dd.compare(short, OLD.read_text(encoding="utf-8").encode("gb18030"))
    assert result.old.plain == "做出决定\n"
    assert any("by the other file" in notice.message for notice in result.old.notices)


@pytest.mark.parametrize(
    ("old", "new", "encoding", "refused"),
    [
        ("decision-641-tracked.docx", None, "big5", True),
        ("decision-641-c24.docx", "decision-641-tracked.docx", "big5", True),
        ("decision-641-c24.docx", "decision-641-c25.zh.txt", ("utf-8", None), True),
        ("decision-641-c24.docx", "decision-641-c25.zh.txt", (None, "utf-8"), False),
        ("decision-641-c24.docx", "decision-641-c25.zh.txt", "utf-8", False),
    ],
)
def test_an_encoding_that_means_nothing_is_refused(
    old: str, new: str | None, encoding: str | tuple[str | None, ...], refused: bool
) -> None:
    given = FIXTURES / old, new and FIXTURES / new
    if not refused:
        assert dd.compare(*given, encoding=encoding).changes
        return
    with pytest.raises(EncodingError, match=f"{old}: a file of this format declares its own encoding"):
        dd.compare(*given, encoding=encoding)


def test_what_no_option_can_be_is_one_sentence() -> None:
    for share in (2, -0.1, float("nan")):
        with pytest.raises(FormatError, match="min_confidence must be from 0 to 1, not"):
            dd.compare(TEXT, TEXT_2, min_confidence=share)
    with pytest.raises(FormatError, match="view must be 'accepted' or 'rejected', not 'new'"):
        dd.read(FIXTURES / "decision-641-tracked.docx", view=cast("Any", "new"))
    assert dd.compare(TEXT, TEXT_2, pins="part_1__para_1=") == dd.compare(TEXT, TEXT_2, pins=["part_1__para_1="])


def test_the_stages_are_told_in_order() -> None:
    told: list[str] = []
    dd.compare(TEXT, TEXT_2, told=told.append)
    assert told == ["reading", "aligning", "comparing"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "neither the path of a file nor a text"),
        ("no-such-file.txt", "file not found"),
        ("第一条　甲应当提出申请。", "file not found.*; a text goes as text="),
        ("甲" * 5000, "; a text goes as text="),
        ("a\0b", "cannot be read"),
        (b"", "empty"),
        (FIXTURES, "folder"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(given: str | bytes | Path, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        dd.read(given)


@pytest.mark.parametrize("text", ["1\t<html>\n", "<p>1</p>\n", "<htmlx\n", "《<?xml》\n"])
def test_a_text_that_merely_holds_tags_is_a_text(text: str) -> None:
    assert dd.read(text).plain == text


def test_each_text_can_have_its_own_encoding() -> None:
    old, new = TEXT.encode("gb18030"), TEXT_2.encode("big5", "ignore")
    for pair in (("gb18030", "big5"), ("gb18030", None)):
        result = dd.compare(old, new if pair[1] else TEXT_2.encode(), encoding=pair)
        assert result.old.plain == TEXT
        assert "read as GB18030, as asked" in [notice.message for notice in result.old.notices]
    assert dd.compare(TEXT.encode(), old, encoding=("", "gb18030")).changes == ()
    page = Source("a.html", "", str(dd.render(dd.compare(TEXT, TEXT_2), "html")).encode())
    assert dd.verify(page, old, TEXT_2, encoding=("gb18030", None))
    with pytest.raises(EncodingError, match="encodings were given for 2 texts"):
        dd.compare(old, new, encoding=("gb18030",))


def test_a_repr_is_one_short_line(comparison: dd.Comparison) -> None:
    old, new = OLD.name, NEW.name
    assert repr(comparison) == f"<Comparison {old} → {new}: 5 changes: 1 ADD, 4 MOD>"
    assert repr(dd.compare(OLD, OLD)) == f"<Comparison {old} → {old}: 0 changes>"
    assert repr(comparison.old) == f"<Decision {old}: 58 clauses>"
    annex = comparison.old.clause("att_2")
    assert annex.children[0].eid in {clause.eid for clause in annex.walk()}
    assert annex.children[0].eid not in repr(annex)


def test_a_lone_surrogate_in_a_text_is_refused() -> None:
    with pytest.raises(EncodingError):
        dd.read("一\n\ud800\n")


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LIMIT", 1_000_000)
    (tmp_path / "large.txt").write_bytes(b"1 " * 600_000)
    with pytest.raises(UnreadableError, match="larger than 1 MB"):
        dd.read(tmp_path / "large.txt")


def test_a_named_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    if os.fork() == 0:
        pipe.write_text(TEXT, encoding="utf-8")
        os._exit(0)
    assert dd.read(pipe).plain == TEXT
    os.wait()


def test_to_dicts_are_the_records_of_the_json_output(comparison: dd.Comparison) -> None:
    records = comparison.to_dicts()
    assert len(records) == len(comparison.changes)
    assert {record["mark"] for record in records} == {change.mark for change in comparison.changes}
    assert len(comparison.to_dicts(all=True)) == len(comparison.changes) + len(comparison.unchanged)
    json.dumps(records)


def test_a_notebook_gets_a_frame_with_the_page_inside(comparison: dd.Comparison) -> None:
    frame = comparison._repr_html_()
    assert frame.startswith("<iframe sandbox srcdoc=")
    assert frame.count("<") == 2  # the page is an attribute's value, all of it escaped


def test_save_takes_the_format_from_the_suffix(comparison: dd.Comparison, tmp_path: Path) -> None:
    comparison.save(tmp_path / "redline.html")
    comparison.save(str(tmp_path / "changes.json"))
    comparison.save(tmp_path / "review", fmt="markdown")
    assert (tmp_path / "redline.html").read_text(encoding="utf-8") == dd.render(comparison, "html")
    assert (tmp_path / "changes.json").read_text(encoding="utf-8") == dd.render(comparison, ".json")
    assert (tmp_path / "review").read_text(encoding="utf-8") == dd.render(comparison, "markdown")
    assert len(list(tmp_path.iterdir())) == 3


def test_save_overwrites_only_when_told(comparison: dd.Comparison, tmp_path: Path) -> None:
    path = tmp_path / "redline.html"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="--force"):
        comparison.save(path)
    assert path.read_text(encoding="utf-8") == "mine"
    comparison.save(path, force=True)
    assert path.read_text(encoding="utf-8") == dd.render(comparison, "html")


def test_an_unknown_format_writes_nothing(comparison: dd.Comparison, tmp_path: Path) -> None:
    for name in ("redline.klingon", "redline"):
        with pytest.raises(FormatError):
            comparison.save(tmp_path / name)
    with pytest.raises(FormatError):
        dd.render(comparison, "klingon")
    assert not list(tmp_path.iterdir())


# Files


def test_a_file_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.html"

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        files.save(path, "x" * 100)
    assert not list(tmp_path.iterdir())
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError):
        files.save(path, "x", force=True)
    assert [file.read_text(encoding="utf-8") for file in tmp_path.iterdir()] == ["mine"]


def test_a_file_that_came_meanwhile_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.html"
    sync = os.fsync

    def another(handle: int) -> None:
        path.write_text("theirs", encoding="utf-8")
        sync(handle)

    monkeypatch.setattr(os, "fsync", another)
    with pytest.raises(OutputError, match="already"):
        files.save(path, "x")
    assert [file.read_text(encoding="utf-8") for file in tmp_path.iterdir()] == ["theirs"]


def test_links_and_permissions_survive(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    files.save(link, "new\r\n", force=True)
    assert link.is_symlink()
    assert target.read_bytes() == b"new\r\n"
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_device_is_written_to_and_stays() -> None:
    files.save(os.devnull, "x")
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize(
    ("path", "said"), [("", "folder"), ("no/such/a.html", "folder does not exist"), ("a\0b", "cannot be written")]
)
def test_where_nothing_can_be_written_is_one_sentence(tmp_path: Path, path: str, said: str) -> None:
    with pytest.raises(OutputError, match=said):
        files.save(f"{tmp_path}/{path}", "x")


def test_names_that_cannot_be_shown_are_escaped() -> None:
    assert files.make_printable("第641号\udce9\n\x1b[31m") == "第641号\\udce9\\n\\x1b[31m"
    assert files.encode("\udce9国") == "\\udce9国".encode()


def test_a_word_document_compared_with_a_text() -> None:
    """The text's encoding is not guessed from the bytes of the other file."""
    comparison = dd.compare(FIXTURES / "decision-641-c24.docx", FIXTURES / "decision-641-c25.zh.txt")
    assert comparison.summary["MOD"] == 4
    assert comparison.summary["ADD"] == 1


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_left_as_it_was(on: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        dd.compare(TEXT, TEXT_2)
        with pytest.raises(UnreadableError):
            dd.compare("nowhere.txt", TEXT)
        assert gc.isenabled() is on
    finally:
        (gc.enable if was else gc.disable)()
