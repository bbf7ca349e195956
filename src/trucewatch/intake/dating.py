"""When a report was published: what is given, what its lines say, what the calendar confirms.

A date read from a text is a suggestion with a method.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from trucewatch.intake import dates
from trucewatch.model import Published

if TYPE_CHECKING:
    from trucewatch.intake.dates import Written
    from trucewatch.intake.layout import Layout

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:[/-]|\Z)|[/-]((?:19|20)\d\d)(\d\d)(\d\d)(?:[/-]|\Z)")
_DATELINE = re.compile(r"\A\W{0,2}[^\W\d_][^()\n]{1,70}?(?:\([^()\n]{2,40}\)|/[^/\n]{2,30}/\.?)?\s?(?:[–—-]|:)")
_FAR_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """When published, when updated, and what a person should look at."""

    published: Published
    updated: str | None = None
    review: tuple[str, ...] = ()


def written_instant(raw: str) -> str | None:
    """Return an ISO date or instant for a machine-written date ("2020-03-05T20:32Z", RFC 822), None if unreadable.

    The offset is kept, "Z" becomes "+00:00", parts of a second go.
    """
    plain = raw.strip()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", plain):
        return plain if _iso(plain) else None
    try:
        return datetime.fromisoformat(plain).isoformat(timespec="seconds")
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(plain).isoformat(timespec="seconds")
    except (ValueError, TypeError, IndexError):
        pass
    found = dates.find(plain[:200], limit=2)
    return found[0].instant() if len(found) == 1 and found[0].other is None else None


def given(raw: str) -> Dated:
    """Return the date that the caller gives; one that cannot be read is left out and named."""
    instant = written_instant(raw)
    if instant is None:
        note = f"the given date {raw[:60]!r} cannot be read; write 2020-03-05 or 2020-03-05T20:32:00+00:00"
        return Dated(published=Published(), review=(note,))
    return Dated(published=exactly(instant, "given"))


def exactly(instant: str, method: str) -> Published:
    """Return a publication at one written instant."""
    return Published(start=instant, end=instant, method=method)


def date_of(layout: Layout, *, url: str | None = None) -> Dated:
    """Suggest the date of a plain text: its date line, dateline, address, captions, in this order."""
    body = "\n".join(line.text for line in layout.body)
    named = dates.weekdays(body[:100_000])
    line_date, updated, review = _date_line(layout, named)
    others = [_dateline(layout, named, url), _address(url), *_captions(layout, named)]
    found = [line_date, *(other for other in others)]
    best = next((one for one in found if one is not None), None)
    if best is None:
        return Dated(published=Published(), updated=updated, review=(*review, *_why_none(layout, named)))
    return Dated(published=best, updated=updated, review=(*review, *_disagree(best, found)))


def agreeing(day: date, named: dict[int, int]) -> str | None:
    """Return "on Thursday" where the text names that weekday at least as often as any other day, else None."""
    count = named.get(day.weekday(), 0)
    return f"'on {_DAYS[day.weekday()]}'" if count and count >= max(named.values()) else None


def _date_line(layout: Layout, named: dict[int, int]) -> tuple[Published | None, str | None, tuple[str, ...]]:
    review: list[str] = []
    published: Published | None = None
    updated: str | None = None
    outside = {span for mark in layout.not_body for span in [mark.span]}
    for line in layout.of_kind("date"):
        if line.span not in outside or line in layout.teasers:
            continue  # a date between paragraphs heads a part of a chronicle
        for written in dates.find(line.text, limit=3):
            if dates.is_update(line.text, written):
                updated = updated or written.instant()
            elif published is None:
                published, note = _settled(written, line.text, named)
                review += [note] if note else []
    return published, updated, tuple(review)


def _settled(written: Written, line: str, named: dict[int, int]) -> tuple[Published, str | None]:
    """Return one date of a date line; two readings are settled by the calendar or stay an interval."""
    own = dates.own_weekday(line)
    if written.other is None:
        note = None
        if own is not None and own != written.day.weekday():
            note = f"the date line says {_DAYS[own]}, but {written.day} is a {_DAYS[written.day.weekday()]}"
        return exactly(written.instant(), "date line"), note
    both = sorted({written.day, written.other})
    fits = [day for day in both if (own is not None and day.weekday() == own) or (own is None and agreeing(day, named))]
    if len(fits) == 1:
        how = f"numeric date line, agrees with {agreeing(fits[0], named) or _DAYS[fits[0].weekday()]}"
        return exactly(fits[0].isoformat(), how), f"{line[written.span[0] : written.span[1]]!r} read as {fits[0]}"
    words = line[written.span[0] : written.span[1]]
    note = f"{words!r} may be {both[0]} or {both[1]}: give the date to settle it"
    return Published(start=both[0].isoformat(), end=both[1].isoformat(), method="numeric date line, two readings"), note


def _dateline(layout: Layout, named: dict[int, int], url: str | None) -> Published | None:
    """Read "IDLIB, March 5 (Agency) –" at the head of the article; the year must stand somewhere."""
    if not layout.body:
        return None
    head = _DATELINE.match(layout.body[0].text[:160])
    if head is None:
        return None
    if full := dates.find(head.group(), limit=1):
        return exactly(full[0].day.isoformat(), "dateline") if full[0].other is None else None
    bare = dates.find_yearless(head.group())
    if bare is None:
        return None
    years = _years(layout, url)
    fits = [day for year in years if (day := _in_year(bare.day, year)) and (len(years) == 1 or agreeing(day, named))]
    if len(fits) != 1:
        return None
    with_day = agreeing(fits[0], named)
    return exactly(
        fits[0].isoformat(), f"dateline, year from the page{', agrees with ' + with_day if with_day else ''}"
    )


def _years(layout: Layout, url: str | None) -> tuple[int, ...]:
    """Return the years in the address, else of the page's own furniture, captions and text."""
    if url and (found := _IN_URL.search(url)):
        return (int(found[1] or found[4]),)
    lines = [line for line in layout.lines if line not in layout.teasers]
    counts = Counter(int(y) for line in lines for y in re.findall(r"\b((?:19|20)\d\d)\b", line.text[:2_000]))
    return tuple(sorted(counts))


