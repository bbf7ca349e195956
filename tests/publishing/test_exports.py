"""Exports: what every row carries, the columns others expect, and cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.model import Dispute, Tally
from trucewatch.publishing import EXPORTS, acled
from trucewatch.publishing.exports import guarded

NAMED = """event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type, actor1,
assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction, civilian_targeting, iso, region, country, admin1,
admin2, admin3, location, latitude, longitude, geo_precision, source, source_scale, notes, fatalities, tags,
timestamp"""


def export(view, name: str) -> str:
    return next(e for e in EXPORTS if e.name == name)(view)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def of(view, incident: str) -> dict[str, str]:
    return next(r for r in rows(export(view, "csv")) if r["event_id_cnty"] == f"TW-{incident}")


def with_tallies(view, *tallies: Tally):
    first = replace(view.linked.incidents[0], tallies=tallies)
    return replace(view, linked=replace(view.linked, incidents=(first, *view.linked.incidents[1:])))


def test_exports_are_plain_callables_with_a_name_and_a_format():
    assert [(e.name, e.format) for e in EXPORTS] == [
        ("jsonl", "jsonl"),
        ("csv", "csv"),
        ("tallies-csv", "csv"),
        ("geojson", "geojson"),
    ]


def test_the_incident_table_has_acleds_columns_in_acleds_order(view):
    head = export(view, "csv").splitlines()[0].split(",")

    assert head[: len(acled.COLUMNS)] == NAMED.replace(",", "").split()


def test_every_row_carries_unit_window_coverage_source_cut_off_version_and_that_it_is_a_claim(view):
    for row in rows(export(view, "csv")):
        assert row["tw_unit"] == "one reported act"
        assert row["tw_window"]
        assert row["tw_coverage"]
        assert row["tw_as_of"] == "2020-03-14T12:00:00+00:00"
        assert row["tw_agreement"] == "sample-2020@1"
        assert "not established facts" in row["tw_status"]
    for row in rows(export(view, "tallies-csv"))[1:]:
        assert all(row[key] for key in ("unit", "coverage", "source", "as_of", "agreement", "status"))
    for line in export(view, "jsonl").splitlines():
        assert {"record", "unit", "coverage", "as_of", "agreement", "status"} <= json.loads(line).keys()
    for feature in json.loads(export(view, "geojson"))["features"]:
        wanted = {"unit", "window", "coverage", "source", "as_of", "agreement", "status", "radius_m"}
        assert wanted <= feature["properties"].keys()


def test_the_lowest_figure_is_taken_and_the_row_says_so(view):
    row = of(view, "i-nayrab")

    assert row["fatalities"] == "14"
    assert row["tw_fatalities_convention"] == "lowest figure given (Rescuers)"
    assert "killed according to the Observatory: at least 15" in row["notes"]


def test_dozens_become_twelve_only_here_and_the_row_says_so(view):
    tally = replace(view.linked.incidents[0].tallies[0], at_least=None, at_most=None, words="dozens")
    held = with_tallies(view, tally)

    assert of(held, "i-nayrab")["fatalities"] == "12"
    assert "convention of this format: “dozens” counted as 12" in of(held, "i-nayrab")["tw_fatalities_convention"]
    assert rows(export(held, "tallies-csv"))[1]["at_least"] == ""


def test_no_figure_is_an_empty_cell_and_not_a_zero(view):
    assert of(view, "i-bidama")["fatalities"] == ""


def test_nobody_is_coded_as_a_civilian_target(view):
    assert {row["civilian_targeting"] for row in rows(export(view, "csv"))} == {""}


def test_an_author_is_a_column_only_where_no_source_disputes_it(view):
    disputed = replace(
        view.linked.incidents[0], disputed_by=(Dispute(by="the ministry", element="authorship", claim="wire-1#4"),)
    )
    held = replace(view, linked=replace(view.linked, incidents=(disputed, *view.linked.incidents[1:])))

    assert of(view, "i-nayrab")["actor1"] == "Government forces (as reported)"
    assert of(held, "i-nayrab")["actor1"] == ""


def test_an_incident_that_was_not_located_keeps_its_name_and_has_no_point(view):
    row = of(view, "i-nowhere")
    feature = next(f for f in json.loads(export(view, "geojson"))["features"] if f["id"] == "i-nowhere")

    assert (row["location"], row["latitude"], row["geo_precision"]) == ("the Green Hill", "", "")
    assert feature["geometry"] is None


def test_the_country_is_given_only_where_the_whole_disc_lies_in_one(view):
    assert (of(view, "i-nayrab")["country"], of(view, "i-nayrab")["iso"]) == ("Syria", "760")
    assert of(view, "i-bidama")["country"] == ""


def test_precisions_follow_the_doubt(view):
    assert (of(view, "i-nayrab")["time_precision"], of(view, "i-nayrab")["geo_precision"]) == ("1", "1")
    assert (of(view, "i-bidama")["time_precision"], of(view, "i-bidama")["geo_precision"]) == ("2", "2")


def test_ucdps_code_of_a_place_stands_beside_acleds(view):
    codes = {
        f["id"]: (f["properties"]["geo_precision"], f["properties"]["where_prec"])
        for f in json.loads(export(view, "geojson"))["features"]
    }

    assert [of(view, i)["tw_where_prec"] for i in ("i-nayrab", "i-bidama", "i-nowhere")] == ["1", "2", ""]
    assert (codes["i-nayrab"], codes["i-bidama"], codes["i-nowhere"]) == ((1, 1), (2, 2), (None, None))


def test_hxl_tags_stand_under_the_head_of_the_tallies(view):
    tags = rows(export(view, "tallies-csv"))[0]

    assert tags["source"] == "#meta+source"
    assert all(tag.startswith("#") for tag in tags.values())


def test_every_figure_has_a_row_of_its_own(view):
    assert [r["tally_id"] for r in rows(export(view, "tallies-csv"))[1:]] == ["t-1", "t-2", "t-3"]


def test_geojson_is_valid_and_in_wgs84(view):
    collection = json.loads(export(view, "geojson"))

    assert collection["type"] == "FeatureCollection"
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        assert isinstance(feature["properties"], dict)
        if feature["geometry"]:
            lon, lat = feature["geometry"]["coordinates"]
            assert feature["geometry"]["type"] == "Point"
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90


def test_json_lines_hold_the_records_of_the_reference_without_texts(view):
    lines = [json.loads(line) for line in export(view, "jsonl").splitlines()]
    documents = [line["document"] for line in lines if line["record"] == "document"]

    assert {line["record"] for line in lines} >= {"document", "claim", "incident", "tally", "finding", "decision"}
    assert {document["text"] for document in documents} == {""}


def test_a_coming_movement_has_no_row(view):
    assert "TW-i-patrol" not in export(view, "csv")
    assert "i-patrol" not in export(view, "geojson")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r@", " ="])
def test_a_cell_that_starts_a_formula_is_guarded(start):
    assert str(guarded(f"{start}cmd|' /C calc'!A0")).startswith("'")


@given(st.text())
def test_no_text_whatever_starts_a_formula(text):
    assert str(guarded(text))[:1] not in ("=", "+", "-", "@", "\t", "\r")


def test_negative_numbers_stay_numbers():
    assert guarded(-71.5) == -71.5


def test_the_same_case_gives_the_same_bytes(view):
    assert [e(view) for e in EXPORTS] == [e(view) for e in EXPORTS]
