"""Small reports made by hand: a claim, the document it stands in, and an agreement with its list of sources."""

from __future__ import annotations

import dataclasses

import pytest

from trucewatch.agreement.terms import Agreement, Party, Prohibit, Source
from trucewatch.model import (
    Claim,
    Copy,
    Count,
    Document,
    Named,
    Place,
    Published,
    Reading,
    Speaker,
    Stance,
    When,
    Window,
)

PLACES = {
    "Binnish": (36.7138, 35.9566, 1500.0),
    "Duwayla": (36.4518, 36.0498, 1500.0),
    "Ariha": (36.6096, 35.8137, 1500.0),
    "Kafraya": (36.6777, 35.9903, 700.0),
    "Idlib province": (36.6, 35.8, 60_000.0),
}


@pytest.fixture(scope="session")
def agreement():
    return Agreement(
        id="test",
        title="A truce",
        version="1",
        encoded_by="the tests",
        home="Europe/Moscow",
        parties=(
            Party(id="north", name="Northland", role="party", aliases=("Northern",)),
            Party(id="south", name="Southland", role="party", aliases=("Southern",)),
        ),
        prohibitions=(Prohibit(id="P1", who=("north", "south"), acts=("shelling", "air-strike", "overflight")),),
        sources=(
            Source(name="The Monitor", aliases=("TM", "the war monitor"), unaffiliated=True),
            Source(name="North News", affiliated="north"),
        ),
    )


@pytest.fixture(scope="session")
def say():
    """A claim: `say("c1", "shelling", on="2020-03-10", at="Binnish", killed=3)`."""

    def make(name, act="shelling", **given):
        on, at, speaker = given.pop("on", "2020-03-10"), given.pop("at", "Binnish"), given.pop("by", "publisher")
        start = given.pop("pos", 0)
        quote = given.pop("quote", f"words of {name}")
        counts = tuple(
            Count(kind=kind, at_least=n, at_most=n, of=given.get("of", "people"))
            for kind in ("killed", "wounded", "events")
            if (n := given.pop(kind, None)) is not None
        )
        given.pop("of", None)
        when = on if isinstance(on, When) or on is None else When(start=on, end=on)
        fields = {
            "document": "",
            "span": (start, start + len(quote)),
            "quote": quote,
            "speaker": Speaker(name=speaker, kind="publisher" if speaker == "publisher" else "group"),
            "when": when,
            "place": place(at),
            "counts": given.pop("counts", counts),
            "actors": tuple(Named(name=n, kind="force") for n in given.pop("actors", ())),
            "targets": tuple(Named(name=n, kind="group") for n in given.pop("targets", ())),
            "stance": Stance(given.pop("stance", "asserts")),
            "window": Window(**w) if (w := given.pop("window", None)) else None,
        }
        return Claim(id=name, act=act, **{**fields, **given})

    return make


def place(at):
    if at is None or isinstance(at, Place):
        return at
    lon, lat, radius_m = PLACES.get(at, (None, None, None))
    return Place(name=at, lon=lon, lat=lat, radius_m=radius_m)


@pytest.fixture(scope="session")
def report():
    """A reading of one document: `report("d1", claim, …, publisher="Gazette", published="2020-03-10T15:00+00:00")`."""

    def make(name, *claims, publisher="Gazette", published="2020-03-10T15:00+00:00", origin=None, text=None):
        document = Document(
            id=name,
            publisher=publisher,
            origin=origin,
            copy=Copy(is_copy=origin is not None),
            published=Published(start=published, end=published),
            text=text or "",
        )
        return Reading(document=document, claims=tuple(dataclasses.replace(c, document=name) for c in claims))

    return make
