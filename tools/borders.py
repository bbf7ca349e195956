"""Make the built-in land borders from Natural Earth 1:10m (public domain), as QGIS's `world_map.gpkg` carries it: the
layer `countries` of that GeoPackage, generalised by its makers (Douglas and Peucker, 1 km); Debian's `qgis-common`
has it under `/usr/share/qgis/resources/data/`.

    python tools/borders.py world_map.gpkg src/trucewatch/geography/data

Out comes `borders.tsv.gz` (same input, same bytes): one line a pair of countries, tab-separated: both ISO 3166 codes,
half of the corridor's width in metres, and the points of the line, parted by spaces, each `lon,lat` in thousandths of a
degree, the first as it is, each other as the step from the one before. Which pairs, how wide, and what of a line is
left out stands in `borders.csv` beside it, written by hand and from what `tools/borders_measured.py` prints.

A border is what the outlines of two countries share. Its pieces are put one after another, the nearest ends together;
where the gaps are more than a tenth of it, the rings of exclaves are left out, and where they still are, nothing is
made. A line has at most 150 points, and none closer to the straight way than 200 m, or what it takes. Both ends are
drawn out by half of the width: a border goes on to the coast or to where three countries meet, which other maps put
elsewhere.
"""

from __future__ import annotations

import csv
import gzip
import math
import sqlite3
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import shapely

Point = tuple[float, float]
Line = list[Point]
Pair = tuple[str, str]

UNITS = 1000
"""Of a degree: the points are whole thousandths, about 110 m."""
MOST_POINTS, LEAST_M, METRES = 150, 200.0, 111_195.0
MOST_GAPS = 0.1
"""Of a border's length."""
PARTS = {"Somaliland": "SO", "Northern Cyprus": "CY", "Baykonur Cosmodrome": "KZ"}
"""What the map draws by itself, and whose outline it is part of here."""
ENVELOPES = (0, 32, 48, 48, 64)
"""Bytes before the geometry of a GeoPackage, by the kind of its envelope, after a header of eight."""


def main(source: str, folder: str) -> None:
    """Read the GeoPackage and the table of pairs, write the lines."""
    table = Path(folder) / "borders.csv"
    found = shared(source)
    made = []
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not row["not_offered"]:
                half_m = float(row["half_width_m"])
                line = drawn_out(line_of(pieces_of(row, found), row["left_out"]), half_m)
                made.append(f"{row['one']}\t{row['other']}\t{half_m:.0f}\t{packed(line)}")
    target = Path(folder) / "borders.tsv.gz"
    target.write_bytes(gzip.compress("\n".join(sorted(made)).encode(), compresslevel=9, mtime=0))
    sys.stdout.write(f"{target.name}: {len(made)} borders, {target.stat().st_size:,} bytes\n")


def pieces_of(row: dict[str, str], found: dict[Pair, list[Line]]) -> list[Line]:
    """Return the pieces of a pair, and of another that reports call so too."""
    pieces = list(found[row["one"], row["other"]])
    if row["with"]:
        one, other = row["with"].split("-")
        pieces += found[one, other]
    return sorted(pieces, key=lambda line: (-length_m(line), line))


def shared(source: str) -> dict[Pair, list[Line]]:
    """Return for each pair of countries the pieces of line that both their outlines have."""
    holders: dict[tuple[Point, Point], set[str]] = defaultdict(set)
    with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as layers:
        for code, land, blob in layers.execute("SELECT iso_a2, admin, geom FROM states_provinces ORDER BY fid"):
            for ring in shapely.get_rings(shapely.get_parts(geometry(blob))):
                run = [(round(x, 6), round(y, 6)) for x, y in shapely.get_coordinates(ring).tolist()]
                for start, end in pairwise(run):
                    if start != end:
                        holders[min(start, end), max(start, end)].add(PARTS.get(land, code))
    pieces: dict[Pair, list[shapely.LineString]] = defaultdict(list)
    for ends, codes in holders.items():
        if len(codes) == 2 and all(code.isalpha() for code in codes):  # noqa: PLR2004
            one, other = sorted(codes)
            pieces[one, other].append(shapely.LineString(ends))
    return {pair: merged(parts) for pair, parts in pieces.items()}


