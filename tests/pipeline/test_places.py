"""A case's own places: for claims that came coded, for the map."""

from pathlib import Path

import pytest

from trucewatch.errors import WrongUseError
from trucewatch.geography import locate_phrase
from trucewatch.model import Claim, Place, Speaker
from trucewatch.pipeline.places import gazetteer, placed, settlements

HEAD = "id,name,alternative_names,name_ar,kind,lat,lon,radius_m,source,licence\n"
ROWS = (
    "binnish,Binnish,Bench,بنش,settlement,35.95664,36.7138,1500,GeoNames 171451,CC BY 4.0\n"
    "idlib,Idlib city,,,city,35.93062,36.63393,1500,OpenStreetMap,ODbL 1.0\n"
    "road,M4,,,line,,,,ours,\n"
    "lost,Ernaz,,,settlement,,,,not found,\n"
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "places.csv").write_text(HEAD + ROWS, encoding="utf-8")
    return tmp_path


def claim(**place):
    return Claim(id="a.1", document="a", span=(0, 1), quote="x", speaker=Speaker(name="x"), place=Place(**place))


def test_a_coded_place_is_found_by_its_id_before_its_name(folder):
    place = placed(claim(name="the market", ref="binnish"), gazetteer(folder)).place

    assert (place.name, place.lon, place.radius_m) == ("the market", 36.7138, 1500)


def test_a_coded_place_is_found_by_a_name_that_it_bears(folder):
    assert placed(claim(name="Bench"), gazetteer(folder)).place.ref == "binnish"


def test_a_place_that_is_not_known_stays_a_name(folder):
    told = claim(name="the olive grove behind the school")

    assert placed(told, gazetteer(folder)) == told


@pytest.mark.parametrize("place", [{"name": "Ernaz"}, {"name": "there", "ref": "lost"}])
def test_a_place_that_is_listed_without_a_position_stays_a_name(folder, place):
    assert not placed(claim(**place), gazetteer(folder)).place.located


def test_a_position_that_was_given_is_never_moved(folder):
    told = claim(name="Binnish", lon=1.0, lat=2.0, radius_m=3.0)

    assert placed(told, gazetteer(folder)) == told


def test_a_coded_province_is_its_settlements():
    folder = Path(__file__).parents[2] / "agreements" / "idlib-2020"

    place = placed(claim(name="Idlib governorate"), gazetteer(folder)).place

    assert (place.kind, place.doubt.kind, len(place.doubt.points)) == ("governorate", "settlements", 78)


def test_the_reader_knows_the_lines_of_the_agreement_by_every_name_that_its_table_lists():
    root = Path(__file__).parents[2] / "agreements"
    roads = {line.ref: line for line in gazetteer(root / "idlib-2020").lines}
    stretch = locate_phrase("along the M4 from Trumba to Ayn al-Hawr", gazetteer=gazetteer(root / "idlib-2020"))
    border = locate_phrase("the border with Israel", gazetteer=gazetteer(root / "lebanon-2024"))

    assert {"m4", "latakia aleppo"} <= roads["m4"].names
    assert roads["m4"].edge_m == 200
    assert (stretch.method, stretch.doubt.to_m) == ("along-a-line-between-case", 250)
    assert (border.ref, border.doubt.kind) == ("blue-line", "corridor")


def test_the_map_gets_settlements_with_the_credit_it_must_print(folder):
    found = settlements(folder)

    assert [(s.name, s.credit) for s in found] == [
        ("Binnish", "GeoNames 171451 CC BY 4.0"),
        ("Idlib city", "© OpenStreetMap contributors, ODbL 1.0"),
    ]
    assert found[1].rank > found[0].rank


def test_an_agreement_without_a_list_has_no_names_for_the_map(tmp_path):
    assert settlements(tmp_path) == ()


def test_a_broken_row_is_named(tmp_path):
    (tmp_path / "places.csv").write_text(HEAD + "x,X,,,settlement,north,36,1500,,\n", encoding="utf-8")

    with pytest.raises(WrongUseError, match=r"places\.csv:2"):
        settlements(tmp_path)
