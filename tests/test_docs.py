"""The documentation is true: what it prints is run, what the program has is in it, and its links lead somewhere.

Each page is run from top to bottom in a folder of its own that holds a copy of `fixtures/`:

    ```console       lines that begin with `$ ` run in bash; the lines below are the output, errors included
    ```pycon         the same for Python: `>>> ` and what it prints; all such blocks of a page share their names
    ```python        runs as a program
    ```LANG FILE     is first written to FILE, for the blocks below to use

A line of output that is only `…` stands for any lines; a command without output below it may print what it likes.
A `pyproject.toml` is installed as far as entry points go, without a package index.

`pytest --update-goldens tests/test_docs.py` writes into the pages what really came out. It cannot bless a command that
fails, and where it cannot tell which lines a `…` should leave out, it says so and leaves the page to you.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

import decision_diff as dd
from decision_diff import cli, errors, readers, renderers
from decision_diff.changes import EFFECTS, KINDS, MARKS
from decision_diff.notices import NOTICE_CODES

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
README = ROOT / "README.md"
# The changelog is not among them: it may name what is there no more.
PAGES = (
    README,
    *(ROOT / f"{name}.md" for name in ("CONTRIBUTING", "RELEASING", "SECURITY")),
    *sorted(DOCS.rglob("*.md")),
)

# Beginning of a command -> why it is not run.
NOT_RUN = {
    "make demo": "installs from a package index; the build server has its own step for a fresh clone",
    "make test": "runs this very test",
    "pip install": "needs a package index; an installed format is set up by `_install` below",
    "pipx install": "likewise",
    "uv tool install": "likewise",
}
ANY_LINES = "…"


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=name_of)


def parsed(page: Path) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8"))


def inline(page: Path) -> Iterator[Token]:
    for token in parsed(page):
        yield from token.children or ()


def fences(page: Path) -> list[Token]:
    return [token for token in parsed(page) if token.type == "fence"]


# -- what is printed is run


@dataclass(frozen=True, slots=True)
class Step:
    """A command and the output shown below it; `start` is the number of the line where that output stands, from 0."""

    command: str
    shown: list[str]
    start: int


def console_steps(fence: Token) -> list[Step]:
    assert fence.map
    steps: list[Step] = []
    for number, line in enumerate(fence.content.splitlines(), fence.map[0] + 1):
        if line.startswith("$ "):
            steps.append(Step(line[2:], [], number + 1))
        else:
            assert steps, f"line {number + 1}: a console block begins with a command"
            steps[-1].shown.append(line)
    return steps


def python_steps(fence: Token) -> list[Step]:
    assert fence.map
    first = fence.map[0] + 1
    return [
        Step(example.source, example.want.splitlines(), first + example.lineno + example.source.count("\n"))
        for example in doctest.DocTestParser().get_examples(fence.content)
    ]


def matches(shown: Sequence[str], got: Sequence[str]) -> bool:
    pattern = "".join(r"(?:[^\n]*\n)*" if line == ANY_LINES else re.escape(line) + r"\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in got)) is not None


def refreshed(shown: Sequence[str], got: Sequence[str]) -> list[str]:
    """What came out, with the one `…` where it was."""
    if ANY_LINES not in shown:
        return list(got)
    head = shown.index(ANY_LINES)
    tail = len(shown) - head - 1
    if list(shown).count(ANY_LINES) > 1 or head + tail > len(got):
        pytest.fail(f"cannot tell what … leaves out; write it by hand from:\n{os.linesep.join(got)}")
    return [*got[:head], ANY_LINES, *got[len(got) - tail :]]


@dataclass(slots=True)
class Run:
    """One page being run: its folder, the names of its Python blocks, and what its outputs should be."""

    page: Path
    folder: Path
    env: dict[str, str]
    update: bool
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "__main__"})
    better: list[tuple[int, int, list[str]]] = field(default_factory=list)

    def all(self) -> None:
        for fence in fences(self.page):
            assert fence.level == 0, "a block inside a list cannot be refreshed"
            language, _, name = fence.info.strip().partition(" ")
            if name:
                (self.folder / name).write_text(fence.content, encoding="utf-8", newline="\n")
            if name == "pyproject.toml":
                self._install(fence.content)
            if language == "console":
                for step in console_steps(fence):
                    if not step.command.startswith(tuple(NOT_RUN)):
                        self._check(step, self._bash(step.command))
            elif language == "pycon":
                for step in python_steps(fence):
                    self._check(step, self._python(step.command))
            elif language == "python":
                self._bash(f"python {name or '-'}", given=fence.content)

    def _bash(self, command: str, given: str = "") -> str:
        done = subprocess.run(
            ["bash", "-c", command],
            input=given.encode(),
            cwd=self.folder,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=60,
        )
        output = done.stdout.decode()
        # 1 says "different"; a page that shows a failure shows its exit code too: `…; echo $?`
        assert done.returncode in (0, 1), f"{command}: exit code {done.returncode}\n{output}"
        assert "Traceback" not in output, f"{command}\n{output}"
        return output

    def _python(self, source: str) -> str:
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(compile(source, str(self.page), "single"), self.names)  # noqa: S102 - our own pages
        return output.getvalue()

    def _check(self, step: Step, output: str) -> None:
        got = [line.rstrip() for line in output.splitlines()]
        if not step.shown or matches(step.shown, got):
            return
        if not self.update:
            assert step.shown == got, f"{name_of(self.page)}: {step.command}"
        self.better.append((step.start, step.start + len(step.shown), refreshed(step.shown, got)))

    def _install(self, project: str) -> None:
        """What an installer would leave behind for entry points."""
        about = tomllib.loads(project)["project"]
        place = self.folder / f"{about['name'].replace('-', '_')}-{about['version']}.dist-info"
        place.mkdir()
        (place / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {about['name']}\nVersion: {about['version']}\n", encoding="utf-8"
        )
        groups = (
            f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in rows.items())
            for group, rows in about["entry-points"].items()
        )
        (place / "entry_points.txt").write_text("".join(groups), encoding="utf-8")

    def refresh(self) -> None:
        lines = self.page.read_text(encoding="utf-8").splitlines()
        for start, end, new in reversed(self.better):
            lines[start:end] = new
        self.page.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """`decision-diff` and `python`, as the page's commands find them."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, arguments in (("decision-diff", "-m decision_diff "), ("python", "")):
        program = folder / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments}"$@"\n', encoding="utf-8")
        program.chmod(0o755)
    return folder


