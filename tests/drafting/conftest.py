"""Reports of our own, invented or retold, and what is drafted from them."""

from functools import cache
from pathlib import Path

import pytest

from trucewatch import intake
from trucewatch.drafting import Inline, propose
from trucewatch.reading import read

HERE = Path(__file__).parent
RETELLING = HERE.parents[1] / "docs" / "tutorial" / "retelling.txt"
REPORTS = sorted(path.stem for path in (HERE / "reports").glob("*.txt"))


@cache
def reading(text, day="2031-05-10", title=None, name="report.txt"):
    return read(intake.take_in_text(text, document_id=name, title=title, published=day))


@cache
def report(name):
    """Return the reading of `reports/NAME.txt`: its day, its title, an empty line, its text."""
    day, title, _, text = (HERE / "reports" / f"{name}.txt").read_text(encoding="utf-8").split("\n", 3)
    return reading(text, day, title, f"{name}.txt")


@cache
def retold():
    (document,) = intake.take_in(RETELLING.read_bytes(), name=RETELLING.name, document_id=RETELLING.name).documents
    return read(document)


def plain(value):
    """Return a value of a proposed table without our records: inline tables as dicts."""
    if isinstance(value, Inline):
        return {key: plain(one) for key, one in value.pairs}
    return [plain(one) for one in value] if isinstance(value, tuple) else value


@pytest.fixture(scope="session")
def readings():
    """Readings by name: `retelling`, or a report of ours."""
    return lambda *names: [retold() if name == "retelling" else report(name) for name in names]


@pytest.fixture(scope="session")
def draft(readings):
    """Propose from reports by name."""
    return cache(lambda *names: propose(readings(*names)))


@pytest.fixture(scope="session")
def drafted():
    """Propose from texts, each of 10 May 2031 unless a day is given."""
    return lambda *texts, day="2031-05-10": propose(
        [reading(text, day, None, f"r{n}.txt") for n, text in enumerate(texts, start=1)]
    )


@pytest.fixture(scope="session")
def tables():
    """The tables of a kind, as dicts."""
    return lambda proposal, kind: [{key: plain(value) for key, value in one.keys} for one in proposal.of(kind)]


@pytest.fixture(scope="session")
def duty(tables):
    """The one duty of a proposal with this `must` (and these keys)."""

    def of(proposal, must, **keys):
        (one,) = [
            told
            for told in tables(proposal, "duty")
            if told["must"] == must and all(told.get(key) == value for key, value in keys.items())
        ]
        return one

    return of


@pytest.fixture(scope="session")
def asked():
    """What a proposal asks, as one text a question."""
    return lambda proposal: [question.asks for question in proposal.questions]
