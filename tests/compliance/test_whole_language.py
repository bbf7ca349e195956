"""Terms beyond a plain prohibition: against whom, with what weapon, what must be kept up, comes again, is counted.

One invented agreement between Northland and Southland, whose lands are squares of one degree on the equator.
"""

from __future__ import annotations

import json

import pytest

from trucewatch.agreement.scenarios import as_readings, scenarios_of
from trucewatch.agreement.tables import read
from trucewatch.compliance import check
from trucewatch.linking import link


def square(west: float, south: float) -> dict[str, object]:
    ring = [[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


GEO = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "id": "north", "properties": {}, "geometry": square(0, 1)},
            {"type": "Feature", "id": "south", "properties": {}, "geometry": square(0, 0)},
        ],
    }
)

TERMS = """
```terms
[agreement]
id = "squares"
title = "Northland and Southland"
sources = ["made up"]
parties = ["north", "south"]
encoded_by = "nobody"

[clock]
home = "UTC"
days = "elapsed"

[[party]]
id = "north"
name = "Northland"
role = "party"
territory = "northern-land"

[[party]]
id = "south"
name = "Southland"
role = "party"
territory = "southern-land"

[[party]]
id = "raiders"
name = "the Raiders"
role = "bound-through"

[[zone]]
id = "northern-land"
kind = "area"
geometry = "geo/lands.geojson#north"

[[zone]]
id = "southern-land"
kind = "area"
geometry = "geo/lands.geojson#south"

[[event]]
id = "start"
at = "2021-01-01T00:00"

[[prohibit]]
id = "fire"
who = ["raiders", "south"]
acts = ["shelling", "missile-launch"]
against = "north"
from = "start"

[[prohibit]]
id = "guns"
who = ["north"]
acts = ["weapon-presence", "shelling"]
weapon = { class = "artillery", calibre_mm = { at_least = 100 } }
where = "southern-land"
from = "start"

[[prohibit]]
id = "rockets"
who = ["north"]
acts = ["weapon-presence", "shelling"]
weapon = { system = ["Uragan", "Tornado-S"] }
where = "southern-land"
from = "start"

[[permit]]
id = "answer"
who = ["north"]
acts = ["shelling"]
overrides = ["guns", "rockets"]
condition = "it answers fire"
after = ["the hotline was tried", { step = "an order of the high command", act = "order", actor = "north" }]

[[duty]]
id = "restrain"
who = ["south"]
must = "prevent-attacks"
of = "raiders"
kind = "maintenance"
from = "start"
breached_by = { act = ["shelling", "missile-launch"], actor = "raiders", against = "north" }

[[duty]]
id = "patrols"
who = ["north", "south"]
must = "patrol-together"
from = "start"
every = "7 days"
met_by = { act = "patrol", all_of = ["north", "south"] }

[[duty]]
id = "trucks"
who = ["south"]
must = "let-aid-pass"
from = "start"
limit = { measure = "trucks", at_least = 600, per = "day" }
met_by = { act = "aid-delivery" }

[[duty]]
id = "leave"
who = ["north"]
must = "withdraw"
by = "start + 10 days"
met_by = { act = "withdrawal", actor = "north" }

[[duty]]
id = "elect"
who = ["south"]
must = "hold-elections"
after = ["leave"]
by = "start + 90 days"

[[amend]]
id = "later"
at = "2021-01-12"
known_at = "2021-01-12T12:00"
sets = { "leave.by" = "end of 2021-02-01" }
retroactive = "disputed"

[[phase]]
id = "first"
from = "start"
until = "start + 30 days"
renew = { period = "30 days", upon = "renewed" }

[[event]]
id = "renewed"
observe = { act = "extension" }

[[prohibit]]
id = "flights"
who = ["north", "south"]
acts = ["overflight"]
during = "first"

[[prohibit]]
id = "works"
who = ["north"]
acts = ["fortification"]
from = "start"

[[duty]]
id = "report"
who = ["north"]
must = "report"
by = "start + 100 days"

[[amend]]
id = "pause"
at = "2021-02-01T00:00"
known_at = "2021-02-05T00:00"
until = "2021-02-10T00:00"
suspends = ["works"]
retroactive = "%s"

[[amend]]
id = "sooner"
at = "2021-04-01T00:00"
sets = { "fire.until" = "2021-05-01T00:00" }

[[amend]]
id = "end"
at = "2021-06-01T00:00"
terminates = ["works", "report"]

[[annex]]
id = "letter"
title = "a letter on answering fire"
seen = false
bears_on = ["guns"]
```
"""


