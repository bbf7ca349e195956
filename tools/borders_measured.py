"""Print how far the built-in borders lie from those of OpenStreetMap, pair by pair: what `borders.csv` says of widths.

    pip download --no-deps timezonefinder==6.5.9 && unzip timezonefinder-*.whl
    python tools/borders_measured.py world_map.gpkg src/trucewatch/geography/data timezonefinder

The zones of time of that package are drawn along OpenStreetMap's borders of countries (© OpenStreetMap contributors,
ODbL 1.0), without being simplified. What the outlines of zones of two countries share is their border, on land; points
every 500 m of it are measured to our line of the pair. Taken out is what lies beyond our line's ends, off every coast,
or in a box that `borders.csv` leaves out. A line of text for each pair: codes, kilometres measured, half and 95, 99 and
100 % of them within so many metres of our line, kilometres beyond its ends.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import TZPATH

import numpy as np
import shapely
from borders import METRES, Line, Pair, geometry, line_of, pieces_of, shared

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEP_M = 500.0
OF_ONE_ZONE = {"RS": ("RS", "XK"), "TH": ("TH", "VN")}
"""Countries that share a zone of time, so that the zones do not tell them apart: the nearer of our lines is meant."""
PARTS = ("poly", "hole")
SHIFT = 1 << 31


def main(source: str, folder: str, package: str) -> None:
    """Measure every pair."""
    ours = shared(source)
    with (Path(folder) / "borders.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["one"], row["other"]): row for row in csv.DictReader(file)}
    boxes = {pair: row["left_out"] for pair, row in rows.items()}
    lines: dict[Pair, Line] = {}
    for pair, pieces in ours.items():
        try:
            lines[pair] = line_of(pieces_of(rows[pair], ours) if pair in rows else pieces, boxes.get(pair, ""))
        except ValueError as error:
            sys.stdout.write(f"{pair[0]}\t{pair[1]}\t{error}\n")
    land = ashore(source)
    for pair, ends in sorted(theirs(Path(package)).items()):
        meant = product(*(OF_ONE_ZONE.get(code, (code,)) for code in pair))
        candidates = [two for one, other in meant if (two := (min(one, other), max(one, other))) in lines]
        points = spots(ends)
        points = points[inside(points, land)]
        if not candidates or not len(points):
            continue
        offs = [off(points, lines[two]) for two in candidates]
        nearest = np.argmin([metres for metres, _ in offs], axis=0)
        for number, two in enumerate(candidates):
            tell(
                two, points[nearest == number], *(part[nearest == number] for part in offs[number]), boxes.get(two, "")
            )


def tell(
    pair: Pair, points: NDArray[np.float64], metres: NDArray[np.float64], past: NDArray[np.bool_], box: str
) -> None:
    """Print one pair's line."""
    if box:
        west, south, east, north = map(float, box.split())
        lon, lat = points.T
        outside = ~((west <= lon) & (lon <= east) & (south <= lat) & (lat <= north))
        points, metres, past = points[outside], metres[outside], past[outside]
    beside = metres[~past]
    if len(beside):
        half, most, nearly, all_ = np.percentile(beside, [50, 95, 99, 100])
        worst = points[~past][beside.argmax()]
        far = past & (metres > all_)
        sys.stdout.write(
            f"{pair[0]}\t{pair[1]}\t{len(beside) * STEP_M / 1000:.0f}\t{half:.0f}\t{most:.0f}\t{nearly:.0f}\t{all_:.0f}"
            f"\t{far.sum() * STEP_M / 1000:.0f}\t{worst[0]:.2f},{worst[1]:.2f}\n"
        )


def theirs(package: Path) -> dict[Pair, NDArray[np.float64]]:
    """Return for each pair of countries the stretches that outlines of their zones share: lon, lat, lon, lat."""
    names = json.loads((package / "timezone_names.json").read_text(encoding="utf-8"))
    country = zones()
    starts, ends, owners, codes = [], [], [], sorted(set(country.values()))
    for zone, x, y in rings(package):
        code = country.get(names[zone])
        if code is not None:
            keys = ((x.astype(np.int64) + SHIFT).astype(np.uint64) << np.uint64(32)) | (
                y.astype(np.int64) + SHIFT
            ).astype(np.uint64)
            after = np.roll(keys, -1)
            starts.append(np.minimum(keys, after))
            ends.append(np.maximum(keys, after))
            owners.append(np.full(len(keys), codes.index(code), np.int16))
    start, end, owner = np.concatenate(starts), np.concatenate(ends), np.concatenate(owners)
    order = np.lexsort((owner, end, start))
    start, end, owner = start[order], end[order], owner[order]
    same = np.nonzero((start[1:] == start[:-1]) & (end[1:] == end[:-1]) & (owner[1:] != owner[:-1]))[0]
    found: dict[Pair, list[tuple[float, ...]]] = defaultdict(list)
    for at in same:
        pair = tuple(sorted((codes[owner[at]], codes[owner[at + 1]])))
        found[pair].append((*degrees(int(start[at])), *degrees(int(end[at]))))
    return {pair: np.array(ends) for pair, ends in found.items()}


