"""An imported gazetteer: whole or not at all, replaced by a newer one, asked by name and by sound.

All places are made up.
"""

from __future__ import annotations

import sqlite3

import pytest

from trucewatch.errors import CaseError
from trucewatch.geography import BadRow, Gazetteer, ListedPlace, locate_phrase
from trucewatch.geography.names import fold, skeleton
from trucewatch.store import ImportedPlaces
from trucewatch.store import gazetteer_import as importing
from trucewatch.store.gazetteer import described, faults_of, forget, source_file, source_files
from trucewatch.store.gazetteer_import import Import, Said

SY = frozenset({"SY"})


def clock():
    return "2026-01-01T00:00:00+00:00"


def place(line, name, **fields):
    start = {"ref": f"geonames:{line}", "kind": "settlement", "lat": 35.5, "lon": 36.5, "radius_m": 1500.0,
             "country": "SY", "changed": "2024-02-03"}  # fmt: skip
    return ListedPlace(line=line, name=name, **start | fields)


PLACES = [
    place(1, "Tall Zayn", others=("تل زين", "Tel Zein"), population=40),
    place(2, "Al Qura", divisions=("12", "3")),
    place(3, "Al Qura", country="LB", lat=33.5, lon=35.5),
]


def said(fingerprint="one", source="ours"):
    return Said(
        source=source, kind="csv", title="Us", licence="CC0 1.0", credit="Us, CC0 1.0", files=("a.csv",),
        fingerprint=fingerprint,
    )  # fmt: skip


def stage(running, rows):
    running.stage(rows, what="rows", file="a.csv", after=lambda _: None)


def imported(folder, rows=PLACES, *, names=(), about=None):
    with Import(folder, about or said(), clock=clock, who="ana") as running:
        stage(running, rows)
        running.stage_names(names, what="names", file="n.txt", after=lambda _: None)
        return running.finish(lambda _done, _total: None)


def refs(folder, name, countries=SY):
    places = ImportedPlaces(source_files(folder))
    found = [row.id for row in places.named(fold(name), countries)]
    places.close()
    return found


def test_a_place_is_found_by_each_of_its_names_with_or_without_the_article(tmp_path):
    imported(tmp_path)

    assert refs(tmp_path, "TALL ZAYN") == ["geonames:1"]
    assert refs(tmp_path, "تل زين") == ["geonames:1"]
    assert refs(tmp_path, "Qura") == refs(tmp_path, "El Qura") == ["geonames:2"]


def test_only_the_countries_that_are_asked_for_answer(tmp_path):
    imported(tmp_path)

    assert refs(tmp_path, "Al Qura", frozenset({"LB"})) == ["geonames:3"]
    assert refs(tmp_path, "Al Qura", frozenset({"SY", "LB"})) == ["geonames:2", "geonames:3"]
    assert refs(tmp_path, "Al Qura", frozenset()) == []


def test_a_row_comes_out_as_it_went_in_with_its_source_and_licence(tmp_path):
    imported(tmp_path)
    places = ImportedPlaces(source_files(tmp_path))

    (row,) = places.named("tall zayn", SY)

    assert (row.alternative_names, row.lat, row.lon, row.radius_m) == (("تل زين", "Tel Zein"), 35.5, 36.5, 1500.0)
    assert (row.population, row.source, row.licence, row.imported) == (40, "Us", "CC0 1.0", "ours")
    assert places.named("al qura", SY)[0].admin == "12"
    places.close()


def test_a_place_is_found_under_the_skeleton_of_each_of_its_names(tmp_path):
    imported(tmp_path)
    places = ImportedPlaces(source_files(tmp_path))

    assert [r.id for r in places.sounding(frozenset({skeleton(fold("Tel Zeyn"))}), SY)] == ["geonames:1"]
    assert places.sounding(frozenset({"xyz", ""}), SY) == ()
    places.close()


def test_a_skeleton_of_too_many_places_says_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("trucewatch.store.gazetteer._MOST_BY_SOUND", 1)
    imported(tmp_path)
    places = ImportedPlaces(source_files(tmp_path))

    assert places.sounding(frozenset({skeleton("qura")}), SY) is not None
    assert places.sounding(frozenset({skeleton("qura")}), frozenset({"SY", "LB"})) is None
    places.close()


def test_further_names_are_names_of_their_place(tmp_path):
    imported(tmp_path, names=[(1, "geonames:2", "Koura"), (2, "geonames:2", "Al Qura"), (3, "", "")])

    assert refs(tmp_path, "Koura") == ["geonames:2"]


