"""An analyst's decisions, applied as data: which stand, and what they do to claims, places and links."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from trucewatch.errors import CaseError
from trucewatch.linking.naming import IS, NO_PLACE, PlaceAnswers, gathered
from trucewatch.model import Claim, Incident, Place, Speaker, from_plain, to_plain
from trucewatch.model.acts import ACTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.model import Decision, Reading

T = TypeVar("T")

CORRECTED = "corrected by "
"""How `Claim.method` begins after a correction; the name of the analyst follows."""

_FIXED = frozenset({"id", "document", "span", "quote", "claims"})
"""What ties a record to its words: a correction keeps it."""

_MOVES = frozenset({"lon", "lat", "radius_m", "ref"})
"""A place that is moved, or made another, is no longer as likely where it was found to be."""

_BLANK: dict[str, Claim | Incident | Place] = {
    "claim": Claim(id="", document="", span=(0, 0), quote="", speaker=Speaker(name="", kind="")),
    "incident": Incident(id="", act="attack"),
    "place": Place(name=""),
}
"""The emptiest record of each kind that takes a correction, to try one on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Pairs of ids (claims or incidents) that an analyst joined or parted, and incidents taken out or corrected."""

    joined: tuple[tuple[str, str], ...] = ()
    parted: tuple[tuple[str, str], ...] = ()
    rejected: frozenset[str] = frozenset()
    corrected: tuple[Decision, ...] = ()


def standing(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that hold, in order of time: those replaced or undone by a standing one are gone.

    An `undo` names the decision that it takes back as its target (or as `replaces`); an undone undo gives it back.
    """
    gone: set[str] = set()
    kept: list[Decision] = []
    for decision in sorted(decisions, key=lambda d: (d.at, d.id), reverse=True):
        if decision.id in gone:
            continue
        if decision.replaces is not None:
            gone.add(decision.replaces)
        if decision.action == "undo":
            gone.add(decision.target)
        else:
            kept.append(decision)
    return tuple(reversed(kept))


def place_answers(decisions: Sequence[Decision]) -> PlaceAnswers:
    """Return the answers that stand to names of places.

    Raises:
        CaseError: an answer does not say for which documents it holds.
    """
    return gathered(standing(decisions))


def settle(readings: Sequence[Reading], decisions: Sequence[Decision]) -> tuple[Reading, ...]:
    """Return the readings with rejected documents and claims left out, and claims and places corrected.

    A name that an analyst left open keeps no position, and one that is no place is nobody's place. A name that is a
    place was answered for the reader: what it read is taken as it is.

    Raises:
        CaseError: a correction names a field that a claim or place does not have.
    """
    holding = standing(decisions)
    rejected = {d.target for d in holding if d.action == "reject" and d.what in ("claim", "document")}
    changes = [d for d in holding if d.what in ("claim", "place") and d.action in ("correct", "reject")]
    by_target: dict[str, list[Decision]] = {}
    for decision in changes:
        by_target.setdefault(decision.target, []).append(decision)
    readings = _without_places(readings, place_answers(decisions))
    return tuple(_settled(r, rejected, by_target) for r in readings if r.document.id not in rejected)


def try_correction(decision: Decision) -> None:
    """Check that a correction can be applied, before it is recorded and stands in the way of every run.

    Raises:
        CaseError: what it names takes no correction, a field is unknown or fixed, or a value does not fit it.
    """
    if decision.what not in _BLANK:
        raise CaseError(f"a {decision.what} takes no correction; correct its claims, or reject it")
    fixed = sorted(_FIXED & {name for name, _ in decision.changes}) if decision.what != "place" else []
    if fixed:
        raise CaseError(f"{', '.join(fixed)}: no correction changes what was said where; enter a claim with `log`")
    blank = _BLANK[decision.what]
    tried = _made(type(blank), _changed(to_plain(blank), decision), decision)
    act = getattr(tried, "act", None)
    if act is not None and act not in ACTS:
        raise CaseError(f"act: {act!r} is none of {', '.join(sorted(ACTS))}")


