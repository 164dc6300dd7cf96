"""Typst, which sets a PDF: our templates, data that is never read as markup, no files, no network, no clock.

The texts reach a template as JSON and are shown as strings, so nothing in them can be a command. The PDF is tagged (PDF/UA-1), its
fonts are embedded, and the same texts with the same fonts installed give the same bytes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from decision_diff.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable

# Language -> families in order of preference; what is not installed is passed over. The last ones come with Typst.
_OWN = ["Libertinus Serif", "DejaVu Sans"]
_SONG = ["Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", "Noto Sans CJK SC", "Droid Sans Fallback"]
_MINCHO = ["Noto Serif CJK JP", "Source Han Serif", "Hiragino Mincho ProN", "MS Mincho", "Noto Sans CJK JP"]
_NASKH = ["Noto Naskh Arabic", "Amiri", "Times New Roman", "DejaVu Sans"]


def compile_pdf(template: str, data: dict[str, Any], told: Callable[[str], None] | None) -> bytes:
    """Makes the PDF of `data` with the template of that name. OutputError without Typst.

    If no font has a character, `told` is called with a sentence, and the PDF shows an empty box for it and is not tagged.
    """
    try:
        import typst  # noqa: PLC0415 - an extra, and large
    except ImportError as error:
        raise OutputError('PDF output needs Typst: pip install "decision-diff[pdf]"') from error
    source = (Path(__file__).parent / template).read_bytes()
    given = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        return _compiled(typst, source, given, ["ua-1"])
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise OutputError(f"the PDF could not be set: {error}") from error
        if told:
            missing = str(error).partition("the text ")[2].partition(" could not")[0].strip("`")
            told(f"no font installed here shows {missing}, so the PDF has empty boxes; install one, such as Noto CJK")
    try:
        return _compiled(typst, source, given, [])
    except typst.TypstError as error:
        raise OutputError(f"the PDF could not be set: {error}") from error


def _compiled(typst: Any, source: bytes, given: dict[str, str], standards: list[str]) -> bytes:
    made, _ = typst.compile_with_warnings(source, sys_inputs=given, format="pdf", pdf_standards=standards)
    return bytes(made)


def choose_fonts(*languages: str) -> list[str]:
    """Chooses font families for texts in these languages, in order of preference."""
    first = {"ja": [*_MINCHO, *_SONG], "zh": [*_SONG, *_MINCHO], "ar": _NASKH}
    found = [family for language in languages for family in first.get(language, [])]
    return list(dict.fromkeys([*found, *_OWN, *_SONG, *_MINCHO, *_NASKH]))
