"""An event as its word tells it, and who can stand in it: parties, what they are counted by, who is behind a weapon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.arms import match_at
from trucewatch.reading.clauses import case_of, clause_tokens, is_negated, mood_of
from trucewatch.reading.distances import is_length
from trucewatch.reading.people import beside_name, named_at
from trucewatch.reading.phrases import coordinated, phrase
from trucewatch.reading.subjects import by_agents
from trucewatch.reading.work import Event

if TYPE_CHECKING:
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work

_NEUTRALISED = frozenset({"neutralise", "neutralize", "eliminate"})
"""Said of the killed, wounded and captured together: never a count of deaths."""


def bare_event(s: Sentence, i: int, act: str, *, verbal: bool) -> Event:
    """An event of `act` at the verb or noun `i`, with the tokens and the mood of its clause, without parties."""
    verb = i if verbal else governing_verb(s, i)
    tokens = clause_tokens(s, i)
    if (
        not verbal
        and s.is_verb(s.heads[i])
        and s.lemmas[s.heads[i]] in lexicon.words("light", "start")
        and s.is_a(i, "obj", "nsubj")
    ):
        tokens = sorted({*tokens, *clause_tokens(s, s.heads[i])})
    event = Event(sentence=s.number, trigger=i, act=act, word=s.lemmas[i], verbal=verbal, tokens=frozenset(tokens))
    if verb is not None:
        carries = verbal or s.lemmas[verb] in lexicon.words("light", "start") - lexicon.words("reporting")
        event.negated = carries and is_negated(s, verb)
        event.future, event.possible, event.conditional, event.perfect = mood_of(s, verb)
    return event


def governing_verb(s: Sentence, i: int) -> int | None:
    """The verb whose argument a noun is, if it is one."""
    for up in s.ancestors(i):
        if s.is_verb(up):
            return up
    return None


def set_parties(work: Work, s: Sentence, event: Event, agents: list[int], patients: list[int]) -> None:
    """Name who acts and whom it befalls; what is no party (an act, a weapon that exploded) is left out."""
    event.sufferers = [k for p in patients for k in coordinated(s, p) if not is_length(s, k)]
    event.outcomes = dict.fromkeys(event.sufferers, "neutralised" if event.word in _NEUTRALISED else event.act)
    for k in (k for a in agents for k in coordinated(s, beside_name(s, a))):
        told = s.tags[k] in ("NN", "NNS") and (s.lemmas[k], "n") in lexicon.cues()
        event.own |= any(s.low(g) in ("its", "their", "our", "his", "my") for g in s.children(k, "nmod:poss"))
        if can_be_party(s, k) and not is_act_noun(s, k) and not told:
            event.actors.extend(named_at(work, s, counted(s, m)) for m in _behind_weapon(s, k))
    for k in event.sufferers:
        if event.act == "explosion" and (arm := match_at(s, k)) is not None and arm.kind == "Weapon":
            continue
        if can_be_party(s, k) and not is_act_noun(s, k):
            event.targets.append(named_at(work, s, counted(s, k)))


def can_be_party(s: Sentence, k: int) -> bool:
    """Say whether a token can head the name of a party: a noun, a pronoun, a number or an adjective."""
    return s.is_noun(k) or s.tags[k] in ("PRP", "CD", "JJ")


def _behind_weapon(s: Sentence, k: int) -> list[int]:
    """Who stands behind "a bomb planted by militants"; a weapon that nobody is said to have used is no author."""
    arm = match_at(s, phrase(s, k).first)
    if s.tags[k] in ("NN", "NNS") and s.lemmas[k] in lexicon.words("munition") and s.lemmas[k] != "drone":
        return [m for t in s.children(k, "acl") for a in by_agents(s, t) for m in coordinated(s, a)]
    if (
        arm is None
        or lexicon.noun_kind(s.lemmas[k]) == "person"
        or phrase(s, k).name.lower() not in (" ".join(arm.words), f"{' '.join(arm.words)}s", s.low(k))
    ):
        return [k]
    bare = all(
        t == k or s.is_a(t, "det", "nummod", "compound", "acl", "punct", "amod", "case") for t in s.kids[k]
    ) and (arm.kind == "Weapon" or arm.class_ == "drone")
    users = [m for t in s.children(k, "acl") for a in by_agents(s, t) for m in coordinated(s, a)]
    return users if users or bare else [k]


def counted(s: Sentence, k: int) -> int:
    """Go to what is counted: "dozens of his troops" to the troops, "members of X" to X."""
    if s.tags[k] == "CD" or s.lemmas[k] in lexicon.words("number-noun") | {"majority", "group", "ten"}:
        inner = next((m for m in s.children(k, "nmod") if case_of(s, m) == "of"), None)
        if inner is not None:
            return inner
    if s.lemmas[k] == "control":
        return next((m for m in s.children(k, "nmod") if case_of(s, m) in ("of", "over")), k)
    if s.lemmas[k] in ("member", "unit", "element", "soldier", "fighter", "personnel"):
        inner = next((m for m in s.children(k, "nmod") if case_of(s, m) == "of"), None)
        if inner is not None and (s.is_name(inner) or lexicon.noun_kind(s.lemmas[inner]) in ("group", "force")):
            return inner
    return k


def is_act_noun(s: Sentence, k: int) -> bool:
    """Say whether a noun tells an act ("shelling"), so that it is no party."""
    word = lexicon.acts().get((s.lemmas[k], "n"))
    return (
        s.is_noun(k)
        and word is not None
        and word.roles in ("deverbal", "mutual")
        and word.act not in ("protest", "patrol")
    )
