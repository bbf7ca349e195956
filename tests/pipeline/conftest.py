"""A case under a small truce, with reports whose claims came coded, so that no reader is needed."""

import pytest

from trucewatch.model import Claim, Count, Document, Named, Place, Published, Speaker, Stance, When
from trucewatch.store import Case

TRUCE = """\
# River truce

```terms
[agreement]
id = "river"
title = "River truce"
sources = ["our own, for tests"]
parties = ["north", "south"]
encoded_by = "tests"

[clock]
home = "Europe/Istanbul"

[[party]]
id = "north"
name = "North"
role = "party"
aliases = ["northern army"]

[[party]]
id = "south"
name = "South"
role = "party"

[[reading]]
id = "clock"
question = "whose clock"
options = { istanbul = "Europe/Istanbul", utc = "UTC" }

[[event]]
id = "start"
at = "2020-03-06T00:01[{clock}]"

[[prohibit]]
id = "P1"
clause = "item 1"
who = ["north", "south"]
acts = ["shelling", "explosion"]
from = "start"

[[duty]]
id = "D1"
clause = "item 2"
who = ["north", "south"]
must = "agree on parameters"
by = "2020-03-13[Europe/Istanbul]"
met_by = [{ act = "agreement", all_of = ["north", "south"] }]
```
"""


def clock():
    return "2026-01-01T00:00:00+00:00"


@pytest.fixture
def case(tmp_path):
    with Case.create(tmp_path / "case", clock=clock, who="ana") as made:
        made.agreement_folder.mkdir()
        (made.agreement_folder / "river.truce.md").write_text(TRUCE, encoding="utf-8")
        yield made


@pytest.fixture
def report(case):
    """Store a coded report of shelling; return its claim."""

    def store(ident, *, day, published, place=(36.6, 35.8), publisher="Wire", speaker="Rescuers", **changes):
        text = f"{speaker}: shelling, {ident}."
        document = Document(
            id=ident, publisher=publisher, published=Published(start=published, end=published), sha256=None, text=text
        )
        fields = {
            "id": f"{ident}.1",
            "document": ident,
            "span": (0, len(text)),
            "quote": text,
            "speaker": Speaker(name=speaker, kind="group"),
            "stance": Stance.ASSERTS,
            "act": "shelling",
            "actors": (Named(name="northern army", kind="force"),),
            "place": Place(name="Ariha", lon=place[0], lat=place[1], radius_m=700.0, method="given"),
            "when": When(start=day, end=day, zone="Europe/Istanbul"),
            "counts": (Count(kind="killed", of="civilians", unit="person", at_least=2, at_most=2),),
        }
        claim = Claim(**{**fields, **changes})
        case.add([document], claims=[claim], original=None, kind="table")
        return claim

    return store
