"""Kinds of acts, as far as linking needs them: which can be told as one incident, and which are alike."""

from __future__ import annotations

GENERIC = frozenset({"attack", "explosion", "killed", "wounded"})
"""Acts whose form is not stated: they may be the same event as one of a stated form."""

DEATHS = "killed"
"""Deaths without a stated act. Without a date they belong to no incident."""

TOLL_ONLY = frozenset({"killed", "wounded"})
"""Harm without a stated act. Without a date it founds no incident."""

_FAMILIES = {
    "air": ("air-strike", "drone-strike"),
    "fire": ("shelling", "missile-launch", "grenade", "chemical-attack"),
    "ground": ("armed-clash", "small-arms-fire", "ground-advance", "offensive", "ambush"),
    "planted": ("roadside-bomb", "suicide-bombing", "landmine"),
    "aircraft": ("shoot-down",),
    "persons": ("abduction", "execution", "sexual-violence"),
    "property": ("demolition", "looting", "sabotage"),
}
_FAMILY_OF = {act: family for family, acts in _FAMILIES.items() for act in acts}

VIOLENT = GENERIC | frozenset(_FAMILY_OF)
"""Acts that do harm and are told one by one (`violations-counted` is a figure, never an incident)."""


def family(act: str) -> str:
    """Return the family of an act; an act outside all of them is a family of its own."""
    return _FAMILY_OF.get(act, act)


def likeness(a: str, b: str) -> tuple[float, str] | None:
    """Return the log weight for two acts and its reason, None where they cannot be one event."""
    if a == b:
        return 2.0, f"same act ({a})"
    if family(a) == family(b):
        return 1.2, f"acts of one kind ({a}, {b})"
    if {a, b} & GENERIC and {a, b} <= VIOLENT:
        return 0.0, f"form of the act not stated by one ({a}, {b})"
    return None
