"""Who did what to whom: acts told by verbs and nouns, and what is never made of them."""

import pytest

ACTS = {
    # active
    "The army shelled the village.": {"act": "shelling", "actors": ["army"], "targets": ["village"]},
    "Rebels attacked an army checkpoint.": {"act": "attack", "actors": ["rebels"]},
    "Russian warplanes bombed the town.": {"act": "air-strike", "actors": ["Russian warplanes"]},
    "Gunmen ambushed a convoy.": {"act": "ambush", "actors": ["gunmen"], "targets": ["convoy"]},
    "Gunmen kidnapped two aid workers.": {"act": "abduction", "actors": ["gunmen"]},
    "The army killed four fighters.": {"act": "killed", "actors": ["army"], "targets": ["fighters"]},
    "The army stormed the town.": {"act": "ground-advance", "actors": ["army"]},
    "Police arrested three men.": {"act": "arrest", "actors": ["police"]},
    "The rebels shot down a helicopter.": {"act": "shoot-down", "actors": ["rebels"]},
    "Turkey sent a convoy into Idlib.": {"act": "troop-movement", "actors": ["Turkey"]},
    "Soldiers opened fire on the crowd.": {"act": "small-arms-fire", "actors": ["soldiers"]},
    "The army fired rockets at the village.": {"act": "shelling", "actors": ["army"]},
    "The army and the rebels clashed near Saraqib.": {"act": "armed-clash", "place": "Saraqib"},
    # passive
    "The village was shelled by the army.": {"act": "shelling", "actors": ["army"], "targets": ["village"]},
    "The village was shelled.": {"act": "shelling", "actors": [], "targets": ["village"]},
    "Four fighters were killed by the army.": {"act": "killed", "actors": ["army"], "targets": ["fighters"]},
    "Two aid workers were abducted by gunmen.": {"act": "abduction", "actors": ["gunmen"]},
    # nominal
    "The shelling of the village by the army went on.": {"act": "shelling", "actors": ["army"], "targets": ["village"]},
    "An air strike on the town killed four people.": {"act": "air-strike", "actors": []},
    "A Russian air strike killed four people.": {"act": "air-strike"},
    "A car bomb exploded in the market.": {"act": "roadside-bomb"},
    "Artillery fire hit the village.": {"act": "shelling"},
    "A drone strike killed a commander.": {"act": "drone-strike"},
    "A landmine killed two shepherds.": {"act": "landmine"},
    # participle, relative, coordination
    "The army shelled the village, killing four people.": {"act": "shelling", "counts": [("killed", 4, 4)]},
    "Four people died when the army shelled the village.": {"act": "killed", "counts": [("killed", 4, 4)]},
    "The brigade that shelled the village withdrew.": {"act": "shelling", "actors": ["brigade"]},
    "The village, which the army shelled on Monday, is empty.": {"act": "shelling", "actors": ["army"]},
    "The army shelled the village and stormed the town.": {"act": "ground-advance", "actors": ["army"]},
    "The army shelled Binnish and Sarmin.": {"act": "shelling", "targets": ["Binnish", "Sarmin"]},
    "Turkey and Russia shelled the village.": {"act": "shelling", "actors": ["Turkey", "Russia"]},
    # agreements and duties
    "Turkey and Russia signed a ceasefire.": {"act": "agreement", "actors": ["Turkey", "Russia"]},
    "The ceasefire took effect at midnight.": {"act": "ceasefire-start"},
    "The army withdrew from the town.": {"act": "withdrawal", "actors": ["army"]},
    "The army violated the ceasefire.": {"act": "violations-counted", "actors": ["army"]},
    "Turkish and Russian troops patrolled the M4.": {"act": "patrol"},
    "Villagers blocked the road.": {"act": "obstruction", "actors": ["villagers"]},
    # without an agent
    "Clashes broke out near Saraqib.": {"act": "armed-clash", "actors": [], "place": "Saraqib"},
    "Four people were wounded.": {"act": "wounded", "actors": [], "counts": [("wounded", 4, 4)]},
    # headlines
    "Air strike kills four in Idlib": {"counts": [("killed", 4, 4)]},
    "Four killed in air strike on Binnish": {"counts": [("killed", 4, 4)]},
}


@pytest.mark.parametrize(("text", "fields"), ACTS.items())
def test_an_act_is_read_with_the_parties_in_their_places(told, text, fields):
    def low(value):
        return [v.lower() if isinstance(v, str) else v for v in value] if isinstance(value, list) else value

    claims = told(text)

    assert any(all(low(c[k]) == low(v) for k, v in fields.items()) for c in claims), claims


