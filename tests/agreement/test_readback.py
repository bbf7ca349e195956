"""Reading back: every table of the language, said in one plain sentence that a person can object to."""

from __future__ import annotations

import pytest

from trucewatch.agreement import readback
from trucewatch.agreement.tables import read

ALL = """
```terms
[agreement]
id = "demo"
title = "A demonstration"
sources = ["made up"]
parties = ["north", "south"]
signed_by = ["N", "S"]
languages = { authentic = ["fr"], translations = ["en"] }
unpublished = ["a side letter"]
encoded_by = "nobody"

[clock]
home = "Asia/Beirut"
days = "elapsed"

[evidence]
corroborated = { independent = 3, neutral = 2 }
silence = "open"

[[party]]
id = "north"
name = "the North"
role = "party"

[[party]]
id = "south"
name = "the South"
role = "party"

[[party]]
id = "guard"
name = "the Guard"
role = "organ-of"
of = "south"

[[event]]
id = "start"
at = "2024-11-27T04:00"

[[event]]
id = "gone"
observe = { act = "withdrawal", actor = "north" }

[[event]]
id = "notice"
observe = { act = "notice" }

[[zone]]
id = "the-line"
name = "the line"
kind = "named"
places = ["the ridge"]

[[prohibit]]
id = "P1"
clause = "1"
who = ["north"]
acts = ["shelling", "air-strike"]
target = ["civilians"]
weapon = { class = "artillery", calibre_mm = { at_least = 100 } }
from = "start"
until = "D1.by"
force = "political"

[[permit]]
id = "E1"
who = ["north"]
acts = ["air-strike"]
overrides = ["P1"]
condition = "an attack is imminent"
burden = "claimant"

[[exempt]]
id = "X1"
from_term = "P1"
who = ["north"]

[[recital]]
id = "R1"
says = "peace is better."

[[duty]]
id = "D1"
who = ["north"]
must = "withdraw-forces"
by = "start + 60 days"
met_by = { act = "withdrawal", actor = "north", subject = "everything" }
part_met_by = { act = "withdrawal", actor = "north" }
limit = { measure = "soldiers", at_most = 100 }
measured_from = { north = "the-line" }
linked = ["D2"]

[[duty]]
id = "D2"
who = ["south"]
must = "report"
kind = "standing"

[[declare]]
id = "S1"
by = "south"
says = "it is not content"
effect = "interpretation"

[[monitor]]
id = "mission"
name = "the Mission"
aliases = ["(UN|EU) mission"]
competent_for = ["P1", "D1"]
may = ["monitor", "verify"]

[[dispute]]
id = "talk"
route = ["mission", "courts"]

[[phase]]
id = "first"
from = "start"
until = "D1.by"
after = "talks"
renew = { period = "60 days", unless = "notice", notice = "48 hours" }

[[amend]]
id = "A1"
at = "2025-01-26"
known_at = "2025-01-26T23:00[UTC]"
sets = { "D1.by" = "end of 2025-02-18" }
agreed_by = { announced = ["north"] }
retroactive = "disputed"
```
"""

SENTENCES = """
A demonstration (demo), encoded by nobody.
north: the North is a party.
south: the South is a party.
guard: the Guard is an organ of the South.
the-line: the line is known by name only: the ridge.
start: 04:00 on 27 November 2024 in Asia/Beirut (UTC+02:00) = 02:00 UTC on 27 November 2024.
gone: an instant that exists once it is reported: a report of withdrawal by the North.
notice: an instant that exists once it is reported: a report of notice.
P1 (1): the North must not do any of these: shelling, air strike, against civilians, only with artillery of 100 mm or \
more, from 04:00 on 27 November 2024 in Asia/Beirut (UTC+02:00) = 02:00 UTC on 27 November 2024, until 60 days \
elapsed, hour by hour, from 04:00 on 27 November 2024 in Asia/Beirut (UTC+02:00) = 02:00 UTC on 26 January 2025. \
Its force is political.
E1: the North may do air strike in spite of P1, if an attack is imminent.
X1: acts by the North fall outside P1.
R1: the preamble says: peace is better. It gives context and yields no finding.
D1: the North must withdraw forces, at most 100 soldiers, by 60 days elapsed, hour by hour, from 04:00 on 27 November \
2024 in Asia/Beirut (UTC+02:00) = 02:00 UTC on 26 January 2025, together with D2; met by a report of withdrawal about \
everything by the North; met in part by a report of withdrawal by the North.
D2: the South must report; without a finish.
S1: beside the text, the South declared: it is not content. It is an interpretation, no term, and turns no prohibited \
act into a permitted one.
mission: the Mission may monitor and verify on P1 and D1; its finding makes evidence verified.
talk: disputes go to mission and courts; consequence: unstated.
first: a phase from 04:00 on 27 November 2024 in Asia/Beirut (UTC+02:00) = 02:00 UTC on 27 November 2024 to 60 days \
elapsed, hour by hour, from 04:00 on 27 November 2024 in Asia/Beirut (UTC+02:00) = 02:00 UTC on 26 January 2025. \
It is renewed by itself for 60 days each time unless notice is reported at least 48 hours before the end. \
After it: talks.
A1: changed on 2025-01-26: D1.by becomes end of 2025-02-18. Retroactive: disputed. It was known from \
2025-01-26T23:00[UTC]. Earlier findings are kept.
"""


@pytest.fixture(scope="module")
def demo():
    agreement, errors = read(ALL, name="demo.truce.md", sources=None, fetch=lambda _: "")
    assert [str(e) for e in errors] == []
    return agreement


def test_every_table_is_said_in_a_sentence(demo):
    assert list(readback(demo)) == SENTENCES.strip().splitlines()


def test_every_key_lands_in_its_record(demo):
    ban, owed = demo.term("P1"), demo.term("D1")

    assert (ban.weapon.class_, ban.weapon.calibre_mm_at_least, ban.force) == ("artillery", 100.0, "political")
    assert (owed.limit.at_most, owed.measured_from, owed.linked) == (100.0, (("north", "the-line"),), ("D2",))
    assert demo.phases[0].renew.notice == "48 hours"
    assert demo.amendments[0].sets == (("D1.by", "end of 2025-02-18"),)
    assert demo.monitors[0].aliases == ("UN mission", "EU mission")
    assert (demo.authentic, demo.unpublished, demo.days) == (("fr",), ("a side letter",), "elapsed")
    assert (demo.house.independent, demo.house.neutral, demo.house.silence) == (3, 2, "open")


def test_reading_the_same_text_twice_gives_the_same_agreement(demo):
    again, _ = read(ALL, name="demo.truce.md", sources=None, fetch=lambda _: "")

    assert again == demo
