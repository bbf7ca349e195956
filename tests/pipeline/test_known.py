"""A report enters the picture once it was published, not before."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from trucewatch.model import Document, Observation, Place, Published, When
from trucewatch.pipeline.known import known_at

MOSCOW = ZoneInfo("Europe/Moscow")
NOON = datetime(2020, 3, 12, 9, tzinfo=UTC)  # 12:00 in Moscow


def known(*published, observations=()):
    documents = [Document(id=str(n), published=p) for n, p in enumerate(published)]
    return known_at(documents, observations, as_of=NOON, zone=MOSCOW)


@pytest.mark.parametrize(
    ("start", "held"),
    [
        ("2020-03-12T11:59+03:00", True),
        ("2020-03-12T12:01+03:00", False),
        ("2020-03-12T09:01Z", False),
        ("2020-03-12T11:59", True),
        ("2020-03-12T12:01", False),
        ("2020-03-11", True),
        ("2020-03-13", False),
    ],
)
def test_what_was_published_after_the_instant_is_left_out(start, held):
    found = known(Published(start=start, end=start))

    assert (len(found.documents), found.later) == ((1, 0) if held else (0, 1))


def test_a_report_of_the_same_day_may_be_later_and_is_said_to_be():
    found = known(Published(start="2020-03-12", end="2020-03-12"))

    assert [d.id for d in found.documents] == ["0"]
    assert found.straddling == ("0",)


def test_at_midnight_the_next_day_has_not_been_published():
    midnight = datetime(2020, 3, 11, 21, tzinfo=UTC)
    document = Document(id="0", published=Published(start="2020-03-12", end="2020-03-12"))

    assert known_at([document], (), as_of=midnight, zone=MOSCOW).later == 1


@pytest.mark.parametrize("published", [Published(), Published(start="2020-02-31", end="2020-02-31")])
def test_a_report_of_unknown_publication_is_counted_in_and_flagged(published):
    found = known(published)

    assert found.undated == ("0",)
    assert len(found.documents) == 1


def test_an_observation_counts_from_its_own_time():
    def seen(start):
        place = Place(name="here")
        return Observation(id=start, observer="x", means="saw", position=place, when=When(start=start), what="smoke")

    found = known(observations=[seen("2020-03-12T11:00+03:00"), seen("2020-03-12T13:00+03:00")])

    assert [o.id for o in found.observations] == ["2020-03-12T11:00+03:00"]