def test_what_was_imported_is_described(tmp_path):
    rows = [*PLACES, BadRow(line=4, reason="has no name"), BadRow(line=5, reason="a road", fault=False)]
    source = imported(tmp_path, rows)

    assert source == described(source_file(tmp_path, "ours"))
    assert (source.rows, source.faults, source.left_out, source.countries) == (3, 1, 1, ("LB", "SY"))
    assert (source.as_of, source.imported_at, source.licence) == ("2024-02-03", clock(), "CC0 1.0")
    assert list(faults_of(source_file(tmp_path, "ours"))) == [("a.csv:4", "has no name")]


def test_an_area_holds_the_settlements_that_the_table_puts_into_it(tmp_path):
    """Its farthest one lies 0.3 degrees north (33.4 km) and 0.4 east (36.2 km): 49.3 km, and 1.5 km beyond."""
    area = {"kind": "district", "radius_m": None, "divisions": ("12", "3")}
    rows = [
        place(1, "Qura District", lat=35.5, lon=36.5, **area),
        place(2, "One", lat=35.4, lon=36.4, divisions=("12", "3", "7")),
        place(3, "Two", lat=35.8, lon=36.9, divisions=("12", "3")),
        place(4, "Elsewhere", lat=30.0, lon=40.0, divisions=("12", "4")),
        place(5, "Empty District", kind="district", radius_m=None, divisions=("12", "9")),
    ]
    imported(tmp_path, rows)
    places = ImportedPlaces(source_files(tmp_path))

    assert places.named("qura district", SY)[0].radius_m == pytest.approx(49_200 + 1_500, abs=300)
    assert places.named("empty district", SY)[0].radius_m == 40_000
    places.close()


def test_an_area_keeps_its_outline(tmp_path):
    imported(tmp_path, [place(1, "Qura District", kind="district", outline=b"wkb"), place(2, "Qura")])
    places = ImportedPlaces(source_files(tmp_path))

    assert (places.outline("geonames:1"), places.outline("geonames:2"), places.outline("x")) == (b"wkb", None, None)
    places.close()


def test_a_newer_one_takes_the_place_of_the_older(tmp_path):
    imported(tmp_path)
    imported(tmp_path, [place(9, "New")], about=said("two"))

    assert refs(tmp_path, "Tall Zayn") == []
    assert refs(tmp_path, "New") == ["geonames:9"]
    assert [path.name for path in tmp_path.iterdir()] == ["ours.db"]


def test_the_same_bytes_are_known_again(tmp_path):
    imported(tmp_path)
    with Import(tmp_path, said(), clock=clock, who="ana") as running:
        assert running.held() == described(source_file(tmp_path, "ours"))
        running.forget_parts()
    with Import(tmp_path, said("two"), clock=clock, who="ana") as running:
        assert running.held() is None
        running.forget_parts()


class BrokenOffError(Exception):
    """The disk was full, the machine went off."""


def broken_off(rows):
    yield from rows
    raise BrokenOffError


def test_an_import_that_was_broken_off_goes_on_from_its_last_batch(tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 2)
    imported(tmp_path, [place(9, "Old")])
    with pytest.raises(BrokenOffError), Import(tmp_path, said("two"), clock=clock, who="ana") as running:
        stage(running, broken_off(PLACES))

    assert refs(tmp_path, "Old") == ["geonames:9"]

    with Import(tmp_path, said("two"), clock=clock, who="ana") as running:
        assert running.done("rows") == 2
        stage(running, PLACES[2:])
        assert running.finish(lambda _done, _total: None).rows == 3
    assert refs(tmp_path, "Tall Zayn") == ["geonames:1"]


def test_what_was_staged_of_other_bytes_is_not_gone_on_with(tmp_path):
    with Import(tmp_path, said("two"), clock=clock, who="ana") as running:
        stage(running, PLACES)
    with Import(tmp_path, said("three"), clock=clock, who="ana") as running:
        assert (running.done("rows"), running.staged()) == (0, 0)


def test_a_table_without_any_place_is_refused_and_says_why(tmp_path):
    with pytest.raises(CaseError, match=r"no row of it is a place \(a\.csv:1: has no name\)"):
        imported(tmp_path, [BadRow(line=1, reason="has no name")])


def test_of_one_name_the_first_folder_counts(tmp_path):
    imported(tmp_path / "case", [place(1, "Ours")])
    imported(tmp_path / "all", [place(1, "Theirs")])
    imported(tmp_path / "all", [place(2, "Other")], about=said(source="more"))

    files = source_files(tmp_path / "case", tmp_path / "all", None, tmp_path / "none")

    assert [str(f.relative_to(tmp_path)) for f in files] == ["case/ours.db", "all/more.db"]


