"""Built-in borders: which one words mean, where it runs, and when the words stay a name."""

import csv
import gzip
import json
import subprocess
import sys
from functools import cache
from importlib import resources

import pytest
import shapely

from trucewatch.geography import borders
from trucewatch.geography.borders import border_between, pair_meant, why_not
from trucewatch.geography.doubt import reach_m
from trucewatch.geography.gazetteer import Gazetteer, builtin
from trucewatch.geography.named_lines import NamedLine
from trucewatch.geography.relations import locate_phrase
from trucewatch.geography.rows import SETTLEMENTS, apart_m
from trucewatch.geography.seed import seed
from trucewatch.geography.shapes import Corridor, Line, along, within
from trucewatch.model import Within

TABLE = resources.files("trucewatch.geography").joinpath("data/borders.csv").read_text(encoding="utf-8")
ROWS = tuple(csv.DictReader(TABLE.splitlines()))
OFFERED = [(row["one"], row["other"]) for row in ROWS if not row["not_offered"]]


@cache
def lands():
    packed = resources.files("trucewatch.publishing").joinpath("data/borders-50m.geojson.gz").read_bytes()
    features = json.loads(gzip.decompress(packed))["features"]
    shapes = [shapely.geometry.shape(one["geometry"]) for one in features if one["properties"]["name"] != "boundaries"]
    return [shape.buffer(0) for shape in shapes]


@cache
def land_of(code):
    """What lies in one outline with one of the country's thirty largest towns."""
    largest = sorted(seed().of_country(code), key=lambda row: (row.kind not in SETTLEMENTS, -(row.population or 0)))[
        :30
    ]
    towns = [shapely.Point(row.lon, row.lat) for row in largest]
    return shapely.union_all([land for land in lands() if any(land.contains(town) for town in towns)])


def found(words, country=None, gazetteer=None):
    return locate_phrase(words, gazetteer=gazetteer or builtin(), country=country)


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("the Turkish border", "SY"),
        ("the border with Turkey", "SY"),
        ("the border with Syria", "TR"),
        ("the frontier with Türkiye", "SY"),
        ("the Syrian-Turkish border", None),
        ("the Turkish-Syrian border", "LB"),
        ("the Syria–Turkey frontier", None),
        ("the Turkey/Syria border", None),
        ("the border between Syria and Turkey", None),
        ("along the border between Syria and Turkey", None),
        ("along the Turkish border", "SY"),
        ("on the Turkish border", "SY"),
        ("Turkey's border with Syria", None),
        ("Syria’s border with Turkey", "LB"),
        ("the Syrian and Turkish border", None),
    ],
)
def test_a_border_is_found_by_both_names_or_by_one_and_the_country_that_is_spoken_of(words, country):
    border = found(words, country)

    assert (border.ref, border.method, border.kind) == ("border:SY-TR", "on-a-line-border-natural-earth", "line")
    assert (border.doubt.kind, border.doubt.to_m, border.name) == ("corridor", 4_000, words)


@pytest.mark.parametrize(
    ("words", "country", "ref"),
    [
        ("along the Iraqi border", "SY", "border:IQ-SY"),
        ("on the Lebanese-Israeli border", None, "border:IL-LB"),
        ("near the Israeli border", "LB", "border:IL-LB"),
        ("the border with Russia", "UA", "border:RU-UA"),
        ("near the Pak-Afghan border", None, "border:AF-PK"),
        ("the Congolese border", "RW", "border:CD-RW"),
        ("the border between South Sudan and Uganda", None, "border:SS-UG"),
        ("the border between Bosnia and Herzegovina and Serbia", None, "border:BA-RS"),
        ("the Senegal-Guinea-Bissau border", None, "border:GW-SN"),
        ("the US border", "MX", "border:MX-US"),
        ("the inter-Korean border", "KR", "border:KP-KR"),
    ],
)
def test_names_of_several_words_and_of_two_countries_are_told_apart_by_who_is_a_neighbour(words, country, ref):
    assert found(words, country).ref == ref


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("the Turkish border", None),
        ("the border with Turkey", None),
        ("the border", "SY"),
        ("near the border", "SY"),
        ("the Syrian border", "SY"),
        ("the Turkish border", "LB"),
        ("the Congolese border", "CF"),
        ("across the border in Syria", "TR"),
        ("the eastern border with Syria", "LB"),
        ("Lebanon's northern border with Syria", "LB"),
        ("the Turkish border crossing", "SY"),
        ("the Turkish border town of Kilis", "SY"),
        ("the Syrian-Iraqi-Turkish border", None),
        ("the Blue Line", "LB"),
        ("the Line of Control", "IN"),
    ],
)
def test_what_names_no_one_border_stays_a_name(words, country):
    place = found(words, country)

    assert place is None or not place.ref.startswith("border:")
    assert place is None or place.kind != "line"


def test_one_s_own_border_is_settled_where_there_is_one_neighbour():
    assert found("the Gambian border", "GM").ref == "border:GM-SN"


@pytest.mark.parametrize(
    ("words", "country", "pair"),
    [
        ("the Syrian-Israeli border", None, ("IL", "SY")),
        ("near the Israeli border", "SY", ("IL", "SY")),
        ("the border between Israel and Palestine", None, ("IL", "PS")),
        ("the Indian border", "PK", ("IN", "PK")),
        ("the border with Western Sahara", "MA", ("EH", "MA")),
        ("the Georgian-Russian border", None, ("GE", "RU")),
        ("the border with Sudan", "SS", ("SD", "SS")),
    ],
)
def test_a_border_that_parties_draw_in_different_places_stays_a_name_with_the_reason(words, country, pair):
    assert found(words, country) is None
    assert pair_meant(words.removeprefix("near "), country=country) == pair
    assert why_not(pair)
    assert border_between(pair) is None


