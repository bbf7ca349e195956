"""Feeds give a document an entry, archives one a page; what is damaged is named and the rest goes on."""

import gzip
import sys

import pytest

from trucewatch.errors import DocumentError, UnreadableError
from trucewatch.intake import take_in

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Valley Post</title><language>en</language>
<item><title>Guns &amp; talks at Kolvar</title><link>https://valley.example/1</link><guid>v1</guid>
<pubDate>Thu, 05 Mar 2020 20:32:00 +0300</pubDate>
<description>Short.</description>
<content:encoded><![CDATA[<p>Two shells fell on the edge of Kolvar on Thursday.</p>
<p>Nobody was hurt, the council said.</p>]]></content:encoded></item>
<item><title>Bridge shut</title><link>https://valley.example/2</link><pubDate>yesterday</pubDate>
<description>The bridge was shut for three hours on Friday, drivers said.</description>
<source url="https://harbour.example/rss">Harbour Times</source></item>
<item><title>Empty</title><link>https://valley.example/3</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Valley Post</title>
<entry><id>a1</id><title>Guns silent</title><link href="https://valley.example/a1"/><updated>2020-03-06T00:01:00+02:00</updated>
<summary>The guns fell silent at one minute past midnight, the council said.</summary></entry></feed>"""


def feed(text=RSS, name="feed.xml"):
    return take_in(text.encode(), name=name)


def test_an_entry_with_full_content_is_a_document_with_all_of_it():
    document = feed().documents[0]

    assert document.text == "Two shells fell on the edge of Kolvar on Thursday.\n\nNobody was hurt, the council said."
    assert (document.title, document.url, document.publisher) == (
        "Guns & talks at Kolvar",
        "https://valley.example/1",
        "Valley Post",
    )


def test_the_raw_date_is_kept_beside_the_instant():
    published = feed().documents[0].published

    assert published.start == "2020-03-05T20:32:00+03:00"
    assert published.method == "feed published: 'Thu, 05 Mar 2020 20:32:00 +0300'"


def test_a_date_in_words_is_kept_and_not_guessed():
    published = feed().documents[1].published

    assert published.start is None
    assert "'yesterday' cannot be read" in published.method


def test_a_summary_says_where_the_report_is():
    assert "only the feed's summary: the report is at https://valley.example/2" in feed().documents[1].review


def test_an_entry_of_another_source_is_a_copy():
    document = feed().documents[1]

    assert (document.copy.is_copy, document.origin) == (True, "Harbour Times")


def test_an_empty_entry_is_named_as_a_problem():
    assert feed().problems == ("feed.xml: entry 3 holds no text; open https://valley.example/3 instead",)


def test_an_atom_feed_is_read_by_its_bytes_whatever_its_name():
    document = feed(ATOM, name="page.html").documents[0]

    assert document.published.start == "2020-03-06T00:01:00+02:00"


def test_an_entry_has_the_same_id_at_every_intake():
    assert [d.id for d in feed().documents] == [d.id for d in feed().documents]
    assert len({d.id for d in feed().documents}) == 2


def test_a_feed_cut_off_gives_what_came_and_says_so():
    taken = feed(RSS[: RSS.index("<item><title>Bridge") + 60])

    assert taken.documents[0].title == "Guns & talks at Kolvar"
    assert any("the feed is damaged" in problem for problem in taken.problems)


def test_a_feed_with_its_own_entities_is_refused():
    entities = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    bomb = f'<?xml version="1.0"?>{entities}<rss><channel><title>&b;</title></channel></rss>'

    with pytest.raises(DocumentError, match="own XML entities"):
        feed(bomb)


def test_a_feed_without_entries_is_unreadable():
    with pytest.raises(UnreadableError, match="no entries"):
        feed("<rss><channel><title>x</title></channel></rss>")


HTML = (
    "<html><head><title>Guns silent | Valley Post</title></head><body><article><h1>Guns silent</h1>"
    "<p>The guns fell silent at midnight, the council said in a note.</p><p>Nobody was hurt on the river road.</p>"
    "</article></body></html>"
)


def record(uri, body, *, kind="text/html", extra="", status="200 OK"):
    block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{abs(hash(uri)) % 10**12:012d}>\r\n"
        f"WARC-Target-URI: {uri}\r\nWARC-Date: 2020-03-07T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def archive():
    body = HTML.encode()
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    return (
        record("https://valley.example/1", body)
        + record("https://valley.example/logo.png", b"\x89PNG", kind="image/png")
        + record("https://valley.example/gone", b"gone", status="404 Not Found")
        + record("https://valley.example/2", gzip.compress(body), extra="Content-Encoding: gzip\r\n")
        + record("https://valley.example/3", chunked, extra="Transfer-Encoding: chunked\r\n")
        + record("https://valley.example/4", b"<html></html>")
    )


@pytest.fixture(params=["fastwarc", "warcio"])
def library(request, monkeypatch):
    pytest.importorskip(request.param)
    other = {"fastwarc": "warcio.archiveiterator", "warcio": "fastwarc.warc"}[request.param]
    monkeypatch.setitem(sys.modules, other, None)
    return request.param


def test_every_page_of_an_archive_is_a_document(library):
    taken = take_in(archive(), name="crawl.warc")

    assert [d.url for d in taken.documents] == [f"https://valley.example/{n}" for n in (1, 2, 3)]
    assert {d.text for d in taken.documents} == {taken.documents[0].text}


def test_the_capture_bounds_the_publication(library):
    published = take_in(archive(), name="crawl.warc").documents[0].published

    assert (published.start, published.end) == (None, "2020-03-07T10:00:00+00:00")
    assert published.method == "archived: not later than"


def test_a_page_that_cannot_be_read_is_named_and_the_rest_goes_on(library):
    taken = take_in(archive(), name="crawl.warc")

    assert len(taken.problems) == 1
    assert "https://valley.example/4" in taken.problems[0]


def test_an_archive_cut_off_is_counted_against_its_content_length(library):
    whole = record("https://valley.example/1", HTML.encode())
    taken = take_in(whole + whole[:-40].replace(b"/1\r\n", b"/9\r\n", 1), name="crawl.warc")

    assert any("is cut off" in problem for problem in taken.problems)


def test_a_packed_archive_is_read(library):
    packed = b"".join(gzip.compress(record(f"https://valley.example/{n}", HTML.encode())) for n in range(3))

    assert len(take_in(packed, name="crawl.warc.gz").documents) == 3


def test_without_a_library_the_error_tells_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)

    with pytest.raises(DocumentError, match=r"pip install 'trucewatch\[warc\]'"):
        take_in(archive(), name="crawl.warc")
