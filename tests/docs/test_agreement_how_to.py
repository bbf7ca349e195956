"""The how-to on agreements can be followed: its pieces put where it says, its commands typed, what it shows comes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "agreement.md"
TEXT = PAGE.read_text(encoding="utf-8")
FENCE = re.compile(r"^(`{3,4})([a-z]+)\n(.*?)^\1$", flags=re.MULTILINE | re.DOTALL)


def steps() -> list[tuple[str, str, str]]:
    """Return each fence that a reader acts on: its kind, the paragraph before it, its text."""
    found, end = [], 0
    for fence in FENCE.finditer(TEXT):
        found.append((fence[2], TEXT[end : fence.start()].strip(), fence[3]))
        end = fence.end()
    return [step for step in found if step[0] != "sh"]


def follow(folder: Path) -> None:
    """Do all that the page tells, in its order."""
    for kind, before, text in steps():
        if kind == "console":
            for command, shown in commands(text):
                run(folder, command, shown)
            continue
        delete(folder, before)
        (name,) = set(re.findall(r"`(ferry/[\w./-]+)`", before.rpartition("\n\n")[2] or before))
        path = folder / name
        if kind == "markdown" and name.endswith(".truce.md"):
            path.write_text(replaced(path.read_text(encoding="utf-8"), before, text), encoding="utf-8")
        else:
            path.write_text(text, encoding="utf-8")


def delete(folder: Path, told: str) -> None:
    """Delete the sections that the page tells to delete."""
    path = folder / "ferry" / "ferry-2021.truce.md"
    for sentence in re.findall(r"Delete the sections[^.]*\.", told):
        text = path.read_text(encoding="utf-8")
        for heading in re.findall(r"`(## [^`]+)`", sentence):
            text = without(text, heading)
        path.write_text(text, encoding="utf-8")


def replaced(text: str, told: str, new: str) -> str:
    """Put `new` where the page tells: in place of named sections, or of the top down to the first of them."""
    paragraph = told.rpartition("\n\n")[2]
    headings = re.findall(r"`(## [^`]+)`", " ".join(paragraph.split()))
    if "the top" in paragraph:
        (first,) = headings
        return new + "\n" + text[text.index(f"\n{first}\n") + 1 :]
    at = text.index(f"\n{headings[0]}\n") + 1
    for heading in headings:
        text = without(text, heading)
    return f"{text[:at]}{new}\n{text[at:]}"


def without(text: str, heading: str) -> str:
    start = text.index(f"\n{heading}\n") + 1
    after = text.find("\n## ", start)
    return text[:start] + (text[after + 1 :] if after > 0 else "")


def commands(text: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in text.rstrip("\n").split("\n"):
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def run(folder: Path, command: str, shown: list[str]) -> None:
    """Type a command. `…` stands for words, or for whole lines, left out; a line with a place in a file is an error."""
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "TZ": "UTC"}
    done = subprocess.run(
        ["/bin/bash", "-c", command], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    wrong = any(re.match(r"[\w.-]+\.md:\d+: ", line) for line in shown)

    assert done.returncode == int(wrong), f"{command}\n{done.stdout}{done.stderr}"

    printed = iter(line.rstrip() for line in (done.stderr if wrong else done.stdout).split("\n"))
    for line in shown:
        wanted = ".*".join(re.escape(part) for part in line.rstrip().split("…"))
        found = line.strip() == "…" or any(re.fullmatch(wanted, one) for one in printed)

        assert found, f"{command}\nnot printed: {line}\n{done.stdout}{done.stderr}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("how-to")
    follow(made)
    return made


def test_whoever_follows_the_page_ends_with_a_file_that_says_what_the_report_says(folder):
    text = (folder / "ferry" / "ferry-2021.truce.md").read_text(encoding="utf-8")

    assert re.findall(r"^## (.*)$", text, flags=re.MULTILINE) == [
        "Who",
        "What stays open",
        "Where",
        "When",
        "What must not be done",
        "What must be done",
        "Said beside the text",
        "Who watches",
        "Papers beside it",
    ]
    assert "north" not in text


def test_the_drawing_on_the_page_is_the_one_that_comes(folder):
    """The way out where this fails: follow the page, and copy its ferry.svg to docs/images."""
    shown = (PAGE.parents[1] / "images" / "ferry.svg").read_text(encoding="utf-8")

    assert (folder / "ferry.svg").read_text(encoding="utf-8") == shown


def test_the_case_of_the_last_step_can_be_made(folder):
    run(folder, "trucewatch new ferry-case --agreement ferry", [])

    assert (folder / "ferry-case" / "agreement" / "ferry-2021.truce.md").is_file()


def test_every_scenario_of_the_page_is_in_the_file(folder):
    scenarios = (folder / "ferry" / "ferry-2021.scenarios.md").read_text(encoding="utf-8")

    assert len(re.findall(r"^```scenario$", scenarios, flags=re.MULTILINE)) == 7
