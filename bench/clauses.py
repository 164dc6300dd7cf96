"""Two Word documents of 3,000 articles with known amendments, and what marks a redline of them holds.

The first half of the articles has typed numbers, the second half those that Word generates. In each half 5 % of the
articles are amended in one place, 1 % moved, 1 % inserted and 1 % deleted; so nearly all between these get another number,
and the number of articles stays. Made of the words of `made`, the same on every run and every machine.

    python bench/clauses.py FOLDER      write old.docx and new.docx there
"""

from __future__ import annotations

import argparse
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from random import Random

from lxml import etree

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import wordfiles
from made import WORDS

W = f"{{{wordfiles.W}}}"
MARKS = {f"{W}{kind}" for kind in ("ins", "del", "moveFrom", "moveTo")}
_PARTS = ("styles", "numbering", "settings")


@dataclass(frozen=True, slots=True)
class Planted:
    """The two documents; the characters truly edited, and of them those of numbers; the words of each moved article."""

    old: bytes
    new: bytes
    edited: int
    numbers: int
    moved: frozenset[str]


@dataclass(frozen=True, slots=True)
class Marked:
    """Of a redline: the characters in marks, how many planted moves are there, and how many others."""

    characters: int
    found: int
    invented: int


def planted(clauses: int = 3000, *, seed: int = 1, size: int = 110) -> Planted:
    """Make the documents.

    Truly edited are: the words replaced, their replacement, all characters of articles inserted or deleted, those of
    articles moved twice (at the old place and the new), and typed numbers that changed, wholly.
    """
    random = Random(seed)
    paragraphs: tuple[list[str], list[str]] = ([], [])
    edited = numbers = 0
    moved: set[str] = set()
    for half in range(2):
        count = clauses // 2
        old = [_sentence(random, size) for _ in range(count)]
        rolls = list(range(count))
        random.shuffle(rolls)
        amended, going = rolls[: count // 20], set(rolls[count // 20 : count // 20 + count // 100])
        leaving = set(rolls[-(count // 100) :])
        texts = list(map("".join, old))
        for at in amended:
            texts[at], size_of_it = _amended(random, old[at])
            edited += size_of_it
        kept = [(at, texts[at]) for at in range(count) if at not in going and at not in leaving]
        for at in sorted(going):
            text = texts[at]
            moved.add(text)
            edited += 2 * len(text)
            place = (at + random.randrange(count // 10, count - count // 10)) % len(kept)
            kept.insert(place, (at, text))
        for at in sorted(leaving):
            edited += len("".join(old[at]))
            fresh = "".join(_sentence(random, size))
            edited += len(fresh)
            kept.insert(random.randrange(len(kept)), (-1, fresh))
        typed = half == 0
        if typed:
            for position, (at, _) in enumerate(kept):
                if at in going or (at >= 0 and at != position):
                    numbers += len(str(at + 1)) + len(str(position + 1))
                elif at < 0:
                    numbers += len(str(position + 1))
            numbers += sum(len(str(at + 1)) for at in leaving)
        chapter = f"第{'一二'[half]}章　{'总则附则'[2 * half : 2 * half + 2]}"
        for side, lines in zip(paragraphs, (list(map("".join, old)), [text for _, text in kept]), strict=True):
            side.append(wordfiles.p(wordfiles.t(chapter)))
            side.extend(
                wordfiles.p(wordfiles.t(f"第{number}条　{line}")) if typed else wordfiles.numbered(line, 1)
                for number, line in enumerate(lines, 1)
            )
    made = [_document(["".join(side)], clauses // 2 + 1) for side in paragraphs]
    return Planted(made[0], made[1], edited + numbers, numbers, frozenset(moved))


def marked(redline: Path, truth: Planted) -> Marked:
    """Count in a redline of anybody's."""
    with zipfile.ZipFile(redline) as archive:
        root = etree.fromstring(
            archive.read("word/document.xml"), etree.XMLParser(huge_tree=True, resolve_entities=False)
        )
    characters = 0
    for text in root.iter(f"{W}t", f"{W}delText"):
        if any(above.tag in MARKS for above in text.iterancestors()):
            characters += len(text.text or "")
    found: dict[str, set[str]] = {"moveFrom": set(), "moveTo": set()}
    invented = 0
    for kind, seen in found.items():
        for paragraph in root.iter(f"{W}p"):
            text = "".join(
                one.text or "" for mark in paragraph.iter(f"{W}{kind}") for one in mark.iter(f"{W}t", f"{W}delText")
            )
            ours = {words for words in truth.moved if words in text}
            seen.update(ours)
            invented += kind == "moveFrom" and bool(text) and not ours
    return Marked(characters, len(found["moveFrom"] & found["moveTo"]), invented)


def _sentence(random: Random, size: int) -> list[str]:
    """About `size` characters of words in the manner of an article."""
    words: list[str] = []
    while sum(map(len, words)) < size:
        word = random.choice(WORDS)
        if word != "，" or (words and words[-1] != "，"):
            words.append(word)
    if words[-1] == "，":
        words.pop()
    return [*words, "。"]


def _amended(random: Random, words: list[str]) -> tuple[str, int]:
    """The sentence with one word replaced, inserted or deleted, and how many characters that are, old and new."""
    at = random.randrange(2, len(words) - 2)
    fresh = random.choice([one for one in WORDS if not set(one) & set("".join(words[at - 1 : at + 2]))])
    out, put = random.choice((([words[at]], [fresh]), ([], [fresh]), ([words[at]], [])))
    return "".join([*words[:at], *put, *words[at + len(out) :]]), len("".join(out + put))


def _document(body: list[str], start: int) -> bytes:
    types = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{wordfiles.TYPES}.{part}+xml"/>' for part in _PARTS
    )
    number = wordfiles.level(0, "decimal", "第%1条", start=start)
    files: dict[str, str | bytes] = {
        **wordfiles.base(wordfiles.document("".join(body))),
        "[Content_Types].xml": wordfiles.content_types(more=types),
        "word/_rels/document.xml.rels": wordfiles.relationships(*((part, f"{part}.xml") for part in _PARTS)),
        "word/styles.xml": wordfiles.styles(wordfiles.style("Normal")),
        "word/numbering.xml": wordfiles.numbering(wordfiles.abstract(0, number), wordfiles.instance(1, 0)),
        "word/settings.xml": f'{wordfiles.HEAD}<w:settings xmlns:w="{wordfiles.W}"/>',
    }
    return wordfiles.pack(files)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    folder: Path | None = parser.parse_args().folder
    truth = planted()
    print(f"{truth.edited} characters edited, {truth.numbers} of them in numbers; {len(truth.moved)} articles moved")
    if folder is not None:
        folder.mkdir(exist_ok=True)
        (folder / "old.docx").write_bytes(truth.old)
        (folder / "new.docx").write_bytes(truth.new)


if __name__ == "__main__":
    main()
