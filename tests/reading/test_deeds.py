"""Acts that plain words tell with the right things around them: what fell, what was barred, taken, left, set up."""

import pytest

from trucewatch.model import Claim, Document, Published, Reading, Stance
from trucewatch.reading import read
from trucewatch.reading.lemmas import lemma


def reading(text: str) -> Reading:
    """Read a text of Thursday 5 March 2020."""
    day = Published(start="2020-03-05", end="2020-03-05")
    return read(Document(id="d", text=text, lang="en", published=day))


def the(text: str, act: str | None = None) -> Claim:
    """The one claim of a text, or the one that tells `act`."""
    (claim,) = [c for c in reading(text).claims if act is None or c.act == act]
    return claim


def acts(text: str) -> list[str | None]:
    return [c.act for c in reading(text).claims]


def counts(claim: Claim) -> list[tuple[str, int | None, int | None]]:
    return [(c.kind, c.at_least, c.at_most) for c in claim.counts]


@pytest.mark.parametrize(
    ("text", "act", "munitions"),
    [
        ("Twelve mortar rounds fell on the market.", "shelling", (12, 12)),
        ("The guard said that more than 40 rounds had come down before dawn.", "shelling", (41, None)),
        ("Seven shells struck the depot near the river.", "shelling", (7, 7)),
        ("The clinic was hit by two tank rounds.", "shelling", (2, 2)),
        ("46 munitions of various types were fired in total.", "shelling", (46, 46)),
        ("Council members counted 27 barrel bombs on impact.", "air-strike", (27, 27)),
    ],
)
def test_what_fell_or_was_fired_tells_the_act_and_is_counted_as_munitions(text, act, munitions):
    claim = the(text, act)
    assert counts(claim) == [("munitions", *munitions)]
    assert claim.actors == ()


def test_who_counts_munitions_is_the_speaker_and_not_the_one_who_dropped_them():
    claim = the("Council members counted 27 barrel bombs on impact.", "air-strike")
    assert claim.speaker.name == "Council members"


def test_arms_that_are_used_tell_the_act_of_whoever_used_them():
    claim = the("The rebels used mortars and grenade launchers against the garrison.")
    assert (claim.act, [a.name for a in claim.actors]) == ("shelling", ["rebels"])


def test_water_cannon_is_no_artillery():
    assert "shelling" not in acts("Police used water cannon against protesters.")


def test_incidents_that_a_mission_records_are_counted():
    claim = the("The mission recorded six shooting incidents in the valley.", "violations-counted")
    assert (claim.speaker.name, counts(claim)) == ("mission", [("events", 6, 6)])


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Soldiers kept ambulances from reaching the camp.", ["ambulances"]),
        ("The monitors could not reach the bridge because of a roadblock.", ["monitors"]),
        ("The monitors were not allowed to enter the town.", ["monitors"]),
        ("Farmers may not cross the road without a pass, the council said.", ["Farmers"]),
        ("The convoy was stopped at a checkpoint outside the town.", ["convoy"]),
        ("Its patrol could not reach the bridge because mines lay on the road.", ["patrol"]),
    ],
)
def test_a_barred_way_is_an_obstruction_of_whoever_could_not_pass(text, targets):
    claim = the(text, "obstruction")
    assert [t.name for t in claim.targets] == targets
    assert claim.stance is Stance.ASSERTS
    assert not claim.negated


def test_refused_access_is_an_obstruction_and_no_denial():
    text = "The army denied aid workers access to the district."
    assert acts(text) == ["obstruction"]
    assert all(c.stance is not Stance.DENIES for c in reading(text).claims)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Rebel fighters took the village on Thursday.", "ground-advance"),
        ("Government troops have retaken the cultural centre.", "ground-advance"),
        ("The brigade left the airfield on Monday.", "withdrawal"),
        ("Militiamen pulled out of the western villages.", "withdrawal"),
        ("Military police set up a post at the crossing.", "post-established"),
        ("The battalion delivered 60 tonnes of flour.", "aid-delivery"),
        ("One sailor lost an arm.", "wounded"),
        ("Troops held the second of their joint patrols along the river.", "patrol"),
    ],
)
def test_a_plain_verb_tells_an_act_with_the_right_object(text, act):
    assert the(text).act == act


NOT_BARRED = (
    "The court could not enter a verdict.",
    "Parliament could not pass the law before the recess.",
    "The monitors could not reach the bridge because of snow.",
    "The patrol may not reach the village before noon.",
    "Families could not visit their relatives at Easter.",
    "The law prevents ministers from leaving the party.",
    "Rain kept visitors from reaching the stadium.",
    "The army keeps a unit at the crossing.",
    "The ministry denied journalists access to the files.",
    "The council was denied permission to build.",
)


