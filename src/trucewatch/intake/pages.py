"""HTML pages: the article's text, and what the page says about itself."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from trucewatch.errors import DocumentError, UnreadableError
from trucewatch.intake.encoding import decode
from trucewatch.intake.metadata import About, about
from trucewatch.intake.origins import same_outlet, split_title
from trucewatch.intake.provenance import Known, describe
from trucewatch.intake.taken import Given, TakenIn, fingerprint
from trucewatch.model import Document, Published

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"),
        *("nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"),
    )
)
_SILENT = frozenset(
    ("script", "style", "noscript", "template", "svg", "head", "iframe", "select", "button", "nav", "aside", "footer")
)
_FEWEST_LETTERS = 2
_SHORT = 1_000  # letters of an article
# Deeper pages are made to break parsers; no article nests as deep.
_DEEPEST = 400
_MOST_TAGS = 200_000


def read_page(data: bytes, given: Given) -> TakenIn:
    """Take in an HTML file."""
    html, notes = decode(data, document=given.name)
    return TakenIn(documents=(document_of(html, given, original=data, notes=notes),))


def document_of(html: str, given: Given, *, original: bytes | str, notes: tuple[str, ...] = ()) -> Document:
    """Return the document of one page; its text is the extracted article.

    Raises:
        UnreadableError: the page holds no text.
    """
    root = _parsed(html, given)
    page = about(root)
    text, how = _body(html, root, page, given)
    published = page.published or _by_htmldate(html, given)
    title, suffix = split_title(page.title) if page.title else (None, None)
    known = Known(
        # A suffix stays on the title while it may name another publisher than the page's own.
        title=page.title if suffix and page.publisher and not same_outlet(suffix, page.publisher) else title,
        publisher=page.publisher,
        published=published,
        updated=page.updated,
        authors=page.authors,
        lang=page.lang,
        captions=page.captions,
        sha256=fingerprint(original),
        extracted=True,
        review=(*notes, *how, *page.review, *_cut_off(html)),
    )
    return describe(text, replace(given, url=given.url or page.canonical), known)


def plain_text(html: str) -> str:
    """Return the text of an HTML fragment, one block a line."""
    from lxml import etree

    try:
        root = etree.HTML(f"<div>{html}</div>", parser=etree.HTMLParser(huge_tree=False))
    except (etree.LxmlError, ValueError):
        return re.sub(r"<[^>]{0,2000}>", " ", html)
    return "" if root is None else "\n\n".join(_lines(root))


def _parsed(html: str, given: Given) -> Any:
    from lxml import etree

    # lxml refuses a text with an encoding declaration; ours is decoded already.
    plain = re.sub(r"\A\s{0,1000}<\?xml[^>]{0,300}\?>", "", html.lstrip("\ufeff")).replace("\x00", "")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        root = etree.fromstring(plain.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableError("no readable HTML. Save the page as text and give that", document=given.name) from error
    if root is None:
        raise UnreadableError("the page holds no text", document=given.name)
    if _too_deep(root):
        raise DocumentError(
            f"HTML nested deeper than {_DEEPEST} levels or with over {_MOST_TAGS} tags. Save its text and give that",
            document=given.name,
        )
    return root


def _too_deep(root: Any) -> bool:
    from lxml import etree

    depth = tags = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        tags += event == "start"
        if depth > _DEEPEST or tags > _MOST_TAGS:
            return True
    return False


def _body(html: str, root: Any, page: About, given: Given) -> tuple[str, tuple[str, ...]]:
    """Return the article's text, and a note where it was found in a second way."""
    titles = {_plain(title) for title in (page.title, split_title(page.title)[0]) if title}
    article = next((node for tag in ("article", "main") for node in root.iter(tag)), None)
    own = [line for line in _lines(root if article is None else article) if _plain(line) not in titles]
    # Where an article is short, trafilatura falls back to all words of the page, often in one line.
    if article is not None and _FEWEST_LETTERS <= _letters(own) <= _SHORT:
        return "\n\n".join(own), ()
    extracted = [line.strip() for line in (_by_trafilatura(html) or "").split("\n") if line.strip()]
    while extracted and _plain(extracted[0]) in titles:
        extracted = extracted[1:]
    if _letters(extracted) >= _FEWEST_LETTERS and len(extracted) > 1:
        return "\n\n".join(extracted), ()
    if _letters(extracted) >= _FEWEST_LETTERS and len(own) <= 1:
        return extracted[0], ()
    if _letters(own) < _FEWEST_LETTERS:
        raise UnreadableError(
            "the page holds no text (built by scripts, or cut off?). Save it from a browser as text and give that",
            document=given.name,
        )
    return "\n\n".join(own), ("no article found in the page: all of its text is kept",)


def _letters(lines: list[str]) -> int:
    return sum(letter.isalpha() for line in lines for letter in line)


def _by_trafilatura(html: str) -> str | None:
    import trafilatura
    from lxml import etree

    try:
        return trafilatura.extract(html, fast=True, include_comments=False, include_tables=True)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return None


def _by_htmldate(html: str, given: Given) -> Published | None:
    """Return a day that htmldate finds; it reads the whole page, so it comes last."""
    import htmldate
    from lxml import etree

    try:
        # A fixed upper bound: the day of the run must not change what is read.
        day = htmldate.find_date(html, original_date=True, extensive_search=False, url=given.url, max_date="2100-01-01")
    except (etree.LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return None
    return Published(start=day, end=day, method="htmldate") if day else None


def _lines(root: Any) -> list[str]:
    """Return the page's text by blocks, without scripts and forms."""
    from lxml import etree

    parts: list[str] = []
    silent = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            silent += tag in _SILENT
            parts.append("\n" if tag in _BLOCKS else "")
            parts.append(" ".join((node.text or "").split("\n")) if not silent else "")
        elif event == "end":
            silent -= tag in _SILENT
            parts.append("\n" if tag in _BLOCKS else "")
        if event != "start" and not silent:
            parts.append(" ".join((node.tail or "").split("\n")))
    return [line for line in (re.sub(r"\s+", " ", raw).strip() for raw in "".join(parts).split("\n")) if line]


def _plain(line: str) -> str:
    return re.sub(r"\W+", " ", line).strip().casefold()


def _cut_off(html: str) -> tuple[str, ...]:
    head = html[:3_000].casefold()
    if "<html" in head and "</html" not in html[-3_000:].casefold():
        return ("the page ends before </html>: it may be cut off",)
    return ()
