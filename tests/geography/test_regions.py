"""The table of regions: what no first-level division is, but reports name. Each row is checked against what we know."""

import csv
import gzip
import json
from collections import Counter
from functools import lru_cache
from importlib import resources

import pytest
import shapely

from trucewatch.geography.gazetteer import split_kind
from trucewatch.geography.names import fold, without_article
from trucewatch.geography.rows import SETTLEMENTS, apart_m
from trucewatch.geography.seed import seed

TABLE = resources.files("trucewatch.geography").joinpath("data/regions.csv").read_text(encoding="utf-8")
ROWS = tuple(csv.DictReader(TABLE.splitlines()))
LABELS = [f"{row['name']} {row['countries']}" for row in ROWS]
OFF_THE_COAST = 0.25
"""Degrees: a group of islands has its middle at sea, and the outlines of this map are off by some kilometres."""


def names_of(row):
    return [row["name"], *filter(None, row["names"].split("|"))]


def countries_of(row):
    return row["countries"].split("|")


def cores_of(row):
    """As the gazetteer looks a name up: without "region" and "province"."""
    return {split_kind(fold(name))[0] for name in names_of(row)}


def towns_of(row):
    _, said, towns = row["drawn"].partition(", from ")
    return towns.split(", ") if said else []


def middle_of(row):
    return float(row["lon"]), float(row["lat"])


@lru_cache(maxsize=1)
def lands():
    packed = resources.files("trucewatch.publishing").joinpath("data/borders-50m.geojson.gz").read_bytes()
    features = json.loads(gzip.decompress(packed))["features"]
    shapes = [shapely.geometry.shape(one["geometry"]) for one in features if one["properties"]["name"] != "boundaries"]
    return [shape.buffer(0) for shape in shapes]


def towns_called(row, town):
    places = seed().named(fold(town))
    return [place for place in places if place.country in countries_of(row) and place.kind in SETTLEMENTS]


def test_the_table_has_its_columns_and_says_of_each_row_what_it_was_drawn_from():
    assert TABLE.splitlines()[0] == "name,names,countries,lat,lon,radius_km,drawn"
    assert len(ROWS) >= 200
    assert all(row["drawn"].strip() and None not in row.values() for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=LABELS)
def test_a_region_is_a_circle_on_the_globe_in_countries_of_two_letters(row):
    lon, lat = middle_of(row)
    known = {place.country for place in map(seed().with_id, countries_of(row)) if place is not None}

    assert known == set(countries_of(row))
    assert abs(lat) < 66
    assert abs(lon) <= 180
    assert 5 <= float(row["radius_km"]) <= 900


@pytest.mark.parametrize("row", ROWS, ids=LABELS)
def test_a_region_holds_the_towns_that_it_was_drawn_from(row):
    """Of several towns of that name in the country the largest; each with its own radius."""
    for town in towns_of(row):
        largest = max(towns_called(row, town), key=lambda place: place.population or 0)
        far_m = apart_m(middle_of(row), (largest.lon, largest.lat)) + largest.radius_m

        assert far_m <= float(row["radius_km"]) * 1000, town


@pytest.mark.parametrize("row", ROWS, ids=LABELS)
def test_the_middle_of_a_region_lies_in_its_country(row):
    """In the land that holds the country's capital or one of the towns; a map may draw what is disputed by itself."""
    capitals = [p for code in countries_of(row) for p in seed().of_country(code) if p.kind == "capital"]
    towns = [place for town in towns_of(row) for place in towns_called(row, town)]
    spots = [shapely.Point(place.lon, place.lat) for place in (*capitals, *towns)]
    own = [land for land in lands() if any(land.contains(spot) for spot in spots)]

    assert own
    assert min(land.distance(shapely.Point(middle_of(row))) for land in own) <= OFF_THE_COAST


def test_no_name_is_borne_by_two_regions_of_a_country():
    borne = Counter((code, core) for row in ROWS for code in countries_of(row) for core in cores_of(row))

    assert [name for name, count in borne.items() if count > 1] == []


@pytest.mark.parametrize("row", ROWS, ids=LABELS)
def test_a_region_bears_no_name_of_a_built_in_province_of_its_country(row):
    places = [place for core in cores_of(row) for place in seed().named(core) if place.country in countries_of(row)]

    assert [place.id for place in places if place.kind in {"province", "country"}] == []


@pytest.mark.parametrize("row", ROWS, ids=LABELS)
def test_a_town_that_bears_a_region_s_name_lies_in_it(row):
    """Else the region would take the name of a town elsewhere in the country."""
    for core in cores_of(row):
        for place in seed().named(core):
            inside_m = float(row["radius_km"]) * 1000

            assert (
                place.country not in countries_of(row) or apart_m(middle_of(row), (place.lon, place.lat)) <= inside_m
            ), place.name


@pytest.mark.parametrize("row", ROWS, ids=LABELS)
def test_a_region_bears_the_name_that_is_looked_up(row):
    """What is left without "region", and without a Latin article, is a name of its own."""
    folded = {fold(name) for name in names_of(row)}

    assert cores_of(row) <= folded
    assert {without_article(core) for core in cores_of(row) if core.isascii()} <= folded
