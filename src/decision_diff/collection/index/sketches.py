"""Sketches of clauses: the least hashes of their shingles, by which nearly the same clauses are found among very many.

Two texts share about as many of their `SIZE` least hashes as they share shingles (bottom-k sketches, after A. Broder, 1997): a row
per hash in an ordered table finds all candidates, and their words are compared afterwards. A shingle is three characters of Chinese,
Japanese or Korean and five of other scripts, without blanks, case and punctuation.
"""

from __future__ import annotations

import zlib
from hashlib import blake2b
from typing import Final

from decision_diff.patterns import late

SIZE: Final = 16  # hashes of a clause
MIN_SHARED: Final = 2  # of them for a candidate; one alone is chance
_SIGNS: Final = late(r"[\W_]+")
_WIDE: Final = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def fold_words(words: str) -> str:
    """The words without blanks, punctuation and case."""
    return _SIGNS.sub("", words.casefold())


def hash_words(words: str) -> int:
    """A hash of 63 bits of the folded words: the same for clauses that differ in nothing but blanks, punctuation or case."""
    return (
        int.from_bytes(blake2b(fold_words(words).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1
    )


def compute_sketch(words: str) -> list[int]:
    """The least hashes of the shingles, ascending; fewer for a short text, none for one without letters and digits."""
    folded = fold_words(words)
    length = 3 if len(_WIDE.findall(folded[:200])) * 4 > min(len(folded), 200) else 5
    shingles = {folded[at : at + length] for at in range(max(1, len(folded) - length + 1))} - {""}
    return sorted({_mix(zlib.crc32(one.encode("utf-8", "surrogatepass"))) for one in shingles})[:SIZE]


def _mix(value: int) -> int:
    """Spreads a checksum, whose high bits tell little of short texts, over 32 bits."""
    value = (value ^ (value >> 16)) * 0x7FEB352D & 0xFFFFFFFF
    value = (value ^ (value >> 15)) * 0x846CA68B & 0xFFFFFFFF
    return value ^ (value >> 16)
