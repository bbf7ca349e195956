"""Figures are kept apart by source, window, area and population, and say what they may be held against."""

from __future__ import annotations

from trucewatch.linking import link
from trucewatch.model import Count


def cumulative(say, name, number, **given):
    given.setdefault("window", {"start": "2020-01-01", "end": "2020-03-05"})
    return say(name, "killed", on=None, cumulative=True, killed=number, **given)


def test_a_running_total_names_the_incident_that_it_takes_in(agreement, say, report):
    text = "Another soldier died in an attack in Idlib on Thursday, raising the number of soldiers killed to 59."
    single = say("a", "attack", at="Idlib province", killed=1, of="soldiers", quote=text[:54], pos=0)
    total = cumulative(say, "b", 59, of="soldiers", quote=text[56:], pos=56, at="Idlib province")

    linked = link([report("d1", single, total, text=text)], agreement=agreement)

    (incident,) = linked.incidents
    (tally,) = linked.tallies
    assert tally.flags == (f"the 59 includes incident {incident.id}'s 1 (a, “raising … to”)",)
    assert any("the 59 includes incident" in flag for flag in linked.flags)


def test_totals_of_other_scope_are_not_comparable_and_never_contradictory(agreement, say, report):
    bound = Count(kind="killed", of="civilians", at_least=301, words="more than 300")
    lower = cumulative(say, "a", 0, counts=(bound,), window={"start": "2019-12-01", "end": "2020-03-05"})
    exact = cumulative(say, "b", 612, of="civilians", by="Rescuers", at=None)

    linked = link([report("d1", lower, exact)], agreement=agreement)

    flags = [" ".join(t.flags) for t in linked.tallies]
    assert all("not comparable" in f and "the windows differ" in f and "one is only a bound" in f for f in flags)
    assert not any("differing tolls" in f for f in flags)


def test_totals_of_the_same_thing_that_exclude_each_other_are_both_kept_and_flagged(agreement, say, report):
    readings = [report("d1", cumulative(say, "a", 40, by="TM")), report("d2", cumulative(say, "b", 55, by="Rescuers"))]

    linked = link(readings, agreement=agreement)

    assert [t.at_least for t in linked.tallies] == [40, 55]
    assert all(any(f.startswith("differing tolls") for f in t.flags) for t in linked.tallies)


def test_a_sources_later_figure_supersedes_its_earlier_one_and_both_stay(agreement, say, report):
    readings = [
        report("d1", say("a", "air-strike", killed=34, by="TM"), published="2020-03-10T10:00+00:00"),
        report("d2", say("b", "air-strike", killed=56, by="TM"), published="2020-03-10T12:00+00:00"),
        report("d3", say("c", "air-strike", killed=78, by="TM"), published="2020-03-10T18:00+00:00"),
    ]

    (incident,) = link(readings, agreement=agreement).incidents

    by_figure = {t.at_least: t for t in incident.tallies}
    assert by_figure[34].superseded_by == by_figure[56].id
    assert by_figure[56].superseded_by == by_figure[78].id
    assert by_figure[78].superseded_by is None


def test_another_source_never_supersedes(agreement, say, report):
    readings = [
        report("d1", say("a", killed=9, by="TM"), published="2020-03-10T10:00+00:00"),
        report("d2", say("b", killed=2, by="North News"), published="2020-03-11T10:00+00:00"),
    ]

    (incident,) = link(readings, agreement=agreement).incidents

    assert {t.superseded_by for t in incident.tallies} == {None}


def test_a_copied_figure_counts_once(agreement, say, report):
    readings = [
        report("d1", cumulative(say, "a", 612, by="Rescuers"), publisher="Wire"),
        report("d2", cumulative(say, "b", 612, by="Rescuers"), publisher="Copyist", origin="Wire"),
    ]

    first, second = link(readings, agreement=agreement).tallies

    assert first.flags == ()
    assert second.flags == (f"same figure of the same source as {first.id}: counts once",)


def test_a_figure_told_again_in_one_document_counts_once(agreement, say, report):
    text = "A strike on Binnish killed nine.\n\nThe strike on Binnish killed nine people."
    lead = say("a", "air-strike", killed=9, quote=text[:31])
    body = say("b", "air-strike", killed=9, quote=text[34:], pos=34)

    (incident,) = link([report("d1", lead, body, text=text)], agreement=agreement).incidents

    first, again = incident.tallies
    assert first.flags == ()
    assert again.flags == (f"same figure told again in one document as {first.id}: counts once",)


def test_equal_figures_of_one_sentence_are_two_figures(agreement, say, report):
    text = "A strike on Binnish killed two men and then killed two men who had come to help."
    one = say("a", "air-strike", killed=2, quote=text[:34])
    other = say("b", "air-strike", killed=2, quote=text[44:], pos=44)

    (incident,) = link([report("d1", one, other, text=text)], agreement=agreement).incidents

    assert [t.flags for t in incident.tallies] == [(), ()]


def test_a_part_is_never_added_to_its_whole(agreement, say, report):
    whole = say("a", killed=7)
    part = say("b", "killed", pos=20, counts=(Count(kind="killed", of="children", at_least=4, at_most=4, part_of="a"),))

    (incident,) = link([report("d1", whole, part)], agreement=agreement).incidents

    assert {t.of: t.part_of for t in incident.tallies} == {"people": None, "children": "a"}


def test_tolls_of_other_people_are_not_differing_tolls(agreement, say, report):
    readings = [
        report("d1", say("a", killed=6, of="soldiers", by="TM")),
        report("d2", say("b", killed=9, of="fighters", by="Rescuers")),
    ]

    (incident,) = link(readings, agreement=agreement).incidents

    assert all(t.flags == () for t in incident.tallies)


def test_totals_of_which_nobody_says_since_when_neither_differ_nor_follow_each_other(agreement, say, report):
    readings = [
        report("d1", cumulative(say, "a", 14, by="TM", window=None), published="2020-03-05T10:00+00:00"),
        report("d2", cumulative(say, "b", 8, by="TM", window=None), published="2020-11-04T10:00+00:00"),
        report("d3", cumulative(say, "c", 9, by="Rescuers", window=None), published="2020-11-04T10:00+00:00"),
    ]

    linked = link(readings, agreement=agreement)

    assert not any(t.superseded_by for t in linked.tallies)
    assert not any("differing tolls" in flag for t in linked.tallies for flag in t.flags)
    assert all("a window is not stated" in " ".join(t.flags) for t in linked.tallies)
