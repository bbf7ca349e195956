"""The page of names: what is located stands on the map, what waits beside it, nobody private on either."""

import re
from dataclasses import replace

import pytest

from trucewatch.geography import Gazetteer, PlaceRow
from trucewatch.model import Claim, Document, Place, PrivatePerson, Reading, Speaker
from trucewatch.pipeline.located import places_view
from trucewatch.publishing.places_map import draw, spots
from trucewatch.publishing.places_page import page
from trucewatch.publishing.redaction import redact

TWINS = tuple(
    PlaceRow(id=ident, name="Tell Sultan", kind="settlement", lon=lon, lat=35.8, radius_m=700)
    for ident, lon in (("one", 36.5), ("two", 36.8))
)
TABLES = Gazetteer(rows=TWINS, world=False)


def told(view, *places, words="Yusra Halabi said that shells fell.", persons=(), review=()):
    """Return the case with one more document, whose claims are at these places."""
    document = Document(id="told", text=words, publisher="Wire", private_persons=persons)
    claims = tuple(
        Claim(
            id=f"told#{n}", document="told", span=(0, 3), quote="x", speaker=Speaker(name="Wire"), place=place,
            review=review,
        )
        for n, place in enumerate(places)
    )  # fmt: skip
    return replace(view, readings=(*view.readings, Reading(document=document, claims=claims)))


def shown(view):
    return places_view(redact(view), places=TABLES)


def test_a_private_person_that_was_taken_for_a_place_stands_under_a_pseudonym(view):
    someone = PrivatePerson(span=(0, 12), why="a witness")
    held = told(view, Place(name="Yusra Halabi", method="not found"), persons=(someone,))

    written = page(shown(held))

    assert "Halabi" not in written
    assert re.search(r"<strong>a resident \([A-Z]+\)</strong>", written)


def test_words_of_markup_in_a_name_are_words(view):
    written = page(shown(told(view, Place(name="<script>Tell</script>", method="not found"))))

    assert "<script" not in written
    assert "&lt;script&gt;Tell" in written


def test_a_tie_waits_with_both_candidates_on_the_map_and_neither_is_chosen(view):
    held = shown(told(view, Place(name="Tell Sultan", method="not found")))
    (waiting,) = [one for one in held.waiting if one.name == "Tell Sultan"]

    drawn = draw(held)

    assert waiting.state == "tie"
    assert {candidate.ref for candidate in waiting.candidates} == {"one", "two"}
    assert drawn.svg.count('class="maybe"') == 2
    assert "Tell Sultan" not in {one.name for one in held.located}


def test_a_relation_that_gives_no_place_waits_though_its_name_is_found(view):
    lone = Gazetteer(rows=TWINS[:1], world=False)
    held = told(view, Place(name="Tell Sultan", relation="beyond", method="relation not located"))

    (waiting,) = [one for one in places_view(held, places=lone).waiting if one.name == "Tell Sultan"]

    assert (waiting.state, waiting.relations, waiting.candidates) == ("words", ("beyond",), ())


@pytest.mark.parametrize(
    ("note", "waits"),
    [
        ("coordinates “35.1 N” lie 9 km from the named place", True),
        ("parser reads killed, pattern reads wounded", False),
    ],
)
def test_a_located_name_waits_for_review_where_a_note_is_about_the_place(view, note, waits):
    place = Place(name="Ariha", lon=36.6, lat=35.8, radius_m=700, method="case", ref="x")
    held = shown(told(view, place, review=(note,)))

    assert any(one.state == "review" and one.name == "Ariha" for one in held.waiting) is waits
    assert (note in page(held)) is waits


def test_a_description_is_counted_and_not_listed(view):
    before = len(shown(view).described.claims)
    held = shown(told(view, Place(name="a village near the front", method="description")))

    assert len(held.described.claims) == before + 1
    assert "a village near the front" not in {one.name for one in held.waiting}


def test_two_names_of_one_place_have_one_number(view):
    at = {"lon": 36.5, "lat": 35.8, "radius_m": 700.0, "method": "case", "ref": "one"}
    held = shown(told(view, Place(name="Tell Sultan", **at), Place(name="Tall as-Sultan", **at)))

    (spot,) = [spot for spot in spots(held) if "Tell Sultan" in {one.name for one in spot.names}]

    assert {one.name for one in spot.names} == {"Tell Sultan", "Tall as-Sultan"}


def test_a_place_wider_than_the_map_or_beyond_it_is_named_and_not_drawn(view):
    wide = Place(name="the north", lon=36.5, lat=35.8, radius_m=200_000, method="case", ref="n")
    far = Place(name="Faraway", lon=44.0, lat=33.0, radius_m=700, method="case", ref="f")
    drawn = draw(shown(told(view, wide, far)))

    assert [spot.label for spot in drawn.wide] == ["the north"]
    assert "Faraway" in [spot.label for spot in drawn.beyond]
    assert "Faraway" not in drawn.svg


def test_a_case_without_any_position_has_lists_and_no_map(view):
    bare = replace(view, readings=(), layers=(), linked=replace(view.linked, incidents=()))
    held = shown(told(bare, Place(name="Green Hill", method="not found")))

    assert draw(held) is None
    assert "Nothing in this case has a position yet." in page(held)
    assert "<strong>Green Hill</strong>" in page(held)


def test_the_same_view_gives_the_same_page(view):
    assert page(shown(view)) == page(shown(view))
