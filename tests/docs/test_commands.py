"""Every command that a page tells a reader to type exists, with the options that the page gives it."""

import importlib.util
import re
import shlex
from itertools import takewhile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
_spec = importlib.util.spec_from_file_location("docs_commands", ROOT / "docs" / "commands.py")
manual = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(manual)

COMMANDS = dict(manual.commands())
GROUPS = {name.rsplit(" ", 1)[0] for name in COMMANDS}


def told(page: Path, program: str) -> list[str]:
    """Return what a page tells to type: in backticks, and the lines of its fences, continuations joined."""
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    fences = re.findall(r"^```(?:sh|console)\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    lines = [line.strip().removeprefix("$ ") for fence in fences for line in fence.split("\n")]
    prose = re.sub(r"^(`{3,})[^`\n]*\n.*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL)
    lines += [" ".join(words.split()) for words in re.findall(r"`([^`]+)`", prose)]
    return [line for line in lines if line.split(" ")[0] == program]


TYPED = sorted({(p.relative_to(ROOT).as_posix(), line) for p in PAGES for line in told(p, "trucewatch")})


@pytest.mark.parametrize(("page", "line"), TYPED)
def test_a_command_on_a_page_exists_with_its_options(page, line):
    words = list(takewhile(lambda word: word != "|" and not word.startswith("$("), shlex.split(line, comments=True)))
    if len(words) == 1 or words[1].startswith("-"):
        return
    name = next((" ".join(words[:n]) for n in (3, 2) if " ".join(words[:n]) in COMMANDS), None)
    if name is None and " ".join(words[:2]) in GROUPS:
        return

    assert name, f"{page}: there is no `{' '.join(words[:3])}`"

    options = {opt for p in COMMANDS[name].params for opt in (*p.opts, *p.secondary_opts)} | {"--help"}

    assert {w.split("=")[0] for w in words if re.match(r"--?[a-z]", w)} <= options


def test_the_words_of_run_that_pages_name_exist():
    words = set(re.findall(r"^\./run (\w+)  ", (ROOT / "run").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = {w for p in PAGES for line in told(p, "./run") for w in re.match(r"\./run ([a-z ]*)", line)[1].split()}

    assert named <= words


def test_the_page_of_commands_is_what_the_program_says():
    """The way out where this fails: ./run fix."""
    assert manual.written() == (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")


def test_every_command_has_help_with_an_example():
    bare = [name for name, command in COMMANDS.items() if "Example:" not in (command.help or "")]

    assert bare == []


def test_every_command_of_the_program_is_told_somewhere_beside_its_own_page():
    lines = [line for page, line in TYPED if page != "docs/reference/commands.md"]

    assert [name for name in COMMANDS if not any(line.startswith(name) for line in lines)] == []
