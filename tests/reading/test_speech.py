"""Who says what: every frame in which news attributes, and what stays the outlet's own voice."""

import pytest

from trucewatch.model import PUBLISHER

SAYS = {
    # who speaks, before, after and in the middle
    "The ministry said the army shelled Binnish.": "ministry",
    "The ministry said that the army shelled Binnish.": "ministry",
    "The army shelled Binnish, the ministry said.": "ministry",
    "The army shelled Binnish, said the ministry.": "ministry",
    "“The army shelled Binnish,” the ministry said.": "ministry",
    "“The army shelled Binnish this morning,” said Karim Haddad, a farmer.": "Karim Haddad",
    "The army, the ministry said, shelled Binnish.": "ministry",
    "The ministry reported that the army shelled Binnish.": "ministry",
    "The ministry announced that the army had shelled Binnish.": "ministry",
    "A spokesman for the ministry said the army shelled Binnish.": "spokesman",
    "In a statement, the ministry said the army shelled Binnish.": "ministry",
    "The ministry told reporters that the army shelled Binnish.": "ministry",
    # according to
    "According to the ministry, the army shelled Binnish.": "ministry",
    "The army shelled Binnish, according to the ministry.": "ministry",
    "The army shelled Binnish, according to residents.": "residents",
    # several speakers, titles, names
    "Turkey and Russia said the army shelled Binnish.": "Turkey and Russia",
    "General Karim Haddad said the army shelled Binnish.": "Karim Haddad",
    "Karim Haddad, the governor, said the army shelled Binnish.": "Karim Haddad",
    "Residents said the army shelled Binnish.": "residents",
    "The Syrian Observatory for Human Rights said the army shelled Binnish.": "Syrian Observatory for Human Rights",
    "Witnesses told Reuters that the army shelled Binnish.": "witnesses",
    "The White Helmets said the army shelled Binnish.": "White Helmets",
    "“They shelled us all night,” a farmer said.": "farmer",
}


@pytest.mark.parametrize(("text", "speaker"), SAYS.items())
def test_an_act_in_what_somebody_says_is_told_by_that_speaker(told, text, speaker):
    shelled = [c for c in told(text) if c["act"] == "shelling"]

    assert [c["speaker"].lower() for c in shelled] == [speaker.lower()], told(text)
    assert [c["stance"] for c in shelled] == ["asserts"]


def test_what_is_said_in_a_statement_is_told_by_who_made_it(expect):
    expect("The ministry said in a statement that the army shelled Binnish.", speaker="ministry", act="shelling")


WRONGED = {
    "“The army killed my sons,” he said.": ("speaker", "publisher"),
    "Moscow, accused of bombing hospitals, denies the charge.": ("speaker", "publisher"),
    "The town came under fire for a third day.": ("actors", ["town"]),
    "There was no claim of responsibility for the blast, which killed seven people.": ("actors", ["claim"]),
}


@pytest.mark.parametrize(("text", "wrong"), WRONGED.items())
def test_nobody_is_given_words_or_deeds_that_the_text_does_not_give_them(told, text, wrong):
    field, value = wrong

    assert all(c[field] != value for c in told(text) if c["stance"] == "asserts")


OWN = (
    "The army shelled Binnish.",
    "The army shelled Binnish on Thursday, killing four people.",
    "Four people were killed in Binnish.",
    "The army shelled Binnish. The ministry said talks would go on.",
    "The ministry said talks would go on. The army shelled Binnish.",
    "The army shelled Binnish, a day after the ministry spoke.",
)


@pytest.mark.parametrize("text", OWN)
def test_what_nobody_is_said_to_say_is_the_outlets_own_voice(told, text):
    harm = [c for c in told(text) if c["act"] in ("shelling", "killed")]

    assert harm
    assert {c["speaker"] for c in harm} == {PUBLISHER}


def test_an_aside_inside_indirect_speech_is_the_outlets_own_voice(told):
    text = "The ministry said the village, which the army shelled on Monday, was empty."
    shelled = [c for c in told(text) if c["act"] == "shelling"]

    assert [c["speaker"] for c in shelled] == [PUBLISHER]


