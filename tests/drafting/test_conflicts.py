"""Announcements of ten conflicts in our own words: what must be found in each, and what must not."""

import pytest

PARTIES = {
    "litani": ["hezbollah", "israel"],
    "strip": ["hamas", "israel"],
    "khartoum": ["rapid-support-forces", "sudan"],
    "aghdam": ["armenia", "azerbaijan", "russia"],
    "hodeida-ships": ["houthis", "yemen"],
    "goma": ["democratic-republic-of-the-congo", "rwanda"],
    "hotline": ["india", "pakistan"],
    "six-months": ["colombia", "national-liberation-army"],
    "contact": [],
    "sirte": [],
}


@pytest.mark.parametrize(("name", "parties"), PARTIES.items())
def test_parties_are_those_who_are_told_to_have_agreed(draft, name, parties):
    assert list(draft(name).parties) == parties


@pytest.mark.parametrize("name", ["contact", "sirte"])
def test_where_none_is_named_the_parties_are_asked_for_and_nobody_is_bound(draft, tables, asked, name):
    proposal = draft(name)

    assert {tuple(rule["who"]) for rule in tables(proposal, "prohibit")} == {()}
    assert any(question.startswith("Who are the parties?") for question in asked(proposal))


STARTS = {
    "litani": "2024-11-27T04:00[{clock}]",
    "strip": "2025-01-19[{clock}]",
    "khartoum": "2023-05-22T21:45[Africa/Khartoum]",
    "aghdam": "{midnight}[Europe/Moscow]",
    "hodeida-ships": "2022-04-02T19:00[{clock}]",
    "goma": "{midnight}[{clock}]",
    "hotline": "2031-05-10T17:00[Asia/Kolkata]",
    "six-months": "2023-08-03[{clock}]",
    "contact": "2020-07-27T00:01[Europe/Kyiv]",
    "sirte": "announced",
}


@pytest.mark.parametrize(("name", "at"), STARTS.items())
def test_the_start_is_told_as_far_as_the_words_go(draft, tables, name, at):
    (start,) = [event for event in tables(draft(name), "event") if event["id"] == "start"]

    assert start["at"] == at


@pytest.mark.parametrize("name", ["aghdam", "goma"])
def test_midnight_may_be_either_end_of_the_day_and_is_asked_about(draft, tables, asked, name):
    proposal = draft(name)
    (midnight,) = [one for one in tables(proposal, "reading") if one["id"] == "midnight"]

    assert len(midnight["options"]) == 2
    assert any(question.startswith("Which midnight is meant") for question in asked(proposal))


@pytest.mark.parametrize("name", ["strip", "six-months"])
def test_an_hour_that_is_not_told_is_asked_for(draft, asked, name):
    assert any(question.startswith("At which hour of") for question in asked(draft(name)))


LENGTHS = {
    "strip": "start + 42 days ({count})",
    "khartoum": "start + 7 days ({count})",
    "hodeida-ships": "start + 2 months ({count})",
    "six-months": "start + 6 months ({count})",
}


@pytest.mark.parametrize(("name", "until"), LENGTHS.items())
def test_the_length_ends_the_truce_and_its_prohibitions(draft, tables, name, until):
    (phase,) = tables(draft(name), "phase")

    assert phase["until"] == until
    assert {rule["until"] for rule in tables(draft(name), "prohibit")} == {"truce.until"}


@pytest.mark.parametrize("name", ["litani", "contact", "sirte", "goma", "hotline"])
def test_where_no_length_is_told_the_end_is_asked_for(draft, tables, asked, name):
    proposal = draft(name)

    assert tables(proposal, "phase") == []
    assert any(question.startswith("Does the ceasefire end") for question in asked(proposal))


@pytest.mark.parametrize("name", ["khartoum", "hodeida-ships"])
def test_a_renewal_by_consent_is_asked_about_and_not_put_down(draft, tables, asked, name):
    proposal = draft(name)

    assert "renew" not in tables(proposal, "phase")[0]
    assert any(question.startswith("How is it renewed") for question in asked(proposal))


def test_a_renewal_by_itself_has_period_and_notice(draft, tables):
    (mandate,) = tables(draft("aghdam"), "phase")

    assert mandate["renew"] == {
        "period": "5 years",
        "automatic": True,
        "unless": "notice-given",
        "notice": "6 months",
    }
    assert "until" not in mandate  # from when the five years run is not told


DUTIES = [
    ("litani", "withdraw-forces", {"who": ["israel"]}, {"by": "{counted-from} + 60 days ({count})"}),
    ("litani", "deploy-forces", {"who": ["lebanon"]}, {"where": "litani-river", "by": None}),
    ("litani", "withdraw-forces", {"who": ["hezbollah"]}, {"by": None}),
    ("strip", "release-captives", {"who": ["hamas"]}, {"limit": {"measure": "hostages", "at_least": 33}}),
    ("strip", "release-captives", {"who": ["israel"]}, {"by": None}),
    ("strip", "let-aid-in", {"who": []}, {"limit": {"measure": "trucks", "at_least": 600, "per": "day"}}),
    ("strip", "facilitate-return", {"who": []}, {"by": None}),
    ("khartoum", "let-aid-in", {"who": ["rapid-support-forces", "sudan"]}, {"by": None}),
    ("khartoum", "withdraw-forces", {"who": ["rapid-support-forces", "sudan"]}, {"by": None}),
    ("aghdam", "hand-over-territory", {"who": ["armenia"]}, {"by": "end of 2020-11-20 [{clock}]"}),
    ("aghdam", "deploy-forces", {"who": ["russia"]}, {"limit": {"measure": "peacekeepers", "at_least": 1960}}),
    ("aghdam", "exchange-prisoners", {}, {"by": None}),
    ("hodeida-ships", "allow-flights", {"who": []}, {"limit": {"measure": "flights", "at_least": 2, "per": "week"}}),
    ("hodeida-ships", "let-aid-in", {"who": []}, {"limit": {"measure": "ships", "at_least": 18}}),
    ("sirte", "withdraw-foreign-fighters", {"who": []}, {"by": "{counted-from} + 3 months ({count})"}),
    ("sirte", "withdraw-forces", {"who": []}, {"by": None}),
    ("hotline", "hold-talks", {"who": ["india", "pakistan"]}, {"by": "2031-05-12T12:00[{clock}]"}),
]


