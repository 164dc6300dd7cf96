"""Are the edits of a draft carried over a real amendment to the right place? By planted drafts with known places.

    python bench/rebase.py FOLDER [--drafts N] [--show]

FOLDER has a folder per law with `old.txt`, `new.txt` (one paragraph a line, articles as 第X条) and `gold.tsv`: which old article became which new one. In
each old text N drafts (16) are planted: most have up to ten edits of words, each in another article; every fourth inserts or repeals an article.
Each draft is carried over to the new text. What can be carried is known by construction, without any comparison:

    sure        the part of the sentence around the edit, from comma to comma, stands once in the old article and once in the articles that it became
                (of an insertion: both neighbours became one article each, and these are still neighbours; of a repeal: the words are the same)
    gone        the article is gone, or the edited words with a character on each side are not in what it became
                (of an insertion: something else stands between the neighbours, or one is gone; of a repeal: the words differ)
    between     all others: carried rightly or in conflict, but never at a wrong place

A sure edit is right if the article that it belongs to has exactly the new words with this edit; whatever is not planted must be as in the new text, or
counts as wrong. At last each real amendment is taken for a draft and carried over to its own old text with one more article at the end.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import decision_diff as dd
from decision_diff.amend import rebasing
from decision_diff.amend.chinese.numbers import write_numeral

_ARTICLE = re.compile(r"第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?")
_HEADING = re.compile(r"第[零〇一二三四五六七八九十百千]+[编章节]")
_MARKS = "，。；：、"
_WORDS = ("某试验机构", "临时登记处", "九十九个自然日", "另一主管单位", "经公证的副本", "特设协调小组")
_DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")}
_MANY = 10


@dataclass(frozen=True)
class Law:
    """Articles by number ("133-1"), each a list of paragraphs without the number, in order; and what each old one became."""

    name: str
    lines: list[str]
    new_text: str
    old: dict[str, list[str]]
    new: dict[str, list[str]]
    became: dict[str, list[str]]


@dataclass(frozen=True)
class Plant:
    """An edit planted in an old article: `part` of its text is `edited` now. `kind` and `fate` are as in the report."""

    article: str
    kind: str
    fate: str
    part: str = ""
    edited: str = ""


def read_number(label: str) -> str:
    """第一百三十三条之一 as 133-1."""
    found = []
    for part in re.split("条之?", label.removeprefix("第")):
        total = digit = 0
        for char in part:
            if char in _DIGITS:
                digit = _DIGITS[char]
            elif char in "十百千":
                total, digit = total + max(digit, 1) * {"十": 10, "百": 100, "千": 1000}[char], 0
        if part:
            found.append(str(total + digit))
    return "-".join(found)


def cut_articles(text: str) -> dict[str, list[str]]:
    """The paragraphs of each article; what stands below a chapter heading belongs to none."""
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in text.splitlines():
        stripped = line.strip()
        if label := _ARTICLE.match(stripped):
            current = found.setdefault(read_number(label.group()), [])
            current.append(stripped[label.end() :].strip())
        elif _HEADING.match(stripped) or stripped.startswith(("附表", "附件")):
            current = None
        elif current is not None and stripped:
            current.append(stripped)
    return found


def load(folder: Path) -> Law:
    old, new = ((folder / name).read_text("utf-8") for name in ("old.txt", "new.txt"))
    became: dict[str, list[str]] = defaultdict(list)
    for line in (folder / "gold.tsv").read_text("utf-8").splitlines()[1:]:
        one, other, *_ = [*line.split("\t"), "", ""]
        if one and other:
            became[one].append(other)
    return Law(folder.name, old.splitlines(), new, cut_articles(old), cut_articles(new), became)


def join(paragraphs: list[str]) -> str:
    return "\n".join(paragraphs)


def plant_words(law: Law, article: str, random: Random) -> Plant | None:
    """One edit in that article: words exchanged, put in or taken out, inside of a part between two marks."""
    text = join(law.old[article])
    parts = [
        one for one in re.finditer(rf"[^{_MARKS}\n]{{8,60}}", text) if not re.search("[0-9（）第《》“”]", one.group())
    ]
    if not parts:
        return None
    part = random.choice(parts).group()
    kind = random.choice(["exchange", "insert", "delete"])
    start = random.randint(2, len(part) - 5)
    size = 0 if kind == "insert" else random.randint(2, 3)
    word = "" if kind == "delete" else random.choice(_WORDS)
    edited = part[:start] + word + part[start + size :]
    if text.count(part) != 1 or edited in part:
        return None
    there = "\n".join(join(law.new[one]) for one in law.became[article] if one in law.new)
    around = part[start - 1 : start + size + 1]
    fate = "sure" if there.count(part) == 1 else "gone" if around not in there else "between"
    return Plant(article, kind, fate, part, edited)


def keep_apart(law: Law, plants: list[Plant]) -> list[Plant]:
    """Those whose articles became different ones, so that it is clear whose a change is."""
    taken: set[str] = set()
    kept = []
    for plant in plants:
        there = set(law.became[plant.article])
        if taken.isdisjoint(there):
            kept.append(plant)
            taken |= there
    return kept


def write_draft(law: Law, plants: list[Plant]) -> str:
    """The old text with these edits of words."""
    by_article = {plant.article: plant for plant in plants}
    lines, current = [], None
    for line in law.lines:
        if label := _ARTICLE.match(line.strip()):
            current = by_article.pop(read_number(label.group()), None)
        holds = current is not None and current.part in line
        lines.append(line.replace(current.part, current.edited, 1) if current and holds else line)
        current = None if holds else current
    return "\n".join(lines) + "\n"


def blank(articles: dict[str, list[str]]) -> dict[str, list[str]]:
    """The same without references to articles, which follow the numbers: what is expected is then known without following them."""
    return {number: [_ARTICLE.sub("有关条款", one) for one in some] for number, some in articles.items()}


def write_articles(articles: list[list[str]]) -> str:
    """A text of articles, numbered from 1."""
    return "".join(f"第{write_numeral(at)}条　{join(one)}\n" for at, one in enumerate(articles, 1))


def judge_article(law: Law, random: Random) -> tuple[str, str, str]:
    """Insert or repeal one article in texts of the articles alone, and carry that over: (kind, fate, verdict). References to articles are blanked."""
    law = replace(law, old=blank(law.old), new=blank(law.new))
    old, new = list(law.old), list(law.new)
    at = random.randrange(1, len(old))
    kind = random.choice(["insert article", "repeal article"])
    words = [f"{random.choice(_WORDS)}每年公布第{random.randrange(100)}号名单，并送{random.choice(_WORDS)}备案。"]
    before, here = (law.became[one] for one in (old[at - 1], old[at]))
    drafted = [law.old[one] for one in old]
    expected = [law.new[one] for one in new]
    if kind == "insert article":
        drafted.insert(at, words)
        near = len(before) == len(here) == 1 and new.index(here[0]) == new.index(before[0]) + 1
        fate = "sure" if near else "gone"
        if near:
            expected.insert(new.index(here[0]), words)
    else:
        del drafted[at]
        fate = "sure" if len(here) == 1 and law.new[here[0]] == law.old[old[at]] else "gone"
        if fate == "sure":
            del expected[new.index(here[0])]
    texts = [[law.old[one] for one in old], drafted, [law.new[one] for one in new]]
    result = rebasing.rebase(*(dd.read(text=write_articles(one)) for one in texts))
    came = [result.text == write_articles(expected), result.text == write_articles(texts[2])]
    told = bool(result.conflicts or result.already_there)
    if came[0] and fate == "sure":
        return kind, fate, "right"
    if came[1]:
        return kind, fate, "conflict" if told else "lost"
    return (
        kind,
        fate,
        "between"
        if fate == "gone" and kind == "insert article" and _stands_beside(result, words, law, before, here)
        else "wrong",
    )


def _stands_beside(result: rebasing.Rebased, words: list[str], law: Law, before: list[str], here: list[str]) -> bool:
    """Whether an article stands next to one of its old neighbours."""
    found = list(cut_articles(result.text).values())
    at = found.index(words) if words in found else 0
    near = [join(law.new[one]) for one in (*before, *here)]
    return any(join(one) in near for one in found[max(0, at - 1) : at + 2])


def judge_whole(law: Law) -> str:
    """The real amendment as a draft, carried over to the old text with one more article at the end."""
    old, new = "\n".join(law.lines).rstrip("\n"), law.new_text.rstrip("\n")
    more = "\n第九百九十九条　某试验机构每年公布名单。\n"
    result = rebasing.rebase(*(dd.read(text=text) for text in (old + "\n", new + "\n", old + more)))
    exact = result.text.rstrip("\n").rpartition("\n")[0] == new
    return "exact" if exact and not result.conflicts else "in conflict" if result.conflicts else "otherwise"


def judge_words(law: Law, plants: list[Plant], result: rebasing.Rebased) -> Counter[tuple[str, str, str]]:
    """How often each (kind, fate) came out right, in conflict, wrong or lost."""
    found = cut_articles(result.text)
    counts: Counter[tuple[str, str, str]] = Counter()
    homes = {plant: law.became[plant.article] for plant in plants}
    touched = {one for some in homes.values() for one in some}
    stray = [one for one in law.new if one not in touched and found.get(one) != law.new[one]]
    for plant, there in homes.items():
        changed = [one for one in there if found.get(one) != law.new.get(one)]
        said = sum(plant.edited in join(found[one]) for one in changed if one in found)
        if changed and _is_right(law, plant, found, changed):
            verdict = "right"
        elif changed or (
            stray and not said and plant.fate == "gone" and any(plant.edited in join(found[one]) for one in stray)
        ):
            verdict = "wrong"
        else:
            verdict = "conflict" if _is_told(plant, result) else "lost"
        counts[plant.kind, plant.fate, verdict] += 1
    counts["all", "stray", "wrong"] += len(stray)
    return counts


def _is_right(law: Law, plant: Plant, found: dict[str, list[str]], changed: list[str]) -> bool:
    if len(changed) != 1 or changed[0] not in found:
        return False
    was, now = join(law.new[changed[0]]), join(found[changed[0]])
    if plant.fate == "sure":
        return now == was.replace(plant.part, plant.edited)
    return any(
        now == was[:at] + plant.edited[left : len(plant.edited) - right] + was[end:]
        for left, right, at, end in _list_places(plant, was)
    )


def count_common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )


def _list_places(plant: Plant, was: str) -> list[tuple[int, int, int, int]]:
    """Places for the edit in words that changed around it: what stands before or behind it in the part is there, three characters at least."""
    part, edited = plant.part, plant.edited
    left = count_common(part, edited)
    right = count_common(part[left:][::-1], edited[left:][::-1])
    old = part[left : len(part) - right]
    found = []
    for match in re.finditer(re.escape(old), was):
        at, end = match.span()
        before, behind = part[max(0, left - 3) : left], part[len(part) - right :][:3]
        if (before and was[:at].endswith(before[-2:])) or (behind and was[end:].startswith(behind[:2])):
            found.append((left, right, at, end))
    return found


def _is_told(plant: Plant, result: rebasing.Rebased) -> bool:
    """Whether an edit of this article is in conflict or already there."""
    return any(
        read_number(_ARTICLE.search(edit.draft_place or edit.old_place).group()) == plant.article  # type: ignore[union-attr]
        for edit in result.edits
        if edit.outcome != "carried" and _ARTICLE.search(edit.draft_place or edit.old_place)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--drafts", type=int, default=12)
    parser.add_argument(
        "--show", action="store_true", help="Print each edit that is wrong or lost, and each sure one in conflict."
    )
    given = parser.parse_args()
    if given.folder is None:
        print("needs a FOLDER of amendments with old.txt, new.txt and gold.tsv")
        return
    total: Counter[tuple[str, str, str]] = Counter()
    whole: Counter[str] = Counter()
    for folder in sorted(one for one in given.folder.iterdir() if (one / "gold.tsv").exists()):
        law = load(folder)
        old, new = dd.read(text="\n".join(law.lines) + "\n"), dd.read(text=law.new_text)
        for seed in range(given.drafts):
            random = Random(f"{law.name} {seed}")
            articles = random.sample(sorted(law.old), min(_MANY, len(law.old)))
            plants = keep_apart(law, [plant for one in articles if (plant := plant_words(law, one, random))])
            result = rebasing.rebase(old, dd.read(text=write_draft(law, plants)), new)
            counts = judge_words(law, plants, result)
            if given.show:
                for plant in plants:
                    verdict = next(key[2] for key in judge_words(law, [plant], result) if key[1] != "stray")
                    if verdict in ("wrong", "lost") or (plant.fate, verdict) == ("sure", "conflict"):
                        print(law.name[:12], verdict, plant)
            total += counts
            if len(law.old) > 2:
                one = judge_article(law, Random(f"{law.name} {seed} article"))
                total[one] += 1
                if given.show and one[2] in ("wrong", "lost"):
                    print(law.name[:12], seed, *one)
        whole[judge_whole(law)] += 1
    print_table(total)
    print("whole amendments as drafts: " + ", ".join(f"{number} {name}" for name, number in sorted(whole.items())))


def print_table(total: Counter[tuple[str, str, str]]) -> None:
    """Prints a line per fate."""
    for kind in sorted({kind for kind, _, _ in total}):
        row = {
            f"{fate} {verdict}": number
            for (one, fate, verdict), number in sorted(total.items())
            if one == kind and number
        }
        print(f"{kind:<16}" + "  ".join(f"{name} {number}" for name, number in row.items()))
    for fate in ("sure", "gone", "between", "stray"):
        counts: Counter[str] = Counter()
        for (_, one, verdict), number in total.items():
            counts[verdict] += number if one == fate else 0
        shown = "  ".join(
            f"{verdict} {number} ({number / max(1, counts.total()):.1%})"
            for verdict, number in sorted(counts.items())
            if number
        )
        print(f"{fate:<10}{counts.total():>6}  {shown}")


if __name__ == "__main__":
    main()
