"""What a person does by hand: records an observation, imports a log, decides. None of it needs the reader."""

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trucewatch.cli.common import CaseDir, Json, now, open_case, plural, print_json
from trucewatch.errors import CaseError, WrongUseError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.model import Decision, Observation

_WHAT = ("claim", "place", "link", "incident", "document")
_ANSWERS = ("is", "no-place", "stays-open")
_MEANS = ("saw", "heard", "camera", "crater")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)(?:\.\.(\d+(?:\.\d+)?))?")


def observe(  # noqa: PLR0913, PLR0917  (a command's options)
    folder: CaseDir,
    observer: Annotated[str, typer.Option(help="Who saw or heard it: a name or a team.")],
    lon: Annotated[float, typer.Option(min=-180, max=180, help="Where the observer stood, degrees east.")],
    lat: Annotated[float, typer.Option(min=-90, max=90, help="Where the observer stood, degrees north.")],
    means: Annotated[str, typer.Option(help="saw, heard, camera or crater.")],
    what: Annotated[str, typer.Option(help="What it was, in words.")],
    at: Annotated[str, typer.Option(help="When it began, e.g. 2020-03-06T02:10+02:00.")],
    until: Annotated[str | None, typer.Option(help="When it ended.")] = None,
    act: Annotated[str | None, typer.Option(help="Code of the act, e.g. explosion or shelling.")] = None,
    count: Annotated[int | None, typer.Option(min=0, help="How many.")] = None,
    unit: Annotated[str | None, typer.Option(help="What one count is: explosion, shot, incident.")] = None,
    bearing: Annotated[float | None, typer.Option(min=0, max=360, help="Degrees clockwise from north.")] = None,
    distance: Annotated[str | None, typer.Option(help="Metres: 7000 or 7000..10000.")] = None,
    position: Annotated[str, typer.Option(help="Name of the place where the observer stood.")] = "the observer",
    radius: Annotated[float, typer.Option(min=0, help="Doubt of that position in metres.")] = 50.0,
    text: Annotated[str | None, typer.Option(help="The observer's own words, in any language.")] = None,
    as_json: Json = False,
) -> None:
    r"""Record what a person saw or heard; the next run counts it as that observer's claim.

    Example:
      trucewatch observe idlib --observer "Team 4" --lon 36.62 --lat 35.81 --means heard \
        --what explosions --act explosion --count 7 --unit explosion --bearing 315 \
        --distance 7000..10000 --at 2020-03-06T02:10+02:00
    """
    from trucewatch.model import to_plain

    middle, error = _distance(distance)
    observation = observation_of(
        {
            "observer": observer,
            "means": means,
            "position": {"name": position, "lon": lon, "lat": lat, "radius_m": radius, "method": "given by observer"},
            "when": {"start": at, "end": until or at, "method": "given by observer"},
            "what": what,
            "act": act,
            "bearing_deg": bearing,
            "distance_m": middle,
            "distance_error_m": error,
            "unit": unit,
            "count": count,
            "text": text,
        }
    )
    with open_case(folder) as case:
        case.observe(observation)
    if as_json:
        print_json(to_plain(observation))
    else:
        typer.echo(f"{observation.id}: recorded. `trucewatch run {folder}` counts it as a claim of {observer}.")


def observation_of(plain: dict[str, Any]) -> "Observation":
    """Return the observation of a plain record; without an `id` it gets one that follows from what it says.

    Raises:
        WrongUseError: a field is missing, unknown or not what it should be.
    """
    from trucewatch.model import Observation, from_plain, interval

    if plain.get("means") not in _MEANS:
        raise WrongUseError(f"means: {plain.get('means')!r} is none of {', '.join(_MEANS)}")
    marked = {"id": f"obs-{_short(plain)}", **plain}
    try:
        observation = from_plain(Observation, marked)
        stretch = interval(observation.when, _utc())
    except (KeyError, TypeError) as error:
        raise WrongUseError(f"observation: a field is missing or unknown ({error})") from error
    except ValueError as error:
        raise WrongUseError(f"--at or --until: not an instant ({error}); write e.g. 2020-03-06T02:10+02:00") from error
    if stretch.lo and stretch.hi and stretch.hi < stretch.lo:
        raise WrongUseError("--until lies before --at")
    return observation


