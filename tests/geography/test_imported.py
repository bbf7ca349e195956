"""Places that a user imported: asked beside the built-in ones, inside a context, and a tie stays a tie.

All places are made up but for Idlib, Saraqib and Tripoli, which the built-in table holds.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.geography import Gazetteer, PlaceRow, explain, locate, locate_phrase
from trucewatch.geography.imported import bare, gathered
from trucewatch.geography.names import fold, skeleton, without_article

NEAR_IDLIB = (36.63, 35.93)


def row(ident: str, name: str, lat: float, lon: float, **fields: object) -> PlaceRow:
    fields = {"kind": "settlement", "radius_m": 1500.0, "country": "SY", "imported": "ours", **fields}
    return PlaceRow(id=ident, name=name, lat=lat, lon=lon, **fields)


class Table:
    """Further places in memory, by the same two questions as the store's."""

    def __init__(self, *rows: PlaceRow) -> None:
        self.rows = rows
        self.asked: list[frozenset[str]] = []

    def named(self, folded, countries):
        """Return the rows that bear it."""
        self.asked.append(countries)
        wanted = {folded, without_article(folded)}
        return tuple(r for r in self.rows if r.country in countries and self._keys(r) & wanted)

    def sounding(self, skeletons, countries):
        """Return the rows that sound so."""
        found = [r for r in self.rows if r.country in countries]
        return tuple(r for r in found if {skeleton(key) for key in self._keys(r)} & skeletons)

    def with_id(self, ref):
        """Return the place of an id."""
        return next((r for r in self.rows if r.id == ref), None)

    def outline(self, ref):
        """Hold none."""

    @staticmethod
    def _keys(one):
        keys = {fold(name) for name in (one.name, *one.alternative_names)}
        return keys | set(map(without_article, keys))


VILLAGES = Table(
    row("a", "Tall Rumaysa", 35.80, 36.60, alternative_names=("تل رميصة",)),
    row("b", "Qarqaniya", 35.70, 36.50),
    row("c", "Qarqaniya", 33.10, 36.20),
    row("d", "Sabburat", 34.90, 40.10),
    row("e", "Rumaysa", 38.0, 35.0, country="TR"),
    row("f", "Zawrana", 35.60, 36.40, kind="district", radius_m=14_000.0),
    row("g", "Zawrana", 35.61, 36.41),
    row("h", "Hadabat Zayn", 35.5, 36.3, kind="site"),
)
WORLD = Gazetteer(further=VILLAGES)


def ref(name: str, *, gazetteer: Gazetteer = WORLD, **context: object) -> str | None:
    found = locate(name, gazetteer=gazetteer, **context)
    return None if found is None else found.ref


@pytest.mark.parametrize("name", ["Tall Rumaysa", "TALL RUMAYSA", "تل رميصة", "the village of Tall Rumaysa"])
def test_an_imported_place_is_found_by_each_of_its_names(name):
    found = locate(name, gazetteer=WORLD, country="SY")

    assert found is not None
    assert (found.ref, found.method, found.radius_m) == ("a", "imported", 1500.0)


def test_it_is_found_by_its_sound():
    found = locate("Tal Rumeysah", gazetteer=WORLD, country="SY")

    assert found is not None
    assert (found.ref, found.method) == ("a", "imported-by-sound")
    assert 0.92 <= found.score <= 1


def test_outside_any_context_it_is_not_asked_for():
    """A table of one country must not make its villages the only ones of their name in the world."""
    asked = Table(row("a", "Tall Rumaysa", 35.80, 36.60))

    assert ref("Tall Rumaysa", gazetteer=Gazetteer(further=asked)) is None
    assert asked.asked == []


def test_only_the_countries_of_the_context_are_asked():
    asked = Table()
    locate("Tall Rumaysa", gazetteer=Gazetteer(further=asked), country="LB")
    locate("Tall Rumaysa", gazetteer=Gazetteer(further=asked), near=NEAR_IDLIB)

    assert asked.asked[0] == {"LB"}
    assert asked.asked[1] >= {"SY", "TR", "LB"}
    assert not asked.asked[1] & {"CN", "US", "IR"}


def test_a_namesake_in_another_country_is_rejected():
    assert ref("Rumaysa", country="LB") is None
    assert ref("Rumaysa", country="TR") == "e"


def test_what_lies_farther_than_300_km_from_what_is_spoken_of_is_rejected():
    assert ref("Sabburat", near=NEAR_IDLIB) is None
    assert ref("Sabburat", country="SY") == "d"


def test_a_tie_stays_a_tie_until_the_context_settles_it():
    assert ref("Qarqaniya", country="SY") is None
    assert ref("Qarqaniya", near=NEAR_IDLIB) == "b"


def test_a_bare_name_means_the_village_and_not_the_subdistrict_around_it():
    assert ref("Zawrana", country="SY") == "g"
    assert ref("Zawrana district", country="SY") == "f"
    assert ref("the village of Zawrana", country="SY") == "g"


def test_what_is_no_settlement_is_found_where_nothing_else_bears_the_name():
    assert ref("Hadabat Zayn", country="SY") == "h"


def test_the_case_goes_before_what_was_imported():
    case = Gazetteer((row("own", "Tall Rumaysa", 35.9, 36.7, imported=None),), further=VILLAGES)

    assert ref("Tall Rumaysa", gazetteer=case, country="SY") == "own"


