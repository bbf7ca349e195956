"""A small agreement, a case under it, and the program as a process."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = str(Path(sys.executable).parent / "trucewatch")

RIVER = """\
# River truce

```terms
[agreement]
id = "river"
title = "River truce"
sources = ["our own, for tests"]
parties = ["north", "south"]
encoded_by = "tests"

[clock]
home = "Europe/Istanbul"

[[party]]
id = "north"
name = "North"
role = "party"
aliases = ["northern army"]

[[party]]
id = "south"
name = "South"
role = "party"
aliases = ["southern army"]

[[event]]
id = "start"
at = "2020-03-06T00:01"

[[prohibit]]
id = "P1"
clause = "item 1"
who = ["north", "south"]
acts = ["shelling", "air-strike", "explosion", "armed-clash"]
from = "start"
```
"""

STORY = """\
Northern army accused of shelling

ARIHA, March 9 - Two civilians were killed when artillery of the northern army shelled the town of Ariha on Sunday,
the rescue service said.
The northern army denied the accusation on Monday.
"""


class Program:
    """`trucewatch` run in a folder."""

    def __init__(self, folder):
        """Run in `folder`."""
        self.folder = folder
        self.program = PROGRAM

    def __call__(self, *words, stdin=None, code=0):
        """Run with `words`, expect the exit code, return the process."""
        done = subprocess.run(
            [PROGRAM, *map(str, words)], cwd=self.folder, input=stdin, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        return done

    def json(self, *words):
        """Return the JSON that a command prints."""
        return json.loads(self(*words, "--json").stdout)


@pytest.fixture
def program(tmp_path):
    return Program(tmp_path)


@pytest.fixture
def river(program):
    """A case in `case`, held against the river truce."""
    (program.folder / "river.truce.md").write_text(RIVER, encoding="utf-8")
    program("new", "case", "--agreement", "river.truce.md")
    return program


@pytest.fixture
def story():
    return STORY
