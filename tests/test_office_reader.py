"""Old formats through LibreOffice: read where it is installed, one sentence where it is not, and nothing run or fetched."""

from __future__ import annotations

import os
import socket
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import decision_diff as dd
import office as judge
from decision_diff import readers
from decision_diff.errors import UnreadableError
from decision_diff.model import Source
from decision_diff.readers import office

HERE = pytest.mark.skipif(not judge.is_here(), reason="LibreOffice is not installed")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOC = OLE + b"\0" * 64 + "WordDocument".encode("utf-16-le")
RTF = rb"{\rtf1\ansi {\b Decision 12}\par decides\par 1\tab that it meets;\par}"


@pytest.mark.parametrize(
    ("name", "data", "reader"),
    [
        ("a.doc", DOC, "office"),
        ("a.txt", DOC, "office"),
        ("a.doc", RTF, "office"),
        ("a.wps", OLE, "docx"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le") + DOC, "docx"),
    ],
)
def test_it_is_known_by_its_first_bytes(name: str, data: bytes, reader: str) -> None:
    assert readers.find_for(Source(name, "", data)).name == reader


def test_without_libreoffice_it_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_program", lambda: "")
    with pytest.raises(UnreadableError, match=r"a Word 97-2003 file; save it as \.docx, or install LibreOffice"):
        office.read(Source("a.doc", "", DOC))
    with pytest.raises(UnreadableError, match=r"rich text \(RTF\); save it as \.docx"):
        office.read(Source("a.doc", "", RTF))
    with pytest.raises(UnreadableError, match="not a document of the kind"):
        office.read(Source("a.doc", "", b"text"))


def test_it_is_found_where_its_installer_puts_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows and macOS it is on no search path."""
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    for name in office._WINDOWS_FOLDERS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(office, "_MACOS", str(tmp_path / "LibreOffice.app" / "soffice"))
    assert not office.find_program()
    for program, folder in (
        (tmp_path / "LibreOffice.app" / "soffice", ""),
        (tmp_path / office._WINDOWS, "ProgramFiles"),
    ):
        program.parent.mkdir(parents=True)
        program.write_bytes(b"MZ")
        program.chmod(0o700)
        if folder:
            monkeypatch.setenv(folder, str(tmp_path))
        assert Path(office.find_program()) == program


@pytest.mark.skipif(os.name != "posix", reason="the programs of these tests are scripts of a shell")
class TestAProgramThatMisbehaves:
    @pytest.fixture
    def program(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        path = tmp_path / "soffice"
        path.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(office, "find_program", lambda: str(path))
        office._convert.cache_clear()  # type: ignore[attr-defined]
        yield path
        office._convert.cache_clear()  # type: ignore[attr-defined]

    def test_what_it_makes_nothing_of_is_refused(self, program: Path) -> None:
        assert program.exists()
        with pytest.raises(UnreadableError, match=r"LibreOffice cannot read this file .* save it as \.docx"):
            office.read(Source("a.rtf", "", RTF))

    def test_it_is_ended_when_its_time_is_over(
        self, program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(office, "MAX_SECONDS", 1)
        late = tmp_path / "late"
        program.write_text(f"#!/bin/sh\n(sleep 3; touch '{late}') &\nsleep 30\n", encoding="utf-8")
        begun = time.monotonic()
        with pytest.raises(UnreadableError, match="not within 1 seconds"):
            office.read(Source("a.rtf", "", RTF))
        assert time.monotonic() - begun < 15
        time.sleep(3.5)
        assert not late.exists()  # what it started has ended too

    def test_its_folder_goes_with_it_and_its_profile_forbids_macros(self, program: Path, tmp_path: Path) -> None:
        seen = tmp_path / "seen"
        program.write_text(
            f"#!/bin/sh\npwd > '{seen}'\ncat profile/user/registrymodifications.xcu >> '{seen}'\nenv >> '{seen}'\nprintf '%s\\n' \"$@\" >> '{seen}'\n",
            encoding="utf-8",
        )
        with pytest.raises(UnreadableError):
            office.read(Source("a.rtf", "", RTF))
        said = seen.read_text(encoding="utf-8")
        assert not Path(said.splitlines()[0]).exists()
        for setting in (
            "DisableMacrosExecution",
            "BlockUntrustedRefererLinks",
            "http_proxy=http://127.0.0.1:9",
            "--headless",
        ):
            assert setting in said

    def test_a_link_in_the_place_of_the_result_is_not_followed(self, program: Path, tmp_path: Path) -> None:
        secret = tmp_path / "secret"
        secret.write_text("secret", encoding="utf-8")
        program.write_text(f"#!/bin/sh\nmkdir out\nln -s '{secret}' out/document.docx\n", encoding="utf-8")
        with pytest.raises(UnreadableError, match="cannot read"):
            office.read(Source("a.rtf", "", RTF))


@pytest.mark.office
@HERE
def test_decision_641_is_the_same_as_rtf(tmp_path: Path) -> None:
    saved = {}
    for revision in ("c24", "c25"):
        word = Path(f"fixtures/decision-641-{revision}.docx")
        saved[revision] = judge.converted(word, "rtf", tmp_path)
        comparison = dd.compare(word, saved[revision])
        assert not comparison.changes
        assert "converted" in [notice.code for notice in comparison.notices]
    assert [change.mark for change in dd.compare(saved["c24"], saved["c25"]).changes] == [
        "MOD",
        "MOD",
        "MOD",
        "ADD",
        "MOD",
    ]


@pytest.mark.office
@HERE
def test_a_word_97_file_has_the_same_words_and_a_redline(tmp_path: Path) -> None:
    saved = [judge.converted(Path(f"fixtures/decision-641-{one}.docx"), "doc", tmp_path) for one in ("c24", "c25")]
    comparison = dd.compare(*saved)
    assert [change.mark for change in comparison.changes] == ["MOD", "MOD", "MOD", "ADD", "MOD"]
    redline = dd.render(comparison, "docx")
    assert isinstance(redline, bytes)
    assert dd.verify(Source("a.docx", "", redline), *saved).differences == ()


@pytest.mark.office
@HERE
def test_nothing_is_fetched() -> None:
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    asked.append(server.accept())
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        address = f"http://127.0.0.1:{port}/x.png".encode()
        links = b'{\\field{\\*\\fldinst INCLUDEPICTURE "%b" \\\\d}{\\fldrslt x}}{\\field{\\*\\fldinst INCLUDETEXT "%b"}{\\fldrslt y}}{\\*\\template %b}'
        reading = office.read(Source("a.rtf", "", RTF[:-1] + links % (address, address, address) + b"\\par}"))
        done.set()
        thread.join()
    assert not asked
    assert "Decision 12" in [block.text for block in reading.blocks]


@pytest.mark.office
@HERE
@pytest.mark.parametrize(
    "data",
    [rb"{\rtf1 " + b"{" * 50_000, rb"{\rtf1 \bin99999999 x}", DOC, rb"{\rtf1" + rb"\trowd\cellx1" * 5_000 + b"}"],
)
def test_a_hostile_file_is_read_or_refused(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_SECONDS", 15)
    try:
        reading = office.read(Source("a.rtf", "", data))
    except UnreadableError:
        return
    assert reading.notices[0].code == "converted"
