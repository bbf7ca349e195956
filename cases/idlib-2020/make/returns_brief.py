"""Write documents/43-returns-brief.pdf, the case's one PDF (needs `pip install fpdf2`; the case itself does not)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

WORDS = Path(__file__).with_name("returns-brief.txt")
OUT = Path(__file__).parents[1] / "documents" / "43-returns-brief.pdf"
SOURCE = (
    "https://www.humanitarianresponse.info/en/operations/stima/document/"
    "situation-report-12-recent-developments-northwest-syria-17-april-2020"
)


def write() -> None:
    """Write one page with a fixed date, so that a second run gives the same words."""
    title, publisher, *lines = WORDS.read_text(encoding="utf-8").splitlines()
    page = FPDF(format="A4")
    page.set_creation_date(datetime(2020, 8, 20, 9, 0, tzinfo=UTC))
    page.set_title(title)
    page.set_author("Aid Corridor Digest")
    page.set_subject(f"Facts from {SOURCE}")
    page.set_margins(25, 25)
    page.add_page()
    for words in (f"# {title}", publisher, *lines):
        heading = words.startswith("# ")
        page.set_font("Times", style="B" if heading else "", size=12 if heading else 11)
        page.multi_cell(0, 5.5, words.removeprefix("# "), align="L", new_x="LMARGIN", new_y="NEXT")
        page.ln(2)
    page.output(str(OUT))


if __name__ == "__main__":
    write()
