"""`./run` on a machine that lacks something says what, and the way out."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ("dirname", "cat", "cksum", "tr", "rm", "id", "touch", "grep")


@pytest.fixture
def machine(tmp_path):
    """Return a folder with `run` in it, and a `bin` that is all of PATH: the basic tools, and no Python yet."""
    for name in ("run", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool))
    return tmp_path


def put(machine: Path, name: str, script: str) -> None:
    (machine / "bin" / name).unlink(missing_ok=True)
    (machine / "bin" / name).write_text(f"#!/bin/sh\n{script}\n")
    (machine / "bin" / name).chmod(0o755)


def run(machine: Path, *words: str) -> subprocess.CompletedProcess:
    env = {"PATH": str(machine / "bin"), "LANG": os.environ.get("LANG", "C.UTF-8")}
    return subprocess.run(
        ["/bin/sh", str(machine / "run"), *words], env=env, capture_output=True, text=True, check=False, timeout=60
    )


PYTHON_WITHOUT_VENV = 'case "$2" in *ensurepip*) exit 1 ;; *print*) echo 3.12 ;; esac'


def test_a_word_that_does_not_exist_is_wrong_use(machine):
    done = run(machine, "tset")

    assert done.returncode == 2
    assert "no such word: tset" in done.stderr
    assert "./run test" in done.stderr


def test_a_machine_without_python_is_told_what_to_install(machine):
    done = run(machine, "demo")

    assert done.returncode == 2
    assert "apt-get install python3 python3-venv" in done.stderr


def test_a_python_that_is_too_old_is_passed_over(machine):
    put(machine, "python3", "exit 1")

    assert "no Python >= 3.11" in run(machine, "demo").stderr


def test_a_missing_venv_is_named_with_its_command(machine):
    put(machine, "python3", PYTHON_WITHOUT_VENV)
    put(machine, "id", "echo 1000")

    done = run(machine, "demo")

    assert done.returncode == 2
    assert "sudo apt-get install python3.12-venv" in done.stderr


def test_a_missing_venv_is_installed_by_root(machine):
    put(machine, "python3", PYTHON_WITHOUT_VENV)
    put(machine, "id", "echo 0")
    put(machine, "apt-get", f'echo "$*" >>{machine}/asked; exit 1')

    done = run(machine, "demo")

    assert "update" in (machine / "asked").read_text()
    assert "could not install python3.12-venv" in done.stderr
