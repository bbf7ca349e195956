"""The how-to on places can be followed: its commands are typed, in its order, and do what it says."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "places.md"
FENCES = re.findall(r"^```console\n(.*?)^```", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
COMMANDS = [line[2:] for fence in FENCES for line in fence.split("\n") if line.startswith("$ ")]
ANSWERED = ("Mamukhia", "Behun", "Failaq al-Sham", "Kremlin")


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """Do all that the page tells, in its order; return how to go on from there."""
    folder = tmp_path_factory.mktemp("places")
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "TZ": "UTC"}

    def type_in(command: str) -> str:
        done = subprocess.run(
            ["/bin/bash", "-c", command], cwd=folder, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        return done.stdout

    return [type_in(command) for command in COMMANDS], type_in, folder


def test_each_command_of_the_page_works(followed):
    told, _, folder = followed

    assert told[COMMANDS.index("trucewatch places demo-case --html places.html")] == "places.html\n"
    assert (folder / "places.html").is_file()


def test_what_the_page_answers_waits_no_longer(followed):
    told, type_in, _ = followed
    before = told[COMMANDS.index("trucewatch places demo-case --waiting")]
    after = json.loads(type_in("trucewatch places demo-case --json"))

    assert [name for name in ANSWERED if name in before] == ["Mamukhia", "Failaq al-Sham", "Kremlin"]
    assert not {one["name"] for one in after["waiting"]} & set(ANSWERED)
    assert {one["name"]: one["says"] for one in after["answers"] if not one["documents"]} == dict(
        zip(ANSWERED, ("is", "is", "no-place", "stays-open"), strict=True)
    )


def test_what_the_page_answers_for_one_document_holds_there_alone(followed):
    told, type_in, _ = followed
    after = json.loads(type_in("trucewatch places demo-case --json"))
    here = "13-first-eight-hours.txt"
    held = [(one["name"], one["ref"], one["documents"]) for one in after["answers"] if one["documents"]]
    places = {one["ref"]: one["hangs"]["documents"] for one in after["located"] if one["name"] == "Idlib"}

    assert held == [("Idlib", "idlib-city", [here])]
    assert places["idlib-city"] == [here]
    assert here not in places["idlib-governorate"]
    assert len(places["idlib-governorate"]) > 1
    last = " ".join(told[-1].split())
    assert f"Idlib is Idlib city (idlib-city), in {here} alone" in last
    assert f"in {here} alone" in " ".join(PAGE.read_text(encoding="utf-8").split())


def test_the_page_names_every_reason_to_wait():
    from trucewatch.publishing.places_views import STATES

    text = PAGE.read_text(encoding="utf-8")

    assert [words for words in STATES.values() if f"| {words.partition(':')[0]} |" not in text] == []
