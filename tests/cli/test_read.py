"""`read`, the interface that outside programs rely on: one line a document, in order, whatever comes in."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

PROGRAM = str(Path(sys.executable).parent / "trucewatch")
KEYS = ["document", "mentions", "attributions", "claims", "quiet"]


def lines_of(*documents):
    return "".join(json.dumps(d) + "\n" for d in documents)


def asked(program, *documents, code=0, words=()):
    done = program("read", "-", "--jsonl", *words, stdin=lines_of(*documents), code=code)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_document_is_one_line_in_order_and_keeps_its_id(program, story):
    answers = asked(program, *({"id": f"d/{n}", "text": story} for n in range(5)), words=("--workers", "2"))

    assert [a["document"]["id"] for a in answers] == [f"d/{n}" for n in range(5)]
    assert [list(a) for a in answers] == [KEYS] * 5


def test_the_text_is_exactly_the_given_text_and_quotes_stand_in_it(program, story):
    text = f"  \r\n{story}\u2028\t«é» "
    (answer,) = asked(program, {"id": "a", "text": text, "publisher": "Wire", "published": "2020-03-09", "title": "T"})

    assert answer["document"]["text"] == text
    assert answer["document"]["publisher"] == "Wire"
    assert answer["document"]["title"] == "T"
    assert answer["claims"]
    assert all(text[slice(*c["span"])] == c["quote"] for c in answer["claims"])


def test_html_is_read_too(program, story):
    page = f"<html><body><article><h1>Shelling</h1><p>{story}</p></article></body></html>"
    (answer,) = asked(program, {"id": "page", "html": page, "url": "https://news.example/a"})

    assert answer["document"]["url"] == "https://news.example/a"
    assert "two civilians were killed" in answer["document"]["text"].lower()


def test_what_cannot_be_read_is_an_error_line_in_its_place(program, story):
    bad = [
        "not json",
        "[1]",
        '{"id": "no-text"}',
        '{"text": "no id"}',
        '{"id": "wrong", "text": "x", "url": 5}',
        '{"id": "wrong-text", "text": 5}',
        "[" * 100_000,
    ]
    lines = [json.dumps({"id": "first", "text": story}), *bad, "", json.dumps({"id": "last", "text": story})]
    done = program("read", "-", "--jsonl", stdin="\n".join(lines), code=1)
    answers = [json.loads(line) for line in done.stdout.splitlines()]

    assert [a["document"]["id"] for a in answers] == [
        "first", "line-2", "line-3", "no-text", "line-5", "wrong", "wrong-text", "line-8", "last",
    ]  # fmt: skip
    assert ["error" in a for a in answers] == [False, *[True] * 7, False]
    assert all(set(a["error"]) == {"kind", "message"} for a in answers if "error" in a)


def test_bytes_that_are_no_utf8_are_an_error_line(program):
    done = subprocess.run(
        [PROGRAM, "read", "-", "--jsonl"], input=b'{"id": "\xff"}\n', capture_output=True, check=False
    )

    assert json.loads(done.stdout)["document"] == {"id": "line-1"}
    assert done.returncode == 1


def test_half_a_letter_does_not_break_the_stream(program):
    text = "Fighters \ud83d shelled the town of Ariha on 9 March 2020."
    (answer,) = asked(program, {"id": "\ud83d", "text": text})

    assert answer["document"]["id"] == "\ud83d"
    assert answer["document"]["text"] == text
    assert all(text[slice(*c["span"])] == c["quote"] for c in answer["claims"])


def test_an_empty_text_is_an_error_line_and_the_stream_goes_on(program, story):
    empty, told = asked(program, {"id": "a", "text": " \n"}, {"id": "b", "text": story}, code=1)

    assert empty["error"]["kind"] == "UnreadableError"
    assert list(told) == KEYS


def test_a_line_comes_out_before_the_input_ends(story):
    with subprocess.Popen([PROGRAM, "read", "-", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        late = threading.Timer(120, process.kill)
        late.start()
        process.stdin.write(lines_of({"id": "a", "text": story}).encode())
        process.stdin.flush()
        first = process.stdout.readline()
        process.stdin.close()
        rest = process.stdout.read()
        process.wait()
        late.cancel()

    assert json.loads(first)["document"]["id"] == "a"
    assert rest == b""


def test_files_are_read_one_line_each(program, story):
    for name in ("a.txt", "b.txt"):
        (program.folder / name).write_text(story, encoding="utf-8")
    done = program("read", "a.txt", "missing.txt", "b.txt", code=1)
    answers = [json.loads(line) for line in done.stdout.splitlines()]

    assert [a["document"]["id"] for a in answers] == ["a.txt", "missing.txt", "b.txt"]
    assert "No such file" in answers[1]["error"]["message"]


def test_a_document_that_takes_too_long_loses_only_itself(program, story):
    answers = asked(
        program,
        {"id": "long", "text": story * 3000},
        {"id": "short", "text": story},
        words=("--seconds", "6"),
        code=1,
    )

    assert answers[0]["error"]["kind"] == "timeout"
    assert list(answers[1]) == KEYS


def test_a_document_that_is_too_large_loses_only_itself(program, story):
    answers = asked(program, {"id": "huge", "text": "x" * 31_000_000}, {"id": "b", "text": story}, code=1)

    assert answers[0]["document"]["id"] == "line-1"
    assert "31 MB" in answers[0]["error"]["message"]
    assert answers[1]["document"]["id"] == "b"


def test_a_language_that_is_not_read_has_no_claims(program):
    text = "Les avions ont bombardé le village dimanche matin et trois personnes ont été tuées, selon les secouristes."
    (answer,) = asked(program, {"id": "fr", "text": text})

    assert answer["document"]["lang"] == "fr"
    assert answer["claims"] == []


def test_a_reader_that_leaves_early_ends_the_program_quietly(story):
    many = lines_of(*({"id": str(n), "text": story} for n in range(50)))
    command = f"{PROGRAM} read - --jsonl | head -n 1"
    done = subprocess.run(["/bin/sh", "-c", command], input=many, capture_output=True, text=True, check=False)

    assert json.loads(done.stdout)["document"]["id"] == "0"
    assert "Traceback" not in done.stderr


def test_nothing_of_the_machine_reaches_the_output(program, story):
    """The same lines on another day, in another zone and folder, with another hash seed."""
    (program.folder / "a.txt").write_text(story, encoding="utf-8")
    seen = set()
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima")):
        env = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
        done = subprocess.run([PROGRAM, "read", "a.txt"], cwd=program.folder, env=env, capture_output=True, check=True)
        seen.add(done.stdout)

    assert len(seen) == 1