def squares_with(retroactive: str = "yes"):
    agreement, errors = read(
        TERMS.replace("%s", retroactive), name="squares.truce.md", sources=None, fetch=lambda _: GEO
    )
    assert [str(e) for e in errors] == []
    return agreement


@pytest.fixture(scope="module")
def squares():
    return squares_with()


@pytest.fixture(scope="module")
def told(squares):
    """The findings of reports at an instant, by term."""

    def run(*reports, as_of="2021-03-01T00:00[UTC]", of=None, every=False, **incident):
        terms = of or squares
        lines = "\n".join(f"{key} = {value}" for key, value in incident.items())
        table = f"[incident]\n{lines}\n" if incident else ""
        told = "\n".join(f"[[reports]]\n{report}" for report in reports)
        text = f'```scenario\nid = "x"\n{table}{told}\n[[check]]\nas_of = "{as_of}"\n```\n'
        (scenario,) = scenarios_of(text, terms)
        when = scenario.checks[-1].as_of
        readings = as_readings(scenario, known_by=when)
        findings = check(terms, link(readings, agreement=terms), readings, as_of=when)
        if every:
            return {term: [f for f in findings if f.term == term] for term in {f.term for f in findings}}
        return {f.term: f for f in findings}

    return run


REPORT = 'source = "A paper"\nknown = "2021-01-05T12:00[UTC]"'
IN_THE_NORTH = '{ name = "Hill", lon = 0.5, lat = 1.5, radius_m = 500 }'
IN_THE_SOUTH = '{ name = "Dale", lon = 0.5, lat = 0.5, radius_m = 500 }'


def act(kind="shelling", actors='["the Raiders"]', place=IN_THE_NORTH, **more):
    return {"act": f'"{kind}"', "actors": actors, "place": place, "when": '"2021-01-05T10:00[UTC]"', **more}


# --- against whom -----------------------------------------------------------------------------------------------------


def test_a_shell_that_lands_on_the_protected_land_is_against_it_though_no_target_is_told(told):
    assert told(REPORT, **act())["fire"].engaged == "yes"


def test_a_shell_that_lands_elsewhere_without_a_target_cannot_be_told(told):
    finding = told(REPORT, **act(place=IN_THE_SOUTH))["fire"]

    assert (finding.engaged, finding.decides) == ("cannot-tell", ("fact:target",))


def test_a_reported_target_of_the_protected_party_counts_wherever_it_stands(told):
    assert told(REPORT, **act(place=IN_THE_SOUTH, targets='["Northland"]'))["fire"].engaged == "yes"


def test_another_party_hit_on_its_own_land_is_not_against_the_protected_one(told):
    finding = told(REPORT, **act(place=IN_THE_SOUTH, targets='["Southland"]'))["fire"]

    assert (finding.engaged, finding.outside) == ("no", ("not against those protected",))


# --- with what --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weapon", "engaged"),
    [
        ('{ name = "howitzer", class = "artillery", calibre_mm = 100 }', "yes"),
        ('{ name = "gun", class = "artillery", calibre_mm = 99 }', "no"),
        ('{ name = "artillery", class = "artillery" }', "cannot-tell"),
        ('{ name = "rifles", class = "small-arms" }', "no"),
        ('{ name = "mortar", class = "mortar", calibre_mm = 120 }', "cannot-tell"),
    ],
    ids=["at the calibre", "just under it", "calibre not told", "another class", "kin of the class"],
)
def test_a_calibre_counts_only_where_it_is_told(told, weapon, engaged):
    found = told(REPORT, **act(actors='["Northland"]', place=IN_THE_SOUTH, weapons=f"[{weapon}]"))

    assert found["guns"].engaged == engaged


@pytest.mark.parametrize(
    ("name", "engaged"), [("Uragan launchers", "yes"), ("Grad launchers", "no"), ("rockets", "cannot-tell")]
)
def test_a_system_is_known_by_its_name_alone(told, name, engaged):
    weapon = f'[{{ name = "{name}", class = "rocket" }}]'

    assert told(REPORT, **act(actors='["Northland"]', place=IN_THE_SOUTH, weapons=weapon))["rockets"].engaged == engaged


