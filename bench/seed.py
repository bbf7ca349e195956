"""Run `trucewatch read` on the founding report and say, claim by claim, what is right, partly right or missed, and why.

    python bench/seed.py [--json]

The report and what it must be read into lie in `$TRUCEWATCH_SHARED/seed` (default `../shared/seed`). They are not ours
to publish; where they are absent, the bench says so and ends well. Only offsets and keys are printed, no sentences.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from seed_document import chrome_claims, document_facts, false_quotes
from seed_scorer import Answer, Score, score

Plain = dict[str, Any]


def main(arguments: list[str]) -> int:
    """Print the score, as text or as one JSON object."""
    result = measure(shared())
    if result is None:
        print(f"seed: no founding report under {shared() / 'seed'}; nothing to score (set TRUCEWATCH_SHARED).")
        return 0
    print(json.dumps(result, indent=1) if "--json" in arguments else "\n".join(result["lines"]))
    return 0


def shared() -> Path:
    """Return the folder of shared data."""
    return Path(os.environ.get("TRUCEWATCH_SHARED") or "../shared")


def measure(folder: Path) -> Plain | None:
    """Return the figures and the printed lines, None where the report is absent."""
    seed = folder / "seed"
    if not (seed / "expected.json").is_file():
        return None
    expected = json.loads((seed / "expected.json").read_bytes())
    file = seed / expected["document"]["file"]
    text = file.read_bytes().decode("utf-8")
    return evaluate(expected, read(file), text)


def read(file: Path) -> Plain:
    """Return the first line that `trucewatch read FILE` writes, as the outside would run it.

    Raises:
        SystemExit: the program failed, or said that the document failed.
    """
    program = Path(sys.executable).parent / "trucewatch"
    command = str(program) if program.exists() else shutil.which("trucewatch") or "trucewatch"
    run = subprocess.run([command, "read", str(file)], capture_output=True, text=True, check=False)
    lines = run.stdout.splitlines()
    if run.returncode or len(lines) != 1:
        sys.exit(f"seed: `trucewatch read {file}` ended with {run.returncode} and {len(lines)} lines:\n{run.stderr}")
    reading = json.loads(lines[0])
    if "error" in reading:
        sys.exit(f"seed: the document was not read: {reading['error']}")
    return reading


def evaluate(expected: Plain, reading: Plain, text: str) -> Plain:
    """Return every figure and the lines to print."""
    result = score(expected, reading, text)
    facts = document_facts(expected, reading, text)
    chrome, misquoted = chrome_claims(expected, reading, text), false_quotes(reading, text)
    verdicts = [a.verdict for a in result.answers]
    figures = {
        "claims": len(verdicts),
        "right": result.right,
        "partly": verdicts.count("partly"),
        "missed": verdicts.count("missed"),
        "unasked": result.unasked,
        "false_tallies": len(result.false_tallies),
        "chrome_claims": len(chrome),
        "misquoted": len(misquoted),
        "facts": len(facts),
        "facts_right": sum(not reason for reason in facts.values()),
    }
    claims, total = _claim_lines(result, chrome, misquoted), _total(figures)
    return figures | {
        "lines": [*_document_lines(facts), *claims, total],
        "fields": [*_field_lines(result), total],
        "worst": [line for line in claims if not re.match(r"claim +\d+  right", line)],
    }


def _field_lines(result: Score) -> list[str]:
    """How often each scored key was right, over all expected claims; under `span`, those that no claim answers."""
    right = Counter(key for a in result.answers for key in a.right)
    keys = right + Counter(key for a in result.answers for key in a.wrong)
    return [f"{key:12} {right[key]:4} of {keys[key]:4}" for key in sorted(keys)]


def _document_lines(facts: dict[str, str]) -> list[str]:
    return [f"document  {fact:<16} {'right' if not reason else 'WRONG: ' + reason}" for fact, reason in facts.items()]


def _claim_lines(result: Score, chrome: list[str], misquoted: list[str]) -> list[str]:
    lines = [_claim_line(answer) for answer in result.answers]
    lines += [f"false tally    {line}" for line in result.false_tallies]
    lines += [f"from chrome    {line}" for line in chrome]
    return lines + [f"misquoted      {line}" for line in misquoted]


def _claim_line(answer: Answer) -> str:
    why = "; ".join(f"{key}: {reason}" for key, reason in answer.wrong.items())
    number = (answer.got or "").rpartition("#")[2]
    by = f" (#{number})" if number else ""
    return f"claim {answer.id:>3}  {answer.verdict:<7}{by} {why}".rstrip()


def _total(figures: dict[str, int]) -> str:
    return (
        f"right {figures['right']} of {figures['claims']}, partly {figures['partly']}, missed {figures['missed']}; "
        f"document facts {figures['facts_right']} of {figures['facts']}; false tallies {figures['false_tallies']}; "
        f"claims from the page's chrome {figures['chrome_claims']}; misquoted {figures['misquoted']}; "
        f"claims nobody asked for {figures['unasked']}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
