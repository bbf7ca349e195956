"""Naming who speaks: pronouns, writings and their authors, and the media through which words pass."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import PUBLISHER, Cue, Named, Speaker
from trucewatch.reading import lexicon
from trucewatch.reading.clauses import case_of, has_passive_marks, is_day
from trucewatch.reading.nearby import overlapping
from trucewatch.reading.people import named_at
from trucewatch.reading.phrases import coordinated, phrase
from trucewatch.reading.pronouns import FIRST, PERSONAL, PLURAL, POSSESSIVE, SINGULAR, THING
from trucewatch.reading.subjects import by_agents, subject_of
from trucewatch.reading.tokens import DASH

if TYPE_CHECKING:
    from trucewatch.reading.pronouns import Discourse
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work

NOT_IDENTIFIED = "not identified"
"""Name of the speaker of words of which the text does not say whose they are: never the outlet."""
_MUTE = frozenset({"you", "this", "that", "there", "what", "one"})
_VAGUE_HEADS = frozenset({"side", "party", "pair", "two", "both", "duo", "they"})


def speaker_of(work: Work, s: Sentence, who: int | None, cue: int, discourse: Discourse) -> Speaker | None:
    """Name the speaker; pronouns are resolved, and None is better than a guess."""
    if who is None:
        return None
    low = POSSESSIVE.get(s.low(who), s.low(who))
    if low in ("i", "we", "our", "my"):
        return _author(work, s, who)
    no_one = low == "one" and any(s.low(k) == "no" for k in s.kids[who])
    if low in FIRST or (low in _MUTE and not no_one) or is_day(s, who):
        return None
    named = _of_pronoun(work, s, who, low, discourse) if low in PERSONAL else _of_noun(work, s, who)
    if named is None:
        return None
    writing = _in_writing(work, s, who) if s.lemmas[who] in _VAGUE_HEADS else None
    if named.kind == "writing" and not writing:
        named = _author_of(work, s, who, named, discourse)
    if writing:
        return Speaker(name=writing.name, span=writing.span, kind="writing", via=(named,))
    via = _via(work, s, cue)
    return Speaker(name=named.name, span=named.span, kind=named.kind, via=via)


def _of_pronoun(work: Work, s: Sentence, who: int, low: str, discourse: Discourse) -> Named:
    """Whom a pronoun stands for; where nobody fits the words are still not the outlet's, and nobody is guessed."""
    near = _local_antecedent(s, who, low)
    named = _joined(work, s, near) if near is not None else discourse.resolve(low)
    return replace(named or Named(name=NOT_IDENTIFIED), span=s.span_of((who,)))


def _of_noun(work: Work, s: Sentence, who: int) -> Named | None:
    """What a noun names, if it can speak: a city and a state can, a village and a thing cannot."""
    if not (s.is_noun(who) or s.tags[who] in ("JJ", "CD", "DT", "VBN", "NNPS")):
        return None
    named = _joined(work, s, who)
    if named.kind == "place" and s.lemmas[who] in lexicon.words("polity"):
        return replace(named, kind="group")
    return None if named.kind in ("place", "object") and not s.is_name(who) else named


def _author(work: Work, s: Sentence, who: int) -> Speaker | None:
    """Who writes "we": whoever publishes the text, unless the word stands in somebody's quotation or turn of talk."""
    span = s.span_of((who,))
    if overlapping(work.quotes, span) or s.number in work.turns:
        return None
    return Speaker(name=PUBLISHER, span=span, kind=PUBLISHER)


def _local_antecedent(s: Sentence, who: int, low: str) -> int | None:
    """The subject of an earlier clause of the same sentence that fits the pronoun."""
    for k in range(who - 1, -1, -1):
        if not s.is_a(k, "nsubj") or not s.is_noun(k) or s.is_a(k, "flat"):
            continue
        kind = phrase(s, k).kind
        plural = s.tags[k] in ("NNS", "NNPS") or s.child(k, "conj") is not None
        if low in PLURAL and (plural or kind in ("group", "force")):
            return k
        if low in THING and kind in ("group", "force", "publisher", "writing") and not plural:
            return k
        if low in SINGULAR and not plural and (kind == "person" or (s.is_name(k) and kind is None)):
            return k
    return None


def _joined(work: Work, s: Sentence, who: int) -> Named:
    """Name one or several: "Turkey and Russia"."""
    heads = coordinated(s, who)
    names = [named_at(work, s, k) for k in heads]
    if len(names) == 1:
        return names[0]
    spans = [n.span for n in names if n.span]
    return Named(
        name=" and ".join(n.name for n in names),
        span=(min(a for a, _ in spans), max(b for _, b in spans)),
        kind=names[0].kind or "group",
    )


def _in_writing(work: Work, s: Sentence, who: int) -> Named | None:
    """Read "in a joint statement …, the two sides said": the writing speaks."""
    start = next(
        (k for k in range(who) if s.low(k) == "in" and k + 1 < who and s.low(k + 1) in ("a", "the", "their", "an")),
        None,
    )
    if start is None:
        return None
    at = next((k for k in range(start + 2, min(start + 6, who)) if lexicon.noun_kind(s.lemmas[k]) == "writing"), None)
    return named_at(work, s, at) if at is not None else None