STANCES = {
    "Ankara accused Damascus of shelling the village.": {
        "speaker": "Ankara",
        "stance": "accuses",
        "act": "shelling",
        "actors": ["Damascus"],
    },
    "Ankara blamed Damascus for the attack on the village.": {
        "speaker": "Ankara",
        "stance": "accuses",
        "act": "attack",
        "actors": ["Damascus"],
    },
    "Ankara blamed the attack on Damascus.": {"speaker": "Ankara", "stance": "accuses", "actors": ["Damascus"]},
    "Damascus denied shelling the village.": {"speaker": "Damascus", "stance": "denies", "act": "shelling"},
    "Damascus denied that its forces had shelled the village.": {
        "speaker": "Damascus",
        "stance": "denies",
        "act": "shelling",
    },
    "Damascus denied any involvement in the attack.": {
        "speaker": "Damascus",
        "stance": "denies",
        "denies": ["authorship"],
    },
    "Damascus denied targeting civilians.": {"speaker": "Damascus", "stance": "denies", "denies": ["target"]},
    "Damascus rejected the accusations.": {"speaker": "Damascus", "stance": "rejects"},
    "The brigade claimed responsibility for the bombing.": {"speaker": "brigade", "stance": "claims-responsibility"},
    "No group has claimed responsibility for the bombing.": {
        "stance": "claims-responsibility",
        "negated": True,
    },
    "Damascus declined to comment.": {"speaker": "Damascus", "stance": "no-comment"},
    "There was no immediate comment from Damascus.": {"speaker": "Damascus", "stance": "no-comment"},
    "The ministry had no immediate comment.": {"speaker": "ministry", "stance": "no-comment"},
    "The ministry did not respond to requests for comment.": {"speaker": "ministry", "stance": "no-comment"},
    "Ankara vowed to retaliate.": {"speaker": "Ankara", "act": "retaliation", "stance": "warns"},
    "Ankara warned that it would retaliate.": {"speaker": "Ankara", "act": "retaliation", "stance": "warns"},
    "Turkey and Russia agreed to patrol the road.": {
        "speaker": "Turkey and Russia",
        "act": "patrol",
        "stance": "agrees",
    },
    "Ankara demanded that Damascus withdraw its troops.": {
        "speaker": "Ankara",
        "act": "withdrawal",
        "stance": "demands",
    },
    "Ankara admitted that its forces had shelled the village.": {
        "speaker": "Ankara",
        "act": "shelling",
        "stance": "admits",
    },
    "Ankara hoped that the truce would hold.": {"speaker": "Ankara", "stance": "hopes"},
    "The minister predicted that the truce would collapse.": {"speaker": "minister", "stance": "predicts"},
}


@pytest.mark.parametrize(("text", "fields"), STANCES.items())
def test_the_cue_decides_what_the_speaker_does_with_the_content(expect, text, fields):
    expect(text, **fields)


def test_an_accusation_is_never_the_outlets(told):
    for text in ("Ankara accused Damascus of shelling the village.", "Ankara blamed Damascus for the attack."):
        assert {c["speaker"] for c in told(text)} == {"Ankara"}


def test_he_is_the_person_who_was_speaking(told):
    text = "Karim Haddad, the governor, arrived in Idlib. He said the army shelled Binnish."
    shelled = [c for c in told(text) if c["act"] == "shelling"]

    assert [c["speaker"] for c in shelled] == ["Karim Haddad"]


def test_it_is_the_body_that_was_speaking(told):
    text = "The ministry said talks had begun. It added that the army shelled Binnish."
    shelled = [c for c in told(text) if c["act"] == "shelling"]

    assert [c["speaker"] for c in shelled] == ["ministry"]


def test_a_pronoun_without_anybody_to_stand_for_names_no_speaker(told):
    assert all(
        c["speaker"].lower() not in ("he", "she", "it", "they") for c in told("He said the army shelled Binnish.")
    )


def test_a_quotation_of_several_sentences_has_one_speaker(told):
    text = "“The army shelled Binnish,” Karim Haddad said. “It killed four people. The rebels attacked the army.”"
    acts = {c["act"]: c["speaker"] for c in told(text) if c["act"]}

    assert acts["attack"] == "Karim Haddad"
    assert acts["shelling"] == "Karim Haddad"


def test_a_quotation_that_runs_over_paragraphs_has_one_speaker(told):
    text = "“The army shelled Binnish,” Karim Haddad said.\n\n“The rebels attacked the army after that,” he added."

    assert {c["speaker"] for c in told(text) if c["act"] in ("shelling", "attack")} == {"Karim Haddad"}


