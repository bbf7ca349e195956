"""What is wrong with an expression: what was found, what may stand there, a caret under it, the way out."""

from __future__ import annotations

import pytest

from trucewatch.agreement.clocks import evaluate
from trucewatch.agreement.fences import Locator
from trucewatch.agreement.terms import Agreement, Duty, Event, Phase, Recital
from trucewatch.agreement.time_errors import ExpressionError
from trucewatch.agreement.time_grammar import duration, parsed
from trucewatch.errors import AgreementError

TEST = Agreement(
    id="test",
    title="A test",
    version="test@0",
    encoded_by="nobody",
    home="UTC",
    events=(Event(id="signature", at="2020-03-05"), Event(id="start", at="2020-03-06T00:01")),
    duties=(Duty(id="D2", who=(), must="agree", by="signature + 7 days"),),
    phases=(Phase(id="truce", from_="start", until="start + 42 days"),),
    recitals=(Recital(id="P1", says="peace is good"),),
)

# the expression, the part that the caret marks, words of the message (the way out last)
BROKEN = [
    ("signature + 3 day of", "of", "after 'signature + 3 day' 'of' stands", "(elapsed), +, - or the end may stand"),
    ("signature + 3 dayz", "dayz", "where minutes, hours, days, weeks", "Did you mean days?"),
    ("signature + -3 days", "-3", "a whole number in digits may stand", "A count has no sign: write X - 3 days"),
    ("signature + three days", "three", "where a whole number", "Write 3."),
    ("signature + 1.5 days", ".5", "Counts are whole", "write 36 hours"),
    ("signature + 30 seconds", "seconds", "where minutes", "2020-03-06T00:01:30"),
    ("signature + 5 working days", "working", "Only civil days are counted", "keep as a reading"),
    ("signature +", "", "the expression ends where a whole number", "signature + 7 days"),
    ("signature + 3", "", "the expression ends where minutes", "Write e.g. signature + 3 days."),
    ("signature 7 days", "7", "where +, - or the end", "Put a plus or a minus before it: + 7 days."),
    ("signature-7 days", "days", "after 'signature-7'", "A minus stands between spaces"),
    ("signature + 3 days (sharp)", "(sharp)", "(sharp) does not count days", "(exclusive), (inclusive) or (elapsed)"),
    ("signature + 3 days (exclusiv)", "(exclusiv)", "does not count days", "Did you mean exclusive?"),
    ("signature + 3 hours (inclusive)", "(inclusive)", "does not count hours", "leave it out"),
    ("day 16 of start", "16", "not a time expression", "Write start + 16 days (inclusive)."),
    ("within 7 days of signature", "7", "not a time expression", "Write signature + 7 days."),
    ("3 days before truce.until", "3", "not a time expression", "Write truce.until - 3 days."),
    ("midnight", "midnight", "midnight belongs to two days", "write T00:00 of the day that begins"),
    ("midnight 24/25 Feb", "24/25", "midnight belongs to two days", "2021-02-25T00:00"),
    ("2020-12-31T24:00", "2020-12-31T24:00", "T24:00 is not a time of day", "write 2021-01-01T00:00, or end of"),
    ("2020-03-06T9:00", "2020-03-06T9:00", "T9:00 is not a time of day", "two digits"),
    ("2020-13", "2020-13", "2020-13 is not a month (month must be in 1..12)", "Write year-month"),
    ("end of 2020-13-01 [UTC]", "2020-13-01", "2020-13-01 is not a date (month must be", "Write year-month-day"),
    ("2020-02-30 + 1 day", "2020-02-30", "day is out of range for month", "e.g. 2020-03-06"),
    ("2020", "2020", "not a time expression", "Write end of 2020-12."),
    ("start of 2020", "2020", "not a time expression", "Write start of 2020-01."),
    ("5 March 2020", "5", "not a time expression", "Write 2020-03-05."),
    ("06.03.2020", "06.03.2020", "not a time expression", "year-month-day"),
    ("2020-03-06 at 9:05", "at", "a zone in [ ], +, - or the end", "Join the day and the clock: 2020-03-06T09:05."),
    ("00:01[UTC]", "00:01", "a date, an event or TERM.by may stand", "A clock needs its day"),
    ("2020-03-06T00:01[Europe/Moskow]", "[Europe/Moskow]", "is not a time zone", "did you mean Europe/Moscow?"),
    ("2020-03-06T00:01[MSK]", "[MSK]", "[MSK] is not a time zone", "write an IANA name"),
    ("2020-03-06T00:01[UTC+3]", "[UTC+3]", "is not a time zone", "right after the clock: T00:01+03:00."),
    ("2020-03-06T00:01+3", "", "the expression ends", "Write an offset as +03:00."),
    ("2020-03-06T00:01+17:00", "2020-03-06T00:01+17:00", "no clock is +17:00 from UTC", "+03:00"),
    ("2020-03-06T00:01+03:00[?]", "[?]", "settles the clock", "Drop one."),
    ("2020-03-06T00:01 Europe/Moscow", "Europe/Moscow", "a zone in [ ]", "stands in brackets: [Europe/Moscow]."),
    ("earlier of signature", "", "the expression ends", "Write and between the two"),
    ("earlier of signature, start", ",", "where +, - or and may stand", "earlier of X and Y"),
    ("earlier of signature and later of start and start", "of", "and or the end", "earlier of X and (later of"),
    ("signature or start", "or", "not a time expression", "write earlier of X and Y, or later of X and Y"),
    ("(signature + 3 days", "", "where ) may stand", "Close the parenthesis."),
    ("signature + 3 days)", ")", "where the end may stand", "Drop it"),
    ("signatur + 3 days", "signatur", "there is no event 'signatur'", "Did you mean signature?"),
    ("D2 + 3 days", "D2", "there is no event 'D2'", "For a time of it write D2.by"),
    ("truce", "truce", "there is no event 'truce'", "write truce.from or truce.until"),
    ("anything", "anything", "there is no event 'anything'", "Add an [[event]] of that id."),
    ("P1.by", "P1.by", "'P1' has no by, being a recital", "Duties have a by"),
    ("start.from", "start.from", "'start' is an event, and has no from", "Write start."),
    ("truce.met", "truce.met", "being a phase", "Only a duty can be met."),
    ("trucee.until", "trucee.until", "not the id of a term or event", "Did you mean truce?"),
    ("D2.due", "D2.due", "'due' is not a time of a term", "Write D2.by"),
    ("D2.til", "D2.til", "'til' is not a time of a term", "Did you mean until?"),
    ("{nothing} + 3 days", "{nothing}", "depends on a reading", "not settled here"),
    ("start + 9999999 months", "9999999 months", "lies beyond the calendar", "Check the number."),
    ("start - 99999 years", "99999 years", "lies beyond the calendar", "Check the number."),
]


