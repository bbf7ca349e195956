"""The map: true metres, nothing drawn that is not known, names that do not lie on one another."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from trucewatch.model import Place
from trucewatch.publishing import Settlement
from trucewatch.publishing.ground import Frame, Room, Sheet, clip_ring, country_of_disc, frame_of, world
from trucewatch.publishing.lookups import numbered
from trucewatch.publishing.map_drawing import draw
from trucewatch.publishing.redaction import redact

GEOD = Geod(ellps="WGS84")


@given(st.floats(0, 360), st.floats(100, 200_000), st.sampled_from([-45.0, 0.0, 15.0, 36.0, 60.0]))
def test_lengths_on_the_sheet_are_true_to_half_a_percent(bearing, metres, lat0):
    lon, lat, _ = GEOD.fwd(36.5, lat0, bearing, metres)

    east, north = Sheet(36.5, lat0, 1.0, 0.0, 0.0).metres(lon, lat)

    assert (east**2 + north**2) ** 0.5 == pytest.approx(metres, rel=0.005)


def test_a_disc_has_its_radius_of_doubt_in_metres(view):
    shown = redact(view)
    drawn = draw(shown, numbered(shown))
    bar = re.search(r'<path d="M24.0 [\d.]+v8h([\d.]+)v-8', drawn.svg)
    scale = float(bar[1]) / 20_000

    radii = sorted(float(r) for r in re.findall(r'class="doubt \w+" cx="[\d.]+" cy="[\d.]+" r="([\d.]+)"', drawn.svg))

    assert radii[-2:] == pytest.approx([3000 * scale, 9000 * scale], rel=0.02)


def test_what_has_no_position_is_listed_by_name_and_never_drawn(view):
    shown = redact(view)
    drawn = draw(shown, numbered(shown))

    assert [n.incident.id for n in drawn.unlocated] == ["i-nowhere"]
    assert "Green Hill" not in drawn.svg


def test_a_place_vaguer_than_the_map_is_listed_and_not_drawn(view):
    vague = replace(view.linked.incidents[0], place=Place(name="the north", lon=36.6, lat=35.9, radius_m=90_000))
    held = replace(view, linked=replace(view.linked, incidents=(vague, *view.linked.incidents[1:])))

    drawn = draw(held, numbered(held))

    assert "i-nayrab" in [n.incident.id for n in drawn.unlocated]


def test_an_incident_far_from_the_agreements_ground_is_named_beyond_the_edge(view):
    far = replace(view.linked.incidents[0], place=Place(name="Hmeimim", lon=44.4, lat=33.3, radius_m=700))
    held = replace(view, linked=replace(view.linked, incidents=(far, *view.linked.incidents[1:])))

    assert [n.incident.id for n in draw(held, numbered(held)).beyond] == ["i-nayrab"]


def test_the_corridor_is_dashed_and_says_that_it_prohibits_nothing(view):
    drawn = draw(view, numbered(view))

    assert "Security corridor, 6 km each side: no prohibition of its own" in drawn.svg
    assert 'class="corridor"' in drawn.svg


def test_a_line_drawn_for_one_day_carries_the_day(view):
    assert "Line of contact, as of 5 March 2020" in draw(view, numbered(view)).svg


def test_a_coming_patrol_is_not_on_the_map(view):
    shown = redact(view)

    assert "Patrol" not in draw(shown, numbered(shown)).svg


def test_settlement_names_never_overlap(view):
    crowd = tuple(
        Settlement(name=f"Settlement {i}", lon=36.3 + i % 20 / 60, lat=35.7 + i // 20 / 60) for i in range(200)
    )
    drawn = draw(replace(view, places=crowd), numbered(view))
    spots = re.findall(r'class="town-name" x="([\d.]+)" y="([\d.]+)">(.*?)<', drawn.svg)
    boxes = [Frame(float(x), float(y) - 11, float(x) + 6.4 * len(name), float(y) + 2) for x, y, name in spots]

    assert len(boxes) > 10
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a.meets(b)]


def test_a_case_anywhere_gets_its_own_borders(view):
    elsewhere = replace(view, layers=(), places=())
    moved = tuple(
        replace(i, place=replace(i.place, lon=i.place.lon + 1.8, lat=i.place.lat + 12.4))
        for i in elsewhere.linked.incidents
        if i.place.located
    )
    held = replace(elsewhere, linked=replace(view.linked, incidents=moved))

    assert ">Ukraine<" in draw(held, numbered(held)).svg


def test_a_disc_across_a_border_is_in_no_single_country():
    assert country_of_disc(36.63, 35.93, 2_000).name == "Syria"
    assert country_of_disc(36.63, 35.93, 60_000) is None
    assert country_of_disc(30.0, 34.5, 500) is None


def test_every_border_file_country_has_a_ring():
    assert all(country.rings for country in world().countries)
    assert len(world().countries) > 200


def test_a_ring_is_cut_at_the_frame():
    square = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]

    cut = clip_ring(square, Frame(5, 5, 20, 20))

    assert frame_of(cut) == Frame(5, 5, 10, 10)


def test_room_gives_each_spot_once():
    room = Room(Frame(0, 0, 100, 100))
    first = room.place(50, 50, (40, 10), 2)
    second = room.place(50, 50, (40, 10), 2)

    assert first is not None
    assert second is not None
    assert first != second
