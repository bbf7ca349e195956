"""Whatever the order, linking gives the same; and it keeps pace with a large case."""

from __future__ import annotations

import dataclasses
import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.linking import link
from trucewatch.model import Linked, to_plain

ACTS = ("shelling", "air-strike", "killed", "attack")
PLACES = ("Binnish", "Duwayla", "Ariha", "Idlib province", None)

told = st.lists(
    st.tuples(
        st.sampled_from(ACTS),
        st.sampled_from(PLACES),
        st.sampled_from(["2020-03-09", "2020-03-10", None]),
        st.integers(1, 4),
        st.sampled_from(["d1", "d2", "d3"]),
    ),
    min_size=1,
    max_size=10,
)


def readings_of(rows, say, report):
    claims = {}
    for n, (act, at, on, killed, document) in enumerate(rows):
        claims.setdefault(document, []).append(say(f"c{n}", act, at=at, on=on, killed=killed, pos=30 * n))
    return [report(name, *group) for name, group in sorted(claims.items())]


@settings(deadline=None, max_examples=60)
@given(rows=told, seed=st.integers(0, 1000))
def test_order_of_documents_and_claims_changes_nothing(rows, seed, agreement, say, report):
    readings = readings_of(rows, say, report)
    rng = random.Random(seed)  # noqa: S311  (a repeatable order)
    mixed = rng.sample(readings, len(readings))
    mixed = [dataclasses.replace(r, claims=tuple(rng.sample(r.claims, len(r.claims)))) for r in mixed]

    assert to_plain(link(readings, agreement=agreement)) == to_plain(link(mixed, agreement=agreement))


@settings(deadline=None, max_examples=60)
@given(rows=told)
def test_every_claim_is_in_one_incident_at_most_and_no_figure_is_lost(rows, agreement, say, report):
    linked = link(readings_of(rows, say, report), agreement=agreement)

    in_incidents = [c for i in linked.incidents for c in i.claims]
    figures = [t for i in linked.incidents for t in i.tallies] + list(linked.tallies)
    assert len(in_incidents) == len(set(in_incidents))
    assert len(figures) == len(rows)


def test_an_incident_keeps_its_id_when_more_is_reported(agreement, say, report):
    first = report("d1", say("a"))
    later = report("d2", say("b"), published="2020-03-12T00:00+00:00")

    assert (
        link([first], agreement=agreement).incidents[0].id == link([later, first], agreement=agreement).incidents[0].id
    )


def test_nothing_in_gives_nothing_out(agreement):
    assert link([], agreement=agreement) == Linked()


def test_thousands_of_claims_are_linked_in_seconds(agreement, say, report):
    rng = random.Random(7)  # noqa: S311  (a repeatable case)
    days = [f"2020-{month:02}-{day:02}" for month in range(3, 9) for day in range(1, 29)]
    readings = [
        report(
            f"d{n}",
            say(f"c{n}", rng.choice(ACTS), at=rng.choice(PLACES), on=rng.choice(days), killed=rng.randint(1, 9)),
        )
        for n in range(2000)
    ]
    started = time.process_time()

    link(readings, agreement=agreement)

    assert time.process_time() - started < 10
