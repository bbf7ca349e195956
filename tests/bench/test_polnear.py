"""The measure of who says what: what matches, what is left out, how a standoff file is read."""

import polnear
from polnear import Gold, Ours, Tally, dice, parse, points, score

TEXT = "The mayor said the bridge was shut, and that the guard had said it was safe."
FILE = """\
T1\tSource 0 9\tThe mayor
T2\tCue 10 14\tsaid
T3\tContent 15 34;39 75\tthe bridge was shut that the guard had said it was safe
T4\tAttribution 10 14\tsaid
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3
T5\tDiscard 0 3\tThe
"""


def ours(source, content, cue=None):
    return Ours(points(source), points(content), points(source) | points(content) | points(cue), "said")


def tally_of(gold, found, sourceless=()):
    tally = Tally()
    score(tally, TEXT, list(gold), list(sourceless), list(found))
    return tally


def test_a_content_in_several_pieces_is_read_as_their_union():
    (gold,) = parse(FILE)

    assert gold.source == frozenset(range(9))
    assert gold.content == frozenset(range(15, 34)) | frozenset(range(39, 75))
    assert gold.cue == "said"


def test_dice_is_one_for_the_same_and_nothing_for_what_is_absent():
    assert dice(points((0, 4)), points((0, 4))) == 1
    assert dice(points((0, 4)), points((2, 6))) == 0.5
    assert dice(points(None), points((0, 4))) == 0


def test_source_and_content_must_both_overlap_by_half():
    (gold,) = parse(FILE)
    right, wrong_source = ours((0, 9), (15, 75)), ours((47, 52), (15, 75))

    assert tally_of([gold], [right]).pairs == 1
    assert tally_of([gold], [wrong_source]).pairs == 0
    assert tally_of([gold], [wrong_source]).contents == 1


def test_two_of_ours_never_match_one_of_the_gold():
    (gold,) = parse(FILE)
    tally = tally_of([gold], [ours((0, 9), (15, 75)), ours((0, 9), (15, 74))])

    assert (tally.pairs, tally.ours_judged) == (1, 2)


def test_an_attribution_inside_a_gold_content_is_not_judged():
    (gold,) = parse(FILE)
    nested = ours((44, 53), (63, 75), (58, 62))
    tally = tally_of([gold], [ours((0, 9), (15, 75)), nested])

    assert (tally.ours, tally.ours_judged) == (2, 1)


def test_what_the_gold_gives_no_source_is_neither_asked_for_nor_wrong():
    sourceless = Gold(frozenset(), points((15, 34)), "was said")
    tally = tally_of([], [ours((0, 9), (15, 34))], [sourceless])

    assert (tally.gold, tally.ours_judged) == (0, 0)


def test_each_article_is_always_in_the_same_half():
    names = [f"article-{n}" for n in range(200)]
    held = [polnear.held_back(name) for name in names]

    assert held == [polnear.held_back(name) for name in names]
    assert 60 < sum(held) < 140


def test_without_the_corpus_there_is_nothing_to_measure(tmp_path):
    assert polnear.measure(tmp_path) is None
