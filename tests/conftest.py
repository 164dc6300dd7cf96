"""Shared by all tests: goldens, a browser with review pages, and how many examples Hypothesis tries.

A golden is a readable file under `cases/`. `pytest --update-goldens` rewrites them; the test that writes one still
checks its truth (nothing lost, nothing invented), so updating can change looks and never bless lost text.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

import office
from browser import BROWSER, FLAGS, Opener
from decision_diff.changes import Comparison
from decision_diff.renderers import json as renderer
from decision_diff.renderers.options import JsonOptions
from paths import CASES

# Derandomised: the same examples on every machine. No deadline: a clock is no judge of correctness.
settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("quick", settings.get_profile("house"), max_examples=20)
settings.register_profile("ci", settings.get_profile("house"), max_examples=200)
settings.load_profile("ci" if os.environ.get("CI") else "house")

# Marker -> the program that its tests need, and whether it is installed.
PROGRAMS = {
    "office": ("LibreOffice with its Python bridge", office.is_here),
    "browser": ("Chromium", lambda: bool(BROWSER)),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="rewrite the files under tests/cases")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips a test whose program is not installed; on the build server that is a failure."""
    for mark, (program, is_here) in PROGRAMS.items():
        if item.get_closest_marker(mark) and not is_here():
            assert not os.environ.get("CI"), f"{program} is missing"
            pytest.skip(f"{program} is not installed")


@pytest.fixture(scope="session", autouse=True)
def every_document_is_valid() -> Iterator[None]:
    """Whatever a test renders as JSON, on the way to something else too, follows the schema."""
    validator = jsonschema.Draft202012Validator(json.loads(renderer.load_schema()))
    render = renderer.render

    def checked(comparison: Comparison, options: JsonOptions) -> str:
        text = render(comparison, options)
        validator.validate(json.loads(text))
        return text

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(renderer, "render", checked)
        yield


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden("name.txt", text)` asserts that the text is what the case says, or writes it when updating."""
    update = bool(request.config.getoption("--update-goldens"))

    def check(name: str, text: str) -> None:
        path = CASES / name
        if update:
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"{path.name} is missing: run pytest --update-goldens and read what it says"
        assert text == path.read_text(encoding="utf-8")

    return check


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        flags = [flag for flag in FLAGS if flag != "--headless"]
        browser = playwright.chromium.launch(executable_path=BROWSER, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Opens comparisons as review pages; nothing may have gone wrong in them at the end."""
    opener = Opener(browser, tmp_path)
    yield opener
    if opener.context:
        opener.context.close()
    assert opener.faults == []
