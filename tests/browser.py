"""The browser of the system, for tests of pages; a browser that is missing is a skip here and a failure on the build server."""

from __future__ import annotations

import os
import shutil

import pytest

BROWSER = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
NEEDED = pytest.mark.skipif(not BROWSER and not os.environ.get("CI"), reason="no Chromium on this machine")
