"""A case folder: nothing taken in is lost or changed without a trace, and the folder can be carried elsewhere."""

import multiprocessing
import os
import shutil
import sqlite3

import pytest

from trucewatch.errors import CaseError
from trucewatch.model import Claim, Decision, Document, Observation, Place, Reading, Speaker, When, to_plain
from trucewatch.store import Case

NOW = "2026-01-01T00:00:00+00:00"


def clock():
    return NOW


def make(folder):
    return Case.create(folder, clock=clock, who="ana")


@pytest.fixture
def case(tmp_path):
    with make(tmp_path / "case") as made:
        yield made


def filled(case):
    sha256 = case.keep_original(b"Two shells fell.", name="a.txt", source="/in/a.txt", media_type="text/plain")
    case.add([Document(id="a", sha256=sha256, text="Two shells fell.")], original=sha256, kind="report")
    return sha256


def decision(**changes):
    values = {"id": "d1", "what": "claim", "target": "a.1", "action": "reject", "by": "ana", "at": NOW, "reason": "r"}
    return Decision(**{**values, **changes})


def test_a_document_comes_back_as_it_was(case):
    filled(case)

    assert case.document("a").text == "Two shells fell."
    assert [d.id for d in case.documents()] == ["a"]


def test_the_same_bytes_are_kept_once_and_logged_once_for_each_source(case):
    first = filled(case)
    again = case.keep_original(b"Two shells fell.", name="a.txt", source="/in/a.txt")
    elsewhere = case.keep_original(b"Two shells fell.", name="b.txt", source="/in/b.txt")

    assert first == again == elsewhere
    assert [d.id for d in case.held(first)] == ["a"]
    assert case.came_from(first) == {"/in/a.txt", "/in/b.txt"}
    assert [e.action for e in case.custody_log()] == ["create", "intake", "intake"]


def test_a_changed_page_is_kept_beside_the_first_version(case):
    filled(case)
    claim = Claim(id="a.1", document="a", span=(0, 5), quote="Three", speaker=Speaker(name="x"))

    stored = case.add(
        [Document(id="a", sha256="f" * 64, text="Three shells fell.")], claims=[claim], original=None, kind="table"
    )

    assert [d.id for d in stored] == ["a.ffffffff"]
    assert case.document("a").text == "Two shells fell."
    assert [c.id for c in case.coded_claims()["a.ffffffff"]] == ["a.ffffffff.1"]


def test_a_copied_folder_works_elsewhere(case, tmp_path):
    sha256 = filled(case)
    case.close()
    shutil.copytree(case.folder, tmp_path / "elsewhere")
    shutil.rmtree(case.folder)

    with Case.open(tmp_path / "elsewhere", clock=clock, who="ben") as moved:
        assert moved.original(sha256) == b"Two shells fell."
        assert list(moved.verify()) == []


def test_an_untouched_case_verifies(case):
    filled(case)
    case.decide(decision())

    assert list(case.verify()) == []


def test_a_changed_original_is_named(case):
    sha256 = filled(case)
    path = case.folder / "originals" / sha256[:2] / sha256
    path.chmod(0o644)
    path.write_bytes(b"No shell fell.")

    (line,) = case.verify()

    assert str(path) in line
    assert "a.txt" in line


def test_a_missing_original_is_named(case):
    sha256 = filled(case)
    (case.folder / "originals" / sha256[:2] / sha256).unlink()

    (line,) = case.verify()

    assert "cannot be read" in line


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM originals",
        "DELETE FROM decisions",
        "DELETE FROM custody",
        "UPDATE originals SET name = 'x'",
        "UPDATE decisions SET target = 'x'",
        "UPDATE custody SET who = 'x'",
    ],
)
def test_the_database_refuses_to_change_what_is_append_only(case, statement):
    filled(case)
    case.decide(decision())

    with sqlite3.connect(case.folder / "case.db") as raw, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(statement)
    raw.close()


def tamper(case, *statements):
    raw = sqlite3.connect(case.folder / "case.db")
    for trigger in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {trigger[0]}")
    for statement in statements:
        raw.execute(statement)
    raw.commit()
    raw.close()


def test_a_custody_entry_that_was_rewritten_breaks_the_chain(case):
    filled(case)
    tamper(case, "UPDATE custody SET who = 'somebody else' WHERE n = 1")

    assert any("custody entry 1" in line for line in case.verify())


def test_a_custody_entry_that_was_removed_breaks_the_chain(case):
    filled(case)
    case.decide(decision())
    tamper(case, "DELETE FROM custody WHERE n = 2")

    assert any("the chain is broken" in line for line in case.verify())


def test_an_edited_decision_is_named(case):
    case.decide(decision())
    tamper(case, """UPDATE decisions SET record = replace(record, 'reject', 'accept')""")

    assert any(line.startswith("d1: is not what the custody log says") for line in case.verify())


def test_a_removed_decision_is_named(case):
    case.decide(decision())
    tamper(case, "DELETE FROM decisions")

    assert list(case.verify()) == ["d1: was recorded (decide), its row is gone"]


