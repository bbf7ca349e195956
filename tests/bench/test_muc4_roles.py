"""The bench's merger: whom it takes for the same, what it chooses, and that it answers for a reading."""

import numpy as np
import pytest

import muc4
import muc4_roles
from muc4_roles import aliases, chosen, is_same, model
from muc4_scorer import ROLES
from trucewatch.model import Document
from trucewatch.reading import work_of

TEXT = """rebels of the front of the hills (fh) planted a bomb at the brenntal bank on monday, police said. mayor
anna keller was killed when the bomb exploded.

the front of the hills claimed responsibility for the attack."""


@pytest.mark.parametrize(
    ("one", "other", "role"),
    [
        ("anna keller", "keller", "Victim"),
        ("fh", "front of hills", "PerpOrg"),
        ("two bombs", "bomb", "Weapon"),
        ("brenntal bank", "bank", "Target"),
    ],
)
def test_two_names_of_the_same_are_one(one, other, role):
    short = aliases("the front of the hills (fh)")

    assert is_same(one, other, role, short)
    assert is_same(other, one, role, short)


@pytest.mark.parametrize(
    ("one", "other", "role"),
    [
        ("anna keller", "tom rask", "Victim"),
        ("fh", "league of the plain", "PerpOrg"),
        ("bank", "school", "Target"),
        ("bomb", "rifle", "Weapon"),
    ],
)
def test_two_others_stay_two(one, other, role):
    assert not is_same(one, other, role, {})


def test_the_best_above_the_mark_are_chosen_and_each_raises_it():
    names = ["anna keller", "keller", "tom rask", "ivo maric"]
    scores = np.full((4, len(ROLES)), -9.0, "float32")
    scores[:, ROLES.index("Victim")] = [2.0, 1.5, 0.6, 0.4]

    fillers = chosen(scores, names, [0.0] * len(ROLES), [0.5] * len(ROLES), {})

    assert fillers["Victim"] == [frozenset({"anna keller"}), frozenset({"tom rask"})]
    assert not any(fillers[role] for role in ROLES if role != "Victim")


def test_what_the_program_says_alone_is_put_under_the_roles():
    told = muc4.told(work_of(Document(id="d", text=TEXT, lang="en")))

    assert frozenset({"anna keller"}) in told["Victim"]
    assert frozenset({"bomb"}) in told["Weapon"]


def test_the_merger_gives_the_same_fillers_each_time_and_only_words_of_the_text():
    work = work_of(Document(id="d", text=TEXT, lang="en"))
    fillers = model().fill(work)

    assert fillers == model().fill(work_of(Document(id="d", text=TEXT, lang="en")))
    words = {word for entities in fillers.values() for names in entities for name in names for word in name.split()}
    assert words <= set(muc4_roles.normalised(TEXT).split())


@pytest.mark.parametrize("text", ["", "Nothing of the kind was said."])
def test_a_quiet_document_has_few_fillers_and_none_where_it_is_empty(text):
    fillers = model().fill(work_of(Document(id="d", text=text, lang="en")))

    assert sum(len(entities) for entities in fillers.values()) == 0


def test_the_merger_is_small():
    assert muc4_roles.WEIGHTS.stat().st_size < 300_000
