"""How many silent edits `amend check` finds: python bench/silent_edits.py FOLDER [--edits N] [--json].

FOLDER holds one folder for each amendment, with `old.txt`, `new.txt` and `amending.txt` (those without an act are left out). Into each
new text one edit is planted at a time, which the act does not declare: a word put in, taken out or replaced, a digit or numeral
changed, a not put in or taken out, two paragraphs exchanged, a paragraph taken out, repeated or put in, within an article. An edit is
found if the check says something that it does not say of the text without it. What it says of that text is printed, to be judged by
eye: true edits that no act declared, errors of the stored texts, or false alarms.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from random import Random

from decision_diff import amend, pipeline
from decision_diff.amend.instructions import Act
from decision_diff.model import Decision

_NUMERALS = "一二三四五六七八九十"
_WORDS = ("不", "应当", "可以", "以上", "依法", "主要", "有关", "其他", "及时", "全部")
_KINDS = ("put in", "take out", "replace", "numeral", "not", "exchange", "drop", "repeat", "add")


def plant(new: str, random: Random) -> tuple[str, str] | None:
    """A text with one silent edit, and its kind; None if this kind fits nowhere."""
    lines = new.split("\n")
    first = next((at for at, line in enumerate(lines) if line.startswith("第") and "条" in line[:12]), 0)
    kind = random.choice(_KINDS)
    at = random.choice([n for n in range(first + 1, len(lines)) if len(lines[n]) > 12 and not _is_heading(lines[n])])
    start = next((n for n in range(14, 2, -1) if lines[at][:n].endswith(("\u3000", "）"))), 0)
    cut = random.randrange(start + 1, len(lines[at]) - 1)
    line = lines[at]
    if kind == "put in":
        lines[at] = line[:cut] + random.choice(_WORDS) + line[cut:]
    elif kind == "take out":
        lines[at] = line[:cut] + line[min(len(line) - 1, cut + random.randint(1, 4)) :]
    elif kind == "replace":
        lines[at] = line[:cut] + random.choice(_WORDS) + line[min(len(line) - 1, cut + 2) :]
    elif kind in ("numeral", "not"):
        places = [n for n in range(start + 1, len(line)) if line[n] in (_NUMERALS if kind == "numeral" else "不")]
        if not places:
            return None
        place = random.choice(places)
        instead = random.choice([one for one in _NUMERALS if one != line[place]]) if kind == "numeral" else ""
        lines[at] = line[:place] + instead + line[place + 1 :]
    elif kind == "exchange":
        if not start and at + 1 < len(lines) and lines[at + 1] and not lines[at + 1].startswith(("第", "（")):
            lines[at], lines[at + 1] = lines[at + 1], lines[at]
        else:
            return None
    elif kind == "drop":
        del lines[at]
    elif kind == "repeat":
        lines.insert(at + 1, line[start:])
    else:
        lines.insert(at + 1, "县级以上人民政府应当每年向社会公布前款规定事项的情况。")
    edited = "\n".join(lines)
    return (edited, kind) if edited != new and _tell(edited) != _tell(new) else None


def _is_heading(line: str) -> bool:
    return any(unit in line[:6] for unit in ("章", "节", "编")) or line.startswith(("附", "|", "+"))


def _tell(text: str) -> str:
    """Whether only signs differ, which no act declares: that is not a silent edit."""
    return "".join(char for char in text if char not in "，、；。：\n \u3000")


def say(act: Act, old: Decision, new: Decision) -> Counter[tuple[str, ...]]:
    """What the check says, each with its places and words."""
    result = amend.check(act, old, new)
    return Counter((one.kind, one.old, one.new, one.expected, one.found, one.why) for one in result.findings)


def main() -> None:
    """Print what is found, by kind of edit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    folders = [one for one in sorted(options.folder.iterdir()) if (one / "amending.txt").exists()]
    found: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    plain = 0
    for number, folder in enumerate(folders):
        random = Random(number)
        old, text = pipeline.read(folder / "old.txt"), (folder / "new.txt").read_text(encoding="utf-8")
        act = amend.read(folder / "amending.txt")
        before = say(act, old, pipeline.read(text=text))
        plain += before.total()
        count = options.edits // len(folders) + (number < options.edits % len(folders))
        while count:
            planted = plant(text, random)
            if planted is None:
                continue
            count -= 1
            edited, kind = planted
            if say(act, old, pipeline.read(text=edited)) - before:
                found[kind] += 1
            else:
                missed[kind] += 1
                print(f"missed: {folder.name}: {kind}: {_find_difference(text, edited)}")
    figures = {"edits": found.total() + missed.total(), "found": found.total(), "said of the texts as they are": plain}
    if options.json:
        print(json.dumps(figures | {"missed": dict(missed)}, ensure_ascii=False))
        return
    for kind in _KINDS:
        print(f"{kind:10} {found[kind]:4} found, {missed[kind]} missed")
    print(figures)


def _find_difference(one: str, other: str) -> str:
    at = next(n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return f"{one[max(0, at - 12) : at + 12]!r} became {other[max(0, at - 12) : at + 12]!r}"


if __name__ == "__main__":
    main()
