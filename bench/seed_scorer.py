"""Score what `trucewatch read` says of one text against expected claims, key by key. Pure: no disk, no process.

The rules are those of `how_to_read` in the expectations: a claim answers an expected one if its span touches it, one
to one; a claim is right only if every scored key is right. What an expectation leaves out is not scored, but
`negated` and `cumulative` (left out: false) and the bounds of a count (left out: open).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from assignment import assign
from seed_words import Name, fold, name, names, same_name, singular, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Plain = dict[str, Any]
DEFAULT_NOT_SCORED = ("about", "note", "incident", "zone", "via", "part_of")


@dataclass(frozen=True)
class Answer:
    """One expected claim and how it was answered. `wrong` maps each wrong key to the reason."""

    id: int
    got: str | None
    right: tuple[str, ...] = ()
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        """`right`, `partly` or `missed`; a claim whose stated keys are all wrong is missed."""
        if self.got is None:
            return "missed"
        if not self.wrong:
            return "right"
        return "partly" if set(self.right) - {"negated", "cumulative"} else "missed"


@dataclass(frozen=True)
class Score:
    """Answers in the order of the expectations, and the false tallies (each with its reason)."""

    answers: tuple[Answer, ...]
    false_tallies: tuple[str, ...]
    unasked: int

    @property
    def right(self) -> int:
        """How many expected claims are wholly right."""
        return sum(a.verdict == "right" for a in self.answers)


def score(expected: Plain, reading: Plain, text: str) -> Score:
    """Compare every expected claim with the claim assigned to it."""
    wanted, claims = expected["claims"], reading.get("claims") or []
    not_scored = frozenset(expected.get("how_to_read", {}).get("not_scored", DEFAULT_NOT_SCORED))
    context = Context(text=text, private=private_names(reading, text), not_scored=not_scored)
    judged = [[judge(w, c, context) if touches(w["at"], c["span"]) else None for c in claims] for w in wanted]
    worth = [
        [_worth(a, w["at"], c["span"]) for a, c in zip(row, claims, strict=True)]
        for w, row in zip(wanted, judged, strict=True)
    ]
    pairs = assign(worth)
    answers = tuple(
        judged[i][pairs[i]] or Answer(w["id"], None)
        if i in pairs
        else Answer(w["id"], None, wrong={"span": _why_missed(w, claims)})
        for i, w in enumerate(wanted)
    )
    return Score(answers, tuple(_false_tallies(wanted, claims, pairs)), len(claims) - len(pairs))


@dataclass(frozen=True)
class Context:
    """What comparing a claim needs besides the two claims."""

    text: str
    private: tuple[tuple[tuple[int, int], Name | None], ...]
    not_scored: frozenset[str]


def touches(a: Iterable[int], b: Iterable[int]) -> bool:
    """Say whether two half-open spans share a code point."""
    (a0, a1), (b0, b1) = a, b
    return a0 < b1 and b0 < a1


def judge(wanted: Plain, got: Plain, context: Context) -> Answer:
    """Compare every scored key of one expected claim with one claim."""
    keys = {key for key in wanted if key not in context.not_scored} - {"id", "at"} | {"negated", "cumulative"}
    right, wrong = [], {}
    for key in sorted(keys):
        reason = CHECKS[key](wanted.get(key), got, context)
        if reason:
            wrong[key] = reason
        else:
            right.append(key)
    return Answer(wanted["id"], got["id"], tuple(right), wrong)


def _worth(answer: Answer | None, at: list[int], span: list[int]) -> float:
    """Right first, then keys right, then the larger overlap: each outweighs all of the next."""
    if answer is None:
        return 0.0
    shared = min(at[1], span[1]) - max(at[0], span[0])
    whole = max(at[1], span[1]) - min(at[0], span[0])
    return (100_000 if not answer.wrong else 0) + 10 * len(answer.right) + 1 + shared / whole


def _why_missed(wanted: Plain, claims: list[Plain]) -> str:
    if any(touches(wanted["at"], c["span"]) for c in claims):
        return "the claims that touch it answer others"
    return f"no claim touches {wanted['at']}"


# --- one check a key: "" where right, else the reason ---------------------------------------------------------------


def _speaker(wanted: str, got: Plain, context: Context) -> str:
    speaker = got.get("speaker") or {}
    said = speaker.get("name") or ""
    own_voice = "publisher" in (speaker.get("kind"), said)
    if wanted == "publisher":
        return "" if own_voice else f"expected the publisher, got {said!r}"
    if own_voice:
        return f"expected {wanted!r}, got the publisher"
    if wanted == "private person":
        return "" if _is_private(speaker, context) else f"expected a private person of the document, got {said!r}"
    who, got_names = names(wanted), names(said)
    agree = len(who) == len(got_names) and not _missing(who, got_names, context.text)
    return "" if agree else f"expected {wanted!r}, got {said!r}"


def _is_private(speaker: Plain, context: Context) -> bool:
    span, head = speaker.get("span"), name(speaker.get("name") or "")
    return any(
        (span and touches(span, where)) or (head and who and who.head == head.head) for where, who in context.private
    )


def private_names(reading: Plain, text: str) -> tuple[tuple[tuple[int, int], Name | None], ...]:
    """Return where private persons are marked in the document, and their names."""
    persons = (reading.get("document") or {}).get("private_persons") or []
    return tuple(((p["span"][0], p["span"][1]), name(text[p["span"][0] : p["span"][1]])) for p in persons)


def _missing(wanted: list[Name], got: list[Name], text: str) -> list[Name]:
    """Return the wanted names that no name of `got` matches, each used once."""
    pairs = assign([[float(same_name(w, g, text)) for g in got] for w in wanted])
    return [w for i, w in enumerate(wanted) if i not in pairs]


def _people(key: str) -> Callable[[list[str], Plain, Context], str]:
    def check(wanted: list[str], got: Plain, context: Context) -> str:
        said = [n.get("name") or "" for n in got.get(key) or []]
        heads = [h for h in map(name, said) if h]
        missing = _missing([h for h in map(name, wanted) if h], heads, context.text)
        if missing:
            return f"expected {wanted}, got {said}"
        return f"expected only {wanted}, got {said}" if len(said) > len(wanted) else ""

    return check


def _exact(key: str, default: object = None) -> Callable[[object, Plain, Context], str]:
    def check(wanted: object, got: Plain, context: Context) -> str:
        del context
        want, said = default if wanted is None else wanted, default if got.get(key) is None else got.get(key)
        return "" if want == said else f"expected {want}, got {said}"

    return check


def _place(wanted: str, got: Plain, context: Context) -> str:
    del context
    said = (got.get("place") or {}).get("name") or ""
    words, phrase = words_of(said), re.sub(r"\([^)]*\)", "", wanted)
    heads = [h.head for h in map(name, re.split(r" (?:in|of|near) ", phrase)) if h]
    return "" if any(head in words for head in heads) else f"expected {phrase.strip()!r}, got {said!r}"


def _written(instant: str | None) -> str:
    """Return a written instant without offset and seconds: the zone is not scored."""
    return re.sub(r"(T\d\d:\d\d)(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:?\d\d)?$", r"\1", instant or "")


def _when(wanted: str, got: Plain, context: Context) -> str:
    """The start exactly; an end, where one is given, may not reach beyond that day."""
    del context
    when = got.get("when") or {}
    start, end = _written(when.get("start")), _written(when.get("end"))
    day = date.fromisoformat(wanted[:10])
    if start != wanted:
        return f"expected start {wanted}, got {start or 'none'}"
    within = not end or end[:10] == day.isoformat() or end == f"{day + timedelta(days=1)}T00:00"
    return "" if within else f"expected {wanted}, got an end of {end}"


def _deadline(wanted: str, got: Plain, context: Context) -> str:
    del context
    end = _written((got.get("when") or {}).get("end"))
    return "" if end == wanted else f"expected end {wanted}, got {end or 'none'}"


def _window(wanted: Plain, got: Plain, context: Context) -> str:
    del context
    window = got.get("window") or {}
    for part in ("start", "end"):
        if part in wanted and _written(window.get(part)) != wanted[part]:
            return f"expected {part} {wanted[part]}, got {window.get(part)}"
    # A start that is certain may be written with or without its latest day.
    latest = _written(window.get("start_latest")) or _written(window.get("start"))
    if latest != wanted.get("start_latest", wanted.get("start")):
        return f"expected start_latest {wanted.get('start_latest')}, got {window.get('start_latest')}"
    return ""


def _counts(wanted: list[Plain], got: Plain, context: Context) -> str:
    del context
    said = got.get("counts") or []
    pairs = assign([[float(same_count(w, g)) for g in said] for w in wanted])
    for i, count in enumerate(wanted):
        if i not in pairs:
            return f"expected {_figure(count)}, got {', '.join(map(_figure, said)) or 'none'}"
    extra = [_figure(g) for j, g in enumerate(said) if j not in pairs.values()]
    return f"more than expected: {', '.join(extra)}" if extra else ""


def same_count(wanted: Plain, got: Plain) -> bool:
    """Kind, bounds (left out: open) and, where expected, head word and words."""
    if any(wanted.get(key) != got.get(key) for key in ("kind", "at_least", "at_most")):
        return False
    if "of" in wanted and singular(wanted["of"].split()[-1]) not in words_of(got.get("of") or ""):
        return False
    return fold(wanted.get("words", "")) in fold(got.get("words") or "")


def _figure(count: Plain) -> str:
    bounds = f"{_bound(count.get('at_least'))}..{_bound(count.get('at_most'))}"
    return f"{count.get('kind')} {bounds} {count.get('of') or ''} {count.get('words') or ''}".strip()


def _bound(value: int | None) -> str:
    return "" if value is None else str(value)


CHECKS: dict[str, Callable[[Any, Plain, Context], str]] = {
    "speaker": _speaker,
    "stance": _exact("stance"),
    "act": _exact("act"),
    "negated": _exact("negated", default=False),
    "cumulative": _exact("cumulative", default=False),
    "actors": _people("actors"),
    "targets": _people("targets"),
    "place": _place,
    "when": _when,
    "deadline": _deadline,
    "window": _window,
    "counts": _counts,
}


# --- tallies that nobody gave ---------------------------------------------------------------------------------------


def _false_tallies(wanted: list[Plain], claims: list[Plain], pairs: dict[int, int]) -> Iterable[str]:
    """Every killed count of one act (not cumulative) but those that the expectations hold, each once."""
    allowed = {pairs[i]: w for i, w in enumerate(wanted) if i in pairs and not w.get("cumulative")}
    for j, claim in enumerate(claims):
        if claim.get("cumulative"):
            continue
        expected = [c for c in allowed.get(j, {}).get("counts", []) if c["kind"] == "killed"]
        for count in claim.get("counts") or []:
            if count.get("kind") == "killed" and not any(same_count(e, count) for e in expected):
                yield f"{claim['id']} at {claim['span']}: {_figure(count)}"
