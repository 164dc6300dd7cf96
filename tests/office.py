"""LibreOffice as a judge that shares no code with us: what a document says as it is, all accepted, all rejected.

`texts` starts one headless LibreOffice with a profile of its own (no macros, no links followed) and asks it through UNO
in the Python that has its bridge (Debian: python3-uno). `is_here` tells whether both are installed.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

Mode = Literal["asis", "accept", "reject"]
_COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}
_PYTHONS = (sys.executable, "/usr/bin/python3", "python3")
_START = 120  # seconds
_EACH = 60


@cache
def bridge() -> str:
    """A Python that can `import uno`, or "" if there is none."""
    for python in _PYTHONS:
        try:
            done = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
        except OSError:
            continue
        if done.returncode == 0:
            return python
    return ""


def is_here() -> bool:
    """Whether LibreOffice can be asked on this machine."""
    return shutil.which("soffice") is not None and bool(bridge())


def has_sheets() -> bool:
    """Whether it can open spreadsheets too (Debian: libreoffice-calc)."""
    program = shutil.which("soffice")
    return program is not None and (Path(program).resolve().parent / "libsclo.so").exists()


def converted(path: Path, to: str, folder: Path) -> Path:
    """The file in another format, as `soffice --convert-to` makes it: "pdf", or a suffix with its filter."""
    with tempfile.TemporaryDirectory(prefix="office") as profile:
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--convert-to",
                to,
                "--outdir",
                str(folder),
                str(path),
            ],
            check=True,
            capture_output=True,
            timeout=_START + _EACH,
        )
    return folder / f"{path.stem}.{to.partition(':')[0]}"


def texts(wanted: Sequence[tuple[Path, str]]) -> dict[tuple[Path, str], dict[str, Any]]:
    """By (file, mode) lists of paragraphs, "body", "labels", "notes", "beside" (headers, footers), "looks" (of the body).

    "loaded" is how many marks it saw, "left" how many were left; "authors" kind, author and day of those that it saw.
    """
    jobs = json.dumps([[str(path.resolve()), mode] for path, mode in wanted])
    limit = _START + _EACH * len(wanted)
    done = subprocess.run(
        [bridge(), __file__], input=jobs, capture_output=True, text=True, check=False, timeout=limit, encoding="utf-8"
    )
    if done.returncode:
        raise RuntimeError(f"LibreOffice did not answer: {done.stderr[-500:]}")
    return dict(zip(wanted, json.loads(done.stdout), strict=True))


def compare(wanted: Sequence[tuple[Path, Path, Path]]) -> None:
    """Of each (old, new, target): have it compare the documents, and write what it marks as a Word document."""
    jobs = json.dumps([["compare", *(str(path.resolve()) for path in paths)] for paths in wanted])
    limit = _START + _EACH * len(wanted)
    done = subprocess.run(
        [bridge(), __file__], input=jobs, capture_output=True, text=True, check=False, timeout=limit, encoding="utf-8"
    )
    if done.returncode:
        raise RuntimeError(f"LibreOffice did not answer: {done.stderr[-500:]}")


def words(found: dict[str, Any]) -> list[str]:
    """The paragraphs that say something, in order; those of notes behind the body.

    U+200D is what LibreOffice itself writes into an empty row that is tracked.
    """
    return [text for text in (*found["body"], *found["notes"]) if text.strip("\u200d \t\n")]


def _ask(jobs: list[list[str]]) -> list[dict[str, Any]]:
    """Runs in the bridge's Python: start LibreOffice, ask, end it."""
    import time

    import uno  # type: ignore[import-not-found,unused-ignore]

    profile = tempfile.mkdtemp(prefix="office")
    pipe = f"judge{os.getpid()}"
    arguments = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--nologo"]
    arguments += ["--nodefault", "--nofirststartwizard", f"--accept=pipe,name={pipe};urp;"]
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        context = uno.getComponentContext()
        resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
        for _ in range(_START * 4):
            try:
                office = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:  # noqa: BLE001 - whatever the bridge raises until the other end listens
                time.sleep(0.25)
        else:
            raise RuntimeError("it did not start")
        manager = office.ServiceManager
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", office)
        dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", office)
        return [
            _compared(uno, desktop, dispatcher, *job[1:])
            if job[0] == "compare"
            else _one(uno, desktop, dispatcher, *job)
            for job in jobs
        ]
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        shutil.rmtree(profile, ignore_errors=True)


def _compared(uno: Any, desktop: Any, dispatcher: Any, old: str, new: str, target: str) -> dict[str, Any]:
    from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found,unused-ignore]

    def said(name: str, value: Any) -> Any:
        one = PropertyValue()
        one.Name, one.Value = name, value
        return one

    loaded = desktop.loadComponentFromURL(uno.systemPathToFileUrl(new), "_blank", 0, (said("Hidden", True),))
    try:
        given = (said("URL", uno.systemPathToFileUrl(old)), said("NoAcceptDialog", True))
        dispatcher.executeDispatch(loaded.CurrentController.Frame, ".uno:CompareDocuments", "", 0, given)
        loaded.storeToURL(uno.systemPathToFileUrl(target), (said("FilterName", "MS Word 2007 XML"),))
        return {"loaded": _count(loaded.Redlines)}
    finally:
        loaded.close(False)


