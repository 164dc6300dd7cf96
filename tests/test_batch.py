"""A batch: outcomes, what is done again, what one bad pair does to the others, and the command."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import batches
from batches import write_pairs
from decision_diff.cli import main
from decision_diff.collection import batch
from decision_diff.collection.batch import BatchSettings, NamedPair, records, run, work
from decision_diff.collection.batch.processes import HomePool, divide_memory, open_executor
from decision_diff.collection.batch.records import RECORD, STARTED
from decision_diff.errors import FormatError, OutputError, UnreadableError


class Here(Executor):
    """Does the work at once, in this thread."""

    def submit(self, function: Any, /, *given: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(function(*given, **named))
        except Exception as error:  # noqa: BLE001 - as executors do
            future.set_exception(error)
        return future


def run_here(pairs: Any, folder: Path, settings: BatchSettings | None = None, **given: Any) -> list[batch.PairOutcome]:
    return sorted(batch.run_batch(pairs, folder, settings, executor=Here(), jobs=1, **given), key=lambda one: one.index)


def test_each_pair_gets_its_outputs_and_an_outcome(tmp_path: Path) -> None:
    pairs = write_pairs(tmp_path / "in", ["first/one", "same", "a:b"])
    done = run_here(pairs, tmp_path / "out")
    assert [(one.name, one.result, one.reused) for one in done] == [
        ("first/one", "different", False),
        ("same", "same", False),
        ("a:b", "different", False),
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a_b", "first_one", "same"]
    for folder in (tmp_path / "out").iterdir():
        assert sorted(path.name for path in folder.iterdir()) == [RECORD, "redline.html", "redline.json"]
    assert done[0].record["changes"] == {"MOD": 1, "NOC": 3}
    assert "Nassau" in (tmp_path / "out/first_one/redline.html").read_text(encoding="utf-8")


def test_what_was_done_is_done_again_only_if_content_options_or_outputs_differ(tmp_path: Path) -> None:
    pairs = write_pairs(tmp_path / "in", ["one", "two"])
    out = tmp_path / "out"
    run_here(pairs, out)
    assert [one.reused for one in run_here(pairs, out)] == [True, True]
    Path(pairs[0].new).write_text("Decision 12\ndecides\n1 to stop.\n", encoding="utf-8")
    assert [one.reused for one in run_here(pairs, out)] == [False, True]
    (out / "two/redline.html").write_text("spoilt", encoding="utf-8")
    assert [one.reused for one in run_here(pairs, out)] == [True, False]
    assert (out / "two/redline.html").read_text(encoding="utf-8") != "spoilt"
    summary = BatchSettings(("summary",))
    assert [one.reused for one in run_here(pairs, out, summary)] == [False, False]
    assert sorted(path.name for path in (out / "one").iterdir()) == [RECORD, "summary.txt"]
    ignoring = BatchSettings(("summary",), {"ignore": ("case",)})
    assert [one.reused for one in run_here(pairs, out, ignoring)] == [False, False]


def test_another_version_is_not_done_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    task = records.PairTask(0, NamedPair("a", "b", "c"), "d", BatchSettings(), 0)
    newer = records.PairTask(0, task.pair, "d", task.settings, 0, "9.9")
    keys = {records.compute_key(one, ("o", "1"), ("n", "2")) for one in (task, newer)}
    assert len(keys) == 2
    outcome = work.compare_pair(newer)
    assert outcome.failure == f"this worker has version {task.version} and the batch needs 9.9; install the same on all"


def test_a_failed_pair_leaves_no_old_outputs_and_is_tried_again(tmp_path: Path) -> None:
    pairs = write_pairs(tmp_path / "in", ["one"])
    out = tmp_path / "out"
    run_here(pairs, out)
    whole = Path(pairs[0].new).read_bytes()
    Path(pairs[0].new).write_bytes(b"\0\1\2")
    (failed,) = run_here(pairs, out)
    assert (failed.result, failed.record["failure"]["code"]) == ("failed", "unreadable")
    assert list((out / "one").iterdir()) == []
    Path(pairs[0].new).write_bytes(whole)
    assert [one.result for one in run_here(pairs, out)] == ["different"]


def test_a_forged_record_removes_nothing_outside_its_folder(tmp_path: Path) -> None:
    pairs = write_pairs(tmp_path / "in", ["one"])
    out = tmp_path / "out"
    run_here(pairs, out)
    precious = tmp_path / "precious.txt"
    precious.write_text("mine", encoding="utf-8")
    record = json.loads((out / "one" / RECORD).read_text(encoding="utf-8"))
    record["outputs"][0]["file"] = "../../precious.txt"
    record["key"] = ""
    (out / "one" / RECORD).write_text(json.dumps(record), encoding="utf-8")
    assert [one.reused for one in run_here(pairs, out)] == [False]
    assert precious.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("content", ["", "[]", "{", '{"schema_version": "1.0", "outputs": {}}', "[" * 100_000])
def test_what_is_not_a_record_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / RECORD).write_text(content, encoding="utf-8")
    assert records.read_record(tmp_path) is None


def test_one_bad_pair_never_stops_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "compare_batch", batches.misbehave)
    names = ["a", "crash", "b", "loop", "c", "memory", "same", "fault"]
    pairs = [*write_pairs(tmp_path / "in", names), NamedPair("gone", "nowhere.txt", "nowhere.txt")]
    done = batch.run_batch(pairs, tmp_path / "out", jobs=2, seconds=3, memory=4 << 30)
    found = {one.name: (one.result, (one.record["failure"] or {}).get("code")) for one in done}
    assert found == {
        "a": ("different", None),
        "b": ("different", None),
        "c": ("different", None),
        "same": ("same", None),
        "crash": ("failed", "process"),
        "loop": ("failed", "time"),
        "memory": ("failed", "memory"),
        "fault": ("failed", "fault"),
        "gone": ("failed", "unreadable"),
    }
    assert not list((tmp_path / "out").rglob(STARTED))


@pytest.mark.slow
def test_a_pair_that_hears_nothing_is_ended_from_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "compare_batch", batches.misbehave)
    pairs = write_pairs(tmp_path / "in", ["a", "sleep", "b"])
    found = {one.name: one.failure for one in batch.run_batch(pairs, tmp_path / "out", jobs=1, seconds=2)}
    assert (found["a"], found["b"]) == ("", "")
    assert found["sleep"] == (
        "its process ended while it was compared (a crash, too little memory, or its limit of 2 seconds)"
    )


def spin() -> None:
    while True:
        pass


def test_a_time_limit_reaches_code_in_python_and_nothing_after_it() -> None:
    with pytest.raises(work.OutOfTimeError), work.limit_time(0.05):
        spin()
    with work.limit_time(0.05):
        pass
    until = time.monotonic() + 0.1
    while time.monotonic() < until:  # nothing arrives late
        pass


def test_any_executor_does_the_work(tmp_path: Path) -> None:
    pairs = write_pairs(tmp_path / "in", [f"p{number}" for number in range(9)])
    with ThreadPoolExecutor(3) as pool:
        done = list(batch.run_batch(pairs, tmp_path / "out", executor=pool, jobs=3))
    assert {one.result for one in done} == {"different"}
    assert sorted(one.index for one in done) == list(range(9))


def test_outputs_that_a_worker_wrote_elsewhere_are_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = write_pairs(tmp_path / "in", ["one"])
    monkeypatch.setattr(work, "write_record", lambda folder, record: None)
    (found,) = run_here(pairs, tmp_path / "out")
    assert found.failure.startswith("a worker wrote it where this process does not see it")


def test_a_folder_says_that_it_is_of_a_batch_until_its_record_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill at any moment leaves a folder that the next run takes for its own."""
    seen = []

    def watch(folder: Path, record: Any) -> None:
        seen.append(sorted(path.name for path in folder.iterdir()))

    monkeypatch.setattr(work, "write_record", watch)
    run_here(write_pairs(tmp_path / "in", ["one"]), tmp_path / "out")
    assert seen == [[STARTED, "redline.html", "redline.json"]]


