"""Judged by the table or one by one: the same answer, for every prohibition of every bundled agreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import terms as made_up
from trucewatch import intake
from trucewatch.agreement import available, load
from trucewatch.agreement.clocks import evaluate
from trucewatch.agreement.parts import Geometry
from trucewatch.agreement.readings import combinations
from trucewatch.agreement.terms import Agreement, HouseRule, Party, Prohibit, Zone
from trucewatch.compliance import check
from trucewatch.compliance.columns import Columns
from trucewatch.compliance.sweep import NO, NO_MATTER, UNKNOWN, YES, sweep
from trucewatch.geography.rows import moved
from trucewatch.intake.coded import _ACLED_RADIUS_M, _UCDP_RADIUS_M
from trucewatch.linking import link
from trucewatch.model import Named, Reading, Weapon, Within
from trucewatch.pipeline.sweeping import swept

ROOT = Path(__file__).parents[2] / "agreements"
BUNDLED = {ident: path for ident, _, path in available([ROOT])}
CODES = {Within.YES: YES, Within.UNKNOWN: UNKNOWN, Within.NO: NO}
ROWS = 40


def columns_about(agreement, rng):
    """Rows about what the agreement is about: its acts, parties, arms, zones and the days of its events."""
    choice = combinations(agreement, [r.id for r in agreement.readings])[0]
    clocks = [evaluate(agreement, e.at, choice).interval for e in agreement.events if e.at]
    starts = [c.lo.timestamp() for c in clocks if c is not None and c.lo is not None]
    points = [p for z in agreement.zones if z.geometry for part in z.geometry.parts for ring in part for p in ring]
    points = points or [(36.0, 35.0)]
    told = {a for p in agreement.prohibitions for a in p.acts if "{" not in a}
    acts = tuple(sorted(told | {"shelling", "attack", "landmine", "overflight"}))
    names = [p.name for p in agreement.parties]
    actors = ((), (Named(name="Strangers", kind="force"),), *((Named(name=n, kind="force"),) for n in names))
    targets = ((), (Named(name="civilians", kind="group"),), *((Named(name=n, kind="group"),) for n in names))
    weapons = (
        (),
        (Weapon(name="152 mm howitzer", class_="artillery"),),
        (Weapon(name="Grad", class_="rocket"),),
        (Weapon(name="rifles", class_="small-arms"),),
    )
    lo = rng.choice(starts, ROWS) + rng.choice([-3_600.0, 0.0, 60.0, 86_400.0, 40 * 86_400.0, 900 * 86_400.0], ROWS)
    hi = lo + rng.choice([0.0, 0.0, 86_400.0], ROWS)
    spots = np.array(points)[rng.integers(0, len(points), ROWS)] + rng.normal(0, 0.05, (ROWS, 2))
    lost = rng.random(ROWS) < 0.1
    return Columns(
        lo=lo,
        hi=hi,
        known=hi + rng.choice([0.0, 3_600.0, 86_400.0], ROWS),
        day=np.floor(lo / 86_400).astype(np.int64),
        lon=np.where(lost, np.nan, spots[:, 0]),
        lat=np.where(lost, np.nan, spots[:, 1]),
        radius_m=np.where(lost, np.nan, rng.choice([50.0, 700.0, 9_000.0], ROWS)),
        acts=acts,
        act=rng.integers(0, len(acts), ROWS),
        actors=actors,
        actor=rng.integers(0, len(actors), ROWS),
        targets=targets,
        target=rng.integers(0, len(targets), ROWS),
        weapons=weapons,
        weapon=rng.integers(0, len(weapons), ROWS),
    )


def differing(agreement, columns):
    """Return where the table and the single judgement differ, and the answers of the table."""
    as_of = datetime.fromtimestamp(float(np.nanmax(columns.known)), UTC) + timedelta(days=1)
    found = sweep(agreement, columns, as_of=as_of)
    unlike = []
    for row in range(len(columns)):
        reading = made_up.as_reading(columns, row)
        findings = check(agreement, link((reading,), agreement=agreement), (reading,), as_of=as_of)
        engaged = {f.term: CODES[f.engaged] for f in findings if f.engaged is not None}
        for term, answers in found.items():
            if answers[row] != engaged.get(term, NO_MATTER):
                unlike.append((row, term, int(answers[row]), engaged.get(term, NO_MATTER)))
    return unlike, found


@pytest.mark.parametrize("ident", sorted(BUNDLED))
def test_the_table_answers_as_the_single_judgement_does(ident):
    agreement = load(BUNDLED[ident])

    unlike, found = differing(agreement, columns_about(agreement, np.random.default_rng(7)))

    assert unlike == []
    assert len({int(a) for answers in found.values() for a in answers}) > 1


def near_edges(columns, agreement, rng, radius_m):
    """Put each row where its disc all but touches a corner of a zone's edge, from within or without."""
    points = [p for z in agreement.zones if z.geometry for part in z.geometry.parts for ring in part for p in ring]
    radii = np.broadcast_to(np.asarray(radius_m, float), ROWS)
    spots = [
        moved(tuple(points[at]), bearing=float(bearing), by_m=float(reach))
        for at, bearing, reach in zip(
            rng.integers(0, len(points), ROWS),
            rng.uniform(0, 360, ROWS),
            radii * rng.choice([0.0, 0.5, 0.97, 0.999, 1.001, 1.03, 1.5], ROWS),
            strict=True,
        )
    ]
    return replace(columns, lon=np.array([s[0] for s in spots]), lat=np.array([s[1] for s in spots]), radius_m=radii)


