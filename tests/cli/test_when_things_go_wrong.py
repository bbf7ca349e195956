"""Full disk, Ctrl-C, two runs at once: one clear line, nothing stored is lost, the next run goes on."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from trucewatch.store import Case

PROGRAM = str(Path(sys.executable).parent / "trucewatch")
AS_OF = ("--as-of", "2020-03-31")
MANY = 100
"""Reports that take longer to read than it takes to press Ctrl-C."""


def fill(program, number):
    folder = program.folder / "in"
    folder.mkdir()
    for n in range(number):
        story = f"ARIHA, March 9, 2020 - Soldiers of the northern army shelled village {n} on Sunday, a medic said.\n"
        (folder / f"{n:04}.txt").write_text(story * 8, encoding="utf-8")


def clock():
    return "2026-01-01T00:00:00+00:00"


def test_no_space_left_is_one_clear_line_and_the_next_command_goes_on(river):
    fill(river, 150)
    command = f"ulimit -f 2000; exec {PROGRAM} add case in"
    done = subprocess.run(["/bin/sh", "-c", command], cwd=river.folder, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "no space left" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    river("verify", "case")
    kept = stored(river, "add")

    assert f"{150 - kept} documents stored" in river("add", "case", "in").stdout
    assert "150 documents" in river("run", "case", *AS_OF).stdout


def test_two_runs_at_once_do_each_other_no_harm(river):
    fill(river, 2)
    river("add", "case", "in")
    with Case.open(river.folder / "case", clock=clock, who="ana") as case, case.running():
        done = river("run", "case", *AS_OF, code=1)

    assert done.stdout == ""
    assert f"a run is going on (ana, process {os.getpid()}, since 2026-01-01" in done.stderr
    assert done.stderr.count("\n") == 1
    river("run", "case", *AS_OF)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["add", "run"])
def test_ctrl_c_in_the_middle_keeps_what_is_stored_and_the_next_run_goes_on(river, command):
    fill(river, MANY)
    words = ["add", "case", "in"]
    if command == "run":
        river(*words)
        words = ["run", "case", *AS_OF]
    process = subprocess.Popen(
        [PROGRAM, *words],
        cwd=river.folder,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=heard,  # noqa: PLW1509  (the tests start no threads)
    )
    late = time.monotonic() + 120
    while time.monotonic() < late and not stored(river, command):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    kept = stored(river, command)

    assert process.returncode == 130
    assert out == ""
    assert err.splitlines() == ["trucewatch: stopped. What was stored stays; the same command goes on from there"]
    assert 0 < kept < MANY
    river(*words)
    assert f"{MANY} documents" in river("run", "case", *AS_OF).stdout


def heard():
    """Let the program hear Ctrl-C also where the tests themselves run in the background, which ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def stored(river, command):
    with closing(sqlite3.connect(river.folder / "case" / "case.db")) as raw:
        table = "documents" if command == "add" else "readings"
        return raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  (one of two words of ours)


def test_a_damaged_case_file_is_said_to_be_damaged(river):
    (river.folder / "case" / "case.db").write_bytes(b"not a database" * 1000)

    assert "is damaged" in river("status", "case", code=1).stderr


def test_a_changed_original_is_found(river):
    fill(river, 1)
    river("add", "case", "in")
    (original,) = (p for p in (river.folder / "case" / "originals").rglob("*") if p.is_file())
    original.chmod(0o644)
    original.write_text("nothing happened")

    assert "the original was changed" in river("verify", "case", code=1).stdout


def test_the_end_of_the_custody_log_cannot_be_cut_off_unseen_by_who_noted_its_hash(river):
    head = river("verify", "case").stdout.split()[-1]

    river("verify", "case", "--head", head)
    assert "does not hold" in river("verify", "case", "--head", "0" * 64, code=1).stdout
