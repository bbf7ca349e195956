"""Terms that cannot stand together are an error with the line, a caret and the way out, before anything is judged."""

from __future__ import annotations

import json

import pytest

from trucewatch.agreement.tables import read

HEAD = """
```terms
[agreement]
id = "demo"
title = "A demonstration"
sources = ["made up"]
parties = ["north", "south"]
encoded_by = "nobody"

[clock]
home = "UTC"

[[party]]
id = "north"
name = "the North"
role = "party"

[[party]]
id = "south"
name = "the South"
role = "party"

[[event]]
id = "start"
at = "2021-01-01T00:00"

[[event]]
id = "told"
observe = { act = "notice" }

[[reading]]
id = "when"
question = "When does it end?"
options = { early = "2020-12-01", late = "2021-12-01" }
```
"""

LINE = {"type": "LineString", "coordinates": [[0, 0], [1, 0]]}
GEO = json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "id": "line", "geometry": LINE}]})

SHELLING = """
[[prohibit]]
id = "P"
who = ["north"]
acts = ["shelling", "air-strike"]
target = ["civilians", "south"]
from = "start"
"""


def said(terms: str) -> str:
    text = f"{HEAD}\n```terms\n{terms}\n```\n"
    _, errors = read(text, name="demo.truce.md", sources=None, fetch=lambda _: GEO)
    return "\n".join(str(e) for e in errors)


DATED = """
[[zone]]
id = "%s"
kind = "line"
geometry = "geo/demo.geojson#line"
valid = { from = "%s", until = "%s" }
"""

AMEND = '[[amend]]\nid = "%s"\nat = "2021-02-01"\nsets = { "P.until" = "%s" }\n'


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        (SHELLING + 'until = "2020-12-31"', "P ends at 2021-01-01T00:00:00+00:00, before it has begun"),
        (SHELLING + 'until = "{when}"', "P ends on when=early at"),
        (('[[phase]]\nid = "one"\nfrom = "start"\nuntil = "start + 10 days"\n'
         '[[phase]]\nid = "two"\nfrom = "start + 9 days"\nuntil = "start + 20 days"'),
         'phases one and two overlap: the second begins before the first has ended. Write from = "one.until".'),
        (DATED % ("a", "2021-01-01", "2021-02-01") + DATED % ("b", "2021-02-01", "2021-03-01")
         + '[[zone]]\nid = "front"\nkind = "dated"\nof = ["a", "b"]',
         "a and b are both drawn for some days of front. End one before the other begins."),
        (SHELLING + '[[permit]]\nid = "E"\nwho = ["north"]\nacts = ["shelling"]\noverrides = []',
         'E permits north what P prohibits, and neither goes first. Add "P" to overrides'),
        (SHELLING + '[[exempt]]\nid = "X"\nfrom_term = "P"\ntarget = ["south"]',
         "X takes acts against south out of P, which is about acts against them."),
        (SHELLING + AMEND % ("A", "2021-03-01") + AMEND % ("B", "2021-04-01"),
         "A and B set P.until at the same time to different instants."),
    ],
    ids=["ends before it begins", "on one reading", "phases that cross", "drawn twice", "permitted and prohibited",
         "protected and exempt", "set twice"],
)  # fmt: skip
def test_what_cannot_stand_together_is_named(terms, message):
    told = said(terms)

    assert message in told
    assert "^" in told


@pytest.mark.parametrize(
    "terms",
    [
        SHELLING + 'until = "2021-12-31"',
        SHELLING + '[[permit]]\nid = "E"\nwho = ["north"]\nacts = ["shelling"]\noverrides = ["P"]',
        SHELLING + '[[permit]]\nid = "E"\nwho = ["south"]\nacts = ["shelling"]\noverrides = []',
        SHELLING + '[[exempt]]\nid = "X"\nfrom_term = "P"\ntarget = ["south"]\nonly_if = "when=early"',
        (
            '[[phase]]\nid = "one"\nfrom = "start"\nuntil = "start + 10 days"\n'
            '[[phase]]\nid = "two"\nfrom = "one.until"\nuntil = "start + 20 days"'
        ),
        (
            '[[phase]]\nid = "all"\nfrom = "start"\nuntil = "start + 30 days"\n'
            '[[phase]]\nid = "part"\nfrom = "start + 2 days"\nuntil = "start + 20 days"'
        ),
    ],
    ids=["in order", "overridden", "another party", "kept to a reading", "one after the other", "one within the other"],
)
def test_what_can_stand_together_is_left_alone(terms):
    assert said(terms) == ""


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ('[[phase]]\nid = "p"\nfrom = "start"\nrenew = { period = "a while" }', "'a while' is not a length of time"),
        (
            '[[phase]]\nid = "p"\nrenew = { period = "7 days", upon = "tolt" }',
            "'tolt' is not an event of this file. Did you mean told?",
        ),
        ('[[zone]]\nid = "z"\nkind = "buffer"\nboth_m = 10', "a zone of kind buffer has no of. Add it."),
        ('[[zone]]\nid = "z"\nkind = "named"', "a zone of kind named has no places. Add it."),
        ('[[zone]]\nid = "z"\nkind = "union"\nof = ["z"]', "made of several"),
        (SHELLING + 'during = "nowhere"', "'nowhere' is not a phase of this file."),
        (SHELLING + 'against = "nobody"', "'nobody' is not a party or a zone of this file."),
        ('[[annex]]\nid = "a"\ntitle = "t"\nseen = "no"', "seen must be true or false, without quotes."),
        ('[[amend]]\nid = "A"\nat = "2021-02-01"\nsets = { "start.colour" = "none" }', "cannot be set"),
    ],
)  # fmt: skip
def test_a_slip_in_a_key_says_where_it_is_and_what_to_write(terms, message):
    told = said(terms)

    assert message in told
    assert "demo.truce.md:" in told
