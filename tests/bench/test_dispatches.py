"""How two people's golden claims are matched and compared, on dispatches made up here."""

import pytest

import case
import dispatches
import golden
from corpora import plain

MARKED = """# style: wire
# region: Nowhere

{L VARN}, {T June 3} – {O {N Arland} gunners} killed {Q {Q four} {G people}} in {L Odry}, {O the ministry} said."""
TEXT = "VARN, June 3 – Arland gunners killed four people in Odry, the ministry said."
A = {"at": "gunners killed four", "speaker": "the ministry", "act": "killed", "actors": ["Arland gunners"]}
B = {"at": "killed four people", "speaker": "ministry", "act": "shelling", "place": "Odry"}


def test_a_dispatch_is_read_without_its_head_and_its_nested_marks():
    assert plain(MARKED) == TEXT


def test_claims_are_matched_where_their_words_touch():
    elsewhere = {"at": "the ministry said", "speaker": "ministry"}

    assert dispatches.match([A], [elsewhere, B], TEXT) == [(A, B)]
    assert dispatches.match([A], [elsewhere], TEXT) == []
    assert dispatches.match([], [], TEXT) == []


def test_of_several_claims_that_touch_the_one_with_most_keys_alike_is_taken():
    alike = B | {"act": "killed"}

    assert dispatches.match([A], [B, alike], TEXT) == [(A, alike)]


def test_two_ways_to_write_one_name_are_alike_and_two_acts_are_not():
    assert dispatches.alike("speaker", A, B, TEXT)
    assert not dispatches.alike("act", A, B, TEXT)


FOUR = {"kind": "killed", "at_least": 4, "at_most": 4}
AT_LEAST_FOUR = {"kind": "killed", "at_least": 4}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (FOUR | {"of": "people"}, FOUR, True),
        (AT_LEAST_FOUR, FOUR, False),
        (AT_LEAST_FOUR, AT_LEAST_FOUR | {"kind": "wounded"}, False),
    ],
)
def test_figures_are_alike_by_kind_and_bounds(one, other, same):
    assert dispatches.alike("counts", {"counts": [one]}, {"counts": [other]}, TEXT) is same
    assert (dispatches.value("counts", [one]) == dispatches.value("counts", [other])) is same


def test_what_one_person_left_out_is_told_apart_from_disagreement():
    text = golden.Golden("a/x.txt", golden.take_in(TEXT.encode(), name="x.txt").documents, (A,))
    other = golden.Golden("a/x.txt", text.documents, (B, {"at": "the ministry said"}))

    lines = dispatches.agreement({"a/x.txt": text}, {"a/x.txt": other, "b/y.txt": other})

    assert lines[0] == "two people over 1 dispatches: 1 claims found by both, 1 by one (F1 0.67)"
    shown = {line.split()[0]: line.split()[1:5] for line in lines[2:]}
    assert shown == {
        "act": ["0", "of", "1", "0"],
        "actors": ["0", "of", "0", "1"],
        "place": ["0", "of", "0", "1"],
        "speaker": ["1", "of", "1", "0"],
    }


def expectations(folder, number, *files):
    """Write what one person found: one claim in each of the files."""
    found = [f'[[document]]\nfile = "{f}"\npublished = "2020-06-03"\nclaims = [{{ at = "the" }}]\n' for f in files]
    (folder / f"expected-{number}.toml").write_text("\n".join(found))


def test_shared_dispatches_count_once_and_each_half_has_its_own_sets(tmp_path, monkeypatch):
    monkeypatch.setattr(golden, "text_of", lambda file: TEXT)
    expectations(tmp_path, 1, "a/01-x.txt", "c/01-y.txt")
    expectations(tmp_path, 2, "a/01-x.txt", "b/02-z.txt", "d/04-w.txt")

    assert [g.file for g in golden.of_dispatches("dev", tmp_path)] == ["a/01-x.txt", "b/02-z.txt"]
    assert [g.file for g in golden.of_dispatches("held", tmp_path)] == ["c/01-y.txt", "d/04-w.txt"]


def test_dispatches_that_nobody_annotated_have_no_figures(tmp_path):
    assert dispatches.measure("dev", tmp_path) is None


@pytest.mark.parametrize("held_out", [[str(golden.DISPATCHES), "--half", "held"], [str(golden.STORIES)]])
def test_the_wrong_claims_of_what_is_held_out_are_not_shown(held_out, capsys):
    with pytest.raises(SystemExit):
        case.main([*held_out, "--wrong"])

    assert "would spend it" in capsys.readouterr().err


def test_a_claim_that_touches_nothing_expected_is_one_too_many():
    text = "Gunners killed four people in Odry.\n\nShells wounded nine people in Varn."
    document = golden.take_in(text.encode(), name="x.txt", published="2020-06-03").documents
    expected = ({"at": "killed four people", "counts": [{"kind": "killed", "at_least": 4, "at_most": 4}]},)

    figures = case.score([golden.Golden("x.txt", document, expected, exhaustive=True)])

    assert (figures["whole"], figures["unasked"], figures["false_tallies"]) == (1, 1, 0)


def test_a_killed_count_that_nobody_gave_is_counted():
    document = golden.take_in(b"Gunners killed four people in Odry.", name="x.txt", published="2020-06-03").documents
    expected = ({"at": "killed four people", "counts": [{"kind": "killed", "at_least": 5, "at_most": 5}]},)

    assert case.score([golden.Golden("x.txt", document, expected, exhaustive=True)])["false_tallies"] == 1
    assert case.score([golden.Golden("x.txt", document, ({"at": "killed"},), exhaustive=True)])["false_tallies"] == 0
