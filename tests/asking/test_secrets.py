"""The key goes into one header and nowhere else: no error, log, record, cache entry or picture of an object has it."""

import json
import logging
import pickle
import traceback

import pytest

from trucewatch.asking import Asker, Cache, Endpoint, Key
from trucewatch.errors import EndpointError, WrongUseError


def test_the_key_is_sent_as_a_bearer(asked, model, secret):
    asked()

    assert model.headers[0]["Authorization"] == f"Bearer {secret}"
    assert secret not in json.dumps(model.requests)


def test_without_a_key_no_such_header_is_sent(asked, model):
    asked(key=None)

    assert "Authorization" not in model.headers[0]


@pytest.mark.parametrize("said", ["{key}", "bad key {key}!", "x" * 150 + "{key}"])
def test_a_server_that_repeats_the_key_is_not_repeated(asked, model, say, secret, said):
    message = said.format(key=secret)
    model.script = [say.Answer(json.dumps({"error": {"message": message}}).encode(), status=401)]
    with pytest.raises(EndpointError) as raised:
        asked()
    told = "".join(traceback.format_exception(raised.value))

    assert not any(secret[n : n + 8] in told for n in range(len(secret) - 8))


def test_nothing_that_is_logged_kept_or_returned_holds_the_key(asked, model, say, secret, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    cache = Cache(tmp_path)
    model.script = [say.Answer(status=500), say.claims(say.told("Shells fell on the market", act="shelling"))]
    result = asked(cache=cache)
    kept = "".join(path.read_text() for path in tmp_path.rglob("*.json"))

    assert kept
    assert secret not in "".join((kept, str(result), caplog.text, *map(repr, caplog.records)))


def test_a_picture_of_an_endpoint_does_not_show_the_key(secret):
    endpoint = Endpoint(url="http://localhost:1/v1", model="m", key=Key(secret))

    assert secret not in f"{endpoint!r} {endpoint} {endpoint.key!r} {endpoint.key} {Asker(endpoint)!r}"


def test_an_endpoint_can_go_to_another_process_with_its_key(secret):
    asker = Asker(Endpoint(url="http://localhost:1/v1", model="m", key=Key(secret)))

    assert pickle.loads(pickle.dumps(asker)) == asker  # noqa: S301  (our own bytes)


@pytest.mark.parametrize("wrong", ["", "a b", "line\nline", "schlüssel"])
def test_a_key_that_no_header_can_carry_is_refused_without_repeating_it(wrong):
    with pytest.raises(WrongUseError) as raised:
        Key(wrong)

    assert not wrong or wrong not in str(raised.value)


@pytest.mark.parametrize(
    "url", ["", "localhost:11434", "ftp://host/v1", "http://", "http://[bad/v1", "http://host:0/v1"]
)
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(WrongUseError, match="write e"):
        Endpoint(url=url, model="m")


def test_an_address_with_a_password_is_refused_without_repeating_it():
    with pytest.raises(WrongUseError) as raised:
        Endpoint(url="https://me:hunter2@host/v1", model="m")

    assert "hunter2" not in str(raised.value)


def test_a_query_of_the_address_is_sent_and_never_shown():
    endpoint = Endpoint(url="https://host/openai/chat/completions?api-key=hunter2", model="m")

    assert endpoint.address.endswith("/chat/completions?api-key=hunter2")
    assert "hunter2" not in endpoint.shown


@pytest.mark.parametrize("url", ["http://host:1/v1", "http://host:1/v1/", "http://host:1/v1/chat/completions"])
def test_the_base_and_the_whole_address_are_both_taken(url):
    assert Endpoint(url=url, model="m").address == "http://host:1/v1/chat/completions"


@pytest.mark.parametrize(
    ("url", "local", "safe"),
    [
        ("http://localhost:11434/v1", True, True),
        ("http://127.0.0.1:8080", True, True),
        ("http://[::1]:8080", True, True),
        ("http://10.0.0.5:8000/v1", False, False),
        ("https://api.example/v1", False, True),
        ("http://localhost.example/v1", False, False),
    ],
)
def test_it_is_known_whether_texts_leave_the_machine(url, local, safe):
    endpoint = Endpoint(url=url, model="m")

    assert (endpoint.local, endpoint.safe) == (local, safe)
