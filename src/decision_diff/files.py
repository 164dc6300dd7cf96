"""Files in and out: the only module that touches the file system (`readers.office` has a folder of its own while it converts).

In: the whole file or one sentence why not, within a bound. Out: the whole file or none, never over another one unasked, and
never over an input of the same job: a temporary file in the same folder takes the name in one step when all is written.

A temporary file is locked while it is written. One that a killed run left behind is not, and the next run that writes into
that folder removes it.
"""

from __future__ import annotations

import contextlib
import os
import posixpath
import stat
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, Final

from decision_diff.errors import OutputError, UnreadableError
from decision_diff.model import File, Source
from decision_diff.patterns import late

if TYPE_CHECKING:
    from pathlib import Path

# A decision of 1,000 articles is under 1 MB; beyond this somebody meant another file.
LIMIT = 200_000_000
_PIECE = 1_000_000
_PREFIX, _SUFFIX = ".decision-diff-", ".part"  # of temporary files
_DESCRIPTORS: Final = late(r"/dev/(stdin|stdout|stderr)|(?:/dev/fd|/proc/self/fd)/([0-9]{1,6})")
_LONGEST_NAME: Final = 255  # characters of a file name, on every system
_SHOWN: Final = 40  # of a longer one, in a message
_NO_TERMINAL: Final = "this format is not text, and a terminal cannot show it; write it to a file or to a pipe"
_STANDARD: Final = {"stdin": 0, "stdout": 1, "stderr": 2}


def load(path: str | os.PathLike[str]) -> Source:
    """The content of the file at `path`, which may be a pipe; UnreadableError if it cannot be read."""
    place, name = _spell(path)
    if len(name) > _LONGEST_NAME:  # no file is called so: a text was given in the place of a path
        name = f"{name[:_SHOWN]}…"
    try:
        with open(place, "rb") as stream:  # noqa: PTH123 - as above
            return load_stream(name, stream, path=place)
    except FileNotFoundError as error:
        raise UnreadableError(f"file not found ({make_printable(place)})", source=name) from error
    except IsADirectoryError as error:
        raise UnreadableError("this is a folder, not a file", source=name) from error
    except PermissionError as error:
        raise UnreadableError("this file cannot be read (permission denied)", source=name) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        raise UnreadableError(f"this file cannot be read ({_why(error)})", source=name) from error


def _spell(path: str | os.PathLike[str]) -> tuple[str, str]:
    """A path as pathlib writes it (a/b for ./a//b), and its name. pathlib itself takes longer to load than a text to be read."""
    place = os.fspath(path)
    steps = place.split("/")
    if os.name == "posix" and steps[-1] and {"", "."}.isdisjoint(steps[1:]) and steps[0] != ".":
        return place, make_printable(steps[-1])
    from pathlib import Path  # noqa: PLC0415 - late: see above

    return str(Path(place)), make_printable(Path(place).name or str(Path(place)))


def load_stream(name: str, stream: BinaryIO, *, path: str = "") -> Source:
    """All that `stream` still holds, under the name `name`, of no media type yet; UnreadableError past LIMIT bytes."""
    pieces: list[bytes] = []
    while piece := stream.read(_PIECE):  # asking for LIMIT at once would reserve that much for every small file
        pieces.append(piece)
        if len(pieces) * _PIECE > LIMIT and sum(map(len, pieces)) > LIMIT:
            raise UnreadableError(f"larger than {LIMIT // 1_000_000} MB, the limit for one file", source=name)
    return Source(name, "", b"".join(pieces), _identify(stream, path))


def _identify(stream: BinaryIO, path: str) -> File | None:
    with contextlib.suppress(OSError, ValueError, AttributeError):  # a stream need not be of a file
        return _of_descriptor(stream.fileno(), path)
    return None


def _of_descriptor(number: int, path: str = "") -> File | None:
    about = os.fstat(number)
    if not stat.S_ISREG(about.st_mode):
        return None
    return File(path, os.path.realpath(path) if path else "", about.st_dev, about.st_ino)


