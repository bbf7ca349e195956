"""A report of our own, and asking the server about it without waiting for anything."""

import pytest

from trucewatch.asking import Endpoint, Key, ask
from trucewatch.asking.talk import Talk
from trucewatch.model import Document, Published

SECRET = "sk-nobody-may-see-this-0123456789"  # noqa: S105  (made up)

TEXT = """\
Shells fell on the market of Nurabad on Tuesday, killing at least four civilians and wounding two children, the
Halden Relief Society said.

General Oskar Brandt of the northern army denied that his troops had fired. “We did not shell Nurabad,” he told
reporters on Wednesday.

More than 300 people have fled Nurabad since 1 March.
"""


@pytest.fixture
def document():
    def of(text=TEXT, **fields):
        when = Published(start="2020-03-05", end="2020-03-05")
        return Document(**{"id": "d", "text": text, "lang": "en", "published": when, **fields})

    return of


class Waits:
    """A clock that only waiting moves, so that a test waits for nothing."""

    def __init__(self):
        self.now, self.slept = 0.0, []

    def clock(self):
        """Return the seconds waited so far."""
        return self.now

    def sleep(self, seconds):
        """Wait, at once."""
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def waits():
    return Waits()


@pytest.fixture
def asked(model, document, waits):
    """Ask the server about a text and return what came of it."""

    def about(text=TEXT, *, cache=None, **settings):
        fields = {name: settings.pop(name) for name in ("title", "not_body", "private_persons") if name in settings}
        endpoint = Endpoint(**{"url": model.url, "model": "test-model", "key": Key(SECRET), **settings})
        talk = Talk(endpoint, clock=waits.clock, sleep=waits.sleep)
        return ask(document(text, **fields), endpoint=endpoint, cache=cache, talk=talk)

    return about


@pytest.fixture
def secret():
    return SECRET


@pytest.fixture
def text():
    return TEXT
