"""How things are called: one place for the words of the report, and a lint that keeps verdicts out of them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from trucewatch.model import Stance, Within, end_instant, first_instant, is_bare_date

if TYPE_CHECKING:
    from datetime import tzinfo

    from trucewatch.model import Interval, Place, Support, Tally, When, Window
    from trucewatch.publishing.views import CaseView

NOT_LAWFUL = "“Outside this agreement” never means lawful: other law applies at every hour and in every place."
"""The one sentence in which we say the word, to deny it."""

ABSENCE = "Absence of reports is not absence of violence."

_SLIPS = re.compile(
    r"\b(?:violat\w*|breach\w*|war crimes?|crimes? against|guilt\w*|target(?:ed|ing)|culprits?|perpetrat\w*|"
    r"unlawful\w*|illegal\w*|lawful\w*|deliberate\w*|intentional\w*|massacre\w*|terror\w*|regime|martyr\w*|"
    r"indiscriminate\w*|atrocit\w*)\b",
    re.IGNORECASE,
)

_NO_CLOCK = " (clock not named)"

_UTC = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu", "Etc/Universal", "Universal"})
"""The zone database's names for UTC: a reader there needs no second clock."""

ENGAGED = {Within.YES: "yes", Within.NO: "no", Within.UNKNOWN: "cannot tell"}
TONE = {Within.YES: "yes", Within.NO: "no", Within.UNKNOWN: "unknown"}

ELEMENTS = {
    "occurrence": "that it happened",
    "authorship": "who is said to have done it",
    "target": "what or whom it struck",
    "toll": "how many were harmed",
    "fulfilment": "that the duty was met",
    "justified": "whether it was justified",
}

STANCES = {
    Stance.ASSERTS: "says",
    Stance.DENIES: "denies",
    Stance.ACCUSES: "blames",
    Stance.ADMITS: "admits",
    Stance.CLAIMS_RESPONSIBILITY: "claims responsibility",
    Stance.JUSTIFIES: "justifies",
    Stance.REJECTS: "rejects",
    Stance.WARNS: "warns",
    Stance.PROMISES: "promises",
    Stance.AGREES: "agrees",
    Stance.DEMANDS: "demands",
    Stance.PREDICTS: "predicts",
    Stance.HOPES: "hopes",
    Stance.NO_COMMENT: "does not comment",
    Stance.RETRACTS: "retracts",
    Stance.HYPOTHETICAL: "speaks of a possibility",
}

FACTS = {
    "place": "where exactly it happened",
    "time": "when exactly it happened",
    "actor": "who did it",
    "target": "what or whom it struck",
    "act": "what exactly was done",
    "weapon": "with what weapon",
}


def slips(text: str) -> tuple[str, ...]:
    """Return the verdicts in a text of ours: words that only a source may use, and only inside its quotation."""
    return tuple(m.group() for m in _SLIPS.finditer(text.replace(NOT_LAWFUL, "")))


def moment(instant: datetime, zone: tzinfo) -> str:
    """Return an instant in UTC and in the reader's zone."""
    utc, local = instant.astimezone(UTC), instant.astimezone(zone)
    if getattr(zone, "key", None) in _UTC:
        return f"{utc:%-d %B %Y, %H:%M} UTC"
    there = f"{local:%H:%M}" if local.date() == utc.date() else f"{local:%-d %B %Y, %H:%M}"
    return f"{utc:%-d %B %Y, %H:%M} UTC ({there} {getattr(zone, 'key', zone)})"


def day(written: date) -> str:
    """Return a civil day in words."""
    return f"{written:%-d %B %Y}"


def written(text: str) -> str:
    """Return a written instant in words, with its zone where one is named in brackets; what is no instant stays."""
    bare, bracket, zone = text.partition("[")
    if bracket and zone.endswith("]"):
        return f"{written(bare).removesuffix(_NO_CLOCK)} ({zone[:-1]})"
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return text
    if is_bare_date(text):
        return day(instant.date())
    offset = f" (UTC{instant:%z})".replace("00)", ")") if instant.tzinfo else _NO_CLOCK
    return f"{instant:%-d %B %Y, %H:%M}{offset}"


