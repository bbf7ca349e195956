"""Whatever the server does, a document is read or fails by name; nothing hangs, and nothing unread passes for read."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from trucewatch.asking import Endpoint, ask, reader
from trucewatch.asking.talk import MOST_BYTES, Talk
from trucewatch.errors import DocumentError, EndpointError

FELL = "Shells fell on the market"


@pytest.fixture
def good(say):
    return say.claims(say.told(FELL, act="shelling"))


def kept(result):
    return [claim.quote for claim in result.reading.claims]


@pytest.mark.parametrize("put", ["```json\n{}\n```", "```\n{}\n```", "\n  {}\n", "<think>Shells are harm.</think>\n{}"])
def test_what_models_put_around_their_json_is_taken_off(asked, model, say, put):
    content = json.dumps({"claims": [say.told(FELL, act="shelling")]})
    model.script = [say.completion(put.replace("{}", content))]

    assert kept(asked()) == [FELL]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "I am sorry, I cannot help with that.",
        '{"claims": [',
        "[]",
        '"claims"',
        "null",
        '{"claims": {}}',
        '{"claims": [], "comment": "none"}',
        '{"Claims": []}',
        '```json\n{"claims": []}\n``` I hope this helps!',
        "[" * 100_000,
    ],
)
def test_an_answer_that_is_no_json_of_the_schema_is_asked_again_then_the_document_fails(asked, model, say, content):
    model.script = [say.completion(content)]
    result = asked()

    assert result.reading is None
    assert result.trouble == "llm:test-model: the model's answer is no JSON of the schema, asked 3 times"
    assert (len(model.requests), result.usage.retries, result.usage.failed) == (3, 2, 1)


def test_an_answer_that_comes_right_the_second_time_is_taken(asked, model, say, good):
    model.script = [say.completion("not json"), good]
    result = asked()

    assert kept(result) == [FELL]
    assert (result.usage.requests, result.usage.retries, result.usage.tokens_in) == (2, 1, 22)


@pytest.mark.parametrize(
    "wrong",
    [
        {"stance": "insinuates"},
        {"act": "genocide"},
        {"extra": 1},
        {"negated": "false"},
        {"counts": [{"kind": "killed", "words": "four"}]},
        {"counts": [{"kind": "injured", "words": "a", "of": None, "at_least": 1, "at_most": 1, "part_of": None}]},
        {"counts": [{"kind": "killed", "words": "a", "of": None, "at_least": 1.5, "at_most": 1, "part_of": None}]},
        {"actors": ["northern army"]},
        {"quote": None},
        {"quote": "\ud83d"},
    ],
)
def test_a_claim_that_is_not_of_the_schema_is_rejected_and_the_others_stay(asked, model, say, wrong):
    model.script = [say.claims(say.told(FELL, act="shelling") | wrong, say.told(FELL, act="attack"))]
    result = asked()

    assert [claim.act for claim in result.reading.claims] == ["attack"]
    assert result.usage.rejected == (("not of the schema", 1),)


def test_a_key_that_is_missing_or_a_claim_that_is_no_object_is_rejected(asked, model, say):
    short = say.told(FELL)
    del short["window"]
    model.script = [say.claims(short, "a claim", None, 5)]

    assert asked().usage.rejected == (("not of the schema", 4),)


def test_after_too_many_requests_the_wait_is_the_servers(asked, model, say, good, waits):
    model.script = [say.Answer(status=429, headers={"Retry-After": "7"}), good]
    result = asked()

    assert kept(result) == [FELL]
    assert waits.slept == [7.0]
    assert (result.usage.requests, result.usage.retries) == (2, 1)


def test_an_instant_to_come_again_is_read_by_the_servers_own_clock(asked, model, say, good, waits):
    now = datetime(2031, 1, 1, tzinfo=UTC)
    later = format_datetime(now + timedelta(seconds=90), usegmt=True)
    model.script = [
        say.Answer(status=503, headers={"Retry-After": later, "Date": format_datetime(now, usegmt=True)}),
        good,
    ]
    asked()

    assert waits.slept == [90.0]


def test_a_wait_longer_than_the_document_may_take_is_not_waited(asked, model, say, waits):
    model.script = [say.Answer(status=429, headers={"Retry-After": "3600"})]
    result = asked()

    assert result.reading is None
    assert "too many requests (429); the next attempt would be in 3600 s" in result.trouble
    assert waits.slept == []


def test_waits_double_are_spread_and_repeat_from_run_to_run(asked, model, say, waits):
    model.script = [say.Answer(status=500)]
    first = asked()
    slept, waits.slept[:] = list(waits.slept), []
    asked()

    assert first.trouble == "llm:test-model: the server failed (500), 5 attempts"
    assert waits.slept == slept
    assert [0.5 * 2**n <= wait <= 2**n for n, wait in enumerate(slept)] == [True] * 4


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 529])
def test_what_may_pass_is_asked_again(asked, model, say, good, status):
    model.script = [say.Answer(b"<html>busy</html>", status=status), good]

    assert kept(asked()) == [FELL]


def test_an_answer_that_is_cut_off_on_its_way_is_asked_again(asked, model, say, good):
    half = say.claims(say.told(FELL, act="shelling"), cut=True)
    model.script = [half, half, good]

    assert kept(asked()) == [FELL]
    model.script = [half]
    assert asked().trouble == "llm:test-model: the connection broke off (RemoteProtocolError), 5 attempts"


def test_a_server_that_is_too_slow_is_given_up(asked, model, say, good):
    good.before = 2.0
    model.script = [good]
    result = asked(request_seconds=0.2, attempts=2)

    assert result.trouble == "llm:test-model: no answer within 0.2 s, 2 attempts"


def test_a_server_that_drips_is_given_up_too(model, document, say):
    """Each piece comes in time, the whole never does: the limit is for the whole."""
    ticks = iter(range(1000))
    endpoint = Endpoint(url=model.url, model="m", request_seconds=0.9, attempts=1)
    talk = Talk(endpoint, clock=lambda: float(next(ticks)))
    result = ask(document(), endpoint=talk.endpoint, talk=talk)

    assert "no answer within 0.9 s" in result.trouble


def test_the_time_of_a_document_is_never_exceeded(asked, model, say, waits):
    model.script = [say.Answer(status=500)]
    result = asked(document_seconds=4.0, attempts=100)

    assert result.reading is None
    assert waits.now < 4.0


def test_a_page_instead_of_an_answer_is_named_by_its_type(asked, model, say):
    model.script = [say.Answer(b"<html>Sign in</html>", media_type="text/html; charset=utf-8")]

    assert asked().trouble == "llm:test-model: the answer is no chat completion (text/html), 5 attempts"


@pytest.mark.parametrize("body", [b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}', b"\xff"])
def test_json_that_is_no_chat_completion_fails_the_document(asked, model, say, body):
    model.script = [say.Answer(body)]

    assert asked(attempts=1).reading is None


def test_a_good_answer_of_a_wrong_type_is_still_an_answer(asked, model, say, good):
    good.media_type = "text/plain"
    model.script = [good]

    assert kept(asked()) == [FELL]


def test_a_flood_is_not_read_to_its_end(asked, model, say):
    model.script = [say.completion("x" * (MOST_BYTES + 1))]
    result = asked(attempts=2)

    assert result.trouble == "llm:test-model: the answer is longer than 2 MB, 2 attempts"


def test_an_answer_at_the_limit_of_tokens_is_asked_in_halves(asked, model, say):
    def limited(request):
        shown = request["messages"][1]["content"]
        if "Oskar Brandt" in shown and FELL in shown:
            return say.completion('{"claims": [{"quo', finish="length")
        return say.claims(say.told(FELL, act="shelling"))

    model.script = [limited]
    result = asked()

    assert kept(result) == [FELL]
    assert result.usage.requests == 3


def test_one_paragraph_at_the_limit_of_tokens_fails_the_document(asked, model, say):
    model.script = [say.completion('{"claims": [', finish="length")]

    assert "cut off at its limit of tokens" in asked().trouble


@pytest.mark.parametrize("status", [400, 422])
def test_a_server_that_knows_no_schema_gets_simpler_requests_and_is_remembered(model, say, document, good, status):
    def old(request):
        return say.Answer(b"{}", status=status) if "response_format" in request else good

    model.script = [old]
    talk = Talk(Endpoint(url=model.url, model="m"))
    for _ in range(2):
        assert kept(ask(document(), endpoint=talk.endpoint, talk=talk)) == [FELL]

    formats = [request.get("response_format", {}).get("type") for request in model.requests]
    assert formats == ["json_schema", "json_object", None, None]


def test_the_schema_that_is_sent_is_strict(asked, model):
    asked()
    sent = model.requests[0]["response_format"]["json_schema"]
    objects = [sent["schema"], *sent["schema"]["$defs"].values()]

    assert sent["strict"] is True
    assert all(o["additionalProperties"] is False and set(o["required"]) == set(o["properties"]) for o in objects)


def test_a_passage_that_the_server_refuses_fails_only_its_document(asked, model, say, good, document):
    model.script = [good, say.Answer(b"{}", status=400)]
    talk = Talk(Endpoint(url=model.url, model="m"))
    first = ask(document(), endpoint=talk.endpoint, talk=talk)
    second = ask(document(), endpoint=talk.endpoint, talk=talk)

    assert kept(first) == [FELL]
    assert "refuses this passage (400)" in second.trouble
    assert len(model.requests) == 2


def test_a_first_passage_that_is_refused_in_every_form_costs_the_next_ones_nothing(model, say, document, good):
    model.script = [*[say.Answer(b"{}", status=400)] * 4, good]
    talk = Talk(Endpoint(url=model.url, model="m"))
    first = ask(document(), endpoint=talk.endpoint, talk=talk)
    second = ask(document(), endpoint=talk.endpoint, talk=talk)

    assert first.reading is None
    assert kept(second) == [FELL]
    assert model.requests[-1]["response_format"]["type"] == "json_schema"


@pytest.mark.parametrize("status", [301, 401, 402, 403, 404, 405])
def test_what_no_waiting_mends_ends_the_run(asked, model, say, status):
    words = json.dumps({"error": {"message": "model \x1b[31mnot\n found"}}).encode()
    model.script = [say.Answer(words, status=status, headers={"Location": "http://elsewhere.example/"})]
    with pytest.raises(EndpointError) as raised:
        asked()

    assert f"answers {status} (model [31mnot found)" in str(raised.value)
    assert len(model.requests) == 1


def test_nobody_at_the_address_ends_the_run(model, document, waits):
    model.stop()
    talk = Talk(Endpoint(url=model.url, model="m", attempts=2), clock=waits.clock, sleep=waits.sleep)
    with pytest.raises(EndpointError, match="nobody answers there"):
        ask(document(), endpoint=talk.endpoint, talk=talk)
    model.stop = lambda: None


def test_tokens_that_the_server_does_not_count_are_said_to_be_unknown(asked, model, say):
    model.script = [say.claims(usage=None)]
    usage = asked().usage

    assert (usage.tokens_in, usage.tokens_out, usage.untold) == (0, 0, 1)


def test_the_cost_follows_from_tokens_and_prices(asked, model, say):
    endpoint = Endpoint(url=model.url, model="m", price_in=2.0, price_out=10.0)
    usage = asked().usage

    assert usage.cost(endpoint) == pytest.approx((11 * 2 + 7 * 10) / 1e6)
    assert usage.cost(replace(endpoint, price_out=None)) is None


def test_usage_adds_up(asked, model, say):
    model.script = [say.claims(say.told("not there at all"), say.told(FELL, act="shelling"))]
    usage = asked().usage + asked().usage

    assert (usage.documents, usage.kept, usage.rejected) == (2, 2, (("quote not in the passage", 2),))


def test_the_plain_reader_raises_for_a_document_without_a_reading(model, say, document, good):
    model.script = [good, say.completion("no")]
    read = reader(Endpoint(url=model.url, model="m"))

    assert [claim.quote for claim in read(document()).claims] == [FELL]
    with pytest.raises(DocumentError, match="d: llm:m: the model's answer"):
        read(document())
