"""The scorer of the founding report is not lenient by accident: each planted wrong answer is caught, and named."""

import copy
import json
import sys

import pytest

import seed
from assignment import assign
from seed_words import name, names, same_name

TEXT = """Ministers of Arland and Boria sign truce at Varn – Coast Wire

Ministers of Arland and Boria sign truce at Varn

5 min read

Arland’s president Ivo Maric and his counterpart Lena Kostova signed a truce for Varn on Monday.

Maric said that Arland would answer any attack by Borian government forces.

Since last January, more than 40 civilians, including at least 9 children, have died in Varn.

Kostova denied that Borian aircraft had struck a village, which activists said killed at least 6 people.

A mine killed one Arlandic soldier near Varn on Monday.

Coast Wire’s Petra Hollmann, in Odry, said Arland had won; Holmann added that the truce may hold.

Experts will meet by next Monday, the two sides said in a joint statement.

A 71-year-old shopkeeper from Varn hoped that the roads would open.

Leave a comment

You may also like

Harvest fair opens in Tamsk
"""


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


EXPECTED = {
    "how_to_read": {"not_scored": ["about", "note", "incident", "zone", "via", "part_of"]},
    "document": {
        "origin_publisher": "Coast Wire",
        "is_syndicated_copy": True,
        "document_date": "2031-05-12",
        "date_evidence": "the photo caption's date",
        "reporters": ["Petra Hollmann (Odry)"],
        "photo_credit": "Jo Lind/Coast",
        "not_body": ["the repeated title lines", "5 min read", "Leave a comment", "You may also like and the teaser"],
    },
    "claims": [
        {
            "id": 1,
            "at": at(
                "Arland’s president Ivo Maric and his counterpart Lena Kostova signed a truce for Varn on Monday."
            ),
            "speaker": "publisher",
            "stance": "asserts",
            "act": "agreement",
            "actors": ["Maric", "Kostova"],
            "about": "truce",
            "place": "Varn",
            "when": "2031-05-12",
        },
        {
            "id": 2,
            "at": at("Arland would answer any attack by Borian government forces"),
            "speaker": "Maric",
            "stance": "warns",
            "act": "retaliation",
            "actors": ["Arland"],
            "targets": ["Borian government forces"],
        },
        {
            "id": 3,
            "at": at("Since last January, more than 40 civilians, including at least 9 children, have died in Varn"),
            "speaker": "publisher",
            "stance": "asserts",
            "act": "killed",
            "counts": [{"kind": "killed", "of": "civilians", "at_least": 41, "words": "more than 40"}],
            "cumulative": True,
            "window": {"start": "2031-01-01", "end": "2031-05-12", "start_latest": "2031-01-31"},
        },
        {
            "id": 4,
            "at": at("including at least 9 children, have died in Varn"),
            "speaker": "publisher",
            "stance": "asserts",
            "act": "killed",
            "counts": [{"kind": "killed", "of": "children", "at_least": 9, "words": "at least 9", "part_of": 3}],
            "cumulative": True,
            "window": {"start": "2031-01-01", "end": "2031-05-12", "start_latest": "2031-01-31"},
        },
        {
            "id": 5,
            "at": at("Kostova denied that Borian aircraft had struck a village"),
            "speaker": "Kostova",
            "stance": "denies",
            "act": "air-strike",
            "actors": ["Borian aircraft"],
        },
        {
            "id": 6,
            "at": at("activists said killed at least 6 people"),
            "speaker": "activists",
            "stance": "asserts",
            "act": "killed",
            "counts": [{"kind": "killed", "of": "people", "at_least": 6, "words": "at least 6"}],
            "incident": "A",
        },
        {
            "id": 7,
            "at": at("A mine killed one Arlandic soldier near Varn on Monday"),
            "speaker": "publisher",
            "stance": "asserts",
            "act": "landmine",
            "targets": ["Arlandic soldier"],
            "counts": [{"kind": "killed", "of": "soldiers", "at_least": 1, "at_most": 1}],
            "when": "2031-05-12",
        },
        {
            "id": 8,
            "at": at("the truce may hold"),
            "speaker": "Petra Hollmann, Coast Wire",
            "stance": "predicts",
        },
        {
            "id": 9,
            "at": at("Experts will meet by next Monday"),
            "speaker": "joint statement, read by Arland and Boria",
            "stance": "promises",
            "act": "talks",
            "actors": ["experts"],
            "deadline": "2031-05-19",
        },
        {"id": 10, "at": at("the roads would open"), "speaker": "private person", "stance": "hopes"},
    ],
}


