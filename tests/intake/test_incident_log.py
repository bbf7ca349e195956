"""An analyst's own log: columns by their headers, a map where they do not tell, nothing read into a cell."""

import io
from datetime import datetime, time

import openpyxl
import pytest

from trucewatch.errors import DocumentError
from trucewatch.intake import take_in, take_in_log

LOG = (
    "Date;Time;Location;Lat;Lon;Incident type;Perpetrator;Killed;Injured;Source;Description\n"
    "05.03.2020;14:30;Kolvar;48.10;37.90;Shelling;River Front;2;at least 3;Local council;Shells on the market\n"
    "06.03.2020;;Brenna;;;Drone strike;;0;several;;A drone dropped a grenade\n"
)


def log(text=LOG, name="log.csv", **more):
    return take_in_log(text.encode(), name=name, analyst="M. Analyst", **more)


def workbook(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_every_claim_quotes_the_text_of_its_row():
    taken = log()
    texts = {document.id: document.text for document in taken.documents}

    assert len(taken.claims) == 2
    for claim in taken.claims:
        assert claim.quote == texts[claim.document][slice(*claim.span)]
        assert claim.method == "log"


def test_a_row_says_when_where_what_and_how_many():
    claim = log().claims[0]

    assert (claim.when.start, claim.when.end) == ("2020-03-05T14:30", "2020-03-05T14:30")
    assert (claim.place.name, claim.place.lat, claim.place.lon) == ("Kolvar", 48.1, 37.9)
    assert (claim.act, [actor.name for actor in claim.actors]) == ("shelling", ["River Front"])
    assert [(c.kind, c.at_least, c.at_most) for c in claim.counts] == [("killed", 2, 2), ("wounded", 3, None)]


def test_a_row_with_a_source_speaks_for_it_through_the_analyst():
    first, second = log().claims

    assert (first.speaker.name, first.speaker.via[0].name) == ("Local council", "M. Analyst")
    assert (second.speaker.name, second.speaker.kind) == ("M. Analyst", "person")


def test_a_clock_without_a_zone_is_an_open_question():
    assert any("zone is not given" in note for note in log().claims[0].review)
    assert log(columns={"zone": "Europe/Kyiv"}).claims[0].when.zone == "Europe/Kyiv"


def test_a_word_for_a_number_leaves_both_bounds_open():
    count = log().claims[1].counts[1]

    assert (count.words, count.at_least, count.at_most) == ("several", None, None)


def test_a_zero_that_the_analyst_writes_is_a_zero():
    count = log().claims[1].counts[0]

    assert (count.at_least, count.at_most) == (0, 0)


def test_a_place_without_a_point_stays_a_name():
    assert not log().claims[1].place.located


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("3-5", (3, 5)),
        ("3+", (3, None)),
        (">3", (4, None)),
        ("up to 4", (None, 4)),
        ("7", (7, 7)),
        ("many", (None, None)),
    ],
)
def test_a_figure_is_read_with_its_bounds(words, bounds):
    count = log(f"date,what,killed\n2020-03-05,shelling,{words}\n").claims[0].counts[0]

    assert (count.at_least, count.at_most) == bounds


def test_an_ambiguous_date_is_settled_by_another_row_of_the_log():
    claims = log("date,what\n05/03/2020,shelling\n25/03/2020,shelling\n").claims

    assert claims[0].when.start == claims[0].when.end == "2020-03-05"


def test_an_ambiguous_date_alone_stays_two_days_and_the_map_can_settle_it():
    text = "date,what\n05/03/2020,shelling\n"

    assert (log(text).claims[0].when.start, log(text).claims[0].when.end) == ("2020-03-05", "2020-05-03")
    assert any("date_order" in note for note in log(text).claims[0].review)
    assert log(text, columns={"date_order": "mdy"}).claims[0].when.start == "2020-05-03"


def test_unknown_headers_give_an_error_that_shows_the_map():
    with pytest.raises(DocumentError) as caught:
        log("Wann;Wo\n2020-03-05;Kolvar\n")

    assert "date = 'Wann'" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_map_says_which_column_is_which():
    taken = log("Wann;Was;Wo\n2020-03-05;Beschuss;Kolvar\n", columns={"date": "Wann", "what": "Was", "place": "Wo"})

    assert (taken.claims[0].act, taken.claims[0].place.name) == ("shelling", "Kolvar")


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"when": "Date"}, "'when' is none of ours"),
        ({"date": "Datum"}, "the map says date = 'Datum', but the headers are"),
    ],
)
def test_a_wrong_map_is_named(columns, message):
    with pytest.raises(DocumentError, match=message):
        log(columns=columns)


def test_a_workbook_with_a_title_above_its_header_is_read():
    rows = [
        ["Incidents of March"],
        [],
        ["No", "Date", "Time", "Place", "Event type", "Killed", "Notes"],
        [1, datetime(2020, 3, 5), time(14, 30), "Kolvar", "Shelling", 2, "Shells on the market"],
        [None, None, None, None, None, None, None],
        [2, datetime(2020, 3, 6), None, "Brenna", "Patrol", None, "A patrol passed"],
    ]
    taken = take_in(workbook(rows), name="log.xlsx", publisher="M. Analyst")

    assert [(c.act, c.when.start) for c in taken.claims] == [("shelling", "2020-03-05T14:30"), ("patrol", "2020-03-06")]
    assert [d.id for d in taken.documents] == ["log.xlsx/1", "log.xlsx/2"]


def test_a_word_that_is_no_act_of_ours_is_left_open_for_review():
    claim = log("date,what,type\n2020-03-05,something odd,Mystery\n").claims[0]

    assert claim.act is None
    assert any("'Mystery'" in note for note in claim.review)


def test_a_log_in_arabic_is_read_by_its_headers():
    claim = log("التاريخ,المكان,النوع,القتلى\n2020-03-05,النيرب,قصف,2\n").claims[0]

    assert (claim.act, claim.place.name, claim.counts[0].at_least) == ("shelling", "النيرب", 2)


def test_a_map_says_which_sheet_and_which_row_hold_the_table():
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["Date", "What"])
    book.active.append(["2020-03-01", "shelling"])
    sheet = book.create_sheet("Log")
    for row in (["Date", "What", "Place"], ["Tag", "Was", "Ort"], ["2020-03-05", "shelling", "Kolvar"]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    columns = {"date": "Tag", "what": "Was", "place": "Ort"}

    taken = take_in_log(out.getvalue(), name="log.xlsx", columns=columns, sheet="Log", header_row=2)

    assert [(claim.place.name, claim.when.start) for claim in taken.claims] == [("Kolvar", "2020-03-05")]
    with pytest.raises(DocumentError, match="the sheets are 'Notes', 'Log'"):
        take_in_log(out.getvalue(), name="log.xlsx", sheet="Leg")
    for row in (0, 4):
        with pytest.raises(DocumentError, match="the table has the rows 1 to 3"):
            take_in_log(out.getvalue(), name="log.xlsx", sheet="Log", header_row=row)
