"""Whole documents: the same text gives the same records, every span proves itself, and nothing breaks the reader."""

import csv
import json
import time
from pathlib import Path

import pytest

import case
from trucewatch.intake import take_in_text
from trucewatch.model import Document, NotBody, PrivatePerson, Published, Reading, from_plain, to_plain
from trucewatch.pipeline.outside import Asked, json_line
from trucewatch.reading import LANGUAGES, read

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "cases" / "idlib-2020" / "documents", ROOT / "bench" / "stories" / "documents")
RETELLING = ROOT / "docs" / "tutorial" / "retelling.txt"
STORY = (
    "IDLIB, 5 March 2020 (Straits Courier) - The army shelled Binnish on Thursday, killing four people, the ministry "
    "said.\n\n“They shelled us all night,” said Karim Haddad, 65, a farmer.\n\nThe army denied it."
)


def document(text, **fields):
    return Document(**({"id": "d", "text": text, "lang": "en", "published": Published(start="2020-03-05")} | fields))


def plain(made):
    return json.dumps(to_plain(made), ensure_ascii=False)


def of_folder(folder):
    with (folder / "index.csv").open(encoding="utf-8") as file:
        index = {row["file"]: row for row in csv.DictReader(file)}
    for path in sorted(folder.iterdir()):
        if path.name != "index.csv":
            yield from case.documents(path.name, index, folder)


@pytest.fixture(scope="module")
def retelling():
    return take_in_text(RETELLING.read_text(encoding="utf-8"), document_id="retelling", published="2020-03-05")


# ---------------------------------------------------------------- the same each time


def test_the_same_document_read_twice_gives_the_same_json(retelling):
    assert plain(read(retelling)) == plain(read(retelling))


def test_what_was_read_before_does_not_matter(retelling):
    others = [document(STORY, id="a"), document("Karim Haddad, the governor, spoke. He left.", id="b")]
    before = plain(read(others[0]))
    for one in (retelling, others[1]):
        read(one)

    assert plain(read(others[0])) == before


def test_the_order_of_documents_does_not_matter():
    batch = [one for n, one in enumerate(of_folder(FOLDERS[0])) if n % 5 == 0]
    forwards = {one.id: plain(read(one)) for one in batch}
    backwards = {one.id: plain(read(one)) for one in reversed(batch)}

    assert forwards == backwards


def test_the_document_itself_comes_back_unchanged(retelling):
    assert read(retelling).document == retelling


def test_another_id_changes_nothing_but_the_id():
    one, two = read(document(STORY, id="one")), read(document(STORY, id="two"))

    assert plain(one).replace("one#", "two#").replace('"one"', '"two"') == plain(two)


# ---------------------------------------------------------------- every span proves itself


@pytest.mark.parametrize("folder", FOLDERS, ids=["case", "stories"])
def test_every_span_of_every_dispatch_holds_the_words_it_claims(folder, check_spans):
    read_ones = [read(one) for one in of_folder(folder)]

    assert sum(len(made.claims) for made in read_ones) > 100
    for made in read_ones:
        check_spans(made)


def test_claims_are_numbered_in_the_order_of_the_text_under_their_documents_id(retelling):
    claims = read(retelling).claims

    assert [c.id for c in claims] == [f"retelling#{n}" for n in range(1, len(claims) + 1)]
    assert [c.span for c in claims] == sorted(c.span for c in claims)
    assert {c.document for c in claims} == {"retelling"}


def test_a_part_points_to_a_claim_of_the_same_document(retelling):
    claims = read(retelling).claims
    ids = {c.id for c in claims}

    assert all(n.part_of in ids for c in claims for n in c.counts if n.part_of)


def test_every_claim_says_by_which_method_it_was_read(retelling):
    assert all(c.method for c in read(retelling).claims)


def test_odd_characters_keep_every_offset(check_spans):
    text = "\ufeff“The army’s\u00a0guns shelled Binnish,”\u2028said Ka\u0301rim Haddad 🙂. Four\u200bdied in Ma’arrat."

    check_spans(read(document(text)))


# ---------------------------------------------------------------- what is not read


