"""Who is named and how harshly decides nothing else: on every paragraph of our own dispatches that names a country.

A country's name, adjective, people and capital give way to another's, and the other's to its own where the text names
it too; articles follow. The reading has to be the same but for those words.
"""

import re
from collections import Counter

import pytest

from corpora import CORPORA, text_of

LANDS = """
Russia Russian Russians Moscow | Ukraine Ukrainian Ukrainians Kyiv
Armenia Armenian Armenians Yerevan | Azerbaijan Azerbaijani Azerbaijanis Baku
Iran Iranian Iranians Tehran | Iraq Iraqi Iraqis Baghdad
Israel Israeli Israelis Jerusalem | Lebanon Lebanese Lebanese Beirut
Turkey Turkish Turks Ankara | Syria Syrian Syrians Damascus
Ethiopia Ethiopian Ethiopians - | Eritrea Eritrean Eritreans Asmara
India Indian Indians - | Pakistan Pakistani Pakistanis Islamabad
Libya Libyan Libyans Tripoli | Egypt Egyptian Egyptians Cairo
Georgia Georgian Georgians Tbilisi | Moldova Moldovan Moldovans Chisinau
Rwanda Rwandan Rwandans Kigali | Uganda Ugandan Ugandans Kampala
Colombia Colombian Colombians Bogota | Venezuela Venezuelan Venezuelans Caracas
Sudan Sudanese Sudanese Khartoum | China Chinese Chinese Beijing
Nigeria Nigerian Nigerians Abuja | Kenya Kenyan Kenyans Nairobi
Yemen Yemeni Yemenis Sanaa | Kuwait Kuwaiti Kuwaitis -
Algeria Algerian Algerians Algiers | Morocco Moroccan Moroccans Rabat
Afghanistan Afghan Afghans Kabul | Jordan Jordanian Jordanians Amman
Greece Greek Greeks Athens | Serbia Serbian Serbians Belgrade
Somalia Somali Somalis Mogadishu | Mali Malian Malians Bamako
"""
PAIRS = [tuple(land.split() for land in line.split(" | ")) for line in LANDS.strip().splitlines()]
FORMS = {land[0]: land for pair in PAIRS for land in pair}
LAND_OF = {form: land[0] for pair in PAIRS for land in pair for form in land if form != "-"}
RIVAL = {a[0]: b[0] for one, other in PAIRS for a, b in ((one, other), (other, one))}
NAME = re.compile(r"(?<![\w’'-])[A-Z][a-z]+(?![\w-])")
ARTICLE = re.compile(r"\b([Aa])n?( )(?=([A-Z][a-z]+))")

KNOWN = {
    "a/04-basra-front-1986": "places are asked of the gazetteer in the countries that a text names",
    "a/08-hama-monitor": "the same: a name after “on” is a place only where the gazetteer knows it",
    "a/27-nabatieh-war-agency": "the same, after “off”",
}
"""Dispatches of which one paragraph each is read differently, and why."""


def paragraphs():
    for path in sorted(CORPORA.glob("[a-d]/*.txt")):
        name = f"{path.parent.name}/{path.stem}"
        for paragraph in text_of(f"{name}.txt").split("\n\n"):
            yield name, paragraph


def documents():
    for path in sorted(CORPORA.glob("[a-d]/*.txt")):
        name = f"{path.parent.name}/{path.stem}"
        yield name, text_of(f"{name}.txt")


def swaps(texts):
    """Yield each text that names a country of the list, as it is and swapped, with its words and those in their place.

    The country named first changes places with the one named second, or with its neighbour where no other is named.
    """
    for name, text in texts:
        lands = list(dict.fromkeys(LAND_OF[word] for word in NAME.findall(text) if word in LAND_OF))
        if not lands:
            continue
        one, other = lands[0], lands[1] if len(lands) > 1 else RIVAL[lands[0]]
        words = {}
        for a, b in zip(FORMS[one], FORMS[other], strict=True):
            if "-" not in (a, b):
                words.setdefault(a, b)
                words.setdefault(b, a)
        if all(word in words for word in NAME.findall(text) if LAND_OF.get(word) in (one, other)):
            yield name, put(text, {}), put(text, words), words


