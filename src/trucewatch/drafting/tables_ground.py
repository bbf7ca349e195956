"""Where: zones by their names and widths. No report draws a line, so each zone is undefined or named, and asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trucewatch.drafting.settling import grouped, joined
from trucewatch.drafting.side import slug
from trucewatch.reading import lexicon

if TYPE_CHECKING:
    from trucewatch.drafting.building import Desk
    from trucewatch.drafting.gathering import Gathered
    from trucewatch.drafting.ground import Area
    from trucewatch.drafting.records import Words

_VAGUE_LINE = re.compile(
    r"^(?:key|main|strategic|vital|major|border|frontier)\b.*\b(?:highway|road|route|motorway|line)\b|"
    r"^(?:border|frontier|line|road|highway|motorway|river|route)$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Ground:
    """The zones put down: how far the truce reaches, the corridor, lines by name. Values are ids or a hole."""

    reach: str | None = None
    corridor_line: str | None = None
    corridors: dict[str, str] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)


def put_zones(desk: Desk, found: Gathered) -> Ground:
    """Put down the zones that the reports name."""
    ground = Ground()
    _put_reach(desk, found, ground)
    _ask_along(desk, found)
    _put_areas(desk, found, ground)
    named = grouped(found.lines, lambda one: one[1])
    for name, tellings in named.items():
        if (
            name not in ground.lines
            and not any(_same_name(name, known) for known in ground.lines)
            and not _VAGUE_LINE.match(name.lower())
        ):
            _line(desk, ground, name, tuple(words for _, _, words in tellings))
    return ground


def _same_name(one: str, other: str) -> bool:
    a, b = (
        set(re.findall(r"[a-z0-9]+", n.lower())) - {"the", "highway", "road", "motorway", "river", "line"}
        for n in (one, other)
    )
    return bool(a & b)


def _line(desk: Desk, ground: Ground, name: str, words: tuple[Words, ...]) -> str:
    ident = desk.free_id("zone", slug(name))
    note = "Named in the reports; its course is not drawn"
    remarks = (f'When its course is drawn: kind = "line", geometry = "geo/….geojson#{ident}", edge_m = …',)
    desk.add("zone", [("id", ident), ("kind", "undefined"), ("name", f"the {name}"), ("note", note)], words, remarks)
    desk.ask(
        f"Where does the {name} run, and how exactly can it be drawn?",
        f"`[[zone]]` {ident} `geometry`, `edge_m`",
        words,
    )
    ground.lines[name] = ident
    return ident


def _put_reach(desk: Desk, found: Gathered, ground: Ground) -> None:
    capitals = {side.name for side in desk.principals}
    told = [reach for reach in found.reaches if not (reach.signed or _venue(reach.place, capitals))]
    for reach in found.reaches:
        if reach not in told:
            desk.ask(
                f"Does the ceasefire hold in {reach.place}, or was it only agreed there?",
                "`[[prohibit]] where`",
                [reach.words],
            )
    places = grouped([reach for reach in told if reach.place], lambda reach: _bare(reach.place))
    whole = [reach.words for reach in told if not reach.place]
    options: list[tuple[str, str, tuple[Words, ...]]] = []
    for bare, reaches in places.items():
        ident = desk.free_id("zone", slug(bare))
        words = tuple(reach.words for reach in reaches)
        names = tuple(sorted({reach.place for reach in reaches}, key=lambda name: (len(name), name)))
        place = names[-1]
        desk.add("zone", [("id", ident), ("kind", "named"), ("name", place), ("places", names)], words)
        desk.ask(
            f"What are the borders of {place} as the text means it?",
            f'`[[zone]]` {ident} `kind = "area"`, `geometry`',
            words,
        )
        options.append((ident, ident, words))
    if whole:
        ident = desk.free_id("zone", "whole-country")
        desk.add(
            "zone",
            [("id", ident), ("kind", "undefined"), ("name", "the whole country"), ("note", "Told as nationwide")],
            whole,
        )
        desk.ask("“Nationwide”: which country, and its waters and air too?", f"`[[zone]]` {ident} `geometry`", whole)
        options.append((ident, ident, tuple(whole)))
    if len(options) == 1:
        ground.reach = options[0][1]
    elif options:
        areas = [name for name, _, _ in options]
        spoken = [w for _, _, told_words in options for w in told_words]
        desk.reading(
            "reach",
            "Where does the ceasefire hold? The reports name several areas.",
            [(name, zone) for name, zone, _ in options],
            spoken,
        )
        desk.ask(
            f"Where does it hold: {joined(areas, 'or')}? The reports name several areas.", "`[[reading]] reach`", spoken
        )
        ground.reach = "{reach}"
    elif not found.along:
        desk.ask("Where does the ceasefire hold? No report says it.", "`[[prohibit]] where`, `[[zone]]`")


def _bare(place: str) -> str:
    """A place without the word for its kind: Idlib province is Idlib."""
    return re.sub(r"\s+(?:province|region|governorate|area|strip|district|peninsula)$", "", place)


def _ask_along(desk: Desk, found: Gathered) -> None:
    for name, _, words in found.along:
        desk.ask(
            f"Does “along the {name}” take in the whole area, or only a belt along that line? How wide a belt?",
            "`[[prohibit]] where`, a `[[reading]]` over two zones",
            [words],
        )


def _venue(place: str, principals: set[str]) -> bool:
    """Say whether a place is the capital of a land that is no party: there it was more likely signed than kept."""
    land = lexicon.countries().capitals.get(place.lower())
    return land is not None and land not in principals


def _put_areas(desk: Desk, found: Gathered, ground: Ground) -> None:
    by_kind = grouped(found.areas, _kind)
    for kind, areas in by_kind.items():
        lines = [area.line for area in areas if area.line and not _VAGUE_LINE.match(area.line.lower())]
        line = _line_zone(desk, ground, lines[0], areas) if lines else None
        ground.corridor_line = line or ground.corridor_line
        variants = grouped([a for a in areas if a.metres or a.range_m], lambda a: str(sorted(a.metres) or a.range_m))
        plain = [a.words for a in areas if not (a.metres or a.range_m)]
        ids = []
        for n, told in enumerate(variants.values(), start=1):
            ident = slug(kind) if len(variants) == 1 else f"{slug(kind)}-{n}"
            ids.append(_area(desk, desk.free_id("zone", ident), told, plain, line, lines[0] if lines else None))
        if not variants:
            ids.append(_area(desk, desk.free_id("zone", slug(kind)), areas, [], line, lines[0] if lines else None))
        words = [a.words for a in areas]
        if len(ids) > 1:
            desk.reading(
                slug(kind), f"How wide is the {kind}? The reports differ.", [(ident, ident) for ident in ids], words
            )
            desk.ask(
                f"Which width of the {kind} is in the text? The reports contradict each other.",
                f"`[[reading]] {slug(kind)}`",
                words,
            )
        ground.corridors[kind] = ids[0] if len(ids) == 1 else f"{{{slug(kind)}}}"
        desk.ask(
            f"Where does the {kind} begin and end, and are its ends cut square or round?",
            f"`[[zone]]` {slug(kind)} `between`, `ends`",
            words,
        )
        desk.ask(
            f"What must be done or left undone in the {kind}? A zone alone forbids nothing.",
            f'`[[prohibit]]`, `[[duty]]` with `where = "{slug(kind)}"`',
            words,
        )


def _kind(area: Area) -> str:
    """Return what kind of zone it is: a demilitarised buffer zone is the demilitarised zone of the next sentence."""
    low = area.noun.lower()
    if re.search(r"\bdemilitari[sz]ed\b", area.name, re.IGNORECASE) and low.endswith("zone"):
        return "demilitarised zone"
    return re.sub(r"s$", "", low.replace("demilitarized", "demilitarised"))


def _line_zone(desk: Desk, ground: Ground, name: str, areas: list[Area]) -> str:
    if name in ground.lines:
        return ground.lines[name]
    return _line(desk, ground, name, tuple(area.words for area in areas if area.line == name))


def _area(desk: Desk, ident: str, told: list[Area], plain: list[Words], line: str | None, line_name: str | None) -> str:
    first = told[0]
    along = f" along the {line_name}" if line_name else ""
    name = first.name if not line_name or line_name.lower() in first.name.lower() else f"{first.name}{along}"
    keys = [("id", ident), ("kind", "undefined"), ("name", name), ("note", _note(first, line_name))]
    desk.add("zone", keys, [*(area.words for area in told), *plain], _buffer(first, line))
    if len({side for side, _ in first.metres}) < len(first.metres):
        desk.ask(
            f"Which width of the {first.noun} is for what? Several are told at once.",
            f'`[[zone]]` {ident}, `kind = "by-weapon"`',
            [area.words for area in told],
        )
    if first.range_m:
        low, high = (f"{m:,.0f}" for m in first.range_m)
        desk.ask(
            f"Where is the {first.noun} {low} m and where {high} m deep?",
            f"`[[zone]]` {ident}",
            [area.words for area in told],
        )
    return ident


def _note(area: Area, line: str | None) -> str:
    reference = f" of the {line}" if line else ""
    if area.range_m:
        low, high = area.range_m
        return f"Told as {low:,.0f} to {high:,.0f} m deep; not drawn"
    told = []
    for side, metres in area.metres:
        if side == "both":
            told.append(f"{metres:,.0f} m on either side")
        elif side == "width":
            told.append(f"{metres:,.0f} m wide")
        else:
            told.append(f"{metres:,.0f} m to the {side}")
    return (
        f"Told as {joined(told)}{reference}; not drawn"
        if told
        else "Named in the reports; neither its width nor its course is told"
    )


def _buffer(area: Area, line: str | None) -> tuple[str, ...]:
    """Return the keys that the zone will have once its line is drawn, as comments."""
    if not area.metres or len({side for side, _ in area.metres}) < len(area.metres):
        return ('When it is drawn: kind = "area", geometry = "geo/….geojson#…", edge_m = …',)
    keys = ['kind = "buffer"', f'of = "{line}"' if line else 'of = "…"']
    keys += [f"{'both' if side == 'both' else side}_m = {metres:g}" for side, metres in area.metres]
    return ("When its line is drawn, in place of kind: " + ", ".join(keys),)