@pytest.mark.parametrize("text", NOT_BARRED)
def test_where_nobody_and_nothing_bars_a_way_there_is_no_obstruction(text):
    assert "obstruction" not in acts(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor took the bus.",
        "She left the room.",
        "The company set up a website.",
        "The figures are striking.",
        "Bank staff go on strike tomorrow.",
        "The teachers' strike entered its third week.",
        "We remind everybody that our units hold fire.",
        "Turkey pulled out of the talks.",
        "The bank pulled back from the deal.",
        "The new director takes over on Monday.",
        "The car turned back at the bridge.",
        "He took control of the company in May.",
        "Our workers strike on Monday.",
        "Troops left the base at dawn for the front.",
        "The army took Ivanov to the station.",
        "The dealer lost a hand.",
        "The movement lost its political arm.",
        "The company built a base in the desert.",
        "The party established its headquarters in the old town.",
        "Waiters bring bread and water to the soldiers.",
        "Water reached the second floor.",
        "Fuel reached a record price.",
        "The final round falls on Sunday.",
        "A round of talks fell apart.",
        "Missiles come in three sizes.",
        "The army uses mortars of an old make.",
        "The army used drones for weather forecasts.",
        "The report lists 40 missiles in the arsenal.",
        "Inspectors documented 1,200 shells in the depot.",
    ],
)
def test_the_same_words_in_another_sense_tell_no_act(text):
    assert [a for a in acts(text) if a is not None] == []


def test_a_place_that_a_shell_fell_on_or_a_force_left_is_the_place_of_the_act():
    assert the("A mortar shell fell on Walgha.").place.name == "Walgha"
    assert the("Militiamen pulled out of the western villages.").place.name == "western villages"


def test_blame_and_denial_by_a_bare_noun_keep_the_act():
    blamed = the("The spokesman blamed the rebels for the shelling.")
    assert (blamed.stance, blamed.act, [a.name for a in blamed.actors]) == (Stance.ACCUSES, "shelling", ["rebels"])
    denied = the("The ministry denied any air raid.")
    assert (denied.stance, denied.act) == (Stance.DENIES, "air-strike")


def test_who_says_what_they_will_do_promises_and_who_rejects_a_claim_denies():
    assert the("The army said it would withdraw its guns.").stance is Stance.PROMISES
    assert the("The ministry rejected the claim.").stance is Stance.DENIES
    assert the("The ministry rejected the offer.").stance is Stance.REJECTS


def test_what_others_or_nobody_will_do_is_no_promise_and_harm_of_ones_own_is_a_warning():
    assert the("The army said it would take years to clear the mines.").stance is Stance.PREDICTS
    assert the("The minister said they would face justice.").stance is Stance.PREDICTS
    assert the("The army said its posts would be attacked.").stance is Stance.PREDICTS
    assert the("The group said it would attack the town again.").stance is Stance.WARNS


@pytest.mark.parametrize(
    "text",
    [
        "An air strike on a nurses' home killed three people.",
        "An air strike on aid workers killed three people.",
        "Doctors reported an air strike on the hospital.",
    ],
)
def test_a_strike_that_workers_suffer_or_report_is_no_strike_of_theirs(text):
    assert "air-strike" in acts(text)


def test_a_row_of_a_table_and_a_heading_are_no_speakers():
    for text in ("Soldiers: 5 dead, 12 wounded.", "Victims: five women and two men were killed."):
        assert {c.speaker.name for c in reading(text).claims} == {"publisher"}


def test_an_outlet_that_tells_what_a_body_announced_keeps_its_own_we():
    text = "The Ministry of Defence announced that two men died. Two shells struck the school, our correspondent says."
    speakers = {c.speaker.name for c in reading(text).claims if c.act == "shelling"}
    assert speakers
    assert "Ministry of Defence" not in speakers


def test_a_number_at_the_head_of_a_paragraph_is_no_hour_and_an_hour_with_a_day_tells_when():
    (claim,) = reading("1.25 Million people have fled since May.").claims
    assert counts(claim) == [("displaced", 1_250_000, 1_250_000)]


def test_the_hour_of_an_entry_and_a_label_are_no_part_of_what_is_told():
    claim = the("09:10 – The General Staff: three servicemen were killed in the east.")
    assert claim.speaker.name == "General Staff"
    assert counts(claim) == [("killed", 3, 3)]


@pytest.mark.parametrize("topic", ["Tuzla", "Lebanon", "Sudan"])
def test_a_topic_before_a_colon_is_no_speaker(topic):
    assert {c.speaker.name for c in reading(f"{topic}: two men were killed by a mine.").claims} == {"publisher"}


def test_in_a_bulletin_that_a_body_announces_our_units_are_its_words():
    text = "The Ministry of National Defence announces that two soldiers died on Monday. Our units hit 200 targets."
    assert {c.speaker.name for c in reading(text).claims} == {"Ministry of National Defence"}


def test_a_relative_clause_after_a_day_goes_back_to_what_happened():
    claim = the("The command reports nine air strikes since Monday, which destroyed three lorries.")
    assert (claim.act, claim.actors) == ("air-strike", ())


def test_a_name_in_capitals_is_not_the_small_word_that_it_spells():
    claim = the("23 IS militants and nine soldiers were killed overnight.")
    assert counts(claim) == [("killed", 23, 23), ("killed", 9, 9)]


def test_a_fragment_that_says_nothing_is_no_claim():
    assert reading("Presenter: “Thank you.”").claims == ()


@pytest.mark.parametrize(("form", "base"), [("retaken", "retake"), ("overran", "overrun"), ("rebuilt", "rebuild")])
def test_a_prefix_does_not_hide_an_irregular_verb(form, base):
    assert lemma(form, "VBD") == base or lemma(form, "VBN") == base
