"""Particles at the end of a Korean word, by a list and by what they may follow: 위원회의 is 위원회 의, 사람을 is 사람 을.

Some particles follow a consonant and others a vowel (을 and 를, 이 and 가), which tells most particles from the last syllable of a
noun: 국가 is no 국 with 가. For the others there is a list of nouns that end as if with a particle (회의, 결과, 제도). Where neither
decides, the word stays whole: an edit is then larger than it need be, and never inside a word.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from decision_diff.languages import load

_FIRST: Final = 0xAC00
_FINALS: Final = 28  # how many ends a syllable may have, the first of which is none
_L: Final = 8  # ㄹ, after which 로 stands as after a vowel


def cut(word: str) -> list[str]:
    """A word of Hangul syllables, its particle apart."""
    at = find_particle(word)
    return [word[:at], word[at:]] if at < len(word) else [word]


def find_particle(word: str) -> int:
    """Where the particle of a word of Hangul syllables begins; the length of the word if it has none."""
    particles, nouns, short = _load_lists()
    for start in range(max(1, len(word) - 4), len(word)):
        stem, particle = word[:start], word[start:]
        follows = particles.get(particle)
        if follows is None or not _may_follow(stem[-1], follows) or (particle == "는" and stem[-1] in _VERBAL):
            continue
        if start == 1 and stem not in short:
            continue
        if len(particle) == 1 and nouns & {word[-2:], word[-3:]} and not stem.endswith(_BODIES):
            continue
        return start
    return len(word)


_VERBAL: Final = "다라하되"  # 있다는, 이라는, 해당하는: 는 is part of a verb
# 위원회의 is "of the committee", 전체회의 a full meeting.
_BODIES: Final = ("위원회", "이사회", "총회", "협회", "의회", "국회")


def _may_follow(syllable: str, follows: str) -> bool:
    """Whether a particle stands behind such a syllable: `follows` is any, consonant, vowel, or light (a vowel or ㄹ)."""
    final = (ord(syllable) - _FIRST) % _FINALS
    return {"any": True, "consonant": final > 0, "vowel": final == 0, "light": final in {0, _L}}[follows]


@cache
def _load_lists() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    """Particles and what they follow, nouns that end like one, and words of one syllable that take particles."""
    words = dict(load("ko").words)
    particles = {particle: follows for follows in ("any", "consonant", "vowel", "light") for particle in words[follows]}
    return particles, frozenset(words["nouns"]), frozenset(words["short"])
