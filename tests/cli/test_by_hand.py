"""What the machine does, a person can do by hand first: observe, enter, decide, take back."""

import json

OBSERVE = (
    "observe", "case", "--observer", "Team 4", "--lon", "36.62", "--lat", "35.81", "--means", "heard",
    "--what", "explosions", "--act", "explosion", "--count", "7", "--unit", "explosion", "--bearing", "315",
    "--distance", "7000..10000", "--at", "2020-03-06T02:10+02:00",
)  # fmt: skip
SIGNED = ("--by", "A. Analyst", "--reason", "checked")


def changed(**options):
    words = list(OBSERVE)
    for name, value in options.items():
        words[words.index(f"--{name}") + 1] = value
    return words


def test_an_observation_keeps_distance_as_a_middle_and_a_doubt(river):
    observation = river.json(*OBSERVE)

    assert (observation["distance_m"], observation["distance_error_m"]) == (8500, 1500)
    assert observation["position"]["lon"] == 36.62
    assert observation["count"] == 7


def test_the_same_observation_is_recorded_once(river):
    river(*OBSERVE)

    assert "recorded already" in river(*OBSERVE, code=1).stderr


def test_what_an_observation_cannot_hold_is_said(river):
    assert "none of saw, heard" in river(*changed(means="dreamt"), code=2).stderr
    assert "write metres" in river(*changed(distance="far"), code=2).stderr
    assert "nearer one" in river(*changed(distance="9000..7000"), code=2).stderr
    assert "not an instant" in river(*changed(at="2020-02-31T02:10"), code=2).stderr
    assert "before --at" in river(*OBSERVE, "--until", "2020-03-06T01:00+02:00", code=2).stderr


def test_a_decision_is_signed_and_reasoned(river):
    target = river.json(*OBSERVE)["id"]

    assert "--by" in river("decide", "case", target, "--reject", "--reason", "x", code=2).stderr
    assert (
        "must say something" in river("decide", "case", target, "--reject", "--by", " ", "--reason", "x", code=2).stderr
    )
    assert "name one of" in river("decide", "case", target, "--reject", "--accept", *SIGNED, code=2).stderr


def test_a_correction_takes_words_and_json(river):
    claim = river.json(*OBSERVE)["id"] + ".1"
    decision = river.json(
        "decide", "case", claim, "--correct", "act=shelling", "--correct", 'actors=[{"name": "North"}]', *SIGNED
    )

    assert decision["what"] == "claim"
    assert [(name, json.loads(text)) for name, text in decision["changes"]] == [
        ("act", "shelling"),
        ("actors", [{"name": "North"}]),
    ]


def test_a_correction_that_no_run_could_apply_is_refused_before_it_is_recorded(river):
    claim = river.json(*OBSERVE)["id"] + ".1"

    for pair, why in (
        ("akt=shelling", "no such field"),
        ("act=shellling", "is none of"),
        ("counts=[7]", "does not fit"),
        ("quote=nothing", "what was said where"),
    ):
        said = river("decide", "case", claim, "--correct", pair, *SIGNED, code=2).stderr
        assert "nothing recorded" in said
        assert why in said
    river("run", "case")


def test_a_decision_can_be_taken_back_and_stays_in_the_log(river):
    target = river.json(*OBSERVE)["id"]
    first = river.json("decide", "case", target, "--reject", *SIGNED)
    second = river.json("decide", "case", first["id"], "--undo", *SIGNED)

    assert (second["action"], second["target"], second["replaces"]) == ("undo", first["id"], first["id"])
    assert "no such decision" in river("decide", "case", target, "--undo", *SIGNED, code=2).stderr


def test_a_decision_about_nothing_is_refused(river):
    assert "nothing in case has this id" in river("decide", "case", "nothing", "--reject", *SIGNED, code=2).stderr


def test_a_place_name_can_be_decided_on_by_saying_so(river):
    decision = river.json("decide", "case", "Behun", "--what", "place", "--correct", "name=Balyun", *SIGNED)

    assert (decision["what"], decision["target"]) == ("place", "Behun")


def test_a_decision_says_truly_what_it_is_about(river):
    seen = river.json(*OBSERVE)["id"]

    for target, what, why in (
        ("nothing", "claim", "nothing in case has this id"),
        (seen, "claim", f"{seen} is a document, not a claim"),
    ):
        assert why in river("decide", "case", target, "--what", what, "--reject", *SIGNED, code=2).stderr


