"""Answers are kept by what was asked: nothing is paid for twice, nothing damaged or of another question is believed."""

import json
from dataclasses import replace

import pytest

from trucewatch.asking import Cache, Endpoint, Usage, ask, prompt
from trucewatch.asking.cache import Entry, Lack

FELL = "Shells fell on the market"
QUESTION = {"prompt": "p", "model": "m", "passage": "s"}
KEPT = Entry(content="{}", tokens_in=1, tokens_out=None)


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "answers")


def files(cache):
    return sorted(path for path in cache.folder.rglob("*") if path.is_file())


def test_what_was_asked_before_is_not_asked_again(asked, model, say, cache):
    model.script = [say.claims(say.told(FELL, act="shelling"))]
    first, second = asked(cache=cache), asked(cache=cache)

    assert first.reading == second.reading
    assert len(model.requests) == 1
    assert (second.usage.requests, second.usage.cached, second.usage.tokens_in) == (0, 1, 0)


def test_a_document_that_was_broken_off_goes_on_where_it_stopped(asked, model, say, cache):
    text = "\n\n".join(f"On day {n} the observers wrote that shells fell near post {n} again." for n in range(100))
    model.script = [say.claims(), say.claims(), say.Answer(status=500)]
    broken = asked(text, cache=cache, attempts=1)
    model.script = [say.claims()]
    whole = asked(text, cache=cache)

    assert broken.reading is None
    assert whole.usage.cached == 2
    assert len(model.passages()) == len(set(model.passages())) + 1  # only what failed was asked twice


@pytest.mark.parametrize("other", [{"model": "another"}, {"url": "{url}/"}])
def test_another_model_is_another_question_another_address_is_not(asked, model, cache, other):
    asked(cache=cache)
    again = asked(cache=cache, **{name: value.format(url=model.url) for name, value in other.items()})

    assert again.usage.cached == (0 if "model" in other else 1)


def test_another_prompt_is_another_question(asked, cache, monkeypatch):
    asked(cache=cache)
    monkeypatch.setattr(prompt, "version", lambda: "another")

    assert asked(cache=cache).usage.cached == 0


def test_the_version_of_the_prompt_holds_its_words_and_its_schema(monkeypatch):
    real = prompt.version()
    monkeypatch.setattr(prompt, "json_schema", dict)
    prompt.version.cache_clear()
    try:
        assert prompt.version() != real
    finally:
        prompt.version.cache_clear()


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"asked": {}, "content": "x"}',
        b"half",
        lambda kept: json.dumps(kept | {"content": 5}).encode(),
        lambda kept: json.dumps(kept | {"content": "not json"}).encode(),
        lambda kept: json.dumps(kept | {"tokens_in": "many"}).encode(),
        lambda kept: json.dumps(kept | {"asked": kept["asked"] | {"model": "other"}}).encode(),
        lambda kept: json.dumps(kept).encode()[:-9],
    ],
)
def test_a_damaged_entry_is_asked_again_and_mended(asked, model, say, cache, damage):
    model.script = [say.claims(say.told(FELL, act="shelling"))]
    whole = asked(cache=cache)
    (file,) = files(cache)
    file.write_bytes(damage if isinstance(damage, bytes) else damage(json.loads(file.read_bytes())))
    again = asked(cache=cache)

    assert again.reading == whole.reading
    assert (again.usage.damaged, again.usage.requests) == (1, 1)
    assert asked(cache=cache).usage.cached == 1


def test_an_answer_that_could_not_be_used_is_not_kept(asked, model, say, cache):
    model.script = [say.completion("no json"), say.completion("no json"), say.claims()]
    asked(cache=cache)
    model.script = [say.completion("{", finish="length")]
    asked("Another text, of a single paragraph, in which shells fell on a town.", cache=cache)

    assert len(files(cache)) == 1


def test_an_entry_is_written_whole_or_not_at_all(cache, monkeypatch):
    from pathlib import Path

    cache.put(KEPT, **QUESTION)
    before = [path.read_bytes() for path in files(cache)]

    def torn(path, words, **_):
        with path.open("w") as file:
            file.write(words[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", torn)
    with pytest.raises(OSError, match="No space"):
        cache.put(replace(KEPT, content="new"), **QUESTION)

    assert [path.read_bytes() for path in files(cache)] == before


def test_what_is_kept_comes_back(cache):
    assert cache.get(**QUESTION) is Lack.NOTHING

    cache.put(KEPT, **QUESTION)
    assert cache.get(**QUESTION) == KEPT


def test_a_cache_is_not_needed(model, document):
    assert ask(document(), endpoint=Endpoint(url=model.url, model="m")).usage.cached == 0


def test_nothing_adds_up_to_nothing():
    assert Usage() + Usage() == Usage()
