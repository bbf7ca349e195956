"""Two small drawings: reported incidents a day, before and after the start; and a timeline."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.model import end_instant, first_instant
from trucewatch.model.acts import act_of
from trucewatch.publishing import wording
from trucewatch.publishing.lookups import is_coming
from trucewatch.publishing.map_drawing import symbol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from trucewatch.model import Interval, When
    from trucewatch.publishing.lookups import Numbered
    from trucewatch.publishing.views import CaseView

_WIDTH = 1000.0
_LONGEST_DAYS = 365
_LANES = 24
_TICK_GAP = 45.0
_CROSS_WIDTH = 7.0


class Daily(NamedTuple):
    """Reported harmful incidents by civil day in the reader's zone, and documents published that day."""

    days: tuple[date, ...]
    incidents: Counter[date]
    documents: Counter[date]
    undated: int
    start: Interval | None


def daily(view: CaseView, incidents: Sequence[Numbered]) -> Daily:
    """Count what was reported on each day from the baseline's first day to the cut-off.

    Only incidents of harm dated to one day are counted; the others are told as a number.
    """
    zone = view.tz
    last = view.as_of.astimezone(zone).date()
    harmful = [n.incident for n in incidents if act_of(n.incident.act).harm]
    dated = [wording.first_day(i.when, zone) for i in harmful]
    start = view.start.lo.astimezone(zone).date() if view.start and view.start.lo else None
    first = (start or last) - timedelta(days=view.baseline_days)
    first = max(first, last - timedelta(days=_LONGEST_DAYS))
    days = tuple(first + timedelta(days=i) for i in range(max((last - first).days, 0) + 1))
    published = Counter(d for doc in view.document.values() if (d := published_day(doc.published.start, zone)))
    return Daily(days, Counter(d for d in dated if d), published, dated.count(None), view.start)


def published_day(start: str | None, zone: tzinfo) -> date | None:
    """Return the civil day in `zone` of a written instant, None where it is none."""
    return first_instant(start, zone).astimezone(zone).date() if start else None


def bars(data: Daily, zone: tzinfo) -> str:
    """Return the bar chart. A day without any report carries a cross, never a bar of height zero."""
    left, bottom, height = 44.0, 190.0, 150.0
    step = (_WIDTH - left - 10) / max(len(data.days), 1)
    most = max((data.incidents[d] for d in data.days), default=0)
    top = max(most, 4)
    drawn = [_grid(top, left, bottom, height)]
    ticked, narrow = -_TICK_GAP, len(data.days) <= _WIDTH / 16
    for i, day in enumerate(data.days):
        x = left + i * step
        count = data.incidents[day]
        if count:
            tall = height * count / top
            tip = f"{wording.day(day)}: {count} reported, {data.documents[day]} documents published"
            drawn.append(
                f'<rect class="bar {_side(day, data.start, zone)}" x="{x + step * 0.12:.1f}" '
                f'y="{bottom - tall:.1f}" width="{step * 0.76:.1f}" height="{tall:.1f}"><title>{tip}</title></rect>'
            )
        elif not data.documents[day]:
            mark = "m-2.5 0l5 5m0 -5l-5 5" if step > _CROSS_WIDTH else "v4"
            drawn.append(f'<path class="silent" d="M{x + step / 2:.1f} {bottom + 4:.1f}{mark}"/>')
        if x - ticked > _TICK_GAP and (day.day == 1 or i == 0 or (narrow and day.weekday() == 0)):
            ticked = x
            drawn.append(f'<text class="tick" x="{x:.1f}" y="{bottom + 24:.1f}">{day:%-d %b}</text>')
    drawn.append(_start_line(data, zone, left, step))
    return _svg(
        "bars",
        225,
        "Reported incidents a day",
        "Bars count incidents; a mark beneath the line, no report.",
        "".join(drawn),
    )


def _side(day: date, start: Interval | None, zone: tzinfo) -> str:
    """Say on which side of the start a day lies: before, after, or `during` where the start falls into it."""
    if start is None or start.lo is None or start.hi is None:
        return "after"
    if day < start.lo.astimezone(zone).date():
        return "before"
    return "after" if datetime.combine(day, time(), zone) >= start.hi else "during"


def _start_line(data: Daily, zone: tzinfo, left: float, step: float) -> str:
    lo = data.start.lo.astimezone(zone) if data.start and data.start.lo else None
    if lo is None or lo.date() not in data.days:
        return ""
    x = left + (data.days.index(lo.date()) + (lo.hour + lo.minute / 60) / 24) * step
    anchor, at = ("end", x - 6) if x > _WIDTH * 0.8 else ("start", x + 6)
    words = f'<text class="start-name" text-anchor="{anchor}" x="{at:.1f}" y="22">start of the agreement</text>'
    return f'<path class="start" d="M{x:.1f} 14V200"/>{words}'