@pytest.mark.parametrize("ident", sorted(BUNDLED))
def test_rows_that_are_coded_coarsely_are_answered_as_one_by_one_wherever_their_disc_touches_an_edge(ident):
    agreement, rng = load(BUNDLED[ident]), np.random.default_rng(11)
    if not any(zone.geometry for zone in agreement.zones):
        pytest.skip("no zone of it is drawn")
    coded = [*_ACLED_RADIUS_M.values(), *_UCDP_RADIUS_M.values()]
    columns = near_edges(columns_about(agreement, rng), agreement, rng, rng.choice(coded, ROWS))

    assert differing(agreement, columns)[0] == []


SQUARE = tuple(
    moved(moved((37.0, 35.0), bearing=0, by_m=n), bearing=90, by_m=e)
    for n, e in ((-120e3, -120e3), (-120e3, 120e3), (120e3, 120e3), (120e3, -120e3), (-120e3, -120e3))
)
"""A square of 240 km, all but; its middle lies at 37 E, 35 N."""


def holding(radius_m=25_000.0, edge_m=0.0, inside=1.0):
    """Return an agreement on the square, with these house rules and so rough an edge."""
    return Agreement(
        id="square",
        title="A square",
        version="1",
        encoded_by="the tests",
        texts=("ours",),
        parties_to=("north",),
        home="UTC",
        parties=(Party(id="north", name="North", role="party"),),
        house=HouseRule(place_threshold_m=radius_m, inside_share=inside),
        zones=(
            Zone(id="z", kind="area", edge_m=edge_m or None, geometry=Geometry(kind="Polygon", parts=((SQUARE,),))),
        ),
        prohibitions=(Prohibit(id="P", clause="1", who=("north",), acts=("shelling",), where="z"),),
    )


def at(east_m, radius_m):
    """Return rows of shelling by North so far east of the middle, each with its radius."""
    easts, radii = np.broadcast_arrays(np.asarray(east_m, float), np.asarray(radius_m, float))
    spots = [moved((37.0, 35.0), bearing=90, by_m=float(east)) for east in np.atleast_1d(easts)]
    rows = len(spots)
    noon = np.full(rows, datetime(2020, 3, 10, 12, tzinfo=UTC).timestamp())
    return Columns(
        lo=noon,
        hi=noon,
        known=noon + 3_600,
        day=np.floor(noon / 86_400).astype(np.int64),
        lon=np.array([spot[0] for spot in spots]),
        lat=np.array([spot[1] for spot in spots]),
        radius_m=np.atleast_1d(radii),
        acts=("shelling",),
        act=np.zeros(rows, np.int64),
        actors=((Named(name="North", kind="force"),),),
        actor=np.zeros(rows, np.int64),
        targets=((),),
        target=np.zeros(rows, np.int64),
        weapons=((),),
        weapon=np.zeros(rows, np.int64),
    )


def test_what_happened_after_the_cut_off_is_bounded_by_it():
    agreement = load(BUNDLED["idlib-2020"])
    columns = made_up.made(500)
    early = datetime(2020, 3, 5, tzinfo=UTC)

    assert set(np.unique(sweep(agreement, columns, as_of=early)["I1"])) <= {NO, UNKNOWN, YES, NO_MATTER}


def answered(agreement, columns):
    """Return the answers to the prohibition, after they were compared with the judgements one by one."""
    unlike, found = differing(agreement, columns)
    assert unlike == []
    return found["P"].tolist()


def test_a_disc_that_crosses_an_edge_cannot_be_told_and_only_one_wholly_inside_is_inside():
    """The eastern edge lies 120 km east of the middle, within half a kilometre: by 25 km a disc reaches it from 95."""
    easts = [0, 90e3, 100e3, 118e3, 122e3, 140e3, 150e3]

    assert answered(holding(), at(easts, 25e3)) == [YES, YES, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, NO]


@pytest.mark.parametrize("radius_m", [50e3, 100e3])
def test_a_row_that_is_coarser_than_the_house_rule_lies_inside_nothing_and_outside_what_it_cannot_reach(radius_m):
    easts = [0, 100e3, 115e3 + radius_m, 125e3 + radius_m]

    assert answered(holding(), at(easts, radius_m)) == [UNKNOWN, UNKNOWN, UNKNOWN, NO]
    assert answered(holding(150e3), at(easts, radius_m)) == [YES, UNKNOWN, UNKNOWN, NO]