def test_two_accounts_of_the_weapon_that_differ_leave_it_open(told):
    heavy = f'{REPORT}\nweapons = [{{ name = "guns", class = "artillery", calibre_mm = 152 }}]'
    light = (
        f'{REPORT.replace("A paper", "B paper")}\nweapons = [{{ name = "guns", class = "artillery", calibre_mm = 85 }}]'
    )

    finding = told(heavy, light, **act(actors='["Northland"]', place=IN_THE_SOUTH))["guns"]

    assert (finding.engaged, finding.decides) == ("cannot-tell", ("fact:weapon",))


# --- permitted after steps --------------------------------------------------------------------------------------------

GUNS = act(
    actors='["Northland"]',
    place=IN_THE_SOUTH,
    weapons='[{ name = "howitzer", class = "artillery", calibre_mm = 152 }]',
)


def test_a_permit_that_is_invoked_names_the_steps_that_had_to_come_first(told):
    order = 'source = "B paper"\nknown = "2021-01-05T12:00[UTC]"\nact = "order"\nwhen = "2021-01-05[UTC]"'
    excuse = 'source = "Northland"\nsays = "justifies"\nknown = "2021-01-05T18:00[UTC]"'

    silent = "\n".join(r.text for r in told(REPORT, excuse, **GUNS)["guns"].reasons)
    spoken = "\n".join(r.text for r in told(REPORT, excuse, order, **GUNS)["guns"].reasons)

    assert "the hotline was tried; whether it was taken is for those who dispute it" in silent
    assert "an order of the high command; no report of it is known, which does not say that it was not taken" in silent
    assert "an order of the high command; reported by B paper" in spoken


def test_a_step_that_was_taken_only_afterwards_did_not_come_first(told):
    late = 'source = "B paper"\nknown = "2021-01-09T12:00[UTC]"\nact = "order"\nwhen = "2021-01-08[UTC]"'
    excuse = 'source = "Northland"\nsays = "justifies"\nknown = "2021-01-05T18:00[UTC]"'

    reasons = "\n".join(r.text for r in told(REPORT, excuse, late, **GUNS)["guns"].reasons)

    assert "an order of the high command; no report of it is known" in reasons


def test_a_permit_takes_nothing_out_of_the_term(told):
    excuse = 'source = "Northland"\nsays = "justifies"\nknown = "2021-01-05T18:00[UTC]"'

    finding = told(REPORT, excuse, **GUNS)["guns"]

    assert finding.engaged == "yes"
    assert [(d.by, d.element) for d in finding.disputed_by] == [("Northland", "justified")]


def test_a_paper_that_was_not_seen_is_named_in_what_it_bears_on(told):
    found = told(REPORT, **GUNS)

    assert any("letter bears on this term and was not seen" in r.text for r in found["guns"].reasons)
    assert not any("letter" in r.text for r in found["rockets"].reasons)


# --- to be kept up ----------------------------------------------------------------------------------------------------


def test_without_a_report_no_breach_is_reported_and_none_is_denied(told):
    assert told()["restrain"].state == "no breach reported"


def test_each_incident_that_is_reported_as_a_breach_counts_once(told):
    again = REPORT.replace("A paper", "B paper")
    other = (
        f'{REPORT}\nwhen = "2021-01-03T10:00[UTC]"\nplace = {{ name = "Peak", lon = 0.2, lat = 1.2, radius_m = 500 }}'
    )

    assert told(REPORT, again, **act())["restrain"].state == "1 breach reported"
    finding = told(REPORT, again, other, **act())["restrain"]
    assert (finding.state, len(finding.breaches)) == ("2 breaches reported", 2)


def test_fire_of_nobody_named_may_be_a_breach_and_is_not_called_one(told):
    finding = told(REPORT, **act(actors="[]"))["restrain"]

    assert (finding.state, finding.breaches, len(finding.perhaps)) == ("no breach reported, 1 perhaps", (), 1)


def test_what_others_did_or_did_before_the_start_is_no_breach(told):
    early = act() | {"when": '"2020-12-31T10:00[UTC]"'}

    assert told(REPORT, **act(actors='["Southland"]'))["restrain"].state == "no breach reported"
    assert told(REPORT, **early)["restrain"].state == "no breach reported"


def test_before_it_begins_a_duty_to_keep_up_is_not_in_force(told):
    assert told(as_of="2020-12-01T00:00[UTC]")["restrain"].state == "not yet in force"