def test_identities_of_two_tables_are_not_mixed_up(tmp_path):
    """Row 1 of one table is not row 1 of another; a p-code is the same place everywhere."""
    imported(tmp_path, [place(1, "One", ref="row:1"), place(2, "Two", ref="pcode:SY1")], about=said(source="a"))
    imported(tmp_path, [place(1, "Three", ref="row:1"), place(2, "Two", ref="pcode:SY1")], about=said(source="b"))

    assert refs(tmp_path, "One") == ["a:row:1"]
    assert refs(tmp_path, "Three") == ["b:row:1"]
    assert refs(tmp_path, "Two") == ["pcode:SY1"]


def test_a_file_of_other_rules_for_names_is_refused_with_the_way_out(tmp_path):
    imported(tmp_path)
    changed = sqlite3.connect(source_file(tmp_path, "ours"))
    changed.execute("UPDATE about SET value = 'other' WHERE key = 'rules'")
    changed.commit()
    changed.close()

    with pytest.raises(
        CaseError, match=r"rules of another version; import it again: `trucewatch gazetteer import a\.csv"
    ):
        ImportedPlaces(source_files(tmp_path))
    with Import(tmp_path, said(), clock=clock, who="ana") as running:
        assert running.held() is None


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to be looked at" * 40])
def test_a_damaged_file_is_said_to_be(tmp_path, content):
    source_file(tmp_path, "ours").write_bytes(content)

    with pytest.raises(CaseError):
        ImportedPlaces(source_files(tmp_path))
    with pytest.raises(CaseError):
        described(source_file(tmp_path, "ours"))


def test_a_read_only_folder_can_be_asked(tmp_path):
    imported(tmp_path)
    source_file(tmp_path, "ours").chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        assert refs(tmp_path, "Tall Zayn") == ["geonames:1"]
        assert len(list(tmp_path.iterdir())) == 1
    finally:
        tmp_path.chmod(0o700)


def test_what_is_forgotten_is_gone(tmp_path):
    imported(tmp_path)
    forget(source_file(tmp_path, "ours"))

    assert source_files(tmp_path) == ()


def test_settlements_are_told_by_the_code_of_their_division_and_by_where_they_lie(tmp_path):
    rows = [
        place(1, "In", divisions=("12", "3")),
        place(2, "Also in", divisions=("12",), kind="village"),
        place(3, "Elsewhere", divisions=("123",)),
        place(4, "Like it", divisions=("12-3",)),
        place(5, "A hill", divisions=("12",), kind="hill"),
        place(6, "Abroad", divisions=("12",), country="LB"),
        place(7, "Uncoded", lat=35.9, lon=36.9),
        place(8, "A percent", divisions=("1%",)),
    ]
    imported(tmp_path, rows)
    places = ImportedPlaces(source_files(tmp_path))

    def told(**asked):
        return [row.name for row in places.settlements(SY, **asked)]

    assert told(admin="12") == ["In", "Also in"]
    assert told(admin="1%") == ["A percent"]
    assert told(box=(36.8, 35.8, 37.0, 36.0)) == ["Uncoded"]
    assert places.settlements(frozenset(), admin="12") == ()
    assert told(admin="12") == ["In", "Also in"]  # asked again
    places.close()


def test_more_settlements_than_can_be_weighed_are_none(tmp_path, monkeypatch):
    monkeypatch.setattr("trucewatch.store.gazetteer._MOST_SETTLEMENTS", 2)
    imported(tmp_path, [place(n, f"P {n}", divisions=("12",)) for n in range(3)])
    places = ImportedPlaces(source_files(tmp_path))

    assert places.settlements(SY, admin="12") is None
    assert places.settlements(SY, admin="11") == ()
    places.close()


def test_a_province_has_the_imported_settlements_that_its_code_is_given_to(tmp_path):
    """Beside Saraqib, whose province has the code 12 in GeoNames' tables and in the built-in one."""
    rows = [
        place(n, f"Hamlet {n}", lon=round(36.78 + n / 100, 2), lat=35.84, divisions=("12", "120")) for n in range(1, 6)
    ]
    imported(tmp_path, rows)
    places = ImportedPlaces(source_files(tmp_path))

    found = locate_phrase("Idlib province", gazetteer=Gazetteer(further=places), country="SY")

    assert {(row.lon, row.lat) for row in rows} <= set(found.doubt.points)
    assert found.method.endswith("-with-imported-settlements")
    places.close()
