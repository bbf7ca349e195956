"""The manual is true: records, decisions and pages are those of the program."""

import importlib.util
import re
from dataclasses import fields, is_dataclass
from pathlib import Path

from trucewatch import model

DOCS = Path(__file__).resolve().parents[2] / "docs"
HELD_WITHIN_A_RUN = {"Interval", "Linked", "Reading"}  # never written as JSON of their own


def test_the_page_on_records_names_every_field_of_every_record():
    page = (DOCS / "reference" / "records.md").read_text(encoding="utf-8")
    written = {
        section[0]: re.findall(r"^\| `(\w+)` \|", section[1], flags=re.MULTILINE)
        for section in re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", page, flags=re.MULTILINE | re.DOTALL)
    }
    records = {n: getattr(model, n) for n in model.__all__ if is_dataclass(getattr(model, n))}

    assert {name: sorted(names) for name, names in written.items()} == {
        name: sorted(f.name.rstrip("_") for f in fields(record))
        for name, record in records.items()
        if name not in HELD_WITHIN_A_RUN
    }


def test_the_page_of_keys_is_what_the_parser_takes():
    """The way out where this fails: ./run fix."""
    spec = importlib.util.spec_from_file_location("docs_keys", DOCS / "keys.py")
    keys = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(keys)

    assert keys.written() == (DOCS / "reference" / "agreement-keys.md").read_text(encoding="utf-8")


def test_every_page_stands_in_a_table_of_contents():
    listed = {"index"}
    for page in DOCS.rglob("index.md"):
        toc = re.findall(r"```\{toctree\}(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        names = [line for block in toc for line in block.split("\n") if line and not line.startswith(":")]
        listed |= {str((page.parent / name).relative_to(DOCS)) for name in names}

    pages = {str(p.relative_to(DOCS).with_suffix("")) for p in DOCS.rglob("*.md") if "_build" not in p.parts}

    assert pages == listed


def test_a_decision_fits_on_one_page():
    for page in (DOCS / "adr").glob("0*.md"):
        text = page.read_text(encoding="utf-8")

        assert len(text.split()) <= 400, page.name
        assert re.search(r"\*\*Before us\.\*\*.*\*\*We chose\*\*.*\*\*It costs\*\*.*\*\*Witness\.\*\*", text, re.DOTALL)
