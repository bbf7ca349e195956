"""The Idlib case is whole: every document opens, names its source, and the golden points only at what is there."""

from __future__ import annotations

import csv
import html
import json
import re
import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[2]
CASE = ROOT / "cases" / "idlib-2020"
DOCUMENTS = CASE / "documents"
FILES = sorted(path for path in DOCUMENTS.iterdir() if path.name != "index.csv")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def toml(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


PROVENANCE = rows(CASE / "PROVENANCE.csv")
PLACES = rows(ROOT / "agreements" / "idlib-2020" / "places.csv")
EXPECTED = toml(CASE / "expected.toml")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@cache
def words_of(path: Path) -> str:
    """Return the words a reader sees, whitespace squeezed."""
    if path.suffix == ".pdf":
        import pypdfium2

        with pypdfium2.PdfDocument(path) as document:
            return squeezed(" ".join(page.get_textpage().get_text_range() for page in document))
    text = path.read_text(encoding="utf-8")
    if path.suffix in {".html", ".xml"}:
        text = html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<script.*?</script>", " ", text, flags=re.DOTALL)))
    return squeezed(text)


def claims() -> list[tuple[str, dict]]:
    return [(entry["file"], claim) for entry in EXPECTED["document"] for claim in entry.get("claims", [])]


@pytest.mark.parametrize("path", [p for p in FILES if p.suffix == ".html"], ids=lambda p: p.name)
def test_every_page_opens_as_html_and_names_its_source(path):
    from lxml import html as lxml_html

    page = lxml_html.fromstring(path.read_bytes())

    assert page.xpath("string(//h1)")
    assert page.xpath("//meta[@name='dcterms.source']/@content")[0].startswith("http")
    for block in page.xpath("//script[@type='application/ld+json']/text()"):
        assert json.loads(block)["isBasedOn"].startswith("http")


def test_some_pages_carry_json_ld_and_some_do_not():
    carrying = {p.name for p in FILES if p.suffix == ".html" and "application/ld+json" in p.read_text(encoding="utf-8")}

    assert 5 <= len(carrying) < len([p for p in FILES if p.suffix == ".html"])


def test_the_feed_opens_with_its_items():
    import feedparser

    feed = feedparser.parse((DOCUMENTS / "18-crossborder-feed.xml").read_bytes())

    assert not feed.bozo
    assert len(feed.entries) == 8
    assert all(entry.published_parsed and entry.link.startswith("https://") for entry in feed.entries)


def test_the_pdf_gives_its_words():
    assert "2,397 breaches between 6 March" in words_of(DOCUMENTS / "43-returns-brief.pdf")


def test_the_table_adds_up_row_by_row():
    events = rows(DOCUMENTS / "45-events-ged.csv")

    assert len(events) == 7
    for row in events:
        deaths = sum(int(row[f"deaths_{who}"]) for who in ("a", "b", "civilians", "unknown"))
        assert deaths == int(row["best"])
        assert int(row["low"]) <= int(row["best"]) <= int(row["high"])


def test_the_log_has_every_column_that_its_map_names():
    import openpyxl

    mapped = toml(CASE / "log" / "map.toml")
    sheet = openpyxl.load_workbook(CASE / "log" / mapped["file"])[mapped["sheet"]]
    head = [cell.value for cell in sheet[mapped["header_row"]]]
    entries = list(sheet.iter_rows(min_row=mapped["header_row"] + 1, values_only=True))

    assert set(mapped["columns"].values()) <= set(head)
    assert {row[head.index(mapped["columns"]["act"])] for row in entries} <= set(mapped["acts"])
    assert all(isinstance(row[head.index("Day")], datetime) for row in entries)


def test_all_formats_are_there():
    assert {".html", ".txt", ".xml", ".pdf", ".csv"} == {path.suffix for path in FILES}


def test_at_least_six_styles_of_outlet_are_there():
    styles = {row["style"] for row in PROVENANCE}

    assert len({row["outlet"] for row in PROVENANCE}) >= 6
    assert {
        "wire story",
        "monitor's bulletin",
        "ministry statement",
        "local correspondent",
        "live blog",
        "UN update",
    } <= styles


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_document_has_its_provenance_and_its_row_in_the_index(path):
    index = {row["file"] for row in rows(DOCUMENTS / "index.csv")}

    assert path.name in {row["file"] for row in PROVENANCE}
    assert path.name in index


@pytest.mark.parametrize("row", PROVENANCE, ids=lambda row: row["url"])
def test_every_row_of_provenance_names_a_file_addresses_and_an_instant(row):
    assert (DOCUMENTS / row["file"]).is_file()
    for url in row["source_url"].split():
        assert urlsplit(url).scheme in {"http", "https"}
        assert "." in urlsplit(url).netloc
    assert urlsplit(row["url"]).netloc.endswith(".example"), "an invented outlet never borrows a real address"
    assert datetime.fromisoformat(row["published"]).tzinfo is not None


def test_plain_text_pdf_and_table_get_publisher_day_and_headline_from_the_index():
    for row in rows(DOCUMENTS / "index.csv"):
        if Path(row["file"]).suffix in {".txt", ".pdf", ".csv"}:
            assert row["publisher"], row["file"]
            assert datetime.fromisoformat(row["published"]).tzinfo is not None
            assert row["title"], row["file"]


@pytest.mark.parametrize(("file", "claim"), claims(), ids=lambda x: x if isinstance(x, str) else x["at"][:30])
def test_every_expected_claim_stands_in_its_document(file, claim):
    assert squeezed(claim["at"]) in words_of(DOCUMENTS / file)


def test_the_golden_speaks_of_every_document_and_of_no_other():
    assert {entry["file"] for entry in EXPECTED["document"]} == {path.name for path in FILES}
    assert len(EXPECTED["document"]) == len(FILES)


def test_the_golden_names_only_documents_and_places_that_exist():
    places = {row["id"] for row in PLACES}
    documents = {path.name for path in FILES}
    for incident in EXPECTED["incident"]:
        assert set(incident["places"]) <= places
        assert set(incident["documents"] + incident.get("may_join", [])) <= documents
        assert {d["document"] for d in incident.get("disputed_by", [])} <= documents
    for story in EXPECTED["copies"]:
        assert {story["origin"], *story["copies"], *story.get("shared_paragraph", [])} <= documents


def test_the_golden_has_one_picture_for_each_instant_of_the_case():
    case = toml(CASE / "case.toml")
    incidents = {incident["id"] for incident in EXPECTED["incident"]}

    assert [picture["as_of"] for picture in EXPECTED["picture"]] == case["as_of"]
    for picture in EXPECTED["picture"]:
        assert {finding["incident"] for finding in picture["findings"]} <= incidents
        assert {finding["engaged"] for finding in picture["findings"]} <= {"yes", "no", "cannot-tell"}


def test_what_is_called_outside_says_why_and_what_cannot_be_told_says_what_would_settle_it():
    for picture in EXPECTED["picture"]:
        for finding in picture["findings"]:
            assert (finding["engaged"] == "no") == bool(finding.get("outside")), finding
            assert (finding["engaged"] == "cannot-tell") == bool(finding.get("decides")), finding


@pytest.mark.parametrize("story", EXPECTED["copies"], ids=lambda story: story["origin"])
def test_a_copy_repeats_its_origin_under_another_headline(story):
    origin = words_of(DOCUMENTS / story["origin"])
    shingles = {tuple(origin.split()[i : i + 8]) for i in range(len(origin.split()) - 7)}
    titles = {row["file"]: row["title"] for row in PROVENANCE}
    for name in story["copies"]:
        copy = words_of(DOCUMENTS / name).split()
        shared = sum(tuple(copy[i : i + 8]) in shingles for i in range(len(copy) - 7))
        assert shared > 80, name
        assert titles[name] != titles[story["origin"]]


def test_no_pair_of_other_dispatches_shares_a_paragraph():
    known = [{s["origin"], *s["copies"], *s.get("shared_paragraph", [])} for s in EXPECTED["copies"]]
    paragraphs: dict[str, str] = {}
    for path in FILES:
        if path.suffix != ".html":
            continue
        for body in re.findall(r"<p>(.*?)</p>", path.read_text(encoding="utf-8")):
            first = paragraphs.setdefault(body, path.name)
            paired = first == path.name or any({first, path.name} <= story for story in known)
            assert paired or len(body) < 80, (first, path.name, body)


def test_a_claim_entered_by_hand_quotes_its_document_exactly_once():
    for path in sorted((CASE / "manual").glob("*.toml")):
        entered = toml(path)
        text = (DOCUMENTS / entered["document"]).read_text(encoding="utf-8")
        for claim in entered["claim"]:
            assert text.count(claim["quote"]) == 1
            assert claim["when"]["words"] in text
            assert all(count["words"] in text for count in claim.get("counts", []))
        assert entered["reason"]
        assert entered["by"]


def test_observations_are_observation_records():
    from trucewatch.model import Observation, from_plain

    records = [from_plain(Observation, entry) for entry in toml(CASE / "observations.toml")["observation"]]

    assert {record.means for record in records} == {"saw", "heard"}
    assert all(record.position.located for record in records)


def test_claims_entered_by_hand_have_only_keys_of_the_claim_record():
    from trucewatch.model import Claim, from_plain

    for path in sorted((CASE / "manual").glob("*.toml")):
        entered = toml(path)
        for claim in entered["claim"]:
            record = from_plain(Claim, {**claim, "document": entered["document"], "span": [0, len(claim["quote"])]})
            assert record.stance == "asserts"


def test_the_tutorial_retells_the_same_report_as_the_case():
    retold = (ROOT / "docs" / "tutorial" / "retelling.txt").read_text(encoding="utf-8")

    assert retold == (DOCUMENTS / "07-moscow-talks.txt").read_text(encoding="utf-8")
    assert retold.startswith("ISTANBUL, 5 March 2020")
    assert 450 <= len(retold.split()) <= 700


def test_every_place_is_located_with_a_radius_or_stays_a_name():
    assert len({row["id"] for row in PLACES}) == len(PLACES)
    for row in PLACES:
        given = [bool(row[key]) for key in ("lat", "lon", "radius_m")]
        assert all(given) or not any(given), row["id"]
        assert row["licence"] in {"ODbL 1.0", "CC BY 4.0", "CC0 1.0"}
        assert row["source"]
        if all(given):
            assert float(row["radius_m"]) >= 700


def test_no_name_stands_for_two_places():
    seen: dict[str, str] = {}
    for row in PLACES:
        for name in {row["name"], *row["alternative_names"].split("; ")} - {""}:
            assert seen.setdefault(name.casefold(), row["id"]) == row["id"], name


def test_the_bare_name_of_a_province_and_its_city_means_the_wider_of_the_two():
    names = {name: row for row in PLACES for name in [row["name"], *row["alternative_names"].split("; ")]}
    for bare in ("Idlib", "Aleppo", "Latakia"):
        assert names[bare]["kind"] == "governorate"
        assert names[f"{bare} city"]["kind"] == "city"
