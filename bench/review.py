"""How fast the review page is in a browser: python bench/review.py [CLAUSES ...] [--json].

Two revisions are made for each size (see `made`): all articles renumbered, 5 % amended, some moved, inserted, deleted. Figures
are wall-clock milliseconds in headless Chromium: "load" until the script has run and the page is laid out; "step" the time that
`j` keeps the page busy, with style and layout, the median and the worst over all steps (at most 200), and the same with every
renumbered clause stepped through, folds opening on the way; each change of view; a search over all text. "step to frame" is
until the next frame was drawn. A stutter would be more than 50 ms. Needs `pip install playwright` and Chromium; run by hand.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from playwright.sync_api import Page, sync_playwright

from decision_diff import pipeline
from made import revisions

BROWSER = next((found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), "")

# Runs in the page. A key is sent, and layout is asked for, so that what the step costs falls into the time taken.
TAKEN = """async key => {
  const start = performance.now();
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  document.documentElement.getBoundingClientRect();
  const busy = performance.now() - start;
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return [busy, performance.now() - start];
}"""
SEARCH = """async text => {
  const field = document.getElementById("ui.find");
  const start = performance.now();
  field.value = text;
  field.dispatchEvent(new Event("input"));
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""


def steps(page: Page, most: int) -> tuple[list[float], list[float]]:
    """Busy milliseconds and milliseconds to the next frame of each step, from the first change on."""
    count = min(most, page.evaluate("parseInt(document.getElementById('ui.at').textContent)"))
    taken = [page.evaluate(TAKEN, "j") for _ in range(count)]
    return [one[0] for one in taken], [one[1] for one in taken]


def measured(page: Page, path: Path) -> dict[str, float]:
    found: dict[str, float] = {"page MB": path.stat().st_size / 1e6}
    loads = []
    for _ in range(3):
        start = perf_counter()
        page.goto(path.as_uri())
        page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        loads.append((perf_counter() - start) * 1000)
    found["load"] = statistics.median(loads)
    found["elements"] = page.evaluate("document.querySelectorAll('*').length")
    busy, frame = steps(page, 200)
    found |= {"steps": len(busy), "step, median": statistics.median(busy), "step, worst": max(busy)}
    found["step to frame, median"] = statistics.median(frame)
    found["step to frame, worst"] = max(frame)
    for name, key in (("side by side", "2"), ("old text", "3"), ("new text", "4"), ("redline", "1")):
        found[f"to {name}"] = page.evaluate(TAKEN, key)[1]
    found["search"] = page.evaluate(SEARCH, "理事会")
    found["search again"] = page.evaluate(SEARCH, "理事会秘书长")
    page.goto("about:blank")
    page.goto(path.as_uri())
    page.evaluate("document.querySelector('[data-do=filters]').click()")
    page.check('[data-tag="renumbered"]')
    busy, frame = steps(page, 200)
    found |= {"step through all, median": statistics.median(busy), "step through all, worst": max(busy)}
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clauses", nargs="*", type=int, default=[100, 1000])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not BROWSER:
        print("Chromium is not installed: apt-get install chromium", file=sys.stderr)
        return
    result: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        for size in options.clauses:
            comparison = pipeline.compare(*revisions(size))
            start = perf_counter()
            text = str(pipeline.render(comparison, "review"))
            path = Path(folder, f"{size}.html")
            taken = (perf_counter() - start) * 1000
            path.write_text(text, encoding="utf-8")
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            row = {"changes": float(len(comparison.changes)), "written in": taken}
            result[f"{size} clauses"] = row | measured(page, path)
            page.close()
        browser.close()
    if options.json:
        print(json.dumps(result, indent=2))
        return
    for name, row in result.items():
        print(name)
        for key, value in row.items():
            print(f"  {key:<32}{value:>10.1f}")


if __name__ == "__main__":
    main()
