"""How many: bounds as the words put them, parts, tolls, windows, and no sum that nobody stated."""

import pytest

BOUNDS = {
    "Four people were killed in Binnish.": ("killed", 4, 4),
    "At least four people were killed in Binnish.": ("killed", 4, None),
    "More than 300 people were killed in Binnish.": ("killed", 301, None),
    "Up to 20 people were killed in Binnish.": ("killed", None, 20),
    "Between 10 and 15 people were killed in Binnish.": ("killed", 10, 15),
    "Dozens of people were killed in Binnish.": ("killed", None, None),
    "A family of five was killed in Binnish.": ("killed", 5, 5),
    "A child was killed in Binnish.": ("killed", 1, 1),
    "Twenty-two soldiers were wounded in Binnish.": ("wounded", 22, 22),
    "Nearly one million people were displaced.": ("displaced", None, 999_999),
    "The strike left 33 people dead.": ("killed", 33, 33),
    "Fewer than ten people were wounded in Binnish.": ("wounded", None, 9),
    "The air strike killed 1,200 people.": ("killed", 1200, 1200),
    "Three people are missing after the strike.": ("missing", 3, 3),
    "The army fired four rockets at the village.": ("munitions", 4, 4),
    "The army carried out two air strikes on the town.": ("events", 2, 2),
    "Gunmen kidnapped two aid workers.": ("captured", 2, 2),
}


@pytest.mark.parametrize(("text", "count"), BOUNDS.items())
def test_a_number_has_the_bounds_that_its_words_give(told, text, count):
    assert count in [number for c in told(text) for number in c["counts"]], told(text)


def test_killed_and_wounded_of_one_act_share_a_claim(told):
    claims = told("The strike killed four people and wounded nine others.")

    assert [("killed", 4, 4), ("wounded", 9, 9)] in [c["counts"] for c in claims], claims


def test_what_is_counted_is_named(told):
    claims = told("The strike killed four soldiers.")

    assert [c["of"] for c in claims if c["counts"]] == [["soldiers"]]


PARTS = {
    "The strike killed 15 people, including five women and two children.": [5, 2],
    "The strike killed 15 people, including at least two children.": [2],
    "The strike killed seven civilians, four of them children.": [4],
}


@pytest.mark.parametrize(("text", "parts"), PARTS.items())
def test_a_part_of_a_number_is_a_claim_of_its_own_that_points_to_the_whole(read_text, text, parts):
    claims = read_text(text).claims
    inner = [c for c in claims if any(n.part_of for n in c.counts)]
    ids = {c.id for c in claims}

    assert sorted(c.counts[0].at_least for c in inner) == sorted(parts)
    assert all(c.counts[0].part_of in ids - {c.id} for c in inner)


def test_a_part_named_before_the_verb_is_a_claim_of_its_own(told):
    claims = told("More than 300 civilians, at least 100 children among them, were killed.")

    assert [c["counts"] for c in claims if c["part"]] == [[("killed", 100, None)]]


def test_a_part_is_never_added_to_its_whole(told):
    claims = told("The strike killed 15 people, including five women.")

    assert [c["counts"] for c in claims if c["counts"] and not c["part"]] == [[("killed", 15, 15)]]


TOLLS = (
    "One soldier died on Thursday, raising the toll to 59.",
    "The strike brought the death toll to 59.",
    "The death toll rose to 59.",
)


@pytest.mark.parametrize("text", TOLLS)
def test_a_toll_is_a_cumulative_figure_of_its_own(told, text):
    tolls = [c for c in told(text) if ("killed", 59, 59) in c["counts"]]

    assert [c["cumulative"] for c in tolls] == [True]


def test_a_toll_is_not_given_to_the_incident_that_raised_it(told):
    claims = told("One soldier died on Thursday, raising the toll to 59.")

    assert [c["counts"] for c in claims if c["counts"] and not c["cumulative"]] == [[("killed", 1, 1)]]


WINDOWS = {
    "At least 300 people have been killed since 1 February 2020.": ("2020-02-01", "2020-03-05"),
    "The army has killed 40 people since 1 February 2020.": ("2020-02-01", "2020-03-05"),
}


@pytest.mark.parametrize(("text", "window"), WINDOWS.items())
def test_a_figure_over_a_stretch_carries_its_window_and_no_day(told, text, window):
    (claim,) = [c for c in told(text) if c["counts"]]

    assert claim["cumulative"]
    assert claim["window"] == window
    assert claim["when"] is None


