"""Whom a claim means: the party behind the name or the reference of an actor, target or speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.agreement.terms import fold_name

if TYPE_CHECKING:
    from trucewatch.agreement.terms import Agreement
    from trucewatch.model import Named, Speaker

# Words for what a side fights with or in. "Russian jets" are Russia's; "Russian-backed groups" are not.
_ITS_OWN = frozenset(
    {
        *("aircraft", "airplanes", "plane", "planes", "warplane", "warplanes", "jet", "jets", "fighter", "fighters"),
        *("bomber", "bombers", "helicopter", "helicopters", "drone", "drones", "uav", "uavs", "artillery", "gunners"),
        *("guns", "force", "forces", "troop", "troops", "soldier", "soldiers", "army", "military", "navy", "airforce"),
        *("air", "aerospace", "armed", "ground", "land", "side", "convoy", "convoys", "patrol", "patrols", "unit"),
        *("units", "tank", "tanks"),
    },
)


def party_behind(named: Named | Speaker, agreement: Agreement) -> str | None:
    """Return the party's id, None where neither the reference nor the name is a listed one.

    A name is read as written, then without words for a side's own arms and men at its end; nothing else is guessed.
    """
    if named.ref is not None and any(party.id == named.ref for party in agreement.parties):
        return named.ref
    return party_called(named.name, agreement)


def party_called(name: str, agreement: Agreement) -> str | None:
    """Return the id of the party that goes by `name`, with or without a word such as `jets` at its end."""
    return next((found for form in _shorter(name) if (found := agreement.party_of(form)) is not None), None)


def bare_name(name: str) -> str:
    """Return what "Russian jets" and "the Russian military" share: the name without its own arms and men."""
    return _shorter(name)[-1]


def _shorter(name: str) -> list[str]:
    """The folded name, then without each word at its end that is a side's own; at least one word stays."""
    words = fold_name(name).split()
    forms = [" ".join(words)]
    while len(words) > 1 and words[-1] in _ITS_OWN:
        words.pop()
        forms.append(" ".join(words))
    return forms


def affiliation(speaker: Speaker, agreement: Agreement) -> str | None:
    """Return the id of the party that a speaker speaks for, None where no list says so (which is not neutral)."""
    source = agreement.source_of(speaker.name)
    if source is not None and source.affiliated is not None:
        return source.affiliated
    return party_behind(speaker, agreement)
