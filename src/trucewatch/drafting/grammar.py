"""The grammar that drafting asks of a parse: who does what a verb tells, and in which mood it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.drafting.lists import pattern, words
from trucewatch.reading.clauses import is_negated, is_time_word, mood_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.drafting.told import Line
    from trucewatch.reading.syntax import Sentence

_APART = words("apart")
_BOUNDS = words("bound") | {";", ":", "“", "”", '"', "``", "''", "–", "—"}
_DEEP = 4
_SENT = words("sent")
_STOPS = words("list-end")
_OWED = words("owed")
_SET_TO = words("set-to")
_AGREE = words("agree")
_FRAME = words("frame")
_AGREE_WITH_OBJECT = words("agree-object")
_BESIDE = 9
"""Tokens to either side of "struck" or "reached" among which a deal must stand."""


def subject_of(s: Sentence, verb: int) -> int | None:
    """Return the head of the subject of a verb, its own or the one it shares with the verb it hangs on."""
    at = verb
    for _ in range(_DEEP):
        own = [k for k in s.kids[at] if s.is_a(k, "nsubj")]
        if own:
            return max((k for k in own if k < at), default=own[0])
        if not s.is_a(at, "xcomp", "conj", "advcl", "acl", "ccomp") or s.heads[at] == at:
            return None
        at = s.heads[at]
    return None


def subject_tokens(s: Sentence, verb: int) -> list[int]:
    """Return the tokens of the subject of a verb: the words before it in its clause, whatever the parse hangs where.

    Long subjects ("the Prime Minister of A, the President of B and …") are what parsers lose most often.
    """
    head = subject_of(s, verb)
    start = own_clause(s, verb, _clause_start(s, verb))
    if head is not None and head < start:
        start = min(s.subtree(head))
    between = range(start, verb)
    verbs = [k for k in between if s.tags[k] in ("VBD", "VBZ", "VBP", "MD") and not s.is_a(k, "aux", "amod", "cop")]
    if head is None:
        first = verbs[-1] + 1 if verbs else start
        comma = next((k for k in range(verb - 1, first - 1, -1) if s.word(k) == ","), None) if verbs else None
        return list(range(first if comma is None else comma + 1, verb))
    if not verbs and head < verb:
        return list(between)
    comma = next((k for k in range(head, start - 1, -1) if s.word(k) == ","), None)
    if verbs and comma is not None and verbs[0] < comma and head < verb and not any(k > comma for k in verbs):
        return list(range(comma + 1, verb))
    branches = frozenset(k for k in s.subtree(head) if s.is_a(k, "acl:relcl", "advcl", "parataxis"))
    return _behind_comma(s, s.subtree(head, without=branches))


def _behind_comma(s: Sentence, tokens: list[int]) -> list[int]:
    """Leave out what only leads up to the subject ("… in the capital, delegates of both"); a list is no lead."""
    comma = next((n for n in range(len(tokens) - 1, -1, -1) if s.word(tokens[n]) == ","), None)
    if comma is None or any(s.low(k) in ("and", "or") for k in tokens):
        return tokens
    rest = tokens[comma + 1 :]
    return rest if any(s.is_noun(k) for k in rest) else tokens


def acting_tokens(line: Line, verb: int) -> list[int]:
    """Return the tokens of those who do what a verb tells: "by whom" of a passive, else its subject without asides."""
    s = line.s
    by = by_whom(s, verb)
    if by or any(s.is_a(k, "aux:pass") for k in s.kids[verb]):
        return by
    return without_asides(s, [k for k in subject_tokens(s, verb) if line.first <= k < len(s)])


def without_asides(s: Sentence, tokens: Iterable[int]) -> list[int]:
    """Leave out what stands after "by", "in", "with", … up to the next comma: places, helpers, circumstances."""
    kept: list[int] = []
    apart = False
    for k in tokens:
        if s.word(k) == ",":
            apart = False
        elif s.low(k) in _APART and not (s.low(k) in ("from", "for") and k > 0 and s.low(k - 1) in _SENT):
            apart = True
        if not apart:
            kept.append(k)
    return kept


def by_whom(s: Sentence, verb: int) -> list[int]:
    """Return the tokens after "by" of a passive ("has been agreed upon by the warring parties")."""
    for k in range(verb + 1, min(verb + 5, len(s))):
        if s.low(k) == "by":
            when = k + 1 < len(s) and (s.word(k + 1)[:1].isdigit() or is_time_word(s, k + 1))
            return [] if when else names_from(s, k + 1)  # "disarming by 20 May" names nobody
        if s.low(k) not in ("upon", "on", "personally", "jointly", "early", "late") and not s.is_name(k):
            break
    return []


def names_from(s: Sentence, at: int) -> list[int]:
    """Return the tokens of a list of names from `at` on, up to a verb or a small word that opens something else."""
    found: list[int] = []
    for k in range(at, min(at + 30, len(s))):
        if (
            s.low(k) in _STOPS
            or s.tags[k] in ("VBD", "VBZ", "VBP", "MD")
            or s.word(k) in (";", ".", ":", "”", '"', "(")
        ):
            break
        found.append(k)
    return found


def agrees(line: Line, verb: int) -> bool:
    """Say whether a verb tells of agreeing: "agreed", "signed"; "struck" or "reached" only with a deal beside it."""
    s = line.s
    if s.lemmas[verb] not in _AGREE or not s.is_verb(verb):
        return False
    if s.lemmas[verb] not in _AGREE_WITH_OBJECT:
        return True
    near = s.words_of(max(0, verb - _BESIDE), min(len(s) - 1, verb + _BESIDE))
    return pattern("truce", "deal", "zone").search(near) is not None


def _clause_start(s: Sentence, verb: int) -> int:
    return next((k + 1 for k in range(verb - 1, -1, -1) if s.low(k) in _BOUNDS), 0)


def own_clause(s: Sentence, verb: int, start: int) -> int:
    """Return where the clause of a verb begins: behind ", and" that joins it to a clause with a finite verb before."""
    for k in range(verb - 1, start, -1):
        joins = s.low(k) in ("and", "but", "while") and s.word(k - 1) == ","
        if joins and _is_finite(s, range(start, k)) and _is_finite(s, range(k + 1, verb + 1)):
            return k + 1
    return start


def _is_finite(s: Sentence, tokens: Iterable[int]) -> bool:
    return any(s.tags[k] in ("MD", "VBD", "VBZ", "VBP") for k in tokens)


@dataclass(frozen=True, slots=True)
class Mood:
    """How a verb is told: of the future or as owed, as only possible, under a condition, negated."""

    owed: bool
    possible: bool
    conditional: bool
    negated: bool
    past: bool
    purpose: bool = False


def mood(s: Sentence, verb: int) -> Mood:
    """Return how a verb is told, seen also from the verbs above it that it goes with."""
    future, possible, conditional, _ = mood_of(s, verb)
    aux = {s.low(k) for at in (verb, *_carriers(s, verb)) for k in s.kids[at] if s.is_a(k, "aux", "aux:pass", "cop")}
    infinitive = any(s.low(k) == "to" for k in s.kids[verb]) or (verb > 0 and s.low(verb - 1) == "to")
    above = s.heads[verb]
    again = s.is_a(verb, "conj") and above > 0 and s.low(above - 1) == "to"
    if again:  # "agreed to establish … and to hold": set to it by the same verb
        above = s.heads[above]
    far = s.is_verb(above) and verb - 1 - above > 2 and s.low(verb - 1) == "to" and not again  # noqa: PLR2004  ("will go on until six to …")
    purpose = infinitive and (s.deps[verb] == "advcl" or far) and s.lemmas[above] not in _SET_TO | _FRAME
    set_to = (
        infinitive
        and not purpose
        and (s.lemmas[above] in _SET_TO or any(s.low(k) in ("is", "are", "was", "were") for k in s.kids[verb]))
    )
    subjunctive = any(  # "that all weapons be withdrawn"
        s.low(k) == "be" and s.is_a(k, "aux:pass") and not s.is_a(k - 1, "aux") and s.tags[k - 1] not in ("MD", "TO")
        for k in s.kids[verb]
        if k > 0
    ) and not any(s.low(k) == "to" or s.tags[k] == "MD" for k in s.kids[verb])
    past = s.tags[verb] in ("VBD", "VBN") and not (aux & (_OWED | {"be"}))
    return Mood(
        owed=not purpose and (future or bool(aux & _OWED) or set_to or subjunctive),
        possible=possible,
        conditional=conditional or _under_condition(s, verb),
        negated=is_negated(s, verb) or any(is_negated(s, at) for at in _carriers(s, verb)) or _by_nobody(s, verb),
        past=past,
        purpose=purpose,
    )


def _by_nobody(s: Sentence, verb: int) -> bool:
    """Say whether the subject says no: "Neither A nor B signed the document"."""
    return any(s.low(k) in ("neither", "nobody", "none") for k in range(_clause_start(s, verb), verb))


def _carriers(s: Sentence, verb: int) -> list[int]:
    """The verbs above that share their auxiliaries ("will meet and sign")."""
    found: list[int] = []
    at = verb
    while s.is_a(at, "xcomp", "conj") and len(found) < _DEEP and s.heads[at] != at:
        at = s.heads[at]
        found.append(at)
    return found


def _under_condition(s: Sentence, verb: int) -> bool:
    """Say whether the verb itself stands in an "if" clause."""
    for at in (verb, *_carriers(s, verb)):
        if s.is_a(at, "acl") and s.low(s.heads[at]) == "condition":
            return True
        if any(s.low(k) in ("if", "unless", "whether", "should", "provided") for k in s.kids[at] if s.is_a(k, "mark")):
            return True
    return False
