"""The data's way through the rooms. In comes a case, out comes its picture as of an instant. Its verb is `run`."""

from trucewatch.pipeline.outside import json_line
from trucewatch.pipeline.readers import RULES, Reader
from trucewatch.pipeline.reading_all import Engine
from trucewatch.pipeline.run import Picture, picture, run, summary
from trucewatch.pipeline.taking import Source, Taken, retry, take_in
from trucewatch.pipeline.view import view

__all__ = [
    "RULES",
    "Engine",
    "Picture",
    "Reader",
    "Source",
    "Taken",
    "json_line",
    "picture",
    "retry",
    "run",
    "summary",
    "take_in",
    "view",
]
