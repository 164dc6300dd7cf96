"""Builds the documentation site: python docs/site/build.py FOLDER. Any warning is an error, and nothing is fetched.

    README.md, CONTRIBUTING.md …, docs/**/*.md ==copied==> a temporary folder
    commands of click ==commands.py==> docs/reference/commands.md
    docstrings        ==api.py==> docs/reference/MODULE.md
    all of it         ==Sphinx==> FOLDER

The pages stand as they do in the repository, so that their links hold here too. The navigation is the list of links in
docs/README.md, section by section, and what is generated.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path

from sphinx.cmd.build import build_main

import api
import commands

ROOT = Path(__file__).parents[2]
SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
LINK = re.compile(r"^(?:-|\d+\.) \[[^]]+\]\(([^)#]+\.md)\)", re.MULTILINE)
# Pages beside the README that belong to the site.
BESIDE = ("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "RELEASING.md", "SECURITY.md")


def sections() -> dict[str, list[str]]:
    """Heading -> the pages listed below it in docs/README.md, as paths from the root without their suffix."""
    _, *parts = SECTION.split((ROOT / "docs/README.md").read_text(encoding="utf-8"))
    found = {}
    for heading, body in zip(parts[::2], parts[1::2], strict=True):
        paths = [(ROOT / "docs" / link).resolve().relative_to(ROOT) for link in LINK.findall(body)]
        found[heading] = [path.with_suffix("").as_posix() for path in paths if path.name != "README.md"]
    return found


def toctree(caption: str, pages: list[str]) -> str:
    return "\n".join(
        ["", "```{toctree}", ":hidden:", f":caption: {caption}", *[f"/{page}" for page in pages], "```", ""]
    )


def collect(folder: Path) -> None:
    """Writes all pages into a folder, with their pictures and a navigation at the end of the README."""
    for name in BESIDE:
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("site", "*.py", "__pycache__"))
    reference = folder / "docs/reference"
    reference.mkdir()
    generated = {"commands": commands.page(), **api.pages()}
    for name, text in generated.items():
        (reference / f"{name}.md").write_text(text, encoding="utf-8")
    guides, *others = sections().items()
    reference_pages = ["docs/README", *(f"docs/reference/{name}" for name in generated)]
    navigation = [guides, ("Reference", reference_pages), *others]
    with (folder / "README.md").open("a", encoding="utf-8") as readme:
        readme.writelines(toctree(caption, pages) for caption, pages in navigation)


def build(target: Path) -> int:
    """Writes the site into a folder. Returns 0 if nothing was missing and Sphinx had no warning."""
    if missing := api.unexplained():
        print(*missing, sep="\n", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="site") as temporary:
        source, doctrees = Path(temporary, "source"), Path(temporary, "doctrees")
        source.mkdir()
        collect(source)
        settings = ["-c", str(Path(__file__).parent), "-d", str(doctrees)]
        failed = build_main(["-q", "-b", "html", "-W", "--keep-going", "-E", *settings, str(source), str(target)])
    if not failed:
        shutil.copy(target / "README.html", target / "index.html")
    return failed


if __name__ == "__main__":
    sys.exit(build(Path(sys.argv[1])))
