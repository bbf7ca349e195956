"""The how-to on drafting shows what the program writes, word for word."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "how-to" / "draft.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^(`{3,4})markdown\n(.*?)^\1$", flags=re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def drafted(tmp_path_factory):
    out = tmp_path_factory.mktemp("draft") / "idlib-draft.truce.md"
    (command,) = re.findall(r"^trucewatch (agreement draft .*)$", PAGE, flags=re.MULTILINE)
    words = [str(out) if word == "idlib-draft.truce.md" else word for word in command.split()]
    code = "import sys; from trucewatch.cli import main; sys.argv[0] = 'trucewatch'; main()"
    done = subprocess.run([sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr, out


def test_each_piece_that_the_page_shows_stands_in_the_draft(drafted):
    text = drafted[1].read_text(encoding="utf-8")
    shown = [piece for _, piece in FENCE.findall(PAGE)]

    assert len(shown) == 4
    missing = [line for piece in shown for line in piece.splitlines() if line and line not in text]
    assert missing == []


def test_the_count_of_tables_and_questions_is_the_one_shown(drafted):
    (told,) = re.findall(r"^idlib-draft\.truce\.md: (.*)$", PAGE, flags=re.MULTILINE)

    assert told in drafted[0]


def test_the_draft_can_be_executed(drafted):
    code = "import sys; from trucewatch.cli import main; sys.argv[0] = 'trucewatch'; main()"
    words = [sys.executable, "-c", code, "agreement", "check", str(drafted[1])]

    done = subprocess.run(words, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