@pytest.mark.parametrize(
    ("pairs", "workers", "largest"),
    [(7, 1, 1), (15, 1, 1), (16, 1, 2), (255, 1, 31), (256, 1, 32), (900, 1, 32), (256, 2, 16)],
)
def test_batches_are_of_at_most_32_pairs_and_eight_for_each_worker(pairs: int, workers: int, largest: int) -> None:
    sizes = []

    class Counting(Here):
        def submit(self, function: Any, /, *given: Any, **named: Any) -> Future[Any]:
            sizes.append(len(given[0]))
            return super().submit(lambda tasks: [work._fail(task, "x", "x") for task in tasks], *given)

    tasks = [records.PairTask(at, NamedPair("a", "b", "c"), "nowhere", BatchSettings(), 0) for at in range(pairs)]
    assert len(list(run._Runner(Counting(), workers).run(tasks))) == pairs
    assert (max(sizes), sum(sizes)) == (largest, pairs)


class NoWorker(Here):
    """An executor whose workers never begin."""

    def submit(self, function: Any, /, *given: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(OSError("no worker"))
        return future


def test_pairs_that_no_worker_begins_fail_and_end(tmp_path: Path) -> None:
    pairs = write_pairs(tmp_path / "in", ["one", "two"])
    done = list(batch.run_batch(pairs, tmp_path / "out", executor=NoWorker(), jobs=1))
    assert [one.failure for one in done] == ["no worker could begin it (OSError: no worker)"] * 2


def test_a_pool_shares_the_memory_of_the_machine() -> None:
    assert divide_memory(1) >= 2 * divide_memory(2) - 1 or divide_memory(2) == 1 << 30
    pool = HomePool(0).open_pool(1)
    pool.shutdown()


@pytest.mark.parametrize("address", ["", "dask://", "ray://host:1", "host:8786"])
def test_another_address_is_no_executor(address: str) -> None:
    with pytest.raises(FormatError, match="dask://HOST:PORT"), open_executor(address):
        pass


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    pairs = write_pairs(tmp_path / "in", ["one"])
    (tmp_path / "out").mkdir()
    (tmp_path / "out/letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"holds letter\.txt, which is not from a batch"):
        batch.run_batch(pairs, tmp_path / "out")
    assert [one.result for one in run_here(pairs, tmp_path / "out", force=True)] == ["different"]
    with pytest.raises(OutputError, match="this is a file"):
        batch.run_batch(pairs, tmp_path / "out/letter.txt")
    with pytest.raises(UnreadableError, match="no pairs"):
        batch.run_batch([], tmp_path / "new")


def test_the_report_holds_all_and_depends_on_no_order(tmp_path: Path) -> None:
    pairs = [*write_pairs(tmp_path / "in", ["one", "same", "<b>&"]), NamedPair("gone", "x.txt", "y.txt")]
    done = run_here(pairs, tmp_path / "out")
    totals = batch.write_reports(done, tmp_path / "out")
    page = (tmp_path / "out/report.html").read_text(encoding="utf-8")
    report = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))
    jsonschema.validate(report, json.loads(batch.load_schema()))
    assert report["totals"] == {
        "pairs": 4, "same": 1, "different": 2, "failed": 1, "changes": {"MOD": 2, "NOC": 10}, "signals": report["totals"]["signals"],
    }  # fmt: skip
    assert (totals.pairs, totals.failed) == (4, 1)
    assert "4 pairs: 1 same, 2 different, 1 failed" in page
    assert 'href="_b_&amp;/redline.html"' in page or 'href="_b_%26/redline.html"' in page
    assert "&lt;b&gt;&amp;" in page
    assert "<script" not in page
    again = tmp_path / "again"
    again.mkdir()
    batch.write_reports(done[::-1], again)
    assert (again / "report.html").read_text(encoding="utf-8") == page