@pytest.mark.parametrize(("name", "must", "keys", "more"), DUTIES)
def test_a_duty_has_who_by_when_and_how_much_as_told(draft, duty, name, must, keys, more):
    found = duty(draft(name), must, **keys)

    assert {key: found.get(key) for key in more} == more


def test_there_are_no_other_duties(draft, tables):
    told = {(name, one["must"]) for name in PARTIES for one in tables(draft(name), "duty")}

    assert told == {(name, must) for name, must, _, _ in DUTIES}


@pytest.mark.parametrize("name", PARTIES)
def test_who_bears_a_duty_is_asked_where_the_words_name_nobody(draft, tables, asked, name):
    proposal = draft(name)
    unknown = [one["must"].replace("-", " ") for one in tables(proposal, "duty") if not one["who"]]

    assert all(f"Who bears the duty “{must}”? The words name nobody." in asked(proposal) for must in unknown)


def test_a_corridor_has_the_width_that_is_told_and_not_the_line_of_another(draft, tables):
    zones = {zone["id"]: zone for zone in tables(draft("aghdam"), "zone")}

    assert zones["corridor"]["name"] == "Lachin corridor"
    assert zones["corridor"]["note"] == "Told as 5,000 m wide; not drawn"
    assert zones["line-of-contact"]["kind"] == "undefined"


REACH = {"strip": "Gaza Strip", "goma": "eastern Congo"}


@pytest.mark.parametrize(("name", "place"), REACH.items())
def test_the_truce_holds_where_it_is_told_to_hold(draft, tables, name, place):
    (rule,) = tables(draft(name), "prohibit")
    (zone,) = [zone for zone in tables(draft(name), "zone") if zone["id"] == rule["where"]]

    assert (zone["kind"], zone["name"]) == ("named", place)


@pytest.mark.parametrize(("name", "city"), [("khartoum", "Jeddah"), ("six-months", "Havana")])
def test_where_it_was_signed_is_not_where_it_holds(draft, tables, asked, name, city):
    proposal = draft(name)

    assert tables(proposal, "zone") == []
    assert f"Does the ceasefire hold in {city}, or was it only agreed there?" in asked(proposal)


def test_a_nationwide_truce_holds_in_a_country_that_is_asked_for(draft, tables, asked):
    proposal = draft("sirte")

    assert tables(proposal, "prohibit")[0]["where"] == "whole-country"
    assert any(question.startswith("“Nationwide”: which country") for question in asked(proposal))


def test_a_truce_along_a_line_may_be_a_belt_or_the_whole_area(draft, tables, asked):
    proposal = draft("contact")

    assert "where" not in tables(proposal, "prohibit")[0]
    assert any("only a belt along that line" in question for question in asked(proposal))


def test_what_is_spelled_out_is_a_prohibition_of_its_own_and_offensive_acts_are_asked_about(draft, tables, asked):
    general, listed, offensive = tables(draft("contact"), "prohibit")

    assert "shelling" in general["acts"]
    assert "qualifier" not in general
    assert set(listed["acts"]) == {"overflight", "sabotage", "small-arms-fire"}
    assert offensive["qualifier"] == "offensive"
    assert any("how does the text define it" in question for question in asked(draft("contact")))


def test_groups_left_out_by_kind_are_a_recital_with_a_question(draft, tables, asked):
    proposal = draft("sirte")

    assert tables(proposal, "exempt") == []
    assert tables(proposal, "recital")[0]["says"] == "the ceasefire is told not to cover terrorist groups."
    assert any("on whose list" in question for question in asked(proposal))


WATCHERS = {
    "khartoum": ("committee", ["Saudi Arabia", "United States", "Sudan"], ["monitor"]),
    "six-months": ("United Nations and the Catholic Church", ["United Nations", "Catholic Church"], None),
}


@pytest.mark.parametrize(("name", "wanted"), WATCHERS.items())
def test_who_watches_may_verify_only_where_the_words_say_so(draft, tables, name, wanted):
    (monitor,) = tables(draft(name), "monitor")
    called, members, may = wanted

    assert (monitor["name"], monitor["members"]) == (called, members)
    assert monitor["may"] == (may or ["monitor", "verify"])


@pytest.mark.parametrize(
    ("name", "mediators"),
    [("litani", ["France", "United States"]), ("strip", ["Egypt", "Qatar"]), ("goma", ["Angola"])],
)
def test_mediators_are_no_parties_and_asked_about(draft, asked, name, mediators):
    proposal = draft(name)

    assert not {mediator.lower().replace(" ", "-") for mediator in mediators} & set(proposal.parties)
    for mediator in mediators:
        assert f"Is {mediator} only a mediator, or does it sign, guarantee or watch?" in asked(proposal)


def test_somebody_who_owes_something_and_did_not_agree_has_an_open_part(draft, tables, asked):
    proposal = draft("litani")
    (lebanon,) = [party for party in tables(proposal, "party") if party["id"] == "lebanon"]

    assert lebanon["role"] == "bound-through"
    assert "lebanon" not in proposal.parties
    assert any(question.startswith("Lebanon is told to owe something") for question in asked(proposal))