def links(decisions: Sequence[Decision]) -> Links:
    """Return what the standing decisions say about which claims belong together."""
    holding = standing(decisions)
    about_links = [d for d in holding if d.what in ("link", "incident")]
    return Links(
        joined=tuple((d.target, other) for d in about_links if d.action == "merge" for other in _others(d)),
        parted=tuple((d.target, other) for d in about_links if d.action == "split" for other in _others(d)),
        rejected=frozenset(d.target for d in about_links if d.what == "incident" and d.action == "reject"),
        corrected=tuple(d for d in about_links if d.what == "incident" and d.action == "correct"),
    )


def corrected_incident(incident: Incident, decision: Decision) -> Incident:
    """Return the incident with the fields that the decision changes."""
    return _made(Incident, _changed(to_plain(incident), decision), decision)


def _others(decision: Decision) -> Iterable[str]:
    return (str(_value(text, decision)) for name, text in decision.changes if name == "with")


def _without_places(readings: Sequence[Reading], answers: PlaceAnswers) -> Sequence[Reading]:
    given = (*answers.everywhere, *(d for held in answers.within.values() for d in held))
    if all(decision.action == IS for decision in given):
        return readings
    return [replace(r, claims=tuple(_without_place(claim, answers) for claim in r.claims)) for r in readings]


def _without_place(claim: Claim, answers: PlaceAnswers) -> Claim:
    place = claim.place
    answer = answers.to(place.name, claim.document) if place is not None else None
    if place is None or answer is None or answer.action == IS:
        return claim
    return replace(claim, place=None if answer.action == NO_PLACE else _unplaced(place))


def _unplaced(place: Place) -> Place:
    return replace(place, lon=None, lat=None, radius_m=None, ref=None, method=None, kind=None, doubt=None)


def _settled(reading: Reading, rejected: set[str], by_target: dict[str, list[Decision]]) -> Reading:
    kept = [c for c in reading.claims if c.id not in rejected]
    if not by_target:
        return replace(reading, claims=tuple(kept)) if len(kept) < len(reading.claims) else reading
    return replace(reading, claims=tuple(_corrected(claim, by_target) for claim in kept))


def _corrected(claim: Claim, by_target: dict[str, list[Decision]]) -> Claim:
    for decision in by_target.get(claim.id, ()):
        if decision.what == "claim":
            if decision.action == "correct":
                claim = _made(Claim, _changed(to_plain(claim), decision), decision)
                claim = replace(claim, method=f"{CORRECTED}{decision.by}")
        else:
            claim = replace(claim, place=_placed(claim.place, decision))
    name = claim.place.name if claim.place else None
    for decision in by_target.get(name, ()) if name else ():
        if decision.what == "place":
            claim = replace(claim, place=_placed(claim.place, decision))
    return claim


def _placed(place: Place | None, decision: Decision) -> Place | None:
    """A rejected position leaves the name; a correction may also give a place to a claim that had none."""
    if decision.action == "reject":
        return place and _unplaced(place)
    plain = to_plain(place) if place else {"name": ""}
    if any(name in _MOVES for name, _ in decision.changes):
        plain |= {"kind": None, "doubt": None}
    return _made(Place, {**_changed(plain, decision), "method": f"{CORRECTED}{decision.by}"}, decision)


def _made(kind: type[T], plain: dict[str, Any], decision: Decision) -> T:
    try:
        return from_plain(kind, plain)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        given = ", ".join(f"{name}={text}" for name, text in decision.changes)
        raise CaseError(
            f"decision {decision.id} corrects {decision.what} {decision.target} with {given}, which does not fit the "
            f"record ({error}). Take it back: `trucewatch decide DIR {decision.id} --undo`.",
        ) from error


def _changed(plain: dict[str, Any], decision: Decision) -> dict[str, Any]:
    known = plain.keys() | (
        {"lon", "lat", "radius_m", "relation", "ref", "span"} if decision.what == "place" else set()
    )
    changed = dict(plain)
    for name, text in decision.changes:
        if name not in known:
            raise CaseError(
                f"decision {decision.id} corrects {name!r} of {decision.what} {decision.target}, which has no such "
                f"field. Write one of: {', '.join(sorted(known))}.",
            )
        changed[name] = _value(text, decision)
    return changed


def _value(text: str, decision: Decision) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise CaseError(
            f"decision {decision.id}: {text!r} is not JSON ({error.msg}). Write a string with quotes: '\"shelling\"'.",
        ) from error