def test_links_are_joined_and_parted(river):
    one, two, three = (
        river.json(*OBSERVE, "--text", words)["id"] + ".1" for words in ("the first", "the second", "the third")
    )
    joined = river.json("decide", "case", one, "--merge", two, *SIGNED)
    parted = river.json("decide", "case", one, "--split", three, *SIGNED)

    assert (joined["what"], joined["changes"]) == ("link", [["with", f'"{two}"']])
    assert (parted["action"], parted["changes"]) == ("split", [["with", f'"{three}"']])


def test_a_link_to_nothing_or_to_a_whole_document_is_refused(river):
    seen = river.json(*OBSERVE)["id"]

    for one, other, why in (
        ("i-1", f"{seen}.1", "i-1: nothing in case has this id"),
        (f"{seen}.1", "i-2", "i-2: nothing in case has this id"),
        (f"{seen}.1", seen, f"{seen} is a document"),
    ):
        assert why in river("decide", "case", one, "--merge", other, *SIGNED, code=2).stderr


def test_what_a_person_recorded_is_in_the_chain_of_custody(river):
    target = river.json(*OBSERVE)["id"]
    river("decide", "case", target, "--reject", *SIGNED)

    assert "3 custody entries unbroken" in river("verify", "case").stdout


LOG = "Nr,Tag,Ort,Was,Tote,Quelle\n1,2020-03-09,Ariha,shelling,2,Rescuers\n2,2020-03-10,Saraqib,explosion,0,Rescuers\n"
MAP = """\
observer = "A. Analyst"
published = "2020-03-12"

[columns]
id = "Nr"
date = "Tag"
place = "Ort"
act = "Was"
killed = "Tote"
source = "Quelle"
"""


def test_a_log_of_ones_own_becomes_claims_of_its_sources(river):
    (river.folder / "log.csv").write_text(LOG, encoding="utf-8")
    (river.folder / "map.toml").write_text(MAP, encoding="utf-8")

    assert "2 claims from 2 documents" in river("log", "case", "log.csv", "--map", "map.toml").stdout
    assert "came in before" in river("log", "case", "log.csv", "--map", "map.toml").stdout
    assert river.json("run", "case", "--as-of", "2020-03-11")["documents"] == 0
    assert river.json("run", "case", "--as-of", "2020-03-31")["incidents"] == 2


def test_a_log_whose_columns_cannot_be_told_shows_the_map_to_write(river):
    (river.folder / "log.csv").write_text("a,b\n1,2\n", encoding="utf-8")

    assert "Write a map" in river("log", "case", "log.csv", code=1).stderr


def test_a_map_without_its_table_says_where_columns_go(river):
    (river.folder / "log.csv").write_text(LOG, encoding="utf-8")
    (river.folder / "map.toml").write_text(MAP.replace("[columns]", ""), encoding="utf-8")

    assert "under [columns]" in river("log", "case", "log.csv", "--map", "map.toml", code=2).stderr


POST = "قال الأهالي إن المدفعية قصفت البلدة صباح الاثنين، ثم وصلت فرق الدفاع المدني إلى المكان ونقلت الجرحى."
HAND = """\
document = "post.txt"
by = "A. Analyst"
reason = "read by a person"

[[claim]]
id = "one"
quote = "المدفعية قصفت البلدة"
speaker = { name = "Residents", kind = "group" }
act = "shelling"
when = { start = "2020-03-09", end = "2020-03-09" }
"""


def test_claims_that_a_person_read_stand_beside_a_document_that_is_not_read(river):
    (river.folder / "post.txt").write_text(POST, encoding="utf-8")
    (river.folder / "hand.toml").write_text(HAND, encoding="utf-8")
    river("add", "case", "post.txt")
    river("log", "case", "hand.toml")
    river("run", "case", "--as-of", "2020-03-31")
    claims = river.json("show", "case", "post.txt")["claims"]

    assert [(c["id"], c["quote"], c["method"]) for c in claims] == [
        ("post.txt.one", "المدفعية قصفت البلدة", "by-hand"),
    ]


def test_a_quote_that_is_not_in_the_document_is_refused(river):
    (river.folder / "post.txt").write_text("Residents heard nothing at all that night.", encoding="utf-8")
    (river.folder / "hand.toml").write_text(HAND, encoding="utf-8")
    river("add", "case", "post.txt")

    assert "occurs 0 times" in river("log", "case", "hand.toml", code=2).stderr


def test_a_claim_that_an_act_did_not_happen_is_shown_with_its_not(river):
    (river.folder / "post.txt").write_text(POST, encoding="utf-8")
    (river.folder / "hand.toml").write_text(HAND + "negated = true\n", encoding="utf-8")
    river("add", "case", "post.txt")
    river("log", "case", "hand.toml")
    river("run", "case", "--as-of", "2020-03-31")

    assert "not: shelling" in river("show", "case", "post.txt").stdout
