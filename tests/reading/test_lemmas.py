"""Base forms: what the tables hold, what the reader's own words need, and what rules do with the rest."""

import pytest

from trucewatch.reading.lemmas import by_rule, lemma, singular

VERBS = {
    ("killed", "VBN"): "kill",
    ("shelled", "VBD"): "shell",
    ("shelling", "VBG"): "shell",
    ("denied", "VBD"): "deny",
    ("denies", "VBZ"): "deny",
    ("fired", "VBD"): "fire",
    ("firing", "VBG"): "fire",
    ("said", "VBD"): "say",
    ("told", "VBD"): "tell",
    ("struck", "VBD"): "strike",
    ("fled", "VBD"): "flee",
    ("fought", "VBD"): "fight",
    ("shot", "VBD"): "shoot",
    ("blamed", "VBD"): "blame",
    ("accused", "VBD"): "accuse",
    ("besieged", "VBD"): "besiege",
    ("died", "VBD"): "die",
    ("dying", "VBG"): "die",
    ("wounded", "VBD"): "wound",
    ("injured", "VBN"): "injure",
    ("agreed", "VBD"): "agree",
    ("vowed", "VBD"): "vow",
    ("raided", "VBD"): "raid",
    ("abducted", "VBN"): "abduct",
    ("bombed", "VBD"): "bomb",
    ("hit", "VBD"): "hit",
}


@pytest.mark.parametrize(("form", "base"), VERBS.items())
def test_a_verb_of_the_field_has_its_base_form(form, base):
    assert lemma(*form) == base


NOUNS = {
    "strikes": "strike",
    "villages": "village",
    "casualties": "casualty",
    "children": "child",
    "women": "woman",
    "men": "man",
    "clashes": "clash",
    "injuries": "injury",
    "forces": "force",
    "civilians": "civilian",
    "ministries": "ministry",
    "wives": "wife",
}


@pytest.mark.parametrize(("plural", "one"), NOUNS.items())
def test_a_plural_has_its_singular(plural, one):
    assert lemma(plural, "NNS") == one


def test_a_name_keeps_its_form_in_lower_case():
    assert lemma("Emirates", "NNPS") == "emirates"
    assert lemma("Giles", "NNP") == "giles"


RULES = {
    ("zorbed", "VBD"): "zorb",
    ("zorring", "VBG"): "zor",
    ("glented", "VBD"): "glent",
    ("zorbies", "NNS"): "zorby",
    ("bleshes", "NNS"): "blesh",
    ("zorbated", "VBD"): "zorbate",
}


@pytest.mark.parametrize(("form", "base"), RULES.items())
def test_a_word_that_no_table_holds_goes_by_its_ending(form, base):
    assert by_rule(*form) == base


@pytest.mark.parametrize("word", ["class", "status", "crisis", "news", "series"])
def test_an_s_that_is_no_plural_stays(word):
    assert singular(word) == word


def test_a_base_form_is_its_own_base_form():
    assert [lemma(w, "VB") for w in ("kill", "deny", "shell", "say")] == ["kill", "deny", "shell", "say"]


@pytest.mark.parametrize(("form", "base"), [("gunmen", "gunman"), ("militiamen", "militiaman"), ("women", "woman")])
def test_men_are_each_a_man(form, base):
    assert lemma(form, "NNS") == base
