"""Every table stands beside exact words with their speaker, is marked unreviewed, and the file can be executed."""

import re

import pytest

from trucewatch.agreement import check, load
from trucewatch.drafting import write

FILES = [
    ("retelling",),
    ("litani",),
    ("strip",),
    ("khartoum",),
    ("aghdam",),
    ("hodeida-ships",),
    ("sirte",),
    ("contact",),
    ("goma",),
    ("hotline",),
    ("six-months",),
    ("litani", "none-demand", "strip"),
    ("retelling", "contact"),
]


@pytest.fixture(params=FILES, ids="+".join, scope="module")
def case(request, draft, readings):
    return draft(*request.param), {one.document.id: one.document.text for one in readings(*request.param)}


@pytest.fixture
def file(case, tmp_path):
    path = tmp_path / "draft.truce.md"
    path.write_text(write(case[0]), encoding="utf-8")
    return path


def test_every_quotation_is_the_exact_words_at_its_span(case):
    proposal, texts = case
    told = [words for one in (*proposal.tables, *proposal.questions) for words in one.words]

    assert told
    assert [words for words in told if texts[words.document][slice(*words.span)] != words.quote] == []


def test_every_table_has_words(case):
    assert [table for table in case[0].tables if not table.words] == []


def test_the_file_can_be_executed_as_far_as_it_goes(file):
    assert check(file) == []
    assert load(file).encoded_by == "drafted from reports by Trucewatch; not reviewed"


def test_every_fence_is_marked_unreviewed_and_follows_its_quotation(file):
    text = file.read_text(encoding="utf-8")
    fences = re.findall(r"(?:^(.*)\n\n)?^```terms\n(\[\[?\w+\]\]?)\n(.*)$", text, flags=re.MULTILINE)

    assert len(fences) == text.count("```terms")
    for above, head, first in fences:
        assert first == "# unreviewed"
        assert head == "[agreement]" or re.fullmatch(r"> — .*, characters \d+–\d+", above), head


def test_every_question_is_an_item_with_the_key_that_it_fills(case, file):
    missing = file.read_text(encoding="utf-8").split("## What is missing\n")[1]
    items = re.findall(r"^- (.*)$", missing, flags=re.MULTILINE)

    assert len(items) == len(case[0].questions)
    assert [item for item in items if not re.search(r" Fills: (?:none|.*`.*)\.$", item)] == []


def test_no_zone_is_drawn(case):
    kinds = {table.get("kind") for table in case[0].of("zone")}

    assert kinds <= {"undefined", "named"}


def test_no_day_is_settled_that_no_clock_settles(case):
    """An instant without a zone told for it stays open in the reading `clock`."""
    told = [str(value) for table in case[0].tables if table.kind != "reading" for _, value in table.keys]

    assert [at for at in told if re.search(r"T\d\d:\d\d(?!\[|[+-]\d)", at)] == []


def test_whose_words_they_are_stands_beside_them(draft):
    text = write(draft("retelling"))

    assert "— Recep Tayyip Erdogan, in retelling.txt, characters 1320–1405" in text


def test_words_that_look_like_markup_stay_words(drafted, tmp_path):
    proposal = drafted(
        'Chad and Libya agreed to a "ceasefire" *for all* on Saturday. Under it, `both` will #withdraw <b>troops</b>.'
    )
    path = tmp_path / "draft.truce.md"
    path.write_text(write(proposal), encoding="utf-8")

    assert check(path) == []
    assert r"\*for all\*" in path.read_text(encoding="utf-8")


def test_a_sentence_that_names_a_private_person_is_never_quoted(drafted):
    text = (
        "Chad and Libya agreed to a ceasefire on Saturday. Under it, both will release prisoners, said Amina Deby, 34, "
        "a baker whose son was taken."
    )
    proposal = drafted(text)

    assert all("Amina" not in words.quote for table in proposal.tables for words in table.words)


def test_a_sentence_over_two_lines_is_quoted_as_it_stands(drafted, readings):
    text = "NDJAMENA (Courier) - Chad and Libya agreed on Saturday to a ceasefire that takes effect on\n12 May at noon."
    proposal = drafted(text)
    (start,) = [table for table in proposal.of("event") if table.id == "start"]

    assert start.get("at") == "2031-05-12T12:00[{clock}]"
    assert start.words[0].quote in text
    assert "\n" in start.words[0].quote
