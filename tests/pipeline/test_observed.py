"""What a person saw or heard becomes that person's claim, at a place no more certain than ear and eye allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from trucewatch.model import Observation, Place, When
from trucewatch.pipeline.observed import observed, place_of

WGS84 = Geod(ellps="WGS84")


def seen(**changes):
    values = {
        "id": "obs-1",
        "observer": "Team 4",
        "means": "heard",
        "position": Place(name="Ariha", lon=36.61, lat=35.81, radius_m=50.0),
        "when": When(start="2020-03-06T02:10+02:00", end="2020-03-06T02:10+02:00"),
        "what": "explosions",
        "act": "explosion",
        "bearing_deg": 315.0,
        "distance_m": 8500.0,
        "distance_error_m": 1500.0,
        "unit": "explosion",
        "count": 7,
    }
    return Observation(**{**values, **changes})


def test_the_claim_is_the_observers_and_quotes_all_of_the_note():
    reading = observed(seen())
    (claim,) = reading.claims

    assert claim.speaker.name == "Team 4"
    assert reading.document.text[claim.span[0] : claim.span[1]] == claim.quote
    assert reading.document.text == "Heard: 7 explosions (explosion), 8500 m at 315° from Ariha."
    assert (claim.counts[0].kind, claim.counts[0].unit, claim.counts[0].at_least) == ("events", "explosion", 7)


def test_the_observers_own_words_are_kept_in_any_language():
    reading = observed(seen(text="سبعة انفجارات"))

    assert reading.claims[0].quote == "سبعة انفجارات"


def test_the_place_lies_at_the_bearing_and_distance():
    place = place_of(seen())
    bearing, _, distance = WGS84.inv(36.61, 35.81, place.lon, place.lat)

    assert distance == pytest.approx(8500, abs=1)
    assert bearing % 360 == pytest.approx(315, abs=0.01)


@given(bearing=st.floats(0, 360), off=st.floats(-11.25, 11.25), distance=st.floats(100, 20_000), share=st.floats(-1, 1))
def test_the_radius_covers_the_doubt_of_distance_and_of_bearing(bearing, off, distance, share):
    error = distance / 10
    place = place_of(seen(bearing_deg=bearing, distance_m=distance, distance_error_m=error))
    lon, lat, _ = WGS84.fwd(36.61, 35.81, bearing + off, distance + share * error)
    _, _, away = WGS84.inv(place.lon, place.lat, lon, lat)

    assert away <= place.radius_m
    assert isinstance(place.radius_m, float)


def test_without_a_bearing_it_lies_anywhere_within_reach():
    place = place_of(seen(bearing_deg=None))

    assert (place.lon, place.lat, place.radius_m) == (36.61, 35.81, 8500 + 1500 + 50)


def test_without_a_distance_there_is_a_direction_and_no_place():
    place = place_of(seen(distance_m=None, distance_error_m=None))

    assert not place.located
    assert place.name == "at 315° from Ariha"


def test_a_crater_lies_where_the_observer_stood():
    found = seen(means="crater", distance_m=None, distance_error_m=None, bearing_deg=None)

    assert place_of(found) == found.position


def test_an_observer_whose_position_is_unknown_gives_no_place():
    assert not place_of(seen(position=Place(name="a village"))).located
