"""Words of Japanese and Korean by an analyzer with a dictionary: only where a comparison asks for it by name.

    ja   SudachiPy with its small dictionary (Apache-2.0), long words        pip install "decision-diff[ja]"
    ko   MeCab-ko with its dictionary (BSD, Apache-2.0)                      pip install "decision-diff[ko]"

The cuts of one text are the same on every machine: that an analyzer is installed changes nothing, and the versions are pinned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, Final

from decision_diff.errors import FormatError

Cut = Callable[[str], list[str]]

_chosen: ContextVar[frozenset[str]] = ContextVar("analyzers", default=frozenset())
_MOST: Final = 8000  # characters given to an analyzer at once; SudachiPy refuses texts of more than some 16,000


@contextmanager
def choose_analyzers(names: Iterable[str]) -> Iterator[None]:
    """Within this, Japanese or Korean is cut by its analyzer: "ja", "ko". FormatError for another name, or for one that is not installed."""
    names = frozenset(names)
    for name in sorted(names):
        if name not in _LOADERS:
            raise FormatError(f"unknown analyzer {name!r}; choose from {', '.join(_LOADERS)}")
        _load(name)
    token = _chosen.set(names)
    try:
        yield
    finally:
        _chosen.reset(token)


def find_analyzer(name: str) -> Cut | None:
    """What cuts the words of a language, if the comparison asked for it."""
    return _load(name) if name in _chosen.get() else None


@cache  # of our own data
def _load(name: str) -> Cut:
    what, loader = _LOADERS[name]
    try:
        analyze = loader()
    except ImportError as error:
        raise FormatError(f'the analyzer {name!r} needs {what}: pip install "decision-diff[{name}]"') from error

    def cut(text: str) -> list[str]:
        pieces = (text[start : start + _MOST] for start in range(0, len(text), _MOST))
        return [word for piece in pieces for word in _fit(piece, analyze(piece))]

    return cut


def _fit(text: str, words: Iterable[str]) -> Iterator[str]:
    """The words as they stand in the text, with what an analyzer leaves out between them."""
    at = 0
    for word in words:
        start = text.find(word, at)
        if start < 0 or not word:
            continue
        if start > at:
            yield text[at:start]
        yield word
        at = start + len(word)
    if at < len(text):
        yield text[at:]


def _load_sudachi() -> Callable[[str], list[str]]:
    import sudachipy  # noqa: PLC0415 - an extra

    tokenizer: Any = sudachipy.Dictionary(dict="small").tokenizer(mode=sudachipy.SplitMode.C)
    return lambda text: [word.surface() for word in tokenizer.tokenize(text)]


def _load_mecab() -> Callable[[str], list[str]]:
    import mecab_ko  # noqa: PLC0415 - an extra

    tagger: Any = mecab_ko.Tagger("-Owakati")
    return lambda text: tagger.parse(text).split()


_LOADERS: Final = {"ja": ("SudachiPy", _load_sudachi), "ko": ("MeCab-ko", _load_mecab)}
