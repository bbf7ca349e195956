"""Base forms of verbs and nouns: a table learned from the treebanks, then a rule for words it does not hold."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

from trucewatch.reading import lexicon

KEEP_S = ("ss", "us", "is", "news", "series")


@cache
def _table() -> dict[tuple[str, str], str]:
    """Read `weights/lemmas.tsv` (form, V or N, base form), which `training/lemmas.py` writes."""
    text = (resources.files("trucewatch.reading") / "weights" / "lemmas.tsv").read_text(encoding="utf-8")
    return {(form, kind): base for form, kind, base in (line.split("\t") for line in text.splitlines())}


@lru_cache(maxsize=20_000)
def lemma(word: str, tag: str) -> str:
    """Return the base form in lower case; `tag` is the Penn tag. Names keep their form."""
    low = word.lower()
    kind = "V" if tag.startswith("VB") or tag == "MD" else "N" if tag == "NNS" else ""
    if not kind:
        return low
    return _table().get((low, kind)) or _listed(low, tag) or _prefixed(low, kind) or by_rule(low, tag)


def _prefixed(low: str, kind: str) -> str | None:
    """Read "retaken", "overrun", "overthrown" by the irregular verb inside."""
    for prefix in ("re", "over", "under", "out"):
        inner = _table().get((low.removeprefix(prefix), kind)) if kind == "V" and low.startswith(prefix) else None
        if inner is not None and inner != low.removeprefix(prefix):
            return prefix + inner
    return None


@cache
def _words() -> frozenset[str]:
    """The base forms of the reader's own lists, which the treebanks may not hold ("blame", "besiege")."""
    return frozenset(word for word, _ in (*lexicon.acts(), *lexicon.cues(), *lexicon.attitudes())) | frozenset(
        lexicon.nouns()
    )


def _listed(low: str, tag: str) -> str | None:
    """Undo the ending in every way that spelling allows; the first base form that a list holds."""
    ending = {"VBD": "ed", "VBN": "ed", "VBG": "ing", "VBZ": "s", "NNS": "s"}.get(tag)
    if ending is None or not low.endswith(ending):
        return None
    stem = low[: -len(ending)]
    forms = (stem, f"{stem}e", stem[:-1], f"{stem[:-1]}y", stem.removesuffix("e"))
    return next((form for form in forms if form in _words()), None)


def by_rule(low: str, tag: str) -> str:
    """Return the base form by suffix alone."""
    if tag == "NNS" and low.endswith("men") and len(low) > 4:  # noqa: PLR2004  (gunmen, women)
        return low[:-2] + "an"
    if tag in ("NNS", "VBZ"):
        return singular(low)
    if tag in ("VBD", "VBN") and low.endswith("ed"):
        return _stem(low[:-2])
    if tag == "VBG" and low.endswith("ing"):
        return _stem(low[:-3])
    return low


def singular(low: str) -> str:
    """Return the singular of a plural noun, or the base of a verb's third person."""
    if low.endswith(KEEP_S):
        return low
    if low == "axes":  # of fronts and roads; whose tools they are is no news
        return "axis"
    if low.endswith("ies") and len(low) > 4:  # noqa: PLR2004  (ties, pies)
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zes")):
        return low[:-2]
    return low.removesuffix("s")


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    """Base forms to the other forms that the table holds."""
    table: dict[str, list[str]] = {}
    for (form, _), base in _table().items():
        table.setdefault(base, []).append(form)
    return {base: tuple(forms) for base, forms in table.items()}


def other_forms(base: str) -> frozenset[str]:
    """Return a base form with all forms that a text may give it as noun or verb, by table and by rule."""
    stem = base.removesuffix("e")
    doubled = base + base[-1] if base[-1] not in "aeiouwxy" else base
    ending = base[:-1] + "i" if base.endswith("y") else base
    forms = {base, f"{base}s", f"{base}es", f"{ending}es", f"{stem}ed", f"{ending}ed", f"{doubled}ed"}
    forms |= {f"{stem}ing", f"{base}ing", f"{doubled}ing", *_irregular().get(base, ())}
    return frozenset(forms)


def _stem(stem: str) -> str:
    """Undo spelling before -ed and -ing: "deni" to deny, "shell" as it is, "plann" to plan, "evacuat" to evacuate."""
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiouls":  # noqa: PLR2004  (a body before the double)
        return stem[:-1]
    return stem + "e" if stem.endswith(("at", "iz", "is", "c", "g", "v", "u", "bl", "dl", "tl", "ir", "ur")) else stem
