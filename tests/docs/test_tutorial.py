"""The tutorial runs: what it tells to type is typed, and what it shows is what comes."""

import os
import re
import subprocess
import sys
from pathlib import Path

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorial"


def steps() -> list[tuple[str, list[str]]]:
    """Return each `$ command` of the console fences with the lines shown under it."""
    found: list[tuple[str, list[str]]] = []
    text = (TUTORIAL / "index.md").read_text(encoding="utf-8")
    for fence in re.findall(r"^```console\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL):
        for line in fence.rstrip("\n").split("\n"):
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def test_each_step_of_the_tutorial_prints_what_the_tutorial_shows(tmp_path):
    """A line `…` stands for lines left out; the other lines come in the order shown."""
    (tmp_path / "retelling.txt").write_bytes((TUTORIAL / "retelling.txt").read_bytes())
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "120", "TZ": "UTC"}
    for command, shown in steps():
        done = subprocess.run(
            ["/bin/bash", "-c", command], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
        )

        assert done.returncode == 0, f"{command}\n{done.stderr}"

        printed = iter(line.rstrip() for line in done.stdout.split("\n"))
        for line in shown:
            assert line.strip() == "…" or line.rstrip() in printed, f"{command}\nnot printed: {line}\n{done.stdout}"


def test_the_tutorial_has_steps():
    assert len(steps()) > 4
