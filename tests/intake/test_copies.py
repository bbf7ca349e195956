"""Copies count once: the earliest is the original, whatever stands around the text and in whatever order it comes."""

import importlib.util
import random
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.intake import mark_copies, take_in_text
from trucewatch.model import Document, Published

_SPEC = importlib.util.spec_from_file_location("generated", Path(__file__).parents[2] / "bench" / "generated.py")
generated = importlib.util.module_from_spec(_SPEC)
sys.modules["generated"] = generated  # dataclasses look their module up
_SPEC.loader.exec_module(generated)


def _seeded(seed):
    return random.Random(seed)  # noqa: S311  (runs must repeat)


STORY = "\n\n".join(generated.report(_seeded(3), words=200))


def document(id, text=STORY, day=5, publisher=None, **more):  # noqa: A002
    instant = f"2020-03-{day:02d}"
    return Document(id=id, text=text, publisher=publisher, published=Published(start=instant, end=instant), **more)


def marked(*documents):
    return {d.id: d for d in mark_copies(documents)}


def test_the_later_of_two_equal_texts_is_a_copy_of_the_earlier():
    both = marked(document("late", day=6, publisher="B"), document("early", publisher="Agency"))

    assert both["late"].copy.of == "early"
    assert both["late"].origin == "Agency"
    assert not both["early"].copy.is_copy


def test_found_on_a_generated_set_with_recall_and_precision_above_98_percent():
    made = generated.collection(seed=11, stories=60)
    found = {d.id: d.copy.of for d in mark_copies(made.documents) if d.copy.is_copy}
    right = sum(made.originals.get(one) == of for one, of in found.items())

    assert right / len(made.originals) >= 0.98
    assert right / len(found) >= 0.98


def test_another_agencys_report_of_the_same_statement_is_no_copy():
    rng = _seeded(5)
    statement = generated.quotation(rng)
    one = f"{generated.sentence(rng)} {generated.sentence(rng)}\n\n{statement}\n\n{generated.sentence(rng)}"
    two = f"{generated.sentence(rng)}\n\n{statement}\n\n{generated.sentence(rng)} {generated.sentence(rng)}"
    both = marked(document("a", one, publisher="A"), document("b", two, day=6, publisher="B"))

    assert not both["b"].copy.is_copy


def test_a_bulletin_with_new_figures_is_no_copy_of_yesterdays():
    text = (
        "The monitors counted {} violations in the past day. The cameras at Kolvar did not work. A patrol was turned "
        "back at the bridge after some time, and the monitors were not let through to the place before dark."
    )
    both = marked(
        document("mon", text.format(14), day=9, publisher="Monitors"),
        document("tue", text.format(23), day=10, publisher="Monitors"),
    )

    assert not both["tue"].copy.is_copy


def test_copies_of_copies_lead_to_the_earliest():
    three = marked(
        document("c", day=7), document("b", STORY[: len(STORY) * 3 // 4], day=6), document("a", publisher="A")
    )

    assert (three["b"].copy.of, three["c"].copy.of) == ("a", "a")
    assert three["c"].origin == "A"


def test_an_agency_that_an_earlier_page_credits_is_the_original():
    """Page times are not always right: a site may stamp a wire story with an earlier minute than the agency."""
    early = replace(document("site", publisher="Valley Post"), origin="Reuters")
    both = marked(early, document("wire", day=6, publisher="Reuters"))

    assert not both["wire"].copy.is_copy


def test_a_credit_in_the_text_stays_the_reason():
    copy = take_in_text(f"KOLVAR (Reuters) - {STORY}", document_id="b", publisher="Valley Post", published="2020-03-06")
    both = marked(document("a", publisher="Reuters"), copy)

    assert both["b"].copy.of == "a"
    assert both["b"].copy.reason.startswith("dateline of an agency; same words as a")


def test_an_undated_text_may_be_a_copy_but_is_never_the_original():
    both = marked(replace(document("undated"), published=Published()), document("dated", day=6))

    assert both["undated"].copy.of == "dated"


def test_differing_figures_of_a_copy_are_named():
    changed = STORY.replace(next(w for w in STORY.split() if w.isdecimal()), "777", 1)
    both = marked(document("a", publisher="A"), document("b", changed, day=6, publisher="B"))

    assert both["b"].copy.is_copy
    assert any("figures not in a: 777" in note for note in both["b"].review)


def test_chrome_shared_by_two_pages_makes_no_copy():
    chrome = "\n\n".join(generated.sentence(_seeded(i)) for i in range(6))
    form = "Leave a Reply\n\nYour email address will not be published."
    texts = [f"{generated.sentence(_seeded(90 + i))}\n\n{form}\n\n{chrome}" for i in range(2)]
    pages = [take_in_text(text, document_id=f"p{i}", published=f"2020-03-0{i + 5}") for i, text in enumerate(texts)]

    assert not any(d.copy.is_copy for d in mark_copies(pages))


def test_marking_twice_changes_nothing():
    once = mark_copies(generated.collection(stories=8).documents)

    assert mark_copies(once) == once


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 50))
def test_the_order_of_the_input_does_not_matter_and_no_copy_is_older_than_its_original(rng, seed):
    documents = list(generated.collection(seed=seed, stories=5).documents)
    before = {d.id: d for d in mark_copies(documents)}
    rng.shuffle(documents)
    after = mark_copies(documents)

    assert [d.id for d in after] == [d.id for d in documents]
    assert {d.id: d for d in after} == before
    for one in after:
        if one.copy.of:
            assert _start(before[one.copy.of]) <= _start(one)


def _start(document):
    return datetime.fromisoformat(document.published.start).astimezone(UTC)


@pytest.mark.parametrize("words", [0, 3, 11])
def test_a_text_of_a_few_words_is_never_told_a_copy(words):
    text = " ".join(STORY.split()[:words])
    both = marked(document("a", text), document("b", text, day=6))

    assert not both["b"].copy.is_copy
