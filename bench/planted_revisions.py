"""Plants whole revisions in statutes that we wrote, in four languages: python bench/planted_revisions.py [--seeds N] [--misses] [FILE ...].

Each statute (`statutes/`) is read as articles, paragraphs and items. Most of its articles are changed at once: moved, split,
joined, made a paragraph of the article before, half rewritten, rewritten and moved, joined and rewritten, or given a twin next to it. A paragraph
or an item becomes an article. Two twin articles change places, and so do blocks of articles. Rewriting replaces half of the words by words of
other clauses. The score is by clause and by kind of change: a clause of the new text
comes from each old clause of which it has a sentence.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import align as bench
from decision_diff import align, pipeline
from decision_diff.model import Clause, Decision, Source
from field import Counts
from planted_acts import write_numeral

STATUTES = Path(__file__).parent / "statutes"
SHARE = 0.75  # of the articles that are changed
HALF = 0.5  # of the words that are rewritten
_SENTENCE = re.compile(r"(?<=[.。])\s*(?=\S)")
_WORD = re.compile(r"[\u4e00-\u9fff]{2}|[^\W_]+")
_HEADS = {"en": "Article {}\n", "fr": "Article {}\n", "ru": "Статья {}\n"}
_ITEMS = {"en": "({})", "fr": "{})", "ru": "{})", "zh": "（{}）"}
_LETTERS = {"ru": "абвгдежзик"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """Its words, the position of the old clause that it is of (-1: new), and what was done with it."""

    words: str
    source: int
    done: str = "stayed"


@dataclass(frozen=True, slots=True)
class Part:
    """A clause as it will stand: the sentences of a paragraph, or of an item."""

    sentences: tuple[Sentence, ...]
    is_item: bool = False


Article = list[Part]


@dataclass
class Plan:
    """The articles of the new text, while it is made."""

    random: Random
    pool: list[str]
    new: list[Article] = field(default_factory=list)
    later: list[Article] = field(default_factory=list)  # to be put in anywhere


def read_articles(decision: Decision) -> list[Article]:
    """The articles of a statute; each clause keeps the position that it has among all clauses with words, the title left out."""
    found: list[Article] = []
    position = 0
    for clause in decision.walk()[1:]:
        if not clause.words.strip():
            continue
        part = Part(tuple(Sentence(one, position) for one in _cut(clause.words)), _is_item(clause))
        position += 1
        if clause.level == "article":
            found.append([part])
        else:
            found[-1].append(part)
    return found


def _is_item(clause: Clause) -> bool:
    return clause.level == "point"


def _cut(words: str) -> list[str]:
    return _SENTENCE.split(words.replace("\n", " "))


def mark(article: Article, done: str) -> Article:
    """The same article, with what was done with it."""
    return [replace(part, sentences=tuple(replace(one, done=done) for one in part.sentences)) for part in article]


def rewrite(plan: Plan, article: Article, share: float = HALF) -> Article:
    """So many of the words replaced by words of other clauses."""
    random = plan.random

    def put(match: re.Match[str]) -> str:
        return random.choice(plan.pool) if random.random() < share else match.group()

    return [
        replace(part, sentences=tuple(replace(one, words=_WORD.sub(put, one.words)) for one in part.sentences))
        for part in article
    ]


def move(plan: Plan, article: Article) -> None:
    """To anywhere in the text."""
    plan.later.append(mark(article, "move"))


def rewrite_half(plan: Plan, article: Article) -> None:
    """In its place."""
    plan.new.append(mark(rewrite(plan, article), "rewrite half"))


def rewrite_and_move(plan: Plan, article: Article) -> None:
    """To anywhere in the text, a third of its words replaced."""
    plan.later.append(mark(rewrite(plan, article, 0.33), "rewrite and move"))


def split(plan: Plan, article: Article) -> None:
    """Behind its first sentence, or before its second paragraph."""
    first, *rest = mark(article, "split")
    if len(first.sentences) > 1:
        plan.new += [
            [replace(first, sentences=first.sentences[:1])],
            [replace(first, sentences=first.sentences[1:]), *rest],
        ]
    else:
        plan.new.append([first, *rest])


def split_far(plan: Plan, article: Article) -> None:
    """Its last sentence goes to anywhere."""
    first, *rest = mark(article, "split far")
    if len(first.sentences) > 1:
        plan.new.append([replace(first, sentences=first.sentences[:-1]), *rest])
        plan.later.append([Part(first.sentences[-1:])])
    else:
        plan.new.append([first, *rest])


def join(plan: Plan, article: Article) -> None:
    """With the article before it, in one paragraph."""
    if not plan.new or any(part.is_item for part in plan.new[-1]):
        plan.new.append(article)
        return
    *above, last = plan.new[-1]
    first, *rest = mark(article, "join")
    plan.new[-1] = [*above, replace(last, sentences=last.sentences + first.sentences), *rest]


def join_and_rewrite(plan: Plan, article: Article) -> None:
    """With the article before it, a third of its words replaced."""
    join(plan, rewrite(plan, article, 0.33))


def demote(plan: Plan, article: Article) -> None:
    """To a paragraph of the article before it."""
    if plan.new and not any(part.is_item for part in (*plan.new[-1], *article)):
        plan.new[-1] = [*plan.new[-1], *mark(article, "demote")]
    else:
        plan.new.append(article)


def promote(plan: Plan, article: Article) -> None:
    """Its last paragraph or item becomes an article of its own."""
    *first, last = article
    if first:
        plan.new += [first, mark([replace(last, is_item=False)], "promote")]
    else:
        plan.new.append(article)


def repeal(plan: Plan, article: Article) -> None:
    """Nothing is left of it."""


def give_twin(plan: Plan, article: Article) -> None:
    """A new article that has most of its words stands before it."""
    twin = [
        replace(part, sentences=tuple(replace(one, source=-1) for one in part.sentences))
        for part in rewrite(plan, article, 0.25)
    ]
    plan.new += [mark(twin, "twin"), mark(article, "beside a twin")]


def insert(plan: Plan, article: Article) -> None:
    """A new article of words of all others stands before it."""
    words = [plan.random.choice(plan.pool) for _ in range(18)]
    plan.new += [[Part((Sentence(" ".join(words) + ".", -1, "insert"),))], article]


def keep(plan: Plan, article: Article) -> None:
    """As it is."""
    plan.new.append(article)


KINDS: tuple[Callable[[Plan, Article], None], ...] = (
    move,
    rewrite_half,
    rewrite_and_move,
    split,
    split_far,
    join,
    join_and_rewrite,
    demote,
    promote,
    repeal,
    give_twin,
    insert,
)


def plant(articles: list[Article], seed: int) -> list[Article]:
    """The articles of a revision."""
    random = Random(seed)
    words = [
        word for article in articles for part in article for one in part.sentences for word in _WORD.findall(one.words)
    ]
    plan = Plan(random, words)
    for article in articles:
        change = random.choice(KINDS) if random.random() < SHARE else keep
        change(plan, article)
    if seed % 2:  # two blocks change places
        cut = random.randrange(4, max(5, len(plan.new) - 4))
        plan.new = plan.new[cut:] + plan.new[:cut]
    for article in plan.later:
        plan.new.insert(random.randrange(len(plan.new) + 1), article)
    return plan.new


def write(articles: list[Article], title: str, language: str) -> str:
    """The text of a statute."""
    lines = [title, ""]
    for number, article in enumerate(articles, 1):
        head = _HEADS.get(language, "").format(number) or f"第{write_numeral(number)}条　"
        items = 0
        parts = []
        for part in article:
            items = items + 1 if part.is_item else 0
            label = _ITEMS[language].format(_letter(items, language)) + " " if part.is_item else ""
            between = "" if language == "zh" else " "
            parts.append(label + between.join(one.words for one in part.sentences))
        lines += [head + "\n".join(parts), ""]
    return "\n".join(lines)


def _letter(number: int, language: str) -> str:
    return write_numeral(number) if language == "zh" else _LETTERS.get(language, "abcdefghijkl")[number - 1]


def score(path: Path, seed: int, kinds: dict[str, Counter[str]], *, misses: bool) -> bench.Score:
    """The score of one planted revision, and by kind which sentences are found."""
    language = path.suffixes[0].lstrip(".")
    text = path.read_text(encoding="utf-8")
    old = pipeline.read(path)
    articles = plant(read_articles(old), seed)
    new = pipeline.read(Source("new.txt", "", write(articles, text.splitlines()[0], language).encode()))
    was, now = _positions(old), _positions(new)
    parts = [part for article in articles for part in article]
    if len(parts) != len(now):
        raise SystemExit(f"{path.name}, {seed}: {len(parts)} clauses written and {len(now)} read")
    done = {(one.source, at): one.done for at, part in enumerate(parts) for one in part.sentences if one.source >= 0}
    result = bench.Score()
    found = set()
    for link in align.align(old, new).links:
        if link.old.eid in was and link.new.eid in now:
            pair = was[link.old.eid], now[link.new.eid]
            found.add(pair)
            result.by_confidence[link.confidence]["right" if pair in done else "wrong"] += 1
            if pair not in done:
                kinds["/".join(sorted({one.done for one in parts[pair[1]].sentences}))]["wrong"] += 1
                if misses:
                    print(path.name, seed, "wrong", link.found_by, link.score, link.confidence, sep="\t")
                    print(f"    {old.clause(link.old.eid).words!r}\n    {new.clause(link.new.eid).words!r}")
    lines = {at: eid for eid, at in now.items()}
    before = {at: eid for eid, at in was.items()}
    for pair, kind in done.items():
        kinds[kind]["right" if pair in found else "missed"] += 1
        if misses and pair not in found:
            print(path.name, seed, "missed", kind, sep="\t")
            print(f"    {old.clause(before[pair[0]]).words!r}\n    {new.clause(lines[pair[1]]).words!r}")
    result.counts = Counts(len(found & done.keys()), len(found - done.keys()), len(done.keys() - found))
    return result


def _positions(decision: Decision) -> dict[str, int]:
    eids = [clause.eid for clause in decision.walk()[1:] if clause.words.strip()]
    return {eid: at for at, eid in enumerate(eids)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--seeds", type=int, default=40)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    total = bench.Score()
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for path in options.files or sorted(STATUTES.glob("*.txt")):
        one = bench.Score()
        for seed in range(options.seeds):
            one.add(score(path, seed, kinds, misses=options.misses))
        figures = one.counts.list_figures()
        print(
            f"{path.name:<16} P {figures['P']:.4f}  R {figures['R']:.4f}  F1 {figures['F1']:.4f}  wrong {one.counts.wrong}"
        )
        total.add(one)
    figures = total.counts.list_figures()
    print(f"{'all':<16} P {figures['P']:.4f}  R {figures['R']:.4f}  F1 {figures['F1']:.4f}")
    for kind, counts in sorted(kinds.items()):
        print(f"{kind:<40} {counts['right']:5d} right {counts['missed']:5d} missed {counts['wrong']:5d} wrong")
    bench.print_reliability("links", total)


if __name__ == "__main__":
    main()
