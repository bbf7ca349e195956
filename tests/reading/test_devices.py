"""Devices placed, thrown and set off; fires set; murders told by their victims; attacks ascribed to somebody."""

import pytest

TOLD = {
    "Guerrillas planted a bomb under a lorry near the town.": {
        "act": "roadside-bomb",
        "actors": ["guerrillas"],
        "targets": ["lorry"],
        "weapons": ["bomb"],
    },
    "Two grenades were thrown at the house by unidentified men.": {
        "act": "grenade",
        "actors": ["unidentified men"],
        "targets": ["house"],
        "weapons": ["grenades"],
    },
    "A bomb exploded in front of a school on Monday.": {"act": "roadside-bomb", "targets": ["school"]},
    "A car bomb exploded at the headquarters of the bank.": {"targets": ["headquarters"], "weapons": ["car bomb"]},
    "Rebels set fire to a bus.": {"act": "demolition", "actors": ["rebels"], "targets": ["bus"]},
    "The rebels set the school on fire.": {"act": "demolition", "actors": ["rebels"], "targets": ["school"]},
    "Rebels blew up three pylons with dynamite.": {
        "act": "explosion",
        "actors": ["rebels"],
        "targets": ["pylons"],
        "weapons": ["dynamite"],
    },
    "The mayor was gunned down by two men.": {"act": "killed", "actors": ["men"], "targets": ["mayor"]},
    "The murder of Ada Quill and Tom Rask was perpetrated by soldiers.": {
        "act": "killed",
        "actors": ["soldiers"],
        "targets": ["Ada Quill", "Tom Rask"],
    },
    "Ada Quill's murder was condemned.": {"act": "killed", "actors": [], "targets": ["Ada Quill"]},
    "The army's killing of four farmers was condemned.": {"act": "killed", "actors": ["army"], "targets": ["farmers"]},
    "An assassination attempt against General Holm failed.": {"act": "attack", "targets": ["Holm"]},
    "The police attributed the attack to the Red Column.": {"actors": ["Red Column"], "targets": []},
}


@pytest.mark.parametrize(("text", "fields"), TOLD.items(), ids=TOLD)
def test_who_did_it_to_whom_with_what(told, text, fields):
    claims = [{key: _low(claim[key]) for key in fields} for claim in told(text)]

    assert {key: _low(value) for key, value in fields.items()} in claims


def _low(value):
    """In lower case: the first word of a sentence has a capital that says nothing."""
    return [one.lower() for one in value] if isinstance(value, list) else value


QUIET = [
    "They put the plan on the table.",
    "The minister set a date for the talks.",
    "Two bombs were used as an argument in the debate.",
]


@pytest.mark.parametrize("text", QUIET)
def test_placing_without_a_device_there_tells_no_act_on_anybody(told, text):
    assert all(not claim["targets"] and not claim["actors"] for claim in told(text) if claim["act"])
