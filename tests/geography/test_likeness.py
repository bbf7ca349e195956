"""How alike two names are, and which place of several a spelling means."""

from __future__ import annotations

import csv
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.geography import Gazetteer, PlaceRow, builtin, locate, rows_from_csv
from trucewatch.geography.exonyms import exonyms
from trucewatch.geography.likeness import SAME_SOUND, likeness
from trucewatch.geography.names import fold, skeleton, sounds
from trucewatch.geography.rows import SETTLEMENTS
from trucewatch.geography.sounding import LEAST, Sounding

LIST = Path(__file__).parents[2] / "agreements" / "idlib-2020" / "places.csv"
CASE = Gazetteer(rows_from_csv(LIST.read_text(encoding="utf-8")))


def place(name: str, **fields: object) -> PlaceRow:
    row: dict[str, object] = {
        "id": name,
        "name": name,
        "kind": "settlement",
        "lat": 35.7,
        "lon": 36.5,
        "radius_m": 700.0,
    }
    return PlaceRow(**{**row, **fields})  # type: ignore[arg-type]


def ref(name: str, gazetteer: Gazetteer, **context: object) -> str | None:
    found = locate(name, gazetteer=gazetteer, **context)  # type: ignore[arg-type]
    return None if found is None else found.ref


@pytest.mark.parametrize(
    ("row", "spelling"),
    [(row, name) for row in CASE.rows if row.placed for name in (row.name, *row.alternative_names)],
    ids=lambda value: value if isinstance(value, str) else value.id,
)
def test_every_place_of_the_idlib_list_is_found_in_every_spelling(row, spelling):
    assert ref(spelling, CASE, country="SY") == row.id


@pytest.mark.parametrize(
    ("spelling", "listed"),
    [
        ("Serakib", "Saraqib"),
        ("Djisr ech Choghour", "Jisr al-Shughur"),
        ("Kafr Anbel", "Kafr Nabl"),
        ("Maarret el Mesrine", "Maarrat Misrin"),
        ("Krasnogorovka", "Krasnohorivka"),
        ("Stanitsa Luganskaya", "Stanytsia Luhanska"),
        ("Novotroitskoye", "Novotroitske"),
        ("Авдеевка", "Avdiivka"),
        ("Nakoura", "Naqoura"),
    ],
)
def test_a_spelling_that_no_list_has_is_found_by_its_sound(spelling, listed):
    assert ref(spelling, Gazetteer((place(listed),), world=False)) == listed


@pytest.mark.parametrize(
    ("asked", "listed"),
    [("Salqin", "Sarmin"), ("Homs", "Hama"), ("Kafr Takharim", "Kafr Tuharim al-Gharbi"), ("Bayt Lif", "Bayt Lahya")],
)
def test_another_place_of_a_like_name_is_not_taken(asked, listed):
    assert ref(asked, Gazetteer((place(listed),), world=False)) is None


def test_two_names_in_arabic_script_with_other_consonants_are_two_names():
    """ح and ه sound alike to a transcriber, not to who writes Arabic."""
    assert likeness(fold("الحارة"), fold("الهارة")) == 0
    assert likeness(fold("بينين"), fold("بنين")) > 0


def test_arabic_is_compared_with_the_arabic_name_where_there_is_one():
    with_arabic = Sounding([place("Al-Hara", alternative_names=("الحارة",))])
    without = Sounding([place("Al-Hara")])

    assert with_arabic.best(fold("الهارة")) is None
    assert without.best(fold("الحارة")) is not None


def test_a_name_that_a_place_over_the_border_bears_is_not_heard_as_a_place_of_the_case():
    """Zahle lies in Lebanon; a Syrian list with a village Zahla does not make it Syrian."""
    case = Gazetteer((place("Zahla", country="SY"),))

    assert likeness(fold("Zahlé"), fold("Zahla")) >= LEAST
    assert ref("Zahlé", case, country="SY", near=(36.5, 35.7)) is None
    assert ref("Zahlé", case, country="LB", near=(36.5, 35.7)) != "Zahla"


