"""Which claims become one incident, which stay apart, and which found none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trucewatch.agreement.terms import Duty, Pattern, Source
from trucewatch.linking import link
from trucewatch.model import Count, Doubt, Named, Place, When


def groups(linked):
    return sorted(sorted(i.claims) for i in linked.incidents)


def test_two_documents_with_differing_tolls_are_one_incident_with_both_tolls(agreement, say, report):
    readings = [
        report("d1", say("a", "air-strike", killed=15, by="TM")),
        report("d2", say("b", "air-strike", killed=14, by="Rescuers"), publisher="Courier"),
    ]

    linked = link(readings, agreement=agreement)

    (incident,) = linked.incidents
    assert sorted(t.at_least for t in incident.tallies) == [14, 15]
    assert all("differing tolls" in " ".join(t.flags) for t in incident.tallies)


def test_one_document_that_tells_an_event_twice_makes_one_incident(agreement, say, report):
    readings = [
        report(
            "d1",
            say("a", "attack", at="Idlib province", killed=1, of="soldiers", targets=["soldiers"], pos=0),
            say("b", "killed", at="Idlib province", killed=1, of="soldiers", targets=["soldiers"], pos=60),
        ),
    ]

    assert groups(link(readings, agreement=agreement)) == [["a", "b"]]


def test_an_event_with_counts_by_place_in_one_bulletin_is_several(agreement, say, report):
    bulletin = report(
        "d1",
        say("a", at="Ariha", killed=1, pos=0),
        say("b", at="Kafraya", killed=2, pos=40),
        say("c", at="Binnish", killed=1, pos=80),
    )

    assert groups(link([bulletin], agreement=agreement)) == [["a"], ["b"], ["c"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"on": "2020-03-05"}, {"on": "2020-03-06"}),
        ({"at": "Binnish"}, {"at": "Duwayla"}),
        (
            {"on": When(start="2020-03-10T09:00+00:00", end="2020-03-10T09:00+00:00")},
            {"on": When(start="2020-03-10T18:00+00:00", end="2020-03-10T18:00+00:00")},
        ),
    ],
    ids=["named days", "places", "clock times"],
)
def test_contradicting_times_or_places_never_join(agreement, say, report, one, other):
    readings = [
        report("d1", say("a", killed=3, actors=["Northern jets"], targets=["farm"], **one)),
        report("d2", say("b", killed=3, actors=["Northern jets"], targets=["farm"], **other)),
    ]

    assert groups(link(readings, agreement=agreement)) == [["a"], ["b"]]


def test_contradicting_claims_do_not_meet_through_a_vague_third(agreement, say, report):
    readings = [
        report("d1", say("a", "air-strike", at="Binnish", actors=["Northern jets"])),
        report("d2", say("b", "air-strike", at="Duwayla", actors=["Northern jets"])),
        report("d3", say("c", "air-strike", at="Idlib province", actors=["Northern jets"])),
    ]

    linked = link(readings, agreement=agreement)

    assert groups(linked) == [["a"], ["b"], ["c"]]


def test_a_vague_claim_whose_toll_fits_only_one_act_joins_it(agreement, say, report):
    readings = [
        report("d1", say("a", "air-strike", at="Binnish", actors=["Northern jets"], killed=15)),
        report("d2", say("b", "air-strike", at="Duwayla", actors=["Northern jets"], killed=3)),
        report("d3", say("c", "air-strike", at="Idlib province", actors=["Northern jets"], killed=15)),
    ]

    assert groups(link(readings, agreement=agreement)) == [["a", "c"], ["b"]]


def test_a_vague_claim_that_fits_two_acts_joins_neither_and_says_so(agreement, say, report):
    readings = [
        report("d1", say("a", "air-strike", at="Binnish", actors=["Northern jets"], targets=["farm"])),
        report("d2", say("b", "air-strike", at="Duwayla", actors=["Northern jets"], targets=["farm"])),
        report("d3", say("c", "air-strike", at="Idlib province", actors=["Northern jets"], targets=["farm"])),
    ]

    linked = link(readings, agreement=agreement)

    assert groups(linked) == [["a"], ["b"], ["c"]]
    assert any("c could be the act of a or of b" in flag for flag in linked.flags)


def test_reports_that_differ_over_the_means_only_are_one_act(agreement, say, report):
    readings = [
        report("d1", say("a", "missile-launch", killed=2, targets=["Northern soldiers"])),
        report("d2", say("b", "roadside-bomb", killed=2, targets=["Northern soldiers"]), publisher="Courier"),
    ]

    (incident,) = link(readings, agreement=agreement).incidents

    assert "the means are told differently (missile-launch, roadside-bomb) -3.0" in incident.why[0]


def test_a_shelling_and_an_air_strike_on_one_day_and_place_are_two_acts(agreement, say, report):
    readings = [
        report("d1", say("a", "air-strike", killed=2, actors=["Northern forces"])),
        report("d2", say("b", "shelling", killed=3, actors=["Northern forces"]), publisher="Courier"),
    ]

    assert groups(link(readings, agreement=agreement)) == [["a"], ["b"]]


def test_a_part_of_a_toll_belongs_to_the_act_of_the_whole(agreement, say, report):
    part = Count(kind="killed", of="children", at_least=4, at_most=4, part_of="a")
    reading = report(
        "d1", say("a", "air-strike", killed=7), say("b", "killed", on=None, at=None, counts=(part,), pos=900)
    )

    (incident,) = link([reading], agreement=agreement).incidents

    assert {t.of: t.at_least for t in incident.tallies} == {"people": 7, "children": 4}


def test_deaths_without_a_date_found_no_incident_and_join_none(agreement, say, report):
    readings = [report("d1", say("a", "air-strike", killed=2, pos=0), say("b", "killed", on=None, killed=2, pos=20))]

    linked = link(readings, agreement=agreement)

    assert groups(linked) == [["a"]]
    (apart,) = linked.tallies
    assert apart.claim == "b"
    assert "no date: belongs to no incident and to no total" in apart.flags


@pytest.mark.parametrize(
    "stance",
    ["promises", "warns", "demands", "predicts", "hopes", "hypothetical", "denies", "no-comment", "rejects", "agrees"],
)
def test_words_about_what_may_should_or_did_not_happen_found_no_incident(agreement, say, report, stance):
    linked = link([report("d1", say("a", killed=9, stance=stance))], agreement=agreement)

    assert linked.incidents == ()
    assert linked.tallies == ()


def test_a_negated_claim_founds_no_incident(agreement, say, report):
    assert link([report("d1", say("a", negated=True))], agreement=agreement).incidents == ()


def test_a_running_total_is_a_tally_and_never_an_incident(agreement, say, report):
    linked = link([report("d1", say("a", "killed", killed=612, cumulative=True))], agreement=agreement)

    assert linked.incidents == ()
    assert [t.at_least for t in linked.tallies] == [612]


@pytest.mark.parametrize(("act", "count"), [("talks", 0), ("overflight", 1), ("troop-movement", 0), ("shelling", 1)])
def test_an_act_founds_an_incident_if_it_does_harm_or_a_term_prohibits_it(agreement, say, report, act, count):
    assert len(link([report("d1", say("a", act))], agreement=agreement).incidents) == count


def test_an_act_without_date_and_place_is_named_and_joined_to_nothing(agreement, say, report):
    linked = link([report("d1", say("a", "shoot-down", on=None, at=None))], agreement=agreement)

    assert linked.incidents == ()
    assert linked.flags == ("a tells of shoot-down without a date or a place: kept as a claim, joined to no incident",)


def test_whose_word_it_is_counts_once_however_many_print_it(agreement, say, report):
    readings = [
        report("d1", say("a", by="TM"), publisher="Gazette"),
        report("d2", say("b", by="the war monitor"), publisher="Courier"),
        report("d3", say("c"), publisher="Copyist", origin="Wire"),
        report("d4", say("d"), publisher="Wire"),
        report("d5", say("e"), publisher=None),
    ]

    (incident,) = link(readings, agreement=agreement).incidents

    assert [(o.name, o.claims, o.unaffiliated) for o in incident.origins] == [
        ("The Monitor", ("a", "b"), True),
        ("Wire", ("c", "d"), False),
        ("unknown (d5)", ("e",), False),
    ]


def test_a_listed_outlet_brings_its_affiliation(agreement, say, report):
    (incident,) = link([report("d1", say("a"), publisher="North News")], agreement=agreement).incidents

    assert [(o.affiliated, o.unaffiliated) for o in incident.origins] == [("north", False)]


def test_differing_authors_stand_side_by_side_in_one_incident(agreement, say, report):
    readings = [
        report("d1", say("a", actors=["Northern forces"])),
        report("d2", say("b", actors=["Southern forces"]), publisher="Courier"),
    ]

    (incident,) = link(readings, agreement=agreement).incidents

    assert [[n.name for n in each.actors] for each in incident.actors] == [["Northern forces"], ["Southern forces"]]


def test_where_places_differ_the_incident_covers_both_and_is_not_surer_than_either(agreement, say, report):
    east = Doubt(kind="sector", points=((36.70, 35.90),), to_m=1000, bearing=90, half_angle=45)
    one = Place(name="Old Mill", lon=36.70, lat=35.90, radius_m=1000, doubt=east)
    other = Place(name="Mill Farm", lon=36.71, lat=35.90, radius_m=1000)
    readings = [report("d1", say("a", at=one, killed=3)), report("d2", say("b", at=other, killed=3))]

    (incident,) = link(readings, agreement=agreement).incidents

    assert incident.place.radius_m > 1800
    assert incident.place.doubt is None


def test_the_narrower_of_two_times_stands_if_the_other_allows_it(agreement, say, report):
    morning = When(start="2020-03-10T09:00+03:00", end="2020-03-10T09:00+03:00")
    readings = [report("d1", say("a")), report("d2", say("b", on=morning))]

    (incident,) = link(readings, agreement=agreement).incidents

    assert incident.when.start == "2020-03-10T09:00+03:00"


def test_an_incident_says_why_its_claims_were_joined(agreement, say, report):
    readings = [report("d1", say("a")), report("d2", say("b"))]

    (incident,) = link(readings, agreement=agreement).incidents

    assert incident.why == (
        "b joins a: same act (shelling) +2.0; same day +2.0; same place (Binnish) +3.0; total +7.0",
    )


def test_the_first_report_bounds_the_act(agreement, say, report):
    readings = [
        report("d2", say("b"), published="2020-03-11T08:00+00:00"),
        report("d1", say("a"), published="2020-03-10T20:00+00:00"),
    ]

    (incident,) = link(readings, agreement=agreement).incidents

    assert incident.first_reported == "2020-03-10T20:00+00:00"


SENTENCES = "An air strike hit a farm in Binnish on Tuesday, wounding three people. The raid came at dawn. Rain fell."


def told(say, name, act, words, **given):
    return say(name, act, quote=words, pos=SENTENCES.index(words), **given)


def test_what_one_sentence_tells_of_an_act_and_its_harm_is_one_incident(agreement, say, report):
    strike = told(say, "a", "air-strike", "An air strike hit a farm in Binnish on Tuesday", targets=["farm"])
    harm = told(say, "b", "wounded", "wounding three people", at=None, targets=["people"], wounded=3)

    assert groups(link([report("d1", strike, harm, text=SENTENCES)], agreement=agreement)) == [["a", "b"]]


def test_an_act_told_beside_another_without_time_or_place_of_its_own_belongs_to_it(agreement, say, report):
    strike = told(say, "a", "air-strike", "An air strike hit a farm in Binnish on Tuesday")
    again = told(say, "b", "air-strike", "The raid came at dawn", on=None, at=None)

    assert groups(link([report("d1", strike, again, text=SENTENCES)], agreement=agreement)) == [["a", "b"]]


TOLL = "A strike on a farm and shelling of a school killed three people in Binnish on Tuesday, rescuers said."


def toll_and_acts(say, *acts):
    whole = say("t", "killed", quote=TOLL[:78], pos=0, killed=3)
    found = {"air-strike": "A strike on a farm", "shelling": "shelling of a school"}
    return [whole, *(say(a, a, on=None, at=None, quote=found[a], pos=TOLL.index(found[a])) for a in acts)]


def test_the_toll_of_a_clause_belongs_to_the_act_that_the_clause_names(agreement, say, report):
    (incident,) = link([report("d1", *toll_and_acts(say, "air-strike"), text=TOLL)], agreement=agreement).incidents

    assert (incident.act, incident.claims) == ("air-strike", ("t", "air-strike"))


def test_the_toll_of_a_clause_that_names_two_acts_belongs_to_neither(agreement, say, report):
    linked = link([report("d1", *toll_and_acts(say, "air-strike", "shelling"), text=TOLL)], agreement=agreement)

    assert [i.act for i in linked.incidents] == ["killed"]


def test_the_same_words_in_two_documents_of_one_day_tell_of_one_act_also_without_a_date(agreement, say, report):
    words = {
        "on": None,
        "at": "Idlib province",
        "by": "TM",
        "quote": "the fighting took place in the hills of the province",
    }
    readings = [report("d1", say("a", "armed-clash", **words)), report("d2", say("b", "armed-clash", **words))]

    assert groups(link(readings, agreement=agreement)) == [["a", "b"]]


def test_an_official_is_known_with_a_title_before_the_name(agreement, say, report):
    official = Source(name="Anna North", affiliated="north", kind="official")
    terms = replace(agreement, sources=(*agreement.sources, official))

    (incident,) = link([report("d1", say("a", by="Defence Minister Anna North"))], agreement=terms).incidents

    assert [(o.name, o.affiliated) for o in incident.origins] == [("Anna North", "north")]


def test_a_coded_government_is_the_state_that_it_governs(agreement, say, report):
    readings = [
        report("d1", say("a", actors=["Government of Northland (Old Northland)"])),
        report("d2", say("b", actors=["Northern jets"])),
    ]

    (incident,) = link(readings, agreement=agreement).incidents

    assert "same author named (north)" in incident.why[0]


def test_a_coded_row_repeats_the_source_that_it_was_coded_from(agreement, say, report):
    row = say("b", by="Event Data", killed=3, method="table:ucdp")
    row = replace(row, speaker=replace(row.speaker, via=(Named(name="TM"),)))
    readings = [report("d1", say("a", by="The Monitor", killed=3)), report("d2", row)]

    (incident,) = link(readings, agreement=agreement).incidents

    assert [(o.name, o.claims) for o in incident.origins] == [("The Monitor", ("a", "b"))]
    assert {(t.source, t.origin) for t in incident.tallies} == {
        ("The Monitor", "The Monitor"),
        ("Event Data", "The Monitor"),
    }


def test_an_act_that_breaches_a_duty_to_keep_something_up_founds_an_incident(agreement, say, report):
    """No prohibition names it, and it could not be counted otherwise."""
    kept = Duty(
        id="D1",
        who=("north",),
        must="keep the road open",
        kind="maintenance",
        breached_by=(Pattern(acts=("obstruction",), actor="north"),),
    )
    readings = [report("d1", say("a", "obstruction", by="TM"))]

    assert groups(link(readings, agreement=agreement)) == []
    assert groups(link(readings, agreement=replace(agreement, duties=(kept,)))) == [["a"]]
