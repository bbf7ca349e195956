"""The attribution that a word of saying introduces: verbs, "according to", nouns ("X's claim that …")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import PUBLISHER, Cue, Speaker, Stance
from trucewatch.reading import lexicon
from trucewatch.reading.accusations import accused_by, accuses_somebody
from trucewatch.reading.clauses import (
    case_of,
    clause_tokens,
    has_passive_marks,
    is_day,
    is_due,
    is_negated,
    mood_of,
    passed_on,
)
from trucewatch.reading.contents import before_comma, content_of, relative_antecedent, relative_content
from trucewatch.reading.nearby import overlapping
from trucewatch.reading.people import as_named, named_at
from trucewatch.reading.phrases import phrase
from trucewatch.reading.pronouns import FIRST, PERSONAL, RELATIVE
from trucewatch.reading.silence import COMMENTS, no_comment_from
from trucewatch.reading.speakers import NOT_IDENTIFIED, cue_of, inverted_subject, speaker_of, subject_beside
from trucewatch.reading.spoken import around_aside, bare_clause, that_clause
from trucewatch.reading.subjects import by_agents, subject_of
from trucewatch.reading.tokens import DASH
from trucewatch.reading.work import Said

if TYPE_CHECKING:
    from trucewatch.reading.lexicon import CueWord
    from trucewatch.reading.pronouns import Discourse
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work

_INTERROGATIVE = frozenset({"why", "how", "who", "what", "when", "where", "whether", "if", "to"})
SPOKEN = frozenset({"voiced", "expressed", "voicing", "expressing"})


def by_verb(work: Work, s: Sentence, i: int, cue: CueWord, discourse: Discourse) -> Said | None:
    """Read "X says that …", "X accused Y of …", "…, X said"; None where the verb attributes nothing."""
    if _is_attributive(s, i) or (cue.frame == "figure" and s.tags[i] == "VBG") or passed_on(s, i):
        return None
    who = None if s.deps[i] == "acl" and s.tags[i] == "VBN" and s.lemmas[i] == "accuse" else _who(s, i, cue)
    content = relative_content(s, i) or (around_aside(s, who, i) if cue.frame in ("say", "quote") else [])
    content = content or before_comma(s, who, i, cue) or content_of(work, s, i, cue)
    told = that_clause(s, i) if cue.frame == "say" else []
    if not told and cue.frame == "say" and cue.stance not in (Stance.WARNS, Stance.DEMANDS, Stance.PROMISES):
        told = bare_clause(s, who, i)
    if told and told[0] not in content:
        content = told
    if not _attributes(s, i, cue, content):
        return None
    if who is None and (has_passive_marks(s, i) or s.deps[i] == "acl") and cue.frame in ("accuse", "blame"):
        # "The attack was blamed on X": who blames is not said, so the words stay the outlet's.
        speaker: Speaker | None = Speaker(name=PUBLISHER, kind=PUBLISHER)
    elif who is None and _impersonal(s, i, cue):
        speaker = Speaker(name=NOT_IDENTIFIED)
    else:
        speaker = speaker_of(work, s, who, i, discourse)
    if speaker is None:
        return None
    cited = _whom_it_cites(s, who, i) if cue.frame == "say" else None
    if cited is not None and (source := speaker_of(work, s, cited, cited, discourse)) is not None:
        speaker, who = replace(source, via=(as_named(speaker), *speaker.via)), cited
    antecedent = relative_antecedent(s, i, content)
    pronoun = who is not None and s.low(who) in PERSONAL
    if pronoun and antecedent is not None and speaker.name == named_at(work, s, antecedent).name:
        speaker = Speaker(name=NOT_IDENTIFIED, span=speaker.span)  # "the drone, which they said": not the drone's words
    return Said(
        speaker=speaker,
        cue=cue_of(s, i),
        stance=_stance_here(s, i, cue),
        frame=cue.frame,
        sentence=s.number,
        verb=i,
        content={s.number: frozenset(content)},
        content_span=s.span_of(content),
        accused=tuple(accused_by(work, s, i, cue)) if cue.frame in ("accuse", "blame", "responsible") else (),
        antecedent=antecedent,
        owned=who is not None and any(s.low(k) in ("its", "their", "his", "her") for k in s.children(who, "nmod:poss")),
        negated=is_negated(s, i),
        who=who,
        quoted=bool(overlapping(work.quotes, (s.tokens[min(content)].start, s.tokens[min(content)].end))),
    )


def _whom_it_cites(s: Sentence, who: int | None, i: int) -> int | None:
    """Read "state media, citing an officer, said …": the officer speaks, through the media."""
    around = [*(s.kids[who] if who is not None else ()), *s.children(i, "advcl")]
    citing = next((k for k in around if s.tags[k] == "VBG" and s.lemmas[k] in ("cite", "quote")), None)
    cited = s.child(citing, "obj") if citing is not None else None
    speaks = cited is not None and (
        s.lemmas[cited] in ("source", "sources") or lexicon.noun_kind(s.lemmas[cited]) in ("person", "group", "force")
    )
    return cited if speaks else None


def _goes_on_saying(s: Sentence, i: int, cue: CueWord) -> int | None:
    """The verb of saying before ", adding that …", whatever clause the parse hangs it on."""
    if s.tags[i] != "VBG" or cue.frame != "say" or i < 3 or s.word(i - 1) != ",":  # noqa: PLR2004  ("he said,")
        return None
    for k in s.ancestors(i):
        word = lexicon.cues().get((s.lemmas[k], "v"))
        if k < i and s.tags[k] in ("VBD", "VBZ", "VBP") and word is not None and word.frame == "say":
            return k
    return None


def _impersonal(s: Sentence, i: int, cue: CueWord) -> bool:
    """Read "the army is said to have …", "he was told that …", "it is believed that …": somebody, not the outlet."""
    if cue.frame != "say" or cue.stance is not Stance.ASSERTS or not has_passive_marks(s, i):
        return False
    return any(case_of(s, k) in ("to", "that") for k in s.children(i, "xcomp", "ccomp"))


def _stance_here(s: Sentence, i: int, cue: CueWord) -> Stance:
    """The stance of the cue with its object: who rejects a claim denies it; who calls it a lie denies, else names."""
    objects = s.children(i, "obj")
    if cue.stance is Stance.REJECTS and any(s.lemmas[k] in lexicon.words("contested") for k in objects):
        return Stance.DENIES
    if (
        s.lemmas[i] == "call"
        and objects
        and not any(s.low(k) in ("for", "on") for k in range(i + 1, min(i + 3, len(s))))
    ):
        to = any(s.low(m) == "to" for k in s.children(i, "xcomp", "advcl") for m in s.children(k, "mark"))
        false = any(s.lemmas[t] in lexicon.words("false") for t in clause_tokens(s, i))
        return Stance.DEMANDS if to else Stance.DENIES if false else Stance.ASSERTS
    return cue.stance


def _who(s: Sentence, i: int, cue: CueWord) -> int | None:
    """The head of who says it: what stands by the verb, where the words are surer than the parse."""
    if has_passive_marks(s, i):
        return next(iter(by_agents(s, i)), None)
    if cue.frame == "quoted":
        return s.child(i, "obj")
    who = inverted_subject(s, i)
    if who is None and (before := _goes_on_saying(s, i, cue)) is not None:
        return _who(s, before, cue)
    if who is None:
        who = subject_of(s, i)
    borrowed = i > 0 and s.is_a(i, "conj") and s.word(i - 1) == ","
    if who is not None and is_day(s, who):
        who = next((k for k in s.children(i, "nsubj") if k != who and not is_day(s, k)), None)
    if who is None and cue.frame in ("accuse", "blame") and s.tags[i] in ("VBD", "VBZ"):
        return subject_beside(s, i)
    if cue.frame in ("say", "quote") and (who is None or s.low(who) in RELATIVE or borrowed):
        return subject_beside(s, i)
    return who


def _attributes(s: Sentence, i: int, cue: CueWord, content: list[int]) -> bool:
    """Say whether the verb, with what it governs, is used in the sense of its cue."""
    if not content or (
        cue.frame == "deny" and any(s.lemmas[k] in lexicon.words("withheld") for k in s.children(i, "obj"))
    ):
        return False
    if cue.frame == "retract":
        taken_back = s.children(i, "obj", "nsubj:pass")
        own = any(s.low(k) in FIRST for k in s.children(i, "nsubj"))
        if not any(
            s.lemmas[k] in lexicon.words("retracted") or (own and s.low(k) in ("that", "this", "it"))
            for k in taken_back
        ):
            return False
    if cue.stance is Stance.AGREES and mood_of(s, i)[0]:
        return False
    if is_due(s, i):
        return False
    if is_negated(s, i) and (s.low(min(content)) in _INTERROGATIVE or cue.frame == "ruleout"):
        return False
    return cue.frame not in ("accuse", "blame", "condemn", "responsible") or accuses_somebody(s, i, cue)


def _is_attributive(s: Sentence, i: int) -> bool:
    """Say whether the verb only modifies a noun ("the reported attack") or is no saying ("found dead")."""
    reduced = s.deps[i] == "acl" and s.tags[i] == "VBN" and not by_agents(s, i)
    return s.is_a(i, "amod", "compound") or (reduced and s.lemmas[i] != "accuse")


def according_to(work: Work, s: Sentence, i: int, discourse: Discourse) -> Said | None:
    """Read "according to X, …"."""
    who = s.heads[i] if s.heads[i] > i else None
    if who is None:
        return None
    named = phrase(s, who)
    mine = {*range(i, named.last + 1), *(k for k in s.subtree(who) if not s.is_a(k, "acl") and k < named.first)}
    explained = s.subtree(who)
    if i == 0 or s.word(i - 1) == ",":
        # "According to a report published by X, …": up to the comma, the words only say whose report it is.
        stop = next((k for k in range(named.last + 1, len(s)) if s.word(k) in (",", ";", DASH)), len(s))
        mine |= {k for k in range(named.last + 1, stop) if k in explained}
    clause = _clause_above(s, who)
    content = [t for t in (s.subtree(clause) if clause is not None else range(len(s))) if t not in mine]
    speaker = speaker_of(work, s, who, i, discourse)
    if speaker is None or not content:
        return None
    cue = Cue(words=s.words_of(i, i + 1), span=s.span_of((i, i + 1)))
    return Said(
        speaker,
        cue,
        Stance.ASSERTS,
        "according",
        s.number,
        i,
        {s.number: frozenset(content)},
        s.span_of(content),
        who=who,
    )


def _clause_above(s: Sentence, who: int) -> int | None:
    """The clause that "according to" is about: the nearest joined clause with a subject of its own, else all."""
    for up in s.ancestors(who):
        if s.is_verb(up) and s.is_a(up, "conj") and s.child(up, "nsubj") is not None:
            return up
    return None


def by_noun(work: Work, s: Sentence, i: int, cue: CueWord | None, discourse: Discourse) -> Said | None:
    """Read "X voiced hope that …", "X's claim that …", "a statement by X that …"."""
    if s.lemmas[i] in COMMENTS and any(s.low(k) == "no" for k in s.kids[i]):
        return no_comment_from(work, s, i, discourse)
    if cue is None:
        return None
    clause = next((k for k in s.children(i, "acl", "ccomp", "advcl") if case_of(s, k) in ("that", "to", "")), None)
    up = s.heads[i]
    voiced = s.is_a(i, "obj") and s.lemmas[up] in lexicon.words("voicing")
    spoken = i > 0 and s.low(i - 1) in SPOKEN
    if clause is None and voiced:
        clause = next((k for k in s.children(up, "ccomp", "advcl", "xcomp") if case_of(s, k) in ("that", "to")), None)
    if clause is None:
        return None
    if voiced:
        who = subject_of(s, up)
    elif spoken:
        who = s.child(s.root, "nsubj")
    else:
        who = next(iter([*s.children(i, "nmod:poss"), *by_agents(s, i)]), None)
        who = who if who is not None and not s.tags[who].startswith("PRP") else None
    speaker = speaker_of(work, s, who, up, discourse)
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
        s.number,
        i,
        {s.number: frozenset(content)},
        s.span_of(content),
        negated=voiced and is_negated(s, up),
        who=who,
    )
