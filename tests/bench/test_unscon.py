"""The measure of criticism and rebuttal: labels, whose stances count, and the mean of the three F1."""

import unscon
from trucewatch.model import Claim, Speaker, Stance

OWN = Speaker(name="publisher", kind="publisher")


def claim(stance, speaker=OWN):
    return Claim(id="d#1", document="d", span=(0, 1), quote="x", speaker=speaker, stance=stance)


def test_the_sheets_columns_give_the_label():
    assert unscon.label_of({"A0": "Direct_NegEval", "B1": "_"}) == "criticism"
    assert unscon.label_of({"A0": "_", "B1": "Correction"}) == "rebuttal"
    assert unscon.label_of({"A0": "_", "B1": "Challenge"}) == "rebuttal"
    assert unscon.label_of({"A0": "_", "B1": "_"}) == "none"


def test_a_denial_beside_an_accusation_is_a_rebuttal():
    assert unscon.label_from([claim(Stance.ACCUSES), claim(Stance.REJECTS)]) == "rebuttal"
    assert unscon.label_from([claim(Stance.ACCUSES)]) == "criticism"
    assert unscon.label_from([claim(Stance.DEMANDS)]) == "none"


def test_only_the_delegations_own_voice_counts():
    assert unscon.is_own(OWN, "Narnia")
    assert unscon.is_own(Speaker(name="Narnia", kind="group"), "Narnia")
    assert not unscon.is_own(Speaker(name="Archenland", kind="group"), "Narnia")


def test_a_sentence_is_judged_by_the_claims_that_begin_in_it():
    labels = unscon.predicted("s", "Narnia", ["We thank the briefers.", "We condemn the shelling of the town."])

    assert labels == ["none", "criticism"]


def test_tokens_are_put_together_as_print_has_them():
    assert unscon.glued("It is a self - defence group , they say .  ") == "It is a self-defence group, they say."


def test_the_mean_weighs_the_three_labels_alike():
    pairs = [("none", "none"), ("criticism", "criticism"), ("rebuttal", "none")]

    assert unscon.figures_of(pairs)["macro_f1"] == round((100 * 2 / 3 + 100 + 0) / 3, 1)


def test_without_the_sheet_there_is_nothing_to_measure(tmp_path):
    assert unscon.measure(tmp_path) is None