def put(text, words):
    """Put each word where another stands, with the article that suits it."""
    swapped = NAME.sub(lambda m: words.get(m[0], m[0]), text)
    return ARTICLE.sub(lambda m: m[1] + "n" * _begins_with_a_vowel(m[3]) + m[2] if m[3] in LAND_OF else m[0], swapped)


def _begins_with_a_vowel(word):
    return word[0] in "AEIO" or (word.startswith("U") and not word.startswith(("Ukr", "Uga")))


def renamed(value, words):
    """Put the words into what was read, in any nesting; what is counted is kept in lower case."""
    if isinstance(value, str):
        lower = {a.lower(): b.lower() for a, b in words.items()}
        return put(lower.get(value, value), words)
    if isinstance(value, (list, tuple)):
        return type(value)(renamed(v, words) for v in value)
    if isinstance(value, dict):
        return {k: renamed(v, words) for k, v in value.items()}
    return value


def differing(told, texts):
    """Return how many texts were compared, and the names of those that are not read alike."""
    compared = [(name, renamed(told(one), words) == told(other)) for name, one, other, words in swaps(texts)]
    return len(compared), [name for name, alike in compared if not alike]


def test_swapping_two_countries_swaps_them_in_the_output_and_changes_nothing_else(told):
    count, differ = differing(told, paragraphs())

    assert count >= 350
    assert Counter(differ) <= Counter(KNOWN.keys())


@pytest.mark.slow
def test_swapping_two_countries_in_a_whole_dispatch_changes_nothing_else(told):
    count, differ = differing(told, documents())

    assert count >= 100
    assert differ == []


def test_swapping_two_countries_changes_nothing_in_who_says_what(read_text):
    def attributed(text):
        found = read_text(text).attributions
        return [(a.speaker and a.speaker.name, a.cue and a.cue.words, text[slice(*a.content_span)]) for a in found]

    count, differ = differing(attributed, paragraphs())

    assert count >= 350
    assert differ == []


NAMED_OTHERWISE = 100
"""Paragraphs of 376 in which the tagger, who learned words, marks some mention otherwise after a swap (78 mentions of
3,394). To be lowered, never raised."""


def test_swapping_two_countries_changes_few_mentions(read_text):
    _, differ = differing(lambda text: [(m.kind, m.name) for m in read_text(text).mentions], paragraphs())

    assert len(differ) <= NAMED_OTHERWISE


def test_the_text_is_swapped_and_its_articles_follow():
    text = "An Israeli jet and a Lebanese jet flew over Beirut; Israelis watched."
    (_, one, other, _), *more = swaps([("x", text)])

    assert (one, more) == (text, [])
    assert other == "A Lebanese jet and an Israeli jet flew over Jerusalem; Lebanese watched."


HARSHER = {
    "killed": ("slaughtered", "massacred", "butchered", "murdered"),
    "attacked": ("assaulted",),
    "shelled": ("pounded", "bombarded"),
    "wounded": ("maimed",),
    "destroyed": ("razed",),
    "attack": ("assault",),
    "group": ("gang",),
    "groups": ("gangs",),
    "fighters": ("terrorists",),
}


def codes(claims):
    """What was coded, and every figure; not the words themselves."""
    return sorted(
        repr([c[key] for key in ("act", "stance", "negated", "denies", "counts", "cumulative")]) for c in claims
    )


@pytest.mark.parametrize(("plain", "harsh"), [(p, h) for p, words in HARSHER.items() for h in words])
def test_a_harsher_word_changes_no_code_in_any_dispatch(told, plain, harsh):
    said = re.compile(rf"(?<![\w’'-]){plain}(?![\w-])")
    texts = [text for _, text in paragraphs() if said.search(text)]
    differ = [text for text in texts if codes(told(text)) != codes(told(said.sub(harsh, text)))]

    assert len(texts) >= 10
    assert differ == []


def test_fighters_are_no_fighter_jets(expect):
    expect("Rebel fighters attacked a checkpoint near Saraqib on Monday.", act="attack", actors=["Rebel fighters"])
    expect("Fighter jets attacked a checkpoint near Saraqib on Monday.", act="air-strike")
