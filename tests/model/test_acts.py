"""One vocabulary of acts for every room."""

from trucewatch.compliance.kinds import UNSTATED
from trucewatch.linking.acts import GENERIC, VIOLENT
from trucewatch.model.acts import ACTS, HARM, act_of

NAMED_BY_ACLED = {"Battles", "Explosions/Remote violence", "Violence against civilians", "Strategic developments"}


def test_every_code_has_a_label_of_its_own():
    labels = [act.label for act in ACTS.values()]

    assert len(set(labels)) == len(labels)
    assert all(labels)


def test_an_act_has_both_acled_types_or_neither():
    assert all((act.event_type is None) == (act.sub_event_type is None) for act in ACTS.values())
    assert {act.event_type for act in ACTS.values() if act.harm and act.event_type} <= NAMED_BY_ACLED


def test_linking_and_checking_take_their_acts_of_harm_from_it():
    assert HARM - {"violations-counted"} == VIOLENT
    assert GENERIC == UNSTATED
    assert GENERIC <= HARM


def test_a_code_from_elsewhere_is_shown_as_it_is_and_counted_as_no_harm():
    assert act_of("looting-of-homes").label == "Looting of homes"
    assert not act_of("looting-of-homes").harm
    assert act_of(None).label == "Act not stated"