def rings(package: Path) -> list[tuple[int, NDArray[np.int32], NDArray[np.int32]]]:
    """Return the zone and the coordinates, in ten-millionths of a degree, of every ring, inner ones too."""
    zone_of = np.fromfile(package / "poly_zone_ids.bin", "<u2")
    holes = json.loads((package / "hole_registry.json").read_text(encoding="utf-8"))
    zone_of_hole = {
        first + number: zone_of[int(polygon)] for polygon, (count, first) in holes.items() for number in range(count)
    }
    found = []
    for part, size in zip(PARTS, ("<i4", "<u2"), strict=True):
        counts = np.fromfile(package / f"{part}_coord_amount.bin", size).astype(int)
        data, at = np.fromfile(package / f"{part}_data.bin", "<i4"), 0
        for number, count in enumerate(counts):
            zone = int(zone_of[number] if part == "poly" else zone_of_hole[number])
            found.append((zone, data[at : at + count], data[at + count : at + 2 * count]))
            at += 2 * count
    return found


def zones() -> dict[str, str]:
    """Return the country of each zone of time, also under its older names."""
    folder = next(Path(path) for path in TZPATH if (Path(path) / "zone.tab").exists())
    rows = [line.split("\t") for line in (folder / "zone.tab").read_text().splitlines() if not line.startswith("#")]
    return {row[2]: row[0] for row in rows}


def degrees(key: int) -> tuple[float, float]:
    """Return the point that a key stands for."""
    return ((key >> 32) - SHIFT) / 1e7, ((key & 0xFFFFFFFF) - SHIFT) / 1e7


def spots(ends: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a point for each 500 m of the stretches, put end to end."""
    squeeze = np.cos(np.radians((ends[:, 1] + ends[:, 3]) / 2))
    long_m = np.hypot((ends[:, 2] - ends[:, 0]) * squeeze, ends[:, 3] - ends[:, 1]) * METRES
    upto = np.cumsum(long_m)
    at = np.arange(STEP_M / 2, upto[-1], STEP_M)
    which = np.searchsorted(upto, at)
    part = (at - (upto[which] - long_m[which])) / np.maximum(long_m[which], 1e-9)
    return ends[which, :2] + part[:, None] * (ends[which, 2:] - ends[which, :2])


def off(points: NDArray[np.float64], line: Line) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return how far points lie from a line, and whether its end is what they are nearest to."""
    metres, past = np.zeros(len(points)), np.zeros(len(points), bool)
    # in maps of one degree of latitude each, in which east is as long as north
    for band in np.unique(np.floor(points[:, 1])):
        here = np.floor(points[:, 1]) == band
        squeeze = np.array([np.cos(np.radians(band + 0.5)), 1.0])
        run, flat = shapely.LineString(np.array(line) * squeeze), shapely.points(points[here] * squeeze)
        along = shapely.line_locate_point(run, flat)
        metres[here] = shapely.distance(run, flat) * METRES
        past[here] = (along <= 0) | (along >= run.length)
    return metres, past


def ashore(source: str) -> shapely.STRtree:
    """Return all countries' outlines."""
    import sqlite3

    with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as layers:
        blobs = layers.execute("SELECT geom FROM countries WHERE iso_a2 <> 'AQ'").fetchall()
    return shapely.STRtree([geometry(blob) for (blob,) in blobs])


def inside(points: NDArray[np.float64], land: shapely.STRtree) -> NDArray[np.bool_]:
    """Say of each point whether a country holds it."""
    held = np.zeros(len(points), bool)
    held[land.query(shapely.points(points), "within")[0]] = True
    return held


if __name__ == "__main__":
    main(*sys.argv[1:])