def _one(uno: Any, desktop: Any, dispatcher: Any, path: str, mode: str) -> dict[str, Any]:
    from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found,unused-ignore]

    hidden = PropertyValue()
    hidden.Name, hidden.Value = "Hidden", True
    loaded = desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, (hidden,))
    try:
        count = _count(loaded.Redlines)
        authors = _authors(loaded.Redlines)
        if mode in _COMMANDS:
            loaded.RedlineProtectionKey = uno.ByteSequence(b"")  # else it refuses, and does not say so
            loaded.RecordChanges = False
            dispatcher.executeDispatch(loaded.CurrentController.Frame, _COMMANDS[mode], "", 0, ())
        body: list[str] = []
        labels: list[str] = []
        notes: list[str] = []
        looks: list[Any] = []
        _walk(loaded.Text, body, labels, looks)
        for kept in (loaded.Footnotes, loaded.Endnotes):
            for at in range(kept.getCount()):
                _walk(kept.getByIndex(at), notes, [], [])
        return {
            "body": body,
            "labels": labels,
            "notes": notes,
            "beside": _beside(loaded.StyleFamilies.getByName("PageStyles")),
            "looks": looks,
            "loaded": count,
            "authors": authors,
            "left": _count(loaded.Redlines),
        }
    finally:
        loaded.close(False)


def _beside(styles: Any) -> list[str]:
    """The paragraphs with words of the headers and footers of all pages, of even and of first ones, style by style."""
    found: list[str] = []
    for name in sorted(styles.getElementNames()):
        style = styles.getByName(name)
        for kind in ("Header", "Footer"):
            if style.isInUse() and getattr(style, f"{kind}IsOn"):
                shared = {"Left": f"{kind}IsShared", "First": "FirstIsShared"}
                for pages in ("", "Left", "First"):
                    if not pages or not getattr(style, shared[pages]):
                        _walk(getattr(style, f"{kind}Text{pages}"), found, [], [])
    return [text for text in found if text.strip()]


def _authors(redlines: Any) -> list[list[str]]:
    """Kind, author and day of each mark, sorted."""
    found: list[list[str]] = []
    marks = redlines.createEnumeration()
    while marks.hasMoreElements():
        one = marks.nextElement()
        day = one.RedlineDateTime
        found.append([one.RedlineType, one.RedlineAuthor, f"{day.Year:04}-{day.Month:02}-{day.Day:02}"])
    return sorted(found)


def _count(redlines: Any) -> int:
    found = redlines.createEnumeration()
    count = 0
    while found.hasMoreElements():
        found.nextElement()
        count += 1
    return count


def _walk(text: Any, body: list[str], labels: list[str], looks: list[Any]) -> None:
    found = text.createEnumeration()
    while found.hasMoreElements():
        element = found.nextElement()
        if element.supportsService("com.sun.star.text.Paragraph"):
            body.append(_paragraph(element))
            labels.append(getattr(element, "ListLabelString", ""))
            looks.append(_looks(element))
        elif element.supportsService("com.sun.star.text.TextTable"):
            for cell in element.getCellNames():
                _walk(element.getCellByName(cell), body, labels, looks)


def _paragraph(paragraph: Any) -> str:
    """Its text with what fields show, without anchors of notes."""
    parts: list[str] = []
    portions = paragraph.createEnumeration()
    while portions.hasMoreElements():
        portion = portions.nextElement()
        kind = portion.TextPortionType
        if kind in ("Text", "TextField", "TextFieldStart", "TextFieldEnd", "SoftPageBreak"):
            parts.append(portion.getString())
        elif kind in ("InContentMetadata", "ContentControl"):
            parts.append(_paragraph(getattr(portion, kind)))
    return "".join(parts)


def _looks(paragraph: Any) -> list[Any]:
    """How it is formatted: style and alignment, then each stretch of words that look the same."""
    found: list[Any] = []
    portions = paragraph.createEnumeration()
    while portions.hasMoreElements():
        portion = portions.nextElement()
        if portion.TextPortionType == "Text" and portion.getString():
            how = [str(getattr(portion, f"Char{one}")) for one in ("Weight", "Posture", "Underline", "Height", "Color")]
            if found and found[-1][1] == how:
                found[-1][0] += portion.getString()
            else:
                found.append([portion.getString(), how])
    whole = [str(getattr(paragraph, f"Para{one}")) for one in ("StyleName", "Adjust")]
    return [whole, *found]


def views(folder: Path, documents: Sequence[tuple[bytes, bytes, bytes]]) -> list[list[dict[str, Any]]]:
    """Of each (old, redline, new): what the old one says, the redline rejected, the new one, the redline accepted."""
    wanted: list[tuple[Path, str]] = []
    for at, (old, redline, new) in enumerate(documents):
        for name, data, mode in (("old", old, "asis"), ("redline", redline, "reject"), ("new", new, "asis")):
            path = folder / f"{at}-{name}.docx"
            path.write_bytes(data)
            wanted.append((path, mode))
        wanted.append((folder / f"{at}-redline.docx", "accept"))
    found = texts(wanted)
    return [[found[one] for one in wanted[at : at + 4]] for at in range(0, len(wanted), 4)]


if __name__ == "__main__":
    json.dump(_ask(json.load(sys.stdin)), sys.stdout)