def _grid(top: int, left: float, bottom: float, height: float) -> str:
    stride = max(1, -(-top // 4))
    lines = []
    for value in range(0, top + 1, stride):
        y = bottom - height * value / top
        lines.append(f'<path class="grid" d="M{left:.0f} {y:.1f}H{_WIDTH - 10:.0f}"/>')
        lines.append(f'<text class="tick end" x="{left - 6:.0f}" y="{y + 4:.1f}">{value}</text>')
    return "".join(lines)


class Span(NamedTuple):
    """Something on the timeline: from `lo` to `hi` in UTC, what it is, and how it is drawn."""

    lo: datetime
    hi: datetime
    label: str
    kind: str


def timeline(view: CaseView, incidents: Sequence[Numbered], marks: Sequence[Span]) -> str | None:
    """Return the timeline: `marks` (start, deadlines, cut-off) above, numbered incidents in lanes beneath.

    A time known only within bounds is a bar from bound to bound. None where nothing is dated.
    """
    held = [(n, span) for n in incidents if not is_coming(n.incident) and (span := _bounds(n.incident.when, view.tz))]
    if not held and not marks:
        return None
    lo = min([s[0] for _, s in held] + [m.lo for m in marks])
    hi = max([s[1] for _, s in held] + [m.hi for m in marks])
    scale = _Scale(lo - (hi - lo) * 0.02 - timedelta(hours=1), hi + (hi - lo) * 0.04 + timedelta(hours=1))
    above, head = _marks(marks, scale)
    lanes: list[float] = []
    drawn = []
    for n, (first, last) in held:
        x0, x1 = scale.x(first), scale.x(last)
        label = str(n.number)
        lane = next((i for i, free in enumerate(lanes) if free <= x0 - 7), None)
        if lane is None:
            lane = len(lanes) if len(lanes) < _LANES else min(range(len(lanes)), key=lanes.__getitem__)
            lanes.extend([0.0] * (lane + 1 - len(lanes)))
        lanes[lane] = max(x1, x0) + 12 + 8 * len(label)
        y = head + 18 + lane * 18
        drawn.append(
            f"<g><title>{escape(f'{n.number}: {n.label}, {wording.when(n.incident.when)}')}</title>"
            f'<path class="span {n.standing}" d="M{x0:.1f} {y:.1f}H{x1:.1f}"/>{symbol(n.standing, (x0 + x1) / 2, y)}'
            f'<text class="number {n.standing}" x="{max((x0 + x1) / 2 + 7, x1 + 3):.1f}" y="{y + 4:.1f}">'
            f"{label}</text></g>"
        )
    height = head + 30 + 18 * max(len(lanes), 1)
    axis = _axis(scale, view.tz, head, height)
    about = "Bars run from the earliest to the latest time that the reports allow."
    return _svg("timeline", height + 26, "Timeline", about, axis + above + "".join(drawn))


class _Scale(NamedTuple):
    lo: datetime
    hi: datetime

    def x(self, instant: datetime) -> float:
        return 20 + (_WIDTH - 60) * ((instant - self.lo) / (self.hi - self.lo))


def _bounds(when: When | None, zone: tzinfo) -> tuple[datetime, datetime] | None:
    if when is None or when.start is None:
        return None
    lo = first_instant(when.start, zone)
    return lo, max(end_instant(when.end, zone), lo) if when.end else lo


def _marks(marks: Sequence[Span], scale: _Scale) -> tuple[str, float]:
    drawn: list[str] = []
    for row, mark in enumerate(sorted(marks)):
        x0, x1, y = scale.x(mark.lo), scale.x(mark.hi), 16 + row * 18
        right = x0 > _WIDTH * 0.6
        anchor, at = ("end", x0 - 5) if right else ("start", x1 + 5)
        drawn.append(f'<path class="mark-line {mark.kind}" d="M{x0:.1f} {y - 8:.1f}V{16 + len(marks) * 18 + 2:.1f}"/>')
        if x1 - x0 > 1:
            drawn.append(f'<path class="mark-span {mark.kind}" d="M{x0:.1f} {y - 4:.1f}H{x1:.1f}"/>')
        drawn.append(
            f'<text class="mark-name" text-anchor="{anchor}" x="{at:.1f}" y="{y:.1f}">{escape(mark.label)}</text>'
        )
    return "".join(drawn), 16 + len(marks) * 18.0


def _axis(scale: _Scale, zone: tzinfo, top: float, bottom: float) -> str:
    first, last = scale.lo.astimezone(zone).date(), scale.hi.astimezone(zone).date()
    days = (last - first).days + 1
    stride = next(s for s in (1, 2, 7, 14, 30, 60, 91, 182, 365, 3650) if days / s <= 14)  # noqa: PLR2004  (labels)
    drawn = []
    for i in range(0, days, stride):
        day = first + timedelta(days=i)
        x = scale.x(datetime.combine(day, time(), zone).astimezone(UTC))
        if x >= 0:
            drawn.append(f'<path class="grid" d="M{x:.1f} {top:.1f}V{bottom:.1f}"/>')
            drawn.append(f'<text class="tick" x="{x + 3:.1f}" y="{bottom + 16:.1f}">{day:%-d %b}</text>')
    return "".join(drawn)


def mark_of(span: Interval | None, label: str, kind: str) -> tuple[Span, ...]:
    """Return a timeline mark for an interval that is bounded on both sides, nothing otherwise."""
    if span is None or span.lo is None or span.hi is None:
        return ()
    return (Span(span.lo, span.hi, label, kind),)


def _svg(kind: str, height: float, title: str, described: str, inner: str) -> str:
    return (
        f'<svg class="{kind}" viewBox="0 0 {_WIDTH:.0f} {height:.0f}" role="img" '
        f'aria-labelledby="{kind}-t {kind}-d" xmlns="http://www.w3.org/2000/svg"><title id="{kind}-t">{title}</title>'
        f'<desc id="{kind}-d">{described}</desc>{inner}</svg>'
    )
