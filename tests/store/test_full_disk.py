"""No space left: one line that says so, and nothing that was stored before is lost."""

import multiprocessing
import resource
import signal

import pytest

from trucewatch.errors import CaseError
from trucewatch.model import Document
from trucewatch.store import Case


def clock():
    return "2026-01-01T00:00:00+00:00"


def fill(folder, limit, answers):
    """Store documents in a process that may not write files beyond `limit` bytes, until it cannot."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    stored = 0
    try:
        with Case.open(folder, clock=clock, who="ana") as case:
            for n in range(1000):
                text = f"{n} " * 5000
                sha256 = case.keep_original(text.encode(), name=f"{n}.txt", source=f"{n}.txt")
                case.add([Document(id=str(n), sha256=sha256, text=text)], original=sha256, kind="report")
                stored += 1
    except CaseError as error:
        answers.put((stored, str(error)))
    except BaseException as error:  # noqa: BLE001  (the test must hear of it)
        answers.put((stored, f"not a CaseError: {error!r}"))
    else:
        answers.put((stored, "never full"))


@pytest.mark.parametrize("limit", [10_000, 400_000])
def test_a_full_disk_is_one_clear_line_and_loses_nothing(tmp_path, limit):
    folder = tmp_path / "case"
    Case.create(folder, clock=clock, who="ana").close()
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    writer = context.Process(target=fill, args=(folder, limit, answers))
    writer.start()
    stored, words = answers.get(timeout=60)
    writer.join()

    assert "no space left" in words
    assert "\n" not in words
    with Case.open(folder, clock=clock, who="ana") as case:
        assert len(case.documents()) == stored
        assert list(case.verify()) == []
        case.add([Document(id="after")], original=None, kind="report")
        assert case.document("after").id == "after"
