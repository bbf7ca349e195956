"""A page scraped as plain text: what is the article, who wrote it, who published it first, and when."""

import pytest

from trucewatch.errors import UnreadableError
from trucewatch.intake import take_in_text

SCRAPE = """Home News Two sides agree to stop firing along the river road – Delta News Agency

Two sides agree to stop firing along the river road – Delta News Agency

7 min read

The two governments have agreed to stop all fire along the river road from Sunday, after talks of nine hours.

“Nobody will fire after midnight,” the minister told reporters on Thursday.

The delegations shake hands after their talks in the capital on April 9, 2020 [Lena Moravec/Delta]

In a statement on Thursday, the army said that it had counted 14 breaches in a week, more than in any week before.

Delta’s Marek Zelinka, reporting from Kolvar on the northern bank, said the road was quiet.

“It is too early to tell,” Zelinska said. Both sides kept their guns in place.

Ivana Petrik, a 58-year-old woman from Kolvar whose house burned down, now lives in a school.

“I will go home when it is quiet,” she said. Petrik has not seen her house since.

With reporting by Tomas Hruby in Brenna.

Let’s block ads! (Why?)

Source link

Leave a Reply

Your email address will not be published. Required fields are marked *

Check Also

Prices rise in three provinces – Harbour Times

The price of bread went up again on Monday, the second rise in a mon…"""


@pytest.fixture(scope="module")
def document():
    return take_in_text(SCRAPE, document_id="scrape")


def reason_of(document, words):
    at = document.text.index(words)
    return next((m.reason for m in document.not_body if m.span[0] <= at < m.span[1]), None)


def test_the_text_stays_exactly_as_given(document):
    assert document.text == SCRAPE


def test_the_headline_stands_without_breadcrumb_and_publisher(document):
    assert document.title == "Two sides agree to stop firing along the river road"


def test_a_page_that_aggregates_is_a_copy_of_the_publisher_behind_its_title(document):
    assert document.origin == "Delta News Agency"
    assert document.copy.is_copy
    assert "title ends with another publisher's name" in document.copy.reason
    assert document.publisher is None


def test_a_caption_dates_the_report_where_the_weekday_agrees(document):
    assert (document.published.start, document.published.end) == ("2020-04-09", "2020-04-09")
    assert document.published.method == "caption date, agrees with 'on Thursday' in the text"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Home News Two sides", "title"),
        ("7 min read", "reading time"),
        ("The delegations shake hands", "caption"),
        ("With reporting by", "credit"),
        ("Let’s block ads", "advertising"),
        ("Source link", "source link"),
        ("Leave a Reply", "comments"),
        ("Check Also", "related"),
        ("Prices rise", "below 'Check Also'"),
        ("The price of bread", "below 'Check Also'"),
    ],
)
def test_the_page_around_the_article_is_marked_with_a_reason(document, words, reason):
    assert reason_of(document, words) == reason


def test_every_sentence_of_the_article_stays_body(document):
    for words in ("The two governments", "“Nobody will fire", "Both sides kept", "Petrik has not seen"):
        assert reason_of(document, words) is None


def test_reporters_come_with_the_place_they_report_from(document):
    assert set(document.reporters) >= {"Tomas Hruby (Brenna)"}
    assert any(name.endswith("(Kolvar)") for name in document.reporters)


def test_a_reporter_spelt_in_two_ways_is_flagged(document):
    assert any("'Zelinka' and 'Zelinska'" in note for note in document.review)


def test_the_photo_credit_is_read_from_the_caption(document):
    assert document.photo_credit == "Lena Moravec/Delta"


def test_an_ordinary_person_is_marked_at_every_mention(document):
    named = [document.text[slice(*p.span)] for p in document.private_persons]

    assert named == ["Ivana Petrik", "Petrik"]


def test_what_the_caller_gives_wins():
    document = take_in_text(
        SCRAPE, document_id="x", title="Other", publisher="Delta News Agency", published="2020-04-10T06:00:00Z"
    )

    assert (document.title, document.publisher) == ("Other", "Delta News Agency")
    assert (document.published.start, document.published.method) == ("2020-04-10T06:00:00+00:00", "given")


def test_the_same_page_on_its_own_publishers_site_is_no_copy():
    text = SCRAPE.replace("Source link\n\n", "")
    document = take_in_text(text, document_id="x", publisher="Delta News Agency")

    assert not document.copy.is_copy
    assert document.origin is None


def test_a_given_date_that_cannot_be_read_is_left_out_and_named():
    document = take_in_text("Shells fell on the ridge in the night.", document_id="x", published="some day")

    assert document.published.start is None
    assert any("'some day'" in note for note in document.review)


