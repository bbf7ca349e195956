"""Scenario files: readable reports in, claims out; and errors that point at the line."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from trucewatch.agreement import load
from trucewatch.agreement.scenarios import as_readings, scenarios_of
from trucewatch.errors import AgreementError
from trucewatch.model import Stance, Within

IDLIB = load(Path(__file__).parents[2] / "agreements" / "idlib-2020")

TEXT = """# Examples

```scenario
id = "one"
reports = [
  { source = "SNHR", known = "2020-03-06T09:00[UTC]" },
  { source = "Outlet", origin = "A Wire", actors = [], known = "2020-03-06T10:00[UTC]" },
  { source = "SANA", says = "denies", denies = ["occurrence"], known = "2020-03-07T09:00[UTC]" },
]
nothing = ["P-civ"]
[incident]
act = "shelling"
actors = ["Syrian army"]
when = "2020-03-06T00:01[Europe/Moscow]"
place = { lon = 36.75, lat = 35.85, radius_m = 500 }
[expect.I1]
engaged = "cannot-tell"
decides = ["reading:clock"]
disputed = {}
```
"""


def one():
    (scenario,) = scenarios_of(TEXT, IDLIB)
    return scenario


def test_a_report_takes_over_what_the_incident_says_and_may_differ():
    first, second, _ = one().reports

    assert (first.act, first.actors, first.says) == ("shelling", ("Syrian army",), Stance.ASSERTS)
    assert (second.act, second.actors) == ("shelling", ())


def test_without_checks_the_last_report_is_a_day_old():
    (check,) = one().checks

    assert check.as_of == datetime(2020, 3, 8, 9, tzinfo=UTC)
    assert check.nothing == ("P-civ",)


def test_what_is_not_given_is_not_looked_at_and_empty_means_none():
    ((expected,),) = [c.expected for c in one().checks]

    assert (expected.engaged, expected.decides) == (Within.UNKNOWN, ("reading:clock",))
    assert (expected.outside, expected.attribution, expected.disputed) == (None, None, ())


def test_every_report_becomes_a_document_and_a_claim_that_quotes_it():
    readings = as_readings(one())

    assert [len(r.claims) for r in readings] == [1, 1, 1]
    for reading in readings:
        (claim,) = reading.claims
        assert reading.document.text[slice(*claim.span)] == claim.quote
        assert claim.when.start == claim.when.end == "2020-03-06T00:01:00+03:00"
        assert claim.place.located


def test_a_copy_speaks_in_the_outlets_voice_and_names_its_origin():
    copy = as_readings(one())[1]

    assert (copy.document.publisher, copy.document.origin, copy.document.copy.is_copy) == ("Outlet", "A Wire", True)
    assert copy.claims[0].speaker.name == "publisher"


def test_only_what_was_known_by_then_is_read():
    assert len(as_readings(one(), known_by=datetime(2020, 3, 6, 9, 30, tzinfo=UTC))) == 1


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("engaged =", "engagd =", "Did you mean engaged?"),
        ('"cannot-tell"', '"perhaps"', "'perhaps' is not yes, no or cannot-tell"),
        ("[expect.I1]", "[expect.I9]", "the agreement has no 'I9' to look at. Known: D2, D3, I1."),
        ('says = "denies"', 'says = "denyes"', "Did you mean denies?"),
        ("2020-03-07T09:00[UTC]", "2020-03-32T09:00[UTC]", "2020-03-32 is not a date"),
        ("source =", "sauce =", "Did you mean source?"),
        ('id = "one"\n', "", "the scenario has no id"),
        ('"SANA",', '"SANA"', "this is not TOML"),
    ],
)
def test_a_wrong_line_is_shown(old, new, words):
    with pytest.raises(AgreementError) as caught:
        scenarios_of(TEXT.replace(old, new, 1), IDLIB, name="x.scenarios.md")

    assert words in str(caught.value)
    assert caught.value.where.startswith("x.scenarios.md:")
    assert "^" in str(caught.value).splitlines()[-1]