def test_near_a_border_is_five_kilometres_from_it_and_a_distance_from_it_widens_the_corridor():
    near, off = found("near the Turkish border", "SY"), found("5 km from the Turkish border", "SY")

    assert (near.doubt.to_m, near.method) == (9_000, "near-a-line-border-natural-earth")
    assert (off.doubt.to_m, off.method) == (9_500, "distance-from-a-line-border-natural-earth")
    assert found("2.5 miles south of the border with Turkey", "SY").doubt.to_m == pytest.approx(4_000 + 1.1 * 4_023, 1)


def test_the_border_of_the_case_goes_before_the_built_in_one_under_any_of_its_names():
    line = NamedLine(
        ref="b", names=frozenset({"border with turkey"}), points=((36.0, 36.2), (36.7, 36.5)), edge_m=900.0
    )
    case = Gazetteer(lines=(line,))

    assert found("the border with Turkey", "SY", case).ref == "b"
    assert found("the Syrian-Turkish border", "SY", case).ref == "b"
    assert found("near the Turkish border", "SY", case).method == "near-a-line-agreement"
    assert found("the Iraqi border", "SY", case).ref == "border:IQ-SY"


def test_a_gazetteer_without_the_world_has_no_built_in_border():
    assert found("the Turkish border", "SY", Gazetteer(world=False)) is None


@pytest.mark.parametrize(
    ("pair", "lon", "lat", "within_m"),
    [
        (("SY", "TR"), 37.085, 36.647, 4_000),  # Bab al-Salama
        (("SY", "TR"), 36.68, 36.24, 4_000),  # Bab al-Hawa
        (("IQ", "SY"), 41.0, 34.42, 6_000),  # al-Qaim and Albu Kamal
        (("IL", "LB"), 35.105, 33.092, 3_000),  # Ras al-Naqoura
        (("SD", "TD"), 22.28, 13.44, 6_000),  # between Geneina and Adre
        (("AF", "PK"), 71.09, 34.125, 4_000),  # Torkham
        (("RU", "UA"), 40.13, 49.38, 6_500),  # Milove and Chertkovo
    ],
)
def test_a_border_passes_where_its_crossings_are(pair, lon, lat, within_m):
    border = border_between(pair)

    assert abs(along(Line(border.points), (lon, lat)).offset_m) <= within_m


def test_no_border_runs_north_of_crimea():
    """Perekop and Chonhar lie some 200 km from all of it."""
    border = border_between(("RU", "UA"))

    assert all(apart_m(point, (33.7, 46.15)) > 150_000 for point in border.points)


@pytest.mark.parametrize("pair", OFFERED, ids="-".join)
def test_a_border_is_small_lies_between_its_countries_and_is_at_least_two_kilometres_wide_each_way(pair):
    border = border_between(pair)
    lons, lats = [lon for lon, _ in border.points], [lat for _, lat in border.points]

    assert 2 <= len(border.points) <= 150
    assert 2_000 <= border.edge_m <= 15_000
    assert border.edge_m == float(next(row["half_width_m"] for row in ROWS if (row["one"], row["other"]) == pair))
    assert -180 <= min(lons) < max(lons) <= 180
    assert -60 <= min(lats) <= max(lats) <= 80


@pytest.mark.parametrize("pair", OFFERED, ids="-".join)
def test_a_border_runs_along_both_of_its_countries(pair):
    """To 0.3 degrees: the map that it is held against is coarser, and ends are drawn out."""
    spots = shapely.points(border_between(pair).points)

    for code in pair:
        assert (shapely.distance(land_of(code), spots) < 0.3).mean() > 0.7


def test_every_pair_is_in_order_and_has_a_width_or_a_reason():
    assert all(row["one"] < row["other"] for row in ROWS)
    assert all(bool(row["half_width_m"]) != bool(row["not_offered"]) for row in ROWS)
    assert len({(row["one"], row["other"]) for row in ROWS}) == len(ROWS)
    assert len(OFFERED) == 284
    assert [pair for pair in OFFERED if border_between(pair) is None] == []


def test_the_disc_of_a_border_holds_its_corridor():
    for pair in OFFERED[::10]:
        words = f"the border between {seed().with_id(pair[0]).name} and {seed().with_id(pair[1]).name}"
        place = found(words)

        assert place is None or reach_m(place.doubt, (place.lon, place.lat)) <= place.radius_m + 1


def test_towns_on_a_border_lie_in_its_corridor_and_towns_elsewhere_do_not():
    border = found("near the Turkish border", "SY").doubt
    corridor = Corridor(line=Line(border.points), left_m=border.to_m, right_m=border.to_m)

    assert within(corridor, (41.216, 37.06)) is Within.YES  # Nusaybin, by Qamishli
    assert within(corridor, (37.047, 36.587)) is Within.YES  # Azaz
    assert within(corridor, (37.16, 36.2)) is Within.NO  # Aleppo


def test_borders_are_read_when_one_is_asked_for_and_not_before():
    code = "import trucewatch.geography as g, trucewatch.geography.borders as b; print(b._lines.cache_info().misses)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "0"
    assert borders.TABLE == "border-natural-earth"
