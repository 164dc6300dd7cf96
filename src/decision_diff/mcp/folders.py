"""The folders that may be read, and the files in them: a path is believed only after all its links are resolved."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from decision_diff import files
from decision_diff.errors import UnreadableError
from decision_diff.model import Source

MAX_BYTES: Final = 50_000_000
_NETWORK: Final = ("\\\\", "//")  # what Windows looks for in the network, or takes for a device
_STREAM: Final = 2  # where the colon of a drive stands behind its letter; a later one names a stream of a file


class Folders:
    """Folders that may be read with all that lies in them. UnreadableError for one that is not there.

    A file is in a folder if one of the folders above its resolved path is that very folder, by its number on the disk: then
    neither .. nor a link, nor upper and lower case or a short name, leads out of it.
    """

    def __init__(self, folders: Sequence[str | os.PathLike[str]]) -> None:
        self._roots = tuple(os.path.realpath(one) for one in folders)
        for given, root in zip(folders, self._roots, strict=True):
            if not os.path.isdir(root):  # noqa: PTH112 - paths are texts here, as resolved
                raise UnreadableError("the folder does not exist; give another one", source=os.fspath(given))
        self._known = {self._identify(root) for root in self._roots}

    def find(self, path: str) -> Path:
        """The resolved path of a regular file, given whole or from one of the folders: the first that has it.

        UnreadableError, in the same words for what exists and what does not, for anything outside of the folders.
        """
        name = files.make_printable(path)
        if not path or "\0" in path or path.startswith(_NETWORK) or (os.name == "nt" and ":" in path[_STREAM:]):
            raise UnreadableError("this is not the path of a file in the folders of this server", source=name)
        inside = [place for place in self._resolve(path) if self._has(place)]
        if not inside:
            raise UnreadableError("outside of the folders that this server may read", source=name)
        found = next((place for place in inside if os.path.lexists(place)), inside[0])
        self._check(found, name)
        return Path(found)

    def read(self, path: str) -> Source:
        """The content of a file in the folders. UnreadableError for one that is outside, too large, or not a regular file."""
        place = self.find(path)
        source = files.load(place)
        there = source.file
        again = self._stat(os.path.realpath(place))
        if again is None or there is None or not os.path.samestat(again, self._as_stat(there.device, there.inode)):
            raise UnreadableError("this file was exchanged while it was read; try again", source=source.name)
        return source

    def _resolve(self, path: str) -> Iterator[str]:
        for root in self._roots:
            with contextlib.suppress(OSError, ValueError):
                yield os.path.realpath(os.path.join(root, path))  # noqa: PTH118 - a whole path stands for itself

    def _has(self, place: str) -> bool:
        """Whether a resolved path lies below one of the folders; what is not there is judged by what is above it."""
        return any(self._identify(str(above)) in self._known for above in Path(place).parents)

    def _check(self, place: str, name: str) -> None:
        about = self._stat(place)
        if about is None:
            raise UnreadableError("file not found in the folders of this server", source=name)
        if not stat.S_ISREG(about.st_mode):
            raise UnreadableError("this is not a file that can be read", source=name)
        if about.st_size > MAX_BYTES:
            raise UnreadableError(f"larger than {MAX_BYTES // 1_000_000} MB, the limit for one file", source=name)

    @staticmethod
    def _stat(place: str) -> os.stat_result | None:
        with contextlib.suppress(OSError, ValueError):
            return os.stat(place)  # noqa: PTH116 - as above
        return None

    @staticmethod
    def _as_stat(device: int, inode: int) -> os.stat_result:
        return os.stat_result((0, inode, device, 0, 0, 0, 0, 0, 0, 0))

    def _identify(self, place: str) -> tuple[int, int] | None:
        about = self._stat(place)
        return (about.st_dev, about.st_ino) if about else None
