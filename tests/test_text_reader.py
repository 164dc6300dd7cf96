"""Plain text: every encoding, every bad input, nothing lost."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff import readers
from decision_diff.errors import DecisionDiffError, EncodingError, FormatError, UnreadableError
from decision_diff.model import Reading, Source
from decision_diff.readers import text
from decision_diff.readers.text.encoding import NAMES, decide_encodings

SIMPLIFIED = (
    "国际电联理事会，\n认识到\n全权代表大会关于世界电信/信息通信技术政策论坛（WTPF）的第2号决议，\n做出决定\n"
    "1\t于2026年上半年召开为期三天的第七届WTPF；\n2\tWTPF-26的筹备进程须遵循第2号决议；\n"
) * 3
TRADITIONAL = (
    "理事會，\n認識到\n全權代表大會關於世界電信資訊通信技術政策論壇的第2號決議，\n做出決定\n"
    "第一條　人民之自由及權利應予保障，除法律規定外不得限制。\n第二條　本法自公布日施行。\n"
) * 3
WESTERN = "The Secretary-General’s office – see “Resolution 2” – décide à Genève.\n" * 6
MARK = "\ufeff"


def source(data: bytes, name: str = "a.txt") -> Source:
    return Source(name, "text/plain", data)


def joined(reading: Reading) -> str:
    return "".join(block.raw for block in reading.blocks)


ENCODED = [
    # bytes, text as decoded, name in the notice ("" when there is nothing to say)
    pytest.param(SIMPLIFIED.encode(), SIMPLIFIED, "", id="utf-8"),
    pytest.param(codecs.BOM_UTF8 + SIMPLIFIED.encode(), MARK + SIMPLIFIED, "", id="utf-8 with mark"),
    pytest.param(
        (MARK + SIMPLIFIED).encode("utf-16-le"), MARK + SIMPLIFIED, "UTF-16 (little", id="utf-16-le with mark"
    ),
    pytest.param((MARK + SIMPLIFIED).encode("utf-16-be"), MARK + SIMPLIFIED, "UTF-16 (big", id="utf-16-be with mark"),
    pytest.param(SIMPLIFIED.encode("utf-16-le"), SIMPLIFIED, "UTF-16 (little", id="utf-16-le"),
    pytest.param(SIMPLIFIED.encode("utf-16-be"), SIMPLIFIED, "UTF-16 (big", id="utf-16-be"),
    pytest.param(WESTERN.encode("utf-16-le"), WESTERN, "UTF-16 (little", id="utf-16-le in English"),
    pytest.param(
        (MARK + SIMPLIFIED).encode("utf-32-le"), MARK + SIMPLIFIED, "UTF-32 (little", id="utf-32-le with mark"
    ),
    pytest.param((MARK + SIMPLIFIED).encode("utf-32-be"), MARK + SIMPLIFIED, "UTF-32 (big", id="utf-32-be with mark"),
    pytest.param(SIMPLIFIED.encode("gb18030"), SIMPLIFIED, "GB18030", id="gb18030"),
    pytest.param((MARK + SIMPLIFIED).encode("gb18030"), MARK + SIMPLIFIED, "GB18030", id="gb18030 with mark"),
    pytest.param(TRADITIONAL.encode("cp950"), TRADITIONAL, "Big5", id="big5"),
    pytest.param(WESTERN.encode("cp1252"), WESTERN, "Windows-1252", id="windows-1252"),
    pytest.param(b"1 Decides\n", "1 Decides\n", "", id="ascii"),
]


@pytest.mark.parametrize(("data", "expected", "said"), ENCODED)
def test_an_encoding_is_found_and_said(data: bytes, expected: str, said: str) -> None:
    reading = text.read(source(data))
    assert joined(reading) == expected
    assert [notice.code for notice in reading.notices] == (["encoding"] if said else [])
    assert all(said in notice.message for notice in reading.notices)


@pytest.mark.parametrize("name", ["utf-8", "UTF8", "utf-8-sig", "utf-16", "utf-32", "gb2312", "GBK", "gb18030", "big5"])
def test_an_encoding_that_is_given_decides(name: str) -> None:
    content = TRADITIONAL if name == "big5" else SIMPLIFIED
    reading = text.read(source(content.encode(name)), encoding=name)
    assert joined(reading).removeprefix(MARK) == content


def test_a_byte_order_mark_stands_in_the_lead_of_the_first_block_only() -> None:
    blocks = text.read(source(codecs.BOM_UTF8 + "一\n二\n".encode())).blocks
    assert [(block.lead, block.text, block.end) for block in blocks] == [(MARK, "一", "\n"), ("", "二", "\n")]


def test_lines_end_at_cr_and_lf_only() -> None:
    content = "a\r\nb\nc\rd\fe\vf\x85g\u2028h\u2029i\x1cj\n\n\rk"
    blocks = text.cut_blocks(content)
    assert [block.end for block in blocks] == ["\r\n", "\n", "\r", "\n", "\n", "\r", ""]
    assert [block.text for block in blocks] == ["a", "b", "c", "d\fe\vf\x85g\u2028h\u2029i\x1cj", "", "", "k"]
    assert [(block.origin.start, block.origin.end) for block in blocks] == [(i, i + 1) for i in range(7)]


@given(
    st.text(
        alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("\r\n\ufeff\t 　")), max_size=60
    )
)
def test_nothing_is_lost(content: str) -> None:
    blocks = text.cut_blocks(content)
    assert "".join(block.raw for block in blocks) == content
    assert all(not set("\r\n") & set(block.text) for block in blocks)
    assert all(block.end for block in blocks[:-1])


@given(
    st.text(
        alphabet=st.sampled_from("第一二三条做出决定理事会，。；：（）1234 \t\r\na)WTPF国際會議"),
        min_size=1,
        max_size=400,
    ),
    st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "gb18030", "cp950"]),
    st.booleans(),
)
def test_whatever_is_decided_decodes_to_the_same_bytes(content: str, codec: str, mark: bool) -> None:
    try:
        data = ((MARK if mark and codec != "cp950" else "") + content).encode(codec)
    except UnicodeEncodeError:
        return
    try:
        reading = text.read(source(data))
    except DecisionDiffError:
        return  # refusing is allowed, changing is not
    found = decide_encodings([source(data)])[0].codec
    assert joined(reading).encode(found) == data


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_loss_or_refused_in_one_sentence(data: bytes) -> None:
    try:
        reading = text.read(source(data))
    except (UnreadableError, EncodingError) as error:
        if "\n" in str(error):
            raise
        return
    found = decide_encodings([source(data)])[0].codec
    assert joined(reading).encode(found) == data


BAD = [
    pytest.param(b"", "empty", id="empty"),
    pytest.param(b" \t\r\n\n", "only white space", id="white space"),
    pytest.param(codecs.BOM_UTF8, "only white space", id="a byte order mark alone"),
    pytest.param("　\n\u00a0".encode(), "only white space", id="ideographic space"),
    pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture (PNG)", id="png"),
    pytest.param(b"\xff\xd8\xff\xe0\0\x10JFIF", "picture (JPEG)", id="jpeg"),
    pytest.param(b"%PDF-1.7\n%\xe2\xe3", "PDF; save it as text first", id="pdf"),
    pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "old Word document (DOC)", id="doc"),
    pytest.param(b"{\\rtf1\\ansi", "RTF", id="rtf"),
    pytest.param(b"PK\x03\x04....[Content_Types].xml....word/document.xml", "Word document (DOCX)", id="docx"),
    pytest.param(b"PK\x03\x04....xl/workbook.xml", "Excel", id="xlsx"),
    pytest.param(b"PK\x03\x04....readme", "compressed file (ZIP)", id="zip"),
    pytest.param(b"\x1f\x8b\x08....", "gzip", id="gzip"),
    pytest.param(b"\x7fELF\x02\x01\x01\0\0\0\0\0", "binary", id="elf"),
    pytest.param(b"1 Decides\0 to convene\n", "NUL", id="one nul byte"),
    pytest.param(b"\xff\xff\x81\x81\xfe\xff", "encoding", id="no encoding"),
]


@pytest.mark.parametrize(("data", "said"), BAD)
def test_a_bad_input_is_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises((UnreadableError, EncodingError)) as caught:
        text.read(source(data))
    message = str(caught.value)
    assert message.startswith("a.txt: ")
    assert said in message
    assert "\n" not in message
    assert caught.value.source == "a.txt"


@pytest.mark.parametrize("name", ["klingon", "rot13", "hex", "zip", "idna", "punycode", "unicode_escape", "", "a\0b"])
def test_an_encoding_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(EncodingError, match="is not the name of an encoding"):
        text.read(source(b"1 Decides\n"), encoding=name)


def test_a_wrong_encoding_says_where() -> None:
    with pytest.raises(EncodingError, match=r"not UTF-8: the bytes b9 fa .* at offset 6 \(about line 2\)"):
        text.read(source(b"A 123\n" + "国际".encode("gb18030")), encoding="utf-8")


@pytest.mark.parametrize("codec", ["gb18030", "cp950"])
@pytest.mark.parametrize("clause", ["做出決定", "第二條", "論壇"])
def test_a_short_file_reads_as_the_other_file_of_the_job(codec: str, clause: str) -> None:
    short = source(clause.encode(codec), "short.txt")
    for other in (TRADITIONAL.encode(codec), TRADITIONAL.encode()):
        reading = text.read(short, beside=[source(other, "long.txt")])
        assert joined(reading) == clause
        assert [notice.message for notice in reading.notices] == [
            f"read as {NAMES[codec]}: too short to tell alone, decided by the other file"
        ]


def test_the_order_of_the_files_does_not_matter() -> None:
    short, long = source("第二條".encode("cp950")), source(TRADITIONAL.encode("cp950"))
    assert decide_encodings([short, long]) == tuple(reversed(decide_encodings([long, short])))


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [("一\n二\x07三\x1b\n", "control-characters", 2), ("一\n\n二\ufffd\n", "replacement-characters", 3)],
)
def test_damage_in_a_text_is_kept_and_said(content: str, code: str, line: int) -> None:
    reading = text.read(source(content.encode()))
    assert joined(reading) == content
    notice = next(notice for notice in reading.notices if notice.code == code)
    assert f"line {line}" in notice.message
    assert notice.origin is not None
    assert notice.origin.start == line - 1


def test_every_control_character_is_told_and_no_other() -> None:
    for code in range(1, 0x3000):
        char = chr(code)
        control = (code < 0x20 and char not in "\t\n\v\f\r") or (0x7F <= code <= 0x9F and char != "\x85")
        codes = [notice.code for notice in text.read(source(f"第一条　会议{char}报告。".encode())).notices]
        assert codes == ["control-characters"] * control, hex(code)


@pytest.mark.parametrize("path", sorted(Path(__file__).parents[1].glob("fixtures/*.txt")), ids=lambda path: path.name)
def test_the_fixtures_are_read_whole(path: Path) -> None:
    data = path.read_bytes()
    reading = text.read(source(data, path.name))
    assert joined(reading).encode() == data


# The contract of every reader, run over the table.


@pytest.mark.parametrize("row", readers.list_readers(), ids=lambda row: row.name)
def test_contract_of_a_reader(row: readers.Reader) -> None:
    assert readers.find(row.name) == row
    assert all(readers.find(suffix) == row and suffix == suffix.lower() for suffix in row.suffixes)
    assert row.media_types
    assert row.summary
    assert "\n" not in row.summary
    read = row.load()
    with pytest.raises(UnreadableError, match="empty"):
        read(source(b"", f"a{row.suffixes[0]}"))
    with pytest.raises(DecisionDiffError):
        read(source(bytes(100), f"a{row.suffixes[0]}"))


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "a", "a.unknown", "<bytes>", ""])
def test_what_no_reader_claims_is_tried_as_text(name: str) -> None:
    assert readers.find_for(source(b"", name)).name == "text"


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(DecisionDiffError, match="no reader for 'klingon'; there are: text"):
        readers.find("klingon")


# Packages outside

OUTSIDE = readers.Reader("klartext", (".klar",), ("application/klar",), "for the tests", "decision_diff.readers.text")


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Pretend that a package with one entry point, by name and value, is installed."""

    def install(name: str, value: str) -> None:
        entries = [EntryPoint(name, value, readers.GROUP)]
        monkeypatch.setattr(
            "importlib.metadata.entry_points", lambda *, group: entries if group == readers.GROUP else []
        )

    monkeypatch.setitem(sys.modules, "their_package", SimpleNamespace(READER=OUTSIDE, SHADOW=SHADOW, NOTHING=5))
    return install


