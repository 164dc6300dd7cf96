"""Results that one job needs again and again are kept until the job ends, and then dropped: a library keeps no text.

A job is the outermost call, in its thread, of a function under `job()`. Its end empties what all jobs remember, so that one
thread costs another some time and never keeps its texts.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Final, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

_FORGET: Final[list[Callable[[], None]]] = []
_here = threading.local()


def remembered(size: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Remember the last `size` results of a function of a text, as `lru_cache` does, until the job ends."""

    def keep(function: Callable[P, T]) -> Callable[P, T]:
        cached = lru_cache(maxsize=size)(function)
        _FORGET.append(cached.cache_clear)
        return cast("Callable[P, T]", cached)

    return keep


@contextmanager
def job() -> Iterator[None]:
    """One job, or a part of one: at the end of the outermost, all that was remembered is forgotten."""
    _here.depth = getattr(_here, "depth", 0) + 1
    try:
        yield
    finally:
        _here.depth -= 1
        if not _here.depth:
            for forget in _FORGET:
                forget()


class Handed:
    """What a reader opened, for the first caller of `take` only, because a writer changes the trees of a document.

    It goes into no copy and no pickle of what holds it.
    """

    __slots__ = ("_held",)

    def __init__(self, *held: object) -> None:
        self._held = list(held)

    def take(self) -> object | None:
        """What was opened, once; then None."""
        try:
            return self._held.pop()
        except IndexError:
            return None

    def __reduce__(self) -> tuple[type[Handed], tuple[()]]:
        return Handed, ()
