"""Gazetteers of others, read a row at a time: what each row says, and what is wrong with those that say nothing.

All places are made up.
"""

from __future__ import annotations

import json
import zipfile

import pytest
import shapely

from trucewatch.errors import DocumentError, UnreadableError
from trucewatch.geography import BadRow
from trucewatch.intake.gazetteers import names_of, places_of, recognised
from trucewatch.intake.gazetteers_geonames import Held
from trucewatch.intake.gazetteers_tables import Told

FIELDS = ("id", "name", "ascii", "others", "lat", "lon", "class", "code", "country", "cc2", "a1", "a2", "a3", "a4",
          "people", "elevation", "dem", "zone", "changed")  # fmt: skip


def dump_line(**said: str) -> str:
    start = {"id": "1", "name": "Qura", "ascii": "Qura", "lat": "35.51234", "lon": "36.54321", "class": "P",
             "code": "PPL", "country": "SY", "a1": "12", "people": "0", "changed": "2024-02-03"}  # fmt: skip
    told = dict.fromkeys(FIELDS, "") | start | said
    return "\t".join(told[name] for name in FIELDS) + "\n"


def read(tmp_path, name, content, told=None, after=0):
    path = tmp_path / name
    if isinstance(content, str):
        content = content.encode()
    path.write_bytes(content)
    return list(places_of(recognised(path), told or Told(), after=after))


def test_a_dump_of_geonames_is_known_by_its_columns(tmp_path):
    line = dump_line(name="Tall Zayn", ascii="Tall Zayn", others="Tel Zein,تل زين,TZN", people="40000", a2="3")

    (one,) = read(tmp_path, "SY.txt", line)

    assert (one.ref, one.name, one.others) == ("geonames:1", "Tall Zayn", ("Tel Zein", "تل زين"))
    assert (one.lat, one.lon, one.country, one.divisions) == (35.51234, 36.54321, "SY", ("12", "3"))
    assert (one.kind, one.population, one.changed) == ("settlement", 40_000, "2024-02-03")


@pytest.mark.parametrize(
    ("said", "kind", "radius_m"),
    [
        ({}, "settlement", 1_500),
        ({"people": "1000000"}, "settlement", 6_000),
        ({"lat": "35.5", "lon": "36.5"}, "settlement", 11_100),
        ({"code": "PPLC"}, "capital", 1_500),
        ({"class": "A", "code": "ADM1"}, "province", None),
        ({"class": "A", "code": "ADM3"}, "district", None),
        ({"class": "T", "code": "HLL"}, "site", 5_000),
        ({"class": "T", "code": "MTS"}, "site", 25_000),
        ({"class": "S", "code": "CMP"}, "site", 1_500),
    ],
)
def test_kind_and_radius_follow_from_the_feature_its_people_and_its_decimals(tmp_path, said, kind, radius_m):
    (one,) = read(tmp_path, "SY.txt", dump_line(**said))

    assert (one.kind, one.radius_m) == (kind, radius_m)


@pytest.mark.parametrize(
    "said", [{"class": "A", "code": "PCLI"}, {"class": "R", "code": "RD"}, {"class": "H", "code": "STM"}]
)
def test_what_has_no_point_or_is_known_already_is_left_out_and_is_no_fault(tmp_path, said):
    (one,) = read(tmp_path, "SY.txt", dump_line(**said))

    assert isinstance(one, BadRow)
    assert not one.fault


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (dump_line(lat="95.0"), "beyond 90"),
        (dump_line(lon="x"), "no numbers"),
        (dump_line(name=" "), "no id, name"),
        (dump_line(country=""), "no id, name or country"),
        ("only\tthree\tcolumns\n", "has 3 columns"),
    ],
)
def test_a_bad_row_is_named_by_its_line_and_the_next_is_read(tmp_path, line, reason):
    first, bad, last = read(tmp_path, "SY.txt", dump_line(id="7") + line + dump_line(id="8"))

    assert (bad.line, bad.fault) == (2, True)
    assert reason in bad.reason
    assert (first.ref, last.ref, last.line) == ("geonames:7", "geonames:8", 3)


def test_bytes_that_are_no_utf8_are_a_bad_row(tmp_path):
    found = read(tmp_path, "SY.txt", dump_line().encode() + dump_line().encode("utf-8").replace(b"Qura", b"Q\xffra"))

    assert found[1].reason == "is no UTF-8"


def test_reading_goes_on_behind_a_line(tmp_path):
    lines = "".join(dump_line(id=str(n)) for n in range(1, 6))

    assert [one.ref for one in read(tmp_path, "SY.txt", lines, after=3)] == ["geonames:4", "geonames:5"]


def test_a_zip_is_read_as_it_was_downloaded(tmp_path):
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "what the columns are")
        archive.writestr("SY.txt", dump_line())

    assert [one.name for one in places_of(recognised(path), Told())] == ["Qura"]


