"""One command from nothing to a monitored ceasefire; said again, it uses what is there; carried away, it works."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from trucewatch import pipeline
from trucewatch.store import Case

INSTANTS = (
    "2020-03-05T23:59+03:00",
    "2020-03-12T12:00+03:00",
    "2020-03-16T12:00Z",
    "2020-03-31T24:00Z",
    "2020-11-30",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    program = str(Path(sys.executable).parent / "trucewatch")
    done = subprocess.run([program, "demo"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


@pytest.fixture
def at_the_demo(program, built):
    program.folder = built[0]
    return program


def test_it_prints_the_table_and_says_what_to_open(built):
    folder, out = built

    assert "I1" in out
    assert "D2" in out
    assert f"Open {folder / 'demo-case' / 'report.html'} in a browser" in out


def test_it_writes_the_report_and_every_export(built):
    case = built[0] / "demo-case"

    assert (case / "report.html").read_text(encoding="utf-8").lower().lstrip().startswith("<!doctype html")
    assert sorted(p.name for p in (case / "exports").iterdir()) == [
        "case.csv",
        "case.geojson",
        "case.jsonl",
        "tallies.csv",
    ]


def test_the_five_instants_give_five_pictures(at_the_demo):
    pictures = [at_the_demo.json("status", "demo-case", "--as-of", instant) for instant in INSTANTS]
    duties = [{d["term"]: d["state"] for d in picture["duties"]} for picture in pictures]
    counts = [picture["rests_on"]["documents"] for picture in pictures]

    assert counts == sorted(set(counts))
    assert duties[0] == {"D2": "open", "D3": "open"}
    assert duties[1]["D2"] != duties[4]["D2"]
    assert len({json.dumps(picture["terms"]) for picture in pictures}) == 5


def test_every_quote_stands_where_its_claim_says(built):
    with Case.open(built[0] / "demo-case", clock=lambda: "2026-01-01T00:00:00+00:00", who="ana") as case:
        made = pipeline.picture(case, as_of=datetime(2020, 12, 1, tzinfo=UTC))
    claims = [(claim, reading.document.text) for reading in made.readings for claim in reading.claims]

    assert len(claims) > 100
    assert all(text[slice(*claim.span)] == claim.quote for claim, text in claims)


def test_said_again_it_is_the_same_case(at_the_demo, built):
    before = (built[0] / "demo-case" / "report.html").read_bytes()
    at_the_demo("demo")

    assert (built[0] / "demo-case" / "report.html").read_bytes() == before
    at_the_demo("verify", "demo-case")


def test_carried_elsewhere_it_works(at_the_demo, built, tmp_path):
    shutil.copytree(built[0] / "demo-case", tmp_path / "carried")
    there = tmp_path / "carried"

    assert at_the_demo.json("status", there) == at_the_demo.json("status", "demo-case")


def test_a_case_of_ones_own_is_never_taken_for_a_demonstration(river):
    assert "no demonstration" in river("demo", "--out", "case", code=2).stderr
