"""Marks, the re3d bench and the agreement of two annotators, on a few words of our own."""

import json

import pytest

import agreement_mentions
import re3d
from agreement_mentions import marks

MARKED = "{O {Q Two} {N Arlandic} soldiers} left {L the village of {L Varn}} on {T Monday}."


def test_marks_are_read_as_spans_of_the_text_without_them():
    text, found = marks.unmarked(MARKED)

    assert text == "Two Arlandic soldiers left the village of Varn on Monday."
    assert [(text[m.start : m.end], m.kind) for m in found] == [
        ("Two Arlandic soldiers", "Organisation"),
        ("Two", "Quantity"),
        ("Arlandic", "Nationality"),
        ("the village of Varn", "Location"),
        ("Varn", "Location"),
        ("Monday", "Temporal"),
    ]


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("Fine.\n{L the village", "a.txt:2: the Location mark 'the village' is never closed"),
        ("a } b", "a.txt:1: a } without its { after 'a '"),
        ("{X word}", "a.txt:1: '{X word}' opens no mark; write {K words}, K one of P O G L N W M V Q T $"),
        ("{L }", "a.txt:1: the Location mark '' is empty or has a space at its edge"),
        ("{L Varn }", "a.txt:1: the Location mark 'Varn ' is empty or has a space at its edge"),
    ],
)
def test_a_wrong_mark_is_named_with_its_line_and_the_way_out(marked, message):
    with pytest.raises(marks.MarkError) as error:
        marks.unmarked(marked, where="a.txt")

    assert str(error.value) == message


def test_every_dispatch_of_ours_can_be_read():
    read = marks.dispatches(agreement_mentions.CORPORA)

    assert len(read) >= 180
    assert {m.kind for one in read for m in one.marks} == set(marks.KINDS.values())


@pytest.fixture
def folder(tmp_path):
    """A folder like one of re3d's: people marked a phrase, a machine the name in it and a name elsewhere."""
    text = "They left west of Varn. Odry is quiet."
    entities = [
        {"begin": 0, "end": 4, "type": "Organisation", "confidence": 1},
        {"begin": 10, "end": 22, "type": "Location", "confidence": 0.98},
        {"begin": 18, "end": 22, "type": "Location", "confidence": 0},
        {"begin": 24, "end": 29, "type": "Location", "confidence": 0},
        {"begin": 0, "end": 4, "type": "DocumentReference", "confidence": 1},
    ]
    (tmp_path / "documents.json").write_text(json.dumps({"_id": "d", "text": text}), encoding="utf-8")
    lines = "\n".join(json.dumps({**e, "documentId": "d"}) for e in entities)
    (tmp_path / "entities.json").write_text(lines, encoding="utf-8")
    return tmp_path


def test_both_golds_hold_what_they_are_said_to_hold(folder):
    """A machine's name inside a phrase of people's counts in the first only; spaces at an edge are dropped."""
    (one,) = re3d.gold(folder)

    assert one.every - one.people == {(18, 22, "Location")}
    assert one.people == {(0, 4, "Organisation"), (10, 22, "Location"), (24, 28, "Location")}


def test_only_the_exact_span_with_its_kind_is_right():
    wanted = frozenset({(0, 4, "Person"), (5, 9, "Location")})
    found = frozenset({(0, 4, "Organisation"), (5, 9, "Location")})

    assert re3d.scored([(found, wanted)]).f1() == pytest.approx(50)
    assert re3d.scored([(found, wanted)]).f1("Location") == pytest.approx(100)


def test_errors_are_told_by_their_pattern():
    gold = re3d.Gold("the village of Varn fell", frozenset({(0, 19, "Location")}), frozenset())

    assert re3d.worst([(frozenset({(15, 19, "Location")}), gold)]) == [
        "   1  Location marked shorter (left) than the other",
        "   1  Location missed longer (left) than the other",
    ]


def test_agreement_counts_exact_marks_and_the_words_under_them(tmp_path):
    """Six words: one mark of two is the same, and one word has another label."""
    head = "# style: wire\n# region: X\n# decade: 2010s\n# written by: A\n\n"
    for folder, body in (("a", "{L Varn} fell, {O they} said."), ("second/a", "{L Varn} fell, {P they} said.")):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "01.txt").write_text(head + body, encoding="utf-8")
    found = agreement_mentions.measure(corpora=tmp_path)

    assert found["f1"] == pytest.approx(50)
    # 12 values: 8 outside, 2 Location, 1 Organisation, 1 Person; observed 2/12, expected (144 - 70) / (12 * 11)
    assert found["alpha"] == pytest.approx(1 - (2 / 12) / ((144 - 70) / (12 * 11)))


def test_where_nobody_marked_twice_nothing_is_measured(tmp_path):
    assert agreement_mentions.measure(corpora=tmp_path) is None


def test_a_second_annotation_of_another_text_is_refused(tmp_path):
    head = "# style: wire\n# region: X\n# decade: 2010s\n# written by: A\n\n"
    for folder, body in (("a", "{L Varn} fell."), ("second/a", "{L Varn} fled.")):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "01.txt").write_text(head + body, encoding="utf-8")

    with pytest.raises(ValueError, match=r"the text differs from the first one's at 'led\.'"):
        agreement_mentions.measure(corpora=tmp_path)