def _address(url: str | None) -> Published | None:
    found = _IN_URL.search(url) if url else None
    if found is None:
        return None
    year, month, day = (int(part) for part in (found.groups()[:3] if found[1] else found.groups()[3:]))
    try:
        return exactly(date(year, month, day).isoformat(), "date in the address")
    except ValueError:
        return None


def _captions(layout: Layout, named: dict[int, int]) -> list[Published | None]:
    """Return a caption's date that the calendar confirms, else its date as a lower bound: the picture came first."""
    days = [
        w.day
        for line in layout.of_kind("caption")
        if line not in layout.teasers
        for w in dates.find(line.text, limit=3)
        if w.other is None
    ]
    fits = [day for day in days if agreeing(day, named)]
    if fits:
        day = max(fits)
        return [exactly(day.isoformat(), f"caption date, agrees with {agreeing(day, named)} in the text")]
    return [Published(start=max(days).isoformat(), method="caption date: not earlier than")] if days else []


def _why_none(layout: Layout, named: dict[int, int]) -> tuple[str, ...]:
    head = _DATELINE.match(layout.body[0].text[:160]) if layout.body else None
    bare = dates.find_yearless(head.group()) if head else None
    if bare:
        return (f"the dateline names {bare.day:%-d %B} without a year: give the date",)
    return ("no date found: give the date, or days such as 'on Friday' stay open",) if named else ()


def _disagree(best: Published, found: list[Published | None]) -> tuple[str, ...]:
    """Name dates that lie more than three days from the one taken."""
    day = _iso((best.start or "")[:10])
    notes = []
    for other in found:
        theirs = _iso((other.start or "")[:10]) if other and other is not best and other.end else None
        if day and theirs and abs(day - theirs) > timedelta(days=_FAR_DAYS):
            notes.append(f"{best.method} says {day}, but {other.method if other else ''} says {theirs}")
    return tuple(notes)


def _iso(raw: str) -> date | None:
    try:
        return date.fromisoformat(raw)
    except ValueError:
        return None


def _in_year(day: date, year: int) -> date | None:
    return _iso(f"{year:04d}-{day.month:02d}-{day.day:02d}")