@pytest.mark.parametrize(("text", "marked", "what", "way_out"), BROKEN, ids=[b[0] for b in BROKEN])
def test_a_slip_is_marked_explained_and_shown_the_way_out(text, marked, what, way_out):
    with pytest.raises(ExpressionError) as caught:
        evaluate(TEST, text)
    error = caught.value
    first, after = error.columns

    assert text[first:after] == marked
    assert what in str(error)
    assert way_out in str(error)
    assert "\n" not in str(error)


def test_a_slip_can_be_drawn_under_the_expression():
    with pytest.raises(ExpressionError) as caught:
        parsed("signature + 3 day of")

    assert caught.value.drawn.splitlines()[1:] == ["  signature + 3 day of", "                    ^^"]


def test_a_slip_is_marked_inside_the_line_of_the_file():
    lines = ['id = "D9"', 'by = "signature + 3 dayz (inclusive)"']
    with pytest.raises(ExpressionError) as caught:
        parsed("signature + 3 dayz (inclusive)")
    first, shown, caret = str(Locator("a.truce.md", lines, 40).error(caught.value, "by")).splitlines()

    assert first.startswith("a.truce.md:41: ")
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "dayz"


def test_a_slip_in_words_that_another_line_holds_is_marked_at_the_key():
    with pytest.raises(ExpressionError) as caught:
        parsed("2020-02-30")
    _, shown, caret = str(
        Locator("a.truce.md", ['by = "signature + 3 days"'], 41).error(caught.value, "by")
    ).splitlines()

    assert shown[caret.index("^") : caret.rindex("^") + 1] == "by"


@pytest.mark.parametrize(("text", "words"), [("soon", "'soon' stands where"), ("5", "ends where minutes")])
def test_what_is_no_length_of_time_is_refused(text, words):
    with pytest.raises(AgreementError, match=words):
        duration(text)


def test_a_length_of_time_is_told_in_words():
    assert [duration(t).words for t in ("1 days", "48 hours", "5 year")] == ["1 day", "48 hours", "5 years"]


def test_any_text_is_either_read_or_refused_in_our_words():
    """Cutting and doubling every good expression at every place brings no error but ours."""
    goods = ["earlier of start and (signature + 3 days (inclusive))", "end of 2020-03 [UTC] - 2 weeks", "D2.met"]
    for good in goods:
        for i in range(len(good) + 1):
            for text in (good[:i], good[i:], good[:i] + good[i:][:1] + good[i:], good[:i] + "?" + good[i:]):
                try:
                    told = "; ".join(evaluate(TEST, text).steps)
                except AgreementError as error:
                    told = str(error)
                assert told.strip()
