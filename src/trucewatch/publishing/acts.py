"""The act vocabulary as a reader meets it, and the ACLED types that each act is nearest to."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.agreement.acts import HARM

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


_ACTS: dict[str, tuple[str, str | None, str | None]] = {
    "air-strike": ("Air strike", REMOTE, "Air/drone strike"),
    "drone-strike": ("Drone strike", REMOTE, "Air/drone strike"),
    "shelling": ("Shelling", REMOTE, "Shelling/artillery/missile attack"),
    "missile-launch": ("Missile launch", REMOTE, "Shelling/artillery/missile attack"),
    "armed-clash": ("Armed clash", BATTLES, "Armed clash"),
    "small-arms-fire": ("Small-arms fire", BATTLES, "Armed clash"),
    # ACLED's two sub-events of an advance need a winner, which a report of an attempt does not give.
    "ground-advance": ("Ground advance", BATTLES, "Armed clash"),
    "offensive": ("Offensive", BATTLES, "Armed clash"),
    "attack": ("Attack of unstated form", CIVILIANS, "Attack"),
    "ambush": ("Ambush", BATTLES, "Armed clash"),
    "roadside-bomb": ("Planted bomb", REMOTE, "Remote explosive/landmine/IED"),
    "suicide-bombing": ("Suicide bombing", REMOTE, "Suicide bomb"),
    "landmine": ("Mine or unexploded ordnance", REMOTE, "Remote explosive/landmine/IED"),
    "grenade": ("Grenade", REMOTE, "Grenade"),
    "chemical-attack": ("Chemical weapon", REMOTE, "Chemical weapon"),
    "explosion": ("Explosion of unstated cause", REMOTE, "Remote explosive/landmine/IED"),
    "shoot-down": ("Aircraft or drone brought down", STRATEGIC, "Disrupted weapons use"),
    "killed": ("Deaths without a stated act", CIVILIANS, "Attack"),
    "wounded": ("Injuries without a stated act", CIVILIANS, "Attack"),
    "abduction": ("Abduction", CIVILIANS, "Abduction/forced disappearance"),
    "execution": ("Killing of a captive", CIVILIANS, "Attack"),
    "sexual-violence": ("Sexual violence", CIVILIANS, "Sexual violence"),
    "demolition": ("Destruction on the ground", STRATEGIC, "Looting/property destruction"),
    "violations-counted": ("A source’s own count", None, None),
    "arrest": ("Arrest", STRATEGIC, "Arrests"),
    "displaced": ("Displacement", STRATEGIC, "Other"),
    "return": ("Return of displaced people", STRATEGIC, "Other"),
    "facilitate-return": ("Help with return", STRATEGIC, "Other"),
    "troop-movement": ("Movement of forces", STRATEGIC, "Other"),
    "withdrawal": ("Withdrawal", STRATEGIC, "Non-violent transfer of territory"),
    "post-established": ("Post established", STRATEGIC, "Headquarters or base established"),
    "overflight": ("Overflight", STRATEGIC, "Other"),
    "patrol": ("Patrol", STRATEGIC, "Other"),
    "patrol-cut-short": ("Patrol begun, not completed", STRATEGIC, "Other"),
    "obstruction": ("Road or access obstructed", STRATEGIC, "Other"),
    "exercise": ("Exercise", STRATEGIC, "Other"),
    "protest": ("Protest", PROTESTS, "Peaceful protest"),
    "talks": ("Talks", STRATEGIC, "Other"),
    "agreement": ("Agreement", STRATEGIC, "Agreement"),
    "ceasefire-start": ("Start of a ceasefire", STRATEGIC, "Agreement"),
    "corridor": ("Zone or corridor defined", STRATEGIC, "Agreement"),
    "agree-corridor-parameters": ("Details of a zone fixed", STRATEGIC, "Agreement"),
    "extension": ("Extension", STRATEGIC, "Agreement"),
    "suspension": ("Suspension or termination", STRATEGIC, "Agreement"),
    "exchange": ("Exchange of prisoners or bodies", STRATEGIC, "Other"),
    "aid-delivery": ("Aid delivery", STRATEGIC, "Other"),
    "retaliation": ("Announced or claimed response", None, None),
    "threat": ("Threat", None, None),
    "support": ("Backing of another party", None, None),
    "condolences": ("Condolences", None, None),
    "statement": ("Statement", None, None),
}


def act_of(code: str | None) -> Act:
    """Return the act of a code; a code from elsewhere is shown as it is, and counted as no harm."""
    own_words = code.replace("-", " ").capitalize() if code else "Act not stated"
    label, event_type, sub_event_type = _ACTS.get(code or "", (own_words, None, None))
    return Act(label=label, harm=code in HARM, event_type=event_type, sub_event_type=sub_event_type)
