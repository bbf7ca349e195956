"""Whatever the names, the clock or the doubt: the same argument, and never a surer answer from a vaguer report."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.agreement.parts import Geometry
from trucewatch.agreement.terms import Agreement, Duty, Event, Exempt, OpenReading, Party, Prohibit, Source, Zone
from trucewatch.compliance import check
from trucewatch.linking import link
from trucewatch.model import Claim, Document, Named, Place, Published, Reading, Speaker, Stance, When, Within, to_plain

START = datetime(2020, 3, 6, tzinfo=UTC)
SQUARE = ((36.0, 35.0), (37.0, 35.0), (37.0, 36.0), (36.0, 36.0), (36.0, 35.0))


def truce(first="Northland", second="Southland", start=START):
    def party(role, name):
        return Party(id=role, name=name, role="party", aliases=(f"{name} army",))

    begin = {name: (start + timedelta(hours=h)).strftime("%Y-%m-%dT%H:%M[UTC]") for name, h in (("a", 0), ("b", 1))}
    return Agreement(
        id="t",
        title="T",
        version="1",
        encoded_by="tests",
        home="UTC",
        parties=(party("one", first), party("two", second), Party(id="out", name="Outsiders", role="excluded")),
        readings=(OpenReading(id="hour", question="When?", options=tuple(begin.items())),),
        zones=(Zone(id="area", kind="area", geometry=Geometry(kind="Polygon", parts=((SQUARE,),)), edge_m=100.0),),
        events=(Event(id="start", at="{hour}"),),
        prohibitions=(Prohibit(id="P", who=("one", "two"), acts=("shelling",), where="area", from_="start"),),
        exemptions=(Exempt(id="X", from_term="P", target=("out",)),),
        sources=(Source(name="Neutral", unaffiliated=True), Source(name="Side", affiliated="one")),
    )


def told(*, shift=timedelta(), n=0, by="Neutral", stance=Stance.ASSERTS, **report):
    lo = START + timedelta(hours=report["hours"]) + shift
    known = (START + shift + timedelta(days=9)).isoformat()
    claim = Claim(
        id=f"c{n}",
        document=f"d{n}",
        span=(0, 5),
        quote="words",
        speaker=Speaker(name=by, kind="group"),
        stance=stance,
        act="shelling",
        actors=tuple(Named(name=a, kind="force") for a in report["actors"]),
        targets=tuple(Named(name=t, kind="group") for t in report["targets"]),
        when=When(start=lo.isoformat(), end=(lo + timedelta(hours=report["width"])).isoformat()),
        place=Place(name="X", lon=report["lon"], lat=35.5, radius_m=report["radius_m"]),
    )
    document = Document(id=f"d{n}", publisher=by, published=Published(start=known, end=known), text="words")
    return Reading(document=document, claims=(claim,))


def findings_of(terms, readings, as_of=START + timedelta(days=10)):
    return check(terms, link(readings, agreement=terms), readings, as_of=as_of)


def answer(terms, **report):
    (finding,) = findings_of(terms, [told(**report)])
    return finding


reports = st.fixed_dictionaries(
    {
        "hours": st.integers(-5, 6),
        "width": st.integers(0, 4),
        "lon": st.sampled_from([35.99, 36.0, 36.001, 36.02, 36.5, 37.01]),
        "radius_m": st.sampled_from([0.0, 100.0, 900.0, 3000.0]),
        "actors": st.lists(st.sampled_from(["Northland", "Southland army", "Outsiders", "Nobody Known"]), max_size=2),
        "targets": st.lists(st.sampled_from(["Outsiders", "civilians", "Northland"]), max_size=2),
    },
)


@settings(deadline=None, max_examples=150)
@given(report=reports, later=st.integers(0, 5), earlier=st.integers(0, 5), wider=st.sampled_from([0, 500, 5000]))
def test_a_vaguer_time_or_place_never_turns_cannot_tell_into_an_answer(report, later, earlier, wider):
    # An end is exclusive: a stretch that is to hold an exact instant ends after it.
    later = later if report["width"] else max(later, 1)
    vaguer = {
        **report,
        "hours": report["hours"] - earlier,
        "width": report["width"] + earlier + later,
        "radius_m": report["radius_m"] + wider,
    }
    sharp, vague = answer(truce(), **report).engaged, answer(truce(), **vaguer).engaged

    assert vague in (sharp, Within.UNKNOWN)


@settings(deadline=None, max_examples=80)
@given(report=reports, degrees=st.sampled_from([0.0, 0.0001, 0.01, 0.5]))
def test_widening_the_zone_of_a_prohibition_never_turns_yes_to_no(report, degrees):
    (west, south), (east, north) = SQUARE[0], SQUARE[2]
    w, s, e, n = west - degrees, south - degrees, east + degrees, north + degrees
    ring = ((w, s), (e, s), (e, n), (w, n), (w, s))
    wider = replace(truce().zones[0], geometry=Geometry(kind="Polygon", parts=((ring,),)))

    before, after = answer(truce(), **report).engaged, answer(replace(truce(), zones=(wider,)), **report).engaged

    order = [Within.NO, Within.UNKNOWN, Within.YES]
    assert order.index(after) >= order.index(before)


@settings(deadline=None, max_examples=60)
@given(report=reports, data=st.data())
def test_the_order_of_terms_in_the_file_never_matters(report, data):
    terms = truce()
    terms = replace(
        terms,
        prohibitions=(*terms.prohibitions, replace(terms.prohibitions[0], id="Q", from_="{later}", where=None)),
        readings=(
            *terms.readings,
            OpenReading(id="later", question="?", options=(("a", "start"), ("b", "2020-03-07"))),
        ),
        duties=(Duty(id="D", who=("one",), must="leave", by="start + 2 days"),),
    )
    tables = ("parties", "readings", "zones", "events", "prohibitions", "exemptions", "duties", "sources")
    mixed = replace(terms, **{t: tuple(data.draw(st.permutations(getattr(terms, t)))) for t in tables})

    here, there = ({to_plain(f)["id"]: to_plain(f) for f in findings_of(t, [told(**report)])} for t in (terms, mixed))

    assert here == there


@settings(deadline=None, max_examples=80)
@given(report=reports, days=st.integers(-400, 400))
def test_shifting_agreement_and_reports_in_time_shifts_the_findings_and_nothing_else(report, days):
    shift = timedelta(days=days)
    terms, moved_terms = truce(), truce(start=START + shift)
    (here,) = findings_of(terms, [told(**report)])
    (there,) = findings_of(moved_terms, [told(**report, shift=shift)], as_of=START + shift + timedelta(days=10))

    assert (here.engaged, here.outside, here.decides, here.id) == (
        there.engaged,
        there.outside,
        there.decides,
        there.id,
    )


@settings(deadline=None, max_examples=80)
@given(report=reports)
def test_swapping_the_parties_names_swaps_them_in_the_findings_and_changes_nothing_else(report):
    def swap(text):
        return text.replace("Northland", "§").replace("Southland", "Northland").replace("§", "Southland")

    swapped = {**report, "actors": [swap(a) for a in report["actors"]], "targets": [swap(t) for t in report["targets"]]}
    here = to_plain(answer(truce(), **report))
    there = to_plain(answer(truce(first="Southland", second="Northland"), **swapped))

    assert _mapped(here, swap) == there


def _mapped(value, change):
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_mapped(v, change) for v in value]
    return {k: _mapped(v, change) for k, v in value.items()} if isinstance(value, dict) else value


@settings(deadline=None, max_examples=60)
@given(report=reports, stance=st.sampled_from([Stance.DENIES, Stance.REJECTS, Stance.NO_COMMENT]))
def test_an_answer_changes_neither_the_term_nor_the_support(report, stance):
    denial = told(**{**report, "targets": []}, stance=stance, by="Side", n=1)
    (alone,) = findings_of(truce(), [told(**report)])
    (answered,) = findings_of(truce(), [told(**report), denial])

    assert (alone.engaged, alone.support, alone.outside) == (answered.engaged, answered.support, answered.outside)


@settings(deadline=None, max_examples=60)
@given(report=reports, copies=st.integers(1, 4))
def test_copies_never_add_support(report, copies):
    readings = [told(**report, n=n) for n in range(copies)]
    copied = [
        replace(
            r,
            document=replace(r.document, publisher=f"Outlet {n}", origin="Neutral"),
            claims=tuple(replace(c, speaker=Speaker(name="publisher", kind="publisher")) for c in r.claims),
        )
        for n, r in enumerate(readings)
    ]

    findings = findings_of(truce(), copied)

    assert all(s.level == "single" for f in findings for s in f.support)


def test_decides_names_what_would_settle_and_settling_it_does():
    report = {"hours": 0, "width": 3, "lon": 36.5, "radius_m": 10.0, "actors": ["Northland"], "targets": []}
    unsure = answer(truce(), **report)
    settled = answer(truce(), **{**report, "hours": 2, "width": 0})

    assert unsure.decides == ("reading:hour", "fact:time")
    assert settled.engaged is Within.YES


def test_a_report_published_after_the_cut_off_does_not_count():
    report = {"hours": 5, "width": 0, "lon": 36.5, "radius_m": 10.0, "actors": [], "targets": []}
    readings = [told(**report)]

    assert findings_of(truce(), readings, as_of=START + timedelta(days=8)) == ()


@pytest.mark.parametrize("published", [None, "2020-03-08"])
def test_a_report_without_a_full_date_still_counts(published):
    report = {"hours": 5, "width": 0, "lon": 36.5, "radius_m": 10.0, "actors": [], "targets": []}
    reading = told(**report)
    document = replace(reading.document, published=Published(start=published, end=published))

    (finding,) = findings_of(truce(), [replace(reading, document=document)], as_of=START + timedelta(days=2, hours=12))

    assert finding.engaged is Within.YES


def test_an_undated_report_cannot_be_known_before_the_act_that_it_tells_of():
    report = {"hours": 48, "width": 24, "lon": 36.5, "radius_m": 10.0, "actors": [], "targets": []}
    reading = told(**report)
    undated = replace(reading, document=replace(reading.document, published=Published()))

    assert findings_of(truce(), [undated], as_of=START + timedelta(days=1)) == ()
    assert len(findings_of(truce(), [undated], as_of=START + timedelta(days=4))) == 1