def deadline(text: str, zone: tzinfo) -> str:
    """Return a deadline (an instant, or two with `/` between) in UTC and the reader's zone where it has an offset."""
    parts = []
    for part in text.split("/"):
        try:
            instant = datetime.fromisoformat(part.strip())
        except ValueError:
            return text
        parts.append(moment(instant, zone) if instant.tzinfo else written(part.strip()))
    return parts[0] if len(set(parts)) == 1 else "between " + " and ".join(parts)


def interval(span: Interval, zone: tzinfo) -> str:
    """Return an interval of instants, as one where it is one."""
    lo, hi = span.lo, span.hi
    if lo is None or hi is None:
        return moment(lo or hi or datetime.min.replace(tzinfo=UTC), zone) if (lo or hi) else "not known"
    if hi - lo <= timedelta(minutes=1):
        return moment(lo, zone)
    return f"between {moment(lo, zone)} and {moment(hi, zone)}"


def when(value: When | None) -> str:
    """Return the time of an act as far as it is known."""
    if value is None or (value.start is None and value.end is None):
        return "time not stated"
    if value.start == value.end or (value.start and value.end and value.start[:10] == value.end[:10]):
        return written(value.start or value.end or "")
    if value.end is None:
        return f"from {written(value.start or '')}"
    return f"until {written(value.end)}" if value.start is None else f"{written(value.start)} to {written(value.end)}"


def window(value: Window | None) -> str:
    """Return the stretch of time that a figure covers; an open start or end is said to be open."""
    if value is None or (value.start is None and value.end is None):
        return "window not stated"
    start = written(value.start) if value.start else "start not stated"
    if value.start and value.start_latest and value.start_latest != value.start:
        start = f"some day between {written(value.start)} and {written(value.start_latest)}"
    end = written(value.end) if value.end else "end not stated"
    return start if start == end else f"{start} to {end}"


def place(value: Place | None) -> str:
    """Return the place in the words of the source, with its radius of doubt where it was located."""
    if value is None:
        return "place not stated"
    relation = f"{value.relation} " if value.relation and value.relation not in ("in", "at") else ""
    doubt = f" (± {distance(value.radius_m)})" if value.radius_m is not None else " (not located)"
    return f"{relation}{value.name}{doubt}"


def distance(metres: float) -> str:
    """Return metres below 1 km, kilometres above."""
    return f"{metres:.0f} m" if metres < 1000 else f"{metres / 1000:.3g} km"  # noqa: PLR2004  (a kilometre)


def count(number: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {one if number == 1 else many}"


def figure(tally: Tally) -> str:
    """Return what a figure says: a number, a range, or that the source gave words and no number."""
    lo, hi = tally.at_least, tally.at_most
    if lo is None and hi is None:
        return "no number given"
    if lo == hi:
        return f"{lo:,}"
    if hi is None:
        return f"at least {lo:,}"
    return f"at most {hi:,}" if lo is None else f"{lo:,} to {hi:,}"


def element(name: str) -> str:
    """Return an element of a report in words; one of several named authors is named with it."""
    kind, _, whom = name.partition(": ")
    return ELEMENTS.get(kind, kind) + (f" (“{whom}”)" if whom else "")


def level(support: Support) -> str:
    """Return the support of one element in words."""
    match support.level:
        case "verified":
            return f"verified by {support.by}" if support.by else "verified"
        case "single" if len(support.origins) > 1:
            # Several, and yet not enough: of one camp, or none of them listed as unaffiliated.
            return f"{len(support.origins)} sources, not corroborated"
        case "single":
            return "single source"
        case other:
            return other


def first_day(value: When | None, zone: tzinfo) -> date | None:
    """Return the civil day in `zone` that an act is dated to, None where it may be any of several."""
    if value is None or value.start is None or value.end is None:
        return None
    start, end = first_instant(value.start, zone), end_instant(value.end, zone)
    first = start.astimezone(zone).date()
    last = (max(end - timedelta(microseconds=1), start)).astimezone(zone).date()
    return first if first == last else None


def settles(view: CaseView, key: str) -> str:
    """Return what would settle a cannot-tell: an open reading's question, or a fact."""
    kind, _, name = key.partition(":")
    if kind == "reading":
        asked = next((r for r in view.agreement.readings if r.id == name), None)
        return f"the open reading “{name}”" + (f": {asked.question}" if asked else "")
    return f"a report that says {FACTS.get(name, name)}" if kind == "fact" else key