def test_a_zip_of_several_tables_is_no_guess(tmp_path):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.csv", "name,lat,lon\n")
        archive.writestr("two.csv", "name,lat,lon\n")

    with pytest.raises(UnreadableError, match=r"one\.csv, two\.csv.*name the one"):
        recognised(path)


def test_alternate_names_are_read_for_the_places_that_are_held(tmp_path):
    path = tmp_path / "alternateNamesV2.txt"
    rows = ["1\t7\tar\tقرى\t\t\t\t\t\t", "2\t8\ten\tElsewhere\t\t\t\t\t\t", "3\t7\tlink\thttps://x.example\t\t\t\t\t\t",
            "4\t7\ten\tQoura", "5\tseven\ten\tX\t\t\t\t\t\t"]  # fmt: skip
    path.write_text("\n".join(rows), encoding="utf-8")

    found = list(names_of(recognised(path), Held(iter(["geonames:7", "geonames:90000"]))))

    assert [row for row in found if not isinstance(row, BadRow) and row[2]] == [
        (1, "geonames:7", "قرى"),
        (4, "geonames:7", "Qoura"),
    ]
    assert [row.line for row in found if isinstance(row, BadRow)] == [5]


def test_held_holds_what_it_was_given_and_nothing_else():
    ids = [1, 7, 8, 4095, 32768, 12_999_999]
    held = Held(f"geonames:{n}" for n in ids)

    assert all(held(n) for n in ids)
    assert not any(held(n) for n in (0, 2, 9, 4096, 32769, 13_000_001, 99_999_999))


NAMED = (
    "NAME_EN,NAME_AR,PCODE,ADM1_PCODE,ADM2_PCODE,LATITUDE,LONGITUDE\nQura,قرى,SY010203,SY01,SY0102,35.51234,36.54321\n"
)
LEVELS = (
    "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE,ADM3_EN,ADM3_PCODE,ADM4_EN,ADM4_AR,ADM4_PCODE,POINT_X,POINT_Y\n"
    "Syria,SY,One,SY01,Two,SY0102,Three,SY010203,Qura,قرى,SY0102034,36.54321,35.51234\n"
)


@pytest.mark.parametrize(
    ("table", "divisions"), [(NAMED, ("SY01", "SY0102")), (LEVELS, ("SY01", "SY0102", "SY010203", "SY0102034"))]
)
@pytest.mark.parametrize("case", [str, str.lower, str.title])
def test_both_schemas_of_ocha_are_known_whatever_the_case_of_their_headers(tmp_path, table, divisions, case):
    header, rest = table.split("\n", 1)

    (one,) = read(tmp_path, "places.csv", f"{case(header)}\n{rest}")

    assert (one.name, one.others, one.kind, one.country) == ("Qura", ("قرى",), "settlement", "SY")
    assert (one.lat, one.lon, one.pcode) == (35.51234, 36.54321, one.ref.removeprefix("pcode:"))
    assert one.divisions == divisions


def test_a_workbook_of_ocha_is_read_like_its_csv(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    for line in LEVELS.splitlines():
        book.active.append(line.split(","))
    book.save(tmp_path / "syr.xlsx")

    (one,) = places_of(recognised(tmp_path / "syr.xlsx"), Told())

    assert (one.name, one.ref, one.lat) == ("Qura", "pcode:SY0102034", 35.51234)


def feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features):
    return json.dumps({"type": "FeatureCollection", "name": "x", "features": features})


SQUARE = {"type": "Polygon", "coordinates": [[[36.0, 35.0], [36.2, 35.0], [36.2, 35.1], [36.0, 35.1], [36.0, 35.0]]]}


def test_points_of_a_geojson_are_settlements(tmp_path):
    content = collection(
        feature({"type": "Point", "coordinates": [36.54321, 35.51234]}, ADM4_EN="Qura", ADM4_PCODE="SY0102034")
    )

    (one,) = read(tmp_path, "syr.geojson", content)

    assert (one.name, one.kind, one.lat, one.lon, one.radius_m) == ("Qura", "settlement", 35.51234, 36.54321, 1500)


def test_polygons_of_a_geojson_are_areas_that_keep_their_outline(tmp_path):
    content = collection(feature(SQUARE, ADM3_EN="Three", ADM3_AR="ثلاثة", ADM3_PCODE="SY010203", ADM0_PCODE="SY"))

    (one,) = read(tmp_path, "syr.geojson", content)

    assert (one.name, one.kind, one.others) == ("Three", "district", ("ثلاثة",))
    assert (one.lat, one.lon) == pytest.approx((35.05, 36.1))
    # Half the diagonal of 18.2 by 11.1 km, and what simplifying may move.
    assert one.radius_m == pytest.approx(10_670 + 111, abs=30)
    assert shapely.from_wkb(one.outline).area == pytest.approx(0.02)


