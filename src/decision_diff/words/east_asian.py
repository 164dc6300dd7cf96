"""Words of Japanese and Korean among the chunks of a text.

Kana tell Japanese from Chinese. A stretch from one of `BREAKS`, at which comparing may begin (see `edits`), to the next is Japanese if it has
kana, and its runs of Han are then cut as Japanese; so what stands beyond such a mark never changes a cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from decision_diff.characters import is_kana
from decision_diff.languages.analyzers import Cut, find_analyzer
from decision_diff.words.phrases import Chunk
from decision_diff.words.tokens import BREAKS


def cut_japanese(chunks: list[Chunk], original: str) -> list[Chunk]:
    """The chunks, those of Han and kana that stand in Japanese cut into its words.

    The chunks are those of the text in simplified characters, `original` is the text itself, which analyzers want.
    """
    analyze = find_analyzer("ja")
    cut: list[Chunk] = []
    segment: list[Chunk] = []
    start = end = 0
    for chunk in chunks:
        segment.append(chunk)
        end += len(chunk[0])
        if chunk[0][0] in BREAKS:
            cut.extend(_cut_segment(segment, original[start:end], analyze))
            start, segment = end, []
    return [*cut, *_cut_segment(segment, original[start:end], analyze)]


def _cut_segment(segment: list[Chunk], original: str, analyze: Cut | None) -> Iterable[Chunk]:
    """The chunks of a segment: in Japanese, runs of Han and hiragana between other chunks are put together and cut."""
    if not any(is_kana(char) for text, is_run in segment if not is_run for char in text):
        return segment
    cut: list[Chunk] = []
    at = 0
    for is_stretch, group in groupby(segment, _is_of_stretch):
        chunks = list(group)
        size = sum(len(text) for text, _ in chunks)
        cut.extend(_cut_stretch(chunks, original[at : at + size], analyze) if is_stretch else chunks)
        at += size
    return cut


def _is_of_stretch(chunk: Chunk) -> bool:
    text, is_run = chunk
    return is_run or (len(text) == 1 and "\u3041" <= text <= "\u309f")


def _cut_stretch(chunks: list[Chunk], original: str, analyze: Cut | None) -> Iterator[Chunk]:
    """The words of a stretch, by the list of `ja_words` or by the analyzer."""
    from decision_diff.languages import ja_words, zh_segmenter  # noqa: PLC0415 - late: only Japanese needs both

    stretch = "".join(text for text, _ in chunks)
    for word in analyze(original) if analyze else ja_words.cut(stretch, zh_segmenter.cut):
        yield word, False


def cut_korean(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks, the particles of Korean words cut off; or words with the spaces between them cut by the analyzer."""
    from decision_diff.languages import ko_words  # noqa: PLC0415 - late: only Korean needs it

    analyze = find_analyzer("ko")
    if analyze is None:
        return [part for chunk in chunks for part in _cut_word(chunk, ko_words.cut)]
    cut: list[Chunk] = []
    for is_korean, group in groupby(chunks, _is_korean):
        words = list(group)
        cut.extend([(part, False) for part in analyze("".join(text for text, _ in words))] if is_korean else words)
    return cut


def _cut_word(chunk: Chunk, cut: Cut) -> list[Chunk]:
    is_word = chunk[0] != " " and _is_korean(chunk)
    return [(part, False) for part in cut(chunk[0])] if is_word else [chunk]


def _is_korean(chunk: Chunk) -> bool:
    """Whether a chunk is a word of Hangul syllables, or a space."""
    text = chunk[0]
    return text == " " or (min(text) >= "\uac00" and max(text) <= "\ud7a3")
