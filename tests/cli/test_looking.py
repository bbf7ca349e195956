"""Looking at a case: tables, a document with its claims, a finding with its argument, what is published."""

import json

import pytest

AS_OF = "2020-03-31"


@pytest.fixture
def told(river, story):
    """A case with one story read, run as of the end of March."""
    (river.folder / "a.txt").write_text(story, encoding="utf-8")
    (river.folder / "index.csv").write_text(
        "file,url,publisher,published,title\na.txt,https://wire.example/a,Wire,2020-03-09T18:00+03:00,Shelling\n",
        encoding="utf-8",
    )
    river("add", "case", "a.txt")
    river("run", "case", "--as-of", AS_OF)
    return river


def test_a_case_that_was_never_run_says_how_to_run_it(river):
    assert "trucewatch run case" in river("status", "case", code=1).stderr


def test_status_counts_findings_by_term_and_never_calls_them_facts(told):
    plain = told.json("status", "case")
    (row,) = plain["terms"]

    assert row["term"] == "P1"
    assert sum(row["engaged"].values()) == len(row["findings"])
    assert "not facts" in told("status", "case").stdout
    assert "Outside never means lawful" in " ".join(told("status", "case").stdout.split())


def test_status_of_an_earlier_instant_knows_only_what_was_published_by_then(told):
    earlier = told.json("status", "case", "--as-of", "2020-03-08")

    assert earlier["rests_on"]["documents"] == 0
    assert earlier["rests_on"]["later"] == 1
    assert earlier["terms"] == []


def test_times_are_shown_on_the_readers_clock(told):
    assert "(times in Asia/Tokyo)" in told("status", "case", "--zone", "Asia/Tokyo").stdout
    assert "is not a zone" in told("status", "case", "--zone", "Middle/Earth", code=2).stderr


def test_an_instant_that_is_none_is_wrong_use(told):
    assert "not an instant" in told("status", "case", "--as-of", "yesterday", code=2).stderr


def test_midnight_may_be_written_as_the_end_of_its_day(told):
    assert told.json("status", "case", "--as-of", "2020-03-31T24:00Z")["as_of"] == "2020-04-01T00:00:00+00:00"


def test_documents_are_listed_and_shown_with_their_claims(told):
    (listed,) = told.json("show", "case")
    shown = told("show", "case", listed["id"]).stdout
    reading = told.json("show", "case", listed["id"])

    assert listed["claims"] == len(reading["claims"]) > 0
    assert "[1]" in shown
    assert all(claim["quote"] in reading["document"]["text"] for claim in reading["claims"])


def test_a_document_that_is_not_there_is_said(told):
    assert "no such document" in told("show", "case", "b.txt", code=1).stderr


def test_a_finding_is_explained_with_clause_clock_evidence_and_quotes(told):
    ident = told.json("status", "case")["terms"][0]["findings"][0]
    words = told("explain", "case", ident[:5]).stdout
    plain = told.json("explain", "case", ident)

    assert "Clause" in words
    assert "21:01 UTC" in words
    assert all(claim["quote"] in " ".join(words.split()) for claim in plain["claims"])
    assert "no such finding" in told("explain", "case", "nothing", code=1).stderr


def test_a_report_is_written_and_its_leaving_is_logged(told):
    path = told("report", "case", "--date", "2020-03-31", "--format", "md").stdout.strip()

    assert (told.folder / path).read_text(encoding="utf-8").startswith("# ")
    before = told("report", "case", "--date", "2020-03-31", "--format", "html", "--out", "-").stdout
    assert before.lstrip().lower().startswith("<!doctype html")
    assert before == told("report", "case", "--date", "2020-03-31", "--format", "html", "--out", "-").stdout


@pytest.mark.parametrize("style", ["jsonl", "csv", "tallies-csv", "geojson"])
def test_every_export_is_written_whole(told, style):
    path = told.folder / told("export", "case", "--format", style).stdout.strip()
    text = path.read_text(encoding="utf-8")

    assert text
    if style == "geojson":
        assert json.loads(text)["type"] == "FeatureCollection"
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_an_unknown_export_names_the_known_ones(told):
    assert "jsonl, csv, tallies-csv, geojson" in told("export", "case", "--format", "pdf", code=2).stderr


def test_a_decision_changes_the_next_run(told):
    (listed,) = told.json("show", "case")
    claims = told.json("show", "case", listed["id"])["claims"]
    for claim in claims:
        told("decide", "case", claim["id"], "--reject", "--by", "A", "--reason", "a test")
    told("run", "case", "--as-of", AS_OF)

    assert told.json("status", "case")["terms"] == []


def test_a_second_run_reads_nothing_again(told):
    """A reading is kept under what it was made from; only a new text is read."""
    first = told.json("run", "case", "--as-of", AS_OF)

    assert told.json("run", "case", "--as-of", AS_OF) == first


def test_a_term_named_instead_of_a_finding_leads_to_its_findings(told):
    """A newcomer comes from `status`, which names terms: one finding is explained, several are listed."""
    term = told.json("status", "case")["terms"][0]
    found = told.json("explain", "case", term["term"])

    rows = found if isinstance(found, list) else [found["finding"]]
    assert {row["id"] for row in rows} == set(term["findings"])
