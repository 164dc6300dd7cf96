"""Tokens: the pieces of a text that an edit never cuts. Lossless: they join to the text, whatever it holds.

Four steps:

1. Protected spans are found by one regular expression: dates, ranges, numbers with their units, references, document
   symbols, addresses, Latin words. 第641号决定 and 2026年6月9日至11日 and C25/43(Rev.1) are one token each.
2. What lies between is taken apart: a run of Han goes to the segmenter; a run of spaces and a word of another script
   is a token; so is every other character (punctuation, tab, line feed, kana) by itself.
3. What a reader takes for one character (a grapheme cluster: an accent, a jamo, a joined emoji) stays together: see `graphemes`.
4. Nothing else: no folding, no dropping. A text without Han never loads a dictionary.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby, pairwise
from typing import TYPE_CHECKING

from decision_diff.characters import are_unified, is_han, is_kana
from decision_diff.languages.zh_script import simplify
from decision_diff.words.graphemes import find_inner
from decision_diff.words.protected import find_pattern
from decision_diff.words.scripts import find_scripts

if TYPE_CHECKING:
    from decision_diff.words.phrases import Chunk

_KOREAN_DOT = "ㆍ"  # stands between nouns, and is a letter in Unicode


class _Scripts(dict[str, str]):
    """What characters of a stretch without protected spans are joined to: each to its neighbours of the same script."""

    def __missing__(self, char: str) -> str:
        self[char] = script = _find_script(char)
        return script


def _find_script(char: str) -> str:
    """Of Han, a space, or a letter of any other script ("word"); "" for what is a token by itself."""
    if is_han(char):
        return "Han"
    if char == " ":
        return "space"
    return "word" if char.isalnum() and not char.isdecimal() and not is_kana(char) and char != _KOREAN_DOT else ""


_SCRIPTS = _Scripts()
_OF_PHRASES = " §№\u00a0\u202f"  # one of which each phrase of several words has
BREAKS = "\n\t。；，！？"  # no token holds one of these, save for a combining mark after it
_MARK_AND_SPACE = frozenset((", ", ". ", "; ", ": ", ") ", " ("))


def tokenize(text: str) -> tuple[str, ...]:
    """The tokens of `text`, in order; `"".join(tokenize(text)) == text` for every string, lone surrogates too."""
    return cut_words(cut_chunks(text))


def cut_chunks(text: str) -> list[Chunk]:
    """The tokens of `text`, but for its runs of Han, which stay whole. Texts that hold a mark of step 3, or traditional script, are cut."""
    scripts = find_scripts(text)
    simple = simplify(text) if "Traditional" in scripts else text
    chunks = _cut_simple(simple, scripts, text)
    glued = find_inner(text)
    if simple is text and not glued:
        return chunks
    tokens = cut_words(chunks)
    ends = [0, *accumulate(map(len, _join(tokens, glued) if glued else tokens))]
    return [(text[start:end], False) for start, end in pairwise(ends)]


def _cut_simple(text: str, scripts: str, original: str) -> list[Chunk]:
    """The chunks of a text in simplified script, or in none, before step 3."""
    found: list[Chunk] = []
    end = 0
    for match in find_pattern(scripts).finditer(text):
        start = match.start()
        if start == end + 1 and text[end] < "\u3000":  # mostly a space between two words
            found.append((text[end], False))
        elif start > end:
            gap = text[end:start]
            is_pair = len(gap) == 2 and not _SCRIPTS[gap[0]] and not _SCRIPTS[gap[1]]
            if is_pair or gap in _MARK_AND_SPACE:  # quicker than to look at it: "][", ", "
                found.extend(((gap[0], False), (gap[1], False)))
            else:
                _take_apart(gap, found)
        end = match.end()
        found.append((match.group(), False))
    if end < len(text):
        _take_apart(text[end:], found)
    return _cut_otherwise(text, found, scripts, original)


def _cut_otherwise(text: str, found: list[Chunk], scripts: str, original: str) -> list[Chunk]:
    """The chunks with the words of Japanese and Korean, and with phrases of several words."""
    if "Kana" in scripts or "Hangul" in scripts:
        from decision_diff.words.east_asian import cut_japanese, cut_korean  # noqa: PLC0415 - late: only such texts need it

        found = cut_japanese(found, original) if "Kana" in scripts else found
        found = cut_korean(found) if "Hangul" in scripts else found
    if not any(sign in text for sign in _OF_PHRASES):
        return found
    from decision_diff.words.phrases import join_phrases  # noqa: PLC0415 - late: Chinese writes none

    return join_phrases(found)


def cut_words(some: Iterable[Chunk]) -> tuple[str, ...]:
    """The tokens of these chunks, in order."""
    tokens: list[str] = []
    for text, is_run in some:
        if is_run:
            from decision_diff.languages import zh_segmenter  # noqa: PLC0415 - late: only Chinese needs it

            tokens.extend(zh_segmenter.cut(text))
        else:
            tokens.append(text)
    return tuple(tokens)


def _take_apart(text: str, found: list[Chunk]) -> None:
    """Append the chunks of a stretch that holds no protected span."""
    if len(text) == 1 or are_unified(text):  # as nearly all of a Chinese text
        found.append((text, _SCRIPTS[text[0]] == "Han"))
        return
    for script, joined in groupby(text, _SCRIPTS.__getitem__):
        if script:
            found.append(("".join(joined), script == "Han"))
        else:
            found.extend([(char, False) for char in joined])


def _join(tokens: Sequence[str], glued: set[int]) -> list[str]:
    groups: list[list[str]] = []
    at = 0
    for token in tokens:
        if at in glued:
            groups[-1].append(token)
        else:
            groups.append([token])
        at += len(token)
    return ["".join(group) for group in groups]
