"""The weights in the package are those that the figures were measured with."""

import hashlib
from importlib import resources

import pytest


@pytest.mark.parametrize(("name", "parts"), [("parser", ("parser", "lemmas.tsv")), ("tagger", ("tagger",))])
def test_the_weights_are_the_pinned_ones(name, parts):
    """As `training/pin.py` computes it: over path and content of every file, in order."""
    with resources.as_file(resources.files("trucewatch.reading") / "weights") as weights:
        whole = hashlib.sha256()
        files = [p for part in parts for p in sorted((weights / part).rglob("*")) or [weights / part] if p.is_file()]
        for path in files:
            whole.update(path.relative_to(weights).as_posix().encode())
            whole.update(hashlib.sha256(path.read_bytes()).digest())

        assert whole.hexdigest() == (weights / f"{name}.sha256").read_text(encoding="ascii").strip()


def test_the_weights_are_small_enough_for_a_wheel():
    with resources.as_file(resources.files("trucewatch.reading") / "weights") as weights:
        size = sum(p.stat().st_size for p in weights.rglob("*") if p.is_file())

        assert size <= 12_000_000
