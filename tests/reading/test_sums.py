"""Numbers in company: parts and their whole, lists and tables by place, several kinds of count in one sentence."""

import pytest

from trucewatch.model import Count
from trucewatch.reading.casualties import by_pattern
from trucewatch.reading.counts import Figure

UNEVEN = (
    "The centre recorded 7 violations on Thursday: Latakia - 4, Idlib - 2.",
    "The strike killed 12 people, including eight women and six children.",
    "12 people were killed: 5 men, 4 women and 2 children.",
)
EVEN = (
    "The centre recorded 6 violations on Thursday: Latakia - 4, Idlib - 2.",
    "The strike killed 12 people, including six women and two children.",
)


def reviews(read_text, text):
    return [note for claim in read_text(text).claims for note in claim.review]


@pytest.mark.parametrize("text", UNEVEN)
def test_a_sum_that_does_not_fit_its_parts_is_marked_for_review(read_text, text):
    assert reviews(read_text, text) != []


@pytest.mark.parametrize("text", EVEN)
def test_a_sum_that_fits_its_parts_or_leaves_room_is_not_marked(read_text, text):
    assert reviews(read_text, text) == []


@pytest.mark.parametrize(
    ("text", "figures"), [(UNEVEN[0], [7, 4, 2]), (UNEVEN[1], [12, 8, 6]), (UNEVEN[2], [12, 5, 4, 2])]
)
def test_a_sum_that_does_not_fit_its_parts_is_not_repaired(told, text, figures):
    assert [n[1] for c in told(text) for n in c["counts"]] == figures


def test_parts_point_to_their_whole_also_where_they_do_not_fit(read_text):
    whole, *parts = [c for c in read_text(UNEVEN[0]).claims if c.counts]

    assert [p.counts[0].part_of for p in parts] == [whole.id, whole.id]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The strike killed 12 people: seven men and five women.", [7, 5]),
        ("Eight soldiers, six officers and two guards, were killed.", [6, 2]),
    ],
)
def test_parts_that_only_a_colon_or_commas_name_are_parts(told, text, parts):
    assert [n[1] for c in told(text) if c["part"] for n in c["counts"]] == parts


LISTED = {
    "Six violations were recorded on Monday: Latakia - 4; Idlib - 2.": {"Latakia": 4, "Idlib": 2},
    "Six violations were recorded on Monday:\n\n- Latakia: 4\n- Idlib: 2": {"Latakia": 4, "Idlib": 2},
}


@pytest.mark.parametrize(("text", "by_place"), LISTED.items())
def test_a_list_of_places_counts_what_stands_before_it(told, text, by_place):
    assert {c["place"]: c["counts"][0][1] for c in told(text) if c["part"]} == by_place


TABLES = {
    "Six violations were recorded on Monday.\n\nLatakia | 4\nIdlib | 2": {"Latakia": 4, "Idlib": 2},
    "Six violations were recorded on Monday: Latakia 4; Idlib 2.": {"Latakia": 4, "Idlib": 2},
    "The army opened fire six times: in Latakia four times and in Idlib twice.": {"Latakia": 4, "Idlib": 2},
}


@pytest.mark.parametrize(("text", "by_place"), TABLES.items())
def test_a_table_or_a_list_in_words_counts_by_place(told, text, by_place):
    assert {c["place"]: c["counts"][0][1] for c in told(text) if c["part"]} == by_place


KINDS = {
    "The army captured 12 rebels on Monday.": ("captured", 12, 12),
    "Nine people are missing after the raid.": ("missing", 9, 9),
    "The shelling displaced 300 families.": ("displaced", 300, 300),
    "Observers recorded 35 explosions on Monday.": ("events", 35, 35),
    "The mission recorded 120 ceasefire violations on Monday.": ("events", 120, 120),
    "The army fired 20 shells at Binnish.": ("munitions", 20, 20),
}


@pytest.mark.parametrize(("text", "count"), KINDS.items())
def test_what_is_counted_decides_the_kind_of_count(told, text, count):
    assert [n for c in told(text) for n in c["counts"]] == [count]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The mission recorded 35 explosions and 12 bursts of fire on Monday.", [("events", 35), ("events", 12)]),
        ("The rebels took 12 soldiers prisoner on Monday.", [("captured", 12)]),
    ],
)
def test_every_number_of_a_bulletin_is_counted(told, text, counts):
    assert [n[:2] for c in told(text) for n in c["counts"]] == counts


def test_killed_or_wounded_is_no_count_of_the_dead(told):
    claims = told("At least three people were killed or wounded.")

    assert [n for c in claims for n in c["counts"] if n[0] == "killed"] == []