def test_a_short_dispatch_is_body_from_its_first_word():
    document = take_in_text("Two shells fell on the edge of Kolvar on Friday, the council said.", document_id="x")

    assert document.not_body == ()


def test_a_bulletin_of_short_lines_keeps_its_figures():
    text = "Daily count of the monitors\n\nKolvar: 12 explosions\nBrenna: 3 killed\nThe count ends at 19:30 local time."
    document = take_in_text(text, document_id="x")

    assert reason_of(document, "Kolvar: 12") is None
    assert reason_of(document, "Brenna: 3") is None


def test_a_box_in_the_middle_does_not_end_the_article():
    above = "Two shells fell on the edge of the town on Friday evening, the local council said in a statement."
    box = "Read more\n\nTen things to know about the river road"
    one = "A second attack hit the bridge an hour later and wounded three people who were crossing it."
    two = "Nobody has said who fired, and the monitors were not let through to the place on Saturday."
    text = f"{above}\n\n{box}\n\n{one}\n\n{two}"
    document = take_in_text(text, document_id="x")

    assert reason_of(document, "Ten things") == "below 'Read more'"
    assert reason_of(document, "A second attack") is None


@pytest.mark.parametrize(
    "line",
    [
        "Lire aussi",
        "Mehr zum Thema",
        "Читайте также",
        "اقرأ أيضا",
        "Laisser un commentaire",
        "Abonnez-vous à notre lettre",
        "5 min de lecture",
    ],
)
def test_chrome_is_known_in_several_languages(line):
    text = f"Two shells fell on the edge of the town on Friday evening, the council said.\n\n{line}"

    assert reason_of(take_in_text(text, document_id="x"), line) is not None


def test_a_headline_number_that_the_body_lacks_is_flagged():
    document = take_in_text(
        "Four people were killed near the bridge, the council said on Friday.",
        document_id="x",
        title="Two killed near the bridge",
    )

    assert document.review == (
        "no date found: give the date, or days such as 'on Friday' stay open",
        "the headline's 'two' is not in the body",
    )


def test_a_body_sentence_that_opens_with_the_headline_stays_body():
    document = take_in_text(
        "Two killed near the bridge on Friday, the council said.", document_id="x", title="Two killed near the bridge"
    )

    assert document.not_body == ()


def test_nothing_is_no_document():
    with pytest.raises(UnreadableError, match="empty"):
        take_in_text(" \n\t", document_id="x")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("سقطت قذائف على أطراف البلدة مساء الجمعة وأصيب شخصان بحسب المجلس المحلي.", "ar"),
        ("Des obus sont tombés vendredi soir aux portes du village, selon le conseil local.", "fr"),
        ("Two shells fell on the edge of the town on Friday evening, the council said.", "en"),
    ],
)
def test_the_language_is_stored_and_the_text_kept(text, lang):
    document = take_in_text(text, document_id="x")

    assert (document.lang, document.text) == (lang, text)


def test_a_line_that_tells_whose_words_follow_stays_body():
    text = (
        "EVENING BULLETIN, FRIDAY 6 MARCH 2020\n\nAll entries relayed from the River Observatory\n\n"
        "Two shells fell on the edge of Kolvar at noon, and one man was wounded."
    )
    document = take_in_text(text, document_id="x")

    assert reason_of(document, "All entries") is None
    assert document.title is None
    assert document.published.start == "2020-03-06"


def test_a_dated_paragraph_is_no_date_line():
    for text in ("On March 6, 2020 two shells hit Kolvar", "5 March 2020: two killed in Kolvar by shelling"):
        assert take_in_text(text, document_id="x").not_body == ()


def test_an_outlet_in_the_byline_is_the_first_publisher():
    body = "Two shells fell on the edge of the town in the evening, the council said on Friday."
    for line in ("Harbour Wire, Brenna", "BRENNA (Harbour Wire)"):
        document = take_in_text(
            f"Guns fall silent on the river\n\n{line}\n\n{body}", document_id="x", publisher="Valley Post"
        )

        assert (document.origin, document.copy.reason) == ("Harbour Wire", "byline of another publisher")


@pytest.mark.parametrize("line", ["By province:", "By Friday the guns had fallen silent"])
def test_a_line_that_begins_with_by_is_a_byline_only_with_a_name(line):
    text = (
        f"Two shells fell on the edge of the town on Friday, the council said.\n{line}\nNobody was hurt there at all."
    )
    document = take_in_text(text, document_id="x")

    assert reason_of(document, line) is None
    assert document.authors == ()
