"""Records travel as JSON and come back the same."""

from trucewatch.model import (
    Claim,
    Count,
    Document,
    Doubt,
    Named,
    Place,
    Reading,
    Speaker,
    Stance,
    Weapon,
    When,
    Window,
    from_plain,
    to_plain,
)


def claim() -> Claim:
    return Claim(
        id="d#1",
        document="d",
        span=(0, 4),
        quote="Fire",
        speaker=Speaker(name="publisher", kind="publisher", via=(Named(name="SOHR", kind="group"),)),
        stance=Stance.CLAIMS_RESPONSIBILITY,
        weapons=(Weapon(name="mortar", span=(1, 2), class_="mortar"),),
        place=Place(
            name="Binnish",
            lon=36.71,
            lat=35.96,
            radius_m=1500,
            kind="settlement",
            doubt=Doubt(kind="settlements", points=((36.7, 35.9), (36.8, 35.8)), weights=(0.25, 0.75)),
        ),
        when=When(start="2020-03-05", end="2020-03-05"),
        counts=(Count(kind="killed", of="civilians", at_least=3, at_most=3),),
        window=Window(start="2020-01-01"),
    )


def test_a_reading_comes_back_from_its_json_unchanged():
    reading = Reading(document=Document(id="d", text="Fire"), claims=(claim(),))

    assert from_plain(Reading, to_plain(reading)) == reading


def test_a_place_that_was_written_before_it_had_a_doubt_is_still_read():
    plain = to_plain(Place(name="Binnish", lon=36.71, lat=35.96, radius_m=1500))
    older = {key: value for key, value in plain.items() if key not in ("kind", "doubt")}

    assert from_plain(Place, older) == from_plain(Place, plain)


def test_a_missing_value_is_null_and_never_left_out():
    plain = to_plain(claim())

    assert plain["cue"] is None
    assert plain["place"]["relation"] is None
    assert plain["counts"][0]["part_of"] is None


def test_a_weapon_class_is_written_as_class():
    assert to_plain(claim())["weapons"][0]["class"] == "mortar"
