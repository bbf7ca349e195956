"""What is said: the tokens that a verb of saying governs, wherever they stand around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model import Stance, touches
from trucewatch.reading import lexicon
from trucewatch.reading.clauses import case_of, is_time_word
from trucewatch.reading.counts import TOLLS
from trucewatch.reading.nearby import overlapping
from trucewatch.reading.phrases import phrase
from trucewatch.reading.pronouns import RELATIVE
from trucewatch.reading.speakers import top_of_run
from trucewatch.reading.tokens import DASH

if TYPE_CHECKING:
    from trucewatch.reading.lexicon import CueWord
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work

LEADS = frozenset(
    [
        "after",
        "before",
        "when",
        "while",
        "as",
        "although",
        "though",
        "since",
        "because",
        "if",
        "until",
        "once",
        "despite",
        "following",
        "amid",
    ]
)
"""Words with which a clause leads into what is said, and is not said itself."""
_FIGURES = TOLLS | {"estimate"}


def content_of(work: Work, s: Sentence, i: int, cue: CueWord) -> list[int]:
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
            if case_of(s, k) in ("for", "to", "on", "")
            for t in s.subtree(k)
        ]
    if cue.frame in ("accuse", "blame", "condemn", "responsible"):
        parts = s.children(i, "obj", "obl", "advcl", "xcomp", "ccomp")
        parts += [k for k in s.kids[i] if s.deps[k] == "nsubj:pass" and cue.frame == "blame"]
        # "accused jets of striking a village, killing 15, and wounding more": the parse may hang the last on "accused".
        parts += [k for k in s.children(i, "conj") if s.tags[k] == "VBG" and (s.lemmas[k], "v") in lexicon.acts()]
        return [t for k in parts for t in s.subtree(k) if not _is_time(s, k)]
    if cue.frame in ("deny", "retract", "ruleout"):
        parts = s.children(i, "obj", "ccomp", "xcomp", "advcl") or s.children(i, "obl")
        return [t for k in parts for t in s.subtree(k)]
    clause = next((k for k in s.children(i, "ccomp") if s.low(s.subtree(k)[0]) not in LEADS), None)
    if clause is not None:
        return [t for t in s.subtree(clause) if t != i]
    written = _in_statement(s, i)
    if written:
        return written
    beside = _unmarked_clause(s, i) or _around_quote(s, i, _quoted_in(work, s, i))
    if beside or cue.frame == "quote":
        return beside
    parts = (
        s.children(i, "xcomp")
        or [k for k in s.children(i, "obj") if _tells_something(s, k, cue)]
        or _warned_of(s, i, cue)
    )
    return sorted({t for k in parts for t in s.subtree(k)} - own)


def before_comma(s: Sentence, who: int | None, i: int, cue: CueWord) -> list[int]:
    """Read "…, the ministry said": where nothing is said after the verb, what stands before the comma is said.

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
    if abs(who - i) > 25 or first < 3 or s.word(first - 1) not in (",", '"', DASH) or _says_after(s, i, named.last):  # noqa: PLR2004  (far apart, or too little before)
        return []
    start = next((k + 1 for k in range(first - 2, -1, -1) if s.word(k) == ";"), 0)
    before = list(range(start, first - 1))
    if any(s.heads[k] == i and s.is_a(k, "advcl", "obl", "advmod") for k in before) or _only_leads_in(s, before):
        return []
    told = any(s.is_verb(k) or (s.lemmas[k], "n") in lexicon.acts() for k in before)
    return before + _after_aside(s, i, named.last) if told else []


def _only_leads_in(s: Sentence, before: list[int]) -> bool:
    """Say whether "After X downed a jet," is all that stands before: it leads in, it is not what is said."""
    first = s.low(before[0])
    return first in LEADS and not any(s.word(k) in (",", ";") for k in before)


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


def relative_content(s: Sentence, i: int) -> list[int]:
    """Read "…, which they said killed five": what follows the verb, up to the end of the clause."""
    who = i - 1
    if cue_is_last(s, i) or who < 1 or not (s.tags[i + 1] == "MD" or s.is_verb(i + 1)) or s.tags[i + 1] == "VBG":
        return []
    start = who
    while start > 0 and s.low(start) not in RELATIVE and who - start < 5:  # noqa: PLR2004  (a short subject)
        start -= 1
    if s.low(start) not in RELATIVE or start == who:
        return []
    end = next(
        (
            k
            for k in range(i + 1, len(s))
            if s.word(k) in ".;"
            or (s.word(k) == "," and s.word(start - 1) == "," and _resumes(s, k))
            or (s.word(k) == "," and k + 1 < len(s) and s.low(k + 1) in ("said", "he", "she"))
        ),
        len(s),
    )
    return list(range(i + 1, end))


def _resumes(s: Sentence, comma: int) -> bool:
    """Say whether the main clause goes on after the comma: "the drone, which they said killed five, was …"."""
    return comma < s.root and all(s.tags[k][:2] not in ("NN", "PR") for k in range(comma + 1, s.root))


