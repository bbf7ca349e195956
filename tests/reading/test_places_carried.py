"""Places of the clause beside and of the act told before: carried only where the text leaves one possible."""

import pytest

BESIDE = (
    ("Two soldiers were wounded when a rocket hit their carrier near Binnish.", "wounded", "Binnish"),
    ("A bomb went off as the column was passing the town of Ariha.", "roadside-bomb", "town of Ariha"),
    ("Militants attacked a patrol as it was inspecting the road near Makhambel.", "attack", "Makhambel"),
    ("Two people were killed after a shell landed in Binnish.", "killed", "Binnish"),
    ("Planes bombed a farm where families were sheltering near Saraqib.", "air-strike", "Saraqib"),
    ("The mission watched the withdrawal of arms from the depot at Cobasna.", "withdrawal", "Cobasna"),
    ("Explosions were heard from the industrial zone.", "explosion", "industrial zone"),
)


def of_act(read_text, text, act):
    """The names of the places of an act's claims."""
    return [c.place.name if c.place else None for c in read_text(text).claims if c.act == act]


@pytest.mark.parametrize(("text", "act", "place"), BESIDE)
def test_an_act_happened_where_its_circumstances_did(read_text, text, act, place):
    assert of_act(read_text, text, act) == [place]


def test_a_place_of_the_clause_beside_says_so(read_text):
    (claim,) = [c for c in read_text(BESIDE[0][0]).claims if c.act == "wounded"]

    assert claim.place.method.endswith("the only place of the clause “when …” beside the act")


APART = (
    ("Turkey retaliated after two soldiers were killed in Nayrab.", "retaliation"),
    ("Three people were wounded as they fled towards Saraqib.", "wounded"),
    ("A man was abducted when he was heading to Aleppo.", "abduction"),
    ("A man was abducted as he was heading to the airport in Aleppo.", "abduction"),
    ("Eight explosions were heard while planes flew over Saraqib.", "explosion"),
    ("Two men were killed when shells landed in Binnish and in Saraqib.", "killed"),
    ("Machine-gun fire can be heard from the Turkish side of the border.", "shelling"),
)


@pytest.mark.parametrize(("text", "act"), APART)
def test_a_place_that_may_be_of_something_else_is_not_taken(read_text, text, act):
    assert [name for name in of_act(read_text, text, act) if name] == []


def test_who_heard_an_explosion_says_only_that_it_was_near(read_text):
    (place,) = {c.place for c in read_text("The team in Mostar heard 20 explosions.").claims if c.place}

    assert place.relation == "near"
    assert "where it was heard, not where it was" in place.method


TAKEN_UP = (
    ("Shells hit a bus in Binnish on Monday. Two people were killed.", "killed"),
    ("Shells hit a bus in Binnish on Monday.\n\nFour passengers were wounded.", "wounded"),
    ("A bomb went off in Binnish. Nobody knew who had planted it. The army blamed rebels for the blast.", "explosion"),
    ("Jets bombed a farm in Binnish, in northern Syria. The ministry denied the attack.", "attack"),
    ("Shells hit a bus in Binnish on Monday. Two houses were destroyed.", "demolition"),
)


@pytest.mark.parametrize(("text", "act"), TAKEN_UP)
def test_casualties_and_reactions_happened_where_the_act_before_did(read_text, text, act):
    assert of_act(read_text, text, act)[-1] == "Binnish"


def test_a_place_from_the_act_before_says_so(read_text):
    (*_, claim) = read_text(TAKEN_UP[0][0]).claims

    assert claim.place.method.endswith("carried from the act told before as its only place")


NOT_TAKEN_UP = (
    "Shells hit a bus in Binnish and a farm in Saraqib. Two people were killed.",
    "Shells hit a bus in Binnish on Monday. Separately, two people were killed.",
    "Shells hit a bus in Binnish on Monday. Rebels killed two soldiers.",
    "Shells hit a bus in Binnish on Monday. Since March 200 people have been killed.",
    "Shells hit a bus in Binnish on Monday. Officials in Aleppo said two people were killed.",
    "Shells hit a bus in Binnish on Monday. Two people were killed in the country's east.",
    "Shells hit a bus. Two people were killed.",
    "The minister spoke in Binnish. Two people were killed.",
    "09:10 – Shells hit a bus in Binnish.\n\n09:20 – Two people were killed.",
)


@pytest.mark.parametrize("text", NOT_TAKEN_UP)
def test_where_another_place_is_possible_casualties_have_none(read_text, text):
    assert [name for name in of_act(read_text, text, "killed") if name] == []