def claim(number: int, span: list[int], speaker: str, stance: str, **more: object) -> dict:
    kind = "publisher" if speaker == "publisher" else "person"
    empty = {"act": None, "actors": [], "targets": [], "negated": False, "place": None, "when": None, "counts": []}
    return {
        "id": f"d#{number}",
        "span": span,
        "quote": TEXT[span[0] : span[1]],
        "speaker": {"name": speaker, "span": None, "kind": kind},
        "stance": stance,
        "cumulative": False,
        "window": None,
        **empty,
        **more,
    }


def called(*people: str) -> list[dict]:
    return [{"name": p} for p in people]


def killed(of: str, least: int | None, most: int | None = None, words: str | None = None) -> dict:
    return {"kind": "killed", "of": of, "at_least": least, "at_most": most, "words": words, "part_of": None}


@pytest.fixture
def perfect() -> dict:
    """Answer in a reader's words: longer names, longer spans, other claims in between."""
    spans = {c["id"]: c["at"] for c in EXPECTED["claims"]}
    window = {"start": "2031-01-01", "start_latest": "2031-01-31", "end": "2031-05-12"}
    monday = {"start": "2031-05-12", "end": "2031-05-12"}
    named = at("A 71-year-old shopkeeper")
    claims = [
        claim(1, spans[1], "publisher", "asserts", act="agreement", actors=called("Ivo Maric", "Lena Kostova"),
              place={"name": "Varn"}, when=monday),
        claim(2, spans[2], "Ivo Maric", "warns", act="retaliation", actors=called("Arland"),
              targets=called("Borian government forces")),
        claim(3, spans[3], "publisher", "asserts", act="killed", cumulative=True, window=window,
              counts=[killed("civilians", 41, words="more than 40")]),
        claim(4, spans[4], "publisher", "asserts", act="killed", cumulative=True, window=window,
              counts=[killed("children", 9, words="at least 9")]),
        claim(5, spans[5], "Lena Kostova", "denies", act="air-strike", actors=called("Borian aircraft")),
        claim(6, spans[6], "activists", "asserts", act="killed",
              counts=[killed("people", 6, words="at least 6 people")]),
        claim(7, spans[7], "publisher", "asserts", act="landmine", targets=called("one Arlandic soldier"), when=monday,
              counts=[killed("soldier", 1, 1, "one")]),
        claim(8, spans[8], "Coast Wire’s Petra Holmann", "predicts"),
        claim(9, spans[9], "the joint statement", "promises", act="talks", actors=called("Experts"),
              when={"start": None, "end": "2031-05-19"}),
        {**claim(10, spans[10], "she", "hopes"), "speaker": {"name": "she", "span": named, "kind": "person"}},
    ]  # fmt: skip
    head = [TEXT.index("Ministers"), TEXT.index("5 min read") + len("5 min read")]
    document = {
        "id": "d",
        "text": TEXT,
        "origin": "Coast Wire",
        "copy": {"is_copy": True, "reason": "the title names another publisher"},
        "published": {"start": "2031-05-12", "end": "2031-05-12", "method": "photo-caption"},
        "reporters": ["Petra Hollmann"],
        "authors": [],
        "photo_credit": "Jo Lind/Coast",
        "not_body": [{"span": head}, {"span": [TEXT.index("Leave a comment"), len(TEXT)]}],
        "private_persons": [{"span": named, "why": "age and trade"}],
    }
    return {"document": document, "claims": claims}


def evaluate(reading: dict) -> dict:
    return seed.evaluate(EXPECTED, reading, TEXT)


def lines_of(result: dict, *words: str) -> list[str]:
    return [line for line in result["lines"] if all(w in line for w in words)]


def test_a_perfect_answer_scores_everything(perfect):
    result = evaluate(perfect)

    assert (result["right"], result["claims"]) == (10, 10)
    assert result["facts_right"] == result["facts"]
    assert (result["false_tallies"], result["chrome_claims"], result["misquoted"], result["unasked"]) == (0, 0, 0, 0)


def test_the_perfect_answer_stays_perfect_among_claims_that_nobody_asked_for(perfect):
    """One to one, but at the best total: a poorer claim on the same words cannot take the place of the right one."""
    perfect["claims"].insert(0, claim(90, EXPECTED["claims"][2]["at"], "publisher", "asserts", act="killed"))

    result = evaluate(perfect)

    assert (result["right"], result["unasked"]) == (10, 1)


