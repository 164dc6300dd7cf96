"""Lets Docxodus consolidate three reviewers' documents; `compile.py` runs this in the interpreter that has its packages.

python bench/consolidate.py FOLDER COUNT       FOLDER has N-.docx, N-A.docx, N-B.docx, N-C.docx for N from 0; it writes N-out.docx
"""

from __future__ import annotations

import sys
from pathlib import Path

import docxodus


def main(place: str, count: str, policy: str = "StackAll") -> None:
    """Consolidate each case; what it stumbles over is left out."""
    folder = Path(place)
    docxodus._answer(folder / "runtime", [])  # noqa: SLF001 - it starts the engine
    from Docxodus import (  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - there when the engine runs
        DocxDiff,
        DocxDiffConsolidateSettings,
        DocxDiffReviewer,
        WmlDocument,
    )
    from System import Array, Byte, Enum  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415
    from System.Collections.Generic import List  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415

    def load(path: Path) -> object:
        return WmlDocument(str(path), Array[Byte](path.read_bytes()))

    settings = DocxDiffConsolidateSettings()
    settings.ConflictResolution = Enum.Parse(settings.ConflictResolution.GetType(), policy)
    for at in range(int(count)):
        reviewers = List[DocxDiffReviewer]()
        for name in "ABC":
            one = DocxDiffReviewer()
            one.Document, one.Author = load(folder / f"{at}-{name}.docx"), name
            reviewers.Add(one)
        try:
            made = DocxDiff.Consolidate(load(folder / f"{at}-.docx"), reviewers, settings)
        except Exception as error:  # noqa: BLE001 - whatever it stumbles over is its answer
            print(f"case {at}: {error}", file=sys.stderr)
            continue
        (folder / f"{at}-out.docx").write_bytes(bytes(made.DocumentByteArray))


if __name__ == "__main__":
    main(*sys.argv[1:])