def identify(path: str | os.PathLike[str]) -> File | None:
    """Identifies a file without opening it; None if it is missing or not a regular file."""
    with contextlib.suppress(OSError, ValueError):
        about = os.stat(path)  # noqa: PTH116 - without pathlib, as above
        if stat.S_ISREG(about.st_mode):
            return File(os.fspath(path), os.path.realpath(path), about.st_dev, about.st_ino)
    return None


def tell_apart(sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources of one job, those of one name named anew by their paths: a/decision.docx and b/decision.docx.

    Each gets the shortest end of its path, as it was given, that no other one's path has. Names that are not of files stay,
    and so do those of one file given twice.
    """
    paths: dict[str, dict[str, str]] = {}  # by name, then by file: its path as given
    for source in sources:
        if source.file is not None and source.file.path:
            same = paths.setdefault(source.name, {})
            same.setdefault(source.file.real, os.path.normpath(source.file.path))
    return tuple(_name_apart(source, paths.get(source.name, {})) for source in sources)


def _name_apart(source: Source, same: Mapping[str, str]) -> Source:
    """The source, named by the shortest end of its path that no other file of its name has."""
    if source.file is None or len(same) < 2 or source.file.real not in same:
        return source
    from pathlib import PurePath  # noqa: PLC0415 - late: most texts of one job have other names

    own = PurePath(same[source.file.real]).parts
    others = [PurePath(path).parts for real, path in same.items() if real != source.file.real]
    length = next((n for n in range(1, len(own) + 1) if all(own[-n:] != one[-n:] for one in others)), len(own))
    return replace(source, name=make_printable("/".join(own[-length:])))


def check(
    path: str | os.PathLike[str], *, force: bool = False, inputs: Iterable[File | None] = (), binary: bool = False
) -> None:
    """OutputError when `save` would refuse to write there. To be asked before long work, not instead of `save`."""
    open_already = find_descriptor(path)
    if open_already is not None:
        name = make_printable(os.fspath(path))
        with contextlib.suppress(OSError):  # one that is closed: `save` says so
            if binary and os.isatty(open_already):
                raise OutputError(_NO_TERMINAL, source=name)
            _refuse_input(_of_descriptor(open_already), name, inputs)
        return
    target, name = _target(path)
    if target.is_dir():
        raise OutputError("this is a folder; give the name of a file", source=name)
    if not target.parent.is_dir() or os.fspath(path).endswith(("/", os.sep)):
        raise OutputError("this folder does not exist; make it first", source=name)
    _refuse_input(identify(target), name, inputs)
    if target.is_file() and not force:
        raise OutputError("this file exists already; overwrite it with --force (in Python force=True)", source=name)


def _refuse_input(there: File | None, name: str, inputs: Iterable[File | None]) -> None:
    if there is not None and any(one is not None and _is_same(there, one) for one in inputs):
        raise OutputError("this file is one of the inputs, which are never overwritten; give another name", source=name)


def _is_same(one: File, other: File) -> bool:
    if one.inode and (one.device, one.inode) == (other.device, other.inode):
        return True
    now = identify(other.real) if other.real else None  # an editor may have put a new file there since it was read
    return now is not None and (now.device, now.inode) == (one.device, one.inode)


def save(
    path: str | os.PathLike[str],
    content: str | bytes,
    *,
    force: bool = False,
    inputs: Iterable[File | None] = (),
) -> None:
    """Write `content` (a str as UTF-8, its line ends as they are) to `path`, whole or not at all.

    A pipe, a device or a descriptor (/dev/stdout) is written to as it is. OutputError when a file is there already, save with
    `force`; when it is one of `inputs`; when bytes would go to a terminal; or when it cannot be written. BrokenPipeError when
    the reader of a pipe went away.
    """
    from pathlib import Path  # noqa: PLC0415 - late: what is only shown needs no path

    check(path, force=force, inputs=inputs)
    name = make_printable(str(Path(path)))
    try:
        open_already = find_descriptor(path)
        if open_already is not None:
            with os.fdopen(os.dup(open_already), "wb") as stream:
                write(stream, content, name)
        elif Path(path).exists() and not Path(path).is_file():  # /dev/null, a named pipe: nothing there could be lost
            with Path(path).open("wb") as stream:
                write(stream, content, name)
        else:
            _replace(resolve_path(path), encode(content), force=force)
    except BrokenPipeError:
        raise
    except FileExistsError as error:
        raise OutputError(
            "this file exists already; overwrite it with --force (in Python force=True)", source=name
        ) from error
    except PermissionError as error:
        raise OutputError("this file cannot be written (permission denied)", source=name) from error
    except (OSError, ValueError) as error:
        raise OutputError(f"this file cannot be written ({_why(error)})", source=name) from error


def write(stream: BinaryIO, content: str | bytes, name: str) -> None:
    """Write to a stream that is open; OutputError for bytes that would go to a terminal, which cannot show them."""
    if isinstance(content, bytes) and stream.isatty():
        raise OutputError(_NO_TERMINAL, source=name)
    rest = memoryview(encode(content))
    while rest:  # a stream without a buffer (PYTHONUNBUFFERED) may take a part, as of a pipe whose reader goes away
        rest = rest[stream.write(rest) or 0 :]
    stream.flush()


def find_descriptor(path: str | os.PathLike[str]) -> int | None:
    """The number of the descriptor that a path such as /dev/stdout or /dev/fd/3 stands for; None for any other path."""
    found = _DESCRIPTORS.fullmatch(posixpath.normpath(os.fsdecode(path)))
    if found is None:
        return None
    return _STANDARD[found[1]] if found[1] else int(found[2])


def _target(path: str | os.PathLike[str]) -> tuple[Path, str]:
    """Where to write, and its name for messages."""
    from pathlib import Path  # noqa: PLC0415 - as above

    return resolve_path(path), make_printable(str(Path(path)))


def resolve_path(path: str | os.PathLike[str]) -> Path:
    """The file that is written when `path` is: a link is followed, so that it stays a link.

    OutputError if the path is not possible.
    """
    from pathlib import Path  # noqa: PLC0415 - as above

    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError) as error:  # ValueError: a NUL character
        name = make_printable(str(Path(path)))
        raise OutputError(f"this file cannot be written ({_why(error)})", source=name) from error


def encode(content: str | bytes) -> bytes:
    """What goes into a file or a pipe: UTF-8 in any locale; a lone surrogate, which has no UTF-8, is escaped."""
    return content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")


def make_printable(name: str) -> str:
    """A name that every stage and output can show: what cannot be printed, or has no UTF-8, is escaped."""
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in name)


def _replace(target: Path, data: bytes, *, force: bool) -> None:
    import tempfile  # noqa: PLC0415 - late: it brings half a dozen modules that reading never needs
    from pathlib import Path  # noqa: PLC0415 - as above

    _remove_leftovers(target.parent)
    while True:
        handle, temporary = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=target.parent)
        _lock(handle, wait=True)
        if Path(temporary).exists():  # else another run took it for a leftover before it was locked
            break
        os.close(handle)
    keeper = os.dup(handle)  # holds the lock until the file has its name
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if os.name != "posix":  # there an open file cannot be renamed, and nothing is locked
            os.close(keeper)
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
        with contextlib.suppress(OSError):
            os.close(keeper)


def _lock(handle: int, *, wait: bool = False) -> bool:
    """Locks an open file until it is closed, and says whether that worked; False on systems without such locks."""
    with contextlib.suppress(ImportError, OSError):
        import fcntl  # noqa: PLC0415 - not on every system

        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        return True
    return False


def _remove_leftovers(folder: Path) -> None:
    """Remove temporary files of runs that were killed: no process writes to them any more."""
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}") if os.name == "posix" else ():
        with contextlib.suppress(OSError):
            about = path.lstat()
            if not stat.S_ISREG(about.st_mode) or about.st_uid != os.geteuid():
                continue
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                if _lock(handle):
                    path.unlink()
            finally:
                os.close(handle)


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, else those that a new file would get; mkstemp gives 0600."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _why(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
