"""Who agreed, and for whom somebody speaks: from the words of each report, never from what is known of a conflict."""

import pytest

WHO = [
    ("Chad and Libya agreed to a ceasefire on Saturday.", ["Chad", "Libya"]),
    ("The leaders of Chad and Libya signed a ceasefire on Saturday.", ["Chad", "Libya"]),
    ("The foreign ministers of Chad and Libya have agreed on a ceasefire.", ["Chad", "Libya"]),
    ("The Chadian government and the rebel group Front for the North signed a truce.", ["Chad", "Front for the North"]),
    ("A ceasefire between Chad and Libya took effect on Saturday.", ["Chad", "Libya"]),
    ("A ceasefire has been agreed upon by Chad and Libya.", ["Chad", "Libya"]),
    ("The Government of Chad and the Front for the North have signed a truce.", ["Chad", "Front for the North"]),
    (
        "The Sri Lankan prime minister and the leader of the Front for the North signed a truce.",
        ["Front for the North", "Sri Lanka"],
    ),
    ("A truce, the deal reached between Chad and Libya, takes effect on Sunday.", ["Chad", "Libya"]),
    ("Chad and Libya will observe a ceasefire from Sunday, the mediators said.", ["Chad", "Libya"]),
    (
        "A deal to end the war between Chad's government and the Front for the North was signed. A truce starts soon.",
        ["Chad", "Front for the North"],
    ),
    (
        "Chadian president Issa Maro and his Libyan counterpart, Omar Sharif, met. Maro and Sharif agreed on a truce.",
        ["Chad", "Libya"],
    ),
]


def parties(tables, proposal):
    return sorted(party["name"] for party in tables(proposal, "party") if party["role"] == "party")


@pytest.mark.parametrize(("text", "names"), WHO)
def test_those_who_agreed_are_the_parties(drafted, tables, text, names):
    assert parties(tables, drafted(text)) == names


NOBODY = [
    "The two sides agreed to a ceasefire on Saturday.",
    "Chad's warring parties signed a ceasefire on Saturday.",
    "The Contact Group of Chad, Libya and Niger agreed on a ceasefire on Saturday.",
    "A ceasefire was announced on Saturday, the Security Council heard.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_whom_no_words_name_is_asked_and_not_filled_in(drafted, tables, asked, text):
    proposal = drafted(text)

    assert parties(tables, proposal) == []
    assert [rule["who"] for rule in tables(proposal, "prohibit")] == [[]]
    assert any(question.startswith("Who are the parties?") for question in asked(proposal))


def test_one_side_alone_is_a_party_and_the_other_is_asked_for(drafted, tables, asked):
    proposal = drafted("Chad declared a unilateral ceasefire on Saturday.")

    assert parties(tables, proposal) == ["Chad"]
    assert any(question.startswith("Who is the other side?") for question in asked(proposal))


def test_a_rebel_leader_speaks_for_no_state(drafted, tables):
    proposal = drafted("The Chadian rebel leader Issa Maro announced a ceasefire on Saturday.")

    assert "Chad" not in parties(tables, proposal)


def test_an_abbreviation_is_an_alias(drafted, tables):
    proposal = drafted("Chad and the Front for the North (FN) signed a ceasefire on Saturday. The FN will withdraw.")
    (front,) = [party for party in tables(proposal, "party") if party["name"] == "Front for the North"]

    assert front["aliases"] == ["FN"]


def test_the_government_is_that_of_the_only_land_that_is_named(drafted, tables):
    proposal = drafted("The government and the Front for the North signed a ceasefire in Chad's capital on Saturday.")

    assert parties(tables, proposal) == ["Chad", "Front for the North"]


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Libya agreed to a ceasefire on Saturday. Niger mediated the talks.",
        "Chad and Libya agreed to a ceasefire on Saturday that was brokered by Niger.",
        "Chad and Libya agreed to a Niger-brokered ceasefire on Saturday.",
    ],
)
def test_who_brokered_it_is_no_party(drafted, tables, asked, text):
    proposal = drafted(text)

    assert parties(tables, proposal) == ["Chad", "Libya"]
    assert "Is Niger only a mediator, or does it sign, guarantee or watch?" in asked(proposal)


def test_a_guarantor_is_one_where_the_words_say_so(drafted, tables, asked):
    proposal = drafted(
        "Chad, Libya and Niger signed a ceasefire on Saturday. Niger is the guarantor of the ceasefire, they said."
    )
    roles = {party["name"]: party["role"] for party in tables(proposal, "party")}

    assert roles == {"Chad": "party", "Libya": "party", "Niger": "guarantor"}
    assert "Whose observance does Niger guarantee?" in asked(proposal)


def test_whose_part_is_not_told_is_asked(drafted, asked):
    proposal = drafted("Chad and Libya agreed to a ceasefire on Saturday.")

    assert any(question.startswith("In which part do Chad and Libya appear") for question in asked(proposal))
