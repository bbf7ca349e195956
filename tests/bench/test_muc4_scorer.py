"""The published score of role fillers, on made-up cases whose figures are worked out by hand."""

import pytest

from muc4_scorer import ROLES, agreeing, entity, gold_of, normalised, score


def fillers(**roles):
    return {role: [entity(mentions) for mentions in roles.get(role, [])] for role in ROLES}


GOLD = {
    "d1": fillers(
        PerpInd=[["raiders", "the men in grey"]],
        PerpOrg=[["Front of the Hills", "FH"]],
        Target=[["the mill", "old mill"], ["a bridge"], ["two lorries"]],
        Victim=[["Ada Quill"]],
        Weapon=[["mortar"]],
    ),
    "d2": fillers(),
}


def test_a_perfect_reader_gets_a_hundred_in_every_role():
    tallies = score(GOLD, GOLD)

    assert {tally.f1 for tally in tallies.values()} == {100.0}


def test_a_reader_that_says_nothing_gets_nothing():
    tallies = score({document: fillers() for document in GOLD}, GOLD)

    assert (tallies["micro"].precision, tallies["micro"].recall, tallies["micro"].f1) == (0, 0, 0)


def test_the_figures_are_those_worked_out_by_hand():
    """Seven expected; six predicted, four of them right: 4/6, 4/7 and 8/13."""
    predicted = {
        "d1": fillers(PerpInd=[["men in grey"]], Target=[["old mill"], ["bridge"], ["ferry"]], Victim=[["ada quill"]]),
        "d2": fillers(Weapon=[["knife"]]),
    }

    micro = score(predicted, GOLD)["micro"]

    assert (micro.right, micro.predicted, micro.expected) == (4, 6, 7)
    assert micro.precision == pytest.approx(66.667, abs=0.001)
    assert micro.recall == pytest.approx(57.143, abs=0.001)
    assert micro.f1 == pytest.approx(61.538, abs=0.001)


def test_two_predictions_of_one_entity_count_once():
    gold = [entity(["mill", "old mill"])]

    assert agreeing([entity(["mill"]), entity(["old mill"])], gold) == 1


def test_the_pairing_is_the_best_one_whatever_the_order():
    """The first prediction would fit both; only the second gold entity is left for it."""
    gold = [entity(["guards", "soldiers"]), entity(["guards"])]
    predicted = [entity(["guards"]), entity(["soldiers"])]

    assert agreeing(predicted, gold) == agreeing(predicted[::-1], gold) == 2


def test_one_foreign_mention_spoils_an_entity():
    assert agreeing([entity(["mill", "ferry"])], [entity(["mill", "old mill"])]) == 0


def test_words_around_a_mention_spoil_it():
    assert agreeing([entity(["the old mill at the river"])], [entity(["old mill"])]) == 0


def test_roles_are_never_mixed():
    predicted = {"d1": fillers(PerpInd=[["Ada Quill"]]), "d2": fillers()}

    assert score(predicted, GOLD)["micro"].right == 0


@pytest.mark.parametrize(
    ("words", "compared"),
    [
        ("The  Old Mill", "old mill"),
        ('the "Sons of the Hill"', "sons of hill"),
        ("a car-bomb", "carbomb"),
        ("people's army", "peoples army"),
        ("another", "another"),
    ],
)
def test_case_articles_and_punctuation_do_not_count(words, compared):
    assert normalised(words) == compared


def test_a_document_that_was_not_predicted_is_an_error():
    with pytest.raises(KeyError):
        score({"d1": fillers()}, GOLD)


def template(**roles):
    return {role: [[[words, 0] for words in mentions] for mentions in roles.get(role, [])] for role in ROLES}


def test_entities_of_all_templates_go_together_and_one_inside_another_is_left_out():
    record = {
        "templates": [
            template(Target=[["mill", "old mill"]], Weapon=[["bomb"]]),
            template(Target=[["mill"], ["bridge"]], Weapon=[["bomb", "device"]]),
        ]
    }

    gold = gold_of(record)

    assert gold["Target"] == [entity(["mill", "old mill"]), entity(["bridge"])]
    assert gold["Weapon"] == [entity(["bomb"])]


def test_a_record_of_extracts_is_taken_as_it_is():
    record = {"extracts": template(Weapon=[["bomb"], ["bomb", "device"]])}

    assert len(gold_of(record)["Weapon"]) == 2
