"""Minsk 2015 and the measures of 2020 as encoded: every point has a table, and towns lie on the side where they lay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trucewatch.agreement import load, zones
from trucewatch.geography import shapes
from trucewatch.geography.gazetteer import Gazetteer, locate
from trucewatch.geography.rows import rows_from_csv
from trucewatch.model import Place, Within

ROOT = Path(__file__).parents[2] / "agreements"
IDS = ("minsk-2015", "donbas-2020")
MINSK, DONBAS = (load(ROOT / ident) for ident in IDS)
HELD = {"minsk-2015": MINSK, "donbas-2020": DONBAS}

# Centres by GeoNames, on the side that every report of 2015 to 2021 puts them.
GOVERNMENT_SIDE = {
    "Mariupol": (37.54131, 47.09514),
    "Volnovakha": (37.49358, 47.6008),
    "Kurakhove": (37.28069, 47.9847),
    "Toretsk": (37.8478, 48.39477),
    "Bakhmut": (37.99886, 48.59419),
    "Hirske": (38.496, 48.7405),
    "Kramatorsk": (37.56779, 48.73106),
}
FORMATIONS_SIDE = {
    "Starobesheve": (38.03039, 47.75068),
    "Boikivske": (38.0248, 47.4099),
    "Olenivka": (37.6598, 47.8272),
    "Makiivka": (37.92576, 48.04782),
    "Horlivka": (38.01709, 48.29986),
    "Kadiivka": (38.64352, 48.56818),
    "Luhansk": (39.30553, 48.56814),
}


def lies(agreement, zone, lonlat, radius_m=0.0):
    return zones.locate(agreement, zone, Place(name="a town", lon=lonlat[0], lat=lonlat[1], radius_m=radius_m)).answer


def test_every_point_of_the_package_has_a_table():
    rules = (*MINSK.prohibitions, *MINSK.duties)

    assert {t.clause for t in rules} == {f"point {n}" for n in range(1, 14)}


def test_every_measure_has_a_table():
    rules = (*DONBAS.prohibitions, *DONBAS.duties, *DONBAS.permits)

    assert {t.clause for t in rules} == {"opening", *(f"measure {letter}" for letter in "abcdefg")}


@pytest.mark.parametrize("ident", IDS)
def test_quotations_are_brief(ident):
    assert max(len(t.excerpt.split()) for t in HELD[ident].terms if t.excerpt) < 30


# who


@pytest.mark.parametrize("ident", IDS)
@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("JFO", "ukraine"),
        ("the Ukrainian forces", "ukraine"),
        ("ВСУ", "ukraine"),
        ("ЗСУ", "ukraine"),
        ("armed formations of the so-called DPR", "cadlr"),
        ("Lugansk People's Republic", "cadlr"),
        ("бойовики", "cadlr"),
        ("Russia-backed separatists", "cadlr"),
        ("Russian army", "russia"),
        ("a third party", None),
    ],
)
def test_names_lead_to_whoever_they_mean(ident, name, party):
    assert HELD[ident].party_of(name) == party


@pytest.mark.parametrize("ident", IDS)
def test_a_name_that_claims_whose_the_formations_are_leads_to_them_and_not_to_russia(ident):
    for name in (
        "Russian occupation forces",
        "armed formations of the Russian Federation",
        "російсько-окупаційні війська",
    ):
        assert HELD[ident].party_of(name) == "cadlr"


@pytest.mark.parametrize("ident", IDS)
def test_each_sides_office_of_the_joint_centre_speaks_for_its_side_and_the_mission_for_nobody(ident):
    source = HELD[ident].source_of

    assert source("DPR office in the JCCC").affiliated == "cadlr"
    assert source("Ukrainian side of the JCCC").affiliated == "ukraine"
    assert source("JCCC").affiliated is None
    assert not source("JCCC").unaffiliated
    assert source("OSCE SMM").unaffiliated


# where


@pytest.mark.parametrize("town", sorted(GOVERNMENT_SIDE))
def test_a_town_of_the_government_lies_on_its_side_of_both_lines(town):
    for zone in ("held-2015-02-18", "held-2015-02-15", "beyond-memo"):
        assert lies(MINSK, zone, GOVERNMENT_SIDE[town]) is Within.NO
    assert lies(MINSK, "regions", GOVERNMENT_SIDE[town]) is not Within.NO


@pytest.mark.parametrize("town", sorted(FORMATIONS_SIDE))
def test_a_town_of_the_formations_lies_on_theirs(town):
    for zone in ("held-2015-02-18", "held-2015-02-15", "beyond-memo"):
        assert lies(MINSK, zone, FORMATIONS_SIDE[town]) is Within.YES


def test_debaltseve_changed_hands_between_the_two_drawings_and_lay_behind_the_line_of_2014():
    debaltseve = (38.40261, 48.33592)

    assert lies(MINSK, "held-2015-02-15", debaltseve) is Within.UNKNOWN
    assert lies(MINSK, "held-2015-02-18", debaltseve) is Within.YES
    assert lies(MINSK, "beyond-memo", debaltseve) is Within.NO


def test_the_line_of_2020_is_drawn_as_that_of_2015():
    line = next(z for z in MINSK.zones if z.id == "loc-2015-02-18")

    assert next(z for z in DONBAS.zones if z.id == "line-of-contact").geometry.points == line.geometry.points


def test_a_band_of_25_km_ends_25_km_from_its_line():
    """Makiivka lies 12.9 km from the nearest stretch of the line, on the formations' side."""
    line = zones.line_of(MINSK, "memo-2014")
    makiivka = FORMATIONS_SIDE["Makiivka"]

    to_line = -shapes.margin_m(line, makiivka)
    assert to_line == pytest.approx(12_860, abs=60)
    assert zones.locate(MINSK, "cadlr-50", Place(name="Makiivka", lon=makiivka[0], lat=makiivka[1])).margin_m == (
        pytest.approx(25_000 - to_line, abs=1)
    )


@pytest.mark.parametrize("ident", IDS)
def test_every_drawing_says_how_it_was_made_and_how_far_it_may_be_off(ident):
    files = sorted((ROOT / ident / "geo").glob("*.geojson"))
    told = [f["properties"]["source"] for p in files for f in json.loads(p.read_text(encoding="utf-8"))["features"]]

    assert len(told) >= 6
    assert all("error" in words or "GeoNames" in words for words in told)


@pytest.mark.parametrize("ident", IDS)
def test_a_name_that_several_villages_have_finds_none(ident):
    gazetteer = Gazetteer(rows_from_csv((ROOT / ident / "places.csv").read_text(encoding="utf-8")))

    assert locate("Vodiane", gazetteer=gazetteer) is None
    assert locate("Водяное", gazetteer=gazetteer) is None
    assert locate("Opytne", gazetteer=gazetteer) is None
    assert locate("contact line", gazetteer=gazetteer) is None
    assert locate("Leninskoye", gazetteer=gazetteer).ref == "pivdenne"