PLANTS = {
    "a denial told as an assertion": (5, {"stance": "asserts"}, "stance"),
    "actor and target changed places": (
        2,
        {"actors": called("Borian government forces"), "targets": called("Arland")},
        "actors",
    ),
    "an actor dropped": (1, {"actors": called("Ivo Maric")}, "actors"),
    "an actor too many": (2, {"actors": called("Arland", "Boria")}, "actors"),
    "another nation's aircraft": (5, {"actors": called("Arlandic aircraft")}, "actors"),
    "at least told as exactly": (6, {"counts": [killed("people", 6, 6, "at least 6")]}, "counts"),
    "exactly told as at least": (7, {"counts": [killed("soldier", 1)]}, "counts"),
    "more than told as at least": (3, {"counts": [killed("civilians", 40, words="more than 40")]}, "counts"),
    "another thing counted": (6, {"counts": [killed("soldiers", 6, words="at least 6")]}, "counts"),
    "a count too many": (
        3,
        {"counts": [killed("civilians", 41, words="more than 40"), killed("children", 9, words="at least 9")]},
        "counts",
    ),
    "wounded told as killed": (
        6,
        {"counts": [killed("people", 6, words="at least 6") | {"kind": "wounded"}]},
        "counts",
    ),
    "a window that starts elsewhere": (
        3,
        {"window": {"start": "2030-01-01", "start_latest": "2031-01-31", "end": "2031-05-12"}},
        "window",
    ),
    "a start made certain": (
        3,
        {"window": {"start": "2031-01-01", "start_latest": None, "end": "2031-05-12"}},
        "window",
    ),
    "a window without end": (3, {"window": {"start": "2031-01-01", "start_latest": "2031-01-31"}}, "window"),
    "a sum told as one event": (4, {"cumulative": False}, "cumulative"),
    "a promise negated": (9, {"negated": True}, "negated"),
    "a deadline told as a start": (9, {"when": {"start": "2031-05-19", "end": None}}, "deadline"),
    "a day off": (7, {"when": {"start": "2031-05-11", "end": "2031-05-11"}}, "when"),
    "an hour that nobody gave": (7, {"when": {"start": "2031-05-12T09:00", "end": None}}, "when"),
    "a day stretched to a week": (7, {"when": {"start": "2031-05-12", "end": "2031-05-19"}}, "when"),
    "another place": (1, {"place": {"name": "Odry"}}, "place"),
    "another act": (7, {"act": "shelling"}, "act"),
    "the outlet speaks for the minister": (2, {"speaker": {"name": "publisher", "kind": "publisher"}}, "speaker"),
    "the minister speaks for the outlet": (3, {"speaker": {"name": "Ivo Maric", "kind": "person"}}, "speaker"),
    "one of two speakers": (2, {"speaker": {"name": "Maric and Kostova", "kind": "group"}}, "speaker"),
    "a stranger for the private person": (10, {"speaker": {"name": "Lena Kostova", "kind": "person"}}, "speaker"),
}


@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_wrong_answer_is_caught_and_its_key_named(perfect, plant):
    number, change, key = PLANTS[plant]
    perfect["claims"][number - 1] |= change

    result = evaluate(perfect)

    assert result["right"] == 9
    assert len(lines_of(result, f"claim {number:>3}", f"{key}: expected")) == 1 or lines_of(result, f"{key}: more than")


def test_one_claim_cannot_answer_two(perfect):
    """The figure for children lies inside the sentence for civilians; a single claim over both answers one of them."""
    perfect["claims"] = [c for c in perfect["claims"] if c["id"] != "d#4"]

    result = evaluate(perfect)

    assert (result["right"], result["missed"]) == (9, 1)
    assert lines_of(result, "claim   4", "answer others")


def test_a_claim_beside_the_words_does_not_answer(perfect):
    perfect["claims"][6]["span"] = at("Experts will meet")

    assert lines_of(evaluate(perfect), "claim   7", "missed", "no claim touches")


def test_a_killed_count_that_nobody_gave_is_a_false_tally(perfect):
    perfect["claims"][0]["counts"] = [killed("soldiers", 3)]

    result = evaluate(perfect)

    assert result["false_tallies"] == 1
    assert lines_of(result, "false tally", "d#1", "killed 3..")


def test_the_same_dead_told_twice_are_a_false_tally(perfect):
    again = copy.deepcopy(perfect["claims"][6])
    perfect["claims"].append(again | {"id": "d#91"})

    assert evaluate(perfect)["false_tallies"] == 1


def test_a_sum_told_as_one_event_is_a_false_tally(perfect):
    perfect["claims"][2]["cumulative"] = False

    assert evaluate(perfect)["false_tallies"] == 1


