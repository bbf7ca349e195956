"""Finished pages for this machine's browser, and nothing else for anybody."""

import http.client
import threading
from functools import partial
from http.server import ThreadingHTTPServer

import pytest

from trucewatch import web
from trucewatch.errors import WrongUseError
from trucewatch.web.loopback import HOST, Pages


@pytest.fixture
def ask(tmp_path):
    (tmp_path / "report.html").write_text("<p>é</p>", encoding="utf-8")
    (tmp_path / "exports").mkdir()
    for name in ("i.geojson", "i.csv", "i.jsonl"):
        (tmp_path / "exports" / name).write_text("x")
    (tmp_path / "case.db").write_text("secret")
    (tmp_path / "originals").mkdir()
    (tmp_path / "originals" / "page.html").write_text("secret")
    server = ThreadingHTTPServer((HOST, 0), partial(Pages, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def get(path, host=HOST):
        connection = http.client.HTTPConnection(HOST, server.server_address[1], timeout=5)
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.getheader("Content-Type"), body

    yield get
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/report.html", "text/html; charset=utf-8"),
        ("/exports/i.geojson", "application/geo+json"),
        ("/exports/i.csv", "text/csv; charset=utf-8"),
        ("/exports/i.jsonl", "application/x-ndjson"),
    ],
)
def test_pages_and_exports_come_with_their_own_type(ask, path, kind):
    assert ask(path)[:2] == (200, kind)


@pytest.mark.parametrize(
    "path", ["/", "/exports/", "/case.db", "/originals/page.html", "/%6friginals/page.html", "/../report.html/x"]
)
def test_nothing_else_of_a_case_is_given_out(ask, path):
    status, _, body = ask(path)

    assert status == 404
    assert b"secret" not in body


def test_a_strangers_name_for_this_machine_is_not_answered(ask):
    assert ask("/report.html", host="evil.example")[0] == 404
    assert ask("/report.html", host="localhost:8000")[0] == 200


def test_a_port_that_is_taken_says_how_to_choose_another(tmp_path):
    with ThreadingHTTPServer((HOST, 0), Pages) as taken, pytest.raises(WrongUseError, match="--port"):
        web.serve(tmp_path, page="report.html", port=taken.server_address[1], tell=print)
