"""Old formats of word processors (DOC, RTF, WPS …): LibreOffice saves them as DOCX, if it is installed, and that is read.

    bytes ==a folder of its own==> LibreOffice ==DOCX==> `readers.docx`

LibreOffice runs with a profile that is made for this one file and goes with it: no macros, no active content, no links followed, no
extensions, no network (where the system lets a process give that up), and no longer than `MAX_SECONDS`.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from decision_diff.errors import UnreadableError
from decision_diff.memory import remembered
from decision_diff.model import Notice, Reading, Source, View
from decision_diff.readers import docx

MAX_BYTES: Final = 50_000_000
MAX_SECONDS: Final = 120
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD: Final = "WordDocument".encode("utf-16-le")  # the stream of a Word 97-2003 file ([MS-DOC] 2.1)
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_RTF: Final = b"{\\rtf"
_PROGRAMS: Final = ("soffice", "libreoffice")
# Where its installer puts it on Windows and macOS, which is on no search path.
_WINDOWS_FOLDERS: Final = ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432")
_WINDOWS: Final = "LibreOffice/program/soffice.exe"
_MACOS: Final = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
# What the profile says, as path, name and value; a setting that a version does not know does nothing.
_SETTINGS: Final = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "DisableOLEAutomation", "true"),
    ("Common/Security/Scripting", "DisablePythonRuntime", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Writer/Content/Update", "Field", "false"),
    ("Common/Misc", "UseLocking", "false"),
)
_NOWHERE: Final = "http://127.0.0.1:9"  # the discard port: a proxy that answers nobody


def read(
    source: Source, *, encoding: str | None = None, beside: Sequence[Source] = (), view: View = "accepted"
) -> Reading:
    """Reads the paragraphs of a view of a document, as LibreOffice saves it as DOCX. Raises UnreadableError."""
    if not source.data:
        raise UnreadableError("the file is empty", source=source.name)
    kind = _find_kind(source)
    program = find_program()
    if not program:
        sentence = f"this is {_NAMES[kind]}; save it as .docx, or install LibreOffice, which then converts it"
        raise UnreadableError(sentence, source=source.name)
    if len(source.data) > MAX_BYTES:
        raise UnreadableError(f"larger than {MAX_BYTES // 1_000_000} MB; save it as .docx", source=source.name)
    converted = _convert(source.data, kind, program)
    if not converted:
        sentence = (
            f"LibreOffice cannot read this file ({_NAMES[kind]}), or not within {MAX_SECONDS} seconds; save it as .docx"
        )
        raise UnreadableError(sentence, source=source.name)
    reading = docx.read(replace(source, data=converted), encoding=encoding, beside=beside, view=view)
    sentence = f"LibreOffice read this file ({_NAMES[kind]}) and saved it as DOCX, which was read; what it may have lost is not known"
    made = replace(source, data=converted, original=source.data)
    return replace(reading, source=made, notices=(Notice("converted", sentence), *reading.notices))


def accepts(data: bytes) -> bool:
    """Whether bytes are a Word 97-2003 file that is not encrypted, or rich text, whatever the name."""
    return data.startswith(_RTF) or (data.startswith(_OLE) and _WORD in data and _ENCRYPTED not in data)


def find_program() -> str:
    """The LibreOffice of this machine; "" if it has none."""
    import shutil  # noqa: PLC0415 - late: only old formats need it

    usual = [f"{folder}/{_WINDOWS}" for name in _WINDOWS_FOLDERS if (folder := os.environ.get(name))]
    return next((found for name in (*_PROGRAMS, *usual, _MACOS) if (found := shutil.which(name))), "")


_NAMES: Final = {
    "doc": "a Word 97-2003 file",
    "rtf": "rich text (RTF)",
    "wps": "a document of Works or WPS (WPS)",
}


def _find_kind(source: Source) -> str:
    """Which of the formats a file is: by its first bytes, else by its name."""
    if source.data.startswith(_RTF):
        return "rtf"
    if source.data.startswith(_OLE) and _WORD in source.data:
        return "doc"
    suffix = source.name.lower().rpartition(".")[2]
    if suffix == "wps" and source.data.startswith(_OLE):
        return suffix
    raise UnreadableError(f"this is not a document of the kind that its name says (.{suffix[:8]})", source=source.name)


@remembered(8)  # both views of one document, and one document given twice
def _convert(data: bytes, kind: str, program: str) -> bytes:
    """The same document as DOCX; nothing where LibreOffice makes none."""
    import tempfile  # noqa: PLC0415 - late: likewise

    with tempfile.TemporaryDirectory(prefix="decision-diff-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_write_settings(), encoding="utf-8")
        given = folder / f"document.{kind}"
        given.write_bytes(data)
        arguments = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard"),
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(given)),
        ]
        _run([*_isolate(), *arguments], folder)
        made = folder / "out" / "document.docx"
        return made.read_bytes() if made.is_file() and not made.is_symlink() else b""


def _isolate() -> list[str]:
    """What runs a program without network; nothing where the system has no such thing."""
    import shutil  # noqa: PLC0415 - late: likewise
    import subprocess  # noqa: PLC0415 - late: likewise

    unshare = shutil.which("unshare") if os.name == "posix" else None
    if unshare is None:
        return []
    command = [unshare, "--net", "--map-root-user"]
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        tried = subprocess.run([*command, "true"], check=False, capture_output=True, timeout=10)  # noqa: S603 - a fixed list
        if tried.returncode == 0:
            return command
    return []


def _run(arguments: Sequence[str], folder: Path) -> None:
    """Run a program to its end, or end it, with all that it started, when its time is over."""
    import subprocess  # noqa: PLC0415 - late: likewise

    proxies = {f"{scheme}_proxy": _NOWHERE for scheme in ("http", "https", "ftp")}
    environment = {**os.environ, **proxies, "HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    with contextlib.suppress(OSError):
        process = subprocess.Popen(  # noqa: S603 - a fixed list, and a file of our own folder
            arguments,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(timeout=MAX_SECONDS)
        except subprocess.TimeoutExpired:
            pass
        finally:
            _end(process.pid)
            process.kill()
            process.wait()


def _end(group: int) -> None:
    """End what a program started, if anything of it is left."""
    import subprocess  # noqa: PLC0415 - late: likewise

    with contextlib.suppress(OSError, subprocess.SubprocessError):
        if os.name == "posix":
            os.killpg(group, signal.SIGKILL)
        else:  # soffice.exe starts soffice.bin, which does the work
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(group)], check=False, capture_output=True, timeout=10)  # noqa: S603, S607 - a program of Windows


def _write_settings() -> str:
    rows = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{rows}</oor:items>'
    )
