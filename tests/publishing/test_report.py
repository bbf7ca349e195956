"""The report: what a reader sees, in which words, and that a hostile document changes nothing of it."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from trucewatch.errors import WrongUseError
from trucewatch.model import Linked, Place, Stance, Tally, When
from trucewatch.publishing import daily, wording
from trucewatch.publishing.blocks import Span, marked

SECTIONS = [
    "What holds",
    "Duties and deadlines",
    "Findings by term",
    "Outside this agreement",
    "Beside the terms",
    "Reported incidents a day",
    "Coverage",
    "Figures by source",
    "Map",
    "Timeline",
    "Documents not read",
    "Open readings",
    "Method and credits",
]


class OwnVoice(HTMLParser):
    """Collects the text that is nobody's quotation, and every tag and attribute."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._quoted = 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        """Keep the tag; note where a quotation begins."""
        self.tags.append((tag, dict(attrs)))
        self._quoted += tag in ("q", "s", "code", "style")

    def handle_endtag(self, tag):
        """Note where a quotation ends."""
        self._quoted -= tag in ("q", "s", "code", "style")

    def handle_data(self, data):
        """Keep what is not quoted."""
        if not self._quoted:
            self.words.append(data)

    @property
    def text(self) -> str:
        """What we say ourselves."""
        return " ".join("".join(self.words).split())


@pytest.fixture
def page(view) -> str:
    return daily(view, format="html")


def test_the_parts_come_in_the_order_in_which_they_are_read(page):
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page) == SECTIONS


def test_the_same_case_gives_the_same_bytes(view, page):
    assert daily(view, format="html").encode() == page.encode()


def test_the_cut_off_stands_in_utc_and_in_the_readers_zone(page):
    assert "14 March 2020, 12:00 UTC (14:00 Asia/Damascus)" in page


def test_a_finding_keeps_act_engagement_attribution_support_and_dispute_apart(page):
    card = page[page.index('id="finding-f-1"') : page.index('id="finding-f-4"')]

    labels = re.findall(r"<dt>(.*?)</dt>", card)
    assert labels == [
        "Act as reported",
        "Term engaged, if as reported",
        "Attribution",
        "Support",
        "Dispute",
        "What would settle it",
    ]
    assert "that it happened: <strong>corroborated</strong>" in card
    assert "who is said to have done it: <strong>single source</strong>" in card
    assert "what or whom it struck: disputed by <strong>the ministry</strong>" in card


def test_the_same_words_in_a_copy_are_shown_once_with_both_documents(page):
    card = page[page.index('id="finding-f-1"') : page.index('id="finding-f-4"')]

    assert card.count("Government forces shelled Nayrab on Friday") == 1
    assert "Daily Mirror of Elsewhere, copy of Example Wire" in card


def test_a_cannot_tell_names_what_would_settle_it(page):
    card = page[page.index('id="finding-f-2"') :]

    assert "the open reading “reach”: Does “along the line of contact” limit item 1" in card
    assert "a report that says where exactly it happened" in card


def test_outside_this_agreement_says_why_and_that_it_never_means_lawful(page):
    part = page[page.index('id="outside"') : page.index('id="beside"')]

    assert wording.NOT_LAWFUL in part
    assert "before the start" in part


def test_recitals_and_declarations_stand_beside_the_terms_without_a_state(page):
    part = page[page.index('id="beside"') : page.index('id="days"')]

    assert "targeting of civilians cannot be justified" in part
    assert 'class="mark' not in part


def test_a_day_without_a_report_is_no_report_and_never_a_zero(page):
    days = page[page.index('id="days"') : page.index('id="coverage"')]
    coverage = page[page.index('id="coverage"') : page.index('id="tallies"')]

    assert 'class="silent"' in days
    assert "no report" in coverage
    assert not re.search(r"<td[^>]*>0</td>", days + coverage)
    assert wording.ABSENCE in days
    assert wording.ABSENCE in coverage


def test_figures_of_two_sources_stand_in_two_rows_and_are_never_added(page):
    part = page[page.index('id="tallies"') : page.index('id="map"')]

    assert "at least 15" in part
    assert ">14</strong>" in part
    assert "29" not in re.sub(r"<[^>]*>", "", part)
    assert "differs from the Rescuers’ figure of the same act" in part


def test_problems_and_open_readings_are_told(page):
    assert "written in Arabic, which is not read" in page
    assert "In whose local time is 00:01 counted?" in page


def test_what_was_used_is_credited(page):
    part = page[page.index('id="method"') :]

    assert "Natural Earth" in part
    assert "© OpenStreetMap contributors, ODbL 1.0" in part
    assert "GeoNames, CC BY 4.0" in part


def test_words_taken_back_stay_struck_through_with_the_day(view):
    readings = list(view.readings)
    first = readings[2]
    taken = replace(
        first.claims[0], id="rescuers-1#2", stance=Stance.RETRACTS, responds_to="rescuers-1#1", quote="14 dead"
    )
    readings[2] = replace(first, claims=(*first.claims, taken))
    finding = replace(view.findings[0], claims=(*view.findings[0].claims, "rescuers-1#2"))

    page = daily(replace(view, readings=tuple(readings), findings=(finding, *view.findings[1:])), format="html")

    assert "<s>Rescuers counted 14 dead in Nayrab</s>" in page
    assert "Taken back: 6 March 2020." in page


def test_nothing_in_our_own_voice_is_a_verdict(page):
    assert wording.slips(OwnVoice(page).text) == ()


def test_words_that_a_reason_quotes_are_marked_as_a_quotation():
    assert marked("evidence: SANA: “19 violations”, on 7 March") == (
        "evidence: SANA: ",
        Span("quote", "19 violations"),
        ", on 7 March",
    )


