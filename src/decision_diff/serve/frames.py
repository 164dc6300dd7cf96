"""What the server and its workers say to one another: a header in JSON, and bytes behind it.

    length of the header (4 bytes, big-endian) | header, with the lengths of the blobs as "blobs" | blob | blob …

A worker reads files that may be hostile, so nothing that it says is more than data: no pickles.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO, Final, Protocol

LONGEST_HEADER: Final = 50_000_000  # bytes
LONGEST_BLOBS: Final = 2_000_000_000  # bytes, of all blobs of a frame
_LENGTH: Final = struct.Struct(">I")

Packet = tuple[dict[str, Any], list[bytes]]


class AsyncReads(Protocol):
    """What `receive` reads from: an `asyncio.StreamReader`."""

    async def readexactly(self, n: int, /) -> bytes:
        """Exactly so many bytes; IncompleteReadError at the end."""
        ...


def encode_frame(header: Mapping[str, Any], blobs: Sequence[bytes] = ()) -> Iterator[bytes]:
    """Encodes a frame, in pieces to be written in order."""
    data = json.dumps({**header, "blobs": [len(blob) for blob in blobs]}).encode()
    yield _LENGTH.pack(len(data)) + data
    yield from blobs


def read_frame(stream: BinaryIO) -> Packet | None:
    """Reads one frame; None at the end of the stream, also where it ends within a frame. ValueError for what is not a frame."""
    start = stream.read(_LENGTH.size)
    if len(start) < _LENGTH.size:
        return None
    data = stream.read(_check_length(start))
    try:
        header = _parse_header(data)
    except json.JSONDecodeError:
        return None
    blobs = [stream.read(size) for size in header["blobs"]]
    return None if [len(blob) for blob in blobs] != header["blobs"] else (header, blobs)


async def receive_frame(stream: AsyncReads) -> Packet:
    """Receives one frame. IncompleteReadError at the end of the stream, ValueError for what is not a frame."""
    header = _parse_header(await stream.readexactly(_check_length(await stream.readexactly(_LENGTH.size))))
    return header, [await stream.readexactly(size) for size in header["blobs"]]


def _check_length(start: bytes) -> int:
    (length,) = _LENGTH.unpack(start)
    if length > LONGEST_HEADER:
        raise ValueError(f"a header of {length} bytes is too long")
    return int(length)


def _parse_header(data: bytes) -> dict[str, Any]:
    header: Any = json.loads(data)
    sizes = header.get("blobs") if isinstance(header, dict) else None
    if not isinstance(sizes, list) or not all(type(size) is int and size >= 0 for size in sizes):
        raise ValueError("a header names the lengths of its blobs")
    if sum(sizes) > LONGEST_BLOBS:
        raise ValueError(f"blobs of {sum(sizes)} bytes are too long")
    return dict(header)
