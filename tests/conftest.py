"""A real server on this machine that speaks the chat-completions protocol, and misbehaves as it is told."""

import json
import os
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest


def told(quote, **fields):
    """Return a claim as a model would tell it: nothing but the quote and what is given."""
    return {
        "quote": quote,
        "around": None,
        "speaker": {"voice": "outlet", "name": None, "kind": None, "via": []},
        "cue": None,
        "stance": "asserts",
        "denies_what": [],
        "gloss": False,
        "act": None,
        "negated": False,
        "ahead": False,
        "actors": [],
        "targets": [],
        "weapons": [],
        "place": None,
        "when": None,
        "said_when": None,
        "counts": [],
        "cumulative": False,
        "window": None,
        **fields,
    }


def says(name, kind="group", via=()):
    return {"voice": "named", "name": name, "kind": kind, "via": [{"name": n, "kind": "group"} for n in via]}


def count(kind, words, at_least, at_most, of=None, part_of=None):
    return {"kind": kind, "words": words, "of": of, "at_least": at_least, "at_most": at_most, "part_of": part_of}


class Answer:
    """What the server does with one request."""

    def __init__(self, body=b"", *, status=200, media_type="application/json", headers=(), before=0.0, cut=False):
        self.body, self.status, self.media_type = body, status, media_type
        self.headers, self.before, self.cut = dict(headers), before, cut


def completion(content, *, finish="stop", usage=(11, 7), **how):
    body = {"choices": [{"message": {"role": "assistant", "content": content}, "finish_reason": finish}]}
    if usage:
        body["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1]}
    return Answer(json.dumps(body).encode(), **how)


def claims(*them, **how):
    return completion(json.dumps({"claims": list(them)}), **how)


class Model:
    """The server. `script` holds what it does in turn, the last again and again: an Answer, or a function of the
    request's JSON that returns one.
    """

    def __init__(self):
        self.script = [claims()]
        self.requests = []
        self.headers = []
        self._guard = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                with outer._guard:
                    outer.requests.append(json.loads(data))
                    outer.headers.append(dict(self.headers))
                    step = outer.script[min(len(outer.requests), len(outer.script)) - 1]
                answer = step(outer.requests[-1]) if callable(step) else step
                time.sleep(answer.before)
                self.send_response_only(answer.status)
                self.send_header("Content-Type", answer.media_type)
                self.send_header("Content-Length", str(len(answer.body)))
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body[: len(answer.body) // 2] if answer.cut else answer.body)
                if answer.cut:
                    self.close_connection = True

            def handle(self):
                try:
                    super().handle()
                except OSError:
                    return  # the client has gone, as it may

            def log_message(self, *_):
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    @property
    def url(self):
        """Return the base of its addresses."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def passages(self):
        """Return what the model was shown, request by request."""
        return [request["messages"][1]["content"] for request in self.requests]

    def stop(self):
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture(autouse=True, scope="session")
def no_data_of_the_user(tmp_path_factory):
    """What somebody imported on this machine must not change what a test finds."""
    before = os.environ.get("TRUCEWATCH_DATA")
    os.environ["TRUCEWATCH_DATA"] = str(tmp_path_factory.mktemp("data"))
    yield
    if before is None:
        del os.environ["TRUCEWATCH_DATA"]
    else:
        os.environ["TRUCEWATCH_DATA"] = before


@pytest.fixture
def model():
    made = Model()
    yield made
    made.stop()


@pytest.fixture
def say():
    """Words of a model and answers of a server, for the script of `model`."""
    return SimpleNamespace(told=told, says=says, count=count, claims=claims, completion=completion, Answer=Answer)