OPEN = {
    "Twelve people were killed or injured in the shelling.": "killed or injured",
    "The shelling killed or wounded 12 people.": "killed or wounded",
    "The army said it had killed or captured 20 fighters.": "killed or captured",
    "Forty soldiers were dead or injured.": "dead or injured",
    "Drone strikes wounded or killed 5 farmers.": "wounded or killed",
    "Up to 20 people have been killed or are missing.": "killed or are missing",
    "Fourteen people were killed and wounded in the attack.": "killed and wounded",
    "The toll of killed or wounded rose to 59.": "killed or wounded",
    "The shelling caused 14 casualties.": "casualties",
}


@pytest.mark.parametrize(("text", "words"), OPEN.items())
def test_a_number_whose_words_leave_its_kind_open_is_no_count_and_is_marked(told, read_text, text, words):
    assert [c["counts"] for c in told(text) if c["counts"]] == []
    assert any(f"“{words}” leaves open" in note for note in reviews(read_text, text))


def test_a_number_of_neutralised_keeps_its_words_and_no_bounds(told, read_text):
    text = "The ministry said 21 fighters were neutralised."
    assert [c["counts"] for c in told(text)] == [[("events", None, None)]]
    assert any("“neutralised” leaves open" in note for note in reviews(read_text, text))


SURE = {
    "Three people were killed and two were wounded or missing.": [("killed", 3, 3)],
    "The army killed 12 fighters, and others were killed or wounded.": [("killed", 12, 12)],
    "There were 14 casualties in the attack: four dead and ten wounded.": [("killed", 4, 4), ("wounded", 10, 10)],
    "The strike killed five people and wounded 12.": [("killed", 5, 5), ("wounded", 12, 12)],
}


@pytest.mark.parametrize(("text", "counts"), SURE.items())
def test_a_number_beside_one_of_an_open_kind_is_counted(told, text, counts):
    assert [n for c in told(text) for n in c["counts"]] == counts


def test_a_part_of_a_number_of_an_open_kind_is_no_count_of_the_dead(told):
    claims = told("The shelling killed or wounded 12 people, including five children.")

    assert [c["counts"] for c in claims if c["counts"]] == []


NOT_ALL = (
    "The strike killed 12 people, including 10 civilians and six children.",
    "The strike killed 12 people: among them six men and two children.",
    "The strike killed 12 people: seven men, two women and others.",
    "The centre recorded 7 violations on Thursday: Latakia - 4, Idlib - 2 and Hama.",
    "The centre recorded 7 violations on Thursday:\n\nLatakia | 4\nIdlib | 2\nthe coast | 1",
)


@pytest.mark.parametrize("text", NOT_ALL)
def test_parts_that_may_overlap_or_are_not_all_of_a_sum_are_not_marked(read_text, text):
    assert reviews(read_text, text) == []


NO_PARTS = (
    "The shelling killed 3 people: five children and two women were wounded elsewhere.",
    "Five soldiers, three officers and two guards were killed.",
)


@pytest.mark.parametrize("text", NO_PARTS)
def test_a_list_that_goes_on_counting_others_names_no_parts(told, text):
    assert not any(c["part"] for c in told(text))


def test_days_after_a_colon_are_no_places(told):
    claims = told("Six violations were recorded on these days: March 5, April 2.")

    assert not any(c["part"] for c in claims)


def test_a_toll_since_an_event_has_a_window_whose_start_is_left_open(told):
    """When the truce began is not said here; nobody guesses it."""
    for text in ("The death toll since the truce stands at 59.", "Forty people have been killed since the ceasefire."):
        (claim,) = [c for c in told(text) if c["counts"]]

        assert (claim["cumulative"], claim["window"]) == (True, (None, "2020-03-05"))


def test_a_casualty_number_that_two_ways_read_differently_is_marked_and_kept(parsed):
    """The parse took the four for wounded; the word beside them says killed."""
    (sentence,) = parsed("Four killed.")
    quantity = _quantity("Four", (0, 4))
    taken = {(0, 4): Figure(Count(kind="wounded", at_least=4, at_most=4, words="Four", span=(0, 4)), None)}
    by_pattern(sentence, [quantity], [], taken)
    (figure,) = taken.values()

    assert figure.review == "parser reads wounded, pattern reads killed"
    assert figure.count.kind == "wounded"


def _quantity(words, span):
    from trucewatch.reading.quantities import find_quantities

    (found,) = find_quantities(f"{words} killed.")
    assert found.span == span
    return found
