"""The order of reports decides nothing; leaving out sentences never breaks a quotation or the file."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucewatch.agreement import check
from trucewatch.drafting import propose, write
from trucewatch.intake import take_in_text
from trucewatch.reading import read

NAMES = [
    "retelling",
    "litani",
    "strip",
    "khartoum",
    "aghdam",
    "hodeida-ships",
    "sirte",
    "contact",
    "goma",
    "hotline",
    "six-months",
    "none-demand",
    "none-violation",
]
LIGHT = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@LIGHT
@given(data=st.data())
def test_the_order_of_reports_never_changes_the_draft(data, readings):
    names = data.draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=5, unique=True))
    other = data.draw(st.permutations(names))

    assert propose(readings(*names)) == propose(readings(*other))


def test_a_report_given_twice_counts_once(readings, draft):
    assert propose(readings("litani", "litani")) == draft("litani")


@LIGHT
@given(data=st.data())
def test_any_sentences_of_a_report_give_exact_quotations_and_a_file_that_loads(data, readings, tmp_path):
    (whole,) = readings(data.draw(st.sampled_from(NAMES)))
    sentences = re.split(r"(?<=[.])\s+", whole.document.text.strip())
    kept = data.draw(st.lists(st.sampled_from(range(len(sentences))), min_size=1, max_size=8, unique=True))
    text = " ".join(sentences[n] for n in sorted(kept))
    proposal = propose([read(take_in_text(text, document_id="part.txt", published="2024-11-26"))])
    told = [words for one in (*proposal.tables, *proposal.questions) for words in one.words]
    path = tmp_path / "part.truce.md"
    path.write_text(write(proposal), encoding="utf-8")

    assert all(text[slice(*words.span)] == words.quote for words in told)
    assert proposal.announced or not proposal.tables
    assert not proposal.announced or check(path) == []


@pytest.mark.parametrize("name", ["litani", "strip", "khartoum", "hodeida-ships"])
def test_a_report_without_a_day_leaves_its_days_open(name, readings):
    (whole,) = readings(name)
    proposal = propose([read(take_in_text(whole.document.text, document_id="undated.txt"))])
    told = " ".join(str(value) for table in proposal.of("event") for _, value in table.keys)

    assert not re.search(r"\b20\d\d-", told) or re.search(r"\b20\d\d\b", whole.document.text)
    assert any("On which day was it agreed" in question.asks for question in proposal.questions)
