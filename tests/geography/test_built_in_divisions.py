"""Divisions of the built-in table: their ground, their names, and what a bare name means."""

from __future__ import annotations

import pytest

from trucewatch.geography import Located, builtin, locate, locate_phrase
from trucewatch.geography.rows import apart_m
from trucewatch.geography.seed import outline_of, seed
from trucewatch.geography.sounding import LEAST, LEAST_OF_TOWNS, of_country


def found(name: str, country: str) -> Located:
    located = locate_phrase(name, gazetteer=builtin(), country=country)
    assert located is not None, f"{name} in {country} was not found"
    return located


@pytest.mark.parametrize(
    ("division", "country", "towns"),
    [
        # Names and points of towns from the built-in table, and beyond them places that it lacks, by their coordinates
        # on OpenStreetMap: Tina (Wadi Hawar), Kulbus, Foro Baranga; Bou, Malha.
        ("West Darfur", "SD", [(22.45, 13.45), (22.43, 14.37), (22.72, 12.03)]),
        ("North Darfur", "SD", [(25.35, 13.63), (26.17, 15.13), (22.81, 15.03)]),
        ("Tshuapa", "CD", [(20.88, -0.28), (22.45, -0.73)]),
        ("Idlib province", "SY", [(36.63, 35.93), (36.32, 35.81), (36.67, 36.21)]),
        ("Shabwa", "YE", [(46.83, 14.54), (47.87, 14.03)]),
        ("Sagaing Region", "MM", [(95.98, 21.88), (95.14, 22.11), (95.69, 25.99)]),
        ("Donetsk region", "UA", [(37.80, 48.00), (37.57, 47.10), (37.57, 48.73), (36.84, 47.84)]),
    ],
)
def test_a_divisions_circle_holds_its_far_corners_and_not_only_its_large_towns(
    division: str, country: str, towns: list[tuple[float, float]]
):
    place = found(division, country)

    for town in towns:
        assert apart_m((place.lon, place.lat), town) <= place.radius_m


@pytest.mark.parametrize(
    ("name", "country", "also"),
    [
        ("North Darfur", "SD", "Northern Darfur"),
        ("South Kordofan", "SD", "Southern Kordofan"),
        ("Hadramawt", "YE", "Hadramaut governorate"),
        ("Nabatieh", "LB", "Nabatiyeh"),
        ("Taiz", "YE", "Ta'izz"),
        ("Kharkiv", "UA", "Kharkiv Oblast"),
        ("North Kivu", "CD", "Nord-Kivu"),
    ],
)
def test_a_division_is_one_place_however_it_is_written(name: str, country: str, also: str):
    assert found(name, country).ref == found(also, country).ref


@pytest.mark.parametrize(
    ("name", "country"),
    [("Sanaa", "YE"), ("Khartoum", "SD"), ("Kinshasa", "CD"), ("Beirut", "LB"), ("Damascus", "SY"), ("Kabul", "AF")],
)
def test_the_bare_name_of_a_capital_means_the_city_and_not_the_province_about_it(name: str, country: str):
    assert found(name, country).kind == "capital"


def test_a_capitals_province_is_found_when_it_is_called_one():
    assert found("Khartoum State", "SD").ref == "geonames:SD.29"
    assert found("Kyiv Oblast", "UA").ref == "geonames:UA.13"


@pytest.mark.parametrize(("name", "country"), [("Idlib", "SY"), ("Taiz", "YE"), ("Kherson", "UA")])
def test_the_bare_name_of_another_city_stays_as_wide_as_the_province_that_bears_it_too(name: str, country: str):
    place = found(name, country)
    city = found(f"{name} city", country)

    assert place.kind == "province"
    assert city.kind == "settlement"
    assert apart_m((place.lon, place.lat), (city.lon, city.lat)) + city.radius_m < 2 * place.radius_m


def test_a_provinces_own_name_goes_before_a_village_that_has_it_as_a_further_name():
    # A village in Ibb, "Jawf al Maqbabah", is listed as "Al Jawf" too.
    assert found("Al-Jawf", "YE").ref == "geonames:YE.21"


def test_towns_that_share_a_former_name_stay_a_tie():
    # Bakhmut and Kypuche were both called Artemivsk until 2016.
    assert locate("Artemivsk", gazetteer=builtin(), country="UA") is None


def test_a_district_is_meant_only_where_the_words_say_so():
    assert found("Ganja", "AZ").kind == "settlement"
    assert found("Kangarli", "AZ").kind == "district"


def test_a_province_that_was_parted_since_is_found_whole_and_in_its_parts():
    old, new = found("Katanga", "CD"), found("Haut-Katanga", "CD")

    assert old.radius_m > new.radius_m
    assert apart_m((old.lon, old.lat), (new.lon, new.lat)) < old.radius_m


def test_no_division_is_called_by_a_side_alone():
    for country in ("SD", "LB", "CF", "KE", "RW", "NP", "GH", "ZM"):
        for row in seed().of_country(country):
            if row.kind in {"province", "district"}:
                assert not {"north", "south", "east", "west", "northern", "southern", "central"} & {*row.keys}


def test_a_division_with_few_towns_listed_has_its_outline_as_its_doubt():
    place = found("West Darfur", "SD")

    assert place.doubt is not None
    assert place.doubt.kind == "polygon"
    assert 4 <= len(place.doubt.points) <= 100


def test_an_outline_holds_the_settlements_of_its_division_and_none_far_from_it():
    import shapely

    for country in ("SY", "UA", "LB"):
        divisions = [row for row in seed().of_country(country) if row.kind == "province" and outline_of(row.id)]
        assert divisions
        for division in divisions:
            ring = shapely.Polygon(outline_of(division.id))
            mine = [
                row for row in seed().of_country(country) if row.kind == "settlement" and row.admin == division.admin
            ]
            inside = sum(ring.covers(shapely.Point(row.lon, row.lat)) for row in mine)
            assert inside >= 0.8 * len(mine), f"{division.name}: {inside} of {len(mine)}"
            assert all(
                apart_m((division.lon, division.lat), corner) <= division.radius_m + 25_000
                for corner in ring.exterior.coords
            )


def test_among_towns_alone_a_name_must_sound_more_like_one():
    # Shire in Tigray is not listed; Ciro, 800 km to the south, sounds like it.
    score, row = max(of_country("ET").scores("shire").values(), key=lambda scored: scored[0])

    assert LEAST < score < LEAST_OF_TOWNS
    assert row.name == "Ciro"
    assert locate("Shire", gazetteer=builtin(), country="ET") is None