UNREAD = {
    "Shells fell on the village.": {"act": "shelling", "actors": []},
    "Helicopters dropped barrel bombs on the town.": {"act": "air-strike", "weapons": ["barrel bombs"]},
    "A drone struck the convoy.": {"act": "drone-strike", "weapons": ["drone"]},
}


@pytest.mark.parametrize(("text", "fields"), UNREAD.items())
def test_an_attack_is_read_from_what_fell_and_what_struck(expect, text, fields):
    expect(text, **fields)


HIT = (
    "A shell hit a school.",
    "A rocket struck a hospital.",
    "An air strike hit a market.",
    "The bombardment killed six children.",
    "The army killed two civilians.",
    "Shelling damaged a mosque.",
)


@pytest.mark.parametrize("text", HIT)
def test_what_was_hit_or_killed_is_never_said_to_have_been_targeted(read_text, text):
    for claim in read_text(text).claims:
        assert "target" not in (claim.act or "")
        assert not claim.gloss
        assert claim.stance.value in ("asserts", "hypothetical")
        assert not any("intent" in note or "target" in note for note in claim.review)


NEGATED = (
    "The army did not shell the village.",
    "The village was not shelled.",
    "The army never shelled the village.",
    "The ministry said the army had not shelled the village.",
)


@pytest.mark.parametrize("text", NEGATED)
def test_an_act_that_did_not_happen_is_a_negated_claim(told, text):
    shelled = [c for c in told(text) if c["act"] == "shelling"]

    assert shelled
    assert all(c["negated"] or c["stance"] == "denies" for c in shelled)


NOT_YET = {
    "The ministry said the army would shell the village.": {"predicts", "warns", "promises"},
    "The army will shell the village, the ministry said.": {"predicts", "warns", "promises"},
    "If the army shelled the village, the truce would end.": {"hypothetical"},
    "The army could shell the village.": {"hypothetical", "predicts"},
    "The army may attack the town.": {"hypothetical", "predicts"},
    "The army will attack the town.": {"predicts"},
    "The ministry warned that the army might attack the town.": {"warns", "predicts"},
}


@pytest.mark.parametrize(("text", "stances"), NOT_YET.items())
def test_what_is_feared_planned_or_supposed_is_no_assertion(told, text, stances):
    acts = [c for c in told(text) if c["act"] in ("shelling", "attack")]

    assert acts
    assert {c["stance"] for c in acts} <= stances


def test_no_clause_without_an_agent_is_given_one(told):
    for text in (
        "The village was shelled.",
        "Four people were killed in Binnish.",
        "The shelling of Sarmin killed two men.",
    ):
        assert all(c["actors"] == [] for c in told(text))


def test_who_shelled_and_who_was_shelled_do_not_change_places_in_the_passive(told):
    active = [c for c in told("The rebels attacked the army.") if c["act"]]
    passive = [c for c in told("The army was attacked by the rebels.") if c["act"]]

    assert [(c["actors"], c["targets"]) for c in active] == [(c["actors"], c["targets"]) for c in passive]


WEAPONS = {
    "The army fired rockets at the village.": ["rockets"],
    "The village was hit by artillery.": ["artillery"],
}


@pytest.mark.parametrize(("text", "weapons"), WEAPONS.items())
def test_weapons_are_named_as_the_text_names_them(told, text, weapons):
    named = {w.lower() for c in told(text) for w in c["weapons"]}

    assert named >= set(weapons)


FIGURATIVE = (
    "The two sides struck a deal.",
    "The lira hit a record low.",
    "Prices exploded in winter.",
    "The minister attacked the proposal.",
    "The two parties clashed over the budget.",
    "The match was a massacre.",
)


def test_no_harm_is_read_into_figures_of_speech(told):
    wrong = [t for t in FIGURATIVE if any(c["counts"] or c["act"] == "killed" for c in told(t))]

    assert wrong in ([], ["The match was a massacre."])


QUIET = (
    "The road was open and the market was full.",
    "Rain fell on the camps.",
    "The minister thanked his guests.",
)


@pytest.mark.parametrize("text", QUIET)
def test_a_text_in_which_nothing_of_interest_happens_tells_no_act(told, text):
    assert [c["act"] for c in told(text) if c["act"]] == []


def test_who_accuses_is_never_who_did_it(told):
    text = (
        "Activists accused the jets of striking a village, killing 15 people, some children, and wounding several more."
    )
    claims = told(text)

    assert all("Activists" not in c["actors"] for c in claims)
    assert {c["speaker"] for c in claims} == {"Activists"}
