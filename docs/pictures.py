"""The pictures of the gallery, made anew: python docs/pictures.py [NAME ...].

The page is the list. Its commands are run, from top to bottom, in a folder with a copy of `fixtures/`; then each picture
`images/NAME.png` is taken of the file NAME that they wrote, by its suffix, or as `SCENES` says:

    a page ==Chromium==> picture          Word, spreadsheets ==LibreOffice==> PDF ==pdftoppm==> picture of the first page

With names, only those are made. Needs Chromium, LibreOffice with Calc, poppler-utils and ImageMagick of the system, Noto
fonts with Chinese, and what `pip install -e '.[dev]'` brings; run by hand. Fonts and browsers differ between machines, so
pictures do too: no test compares them. Look at them before you commit.
"""

from __future__ import annotations

import html
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

from markdown_it import MarkdownIt
from playwright.sync_api import Browser, Page, sync_playwright

DOCS = Path(__file__).parent
GALLERY = DOCS / "gallery.md"
IMAGES = DOCS / "images"
COLUMNS = 96
TALLEST = 900
SETTLED = 400  # milliseconds: what is far away takes another height as soon as it is laid out
BROWSER = next((found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), "")
OFFICE = ("docx", "xlsx")

# What a code host makes of Markdown and a terminal of its escapes, as far as our outputs use them.
MARKDOWN = (
    "body{font:15px/1.6 sans-serif;margin:24px;max-width:60em;color:#1f2328}blockquote{margin:0 0 16px;padding:0 1em;"
    "border-left:.25em solid #d1d9e0}table{border-collapse:collapse}td,th{border:1px solid #d1d9e0;padding:6px 13px}"
)
PLAIN = "pre{margin:16px;font:13px/1.6 monospace;white-space:pre-wrap}"
TERMINAL = (
    "body{background:#14181d;color:#e6e6e6;margin:0;padding:16px}pre{margin:0;font:14px/1.5 monospace}"
    "b{color:#fff}ins{color:#7ee29a}del{color:#ff9d94}"
)
ESCAPES = {"1": "<b>", "32;4": "<ins>", "31;9": "<del>"}


@dataclass(frozen=True, slots=True)
class Scene:
    """A page in a window of that width and height (0: as high as the page), after what `act` does in it."""

    file: str
    act: Callable[[Page], None] | None = None
    width: int = 1080
    height: int = 0
    scheme: str = "light"


def press(*keys: str) -> Callable[[Page], None]:
    """Those keys, one after the other."""

    def act(page: Page) -> None:
        for key in keys:
            page.wait_for_timeout(SETTLED)
            page.keyboard.press(key)
        page.wait_for_timeout(SETTLED)

    return act


def scroll(selector: str) -> Callable[[Page], None]:
    """To the top of what that selects, opened if it can be."""

    def act(page: Page) -> None:
        page.evaluate("s => { const e = document.querySelector(s); e.open = true; e.scrollIntoView() }", selector)

    return act


def search(page: Page) -> None:
    """What `/` finds, with the filters open."""
    press("f", "/")(page)
    page.keyboard.type("专家组")
    press("Enter")(page)


def note(page: Page) -> None:
    """The second change ticked and with a note on it."""
    press("j", "j", "r", "n")(page)
    page.keyboard.type("拿骚还是巴拿马？请东道国确认。")
    press("Escape")(page)


SCENES = {
    "redline.html": Scene("redline.html", width=900, height=1080),
    "redline-dark": Scene("redline.html", scroll("article"), width=900, height=620, scheme="dark"),
    "review": Scene("review.html", press("j", "j"), height=620),
    "review-side": Scene("review.html", press("2", "j", "j"), height=620),
    "review-search": Scene("review.html", search, height=620),
    "review-note": Scene("review.html", note, height=620, scheme="dark"),
    "review-narrow": Scene("review.html", press("j", "j"), width=390, height=620),
    "review-zh": Scene("review-zh.html", press("j", "j"), height=620),
    "arabic.html": Scene("arabic.html", width=900, height=620),
    "compiled.html": Scene("compiled.html", width=900, height=1080),
    "compiled.table.html": Scene("compiled.table.html", width=1180, height=760),
    "timeline.html": Scene("timeline.html", width=1280, height=760),
    "timeline-ages": Scene("timeline.html", scroll("details[open]"), width=1280, height=620),
}


def commands() -> list[str]:
    """The commands of the gallery, in order."""
    fences = re.findall(r"^```console\n(.*?)^```", GALLERY.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [line[2:] for fence in fences for line in fence.splitlines() if line.startswith("$ ")]


def pictures() -> list[str]:
    """The names of the pictures of the gallery, in order."""
    return re.findall(r"\(images/(.+?)\.png\)", GALLERY.read_text(encoding="utf-8"))


def run(*command: str, cwd: Path | None = None) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):  # 1 says "different"
        sys.exit(f"{' '.join(command)}: {done.stdout}{done.stderr}")


