"""`--reader llm` as a user meets it: the same records, what it took told at the end, the key nowhere."""

import json
import os
import subprocess

import pytest

SECRET = "sk-nobody-may-see-this-0123456789"  # noqa: S105  (made up)
QUOTE = "artillery of the northern army shelled the town of Ariha on Sunday"


@pytest.fixture
def shelled(say):
    """A model's answer about the story: one claim that stands, one invented."""
    claim = say.told(
        QUOTE,
        speaker=say.says("rescue service"),
        act="shelling",
        actors=[{"name": "northern army", "kind": "force"}],
        place="Ariha",
        when="on Sunday",
    )
    return say.claims(claim, say.told("the southern army shelled Binnish", act="shelling"), usage=(1000, 200))


@pytest.fixture
def reads(program, model, monkeypatch):
    """Run the program with its environment pointing at the server."""
    monkeypatch.setenv("TRUCEWATCH_LLM_URL", model.url)
    monkeypatch.setenv("TRUCEWATCH_LLM_MODEL", "vendor/test-model:7b")
    monkeypatch.setenv("TRUCEWATCH_LLM_KEY", SECRET)
    return program


def everything_in(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_read_writes_the_same_records_marked_by_their_method_and_tells_what_it_took(reads, model, story, shelled):
    model.script = [shelled]
    document = {"id": "a", "text": story, "published": "2020-03-09"}
    words = ("read", "-", "--jsonl", "--reader", "llm", "--llm-price", "2,10", "--llm-cache", "answers")
    done = reads(*words, stdin=json.dumps(document))
    (line,) = [json.loads(line) for line in done.stdout.splitlines()]
    (claim,) = line["claims"]

    assert list(line) == ["document", "mentions", "attributions", "claims", "quiet"]
    assert (claim["method"], claim["quote"], claim["act"]) == ("llm:vendor/test-model:7b", QUOTE, "shelling")
    assert (claim["when"]["start"], claim["place"]["name"]) == ("2020-03-08", "Ariha")
    assert "1 request (0 retries)" in done.stderr
    assert "1,000 tokens in, 200 out; cost 0.0040" in done.stderr
    assert "claims: 1 kept, 1 rejected (1 quote not in the passage)" in done.stderr
    assert SECRET.encode() not in everything_in(reads.folder) + (done.stdout + done.stderr).encode()
    assert model.headers[0]["Authorization"] == f"Bearer {SECRET}"

    again = reads(*words, stdin=json.dumps(document))
    assert again.stdout == done.stdout
    assert "0 requests (0 retries); 1 answer from the cache" in again.stderr


def test_a_document_that_fails_is_a_line_with_its_error_and_the_others_stay(reads, model, say, story, shelled):
    def odd(request):
        return say.completion("I would rather not") if "harvest" in request["messages"][1]["content"] else shelled

    model.script = [odd]
    documents = [
        {"id": "bad", "text": "The harvest was good, the mayor said on Monday."},
        {"id": "good", "text": story},
    ]
    lines = "".join(json.dumps(document) + "\n" for document in documents)
    done = reads("read", "-", "--jsonl", "--reader", "llm", "--workers", 2, stdin=lines, code=1)
    bad, good = [json.loads(line) for line in done.stdout.splitlines()]

    assert bad["document"] == {"id": "bad"}
    assert "no JSON of the schema" in bad["error"]["message"]
    assert [claim["quote"] for claim in good["claims"]] == [QUOTE]
    assert "2 documents, 1 failed" in done.stderr


def test_a_wrong_key_ends_the_run_with_one_line_that_does_not_hold_it(reads, model, say, story):
    model.script = [say.Answer(json.dumps({"error": {"message": f"wrong key {SECRET}"}}).encode(), status=401)]
    (reads.folder / "a.txt").write_text(story, encoding="utf-8")
    done = reads("read", "a.txt", "--reader", "llm", code=1)

    assert "answers 401 (wrong key …); check address, key, model" in done.stderr
    assert SECRET not in done.stdout + done.stderr
    assert len(model.requests) == 1


def test_a_traceback_does_not_show_the_key_either(reads, model, say, story, monkeypatch):
    monkeypatch.setenv("TRUCEWATCH_DEBUG", "1")
    model.script = [say.Answer(b"{}", status=401)]
    (reads.folder / "a.txt").write_text(story, encoding="utf-8")
    command = [reads.program, "read", "a.txt", "--reader", "llm"]
    done = subprocess.run(command, cwd=reads.folder, capture_output=True, text=True, check=False)

    assert "EndpointError" in done.stderr
    assert SECRET not in done.stdout + done.stderr


def test_a_key_can_come_from_a_file(reads, model, story, shelled, monkeypatch):
    monkeypatch.delenv("TRUCEWATCH_LLM_KEY")
    model.script = [shelled]
    (reads.folder / "key").write_text(f"{SECRET}\n", encoding="utf-8")
    (reads.folder / "a.txt").write_text(story, encoding="utf-8")
    reads("read", "a.txt", "--reader", "llm", "--llm-key-file", "key")

    assert model.headers[0]["Authorization"] == f"Bearer {SECRET}"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--llm-model", "m"), "name its server, --llm-url"),
        (("--llm-url", "http://127.0.0.1:1/v1"), "name the model, --llm-model"),
        (("--llm-url", "nonsense", "--llm-model", "m"), "write e.g. http://localhost:11434/v1"),
        (("--llm-url", "http://127.0.0.1:1/v1", "--llm-model", "m", "--llm-price", "cheap"), "write two prices"),
        (("--llm-url", "http://127.0.0.1:1/v1", "--llm-model", "m", "--llm-price", "-1,0"), "write two prices"),
        (("--llm-url", "http://127.0.0.1:1/v1", "--llm-model", "m", "--llm-key-file", "none"), "none"),
    ],
)
def test_what_is_missing_is_said_with_the_way_out(program, story, words, says):
    (program.folder / "a.txt").write_text(story, encoding="utf-8")
    done = program("read", "a.txt", "--reader", "llm", *words, code=1 if says == "none" else 2)

    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


