"""Docxodus as a judge that shares no code with us: it accepts and rejects the marks of Word documents.

It comes as two packages of Python, `pythonnet` and `python-redlines-docxodus`; `ask` runs this file in the interpreter that
has them (Linux on x86-64), since a .NET runtime that was once loaded stays in the process. The package holds a program
with its own runtime; `_layout` puts that where a runtime is looked for. With it comes the validator of the Open XML SDK.

`words` is what a document says to one who knows nothing of our reader: the texts of the body in document order, then of
the notes that it refers to in the order of their references. Of two versions of one thing the first counts (ISO/IEC
29500-3, 9.3), and equations say what their characters are.
"""

from __future__ import annotations

import importlib.resources
import io
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

_PACKAGE = "python_redlines_docxodus"
_FRAMEWORK = "Microsoft.NETCore.App"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHARACTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "br": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_NOTES = ("footnote", "endnote")
_EACH = 60  # seconds
Job = tuple[Path, str]


def ask(python: str, jobs: Sequence[Job]) -> dict[Job, bytes]:
    """By (file, what): for "accept" and "reject" the document as Docxodus gives it, for "errors" a JSON list of strings.

    What failed for one file is left out. RuntimeError, with its last word, if nothing could be asked.
    """
    with tempfile.TemporaryDirectory() as folder:
        asked = [[str(file.resolve()), what, f"{folder}/{at}"] for at, (file, what) in enumerate(jobs)]
        done = subprocess.run(
            [python, __file__, f"{folder}/runtime"], input=json.dumps(asked), capture_output=True, text=True, check=False,
            timeout=_EACH * (2 + len(jobs)),
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"Docxodus did not answer: {done.stderr.strip().rpartition(chr(10))[2]}")
        answers = ((job, Path(target)) for job, (_, _, target) in zip(jobs, asked, strict=True))
        return {job: target.read_bytes() for job, target in answers if target.exists()}


