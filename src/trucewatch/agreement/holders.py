"""Which terms have which times: `by`, `from`, `until`, and when a duty was `met`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.agreement.time_errors import nearest
from trucewatch.agreement.time_tree import KEYS
from trucewatch.errors import AgreementError

if TYPE_CHECKING:
    from trucewatch.agreement.terms import Agreement, Term

_HAVE = {
    "by": "Duties have a by; prohibitions and phases have from and until.",
    "met": "Only a duty can be met.",
    "from": "Prohibitions, duties, phases, monitors and amendments have a from.",
    "until": "Prohibitions, duties, phases and amendments have an until.",
}


def holder(agreement: Agreement, term_id: str, key: str) -> Term:
    """Return the term of that id which has such a time: a rule first, for ids are unique only within a table.

    Raises:
        AgreementError: there is no such term, or it has no such time.
    """
    holders = _holders(agreement, key)
    term = next((t for t in holders if t.id == term_id), None)
    if term is not None:
        return term
    if any(e.id == term_id for e in agreement.events):
        raise AgreementError(f"{term_id!r} is an event, and has no {key}. Write {term_id}.")
    if other := agreement.term(term_id):
        raise AgreementError(f"{term_id!r} has no {key}, being a {type(other).__name__.lower()}. {_HAVE[key]}")
    way_out = nearest(term_id, {t.id for t in holders}, _HAVE[key])
    raise AgreementError(f"{term_id!r} is not the id of a term or event. {way_out}")


def times_of(agreement: Agreement, term_id: str) -> tuple[str, ...]:
    """Return the keys of the times that a term of that id has."""
    return tuple(key for key in KEYS if any(t.id == term_id for t in _holders(agreement, key)))


def names_of_times(agreement: Agreement) -> set[str]:
    """Return what may stand for a time: events, and times of terms."""
    return {e.id for e in agreement.events} | {f"{t.id}.{key}" for key in KEYS for t in _holders(agreement, key)}


def _holders(agreement: Agreement, key: str) -> tuple[Term, ...]:
    if key in {"by", "met"}:
        return agreement.duties
    monitors = agreement.monitors if key == "from" else ()
    return (*agreement.prohibitions, *agreement.duties, *agreement.phases, *agreement.amendments, *monitors)
