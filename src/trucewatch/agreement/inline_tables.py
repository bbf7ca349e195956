"""The inline tables of the language: what a report must show, a step, a designation, weapons, a bound, a renewal."""

from __future__ import annotations

from typing import Any

from trucewatch.agreement import parts, terms
from trucewatch.agreement.turns import (
    Turn,
    act,
    act_or_acts,
    condition,
    day,
    day_or_later,
    duration,
    key,
    number,
    one_or_more,
    record,
    ref,
    ref_or_refs,
    refs,
    text,
    texts,
    whole,
    yes_or_no,
)

PATTERN = record(
    terms.Pattern,
    {
        "act": key(act_or_acts, "The act that a report must tell of; any one of a list.", ["patrol"], field="acts"),
        "actor": key(ref, "The party that must have done it.", "turkey"),
        "all_of": key(refs, "The parties that must have done it together.", ["turkey", "russia"]),
        "against": key(ref_or_refs, "The party, or the zone, that it must have been against.", "lebanon"),
        "where": key(ref, "The zone that it must have happened in.", "m4"),
        "route": key(texts, "The places between which it must have gone.", ["Trumba", "Ayn al-Hawr"]),
        "subject": key(text, "What the report must be about, e.g. a document or a group.", "corridor"),
        "at_least": key(number, "The least that some figure of the report must reach.", 600),
        "only_if": key(condition, "The pattern counts on this option of a reading only.", "begin=first-patrol"),
    },
    "act",
)

_STEP = record(
    parts.Step,
    {
        "step": key(text, "The step in words.", "the coordination mechanism was tried"),
        "act": key(act, "The act that a report of the step would tell of.", "talks"),
        "actor": key(ref, "The party that takes the step.", "ukraine"),
    },
    "step",
)


def _take_step(value: Any) -> parts.Step:
    made: parts.Step = parts.Step(step=value) if isinstance(value, str) else _STEP(value)
    return made


STEP = Turn(
    _take_step,
    "text, or inline table",
    {"anyOf": [{"type": "string"}, _STEP.json]},
    keys=_STEP.keys,
    required=_STEP.required,
)

DESIGNATION = record(
    parts.Designation,
    {
        "list": key(text, "The sanctions list.", "UNSC ISIL (Da'esh) and Al-Qaida Sanctions List", field="list_"),
        "entry": key(text, "The entry on it.", "QDe.115"),
        "from": key(day, "The day from which the entry stood.", "2004-10-18", field="from_"),
        "until": key(day, "The day on which it was taken off; leave it out while it stands.", "2020-11-05"),
        "note": key(text, "Anything that a reader of the list should know.", "as Al-Qaida in Iraq"),
    },
    "list",
)

_CALIBRE = record(
    dict,
    {
        "at_least": key(number, "From this calibre, in millimetres.", 100),
        "at_most": key(number, "To this calibre, in millimetres.", 120),
    },
)


def _weapon_class(
    class_: str | None = None, systems: tuple[str, ...] = (), calibre: dict[str, float] | None = None
) -> parts.WeaponClass:
    bounds = {f"calibre_mm_{end}": millimetres for end, millimetres in (calibre or {}).items()}
    return parts.WeaponClass(class_=class_, systems=systems, **bounds)


WEAPON = record(
    _weapon_class,
    {
        "class": key(text, "The class of weapons.", "artillery", field="class_"),
        "system": key(one_or_more, "Systems by name.", ["Tornado-S", "Uragan"], field="systems"),
        "calibre_mm": key(_CALIBRE, "Bounds of the calibre.", {"at_least": 100}, field="calibre"),
    },
)

LIMIT = record(
    parts.Limit,
    {
        "measure": key(text, "What is counted; reports with this unit are compared.", "trucks"),
        "at_least": key(number, "The least that is owed.", 600),
        "at_most": key(number, "The most that is allowed.", 1960),
        "per": key(text, "The period over which it is counted.", "day"),
    },
    "measure",
)


def _renewal(*, automatic: bool | None = None, **told: Any) -> parts.Renew:
    """A phase that ends unless something happens is renewed by itself."""
    return parts.Renew(automatic="unless" in told if automatic is None else automatic, **told)


RENEW = record(
    _renewal,
    {
        "period": key(duration, "For how long each time.", "5 years"),
        "automatic": key(yes_or_no, "Renewed by itself; true where `unless` is given.", example=True),
        "unless": key(ref, "The event whose report prevents it.", "notice-given"),
        "upon": key(ref, "The event whose report is needed for it.", "renewal-agreed"),
        "notice": key(duration, "How long before the end that event must be reported.", "6 months"),
    },
    "period",
)

VALID = record(
    dict,
    {
        "from": key(day, "The first day that the drawing is for.", "2020-03-05"),
        "until": key(day_or_later, "The last day, or superseded: until a later drawing.", "superseded"),
    },
    "from",
)

LANGUAGES = record(
    dict,
    {
        "authentic": key(texts, "The languages whose text is authentic.", ["Russian", "Turkish"]),
        "translations": key(texts, "The languages that are translations.", ["English"]),
    },
)

CORROBORATED = record(
    dict,
    {
        "independent": key(whole, "How many independent origins it takes.", 2),
        "neutral": key(whole, "How many of them must be listed as belonging to no side.", 1),
    },
    "independent",
    "neutral",
)
