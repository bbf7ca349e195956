"""The words of the time grammar: months, weekdays, units, zones of clocks."""

from __future__ import annotations

from trucewatch.reading.lexicon import rows
from trucewatch.reading.numerals import word_set

MONTHS = {
    name: index
    for index, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
FULL_MONTHS = word_set("january february march april may june july august september october november december")

WEEKDAYS = {
    name: index
    for index, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs", "friday fri", "saturday sat",
         "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
FULL_WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
PLURAL_WEEKDAYS = frozenset(day + "s" for day in FULL_WEEKDAYS)

UNITS = {
    form: unit
    for unit, forms in {
        "second": "second seconds", "minute": "minute minutes min mins", "hour": "hour hours hr hrs", "day": "day days",
        "week": "week weeks", "fortnight": "fortnight", "month": "month months", "year": "year years",
        "decade": "decade decades", "weekend": "weekend weekends",
    }.items()
    for form in forms.split()
}  # fmt: skip

PARTS_OF_DAY = {
    "morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night", "dawn": "dawn",
    "dusk": "dusk", "sunset": "sunset", "sunrise": "sunrise", "daybreak": "daybreak", "nightfall": "nightfall",
    "mornings": "morning", "afternoons": "afternoon", "evenings": "evening", "nights": "night",
}  # fmt: skip
SUN = word_set("dawn dusk sunset sunrise daybreak nightfall")

DASHES = frozenset("-‐‑–—")

# "H.MM", "H" and "HHMM" are clock times only where one of these stands before or after.
CLOCK_ZONES = {
    "gmt": "UTC", "utc": "UTC", "zulu": "UTC", "msk": "Europe/Moscow", "cet": "+01:00", "cest": "+02:00",
    "eet": "+02:00", "eest": "+03:00", "trt": "+03:00", "bst": "+01:00",
}  # fmt: skip
CITY_ZONES = {row["word"]: row["zone"] or None for row in rows("zones.csv")}
"""Zones of "<word> time"; None where the country has several clocks and the word does not say which."""

# A four-digit number after "in" is a year only where no counted noun follows ("in 2000 homes").
COUNTED = word_set(
    "people persons civilians soldiers troops fighters men women children homes houses villages towns cases families "
    "places locations buildings schools tents refugees cars vehicles square km metres meters incidents"
)
# After "5 May" or "March 5" these say that no date was meant.
NOT_AFTER_MAY = word_set("have be not also still yet well soon need face lose already never come die")
NOT_AFTER_DAY_NUMBER = word_set(
    "km kms kilometres kilometers miles metres meters mm people civilians soldiers troops fighters men women children "
    "percent per hours days weeks months years million thousand hundred th"
)

EVENTS = word_set(
    "truce ceasefire cease deal agreement accord offensive war conflict fighting escalation uprising crisis "
    "operation invasion hostilities attack attacks clashes violence revolution coup pact armistice outbreak start "
    "beginning signing collapse election elections"
)
EVENT_TAILS = word_set("began started begun")
EVENT_PHRASES = (
    ("came", "into", "force"), ("came", "into", "effect"), ("took", "effect"), ("entered", "into", "force"),
    ("went", "into", "effect"), ("went", "into", "force"), ("was", "announced"), ("was", "signed"),
    ("was", "agreed"), ("broke", "out"), ("took", "hold"),
)  # fmt: skip

# What may come after digits that begin a time phrase: something that says so itself, or a link to a word that does.
TIME_SIGNS = frozenset({*MONTHS, *UNITS, *CLOCK_ZONES, *CITY_ZONES, ":"}) | word_set(
    "am pm p o h hours hrs noon midnight midday local tonight today tomorrow yesterday"
)
LINKS = word_set("to and or of , hundred thousand million billion") | DASHES
AFTER_DIGITS = TIME_SIGNS | LINKS | word_set("a st nd rd th . /")
