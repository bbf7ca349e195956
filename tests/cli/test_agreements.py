"""An agreement that cannot be executed is refused with file, line and the way out; a case gets its own copy."""

import pytest


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("home =", "hom =", ["river.truce.md:", "Did you mean home?"]),
        ("Europe/Istanbul", "Europe/Byzantium", ["river.truce.md:", "Europe/Byzantium"]),
        ("2020-03-06T00:01", "2020-02-31T00:01", ["river.truce.md:", "2020-02-31"]),
    ],
)
def test_a_wrong_agreement_makes_no_case(river, right, wrong, words):
    file = river.folder / "river.truce.md"
    file.write_text(file.read_text().replace(right, wrong), encoding="utf-8")

    told = river("agreement", "check", "river.truce.md", code=1).stderr

    assert all(word in told for word in words)
    assert "river.truce.md:" in river("new", "other", "--agreement", "river.truce.md", code=1).stderr
    assert not (river.folder / "other").exists()


def test_a_case_holds_its_own_copy_of_the_terms(river):
    (river.folder / "river.truce.md").unlink()

    assert (river.folder / "case" / "agreement" / "river.truce.md").is_file()
    assert "can be executed" in river("agreement", "check", "case/agreement").stdout


def test_a_folder_in_use_is_left_alone(river):
    assert "is not empty" in river("new", "case", "--agreement", "river.truce.md", code=1).stderr


def test_bundled_agreements_are_listed_and_can_be_executed(program):
    held = program.json("agreement", "list")

    assert "idlib-2020" in [one["id"] for one in held]
    assert "can be executed" in program("agreement", "check", "idlib-2020").stdout


def test_the_terms_are_read_back_in_words(river):
    told = river("agreement", "readback", "river.truce.md").stdout

    assert "North and South must not do any of these: shelling" in told


def test_the_bundled_scenarios_hold(program):
    assert "ok    1d at 00:01 in Damascus" in program("agreement", "test", "idlib-2020").stdout