def test_a_quotation_after_a_colon_belongs_to_the_speaker(told):
    text = "Karim Haddad said: “The army shelled Binnish.”"

    assert [c["speaker"] for c in told(text) if c["act"] == "shelling"] == ["Karim Haddad"]


def test_words_that_passed_through_an_agency_keep_their_chain(expect):
    expect(
        "“The army shelled Binnish,” Karim Haddad was quoted by SANA as saying.",
        speaker="Karim Haddad",
        act="shelling",
        via=["SANA"],
    )


def test_an_agency_that_was_told_is_in_the_chain(expect):
    expect("Karim Haddad told Reuters that the army shelled Binnish.", speaker="Karim Haddad", via=["Reuters"])


def test_who_says_what_is_kept_where_no_act_follows(read_text):
    made = read_text("The ministry said the road was open.")

    assert [(a.speaker.name, a.cue.words) for a in made.attributions if a.cue] == [("ministry", "said")]
    assert "road was open" in made.document.text[slice(*made.attributions[0].content_span)]


NO_SPEECH = (
    "The road was open.",
    "What was said in the hall stayed there.",
    "The reported losses were heavy.",
    "He was found dead.",
)


@pytest.mark.parametrize("text", NO_SPEECH)
def test_where_nobody_speaks_nothing_is_attributed(read_text, text):
    assert read_text(text).attributions == ()


def test_two_speakers_in_one_sentence_keep_their_own_words(told):
    text = "The ministry said the rebels attacked Binnish, but the Observatory said the army shelled the village."
    by = {c["act"]: c["speaker"] for c in told(text) if c["act"]}

    assert by["attack"] == "ministry"
    assert by["shelling"].endswith("Observatory")


def test_the_outlet_does_not_take_over_what_stands_beside_a_quotation(told):
    text = "The army shelled Binnish on Monday. “We are tired,” Karim Haddad said."

    assert [c["speaker"] for c in told(text) if c["act"] == "shelling"] == [PUBLISHER]


RELAYED = {
    "State media, citing a military source, said the army shelled Binnish.": ("military source", ["State media"]),
    "Reuters quoted a resident as saying that the army shelled Binnish.": ("resident", ["Reuters"]),
    "“The army shelled Binnish,” a spokesman for the ministry told Reuters.": ("spokesman", ["Reuters"]),
}


@pytest.mark.parametrize(("text", "chain"), RELAYED.items())
def test_whoever_was_cited_speaks_through_whoever_cites(expect, text, chain):
    speaker, via = chain
    expect(text, speaker=speaker, via=via, act="shelling")


NOBODYS = (
    "The army is said to have shelled Binnish.",
    "The minister was told that the army shelled Binnish.",
    "It is believed that the army shelled Binnish.",
)


@pytest.mark.parametrize("text", NOBODYS)
def test_what_is_said_by_nobody_named_is_not_the_outlets(told, text):
    assert {c["speaker"] for c in told(text) if c["act"] == "shelling"} == {"not identified"}


def test_which_they_said_is_told_by_them_and_not_by_the_noun_before(expect, told):
    expect("Residents blamed a drone, which they said killed five people.", speaker="Residents", act="killed")
    assert all(c["speaker"] != "drone" for c in told("The drone, which they said killed five people, was new."))


def test_a_quotation_whose_speaker_comes_paragraphs_later_is_that_speakers(told):
    text = (
        "“The army shelled the market and the mosque.\n\n“The rebels attacked the army after that,” Karim Haddad said."
    )

    assert {c["speaker"] for c in told(text) if c["act"] in ("shelling", "attack")} == {"Karim Haddad"}


def test_neither_confirming_nor_denying_is_silence(told):
    for text in (
        "The army neither confirmed nor denied that it had struck the convoy.",
        "Israel has neither confirmed nor denied carrying out the strike.",
    ):
        assert {c["stance"] for c in told(text)} == {"no-comment"}, told(text)


def test_a_denial_that_anyone_was_killed_denies_the_toll(expect):
    expect("Damascus denied that anyone was killed in the strike.", stance="denies", denies=["toll"])


def test_what_cannot_be_ruled_out_is_no_denial(told):
    assert all(c["stance"] != "denies" for c in told("The minister could not rule out an attack on the town."))