def words(document: bytes) -> list[str]:
    """The paragraphs that say something, those of notes behind the body."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        parts = {name: etree.fromstring(package.read(name), parser) for name in package.namelist() if _is_story(name)}
    main = parts["word/document.xml"]
    found = list(_paragraphs(main))
    for kind in _NOTES:
        notes = {one.get(f"{_W}id"): one for one in parts.get(f"word/{kind}s.xml", ())}
        for reference in main.iter(f"{_W}{kind}Reference"):
            note = notes.get(reference.get(f"{_W}id"))
            if note is not None and not _is_second(reference):
                found += _paragraphs(note)
    return [text for text in found if text.strip()]


def traits(document: bytes) -> tuple[int, list[str]]:
    """How often a document refers to notes, and where its links lead, in order; neighbours of one target are one link."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(document)) as package:
        main = etree.fromstring(package.read("word/document.xml"))
        links = etree.fromstring(package.read("word/_rels/document.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "").rstrip("/") for one in links}
    found = [one for one in main.iter(f"{_W}hyperlink") if "".join(map(str, one.itertext())).strip()]
    references = sum(1 for kind in _NOTES for _ in main.iter(f"{_W}{kind}Reference"))
    leads = (targets.get(one.get(f"{_R}id"), "") for one in found)
    return references, [target for target, _ in groupby(leads)]


def _is_story(part: str) -> bool:
    return part in ("word/document.xml", *(f"word/{kind}s.xml" for kind in _NOTES))


def _paragraphs(root: Any) -> Iterator[str]:
    """Each paragraph's own text: not that of the text boxes in it, which are paragraphs themselves."""
    for paragraph in root.iter(f"{_W}p"):
        if not _is_second(paragraph):
            runs = (
                run for run in paragraph.iter(f"{_W}r", f"{_MATH}r") if next(run.iterancestors(f"{_W}p")) is paragraph
            )
            yield "".join(_character(one) for run in runs if not _is_second(run) for one in run)


def _character(element: Any) -> str:
    uri, _, local = element.tag[1:].partition("}")
    if local == "t" and f"{{{uri}}}" in (_W, _MATH):
        return element.text or ""
    if local == "sym":
        return f"[{element.get(f'{_W}char')}]"
    if local == "br" and element.get(f"{_W}type") in ("page", "column"):
        return ""
    return _CHARACTERS.get(local, "") if f"{{{uri}}}" == _W else ""


def _is_second(element: Any) -> bool:
    return next(element.iterancestors(_FALLBACK), None) is not None


def _layout(root: Path) -> None:
    """Unpack the program as a shared framework that a host finds: host/fxr/V and shared/NAME/V with a list of its files."""
    archive = importlib.resources.files(_PACKAGE) / "_binaries" / "linux-x64.tar.gz"
    with importlib.resources.as_file(archive) as path, tarfile.open(path) as packed:
        packed.extractall(root / "all", filter="data")
    own = json.loads((root / "all" / "redline.runtimeconfig.json").read_text("utf-8"))["runtimeOptions"]
    version = own["includedFrameworks"][0]["version"]
    framework = root / "shared" / _FRAMEWORK / version
    framework.parent.mkdir(parents=True)
    (root / "all").rename(framework)
    host = root / "host" / "fxr" / version
    host.mkdir(parents=True)
    (framework / "libhostfxr.so").rename(host / "libhostfxr.so")
    target = ".NETCoreApp,Version=v" + ".".join(version.split(".")[:2])
    kinds = {"runtime": "*.dll", "native": "*.so"}
    files: dict[str, dict[str, dict[str, str]]] = {
        kind: {one.name: {} for one in sorted(framework.glob(pattern))} for kind, pattern in kinds.items()
    }
    listed = {
        "runtimeTarget": {"name": target},
        "targets": {target: {"all/1.0.0": files}},
        "libraries": {"all/1.0.0": {"type": "package", "serviceable": False, "sha512": ""}},
    }
    (framework / f"{_FRAMEWORK}.deps.json").write_text(json.dumps(listed), "utf-8")
    options = {"tfm": own["tfm"], "framework": {"name": _FRAMEWORK, "version": version}}
    (root / "host.json").write_text(json.dumps({"runtimeOptions": options}), "utf-8")


def _answer(runtime: Path, asked: list[list[str]]) -> None:
    """Runs in the interpreter that has the packages."""
    import os

    _layout(runtime)
    os.environ.setdefault("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")
    from clr_loader import get_coreclr  # type: ignore[import-not-found,unused-ignore]
    from pythonnet import set_runtime  # type: ignore[import-not-found,unused-ignore]

    set_runtime(get_coreclr(runtime_config=str(runtime / "host.json"), dotnet_root=str(runtime)))
    import clr  # type: ignore[import-not-found,unused-ignore]

    for name in ("DocumentFormat.OpenXml.Framework", "DocumentFormat.OpenXml", "Docxodus"):
        clr.AddReference(name)
    for file, what, target in asked:
        try:
            Path(target).write_bytes(_errors(file) if what == "errors" else _resolved(file, what))
        except Exception as error:  # noqa: BLE001 - whatever it stumbles over is its answer to this file
            print(f"{file}, {what}: {error}", file=sys.stderr)


def _resolved(file: str, mode: str) -> bytes:
    from Docxodus import RevisionProcessor, WmlDocument  # type: ignore[import-not-found,unused-ignore]
    from System import Array, Byte  # type: ignore[import-not-found,unused-ignore]

    document = WmlDocument(file, Array[Byte](Path(file).read_bytes()))
    done = getattr(RevisionProcessor, {"accept": "AcceptRevisions", "reject": "RejectRevisions"}[mode])(document)
    return bytes(done.DocumentByteArray)


def _errors(file: str) -> bytes:
    from DocumentFormat.OpenXml import FileFormatVersions  # type: ignore[import-not-found,unused-ignore]
    from DocumentFormat.OpenXml.Packaging import WordprocessingDocument  # type: ignore[import-not-found,unused-ignore]
    from DocumentFormat.OpenXml.Validation import OpenXmlValidator  # type: ignore[import-not-found,unused-ignore]

    opened = WordprocessingDocument.Open(file, False)
    try:
        found = OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(opened)
        return json.dumps([f"{one.Id}: {one.Description}" for one in found]).encode()
    finally:
        opened.Dispose()


if __name__ == "__main__":
    _answer(Path(sys.argv[1]), json.load(sys.stdin))
