"""A hand-made case: nine days of a ceasefire, small enough to check by eye, with everything that must stay hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from trucewatch.agreement.terms import (
    Agreement,
    Declare,
    Duty,
    Monitor,
    OpenReading,
    Party,
    Prohibit,
    Recital,
    Source,
)
from trucewatch.model import (
    ActorByClaim,
    Attributed,
    Claim,
    Copy,
    Count,
    Decision,
    Dispute,
    Document,
    Finding,
    Incident,
    Interval,
    Linked,
    Named,
    Observation,
    Origin,
    Place,
    PrivatePerson,
    Published,
    Reading,
    Reason,
    Speaker,
    Stance,
    Support,
    Tally,
    When,
    Window,
    Within,
)
from trucewatch.publishing import CaseView, InForce, Layer, Problem, Settlement

AS_OF = datetime(2020, 3, 14, 12, 0, tzinfo=UTC)
OSM = "© OpenStreetMap contributors, ODbL 1.0"
GEONAMES = "GeoNames, CC BY 4.0"

TEXTS = {
    "wire-1": "Government forces shelled Nayrab on Friday, the Observatory said. At least 15 people were killed. "
    "“We heard the shells and ran to the cellar,” said Samira Haddad, a mother of four. "
    "The army did not target civilians, the ministry said.",
    "wire-1-copy": "Government forces shelled Nayrab on Friday, the Observatory said. At least 15 people were killed.",
    "ministry-1": "The ministry denies that any of its aircraft worked over Marayan on Saturday. "
    "It counted 19 violations by armed groups in the last 24 hours.",
    "rescuers-1": "Rescuers counted 14 dead in Nayrab, among them two children.",
    "patrols-1": "The two armies agreed on the details. The first joint patrol will set out at 10:00 on Sunday from "
    "Trumba towards Ain al-Hawr. Displaced people have begun to return, Akar said.",
    "hostile-1": "<script>alert('x')</script> Shells fell on Bidama <img src=x onerror=alert(1)> & nobody was hurt.",
    "old-1": "Aircraft struck a farm near Maarrat Misrin early on Thursday, activists said; 15 were killed.",
}


def _doc(key: str, publisher: str, day: str, **more: Any) -> Document:
    return Document(
        id=key,
        url=f"https://news.example/{key}",
        title=f"Headline of {key}",
        publisher=publisher,
        published=Published(start=day, end=day, method="json-ld"),
        lang="en",
        sha256="ab" * 32,
        text=TEXTS[key],
        **more,
    )


def _claim(key: str, number: int, words: str, speaker: Speaker, **more: Any) -> Claim:
    start = TEXTS[key].index(words)
    return Claim(
        id=f"{key}#{number}", document=key, span=(start, start + len(words)), quote=words, speaker=speaker, **more
    )


def _span(key: str, words: str) -> tuple[int, int]:
    start = TEXTS[key].index(words)
    return start, start + len(words)


NAYRAB = Place(name="Nayrab", relation="in", lon=36.7167, lat=35.8667, radius_m=1500, method="gazetteer", ref="nayrab")
FRIDAY = When(start="2020-03-06", end="2020-03-06", words="on Friday", method="weekday-before-document-date")
OBSERVATORY = Speaker(name="the Observatory", kind="group")
MINISTRY = Speaker(name="the ministry", kind="group", ref="russia")
ARMY = Named(name="Government forces", kind="force", ref="syrian-government")


def _readings() -> tuple[Reading, ...]:
    samira = _span("wire-1", "Samira Haddad")
    wire = _doc(
        "wire-1",
        "Example Wire",
        "2020-03-06T16:30+00:00",
        private_persons=(PrivatePerson(span=samira, why="resident"),),
    )
    copy = _doc(
        "wire-1-copy",
        "Daily Mirror of Elsewhere",
        "2020-03-07",
        origin="Example Wire",
        copy=Copy(is_copy=True, reason="containment 0.98", of="wire-1"),
    )
    shelled = "Government forces shelled Nayrab on Friday"
    killed = "At least 15 people were killed"
    fifteen = Count(kind="killed", of="people", unit="person", at_least=15, words="At least 15")
    cellar = "“We heard the shells and ran to the cellar,”"
    woman = Speaker(name="Samira Haddad", span=samira, kind="person")
    told = {"act": "shelling", "actors": (ARMY,), "place": NAYRAB, "when": FRIDAY}
    patrol = "The first joint patrol will set out at 10:00 on Sunday from Trumba towards Ain al-Hawr"
    sunday = When(start="2020-03-15T10:00", end="2020-03-15T10:00", words="at 10:00 on Sunday")
    marayan = Place(name="Marayan", lon=36.5637, lat=35.7402, radius_m=700, method="gazetteer")
    return (
        Reading(
            document=wire,
            claims=(
                _claim("wire-1", 1, shelled, OBSERVATORY, stance=Stance.ACCUSES, **told),
                _claim("wire-1", 2, killed, OBSERVATORY, act="shelling", place=NAYRAB, when=FRIDAY, counts=(fifteen,)),
                _claim("wire-1", 3, cellar, woman, act="shelling", place=NAYRAB, when=FRIDAY),
                _claim(
                    "wire-1",
                    4,
                    "The army did not target civilians",
                    MINISTRY,
                    stance=Stance.DENIES,
                    denies_what=("target",),
                    act="shelling",
                ),
            ),
        ),
        Reading(document=copy, claims=(_claim("wire-1-copy", 1, shelled, OBSERVATORY, stance=Stance.ACCUSES, **told),)),
        Reading(
            document=_doc("rescuers-1", "Rescue Bulletin", "2020-03-06"),
            claims=(
                _claim(
                    "rescuers-1",
                    1,
                    "Rescuers counted 14 dead in Nayrab",
                    Speaker(name="Rescuers", kind="group"),
                    **told,
                ),
            ),
        ),
        Reading(
            document=_doc("ministry-1", "Ministry Bulletin", "2020-03-07T09:00+03:00"),
            claims=(
                _claim(
                    "ministry-1",
                    1,
                    "The ministry denies that any of its aircraft worked over Marayan on Saturday",
                    MINISTRY,
                    stance=Stance.DENIES,
                    denies_what=("occurrence",),
                    act="air-strike",
                    place=marayan,
                    when=When(start="2020-03-07", end="2020-03-07", words="on Saturday"),
                ),
                _claim(
                    "ministry-1",
                    2,
                    "It counted 19 violations by armed groups in the last 24 hours",
                    MINISTRY,
                    act="violations-counted",
                    cumulative=True,
                ),
            ),
        ),
        Reading(
            document=_doc("patrols-1", "Evening Post", "2020-03-13"),
            claims=(
                _claim(
                    "patrols-1",
                    1,
                    "The two armies agreed on the details",
                    Speaker(name="publisher", kind="publisher"),
                    act="agree-corridor-parameters",
                    when=When(start="2020-03-13", end="2020-03-13"),
                ),
                _claim(
                    "patrols-1",
                    2,
                    patrol,
                    Speaker(name="publisher", kind="publisher"),
                    act="patrol",
                    stance=Stance.PREDICTS,
                    place=Place(name="Trumba", lon=36.7678, lat=35.8599, radius_m=700),
                    when=sunday,
                ),
            ),
        ),
        Reading(
            document=_doc("hostile-1", "Blog <b>of</b> Nowhere", "2020-03-09"),
            claims=(
                _claim(
                    "hostile-1",
                    1,
                    TEXTS["hostile-1"],
                    Speaker(name='A "blogger" <i>', kind="group"),
                    act="shelling",
                    place=Place(name="Bidama <i>", lon=36.1965, lat=35.8115, radius_m=9000),
                    when=When(start="2020-03-08", end="2020-03-09"),
                ),
            ),
        ),
        Reading(
            document=_doc("old-1", "Example Wire", "2020-03-05T18:00+00:00"),
            claims=(
                _claim(
                    "old-1",
                    1,
                    "Aircraft struck a farm near Maarrat Misrin early on Thursday",
                    Speaker(name="activists", kind="group"),
                    act="air-strike",
                    place=Place(name="Maarrat Misrin", relation="near", lon=36.6718, lat=36.0115, radius_m=3000),
                    when=When(start="2020-03-05", end="2020-03-05"),
                ),
            ),
        ),
    )


def _linked() -> Linked:
    killed = Tally(
        id="t-1",
        kind="killed",
        of="people",
        unit="person",
        at_least=15,
        words="At least 15",
        source="the Observatory",
        origin="the Observatory",
        area="Nayrab",
        incident="i-nayrab",
        claim="wire-1#2",
        document="wire-1",
        said_at="2020-03-06",
        flags=("differs from the Rescuers’ figure of the same act",),
    )
    fourteen = replace(
        killed,
        id="t-2",
        at_least=14,
        at_most=14,
        words="14 dead",
        source="Rescuers",
        origin="Rescuers",
        claim="rescuers-1#1",
        document="rescuers-1",
        flags=(),
    )
    counted = Tally(
        id="t-3",
        kind="events",
        of="violations",
        unit="violations",
        at_least=19,
        at_most=19,
        words="19 violations",
        source="the ministry",
        window=Window(start="2020-03-06T09:00", end="2020-03-07T09:00", words="the last 24 hours"),
        cumulative=True,
        claim="ministry-1#2",
        document="ministry-1",
        said_at="2020-03-07",
    )
    denial = Dispute(by="the ministry", element="target", claim="wire-1#4", words="The army did not target civilians")
    return Linked(
        incidents=(
            Incident(
                id="i-nayrab",
                act="shelling",
                when=FRIDAY,
                place=NAYRAB,
                first_reported="2020-03-06",
                actors=(ActorByClaim(claim="wire-1#1", source="the Observatory", actors=(ARMY,)),),
                targets=(Named(name="Samira Haddad", kind="person"), Named(name="a cellar", kind="object")),
                tallies=(killed, fourteen),
                claims=("wire-1#1", "wire-1#2", "wire-1#3", "wire-1#4", "rescuers-1#1", "wire-1-copy#1"),
                origins=(
                    Origin(name="the Observatory", claims=("wire-1#1", "wire-1#2")),
                    Origin(name="Rescuers", unaffiliated=True, claims=("rescuers-1#1",)),
                ),
                disputed_by=(denial,),
            ),
            Incident(
                id="i-marayan",
                act="air-strike",
                when=When(start="2020-03-07", end="2020-03-07"),
                place=Place(name="Marayan", lon=36.5637, lat=35.7402, radius_m=700),
                claims=("ministry-1#1",),
                origins=(Origin(name="the ministry", affiliated="russia", claims=("ministry-1#1",)),),
                disputed_by=(Dispute(by="the ministry", element="occurrence", claim="ministry-1#1"),),
            ),
            Incident(
                id="i-bidama",
                act="shelling",
                when=When(start="2020-03-08", end="2020-03-09"),
                place=Place(name="Bidama <i>", lon=36.1965, lat=35.8115, radius_m=9000),
                claims=("hostile-1#1",),
                origins=(Origin(name='A "blogger" <i>', claims=("hostile-1#1",)),),
            ),
            Incident(
                id="i-misrin",
                act="air-strike",
                when=When(start="2020-03-05", end="2020-03-05"),
                place=Place(name="Maarrat Misrin", relation="near", lon=36.6718, lat=36.0115, radius_m=3000),
                first_reported="2020-03-05T18:00+00:00",
                claims=("old-1#1",),
                origins=(Origin(name="activists", claims=("old-1#1",)),),
            ),
            Incident(
                id="i-patrol",
                act="patrol",
                when=When(start="2020-03-15T10:00", end="2020-03-15T10:00"),
                place=Place(name="Trumba", lon=36.7678, lat=35.8599, radius_m=700),
                claims=("patrols-1#2",),
            ),
            Incident(
                id="i-nowhere",
                act="explosion",
                when=When(start="2020-03-10", end="2020-03-10"),
                place=Place(name="the Green Hill"),
                claims=(),
                origins=(),
            ),
        ),
        tallies=(counted,),
        flags=("the ministry’s daily figure and its weekly figure do not add up",),
    )


def _findings() -> tuple[Finding, ...]:
    common: dict[str, Any] = {"as_of": "2020-03-14T12:00+00:00", "agreement": "sample-2020@1"}
    item1: dict[str, Any] = {"term": "I1", "clause": "item 1", **common}
    return (
        Finding(
            id="f-1",
            incident="i-nayrab",
            act="shelling",
            engaged=Within.YES,
            attribution=Attributed(kind="named", names=("Government forces",), refs=("syrian-government",)),
            support=(
                Support(element="occurrence", level="corroborated", origins=("the Observatory", "Rescuers")),
                Support(element="authorship", level="single", origins=("the Observatory",)),
            ),
            disputed_by=(
                Dispute(
                    by="the ministry", element="target", claim="wire-1#4", words="The army did not target civilians"
                ),
            ),
            reasons=(
                Reason(kind="clause", text="item 1: cease all military actions"),
                Reason(kind="clock", text="6 March is after the start on every reading"),
                Reason(kind="geometry", text="1,500 m around the point lie inside the area"),
                Reason(kind="evidence", text="Samira Haddad heard it", claim="wire-1#3"),
            ),
            claims=("wire-1#1", "wire-1#2", "wire-1#3", "wire-1#4", "rescuers-1#1", "wire-1-copy#1"),
            **item1,
        ),
        Finding(
            id="f-2",
            incident="i-bidama",
            act="shelling",
            engaged=Within.UNKNOWN,
            attribution=Attributed(kind="unattributed"),
            support=(Support(element="occurrence", level="single", origins=('A "blogger" <i>',)),),
            decides=("reading:reach", "fact:place"),
            claims=("hostile-1#1",),
            **item1,
        ),
        Finding(
            id="f-3",
            incident="i-misrin",
            act="air-strike",
            engaged=Within.NO,
            outside=("before the start",),
            claims=("old-1#1",),
            **item1,
        ),
        Finding(
            id="f-4",
            incident="i-marayan",
            act="air-strike",
            engaged=Within.UNKNOWN,
            attribution=Attributed(kind="unattributed"),
            disputed_by=(Dispute(by="the ministry", element="occurrence", claim="ministry-1#1"),),
            decides=("fact:time",),
            claims=("ministry-1#1",),
            **item1,
        ),
        Finding(
            id="f-d2",
            term="D2",
            clause="item 2",
            duty="D2",
            state="met late",
            due="2020-03-12T12:00+00:00/2020-03-12T21:00+00:00",
            support=(Support(element="fulfilment", level="single", origins=("Evening Post",)),),
            decides=("reading:week",),
            claims=("patrols-1#1",),
            **common,
        ),
        Finding(
            id="f-d3",
            term="D3",
            clause="item 3",
            duty="D3",
            state="open",
            due="2020-03-15T21:00+00:00",
            reasons=(Reason(kind="evidence", text="a first patrol will set out from Trumba", claim="patrols-1#2"),),
            claims=("patrols-1#2",),
            **common,
        ),
    )


def _agreement() -> Agreement:
    both = ("turkey", "russia")
    return Agreement(
        id="sample-2020",
        title="Additional Protocol on the de-escalation area, sample",
        version="1",
        encoded_by="the test authors, unreviewed",
        texts=("UN document S/2020/187",),
        parties_to=both,
        home="Europe/Moscow",
        parties=(
            Party(id="turkey", name="Republic of Türkiye", role="guarantor"),
            Party(id="russia", name="Russian Federation", role="guarantor"),
            Party(id="syrian-government", name="Syrian Arab Army", role="bound-through"),
        ),
        readings=(
            OpenReading(
                id="reach",
                question="Does “along the line of contact” limit item 1 to a front belt?",
                options=(("area", "dea"), ("belt", "front-belt")),
            ),
            OpenReading(id="week", question="When do the seven days end?", options=(("civil", "x"), ("elapsed", "y"))),
            OpenReading(
                id="clock",
                question="In whose local time is 00:01 counted?",
                options=(("moscow", "Europe/Moscow"), ("damascus", "Asia/Damascus")),
            ),
        ),
        prohibitions=(
            Prohibit(
                id="I1",
                clause="item 1",
                who=(*both, "syrian-government"),
                acts=("shelling", "air-strike"),
                where="{reach}",
                from_="start",
                excerpt="Cease all military actions along the line of contact",
            ),
        ),
        recitals=(
            Recital(id="R1", clause="preamble", says="targeting of civilians cannot be justified under any pretext"),
        ),
        duties=(
            Duty(id="D2", clause="item 2", who=both, must="agree-corridor-parameters", by="signature + 7 days"),
            Duty(id="D3", clause="item 3", who=both, must="joint-patrol", by="end of 2020-03-15"),
            Duty(id="D4", clause="preamble", who=both, must="facilitate-return", by="none"),
        ),
        declarations=(
            Declare(
                id="S1",
                by="turkey",
                says="would answer attacks with full force",
                effect="claimed-permission",
                at="2020-03-05",
                source="press conference",
            ),
        ),
        monitors=(Monitor(id="centre", name="Joint coordination centre", may=("monitor",)),),
        sources=(Source(name="Rescuers", unaffiliated=True),),
        unpublished=("an annex with maps, reported",),
    )


def _layers() -> tuple[Layer, ...]:
    road = (
        (36.05, 35.76),
        (36.17, 35.78),
        (36.32, 35.81),
        (36.47, 35.79),
        (36.6, 35.81),
        (36.72, 35.865),
        (36.83, 35.88),
    )
    north = tuple((x, y + 0.054) for x, y in road)
    south = tuple((x, y - 0.054) for x, y in reversed(road))
    area = (
        (36.0, 35.55),
        (36.35, 35.45),
        (36.7, 35.5),
        (36.95, 35.8),
        (36.95, 36.2),
        (36.7, 36.3),
        (36.35, 36.05),
        (36.0, 35.85),
        (36.0, 35.55),
    )
    line = ((36.12, 35.68), (36.3, 35.66), (36.45, 35.6), (36.6, 35.68), (36.72, 35.8), (36.78, 35.9), (36.85, 36.1))
    return (
        Layer(
            id="dea",
            name="De-escalation area (sketch)",
            kind="area",
            rings=(area,),
            closed=True,
            edge_m=1000,
            prohibits=True,
        ),
        Layer(
            id="corridor",
            name="Security corridor, 6 km each side",
            kind="corridor",
            rings=((*north, *south, north[0]),),
            closed=True,
        ),
        Layer(id="m4", name="M4", kind="road", rings=(road,), edge_m=250, credit=OSM),
        Layer(
            id="loc",
            name="Line of contact",
            kind="line-of-contact",
            rings=(line,),
            valid_from="2020-03-05",
            note="drawn by us",
        ),
    )


def _places() -> tuple[Settlement, ...]:
    known = (
        ("Idlib", 36.6339, 35.9306, 5, GEONAMES),
        ("Saraqib", 36.8059, 35.8645, 4, GEONAMES),
        ("Ariha", 36.6096, 35.8137, 4, GEONAMES),
        ("Jisr al-Shughur", 36.3198, 35.8142, 4, GEONAMES),
        ("Nayrab", 36.7167, 35.8667, 1, OSM),
        ("Trumba", 36.7678, 35.8599, 1, OSM),
        ("Ain al-Hawr", 36.1658, 35.7792, 1, OSM),
        ("Maarrat Misrin", 36.6718, 36.0115, 3, GEONAMES),
        ("Marayan", 36.5637, 35.7402, 1, OSM),
        ("Sarmin", 36.725, 35.904, 2, GEONAMES),
        ("Kafr Nabl", 36.5645, 35.6138, 3, GEONAMES),
        ("Maarrat al-Numan", 36.6769, 35.6483, 3, GEONAMES),
        ("Binnish", 36.7138, 35.9566, 2, GEONAMES),
        ("Taftanaz", 36.7858, 35.9983, 2, GEONAMES),
        ("Urum al-Jawz", 36.5666, 35.7921, 1, OSM),
        ("Muhambal", 36.4721, 35.7874, 1, GEONAMES),
    )
    return tuple(Settlement(name=n, lon=x, lat=y, rank=r, credit=c) for n, x, y, r, c in known)


def sample_view() -> CaseView:
    """Return the case as of 14 March 2020, noon UTC."""
    start = Interval(lo=datetime(2020, 3, 5, 21, 1, tzinfo=UTC), hi=datetime(2020, 3, 5, 22, 1, tzinfo=UTC))
    readings = _readings()
    arabic = Document(
        id="post.txt", publisher="A channel", lang="ar", text="…", url="https://social.example/@someone/1"
    )
    return CaseView(
        title="De-escalation area, 14 March 2020",
        agreement=_agreement(),
        as_of=AS_OF,
        zone="Asia/Damascus",
        documents=(*(r.document for r in readings), arabic),
        readings=readings,
        linked=_linked(),
        findings=_findings(),
        decisions=(
            Decision(
                id="d-1",
                what="claim",
                target="wire-1#1",
                action="accept",
                by="Petra Keller",
                at="2020-03-08T09:30+00:00",
                reason="checked against the rescuers’ list",
            ),
        ),
        observations=(
            Observation(
                id="o-1",
                observer="Yusuf Darwish",
                means="heard",
                position=Place(name="Idlib", lon=36.6412, lat=35.9377),
                when=When(start="2020-03-09T14:05", end="2020-03-09T14:20"),
                what="undetermined explosions",
                bearing_deg=315,
                distance_m=8500,
                distance_error_m=1500,
                unit="explosion",
                count=7,
            ),
        ),
        problems=(
            Problem(document="/home/petra/in/post.txt", kind="unread", reason="written in Arabic, which is not read"),
            Problem(document="scan.pdf", kind="retry", reason="reading took longer than 60 seconds"),
        ),
        places=_places(),
        layers=_layers(),
        in_force=(
            InForce(term="I1", state=Within.YES, since=replace(start, hi=start.lo), readings=("clock=moscow",)),
            InForce(term="I1", state=Within.YES, since=replace(start, lo=start.hi), readings=("clock=damascus",)),
        ),
        start=start,
        sentences=(("I1", "From 00:01 on 6 March 2020 no bound party may shell or strike from the air in the area."),),
    )


@pytest.fixture(scope="session")
def sample() -> CaseView:
    """The sample case, made once: it is frozen."""
    return sample_view()


@pytest.fixture
def view(sample: CaseView) -> CaseView:
    """The sample case."""
    return sample
