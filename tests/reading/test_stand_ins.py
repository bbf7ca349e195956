"""What the parser sees of a sentence: one country for all, and no harsher word than the plain one."""

from trucewatch.reading.stand_ins import with_stand_ins


def seen(sentence):
    return " ".join(with_stand_ins(sentence.split()))


def test_every_country_looks_the_same_to_the_parser():
    assert seen("Russian and Ukrainian troops left Moscow") == seen("Israeli and Lebanese troops left Beirut")
    assert seen("Georgia said Turks shot at Armenians") == seen("Iraq said Danes shot at Iraqis")


def test_a_name_of_several_words_keeps_all_of_them():
    assert seen("Saudi Arabia and South Sudan met in Addis Ababa") == "Saudi Arabia and South Sudan met in Addis Ababa"


def test_capitals_are_kept_as_they_are_written():
    assert seen("TURKEY SHELLS IDLIB") == seen("SYRIA SHELLS IDLIB")
    assert seen("TURKEY SHELLS IDLIB").split()[0].isupper()


def test_a_word_that_is_no_name_without_its_capital_stays():
    assert seen("they told us to polish the turkey") == "they told us to polish the turkey"
    assert seen("Us they never told") == "Us they never told"


def test_a_harsh_word_looks_like_the_plain_one():
    assert seen("Massacred or butchered by terrorists") == "Killed or killed by fighters"