@pytest.mark.parametrize(("name", "country"), [("Zahlé", "LB"), ("Tikrīt", "IQ"), ("Mosul", "IQ"), ("Baalbek", "LB")])
def test_a_village_of_iraq_or_lebanon_is_no_place_of_the_idlib_list(name, country):
    own = {row.id for row in CASE.rows}

    assert ref(name, CASE, country="SY") not in own
    assert ref(name, builtin(), country=country) is not None


def test_between_the_cases_place_and_a_built_in_one_that_sounds_the_same_nothing_is_chosen():
    """GeoNames has an Aynata by Baalbek; the case lists Ainata by Bint Jbeil."""
    case = Gazetteer((place("Ainata", lat=33.129, lon=35.440),))

    assert ref("Aynata", case, country="LB") is None
    assert ref("Ainata", case, country="LB") == "Ainata"


def test_another_language_s_name_of_a_city_leads_to_it():
    case = Gazetteer((place("Latakia"), place("Aleppo", lat=36.2, lon=37.2)), world=False)

    assert (ref("Al Ladhiqiyah", case), ref("Ladhiqiyah", case), ref("Halab", case)) == ("Latakia", "Latakia", "Aleppo")


def test_a_place_of_an_unknown_country_gets_no_name_of_a_namesake_elsewhere():
    """Jericho is also called Ariha; Ariha in Idlib is not called Jericho."""
    assert exonyms(place("Ariha")) == ()
    assert exonyms(place("Ariha", country="SY")) == ()
    assert fold("Jericho") in exonyms(place("Ariha", country="PS"))


def test_a_place_that_bears_a_name_goes_before_one_that_another_language_calls_so():
    case = Gazetteer((place("Cairo"), place("Al-Qahira", id="village")), world=False)

    assert ref("Al Qahirah", Gazetteer((place("Cairo"),), world=False)) == "Cairo"
    assert ref("al-Qahira", case) == "village"


def test_a_name_with_a_stroke_is_two_names():
    case = Gazetteer((place("Mount Dov / Shebaa Farms"),), world=False)

    assert {ref(name, case) for name in ("Mount Dov", "Shebaa Farms", "Mount Dov / Shebaa Farms")} == {case.rows[0].id}


def test_every_exonym_has_its_source():
    text = resources.files("trucewatch.geography").joinpath("data/exonyms.csv").read_text(encoding="utf-8")
    lines = list(csv.DictReader(text.splitlines()))

    assert all(line["source"].startswith("GeoNames ") and len(line["country"]) == 2 for line in lines)
    assert len({(line["country"], line["name"]) for line in lines}) == len(lines)


NAMES = st.one_of(
    st.text(max_size=20),
    st.sampled_from([name for row in CASE.rows for name in (row.name, *row.alternative_names)]),
    st.text(alphabet="aeioukqshjdtrnm -'", max_size=20),
)


@given(NAMES, NAMES)
def test_likeness_is_exactly_the_same_both_ways(one, other):
    assert likeness(fold(one), fold(other)) == likeness(fold(other), fold(one))


@given(NAMES)
def test_only_the_same_sounds_are_as_good_as_the_same_name(name):
    folded = fold(name)

    assert likeness(folded, folded) == 1
    assert likeness(folded, folded + "k") < 1


@given(NAMES)
def test_folding_changes_neither_the_sounds_nor_the_skeleton(name):
    folded = fold(name)

    assert fold(folded) == folded
    assert (sounds(fold(folded)), skeleton(fold(folded))) == (sounds(folded), skeleton(folded))
    assert skeleton(fold(name.upper())) == skeleton(fold(name.lower())) or name.upper().lower() != name.lower()


@given(st.sampled_from([row for row in CASE.rows if row.kind in SETTLEMENTS]), NAMES)
def test_a_longer_list_never_makes_another_place_of_what_was_settled(row, name):
    """It may only make it undecided: by sound, more rows are more rivals."""
    folded = fold(name)
    alone, among = Sounding([row]).best(folded), Sounding(CASE.rows).best(folded)

    assert alone is None or among is None or among[0].id == row.id or among[1] >= alone[1]


def test_the_same_sound_is_written_in_the_list_s_own_letters():
    assert likeness(fold("Vodiane"), fold("Водяне")) == SAME_SOUND
