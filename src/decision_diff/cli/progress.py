"""Progress for people who wait: after one second, the name of the stage on standard error, if that is a terminal."""

from __future__ import annotations

import contextlib
import sys
import threading
from types import TracebackType
from typing import Self

PATIENCE = 1.0  # seconds
_ERASE = "\r\x1b[K"


class Progress:
    """A context in which `stage` names what is being done. It shows nothing unless it takes longer than PATIENCE."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._wanted = not quiet and sys.stderr is not None and sys.stderr.isatty()
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._stage = ""
        self._shown = False
        self._late = False

    def name_stage(self, name: str) -> None:
        """Say what is being done from now on."""
        with self._lock:
            self._stage = name
            if self._late:
                self._show()

    def __enter__(self) -> Self:
        if self._wanted:
            self._timer = threading.Timer(PATIENCE, self._lose_patience)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer:
            self._timer.cancel()
        with self._lock:
            self._late = False
            self._wanted = False
            if self._shown:
                self._write(_ERASE)

    def _lose_patience(self) -> None:
        with self._lock:
            self._late = self._wanted
            if self._late:
                self._show()

    def _show(self) -> None:
        self._shown = True
        self._write(f"{_ERASE}{self._stage} …")

    @staticmethod
    def _write(text: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()
