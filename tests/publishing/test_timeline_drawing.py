"""A drawn timeline: whole in itself, every word in it, nothing outside the sheet or upon another word."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from trucewatch.agreement import load
from trucewatch.agreement.terms import Agreement, Amend, Duty, Event, OpenReading, Prohibit
from trucewatch.agreement.timeline import timeline
from trucewatch.publishing.timeline_drawing import WIDTH, draw
from trucewatch.publishing.timeline_scale import scale_for, spaced

SVG = "{http://www.w3.org/2000/svg}"
AS_OF = datetime(2022, 6, 1, tzinfo=UTC)
ZONE = ZoneInfo("UTC")
TEST = Agreement(
    id="test",
    title="A test <of> odd & words",
    version="test@0",
    encoded_by="nobody",
    home="UTC",
    readings=(OpenReading(id="count", question="How?", options=(("civil", "exclusive"), ("hours", "elapsed"))),),
    events=(
        Event(id="signature", at="2020-03-05"),
        Event(id="start", at="2020-03-06T00:01"),
        Event(id="approval"),
    ),
    prohibitions=(
        Prohibit(id="P1", clause="item 1", who=("north",), acts=("shelling",), from_="start"),
        Prohibit(id="P2", who=(), acts=(), from_="start", until="start + 60 days ({count})"),
        Prohibit(id="P3", who=(), acts=(), from_="approval"),
        Prohibit(id="P4", who=(), acts=(), from_="start", until="approval"),
    ),
    duties=(
        Duty(id="D1", who=(), must="leave", by="signature + 7 days ({count})"),
        Duty(id="D2", who=(), must="help", kind="standing"),
        Duty(id="D3", who=(), must="talk"),
    ),
    amendments=(
        Amend(id="A1", at="2020-04-01T12:00", until="2020-05-01T12:00", suspends=("P1",), only_if="count=hours"),
        Amend(id="A2", at="2021-04-01T12:00", terminates=("D2",)),
    ),
)


@pytest.fixture(scope="module")
def drawing() -> str:
    return draw(timeline(TEST, as_of=AS_OF), ZONE)


def shapes_in(lane: etree._Element) -> list[str]:
    return [shape.get("class") for shape in lane if shape.tag != f"{SVG}title" and shape.get("class") != "small"]


def lanes(drawing: str) -> dict[str, list[list[str]]]:
    """Return for each term the shapes of each of its lanes, in order."""
    found: dict[str, list[list[str]]] = {}
    term = ""
    for element in etree.fromstring(drawing):
        if element.tag == f"{SVG}text" and element.find(f"{SVG}tspan") is not None:
            term = element.find(f"{SVG}tspan").text
        if element.tag == f"{SVG}g":
            found.setdefault(term, []).append(shapes_in(element))
    return found


def test_the_file_needs_nothing_from_elsewhere(drawing):
    root = etree.fromstring(drawing)

    assert not {e.tag.removeprefix(SVG) for e in root.iter()} & {"script", "image", "use", "a", "foreignObject"}
    assert set(re.findall(r"(?:https?:)?//[\w./]+", drawing)) == {"http://www.w3.org/2000/svg"}
    assert "@import" not in drawing
    assert "@font-face" not in drawing


def test_whoever_does_not_see_it_hears_it(drawing):
    root = etree.fromstring(drawing)
    described = root.find(f"{SVG}desc").text

    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == [
        root.find(f"{SVG}title").get("id"),
        root.find(f"{SVG}desc").get("id"),
    ]
    assert root.find(f"{SVG}title").text == "A test <of> odd & words: what holds when"
    assert "D1, duty: by the end of 2020-03-12 [count=civil]; by some time on 2020-03-12 [count=hours]." in described


def test_what_all_readings_share_is_whole_and_what_only_some_hold_is_hatched(drawing):
    assert lanes(drawing)["P2"] == [["some", "bar"], ["some", "bar"]]
    assert lanes(drawing)["P1"] == [["some", "mark", "bar", "bar"], ["some", "mark", "bar", "bar", "off", "strike"]]


def test_a_day_that_hides_the_instant_is_dotted(drawing):
    assert lanes(drawing)["signature"] == [["unsure"]]
    assert lanes(drawing)["start"] == [["mark"]]
    assert lanes(drawing)["D1"] == [["hollow"], ["unsure", "hollow"]]


def test_what_waits_for_a_report_is_an_outline(drawing):
    assert lanes(drawing)["approval"] == lanes(drawing)["P3"] == [["waits"]]
    assert lanes(drawing)["P4"] == [["bar", "waits"]]


def test_a_duty_that_ended_stops_and_one_without_deadline_has_no_shape(drawing):
    assert lanes(drawing)["D2"] == [["bar", "mark"]]
    assert lanes(drawing)["D3"] == [[]]


def test_a_suspension_that_nobody_ended_is_drawn_no_further_than_the_term():
    rule = Prohibit(id="P", who=(), acts=(), from_="start", until="2020-06-01T12:00")
    stop = Amend(id="A", at="2020-05-01T12:00", suspends=("P",))
    held = Agreement(
        id="t", title="t", version="t", encoded_by="t", home="UTC", events=TEST.events, prohibitions=(rule,)
    )
    drawn = etree.fromstring(draw(timeline(replace(held, amendments=(stop,)), as_of=AS_OF), ZONE))
    lane = next(g for g in drawn.iter(f"{SVG}g") if "off" in shapes_in(g))
    bar, pause = (next(e for e in lane if e.get("class") == style) for style in ("bar", "off"))
    ends = [float(e.get("x")) + float(e.get("width")) for e in (bar, pause)]

    assert ends[0] == pytest.approx(ends[1], abs=0.2)


def test_the_styles_that_lanes_use_are_defined_and_explained(drawing):
    used = {style for rows in lanes(drawing).values() for lane in rows for style in lane}
    after = drawing.rpartition("</g>")[2]

    assert all(f".{style}{{" in drawing for style in used)
    assert all(f'class="{style}"' in after for style in used)


AGREEMENTS = Path(__file__).resolve().parents[2] / "agreements"


@pytest.mark.parametrize("which", ["test", *sorted(path.name for path in AGREEMENTS.iterdir())])
def test_no_label_leaves_the_sheet_or_lies_upon_another(which):
    held = TEST if which == "test" else load(AGREEMENTS / which)
    root = etree.fromstring(draw(timeline(held, as_of=AS_OF), ZONE))
    height = float(root.get("height"))
    boxes = [_box(text) for text in root.iter(f"{SVG}text")]

    assert all(0 <= x0 < x1 <= WIDTH and 0 <= y0 < y1 <= height for x0, y0, x1, y1, _ in boxes)
    for a, b in combinations(boxes, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]

        assert apart, (a, b)


def _box(text: etree._Element) -> tuple[float, float, float, float, str]:
    """Return where a label lies at most: 5.6 units a letter at 11 px, 6.1 at 12, 8.6 at 17 (bold)."""
    words = "".join(text.itertext())
    wide = {"small": 5.6, "title": 8.6}.get(text.get("class") or "", 6.1) * len(words)
    x, y = float(text.get("x")), float(text.get("y"))
    left = x - {"middle": wide / 2, "end": wide}.get(text.get("text-anchor") or "", 0.0)
    return left, y - 9, left + wide, y + 2, words


moments = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1)).map(lambda m: m.replace(tzinfo=UTC, microsecond=0))


@given(st.lists(moments, min_size=1, max_size=12))
def test_a_later_instant_never_lies_further_left(held):
    scale = scale_for(held, 100.0, 900.0)

    assert all(scale.x(a) <= scale.x(b) for a, b in pairwise(sorted(held)))
    assert all(100.0 <= scale.x(m) <= 900.1 for m in held)


def test_equal_times_are_equal_lengths_where_everything_can_be_told_apart():
    start = datetime(2020, 3, 6, tzinfo=UTC)
    scale = scale_for([start + timedelta(days=n) for n in (0, 1, 3, 9)], 0.0, 900.0)

    assert scale.to_scale
    assert scale.xs == pytest.approx((0.0, 100.0, 300.0, 900.0))


def test_an_hour_beside_five_years_can_still_be_seen():
    start = datetime(2020, 11, 9, 21, tzinfo=UTC)
    scale = scale_for([start, start + timedelta(hours=1), start + timedelta(days=1826)], 0.0, 600.0)

    assert not scale.to_scale
    assert scale.xs[1] >= 14.0


def test_labels_are_thinned_until_none_touches_another():
    start = datetime(2020, 3, 6, tzinfo=UTC)
    scale = scale_for([start + timedelta(hours=n) for n in range(60)], 0.0, 600.0)
    shown = spaced(scale, 54.0)

    assert all(scale.x(b) - scale.x(a) >= 54.0 for a, b in pairwise(shown))
    assert shown[0] == start
