"""Files in and out: the only module that touches the file system.

In: the whole file or one sentence why not, within a bound. Out: the whole file or none, and never over another one
unasked: a temporary file in the same folder takes the name in one step when all is written.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import BinaryIO

from decision_diff.errors import OutputError, UnreadableError
from decision_diff.model import Source

# A decision of 1,000 articles is under 1 MB; beyond this somebody meant another file.
LIMIT = 200_000_000
_PIECE = 1_000_000


def load(path: str | os.PathLike[str]) -> Source:
    """The content of the file at `path`, which may be a pipe; UnreadableError when there is none to be had."""
    place = Path(path)
    name = printable(place.name or str(place))
    try:
        with place.open("rb") as stream:
            return load_stream(name, stream)
    except FileNotFoundError as error:
        raise UnreadableError(f"there is no such file ({printable(str(place))})", source=name) from error
    except IsADirectoryError as error:
        raise UnreadableError("this is a folder, not a file", source=name) from error
    except PermissionError as error:
        raise UnreadableError("you may not read this file (permission denied)", source=name) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        raise UnreadableError(f"this file cannot be read ({_why(error)})", source=name) from error


def load_stream(name: str, stream: BinaryIO) -> Source:
    """All that `stream` still holds, under the name `name`, of no media type yet; UnreadableError past LIMIT bytes."""
    pieces: list[bytes] = []
    while piece := stream.read(_PIECE):  # asking for LIMIT at once would reserve that much for every small file
        pieces.append(piece)
        if len(pieces) * _PIECE > LIMIT and sum(map(len, pieces)) > LIMIT:
            raise UnreadableError(f"larger than {LIMIT // 1_000_000} MB, which no decision is", source=name)
    return Source(name, "", b"".join(pieces))


def check(path: str | os.PathLike[str], *, force: bool = False) -> None:
    """OutputError when `save` would refuse to write there. To be asked before long work, not instead of `save`."""
    target, name = _target(path)
    if target.is_dir():
        raise OutputError("this is a folder; give the name of a file", source=name)
    if not target.parent.is_dir():
        raise OutputError("there is no such folder", source=name)
    if target.is_file() and not force:
        raise OutputError("there is a file of this name already; say --force to overwrite it", source=name)


def save(path: str | os.PathLike[str], content: str | bytes, *, force: bool = False) -> None:
    """Write `content` (a str as UTF-8, its line ends as they are) to `path`, whole or not at all.

    OutputError when a file is there already, save with `force`, or when it cannot be written.
    """
    check(path, force=force)
    target, name = _target(path)
    data = encode(content)
    try:
        if target.exists() and not target.is_file():  # /dev/null, a named pipe: nothing there could be lost
            target.write_bytes(data)
        else:
            _replace(target, data, force=force)
    except FileExistsError as error:
        raise OutputError("there is a file of this name already; say --force to overwrite it", source=name) from error
    except PermissionError as error:
        raise OutputError("you may not write there (permission denied)", source=name) from error
    except (OSError, ValueError) as error:
        raise OutputError(f"this file cannot be written ({_why(error)})", source=name) from error


def _target(path: str | os.PathLike[str]) -> tuple[Path, str]:
    """Where to write, and its name for messages."""
    return resolved(path), printable(str(Path(path)))


def resolved(path: str | os.PathLike[str]) -> Path:
    """The file that is written when `path` is: a link is followed, for whoever made it wants it to stay.

    OutputError if there can be no such file.
    """
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError) as error:  # ValueError: a NUL character
        name = printable(str(Path(path)))
        raise OutputError(f"this file cannot be written ({_why(error)})", source=name) from error


def encode(content: str | bytes) -> bytes:
    """What goes into a file or a pipe: UTF-8 whatever the locale; a lone surrogate, which has no UTF-8, is escaped."""
    return content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")


def printable(name: str) -> str:
    """A name that every stage and output can show: what cannot be printed, or has no UTF-8, is escaped."""
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in name)


def _replace(target: Path, data: bytes, *, force: bool) -> None:
    import tempfile  # noqa: PLC0415 - late: it brings half a dozen modules that reading never needs

    handle, temporary = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(_mode(target))
        if force:
            Path(temporary).replace(target)
        else:
            # A file may have come there since we looked. A hard link fails then, where a rename would overwrite it.
            try:
                os.link(temporary, target)
            except FileExistsError:
                raise
            except OSError:  # a file system without hard links
                Path(temporary).replace(target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(temporary).unlink()


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, else those that a new file would get; mkstemp gives 0600."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _why(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
