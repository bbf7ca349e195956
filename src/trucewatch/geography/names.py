"""Names of places across spellings and scripts: folding, sounds, consonant skeletons.

Folding makes one form of what differs only in marks, case, hyphens and apostrophes. A skeleton keeps the consonants
that survive transcription from Arabic ("Jisr al-Shughur", "Djisr el Choghour": the same); it is a key to look under,
never a proof: `likeness.likeness` decides.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʼʿʾ′ʻ\"“”"))
_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ە": "ه",
     "ھ": "ه", "ہ": "ه", "ۀ": "ه", "ء": "", "ـ": ""}
)  # fmt: skip
_LATIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "þ": "th"})
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "",
    "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia", "қ": "q", "ғ": "gh", "ә": "a", "ө": "o", "ү": "u", "ұ": "u",
    "ң": "n", "һ": "h", "џ": "dj", "ј": "i", "љ": "l", "њ": "n", "ћ": "ch", "ђ": "dj", "ӏ": "", "ѣ": "e", "ѵ": "i",
}  # fmt: skip
_ARABIC_SOUNDS = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "gh", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ڤ": "v",
    "ێ": "i", "ۆ": "o", "ڵ": "l", "ڕ": "r", "ڭ": "g", "ڨ": "g",
}  # fmt: skip
_ARTICLES_WORDS = (
    "al el ul il as es ash esh ech ach an en ar er ad ed at et az ez adh edh ath eth ehl "
    "ehr ehs eht ehz ehd ehsh enn ess err asch esch"
)
_ARTICLES = frozenset(_ARTICLES_WORDS.split())
_GLUED_ARTICLE = re.compile(r"^(?:al|el)(?=[bcdfghjklmnpqrstvwxyz]{1,2}[aeiou]\w{2})")
_ENDINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), ending)
    for pattern, ending in (
        (r"(?<=[bcdfghklmnprstvz])o[iyj]?e$", "e"),  # Russian -oye, Ukrainian -e: Zolotoye, Zolote
        (r"(?<=[kntv])a[iyj]a$", "a"),
        (r"(?<=\w)[oe][vwf]k", "ivk"),
        (r"(?<=[bcdfghklmnprstvz])[oe](?:v|ff?)$", "iv"),
        (r"(?<=[sc]k)(?:yy|yi|yj|iy|ii|ij|y)$", "i"),
        (r"(?<=[aiou]n)e$", ""),  # French mute e: Sarmine, Khane
    )
)
"""Endings that Russian and Ukrainian form differently."""
_GAP = re.compile(r"[\s\-‐‑–—_/.,]+")

# In this order: what two letters stand for one sound, then what one sound is written as.
_TWO_AS_ONE = {"dh": "d", "th": "t", "ph": "f"}
_SOUNDS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("dsch|dzh", "j"),
        ("tsch|tch|sch|sh|ch", "$"),
        ("kh|x", "h"),
        ("gh|(?:^|(?<=[aeiou]))rh(?=[aeiou])", "g"),
        ("dj|zh|j|g(?=[ei])", "j"),
        ("dh|th|ph", lambda match: _TWO_AS_ONE[match[0]]),
        ("qu|ck|q|c|k", "k"),
        ("a(?:o?u|w)(?![aeiouy])|(?<=[a-z])av(?=[bdfghklmnrstz])", "u"),
        ("ou|oo|u|o|w(?![aeiouy])", "u"),
        ("ee|ei|ey|ai|ay|ie|iy|y|i", "i"),
        ("ae", "a"),
        ("p", "b"),
        ("z|d(?=uhu)", "z"),
        ("m(?=b)", "n"),
        (r"(.)\1+", r"\1"),
    )
)
_WEAK = re.compile(r"[aeiuwvy]")
_FINAL_H = re.compile(r"(?<=[aeiou])h$")


def fold(name: str) -> str:
    """Return the form in which two writings of one spelling are the same: no marks, no case, one kind of gap."""
    whole = unicodedata.normalize("NFKD", name).casefold().translate(_APOSTROPHES)
    plain = unicodedata.normalize("NFKD", whole)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = plain.translate(_ARABIC).translate(_LATIN)
    return _GAP.sub(" ", plain).strip()


def without_article(folded: str) -> str:
    """Drop an article in front of a folded name ("al nayrab", "النيرب")."""
    first, _, rest = folded.partition(" ")
    if rest and first in _ARTICLES:
        return rest
    return folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded  # noqa: PLR2004


@lru_cache(maxsize=65_536)
def sounds(folded: str) -> str:
    """Write a folded name as it sounds, without articles and gaps: one letter for what transcriptions confuse."""
    words = [_latin(word) for word in folded.split()]
    kept = [word for word in words if word not in _ARTICLES] or words
    return "".join(_word_sounds(word) for word in kept)


@lru_cache(maxsize=65_536)
def skeleton(folded: str) -> str:
    """Return the consonants of a folded name: a key under which its other spellings lie."""
    bones = _WEAK.sub("", sounds(folded)).translate(_BONES)
    return re.sub(r"(.)\1+", r"\1", bones)


_BONES = str.maketrans({"d": "t", "z": "t", "j": "g"})


def _latin(word: str) -> str:
    if word.isascii():
        return word
    letters = "".join(_CYRILLIC.get(letter, _ARABIC_SOUNDS.get(letter, letter)) for letter in word)
    return letters[2:] if word.startswith("ال") and len(word) > 4 else letters  # noqa: PLR2004


def _word_sounds(word: str) -> str:
    word = _FINAL_H.sub("", _GLUED_ARTICLE.sub("", word))
    for pattern, ending in _ENDINGS:
        word = pattern.sub(ending, word)
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word