@pytest.mark.parametrize("verdict", ["violated", "war crime", "guilty", "targeted", "a lawful strike", "the regime"])
def test_the_lint_of_words_finds_a_verdict(verdict):
    assert wording.slips(f"The report shows: {verdict}.")


def test_a_hostile_document_adds_no_tag_and_no_handler(view, page):
    tags = OwnVoice(page).tags

    assert {tag for tag, _ in tags} & {"script", "img", "iframe", "object", "embed", "b", "i"} == set()
    assert not [attrs for _, attrs in tags if any(name.startswith("on") for name in attrs)]
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;" in page
    assert "<script" not in daily(view, format="md")
    assert "<img" not in daily(view, format="md")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "https:/nohost", " JavaScript:x", "http://["]
)
def test_an_address_that_is_no_web_page_never_becomes_a_link(view, address):
    reading = view.readings[-1]
    hostile = replace(reading, document=replace(reading.document, url=address))
    held = replace(view, readings=(*view.readings[:-1], hostile), documents=())

    assert address.strip() not in daily(held, format="html")
    assert f"]({address}" not in daily(held, format="md")


def test_the_page_asks_nothing_of_the_network(page):
    links = [v for tag, attrs in OwnVoice(page).tags for k, v in attrs.items() if k in ("src", "href") and tag != "a"]

    assert links == []
    assert "url(http" not in page
    assert "default-src 'none'" in page


def test_the_page_is_fit_for_screen_readers(page):
    tags = OwnVoice(page).tags
    drawings = [attrs for tag, attrs in tags if tag == "svg"]
    ids = [attrs["id"] for _, attrs in tags if attrs.get("id")]

    assert ("html", {"lang": "en"}) in tags
    assert len(drawings) == 3
    assert all(d["role"] == "img" and d["aria-labelledby"] for d in drawings)
    assert len(ids) == len(set(ids))
    assert all(attrs.get("scope") for tag, attrs in tags if tag == "th")
    assert sum(tag == "table" for tag, _ in tags) == sum(tag == "caption" for tag, _ in tags)


def test_markdown_has_the_same_parts_and_no_table_row_breaks(view):
    text = daily(view, format="md")
    rows = [line for line in text.splitlines() if line.startswith("|")]

    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == SECTIONS
    assert all(row.endswith("|") for row in rows)


def test_another_format_is_refused_with_the_way_out(view):
    with pytest.raises(WrongUseError, match="Take html or md"):
        daily(view, format="pdf")


def test_a_case_with_nothing_in_it_has_a_page_that_says_so(view):
    bare = replace(
        view,
        documents=(),
        readings=(),
        linked=Linked(),
        findings=(),
        decisions=(),
        observations=(),
        problems=(),
        places=(),
        layers=(),
        in_force=(),
        start=None,
        sentences=(),
    )

    page = daily(bare, format="html")

    assert "No report held by this case engages a term or may do so." in page
    assert "Nothing in this case has a position yet." in page


def test_two_thousand_incidents_are_written_in_under_five_seconds(view):
    incident, finding = view.linked.incidents[0], view.findings[0]
    many = [
        replace(
            incident,
            id=f"i-{n}",
            when=When(start=f"2020-03-{n % 8 + 6:02}", end=f"2020-03-{n % 8 + 6:02}"),
            place=Place(name=f"Village {n % 300}", lon=36.2 + n % 300 / 400, lat=35.6 + n % 17 / 30, radius_m=900),
            tallies=tuple(replace(t, id=f"{t.id}-{n}", incident=f"i-{n}") for t in incident.tallies),
        )
        for n in range(2000)
    ]
    held = replace(
        view,
        linked=Linked(incidents=tuple(many)),
        findings=tuple(replace(finding, id=f"f-{n}", incident=f"i-{n}") for n in range(2000)),
    )
    started = time.process_time()

    page = daily(held, format="html")

    assert time.process_time() - started < 5
    assert page.count('<details class="card yes"') + page.count('<article class="card yes"') == 2000


def test_every_finding_stands_in_the_table_at_a_glance_and_leads_to_its_card(page):
    links = re.findall(r'href="#(finding-[\w-]+)"', page)

    assert links
    assert all(f'id="{link}"' in page for link in links)


def test_how_it_was_worked_out_does_not_say_the_quotations_again(page):
    worked = re.findall(r"How this was worked out</summary>(.*?)</details>", page, flags=re.DOTALL)

    assert worked
    assert not any("Government forces shelled Nayrab on Friday" in part for part in worked)


def figures_of(view, *held):
    shown = replace(view, linked=replace(view.linked, incidents=(), tallies=held, flags=()))
    return daily(shown, format="md").partition("## Figures by source")[2].partition("\n## ")[0]


def figure(ident, document, *flags, killed=9):
    claim = f"{document}#1"
    return Tally(
        id=ident,
        kind="killed",
        at_least=killed,
        at_most=killed,
        source="The monitor",
        claim=claim,
        document=document,
        flags=flags,
    )


def test_a_copys_figure_stands_on_the_row_of_the_figure_that_it_repeats(view):
    copy = figure("T-2", "mirror-1", "same figure of the same source as T-1: counts once")

    text = figures_of(view, figure("T-1", "wire-1"), copy)

    assert text.count("The monitor") == 1
    assert "counts once" in text


def test_what_a_figure_must_not_be_held_against_is_counted_with_the_reasons(view):
    flags = ("not comparable with 3 (A): the windows differ", "not comparable with 5 (B): the populations differ")

    text = figures_of(view, figure("T-1", "wire-1", *flags))

    assert "not comparable with 2 other figures of this list: the windows differ, the populations differ" in text
