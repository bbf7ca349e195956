"""What one line of a page is: a sentence of the article, a caption, a credit, a date, page chrome, something short."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.intake import dates
from trucewatch.intake.lexicon import agencies, chrome, folded, outlet_words

if TYPE_CHECKING:
    from trucewatch.intake.lexicon import Chrome
    from trucewatch.model import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029\f\v]+")
_FULL_STOP = re.compile(r"[.!?。؟۔।][\"'”’»)\]]{0,3}\Z")
_CUT_SHORT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\Z")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}\b")
# What tells whose words follow is no furniture, though it is short: "All entries relayed from the Observatory".
_LEAD_IN = re.compile(
    r"(?i)\b(?:relayed|reported|compiled|collected|gathered|translated|taken|according|based)\s(?:from|by|to|on)\b"
)
_BULLET = re.compile(r"[•·▪►*–—-]\s")
_LONGEST = 1_200  # code points: what is longer is prose, whatever it ends with
_SHORTEST_SENTENCE = 5  # words
_PROSE = 20  # words: a line as long as this is prose even without a full stop

_BRACKETED = re.compile(r"[\[(]([^\[\]()]{2,70})[\])]\W{0,2}\Z")
_CREDIT_WORDS = re.compile(
    r"(?i)\b(?:(?:ph|f)oto|photograph|photographer|image|picture|pictured|file|handout|courtesy|getty|screengrab|"
    r"screenshot|via|bild|archive|illustration|satellite|epa|shutterstock|crédit|фото)\b"
)
_NAMED_AGENCY = re.compile(r"\A[^\d/]{3,40}\s?/\s?[^\d/]{2,30}(?:\s?/\s?[^\d/]{2,30})?\Z")
_TAIL_CREDIT = re.compile(
    r"(?i)(?:(?:\A|[.!?\"”]\s+|\s[|–—-]\s)"
    r"(?:(?:ph|f)oto|photograph|image|picture|bild|credit|crédit photo|фото|صورة|تصوير)"
    r"(?:\s(?:by|de|von|credit))?\s{0,2}[:/]\s{0,2}([^:.]{2,60})|"
    r"(?:\A|\s)((?:reuters|afp|ap|epa)(?:\sphoto)?\s?/\s?[^/.]{3,40})(?:/file\sphoto)?|"
    r"([\w .'-]{3,40}\s?[/|]\s?getty images)|(?:\A|\s)via\s(getty images|reuters|afp|ap))\W{0,2}\Z"
)
_LEAD_CAPTION = re.compile(
    r"(?i)\A(?:file photo|file picture|file image|file|(?:ph|f)oto|image|picture|caption)\s?(?::|[–—-]\s)"
)
_STRIP_FILE = re.compile(
    r"(?i)\A(?:file|(?:ph|f)oto(?:graph)?|image|picture|credit|courtesy|handout)(?:\s?(?:photo|by|of))?\s?[:–—-]\s?"
)

_CREDIT_LINE = re.compile(
    r"(?i)\A[(\[]?(?:with\s)?(?:additional\s|further\s|extra\s)?(?:reporting|writing|editing|written|edited|translation|"
    r"translated|compiled|research|graphics?|production)(?:\sand\s(?:writing|editing|reporting))?\s(?:by|from|for)\b"
)
_BYLINE = re.compile(r"\A(?:[Bb]y|BY|Von|Par|Por|От|بقلم)\s+(\S.{2,80})\Z")
_CREDIT_SMALL = re.compile(
    r"(?i)\b(?:with|additional|further|extra|reporting|writing|written|editing|edited|translation|translated|compiled|"
    r"research|graphics?|production|by|in|and|from|for|at|the|of|al|el|de|bin|ibn|abu|near|our|correspondents?|staff|agencies)\b"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text without its outer blanks; `count` is its number of words."""

    start: int
    end: int
    text: str
    count: int

    @property
    def span(self) -> Span:
        """Where the line stands."""
        return (self.start, self.end)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a line is. `name`: sentence, prose, item, short, teaser, caption, credit, date, chrome."""

    name: str
    reason: str | None = None
    cuts: bool = False


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines that hold more than blanks, with their offsets in `text`."""
    found = []
    for match in _LINE.finditer(text):
        raw = match.group()
        kept = raw.strip("\ufeff\u200b\u200e\u200f \t\xa0\u3000")
        if kept:
            start = match.start() + raw.index(kept[0])
            # Scripts without blanks between words: six letters pass for a word.
            found.append(Line(start, start + len(kept), kept, max(len(kept.split()), len(kept) // 12)))
    return tuple(found)


def kind_of(line: Line) -> Kind:
    """Say what a line is, by its own words alone."""
    if len(line.text) > _LONGEST:
        return Kind("prose")
    if fits := _as_chrome(line):
        return Kind("chrome", fits.reason, fits.cuts)
    if photo_credit(line) is not None or _LEAD_CAPTION.match(line.text):
        return Kind("caption", "caption")
    if dates.is_date_line(line.text):
        return Kind("date", "date line")
    if is_credit(line.text):
        return Kind("credit", "credit")
    return Kind(_shape(line))


def _as_chrome(line: Line) -> Chrome | None:
    fits = chrome(line.text)
    if fits is None:
        return None
    if fits.cuts and folded(line.text) not in fits.whole and line.count > 8:  # noqa: PLR2004  (a heading is short)
        return fits if fits.reason == "comments" else None
    if fits.reason == "source notes" and (line.count > 12 or re.search(r"\d", _without_years(line.text))):  # noqa: PLR2004
        return None
    return fits


def _without_years(text: str) -> str:
    return re.sub(r"\b(?:19|20)\d\d\b", "", text)


def _shape(line: Line) -> str:
    if _CUT_SHORT.search(line.text):
        return "teaser"
    if _FULL_STOP.search(line.text) and line.count >= _SHORTEST_SENTENCE:
        return "sentence"
    if line.count >= _PROSE:
        return "prose"
    if (line.text.endswith(":") and line.count >= 3) or _LEAD_IN.search(line.text):  # noqa: PLR2004
        return "item"
    if _CLOCK.match(line.text) or _BULLET.match(line.text) or (":" in line.text and re.search(r"\d", line.text)):
        return "item"
    return "short"


def photo_credit(line: Line) -> str | None:
    """Return the credit that makes a line a photo caption, None where it is none."""
    if line.count > 90:  # noqa: PLR2004  (no caption is as long)
        return None
    tail = line.text[-120:]
    if (found := _BRACKETED.search(tail)) and _is_credit_bracket(found, whole=len(line.text) == len(found.group())):
        return _STRIP_FILE.sub("", found[1].strip()).strip() or None
    if (found := _TAIL_CREDIT.search(tail)) and (credit := next((part for part in found.groups() if part), None)):
        return credit.strip(" -–—|")
    return None


def _is_credit_bracket(found: re.Match[str], *, whole: bool) -> bool:
    inside = found[1].strip()
    square = found[0].startswith("[")
    if _CREDIT_WORDS.search(inside) and not whole:
        # "(via Telegram)" after a sentence may be a source; with a name and a slash or a colon it is a credit.
        return square or "/" in inside or ":" in inside or "photo" in inside.casefold() or "getty" in inside.casefold()
    if _NAMED_AGENCY.match(inside):
        parts = [part.strip().casefold() for part in inside.split("/")]
        return square or any(part in agencies() for part in parts)
    known = inside.casefold() in agencies() or any(word in outlet_words() for word in inside.casefold().split())
    return square and known and not whole and len(inside.split()) <= 4  # noqa: PLR2004


def is_credit(text: str) -> bool:
    """Say whether a line only tells who reported, wrote or edited, or whose byline it is."""
    if byline := _BYLINE.match(text):
        named = any(word[:1].isupper() for word in byline[1].split()) or byline[1].startswith(("our ", "staff"))
        bare = not _FULL_STOP.search(text) and not text.endswith(":")
        return named and bare and _only_names(byline[1]) and len(text.split()) <= 12  # noqa: PLR2004
    return bool(_CREDIT_LINE.match(text)) and _only_names(text)


def _only_names(text: str) -> bool:
    rest = _CREDIT_SMALL.sub(" ", text)
    small = [word for word in re.findall(r"[^\W\d_]{2,}", rest) if word[0].islower()]
    return len(small) <= 1