LACKING = """\
import sys

class Lacking:
    def find_spec(self, name, path=None, target=None):
        if name == "trucewatch.asking.schema":
            raise ModuleNotFoundError("No module named 'pydantic'", name="pydantic")

sys.meta_path.insert(0, Lacking())
"""


def test_without_the_extra_the_error_says_how_to_install_it(program, model, story):
    """Other libraries of the program may bring pydantic along, so only our own import of it fails here."""
    (program.folder / "lacking").mkdir()
    (program.folder / "lacking" / "sitecustomize.py").write_text(LACKING, encoding="utf-8")
    (program.folder / "a.txt").write_text(story, encoding="utf-8")
    env = os.environ | {"PYTHONPATH": os.pathsep.join(("lacking", os.environ.get("PYTHONPATH", "")))}
    command = [program.program, "read", "a.txt", "--reader", "llm", "--llm-url", model.url, "--llm-model", "m"]
    done = subprocess.run(command, cwd=program.folder, env=env, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "(pydantic). Install it: pip install 'trucewatch[llm]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_rules_stay_the_reader_where_nothing_is_said(reads, model, story):
    (reads.folder / "a.txt").write_text(story, encoding="utf-8")
    line = json.loads(reads("read", "a.txt").stdout)

    assert model.requests == []
    assert line["claims"]
    assert not any(claim["method"].startswith("llm:") for claim in line["claims"])


def test_texts_that_leave_the_machine_are_announced(program, story):
    """The name is one that no resolver knows, so nothing is sent."""
    (program.folder / "a.txt").write_text(story, encoding="utf-8")
    words = ("--llm-url", "http://nowhere.invalid/v1", "--llm-model", "m", "--llm-seconds", "1")
    done = program("read", "a.txt", "--reader", "llm", *words, code=1)

    assert "texts are sent to http://nowhere.invalid/v1, unencrypted" in done.stderr


@pytest.fixture
def watched(river, reads, story):
    """A case with one report in it."""
    (river.folder / "a.txt").write_text(story, encoding="utf-8")
    (river.folder / "index.csv").write_text("file,publisher,published\na.txt,Wire,2020-03-09\n", encoding="utf-8")
    river("add", "case", "a.txt")
    return river


RUN = ("run", "case", "--as-of", "2020-03-20", "--workers", 1)


def test_a_case_is_read_by_the_model_and_stays_so_without_asking_it(watched, model, shelled):
    model.script = [shelled]
    made = watched.json(*RUN, "--reader", "llm")
    asked = len(model.requests)
    shown = watched.json("show", "case", "a.txt")
    status = watched.json("status", "case")

    assert (made["claims"], made["llm"]["requests"], made["llm"]["kept"]) == (1, 1, 1)
    assert made["llm"]["rejected"] == {"quote not in the passage": 1}
    assert [claim["method"] for claim in shown["claims"]] == ["llm:vendor/test-model:7b"]
    assert "1 of the model's claims rejected: quote not in the passage" in shown["document"]["review"]
    assert status["rests_on"]["incidents"] == 1
    assert len(model.requests) == asked
    assert SECRET.encode() not in everything_in(watched.folder)


def test_a_run_without_a_word_goes_on_with_the_same_model(watched, model, shelled):
    model.script = [shelled]
    watched(*RUN, "--reader", "llm")
    (watched.folder / "b.txt").write_text("A longer story.\n\nThe bridge was shelled, police said.", encoding="utf-8")
    watched("add", "case", "b.txt")
    waiting = watched.json("status", "case")["rests_on"]
    watched(*RUN)

    assert (waiting["failed"], waiting["reader"].rpartition("/")[0]) == (1, "llm:vendor/test-model:7b")
    assert len(model.requests) == 2
    assert watched.json("status", "case")["rests_on"]["failed"] == 0


def test_a_case_read_by_a_model_asks_for_it_by_name(watched, model, shelled, monkeypatch):
    model.script = [shelled]
    watched(*RUN, "--reader", "llm")
    monkeypatch.setenv("TRUCEWATCH_LLM_MODEL", "another")
    refused = watched(*RUN, code=2)
    by_rules = watched.json(*RUN, "--reader", "rules")

    assert "was read by llm:vendor/test-model:7b last time" in refused.stderr
    assert "reader" not in by_rules
    assert len(model.requests) == 1


def test_a_document_that_fails_waits_for_the_next_run(watched, model, say, shelled):
    model.script = [say.completion("I would rather not")]
    failed = watched(*RUN, "--reader", "llm", code=1)
    model.script = [shelled]
    watched(*RUN, "--reader", "llm")

    assert "a.txt: reading failed, 1 attempt (llm:vendor/test-model:7b: the model's answer" in failed.stderr
    assert watched.json("status", "case")["rests_on"]["failed"] == 0


def test_private_persons_in_a_models_claims_are_in_nothing_that_leaves_the_case(river, reads, model, say):
    text = (
        "NURABAD, March 9 - Soldiers shelled the village of Sarin on Sunday, a resident said.\n\n"
        "Karima Osmani, a 41-year-old farmer, said that they killed her brother. “They shelled my house,” Osmani said."
    )
    osmani = say.says("Karima Osmani", "person")
    model.script = [
        say.claims(
            say.told("Soldiers shelled the village of Sarin", act="shelling", speaker=osmani, place="Sarin"),
            say.told("they killed her brother", act="killed", speaker=osmani),
            say.told("They shelled my house", act="shelling", speaker=say.says("Osmani", "person")),
        )
    ]
    (river.folder / "a.txt").write_text(text, encoding="utf-8")
    river("add", "case", "a.txt")
    river(*RUN, "--reader", "llm")
    for style in ("jsonl", "csv", "geojson"):
        river("export", "case", "--format", style, "--out", f"out.{style}")
    for style in ("html", "md"):
        river("report", "case", "--date", "2020-03-20", "--format", style, "--out", f"report.{style}")
    published = {
        p.name: p.read_text(encoding="utf-8") for p in river.folder.iterdir() if p.name.startswith(("out", "rep"))
    }

    assert river.json("status", "case")["rests_on"]["claims"] == 3
    assert len(published) == 5
    assert [name for name, page in published.items() if "Osmani" in page or "Karima" in page] == []
