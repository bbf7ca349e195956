"""What an HTML page says about itself: JSON-LD first, then Open Graph, headline and time elements."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trucewatch.intake.dating import exactly, written_instant
from trucewatch.intake.origins import is_outlet
from trucewatch.intake.reporters import is_newsroom, names_in_byline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.model import Published

_ARTICLES = ("NewsArticle", "Article", "LiveBlogPosting", "BlogPosting", "Report", "WebPage")
_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
)
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
_TITLE = ("og:title", "twitter:title", "dc.title", "parsely-title")
_SITE = ("og:site_name", "application-name", "publisher", "dc.publisher", "article:publisher")
_AUTHOR = ("author", "article:author", "dc.creator", "parsely-author", "byl")
_DEEPEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a page says about itself. `published.method` names which part of the page answered."""

    title: str | None = None
    publisher: str | None = None
    published: Published | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    lang: str | None = None
    canonical: str | None = None
    captions: tuple[str, ...] = ()
    review: tuple[str, ...] = ()


def about(root: Any) -> About:
    """Return what a parsed page (an lxml root) says about itself."""
    article = _json_ld(root)
    meta = _meta(root)
    headings = [text for text in (_text(node) for node in root.iter("h1")) if text]
    page_title = _page_title(root)
    titles = [title for title in (_string(article.get("headline")), _first(meta, _TITLE), *headings[:1]) if title]
    published, review = _published(root, article, meta)
    authors = _authors(article.get("author"), meta)
    publisher = _name(article.get("publisher")) or _site(meta) or _behind(titles[-1] if titles else None, page_title)
    if publisher is None and len(authors) == 1 and is_outlet(authors[0]):
        # A page without a site's name may give its newsroom as the author.
        publisher, authors = authors[0], ()
    updated = written_instant(_string(article.get("dateModified")) or _first(meta, _UPDATED) or "")
    return About(
        title=titles[0] if titles else page_title,
        publisher=publisher,
        published=published,
        updated=updated,
        authors=authors,
        lang=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        canonical=_canonical(root, meta),
        captions=tuple(text for text in (_text(node) for node in root.iter("figcaption")) if text)[:50],
        review=(*review, *_differing(titles)),
    )


def _published(root: Any, article: dict[str, Any], meta: dict[str, str]) -> tuple[Published | None, tuple[str, ...]]:
    found = [
        (method, instant)
        for method, raw in (
            ("json-ld", _string(article.get("datePublished")) or _string(article.get("dateCreated"))),
            ("meta", _first(meta, _PUBLISHED)),
            ("time element", _time_element(root)),
        )
        if raw and (instant := written_instant(raw))
    ]
    if not found:
        return None, ()
    method, instant = found[0]
    others = [f"{instant[:10]} ({method})" for method, instant in found[1:2] if instant[:10] != found[0][1][:10]]
    review = (f"the page dates itself twice: {instant[:10]} ({method}), {others[0]}",) if others else ()
    return exactly(instant, method), review


def _time_element(root: Any) -> str | None:
    """Return the first `datetime` that is marked as the publication's, else the only one before the text's end."""
    times = [node for node in root.iter("time") if node.get("datetime")]
    marked = [
        node
        for node in times
        if node.get("pubdate") is not None
        or re.search(r"(?i)publish|posted|entry-date", f"{node.get('class')} {node.get('itemprop')}")
    ]
    in_article = [
        node for node in times if any(parent.tag in {"article", "header", "main"} for parent in node.iterancestors())
    ]
    # Times in a list of other stories say nothing of this one.
    chosen = marked or [
        node
        for node in in_article
        if not any(parent.tag in {"aside", "nav", "li", "footer"} for parent in node.iterancestors())
    ]
    return str(chosen[0].get("datetime")) if chosen else None


def _json_ld(root: Any) -> dict[str, Any]:
    """Return the article's node of the page's JSON-LD, empty where there is none."""
    nodes: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").casefold():
            continue
        raw = re.sub(r"\A\s*(?://)?\s*<!(?:--|\[CDATA\[)|(?:--|\]\]\s*)>\s*\Z", "", script.text or "").strip()
        try:
            nodes += _nodes(json.loads(raw, strict=False), 0)
        except (ValueError, RecursionError):
            continue  # a broken block says nothing; the other parts of the page may
    for kind in _ARTICLES:
        for node in nodes:
            if any(str(own).endswith(kind) for own in _list(node.get("@type"))):
                return node
    return {}


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    for item in _list(value):
        if isinstance(item, dict):
            yield item
            for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
                if isinstance(item.get(key), (dict, list)):
                    yield from _nodes(item[key], depth + 1)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _string(value: Any) -> str | None:
    found = next((item for item in _list(value) if isinstance(item, str) and item.strip()), None)
    return re.sub(r"\s+", " ", found).strip() if found else None


def _name(value: Any) -> str | None:
    for item in _list(value):
        name = _string(item.get("name")) if isinstance(item, dict) else _string(item)
        if name and not name.startswith(("http://", "https://", "@")):
            return name
    return None


def _authors(value: Any, meta: dict[str, str]) -> tuple[str, ...]:
    names = [name for item in _list(value) if (name := _name(item))]
    if not names and (raw := _first(meta, _AUTHOR)) and not raw.startswith(("http://", "https://", "@")):
        names = list(names_in_byline(raw)) or [raw]
    return tuple(dict.fromkeys(name for name in names if not is_newsroom(name)))


def _meta(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in root.iter("meta"):
        key = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().casefold()
        content = (node.get("content") or "").strip()
        if key and content:
            found.setdefault(key, re.sub(r"\s+", " ", content)[:1_000])
    return found


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((meta[key] for key in keys if key in meta), None)


def _site(meta: dict[str, str]) -> str | None:
    site = _first(meta, _SITE)
    return None if site is None or site.startswith(("http://", "https://")) else site


def _behind(headline: str | None, page_title: str | None) -> str | None:
    """Return what stands behind the headline in the page's `<title>`: "Headline | Outlet"."""
    if not headline or not page_title or not page_title.startswith(headline):
        return None
    found = re.fullmatch(r"\s?[|–—·•:-]\s?([^|–—·•]{2,50})", page_title[len(headline) :])
    return found[1].strip() if found else None


def _canonical(root: Any, meta: dict[str, str]) -> str | None:
    for node in root.iter("link"):
        if "canonical" in (node.get("rel") or "").casefold() and (node.get("href") or "").startswith("http"):
            return str(node.get("href"))
    return meta.get("og:url")


def _page_title(root: Any) -> str | None:
    return next((text for text in (_text(node) for node in root.iter("title")) if text), None)


def _text(node: Any) -> str:
    return re.sub(r"\s+", " ", "".join(node.itertext())).strip()[:2_000]


def _differing(titles: list[str]) -> tuple[str, ...]:
    """Name headlines of one page that differ in a number: one of them is older."""
    if len(titles) > 1:
        first, last = (set(re.findall(r"\d+", title)) for title in (titles[0], titles[-1]))
        if first != last:
            return (f"the page has two headlines: {titles[0][:80]!r} and {titles[-1][:80]!r}",)
    return ()