def log(
    folder: CaseDir,
    file: Annotated[Path, typer.Argument(help="A log as XLSX or CSV, or claims in TOML.", show_default=False)],
    columns: Annotated[Path | None, typer.Option("--map", help="TOML that says which column holds what.")] = None,
    as_json: Json = False,
) -> None:
    """Import an analyst's own incident log: each row becomes a claim of its source.

    A TOML file holds claims that a person read in one document of the case: document, by, reason, and a [[claim]]
    with quote, speaker, act and so on for each.

    Example:
      trucewatch log idlib incidents.xlsx --map columns.toml
      trucewatch log idlib claims-from-an-arabic-post.toml
    """
    from trucewatch.cli.tables import by_hand, take_in_log

    problems: tuple[str, ...] = ()
    with open_case(folder) as case:
        if file.suffix.casefold() == ".toml":
            rows, claims = 1, by_hand(case, file)
        else:
            rows, claims, problems = take_in_log(case, file, columns)
    if as_json:
        print_json({"documents": rows, "claims": claims, "problems": list(problems)})
    elif rows:
        typer.echo(f"{file.name}: {plural(claims, 'claim')} from {plural(rows, 'document')}")
    else:
        typer.echo(f"{file.name}: left alone, the same bytes came in before")
    for problem in problems:
        typer.echo(f"  {problem}", err=True)
    if problems:
        raise typer.Exit(1)


