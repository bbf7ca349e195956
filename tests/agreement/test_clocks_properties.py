"""Counting time, whatever the numbers: nothing is lost by vagueness, and everything moves together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from trucewatch.agreement.clocks import evaluate
from trucewatch.agreement.parts import Renew
from trucewatch.agreement.phases import end_of
from trucewatch.agreement.terms import Agreement, Event, Phase
from trucewatch.agreement.time_grammar import parsed
from trucewatch.agreement.time_tree import RULES, UNITS
from trucewatch.errors import AgreementError
from trucewatch.model import Interval

ZONES = ["UTC", "Asia/Damascus", "Asia/Beirut", "Africa/Khartoum", "Africa/Cairo", "Europe/Istanbul", "Europe/Moscow"]
ZONES += ["Europe/Kyiv", "America/Bogota", "Asia/Kathmandu", "Australia/Lord_Howe"]

zones = st.sampled_from(ZONES)
minutes = st.datetimes(min_value=datetime(2014, 1, 1), max_value=datetime(2024, 12, 31)).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=UTC)
)
# months of a few days around the changes of the clocks, where mistakes live
near_changes = st.builds(
    lambda year, month, day, minute: datetime(year, month, day, tzinfo=UTC) + timedelta(minutes=minute),
    st.integers(2014, 2024), st.sampled_from([3, 4, 10, 11]), st.integers(1, 30), st.integers(0, 1439),
)  # fmt: skip
moments = minutes | near_changes
counts = st.integers(0, 60)
rules = st.sampled_from(RULES)
long_units = st.sampled_from(["days", "weeks", "months", "years"])
shifts = st.builds(
    lambda sign, count, unit, rule: f" {sign} {count} {unit}" + ("" if unit in UNITS[:2] else f" ({rule})"),
    st.sampled_from("+-"), counts, st.sampled_from(UNITS), rules,
)  # fmt: skip
shapes = st.sampled_from(
    ["X{}", "end of X{}", "start of X{}", "end of (X{})", "earlier of X{} and Y", "later of X and Y{}"]
)


def agreement(home: str = "UTC", **more) -> Agreement:
    fields = {"events": (Event(id="X"), Event(id="Y"))} | more
    return Agreement(id="test", title="A test", version="test@0", encoded_by="nobody", home=home, **fields)


def exact(moment: datetime) -> Interval:
    return Interval(lo=moment, hi=moment)


def come_to(home: str, expression: str, **observed: Interval) -> Interval:
    found = evaluate(agreement(home), expression, observed=observed).interval
    assert found is not None
    return found


stretches = st.builds(
    lambda lo, length: Interval(lo=lo, hi=lo + timedelta(minutes=length)), moments, st.integers(0, 5000)
)


@settings(max_examples=400, deadline=None)
@given(zones, stretches, st.tuples(st.integers(0, 4000), st.integers(0, 4000)), moments, shapes, shifts)
def test_a_vaguer_base_never_gives_a_narrower_answer(home, narrow, wider, other, shape, shift):
    wide = Interval(lo=narrow.lo - timedelta(minutes=wider[0]), hi=narrow.hi + timedelta(minutes=wider[1]))
    # [lo, hi) does not hold hi, so an exact instant at hi is no part of it
    assume(narrow == wide or narrow.lo < wide.hi)
    first, second = (come_to(home, shape.format(shift), X=base, Y=exact(other)) for base in (narrow, wide))

    assert second.lo <= first.lo
    assert first.hi <= second.hi


@settings(max_examples=200, deadline=None)
@given(zones, moments, st.integers(1, 3000), shapes, shifts)
def test_an_answer_never_ends_before_it_begins(home, start, length, shape, shift):
    base = Interval(lo=start, hi=start + timedelta(minutes=length))
    found = come_to(home, shape.format(shift), X=base, Y=exact(start))

    assert found.lo <= found.hi


@settings(max_examples=200, deadline=None)
@given(moments, st.integers(0, 3000), st.integers(-4000, 4000), shapes, counts, st.sampled_from(UNITS[:4]), rules)
def test_shifting_everything_by_days_shifts_the_answer(start, length, days, shape, count, unit, rule):
    shift = f" + {count} {unit}" + ("" if unit in UNITS[:2] else f" ({rule})")
    by = timedelta(days=days)
    base = Interval(lo=start, hi=start + timedelta(minutes=length))
    moved = Interval(lo=base.lo + by, hi=base.hi + by)
    first = come_to("UTC", shape.format(shift), X=base, Y=exact(start))
    second = come_to("UTC", shape.format(shift), X=moved, Y=exact(start + by))

    assert second == Interval(lo=first.lo + by, hi=first.hi + by)


@settings(max_examples=200, deadline=None)
@given(zones, moments, st.integers(1, 60), long_units)
def test_a_day_that_is_not_counted_comes_no_later_than_one_that_is(home, start, count, unit):
    ends = {rule: come_to(home, f"X + {count} {unit} ({rule})", X=exact(start)) for rule in RULES}

    assert ends["inclusive"].lo <= ends["exclusive"].lo
    assert ends["elapsed"].lo <= ends["exclusive"].lo + timedelta(hours=2)
    if unit in {"days", "weeks"}:  # a month too short for the day ends on its last day, counted either way
        assert ends["inclusive"].lo <= ends["elapsed"].hi + timedelta(hours=2)
        assert timedelta(hours=21) <= ends["exclusive"].lo - ends["inclusive"].lo <= timedelta(hours=26)


@settings(max_examples=100, deadline=None)
@given(zones, moments, counts, counts, st.sampled_from(UNITS[:4]))
def test_two_stretches_elapsed_are_as_long_as_their_sum(home, start, first, second, unit):
    rule = "" if unit in UNITS[:2] else " (elapsed)"
    chained = come_to(home, f"X + {first} {unit}{rule} + {second} {unit}{rule}", X=exact(start))

    assert chained == come_to(home, f"X + {first + second} {unit}{rule}", X=exact(start))


@settings(max_examples=100, deadline=None)
@given(zones, moments, counts, counts)
def test_civil_days_after_civil_days_are_counted_on(home, start, first, second):
    chained = come_to(home, f"X + {first} days (exclusive) + {second} days (exclusive)", X=exact(start))

    assert chained == come_to(home, f"X + {first + second} days (exclusive)", X=exact(start))


@settings(max_examples=100, deadline=None)
@given(zones, moments, st.integers(0, 200))
def test_what_is_added_by_the_hour_is_taken_back_by_the_hour(home, start, count):
    assert come_to(home, f"X + {count} hours - {count} hours", X=exact(start)) == exact(start)


@settings(max_examples=100, deadline=None)
@given(zones, moments, counts)
def test_counting_back_and_on_by_civil_days_holds_the_day(home, start, count):
    """From the start of the last day counted back to the end of the day counted from: all those days and that one."""
    back = come_to(home, f"X - {count} days (exclusive)", X=exact(start))
    there_and_back = come_to(home, f"X - {count} days (exclusive) + {count} days (exclusive)", X=exact(start))

    assert back.lo <= start
    assert there_and_back == come_to(home, "end of X", X=exact(start))


@settings(max_examples=100, deadline=None)
@given(zones, moments, moments, st.integers(0, 3000))
def test_the_earlier_and_the_later_of_two_are_those_two(home, one, other, length):
    x, y = exact(one), Interval(lo=other, hi=other + timedelta(minutes=length))
    earlier, later = (come_to(home, f"{which} of X and Y", X=x, Y=y) for which in ("earlier", "later"))
    turned = come_to(home, "earlier of Y and X", X=x, Y=y)

    assert {earlier.lo, later.lo} == {x.lo, y.lo}
    assert {earlier.hi, later.hi} == {x.hi, y.hi}
    assert turned == earlier


@settings(max_examples=60, deadline=None)
@given(moments, st.integers(1, 20), st.sampled_from(["days", "weeks", "months", "years"]), st.integers(0, 40))
def test_an_end_known_later_is_never_earlier_where_nobody_gives_notice(start, count, unit, later):
    renew = Renew(period=f"{count} {unit}", automatic=True, unless="notice", notice="1 day")
    phase = Phase(id="truce", from_="X", until=f"X + {count} {unit} (elapsed)", renew=renew)
    known = agreement(events=(Event(id="X", at=f"{start:%Y-%m-%dT%H:%M}Z"), Event(id="notice")), phases=(phase,))
    day = start + timedelta(days=count)
    first, second = (end_of(known, phase, as_of=as_of).interval for as_of in (day, day + timedelta(days=later)))

    assert first.hi <= second.hi


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abX0159 -+[]().:TZ{}?", max_size=30))
def test_no_text_brings_an_error_that_is_not_ours(text):
    try:
        told = repr(parsed(text))
    except AgreementError as error:
        told = str(error)

    assert told.strip()
