"""What one side says is its own word; what was agreed earlier is background. Neither becomes a term."""

import pytest


@pytest.mark.parametrize(
    ("name", "by", "words"),
    [
        ("litani", "israel", "would strike back with full force"),
        ("hodeida-ships", "houthis", "reserved the right to respond to any attack"),
        ("hotline", "india", "would respond to every act of terror"),
    ],
)
def test_a_reservation_is_declared_and_permits_nothing(draft, tables, name, by, words):
    (declared,) = tables(draft(name), "declare")

    assert declared["by"] == by
    assert words in declared["says"]
    assert declared["effect"] == "claimed-permission"
    assert tables(draft(name), "permit") == []


def test_it_is_asked_whether_the_text_says_any_of_it(draft, asked):
    assert any("Until then nothing of it is a term" in question for question in asked(draft("litani")))


PROMISES = [
    "Chad's president promised that his army would withdraw within ten days.",
    "Chad's defence minister vowed to release all prisoners by Friday.",
    "Libya's prime minister warned that his army would patrol the border from Sunday.",
    "Analysts expect that both armies will withdraw within a week.",
    "Chad's president said that refugees should return soon.",
    "Chad hopes to exchange prisoners by Friday.",
]


@pytest.mark.parametrize("promise", PROMISES)
def test_a_politicians_promise_is_no_duty(drafted, tables, promise):
    proposal = drafted(f"Chad and Libya agreed to a ceasefire on Saturday. {promise}")

    assert proposal.announced
    assert tables(proposal, "duty") == []


def test_a_movement_that_reserves_a_right_is_the_only_one_that_the_report_names(drafted, tables):
    proposal = drafted(
        "The Front for the North agreed to a truce with Chad on Saturday. The movement said that it reserves the right "
        "to respond to any attack."
    )

    assert [declared["by"] for declared in tables(proposal, "declare")] == ["front-for-the-north"]


NO_DUTIES = [
    "The deal contains Libya's commitment to work towards the release of two prisoners.",
    "The aim of the deal is the withdrawal of all forces.",
    "The deal is designed to let refugees return.",
]


@pytest.mark.parametrize("aim", NO_DUTIES)
def test_what_a_deal_is_meant_for_is_no_duty(drafted, tables, aim):
    assert tables(drafted(f"Chad and Libya agreed to a ceasefire on Saturday. {aim}"), "duty") == []


def test_whoever_else_is_named_for_a_duty_none_of_the_parties_bears_it(drafted, duty):
    proposal = drafted(
        "Chad and Libya agreed to a ceasefire on Saturday that foresees rebel groups disarming by 20 May."
    )

    assert duty(proposal, "disarm")["who"] == []


def test_the_length_of_another_truce_is_not_this_ones(drafted, tables):
    proposal = drafted(
        "Chad declared an indefinite ceasefire on Saturday. It follows a three-month truce of the rebels."
    )

    assert tables(proposal, "phase") == []


def test_the_same_words_are_a_duty_where_the_agreement_says_them(drafted, duty):
    proposal = drafted(
        "Chad and Libya agreed to a ceasefire on Saturday. Under the deal, Chad's army will withdraw within ten days."
    )

    assert duty(proposal, "withdraw-forces")["who"] == ["chad"]


def test_a_right_that_the_text_keeps_is_a_permit_with_a_question(drafted, tables, asked):
    proposal = drafted(
        "Chad and Libya agreed to a ceasefire on Saturday. The agreement allows both sides to act in self-defence."
    )

    assert len(tables(proposal, "permit")) == 1
    assert any(
        question.startswith("When does the right that the text is told to keep apply") for question in asked(proposal)
    )


@pytest.mark.parametrize("name", ["khartoum", "goma"])
def test_an_earlier_agreement_is_asked_about_and_gives_no_term(draft, tables, asked, name):
    proposal = draft(name)
    told = " ".join(words.quote for table in proposal.tables for words in table.words)

    assert any(question.startswith("Is the earlier agreement that") for question in asked(proposal))
    assert "Earlier ceasefires" not in told
    assert "Bunagana" not in told
    assert not any("2022" in str(event["at"]) for event in tables(proposal, "event"))


BACKGROUND = [
    "Under a 2018 deal, Libya had to withdraw its tanks by 10 October.",
    "A truce of last year, which had given Chad 30 days to withdraw, never held.",
    "An earlier ceasefire, signed in March 2029, provided for joint patrols.",
]


@pytest.mark.parametrize("past", BACKGROUND)
def test_the_terms_of_an_earlier_deal_are_not_taken_over(drafted, tables, asked, past):
    proposal = drafted(f"Chad and Libya agreed to a ceasefire on Saturday. {past}")

    assert tables(proposal, "duty") == []
    assert any(question.startswith("Is the earlier agreement that") for question in asked(proposal))


def test_dead_and_wounded_are_no_terms(drafted, tables):
    proposal = drafted("Chad and Libya agreed to a ceasefire on Saturday. Shells killed 30 people in Zouar last week.")

    assert [table.kind for table in proposal.tables if "Zouar" in str(table.words)] == []


def test_who_is_left_out_by_name_is_excluded_and_the_text_is_asked_for(drafted, tables, asked):
    proposal = drafted(
        "Mali and the Azawad Movement signed a ceasefire on Saturday. It does not apply to the Islamic State."
    )
    (party,) = [party for party in tables(proposal, "party") if party["role"] == "excluded"]
    (exempt,) = tables(proposal, "exempt")

    assert party["id"] == "islamic-state"
    assert (exempt["from_term"], exempt["target"]) == ("P1", ["islamic-state"])
    assert any(question.startswith("Do the words of the text leave Islamic State out") for question in asked(proposal))


def test_civilians_who_must_not_be_attacked_are_not_left_out_of_the_ceasefire(drafted, tables):
    proposal = drafted(
        "Chad and Libya signed a ceasefire on Saturday. The text said that civilians are to be exempted from attacks."
    )

    assert tables(proposal, "recital") == []
    assert tables(proposal, "exempt") == []