def _author_of(work: Work, s: Sentence, who: int, named: Named, discourse: Discourse) -> Named:
    """Whose writing speaks: "a statement by the ministry", "its statement"; a joint statement speaks for itself."""
    if any(s.low(k) == "joint" for k in s.kids[who]):
        return named
    for k in s.children(who, "nmod", "nmod:poss"):
        if case_of(s, k) in ("by", "from", "of", "'s") and s.is_noun(k):
            return named_at(work, s, k)
    if any(s.low(k) in ("a", "an", "another") for k in s.kids[who]):
        return named
    latest = discourse.resolve("it")
    return replace(latest, span=named.span) if latest is not None and latest.kind in ("group", "force") else named


def _via(work: Work, s: Sentence, cue: int) -> tuple[Named, ...]:
    """Whom the words were told to, if that is a medium: "told Reuters", "quoted by SANA"."""
    heard = [k for k in s.children(cue, "obj", "iobj", "obl") if _is_medium(s, k)]
    up = s.heads[cue]
    if s.lemmas[cue] in ("quote", "cite") and not has_passive_marks(s, cue):
        teller = subject_of(s, cue)
        heard += [teller] if teller is not None and s.is_noun(teller) else []
    if s.is_a(cue, "xcomp", "advcl") and s.lemmas[up] in ("quote", "cite"):
        who = subject_of(s, up) if not has_passive_marks(s, up) else next(iter(by_agents(s, up)), None)
        heard += [who] if who is not None else []
    return tuple(named_at(work, s, k) for k in heard)


def _is_medium(s: Sentence, k: int) -> bool:
    found = phrase(s, k)
    return (
        found.kind == "publisher"
        or lexicon.noun_kind(s.lemmas[k]) in ("agency", "channel")
        or s.lemmas[k] in ("agency", "channel", "newspaper")
    )


def inverted_subject(s: Sentence, i: int) -> int | None:
    """The subject of "…, said the Observatory, a monitor": it follows the verb and ends its clause."""
    said_before = i > 2 and s.word(i - 1) in (",", '"')  # noqa: PLR2004  (something is said before)
    if not said_before or s.lemmas[i] not in lexicon.words("inverting") or s.tags[i] not in ("VBD", "VBZ"):
        return None
    k = i + 1
    while k < len(s) and s.tags[k] in ("DT", "JJ", "PRP$", "VBN"):
        k += 1
    if k >= len(s) or not s.is_noun(k):
        return None
    top = top_of_run(s, k)
    if is_day(s, top):
        return None
    return top if not any(s.is_a(m, "ccomp") and m > i for m in s.kids[i]) else None


def subject_beside(s: Sentence, i: int) -> int | None:
    """The subject that the words show where the parse has none: "…, the governor, A B, said", "…, said A B"."""
    k = i - 1
    if k >= 0 and s.word(k) == ")":
        k = next((m - 1 for m in range(k, max(k - 9, -1), -1) if s.word(m) == "("), k)
    if k >= 0 and s.word(k) in (",", DASH):
        k = _before_apposition(s, k)
    if k >= 0 and (s.is_noun(k) or s.tags[k] == "PRP") and s.tags[i] in ("VBD", "VBZ", "VBP"):
        return _before_of(s, top_of_run(s, k))
    after = i + 1
    while after < len(s) and s.tags[after] in ("DT", "JJ", "PRP$"):
        after += 1
    inverts = s.lemmas[i] in lexicon.words("inverting")
    if inverts and i > 2 and s.word(i - 1) in (",", '"') and after < len(s) and s.is_noun(after):  # noqa: PLR2004  (something is said before)
        return top_of_run(s, after) if not is_day(s, after) else None
    return None


def _before_of(s: Sentence, k: int) -> int:
    """Go from "Failaq al-Sham" to the commander in "a commander of Failaq al-Sham said"."""
    first = k
    while first > 0 and (s.is_noun(first - 1) or s.tags[first - 1] in ("JJ", "DT")):
        first -= 1
    if first > 1 and s.low(first - 1) == "of" and s.is_noun(first - 2):
        return _before_of(s, top_of_run(s, first - 2))
    return k


def _before_apposition(s: Sentence, comma: int) -> int:
    """The last token before "…, head of the centre, told": the name, not the end of what explains it."""
    earlier = next((m for m in range(comma - 1, -1, -1) if s.word(m) == s.word(comma)), None)
    if earlier is None:
        return comma - 1
    first = next((m for m in range(earlier + 1, comma) if s.is_noun(m)), None)
    relative = s.low(earlier + 1) in ("who", "which", "whose")
    explains = first is not None and not s.word(first)[0].isupper() and lexicon.noun_kind(s.lemmas[first]) == "person"
    named = s.is_name(earlier - 1) or (relative and s.is_noun(earlier - 1))
    return earlier - 1 if (explains or relative) and named else comma - 1


def top_of_run(s: Sentence, k: int) -> int:
    """The head of the run of nouns around `k`."""
    first = last = k
    while first > 0 and (s.is_noun(first - 1) or s.tags[first - 1] == "JJ"):
        first -= 1
    while last + 1 < len(s) and s.is_noun(last + 1):
        last += 1
    run = range(first, last + 1)
    return next((t for t in run if (s.heads[t] not in run or s.heads[t] == t) and s.is_noun(t)), k)


def cue_of(s: Sentence, i: int) -> Cue:
    """The verb of saying as a cue, with its particle ("pointed out")."""
    last = next((k for k in s.kids[i] if s.deps[k] == "compound:prt" and k == i + 1), i)
    return Cue(words=s.words_of(i, last), span=s.span_of((i, last)))
