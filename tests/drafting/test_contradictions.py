"""Where reports contradict each other both tellings are kept, each with its source; nothing is chosen."""

import pytest

from trucewatch.drafting import write

NOON = "Chad and Libya agreed on Saturday to a ceasefire that takes effect at noon on 12 May."
EVENING = "Chad and Libya agreed on Saturday to a ceasefire that takes effect at 6 p.m. on 12 May."
NARROW = "Under the agreement a buffer zone 5 km north and 5 km south of the Aozou road will be established."
WIDE = "Under the agreement a buffer zone 8 km north and 8 km south of the Aozou road will be established."
WEEK = "Under the agreement, Chad's army will withdraw by 20 May."
FORTNIGHT = "Under the agreement, Chad's army will withdraw by 27 May."


def sources(proposal, kind, ident):
    (table,) = [one for one in proposal.of(kind) if one.id == ident]
    return {(words.document, words.quote) for words in table.words}


def test_two_beginnings_are_an_open_reading_over_two_events(drafted, tables, asked):
    proposal = drafted(NOON, EVENING)
    at = {event["id"]: event["at"] for event in tables(proposal, "event")}
    (start,) = [one for one in tables(proposal, "reading") if one["id"] == "start"]

    assert [at[event] for event in start["options"].values()] == [
        "2031-05-12T12:00[{clock}]",
        "2031-05-12T18:00[{clock}]",
    ]
    assert tables(proposal, "prohibit")[0]["from"] == "{start}"
    assert sources(proposal, "reading", "start") == {("r1.txt", NOON), ("r2.txt", EVENING)}
    assert any(question.startswith("Which beginning is in the text") for question in asked(proposal))


def test_two_beginnings_of_one_report_are_kept_too(drafted, tables):
    proposal = drafted(f"{NOON} The ceasefire will begin at 6 p.m. on 12 May, Libya's foreign minister said.")

    assert "start" in {one["id"] for one in tables(proposal, "reading")}


def test_two_widths_are_an_open_reading_over_two_zones(drafted, tables, asked):
    proposal = drafted(f"{NOON} {NARROW}", f"{NOON} {WIDE}")
    zones = {zone["id"]: zone for zone in tables(proposal, "zone")}
    (width,) = [one for one in tables(proposal, "reading") if one["id"] == "buffer-zone"]

    assert [zones[zone]["note"].split(" to ")[0] for zone in width["options"].values()] == [
        "Told as 5,000 m",
        "Told as 8,000 m",
    ]
    assert sources(proposal, "reading", "buffer-zone") == {("r1.txt", NARROW), ("r2.txt", WIDE)}
    assert any(question.startswith("Which width of the buffer zone") for question in asked(proposal))


def test_two_deadlines_of_one_duty_are_an_open_reading(drafted, tables, duty, asked):
    proposal = drafted(f"{NOON} {WEEK}", f"{NOON} {FORTNIGHT}")
    at = {event["id"]: event["at"] for event in tables(proposal, "event")}
    (by,) = [one for one in tables(proposal, "reading") if one["id"].endswith("-by")]

    assert duty(proposal, "withdraw-forces")["by"] == f"{{{by['id']}}}"
    assert [at[event] for event in by["options"].values()] == [
        "end of 2031-05-20 [{clock}]",
        "end of 2031-05-27 [{clock}]",
    ]
    assert any("The reports differ on “withdraw-forces”" in question for question in asked(proposal))


def test_two_lengths_are_an_open_reading(drafted, tables):
    proposal = drafted(
        "Chad and Libya agreed on Saturday to a 30-day ceasefire that takes effect at noon on 12 May.",
        "Chad and Libya agreed on Saturday to a 60-day ceasefire that takes effect at noon on 12 May.",
    )

    assert tables(proposal, "phase")[0]["until"] == "{truce-end}"
    assert "truce-end" in {one["id"] for one in tables(proposal, "reading")}


AGREE = [
    ("at noon on 12 May", "on 12 May"),
    ("at noon on 12 May", "at 12:00 on 12 May"),
    ("at noon on 12 May", "on Monday at noon"),
    ("at 11:00 GMT on 12 May", "at noon on 12 May"),
]


@pytest.mark.parametrize(("one", "other"), AGREE)
def test_tellings_that_can_both_be_true_are_one(drafted, tables, one, other):
    text = "Chad and Libya agreed on Saturday to a ceasefire that takes effect {}."
    proposal = drafted(text.format(one), text.format(other))

    assert [event["id"] for event in tables(proposal, "event") if event["id"].startswith("start")] == ["start"]
    assert {words.document for words in next(t for t in proposal.of("event") if t.id == "start").words} == {
        "r1.txt",
        "r2.txt",
    }


def test_a_minute_past_midnight_beside_midnight_is_asked_about(drafted, tables, asked):
    proposal = drafted(
        "Chad and Libya agreed on Saturday to a ceasefire that takes effect at 00:01 on 12 May.",
        "Chad and Libya agreed on Saturday to a ceasefire that takes effect at midnight on 12 May.",
    )

    assert any("is it 00:00 or 00:01" in question for question in asked(proposal))


def test_both_sources_stand_in_the_file(drafted):
    text = write(drafted(NOON, EVENING))

    assert f"> “{NOON}”\n> — r1.txt, characters 0–{len(NOON)}" in text
    assert f"> “{EVENING}”\n> — r2.txt, characters 0–{len(EVENING)}" in text