def test_no_claim_comes_from_what_is_not_body():
    text = "Read next: The army shelled Sarmin.\n\nThe army shelled Binnish.\n\nRead also: Rebels killed four people."
    body = (text.index("The army shelled Binnish"), text.index("\n\nRead also"))
    hidden = (NotBody(span=(0, body[0]), reason="teaser"), NotBody(span=(body[1], len(text)), reason="teaser"))
    made = read(document(text, not_body=hidden))

    assert [c.quote for c in made.claims] == ["The army shelled Binnish"]
    assert all(body[0] <= a.content_span[0] < body[1] for a in made.attributions)


@pytest.mark.parametrize("lang", ["ar", "tr", "ru", "uk", "he"])
def test_a_language_that_is_not_read_yields_no_claims_and_keeps_the_document(lang):
    one = document(STORY, lang=lang)

    assert lang not in LANGUAGES
    assert read(one) == Reading(document=one)


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", ".", "“", "”“", "-", "\u00a0", "1", "…"])
def test_a_text_with_nothing_in_it_yields_nothing(text):
    made = read(document(text))

    assert made.claims == ()
    assert made.attributions == ()


def test_a_document_without_a_day_gets_no_day():
    made = read(document("The army shelled Binnish on Thursday.", published=Published()))

    assert [(c.when.start, c.when.words) for c in made.claims if c.when] in (
        [],
        [(None, "on Thursday")],
        [(None, "Thursday")],
    )


def test_a_dateline_is_no_claim():
    assert all("Straits Courier" not in c.quote for c in read(document(STORY)).claims)


# ---------------------------------------------------------------- private persons


def test_private_persons_of_the_document_are_kept():
    at = STORY.index("Karim Haddad")
    private = (PrivatePerson(span=(at, at + 12), why="a farmer"),)

    assert read(document(STORY, private_persons=private)).document.private_persons == private


def test_who_is_private_is_known_before_reading_and_still_after_it():
    one = take_in_text(STORY, document_id="d")

    assert "Karim Haddad" in {STORY[slice(*p.span)] for p in one.private_persons}
    assert read(one).document.private_persons == one.private_persons


# ---------------------------------------------------------------- JSON


def test_the_records_round_trip_through_json(retelling):
    made = read(retelling)

    assert from_plain(Reading, json.loads(plain(made))) == made


def test_the_line_that_others_get_round_trips():
    line = json.loads(json_line(Asked("story.txt", STORY.encode())))

    assert to_plain(from_plain(Reading, line)) == line
    assert line["claims"]


# ---------------------------------------------------------------- nothing breaks it

MB = 1_000_000
LONG = {
    "no spaces": "a" * MB,
    "digits and commas": "1," * (MB // 8),
    "initials": "U." * (MB // 8),
    "a sentence of 100 thousand words": "the army shelled the village and " * (100_000 // 6),
    "spaces": " " * MB,
    "quotation marks": '"' * (MB // 8),
    "opening quotation marks": "“" * (MB // 8),
    "parentheses": "((()" * (MB // 32),
    "apostrophes": "’" * (MB // 8),
    "line breaks": "\n" * (MB // 2),
    "dashes": "-–—" * (MB // 24),
    "half a window": "since " * (MB // 24),
    "half a range": "between 1 and " * (MB // 56),
    "capital words": "Aa Bb Cc " * (MB // 36),
}
SECONDS = 8.0
"""CPU seconds; measured at most 3 on a shared core: a limit against what grows with the square of the length."""


@pytest.mark.parametrize("kind", LONG)
def test_an_adversarial_line_is_read_in_time(kind):
    start = time.process_time()
    read(document(LONG[kind]))

    assert time.process_time() - start < SECONDS


ODD = (
    "said said said said.",
    "“””““ said , said ( said",
    "Killed. Wounded. 4. 5, 6.",
    "(((The army))) shelled ))) Binnish.",
    "According to according to according to.",
    "The the the the of of of.",
    "- - - 4 killed - - -",
    "including including 4 including",
    "THE ARMY SHELLED BINNISH, KILLING FOUR.",
    "the army shelled binnish killing four",
)


@pytest.mark.parametrize("text", ODD)
def test_no_broken_grammar_breaks_the_reader(text, check_spans):
    check_spans(read(document(text)))


@pytest.mark.parametrize("cut", range(40, len(STORY), 37))
def test_a_text_that_is_cut_off_anywhere_is_still_read(cut, check_spans):
    check_spans(read(document(STORY[:cut])))
