"""A denial or a silence answers what was said of that side just before, and nothing else."""


def answers(read_text, text):
    claims = read_text(text).claims
    by_id = {claim.id: claim for claim in claims}
    return [(c.stance.value, by_id[c.responds_to].act) for c in claims if c.responds_to]


def test_a_silence_answers_the_accusation_before_it(read_text):
    text = "Residents blamed Russian aircraft for an air strike on Binnish. Russia had no immediate comment."

    assert answers(read_text, text) == [("no-comment", "air-strike")]


def test_a_standing_denial_of_earlier_claims_answers_none(read_text):
    text = "Residents blamed Russian aircraft for an air strike on Binnish. Russia has denied similar previous claims."

    assert answers(read_text, text) == []


def test_nobody_answers_for_another_side(read_text):
    text = "Residents blamed Russian aircraft for an air strike on Binnish. Turkey had no immediate comment."

    assert answers(read_text, text) == []


def test_a_veiled_threat_is_the_outlets_word(read_text):
    text = "Moscow warned that its aircraft would fly on, a veiled threat to the town."
    glossed = [claim for claim in read_text(text).claims if claim.gloss]

    assert [(claim.act, claim.speaker.kind) for claim in glossed] in ([("threat", "publisher")], [("threat", "group")])
