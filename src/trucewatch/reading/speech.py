"""Who says what: speaker, cue and content, from verbs of saying, "according to", nouns of saying and quotations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import PUBLISHER, Cue, Named, Speaker, Stance, touches
from trucewatch.reading import lexicon
from trucewatch.reading.people import FIRST, PLURAL, SINGULAR, THING, Discourse, named_at
from trucewatch.reading.phrases import coordinated, phrase
from trucewatch.reading.roles import is_time_word, mood_of
from trucewatch.reading.tokens import DASH
from trucewatch.reading.work import Said

if TYPE_CHECKING:
    from trucewatch.model import Span
    from trucewatch.reading.lexicon import CueWord
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work

_PRONOUNS = SINGULAR | PLURAL | THING
_VAGUE_HEADS = frozenset({"side", "party", "pair", "two", "both", "duo", "they"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_VOICING = frozenset(
    [
        "voice",
        "express",
        "make",
        "issue",
        "offer",
        "give",
        "release",
        "publish",
        "voiced",
        "repeat",
        "reiterate",
        "deliver",
        "have",
        "raise",
    ]
)
_NO_COMMENT = frozenset({"comment", "response", "reaction", "statement"})
_INTERROGATIVE = frozenset({"why", "how", "who", "what", "when", "where", "whether", "if", "to"})
_RETRACTED = frozenset(
    "statement report claim allegation accusation remark comment story article figure toll assertion that it".split()
)
_SPOKEN = frozenset({"voiced", "expressed", "voicing", "expressing"})
_TOLLS = frozenset({"toll", "number", "figure", "count", "total", "tally", "estimate"})
_DECLINING = frozenset({"decline", "refuse"})


def find_speech(work: Work) -> None:
    """Fill `work.said`, in the order of the text."""
    discourse = Discourse()
    for number, s in enumerate(work.sentences):
        found: list[Said] = []
        for i in range(len(s)):
            said = _at(work, number, s, i, discourse)
            if said is not None:
                found.append(said)
        work.said.extend(_without_doubles(found))
        _hear(work, s, discourse, found)
    _spread_over_quotes(work)
    work.said.sort(key=lambda said: (said.sentence, said.verb if said.verb is not None else -1))


def _at(work: Work, number: int, s: Sentence, i: int, discourse: Discourse) -> Said | None:
    """The attribution that token `i` introduces, if it does."""
    if s.low(i) == "according" and i + 1 < len(s) and s.low(i + 1) == "to":
        return _according(work, number, s, i, discourse)
    if i > 0 and s.low(i - 1) in _SPOKEN and (s.low(i), "n") in lexicon.cues():
        return _noun(work, number, s, i, lexicon.cues()[s.low(i), "n"], discourse)
    if s.is_verb(i):
        if _is_no_comment(s, i):
            return _no_comment(work, number, s, i, discourse)
        if _claims_responsibility(s, i):
            return _responsible(work, number, s, i, discourse)
        cue = lexicon.cues().get((s.lemmas[i], "v"))
        return _verb(work, number, s, i, cue, discourse) if cue and cue.frame != "none" else None
    if s.tags[i] in ("NN", "NNS"):
        return _noun(work, number, s, i, lexicon.cues().get((s.lemmas[i], "n")), discourse)
    return None


# ---------------------------------------------------------------- verbs


def _verb(work: Work, number: int, s: Sentence, i: int, cue: CueWord, discourse: Discourse) -> Said | None:
    if _is_attributive(s, i):
        return None
    who = subject_of(s, i)
    inverted = _inverted(s, i)
    if inverted is not None:
        who = inverted
    borrowed = s.is_a(i, "conj") and s.word(i - 1) == "," if i else False
    if who is None or s.low(who) in _RELATIVE or borrowed:
        who = _beside(s, i) if cue.frame in ("say", "quote") else who
    passive = _is_passive(s, i)
    if cue.frame == "figure" and s.tags[i] == "VBG":
        return None
    if passive:
        who = next(iter(by_agents(s, i)), None)
    content = _relative_content(s, i) or _before_comma(s, who, i, cue) or _content(work, s, i, cue)
    if not content and cue.frame != "responsible":
        return None
    unnamed = passive and who is None and cue.frame in ("accuse", "blame")
    # "The attack was blamed on X": who blames is not said, so the words stay the outlet's.
    speaker = Speaker(name=PUBLISHER, kind=PUBLISHER) if unnamed else _speaker(work, s, who, i, discourse)
    if speaker is None:
        return None
    if cue.frame == "retract" and not any(s.lemmas[k] in _RETRACTED for k in s.children(i, "obj", "nsubj:pass")):
        return None
    if cue.stance is Stance.AGREES and mood_of(s, i)[0]:
        return None
    if content and is_negated(s, i) and s.low(min(content)) in _INTERROGATIVE:
        return None
    if cue.frame in ("accuse", "blame", "condemn", "responsible") and not _accuses_somebody(s, i, cue):
        return None
    accused = tuple(_accused(work, s, i, cue)) if cue.frame in ("accuse", "blame", "responsible") else ()
    return Said(
        speaker=speaker,
        cue=_cue(s, i),
        stance=cue.stance,
        frame=cue.frame,
        sentence=number,
        verb=i,
        content={number: frozenset(content)},
        content_span=s.span_of(content),
        accused=accused,
        antecedent=_relative_antecedent(s, i, content),
        owned=who is not None and any(s.low(k) in ("its", "their", "his", "her") for k in s.children(who, "nmod:poss")),
        negated=is_negated(s, i),
    )


def _is_attributive(s: Sentence, i: int) -> bool:
    """Say whether the verb only modifies a noun ("the reported attack") or is no saying ("found dead")."""
    return s.is_a(i, "amod", "compound") or (s.deps[i] == "acl" and s.tags[i] == "VBN" and not by_agents(s, i))


def _is_passive(s: Sentence, i: int) -> bool:
    return bool(s.children(i, "nsubj:pass", "aux:pass")) and any(
        s.deps[k] in ("nsubj:pass", "aux:pass") for k in s.kids[i]
    )


def subject_of(s: Sentence, i: int) -> int | None:
    """The subject of a verb, its own or the one it shares; a relative pronoun gives its antecedent."""
    for_whom = _for_whom(s, i)
    if for_whom is not None:
        return for_whom
    for _ in range(len(s)):
        own = [k for k in s.kids[i] if s.is_a(k, "nsubj", "csubj")]
        if own:
            # Where the parse gives a verb of saying two subjects, the one that stands by it is the speaker.
            return _antecedent(s, i, min(own, key=lambda k: (k > i, abs(k - i))))
        if s.deps[i] == "acl":
            if (
                s.tags[i] in ("VB", "VBN")
                and lexicon.noun_kind(s.lemmas[s.heads[i]]) == "person"
                and not s.child(i, "aux:pass")
            ):
                return s.heads[i] if s.tags[i] == "VB" else None
            if s.tags[i] != "VBG":
                return None
            if (
                lexicon.noun_kind(s.lemmas[s.heads[i]]) != "writing"
                and (s.lemmas[s.heads[i]], "n") not in lexicon.cues()
            ):
                return s.heads[i]
            verb = next((a for a in s.ancestors(i) if s.is_verb(a)), None)
            if verb is None:
                return None
            i = verb
        elif s.is_a(i, "conj") and (governor := _governor_past_modal(s, i)) is not None:
            i = governor
        elif s.is_a(i, "conj", "xcomp", "advcl", "parataxis") and s.heads[i] != i:
            if s.is_a(i, "advcl") and s.tags[i] in ("VBD", "VBZ", "VBP"):
                return None
            if s.is_a(i, "xcomp") and (controller := s.child(s.heads[i], "obj", "iobj")) is not None and controller < i:
                return controller
            i = s.heads[i]
        else:
            return None
    return None


def _before_of(s: Sentence, k: int) -> int:
    """Go from "Failaq al-Sham" to the commander in "a commander of Failaq al-Sham said"."""
    first = k
    while first > 0 and (s.is_noun(first - 1) or s.tags[first - 1] in ("JJ", "DT")):
        first -= 1
    if first > 1 and s.low(first - 1) == "of" and s.is_noun(first - 2):
        return _before_of(s, _top_of_run(s, first - 2))
    return k


def _before_apposition(s: Sentence, comma: int) -> int:
    """The last token before "…, head of the centre, told": the name, not the end of what explains it."""
    earlier = next((m for m in range(comma - 1, -1, -1) if s.word(m) == ","), None)
    if earlier is None:
        return comma - 1
    first = next((m for m in range(earlier + 1, comma) if s.is_noun(m)), None)
    explains = first is not None and not s.word(first)[0].isupper() and lexicon.noun_kind(s.lemmas[first]) == "person"
    return earlier - 1 if explains and s.is_name(earlier - 1) else comma - 1


_INVERTIBLE = frozenset(
    [
        "say",
        "add",
        "write",
        "explain",
        "warn",
        "state",
        "note",
        "insist",
        "claim",
        "announce",
        "reply",
        "tweet",
        "declare",
        "report",
    ]
)


def _inverted(s: Sentence, i: int) -> int | None:
    """The subject of "…, said the Observatory, a monitor": it follows the verb and ends its clause."""
    if i < 3 or s.lemmas[i] not in _INVERTIBLE or s.word(i - 1) not in (",", '"') or s.tags[i] not in ("VBD", "VBZ"):  # noqa: PLR2004
        return None
    k = i + 1
    while k < len(s) and s.tags[k] in ("DT", "JJ", "PRP$", "VBN"):
        k += 1
    if k >= len(s) or not s.is_noun(k):
        return None
    top = _top_of_run(s, k)
    return top if not any(s.is_a(m, "ccomp") and m > i for m in s.kids[i]) else None


def _beside(s: Sentence, i: int) -> int | None:
    """The subject that the words show where the parse has none: "…, the governor, A B, said", "…, said A B"."""
    k = i - 1
    if k >= 0 and s.word(k) == ")":
        k = next((m - 1 for m in range(k, max(k - 6, -1), -1) if s.word(m) == "("), k)
    if k >= 0 and s.word(k) == ",":
        k = _before_apposition(s, k)
    if k >= 0 and (s.is_noun(k) or s.tags[k] == "PRP") and s.tags[i] in ("VBD", "VBZ", "VBP"):
        return _before_of(s, _top_of_run(s, k))
    after = i + 1
    while after < len(s) and s.tags[after] in ("DT", "JJ", "PRP$"):
        after += 1
    if i > 2 and s.word(i - 1) in (",", '"') and after < len(s) and s.is_noun(after):  # noqa: PLR2004  (something is said before)
        return _top_of_run(s, after)
    return None


def _top_of_run(s: Sentence, k: int) -> int:
    """The head of the run of nouns around `k`."""
    first = last = k
    while first > 0 and (s.is_noun(first - 1) or s.tags[first - 1] == "JJ"):
        first -= 1
    while last + 1 < len(s) and s.is_noun(last + 1):
        last += 1
    run = range(first, last + 1)
    return next((t for t in run if s.heads[t] not in run and s.is_noun(t)), k)


def _for_whom(s: Sentence, i: int) -> int | None:
    """The subject of "for four million civilians to cross"."""
    if s.tags[i] != "VB" or i < 3 or s.low(i - 1) != "to" or not s.is_noun(i - 2):  # noqa: PLR2004
        return None
    return i - 2 if any(s.low(k) == "for" for k in s.children(i - 2, "case")) else None


def _governor_past_modal(s: Sentence, i: int) -> int | None:
    """ "X said Y would go, and warned …": a past verb joined to a bare one belongs to the verb of saying above."""
    up = s.heads[i]
    if s.tags[i] not in ("VBD", "VBN") or s.tags[up] != "VB" or s.child(i, "aux") is not None:
        return None
    return next((a for a in s.ancestors(up) if s.tags[a] in ("VBD", "VBN", "VBZ")), None)


def _antecedent(s: Sentence, i: int, own: int) -> int:
    if s.low(own) in _RELATIVE:
        for up in (i, *s.ancestors(i)):
            if s.is_a(up, "acl:relcl"):
                return s.heads[up]
    return own


def by_agents(s: Sentence, i: int) -> list[int]:
    """The agents after "by" of a passive verb or a nominal."""
    agents = []
    for k in s.children(i, "obl", "nmod"):
        case = s.child(k, "case")
        if s.deps[k] == "obl:agent" or (case is not None and s.low(case) == "by" and not _is_manner(s, k)):
            agents.append(k)
    return agents


def _is_manner(s: Sentence, k: int) -> bool:
    return s.tags[k] == "CD" or s.low(k) in (
        "%",
        "percent",
        "air",
        "land",
        "sea",
        "road",
        "phone",
        "telephone",
        "email",
    )


def is_negated(s: Sentence, i: int) -> bool:
    """Say whether a verb is negated, by a particle or by "unable", "fail", "no longer", "without"."""
    for k in s.kids[i]:
        if s.is_a(k, "nsubj") and any(s.low(g) == "no" for g in s.kids[k]):
            return True
        if s.low(k) in ("not", "n't", "never", "neither", "nor") or (
            s.low(k) == "longer" and "no" in (s.low(g) for g in s.kids[k])
        ):
            return True
        if s.is_a(k, "mark", "case") and s.low(k) == "without":
            return True
        if s.is_a(k, "nsubj") and s.low(k) in ("nobody", "none", "no-one", "nothing"):
            return True
    up = s.heads[i]
    return s.is_a(i, "xcomp", "ccomp") and s.lemmas[up] in ("unable", "fail", "refuse", "cease", "stop")


def _content(work: Work, s: Sentence, i: int, cue: CueWord) -> list[int]:
    """The tokens of what is said with the verb `i`."""
    own = frozenset(k for k in s.kids[i] if not s.is_a(k, "ccomp", "xcomp", "parataxis", "obj", "obl", "nmod"))
    if cue.frame == "figure":
        return _figure_said(s, i)
    if cue.frame == "quoted":
        return _after_as(s, i)
    if cue.frame == "call":
        return [
            t
            for k in s.children(i, "obl", "xcomp", "advcl", "ccomp")
            if _case(s, k) in ("for", "to", "on", "")
            for t in s.subtree(k)
        ]
    if cue.frame in ("accuse", "blame", "condemn", "responsible"):
        parts = s.children(i, "obj", "obl", "advcl", "xcomp", "ccomp")
        parts += [k for k in s.kids[i] if s.deps[k] == "nsubj:pass" and cue.frame == "blame"]
        return [t for k in parts for t in s.subtree(k) if not _is_time(s, k)]
    if cue.frame in ("deny", "retract", "ruleout"):
        parts = s.children(i, "obj", "ccomp", "xcomp", "advcl") or s.children(i, "obl")
        return [t for k in parts for t in s.subtree(k)]
    clause = next((k for k in s.children(i, "ccomp")), None)
    if clause is not None:
        return [t for t in s.subtree(clause) if t != i]
    clause = _unmarked_clause(s, i)
    if clause:
        return clause
    quoted = _quoted_in(work, s, i)
    if quoted:
        return quoted
    if cue.frame == "quote":
        return []
    parts = (
        s.children(i, "xcomp")
        or [k for k in s.children(i, "obj") if s.is_noun(k) or s.tags[k] in ("CD", "JJ")]
        or _warned_of(s, i, cue)
    )
    return sorted({t for k in parts for t in s.subtree(k)} - own)


def _before_comma(s: Sentence, who: int | None, i: int, cue: CueWord) -> list[int]:
    """ "…, the ministry said on Thursday": where nothing is said after the verb, what stands before the comma is said.

    Asked of the words, not of the parse: no relation is mistaken more often.
    """
    if who is None or cue.frame not in ("say", "quote") or not s.is_verb(i) or s.tags[i] == "VBG":
        return []
    named = phrase(s, who)
    first = min(named.first, i)
    while first > 0 and (
        s.is_a(first - 1, "det", "amod", "compound", "nmod", "case")
        and s.heads[first - 1] in range(named.first, named.last + 1)
    ):
        first -= 1
    if abs(who - i) > 25 or first < 3 or s.word(first - 1) not in (",", '"', DASH) or _says_after(s, i, named.last):  # noqa: PLR2004
        return []
    start = next((k + 1 for k in range(first - 2, -1, -1) if s.word(k) == ";"), 0)
    before = list(range(start, first - 1))
    if any(s.heads[k] == i and s.is_a(k, "advcl", "obl", "advmod") for k in before):
        return []
    told = any(s.is_verb(k) or (s.lemmas[k], "n") in lexicon.acts() for k in before)
    return before + _after_aside(s, i, named.last) if told else []


def _after_aside(s: Sentence, i: int, last: int) -> list[int]:
    """What goes on after ", the governor said, and four houses were destroyed": it is still his."""
    end = next((k for k in range(max(i, last) + 1, len(s)) if s.word(k) in (",", ";")), None)
    if end is None or end - max(i, last) > 8 or end + 2 >= len(s):  # noqa: PLR2004  (a day, an addressee, no more)
        return []
    goes_on = s.word(end) == ";" or s.low(end + 1) in ("and", "but", "while", "adding")
    return list(range(end + 1, len(s))) if goes_on and s.low(end + 1) != "adding" else []


def _says_after(s: Sentence, i: int, last: int) -> bool:
    """Say whether the verb of saying has its content on its right."""
    after = max(i, last) + 1
    if after < len(s) and s.low(after) in ("that", '"', ":"):
        return True
    if any(k > i and s.is_a(k, "ccomp", "xcomp") for k in s.kids[i]):
        return True
    end = next((k for k in range(after, len(s)) if s.word(k) in (",", ";", DASH)), len(s))
    return any(
        s.tags[k] in ("VBD", "VBZ", "VBP", "MD") and k != i and s.child(k, "nsubj") is not None
        for k in range(after, end)
    )


def _relative_content(s: Sentence, i: int) -> list[int]:
    """ "…, which they said killed five": what follows the verb, up to the end of the clause."""
    who = i - 1
    if cue_is_last(s, i) or who < 1 or not (s.tags[i + 1] == "MD" or s.is_verb(i + 1)) or s.tags[i + 1] == "VBG":
        return []
    start = who
    while start > 0 and s.low(start) not in _RELATIVE and who - start < 5:  # noqa: PLR2004  (a short subject)
        start -= 1
    if s.low(start) not in _RELATIVE or start == who:
        return []
    end = next(
        (
            k
            for k in range(i + 1, len(s))
            if s.word(k) in ".;" or (s.word(k) == "," and k + 1 < len(s) and s.low(k + 1) in ("said", "he", "she"))
        ),
        len(s),
    )
    return list(range(i + 1, end))


def _relative_antecedent(s: Sentence, i: int, content: list[int]) -> int | None:
    """The noun before the relative pronoun of "…, which they said killed five"."""
    if not content or min(content) != i + 1:
        return None
    start = next((k for k in range(i - 1, max(i - 7, 0), -1) if s.low(k) in _RELATIVE), None)
    if start is None:
        return None
    k = start - 1 if s.word(start - 1) != "," else start - 2
    return _top_of_run(s, k) if k >= 0 and s.is_noun(k) else None


def cue_is_last(s: Sentence, i: int) -> bool:
    """Say whether nothing follows the token `i`."""
    return i + 1 >= len(s)


def _figure_said(s: Sentence, i: int) -> list[int]:
    """ "put the number of dead at 14", "raised the toll to 29": the figure is what is said."""
    told = any(s.lemmas[k] in _TOLLS for k in s.children(i, "obj")) or (
        s.lemmas[i] == "speak" and any(s.tags[t] == "CD" for t in s.subtree(i))
    )
    who = s.child(i, "nsubj")
    return [t for t in s.subtree(i) if who is None or t not in s.subtree(who)] if told else []


def _after_as(s: Sentence, i: int) -> list[int]:
    """The content of "quoted X as saying that …"."""
    for k in s.children(i, "advcl", "xcomp", "obl", "acl"):
        if _case(s, k) == "as" or any(s.low(m) == "as" for m in s.kids[k]):
            clause = s.child(k, "ccomp", "obj", "parataxis")
            return s.subtree(clause) if clause is not None else s.subtree(k)
    return []


def _case(s: Sentence, k: int) -> str:
    at = s.child(k, "case", "mark")
    return s.low(at) if at is not None else ""


def _is_time(s: Sentence, k: int) -> bool:
    return s.deps[k] == "obl:unmarked" or is_time_word(s, k)


def _warned_of(s: Sentence, i: int, cue: CueWord) -> list[int]:
    if cue.stance in (Stance.WARNS, Stance.ASSERTS, Stance.HOPES, Stance.PREDICTS, Stance.AGREES):
        return [
            k
            for k in s.children(i, "obl")
            if _case(s, k) in ("of", "about", "against", "for", "on", "with") and not _is_time(s, k)
        ]
    return []


def _unmarked_clause(s: Sentence, i: int) -> list[int]:
    """The clause beside a parenthetic "X said": the verb hangs on it, or it hangs on the verb."""
    if s.is_a(i, "parataxis") and s.heads[i] != i:
        mine = set(s.subtree(i))
        return [t for t in s.subtree(s.heads[i]) if t not in mine]
    for k in s.children(i, "parataxis"):
        return s.subtree(k)
    return []


def _quoted_in(work: Work, s: Sentence, i: int) -> list[int]:
    """The tokens inside quotation marks of this sentence, if the verb itself stands outside them."""
    at = s.tokens[i].start
    tokens = []
    for start, end in work.quotes:
        if start <= at < end or not touches((start, end), s.span):
            continue
        tokens.extend(k for k, token in enumerate(s.tokens) if start <= token.start < end)
    return tokens if len(tokens) > 3 else []  # noqa: PLR2004  (two marks and a word are scare quotes)


def _accuses_somebody(s: Sentence, i: int, cue: CueWord) -> bool:
    if cue.frame == "responsible":
        return any(s.low(k) == "responsible" for k in s.subtree(i))
    return bool(s.children(i, "obj", "obl", "nsubj:pass"))


def _accused(work: Work, s: Sentence, i: int, cue: CueWord) -> list[Named]:
    """Whom an accusation names: "blamed X for", "blamed it on X", "accused X of", "X was accused of"."""
    heads = [k for k in s.children(i, "nsubj:pass") if s.deps[k] == "nsubj:pass"]
    if cue.frame == "blame":
        heads = [k for k in s.children(i, "obl") if _case(s, k) == "on"] or heads
    heads = heads or s.children(i, "obj")[:1]
    return [named_at(work, s, k) for head in heads for k in coordinated(s, head) if s.is_noun(k) or s.tags[k] == "JJ"]


def _cue(s: Sentence, i: int) -> Cue:
    last = next((k for k in s.kids[i] if s.deps[k] == "compound:prt" and k == i + 1), i)
    return Cue(words=s.words_of(i, last), span=s.span_of((i, last)))


# ---------------------------------------------------------------- speakers


def _speaker(work: Work, s: Sentence, who: int | None, cue: int, discourse: Discourse) -> Speaker | None:
    """Name the speaker; pronouns are resolved, and None is better than a guess."""
    if who is None:
        return None
    low = s.low(who)
    if low in FIRST or low in ("you", "this", "that", "there", "what", "one"):
        return None
    named: Named | None
    if low in _PRONOUNS:
        near = _local_antecedent(s, who, low)
        named = _joined(work, s, near) if near is not None else discourse.resolve(low)
        if named is None:
            return None
        named = Named(name=named.name, span=s.span_of((who,)), kind=named.kind)
    elif not (s.is_noun(who) or s.tags[who] in ("JJ", "CD", "DT", "VBN", "NNPS")):
        return None
    else:
        named = _joined(work, s, who)
    if named.kind in ("place", "object") and not s.is_name(who):
        return None
    writing = _in_writing(work, s, who) if s.lemmas[who] in _VAGUE_HEADS else None
    if named.kind == "writing" and not writing:
        named = _author_of(work, s, who, named, discourse)
    if writing:
        return Speaker(name=writing.name, span=writing.span, kind="writing", via=(named,))
    via = _via(work, s, cue)
    return Speaker(name=named.name, span=named.span, kind=named.kind, via=via)


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
    """ "In a joint statement …, the two sides said": the writing speaks."""
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
        if _case(s, k) in ("by", "from", "of", "'s") and s.is_noun(k):
            return named_at(work, s, k)
    latest = discourse.resolve("it")
    return replace(latest, span=named.span) if latest is not None and latest.kind in ("group", "force") else named


def _via(work: Work, s: Sentence, cue: int) -> tuple[Named, ...]:
    """Whom the words were told to, if that is a medium: "told Reuters", "quoted by SANA"."""
    heard = [k for k in s.children(cue, "obj", "iobj", "obl") if _is_medium(s, k)]
    up = s.heads[cue]
    if s.is_a(cue, "xcomp", "advcl") and s.lemmas[up] in ("quote", "cite"):
        who = subject_of(s, up) if not _is_passive(s, up) else next(iter(by_agents(s, up)), None)
        heard += [who] if who is not None else []
    return tuple(named_at(work, s, k) for k in heard)


def _is_medium(s: Sentence, k: int) -> bool:
    found = phrase(s, k)
    return (
        found.kind == "publisher"
        or lexicon.noun_kind(s.lemmas[k]) in ("agency", "channel")
        or s.lemmas[k] in ("agency", "channel", "newspaper")
    )


# ---------------------------------------------------------------- other frames


def _according(work: Work, number: int, s: Sentence, i: int, discourse: Discourse) -> Said | None:
    """ "According to X, …" """
    who = s.heads[i] if s.heads[i] > i else None
    if who is None:
        return None
    named = phrase(s, who)
    mine = {*range(i, named.last + 1), *(k for k in s.subtree(who) if not s.is_a(k, "acl") and k < named.first)}
    clause = _clause_above(s, who)
    content = [t for t in (s.subtree(clause) if clause is not None else range(len(s))) if t not in mine]
    speaker = _speaker(work, s, who, i, discourse)
    if speaker is None or not content:
        return None
    cue = Cue(words=s.words_of(i, i + 1), span=s.span_of((i, i + 1)))
    return Said(speaker, cue, Stance.ASSERTS, "according", number, i, {number: frozenset(content)}, s.span_of(content))


def _clause_above(s: Sentence, who: int) -> int | None:
    """The clause that "according to" is about: the nearest joined clause with a subject of its own, else all."""
    for up in s.ancestors(who):
        if s.is_verb(up) and s.is_a(up, "conj") and s.child(up, "nsubj") is not None:
            return up
    return None


def _noun(work: Work, number: int, s: Sentence, i: int, cue: CueWord | None, discourse: Discourse) -> Said | None:
    """ "X voiced hope that …", "X's claim that …", "a statement by X that …" """
    if s.lemmas[i] in _NO_COMMENT and any(s.low(k) == "no" for k in s.kids[i]):
        return _no_comment_from(work, number, s, i, discourse)
    if cue is None:
        return None
    clause = next((k for k in s.children(i, "acl", "ccomp", "advcl") if _case(s, k) in ("that", "to", "")), None)
    up = s.heads[i]
    voiced = s.is_a(i, "obj") and s.lemmas[up] in _VOICING
    spoken = i > 0 and s.low(i - 1) in _SPOKEN
    if clause is None and voiced:
        clause = next((k for k in s.children(up, "ccomp", "advcl", "xcomp") if _case(s, k) in ("that", "to")), None)
    if clause is None:
        return None
    if voiced:
        who = subject_of(s, up)
    elif spoken:
        who = s.child(s.root, "nsubj")
    else:
        who = next(iter([*s.children(i, "nmod:poss"), *by_agents(s, i)]), None)
        who = who if who is not None and not s.tags[who].startswith("PRP") else None
    speaker = _speaker(work, s, who, up, discourse)
    if speaker is None:
        return None
    content = s.subtree(clause)
    return Said(
        speaker,
        Cue(
            words=s.words_of(up, i) if voiced and up < i else s.word(i),
            span=s.span_of((up, i) if voiced and up < i else (i,)),
        ),
        cue.stance,
        "noun",
        number,
        i,
        {number: frozenset(content)},
        s.span_of(content),
        negated=voiced and is_negated(s, up),
    )


def _no_comment_from(work: Work, number: int, s: Sentence, i: int, discourse: Discourse) -> Said | None:
    """ "There was no immediate comment from X" """
    who = next((k for k in s.children(i, "nmod", "obl") if _case(s, k) in ("from", "by")), None)
    speaker = _speaker(work, s, who, i, discourse)
    if speaker is None:
        return None
    tokens = s.subtree(i)
    return Said(
        speaker,
        Cue(words=s.word(i), span=s.span_of((i,))),
        Stance.NO_COMMENT,
        "no-comment",
        number,
        i,
        {number: frozenset(tokens)},
        s.span_of(tokens),
    )


def _claims_responsibility(s: Sentence, i: int) -> bool:
    return s.lemmas[i] in ("claim", "take", "accept", "assume", "admit") and any(
        s.lemmas[k] in ("responsibility", "credit") for k in s.children(i, "obj", "nsubj:pass")
    )


def _responsible(work: Work, number: int, s: Sentence, i: int, discourse: Discourse) -> Said | None:
    """ "X claimed responsibility for the attack", "no group has claimed responsibility" """
    who = subject_of(s, i) if not _is_passive(s, i) else next(iter(by_agents(s, i)), None)
    speaker = _speaker(work, s, who, i, discourse)
    if speaker is None:
        return None
    claimed = s.children(i, "obj", "nsubj:pass")[0]
    parts = [k for k in (*s.children(claimed, "nmod", "acl"), *s.children(i, "obl", "advcl")) if _case(s, k) == "for"]
    tokens = [t for k in parts for t in s.subtree(k)] or s.subtree(claimed)
    named = Named(name=speaker.name, span=speaker.span, kind=speaker.kind)
    return Said(
        speaker,
        Cue(words=s.words_of(min(i, claimed), max(i, claimed)), span=s.span_of((i, claimed))),
        Stance.CLAIMS_RESPONSIBILITY,
        "responsible",
        number,
        i,
        {number: frozenset(tokens)},
        s.span_of(tokens),
        accused=(named,),
        negated=is_negated(s, i),
    )


def _is_no_comment(s: Sentence, i: int) -> bool:
    """ "had no immediate comment", "declined to comment", "did not respond to requests for comment" """
    for k in s.children(i, "obj"):
        if s.lemmas[k] in _NO_COMMENT and any(s.low(g) == "no" for g in s.kids[k]):
            return True
    if s.lemmas[i] in _DECLINING:
        return any(s.lemmas[k] in ("comment", "respond") for k in s.children(i, "xcomp"))
    if s.lemmas[i] in ("comment", "respond", "reply") and is_negated(s, i):
        return s.lemmas[i] == "comment" or any(
            s.lemmas[t] in ("request", "comment", "question", "call", "inquiry", "enquiry") for t in s.subtree(i)
        )
    return s.lemmas[i] == "reach" and is_negated(s, i) and any(s.lemmas[t] == "comment" for t in s.subtree(i))


def _no_comment(work: Work, number: int, s: Sentence, i: int, discourse: Discourse) -> Said | None:
    speaker = _speaker(work, s, subject_of(s, i), i, discourse)
    if speaker is None:
        return None
    tokens = [t for t in s.subtree(i, without=frozenset(s.children(i, "conj", "cc", "parataxis")))]
    return Said(
        speaker, _cue(s, i), Stance.NO_COMMENT, "no-comment", number, i, {number: frozenset(tokens)}, s.span_of(tokens)
    )


# ---------------------------------------------------------------- discourse and quotations


def _hear(work: Work, s: Sentence, discourse: Discourse, found: list[Said]) -> None:
    """Remember who was spoken of in this sentence: subjects last, speakers very last."""
    subjects, others = [], []
    for i in range(len(s)):
        if not s.is_noun(i) or s.is_a(i, "flat", "compound", "nmod:desc", "amod"):
            continue
        named = named_at(work, s, i)
        if named.kind == "person" and s.tags[i] in ("NNS", "NNPS"):
            named = Named(name=named.name, span=named.span, kind="group")
        if named.kind in ("person", "group", "force", "publisher", "writing") and not _is_oblique_country(s, i, named):
            (subjects if s.is_a(i, "nsubj") else others).append(named)
    for named in (*others, *subjects):
        discourse.heard(named)
    for said in found:
        sp = said.speaker
        discourse.heard(Named(name=sp.name, span=sp.span, kind=sp.kind), speaker=True)


def _is_oblique_country(s: Sentence, i: int, named: Named) -> bool:
    return s.is_a(i, "obl", "nmod") and lexicon.countries().of(named.name) is not None


def _without_doubles(found: list[Said]) -> list[Said]:
    """Drop an attribution whose cue stands in the content of another by the same verb position."""
    kept: list[Said] = []
    for said in found:
        if not any(o.verb == said.verb for o in kept):
            kept.append(said)
    return kept


def _spread_over_quotes(work: Work) -> None:
    """Give each sentence inside a quotation to who speaks in it: before, after, or around."""
    by_sentence: dict[int, list[Said]] = {}
    for said in work.said:
        by_sentence.setdefault(said.sentence, []).append(said)
    last: Said | None = None
    for number, s in enumerate(work.sentences):
        own = by_sentence.get(number, [])
        quote = _quote_around(work, s)
        if quote is None:
            last = own[-1] if own else (last if last and _same_or_next(work, last, number) else None)
            continue
        outside = [a for a in own if a.verb is not None and not _inside(quote, s.tokens[a.verb].start)]
        if outside:
            last = outside[-1]
            continue
        speaker = _neighbour(work, by_sentence, number, quote) or last
        if speaker is None:
            continue
        tokens = frozenset(k for k, token in enumerate(s.tokens) if _inside(quote, token.start))
        if len(tokens) > 3:  # noqa: PLR2004  (a word or two in scare quotes are no quotation)
            work.said.append(
                Said(
                    speaker.speaker,
                    speaker.cue,
                    Stance.ASSERTS,
                    "quote",
                    number,
                    None,
                    {number: tokens},
                    s.span_of(tokens),
                    quoted=True,
                    method="quotation",
                )
            )


def _same_or_next(work: Work, last: Said, number: int) -> bool:
    return work.sentences[number].paragraph - work.sentences[last.sentence].paragraph <= 1


def _quote_around(work: Work, s: Sentence) -> Span | None:
    """The quotation that covers most of the sentence, if one does."""
    for start, end in work.quotes:
        inside = sum(1 for token in s.tokens if start <= token.start < end)
        if inside * 2 > len(s):
            return start, end
    return None


def _inside(quote: Span, at: int) -> bool:
    return quote[0] <= at < quote[1]


def _neighbour(work: Work, by_sentence: dict[int, list[Said]], number: int, quote: Span) -> Said | None:
    """Who speaks in another sentence of the same quotation, or of the same paragraph outside the quotation."""
    here = work.sentences[number].paragraph
    order = sorted(
        (k for k, s in enumerate(work.sentences) if s.paragraph == here and k != number), key=lambda k: abs(k - number)
    )
    for k in order:
        for said in by_sentence.get(k, []):
            if said.verb is None:
                continue
            at = work.sentences[k].tokens[said.verb].start
            if not any(_inside(q, at) for q in work.quotes) and said.frame in ("say", "quote", "according"):
                return said
    return None
