"""Is the weapon of the class, system and calibre that a term is about? What no source names cannot be told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.agreement.terms import fold_name
from trucewatch.compliance.situate import Step
from trucewatch.model import Reason, Within, all_of, any_of, over_readings

if TYPE_CHECKING:
    from trucewatch.agreement.parts import WeaponClass
    from trucewatch.agreement.terms import Prohibit
    from trucewatch.compliance.live import Held
    from trucewatch.model import Weapon

_CALIBRE = re.compile(r"(\d{2,3}(?:[.,]\d+)?)\s*-?\s*(?:mm\b|millimet)", re.IGNORECASE)
_NAME_OF_ITS_OWN = re.compile(r"\b(?:[A-Z][\w-]*\d[\w-]*|[A-Z]{2,}[\w-]*|[A-Z][a-z]+)\b")

# Words for one class that may stand for a weapon of the other: a rocket may be fired by a launcher or by hand.
_KIN = tuple(
    map(
        frozenset,
        (
            *({"mlrs", "rocket"}, {"artillery", "mortar"}, {"artillery", "rocket"}, {"tank", "platform"}),
            *({"missile", "rocket"}, {"aircraft", "drone"}, {"aircraft", "air"}, {"aircraft", "helicopter"}),
            *({"artillery", "platform"}, {"mine", "ied"}, {"drone", "air"}),
        ),
    )
)


def weapon_covered(term: Prohibit, case: Held) -> Step:
    """Say whether the weapon is one that the term is about; yes where the term names none."""
    if term.weapon is None:
        return Step(answer=Within.YES)
    wanted = term.weapon
    told = [word.claim.weapons for word in case.tellings if word.claim.weapons]
    answers = [any_of(_is_of(weapon, wanted) for weapon in weapons) for weapons in told]
    answer = over_readings(answers) if answers else Within.UNKNOWN
    names = ", ".join(dict.fromkeys(weapon.name for weapons in told for weapon in weapons)) or "none"
    reason = Reason(kind="actor", text=f"the term is about {_words(wanted)}; reported weapon: {names}")
    return Step(answer=answer, reasons=(reason,), outside="weapon not covered")


def _is_of(weapon: Weapon, wanted: WeaponClass) -> Within:
    return all_of((_class(weapon, wanted), _system(weapon, wanted), _calibre(weapon, wanted)))


def _class(weapon: Weapon, wanted: WeaponClass) -> Within:
    if wanted.class_ is None or weapon.class_ == wanted.class_:
        return Within.YES
    if weapon.class_ is None or frozenset({weapon.class_, wanted.class_}) in _KIN:
        return Within.UNKNOWN
    return Within.NO


def _system(weapon: Weapon, wanted: WeaponClass) -> Within:
    if not wanted.systems:
        return Within.YES
    told = f" {fold_name(weapon.name)} "
    if any(f" {fold_name(system)} " in told for system in wanted.systems):
        return Within.YES
    # "Grad" is another system than those listed; "rockets" may be any of them
    return Within.NO if _NAME_OF_ITS_OWN.search(_CALIBRE.sub("", weapon.name)) else Within.UNKNOWN


def _calibre(weapon: Weapon, wanted: WeaponClass) -> Within:
    least, most = wanted.calibre_mm_at_least, wanted.calibre_mm_at_most
    if least is None and most is None:
        return Within.YES
    found = _CALIBRE.search(weapon.name)
    if found is None:
        return Within.UNKNOWN
    millimetres = float(found[1].replace(",", "."))
    fits = (least is None or millimetres >= least) and (most is None or millimetres <= most)
    return Within.YES if fits else Within.NO


def _words(wanted: WeaponClass) -> str:
    told = [wanted.class_ or "", " or ".join(wanted.systems)]
    if wanted.calibre_mm_at_least is not None:
        told.append(f"{wanted.calibre_mm_at_least:g} mm or more")
    if wanted.calibre_mm_at_most is not None:
        told.append(f"{wanted.calibre_mm_at_most:g} mm or less")
    return ", ".join(filter(None, told))
