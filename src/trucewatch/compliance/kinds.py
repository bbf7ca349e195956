"""Is an act of the kind that a term prohibits? An act of unstated form is not declared to be of any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model import Within, over_readings
from trucewatch.model.acts import HARM

if TYPE_CHECKING:
    from collections.abc import Collection

UNSTATED = frozenset({"attack", "explosion", "killed", "wounded"})
"""Harm whose form is not told."""

_ONE_SIDED = frozenset(
    {
        *("air-strike", "drone-strike", "shelling", "missile-launch", "small-arms-fire", "ground-advance", "offensive"),
        *("ambush", "roadside-bomb", "suicide-bombing", "grenade", "chemical-attack"),
    },
)
_FIGHTING_ON_THE_GROUND = frozenset({"small-arms-fire", "ground-advance", "offensive", "ambush", "attack"})

VIOLENT = HARM - {"violations-counted"}
"""Acts that do harm, told one by one."""


def of_kind(acts: Collection[str], prohibited: Collection[str]) -> Within:
    """Say whether acts, as told by different claims of one incident, are of a prohibited kind.

    An act of unstated form says nothing where another claim states it.
    """
    stated = [act for act in acts if act not in UNSTATED] or list(acts)
    return over_readings(_one(act, prohibited) for act in stated) if stated else Within.UNKNOWN


def _one(act: str, prohibited: Collection[str]) -> Within:
    if act in prohibited or ("attack" in prohibited and act in _ONE_SIDED):
        return Within.YES
    if act in UNSTATED:
        return Within.UNKNOWN if VIOLENT & set(prohibited) else Within.NO
    if act == "armed-clash" and _FIGHTING_ON_THE_GROUND & set(prohibited):
        return Within.UNKNOWN
    return Within.NO
