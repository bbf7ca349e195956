"""The command line as a user meets it: a real process, help at once, one clear line where something is wrong."""

import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = str(Path(sys.executable).parent / "trucewatch")
COMMANDS = [
    "demo", "new", "add", "run", "status", "show", "explain", "report", "export", "verify", "observe", "log", "decide",
    "read", "agreement list", "agreement check", "agreement readback", "agreement test",
]  # fmt: skip


def trucewatch(*words, cwd=None, stdin=None):
    return subprocess.run([PROGRAM, *words], cwd=cwd, input=stdin, capture_output=True, text=True, check=False)


def test_help_takes_less_than_four_tenths_of_a_second_of_processor_time():
    trucewatch("--help")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    trucewatch("--help")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)

    assert (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime) < 0.4


def test_help_loads_no_heavy_library():
    code = (
        "import sys\nfrom trucewatch.cli.app import app\n"
        "print([m for m in ('spacy','sqlalchemy','shapely','pyproj','lxml','httpx','trafilatura','openpyxl','rich')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_version_is_printed():
    assert re.fullmatch(r"trucewatch \d+\.\d+\.\d+\n", trucewatch("--version").stdout)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command):
    done = trucewatch(*command.split(), "--help")

    assert done.returncode == 0
    assert re.search(rf"Example:\n +trucewatch {command}\b", done.stdout)


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["run"],
        ["status", "case", "--nonsense"],
        ["new", "case", "--agreement", "no-such-agreement"],
        ["agreement", "check", "no-such-agreement"],
        ["add", "case"],
        ["read", "a.txt", "-"],
    ],
)
def test_wrong_use_leaves_with_two(words, tmp_path):
    done = trucewatch(*words, cwd=tmp_path)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["run", "status", "show", "verify"])
def test_a_folder_that_is_no_case_is_one_clear_line(command, tmp_path):
    done = trucewatch(command, "nowhere", cwd=tmp_path)

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "trucewatch new nowhere" in done.stderr


def test_the_traceback_is_there_for_who_asks_for_it(tmp_path, monkeypatch):
    monkeypatch.setenv("TRUCEWATCH_DEBUG", "1")

    assert "Traceback" in trucewatch("verify", "nowhere", cwd=tmp_path).stderr
