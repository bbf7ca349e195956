"""HTML pages: the article's text, and dates and names with the part of the page that gave them."""

import json

import pytest

from trucewatch.errors import UnreadableError
from trucewatch.intake import take_in, take_in_html

PARAGRAPHS = (
    "Shells fell on the edge of Kolvar on Thursday evening and two people were killed, the council said in a note.",
    "No party has said that it fired, and the monitors were not let through to the place before dark on that day.",
    "The road to the river stayed shut on Friday, drivers said, while a patrol waited at the bridge for three hours.",
)


def page(*, head="", extra="", paragraphs=PARAGRAPHS):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<html lang='en'><head><title>Two killed at Kolvar | Valley Post</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a><a href='/w'>World</a></nav><article><h1>Two killed at Kolvar</h1>{extra}{body}"
        "</article><footer>© 2020 Valley Post. All rights reserved.</footer></body></html>"
    )


def json_ld(**fields):
    node = {"@context": "https://schema.org", "@type": "NewsArticle"} | fields
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


def taken(html, **known):
    return take_in_html(html, document_id="p", **known)


def test_the_text_is_the_article_without_its_headline():
    document = taken(page())

    assert document.title == "Two killed at Kolvar"
    assert document.text == "\n\n".join(PARAGRAPHS)


def test_a_short_page_keeps_its_paragraphs_apart():
    document = taken(page(paragraphs=("Two shells hit Kolvar on Friday.", "Nobody was hurt.")))

    assert document.text == "Two shells hit Kolvar on Friday.\n\nNobody was hurt."


def test_json_ld_goes_first_and_keeps_the_full_timestamp():
    head = json_ld(
        headline="Two killed at Kolvar",
        datePublished="2020-03-05T20:32:00Z",
        dateModified="2020-03-06T01:00:00+03:00",
        author={"@type": "Person", "name": "Jana Novotna"},
        publisher={"@type": "Organization", "name": "Valley Post"},
    )
    document = taken(page(head=head + "<meta property='article:published_time' content='2020-03-05T22:00:00Z'>"))

    assert (document.published.start, document.published.method) == ("2020-03-05T20:32:00+00:00", "json-ld")
    assert document.updated == "2020-03-06T01:00:00+03:00"
    assert (document.publisher, document.authors) == ("Valley Post", ("Jana Novotna",))


def test_an_article_is_found_in_a_graph_of_nodes():
    node = {"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"], "datePublished": "2020-03-05"}]}
    document = taken(page(head=f"<script type='application/ld+json'>{json.dumps(node)}</script>"))

    assert document.published.start == "2020-03-05"


def test_a_broken_json_ld_block_leaves_the_rest_of_the_page():
    head = (
        "<script type='application/ld+json'>{broken</script><script type='application/ld+json'>"
        + "[" * 50_000
        + "</script>"
    )
    head += "<meta property='article:published_time' content='2020-03-05T20:32:00+02:00'>"
    document = taken(page(head=head))

    assert (document.published.start, document.published.method) == ("2020-03-05T20:32:00+02:00", "meta")


def test_a_time_element_of_the_article_dates_it():
    document = taken(page(extra="<time datetime='2020-03-05T20:32:00+02:00'>5 March</time>"))

    assert (document.published.start, document.published.method) == ("2020-03-05T20:32:00+02:00", "time element")


def test_htmldate_comes_last_and_says_so():
    document = taken(page(extra="<div class='date'>March 5, 2020</div>"))

    assert (document.published.start, document.published.method) == ("2020-03-05", "htmldate")


def test_two_dates_of_one_page_are_flagged():
    head = json_ld(datePublished="2020-03-05T20:32:00Z") + "<meta name='date' content='2020-03-09'>"

    assert any("dates itself twice" in note for note in taken(page(head=head)).review)


def test_the_publisher_is_read_behind_the_headline_in_the_title():
    assert taken(page()).publisher == "Valley Post"


def test_a_caption_is_marked_and_gives_its_credit():
    figure = (
        "<figure><img src='x'><figcaption>Smoke over Kolvar on March 5, 2020 [Lena Moravec/AFP]</figcaption></figure>"
    )
    document = taken(page(extra=figure, paragraphs=PARAGRAPHS[:1]))

    assert document.photo_credit == "Lena Moravec/AFP"
    assert all("Smoke" not in document.text or m.reason == "caption" for m in document.not_body)


def test_a_headline_of_another_publisher_makes_the_page_a_copy():
    html = page(head=json_ld(publisher={"name": "Valley Post"}, headline="Two killed at Kolvar – Harbour Times"))
    document = taken(html)

    assert (document.title, document.origin) == ("Two killed at Kolvar", "Harbour Times")
    assert document.copy.is_copy


def test_a_page_cut_off_in_the_middle_is_taken_in_and_flagged():
    document = taken(page()[:420])

    assert document.text.startswith("Shells fell")
    assert any("cut off" in note for note in document.review)


@pytest.mark.parametrize(
    "html",
    ["<html><head><title>x</title></head></html>", "<html><body><script>let a = 1</script></body></html>", "<p></p>"],
)
def test_a_page_without_text_says_what_to_do(html):
    with pytest.raises(UnreadableError, match=r"holds no text.*Save it from a browser"):
        taken(html)


def test_a_page_nested_a_hundred_thousand_deep_ends_with_one_line():
    with pytest.raises(UnreadableError):
        taken("<html><body>" + "<div>" * 100_000 + "text that nobody can reach")


def test_bytes_declared_wrongly_are_read_as_they_are():
    html = page(
        head="<meta charset='windows-1252'>",
        paragraphs=("Der Beschuss dauerte bis Mitternacht, sagte Jörg Müller am Freitag.",),
    )
    document = take_in(html.encode(), name="p.html").documents[0]

    assert "Jörg Müller" in document.text
    assert any("declared as windows-1252" in note for note in document.review)


def test_windows_1251_without_a_declaration_is_read_by_its_letters():
    text = "Обстрел села начался вечером в пятницу и продолжался два часа, сообщил местный совет жителям."
    document = take_in(
        f"<html><body><article><p>{text}</p></article></body></html>".encode("cp1251"), name="p.html"
    ).documents[0]

    assert text in document.text
    assert document.lang == "ru"


def test_mojibake_is_flagged_and_left_as_it_is():
    broken = "The minister said “nobody will fire” and the army said “we saw it”.".encode().decode("cp1252", "replace")
    document = taken(f"<html><body><article><p>{broken}</p></article></body></html>")

    assert any("mojibake" in note for note in document.review)


def test_the_fingerprint_is_of_the_original_bytes():
    data = page().encode()

    import hashlib

    assert take_in(data, name="p.html").documents[0].sha256 == hashlib.sha256(data).hexdigest()
