"""The page as HTML: one file, no script, no request to anywhere. Every text is escaped here and nowhere else."""

from __future__ import annotations

from html import escape
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from trucewatch.publishing.blocks import (
    Block,
    Card,
    Facts,
    Figure,
    Fold,
    Inline,
    Items,
    Line,
    Page,
    Para,
    Quotation,
    Subheading,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKS = {"yes": "●", "no": "○", "unknown": "◐", "flag": "⚑"}
"""Shapes beside the colours: a state must survive a black-and-white print and any eye."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def safe_href(url: str | None) -> str | None:
    """Return an http or https address, None for anything else (`javascript:` and its kin never become links)."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def as_html(page: Page, *, look: str | None = None) -> str:
    """Return the page as one HTML text; `look` names further rules of style (`data/LOOK.css`) and the body's class."""
    data = resources.files("trucewatch.publishing").joinpath("data")
    sheets = ("report", look) if look else ("report",)
    style = "".join(data.joinpath(f"{name}.css").read_text(encoding="utf-8") for name in sheets)
    kind = f' class="{look}"' if look else ""
    contents = "".join(f'<li><a href="#{s.id}">{escape(s.title)}</a></li>' for s in page.sections)
    body = "".join(
        f'<section id="{s.id}" aria-labelledby="{s.id}-title"><h2 id="{s.id}-title">{escape(s.title)}</h2>'
        f"{_all(s.blocks)}</section>\n"
        for s in page.sections
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
        f"<title>{escape(page.title)}</title>\n<style>\n{style}</style>\n</head>\n<body{kind}>\n"
        '<a class="skip" href="#content">Skip to the content</a>\n'
        f'<header><p class="kicker">{escape(page.kicker)}</p><h1>{escape(page.title)}</h1>\n'
        + "".join(f"<p>{_line(line)}</p>\n" for line in page.lines)
        + f'</header>\n<nav aria-label="Contents"><ol>{contents}</ol></nav>\n<main id="content">\n'
        + f"{body}</main>\n<footer>"
        + "".join(f"<p>{_line(line)}</p>" for line in page.footer)
        + "</footer>\n</body>\n</html>\n"
    )


def _inline(inline: Inline) -> str:
    if isinstance(inline, str):
        return escape(inline)
    text = escape(inline.text)
    match inline.kind:
        case "strong":
            return f"<strong>{text}</strong>"
        case "quote":
            return f'<q dir="auto">{text}</q>'
        case "code":
            return f"<code>{text}</code>"
        case "struck":
            return f"<s>{text}</s>"
        case "link":
            href = safe_href(inline.href) or (inline.href if (inline.href or "").startswith("#") else None)
            return f'<a href="{escape(href)}" rel="noopener noreferrer nofollow">{text}</a>' if href else text
        case _:
            pass
    if inline.kind in _MARKS:
        return f'<span class="mark {inline.kind}"><span aria-hidden="true">{_MARKS[inline.kind]}</span> {text}</span>'
    return f'<span class="{escape(inline.kind)}">{text}</span>'


def _line(line: Line) -> str:
    return "".join(map(_inline, line))


def _all(blocks: Iterable[Block]) -> str:
    return "".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Para():
            return f'<p class="{block.role}">{_line(block.line)}</p>\n'
        case Items():
            return "<ul>" + "".join(f"<li>{_line(line)}</li>" for line in block.lines) + "</ul>\n"
        case Facts():
            return _facts(block)
        case Table():
            return _table(block)
        case Quotation():
            return (
                f'<figure class="said"><figcaption>{_line(block.before)}</figcaption>'
                f'<blockquote dir="auto">{_inline(block.words)}</blockquote><p class="cite">{_line(block.after)}</p>'
                "</figure>\n"
            )
        case Figure():
            return _figure(block)
        case Card():
            return _card(block)
        case Fold():
            return f"<details><summary>{escape(block.summary)}</summary>{_all(block.blocks)}</details>\n"
        case Subheading():
            anchor = f' id="{escape(block.id)}"' if block.id else ""
            return f"<h3{anchor}>{_line(block.line)}</h3>\n"


def _facts(facts: Facts) -> str:
    pairs = "".join(
        f"<div><dt>{escape(label)}</dt>" + "".join(f"<dd>{_line(line)}</dd>" for line in lines) + "</div>"
        for label, lines in facts.pairs
    )
    return f"<dl>{pairs}</dl>\n"


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.head)
    rows = []
    for row in table.rows:
        first, *rest = row.cells
        noted = ' class="noted"' if row.notes else ""
        cells = f'<th scope="row">{_line(first)}</th>' + "".join(
            f'<td data-label="{escape(label)}">{_line(cell)}</td>'
            for label, cell in zip(table.head[1:], rest, strict=True)
        )
        anchor = f' id="{escape(row.id)}"' if row.id else ""
        rows.append(f"<tr{anchor}{noted}>{cells}</tr>")
        rows.extend(f'<tr class="under"><td colspan="{len(table.head)}">{_line(note)}</td></tr>' for note in row.notes)
    kind = " ".join(name for name, on in (("wide", table.wide), ("dense", table.dense)) if on)
    return (
        f'<div class="scroll" role="region" aria-label="{escape(table.caption)}" tabindex="0"><table class="{kind}">'
        f"<caption>{escape(table.caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>\n"
    )


def _figure(figure: Figure) -> str:
    words = f"<details><summary>The same in words</summary>{_all(figure.alternative)}</details>"
    return (
        f'<figure class="drawing"><div class="scroll" tabindex="0">{figure.svg}</div>'
        f"<figcaption>{_line(figure.caption)}</figcaption>{words if figure.alternative else ''}</figure>\n"
    )


def _card(card: Card) -> str:
    anchor, body = escape(card.id), _all(card.blocks)
    if card.open:
        return f'<article class="card {card.tone}" id="{anchor}"><h4>{_line(card.title)}</h4>{body}</article>\n'
    return f'<details class="card {card.tone}" id="{anchor}"><summary>{_line(card.title)}</summary>{body}</details>\n'
