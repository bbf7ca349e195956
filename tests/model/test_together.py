"""Several accounts put together are never surer than one of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.model import Document, Place, Published, When
from trucewatch.model.together import (
    LATER,
    allowed,
    distance_m,
    has_clock,
    holds,
    narrowest_place,
    narrowest_when,
    public_by,
    public_from,
)

MOSCOW = ZoneInfo("Europe/Moscow")
START = datetime(2020, 3, 6, tzinfo=UTC)

moments = st.integers(0, 72)
stretches = st.builds(
    lambda lo, width: When(
        start=(START + timedelta(hours=lo)).isoformat(),
        end=(START + timedelta(hours=lo + width)).isoformat(),
    ),
    moments,
    st.integers(0, 30),
)
discs = st.builds(
    lambda lon, radius: Place(name="X", lon=36 + lon / 100, lat=35.8, radius_m=float(radius)),
    st.integers(0, 30),
    st.integers(0, 9000),
)


@given(st.lists(stretches, min_size=1, max_size=5))
def test_the_time_of_several_accounts_covers_one_of_them_wholly(whens):
    together = allowed(narrowest_when(whens, MOSCOW), MOSCOW)
    spans = [allowed(when, MOSCOW) for when in whens]

    assert any(together.lo <= s.lo and s.hi <= together.hi for s in spans)
    assert min(s.lo for s in spans) <= together.lo
    assert together.hi <= max(s.hi for s in spans)


@given(st.lists(discs, min_size=1, max_size=5))
def test_the_place_of_several_accounts_covers_the_smallest_of_them(places):
    together = narrowest_place(places)

    assert any(holds(together, place) or together == place for place in places)


@given(st.lists(stretches, min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_accounts_does_not_matter(whens, random):
    mixed = random.sample(whens, len(whens))

    assert narrowest_when(whens, MOSCOW) == narrowest_when(mixed, MOSCOW)


def test_a_clock_of_unknown_zone_beside_a_known_one_widens_the_cover():
    known = When(start="2020-03-06T10:00+00:00", end="2020-03-06T11:00+00:00")
    unknown = When(start="2020-03-06T15:00", end="2020-03-06T16:00")

    together = allowed(narrowest_when([known, unknown], MOSCOW), MOSCOW)

    assert (together.lo, together.hi) == (datetime(2020, 3, 6, 9, tzinfo=UTC), datetime(2020, 3, 6, 16, tzinfo=UTC))


def test_a_place_without_a_position_counts_only_where_none_has_one():
    found = Place(name="Binnish", lon=36.7, lat=35.9, radius_m=1500.0)

    assert narrowest_place([Place(name="a farm"), found]) == found
    assert narrowest_place([Place(name="a farm")]) == Place(name="a farm")
    assert narrowest_place([]) is None


def test_a_written_zone_is_an_iana_name_or_an_offset():
    assert has_clock(When(start="2020-03-06T00:01", zone="Asia/Damascus"))
    assert has_clock(When(start="2020-03-06T00:01", zone="+02:00"))
    assert not has_clock(When(start="2020-03-06T00:01", zone="Atlantis/City"))
    assert not has_clock(When(start="2020-03-06", end="2020-03-06"))


def test_a_degree_of_latitude_is_about_111_km():
    one, other = (Place(name="", lon=36.0, lat=lat, radius_m=0.0) for lat in (35.0, 36.0))

    assert abs(distance_m(one, other) - 110_950) < 700


def test_a_bare_date_of_publication_is_a_day_of_the_zone():
    document = Document(id="d", published=Published(start="2020-03-05", end="2020-03-05"))

    assert public_from(document, MOSCOW) == datetime(2020, 3, 4, 21, tzinfo=UTC)
    assert public_by(document, MOSCOW) == datetime(2020, 3, 5, 21, tzinfo=UTC)
    assert public_by(Document(id="d"), MOSCOW) == LATER