# --- again and again --------------------------------------------------------------------------------------------------

PATROL = 'source = "A paper"\nact = "patrol"\nactors = ["Northland", "Southland"]'


def test_a_recurring_duty_tells_in_which_periods_it_was_reported(told):
    first = f'{PATROL}\nwhen = "2021-01-03T10:00[UTC]"\nknown = "2021-01-03T12:00[UTC]"'
    third = f'{PATROL}\nwhen = "2021-01-16T10:00[UTC]"\nknown = "2021-01-16T12:00[UTC]"'

    finding = told(first, third, as_of="2021-01-29T00:00[UTC]")["patrols"]

    assert finding.state == "reported in 2 of 4 periods"
    assert any("silence is no proof" in r.text for r in finding.reasons)


def test_a_period_that_has_not_ended_is_not_counted(told):
    assert told(as_of="2021-01-07T23:59[UTC]")["patrols"].state == "open"


def test_a_report_that_may_lie_in_either_of_two_periods_is_counted_for_neither(told):
    undated = f'{PATROL}\nknown = "2021-01-10T12:00[UTC]"'

    finding = told(undated, as_of="2021-01-15T00:00[UTC]")["patrols"]

    assert (finding.state, finding.decides) == ("reported in 0 of 2 periods, 2 cannot be told", ("fact:time",))


# --- figures ----------------------------------------------------------------------------------------------------------


def trucks(number, source="A paper", when="2021-01-05[UTC]"):
    count = f'[{{ of = "trucks", at_least = {number}, at_most = {number} }}]'
    return (
        f'source = "{source}"\nact = "aid-delivery"\nwhen = "{when}"\nknown = "2021-01-09T12:00[UTC]"\ncounts = {count}'
    )


def test_figures_are_compared_one_by_one_and_never_added_up(told):
    finding = told(trucks(400), trucks(300, "B paper"))["trucks"]

    assert finding.state == "below the limit as reported by A paper, B paper"


def test_sources_that_differ_on_a_figure_stand_side_by_side(told):
    finding = told(trucks(400), trucks(650, "B paper"))["trucks"]

    assert finding.state == "below the limit as reported by A paper, within the limit as reported by B paper"


def test_without_a_figure_for_a_day_nothing_is_said_of_a_bound_by_the_day(told):
    no_day = trucks(400).replace('when = "2021-01-05[UTC]"\n', "")

    assert "limit" not in (told(no_day)["trucks"].state or "")


# --- one after the other, and late extensions -------------------------------------------------------------------------


def test_a_duty_that_follows_another_waits_for_it(told):
    who, when = 'source = "A paper"\nactors = ["Northland"]', 'when = "2021-01-05[UTC]"\nknown = "2021-01-06[UTC]"'
    gone = f'{who}\nact = "withdrawal"\n{when}'

    assert told(as_of="2021-02-10T00:00[UTC]")["elect"].state == "waits for leave"
    assert told(gone, as_of="2021-02-10T00:00[UTC]")["elect"].state == "open"


PASSED = "; first deadline passed before later (disputed whether retroactive)"


@pytest.mark.parametrize(
    ("as_of", "state", "suffix"),
    [
        ("2021-01-10T23:59[UTC]", "open", ""),
        ("2021-01-11T00:00[UTC]", "no report of fulfilment by the deadline", ""),
        ("2021-01-12T12:00[UTC]", "open", PASSED),
        ("2021-02-02T00:00[UTC]", "no report of fulfilment by the deadline", PASSED),
    ],
)
def test_an_extension_known_late_does_not_unsay_that_the_first_deadline_had_passed(told, as_of, state, suffix):
    assert told(as_of=as_of)["leave"].state == state + suffix


# --- phases, suspensions, ends ----------------------------------------------------------------------------------------


def flight(when):
    return {"when": f'"{when}[UTC]"', "act": '"overflight"', "actors": '["Northland"]', "place": IN_THE_SOUTH}


RENEWAL = 'source = "A paper"\nact = "extension"\nwhen = "%s[UTC]"\nknown = "%s[UTC]"'


def test_what_holds_during_a_phase_ends_with_it(told):
    report = 'source = "A paper"\nknown = "2021-03-20T12:00[UTC]"'
    inside, after = (
        told(report, as_of="2021-04-01T00:00[UTC]", **flight(when))["flights"]
        for when in ("2021-01-30T23:00", "2021-01-31T01:00")
    )

    assert inside.engaged == "yes"
    assert (after.engaged, after.outside) == ("no", ("after the end",))