def test_the_cases_own_row_stands_for_the_imported_one_that_it_lists_in_another_spelling():
    case = Gazetteer((row("own", "Tal Rmaysa", 35.801, 36.601, imported=None),), further=VILLAGES)

    found = locate("تل رميصة", gazetteer=case, country="SY")

    assert found is not None
    assert (found.ref, found.method) == ("own", "case-through-imported")


def test_what_two_tables_list_of_one_place_is_one_place_that_holds_both_points():
    further = Table(row("pcode:1", "Saraqib", 35.870, 36.806))

    found = locate("Saraqib", gazetteer=Gazetteer(further=further), country="SY")

    assert found is not None
    assert (found.ref, found.lat) == ("pcode:1", 35.870)
    assert found.radius_m == 1500.0  # the built-in point lies 670 m away


def test_a_circle_grows_to_hold_the_point_of_the_other_table():
    small, far = row("x", "Qura", 35.0, 36.0, radius_m=100.0), row("y", "Qura", 35.01, 36.0)

    (one,) = gathered((small, far))

    assert one.id == "x"
    assert one.radius_m == pytest.approx(1112, abs=2)


def test_namesakes_apart_stay_apart():
    assert len(gathered((row("x", "Qura", 35.0, 36.0), row("y", "Qura", 35.02, 36.0)))) == 2
    assert len(gathered((row("x", "Qura", 35.0, 36.0), row("y", "Qura", 35.0, 36.0, kind="province")))) == 2


def test_one_id_in_two_tables_is_one_place():
    """GeoNames' dump holds the places that are built in, too."""
    further = Table(row("geonames:164816", "Saraqib", 35.86447, 36.80591))

    found = locate("Saraqib", gazetteer=Gazetteer(further=further), country="SY")

    assert found is not None
    assert (found.ref, found.method) == ("geonames:164816", "imported")


def test_relations_are_told_of_imported_places_too():
    found = locate_phrase("6 km south of Tall Rumaysa", gazetteer=WORLD, country="SY")

    assert found is not None
    assert found.method == "distance-and-bearing-from-imported"


def test_without_imports_nothing_changes():
    names = ["Idlib", "Saraqib", "Tripoli", "Homs province", "Paris", "Khan Sheykhun"]

    assert [locate(n, gazetteer=Gazetteer(further=Table()), country="SY") for n in names] == [
        locate(n, gazetteer=Gazetteer(), country="SY") for n in names
    ]


def test_adding_a_place_keeps_what_was_imported():
    assert ref("Tall Rumaysa", gazetteer=WORLD.adding([row("z", "Zed", 1.0, 1.0)]), country="SY") == "a"


points = st.tuples(st.floats(-60, 60), st.floats(-170, 170))


@given(st.lists(st.tuples(points, st.floats(10, 5000)), min_size=1, max_size=6))
def test_gathering_loses_no_place_and_shrinks_no_circle(listed):
    rows = tuple(row(str(n), "Qura", *point, radius_m=radius) for n, (point, radius) in enumerate(listed))

    kept = {one.id: one for one in gathered(rows)}

    assert kept["0"].radius_m >= rows[0].radius_m
    assert all(one.radius_m >= rows[int(i)].radius_m for i, one in kept.items())


@given(st.lists(st.sampled_from(["settlement", "district", "site", "province", "area"]), max_size=5))
def test_a_bare_name_never_means_nothing_where_something_bears_it(kinds):
    rows = tuple(row(str(n), "Qura", 1.0, 1.0, kind=kind) for n, kind in enumerate(kinds))

    assert bool(bare(rows)) == bool(rows)


# --- explained -------------------------------------------------------------------------------------------------


def why(name: str, *, gazetteer: Gazetteer = WORLD, **context: object) -> dict[str, str]:
    return {
        one.row.id: f"{'yes' if one.taken else 'no'}: {one.why}"
        for one in explain(name, gazetteer=gazetteer, **context).candidates
    }


def test_what_is_explained_is_what_is_located():
    for name in ("Tall Rumaysa", "Tal Rumeysah", "Qarqaniya", "Zawrana", "Tripoli", "Nowhere at all", "Idlib province"):
        for context in ({"country": "SY"}, {"near": NEAR_IDLIB}, {}, {"country": "TR"}):
            told = explain(name, gazetteer=WORLD, **context)

            assert told.found == locate(name, gazetteer=WORLD, **context)
            assert [one.row.id for one in told.candidates if one.taken] == ([told.found.ref] if told.found else [])


def test_each_candidate_says_why_it_was_not_taken():
    assert why("Zawrana", country="SY")["f"] == "no: a settlement or province of the name goes before a district"
    assert "Qarqaniya (b)" in why("Qarqaniya", country="SY")["c"]
    assert "between ties nothing is chosen" in why("Qarqaniya", country="SY")["b"]
    assert "km from what is spoken of" in why("Sabburat", near=NEAR_IDLIB)["d"]
    assert "ask for an area" in why("Zawrana district", country="SY")["g"]
    assert why("Tripoli", country="SY")["geonames:266826"] == "no: it lies in LB, and SY is spoken of"
    assert "give --country or --near" in why("Tripoli")["geonames:266826"]


def test_a_candidate_says_where_it_is_listed_and_how_far_it_is():
    told = explain("Tall Rumaysa", gazetteer=WORLD, near=NEAR_IDLIB)

    (one,) = [one for one in told.candidates if one.taken]

    assert (one.table, one.score) == ("ours", 1.0)
    assert one.away_m == pytest.approx(14_700, abs=200)
