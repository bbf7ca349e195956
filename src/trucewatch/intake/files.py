"""Plain text and PDF."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from trucewatch.errors import UnreadableError
from trucewatch.intake.encoding import decode
from trucewatch.intake.provenance import Known, describe
from trucewatch.intake.taken import Given, TakenIn, fingerprint

_MOST_PAGES = 2_000
_WIDE = 0.75  # a line at least as wide, of the page's widest, was broken by the margin
_ENDS = re.compile(r"[.!?:;]['\"”’)\]]{0,2}\Z")
_INCORRECT_PASSWORD = 4  # pdfium's FPDF_ERR_PASSWORD


def read_text(data: bytes, given: Given) -> TakenIn:
    """Take in a text file; the text stays as decoded."""
    text, notes = decode(data, document=given.name)
    known = Known(sha256=fingerprint(data), review=notes)
    return TakenIn(documents=(describe(text, given, known),))


def read_pdf(data: bytes, given: Given) -> TakenIn:
    """Take in a PDF: paragraphs put together again from the lines of its pages.

    Raises:
        UnreadableError: damaged, cut off, locked with a password, or pictures without text.
    """
    pages, title = _pages(data, given)
    text = "\n\n".join(page for page in map(_paragraphs, pages) if page)
    if not text.strip():
        raise UnreadableError(
            f"PDF of {len(pages)} pages without any text (a scan?). Run it through OCR, e.g. `ocrmypdf in.pdf out.pdf`",
            document=given.name,
        )
    # Titles in a PDF's properties are often left over from a template: only one that stands in the text counts.
    own = title if title and title.casefold() in " ".join(pages[:1]).casefold().replace("\n", " ") else None
    notes = (f"only the first {_MOST_PAGES} pages are read",) if len(pages) == _MOST_PAGES else ()
    known = Known(sha256=fingerprint(data), review=notes, title=own)
    return TakenIn(documents=(describe(text, replace(given, title=given.title), known),))


def _pages(data: bytes, given: Given) -> tuple[list[str], str | None]:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _INCORRECT_PASSWORD or "password" in str(error).casefold():
            message = "locked with a password. Save a copy without one, e.g. `qpdf --decrypt in.pdf out.pdf`"
        else:
            message = "no readable PDF (damaged or cut off). Download it again, or print it to a new PDF"
        raise UnreadableError(message, document=given.name) from error
    try:
        pages = [_page_text(pdf, n, given) for n in range(min(len(pdf), _MOST_PAGES))]
        title = (pdf.get_metadata_dict().get("Title") or "").strip() or None
    finally:
        pdf.close()
    return pages, title


def _page_text(pdf: Any, number: int, given: Given) -> str:
    import pypdfium2

    try:
        page = pdf[number]
        textpage = page.get_textpage()
        text = str(textpage.get_text_bounded())
        textpage.close()
        page.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(
            f"page {number + 1} of the PDF is damaged. Download it again, or print it to a new PDF", document=given.name
        ) from error
    return text


def _paragraphs(page: str) -> str:
    """Join the lines that the margin broke; pdfium marks a word broken at the margin with U+FFFE or U+0002."""
    lines = [line.strip() for line in re.sub("[\ufffe\x02]\\s*", "", page.replace("\r", "")).split("\n")]
    widest = max((len(line) for line in lines), default=0)
    joined: list[str] = []
    goes_on = False
    for line in lines:
        if not line:
            goes_on = False
            continue
        if goes_on:
            joined[-1] += " " + line
        else:
            joined.append(line)
        goes_on = len(line) >= _WIDE * widest and not (_ENDS.search(line) and len(line) < widest * 0.95)
    return "\n\n".join(joined)
