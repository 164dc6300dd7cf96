"""The documentation site builds without a warning, has a page for all that is public, and fetches nothing."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from decision_diff import cli

ROOT = Path(__file__).parents[1]
EXTERNAL = re.compile(r"<(?:script|img|link|iframe)[^>]* (?:src|href)=\"(?:https?:)?//")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, str(ROOT / "docs/site/build.py"), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_every_command_has_a_section(site: Path) -> None:
    page = (site / "docs/reference/commands.html").read_text(encoding="utf-8")
    names = [*cli.COMMANDS]
    for name in cli.COMMANDS:
        command = cli.cli.get_command(click.Context(cli.cli), name)
        if isinstance(command, click.Group):
            names += [f"{name} {below}" for below in command.commands]
    assert {"compare", "verify", "history log"} <= set(names)
    assert not [name for name in names if f'id="decision-diff-{name.replace(" ", "-")}"' not in page]


def test_every_public_module_has_a_page_that_shows_its_names(site: Path) -> None:
    table = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    modules = re.findall(r"^\| `(decision_diff[\w.]*)` \|", table, re.MULTILINE)
    assert {"decision_diff", "decision_diff.changes", "decision_diff.audit.verify"} <= set(modules)
    for module in modules:
        page = (site / f"docs/reference/{module}.html").read_text(encoding="utf-8")
        assert f"<h1>{module}" in page
    changes = (site / "docs/reference/decision_diff.changes.html").read_text(encoding="utf-8")
    assert 'id="decision-diff-changes-change"' in changes
    assert "Change.is_doubtful" in changes


def test_it_fetches_nothing(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert site / "index.html" in pages
    assert not [page.name for page in pages if EXTERNAL.search(page.read_text(encoding="utf-8"))]
    assert not [path for path in site.rglob("*.css") if "url(http" in path.read_text(encoding="utf-8")]
