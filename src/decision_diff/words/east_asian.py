"""Words of Japanese and Korean among the chunks of a text.

Kana tell Japanese from Chinese. A stretch from one of `BREAKS`, at which comparing may begin (see `edits`), to the next is Japanese if it has
kana, and its runs of Han are then cut as Japanese; so what stands beyond such a mark never changes a cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from decision_diff.characters import is_kana
from decision_diff.words.phrases import Chunk

BREAKS: Final = "\n\t。；，！？"  # no token holds one of these, save for a combining mark after it


def cut_japanese(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks, those of Han and kana that stand in Japanese cut into its words."""
    cut: list[Chunk] = []
    segment: list[Chunk] = []
    for chunk in chunks:
        segment.append(chunk)
        if chunk[0][0] in BREAKS:
            cut.extend(_cut_segment(segment))
            segment = []
    return [*cut, *_cut_segment(segment)]


def _cut_segment(segment: list[Chunk]) -> Iterable[Chunk]:
    if not any(is_kana(char) for text, is_run in segment if not is_run for char in text):
        return segment
    return _cut_stretches(segment)


def _cut_stretches(segment: list[Chunk]) -> Iterator[Chunk]:
    """The chunks of a Japanese segment: runs of Han and hiragana between other chunks are put together and cut."""
    stretch: list[str] = []
    for chunk in segment:
        text, is_run = chunk
        if is_run or (len(text) == 1 and "\u3041" <= text <= "\u309f"):
            stretch.append(text)
            continue
        yield from _cut_stretch("".join(stretch))
        stretch = []
        yield chunk
    yield from _cut_stretch("".join(stretch))


def _cut_stretch(stretch: str) -> Iterator[Chunk]:
    if stretch:
        from decision_diff.languages import ja_words, zh_segmenter  # noqa: PLC0415 - late: only Japanese needs both

        for word in ja_words.cut(stretch, zh_segmenter.cut):
            yield word, False


def cut_korean(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks, the particles of Korean words cut off."""
    from decision_diff.languages import ko_words  # noqa: PLC0415 - late: only Korean needs it

    cut: list[Chunk] = []
    for chunk in chunks:
        text = chunk[0]
        at = ko_words.find_particle(text) if "\uac00" <= min(text) and max(text) <= "\ud7a3" else len(text)
        cut.extend([(text[:at], False), (text[at:], False)] if at < len(text) else [chunk])
    return cut
