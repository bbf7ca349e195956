"""Judged by the table or one by one: the same answer, for every prohibition of every bundled agreement."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

import terms as made_up
from trucewatch.agreement import available, load
from trucewatch.agreement.clocks import evaluate
from trucewatch.agreement.readings import combinations
from trucewatch.compliance import check
from trucewatch.compliance.columns import Columns
from trucewatch.compliance.sweep import NO, NO_MATTER, UNKNOWN, YES, sweep
from trucewatch.linking import link
from trucewatch.model import Named, Weapon, Within

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


@pytest.mark.parametrize("ident", sorted(BUNDLED))
def test_the_table_answers_as_the_single_judgement_does(ident):
    agreement = load(BUNDLED[ident])
    columns = columns_about(agreement, np.random.default_rng(7))
    as_of = datetime.fromtimestamp(float(np.nanmax(columns.known)), UTC) + timedelta(days=1)

    found = sweep(agreement, columns, as_of=as_of)

    differing = []
    for row in range(ROWS):
        reading = made_up.as_reading(columns, row)
        findings = check(agreement, link((reading,), agreement=agreement), (reading,), as_of=as_of)
        engaged = {f.term: CODES[f.engaged] for f in findings if f.engaged is not None}
        for term, answers in found.items():
            if answers[row] != engaged.get(term, NO_MATTER):
                differing.append((row, term, int(answers[row]), engaged.get(term, NO_MATTER)))
    assert differing == []
    assert len({int(a) for answers in found.values() for a in answers}) > 1


def test_what_happened_after_the_cut_off_is_bounded_by_it():
    agreement = load(BUNDLED["idlib-2020"])
    columns = made_up.made(500)
    early = datetime(2020, 3, 5, tzinfo=UTC)

    assert set(np.unique(sweep(agreement, columns, as_of=early)["I1"])) <= {NO, UNKNOWN, YES, NO_MATTER}
