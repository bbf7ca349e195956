"""`agreement test`: what fails is shown beside what was expected; --all goes through everything that is bundled."""

import re

WRONG = """```scenario
id = "wrong on purpose"
incident = { act = "shelling", when = "2020-03-10T10:00[UTC]" }
reports = [{ source = "Rescuers", known = "2020-03-10T15:00[UTC]" }]
[expect.P1]
engaged = "no"
support = { occurrence = "single" }
```
"""


def test_a_scenario_that_fails_stands_with_its_line_and_two_columns(river):
    (river.folder / "river.scenarios.md").write_text("# Why\n\n" + WRONG, encoding="utf-8")

    told = river("agreement", "test", "river.truce.md", code=1).stdout.split("\n")

    assert told[0] == "FAIL  wrong on purpose (river.scenarios.md:4)"
    assert [line.split() for line in told[1:3]] == [
        ["as", "of", "2020-03-11", "15:00", "UTC", "expected", "found"],
        ["P1:", "engaged", "no", "yes"],
    ]
    assert told[1].index("found") == told[2].index("yes")
    assert "\x1b" not in "".join(told)
    assert re.fullmatch(r"river: 0 of 1 scenario hold, \d+\.\d s", told[3])


def test_other_scenarios_than_those_beside_the_terms_can_be_run(river):
    (river.folder / "river.scenarios.md").write_text(WRONG, encoding="utf-8")
    (river.folder / "mine.md").write_text(WRONG.replace('engaged = "no"', 'engaged = "yes"'), encoding="utf-8")

    told = river("agreement", "test", "river.truce.md", "--scenarios", "mine.md").stdout

    assert told.startswith("ok    wrong on purpose (mine.md:2)")


def test_machines_get_the_same_differences(river):
    (river.folder / "river.scenarios.md").write_text(WRONG, encoding="utf-8")

    told = river("agreement", "test", "river.truce.md", "--json", code=1).stdout

    assert '"about": "P1: engaged"' in told
    assert '"holding": 0' in told


def test_an_agreement_without_scenarios_says_so(river):
    assert "river: no scenarios" in river("agreement", "test", "river.truce.md").stdout


def test_a_scenario_file_that_is_not_there_is_named(river):
    told = river("agreement", "test", "river.truce.md", "--scenarios", "none.md", code=1).stderr

    assert "none.md cannot be read" in told


def test_all_or_one_but_not_both(program):
    assert "leave out the agreement" in program("agreement", "test", "idlib-2020", "--all", code=2).stderr
    assert "say --all" in program("agreement", "test", code=2).stderr
