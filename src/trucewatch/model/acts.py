"""The vocabulary of acts: one row a code, for terms, reader, linking and publishing alike, so that none can drift.

`harm` marks acts that hurt or destroy, or counts of them. The ACLED types are the nearest ones, for programs that read
those; nothing here says what an act means under any agreement.
"""

from __future__ import annotations

from dataclasses import dataclass

BATTLES = "Battles"
REMOTE = "Explosions/Remote violence"
CIVILIANS = "Violence against civilians"
STRATEGIC = "Strategic developments"
PROTESTS = "Protests"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """`label` for people; `harm` where the act itself hurts or destroys; ACLED event and sub-event type, or None."""

    label: str
    harm: bool
    event_type: str | None
    sub_event_type: str | None


def _harm(label: str, event_type: str | None = None, sub_event_type: str | None = None) -> Act:
    return Act(label=label, harm=True, event_type=event_type, sub_event_type=sub_event_type)


def _other(label: str, event_type: str | None = None, sub_event_type: str | None = None) -> Act:
    return Act(label=label, harm=False, event_type=event_type, sub_event_type=sub_event_type)


ACTS: dict[str, Act] = {
    "air-strike": _harm("Air strike", REMOTE, "Air/drone strike"),
    "drone-strike": _harm("Drone strike", REMOTE, "Air/drone strike"),
    "shelling": _harm("Shelling", REMOTE, "Shelling/artillery/missile attack"),
    "missile-launch": _harm("Missile launch", REMOTE, "Shelling/artillery/missile attack"),
    "armed-clash": _harm("Armed clash", BATTLES, "Armed clash"),
    "small-arms-fire": _harm("Small-arms fire", BATTLES, "Armed clash"),
    # ACLED's two sub-events of an advance need a winner, which a report of an attempt does not give.
    "ground-advance": _harm("Ground advance", BATTLES, "Armed clash"),
    "offensive": _harm("Offensive", BATTLES, "Armed clash"),
    "attack": _harm("Attack of unstated form", CIVILIANS, "Attack"),
    "ambush": _harm("Ambush", BATTLES, "Armed clash"),
    "roadside-bomb": _harm("Planted bomb", REMOTE, "Remote explosive/landmine/IED"),
    "suicide-bombing": _harm("Suicide bombing", REMOTE, "Suicide bomb"),
    "landmine": _harm("Mine or unexploded ordnance", REMOTE, "Remote explosive/landmine/IED"),
    "grenade": _harm("Grenade", REMOTE, "Grenade"),
    "chemical-attack": _harm("Chemical weapon", REMOTE, "Chemical weapon"),
    "explosion": _harm("Explosion of unstated cause", REMOTE, "Remote explosive/landmine/IED"),
    "shoot-down": _harm("Aircraft or drone brought down", STRATEGIC, "Disrupted weapons use"),
    "killed": _harm("Deaths without a stated act", CIVILIANS, "Attack"),
    "wounded": _harm("Injuries without a stated act", CIVILIANS, "Attack"),
    "abduction": _harm("Abduction", CIVILIANS, "Abduction/forced disappearance"),
    "execution": _harm("Killing of a captive", CIVILIANS, "Attack"),
    "sexual-violence": _harm("Sexual violence", CIVILIANS, "Sexual violence"),
    "demolition": _harm("Destruction on the ground", STRATEGIC, "Looting/property destruction"),
    "looting": _harm("Looting", STRATEGIC, "Looting/property destruction"),
    "sabotage": _harm("Sabotage", STRATEGIC, "Looting/property destruction"),
    "violations-counted": _harm("A source’s own count"),
    "arrest": _other("Arrest", STRATEGIC, "Arrests"),
    "displaced": _other("Displacement", STRATEGIC, "Other"),
    "return": _other("Return of displaced people", STRATEGIC, "Other"),
    "facilitate-return": _other("Help with return", STRATEGIC, "Other"),
    "troop-movement": _other("Movement of forces", STRATEGIC, "Other"),
    "withdrawal": _other("Withdrawal", STRATEGIC, "Non-violent transfer of territory"),
    "post-established": _other("Post established", STRATEGIC, "Headquarters or base established"),
    "overflight": _other("Overflight", STRATEGIC, "Other"),
    "patrol": _other("Patrol", STRATEGIC, "Other"),
    "patrol-cut-short": _other("Patrol begun, not completed", STRATEGIC, "Other"),
    "obstruction": _other("Road or access obstructed", STRATEGIC, "Other"),
    "exercise": _other("Exercise", STRATEGIC, "Other"),
    "protest": _other("Protest", PROTESTS, "Peaceful protest"),
    "talks": _other("Talks", STRATEGIC, "Other"),
    "agreement": _other("Agreement", STRATEGIC, "Agreement"),
    "ceasefire-start": _other("Start of a ceasefire", STRATEGIC, "Agreement"),
    "corridor": _other("Zone or corridor defined", STRATEGIC, "Agreement"),
    "agree-corridor-parameters": _other("Details of a zone fixed", STRATEGIC, "Agreement"),
    "extension": _other("Extension", STRATEGIC, "Agreement"),
    "suspension": _other("Suspension or termination", STRATEGIC, "Agreement"),
    "exchange": _other("Exchange of prisoners or bodies", STRATEGIC, "Other"),
    "aid-delivery": _other("Aid delivery", STRATEGIC, "Other"),
    "armed-presence": _other("Armed presence", STRATEGIC, "Other"),
    "weapon-presence": _other("Weapons in a place", STRATEGIC, "Other"),
    "weapons-storage": _other("Weapons stored", STRATEGIC, "Other"),
    "arms-transfer": _other("Arms supplied", STRATEGIC, "Other"),
    "fortification": _other("Military works", STRATEGIC, "Headquarters or base established"),
    "mine-laying": _other("Mines laid", STRATEGIC, "Other"),
    "mine-clearance": _other("Mines cleared", STRATEGIC, "Disrupted weapons use"),
    "reconnaissance": _other("Reconnaissance", STRATEGIC, "Other"),
    "occupation": _other("Use of a civilian facility by forces", STRATEGIC, "Other"),
    "recruitment": _other("Recruitment", STRATEGIC, "Other"),
    "deployment": _other("Deployment", STRATEGIC, "Other"),
    "withdrawal-begun": _other("Withdrawal begun, not completed", STRATEGIC, "Other"),
    "handover": _other("Handover of territory, posts or sites", STRATEGIC, "Non-violent transfer of territory"),
    "disarmament": _other("Disarmament", STRATEGIC, "Disrupted weapons use"),
    "monitor-hindered": _other("Monitor hindered", STRATEGIC, "Other"),
    "repair": _other("Repair of a facility or road", STRATEGIC, "Other"),
    "return-of-remains": _other("Return of remains", STRATEGIC, "Other"),
    "hostile-rhetoric": _other("Hostile rhetoric"),
    "order": _other("Order given to forces", STRATEGIC, "Other"),
    "notice": _other("Notice of termination or of no renewal", STRATEGIC, "Other"),
    "proposal": _other("Proposal"),
    "legislation": _other("Legislation", STRATEGIC, "Other"),
    "election": _other("Election", STRATEGIC, "Other"),
    "retaliation": _other("Announced or claimed response"),
    "threat": _other("Threat"),
    "support": _other("Backing of another party"),
    "condolences": _other("Condolences"),
    "statement": _other("Statement"),
}
"""Every code, its harm first, then the rest."""

HARM = frozenset(code for code, act in ACTS.items() if act.harm)
"""Acts that are harm, or counts of it."""


def act_of(code: str | None) -> Act:
    """Return the act of a code; a code from elsewhere is shown as it is, and counted as no harm."""
    own_words = code.replace("-", " ").capitalize() if code else "Act not stated"
    return ACTS.get(code or "") or _other(own_words)
