"""The tables of all fences of a terms file, put together as an `Agreement`, with every error in its place. Pure."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING, Any

from trucewatch.agreement.checks import problems_of
from trucewatch.agreement.fences import Fence, Locator, fences, toml_of
from trucewatch.agreement.geojson import geometry_of
from trucewatch.agreement.schema import FIELDS, MANY, SINGLE
from trucewatch.agreement.terms import Agreement, HouseRule, Source, fold_name
from trucewatch.errors import AgreementError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from trucewatch.agreement.keys import Table
    from trucewatch.agreement.parts import Geometry

_SOURCE_COLUMNS = ("name", "aliases", "affiliated", "unaffiliated", "kind", "note")


def read(
    text: str, *, name: str, sources: str | None, fetch: Callable[[str], str]
) -> tuple[Agreement | None, list[AgreementError]]:
    """Return the agreement in `text` and every error found. `fetch` returns the text of a geometry file by its path.

    The agreement is None where its head (id, clock) is missing. `name` stands in error messages.
    """
    builder = _Builder(name, fetch)
    for fence in fences(text, "terms"):
        builder.take(fence)
    builder.sources(sources)
    return builder.finish(text)


class _Builder:
    """Collects tables from all fences, and errors, each with its place in the file."""

    def __init__(self, name: str, fetch: Callable[[str], str]) -> None:
        self.name = name
        self.fetch = fetch
        self.errors: list[AgreementError] = []
        self.head: dict[str, Any] = {}
        self.records: dict[str, list[Any]] = {kind: [] for kind in MANY}
        self.places: dict[tuple[str, str], Locator] = {}
        self.listed: list[Source] = []
        self.geometry_texts: dict[str, str] = {}

    def take(self, fence: Fence) -> None:
        try:
            doc = toml_of(fence, self.name)
        except AgreementError as error:
            self.errors.append(error)
            return
        for kind, value in doc.items():
            headers = _headers(fence, kind)
            if kind in SINGLE:
                self._single(kind, value, self._at(fence, headers, 0))
            elif kind in MANY and isinstance(value, list):
                for i, raw in enumerate(value):
                    self._one(kind, raw, self._at(fence, headers, i), fence)
            else:
                at = self._at(fence, headers, 0)
                wanted = f"Write [[{kind}]]." if kind in MANY else None
                message = f"[{kind}] is not a table of the language."
                found = at.error(f"{message} {wanted}", kind) if wanted else at.unknown(kind, {*SINGLE, *MANY}, message)
                self.errors.append(found)

    def _at(self, fence: Fence, headers: list[int], i: int) -> Locator:
        lines = fence.lines
        start = headers[i] if i < len(headers) else 0
        ends = [n for n in _all_headers(lines) if n > start]
        return Locator(self.name, lines[start : ends[0] if ends else None], fence.line + start)

    def _single(self, kind: str, raw: dict[str, Any], at: Locator) -> None:
        if ("head", kind) in self.places:
            self.errors.append(at.error(f"[{kind}] stands twice. Keep one.", kind))
        self.places["head", kind] = at
        self.head |= self._fields(SINGLE[kind], f"[{kind}]", raw, at)

    def _one(self, kind: str, raw: dict[str, Any], at: Locator, fence: Fence) -> None:
        before = len(self.errors)
        values = self._fields(MANY[kind], f"[[{kind}]]", raw, at)
        if "id" in values and (kind, values["id"]) in self.places:
            self.errors.append(at.error(f"there are two [[{kind}]] of id {values['id']!r}. Rename one.", values["id"]))
        if kind == "zone":
            self._zone_values(values, at)
        make = MANY[kind].make
        if len(self.errors) > before or make is None:
            return
        self.places[kind, values["id"]] = at
        self.records[kind].append(make(**values, excerpt=fence.excerpt, line=at.line))

    def _fields(self, table: Table, what: str, raw: dict[str, Any], at: Locator) -> dict[str, Any]:
        values = {}
        for key, value in raw.items():
            if key not in table.keys:
                self.errors.append(at.unknown(key, table.keys, f"{key!r} is not a key of {what}."))
                continue
            held = table.keys[key]
            try:
                values[held.field or key] = held.turn(value)
            except (ValueError, TypeError) as error:
                self.errors.append(at.error(f"{key} must be {error}.", key))
        for key in table.required:
            if key not in raw:
                self.errors.append(at.error(f"{what} has no {key}. Add it.", None))
        return values

    def _zone_values(self, values: dict[str, Any], at: Locator) -> None:
        if valid := values.pop("valid", None):
            values |= {"valid_from": valid["from"], "valid_until": valid.get("until")}
        if "geometry" in values:
            try:
                values["geometry"] = self._geometry(values["geometry"], values.get("kind"))
            except ValueError as error:
                self.errors.append(at.error(str(error), values.get("geometry")))

    def _geometry(self, source: str, kind: str | None) -> Geometry:
        path, _, feature = source.partition("#")
        if not feature:
            raise ValueError("geometry names a file and a feature of it, e.g. geo/m4.geojson#road.")
        try:
            text = self.geometry_texts.setdefault(path, self.fetch(path))
        except OSError:
            raise ValueError(f"there is no file {path} beside the terms file. Add it, or correct the path.") from None
        return geometry_of(text, path=path, feature=feature, kind=kind)

    def sources(self, text: str | None) -> None:
        """Take the list of sources (CSV: name, aliases, affiliated, unaffiliated, kind, note)."""
        if text is None:
            return
        rows = csv.DictReader(StringIO(text))
        at = Locator("sources.csv", text.splitlines(), 1)
        if tuple(rows.fieldnames or ()) != _SOURCE_COLUMNS:
            self.errors.append(at.error(f"the columns must be {','.join(_SOURCE_COLUMNS)}.", None))
            return
        for row in rows:
            if None in row or None in row.values():
                self.errors.append(at.error(f"{row['name']} has not six cells. Quote a cell with commas.", row["name"]))
                continue
            if row["unaffiliated"] not in {"yes", "no"}:
                self.errors.append(at.error(f"unaffiliated of {row['name']} must be yes or no.", row["name"]))
            self.listed.append(
                Source(
                    name=row["name"],
                    aliases=tuple(a.strip() for a in row["aliases"].split(";") if a.strip()),
                    affiliated=row["affiliated"] or None,
                    unaffiliated=row["unaffiliated"] == "yes",
                    kind=row["kind"] or None,
                    note=row["note"] or None,
                )
            )
        self.errors.extend(_twice_listed(self.listed, at))
        self.places["head", "sources"] = at

    def finish(self, text: str) -> tuple[Agreement | None, list[AgreementError]]:
        """Return the agreement and all errors; references are only looked up where every table could be read."""
        for table in ("agreement", "clock"):
            if ("head", table) not in self.places:
                at = Locator(self.name, text.splitlines()[:1], 1)
                self.errors.append(at.error(f"no `terms` fence holds [{table}]. Add it.", None))
        if self.errors:
            return None, sorted(self.errors, key=_line_of)
        head = dict(self.head)
        languages = head.pop("languages", {})
        tables: dict[str, Any] = {FIELDS[kind]: tuple(records) for kind, records in self.records.items()}
        agreement = Agreement(
            **_house(head), **languages, **tables, version=self._version(text), sources=tuple(self.listed)
        )
        return agreement, sorted(problems_of(agreement, self.places), key=_line_of)

    def _version(self, text: str) -> str:
        digest = hashlib.sha256(text.encode())
        for path in sorted(self.geometry_texts):
            digest.update(self.geometry_texts[path].encode())
        digest.update(repr(self.listed).encode())
        return f"{self.head['id']}@{digest.hexdigest()[:12]}"


def _headers(fence: Fence, kind: str) -> list[int]:
    wanted = {f"[{kind}]", f"[[{kind}]]"}
    return [i for i, line in enumerate(fence.lines) if line.partition("#")[0].strip() in wanted]


def _all_headers(lines: list[str]) -> list[int]:
    return [i for i, line in enumerate(lines) if line.lstrip().startswith("[") and "=" not in line.partition("#")[0]]


def _house(head: dict[str, Any]) -> dict[str, Any]:
    rule = HouseRule()
    rule = replace(rule, **head.pop("corroborated", {}))
    kept = {key: head.pop(key) for key in ("silence", "place_threshold_m", "inside_share") if key in head}
    return {**head, "house": replace(rule, **kept)}


def _twice_listed(listed: list[Source], at: Locator) -> Iterator[AgreementError]:
    seen: dict[str, str] = {}
    for source in listed:
        for name in (source.name, *source.aliases):
            other = seen.setdefault(fold_name(name), source.name)
            if other != source.name:
                yield at.error(f"{name!r} names both {other} and {source.name}. Drop one.", name)


def _line_of(error: AgreementError) -> tuple[str, int]:
    name, _, line = (error.where or "").rpartition(":")
    return (name, int(line) if line.isdigit() else 0)
