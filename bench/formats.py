"""How much of a Word file comes back when LibreOffice has saved it in another format, and that was read: characters, paragraph breaks, numbers, tables.

    python bench/formats.py FOLDER [FORMAT …]

Two figures each: of all that the Word file has, and of the characters that the saved file holds at all (`count_dropped`): what LibreOffice drops cannot be read back.
FOLDER holds DOCX files; FORMAT is odt, html, pdf, rtf or doc (all if none is given). Documents with tracked changes are left out, except for odt: the others show
both texts at once. What is in text boxes, headers and notes counts as the reader of Word files has it.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz.distance import LCSseq

import decision_diff as dd
from decision_diff.errors import DecisionDiffError
from decision_diff.model import Block
from decision_diff.readers.pdf.glyphs import read_pages

FORMATS = ("odt", "html", "pdf", "rtf", "doc")
_FILTERS = {"html": "html:HTML (StarWriter):EmbedImages"}
_KINDS = {
    b"txbxContent": "text box",
    b"<dgm:": "diagram",
    b"drawingml/2006/diagram": "diagram",
    b"<m:oMath": "equation",
    b"w:endnoteReference": "endnote",
}
_SAID = re.compile(r"\W|_")


@dataclass
class Score:
    """Of some documents: how many of each thing there were, and how many came back."""

    right: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)

    def add(self, what: str, right: int, whole: int) -> None:
        """What came back of something in one document."""
        self.right[what] += right
        self.whole[what] += whole

    def say(self, what: str) -> str:
        """The share of something that came back."""
        whole = self.whole[what]
        return f"{100 * self.right[what] / whole:6.2f} % of {whole}" if whole else "     – of 0"


def convert(paths: Sequence[Path], to: str, folder: Path) -> None:
    """All files at once, in a LibreOffice of its own."""
    profile = folder / "profile"
    for at in range(0, len(paths), 40):
        command = [
            "soffice",
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            _FILTERS.get(to, to),
        ]
        subprocess.run(
            [*command, "--outdir", str(folder), *map(str, paths[at : at + 40])],
            capture_output=True,
            check=False,
            timeout=900,
        )


def list_lines(blocks: Sequence[Block]) -> list[str]:
    """The paragraphs with words, each with its number, without white space."""
    said = [f"{block.label.text if block.label else ''}{block.text}" for block in blocks]
    return [line for one in said if (line := "".join(one.split()))]


def list_numbers(decision: dd.Decision) -> list[str]:
    """What the numbers of clauses say, without what stands around them; bullets are none."""
    return [said for clause in decision.walk() if clause.label and (said := _SAID.sub("", clause.label.text))]


def list_rows(decision: dd.Decision) -> list[str]:
    return [" ".join(clause.text.split()) for clause in decision.walk() if clause.cells and clause.text.strip()]


def judge(word: dd.Decision, other: dd.Decision, score: Score) -> dict[str, tuple[int, int]]:
    """What of the Word file came back in the other."""
    before, after = list_lines(word.blocks), list_lines(other.blocks)
    old, new = "".join(before), "".join(after)
    found: dict[str, tuple[int, int]] = {"characters": (LCSseq.similarity(old, new), max(len(old), len(new)))}
    ends = {"old": set(), "new": set()}  # type: dict[str, set[int]]
    for side, lines in (("old", before), ("new", after)):
        at = 0
        for line in lines:
            at += len(line)
            ends[side].add(at)
    moved: set[int] = set()
    for one in LCSseq.opcodes(old, new):
        if one.tag == "equal":
            moved |= {end - one.src_start + one.dest_start for end in ends["old"] if one.src_start < end <= one.src_end}
    found["paragraph breaks"] = (len(moved & ends["new"]), max(len(ends["old"]), len(ends["new"])))
    for what, listed in (("numbers", list_numbers), ("rows", list_rows)):
        mine, theirs = listed(word), listed(other)
        found[what] = (LCSseq.similarity(mine, theirs), max(len(mine), len(theirs)))
    for what, (right, whole) in found.items():
        score.add(what, right, whole)
    return found


def count_dropped(word: dd.Decision, path: Path) -> int:
    """How many characters of the paragraphs of a Word file are nowhere in what LibreOffice made of it: its text parts, without any structure."""
    wanted = Counter("".join("".join(block.text.split()) for block in word.blocks))
    return sum((wanted - Counter(read_raw(path))).values())


def read_raw(path: Path) -> str:
    """All characters of a file, in any order; of DOC and RTF, which are read as DOCX, those of that."""
    if path.suffix == ".html":
        return html.unescape(
            re.sub(
                r"<style.*?</style>|<[^>]*>", "", path.read_text(encoding="utf-8", errors="replace"), flags=re.DOTALL
            )
        )
    if path.suffix == ".odt":
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith("content.xml")]
        spaced = re.sub(r"<math:annotation.*?</math:annotation>|<[^>]*>", "", "".join(parts), flags=re.DOTALL)
        return html.unescape(spaced)
    if path.suffix == ".pdf":
        return "".join(glyph.text for page in read_pages(path.read_bytes(), path.name) for glyph in page.glyphs)
    return "".join(block.text for block in dd.read(path).blocks)


def find_kind(path: Path) -> str:
    """What a document holds that other formats print elsewhere or not at all."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read("word/document.xml")
    return ", ".join(said for mark, said in _KINDS.items() if mark in content)


def main(folder: str, *formats: str) -> None:
    words: dict[Path, dd.Decision] = {}
    for path in sorted(Path(folder).glob("*.docx")):
        try:
            words[path] = dd.read(path)
        except DecisionDiffError as error:
            print(f"left out: {error}")
    tracked = {path for path, one in words.items() if any(notice.code == "tracked-changes" for notice in one.notices)}
    for fmt in formats or FORMATS:
        score, plain, differing = Score(), Score(), []
        lost = 0
        paths = [path for path in words if fmt == "odt" or path not in tracked]
        with tempfile.TemporaryDirectory() as made:
            convert(paths, fmt, Path(made))
            for path in paths:
                target = Path(made) / f"{path.stem}.{fmt}"
                if not target.exists():
                    print(f"  {fmt}: LibreOffice makes nothing of {path.name}")
                    continue
                try:
                    other = dd.read(target)
                except DecisionDiffError as error:
                    if list_lines(words[path].blocks):
                        print(f"  {fmt}: {str(error)[:160]}")
                    continue
                found = judge(words[path], other, score)
                dropped = count_dropped(words[path], target)
                right, whole = found["characters"]
                score.add("characters of what the file holds", right, max(whole - dropped, right))
                lost += dropped
                kind = find_kind(path)
                if not kind:
                    judge(words[path], other, plain)
                wrong = [f"{what} {right}/{whole}" for what, (right, whole) in found.items() if right < whole]
                if wrong:
                    differing.append(f"  {fmt}: {path.name}: {', '.join(wrong)}{kind and f' ({kind})'}")
        print("\n".join(differing))
        print(f"{fmt}, {len(paths)} files: " + ", ".join(f"{what} {score.say(what)}" for what in score.whole))
        print(f"  {lost} characters are nowhere in the files that LibreOffice made")
        print(
            "  without text boxes, diagrams, equations and endnotes: "
            + ", ".join(f"{what} {plain.say(what)}" for what in plain.whole)
        )


if __name__ == "__main__":
    if len(sys.argv) < 2 or shutil.which("soffice") is None:
        sys.exit(__doc__)
    main(*sys.argv[1:])
