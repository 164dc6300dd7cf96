"""Hard amendments planted in real acts, clause by clause: the truth that nobody wrote down for real ones.

An act is taken as its articles, and each article as its paragraphs. Then articles are reworded (by words of other
clauses, from a little to nearly all), moved, moved and reworded, split, joined, repealed; others are inserted, some of
them twins of an article that stays: its words with a part of them replaced. All are numbered anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from decision_diff.model import Decision

_NUMBERS = "零一二三四五六七八九"
_KINDS = ("reword", "reword", "reword", "move", "rewrite", "split", "join", "repeal", "insert", "twin")
_SHORTEST = 20  # characters of a paragraph that is split or made a twin of


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words, and the numbers of the old paragraphs that they come from."""

    words: str
    sources: frozenset[int]


@dataclass(frozen=True, slots=True)
class Planted:
    """Two texts, and which paragraph of the old one (counted through the text) became which of the new one."""

    old: str
    new: str
    truth: frozenset[tuple[int, int]]


def positions(decision: Decision) -> dict[str, int]:
    """By eid, the number of each paragraph through the text, of a text that was planted here: all but its title."""
    eids = [clause.eid for clause in decision.walk() if clause.words.strip()]
    return {eid: at for at, eid in enumerate(eids[1:])}


def articles_of(decision: Decision) -> list[list[str]]:
    """The words of the paragraphs of each article, its first one too; items without their numbers."""
    articles = (clause for clause in decision.walk() if clause.level == "article")
    found = [[part.words.replace("\n", "") for part in one.walk() if part.words.strip()] for one in articles]
    return [article for article in found if article]


def plant(articles: list[list[str]], *, seed: int, share: float = 0.3) -> Planted:
    """Amend so large a share of the articles."""
    random = Random(seed)
    numbered: list[list[Paragraph]] = []
    count = 0
    for article in articles:
        numbered.append([Paragraph(words, frozenset({count + at})) for at, words in enumerate(article)])
        count += len(article)
    pool = [words for article in articles for words in article if len(words) >= _SHORTEST]
    new: list[list[Paragraph]] = []
    later: list[tuple[int, list[Paragraph]]] = []
    for paragraphs in numbered:
        if random.random() >= share:
            new.append(paragraphs)
            continue
        kind = random.choice(_KINDS)
        first, *rest = paragraphs
        if kind == "reword":
            new.append([_reworded(random, one, pool, random.random()) for one in paragraphs])
        elif kind in ("move", "rewrite"):
            amount = random.random() * 0.6 if kind == "rewrite" else 0.0
            later.append(
                (random.randrange(len(articles)), [_reworded(random, one, pool, amount) for one in paragraphs])
            )
        elif kind == "split" and "。" in first.words[:-1]:
            head, _, tail = first.words.partition("。")
            new += [[Paragraph(head + "。", first.sources)], [Paragraph(tail, first.sources), *rest]]
        elif kind == "join" and new:
            last = new[-1][-1]
            joined = Paragraph(last.words.rstrip("。") + "；" + first.words, last.sources | first.sources)
            new[-1] = [*new[-1][:-1], joined, *rest]
        elif kind == "twin":
            twin = [_reworded(random, one, pool, 0.2 + random.random() * 0.4) for one in paragraphs]
            both = [[Paragraph(one.words, frozenset()) for one in twin], paragraphs]
            random.shuffle(both)
            new += both
        elif kind == "insert":
            new += [[Paragraph(_mixed(random, pool), frozenset())], paragraphs]
        elif kind != "repeal":
            new.append(paragraphs)
    for place, moved in later:
        new.insert(min(place, len(new)), moved)
    every = [paragraph for one in new for paragraph in one]
    truth = frozenset((source, at) for at, paragraph in enumerate(every) for source in paragraph.sources)
    return Planted(_written(articles), _written([[one.words for one in paragraphs] for paragraphs in new]), truth)


def _reworded(random: Random, paragraph: Paragraph, pool: list[str], amount: float) -> Paragraph:
    """So large a part of the words replaced, in stretches of some characters, by those of other clauses."""
    words = paragraph.words
    for _ in range(1 + int(amount * len(words) / 12) if amount else 0):
        at, other = random.randrange(len(words)), random.choice(pool)
        start = random.randrange(len(other))
        words = words[:at] + other[start : start + random.randrange(16)] + words[at + random.randrange(16) :]
    return Paragraph(words.strip() or "。", paragraph.sources)


def _mixed(random: Random, pool: list[str]) -> str:
    """A clause that sounds like the act: pieces of several clauses."""
    pieces = []
    for _ in range(random.randrange(3, 8)):
        other = random.choice(pool)
        start = random.randrange(len(other))
        pieces.append(other[start : start + random.randrange(4, 20)])
    return "".join(pieces).strip() + "。"


def _written(articles: list[list[str]]) -> str:
    lines = ["示例法"]
    for number, (first, *rest) in enumerate(articles, 1):
        lines += [f"第{write_numeral(number)}条　{first}", *rest]
    return "\n".join(lines) + "\n"


def write_numeral(number: int) -> str:
    """A number below ten thousand as articles are numbered: 一百零五."""
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += _NUMBERS[digit] + name
        elif text and number % unit and not text.endswith("零"):
            text += "零"
    return text.removeprefix("一") if text.startswith("一十") else text
