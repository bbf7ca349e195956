"""What several commands share: the clock, the user's name and zone, a case that is opened, options."""

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from trucewatch.errors import WrongUseError
from trucewatch.model import end_instant

if TYPE_CHECKING:
    from trucewatch.store import Case

CaseDir = Annotated[Path, typer.Argument(metavar="DIR", help="The case folder.", show_default=False)]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="INSTANT", help="Evidence known at this instant, e.g. 2020-03-12T12:00+03:00."),
]
Zone = Annotated[str | None, typer.Option("--zone", help="Zone that times are shown in; yours, if not given.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead.")]

_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})T24:00(?::00)?(.*)")


def now() -> str:
    """Return this instant in UTC, to the microsecond: it orders decisions."""
    return datetime.now(UTC).isoformat()


def user() -> str:
    """Return the name that signs the custody log."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"


def open_case(folder: Path) -> "Case":
    """Open the case in `folder`; use it in a `with`."""
    from trucewatch.store import Case

    return Case.open(folder, clock=now, who=user())


def instant(written: str, zone: str) -> datetime:
    """Return the instant in UTC that a user wrote: a bare date is its end; a clock without offset is `zone`'s.

    Raises:
        WrongUseError: it is no date.
    """
    text = written.strip()
    days = 0
    if midnight := _MIDNIGHT.fullmatch(text):
        text, days = f"{midnight[1]}T00:00{midnight[2]}", 1
    try:
        return end_instant(text, ZoneInfo(zone)) + timedelta(days=days)
    except (ValueError, OverflowError) as error:
        raise WrongUseError(
            f"{written!r} is not an instant ({error}); write e.g. 2020-03-12 or 2020-03-12T12:00+03:00"
        ) from error


def readers_zone(given: str | None) -> str:
    """Return the IANA name of the reader's zone: as given, as in TZ, as the machine is set, else UTC.

    Raises:
        WrongUseError: there is no such zone.
    """
    for name in filter(None, [given or os.environ.get("TZ", "").lstrip(":"), "" if given else _machine_zone()]):
        try:
            return ZoneInfo(name).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            if given:
                raise WrongUseError(f"{given!r} is not a zone; write a name such as Europe/Istanbul or UTC") from None
    return "UTC"


def _machine_zone() -> str:
    try:
        return str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    except OSError:
        return ""


def shown(written: str | None, zone: str) -> str:
    """Return a written instant on the clock of `zone`; what has no offset is shown as it is."""
    if not written:
        return ""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return written
    if moment.tzinfo is None:
        return written
    return moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M %Z")


def print_json(plain: Any) -> None:
    """Print a JSON value for machines."""
    import json

    typer.echo(json.dumps(plain, ensure_ascii=False, indent=2))


def plural(number: int, word: str, words: str | None = None) -> str:
    """Return "1 document", "2 documents"; `words` is a plural that does not end so."""
    return f"{number:,} {word if number == 1 else words or word + 's'}"