def entered(case):
    claim = Claim(id="a.hand", document="a", span=(0, 3), quote="Two", speaker=Speaker(name="x"), method="by-hand")
    case.add_claims([claim], by="ana", reason="read by a person")
    case.add_claims([claim], by="ana", reason="read by a person")
    return claim


def test_a_claim_entered_by_hand_stands_beside_its_document_once(case):
    filled(case)
    claim = entered(case)

    assert case.coded_claims() == {"a": (claim,)}
    assert list(case.verify()) == []


def test_an_edited_hand_claim_is_named(case):
    filled(case)
    entered(case)
    tamper(case, """UPDATE coded SET record = replace(record, '"Two"', '"Ten"')""")

    assert list(case.verify()) == ["a.hand: is not what the custody log says was recorded (enter)"]


def test_what_an_id_names_is_known(case):
    filled(case)
    entered(case)
    claim = Claim(id='a."1"_%', document="a", span=(0, 3), quote="Two", speaker=Speaker(name="x"))
    case.keep_reading("k", "a", to_plain(Reading(document=case.document("a"), claims=(claim,))))
    case.keep_results("t", [("incident", "i1", {})], inputs="", summary={})

    ids = ["a", "a.hand", 'a."1"_%', "i1", "nothing", 'a."1"x%']
    assert [case.kind_of(i) for i in ids] == ["document", "claim", "claim", "incident", None, None]


def test_a_problem_counts_its_attempts_and_goes_when_it_worked(case):
    case.keep_problem("a", stage="reading", reason="timeout")
    case.keep_problem("a", stage="reading", reason="killed")
    (problem,) = case.problems()
    case.keep_reading("k", "a", {})

    assert (problem.attempts, problem.reason) == (2, "killed")
    assert case.problems() == ()


def test_a_run_replaces_only_its_own_instant(case):
    case.keep_results("t1", [("finding", "f1", 1)], inputs="i", summary={})
    case.keep_results("t2", [("finding", "f2", 2)], inputs="i", summary={})
    case.keep_results("t1", [("finding", "f3", 3)], inputs="i", summary={})

    assert case.results("t1", "finding") == (3,)
    assert case.results("t2", "finding") == (2,)
    assert case.last_run() == ("t1", {})


def test_an_observation_is_recorded_once(case):
    seen = Observation(
        id="o1", observer="ana", means="heard", position=Place(name="here", lon=36.0, lat=35.0, radius_m=10.0),
        when=When(start="2020-03-06T02:10+02:00"), what="explosions",
    )  # fmt: skip
    case.observe(seen)

    assert case.observations() == (seen,)
    with pytest.raises(CaseError, match="recorded already"):
        case.observe(seen)


def hold_and_wait(folder, held, leave):
    with Case.open(folder, clock=clock, who="ana") as case, case.running():
        held.set()
        leave.wait(30)


def test_a_second_run_is_refused_with_the_name_of_the_first(case):
    context = multiprocessing.get_context("fork")
    held, leave = context.Event(), context.Event()
    other = context.Process(target=hold_and_wait, args=(case.folder, held, leave))
    other.start()
    assert held.wait(30)

    with pytest.raises(CaseError, match=f"ana, process {other.pid}"), case.running():
        pass
    leave.set()
    other.join()
    with case.running():
        pass


def test_the_lock_of_a_dead_run_is_taken_over(case):
    context = multiprocessing.get_context("fork")
    held, leave = context.Event(), context.Event()
    other = context.Process(target=hold_and_wait, args=(case.folder, held, leave))
    other.start()
    assert held.wait(30)
    other.kill()
    other.join()

    with case.running():
        assert str(os.getpid()) in (case.folder / "run.lock").read_text()


def test_a_folder_that_is_no_case_says_how_to_make_one(tmp_path):
    with pytest.raises(CaseError, match="trucewatch new"):
        Case.open(tmp_path, clock=clock, who="ana")


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")

    with pytest.raises(CaseError, match=r"thesis\.txt"):
        make(tmp_path)


def test_a_case_of_a_later_version_is_refused(case):
    tamper(case, "UPDATE about SET value = '99' WHERE key = 'schema'")

    with pytest.raises(CaseError, match="version 99"):
        Case.open(case.folder, clock=clock, who="ana")


def test_a_file_that_is_no_database_is_called_damaged(case):
    case.close()
    (case.folder / "case.db").write_bytes(b"not a database at all" * 100)

    with pytest.raises(CaseError, match="damaged"):
        Case.open(case.folder, clock=clock, who="ana")


def test_a_document_is_found_by_the_start_of_its_id(case):
    filled(case)
    case.add([Document(id="abc"), Document(id="abd")], original=None, kind="log")

    assert case.document("abc").id == "abc"
    assert case.document("a").id == "a"
    with pytest.raises(CaseError, match="several"):
        case.document("ab")
    with pytest.raises(CaseError, match="no such document"):
        case.document("zz")
