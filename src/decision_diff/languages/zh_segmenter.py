"""Words of a run of Chinese characters: the cuts of jieba without its HMM, from a dictionary searched, not loaded.

Method (Sun Junyi, jieba, MIT): of all ways to cut a run into words of the dictionary, take the one with the greatest
product of word frequencies; of equals, the longer first word. Computed from the end of the run to its start.

jieba itself is never imported. It would spend a second reading 349,046 lines, and it trusts a cache file in the shared
temporary folder that anybody can plant. Here its `dict.txt` is mapped, and only the lines that begin with a character
of the text are read:

    first lines    37 lines in no order                               read whole, once
    from 一 on     sorted by first character (not beyond it)          bisected, one block a character

That order is a fact about one file, so the size of the file is checked; any other edition is read whole (slow, right).
rjieba, where it is installed (the extra "fast"), cuts the same some ten times faster, but its import costs as much as
cutting some 80,000 characters here. So only runs of `_FAST_RUN` characters or more go to it; which engine cut can be
told by nothing but the time.
"""

from __future__ import annotations

import importlib.util
import mmap
import sys
from collections.abc import Callable
from functools import lru_cache
from math import log
from pathlib import Path

LEXICON_WEIGHT = 10_000  # about as frequent as 国务院; enough to win over any two common words

_KNOWN_SIZE, _KNOWN_TOTAL = 5_071_852, 60_101_967  # bytes, and sum of frequencies, of the dict.txt of jieba 0.42.1
_FIRST_SORTED = "一"
_FAST_RUN = 50_000
_CACHED_RUNS = 4096
_CACHED_LENGTH = 200  # longer runs are seldom met twice, and would make the cache's size depend on the text

_Words = dict[str, float | str]  # a weight, or the frequency as it stands in the file until it is first wanted
_Entry = tuple[_Words, tuple[int, ...]]


def lexicon() -> tuple[str, ...]:
    """The field's own words, in the order of the file `zh_lexicon.txt`."""
    lines = Path(__file__).with_name("zh_lexicon.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def dictionary_path() -> Path:
    """Where jieba's dictionary lies. ModuleNotFoundError if jieba is not installed. Does not import it."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("Chinese words are cut with the dictionary of jieba, which is not installed")
    return Path(spec.submodule_search_locations[0]) / "dict.txt"


class Dictionary:
    """Word weights by first character. A weight is log(frequency / total), as jieba computes it."""

    def __init__(self, path: Path, words: tuple[str, ...]) -> None:
        self._entries: dict[str, _Entry] = {}
        self._own: dict[str, list[str]] = {}
        for word in words:
            self._own.setdefault(word[0], []).append(word)
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        known = len(self._data) == _KNOWN_SIZE
        # The line break before the first sorted line; in an unknown edition nothing is taken to be sorted.
        start = self._data.find(b"\n" + _FIRST_SORTED.encode()) + 1 if known else len(self._data)
        self._start = start
        self._unsorted: dict[str, _Words] = {}
        total = 0
        for word, frequency in _lines(self._data[:start]):
            self._unsorted.setdefault(word[0], {})[word] = frequency
            total += int(frequency)
        total = (_KNOWN_TOTAL if known else total) + LEXICON_WEIGHT * len(words)
        self.log_total = log(total)

    def entry(self, first: str) -> _Entry:
        """The words that begin with the character `first`, and their lengths in ascending order."""
        entry = self._entries.get(first)
        if entry is None:
            words = dict(self._unsorted.get(first, {}))
            start = self._find(first)
            following = chr(min(ord(first) + 1, sys.maxunicode))
            words.update(_lines(self._data[start : self._find(following, start)]))
            words.update((word, str(LEXICON_WEIGHT)) for word in self._own.get(first, ()))
            entry = self._entries[first] = (words, tuple(sorted(set(map(len, words)))))
        return entry

    def _find(self, first: str, low: int = 0) -> int:
        """Offset in bytes of the first sorted line whose first character is `first` or a later one."""
        key = first.encode(errors="surrogatepass")
        low, high = max(low, self._start), len(self._data)
        while low < high:
            middle = (low + high) // 2
            line = self._data.rfind(b"\n", low, middle) + 1 or low
            if self._data[line : line + len(key)] < key:
                following = self._data.find(b"\n", middle) + 1
                low = following or high
            else:
                high = line
        return low

    def cut(self, run: str) -> list[str]:
        """The words of `run`, which join to it."""
        size, entries = len(run), self._entries
        best = [0.0] * (size + 1)
        ends = [0] * size
        for start in range(size - 1, -1, -1):
            words, lengths = entries.get(run[start]) or self.entry(run[start])
            top, end = 0.0, 0
            for length in lengths:
                stop = start + length
                if stop > size:
                    break
                weight = words.get(run[start:stop])
                if weight is None:
                    continue
                if isinstance(weight, str):
                    weight = words[run[start:stop]] = log(int(weight) or 1) - self.log_total
                score = weight + best[stop]
                if not end or score >= top:  # >=: of equals, the longer word
                    top, end = score, stop
            if not end:  # a character that no word begins with counts as a word met once
                top, end = -self.log_total + best[start + 1], start + 1
            best[start], ends[start] = top, end
        cuts, start = [], 0
        while start < size:
            cuts.append(run[start : ends[start]])
            start = ends[start]
        return cuts


def _lines(block: bytes) -> list[tuple[str, str]]:
    """(word, frequency) of each line `word frequency tag`."""
    fields = block.decode().split()
    return list(zip(fields[::3], fields[1::3], strict=True))


@lru_cache(maxsize=1)
def _dictionary() -> Dictionary:
    return Dictionary(dictionary_path(), lexicon())


@lru_cache(maxsize=_CACHED_RUNS)
def _cut_cached(run: str) -> tuple[str, ...]:
    return tuple(_dictionary().cut(run))


def cut(text: str) -> list[str]:
    """The words of a run of Han characters, in order; they join to `text`.

    The same as `jieba.Tokenizer().cut(text, HMM=False)` after `add_word(word, LEXICON_WEIGHT)` for each word of the
    lexicon. The dictionary is opened by the first call. Other characters than Han are taken one by one.
    """
    if len(text) < 2:
        return [text] if text else []
    if len(text) <= _CACHED_LENGTH:
        return list(_cut_cached(text))
    fast = _fast() if len(text) >= _FAST_RUN else None
    return fast(text) if fast else _dictionary().cut(text)


@lru_cache(maxsize=1)
def _fast() -> Callable[[str], list[str]] | None:
    """The cut of rjieba with our lexicon, if rjieba is installed."""
    try:
        import rjieba  # noqa: PLC0415 - heavy, and seldom worth it
    except ImportError:
        return None
    engine = rjieba.Jieba()
    bare = Dictionary(dictionary_path(), ())
    known = 0
    for word in lexicon():
        engine.add_word(word, LEXICON_WEIGHT, "n")
        known += int(bare.entry(word[0])[0].get(word, 0))
    # For a word that it knows rjieba takes the old frequency off the total, jieba does not. A word that no text holds
    # makes up for it: else one cut in some thousands is another one.
    engine.add_word("\ue000\ue000", known, "n")
    return lambda run: list(engine.cut(run, False))
