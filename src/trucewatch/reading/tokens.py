"""Text to paragraphs, sentences and tokens, by rule: offsets always count into the stored text.

Tokens follow the treebanks that the parser learned from (clitics and hyphens are split), except that names written
with a hyphenated article ("al-Assad", "Deir-ez-Zor") and designations ("F-16", "BM-21") stay whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.reading import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trucewatch.model import Span

PLAIN = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "ʼ": "'",
        "`": "'",
        "\u00a0": " ",
    }
)
"""Typographic forms and the plain ones that the parser has seen: one code point for one, so offsets hold."""

_ARTICLES = r"(?:al|el|ul|as|ash|az|ad|an|ar|at|ath|ez|es|et|ed|er|en|abu|umm|bin|ibn|abd|ould|ben)"
_LETTER = r"[^\W\d_]"
_WORD = re.compile(
    rf"""
      https?://[^\s<>"'”’)]+ | (?<![\w.+-])[\w.+-]{{1,64}}@[\w-]+\.[\w.]+   # addresses
    | (?:[A-Za-z]\.){{2,}}                                            # U.S., a.m.
    | {_LETTER}{{1,5}}-\d+[A-Za-z]?\b                                 # F-16, Su-24
    | [A-Z]{{2,}}/[A-Z]{{2,}}\b                                        # YPG/PKK
    | {_LETTER}+\d+\b                                                 # M4
    | \d+(?:st|nd|rd|th|s)\b                                          # 17th, 1990s
    | \d+(?:[.,:]\d+)*                                                # 1,200  00:01  3.7
    | {_ARTICLES}-(?=[A-Z])(?:{_LETTER}|['’ʼ](?!s\b)(?={_LETTER}))+   # al-Assad
    | {_LETTER}+n['’]t\b                                             # don't
    | {_LETTER}(?:{_LETTER}|\d)*(?:['’ʼ](?!(?:s|S|re|ve|ll|d|m|t)\b){_LETTER}+)*   # words, O'Brien, Ma'arrat
    | ['’](?:s|S|re|ve|ll|d|m)\b                                      # clitics
    | ''|``|’’|‘‘                                                     # quotation marks of two strokes
    | \.{{2,}}|…|--+|[^\w\s]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NEXT = re.compile(r"\s*\S")
_FULL_LINE = 60
"""Code points of a line that was broken because it was full, more than this."""
_CLOCK_ENDS = frozenset({"a.m.", "p.m."})
_ENDERS = frozenset({".", "!", "?", "…", "...", ".."})
_CLOSERS = frozenset({'"', "'", ")", "]"})
_JOINED_NAME = re.compile(rf"{_LETTER}+(?:-{_LETTER}+)+")


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its offsets into the text and its plain form."""

    start: int
    end: int
    plain: str


def paragraphs(text: str, leave_out: Sequence[Span] = ()) -> Iterator[Span]:
    """Yield the spans of paragraphs, without the stretches in `leave_out`.

    An empty line always parts paragraphs; a single line break does where the line before looks complete.
    """
    for start, end in _kept(len(text), leave_out):
        for match in re.finditer(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*", text[start:end]):
            yield from _lines(text, start + match.start(), start + match.end())


def _kept(length: int, leave_out: Sequence[Span]) -> Iterator[Span]:
    here = 0
    for start, end in sorted(leave_out):
        if start > here:
            yield here, start
        here = max(here, end)
    if here < length:
        yield here, length


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Part a block at line breaks, unless the break is only a wrapped line."""
    here = start
    at = text.find("\n", start, end)
    while at != -1:
        line = text[here:at].rstrip()
        following = _NEXT.match(text, at, end)
        after = following.group()[-1] if following else ""
        before = line[-1:]
        last_line = line.rsplit("\n", 1)[-1]
        wrapped = before not in '.!?:”"' and (after.islower() or (len(last_line) > _FULL_LINE and after != ""))
        if not wrapped:
            if line.strip():
                yield here + (len(line) - len(line.lstrip())), here + len(line)
            here = at + 1
        at = text.find("\n", at + 1, end)
    rest = text[here:end]
    if rest.strip():
        yield here + (len(rest) - len(rest.lstrip())), here + len(rest.rstrip())


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of `text[start:end]`, with offsets into `text`."""
    tokens: list[Token] = []
    for match in _WORD.finditer(text, start, end):
        tokens.extend(_split(match.group().translate(PLAIN), match.start()))
    return _join_names(text, tokens)


DASH = "--"
"""The plain form of a dash between words; a hyphen stays "-"."""


def _split(word: str, at: int) -> list[Token]:
    """Split "don't" as the treebanks do; dashes take one form; everything else stays."""
    low = word.lower()
    if word in ("–", "—", "―") or word.startswith("--"):
        return [Token(at, at + len(word), DASH)]
    if word == "''":
        return [Token(at, at + len(word), '"')]
    if low.endswith("n't") and len(word) > 3:  # noqa: PLR2004  (longer than the clitic itself)
        cut = at + len(word) - 3
        return [Token(at, cut, word[:-3]), Token(cut, at + len(word), word[-3:])]
    if low == "cannot":
        return [Token(at, at + 3, word[:3]), Token(at + 3, at + 6, word[3:])]
    return [Token(at, at + len(word), word)]


def _join_names(text: str, tokens: list[Token]) -> list[Token]:
    """Join names around a hyphenated article, and abbreviations with their full stop, as the treebanks do."""
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.plain == "-" and _stands_alone(text, token):
            token = Token(token.start, token.end, DASH)
        if i + 1 < len(tokens) and _abbreviated(tokens, i):
            out[-1] = Token(out[-1].start, token.end, f"{out[-1].plain}.")
            i += 1
            continue
        glued_hyphen = (
            token.plain == "-"
            and text[token.start] == "-"
            and out
            and i + 1 < len(tokens)
            and out[-1].end == token.start
            and tokens[i + 1].start == token.end
        )
        if glued_hyphen and _is_name_join(out[-1].plain, tokens[i + 1].plain):
            left, right = out.pop(), tokens[i + 1]
            out.append(Token(left.start, right.end, f"{left.plain}-{right.plain}"))
            i += 2
            continue
        out.append(token)
        i += 1
    return out


def _stands_alone(text: str, token: Token) -> bool:
    """Say whether a hyphen has a space on both sides: typed for a dash."""
    return token.start > 0 and text[token.start - 1].isspace() and text[token.end : token.end + 1].isspace()


def _is_name_join(left: str, right: str) -> bool:
    """Say whether "left-right" is one name: "Deir-ez" + "Zor", "Ain-Al" + "Havr", "Nagorno-Karabakh"."""
    article = re.fullmatch(_ARTICLES, left.rsplit("-", 1)[-1], re.IGNORECASE)
    if article and right[:1].isupper():
        return True
    small_article = re.fullmatch(rf"{_ARTICLES}(?:-.*)?", right, re.IGNORECASE)
    return bool(left[:1].isupper() and small_article)


def sentences(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield `[first, last)` token indices of each sentence of one paragraph."""
    first = 0
    i = 0
    while i < len(tokens):
        if tokens[i].plain in _ENDERS and not _abbreviated(tokens, i):
            after = i + 1
            while (
                after < len(tokens) and tokens[after].plain in _CLOSERS and tokens[after].start == tokens[after - 1].end
            ):
                after += 1
            if after >= len(tokens) or _opens(tokens[after]):
                yield first, after
                first = after
            i = after
        else:
            if tokens[i].plain.lower() in _CLOCK_ENDS and i + 1 < len(tokens) and tokens[i + 1].plain[0].isupper():
                yield first, i + 1
                first = i + 1
            i += 1
    if first < len(tokens):
        yield first, len(tokens)


def _abbreviated(tokens: Sequence[Token], i: int) -> bool:
    """Say whether the full stop at `i` belongs to an abbreviation or an initial."""
    if tokens[i].plain != "." or i == 0 or tokens[i - 1].end != tokens[i].start:
        return False
    word = tokens[i - 1].plain
    if word.lower() in lexicon.words("before-figure"):
        return i + 1 < len(tokens) and tokens[i + 1].plain[0].isdigit()
    return word.lower() in lexicon.words("abbreviation") or (len(word) == 1 and word.isupper() and word != "I")


def _opens(token: Token) -> bool:
    first = token.plain[0]
    return first.isupper() or first.isdigit() or first in "\"'([-"
