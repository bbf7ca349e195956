"""Support: how many independent origins say one element, under the house rule. Dispute never lowers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.agreement.actors import is_unnamed, name_key, party_called
from trucewatch.agreement.terms import fold_name
from trucewatch.model import Stance, Support

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from trucewatch.agreement.terms import Agreement, Monitor
    from trucewatch.compliance.live import Held, Word
    from trucewatch.model import Count

_LEVELS = ("single", "corroborated", "verified")


def supports(case: Held, term_id: str, agreement: Agreement) -> tuple[Support, ...]:
    """Return the support of every element that a live claim speaks of, never borrowed from one to another."""
    told = case.tellings
    if not told:
        return ()
    owned = [w for w in case.answers if w.claim.stance is Stance.JUSTIFIES and "occurrence" not in w.claim.denies_what]
    found = [support("occurrence", [*told, *owned], term_id, agreement)]
    authors = _by_key(told, lambda w: {name_key(a, agreement) for a in w.claim.actors if not is_unnamed(a)})
    for author, words in authors.items():
        element = "authorship" if len(authors) == 1 else f"authorship: {_as_named(author, words, agreement)}"
        found.append(support(element, words, term_id, agreement))
    targets = _by_key(told, lambda w: {name_key(t, agreement) for t in w.claim.targets})
    found += _best("target", targets.values(), term_id, agreement)
    found += _best("toll", _agreeing_tolls(told), term_id, agreement)
    return tuple(found)


def support(element: str, words: Sequence[Word], term_id: str, agreement: Agreement) -> Support:
    """Weigh the words for one element: verified by a competent monitor, corroborated by the house rule, or single.

    Sources of one party are one origin, as are copies and quotations of one source; a word of unknown origin is
    shown by nobody's name and adds nothing.
    """
    sources = {fold_name(w.origin): w.origin for w in words if w.origin is not None}
    monitor = next((m for m in agreement.monitors if _verifies(m, term_id, sources)), None)
    independent = {_camp(name, agreement) for name in sources.values()}
    neutral = sum(1 for name in sources.values() if (s := agreement.source_of(name)) is not None and s.unaffiliated)
    enough = len(independent) >= agreement.house.independent and neutral >= agreement.house.neutral
    level = "verified" if monitor else "corroborated" if enough else "single"
    by = (monitor.name or monitor.id) if monitor else None
    return Support(element=element, level=level, origins=tuple(sources.values()), by=by)


def _camp(name: str, agreement: Agreement) -> str:
    listed = agreement.source_of(name)
    party = (listed.affiliated if listed else None) or party_called(name, agreement)
    return f"party {party}" if party else f"name {fold_name(name)}"


def _verifies(monitor: Monitor, term_id: str, sources: Iterable[str]) -> bool:
    names = {fold_name(n) for n in (monitor.id, monitor.name or monitor.id, *monitor.aliases)}
    return "verify" in monitor.may and term_id in monitor.competent_for and bool(names & set(sources))


def _by_key(words: Iterable[Word], keys: Callable[[Word], set[str]]) -> dict[str, list[Word]]:
    groups: dict[str, list[Word]] = {}
    for word in words:
        for key in sorted(keys(word)):
            groups.setdefault(key, []).append(word)
    return groups


def _as_named(key: str, words: Iterable[Word], agreement: Agreement) -> str:
    return next(a.name for w in words for a in w.claim.actors if name_key(a, agreement) == key)


def _best(element: str, groups: Iterable[Sequence[Word]], term_id: str, agreement: Agreement) -> list[Support]:
    """The best supported account stands for an element; the others stay visible with the claims."""
    weighed = [support(element, words, term_id, agreement) for words in groups]
    return [max(weighed, key=lambda s: (_LEVELS.index(s.level), len(s.origins)))] if weighed else []


def _agreeing_tolls(words: Iterable[Word]) -> list[list[Word]]:
    counted = [(w, c) for w in words for c in w.claim.counts if c.part_of is None and c.kind in ("killed", "wounded")]
    return [[w for w, c in counted if c.kind == count.kind and _overlap(c, count)] for _, count in counted]


def _overlap(a: Count, b: Count) -> bool:
    return not (_above(a, b) or _above(b, a))


def _above(a: Count, b: Count) -> bool:
    return a.at_least is not None and b.at_most is not None and a.at_least > b.at_most