@pytest.mark.slow
@EVERY_PAGE
def test_what_a_page_prints_is_what_happens(
    page: Path, programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    folder = tmp_path / "page"
    folder.mkdir()
    shutil.copytree(ROOT / "fixtures", folder / "fixtures")
    env = {name: value for name, value in os.environ.items() if name.startswith(("COVERAGE_", "COV_"))}
    env |= {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(folder))),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
    }
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    before = set(sys.modules)
    run = Run(page, folder, env, bool(request.config.getoption("--update-goldens")))
    run.all()
    for name in set(sys.modules) - before:  # the next page may have a module of the same name
        if (getattr(sys.modules[name], "__file__", None) or "").startswith(str(folder)):
            del sys.modules[name]
    if run.better:
        run.refresh()


def test_an_output_is_compared_line_by_line() -> None:
    assert matches(["a", "…", "d"], ["a", "b", "c", "d"])
    assert matches(["a", "…"], ["a"])
    assert not matches(["a", "…", "d"], ["a", "b"])
    assert not matches(["a.c"], ["abc"])
    assert refreshed(["x", "…", "y"], ["a", "b", "c"]) == ["a", "…", "c"]
    assert refreshed(["x"], ["a", "b"]) == ["a", "b"]
    with pytest.raises(pytest.fail.Exception):
        refreshed(["…", "x", "…"], ["a"])


def test_make_has_every_target_that_the_pages_name() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    named = set(re.findall(r"^\$ make ([a-z]+)|`make ([a-z]+)`", text, re.MULTILINE))
    assert {"demo", "test"} <= {one or other for one, other in named} <= targets
    assert {command.split()[1] for command in NOT_RUN if command.startswith("make ")} <= targets


# -- what the program has is in the pages


