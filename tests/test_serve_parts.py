"""The parts of the page that need no server: which text is older by its name, names of files, and the frames between processes."""

from __future__ import annotations

import asyncio
import io
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff.serve.frames import LONGEST_BLOBS, LONGEST_HEADER, encode_frame, read_frame, receive_frame
from decision_diff.serve.guess import order_by_names
from decision_diff.serve.names import describe_attachment, make_stem, name_apart, read_upload_name


@pytest.mark.parametrize(
    "names",
    [
        ("old.docx", "new.docx"),
        ("decision (old).txt", "decision NEW.txt"),
        ("修订前.docx", "修订后.docx"),
        ("旧法.txt", "新法.txt"),
        ("avant.odt", "après.odt"),
        ("res-2024-07-01.pdf", "res-2025-06-30.pdf"),
        ("20240701 a.pdf", "20250630 b.pdf"),
        ("公报2019年3月1日.txt", "公报2019年12月1日.txt"),
        ("decision-641-c24.zh.txt", "decision-641-c25.zh.txt"),
        ("C99 a.txt", "C25 a.txt"),
        ("WRC-19 RES 5.docx", "WRC-23 RES 5.docx"),
        ("draft v3.docx", "draft v10.docx"),
        ("act v1.9.docx", "act v1.10.docx"),
        ("草案第2稿.docx", "草案第10稿.docx"),
        ("Law 1998.txt", "Statute 2004.txt"),
        ("report 9 b.txt", "report 10 b.txt"),
        ("a 1.txt", "a 2.txt", "a 3.txt"),
    ],
)
def test_names_tell_which_is_older(names: tuple[str, ...]) -> None:
    assert order_by_names(names) == [*range(len(names))]
    assert order_by_names(names[::-1]) == [*range(len(names))][::-1]


@pytest.mark.parametrize(
    "names",
    [
        ("a.txt", "b.txt"),
        ("same.txt", "same.txt"),
        ("new.txt", "newer.txt"),
        ("old and new.txt", "new.txt"),
        ("report 1.txt", "other 2.txt"),
        ("decision 641.txt", "decision 641.docx"),
        ("C24.txt", "C24.docx"),
        ("golden.txt", "renewal.txt"),
        ("2024-13-45.txt", "b.txt"),
        ("C24.txt", "C25.txt", "notes.txt"),
        ("", ""),
    ],
)
def test_names_that_tell_nothing_are_not_believed(names: tuple[str, ...]) -> None:
    assert order_by_names(names) is None


@given(st.lists(st.text(max_size=30), min_size=2, max_size=4))
def test_an_order_is_one_of_all_names_however_they_are_given(names: list[str]) -> None:
    order = order_by_names(names)
    if order is not None:
        assert sorted(order) == [*range(len(names))]
        backwards = order_by_names(names[::-1])
        assert backwards is not None
        assert [names[::-1][at] for at in backwards] == [names[at] for at in order]


@given(st.text(max_size=300), st.integers(8, 200))
def test_the_name_of_an_upload_is_printable_and_no_path(header: str, longest: int) -> None:
    name = read_upload_name(header, longest)
    assert 0 < len(name) <= max(longest, len("text.txt"))
    assert name.isprintable()
    assert not set(name) & set('/\\:*?"<>|')
    assert name not in (".", "..")
    assert name == name.strip()


@given(st.lists(st.text(max_size=120), max_size=3))
def test_the_stem_of_an_output_can_be_a_file_on_every_system(parts: list[str]) -> None:
    stem = make_stem(*parts)
    assert 0 < len(stem) <= 81
    assert not set(stem) & set('/\\:*?"<>|\r\n\t\0')
    assert stem[-1] not in " ."
    assert stem.partition(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}


@pytest.mark.parametrize(
    ("parts", "stem"),
    [
        (("Decision 12", "C24 - C25"), "Decision 12 C24 - C25"),
        (("", ""), "redline"),
        (("con",), "_con"),
        (("NUL.old",), "_NUL.old"),
        (("console",), "console"),
        (("x" * 79 + ". .y",), "x" * 79),
    ],
)
def test_stems(parts: tuple[str, ...], stem: str) -> None:
    assert make_stem(*parts) == stem


@given(st.lists(st.sampled_from(["a.txt", "A.TXT", "a (2).txt", "b", ".x", "第.txt"]), max_size=8))
def test_names_are_told_apart_in_any_case(names: list[str]) -> None:
    taken: list[str] = []
    for name in names:
        taken.append(name_apart(name, taken))
    assert len({one.casefold() for one in taken}) == len(taken)


@given(st.text(max_size=80))
def test_a_header_holds_no_line_and_no_quote_of_a_name(name: str) -> None:
    header = describe_attachment(name.encode("utf-8", "replace").decode())
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2


HEADERS = st.dictionaries(
    st.text(max_size=5).filter(lambda key: key != "blobs"),
    st.one_of(st.text(max_size=9), st.integers(), st.none()),
    max_size=4,
)


@given(HEADERS, st.lists(st.binary(max_size=50), max_size=3), st.data())
def test_a_frame_is_read_as_it_was_written_and_never_in_part(
    header: dict[str, Any], blobs: list[bytes], data: st.DataObject
) -> None:
    written = b"".join(encode_frame(header, blobs))
    expected = ({**header, "blobs": [len(blob) for blob in blobs]}, blobs)
    assert read_frame(io.BytesIO(written + b"rest")) == expected
    assert read_frame(io.BytesIO(written[: data.draw(st.integers(0, len(written) - 1))])) is None

    async def receive() -> object:
        stream = asyncio.StreamReader()
        stream.feed_data(written)
        stream.feed_eof()
        return await receive_frame(stream)

    assert asyncio.run(receive()) == expected


@pytest.mark.parametrize(
    "header",
    [
        b"[]",
        b"{}",
        b'{"blobs": 1}',
        b'{"blobs": [-1]}',
        b'{"blobs": [true]}',
        b'{"blobs": ["1"]}',
        b'{"blobs": [%d, 1]}' % LONGEST_BLOBS,
    ],
)
def test_what_is_no_frame_is_refused(header: bytes) -> None:
    with pytest.raises(ValueError, match="blobs"):
        read_frame(io.BytesIO(struct.pack(">I", len(header)) + header))


def test_a_header_that_is_too_long_is_not_read() -> None:
    with pytest.raises(ValueError, match="too long"):
        read_frame(io.BytesIO(struct.pack(">I", LONGEST_HEADER + 1)))
