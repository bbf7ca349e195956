"""What somebody wants, thinks, plans, backs or criticises: attributions that make no claim of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model import Cue, Stance
from trucewatch.reading import lexicon
from trucewatch.reading.clauses import case_of, is_due, is_time_word, passed_on
from trucewatch.reading.contents import LEADS
from trucewatch.reading.speakers import cue_of, speaker_of
from trucewatch.reading.subjects import by_agents, subject_of
from trucewatch.reading.work import Said

if TYPE_CHECKING:
    from trucewatch.model import Speaker
    from trucewatch.reading.pronouns import Discourse
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work

_ASKED = frozenset({"when", "where", "why", "how", "whether", "if", "what", "who", "which"})
_POS = {"VB": "v", "JJ": "a", "NN": "n"}


def attitude_at(work: Work, s: Sentence, i: int, discourse: Discourse) -> Said | None:
    """Return the attitude that token `i` tells of: a verb, "is sure that", "his refusal to"; else None."""
    pos = _POS.get(s.tags[i][:2])
    if s.tags[i] == "VBN" and (s.low(i), "a") in lexicon.attitudes() and s.child(i, "cop", "aux:pass") is not None:
        pos = "a"
    takes = lexicon.attitudes().get((_called(s, i, pos), pos)) if pos else None
    if not takes:
        return None
    if pos == "v":
        who, content = _of_verb(s, i, takes)
    elif pos == "a":
        joined = s.child(i, "cop", "aux:pass") is not None
        who, content = (s.child(i, "nsubj"), _complements(s, i, takes)) if joined else (None, [])
    else:
        who, content = _holder(s, i), _complements(s, i, takes) or _beside(s, i, takes)
    speaker = speaker_of(work, s, who, i, discourse) if content else None
    if speaker is None or who is None or who in content or not _has_a_mind(s, who, speaker):
        return None
    cue = cue_of(s, i) if pos == "v" else Cue(words=s.word(i), span=s.span_of((i,)))
    return Said(
        speaker=speaker,
        cue=cue,
        stance=Stance.ASSERTS,
        frame="attitude",
        sentence=s.number,
        verb=i,
        content={s.number: frozenset(content)},
        content_span=s.span_of(content),
        who=who,
    )


def _called(s: Sentence, i: int, pos: str) -> str:
    """The word as the list has it: an adjective in its form, a verb with its particle ("lay out")."""
    if pos == "a":
        return s.low(i)
    particle = next((k for k in s.kids[i] if s.deps[k] == "compound:prt"), None) if pos == "v" else None
    whole = f"{s.lemmas[i]} {s.low(particle)}" if particle is not None else ""
    return whole if (whole, pos) in lexicon.attitudes() else s.lemmas[i]


def _has_a_mind(s: Sentence, who: int, speaker: Speaker) -> bool:
    """Say whether the holder can be one: somebody, a body, a writing, or a name; "the plan requires" holds no view."""
    if speaker.kind in ("person", "group", "force", "publisher", "writing") or s.is_name(who):
        return True
    if s.low(who) == "it":
        return False
    named = any(s.is_name(k) for k in s.children(who, "compound", "nmod:poss"))
    return named or s.tags[who] != "NN" or s.low(who) in ("percent", "%")


def _of_verb(s: Sentence, i: int, takes: frozenset[str]) -> tuple[int | None, list[int]]:
    """Who holds the attitude that a verb tells of, and the tokens of what it is about."""
    if s.is_a(i, "amod", "compound", "aux", "case", "mark") or passed_on(s, i) or is_due(s, i):
        return None, []
    agents = by_agents(s, i)
    if s.tags[i] == "VBN" and agents and "object" in takes:
        about = s.children(i, "nsubj:pass") or ([s.heads[i]] if s.deps[i] == "acl" else [])
        mine = frozenset(s.subtree(i)) if s.deps[i] == "acl" else frozenset()
        return agents[0], [t for k in about for t in s.subtree(k) if t not in mine]
    if any(s.deps[k] in ("nsubj:pass", "aux:pass") for k in s.kids[i]) or (s.deps[i] == "acl" and s.tags[i] == "VBN"):
        return None, []
    return subject_of(s, i), _complements(s, i, takes)


def _holder(s: Sentence, i: int) -> int | None:
    """Whose plan, belief or criticism it is: "her plan to", "criticism by the union of", "the board's refusal to"."""
    owner = s.child(i, "nmod:poss")
    if owner is not None:
        return owner
    up = s.heads[i]
    if s.is_a(i, "obj") and s.lemmas[up] in lexicon.words("voicing", "holding"):
        return subject_of(s, up)
    return next(iter(by_agents(s, i)), None)


def _beside(s: Sentence, i: int, takes: frozenset[str]) -> list[int]:
    """What a held attitude is about where the parse hangs it on the verb: "raised questions about the count"."""
    up = s.heads[i]
    if not s.is_a(i, "obj") or s.lemmas[up] not in lexicon.words("voicing", "holding"):
        return []
    return sorted(
        {t for k in s.kids[up] if k > i and _fits(s, k, takes) and not s.is_a(k, "obj") for t in s.subtree(k)}
    )


def _complements(s: Sentence, i: int, takes: frozenset[str]) -> list[int]:
    """The tokens of what an attitude is about, if it is told: clause, infinitive, object, or after a preposition."""
    found = [k for k in s.kids[i] if k > i and _fits(s, k, takes)]
    if not found:
        return []
    more = [k for k in s.kids[i] if k > found[0] and k not in found and _goes_on(s, k)]
    return sorted({t for k in (*found, *more) for t in s.subtree(k)})


def _fits(s: Sentence, k: int, takes: frozenset[str]) -> bool:
    """Say whether a child stands where the attitude's word expects what it is about."""
    case = case_of(s, k)
    first = min(s.subtree(k))
    if s.is_a(k, "advcl", "ccomp") and s.low(first) in _ASKED and (s.heads[k] == first - 1 or s.is_a(k, "ccomp")):
        return "clause" in takes
    if s.is_a(k, "ccomp") or (s.is_a(k, "acl") and case == "that"):
        return "clause" in takes and s.low(min(s.subtree(k))) not in LEADS
    if s.is_a(k, "xcomp", "acl", "advcl") and case == "to":
        return "infinitive" in takes
    if s.is_a(k, "xcomp"):
        return bool(takes & {"object", "clause"}) and (s.tags[k] == "VBG" or s.is_noun(k))
    if s.is_a(k, "obj"):
        return "object" in takes
    if s.is_a(k, "obl", "nmod", "advcl", "acl"):
        return case in takes and not (s.is_a(k, "obl") and is_time_word(s, k))
    return False


def _goes_on(s: Sentence, k: int) -> bool:
    """Say whether a later child still belongs to what it is about: "urged them to leave", "mocked him for losing"."""
    if s.is_a(k, "conj", "cc", "punct", "parataxis", "advmod", "discourse") or s.low(min(s.subtree(k))) in LEADS:
        return False
    return not s.is_a(k, "obl") or not is_time_word(s, k)