# The command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("decision_diff.collection.batch.processes.HomePool.open_pool", lambda self, workers: Here())
    for name in ("a/old.txt", "a/new.txt", "b/old.txt", "b/new.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(batches.OLD.format(name if name.startswith("a") else "x"), encoding="utf-8")
    return tmp_path


def test_the_command_says_what_came_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", "in", "-o", "out"]) == 1
    assert capsys.readouterr().out == f"2 pairs: 1 same, 1 different\nReport: {Path('out', 'report.html')}\n"
    assert main(["batch", "in", "-o", "out"]) == 1
    assert "; 2 done before\n" in capsys.readouterr().out
    (folder / "in/a/new.txt").write_text((folder / "in/a/old.txt").read_text("utf-8"), encoding="utf-8")
    assert main(["batch", "in", "-o", "out", "-q"]) == 0
    (folder / "in/a/new.txt").write_bytes(b"")
    assert main(["batch", "in", "-o", "out"]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("decision-diff: a: ")
    assert "1 same, 1 failed" in captured.out


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["nowhere", "-o", "out"], "file not found"),
        (["in", "in", "in", "-o", "out"], "one manifest, one folder or two folders"),
        (["in", "-o", "out", "-f", "nonsense"], "unknown output format 'nonsense'"),
        (["in", "-o", "out", "--author", "Ann"], "--author has no effect"),
        (["in", "-o", "out", "--ignore", "vowels"], "vowels"),
        (["in", "-o", "out", "--profile", "nonsense"], "nonsense"),
        (["in", "-o", "out", "--labels", "xx"], "xx"),
        (["in", "-o", "out", "--executor", "ray://x"], "dask://HOST:PORT"),
        (["in", "-o", "out", "--executor", "dask://x", "--jobs", "2"], "--executor has its own"),
        (["empty", "-o", "out"], "no pairs are here"),
    ],
)
def test_what_is_not_possible_is_said_in_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], given: list[str], said: str
) -> None:
    (folder / "empty").mkdir()
    assert main(["batch", *given]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert not (folder / "out").exists()


def test_an_option_reaches_every_format_that_has_it(folder: Path) -> None:
    assert main(["batch", "in", "-o", "out", "-f", "table-csv", "-f", "json", "--labels", "fr", "-q"]) == 1
    assert "Avant" in (folder / "out/a/table.csv").read_text(encoding="utf-8")
    assert (folder / "out/a/redline.json").exists()


@pytest.mark.parametrize(
    ("seconds", "done", "left", "said"),
    [
        (10, 1, 5, ""),
        (10, 10, 0, ""),
        (10, 10, 5, ", about 5 s left"),
        (10, 10, 89, ", about 89 s left"),
        (10, 10, 90, ", about 2 min left"),
        (10, 10, 5400, ", about 2 h left"),
        (0, 10, 5, ", about 1 s left"),
    ],
)
def test_how_long_it_may_take(seconds: float, done: int, left: int, said: str) -> None:
    from decision_diff.cli.batch import say_left

    assert say_left(seconds, done, left) == said


@pytest.mark.slow
def test_a_killed_batch_goes_on_where_it_was_and_leaves_no_process(tmp_path: Path) -> None:
    names = [f"p{number}" for number in range(50)]
    pairs = write_pairs(tmp_path / "in", names)
    rows = "".join(f"{pair.name},{pair.old},{pair.new}\n" for pair in pairs)
    (tmp_path / "pairs.csv").write_text(f"name,old,new\n{rows}", encoding="utf-8")
    command = [sys.executable, "-m", "decision_diff", "batch", str(tmp_path / "pairs.csv"), "--jobs", "2", "-o"]
    process = subprocess.Popen([*command, str(tmp_path / "out")], stdout=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while len(list((tmp_path / "out").glob(f"*/{RECORD}"))) < 5 and time.monotonic() < until:
        time.sleep(0.02)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    workers = [int(one) for one in children.read_text().split()] if children.exists() else []
    process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    process.wait()
    done = len(list((tmp_path / "out").glob(f"*/{RECORD}")))
    assert 5 <= done < 50
    until = time.monotonic() + 20
    while any(Path(f"/proc/{one}/cmdline").exists() for one in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{one}/cmdline").exists() for one in workers)
    again = subprocess.run([*command, str(tmp_path / "out")], capture_output=True, text=True, check=False)
    whole = subprocess.run([*command, str(tmp_path / "whole")], capture_output=True, text=True, check=False)
    assert (again.returncode, whole.returncode) == (1, 1), again.stderr
    assert int(again.stdout.split("; ")[1].split()[0]) >= done
    for name in ("report.html", "report.json"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    assert not list((tmp_path / "out").rglob(STARTED))


@pytest.mark.slow
def test_a_dask_cluster_does_the_work_and_a_pair_that_ends_its_workers_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import distributed

    start: Any = distributed.LocalCluster
    monkeypatch.setattr(run, "compare_batch", batches.misbehave)
    pairs = write_pairs(tmp_path / "in", ["a", "crash", "b", "loop", "c"])
    with start(n_workers=1, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        with open_executor(cluster.scheduler_address.replace("tcp://", "dask://")) as (executor, workers):
            assert workers == 1
            done = list(batch.run_batch(pairs, tmp_path / "out", executor=executor, jobs=workers, seconds=4))
        codes = {one.name: (one.record["failure"] or {}).get("code") for one in done}
        assert codes == {"a": None, "b": None, "c": None, "crash": "process", "loop": "time"}
        report = subprocess.run(
            [
                *(sys.executable, "-m", "decision_diff", "batch", str(tmp_path / "in"), "-o", str(tmp_path / "cli")),
                *("--executor", cluster.scheduler_address.replace("tcp://", "dask://")),
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
    assert report.returncode == 1, report.stderr
    assert (tmp_path / "cli/report.json").exists()


def test_a_file_that_somebody_changed_or_put_there_is_kept_under_another_name(tmp_path: Path) -> None:
    pairs, out = write_pairs(tmp_path / "in", ["one", "two"]), tmp_path / "out"
    batch.write_reports(run_here(pairs, out), out)
    (out / "one/redline.html").write_text("with my remarks", encoding="utf-8")
    (out / "one/redline.md").write_text("my minutes", encoding="utf-8")
    one, two = run_here(pairs, out, BatchSettings(("html", "markdown")))
    assert (out / "one/redline.html.kept").read_text(encoding="utf-8") == "with my remarks"
    assert (out / "one/redline.md.kept").read_text(encoding="utf-8") == "my minutes"
    assert [each["message"] for each in one.record["notices"] if each["code"] == OutputError.code] == [
        "redline.html was not as a batch wrote it; it is kept as redline.html.kept",
        "redline.md was not as a batch wrote it; it is kept as redline.md.kept",
    ]
    assert not two.record["notices"]
    (out / "one/redline.html").write_text("again", encoding="utf-8")
    run_here(pairs, out, BatchSettings(("json",)))
    assert (out / "one/redline.html.kept-2").read_text(encoding="utf-8") == "again"


def test_what_a_killed_or_failed_comparison_left_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pairs, out = write_pairs(tmp_path / "in", ["one"]), tmp_path / "out"
    (out / "one").mkdir(parents=True)
    (out / "one" / STARTED).touch()
    (out / "one/redline.html").write_text("half of it", encoding="utf-8")
    run_here(pairs, out)
    assert sorted(path.name for path in (out / "one").iterdir()) == [RECORD, "redline.html", "redline.json"]

    def fail(*_: object) -> None:
        raise OutputError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(work, "_describe", fail)
        assert run_here(pairs, out, BatchSettings(("html",), {"ignore": ("case",)}))[0].result == "failed"
    assert not list((out / "one").iterdir())


def test_an_output_never_takes_the_place_of_a_text(tmp_path: Path) -> None:
    (pair,), out = write_pairs(tmp_path / "in", ["one"]), tmp_path / "out"
    (out / "one").mkdir(parents=True)
    mine = out / "one/redline.html"
    mine.write_bytes(Path(pair.new).read_bytes())
    (done,) = run_here([NamedPair("one", pair.old, str(mine))], out, force=True)
    assert (done.result, done.record["failure"]["code"]) == ("failed", OutputError.code)
    assert mine.read_bytes() == Path(pair.new).read_bytes()


def test_a_report_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    pairs, out = write_pairs(tmp_path / "in", ["one"]), tmp_path / "out"
    out.mkdir()
    (out / "report.html").write_text("the report of the year", encoding="utf-8")
    with pytest.raises(OutputError, match=r"holds report\.html, which is not from a batch"):
        run_here(pairs, out)
    batch.write_reports(run_here(pairs, out, force=True), out)
    assert (out / "report.html.kept").read_text(encoding="utf-8") == "the report of the year"
    before = (out / "report.html").read_bytes()
    batch.write_reports(run_here(pairs, tmp_path / "out", force=True), out)
    assert (out / "report.html").read_bytes() == before
    assert sorted(path.name for path in out.iterdir()) == ["one", "report.html", "report.html.kept", "report.json"]


def test_what_another_run_has_just_written_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pairs, out = write_pairs(tmp_path / "in", ["one"]), tmp_path / "out"
    run_here(pairs, out)
    looks: list[Path] = []

    def look(folder: Path) -> dict[str, Any] | None:  # at first, before the other run wrote its record
        looks.append(folder)
        return records.read_record(folder) if len(looks) > 1 else None

    monkeypatch.setattr(work, "read_record", look)
    assert [(one.result, one.reused) for one in run_here(pairs, out)] == [("different", False)]
    assert sorted(path.name for path in (out / "one").iterdir()) == [RECORD, "redline.html", "redline.json"]
