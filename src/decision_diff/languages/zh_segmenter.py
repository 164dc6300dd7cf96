"""Words of a run of Chinese characters: the cuts of jieba without its HMM, from a dictionary searched, not loaded.

Method (Sun Junyi, jieba, MIT): of all ways to cut a run into words of the dictionary, take the one with the greatest
product of word frequencies; of equals, the longer first word. Computed from the end of the run to its start.

jieba itself is never imported. It would spend a second reading 349,046 lines, and it trusts a cache file in the shared
temporary folder that anybody can plant. Here its `dict.txt` is mapped, and only the lines that begin with a character
of the text are read:

    first lines    37 lines in no order                               read whole, once
    from 一 on     sorted by first character (not beyond it)          bisected to some pages, and these searched

Most pairs of characters begin no word: what can begin with a pair is worked out once, when it is first met.

That order is a fact about one file, so the size of the file is checked; any other edition is read whole (slow, right).
rjieba, where it is installed (the extra "fast"), cuts the same some ten times faster, but its import costs as much as
cutting some 80,000 characters here. So only runs of `_FAST_RUN` characters or more go to it; the two engines differ
only in time.
"""

from __future__ import annotations

import importlib.util
import mmap
import os
import sys
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import log

from decision_diff.memory import remembered

LEXICON_WEIGHT = 10_000  # about as frequent as 国务院; enough to win over any two common words

_KNOWN_SIZE, _KNOWN_TOTAL = 5_071_852, 60_101_967  # bytes, and sum of frequencies, of the dict.txt of jieba 0.42.1
_FIRST_SORTED = "一"
_FEW_HEADS = 3  # with one first character; when more are asked for, all of its lines are sorted
_SEARCHED = 8192  # bytes of the dictionary that are searched as quickly as halved once more
_FAST_RUN = 50_000
_CACHED_RUNS = 4096
_CACHED_LENGTH = 200  # longer runs are seldom met twice, and would make the cache's size depend on the text

_MOST_HEADS = 200_000  # some 30 MB; only a text of random characters has more
_LAST = chr(sys.maxunicode)
_NEVER = float("-inf")

# What can begin with a given pair of characters: the weight of the first one as a word, that of the pair (_NEVER if it is
# none), and how long the words are that begin with the pair and go on, in ascending order.
_Head = tuple[float, float, tuple[int, ...]]