def relative_antecedent(s: Sentence, i: int, content: list[int]) -> int | None:
    """The noun before the relative pronoun of "…, which they said killed five"."""
    if not content or min(content) != i + 1:
        return None
    start = next((k for k in range(i - 1, max(i - 7, 0), -1) if s.low(k) in RELATIVE), None)
    if start is None:
        return None
    k = start - 1 if s.word(start - 1) != "," else start - 2
    return top_of_run(s, k) if k >= 0 and s.is_noun(k) else None


def cue_is_last(s: Sentence, i: int) -> bool:
    """Say whether nothing follows the token `i`."""
    return i + 1 >= len(s)


def _figure_said(s: Sentence, i: int) -> list[int]:
    """Read "put the number of dead at 14", "raised the toll to 29": the figure is what is said."""
    told = any(s.lemmas[k] in _FIGURES for k in s.children(i, "obj")) or (
        s.lemmas[i] == "speak" and any(s.tags[t] == "CD" for t in s.subtree(i))
    )
    who = s.child(i, "nsubj")
    return [t for t in s.subtree(i) if who is None or t not in s.subtree(who)] if told else []


def _after_as(s: Sentence, i: int) -> list[int]:
    """The content of "quoted X as saying that …"."""
    for k in s.children(i, "advcl", "xcomp", "obl", "acl"):
        if (case_of(s, k) == "as" or any(s.low(m) == "as" for m in s.kids[k])) and s.is_verb(k):
            inside = [t for t in s.subtree(k) if t > k]
            return list(range(k + 1, max(inside) + 1)) if inside else s.subtree(k)
    return []


def _is_time(s: Sentence, k: int) -> bool:
    return s.deps[k] == "obl:unmarked" or is_time_word(s, k)


def _tells_something(s: Sentence, k: int, cue: CueWord) -> bool:
    """Say whether an object alone is something said: an act, a number; "described the scene" says nothing yet."""
    if cue.stance is not Stance.ASSERTS:
        return s.is_noun(k) or s.tags[k] in ("CD", "JJ")
    return any(s.tags[t] == "CD" or s.is_verb(t) or (s.lemmas[t], "n") in lexicon.acts() for t in s.subtree(k))


def _warned_of(s: Sentence, i: int, cue: CueWord) -> list[int]:
    """Heads of what is said without a clause: "warned of a response", "agreed on a corridor"."""
    if cue.stance in (Stance.WARNS, Stance.ASSERTS, Stance.HOPES, Stance.PREDICTS, Stance.AGREES):
        return [
            k
            for k in s.children(i, "obl")
            if case_of(s, k) in ("of", "about", "against", "for", "on", "with") and not _is_time(s, k)
        ]
    return []


def _in_statement(s: Sentence, i: int) -> list[int]:
    """Read "said in a statement that …", where the clause hangs on the statement."""
    for k in s.children(i, "obl", "obj"):
        clause = s.child(k, "acl", "ccomp", "appos")
        if lexicon.noun_kind(s.lemmas[k]) == "writing" and clause is not None and case_of(s, clause) in ("that", ""):
            if s.tags[clause] in ("VBN", "VBG") and case_of(s, clause) == "":
                continue
            return s.subtree(clause)
    return []


def _unmarked_clause(s: Sentence, i: int) -> list[int]:
    """The clause beside a parenthetic "X said": the verb hangs on it, or it hangs on the verb."""
    if s.is_a(i, "parataxis") and s.heads[i] != i:
        mine = set(s.subtree(i))
        return [t for t in s.subtree(s.heads[i]) if t not in mine]
    for k in s.children(i, "parataxis"):
        return s.subtree(k)
    return []


def _around_quote(s: Sentence, i: int, quoted: list[int]) -> list[int]:
    """The whole object of "stressed the need to act under “constant attack”", of which only the end is quoted."""
    for k in s.children(i, "obj", "xcomp"):
        whole = s.subtree(k)
        if k > i and quoted and k not in quoted and set(quoted) <= set(whole):
            return whole
    return quoted


def _quoted_in(work: Work, s: Sentence, i: int) -> list[int]:
    """The tokens inside quotation marks of this sentence, if the verb itself stands outside them."""
    at = s.tokens[i].start
    tokens: list[int] = []
    for start, end in overlapping(work.quotes, s.span):
        if start <= at < end or not touches((start, end), s.span):
            continue
        inside = [k for k, token in enumerate(s.tokens) if start <= token.start < end]
        tokens.extend(inside if not _is_title(s, inside) else ())
    return tokens if len(tokens) > 3 else []  # noqa: PLR2004  (two marks and a word are scare quotes)


def _is_title(s: Sentence, inside: list[int]) -> bool:
    """Say whether what stands between the marks is the name of a book or a programme: "The Art of Peace"."""
    long = [s.word(k) for k in inside if len(s.word(k)) > 3 and s.word(k).isalpha()]  # noqa: PLR2004  (no "the", "of")
    return len(long) > 1 and all(word[0].isupper() for word in long) and not any(word.isupper() for word in long)
