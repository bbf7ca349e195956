"""Properties: whatever a model tells, each claim proves itself, and no free word of the model is in any record."""

from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.asking.claims import Taker
from trucewatch.asking.passages import passages
from trucewatch.asking.schema import ToldClaim
from trucewatch.model import Document, Published, Stance
from trucewatch.model.acts import ACTS
from trucewatch.reading import Context
from trucewatch.reading.mentions import find_mentions
from trucewatch.reading.prepare import prepare
from trucewatch.reading.work import Work

TEXT = """\
Shells fell on the market of Nurabad on Tuesday, killing at least four civilians and wounding two children, the
Halden Relief Society said. “We did not shell Nurabad,” General Oskar Brandt told reporters.

More than 300 people have fled Nurabad since 1 March. Two people, the Society said, had died 6 km south of Sarin.
"""
WORDS = TEXT.split()
INVENTED = ["Kalinka", "9 999", "on the 40th of Octember", "\u202eevil", "“”", "(", "a" * 50]


@cache
def work():
    document = Document(id="d", text=TEXT, lang="en", published=Published(start="2020-03-05", end="2020-03-05"))
    made = Work(document=document, context=Context())
    for step in (prepare, find_mentions):
        step(made)
    return made


NUMBERS = ["at least four", "four", "two", "More than 300", "300 people", "1 March", "6 km", "Two", "civilians"]


@st.composite
def stretches(draw, longest=3, shortest=1):
    """Words of the text; now and then cut or invented ones."""
    start = draw(st.integers(0, len(WORDS) - 1))
    found = " ".join(WORDS[start : start + draw(st.integers(shortest, longest))])
    wrong = [found[1:], *INVENTED, f"{found} {INVENTED[0]}"]
    return draw(st.sampled_from([found] * 30 + wrong))


MAYBE = st.none() | stretches()
NAMES = st.lists(
    st.fixed_dictionaries(
        {"name": stretches(), "kind": st.sampled_from(["person", "group", "force", "object", "place"])}
    ),
    max_size=2,
)
COUNTS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["killed", "wounded", "displaced", "events", "munitions"]),
        "words": st.sampled_from([*NUMBERS, *INVENTED]),
        "of": MAYBE,
        "at_least": st.none() | st.integers(),
        "at_most": st.none() | st.integers(),
        "part_of": st.sampled_from([None, None, None, 0, 1, 4, -1]),
    }
)
SPEAKERS = st.fixed_dictionaries(
    {
        "voice": st.sampled_from(["outlet", "named", "unnamed"]),
        "name": MAYBE,
        "kind": st.none() | st.sampled_from(["person", "group", "force", "publisher"]),
        "via": NAMES,
    }
)
CLAIMS = st.builds(
    ToldClaim.model_validate,
    st.fixed_dictionaries(
        {
            "quote": stretches(longest=9, shortest=3),
            "around": MAYBE,
            "speaker": SPEAKERS,
            "cue": MAYBE,
            "stance": st.sampled_from(list(Stance)),
            "denies_what": st.lists(st.sampled_from(["occurrence", "authorship"]), max_size=2),
            "gloss": st.booleans(),
            "act": st.none() | st.sampled_from(list(ACTS)),
            "negated": st.booleans(),
            "ahead": st.booleans(),
            "actors": NAMES,
            "targets": NAMES,
            "weapons": st.lists(stretches(), max_size=2),
            "place": MAYBE,
            "when": MAYBE,
            "said_when": MAYBE,
            "counts": st.lists(COUNTS, max_size=2),
            "cumulative": st.booleans(),
            "window": MAYBE,
        }
    ),
)


def taken(told):
    taker = Taker(work(), method="llm:m")
    (passage,) = passages(work())
    taker.take(told, passage)
    return taker.taken


@settings(max_examples=150, deadline=None)
@given(st.lists(st.none() | CLAIMS, max_size=4))
def test_each_claim_is_kept_or_counted_and_each_kept_one_proves_itself(told):
    result = taken(told)

    assert len(result.claims) + sum(result.rejected.values()) == len(told)
    for claim in result.claims:
        assert TEXT[slice(*claim.span)] == claim.quote
        for one in (*claim.counts, claim.cue, claim.when, claim.said_when):
            assert one is None or TEXT[slice(*one.span)] == one.words
        for one in (*claim.weapons, claim.place):
            assert one is None or TEXT[slice(*one.span)] == one.name
        for one in (claim.speaker, *claim.speaker.via, *claim.actors, *claim.targets):
            assert one.span is None or " ".join(TEXT[slice(*one.span)].split()) == one.name
        ids = {c.id for c in result.claims}
        assert all(c.part_of is None or c.part_of in ids - {claim.id} for c in claim.counts)


@settings(max_examples=150, deadline=None)
@given(st.lists(CLAIMS, max_size=4))
def test_no_invented_word_is_in_any_record(told):
    strings = [s for claim in taken(told).claims for s in strings_of(claim)]

    assert not any(invented in string for string in strings for invented in INVENTED if len(invented) > 1)


@settings(max_examples=150, deadline=None)
@given(st.lists(CLAIMS, max_size=4))
def test_no_bound_is_one_that_only_the_model_has(told):
    """Every number in the records is one that our own grammar reads in the text."""
    read = {(q.at_least, q.at_most) for q in work().quantities} | {(None, None)}

    assert all((c.at_least, c.at_most) in read for claim in taken(told).claims for c in claim.counts)


def strings_of(record):
    if isinstance(record, StrEnum):
        return
    if isinstance(record, str):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from strings_of(item)
    elif is_dataclass(record):
        for f in fields(record):
            yield from strings_of(getattr(record, f.name))
