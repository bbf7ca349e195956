"""Where agents and patients stand around verbs and nominals, and the mood of a clause."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.lexicon import ActWord
from trucewatch.reading.phrases import coordinated

if TYPE_CHECKING:
    from trucewatch.reading.syntax import Sentence

LIGHT = frozenset(
    [
        "launch",
        "carry",
        "conduct",
        "mount",
        "perform",
        "stage",
        "stop",
        "wage",
        "make",
        "do",
        "hold",
        "announce",
        "declare",
        "sign",
        "reach",
        "conclude",
        "broker",
        "strike",
        "establish",
        "set",
        "create",
        "define",
        "begin",
        "start",
        "impose",
        "agree",
        "commit",
        "execute",
        "resume",
        "undertake",
        "commence",
        "open",
        "offer",
        "express",
        "extend",
        "send",
        "give",
        "implement",
        "step",
        "continue",
        "report",
        "record",
        "document",
        "register",
        "accept",
        "hail",
        "welcome",
        "broker",
        "secure",
        "guarantee",
        "complete",
        "run",
        "organise",
        "organize",
    ]
)
REPORTING = frozenset(
    "report record register document count observe accept hail welcome announce declare receive continue note".split()
)
"""Verbs whose subject tells of an act and does not do it."""
STARTS = frozenset(
    [
        "begin",
        "start",
        "take",
        "come",
        "enter",
        "hold",
        "put",
        "implement",
        "go",
        "commence",
        "resume",
        "continue",
        "stretch",
        "cover",
        "run",
        "occur",
        "happen",
        "erupt",
        "break",
    ]
)
_AGENT_KINDS = ("group", "force", "person")
_PLACE_CASES = (
    "in",
    "near",
    "around",
    "at",
    "across",
    "along",
    "outside",
    "inside",
    "over",
    "between",
    "north",
    "south",
    "east",
    "west",
)
_GENERIC_DET = frozenset(
    {
        "any",
        "further",
        "future",
        "such",
        "every",
        "similar",
        "previous",
        "more",
        "new",
        "potential",
        "possible",
        "alleged",
    }
)
_MADE = {
    "agreement": LIGHT,
    "ceasefire-start": LIGHT | STARTS,
    "corridor": LIGHT | STARTS | {"stretch", "reach", "extend", "lie", "measure"},
    "talks": LIGHT | STARTS | {"attend"},
    "agree-corridor-parameters": frozenset(
        {"agree", "set", "define", "fix", "determine", "finalise", "finalize", "discuss", "settle", "draw", "approve"}
    ),
    "aid-delivery": frozenset(
        {"deliver", "send", "bring", "provide", "distribute", "reach", "enter", "carry", "dispatch", "receive"}
    ),
    "retaliation": LIGHT,
    "exchange": LIGHT | STARTS,
}


def case_of(s: Sentence, k: int) -> str:
    """The preposition or marker of `k` in lower case, or ""."""
    at = s.child(k, "case", "mark")
    return s.low(at) if at is not None else ""


def is_passive(s: Sentence, i: int) -> bool:
    """Say whether a verb is passive, also where a headline or an ellipsis leaves the auxiliary out."""
    if any(s.deps[k] in ("nsubj:pass", "aux:pass") for k in s.kids[i]):
        return True
    if s.tags[i] == "VBN" and s.child(i, "aux", "obj") is None:
        own = s.child(i, "nsubj")
        joined = s.is_a(i, "conj") and s.heads[i] != i and s.is_verb(s.heads[i])
        return own is not None or (joined and is_passive(s, s.heads[i]))
    return _only_suffers(s, i)


def _only_suffers(s: Sentence, i: int) -> bool:
    """ "Two soldiers killed in attack": a verb that needs an object, without one, after people."""
    word = lexicon.acts().get((s.lemmas[i], "v"))
    if (
        word is None
        or word.act not in ("killed", "wounded", "displaced")
        or word.roles != "harm"
        or s.tags[i] not in ("VBD", "VBN")
    ):
        return False
    own = s.child(i, "nsubj")
    return own is not None and s.child(i, "obj", "ccomp") is None and lexicon.noun_kind(s.lemmas[own]) == "person"


def objects_of(s: Sentence, i: int) -> list[int]:
    """The objects of a verb; "killed 15 people and 3 soldiers" gives the first, its conjuncts hang on it."""
    return [k for k in s.children(i, "obj") if not s.is_a(k, "obj:agent")]


def about_parties(s: Sentence, i: int, cases: tuple[str, ...]) -> list[int]:
    """What stands after one of the prepositions `cases`, times left out."""
    return [k for k in s.children(i, "obl", "nmod") if case_of(s, k) in cases and not is_time_word(s, k)]


def is_time_word(s: Sentence, k: int) -> bool:
    """Say whether a noun is a day, a part of one, or a stretch of time."""
    return (
        s.low(k) in _DAYS
        or s.tags[k] == "CD"
        or s.lemmas[k]
        in ("day", "night", "morning", "evening", "week", "month", "year", "time", "midnight", "dawn", "noon", "hour")
    )


_DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "today",
        "tonight",
        "yesterday",
    ]
)


def agent_of_noun(s: Sentence, i: int) -> list[int]:
    """Who carried out a nominal act: "by X", "X's", "Russian strikes", "government shelling"."""
    agents = [m for k in s.children(i, "nmod", "obl") if case_of(s, k) == "by" for m in coordinated(s, k)]
    for k in s.children(i, "nmod:poss"):
        if not s.tags[k].startswith("PRP") and not is_time_word(s, k):
            agents.extend(coordinated(s, k))
    for k in s.kids[i]:
        if (
            k < i
            and s.is_a(k, "amod", "compound")
            and (_is_demonym(s, k) or lexicon.noun_kind(s.lemmas[k]) in ("group", "force"))
        ):
            agents.append(k)
    if s.child(i, "acl") is not None:
        done = s.child(i, "acl")
        if done is not None and s.tags[done] == "VBN":
            agents.extend(m for k in s.children(done, "obl") if case_of(s, k) == "by" for m in coordinated(s, k))
    between = [
        m
        for k in s.children(i, "nmod")
        if case_of(s, k) == "between" and lexicon.acts().get((s.lemmas[i], "n"), ActWord("", "")).roles == "mutual"
        for m in coordinated(s, k)
    ]
    compounds = [k for k in agents if s.is_a(k, "compound")]
    agents = [k for k in agents if not (s.is_a(k, "amod") and any(c == k + 1 for c in compounds))]
    return agents + between


def _is_demonym(s: Sentence, k: int) -> bool:
    return s.low(k) in lexicon.countries().demonyms


def patient_of_noun(s: Sentence, i: int) -> list[int]:
    """To whom or what a nominal act was done: "on X", "against X", "of X", "killing of"."""
    found = []
    for k in s.children(i, "nmod"):
        case = case_of(s, k)
        if case in ("on", "against", "of", "at", "among", "to", "with") and not is_time_word(s, k):
            if case == "of" and not _takes_of(s, i, k):
                continue
            found.append(k)
    return found


def _takes_of(s: Sentence, i: int, k: int) -> bool:
    return lexicon.acts().get((s.lemmas[k], "n")) is None and s.lemmas[i] not in ("violation", "breach", "ceasefire")


def clause_tokens(s: Sentence, i: int) -> list[int]:
    """The tokens of the clause around `i`: its own branch, other clauses under it left out."""
    cut = frozenset(
        k
        for t in s.subtree(i)
        for k in s.kids[t]
        if t != k and s.is_a(k, "ccomp", "parataxis", "acl:relcl", "advcl") and s.deps[k] != "acl" and _is_clause(s, k)
    )
    conj = frozenset(k for k in s.children(i, "conj") if s.is_verb(k))
    return s.subtree(i, without=cut | conj)


def _is_clause(s: Sentence, k: int) -> bool:
    return s.is_verb(k) or s.child(k, "cop") is not None


def mood_of(s: Sentence, verb: int) -> tuple[bool, bool, bool, bool]:
    """(future, possible, conditional, perfect) of the clause around a verb."""
    future = possible = conditional = perfect = False
    for at in _mood_chain(s, verb):
        for k in s.kids[at]:
            low = s.low(k)
            if s.is_a(k, "aux"):
                future |= low in ("will", "would", "shall", "'ll", "'d", "wo", "going")
                possible |= low in ("may", "might", "could")
                perfect |= s.lemmas[k] == "have" or low in ("has", "had", "have", "'ve")
            if s.is_a(k, "mark"):
                conditional |= low in ("if", "unless", "whether", "should")
        future |= s.low(at) == "going" and s.child(at, "xcomp") is not None
        future |= s.is_a(at, "xcomp") and s.lemmas[s.heads[at]] in (
            "go",
            "plan",
            "intend",
            "agree",
            "vow",
            "pledge",
            "promise",
            "threaten",
            "want",
            "prepare",
            "order",
            "decide",
            "due",
            "set",
            "expect",
            "ready",
            "refuse",
            "try",
            "attempt",
            "aim",
            "need",
            "hope",
            "seek",
            "urge",
            "call",
            "help",
        )
    return future, possible, conditional, perfect


def _mood_chain(s: Sentence, verb: int) -> list[int]:
    chain = [verb]
    while s.is_a(chain[-1], "xcomp", "conj", "advcl") and len(chain) < 4:  # noqa: PLR2004  (deeper moods do not carry)
        up = s.heads[chain[-1]]
        if s.is_a(chain[-1], "advcl") and s.child(chain[-1], "nsubj") is not None:
            break
        if s.is_a(chain[-1], "conj") and s.child(chain[-1], "nsubj", "aux") is not None:
            break
        chain.append(up)
    return chain


def governed_by_light(s: Sentence, i: int, act: str) -> bool:
    """Say whether a nominal that often only names something is said to be made, begun or held here."""
    verbs = _MADE.get(act)
    if verbs is None or (
        act == "ceasefire-start" and s.lemmas[s.heads[i]] in ("break", "report", "record", "continue", "run")
    ):
        return False
    up = s.heads[i]
    while s.is_a(i, "conj") and up != i:
        i, up = up, s.heads[up]
    return s.is_verb(up) and s.lemmas[up] in verbs and s.is_a(i, "obj", "nsubj", "obl")


def is_generic(s: Sentence, i: int) -> bool:
    """Say whether a nominal speaks of acts in general: "any attack", "further strikes", "on attacks by …"."""
    if any(s.low(k) in _GENERIC_DET for k in s.kids[i] if s.is_a(k, "det", "amod")):
        return True
    for up in s.ancestors(i):
        if s.lemmas[up] in (
            "retaliate",
            "remain",
            "silent",
            "respond",
            "deter",
            "prevent",
            "defend",
            "threaten",
            "threat",
            "avoid",
        ):
            return True
        if s.is_verb(up):
            break
    return False


@cache
def _idioms() -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
    table: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for row in lexicon.rows("idioms.csv"):
        words = tuple(row["words"].split())
        table.setdefault(words[0], []).append((words, row["act"], row["with_negation"] == "yes"))
    return table


def idiom_at(s: Sentence, i: int) -> ActWord | None:
    """The idiom whose verb is at `i` ("remain silent", "take effect", "shoot down"), or whose adjective is its head."""
    for words, act, with_negation in _idioms().get(s.lemmas[i], ()):
        if not act:
            continue
        near = {s.lemmas[k] for k in s.kids[i] if not s.is_a(k, "nsubj")}
        near |= {s.low(g) for k in s.kids[i] for g in s.children(k, "case", "mark")}
        if all(word in near for word in words[1:]):
            if not with_negation:
                return ActWord(
                    act,
                    "harm"
                    if act in ("shoot-down", "support")
                    else "sufferer"
                    if act in ("killed", "return")
                    else "agent",
                )
            negated = any(s.low(k) in ("not", "n't", "never") for t in (i, s.heads[i]) for k in s.kids[t])
            if negated:
                return ActWord(act, "negated-idiom")
    return None