def geometry(blob: bytes) -> shapely.Geometry:
    """Return the geometry of a GeoPackage's column."""
    return shapely.from_wkb(blob[8 + ENVELOPES[(blob[3] >> 1) & 7] :])


def merged(parts: list[shapely.LineString]) -> list[Line]:
    """Join what touches, the longest first."""
    joined = shapely.get_parts(shapely.line_merge(shapely.union_all(parts)))
    lines = [[(x, y) for x, y in shapely.get_coordinates(part).tolist()] for part in joined]
    return sorted((max(line, line[::-1]) for line in lines), key=lambda line: (-length_m(line), line))


def line_of(pieces: list[Line], left_out: str) -> Line:
    """Return one line of all pieces, simplified; raise ValueError where its gaps are too long."""
    kept = [piece for part in pieces for piece in without(part, left_out)]
    open_ended = [piece for piece in kept if piece[0] != piece[-1]]
    for taken in (kept, open_ended):
        line, gaps_m = chained(taken)
        if gaps_m <= MOST_GAPS * sum(map(length_m, taken)):
            return simplified(line)
    raise ValueError(f"gaps of {gaps_m / 1000:.0f} km")


def without(line: Line, box: str) -> list[Line]:
    """Return a line without its points in a box ("west south east north")."""
    if not box:
        return [line]
    west, south, east, north = map(float, box.split())
    kept: list[Line] = [[]]
    for lon, lat in line:
        if west <= lon <= east and south <= lat <= north:
            kept.append([])
        else:
            kept[-1].append((lon, lat))
    return [part for part in kept if len(part) > 1]


def chained(pieces: list[Line]) -> tuple[Line, float]:
    """Put pieces one after another, nearest ends together, from the longest on; return the line and metres of gaps."""
    line, rest, gaps_m = list(pieces[0]), list(pieces[1:]), 0.0
    while rest:
        gap_m, number, turned, ahead = min(
            (apart_m(line[-1] if ahead else line[0], piece[-1] if turned == ahead else piece[0]), number, turned, ahead)
            for number, piece in enumerate(rest)
            for turned in (False, True)
            for ahead in (False, True)
        )
        piece = rest.pop(number)
        piece = piece[::-1] if turned else piece
        line = [*line, *piece] if ahead else [*piece, *line]
        gaps_m += gap_m
    return line, gaps_m


def simplified(line: Line) -> Line:
    """Return a line of at most 150 points, off by as little as that takes; measured in a map true at its middle."""
    squeeze = math.cos(math.radians(sum(lat for _, lat in line) / len(line)))
    flat = shapely.LineString([(lon * squeeze, lat) for lon, lat in line])
    by_m = LEAST_M
    while True:
        points = shapely.get_coordinates(shapely.simplify(flat, by_m / METRES, preserve_topology=False)).tolist()
        if len(points) <= MOST_POINTS:
            return [(x / squeeze, y) for x, y in points]
        by_m *= 1.2


def drawn_out(line: Line, by_m: float) -> Line:
    """Return a line with both ends farther out; one that ends where it begins stays."""
    if line[0] == line[-1]:
        return line
    return [beyond(line[1], line[0], by_m), *line[1:-1], beyond(line[-2], line[-1], by_m)]


def beyond(start: Point, end: Point, by_m: float) -> Point:
    """Return the point so far beyond the end of a straight way."""
    far = 1 + by_m / max(apart_m(start, end), 1.0)
    return start[0] + far * (end[0] - start[0]), start[1] + far * (end[1] - start[1])


def packed(line: Line) -> str:
    """Write the points: the first whole, then the steps."""
    whole = [(round(lon * UNITS), round(lat * UNITS)) for lon, lat in line]
    steps = [(x - x0, y - y0) for (x0, y0), (x, y) in pairwise(whole) if (x, y) != (x0, y0)]
    return " ".join(f"{x},{y}" for x, y in (whole[0], *steps))


def length_m(line: Line) -> float:
    """Return the length of a line."""
    return sum(apart_m(start, end) for start, end in pairwise(line))


def apart_m(one: Point, other: Point) -> float:
    """Return the distance of two points, on a sphere, by the latitude between them."""
    east = (other[0] - one[0]) * math.cos(math.radians((one[1] + other[1]) / 2))
    return math.hypot(east, other[1] - one[1]) * METRES


if __name__ == "__main__":
    main(*sys.argv[1:])
