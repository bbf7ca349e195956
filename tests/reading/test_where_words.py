"""Place phrases of more than a name: the reader hands over all of it, and never one of its names alone."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from trucewatch.geography import Gazetteer, rows_from_csv
from trucewatch.geography.named_lines import NamedLine
from trucewatch.model import Document, Place
from trucewatch.reading import Context, read
from trucewatch.reading.where_words import told_in

TABLE = """\
id,name,kind,lat,lon,radius_m
zorbaqan,Zorbaqan,settlement,0,30,1000
tel-mard,Tel Mard,settlement,0,30.2,2000
ain-dara,Ain Dara,settlement,0.1,30.1,500
marj,Marj,province,0.5,30.5,40000
"""
M9 = NamedLine(ref="m9", names=frozenset({"m9"}), points=((29.9, 0.0), (30.1, 0.02), (30.3, 0.0)), edge_m=100)
CASE = Context(gazetteer=Gazetteer(rows_from_csv(TABLE), world=False, lines=(M9,)))


@cache
def place_of(phrase: str) -> Place | None:
    text = f"The army shelled a farm {phrase} on Monday."
    (place,) = {claim.place for claim in read(Document(id="d", text=text, lang="en"), context=CASE).claims}
    assert place is None or text[slice(*place.span)] == place.name
    return place


FOUND = {
    # A phrase to its name, its relation, the method and the radius in metres.
    "along the M9 from Zorbaqan to Tel Mard": ("M9 from Zorbaqan to Tel Mard", "along", "along-a-line-between", 13_120),
    "on the M9 between Zorbaqan and Tel Mard": ("Zorbaqan and Tel Mard", "between", "along-a-line-between", 13_120),
    "on the Zorbaqan–Qasr road between Zorbaqan and Tel Mard": ("Zorbaqan and Tel Mard", "between", "between", 13_120),
    "on the stretch of the highway from Zorbaqan to Tel Mard": (
        "stretch of the highway from Zorbaqan to Tel Mard",
        "along",
        "between",
        13_120,
    ),
    "on the road linking Zorbaqan to Tel Mard": ("road linking Zorbaqan to Tel Mard", "along", "between", 13_120),
    "on the road linking Zorbaqan with Tel Mard": ("road linking Zorbaqan with Tel Mard", "along", "between", 13_120),
    "on the Zorbaqan–Tel Mard road": ("Zorbaqan–Tel Mard road", "along", "between", 13_120),
    "on the Zorbaqan-Tel Mard highway": ("Zorbaqan-Tel Mard highway", "along", "between", 13_120),
    "on the Zorbaqan and Tel Mard road": ("Zorbaqan and Tel Mard road", "along", "between", 13_120),
    "along the Zorbaqan–Tel Mard axis": ("Zorbaqan–Tel Mard axis", "along", "between", 13_120),
    "between the villages of Zorbaqan and Tel Mard": (
        "villages of Zorbaqan and Tel Mard",
        "between",
        "between",
        13_120,
    ),
    "halfway between Zorbaqan and Tel Mard": ("Zorbaqan and Tel Mard", "halfway between", "between-halfway", 5_336),
    "in the triangle between Zorbaqan, Tel Mard and Ain Dara": (
        "Zorbaqan, Tel Mard and Ain Dara",
        "between",
        "between-several",
        13_758,
    ),
    "opposite Zorbaqan": ("Zorbaqan", "opposite", "near-opposite", 6_000),
    "in the vicinity of Zorbaqan": ("Zorbaqan", "vicinity of", "near", 6_000),
    "in and around Zorbaqan": ("Zorbaqan", "in and around", "near", 6_000),
    "on the eastern edge of Zorbaqan": ("eastern edge of Zorbaqan", "in", "outskirts-of", 3_000),
    "on Zorbaqan's southern outskirts": ("Zorbaqan's southern outskirts", "in", "outskirts-of", 3_000),
    "in downtown Zorbaqan": ("downtown Zorbaqan", "in", "part-of-centre", 1_000),
    "in the centre of Zorbaqan": ("centre of Zorbaqan", "in", "part-of-centre", 1_000),
    "in the south of Zorbaqan": ("south of Zorbaqan", "in", "part-of", 970),
    "in the Zorbaqan area": ("Zorbaqan area", "in", "near", 6_000),
    "a few kilometres from Zorbaqan": ("Zorbaqan", "a few kilometres from", "distance-from", 11_000),
    "less than 5 km from Zorbaqan": ("Zorbaqan", "less than 5 km from", "distance-from", 6_000),
    "within 10 km of Zorbaqan": ("Zorbaqan", "within 10 km of", "distance-from", 11_000),
    "5-6 km east of Zorbaqan": ("Zorbaqan", "5-6 km east of", "distance-and-bearing-from", 3_282),
    "12 kilometers (7.5 miles) north of Zorbaqan": (
        "Zorbaqan",
        "12 kilometers (7.5 miles) north of",
        "distance-and-bearing-from",
        5_800,
    ),
    "about two kilometres SW of the town of Zorbaqan": (
        "town of Zorbaqan",
        "about two kilometres SW of",
        "distance-and-bearing-from",
        1_821,
    ),
    "N of Zorbaqan": ("Zorbaqan", "N of", "beside", 6_000),
    "north and east of Zorbaqan": ("Zorbaqan", "north and east of", "beside", 10_000),
    "north, west and east of Zorbaqan": ("Zorbaqan", "north, west and east of", "beside", 10_000),
}


@pytest.mark.parametrize(("phrase", "place"), FOUND.items())
def test_the_whole_phrase_has_its_words_its_relation_and_its_shape(phrase, place):
    found = place_of(phrase)
    name, relation, method, radius_m = place

    assert (found.name, found.relation) == (name, relation)
    assert (found.method, found.radius_m) == (f"{method}-case", radius_m)


LOST = {
    # A phrase to its name, its relation, and why it has no point.
    "towards Zorbaqan": ("Zorbaqan", "towards", "a direction, not where it happened"),
    "in the direction of Zorbaqan": ("Zorbaqan", "in the direction of", "a direction, not where it happened"),
    "on the road to Zorbaqan": ("road to Zorbaqan", "on", "a direction, not where it happened"),
    "on the Zorbaqan front": ("Zorbaqan front", "on", "a front or sector is named for what lies near it"),
    "in the Zorbaqan direction": ("Zorbaqan direction", "in", "a front or sector is named for what lies near it"),
    "on the Zorbaqan–Tel Mard front": (
        "Zorbaqan–Tel Mard front",
        "on",
        "a front or sector is named for what lies near it",
    ),
    "on the border between Syria and Turkey": (
        "border between Syria and Turkey",
        "on",
        "a border has a line, which is not known",
    ),
    "at the Syrian-Turkish border": ("Syrian-Turkish border", "at", "a border has a line, which is not known"),
    "across the border from Zorbaqan": ("Zorbaqan", "across the border from", "relation not located"),
    "off the coast of Zorbaqan": ("Zorbaqan", "off the coast of", "relation not located"),
    "more than 20 km from Zorbaqan": ("Zorbaqan", "more than 20 km from", "relation not located"),
    "on the Zorbaqan–Karsan road": ("Zorbaqan–Karsan road", "along", "relation not located"),
    "on the Farsan–Karsan road": ("Farsan–Karsan road", "along", "not found"),
    "6 km south of the road between Zorbaqan and Tel Mard": (
        "Zorbaqan and Tel Mard",
        "between",
        "relation not located",
    ),
    "in Zorbaqan raion": ("Zorbaqan raion", "in", "not found"),
    "in Zorbaqan subdistrict": ("Zorbaqan subdistrict", "in", "not found"),
    "in the Zorbaqan district": ("Zorbaqan district", "in", "not found"),
}


@pytest.mark.parametrize(("phrase", "place"), LOST.items())
def test_a_phrase_that_tells_no_place_stays_a_name_and_says_why(phrase, place):
    found = place_of(phrase)

    assert (found.name, found.relation, found.method) == place
    assert not found.located


PEOPLE = (
    "Talks between Damascus and Ankara began on Monday.",
    "Talks between Assad and Erdogan began on Monday.",
    "Clashes between Hamas and Fatah killed four people.",
    "The front line between Syria and Turkey was quiet, the army said.",
    "Clashes on the line between Hamas and Fatah killed four people.",
    "Shells fell 5 km from Hamas positions, killing four people.",
)


@pytest.mark.parametrize("text", PEOPLE)
def test_what_is_between_two_parties_or_two_countries_has_no_place(text):
    claims = read(Document(id="d", text=text, lang="en")).claims

    assert not any(claim.place and claim.place.located for claim in claims)


def test_a_day_behind_a_name_is_no_part_of_it():
    text = "The army shelled a farm between Zorbaqan and Tel Mard Monday."
    (told,) = told_in(text, (0, len(text)))

    assert told.names == ("Zorbaqan", "Tel Mard")


@pytest.mark.parametrize(
    "text",
    [
        "He accused the ARLN of killing four people.",
        "Four people were killed 50 km from Syria's border.",
        "Shells fell on the outskirts of Marj province's capital.",
        "A bomb exploded in the western sector of the capital.",
    ],
)
def test_an_owner_a_party_and_a_part_of_a_town_are_no_place_that_is_told_from(text):
    assert told_in(text, (0, len(text))) == ()


def test_a_movement_from_one_place_to_another_is_no_place_between_them():
    text = "A convoy moved from Zorbaqan to Tel Mard."

    assert told_in(text, (0, len(text))) == ()


def test_phrases_of_one_sentence_do_not_overlap():
    text = "On the M9 from Zorbaqan to Tel Mard, 6 km south of Ain Dara and near the Marj–Zorbaqan road, they fired."
    told = told_in(text, (0, len(text)))

    assert [one.name for one in told] == sorted({one.name for one in told})
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(told))
    assert len(told) == 3
