"""Who published first and when, as far as a plain text says: suggestions with a method, never guesses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.intake import take_in_text
from trucewatch.intake.dating import written_instant

BODY = "Two shells fell on the edge of the town in the evening, the council said. Nobody has said who fired them."


def taken(text, **known):
    return take_in_text(text, document_id="x", **known)


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (f"KOLVAR (Reuters) - {BODY}", "Reuters"),
        (f"KOLVAR, March 6 (TASS) - {BODY}", "TASS"),
        (f"KOLVAR, March 6. /TASS/. {BODY}", "TASS"),
        (f"KOLVAR, Northland (AP) — {BODY}", "Associated Press"),
        (f"{BODY} (AFP)", "Agence France-Presse"),
        (f"{BODY}\n\nAFP", "Agence France-Presse"),
        (f"{BODY}\n\nSource: Harbour Times", "Harbour Times"),
        (f"{BODY}\n\nOriginally published by Harbour Times", "Harbour Times"),
        (f"{BODY}\n\nThis article was first published in Harbour Times.", "Harbour Times"),
        (f"{BODY}\n\n© 2020 AFP", "Agence France-Presse"),
        (f"Guns fall silent on the river – Harbour Times\n\n{BODY}", "Harbour Times"),
    ],
)
def test_another_publishers_credit_makes_a_copy_with_its_reason(text, origin):
    document = taken(text, publisher="Valley Post")

    assert document.origin == origin
    assert document.copy.is_copy
    assert document.copy.reason


@pytest.mark.parametrize("publisher", ["AP", "The Associated Press", "apnews.com"])
def test_an_agencys_own_page_is_no_copy(publisher):
    document = taken(f"KOLVAR (AP) — {BODY}", publisher=publisher) if publisher != "apnews.com" else None

    assert document is None or not document.copy.is_copy


def test_without_a_publisher_the_dateline_names_it_for_review():
    document = taken(f"KOLVAR (Reuters) - {BODY}")

    assert document.publisher == "Reuters"
    assert not document.copy.is_copy
    assert any("taken from the dateline" in note for note in document.review)


def test_words_from_a_title_that_name_no_publisher_stay_in_the_title():
    document = taken(f"Guns fall silent – for now\n\n{BODY}", publisher="Valley Post")

    assert document.title == "Guns fall silent – for now"
    assert not document.copy.is_copy


def test_a_source_of_information_is_no_first_publisher():
    document = taken(f"{BODY}\n\nSource: two residents of the town", publisher="Valley Post")

    assert not document.copy.is_copy


def test_a_source_link_without_a_name_is_a_copy_of_nobody_known():
    document = taken(f"{BODY}\n\nSource link")

    assert document.copy.is_copy
    assert document.origin is None


@pytest.mark.parametrize(
    ("text", "start", "method"),
    [
        (f"Posted on 5 March 2020\n\n{BODY}", "2020-03-05", "date line"),
        (f"Published: March 5th, 2020\n\n{BODY}", "2020-03-05", "date line"),
        (f"06.03.2020\n\n{BODY}", "2020-03-06", "date line"),
        (f"5 mars 2020\n\n{BODY}", "2020-03-05", "date line"),
        (f"5 марта 2020\n\n{BODY}", "2020-03-05", "date line"),
        (f"5 مارس 2020\n\n{BODY}", "2020-03-05", "date line"),
        (f"March 5, 2020 8:32 pm GMT\n\n{BODY}", "2020-03-05T20:32+00:00", "date line"),
        (f"2020-03-05T20:32:00+03:00\n\n{BODY}", "2020-03-05T20:32:00+03:00", "date line"),
        (f"By Jane Roe | March 5, 2020\n\n{BODY}", "2020-03-05", "date line"),
        (f"KOLVAR, March 5, 2020 (Reuters) - {BODY}", "2020-03-05", "dateline"),
        (
            f"KOLVAR, March 5 (Reuters) - {BODY} It was the worst week of 2020.",
            "2020-03-05",
            "dateline, year from the page",
        ),
    ],
)
def test_a_date_is_read_where_a_page_writes_it(text, start, method):
    document = taken(text)

    assert (document.published.start, document.published.method) == (start, method)


def test_an_address_with_a_date_dates_the_page():
    document = taken(BODY, url="https://valley.example/2020/03/05/guns/")

    assert (document.published.start, document.published.method) == ("2020-03-05", "date in the address")


def test_an_ambiguous_numeric_date_stays_an_interval_for_review():
    document = taken(f"Published: 05/03/2020\n\n{BODY}")

    assert (document.published.start, document.published.end) == ("2020-03-05", "2020-05-03")
    assert any("may be 2020-03-05 or 2020-05-03" in note for note in document.review)


def test_an_ambiguous_numeric_date_is_settled_by_the_weekday_in_the_text():
    document = taken(f"Published: 05/03/2020\n\nOn Thursday the guns fell silent, the council said. {BODY}")

    assert document.published.start == document.published.end == "2020-03-05"
    assert "on Thursday" in document.published.method


def test_a_weekday_that_contradicts_the_calendar_is_flagged():
    document = taken(f"Friday, 5 March 2020\n\n{BODY}")

    assert "the date line says Friday, but 2020-03-05 is a Thursday" in document.review


def test_a_dateline_without_a_year_anywhere_gives_no_date():
    document = taken(f"KOLVAR, March 5 (Reuters) - {BODY}")

    assert document.published.start is None
    assert any("without a year" in note for note in document.review)


def test_a_picture_alone_says_only_that_the_report_is_not_older():
    document = taken(f"{BODY}\n\nA road near the town on March 5, 2018 [Lena Moravec/AFP]\n\n{BODY}")

    assert (document.published.start, document.published.end) == ("2018-03-05", None)


def test_an_updated_page_keeps_both_dates():
    document = taken(f"Published: 5 March 2020 | Updated: 6 March 2020\n\n{BODY}")

    assert (document.published.start, document.updated) == ("2020-03-05", "2020-03-06")


def test_a_date_between_paragraphs_heads_a_chronicle_and_stays_body():
    long = f"{BODY} {BODY}"
    document = taken(f"{long}\n\n6 March 2020\n\n{long}")

    assert document.not_body == ()
    assert document.published.start is None


def test_dates_far_apart_are_flagged():
    document = taken(f"Posted on 5 March 2020\n\n{BODY}", url="https://valley.example/2019/01/02/guns/")

    assert document.published.start == "2020-03-05"
    assert any("2019-01-02" in note for note in document.review)


@given(st.datetimes(timezones=st.timezones()))
def test_a_full_timestamp_keeps_its_offset(moment):
    moment = moment.replace(microsecond=0)
    if moment.utcoffset().seconds % 60:
        return

    assert written_instant(moment.isoformat()) == moment.isoformat(timespec="seconds")


@pytest.mark.parametrize(
    ("raw", "instant"),
    [
        ("2020-03-05T20:32:00Z", "2020-03-05T20:32:00+00:00"),
        ("Thu, 05 Mar 2020 20:32:00 +0300", "2020-03-05T20:32:00+03:00"),
        ("2020-03-05", "2020-03-05"),
        ("2020-13-05", None),
        ("05/03/2020", None),
        ("soon", None),
    ],
)
def test_a_machine_written_date_is_read_or_not_at_all(raw, instant):
    assert written_instant(raw) == instant