def in_terminal(command: str, folder: Path) -> str:
    """What a command prints in a terminal of `COLUMNS` columns, as a page."""
    ours, theirs = pty.openpty()
    ioctl(theirs, TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    env = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm"}
    # What is told to people who wait goes to standard error, and a slow machine would tell it.
    process = subprocess.Popen(
        ["bash", "-c", command], cwd=folder, env=env, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL
    )
    os.close(theirs)
    said = b""
    try:
        while part := os.read(ours, 65536):
            said += part
    except OSError:
        pass  # how Linux says that the other end was closed
    process.wait()
    os.close(ours)
    text = html.escape(said.decode().replace("\r\n", "\n"), quote=False)
    styled = re.sub("\x1b\\[([\\d;]+)m(.*?)\x1b\\[0m", shown, text, flags=re.DOTALL)
    return page_of(TERMINAL, f"<pre>$ {html.escape(command)}\n{styled}</pre>")


def shown(found: re.Match[str]) -> str:
    start = ESCAPES[found.group(1)]
    return f"{start}{found.group(2)}</{start[1:]}"


def page_of(style: str, body: str) -> str:
    return f'<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><style>{style}</style>{body}'


def as_page(name: str, folder: Path) -> str:
    """What is no page yet, as one: the terminal, Markdown by the rules of code hosts, another text as it stands."""
    if name == "terminal":
        return in_terminal(commands()[0], folder)
    text = (folder / name).read_text(encoding="utf-8-sig")
    if name.endswith(".html"):
        return text
    if name.endswith(".md"):
        made = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        return page_of(MARKDOWN, made.render(text))
    return page_of(PLAIN, f"<pre>{html.escape(text)}</pre>")


def photographed(browser: Browser, scene: Scene, folder: Path, picture: Path) -> None:
    page = browser.new_page(
        viewport={"width": scene.width, "height": scene.height or 100},
        color_scheme="dark" if scene.scheme == "dark" else "light",
    )
    page.goto((folder / scene.file).as_uri())
    if scene.act:
        scene.act(page)
    page.screenshot(path=picture, full_page=not scene.height)
    page.close()


def served(browser: Browser, folder: Path, picture: Path) -> None:
    """The page of `serve` with Decision 641."""
    server = subprocess.Popen(["decision-diff", "serve"], stdout=subprocess.PIPE, text=True, cwd=folder)
    assert server.stdout is not None
    page = browser.new_page(viewport={"width": 1200, "height": 700}, locale="en")
    page.goto(server.stdout.readline().strip())
    page.wait_for_selector("body[data-ready]")
    page.set_input_files("#file", [folder / "fixtures" / f"decision-641-{year}.docx" for year in ("c24", "c25")])
    page.wait_for_selector("#frame:not([hidden])")
    page.wait_for_timeout(3 * SETTLED)
    page.screenshot(path=picture)
    page.close()
    server.terminate()
    server.wait()


def printed(path: Path, picture: Path) -> None:
    """The first page of a PDF without its margins and page number, in a thin frame."""
    page = picture.with_suffix("")
    run("pdftoppm", "-r", "96", "-png", "-singlefile", "-f", "1", str(path), str(page))
    cut = ["-gravity", "south", "-chop", "0x60", "-gravity", "north", "-crop", f"x{TALLEST}+0+0"]
    frame = ["-bordercolor", "white", "-border", "16", "-bordercolor", "#c8ccd0", "-border", "1"]
    run("convert", str(picture), *cut, "+repage", "-trim", "+repage", *frame, str(picture))


def opened(path: Path) -> Path:
    """What LibreOffice makes of a document, as PDF."""
    with tempfile.TemporaryDirectory(prefix="office") as profile:
        office = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
        run(*office, "--outdir", str(path.parent / "opened"), str(path))
    return path.parent / "opened" / f"{path.stem}.pdf"


def take(browser: Browser, name: str, folder: Path) -> None:
    """One picture, of few colours, for it lives in the repository."""
    picture = IMAGES / f"{name}.png"
    suffix = name.rpartition(".")[2]
    if suffix == "pdf":
        printed(folder / name, picture)
    elif suffix in OFFICE:
        printed(opened(folder / name), picture)
    elif name == "serve":
        served(browser, folder, picture)
    elif name in SCENES:
        photographed(browser, SCENES[name], folder, picture)
    else:
        page = folder / "page.html"
        page.write_text(as_page(name, folder), encoding="utf-8")
        photographed(browser, Scene(page.name, width=960), folder, picture)
    few = ["+dither", "-colors", "64", "-strip", "-define", "png:exclude-chunks=date,time"]
    run("convert", str(picture), *few, f"png8:{picture}")
    print(f"{picture.relative_to(DOCS.parent)}: {picture.stat().st_size / 1000:.0f} kB")


def main(wanted: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place)
        shutil.copytree(DOCS.parent / "fixtures", folder / "fixtures")
        for command in commands():
            run("bash", "-c", f'PATH="{Path(sys.executable).parent}:$PATH"; {command}', cwd=folder)
        os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        for name in wanted or pictures():
            take(browser, name, folder)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
