"""Many pairs and many decisions: what they cost, and how it grows.

    python bench/collection.py batch [PAIRS]         throughput with one and two processes, through Dask, memory, kill -9 and again
    python bench/collection.py index [CLAUSES]       time and size of an index, look-ups, recall of planted near-duplicates
    python bench/collection.py citations FOLDER      the citations of FOLDER (texts of ITU resolutions) against citations_pp18.tsv

Texts are generated, the same ones each time. Times are wall-clock times for what runs in several processes, else CPU times; the machine's load is
printed, and what counts are ratios.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import distributed

from decision_diff import pipeline
from decision_diff.collection import batch, index
from decision_diff.collection.batch.processes import open_executor

HERE = Path(__file__).parent
SUBJECTS = {
    "en": [
        "members",
        "council",
        "report",
        "group",
        "meeting",
        "forum",
        "policy",
        "budget",
        "plan",
        "union",
        "sector",
        "assembly",
        "bureau",
        "committee",
        "study",
        "period",
        "programme",
        "strategy",
        "inclusion",
        "network",
        "spectrum",
        "satellite",
        "access",
        "training",
        "region",
        "partner",
        "security",
        "service",
        "quality",
        "tariff",
        "resource",
        "election",
        "observer",
        "rule",
        "convention",
        "agenda",
        "annex",
        "draft",
        "session",
        "deadline",
        "language",
        "document",
        "archive",
        "library",
        "harbour",
        "river",
        "bridge",
        "station",
    ],
    "zh": [
        "成员",
        "理事会",
        "报告",
        "专家组",
        "会议",
        "论坛",
        "政策",
        "预算",
        "规划",
        "联盟",
        "部门",
        "大会",
        "主任",
        "委员会",
        "研究",
        "周期",
        "计划",
        "战略",
        "包容",
        "网络",
        "频谱",
        "卫星",
        "应急",
        "培训",
        "区域",
        "伙伴",
        "安全",
        "服务",
        "质量",
        "资费",
        "资源",
        "选举",
        "观察员",
        "规则",
        "公约",
        "议程",
        "附件",
        "草案",
        "届会",
        "期限",
        "语文",
        "文件",
        "档案",
        "图书馆",
        "港口",
        "河流",
        "桥梁",
        "车站",
    ],
}
VERBS = {
    "en": ["invite", "review", "submit", "adopt", "extend", "limit", "publish", "consider", "transfer", "finance"],
    "zh": ["请", "审议", "提交", "通过", "延长", "限制", "公布", "考虑", "转交", "资助"],
}
LINKS = {
    "en": ["of", "for", "with", "on", "by", "through", "without", "before", "after", "near"],
    "zh": ["的", "与", "和", "及", "对", "在", "由", "向", "经", "从"],
}


def make_clause(chance: random.Random, language: str) -> str:
    """A sentence of 10 to 40 words, of a vocabulary of 60 and numbers."""
    words = [chance.choice(VERBS[language])]
    while len(words) < chance.randint(10, 40):
        words += [chance.choice(SUBJECTS[language]), chance.choice(LINKS[language])]
    words.append(str(chance.randint(2, 9999)))
    return (" " if language == "en" else "").join(words)


def make_decision(chance: random.Random, number: int, language: str, clauses: int) -> list[str]:
    head = (
        [f"RESOLUTION {number} (REV. ROME, 2018)", "On all", "resolves"]
        if language == "en"
        else [f"第{number}号决议", "做出决议"]
    )
    return [
        *head,
        *(f"{at} {make_clause(chance, language)}{';' if language == 'en' else '；'}" for at in range(1, clauses + 1)),
    ]


def change_words(chance: random.Random, text: str, language: str, share: float = 0.06) -> str:
    """The text with that share of its words, one at least, replaced by others."""
    parts = text.split(" ") if language == "en" else [text[at : at + 2] for at in range(0, len(text), 2)]
    for at in chance.sample(range(len(parts)), max(1, round(share * len(parts)))):
        parts[at] = chance.choice(SUBJECTS[language])
    return (" " if language == "en" else "").join(parts)


def write_pairs(folder: Path, count: int, clauses: int = 20) -> Path:
    chance = random.Random(7)
    rows = ["name,old,new"]
    for number in range(count):
        language = ("en", "zh")[number % 2]
        old = make_decision(chance, number, language, clauses)
        new = list(old)
        for at in chance.sample(range(3, len(old)), 3):
            new[at] = change_words(chance, old[at], language)
        del new[chance.randrange(3, len(new))]
        for name, lines in (("old", old), ("new", new)):
            (folder / f"{number}-{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        rows.append(f"p{number},{number}-old.txt,{number}-new.txt")
    path = folder / "pairs.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def run_once(pairs: list[batch.NamedPair], folder: Path, **how: object) -> tuple[float, float]:
    """Compares all pairs anew; gives seconds of the clock, and of the processor in this process and those that ended."""
    shutil.rmtree(folder, ignore_errors=True)
    start, before = time.perf_counter(), measure_processor()
    done = list(batch.run_batch(pairs, folder, **how))  # type: ignore[arg-type]
    assert {one.result for one in done} == {"different"}, Counter(one.failure for one in done).most_common(3)
    return time.perf_counter() - start, measure_processor() - before


def measure_processor() -> float:
    """The seconds of the processor that this process and those that it waited for have used."""
    return sum(os.times()[:4])


def measure_batch(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pairs = list(batch.find_pairs([write_pairs(folder, count)]).pairs)
        few = pairs[: max(40, count // 20)]
        alone: list[float] = []
        for _ in range(3):  # in turn
            (one, spent), (two, both) = (run_once(few, folder / "out", jobs=jobs) for jobs in (1, 2))
            alone.append(one)
            print(
                f"{len(few)} pairs: one process {len(few) / one:.1f} a second, {spent / len(few) * 1000:.0f} ms of the processor each; two "
                f"{len(few) / two:.1f} a second, {both / len(few) * 1000:.0f} ms each: {one / two:.2f} times by the clock; load {load()}",
                flush=True,
            )
        measure_dask(few, folder, sorted(alone)[1])
        for size in (count // 8, count):
            clock, spent = run_once(pairs[:size], folder / "out", jobs=2)
            own, workers = (
                resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
            )
            print(
                f"{size} pairs, two processes: {clock:.0f} s, {spent / size * 1000:.0f} ms of the processor each; memory at most: this process "
                f"{own:.0f} MB, a worker {workers:.0f} MB; load {load()}",
                flush=True,
            )
        start = time.perf_counter()
        assert all(one.reused for one in batch.run_batch(pairs, folder / "out", jobs=2))
        print(f"{count} pairs that were done before: {time.perf_counter() - start:.0f} s; load {load()}", flush=True)
        measure_resumption(folder, count // 8)


def measure_dask(pairs: list[batch.NamedPair], folder: Path, alone: float) -> None:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as cluster:  # type: ignore[no-untyped-call]
        with open_executor(cluster.scheduler_address.replace("tcp://", "dask://")) as (executor, jobs):
            run_once(pairs[:8], folder / "out", executor=executor, jobs=jobs)  # workers load what they need
            spent, _ = run_once(pairs, folder / "out", executor=executor, jobs=jobs)
        print(
            f"{len(pairs)} pairs: Dask with two workers {len(pairs) / spent:.1f} a second: {alone / spent:.2f} times one process; load {load()}",
            flush=True,
        )


def measure_resumption(folder: Path, count: int) -> None:
    rows = (folder / "pairs.csv").read_text(encoding="utf-8").splitlines()[: count + 1]
    (folder / "few.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "decision_diff",
        "batch",
        str(folder / "few.csv"),
        "--jobs",
        "2",
        "-q",
        "-o",
        str(folder / "again"),
    ]
    process = subprocess.Popen(command)
    while len(list((folder / "again").glob("*/record.json"))) < count // 2:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = len(list((folder / "again").glob("*/record.json")))
    for what in ("the rest", "all done before"):
        start = time.perf_counter()
        done = subprocess.run(command, check=False)
        assert done.returncode == 1, done.returncode
        print(f"killed with {kept} of {count} done; {what}: {time.perf_counter() - start:.1f} s", flush=True)


def load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


def write_decisions(folder: Path, clauses: int) -> list[tuple[str, str]]:
    """Decisions of 50 clauses each; gives (language, words) of all clauses."""
    chance = random.Random(11)
    found = []
    for number in range(clauses // 50):
        language = ("en", "zh")[number % 2]
        lines = make_decision(chance, number, language, 50)
        (folder / f"{number}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        found += [(language, line.partition(" ")[2][:-1]) for line in lines[-50:]]
    return found


def measure_index(clauses: int) -> None:
    sizes = [clauses // 4, clauses // 2, clauses]
    spent = [measure_one_index(size) for size in sizes]
    for what, at in (("time", 0), ("size", 1), ("look-up", 2)):
        slope = math.log(spent[-1][at] / spent[0][at]) / math.log(sizes[-1] / sizes[0])
        print(f"{what} grows with the power {slope:.2f} of the number of clauses")


def measure_one_index(clauses: int) -> tuple[float, float, float]:
    with tempfile.TemporaryDirectory() as name:
        folder, database = Path(name) / "in", Path(name) / "d.index"
        folder.mkdir()
        texts = write_decisions(folder, clauses)
        start = time.process_time()
        report = index.build_index(folder, database)
        built = time.process_time() - start
        start = time.process_time()
        index.build_index(folder, database)
        again = time.process_time() - start
        size = database.stat().st_size / 1e6
        lines = list(look_up(database, texts))
        times = sorted(line[1] for line in lines)
        found = {language: [line[2] for line in lines if line[0] == language] for language in ("en", "zh")}
        recall = ", ".join(f"{language} {sum(each)} of {len(each)}" for language, each in found.items())
        print(
            f"{report.clauses} clauses: built in {built:.1f} s, up to date again in {again:.2f} s, {size:.0f} MB; find: median "
            f"{times[len(times) // 2] * 1000:.0f} ms, at most {times[-1] * 1000:.0f} ms; found {recall}; load {load()}"
        )
        return built, size, times[len(times) // 2]


def look_up(database: Path, texts: list[tuple[str, str]]) -> Iterator[tuple[str, float, bool]]:
    """Looks for 200 clauses of which 6 % of the words were replaced: language, seconds of the processor, whether the clause is in the list."""
    chance = random.Random(13)
    with closing(index.open_index(database)) as connection:
        for language, words in chance.sample(texts, 200):
            wanted = change_words(chance, words, language)
            start = time.process_time()
            rows = index.find_alike(connection, wanted).rows
            spent = time.process_time() - start
            yield language, spent, any(str(row[3]).startswith(words) for row in rows)


def check_citations(folder: Path) -> None:
    gold: dict[str, Counter[tuple[str, ...]]] = {}
    for line in (HERE / "citations_pp18.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            file, *rest = line.split("\t")
            gold.setdefault(file, Counter())[tuple(rest)] += 1
    whole, right, more = 0, 0, 0
    with tempfile.TemporaryDirectory() as name:
        texts = Path(name) / "texts"
        texts.mkdir()
        for path in folder.glob("*.txt"):
            shutil.copy(path, texts)
        index.build_index(texts, Path(name) / "d.index")
        with closing(index.open_index(Path(name) / "d.index")) as connection:
            for file, wanted in gold.items():
                found = list_found(connection, texts / f"{file}.txt", wanted)
                whole += wanted.total()
                right += (wanted & found).total()
                more += (found - wanted).total()
                for one in sorted((wanted - found).elements()):
                    print(f"{file}: missed {one}")
                for one in sorted((found - wanted).elements()):
                    print(f"{file}: not in the list {one}")
    print(f"{right} of {whole} citations, kind, number, year and body; {more} that are not in the list")


def list_found(
    connection: sqlite3.Connection, path: Path, wanted: Counter[tuple[str, ...]]
) -> Counter[tuple[str, ...]]:
    """The citations that the index has of a text, as rows of the list; the line is that of the list where one of the lines of the clause is in it."""
    decision = pipeline.read(path)
    number, lines = 1, []
    for block in decision.blocks:
        lines.append(number)
        number += block.raw.count("\n")
    rows = connection.execute(
        "SELECT citation.kind, citation.number, citation.year, citation.body, clause.eid FROM citation JOIN clause ON clause.id = citation.clause "
        "JOIN revision ON revision.id = clause.revision WHERE revision.path = ? AND citation.kind <> '' ORDER BY citation.id",
        (path.name,),
    )
    found: Counter[tuple[str, ...]] = Counter()
    for kind, act, year, body, eid in rows:
        origin = decision.clause(eid).origin
        own = [str(line) for line in lines[origin.start : origin.end]]
        facts = (kind, act, str(year), body)
        line = next((one for one in own if found[one, *facts] < wanted[one, *facts]), own[0])
        found[line, *facts] += 1
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["batch", "index", "citations"])
    parser.add_argument("more", nargs="?")
    given = parser.parse_args()
    if given.what == "batch":
        measure_batch(int(given.more or 2000))
    elif given.what == "index":
        measure_index(int(given.more or 100_000))
    else:
        check_citations(Path(given.more))


if __name__ == "__main__":
    main()
