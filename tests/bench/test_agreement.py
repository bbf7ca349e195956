"""Alpha on the examples that its author worked by hand, and what follows from its meaning."""

import pytest

from agreement import alpha, apart

TWO_VALUED = zip("0100000010", "1110010000", strict=True)
FIVE_VALUED = zip("aabbdcccedda", "babbbccceddd", strict=True)
FOUR_CODERS = zip("123321412...", "1233224125.3", ".3332342251.", "12332441251.", strict=True)
"""Examples A, B and C of Krippendorff, Computing Krippendorff's Alpha-Reliability (2011); a dot: not coded."""


@pytest.mark.parametrize(
    ("units", "published"), [(TWO_VALUED, 0.095), (FIVE_VALUED, 0.692), (FOUR_CODERS, 0.743)], ids=["A", "B", "C"]
)
def test_alpha_is_the_published_one(units, published):
    coded = [[None if value == "." else value for value in unit] for unit in units]

    assert alpha(coded) == pytest.approx(published, abs=0.0005)


def test_an_interval_distance_gives_the_published_interval_alpha():
    four = zip("123321412...", "1233224125.3", ".3332342251.", "12332441251.", strict=True)
    coded = [[None if value == "." else int(value) for value in unit] for unit in four]

    assert alpha(coded, lambda a, b: (a - b) ** 2) == pytest.approx(0.849, abs=0.0005)


def test_people_who_always_agree_have_alpha_one():
    assert alpha([("a", "a"), ("b", "b")]) == 1


def test_where_only_one_value_was_ever_used_there_is_no_alpha():
    """Nobody can be seen to agree where there was nothing to tell apart."""
    assert alpha([("a", "a"), ("a", "a")]) is None


def test_a_unit_that_one_person_coded_says_nothing():
    assert alpha([("a", "a"), ("b", "b"), ("a", None)]) == 1
    assert alpha([("a", None)]) is None


def test_sets_that_share_half_are_half_as_far_apart_as_sets_that_share_nothing():
    ab, bc, d = frozenset("ab"), frozenset("b"), frozenset("d")

    assert (apart(ab, ab), apart(ab, bc), apart(ab, d), apart(frozenset(), frozenset())) == (0, 0.5, 1, 0)


def test_sharing_part_of_a_set_counts_for_more_than_sharing_none():
    part = [(frozenset("ab"), frozenset("a")), (frozenset("c"), frozenset("c"))]
    none = [(frozenset("ab"), frozenset("d")), (frozenset("c"), frozenset("c"))]

    assert alpha(none, apart) < alpha(part, apart) < 1
