"""How long each output of a statute of so many articles takes, and how large it is: python bench/outputs.py [500] [--office].

The comparison is made before the clock runs. Tables are written as they come, and with one row a clause ("full"). With
`--office` LibreOffice opens the Word documents and spreadsheets and prints them: seconds, its own start within, and pages; of PDF
the pages are counted too. How fast the review page is in a browser: `review.py`.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from pypdf import PdfReader

import decision_diff as dd
from decision_diff import renderers
from made import revisions


def opened(name: str, data: bytes) -> tuple[float, int]:
    """Seconds until LibreOffice has printed the file, and its pages."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"output.{name[-4:]}")
        path.write_bytes(data)
        start = perf_counter()
        command = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", folder, str(path)], check=True, capture_output=True)
        return perf_counter() - start, len(PdfReader(path.with_suffix(".pdf")).pages)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=500)
    parser.add_argument("--office", action="store_true")
    options = parser.parse_args()
    comparison = dd.compare(*revisions(options.articles))
    print(f"{options.articles} articles: {comparison!r}")
    print(f"{'output':<18}{'seconds':>9}{'kB':>9}{'pages':>7}{'LibreOffice, s':>16}")
    for row in renderers.RENDERERS:
        for unchanged in ("", "full") if row.name.startswith("table-") else ("",):
            how: dict[str, Any] = {"unchanged": unchanged} if unchanged else {}
            start = perf_counter()
            output = dd.render(comparison, row.name, **how)
            taken = perf_counter() - start
            data = output if isinstance(output, bytes) else output.encode()
            pages = seconds = ""
            if row.suffixes and row.suffixes[0].endswith(".pdf"):
                pages = str(len(PdfReader(io.BytesIO(data)).pages))
            elif row.binary and options.office:
                time, count = opened(row.name, data)
                pages, seconds = str(count), f"{time:.1f}"
            name = f"{row.name} {unchanged}".rstrip()
            print(f"{name:<18}{taken:>9.2f}{len(data) / 1000:>9.0f}{pages:>7}{seconds:>16}")


if __name__ == "__main__":
    main()
