"""Sentences as dependency trees, from the parser trained in `training/` (loaded once, when first needed)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from trucewatch.reading import lexicon
from trucewatch.reading.lemmas import lemma
from trucewatch.reading.stand_ins import with_stand_ins

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trucewatch.model import Span
    from trucewatch.reading.tokens import Token

BATCH = 64
LONGEST = 160
"""Tokens of the longest sentence that is parsed whole; a longer one (a list, a table) is cut at this length."""


@dataclass(slots=True)
class Sentence:
    """One parsed sentence, the `number`th of its document, counted from 0.

    All lists run over its tokens; heads point into the sentence, the root's at itself.
    """

    text: str
    tokens: Sequence[Token]
    paragraph: int
    number: int = 0
    tags: list[str] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    kids: list[list[int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def span(self) -> Span:
        """The sentence's span in the document."""
        return self.tokens[0].start, self.tokens[-1].end

    def word(self, i: int) -> str:
        """The plain form of token `i`."""
        return self.tokens[i].plain

    def low(self, i: int) -> str:
        """The plain form in lower case."""
        return self.tokens[i].plain.lower()

    def span_of(self, indices: Iterable[int]) -> Span:
        """The span from the first to the last of the tokens given."""
        ordered = sorted(indices)
        return self.tokens[ordered[0]].start, self.tokens[ordered[-1]].end

    def words_of(self, first: int, last: int) -> str:
        """The document's own words from token `first` to token `last`, both included."""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def children(self, i: int, *deps: str) -> list[int]:
        """The children of `i` with one of the relations `deps`; a relation also stands for its subtypes."""
        return [k for k in self.kids[i] if self.deps[k] in deps or self.deps[k].split(":")[0] in deps]

    def child(self, i: int, *deps: str) -> int | None:
        """The first such child, or None."""
        return next(iter(self.children(i, *deps)), None)

    def is_a(self, i: int, *deps: str) -> bool:
        """Say whether `i` bears one of the relations `deps` to its head."""
        return self.deps[i] in deps or self.deps[i].split(":")[0] in deps

    def subtree(self, i: int, without: frozenset[int] = frozenset()) -> list[int]:
        """The tokens under `i`, itself included, in order; branches that start in `without` are left out."""
        found: list[int] = []
        waiting = [i]
        while waiting:
            here = waiting.pop()
            found.append(here)
            waiting.extend(k for k in self.kids[here] if k not in without)
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads above `i`, nearest first."""
        while self.heads[i] != i:
            i = self.heads[i]
            yield i

    def is_verb(self, i: int) -> bool:
        """Say whether `i` is a verb form."""
        return self.tags[i].startswith("VB")

    def is_noun(self, i: int) -> bool:
        """Say whether `i` is a common or proper noun."""
        return self.tags[i].startswith("NN")

    def is_name(self, i: int) -> bool:
        """Say whether `i` is a proper noun."""
        return self.tags[i].startswith("NNP")

    @property
    def root(self) -> int:
        """The root's index."""
        return next(i for i, head in enumerate(self.heads) if head == i)


def _mend_article_names(s: Sentence) -> None:
    """Keep "Bashar al-Assad" one name where the parse parts it: an article with a capital is always a name."""
    for i in range(len(s.tags)):
        if not ARTICLE_NAME.match(s.word(i)):
            continue
        s.tags[i] = "NNP"
        if i == 0 or not s.tags[i - 1].startswith("NNP") or s.heads[i] == i or s.deps[i] == "flat":
            continue
        first = s.heads[i - 1] if s.deps[i - 1] in ("flat", "compound") and s.heads[i - 1] < i else i - 1
        above = first
        while s.heads[above] not in (above, i):
            above = s.heads[above]
        if s.heads[above] == i or first == i:
            continue  # the name already hangs on this token
        for k in range(len(s.heads)):
            s.heads[k] = first if s.heads[k] == i and k != i else s.heads[k]
        s.heads[i], s.deps[i] = first, "flat"


def _mend_participles(s: Sentence) -> None:
    """Take "have been uprooted" for the passive that it is, where the parse sees an adjective after "be"."""
    for i, tag in enumerate(s.tags):
        low = s.low(i)
        if tag != "JJ" or not low.endswith("ed") or (lemma(low, "VBN"), "v") not in lexicon.acts():
            continue
        copulas = [k for k, head in enumerate(s.heads) if head == i and s.deps[k] == "cop"]
        if not copulas:
            continue
        s.tags[i] = "VBN"
        for k, head in enumerate(s.heads):
            if head == i and k != i:
                s.deps[k] = {"cop": "aux:pass", "nsubj": "nsubj:pass"}.get(s.deps[k], s.deps[k])


def _mend_final_verb(s: Sentence) -> None:
    """Take the last word of "…, the Observatory reports." for the verb that it is."""
    last = len(s) - 1
    while last > 0 and s.deps[last] == "punct":
        last -= 1
    says = s.low(last) in ("reports", "says", "claims", "notes", "states") and s.tags[last] == "NNS"
    if says and last > 3 and s.tags[last - 1].startswith("NN") and any(s.word(k) == "," for k in range(last)):  # noqa: PLR2004
        s.tags[last] = "VBZ"


def _mend_report(s: Sentence) -> None:
    """Take "UNHCR staff report 28 dead" for the verb that it is, where the parse sees a third noun."""
    for i in range(1, len(s) - 1):
        if s.low(i) not in ("report", "claim", "estimate", "count") or s.tags[i] != "NN" or s.heads[i] != i:
            continue
        subject = next((k for k in range(i) if s.heads[k] == i and s.is_a(k, "nsubj")), None)
        if subject is not None and s.is_noun(subject) and s.tags[i + 1] in ("CD", "DT", "IN", "JJR", "JJS"):
            s.tags[i] = "VBP"
            s.deps = ["obj" if s.heads[k] == i and dep == "conj" else dep for k, dep in enumerate(s.deps)]


