"""The settings of the documentation site, for Sphinx; `build.py` runs it."""

from __future__ import annotations

from decision_diff import __version__

project = "decision-diff"
release = version = __version__
language = "en"
root_doc = "README"
extensions = ["myst_parser"]
myst_heading_anchors = 4  # the same anchors as on a code host
html_theme = "furo"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_title = f"decision-diff {__version__}"
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_last_updated_fmt = None  # the same pages on every day
