"""Compiled patterns of this package, kept in a file next to its byte code, so that the next start does not compile them again.

    __pycache__/patterns-20220615-3.11.7.cpython-311     pattern and flags  ->  code of `re`, groups, names of groups

Compiling patterns took 15 of the 120 ms of a short comparison, and its result is always the same. Only the command line writes the file
(`save_patterns`), if it compiled a pattern that the file does not have, and if Python writes byte code. A library writes nothing. The file is for
one version of Python. It is trusted like byte code: whoever can write there can change the program. If the file or the internal functions of `re`
that are used here do not fit, patterns are compiled by `re.compile`.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import re
import sys
from typing import Any, Final

# The flags that the pattern gives itself, the code as bytes, how many groups it has, their numbers by name, their names by number.
Compiled = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
PatternKey = tuple[str, int]

_WORD: Final = "I"  # the code of `re` is of unsigned numbers of 32 bits
_kept: dict[PatternKey, Compiled] | None = None
_made: dict[PatternKey, Compiled] = {}


def compile_pattern(pattern: str, flags: int) -> re.Pattern[str]:
    """What `re.compile` gives; re.error as there."""
    global _kept  # noqa: PLW0603 - read once, when the first pattern is needed
    if _kept is None:
        _kept = _load()
    key = (pattern, int(flags))
    try:
        found = _kept.get(key) or _made.get(key)
        if found is None:
            found = _made[key] = _compile(pattern, int(flags))
        return _build(pattern, found)
    except re.error:
        raise
    except Exception:  # noqa: BLE001 - another version of `re`, or a file that does not fit
        return re.compile(pattern, flags)


def save_patterns() -> None:
    """Add the patterns that were compiled since the start to the file, if Python writes byte code."""
    path = find_file()
    if not _made or sys.dont_write_bytecode or not path:
        return
    temporary = f"{path}.{os.getpid()}"
    try:
        with open(temporary, "wb") as stream:  # noqa: PTH123 - pathlib only for this would cost each start
            marshal.dump({**(_kept or {}), **_made}, stream)
        os.replace(temporary, path)  # noqa: PTH105 - likewise
    except OSError:  # nobody may write there, or the folder does not exist
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108 - likewise


def find_file() -> str:
    """The path of the file: in the folder of the byte code of this module; "" if it has none."""
    byte_code = globals().get("__cached__") or ""
    version = ".".join(map(str, sys.version_info[:3]))
    name = f"patterns-{_get_magic()}-{version}.{sys.implementation.cache_tag}"
    return os.path.join(os.path.dirname(byte_code), name) if byte_code else ""  # noqa: PTH118, PTH120 - likewise


def _load() -> dict[PatternKey, Compiled]:
    path = find_file()
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - likewise
            found = marshal.loads(stream.read())  # noqa: S302 - as Python does with byte code
    except (OSError, ValueError, EOFError, TypeError):  # none yet, or not whole
        return {}
    return found if isinstance(found, dict) else {}


def _get_magic() -> int:
    return int(getattr(_inner()[0], "MAGIC", 0))


def _inner() -> tuple[Any, Any, Any]:
    """The parts of which `re.compile` is made."""
    import _sre  # type: ignore[import-not-found]  # noqa: PLC0415 - inner parts of Python: nobody else should see them
    from re import _compiler, _parser  # type: ignore[attr-defined]  # noqa: PLC0415 - likewise

    return _sre, _compiler, _parser


def _compile(pattern: str, flags: int) -> Compiled:
    """What `re` hands to its engine, as `re._compiler.compile` does from Python 3.11 to 3.13."""
    _, compiler, parser = _inner()
    parsed = parser.parse(pattern, flags)
    words = [int(word) for word in compiler._code(parsed, flags)]  # noqa: SLF001 - as above
    code = b"".join(word.to_bytes(4, sys.byteorder) for word in words)
    names = {name: int(number) for name, number in parsed.state.groupdict.items()}
    numbered: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        numbered[number] = name
    return flags | int(parsed.state.flags), code, parsed.state.groups - 1, names, tuple(numbered)


def _build(pattern: str, found: Compiled) -> re.Pattern[str]:
    flags, code, groups, names, numbered = found
    words = memoryview(code).cast(_WORD).tolist()
    built: re.Pattern[str] = _inner()[0].compile(pattern, flags, words, groups, names, numbered)
    return built