@pytest.mark.parametrize("words", ["Harvest fair opens", "5 min read", "sign truce at Varn – Coast"])
def test_a_claim_from_the_chrome_is_caught(perfect, words):
    perfect["claims"].append(claim(92, at(words), "publisher", "asserts"))

    assert evaluate(perfect)["chrome_claims"] == 1


def test_a_quote_that_is_not_the_text_is_caught(perfect):
    perfect["claims"][0]["quote"] = "Arland won."

    assert evaluate(perfect)["misquoted"] == 1


WRONG_FACTS = {
    "text": {"text": TEXT.strip()},
    "origin": {"origin": "Inland Wire"},
    "copy": {"copy": {"is_copy": False, "reason": None}},
    "date": {"published": {"start": "2031-05-11", "end": "2031-05-12", "method": "photo-caption"}},
    "date evidence": {"published": {"start": "2031-05-12", "end": "2031-05-12", "method": "guess"}},
    "reporters": {"reporters": ["Ivo Maric"]},
    "photo credit": {"photo_credit": None},
    "not body": {"not_body": [{"span": [0, 10]}]},
    "private persons": {"private_persons": []},
}


@pytest.mark.parametrize("fact", WRONG_FACTS)
def test_a_wrong_document_fact_is_caught(perfect, fact):
    perfect["document"] |= WRONG_FACTS[fact]

    assert lines_of(evaluate(perfect), "document", fact, "WRONG")


def test_a_body_marked_as_chrome_is_caught(perfect):
    perfect["document"]["not_body"].append({"span": at("A mine killed one")})

    assert lines_of(evaluate(perfect), "not body", "marks the body: claim 7")


def test_a_public_figure_hidden_as_a_private_person_is_caught(perfect):
    perfect["document"]["private_persons"].append({"span": at("Ivo Maric")})

    assert lines_of(evaluate(perfect), "private persons", "public figures are marked")


@pytest.mark.parametrize(
    ("phrase", "head"),
    [
        ("the Borian government forces and their allies", "force"),
        ("al-Maric’s forces", "force"),
        ("forces of the Borian government", "force"),
        ("Petra Hollmann, Coast Wire", "hollmann"),
        ("the two leaders", "leader"),
        ("children", "child"),
    ],
)
def test_the_head_of_a_phrase_is_the_word_that_is_counted(phrase, head):
    assert name(phrase).head == head


def test_two_spellings_are_one_name_only_where_the_text_has_both():
    one, other = name("Petra Hollmann"), name("Holmann")

    assert same_name(one, other, TEXT)
    assert not same_name(one, other, TEXT.replace("Holmann", "she"))


def test_two_proper_names_are_two():
    assert [n.head for n in names("Arland and Boria")] == ["arland", "boria"]
    assert [n.head for n in names("joint statement, read by Arland and Boria")] == ["statement"]


def test_the_assignment_is_the_best_in_total_not_the_best_first():
    assert assign([[10.0, 9.0], [9.0, 0.0]]) == {0: 1, 1: 0}
    assert assign([[0.0, 0.0]]) == {}
    assert assign([]) == {}


def test_without_the_report_the_bench_says_so_and_ends_well(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TRUCEWATCH_SHARED", str(tmp_path))

    assert seed.main([]) == 0
    assert "nothing to score" in capsys.readouterr().out


def test_a_program_that_fails_is_no_score(tmp_path, monkeypatch):
    """A reader that crashes must never look like a reader that found nothing."""
    (tmp_path / "trucewatch").write_text("#!/bin/sh\necho broken >&2\nexit 1\n")
    (tmp_path / "trucewatch").chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))

    with pytest.raises(SystemExit, match="ended with 1"):
        seed.read(tmp_path / "report.txt")


def test_the_program_is_run_as_a_process_and_its_line_scored(tmp_path, monkeypatch, perfect, capsys):
    (tmp_path / "seed").mkdir()
    (tmp_path / "seed" / "report.txt").write_text(TEXT, encoding="utf-8")
    expected = EXPECTED | {"document": EXPECTED["document"] | {"file": "report.txt"}}
    (tmp_path / "seed" / "expected.json").write_text(json.dumps(expected), encoding="utf-8")
    (tmp_path / "line.json").write_text(json.dumps(perfect), encoding="utf-8")
    (tmp_path / "trucewatch").write_text(f"#!/bin/sh\ncat '{tmp_path}/line.json'\n")
    (tmp_path / "trucewatch").chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("TRUCEWATCH_SHARED", str(tmp_path))

    assert seed.main([]) == 0
    assert "right 10 of 10" in capsys.readouterr().out