def test_a_renewal_that_was_reported_in_time_carries_the_phase_on(told):
    report = 'source = "A paper"\nknown = "2021-03-20T12:00[UTC]"'
    in_time = RENEWAL % ("2021-01-20", "2021-01-20T12:00")
    late = RENEWAL % ("2021-02-05", "2021-02-05T12:00")

    def engaged(extension):
        act = "\n".join(f"{key} = {value}" for key, value in flight("2021-02-10T10:00").items())
        return told(f"{report}\n{act}", extension, as_of="2021-04-01T00:00[UTC]")["flights"].engaged

    assert (engaged(in_time), engaged(late)) == ("yes", "no")


def works(when):
    act = {"when": f'"{when}[UTC]"', "act": '"fortification"', "actors": '["Northland"]', "place": IN_THE_SOUTH}
    return 'source = "A paper"\nknown = "2021-07-01T12:00[UTC]"', act


@pytest.mark.parametrize(
    ("retroactive", "when", "engaged", "outside"),
    [
        ("yes", "2021-01-31T23:00", "yes", ()),
        ("yes", "2021-02-02T10:00", "no", ("while suspended",)),
        ("no", "2021-02-02T10:00", "yes", ()),
        ("disputed", "2021-02-02T10:00", "cannot-tell", ()),
        ("no", "2021-02-06T10:00", "no", ("while suspended",)),
        ("yes", "2021-02-10T00:00", "yes", ()),
        ("yes", "2021-06-01T00:00", "no", ("after it had ended",)),
    ],
)
def test_a_suspension_or_an_end_counts_from_when_it_reaches_back_to(told, retroactive, when, engaged, outside):
    report, act = works(when)

    finding = told(report, of=squares_with(retroactive), as_of="2021-08-01T00:00[UTC]", **act)["works"]

    assert (finding.engaged, finding.outside) == (engaged, outside)


def test_before_a_suspension_is_known_nobody_is_told_of_it(told):
    _, act = works("2021-02-02T10:00")
    report = 'source = "A paper"\nknown = "2021-02-03T12:00[UTC]"'

    assert told(report, as_of="2021-02-04T00:00[UTC]", **act)["works"].engaged == "yes"


def test_an_end_that_an_amendment_sets_counts_from_when_it_was_known(told):
    late = act() | {"when": '"2021-05-02T10:00[UTC]"'}
    report = 'source = "A paper"\nknown = "2021-05-03T12:00[UTC]"'

    finding = told(report, as_of="2021-05-04T00:00[UTC]", **late)["fire"]

    assert (finding.engaged, finding.outside) == ("no", ("after the end",))
    assert told(REPORT, as_of="2021-03-31T00:00[UTC]", **act())["fire"].engaged == "yes"


def test_a_duty_that_was_ended_says_by_what(told):
    assert told(as_of="2021-03-01T00:00[UTC]")["report"].state == "open"
    assert told(as_of="2021-07-01T00:00[UTC]")["report"].state == "ended by end"


# --- action and response ----------------------------------------------------------------------------------------------


def test_an_act_that_is_told_as_an_answer_names_the_other_and_is_excused_by_nothing(told):
    first = f'{REPORT}\nact = "shelling"\nactors = ["the Raiders"]\nplace = {IN_THE_NORTH}'
    second = REPORT.replace("A paper", "Northland") + "\nanswers_report = 1"
    answer = act(actors='["Northland"]', place=IN_THE_SOUTH, weapons='[{ name = "152 mm gun", class = "artillery" }]')
    fields = "\n".join(f"{key} = {value}" for key, value in (answer | {"when": '"2021-01-05T11:00[UTC]"'}).items())
    when = 'when = "2021-01-05T10:00[UTC]"'

    found = told(f"{first}\n{when}", f"{second}\n{fields}", every=True)

    (fire,) = [f for f in found["fire"] if f.engaged == "yes"]
    (guns,) = [f for f in found["guns"] if f.engaged == "yes"]
    assert any("is told by Northland as an answer to this" in r.text for r in fire.reasons if r.kind == "response")
    assert any("told by Northland as an answer to shelling at Hill" in r.text for r in guns.reasons)