def test_the_first_level_is_a_province(tmp_path):
    (one,) = read(tmp_path, "a.json", collection(feature(SQUARE, ADM1_EN="One", ADM1_PCODE="SY01")))

    assert one.kind == "province"


def test_features_are_read_across_the_pieces_of_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr("trucewatch.intake.gazetteers_streams._PIECE", 97)
    many = [
        feature({"type": "Point", "coordinates": [36.5, 35.5]}, NAME_EN=f"Q]u,ra{n}", PCODE=f"SY{n}") for n in range(50)
    ]

    found = read(tmp_path, "a.geojson", json.dumps({"features": many}, indent=2))

    assert [one.name for one in found] == [f"Q]u,ra{n}" for n in range(50)]


def test_a_geojson_that_is_cut_off_is_said_to_be(tmp_path):
    whole = collection(feature(SQUARE, ADM1_EN="One", ADM1_PCODE="SY01"), feature(SQUARE, ADM1_EN="Two"))

    with pytest.raises(UnreadableError, match="behind feature 1"):
        read(tmp_path, "a.geojson", whole[:-60])


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        ({"type": "Point", "coordinates": [470000.0, 3900000.0]}, "not in degrees"),
        ({"type": "LineString", "coordinates": [[36, 35], [37, 35]]}, "a place is a point or an area"),
        ({"type": "Polygon", "coordinates": []}, "empty"),
        ({"type": "Nothing"}, "none"),
        (None, "no feature with"),
    ],
)
def test_a_geometry_that_is_no_place_is_a_bad_row(tmp_path, geometry, reason):
    good = feature({"type": "Point", "coordinates": [36.5, 35.5]}, NAME_EN="Qura", PCODE="SY1")

    _, bad = read(tmp_path, "a.geojson", collection(good, feature(geometry, NAME_EN="X", PCODE="SY2")))

    assert (bad.line, bad.fault) == (2, True)
    assert reason in bad.reason


def test_a_map_says_which_column_holds_what(tmp_path):
    table = "Dorf;Hochwert;Rechtswert;Anders\nQura;35,51234;36,54321;Kura|قرى\n"
    told = Told(columns={"name": "Dorf", "lat": "hochwert", "lon": "Rechtswert", "names": "Anders"}, country="sy")

    (one,) = read(tmp_path, "a.csv", table, told)

    assert (one.name, one.others, one.lat, one.country) == ("Qura", ("Kura", "قرى"), 35.51234, "SY")


def test_the_table_that_a_case_lists_its_places_in_can_be_imported(tmp_path):
    table = "id,name,alternative_names,name_ar,kind,lat,lon,radius_m\nq,Qura,Kura; Cura,قرى,settlement,35.5,36.5,700\n"

    (one,) = read(tmp_path, "places.csv", table, Told(country="SY"))

    assert (one.ref, one.others, one.radius_m) == ("q", ("Kura", "Cura", "قرى"), 700)


def test_headers_below_a_title_are_found(tmp_path):
    (one,) = read(
        tmp_path, "a.csv", "Villages of the plain,,\n,,\n" + "name,lat,lon\nQura,35.51,36.54\n", Told(country="SY")
    )

    assert (one.name, one.line) == ("Qura", 4)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"titel": "Dorf"}, "'titel' is none of ours: id, name"),
        ({"name": "Stadt"}, "name = 'Stadt', but the headers are 'Dorf', 'Y', 'Z'"),
        ({"name": "Dorf"}, "cannot tell which column holds: lon.*--columns lon=HEADER"),
    ],
)
def test_a_map_that_does_not_fit_is_told(tmp_path, columns, message):
    with pytest.raises(DocumentError, match=message):
        read(tmp_path, "a.csv", "Dorf,Y,Z\nQura,35.5,36.5\n", Told(columns=columns))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",35.5,36.5,", "has no name"),
        ("Qura,,,", "has no position"),
        ("Qura,36.5,,", "no numbers"),
        ("Qura,35.5,36.5,far", "could not convert|no number"),
        ("Qura,35.5,36.5,-3", "no number of metres"),
    ],
)
def test_a_row_that_is_no_place_says_why(tmp_path, row, reason):
    _, bad = read(tmp_path, "a.csv", f"name,lat,lon,radius_m\nQ,1.5,2.5,\n{row}\n", Told(country="SY"))

    assert bad.line == 3
    import re

    assert re.search(reason, bad.reason)


def test_a_row_without_a_country_is_not_guessed(tmp_path):
    (bad,) = read(tmp_path, "a.csv", "name,lat,lon\nQura,35.5,36.5\n")

    assert "--country" in bad.reason


@pytest.mark.parametrize("content", [b"", b"just words\n", b"\x00\x01\x02,\x03"])
def test_what_is_no_table_of_places_is_refused(tmp_path, content):
    (tmp_path / "x.csv").write_bytes(content)

    with pytest.raises(UnreadableError):
        recognised(tmp_path / "x.csv")
