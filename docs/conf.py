"""The manual's build: Sphinx, MyST, furo. Warnings are errors (`./run docs`)."""

project = "Trucewatch"
author = "The Trucewatch developers"
copyright = "2026, The Trucewatch developers"  # noqa: A001  (Sphinx wants this name)

extensions = ["myst_parser"]
myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Trucewatch"
