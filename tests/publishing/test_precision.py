"""How finely a place is known, in ACLED's and UCDP's codes."""

from __future__ import annotations

import pytest

from trucewatch.geography import Gazetteer, locate_phrase, rows_from_csv
from trucewatch.model import Place
from trucewatch.publishing.precision import geo_precision, where_prec
from trucewatch.reading.placing import at

CASE = Gazetteer(
    rows_from_csv(
        "id,name,kind,lat,lon,radius_m\n"
        "saraqib,Saraqib,settlement,35.864,36.806,1500\n"
        "aleppo,Aleppo city,city,36.2,37.16,9000\n"
        "ariha,Ariha,settlement,35.814,36.610,1500\n"
        "zawiya,Jabal al-Zawiya,area,35.7,36.5,12000\n"
        "northwest,northwest Syria,area,35.95,36.6,75000\n"
        "idlib,Idlib province,governorate,35.85,36.6,45000\n"
        "harem,Harem district,district,36.2,36.5,18000\n"
    )
)


@pytest.mark.parametrize(
    ("words", "acled", "ucdp"),
    [
        ("Saraqib", 1, 1),
        ("Aleppo city", 1, 1),
        ("near Saraqib", 2, 2),
        ("6 km south of Saraqib", 2, 2),
        ("the outskirts of Saraqib", 2, 2),
        ("between Saraqib and Ariha", 2, 2),
        ("60 km south of Saraqib", 3, 5),
        ("southern countryside of Saraqib", 3, 2),
        ("Jabal al-Zawiya", 2, 2),
        ("northwest Syria", 3, 5),
        ("Harem district", 3, 3),
        ("Idlib province", 3, 4),
        ("southern Idlib", 3, 5),
        ("Syria", 3, 6),
    ],
)
def test_a_place_is_coded_by_its_kind_its_relation_and_its_radius(words, acled, ucdp):
    place = at(Place(name=words), locate_phrase(words, gazetteer=CASE))

    assert (geo_precision(place), where_prec(place)) == (acled, ucdp)


@pytest.mark.parametrize(
    ("radius_m", "acled", "ucdp"),
    [(700, 1, 1), (2_500, 1, 1), (2_501, 2, 2), (15_000, 2, 2), (25_000, 3, 2), (25_001, 3, 5), (None, None, None)],
)
def test_a_place_of_no_known_kind_is_coded_by_its_radius(radius_m, acled, ucdp):
    place = Place(name="a hill", lon=36.5, lat=35.7, radius_m=radius_m)

    assert (geo_precision(place), where_prec(place)) == (acled, ucdp)


def test_a_place_that_was_not_found_has_no_code():
    assert (geo_precision(None), where_prec(Place(name="the Green Hill"))) == (None, None)


def test_a_place_that_a_text_calls_near_a_town_is_not_the_town():
    place = Place(name="Saraqib", relation="near", lon=36.8, lat=35.86, radius_m=6_500, kind="settlement")

    assert (geo_precision(place), where_prec(place)) == (2, 2)


def test_a_row_of_either_table_keeps_its_own_code():
    acled = Place(name="x", lon=36.8, lat=35.86, radius_m=25_000, method="table:acled geo_precision 2")
    ucdp = Place(name="x", lon=36.8, lat=35.86, radius_m=60_000, method="table:ucdp where_prec 4")

    assert (geo_precision(acled), where_prec(acled)) == (2, 2)
    assert (where_prec(ucdp), geo_precision(ucdp)) == (4, 3)
