"""Open readings: what a term touches, every combination, and a term with an option put in."""

from __future__ import annotations

from trucewatch.agreement.readings import combinations, described, holds, readings_of, settled
from trucewatch.agreement.terms import (
    Agreement,
    Amend,
    Duty,
    Event,
    Exempt,
    OpenReading,
    Pattern,
    Prohibit,
    Zone,
    fold_name,
)


def reading(ident: str, **options: str) -> OpenReading:
    return OpenReading(id=ident, question="?", options=tuple(options.items()))


BAN = Prohibit(id="P", who=("a",), acts=("shelling",), where="{reach}", from_="start")
OWED = Duty(
    id="D",
    who=("a",),
    must="go",
    by="P.from + 3 days ({count})",
    met_by=(Pattern(acts=("patrol",), only_if="how=any"),),
)
TEST = Agreement(
    id="t",
    title="t",
    version="t@0",
    encoded_by="nobody",
    home="UTC",
    readings=(
        reading("clock", here="UTC", there="Europe/Moscow"),
        reading("reach", wide="area", narrow="belt"),
        reading("count", out="exclusive", with_="inclusive"),
        reading("how", any="any", all="all"),
        reading("ends", one="line-one", two="line-two"),
        reading("groups", out="yes", within="no"),
        reading("idle", yes="yes", no="no"),
    ),
    zones=(Zone(id="area", kind="area"), Zone(id="belt", kind="buffer", of="{ends}", both_m=5)),
    events=(Event(id="start", at="2020-03-06T00:01[{clock}]"),),
    prohibitions=(BAN,),
    exemptions=(Exempt(id="X", from_term="P", target=("b",), only_if="groups=out"),),
    duties=(OWED,),
    amendments=(Amend(id="A", at="2020-03-10[{clock}]", sets=(("D.by", "none"),)),),
)


def test_a_term_touches_readings_through_its_event_its_zone_and_its_exemption():
    assert readings_of(TEST, BAN) == ("clock", "ends", "groups", "reach")


def test_a_term_touches_readings_through_another_term_and_its_patterns():
    assert {"clock", "count", "how"} <= set(readings_of(TEST, OWED))


def test_a_reading_that_nothing_touches_multiplies_nothing():
    assert "idle" not in {r for term in TEST.terms for r in readings_of(TEST, term) if term not in TEST.readings}


def test_combinations_are_exhaustive_and_one_where_nothing_is_open():
    assert len(combinations(TEST, ("reach", "clock"))) == 4
    assert combinations(TEST, ()) == ((),)


def test_an_option_stands_in_for_the_reading_and_what_is_not_settled_stays():
    narrow = settled(TEST, BAN, (("reach", "narrow"),))

    assert (narrow.where, narrow.from_) == ("belt", "start")
    assert settled(TEST, BAN, (("clock", "here"),)).where == "{reach}"


def test_a_condition_holds_under_its_option_only():
    assert holds(None, ())
    assert holds("groups=out", (("groups", "out"),))
    assert not holds("groups=out", (("groups", "within"),))
    assert not holds("groups=out", ())


def test_a_choice_is_told_in_words():
    assert described(TEST, (("clock", "here"), ("reach", "wide"))) == "clock=here, reach=wide"


def test_names_are_compared_without_case_accents_apostrophes_and_article():
    assert fold_name("The Hay’at Taḥrīr al-Shām") == fold_name("hayat tahrir al sham")
    assert fold_name("U.S. forces") == "us forces"