def load_lexicon() -> tuple[str, ...]:
    """The field's own words, in the order of the file `zh_lexicon.txt`."""
    with open(f"{os.path.dirname(__file__)}/zh_lexicon.txt", encoding="utf-8") as file:  # noqa: PTH120, PTH123 - as below
        lines = file.read().splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def find_dictionary() -> str:
    """The path where jieba's dictionary lies. ModuleNotFoundError if jieba is not installed. Does not import it."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("Chinese words are cut with the dictionary of jieba, which is not installed")
    return f"{spec.submodule_search_locations[0]}/dict.txt"


class Dictionary:
    """Word weights, learned when they are first wanted. A weight is log(frequency / total), as jieba computes it."""

    def __init__(self, path: str | os.PathLike[str], words: tuple[str, ...]) -> None:
        self._heads: dict[str, _Head] = {}
        self._longer: dict[str, float] = {}  # weights of words of three characters and more that begin with these
        self._lines: dict[str, list[str]] = {}  # by first character, sorted: "word frequency", and a tag perhaps
        self._blocks: dict[str, bytes] = {}  # the same as it stands in the file, until enough was asked of it
        self._asked: dict[str, int] = {}
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib takes longer to load than the words of a text to find
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        known = len(self._data) == _KNOWN_SIZE
        # The line break before the first sorted line; in an unknown edition nothing is taken to be sorted.
        start = self._data.find(b"\n" + _FIRST_SORTED.encode()) + 1 if known else len(self._data)
        self._start = start
        self._unsorted: dict[str, list[str]] = {}
        total = 0
        for line in self._data[:start].decode().splitlines():
            self._unsorted.setdefault(line[0], []).append(line)
            total += int(line.split(" ")[1])
        self._own: dict[str, list[str]] = {}
        for word in words:
            self._own.setdefault(word[0], []).append(word)
        total = (_KNOWN_TOTAL if known else total) + LEXICON_WEIGHT * len(words)
        self._log_total = log(total)

    def count_frequencies(self, head: str) -> dict[str, int]:
        """How often each word that begins with `head` was met."""
        lines = self._lines.get(head[0])
        if lines is None and self._asked.get(head[0], 0) < _FEW_HEADS:
            self._asked[head[0]] = self._asked.get(head[0], 0) + 1
            found = self._pick(head)
        else:
            if lines is None:
                lines = self._lines[head[0]] = self._pick(head[0])
                self._blocks.pop(head[0], None)
            found = lines[bisect_left(lines, head) : bisect_left(lines, head + _LAST)]
        fields = [line.split(" ") for line in found]
        return {word: int(frequency) for word, frequency, *_ in fields}

    def _weights(self, head: str) -> dict[str, float]:
        return {word: log(met or 1) - self._log_total for word, met in self.count_frequencies(head).items()}

    def _pick(self, head: str) -> list[str]:
        """The lines that begin with `head`, sorted."""
        first = head[0]
        block = self._blocks.get(first)
        if block is None:
            block = self._blocks[first] = self._find(first)
        lines = _pick_lines(block, head) if len(head) > 1 else block.decode().split("\n")[1:-1]
        lines.extend([line for line in self._unsorted.get(first, ()) if line.startswith(head)])
        own = self._own.get(first)
        if own:
            lines = [line for line in lines if line.partition(" ")[0] not in own]
            lines.extend([line for word in own if (line := f"{word} {LEXICON_WEIGHT}").startswith(head)])
        lines.sort()
        return lines

    def _find(self, first: str) -> bytes:
        """The sorted lines whose first character is `first`, with the line break before them; nothing but that if there are none."""
        key = first.encode(errors="surrogatepass")
        low, high = self._start, len(self._data)
        while high - low > _SEARCHED:
            line = self._data.find(b"\n", (low + high) // 2) + 1
            if not low < line < high:
                break
            if self._data[line : line + len(key)] < key:
                low = line
            else:
                high = line
        start = self._data.find(b"\n" + key, max(low - 1, 0), high + len(key)) + 1
        if not start:
            return b"\n"
        size = _SEARCHED
        while True:
            last = self._data.rfind(b"\n" + key, start - 1, start + size) + 1
            end = self._data.find(b"\n", last) + 1 or len(self._data)
            if end + len(key) <= start + size or end == len(self._data):  # else the next line may be one of them
                return self._data[start - 1 : end].rstrip(b"\r\n") + b"\n"
            size *= 2

    def _learn(self, head: str) -> _Head:
        """What can begin where a text reads `head`: two characters, or the last one of a run."""
        if len(self._heads) >= _MOST_HEADS:
            self._heads.clear()
            self._longer.clear()
        if len(head) == 1:
            found: _Head = (self._weights(head + " ").get(head, _NEVER), _NEVER, ())
        else:
            alone = self._heads.get(head[0]) or self._learn(head[0])
            weights = self._weights(head)
            together = weights.pop(head, _NEVER)
            self._longer.update(weights)
            found = (alone[0], together, tuple(sorted(set(map(len, weights)))))
        self._heads[head] = found
        return found

    def cut(self, run: str) -> list[str]:
        """The words of `run`, which join to it."""
        size, heads, weights = len(run), self._heads, self._longer
        best = [0.0] * (size + 2)  # of what follows each place
        ends = [0] * size
        for start in range(size - 1, -1, -1):
            head = run[start : start + 2]
            alone, together, longer = heads.get(head) or self._learn(head)
            top, end = alone + best[start + 1], start + 1
            score = together + best[start + 2]
            if score >= top:  # >=: of equals, the longer word
                top, end = score, start + 2
            for length in longer:
                stop = start + length
                if stop > size:
                    break
                weight = weights.get(run[start:stop])
                if weight is not None and weight + best[stop] >= top:
                    top, end = weight + best[stop], stop
            if top == _NEVER:  # a character that no word begins with counts as a word met once
                top, end = -self._log_total + best[start + 1], start + 1
            best[start], ends[start] = top, end
        return _cut_at(run, ends)


def _pick_lines(block: bytes, head: str) -> list[str]:
    """The lines of a block, which begins and ends with a line break, that begin with `head`."""
    mark = b"\n" + head.encode(errors="surrogatepass")
    lines = []
    at = block.find(mark)
    while at >= 0:
        end = block.find(b"\n", at + 1)
        lines.append(block[at + 1 : end].decode())
        at = block.find(mark, end)
    return lines


def _cut_at(run: str, ends: Sequence[int]) -> list[str]:
    """The words of a run, given where the word that begins at each place ends."""
    words, start = [], 0
    while start < len(run):
        words.append(run[start : ends[start]])
        start = ends[start]
    return words


@lru_cache(maxsize=1)
def _dictionary() -> Dictionary:
    return Dictionary(find_dictionary(), load_lexicon())


@remembered(_CACHED_RUNS)
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
    bare = Dictionary(find_dictionary(), ())
    known = 0
    for word in load_lexicon():
        engine.add_word(word, LEXICON_WEIGHT, "n")
        known += bare.count_frequencies(word).get(word, 0)
    # For a word that it knows rjieba takes the old frequency off the total, jieba does not. A word that no text holds
    # makes up for it: else one cut in some thousands is another one.
    engine.add_word("\ue000\ue000", known, "n")
    return lambda run: list(engine.cut(run, False))