SHADOW = readers.Reader("text", (".txt",), (), "a name that is taken", "their_package")


def test_a_package_outside_adds_a_reader(installed: Callable[[str, str], None]) -> None:
    installed("klartext", "their_package:READER")
    assert readers.list_readers() == (*readers.READERS, OUTSIDE)
    assert readers.find_for(source(b"", "a.klar")) == readers.find("klartext") == OUTSIDE
    assert readers.find_for(source(b"", "a.txt")).name == "text"


def test_a_package_outside_cannot_take_a_name_that_is_taken(installed: Callable[[str, str], None]) -> None:
    installed("text", "their_package:SHADOW")
    assert readers.list_readers() == readers.READERS


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("their_package:NOTHING", "is not a Reader"),
        ("no_such_package:READER", "cannot be loaded"),
        ("their_package:A", "A"),
    ],
)
def test_a_broken_package_outside_is_one_sentence(installed: Callable[[str, str], None], value: str, said: str) -> None:
    installed("klartext", value)
    with pytest.raises(FormatError, match=said):
        readers.find("klingon")


@pytest.mark.parametrize(
    "said", ["<svg xmlns='x'><text>A fee is due.</text></svg>", "\n<law>\n<art>A fee is due.</art>\n</law>\n"]
)
def test_xml_without_the_line_that_says_so_is_not_text(said: str) -> None:
    with pytest.raises(UnreadableError, match="XML file"):
        text.read(source(said.encode(), "a.txt"))


@pytest.mark.parametrize("said", ["<Member States> may vote.", "<a> and </b>", "Words <law>of</law>", "<1> A fee </1>"])
def test_words_in_angle_brackets_are_text(said: str) -> None:
    assert "".join(block.raw for block in text.read(source(said.encode(), "a.txt")).blocks) == said