def _mend_reduced(s: Sentence) -> None:
    """Take "groups allied with it broke the truce" for a breach by groups, where the parse makes "allied" the verb."""
    root = next((i for i, head in enumerate(s.heads) if head == i), None)
    if root is None or s.tags[root] != "VBN" or not s.is_noun(max(root - 1, 0)):
        return
    kids = [k for k, head in enumerate(s.heads) if head == root and k != root]
    subject = next((k for k in kids if s.is_a(k, "nsubj") and k < root), None)
    finite = next((k for k in kids if s.tags[k] in ("VBD", "VBZ") and s.is_a(k, "advcl", "ccomp") and k > root), None)
    helped = any(s.is_a(k, "aux", "cop") for k in kids)
    own = finite is not None and any(s.heads[k] == finite and s.is_a(k, "nsubj", "mark") for k in range(len(s.heads)))
    if subject is None or finite is None or helped or own:
        return
    for k in kids:
        if k == subject or k > finite:
            s.heads[k] = finite
    s.heads[finite], s.deps[finite] = finite, "root"
    s.heads[root], s.deps[root] = root - 1, "acl"


def _mend_calls(s: Sentence) -> None:
    """Take "The mayor called for …" for the clause that it is, where the parse sees a mayor who was called for."""
    root = next((i for i, head in enumerate(s.heads) if head == i), None)
    if root is None or not s.tags[root].startswith("NN") or any(t in ("VBD", "VBZ", "VBP", "MD") for t in s.tags):
        return
    for i, low in enumerate(s.tokens):
        calls = low.plain.lower() == "called" and i + 1 < len(s) and s.low(i + 1) in ("for", "on")
        if calls and i > root and s.heads[i] == root and s.deps[i] == "acl":
            s.tags[i], s.deps[i], s.heads[i] = "VBD", "root", i
            s.deps[root], s.heads[root] = "nsubj", i
            return


ARTICLE_NAME = re.compile(r"^(?:al|el|ar|as|ash|az|ad|an|at)-[A-Z]", re.IGNORECASE)
_CAPITAL_ARTICLE = re.compile(r"^(?:Al|El|Ar|As|Ash|Az|Ad|An|At)-(?=[A-Z])")
"""At the start of a sentence "Al-Assad" is the same name as elsewhere "al-Assad"."""


@cache
def _parser() -> Any:
    import warnings

    import spacy
    from thinc.api import use_ops

    # numpy's own matrix product takes a third of the time of the one that thinc would take.
    with warnings.catch_warnings(), use_ops("numpy", use_blis=False):
        warnings.simplefilter("ignore")
        with resources.as_file(resources.files("trucewatch.reading") / "weights" / "parser") as folder:
            return spacy.load(folder)


_ACRONYMS = frozenset({"IS", "IT", "WHO"})
"""Names in capitals that the parser, which hardly minds case, would take for the small words that they spell."""


def _for_the_parser(words: Sequence[str]) -> list[str]:
    """The words as the parser is to see them; in a line of capitals "IT" is only "it"."""
    shouted = 2 * sum(word.isupper() for word in words) > sum(word[0].isalpha() for word in words)
    plain = [_CAPITAL_ARTICLE.sub(lambda m: m.group().lower(), word) for word in words]
    return plain if shouted else ["NATO" if word in _ACRONYMS else word for word in plain]


@cache
def threads() -> Any:
    """Return who can hold the matrix libraries to one core."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def parse(sentences: Sequence[Sentence]) -> None:
    """Fill in tags, relations, heads and lemmas of each sentence."""
    import numpy as np
    from spacy.attrs import DEP, HEAD, TAG
    from spacy.tokens import Doc

    nlp = _parser()
    names = nlp.vocab.strings
    columns: list[Any] = []
    # What the words of this document add to the parser's vocabulary is given back: a million documents hold no more
    # than one. One core a process: the engine says how many.
    with nlp.memory_zone(), threads().limit(limits=1, user_api="blas"):
        docs = []
        for sentence in sentences:
            words = _for_the_parser([token.plain for token in sentence.tokens[:LONGEST]])
            docs.append(Doc(nlp.vocab, words=with_stand_ins(words), sent_starts=[i == 0 for i in range(len(words))]))
        columns.extend(doc.to_array([TAG, DEP, HEAD]) for doc in nlp.pipe(docs, batch_size=BATCH))
        del docs
    for sentence, table in zip(sentences, columns, strict=True):
        sentence.tokens = sentence.tokens[:LONGEST]
        sentence.tags = [names[key] for key in table[:, 0].tolist()]
        sentence.deps = [names[key] for key in table[:, 1].tolist()]
        sentence.heads = (table[:, 2].astype(np.int64) + np.arange(len(table))).tolist()
        _mended(sentence)
        sentence.lemmas = [lemma(token.plain, tag) for token, tag in zip(sentence.tokens, sentence.tags, strict=True)]
        sentence.kids = [[] for _ in sentence.heads]
        for i, head in enumerate(sentence.heads):
            if head != i:
                sentence.kids[head].append(i)


def _mended(s: Sentence) -> None:
    """Put right what the words show and the parse missed."""
    _mend_final_verb(s)
    _mend_report(s)
    _mend_article_names(s)
    _mend_participles(s)
    _mend_calls(s)
    _mend_reduced(s)