def test_a_rough_edge_is_added_to_the_disc():
    assert answered(holding(edge_m=8e3), at([80e3, 90e3, 150e3, 160e3], 25e3)) == [YES, UNKNOWN, UNKNOWN, NO]


def test_a_house_rule_on_shares_weighs_the_disc():
    """Cut 20 km from its middle, a disc of 25 km has 5 % of its area beyond the edge; at 10 km a quarter."""
    assert answered(holding(inside=0.9), at([100e3, 110e3, 130e3, 142e3], 25e3)) == [YES, UNKNOWN, UNKNOWN, NO]


few, many = settings(max_examples=8, deadline=None), settings(max_examples=200, deadline=None)


@many
@given(st.floats(0, 150e3), st.floats(-2.5, 2.5), st.sampled_from([25e3, 100e3]), st.sampled_from([0.0, 3e3]))
def test_at_any_radius_the_table_is_the_judgement_and_a_disc_that_is_cut_is_not_told(radius_m, share, rule, edge_m):
    east = 120e3 + share * radius_m

    (answer,) = answered(holding(rule, edge_m), at([east], radius_m))

    # half a kilometre for the edge, which is no meridian, and five metres for what is measured
    reach, slack = radius_m + edge_m, 600.0
    if answer == YES:
        assert abs(east) + reach < 120e3 + slack
        assert radius_m <= rule
    if answer == NO:
        assert east - reach > 120e3 - slack
    if abs(120e3 - east) < reach - slack:
        assert answer == UNKNOWN


@few
@given(st.lists(st.floats(0, 200e3), min_size=ROWS, max_size=ROWS), st.integers(0, 2**32 - 1))
def test_over_any_radii_the_table_answers_for_idlib_as_the_single_judgement_does(radii, seed):
    agreement, rng = load(BUNDLED["idlib-2020"]), np.random.default_rng(seed)

    assert differing(agreement, near_edges(columns_about(agreement, rng), agreement, rng, radii))[0] == []


ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,location,latitude,longitude,"
    "geo_precision,source,notes,fatalities"
)
UCDP = (
    "id,type_of_violence,side_a,side_b,date_start,date_end,best,low,high,where_coordinates,latitude,longitude,"
    "where_prec"
)


@pytest.mark.parametrize(
    ("table", "precision", "east_m", "told"),
    [
        ("acled", 1, 115e3, "yes"),
        ("acled", 1, 119e3, "cannot-tell"),
        ("acled", 2, 90e3, "yes"),
        ("acled", 2, 115e3, "cannot-tell"),
        ("acled", 2, 150e3, "outside"),
        ("acled", 3, 0.0, "cannot-tell"),
        ("acled", 3, 210e3, "cannot-tell"),
        ("acled", 3, 225e3, "outside"),
        ("acled", 9, 0.0, "cannot-tell"),
        ("ucdp", 2, 90e3, "yes"),
        ("ucdp", 2, 115e3, "cannot-tell"),
        ("ucdp", 3, 0.0, "cannot-tell"),
        ("ucdp", 3, 175e3, "outside"),
        ("ucdp", 4, 175e3, "cannot-tell"),
        ("ucdp", 6, 0.0, "cannot-tell"),
    ],
)
def test_a_row_of_a_table_is_answered_by_the_disc_of_its_code_as_it_would_be_alone(table, precision, east_m, told):
    lon, lat = moved((37.0, 35.0), bearing=90, by_m=east_m)
    if table == "acled":
        kind = "Explosions/Remote violence,Shelling/artillery/missile attack,North,"
        text = f"{ACLED}\nX1,10 March 2020,1,{kind},A place,{lat},{lon},{precision},A paper,Shells fell.,0\n"
    else:
        text = f"{UCDP}\n1,3,North,civilians,2020-03-10,2020-03-10,2,2,2,A place,{lat},{lon},{precision}\n"
    taken = intake.take_in(text.encode(), name=f"{table}.csv")
    acts = ("shelling", "attack")
    agreement = holding()
    agreement = replace(agreement, prohibitions=(replace(agreement.prohibitions[0], acts=acts),))
    as_of = datetime(2020, 4, 1, tzinfo=UTC)

    (row, *_) = swept(agreement, taken.documents, taken.claims, as_of=as_of)

    assert row.answers == (told,)
    reading = Reading(document=row.document, claims=(row.claim,))
    (alone,) = check(agreement, link((reading,), agreement=agreement), (reading,), as_of=as_of)
    assert {"yes": Within.YES, "cannot-tell": Within.UNKNOWN, "outside": Within.NO}[told] == alone.engaged
