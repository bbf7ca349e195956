"""`agreement timeline`, `diff`, `schema` and `new`, as somebody at a terminal meets them."""

import json

AMEND = """
```terms
[[duty]]
id = "D1"
who = ["north"]
must = "leave"
by = "start + 10 days (elapsed)"

[[amend]]
id = "A1"
at = "2020-03-12"
sets = { "D1.by" = "start + 20 days (elapsed)" }
```
"""


def amended(river):
    file = river.folder / "river.truce.md"
    file.write_text(file.read_text() + AMEND, encoding="utf-8")
    return river


def test_a_timeline_is_read_from_top_to_bottom_with_a_line_for_today(program):
    told = program("agreement", "timeline", "idlib-2020", "--as-of", "2020-03-12").stdout.split("\n")

    assert "what holds when, as of the end of 2020-03-12. Clock of Europe/Moscow." in " ".join(told[:2])
    days = [line[:10] for line in told[3:] if line and not line.startswith(" ")]
    assert days == ["2020-03-05"] * 2 + ["2020-03-06"] * 2 + ["2020-03-11", "-" * 10, "2020-03-15"]
    assert "    by the end of 2020-03-12 [week=after]" in "\n".join(told)
    assert all(len(line) <= 110 for line in told)


def test_a_timeline_can_be_shown_on_another_clock_and_with_its_arithmetic(program):
    words = ("agreement", "timeline", "idlib-2020", "--zone", "UTC", "--steps")
    told = program(*words).stdout

    assert "2020-03-05 21:01 [clock=moscow|istanbul]" in told
    assert "= 00:01 on 6 March 2020 in Europe/Moscow (UTC+03:00) = 21:01 UTC on 5 March 2020" in told


def test_the_drawing_goes_into_a_file(program):
    told = program("agreement", "timeline", "idlib-2020", "--svg", "idlib.svg")

    assert (told.stdout, told.stderr) == ("", "idlib.svg: written\n")
    assert (program.folder / "idlib.svg").read_text(encoding="utf-8").startswith("<svg xmlns=")
    assert "there is no folder" in program("agreement", "timeline", "idlib-2020", "--svg", "no/x.svg", code=2).stderr


def test_machines_get_the_timeline_with_every_instant(program):
    rows = program.json("agreement", "timeline", "idlib-2020", "--as-of", "2020-03-12")["rows"]

    start = next(row for row in rows if row["term"] == "start")
    assert [(v["on"], v["marks"][0]["end"]["earliest"]) for v in start["variants"]] == [
        ("clock=moscow|istanbul", "2020-03-05T21:01:00+00:00"),
        ("clock=damascus", "2020-03-05T22:01:00+00:00"),
    ]


def test_a_report_can_be_supposed(river):
    file = river.folder / "river.truce.md"
    waiting = '\n```terms\n[[event]]\nid = "approval"\nobserve = { act = "agreement" }\n```\n'
    file.write_text(file.read_text() + waiting, encoding="utf-8")
    words = ("agreement", "timeline", "river.truce.md")

    assert "not before approval is reported" in river(*words).stdout
    assert "  2020-04-01 10:00" in river(*words, "--reported", "approval=2020-04-01T10:00").stdout
    assert "what does: approval" in river(*words, "--reported", "start=2020-04-01T10:00", code=2).stderr
    assert "approval=noon" in river(*words, "--reported", "approval=noon", code=2).stderr


def test_an_amendment_is_told_by_what_it_does(river):
    told = amended(river)("agreement", "diff", "river.truce.md", "--amendment", "A1").stdout

    assert told.startswith("river before A1 → river with A1")
    assert "  D1 deadline: 2020-03-16 00:01 → 2020-03-26 00:01, 10 days later\n" in told
    assert "Known: A1" in river("agreement", "diff", "river.truce.md", "--amendment", "A2", code=1).stderr


def test_two_files_are_compared_and_the_exit_code_is_0_either_way(river):
    new = river.folder / "new.truce.md"
    text = (river.folder / "river.truce.md").read_text()
    new.write_text(text.replace('"armed-clash"', '"attack"').replace("T00:01", "T01:01"), encoding="utf-8")

    told = river("agreement", "diff", "river.truce.md", "new.truce.md").stdout

    assert "  P1: now also covers attack; no longer covers armed-clash\n" in told
    assert "  P1 start: 2020-03-06 00:01 → 2020-03-06 01:01, 1 hour later\n" in told
    assert "No difference." in river("agreement", "diff", "river.truce.md", "river.truce.md").stdout
    assert "name two agreements" in river("agreement", "diff", "river.truce.md", code=2).stderr


def test_machines_get_the_difference(river):
    plain = amended(river).json("agreement", "diff", "river.truce.md", "--amendment", "A1")

    assert [(c["term"], c["later_s"]) for c in plain["clocks"]] == [("D1", [864000.0, 864000.0])]
    assert [t["id"] for t in plain["added"]] == ["A1"]


def test_an_editor_gets_the_schema_as_a_file_or_on_standard_output(program):
    printed = json.loads(program("agreement", "schema").stdout)
    program("agreement", "schema", "--out", "terms.schema.json")

    assert json.loads((program.folder / "terms.schema.json").read_text(encoding="utf-8")) == printed
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_a_new_agreement_can_be_checked_and_tested_at_once_and_is_never_overwritten(program):
    told = program("agreement", "new", "lake-2021").stdout

    assert (
        told
        == "lake-2021: written. Next: trucewatch agreement check lake-2021, then edit lake-2021/lake-2021.truce.md\n"
    )
    assert "can be executed" in program("agreement", "check", "lake-2021").stdout
    assert "6 of 6 scenarios hold" in program("agreement", "test", "lake-2021").stdout
    before = (program.folder / "lake-2021" / "lake-2021.truce.md").read_text()
    assert "nothing was written" in program("agreement", "new", "lake-2021", code=2).stderr
    assert (program.folder / "lake-2021" / "lake-2021.truce.md").read_text() == before
    assert "must be an id" in program("agreement", "new", "lake 2021", code=2).stderr
