"""The house rules that no linter knows."""

from __future__ import annotations

import re
import tomllib
import zipfile
from pathlib import Path

import pytest

import decision_diff as dd
from decision_diff import errors, readers, renderers

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "decision_diff"
MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    from hatchling.builders.wheel import WheelBuilder

    folder = tmp_path_factory.mktemp("wheel")
    built = next(iter(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])))
    with zipfile.ZipFile(built) as archive:
        return archive.namelist()


def test_the_wheel_holds_every_file_of_the_package_and_its_license(wheel: list[str]) -> None:
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    assert {path.relative_to(PACKAGE.parent).as_posix() for path in files} <= set(wheel)
    assert "decision_diff/py.typed" in wheel
    assert any(name.endswith("licenses/LICENSE") for name in wheel)
    assert not [name for name in wheel if name.startswith(("tests", "fixtures", "bench"))]


def test_versions_agree() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", dd.__version__)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["dynamic"] == ["version"]
    assert all(re.search(r"<\d|==", requirement) for requirement in project["dependencies"])


def test_the_layers_know_every_renderer_and_reader() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    listed = next(
        contract
        for contract in tools["importlinter"]["contracts"]
        if contract["name"] == "Renderers do not know each other"
    )
    modules = {row.module for row in renderers.RENDERERS}
    outer = {one for one in modules if not any(one.startswith(f"{other}.") for other in modules)}
    assert sorted(listed["modules"]) == sorted(outer)
    read = next(one for one in tools["importlinter"]["contracts"] if one["name"] == "Readers do not know each other")
    assert sorted(read["modules"]) == sorted(row.module for row in readers.READERS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_is_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def tree(kind: type[errors.DecisionDiffError]) -> list[type[errors.DecisionDiffError]]:
    return [kind, *(below for child in kind.__subclasses__() for below in tree(child))]


def test_every_error_code_is_documented_once() -> None:
    documented = re.findall(
        r"^\| `([a-z-]+)` \| `(\w+)` \|", (ROOT / "docs/errors.md").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(documented) == sorted((kind.code, kind.__name__) for kind in tree(errors.DecisionDiffError))


def test_every_error_is_one_sentence_that_names_its_source() -> None:
    for kind in tree(errors.DecisionDiffError):
        assert str(kind("it is empty", source="a.txt")) == "a.txt: it is empty"
        assert str(kind("it is empty")) == "it is empty"
        assert kind.__doc__


@pytest.mark.parametrize("path", sorted((ROOT / "tests").glob("*.py")), ids=lambda path: path.name)
def test_tests_do_not_import_tests(path: Path) -> None:
    """What tests share lies in a module without `test_` in its name; a test that runs another's helpers breaks with it."""
    assert not re.findall(r"^\s*(?:from|import) test_\w+", path.read_text(encoding="utf-8"), re.MULTILINE)
