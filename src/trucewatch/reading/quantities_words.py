"""The words of the quantity grammar: what bounds a number, what is vague, and what makes a number no count."""

from __future__ import annotations

from trucewatch.reading.numerals import word_set

# Longest first. "more": above the number; "least": from it; "most": up to it; "fewer": below it; "about": near it.
_MODIFIER_PHRASES = {
    "more": "more than|over|above|upwards of|upward of|in excess of|well over|well above|just over|far more than|"
    "many more than|much more than|slightly more than|a little over|a little more than",
    "least": "at least|no fewer than|no less than|not fewer than|not less than|a minimum of|minimum of",
    "most": "up to|as many as|as much as|at most|no more than|not more than|a maximum of|at the most",
    "fewer": "fewer than|less than|nearly|almost|close to|just under|just below|under|below|approaching|not quite|"
    "slightly fewer than|slightly less than|a little under",
    "about": "about|around|some|roughly|approximately|an estimated|estimated|circa|approx|about another",
}
MODIFIERS: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
"""By their first word, longest first: the words of a modifier and the bound that it sets."""
for _bound, _phrases in _MODIFIER_PHRASES.items():
    for _words in _phrases.split("|"):
        _split = tuple(_words.split())
        _known = MODIFIERS.get(_split[0], ())
        MODIFIERS[_split[0]] = tuple(sorted((*_known, (_split, _bound)), key=lambda item: -len(item[0])))
MODIFIER_STARTS = frozenset(MODIFIERS)

AFTER_NUMBER: tuple[tuple[tuple[str, ...], str], ...] = (
    (("or", "more"), "least"), (("or", "fewer"), "most"), (("or", "less"), "most"), (("or", "so"), "about"),
    (("-", "plus"), "least"), (("-", "odd"), "about"), (("+",), "least"),
)  # fmt: skip

_VAGUE_PHRASES = (
    "dozens|hundreds|thousands|tens of thousands|hundreds of thousands|millions|scores of|several|many|numerous|"
    "multiple|countless|a few|few|a couple of|a couple|a handful of|a handful|a number of|a large number of|"
    "a small number of|an unknown number of|an unspecified number of|an undetermined number of|large numbers of|"
    "dozens of|hundreds of|thousands of|millions of|several dozen|a few dozen|several hundred|a few hundred|"
    "several thousand|a few thousand|many hundreds|many thousands|many dozens|many dozen|dozens more|scores more|"
    "several more|many more|scores"
)
VAGUE: dict[str, tuple[tuple[str, ...], ...]] = {}
"""By their first word, longest first."""
for _words in _VAGUE_PHRASES.split("|"):
    _split = tuple(_words.split())
    VAGUE[_split[0]] = tuple(sorted((*VAGUE.get(_split[0], ()), _split), key=lambda words: -len(words)))

AFTER_SCORES = word_set("of more others were have killed wounded dead injured people civilians")

NOT_AFTER_NO = word_set(
    "longer more fewer less later doubt matter immediate comment sign reason way choice need question other such "
    "small part further intention plan plans evidence"
)
NOT_AFTER_ONE = word_set("of another that who which is was has had to by in on at and or can could would will may must")
NOT_AFTER_A = word_set("a an the few couple number handful lot dozen hundred thousand million billion")

METRES = {
    form: metres
    for metres, forms in {
        1000.0: "km kms kilometre kilometres kilometer kilometers",
        1609.344: "mile miles mi",
        1852.0: "nm",
        1.0: "m metre metres meter meters",
        0.9144: "yard yards",
        0.3048: "foot feet ft",
    }.items()
    for form in forms.split()
}
OTHER_UNITS = word_set(
    "kg kgs kilogram kilograms kilo kilos tonne tonnes ton tons litre litres hectare hectares acre acres grams gram "
    "kmh kph mph knots degrees barrels megawatts"
)
CALIBRES = word_set("mm cm millimetre millimetres millimeter millimeters calibre caliber")
MONEY_BEFORE = frozenset("$€£¥₺₽₴₪") | word_set("usd eur gbp us")
MONEY_AFTER = word_set(
    "dollar dollars euro euros pound pounds lira liras rouble roubles ruble rubles hryvnia hryvnias shekel shekels "
    "dinar dinars riyal riyals rial rials cents usd eur gbp"
)
NAMED_BY_NUMBER = word_set(
    "route highway road resolution article no nos protocol brigade division unit area channel group phase level grade "
    "chapter paragraph para item clause page section annex battalion regiment line point order decree law flight gate "
    "block agenda rule option step stage zone checkpoint figure table part category war version type model mark "
    "appendix footnote note class sector camp minsk geneva astana"
)
ORDINAL_WORDS = word_set("first second third fourth fifth sixth seventh eighth ninth half thirds third quarters fifths")
COUNTED = word_set(
    "people persons civilians soldiers troops fighters men women children homes houses villages families casualties "
    "deaths injuries wounded dead killed refugees displaced prisoners detainees shells rockets missiles rounds mines "
    "explosions violations tents vehicles others militants rebels policemen officers students pupils patients workers "
    "residents victims hostages drones tanks"
)