def code_spans() -> set[str]:
    return {token.content for page in PAGES for token in inline(page) if token.type == "code_inline"}


def codes(kind: type[errors.DecisionDiffError]) -> set[str]:
    return {kind.code}.union(*map(codes, kind.__subclasses__()))


@pytest.mark.parametrize(
    ("what", "names"),
    [
        ("effects", EFFECTS),
        ("marks", MARKS),
        ("kinds", KINDS),
        ("error codes", sorted(codes(errors.DecisionDiffError))),
        ("readers", [row.name for row in readers.READERS]),
        ("renderers", [row.name for row in renderers.RENDERERS]),
    ],
)
def test_nothing_is_left_out(what: str, names: Sequence[str]) -> None:
    missing = set(names) - code_spans()
    assert not missing, f"{what} that no page mentions: {sorted(missing)}"


def test_the_table_of_notices_is_that_of_the_code() -> None:
    text = (DOCS / "errors.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \|", text.partition("\n## Notices\n")[2], re.MULTILINE)
    assert sorted(rows) == sorted(NOTICE_CODES)


def test_no_command_or_option_is_left_out() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert not {name for name in cli.COMMANDS if not re.search(rf"\bdecision-diff {name}\b", text)}
    options = {
        name
        for command in (cli.cli, *(cli.cli.get_command(click.Context(cli.cli), name) for name in cli.COMMANDS))
        if command is not None
        for parameter in command.params
        for name in parameter.opts
        if name.startswith("--")
    }
    assert "--force" in options
    missing = {name for name in options if not re.search(rf"{name}\b", text)}
    assert not missing


def test_the_guide_to_python_names_all_that_is_public() -> None:
    text = (DOCS / "python.md").read_text(encoding="utf-8")
    public = text.partition("\n## Public modules\n")[2]
    assert public
    assert not {name for name in dd.__all__ if f"`{name}`" not in public}
    assert not {name for name in ("read", "compare", "render", "verify", "History") if f"dd.{name}" not in text}


def test_the_readme_is_short() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) < 150


# -- links lead somewhere


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    tokens = parsed(page)
    titles = (after.content for token, after in pairwise(tokens) if token.type == "heading_open")
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def links(page: Path) -> Iterator[str]:
    for token in inline(page):
        target = token.attrGet("href" if token.type == "link_open" else "src")
        if target and not re.match(r"[a-z]+:", str(target)):
            yield str(target)


@EVERY_PAGE
def test_every_link_and_picture_is_there(page: Path) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.is_relative_to(ROOT), link
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_can_be_found() -> None:
    """From the README or the index of the documentation, in one step."""
    found = {
        (start.parent / link.partition("#")[0]).resolve()
        for start in (README, DOCS / "README.md")
        for link in links(start)
    }
    assert not {page for page in PAGES if page not in found} - {README}


def test_decision_records_have_one_form() -> None:
    records = sorted((DOCS / "adr").glob("*.md"))
    assert [record.name[:4] for record in records] == [f"{number:04}" for number in range(1, len(records) + 1)]
    for record in records:
        assert {"context", "decision", "consequence"} <= anchors(record), record.name


def test_the_gallery_shows_every_output_and_every_picture_of_ours() -> None:
    gallery = DOCS / "gallery.md"
    shown = [token for token in inline(gallery) if token.type == "image"]
    assert all(len(token.content) > 30 for token in shown), "who cannot see a picture is told what is on it"
    assert sorted(str(token.attrGet("src")) for token in shown) == sorted(
        f"images/{path.name}" for path in (DOCS / "images").iterdir()
    )
    made = {"text"}  # what a command prints that says nothing else
    for command in (step.command for fence in fences(gallery) for step in console_steps(fence)):
        files = re.findall(r"-o (\S+)", command) if command.startswith("decision-diff compare") else []
        made |= set(re.findall(r"-f (\S+)", command)) or {
            renderers.find(renderers.find_suffix(name)).name for name in files
        }
    assert made == {row.name for row in renderers.RENDERERS}


def test_pictures_are_small() -> None:
    assert all(path.stat().st_size < 150_000 for path in (DOCS / "images").iterdir())
