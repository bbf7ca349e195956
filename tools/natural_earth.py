"""Turn Natural Earth's countries (as TopoJSON, npm package `world-atlas`) into the borders file of the map.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python tools/natural_earth.py package/countries-50m.json src/trucewatch/publishing/data/borders-50m.geojson.gz

Out comes one GeoJSON collection: a polygon feature for each country (name, iso = ISO 3166-1 numeric where there
is one) and one multi-line feature `boundaries` with the stretches that two countries share, so that a border is
drawn once and a coast never as a border. Same input, same bytes: the gzip header carries no time.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

DECIMALS = 3
"""About 100 m; the source was generalised for 1:50,000,000 and quantised to about 400 m."""

Line = list[list[float]]


def arcs_of(topology: dict[str, Any]) -> list[Line]:
    """Undo delta encoding and quantisation: return every arc in degrees."""
    (kx, ky), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            point = [round(x * kx + x0, DECIMALS), round(y * ky + y0, DECIMALS)]
            if not line or point != line[-1]:
                line.append(point)
        arcs.append(line)
    return arcs


def ring_of(indexes: list[int], arcs: list[Line]) -> Line:
    """Join arcs to one ring; a negative index means the arc ~index backwards."""
    ring: Line = []
    for index in indexes:
        line = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(line[1:] if ring else line)
    return ring


def polygons_of(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """Return the arc indexes of every ring of every polygon."""
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    return list(geometry.get("arcs", []))


def collection(topology: dict[str, Any]) -> dict[str, Any]:
    """Return the GeoJSON collection described above."""
    arcs = arcs_of(topology)
    features, uses = [], Counter[int]()
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = polygons_of(geometry)
        uses.update({i if i >= 0 else ~i for rings in polygons for ring in rings for i in ring})
        coordinates = [[ring_of(ring, arcs) for ring in rings] for rings in polygons]
        properties = {"name": geometry["properties"]["name"], "iso": geometry.get("id")}
        features.append(
            {
                "type": "Feature",
                "properties": properties,
                "geometry": {"type": "MultiPolygon", "coordinates": coordinates},
            }
        )
    features.sort(key=lambda feature: str(feature["properties"]))
    shared = [arcs[i] for i in sorted(uses) if uses[i] > 1]
    lines = {"type": "MultiLineString", "coordinates": shared}
    features.append({"type": "Feature", "properties": {"name": "boundaries", "iso": None}, "geometry": lines})
    return {"type": "FeatureCollection", "features": features}


def main(source: str, target: str) -> None:
    """Read TopoJSON from `source`, write gzipped GeoJSON to `target`."""
    plain = collection(json.loads(Path(source).read_text(encoding="utf-8")))
    text = json.dumps(plain, separators=(",", ":"), ensure_ascii=False)
    Path(target).write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    sys.stdout.write(f"{target}: {len(plain['features']) - 1} countries, {Path(target).stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
