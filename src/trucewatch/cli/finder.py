"""Where bundled agreements and cases lie: in the wheel, or at the root of a source checkout."""

import re
import shutil
from importlib.resources import files
from pathlib import Path

import trucewatch
from trucewatch.errors import WrongUseError

_NAMED_FILE = re.compile(r"[\w./-]+\.(?:geojson|json|csv)")


def agreements() -> Path:
    """Return the folder of bundled agreements."""
    return _bundled("agreements")


def cases() -> Path:
    """Return the folder of bundled demonstration cases."""
    return _bundled("cases")


def agreement_source(name: str) -> Path:
    """Return the folder or file of an agreement: a path as given, else the bundled agreement of that id.

    Raises:
        WrongUseError: neither exists.
    """
    path = Path(name)
    if path.exists():
        return path
    held = agreements() / name
    if held.is_dir():
        return held
    known = ", ".join(sorted(p.name for p in agreements().iterdir() if p.is_dir()))
    raise WrongUseError(f"{name}: no such file, and no bundled agreement of that id; there are: {known}")


def _bundled(kind: str) -> Path:
    packaged = Path(str(files(trucewatch))) / f"_{kind}"
    if packaged.is_dir():
        return packaged
    checkout = Path(trucewatch.__file__).resolve().parents[2] / kind
    if checkout.is_dir():
        return checkout
    raise WrongUseError(f"this installation holds no {kind} (looked in {packaged}); install trucewatch again")


def copy_agreement(source: Path, target: Path) -> None:
    """Copy the terms with all that belongs to them, so that a case needs nothing outside its folder.

    Of a single file come with it: its scenarios, and the data files beside it whose names it mentions.
    """
    if source.is_dir():
        shutil.copytree(source, target)
        return
    target.mkdir(parents=True)
    shutil.copy2(source, target / source.name)
    stem = source.name.removesuffix(".truce.md").removesuffix(".md")
    named = _NAMED_FILE.findall(source.read_text(encoding="utf-8"))
    for name in {f"{stem}.scenarios.md", "sources.csv", "places.csv", *named}:
        path = source.parent / name
        if path.is_file() and path.resolve().is_relative_to(source.parent.resolve()):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target / name)
