"""Whom a claim means: the party behind the name or the reference of an actor, target or speaker."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.agreement.terms import fold_name
from trucewatch.model import PUBLISHER

if TYPE_CHECKING:
    from trucewatch.agreement.terms import Agreement, Source
    from trucewatch.model import Claim, Document, Named, Speaker

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

_NOBODY = frozenset(
    {
        *("unknown", "unidentified", "undetermined", "unnamed", "unclaimed", "a", "an", "and", "gunman", "gunmen"),
        *("assailant", "assailants", "attacker", "attackers", "perpetrator", "perpetrators", "party", "parties"),
        *("device", "devices", "explosive", "explosives", "explosion", "blast", "ied", "mine", "mines", "landmine"),
        *("roadside", "car", "suicide", "grenade", "grenades", "rocket", "propelled", "bombs", "munition", "munitions"),
        *("shells", "rockets", "missiles", "mortar", "mortars", "fire", "shelling", "strike", "strikes", "bomb"),
    },
)
# The folded name has spaces for hyphens: "turkish russian" is looked up word by word.
_CODED = "table:"
_OFFICIAL = "official"
_FORMERLY = re.compile(r"\s*\([^()]*\)$")
_OF_STATE = re.compile(r"^(?:government|(?:military|armed|police|security) forces) of ")
_JOINED = re.compile(r"\s+and\s+|\s*,\s*|\s+")


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
    forms = [fold_name(name)]
    # Coded data sets write "Government of Russia (Soviet Union)": who governs what is now Russia; or "Military Forces
    # of Syria (2000-2024)": the army of that government.
    plain = _OF_STATE.sub("", _FORMERLY.sub("", forms[0]))
    words = plain.split()
    if plain != forms[0]:
        forms.append(plain)
    while len(words) > 1 and words[-1] in _ITS_OWN:
        words.pop()
        forms.append(" ".join(words))
    return forms


def source_name(claim: Claim, document: Document, agreement: Agreement) -> str | None:
    """Return whose word a claim is: a listed name where there is one; None where nobody knows.

    The outlet's own voice counts as its first publisher's; whoever is quoted is the same source in every outlet.
    """
    name: str | None = claim.speaker.name
    if claim.speaker.kind == PUBLISHER and name == PUBLISHER:
        name = document.origin or document.publisher
    if name is None:
        return None
    listed = listed_source(name, agreement)
    return listed.name if listed else name


def origin_name(claim: Claim, document: Document, agreement: Agreement) -> str | None:
    """Return under which independent origin a word counts: a coded data set repeats the source that it coded.

    It stays the data set's own figure (`source_name`); it only adds no second origin.
    """
    if claim.speaker.via and claim.method is not None and claim.method.startswith(_CODED):
        name = claim.speaker.via[0].name
        listed = listed_source(name, agreement)
        return listed.name if listed else name
    return source_name(claim, document, agreement)


def listed_source(name: str, agreement: Agreement) -> Source | None:
    """Return the listed source of that name; an official's also where a title or an office stands before it."""
    words = fold_name(name).split()
    for start in range(len(words)):
        found = agreement.source_of(" ".join(words[start:]))
        if found is not None and (start == 0 or found.kind == _OFFICIAL):
            return found
    return None


def name_key(named: Named | Speaker, agreement: Agreement) -> str:
    """Return what two mentions of one actor or target share."""
    return party_behind(named, agreement) or bare_name(named.name)


def parties_in(named: Named, agreement: Agreement) -> frozenset[str]:
    """Return the parties that a name joins ("Turkish-Russian", "Turkey and Russia"); empty if a part is not listed."""
    whole = party_behind(named, agreement)
    if whole is not None:
        return frozenset({whole})
    parts = [party_called(part, agreement) for part in _JOINED.split(bare_name(named.name)) if part]
    return frozenset(p for p in parts if p is not None) if parts and None not in parts else frozenset()


def is_unnamed(named: Named) -> bool:
    """Say whether the words name arms or men of nobody in particular ("jets", "unidentified gunmen")."""
    return all(word in _ITS_OWN or word in _NOBODY for word in fold_name(named.name).split())


def affiliation(speaker: Speaker, agreement: Agreement) -> str | None:
    """Return the id of the party that a speaker speaks for, None where no list says so (which is not neutral)."""
    source = listed_source(speaker.name, agreement)
    if source is not None and source.affiliated is not None:
        return source.affiliated
    return party_behind(speaker, agreement)
