"""Names of places from the command line: what was located, what waits, an answer, and its way back."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from trucewatch.publishing.places_views import STATES

AS_OF = ("--as-of", "2020-11-30")
BY = ("--by", "A. Analyst", "--reason", "the council's list")
CASE = Path(__file__).resolve().parents[2] / "cases" / "idlib-2020"
GOLDEN = tomllib.loads((CASE / "expected.toml").read_text(encoding="utf-8"))
PRIVATE = sorted(name for entry in GOLDEN["document"] for name in entry.get("private_persons", []))
TWINS = (
    "mamukhia-1,Mamukhia,,,settlement,35.72,36.45,900,ours,CC0 1.0,\n"
    "mamukhia-2,Mamukhia,,,settlement,35.62,36.55,900,ours,CC0 1.0,\n"
)


def made(folder, *words):
    """Run the program in a folder of the module's own."""
    program = str(Path(sys.executable).parent / "trucewatch")
    done = subprocess.run([program, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder of the demonstration case, made once and never answered in."""
    folder = tmp_path_factory.mktemp("places")
    made(folder, "demo", "--out", "demo")
    return folder


@pytest.fixture(scope="module")
def built_twins(tmp_path_factory, built):
    """The same with two villages of the name that it does not locate, one answer, and its page."""
    folder = tmp_path_factory.mktemp("twins")
    shutil.copytree(built / "demo", folder / "demo")
    path = folder / "demo" / "agreement" / "places.csv"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if "amukhia" not in line]
    path.write_text("".join(kept) + TWINS, encoding="utf-8")
    made(folder, "decide", "demo", "Behun", "--is", "kafr-nabl", *BY)
    made(folder, "run", "demo", *AS_OF)
    made(folder, "places", "demo", "--html", "places.html", *AS_OF)
    return folder


@pytest.fixture
def looked_at(program, built):
    """The demonstration case, to look at only."""
    program.folder = built
    return program


@pytest.fixture
def demo(program, built):
    """A copy of it, to answer in."""
    shutil.copytree(built / "demo", program.folder / "demo")
    return program


@pytest.fixture
def twins(program, built_twins):
    """The case with two villages of one name, to look at only."""
    program.folder = built_twins
    return program


@pytest.fixture
def page(built_twins):
    return (built_twins / "places.html").read_text(encoding="utf-8")


def named(rows, name):
    (row,) = [row for row in rows if row["name"] == name]
    return row


def geometry(program, incident):
    """Return what findings say of where an incident lies."""
    findings = program.json("status", "demo", *AS_OF)["findings"]
    return [r["text"] for f in findings if f["incident"] == incident for r in f["reasons"] if r["kind"] == "geometry"]


def state(program):
    """Return all that a run says: findings, and names with what hangs on them."""
    return program.json("status", "demo", *AS_OF)["findings"], program.json("places", "demo", *AS_OF)


def test_a_located_name_says_as_which_row_how_wide_by_which_method_and_where_it_stands(looked_at):
    row = named(looked_at.json("places", "demo", *AS_OF)["located"], "Kansafra")

    assert (row["ref"], row["row"], row["lon"], row["lat"]) == ("kansafra", "Kansafra", 36.4849, 35.65744)
    assert (row["radius_m"], row["method"], row["score"]) == (700, "case", 1)
    assert row["hangs"]["documents"] == ["01-kansafra-denial.html"]
    assert len(row["hangs"]["claims"]) == 2


def test_what_most_incidents_hang_on_stands_first(looked_at):
    told = looked_at.json("places", "demo", *AS_OF)

    for rows in (told["located"], told["waiting"]):
        counts = [(len(row["hangs"]["incidents"]), len(row["hangs"]["claims"])) for row in rows]
        assert counts == sorted(counts, reverse=True)
        assert len(counts) > 3


def test_a_name_without_a_position_waits_and_says_why(looked_at):
    told = looked_at.json("places", "demo", "--waiting", *AS_OF)

    assert named(told["waiting"], "Mamukhia")["state"] == "no-point"
    assert named(told["waiting"], "Kremlin")["state"] == "not-found"
    assert "located" not in told


def test_a_description_is_nobodys_name_and_does_not_wait(looked_at):
    told = looked_at.json("places", "demo", *AS_OF)

    assert len(told["described"]["claims"]) > 5
    assert not {row["name"] for row in told["waiting"]} & {"province", "village", "camp"}


def test_the_table_shows_both_and_says_how_to_answer(looked_at):
    told = looked_at("places", "demo", *AS_OF).stdout

    assert "Located: " in told
    assert "Waiting: " in told
    assert "trucewatch decide demo NAME --is" in told
    assert "Located: " not in looked_at("places", "demo", "--waiting", *AS_OF).stdout


def test_a_tie_waits_with_its_candidates_and_their_scores(twins):
    row = named(twins.json("places", "demo", *AS_OF)["waiting"], "Mamukhia")

    assert row["state"] == "tie"
    assert sorted((c["ref"], c["score"]) for c in row["candidates"]) == [("mamukhia-1", 1.0), ("mamukhia-2", 1.0)]
    assert "mamukhia-2) 1.00" in twins("places", "demo", "--waiting", *AS_OF).stdout


def test_an_answer_changes_incidents_and_findings_and_taken_back_everything_is_as_before(demo):
    before = state(demo)
    (incident,) = named(before[1]["waiting"], "Mamukhia")["hangs"]["incidents"]
    assert any("no known position" in text for text in geometry(demo, incident))

    decision = demo.json("decide", "demo", "Mamukhia", "--is", "36.47,35.75,3000", *BY)
    demo("run", "demo", *AS_OF)

    assert not any("no known position" in text for text in geometry(demo, incident))
    assert any("place known to 3,000 m" in text for text in geometry(demo, incident))
    told = demo.json("places", "demo", *AS_OF)
    row = named(told["located"], "Mamukhia")
    assert (row["lon"], row["lat"], row["radius_m"]) == (36.47, 35.75, 3000)
    assert row["method"] == f"analyst:{decision['id']}, by its name"
    assert row["answered"]["by"] == "A. Analyst"
    assert "Mamukhia" not in {row["name"] for row in told["waiting"]}

    demo("decide", "demo", decision["id"], "--undo", *BY)
    demo("run", "demo", *AS_OF)

    assert state(demo) == before


def test_an_answer_reaches_names_that_the_reader_reads_in_prose(demo):
    before = state(demo)
    decision = demo.json("decide", "demo", "Behun", "--is", "kafr-nabl", *BY)
    demo("run", "demo", *AS_OF)

    rows = demo.json("places", "demo", *AS_OF)["located"]
    vicinity = named(rows, "Behun")
    assert (vicinity["ref"], vicinity["relation"]) == ("kafr-nabl", "vicinity of")
    assert vicinity["method"] == f"near-analyst:{decision['id']}"
    near = named(rows, "settlement of Behun")
    assert (near["ref"], near["relation"], near["method"]) == ("kafr-nabl", "near", f"near-analyst:{decision['id']}")

    demo("decide", "demo", decision["id"], "--undo", *BY)
    demo("run", "demo", *AS_OF)
    assert state(demo) == before


def test_a_tie_is_settled_by_the_id_of_a_candidate(program, built_twins):
    shutil.copytree(built_twins / "demo", program.folder / "demo")
    program("decide", "demo", "Mamukhia", "--is", "mamukhia-2", *BY)
    program("run", "demo", *AS_OF)

    told = program.json("places", "demo", *AS_OF)
    assert named(told["located"], "Mamukhia")["ref"] == "mamukhia-2"
    assert named(told["answers"], "Mamukhia")["reason"] == "the council's list"


WIRE = "MAMUKHIA, March 9 - Two people were wounded when shells hit the village of Mamukhia on Sunday, doctors said.\n"


def test_a_name_that_means_one_place_here_and_another_there_is_answered_for_each_and_back(program, built_twins):
    shutil.copytree(built_twins / "demo", program.folder / "demo")
    (program.folder / "village.txt").write_text(WIRE, encoding="utf-8")
    program("add", "demo", "village.txt")
    program("run", "demo", *AS_OF)
    before = state(program)
    waits = named(before[1]["waiting"], "Mamukhia")["hangs"]["documents"]
    assert waits == ["analyst-log.xlsx/8", "village.txt"]

    there = program.json("decide", "demo", "Mamukhia", "--is", "mamukhia-1", "--in", waits[1], *BY)
    program("run", "demo", *AS_OF)

    told = program.json("places", "demo", *AS_OF)
    row = named(told["located"], "Mamukhia")
    assert (row["ref"], row["hangs"]["documents"]) == ("mamukhia-1", ["village.txt"])
    assert named(told["waiting"], "Mamukhia")["hangs"]["documents"] == ["analyst-log.xlsx/8"]

    everywhere = program.json("decide", "demo", "Mamukhia", "--is", "mamukhia-2", *BY)
    program("run", "demo", *AS_OF)

    told = program.json("places", "demo", *AS_OF)
    split = {row["ref"]: row["hangs"]["documents"] for row in told["located"] if row["name"] == "Mamukhia"}
    assert split == {"mamukhia-1": ["village.txt"], "mamukhia-2": ["analyst-log.xlsx/8"]}
    assert [(a["decision"], a["documents"], a["elsewhere"]) for a in told["answers"] if a["name"] == "Mamukhia"] == [
        (there["id"], ["village.txt"], []),
        (everywhere["id"], [], ["village.txt"]),
    ]
    # of the two incidents, each lies where its own document has the name
    for row in told["located"]:
        if row["name"] == "Mamukhia":
            (incident,) = row["hangs"]["incidents"]
            assert any("place known to 900 m" in text for text in geometry(program, incident))

    shown = " ".join(program("places", "demo", *AS_OF).stdout.split())
    assert "Mamukhia is Mamukhia (mamukhia-1), in village.txt alone: A. Analyst" in shown
    assert "Mamukhia is Mamukhia (mamukhia-2), in all documents but village.txt: A. Analyst" in shown
    program("places", "demo", "--html", "places.html", *AS_OF)
    page = (program.folder / "places.html").read_text(encoding="utf-8")
    assert ", in <code>village.txt</code> alone: " in page
    assert ", in all documents but <code>village.txt</code>: " in page

    program("decide", "demo", there["id"], "--undo", *BY)
    program("run", "demo", *AS_OF)
    rows = [row for row in program.json("places", "demo", *AS_OF)["located"] if row["name"] == "Mamukhia"]
    assert {d: row["ref"] for row in rows for d in row["hangs"]["documents"]} == dict.fromkeys(waits, "mamukhia-2")

    program("decide", "demo", everywhere["id"], "--undo", *BY)
    program("run", "demo", *AS_OF)
    assert state(program) == before


def test_in_one_document_a_name_is_no_place_or_stays_open_and_waits_in_the_others(demo):
    before = named(demo.json("places", "demo", *AS_OF)["waiting"], "M4 highway")["hangs"]["documents"]
    assert len(before) > 3

    demo("decide", "demo", "M4 highway", "--stays-open", "--in", before[0], "--in", before[1], *BY)
    demo("decide", "demo", "M4 highway", "--no-place", "--in", before[2], *BY)
    demo("run", "demo", *AS_OF)

    told = demo.json("places", "demo", *AS_OF)
    assert named(told["waiting"], "M4 highway")["hangs"]["documents"] == before[3:]
    held = [(a["says"], a["documents"]) for a in told["answers"]]
    assert held == [("stays-open", sorted(before[:2])), ("no-place", [before[2]])]


def test_the_list_prints_whole_the_ids_that_an_answer_takes_the_first_few_and_how_many_more(looked_at):
    row = named(looked_at.json("places", "demo", *AS_OF)["waiting"], "M4 highway")
    documents = row["hangs"]["documents"]

    told = [line.split()[-1] for line in looked_at("places", "demo", "--waiting", *AS_OF).stdout.splitlines() if line]

    assert set(documents[:3]) <= set(told)
    assert not set(documents[3:]) & set(told)
    assert f"and {len(documents) - 3} more" in looked_at("places", "demo", "--waiting", *AS_OF).stdout


def test_a_document_that_the_case_does_not_have_is_refused_before_anything_is_recorded(looked_at):
    for written, why in (("0", "documents begin so"), ("no-such.html", "no document has this id"), ("", "no document")):
        words = ("decide", "demo", "Mamukhia", "--is", "36.4,35.7,900", "--in", written, *BY)
        assert why in looked_at(*words, code=2).stderr
    assert (
        "it goes with --is, --no-place" in looked_at("decide", "demo", "x", "--accept", "--in", "y", *BY, code=2).stderr
    )
    assert looked_at.json("places", "demo", *AS_OF)["answers"] == []


def test_an_answer_in_a_document_names_it_whole_and_says_where_the_name_is_not(demo):
    told = demo("decide", "demo", "Mamukhia", "--is", "36.4,35.7,900", "--in", "01-kansafra", *BY).stdout

    assert "± 900 m in 01-kansafra-denial.html alone; the name is not in 01-kansafra-denial.html" in told


def test_a_lookup_in_the_case_gives_the_answer_and_says_whose_it_is(twins):
    told = twins.json("gazetteer", "lookup", "Behun", "--case", "demo")

    assert told["found"]["ref"] == "kafr-nabl"
    assert told["found"]["method"].startswith("analyst:d-")
    assert twins.json("gazetteer", "lookup", "Behun", "--near", "36.5,35.7")["found"] is None


def test_explain_says_who_set_a_place_and_why(demo):
    decision = demo.json("decide", "demo", "Mamukhia", "--is", "36.47,35.75,3000", *BY)["id"]
    demo("run", "demo", *AS_OF)
    (incident,) = named(demo.json("places", "demo", *AS_OF)["located"], "Mamukhia")["hangs"]["incidents"]
    finding = next(f for f in demo.json("status", "demo", *AS_OF)["findings"] if f["incident"] == incident)["id"]

    said = " ".join(demo("explain", "demo", finding, *AS_OF).stdout.split())
    assert re.search(rf"its place was set by A\. Analyst, .*: the council's list \({decision}\)", said)
    assert [d["id"] for d in demo.json("explain", "demo", finding, *AS_OF)["decisions"]] == [decision]


def test_what_is_no_place_and_what_stays_open_leave_the_list(demo):
    demo("decide", "demo", "Kremlin", "--no-place", *BY)
    demo("decide", "demo", "M4 highway", "--stays-open", *BY)
    demo("run", "demo", *AS_OF)

    told = demo.json("places", "demo", *AS_OF)
    assert not {row["name"] for row in told["waiting"]} & {"Kremlin", "M4 highway"}
    assert [(a["name"], a["says"]) for a in told["answers"]] == [("Kremlin", "no-place"), ("M4 highway", "stays-open")]


def test_an_answer_that_says_nothing_of_a_place_is_refused_before_it_is_recorded(looked_at):
    for place, why in (
        ("36.4,35.7", "how far may it be off"),
        ("36.4,35.7,0", "more than 0 metres"),
        ("136.4,95.7,10", "longitude first"),
        ("nowhere", "no table lists a place with this id"),
        ("m4", "listed without a point"),
    ):
        assert why in looked_at("decide", "demo", "Mamukhia", "--is", place, *BY, code=2).stderr
    assert "describes a place" in looked_at("decide", "demo", "the village", "--no-place", *BY, code=2).stderr
    assert "is no name" in looked_at("decide", "demo", "35", "--no-place", *BY, code=2).stderr
    assert (
        "leave --what out"
        in looked_at("decide", "demo", "Mamukhia", "--no-place", "--what", "claim", *BY, code=2).stderr
    )
    assert looked_at.json("places", "demo", *AS_OF)["answers"] == []


def test_an_answer_says_how_many_documents_have_the_name(demo):
    assert "named in 1 document" in demo("decide", "demo", "Mamukhia", "--is", "36.4,35.7,900", *BY).stdout
    assert "no document of the case" in demo("decide", "demo", "Mamukhiya", "--is", "36.4,35.7,900", *BY).stdout


def test_exports_hold_an_answered_place_and_name_no_analyst(demo):
    demo("decide", "demo", "Mamukhia", "--is", "36.47,35.75,3000", *BY)
    demo("run", "demo", *AS_OF)

    for style in ("csv", "jsonl", "geojson"):
        written = demo("export", "demo", "--format", style, "--out", "-", *AS_OF).stdout
        assert "Analyst" not in written
        assert "36.47" in written


def test_the_page_asks_nothing_of_any_network(page):
    """Not by address, not by style, not by script: the browser is told to load nothing too."""
    assert re.findall(r'(?:src|href|action)\s*=\s*"(?:https?:)?//[^"]*"', page) == []
    assert "url(http" not in page
    assert "@import" not in page
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_every_waiting_name_is_on_the_page_with_its_candidates(page, twins):
    waiting = twins.json("places", "demo", "--waiting", *AS_OF)["waiting"]

    for row in waiting:
        assert f"<strong>{row['name']}</strong>" in page
        assert STATES[row["state"]].capitalize() in page
        assert all(f"<code>{c['ref']}</code>" in page for c in row["candidates"])
    assert page.count('class="maybe"') == 2


def test_the_page_names_no_private_person_no_observer_and_no_analyst(page):
    assert PRIVATE
    assert [name for name in (*PRIVATE, "A. Analyst", "R. Haddad", "N. Karam") if name in page] == []
    assert "an analyst (" in page


def test_every_number_on_the_map_leads_to_a_line_of_a_list_and_back(page):
    ids = re.findall(r' id="([^"]+)"', page)
    links = set(re.findall(r'href="#([^"]+)"', page))

    assert len(ids) == len(set(ids))
    assert len(set(re.findall(r' id="map-([A-Z]+)\d"', page))) == 1
    assert {link for link in links if link.startswith("map-") and f'id="{link}"' in page} >= {"map-1", "map-2"}
    assert {link for link in links if link.startswith(("at-", "may-"))} <= set(ids)


def test_a_page_and_an_answer_leave_the_chain_of_custody_unbroken(twins):
    assert "unbroken" in twins("verify", "demo").stdout
