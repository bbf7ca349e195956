"""What is owed: open, due, passed in silence, missed, met, met late, part met; per reading."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from trucewatch.compliance import check
from trucewatch.model import Claim, Document, Linked, Named, Published, Reading, Speaker, When

PARAMETERS = """
id = "9"
duty = "D2"
[[reports]]
source = "OCHA"
act = "agree-corridor-parameters"
actors = ["Turkey", "Russia"]
when = "2020-03-13T12:00[Europe/Istanbul]"
known = "2020-03-13T14:00[UTC]"
[[check]]
as_of = "%s"
"""

PATROL = """
id = "10"
duty = "D3"
[[reports]]
source = "OCHA"
act = "patrol-cut-short"
actors = ["Turkish troops", "Russian troops"]
route = ["Trumba"]
when = "2020-03-15T12:00[Asia/Damascus]"
known = "2020-03-15T14:00[UTC]"
[[reports]]
source = "OCHA"
act = "patrol"
actors = ["Turkish troops", "Russian troops"]
route = ["Trumba", "Ain al-Hawr"]
when = "2020-07-22T12:00[Asia/Damascus]"
known = "2020-07-22T14:00[UTC]"
[[check]]
as_of = "%s"
"""


@pytest.mark.parametrize(
    ("as_of", "state", "decides"),
    [
        ("2020-03-11T12:00[Europe/Moscow]", "open", ()),
        (
            "2020-03-12T12:00[Europe/Moscow]",
            "open on week=after, no report of fulfilment by the deadline on week=with, due on week=elapsed",
            ("reading:week",),
        ),
        ("2020-03-13T06:00[Europe/Moscow]", "no report of fulfilment by the deadline", ()),
        ("2020-03-14T12:00[Europe/Moscow]", "met late", ()),
    ],
)
def test_a_week_ends_as_it_is_counted_and_silence_is_no_breach(found, as_of, state, decides):
    finding = found(PARAMETERS % as_of)["D2"]

    assert (finding.state, finding.decides) == (state, decides)


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("2020-03-14T12:00[UTC]", "open"),
        ("2020-03-16T12:00[UTC]", "met on begin=first-patrol, part met on begin=whole-route"),
        ("2020-07-23T12:00[UTC]", "met on begin=first-patrol, met late on begin=whole-route"),
    ],
)
def test_a_first_patrol_meets_one_reading_and_the_whole_route_the_other(found, as_of, state):
    assert found(PATROL % as_of)["D3"].state == state


def said(**given):
    fields = {
        "source": "OCHA",
        "act": "agree-corridor-parameters",
        "actors": ["Turkey", "Russia"],
        "known": "2020-03-10T12:00[UTC]",
        **given,
    }
    return ", ".join(f"{key} = {json.dumps(value)}" for key, value in fields.items())


def duty(found, report, *, term="D2", as_of="2020-03-20T12:00[UTC]"):
    return found(f'id = "x"\nduty = "{term}"\nreports = [{{ {report} }}]\n[[check]]\nas_of = "{as_of}"')[term]


@pytest.mark.parametrize(
    "report",
    [
        said(says="promises"),
        said(act="talks"),
        said(actors=["Turkey"]),
        said(when="2020-03-12[UTC]"),
        said(when="2020-02-12[UTC]"),
        said(actors=["Turkish-backed groups", "Russia"]),
    ],
    ids=["a promise", "talks", "one party alone", "a plan for later", "before the agreement", "somebody else"],
)
def test_what_does_not_show_fulfilment_leaves_the_duty_unreported(found, report):
    assert duty(found, report).state == "no report of fulfilment by the deadline"


def test_a_report_without_a_time_fulfils_by_its_own_date(found):
    report = said()

    assert duty(found, report).state == "met"


def test_a_time_that_straddles_the_deadline_is_not_called_late_or_in_time(found):
    report = said(act="patrol", actors=["Turkish troops", "Russian troops"], known="2020-03-18T12:00[UTC]")

    finding = duty(found, report, term="D3")

    assert finding.state == "met, perhaps late on begin=first-patrol, part met on begin=whole-route"
    assert finding.decides == ("reading:begin", "fact:time")


def test_one_name_for_two_parties_counts_as_both(found):
    report = said(
        act="patrol", actors=["Turkish and Russian troops"], when="2020-03-15[UTC]", known="2020-03-15T12:00[UTC]"
    )

    assert duty(found, report, term="D3").state.startswith("met on begin=first-patrol")


def test_a_source_that_says_it_was_not_done_is_named(found):
    report = said(source="SANA", says="denies", known="2020-03-15T12:00[UTC]")

    assert duty(found, report).state == "reported missed by SANA"


def test_deadline_and_arithmetic_are_told(found):
    finding = found(PARAMETERS % "2020-03-14T12:00[Europe/Moscow]")["D2"]
    text = "\n".join(reason.text for reason in finding.reasons)

    assert finding.due == "2020-03-12T00:00:00+03:00/2020-03-13T00:00:00+03:00"
    assert "7 days from 5 March 2020, that day not counted: to the end of 12 March 2020 in Europe/Moscow" in text
    assert {s.element: s.level for s in finding.support} == {"fulfilment": "single"}


ROUTE = "A Turkish-Russian patrol drove along the highway today, from Trumba to Ain al-Hawr. Nobody was hurt."
BROKEN = "A Turkish-Russian patrol from Trumba to Ain al-Hawr was broken off after five kilometres."


@pytest.mark.parametrize(
    ("text", "cut", "state"),
    [
        (ROUTE, None, "met late"),
        (BROKEN, "was broken off", "met late on begin=first-patrol, part met on begin=whole-route"),
    ],
    ids=["driven", "broken off"],
)
def test_a_route_may_stand_in_the_rest_of_the_sentence_unless_that_says_it_was_cut_short(agreement, text, cut, state):
    def claim(name, act, words):
        actors = (Named(name="Turkish-Russian patrol", kind="force"),)
        start = text.index(words)
        when = When(start="2020-08-12", end="2020-08-12")
        span = (start, start + len(words))
        speaker = Speaker(name="OCHA", kind="group")
        return Claim(id=name, document="d", span=span, quote=words, speaker=speaker, act=act, actors=actors, when=when)

    claims = [claim("a", "patrol", "A Turkish-Russian patrol")]
    claims += [claim("b", "patrol-cut-short", cut)] if cut else []
    document = Document(id="d", text=text, published=Published(start="2020-08-12", end="2020-08-12"))
    as_of = datetime(2020, 9, 1, tzinfo=UTC)

    findings = check(agreement, Linked(), [Reading(document=document, claims=tuple(claims))], as_of=as_of)

    (finding,) = (f for f in findings if f.duty == "D3")
    assert finding.state == state
