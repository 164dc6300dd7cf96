"""Python's search for cyclic garbage, set aside while a text is worked on.

There is none: all that is made is kept, and would be looked at again and again (a third of the time of a long text), and
once more at the end (a sixth of a short one). So what was made meanwhile is counted among Python's old objects at once;
`gc.freeze` and `gc.unfreeze` in a row do just that, at no cost, with every young object. The old ones are searched when
Python thinks fit. Since its count of young ones starts anew, a program that does nothing but compare could put that off for
ever: so a full search is made here whenever so many objects were spared one.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_ENOUGH: Final = 1_000_000  # objects: some twenty comparisons of a thousand clauses

_spared = 0  # objects since the last full search made here


@contextmanager
def set_aside() -> Iterator[None]:
    """No search for cyclic garbage inside of `with`; nothing is done if the program has switched it off, or froze objects."""
    global _spared  # noqa: PLW0603 - there is one collector too
    if not gc.isenabled():
        yield
        return
    if _spared > _ENOUGH:
        _spared = 0
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            _spared += gc.get_count()[0]
            gc.freeze()
            gc.unfreeze()
        gc.enable()
