"""One machine's engine: order kept, and one bad item loses exactly itself."""

import functools
import itertools
import operator
import os
import signal
import time

import pytest

from trucewatch import engines
from trucewatch.engines import Done, Failed

# Worker processes start clean and import what they run by name, so the workload is made of library functions.
call = operator.call


def worth(n):
    return functools.partial(operator.add, n, 0)


def outcomes(items, **options):
    return list(engines.map(call, items, **options))


def test_order_is_kept_over_several_workers():
    items = [functools.partial(time.sleep, 0.2), *(worth(n) for n in range(10))]

    assert outcomes(items, workers=2) == [Done(None), *(Done(n) for n in range(10))]


def test_a_killed_item_loses_exactly_itself():
    items = [worth(1), worth(2), os.abort, worth(3), worth(4), worth(5)]

    found = outcomes(items, workers=2)

    assert [o.value for o in found if isinstance(o, Done)] == [1, 2, 3, 4, 5]
    assert isinstance(found[2], Failed)
    assert found[2].kind == "killed"


def test_a_hanging_item_loses_exactly_itself():
    items = [worth(1), functools.partial(time.sleep, 60), worth(2), worth(3), worth(4)]

    begun = time.monotonic()
    found = outcomes(items, workers=2, seconds_per_item=1)

    assert time.monotonic() - begun < 20
    assert found[1] == Failed("timeout", "took longer than 1 s")
    assert [o.value for o in found if isinstance(o, Done)] == [1, 2, 3, 4]


def test_an_error_is_the_outcome_of_its_item_only():
    items = [worth(1), functools.partial(int, "three"), worth(2), worth(4)]

    found = outcomes(items, workers=2)

    assert found[1].kind == "ValueError"
    assert "three" in found[1].message
    assert found[3] == Done(4)


@pytest.mark.parametrize("kind", ["hang", "error"])
def test_one_worker_works_here_and_keeps_the_limit(kind):
    bad = functools.partial(time.sleep, 60) if kind == "hang" else functools.partial(int, "x")

    found = outcomes([worth(1), bad, worth(2)], workers=1, seconds_per_item=0.3)

    assert found[0] == Done(1)
    assert isinstance(found[1], Failed)
    assert found[2] == Done(2)


def test_a_few_items_stay_in_this_process():
    assert outcomes([os.getpid], workers=8) == [Done(os.getpid())]


def test_an_endless_input_is_read_only_a_little_ahead():
    drawn = []

    def endless():
        for n in itertools.count():
            drawn.append(n)
            yield worth(n)

    results = engines.map(call, endless(), workers=2)
    first = [next(results) for _ in range(3)]
    time.sleep(0.3)
    results.close()

    assert first == [Done(0), Done(1), Done(2)]
    assert len(drawn) < 20


def test_an_outcome_does_not_wait_for_the_next_item():
    arrived = []

    def slow():
        yield worth(1)
        while not arrived:
            time.sleep(0.01)
        yield worth(2)

    results = engines.pool(call, slow(), workers=1)
    arrived.append(next(results))

    assert arrived == [Done(1)]
    assert list(results) == [Done(2)]


def test_an_error_of_the_input_reaches_the_caller():
    def torn():
        yield worth(1)
        raise OSError("the pipe broke")

    with pytest.raises(OSError, match="the pipe broke"):
        list(engines.pool(call, torn(), workers=1))


def test_a_worker_that_dies_between_two_items_costs_no_item():
    import threading

    seen = []

    def with_a_death():
        yield os.getpid
        yield os.getpid
        while len(seen) < 2:
            time.sleep(0.02)
        os.kill(seen[-1], signal.SIGKILL)
        time.sleep(0.5)
        yield worth(7)
        yield worth(8)

    for outcome in engines.pool(call, with_a_death(), workers=1):
        seen.append(outcome.value)  # noqa: PERF401  (each is needed while the next is drawn)

    assert seen[2:] == [7, 8]
    assert threading.active_count() < 10


def test_a_full_disk_is_told_apart_from_a_bad_item():
    def fill_the_disk():
        raise OSError(28, "No space left on device")

    found = outcomes([fill_the_disk, functools.partial(open, "/nonexistent")], workers=1)

    assert [o.kind for o in found] == [engines.NO_SPACE, "FileNotFoundError"]
