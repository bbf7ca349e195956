"""A terms file on disk, read into an `Agreement`: the only module of this room that touches the disk.

`read` itself is pure: it takes the texts and a way to get the geometry files.
"""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trucewatch.agreement.checks import problems_of
from trucewatch.agreement.fences import Fence, Locator, fences, toml_of
from trucewatch.agreement.scenarios import scenarios_of
from trucewatch.agreement.schema import FIELDS, MANY, SINGLE, Table
from trucewatch.agreement.terms import Agreement, Geometry, HouseRule, Source, fold_name
from trucewatch.errors import AgreementError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from trucewatch.agreement.scenarios import Scenario

SUFFIX = ".truce.md"
_SOURCE_COLUMNS = ("name", "aliases", "affiliated", "unaffiliated", "kind", "note")
_HEADER_DEPTH = {"Point": 0, "LineString": 1, "Polygon": 2, "MultiPolygon": 3}


def load(path: Path | str) -> Agreement:
    """Return the agreement in a `*.truce.md` file, or in a folder that holds one.

    Raises:
        AgreementError: the file cannot be executed. The first error is shown; `check` returns all of them.
    """
    agreement, errors = _open(Path(path))
    if errors or agreement is None:
        more = f"\n  … and {len(errors) - 1} more: `trucewatch agreement check` lists them." if len(errors) > 1 else ""
        raise AgreementError(str(errors[0]) + more) if more else errors[0]
    return agreement


def check(path: Path | str) -> list[AgreementError]:
    """Return every error of an agreement's files, its scenarios included, in the order of the file."""
    agreement, errors = _open(Path(path))
    if agreement is not None and not errors:
        try:
            load_scenarios(path, agreement)
        except AgreementError as error:
            errors = [error]
    return errors


def load_scenarios(path: Path | str, agreement: Agreement) -> tuple[Scenario, ...]:
    """Return the scenarios beside a terms file; none where there is no such file.

    Raises:
        AgreementError: the scenario file cannot be read.
    """
    terms = _terms_file(Path(path))
    beside = terms.with_name(terms.name.removesuffix(SUFFIX) + ".scenarios.md")
    return scenarios_of(_text(beside), agreement, name=beside.name) if beside.is_file() else ()


def available(roots: Iterable[Path]) -> list[tuple[str, str, Path]]:
    """Return (id, title, path) of every agreement in the folders under `roots`, by id. Broken ones keep their name."""
    found: dict[str, tuple[str, str, Path]] = {}
    for root in roots:
        for path in sorted(root.glob(f"*/*{SUFFIX}")):
            head = _head(path)
            ident = head.get("id", path.name.removesuffix(SUFFIX))
            found.setdefault(ident, (ident, head.get("title", "(cannot be read)"), path))
    return [found[ident] for ident in sorted(found)]


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
            field, turn = table.keys[key]
            try:
                values[field] = turn(value)
            except (ValueError, TypeError) as error:
                self.errors.append(at.error(f"{key} must be {error}.", key))
        for key in table.required:
            if key not in raw:
                self.errors.append(at.error(f"{what} has no {key}. Add it.", None))
        return values

    def _zone_values(self, values: dict[str, Any], at: Locator) -> None:
        if valid := values.pop("valid", None):
            until = valid.get("until")
            values["valid_from"] = valid["from"]
            values["valid_until"] = None if until == "superseded" else until
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
            collection = json.loads(text)
        except OSError:
            raise ValueError(f"there is no file {path} beside the terms file. Add it, or correct the path.") from None
        except json.JSONDecodeError as error:
            raise ValueError(f"{path} is not GeoJSON: {error}.") from None
        known = {str(f.get("id") or f.get("properties", {}).get("id")): f for f in collection.get("features", [])}
        if feature not in known:
            raise ValueError(f"{path} has no feature {feature!r}. It holds: {', '.join(known) or 'none'}.")
        return _as_geometry(known[feature], collection, kind, source)

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


def _open(path: Path) -> tuple[Agreement | None, list[AgreementError]]:
    try:
        terms = _terms_file(path)
        text = _text(terms)
        listed = terms.with_name("sources.csv")
        sources = _text(listed) if listed.is_file() else None
    except AgreementError as error:
        return None, [error]
    return read(text, name=terms.name, sources=sources, fetch=lambda p: (terms.parent / p).read_text(encoding="utf-8"))


def _terms_file(path: Path) -> Path:
    if path.is_dir():
        held = sorted(path.glob(f"*{SUFFIX}"))
        if len(held) != 1:
            raise AgreementError(f"{path} holds {len(held)} files named *{SUFFIX}. Name the one that you mean.")
        return held[0]
    return path


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise AgreementError(f"{path} cannot be read ({error.strerror}). Check the path.") from None
    except UnicodeDecodeError:
        raise AgreementError(f"{path} is not UTF-8 text. Save it as UTF-8.") from None


def _head(path: Path) -> dict[str, str]:
    try:
        docs = [toml_of(fence, path.name) for fence in fences(_text(path), "terms")]
    except AgreementError:
        return {}
    return next((dict(doc["agreement"]) for doc in docs if isinstance(doc.get("agreement"), dict)), {})


def _headers(fence: Fence, kind: str) -> list[int]:
    wanted = {f"[{kind}]", f"[[{kind}]]"}
    return [i for i, line in enumerate(fence.lines) if line.partition("#")[0].strip() in wanted]


def _all_headers(lines: list[str]) -> list[int]:
    return [i for i, line in enumerate(lines) if line.lstrip().startswith("[") and "=" not in line.partition("#")[0]]


def _house(head: dict[str, Any]) -> dict[str, Any]:
    rule = HouseRule()
    rule = replace(rule, **head.pop("corroborated", {}))
    kept = {key: head.pop(key) for key in ("silence", "place_threshold_m") if key in head}
    return {**head, "house": replace(rule, **kept)}


def _as_geometry(feature: dict[str, Any], collection: dict[str, Any], kind: str | None, source: str) -> Geometry:
    shape, properties = feature["geometry"], feature.get("properties") or {}
    wanted = {"area": ("Polygon", "MultiPolygon"), "line": ("LineString",), "place": ("Point",)}.get(kind or "", ())
    if shape["type"] not in wanted:
        raise ValueError(f"{source} is a {shape['type']}; a zone of kind {kind} takes {' or '.join(wanted) or 'none'}.")
    nested = shape["coordinates"]
    for _ in range(3 - _HEADER_DEPTH[shape["type"]]):
        nested = [nested]
    return Geometry(
        kind=shape["type"],
        parts=tuple(tuple(tuple((float(p[0]), float(p[1])) for p in ring) for ring in part) for part in nested),
        credit=properties.get("credit") or collection.get("credit"),
        note=properties.get("source"),
    )


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