def decide(  # noqa: PLR0913, PLR0917  (a command's options)
    folder: CaseDir,
    target: Annotated[
        str, typer.Argument(metavar="ID|NAME", help="A claim, incident, document or decision; or a place's name.")
    ],
    by: Annotated[str, typer.Option(help="Who decides: a name.", show_default=False)],
    reason: Annotated[str, typer.Option(help="Why.", show_default=False)],
    accept: Annotated[bool, typer.Option("--accept", help="It is right.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="It is wrong: leave it out.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take a decision back; ID is the decision's.")] = False,
    correct: Annotated[
        list[str] | None, typer.Option(metavar="FIELD=VALUE", help="Put a value right; may be repeated.")
    ] = None,
    merge: Annotated[str | None, typer.Option(metavar="ID", help="It tells of the same act as this one.")] = None,
    split: Annotated[str | None, typer.Option(metavar="ID", help="It tells of another act than this one.")] = None,
    place: Annotated[
        str | None,
        typer.Option("--is", metavar="ROW|LON,LAT,RADIUS", help="The name is this place, in all reports or --in some."),
    ] = None,
    no_place: Annotated[bool, typer.Option("--no-place", help="The name is the name of no place.")] = False,
    stays_open: Annotated[bool, typer.Option("--stays-open", help="The name is not to be located.")] = False,
    within: Annotated[
        list[str] | None,
        typer.Option("--in", metavar="DOCUMENT", help="The name is so in this document alone; may be repeated."),
    ] = None,
    what: Annotated[str | None, typer.Option(help="claim, place, link, incident or document.")] = None,
    as_json: Json = False,
) -> None:
    """Record a judgement: signed, reasoned, appended, reversible. The next run takes it in.

    A value is JSON where it looks like it (15, true, null, {"name": …}), else words.

    Example:
      trucewatch decide idlib CLAIM --correct act=shelling --by "A. Analyst" --reason "mortars"
      trucewatch decide idlib Behun --is balyun --by "A. Analyst" --reason "a misprint, see the Turkish text"
      trucewatch decide idlib Nayrab --is an-nayrab --in wire-3.html --by "A. Analyst" --reason "the one by Saraqib"
      trucewatch decide idlib DECISION --undo --by "A. Analyst" --reason "second source found"
    """
    from trucewatch.cli import answering
    from trucewatch.model import to_plain

    chosen = {"accept": accept, "reject": reject, "undo": undo, "correct": correct, "merge": merge, "split": split}
    chosen |= {"is": place, "no-place": no_place, "stays-open": stays_open}
    actions = [name for name, value in chosen.items() if value]
    if len(actions) != 1:
        raise WrongUseError(f"name one of {_with_dashes(chosen)}")
    if not by.strip() or not reason.strip():
        raise WrongUseError("a decision is signed and reasoned: --by and --reason must say something")
    about_name = actions[0] in _ANSWERS
    if within and not about_name:
        raise WrongUseError(f"--in says where an answer to a name holds; it goes with {_with_dashes(_ANSWERS)}")
    with open_case(folder) as case:
        changes = _changes(correct, merge or split)
        if about_name:
            changes = answering.changes_of_answer(case, target, place, within or ())
        made = _decision(case, target, action=actions[0], changes=changes, by=by, reason=reason, what=what)
        if made.action == "correct":
            _try(made)
        case.decide(made)
        told = answering.told(case, made) if about_name else f"{made.action} {made.what} {made.target}"
    if as_json:
        print_json(to_plain(made))
    else:
        typer.echo(f"{made.id}: {told}. `trucewatch run {folder}` takes it in.")


def _with_dashes(names: "Iterable[str]") -> str:
    return ", ".join(f"--{name}" for name in names)


def _try(made: "Decision") -> None:
    from trucewatch.linking import try_correction

    try:
        try_correction(made)
    except CaseError as error:
        raise WrongUseError(f"--correct, nothing recorded: {error}") from error


def _decision(
    case: Any, target: str, *, action: str, changes: Any, by: str, reason: str, what: str | None
) -> "Decision":
    from trucewatch.model import Decision

    if what is not None and what not in _WHAT:
        raise WrongUseError(f"--what: {what!r} is none of {', '.join(_WHAT)}")
    at = now()
    held = {d.id: d for d in case.decisions()}
    if action == "undo":
        if target not in held:
            raise WrongUseError(f"{target}: no such decision in {case.folder}; --undo takes a decision's id")
        kind = what or held[target].what
    elif action in {"merge", "split"}:
        for joined in (target, *(json.loads(value) for _, value in changes)):
            _linkable(case, joined)
        kind = what or "link"
    elif action in _ANSWERS and what not in {None, "place"}:
        raise WrongUseError(f"--{action} answers a name of a place, no {what}; leave --what out")
    elif what == "place" or action in _ANSWERS:
        # A place is named by its words, which no record of the case has as its id.
        kind = "place"
    else:
        kind = _kind(case, target)
        if what not in {None, kind}:
            raise WrongUseError(f"{target} is a {kind}, not a {what}; leave --what out")
    return Decision(
        id=f"d-{_short([target, action, changes, by, reason, at])}",
        what=kind,
        target=target,
        action=action,
        changes=changes,
        by=by,
        at=at,
        reason=reason,
        replaces=target if action == "undo" else None,
    )


def _linkable(case: Any, target: str) -> None:
    if (kind := _kind(case, target)) not in {"claim", "incident"}:
        raise WrongUseError(f"{target} is a {kind}; --merge and --split take claims or incidents")


def _kind(case: Any, target: str) -> str:
    """Return what an id of the case names: document, claim or incident."""
    kind = case.kind_of(target)
    if kind is None:
        raise WrongUseError(
            f"{target}: nothing in {case.folder} has this id; write it whole (`trucewatch show` prints ids), "
            "or say --what place for a place name"
        )
    return str(kind)


def _changes(correct: list[str] | None, other: str | None) -> tuple[tuple[str, str], ...]:
    if other is not None:
        return (("with", json.dumps(other)),)
    changes = []
    for pair in correct or ():
        name, found, value = pair.partition("=")
        if not found or not name:
            raise WrongUseError(f"--correct {pair!r}: write FIELD=VALUE, e.g. act=shelling")
        changes.append((name, _json_text(value)))
    return tuple(changes)


def _json_text(value: str) -> str:
    try:
        json.loads(value)
    except ValueError:
        return json.dumps(value)
    return value


def _distance(written: str | None) -> tuple[float | None, float | None]:
    """Return the middle of a stretch of metres and how far it reaches to either side."""
    if written is None:
        return None, None
    match = _RANGE.fullmatch(written.strip())
    if not match:
        raise WrongUseError(f"--distance {written!r}: write metres, as in 7000 or 7000..10000")
    nearest, farthest = float(match[1]), float(match[2] or match[1])
    if farthest < nearest:
        raise WrongUseError(f"--distance {written!r}: the first number is the nearer one")
    return (nearest + farthest) / 2, (farthest - nearest) / 2


def _utc() -> Any:
    from datetime import UTC

    return UTC


def _short(plain: Any) -> str:
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:8]