OVER_THE_PAST = (
    "The army violated the ceasefire 19 times over the past 24 hours.",
    "Twelve people were killed over the past three days.",
    "Since the start of the year, 40 people have been killed.",
)


@pytest.mark.parametrize("text", OVER_THE_PAST)
def test_a_stretch_named_in_any_place_makes_a_figure_cumulative(told, text):
    counted = [c for c in told(text) if c["counts"]]

    assert [c["cumulative"] for c in counted] == [True]


def test_a_figure_of_one_day_is_not_cumulative(told):
    (claim,) = [c for c in told("Four people were killed in Binnish on Thursday.") if c["counts"]]

    assert not claim["cumulative"]
    assert claim["window"] is None
    assert claim["when"] == ("2020-03-05", "2020-03-05")


def test_have_been_killed_without_a_day_sums_up(told):
    (claim,) = [c for c in told("Forty people have been killed in Binnish.") if c["counts"]]

    assert claim["cumulative"]


def test_times_count_the_act_itself(told):
    (claim,) = [c for c in told("The army violated the ceasefire 19 times.") if c["counts"]]

    assert claim["counts"] == [("events", 19, 19)]


def test_a_list_by_place_gives_each_place_its_part(told):
    text = "The centre recorded 6 violations on Thursday: Latakia - 4, Idlib - 2."
    claims = told(text)

    assert {c["place"]: c["counts"][0][1] for c in claims if c["part"]} == {"Latakia": 4, "Idlib": 2}, claims


def test_a_list_of_numbers_that_nothing_introduces_is_left_alone(told):
    assert [c for c in told("The results are out.\n\nLatakia - 4, Idlib - 2.") if c["counts"]] == []


def test_no_sum_is_made_of_numbers_that_stand_apart(told):
    text = "Four people were killed in Binnish. Three people were killed in Sarmin."

    assert sorted(n for c in told(text) for n in c["counts"]) == [("killed", 3, 3), ("killed", 4, 4)]


def test_a_sum_that_does_not_fit_its_parts_is_kept_as_it_is(told):
    text = "The centre recorded 7 violations on Thursday: Latakia - 4, Idlib - 2."

    assert ("events", 7, 7) in [n for c in told(text) for n in c["counts"]]


NO_COUNT = (
    "The 65-year-old man spoke.",
    "The 35th brigade left the town.",
    "He spoke on 5 March 2020.",
    "The price rose by 40 percent.",
    "Resolution 2254 was adopted.",
    "The M4 was shut for two hours.",
    "The village lies six km away.",
)


@pytest.mark.parametrize("text", NO_COUNT)
def test_a_number_that_counts_nobody_is_no_figure(told, text):
    assert [n for c in told(text) for n in c["counts"]] == []


def test_a_number_in_what_might_have_been_has_no_bounds(told):
    text = "“Without the truce, four million people would have been killed,” he said."

    assert all(n[1] is None for c in told(text) for n in c["counts"])


def test_no_casualties_is_not_a_count_of_anybody(told):
    for text in ("There were no casualties.", "Nobody was killed.", "No one was wounded in the strike."):
        assert all(n[1] in (None, 0) for c in told(text) for n in c["counts"])


def test_neutralised_is_never_a_count_of_the_dead(told):
    claims = told("The ministry said 21 fighters were neutralised.")

    assert all(n[0] != "killed" for c in claims for n in c["counts"])


def test_a_figure_belongs_to_who_states_it(told):
    text = "The ministry said four people were killed. The Observatory said nine people were killed."

    assert {c["speaker"]: c["counts"][0][1] for c in told(text) if c["counts"]} == {"ministry": 4, "Observatory": 9}


def test_figures_that_disagree_are_both_kept(told):
    text = "The ministry said four people were killed, but the Observatory said nine people were killed."

    assert sorted(n[1] for c in told(text) for n in c["counts"]) == [4, 9]


def test_casualties_told_beside_a_threat_are_no_figure_of_the_threat(told):
    claims = told("With dozens of his troops dead, the president had threatened the neighbours.")

    assert all(not c["counts"] for c in claims if c["act"] == "threat")


def test_no_fewer_than_is_a_bound_and_no_denial(told):
    (claim,) = told("No fewer than 12 were killed.")

    assert (claim["counts"], claim["negated"]) == ([("killed", 12, None)], False)
