"""One machine: a pool of processes with a limit for each item, or this process alone.

A document that kills its process or hangs loses exactly itself; the order is kept; only a few items are ahead.
"""

from __future__ import annotations

import errno
import signal
import threading
from concurrent.futures import TimeoutError as TookTooLongError
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from queue import Empty, Full, Queue
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import FrameType

A = TypeVar("A")
B = TypeVar("B")

AHEAD = 4
"""How many items a worker may have waiting; bounds the memory on an endless input."""

FEW = 3
"""Up to so many items, starting processes costs more than it saves."""


NO_SPACE = "no-space"
"""Kind of a failure that is the disk's and not the item's: the next item would fail alike."""

# A file size limit and a quota are full disks to whoever meets them.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True, slots=True)
class Done(Generic[B]):
    """What the function returned for one item."""

    value: B


@dataclass(frozen=True, slots=True)
class Failed:
    """Why one item has no value. `kind`: timeout, killed, no-space, or the name of the error's class."""

    kind: str
    message: str


def map(  # noqa: A001  (the room's verb: read as engines.map)
    function: Callable[[A], B],
    items: Iterable[A],
    *,
    workers: int = 2,
    seconds_per_item: float = 60.0,
    initializer: Callable[[], None] | None = None,
) -> Iterator[Done[B] | Failed]:
    """Yield the outcome of `function` for each item, in order, as soon as it and those before it are there.

    With several workers `function` and the items must pickle, and a killed process is one `Failed`. With one
    worker or up to `FEW` items of a list the work happens here: a time limit holds, a killed process is the end.
    `initializer` runs once in each process before its first item.
    """
    if workers <= 1 or (isinstance(items, (tuple, list)) and len(items) <= FEW):
        yield from _here(function, items, seconds=seconds_per_item, initializer=initializer)
    else:
        yield from pool(function, items, workers=workers, seconds_per_item=seconds_per_item, initializer=initializer)


def _here(
    function: Callable[[A], B], items: Iterable[A], *, seconds: float, initializer: Callable[[], None] | None
) -> Iterator[Done[B] | Failed]:
    if initializer:
        initializer()
    for item in items:
        outcome: Done[B] | Failed
        try:
            with _limit(seconds):
                outcome = Done(function(item))
        except _TimeUpError:
            outcome = _timeout(seconds)
        # The engine is the border of one document: whatever a library raises in it is that document's outcome.
        except Exception as error:  # noqa: BLE001
            outcome = _failed(error)
        yield outcome


class _TimeUpError(BaseException):
    """Not an Exception, so that no library takes it for one of its own."""


@contextmanager
def _limit(seconds: float) -> Iterator[None]:
    """Interrupt the body after `seconds`. Only a main thread gets signals; elsewhere there is no limit."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def time_up(_signal: int, _frame: FrameType | None) -> None:
        raise _TimeUpError

    before = signal.signal(signal.SIGALRM, time_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def pool(
    function: Callable[[A], B],
    items: Iterable[A],
    *,
    workers: int,
    seconds_per_item: float = 60.0,
    initializer: Callable[[], None] | None = None,
) -> Iterator[Done[B] | Failed]:
    """Do what `map` does, in worker processes whatever the number of items."""
    stop = threading.Event()
    queue: Queue[Any] = Queue(maxsize=workers * AHEAD)
    workshop = _Workshop(function, workers=workers, seconds=seconds_per_item, initializer=initializer)
    # Items are fetched beside the work: a slow or waiting input holds back no outcome that is ready.
    feeder = threading.Thread(target=_feed, args=(items, workshop, queue, stop), daemon=True)
    feeder.start()
    try:
        while (entry := _next(queue)) is not None:
            if isinstance(entry, BaseException):
                raise entry
            yield workshop.outcome(entry)
    finally:
        stop.set()
        workshop.close()


def _feed(items: Iterable[Any], workshop: _Workshop, queue: Queue[Any], stop: threading.Event) -> None:
    last: BaseException | None = None
    try:
        for item in items:
            if not _put(queue, workshop.begin(item), stop):
                return
    # Whatever the input raises belongs to the caller, who waits at the other end of the queue.
    except BaseException as error:  # noqa: BLE001
        last = error
    _put(queue, last, stop)


def _put(queue: Queue[Any], entry: Any, stop: threading.Event) -> bool:
    while not stop.is_set():
        try:
            queue.put(entry, timeout=0.2)
        except Full:
            continue
        return True
    return False


def _next(queue: Queue[Any]) -> Any:
    # A wait without end cannot be interrupted by Ctrl-C on every platform; short waits can.
    while True:
        try:
            return queue.get(timeout=0.5)
        except Empty:
            continue


@dataclass(slots=True)
class _Begun:
    """One item under way in a generation of the pool (a broken pool is replaced by the next generation)."""

    item: Any
    future: Any
    generation: int


class _Workshop:
    """A pebble pool that is replaced when it breaks."""

    def __init__(
        self,
        function: Callable[[Any], Any],
        *,
        workers: int,
        seconds: float,
        initializer: Callable[[], None] | None,
    ) -> None:
        self._function = function
        self._workers = workers
        self._seconds = seconds
        self._initializer = initializer
        self._guard = threading.Lock()
        self._generation = 0
        self._pool = self._new()

    def _new(self) -> Any:
        from pebble import ProcessPool

        # forkserver: children come from a clean process, never from one with threads half way through a lock.
        return ProcessPool(max_workers=self._workers, initializer=self._initializer, context=get_context("forkserver"))

    def begin(self, item: Any) -> _Begun:
        with self._guard:
            try:
                future = self._schedule(item)
            except RuntimeError:
                self._replace()
                future = self._schedule(item)
            return _Begun(item, future, self._generation)

    def outcome(self, begun: _Begun) -> Done[Any] | Failed:
        try:
            return self._wait(begun)
        except BrokenProcessPool:
            # A worker died between two items and took the pool with it: this item has not had its turn.
            with self._guard:
                if begun.generation == self._generation:
                    self._replace()
                begun = _Begun(begun.item, self._schedule(begun.item), self._generation)
        try:
            return self._wait(begun)
        except BrokenProcessPool as error:
            return Failed("killed", f"its process died ({error})")

    def close(self) -> None:
        with self._guard:
            self._pool.stop()
            self._pool.join()

    def _schedule(self, item: Any) -> Any:
        return self._pool.schedule(self._function, args=(item,), timeout=self._seconds)

    def _replace(self) -> None:
        self._pool.stop()
        self._pool.join()
        self._pool = self._new()
        self._generation += 1

    def _wait(self, begun: _Begun) -> Done[Any] | Failed:
        from pebble import ProcessExpired

        try:
            return Done(begun.future.result())
        except BrokenProcessPool:
            raise
        except TookTooLongError:
            return _timeout(self._seconds)
        except ProcessExpired as error:
            return Failed("killed", f"its process ended abnormally (exit code {error.exitcode})")
        except Exception as error:  # noqa: BLE001  (the border of one document, as above)
            return _failed(error)


def _failed(error: Exception) -> Failed:
    if isinstance(error, OSError) and error.errno in _FULL:
        return Failed(NO_SPACE, f"no space left ({error})")
    return Failed(type(error).__name__, " ".join(str(error).split()) or type(error).__name__)


def _timeout(seconds: float) -> Failed:
    return Failed("timeout", f"took longer than {seconds:g} s")
