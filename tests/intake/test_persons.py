"""An ordinary person is protected at every mention; a public office is never private."""

import pytest

from trucewatch.intake.persons import private_persons


def named(text):
    return [text[slice(*person.span)] for person in private_persons(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mona Idris, a mother of four from Kolvar, left. Idris walked.", ["Mona Idris", "Idris"]),
        ("“We heard it,” said Samir Qassem, a shopkeeper. Qassem’s shop burned.", ["Samir Qassem", "Qassem"]),
        ("Resident Yusuf Darwish told us so.", ["Yusuf Darwish"]),
        ("The farmer, Abu Khalil, said the field burned. Abu Khalil left.", ["Abu Khalil", "Abu Khalil"]),
        ("Omar Haddad, 12, was killed.", ["Omar Haddad"]),
        ("Omar Haddad (12) was killed.", ["Omar Haddad"]),
        ("A 34-year-old farmer, Ahmad Hassan, said so. Mr Hassan left.", ["Ahmad Hassan", "Hassan"]),
        ("A mother of three, Salma Aziz, said so.", ["Salma Aziz"]),
        ("A student named Leila said so. Leila left.", ["Leila", "Leila"]),
        ("“It shook,” said Tariq Jaber, who fled in January.", ["Tariq Jaber"]),
        ("Raja Amin, whose two sons were killed, left. Raja wept.", ["Raja Amin", "Raja"]),
        ("In the camp, Huda al-Khatib, a displaced teacher, cooked. Al-Khatib left.", ["Huda al-Khatib", "Al-Khatib"]),
        ("A man who gave his name as Abu Said said he ran.", ["Abu Said"]),
        ("He spoke of his daughter, Lina Haddad.", ["Lina Haddad"]),
        ("Rami Saleh, a nurse at Kolvar General Hospital, said so.", ["Rami Saleh"]),
        ("Nadia Omar, the wife of a local official, said so.", ["Nadia Omar"]),
        ("Ivana Petrik, a resident of Kolvar, said so.", ["Ivana Petrik"]),
        ("“I ran,” said Abu Nidal Qaddour, a farm hand who slept in the shed, with cuts.", ["Abu Nidal Qaddour"]),
        ("Jan Kral, a beet grower, told us so.", ["Jan Kral"]),
    ],
)
def test_an_ordinary_person_is_marked_wherever_named(text, names):
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "President Karim Nasser, 54, said so. Nasser left.",
        "Karim Nasser, 41, a colonel in the army, said so.",
        "Colonel Karim Nasser, 41, a father of two, said so.",
        "Hanan Taleb, a spokeswoman for the council, said so.",
        "Salem Odeh, an analyst at the Centre for Talks, said so.",
        "Fadi Karam, an activist with the River Network, said so.",
        "Dr Walid Tamer, director of the clinic, said so.",
        "Lina Saab, a professor of history whose house burned, said so.",
        "Omar Haddad, 51, spoke. The governor, Omar Haddad, left.",
        "Omar Haddad, 51, spoke. Defence Minister Omar Haddad left.",
        "“We won,” said Jan Kral, a fighter who came down from the ridge.",
        "“We won,” said Jan Kral, a press officer with the River Front.",
        "“We won,” said Jan Kral, a clerk at the River Ministry.",
        "Shells hit Kolvar, a resident said.",
        "Shells hit Kolvar, a resident of the town said.",
        "In Kolvar, whose homes were hit, people ran. Kolvar, a village of farmers, burned.",
        "A 65-year-old Northlander said so.",
        "Two people were killed in Kolvar on Friday.",
    ],
)
def test_an_office_a_place_or_nobody_is_not_private(text):
    assert named(text) == []


def test_a_surname_shared_with_an_official_is_marked_only_in_full():
    text = "Governor Omar Haddad spoke. Lina Haddad, a refugee, wept. Haddad left. Lina Haddad stayed."

    assert named(text) == ["Lina Haddad", "Lina Haddad"]


def test_a_mention_before_the_introduction_is_marked_too():
    assert named("Petrik waits. Ivana Petrik, a widow, lives in a school.") == ["Petrik", "Ivana Petrik"]


def test_the_reason_quotes_the_introduction():
    person = private_persons("Ivana Petrik, a 58-year-old widow, waits.")[0]

    assert person.why == "introduced with an age: 'a 58-year-old'"


def test_a_reporter_is_public():
    assert private_persons("Ivana Petrik, 58, reports.", public=("Ivana Petrik",)) == ()
