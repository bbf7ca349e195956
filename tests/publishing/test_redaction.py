"""What nobody may see: private persons, the way to them, movements still to come, where an observer stood."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from trucewatch.model import (
    Attribution,
    Claim,
    Document,
    Doubt,
    Named,
    Place,
    PrivatePerson,
    Published,
    Reading,
    Speaker,
    Stance,
    When,
    to_plain,
)
from trucewatch.publishing import EXPORTS, daily
from trucewatch.publishing.blocks import FUTURE_MOVEMENT, PRIVATE_WORDS
from trucewatch.publishing.names import letters, pseudonyms
from trucewatch.publishing.redaction import coarse, redact

SPEAKERS = (("Samira Haddad", (27, 30)), ("UN", (42, 44)))
NAMES = ("Samira", "Haddad", "Yusuf", "Darwish", "Petra", "Keller")
WAYS = ("news.example/wire-1", "social.example", "/home/petra", "We heard the shells")
PATROL = ("set out", "10:00", "towards Ain al-Hawr", "2020-03-15T10:00")


@pytest.fixture(scope="module")
def published(sample) -> dict[str, str]:
    """Everything that leaves the case, by name."""
    pages = {f"report.{kind}": daily(sample, format=kind) for kind in ("html", "md")}
    return pages | {export.name: export(sample) for export in EXPORTS}


@pytest.mark.parametrize("secret", [*NAMES, *WAYS])
def test_no_private_person_nor_the_way_to_one_is_in_anything_published(published, secret):
    assert [name for name, text in published.items() if secret.casefold() in text.casefold()] == []


@pytest.mark.parametrize("secret", PATROL)
def test_no_time_or_route_of_a_coming_patrol_is_in_anything_published(published, secret):
    assert [name for name, text in published.items() if secret in text] == []


def test_a_coming_patrol_is_said_to_be_withheld_while_the_agreements_deadline_stands(view):
    page = daily(view, format="html")

    assert "withheld: future movement" in page
    assert "15 March 2020, 21:00 UTC" in page


def test_a_patrol_that_has_happened_is_published(view):
    later = replace(view, as_of=view.as_of.replace(month=4))

    assert "towards Ain al-Hawr" in daily(later, format="html")


def test_the_claim_of_a_private_person_stays_without_the_words(view):
    claim = redact(view).claims["wire-1#3"]

    assert (claim.quote, claim.speaker.name, claim.act) == (PRIVATE_WORDS, "a resident (A)", "shelling")


def test_one_person_has_one_pseudonym_across_documents_and_two_have_two():
    documents = [
        Document(id="a", text="Ali Rashid spoke.", private_persons=(PrivatePerson(span=(0, 10), why="resident"),)),
        Document(
            id="b",
            text="Mona Saleh and ALI RASHID left.",
            private_persons=(PrivatePerson(span=(0, 10), why="x"), PrivatePerson(span=(15, 25), why="x")),
        ),
    ]

    given = {name.casefold(): pseudonym for name, pseudonym in pseudonyms(documents).everywhere}

    assert given == {"ali rashid": "a resident (A)", "mona saleh": "a resident (B)"}


def test_a_name_hides_no_longer_name_and_a_part_of_it_is_replaced_in_its_own_document(view):
    text = "Samira Haddad said so. Haddad lost her house in Haddadin."
    document = Document(id="x", text=text, private_persons=(PrivatePerson(span=(0, 13), why="resident"),))
    claim = Claim(id="x#1", document="x", span=(23, 56), quote=text[23:56], speaker=Speaker(name="the Observatory"))
    place = replace(claim, id="x#2", span=(48, 56), quote="Haddadin", place=Place(name="Haddadin"))
    own = Reading(document=document, claims=(claim, place))

    shown = redact(replace(view, readings=(*view.readings, own))).claims

    assert shown["x#1"].quote == "a resident (A) lost her house in Haddadin"
    assert shown["x#2"].place.name == "Haddadin"


def test_a_place_in_a_name_or_taken_for_one_keeps_its_name(view):
    text = "Ahmad of Idlib spoke. Ariha was quiet."
    persons = (PrivatePerson(span=(0, 14), why="resident"), PrivatePerson(span=(22, 27), why="mistaken"))
    document = Document(id="x", text=text, private_persons=persons)
    claim = Claim(id="x#1", document="x", span=(15, 20), quote="spoke", speaker=Speaker(name="Ahmad of Idlib"))
    named = replace(claim, id="x#2", place=Place(name="Idlib"), speaker=Speaker(name="UN"))

    shown = redact(replace(view, readings=(Reading(document=document, claims=(claim, named)),)))

    assert (shown.claims["x#1"].speaker.name, shown.claims["x#2"].place.name) == ("a resident (A)", "Idlib")
    assert "Ariha" in [place.name for place in shown.places]


def test_an_attribution_that_names_a_private_person_by_a_pronoun_goes_too(view):
    text = "Samira Haddad was at home. She spoke. The UN spoke."
    document = Document(id="x", text=text, private_persons=(PrivatePerson(span=(0, 13), why="resident"),))
    said = [Attribution(speaker=Speaker(name=n, span=s), cue=None, content_span=(31, 36)) for n, s in SPEAKERS]

    shown = redact(replace(view, readings=(Reading(document=document, attributions=tuple(said)),)))

    assert [a.speaker.name for a in shown.readings[0].attributions] == ["UN"]


@pytest.mark.parametrize("name", ["a resident", "she", "a 65-year-old woman", "an eyewitness and mother of two"])
def test_nobody_of_the_crowd_is_quoted_even_where_the_reader_did_not_mark_them(view, name):
    words = "my house was hit"
    document = Document(id="x", text=words, published=Published(start="2020-03-07", end="2020-03-07"))
    claim = Claim(
        id="x#1", document="x", span=(0, 16), quote=words, speaker=Speaker(name=name, kind="person"), act="shelling"
    )

    shown = redact(replace(view, readings=(Reading(document=document, claims=(claim,)),)))

    assert shown.claims["x#1"].quote == PRIVATE_WORDS


def test_a_copy_of_a_document_with_a_private_person_loses_its_link_too(view):
    shown = redact(view)

    links = {d.publisher: d.url for d in shown.document.values() if d.id != "old-1"}
    assert (links["Example Wire"], links["Daily Mirror of Elsewhere"]) == (None, None)
    assert shown.document["old-1"].url == "https://news.example/old-1"


def test_a_document_that_nobody_has_read_is_not_linked(view):
    assert redact(view).document["post.txt"].url is None


def test_an_id_that_is_the_address_is_replaced_everywhere(view):
    address = "https://news.example/samira-haddad-tells"
    text = "Samira Haddad tells."
    document = Document(id=address, url=address, text=text, private_persons=(PrivatePerson(span=(0, 13), why="x"),))
    claim = Claim(id=f"{address}#1", document=address, span=(0, 20), quote=text, speaker=Speaker(name="she"))

    shown = redact(replace(view, readings=(*view.readings, Reading(document=document, claims=(claim,)))))

    assert address not in json.dumps([to_plain(r) for r in shown.readings])
    assert "withheld-0#1" in shown.claims


def test_words_that_announce_a_convoy_are_withheld_whatever_the_claim_is_about(view):
    words = "An aid convoy will cross at Bab al-Hawa tomorrow"
    document = Document(id="x", text=words, published=Published(start="2020-03-13", end="2020-03-13"))
    claim = Claim(
        id="x#1", document="x", span=(0, len(words)), quote=words, speaker=Speaker(name="UN"), act="statement"
    )

    shown = redact(replace(view, readings=(Reading(document=document, claims=(claim,)),)))

    assert shown.claims["x#1"].quote == FUTURE_MOVEMENT


def test_a_promised_withdrawal_without_a_date_counts_as_still_to_come(view):
    words = "They pulled back from the post"
    document = Document(id="x", text=words)
    claim = Claim(
        id="x#1",
        document="x",
        span=(0, len(words)),
        quote=words,
        speaker=Speaker(name="Army"),
        act="withdrawal",
        stance=Stance.PROMISES,
        when=When(words="soon"),
    )

    shown = redact(replace(view, readings=(Reading(document=document, claims=(claim,)),)))

    assert shown.claims["x#1"].quote == FUTURE_MOVEMENT


def test_an_observer_cannot_be_found_from_what_was_observed(view):
    seen = view.observations[0]
    sector = Doubt(kind="sector", points=((36.634, 35.931),), from_m=8000, to_m=9000, bearing=315, half_angle=10)
    derived = Place(name="8500 m at 315° from Idlib", lon=36.574512, lat=35.991811, radius_m=2500, doubt=sector)
    document = Document(id=seen.id, title=f"Observation by {seen.observer}", publisher=seen.observer, text="Heard: 7.")
    claim = Claim(
        id=f"{seen.id}.1",
        document=seen.id,
        span=(0, 9),
        quote="Heard: 7.",
        speaker=Speaker(name=seen.observer, kind="person"),
        place=derived,
    )
    incident = replace(view.linked.incidents[-1], place=derived, claims=(claim.id,))
    held = replace(
        view,
        readings=(*view.readings, Reading(document=document, claims=(claim,))),
        linked=replace(view.linked, incidents=(*view.linked.incidents[:-1], incident)),
    )

    shown = redact(held)

    places = (shown.claims[claim.id].place, shown.incidents[incident.id].place)
    assert {(p.lon, p.lat, p.radius_m, p.doubt) for p in places} == {(36.57, 35.99, 3300, None)}
    assert (shown.observations[0].observer, shown.observations[0].position.lon) == ("an observer (A)", None)
    assert shown.document[seen.id].publisher == "an observer (A)"


def test_a_blurred_place_still_covers_the_place_that_it_hides():
    from pyproj import Geod

    exact = Place(name="x", lon=36.57499, lat=35.98501, radius_m=100)

    shown = coarse(exact)

    _, _, moved_m = Geod(ellps="WGS84").inv(exact.lon, exact.lat, shown.lon, shown.lat)
    assert shown.radius_m >= exact.radius_m + moved_m


def test_an_organisation_that_the_agreements_file_lists_keeps_its_name_as_observer(view):
    held = replace(view, observations=(replace(view.observations[0], observer="Joint coordination centre"),))

    assert redact(held).observations[0].observer == "Joint coordination centre"


def test_a_case_without_private_persons_is_left_as_it_is(view):
    plain = replace(view, readings=view.readings[3:4], documents=(), decisions=(), observations=(), problems=())

    assert redact(plain).claims == plain.claims


def test_letters_go_on_after_z():
    assert [letters(i) for i in (0, 25, 26, 27, 702)] == ["A", "Z", "AA", "AB", "AAA"]


def test_whose_log_a_row_came_from_is_not_named(view):
    row = Claim(
        id="log-1#1",
        document="log-1",
        span=(0, 9),
        quote="shelling",
        speaker=Speaker(name="A monitor", kind="group", via=(Named(name="Tamar Lindqvist", kind="person"),)),
        method="log",
    )
    logged = Reading(document=Document(id="log-1", text="shelling.", publisher="Tamar Lindqvist"), claims=(row,))
    shown = replace(view, readings=(*view.readings, logged))

    for text in (*(daily(shown, format=form) for form in ("html", "md")), *(export(shown) for export in EXPORTS)):
        assert "Lindqvist" not in text
