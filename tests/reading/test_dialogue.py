"""Who speaks where no word of saying tells it: labels of an interview, signatures and sources after a dash."""


def names(read_text, text):
    return [(a.speaker.name, text[slice(*a.content_span)]) for a in read_text(text).attributions]


INTERVIEW = "HOST: Who was hurt?\n\nKHALED: The army shelled the market.\n\nHOST: When?\n\nKHALED: It was at dawn."


def test_each_turn_of_an_interview_is_its_speakers(read_text):
    assert names(read_text, INTERVIEW) == [
        ("HOST", "Who was hurt?"),
        ("KHALED", "The army shelled the market."),
        ("HOST", "When?"),
        ("KHALED", "It was at dawn."),
    ]


def test_an_act_told_in_an_interview_is_not_the_outlets(told):
    assert [c["speaker"] for c in told(INTERVIEW) if c["act"] == "shelling"] == ["KHALED"]


def test_one_label_alone_makes_no_interview(read_text):
    assert read_text("BINNISH: The road was open.").attributions == ()


def test_a_quotation_that_a_name_signs_is_that_persons(expect):
    expect("“The army shelled the market.” – Sara Khaled, a nurse", speaker="Sara Khaled", act="shelling")


def test_a_bare_source_after_the_last_dash_tells_what_stands_before(expect):
    expect("The army shelled the town – health ministry", speaker="health ministry", act="shelling")
    expect("The army shelled the town – Reuters", speaker="Reuters", act="shelling")


def test_an_apposition_after_a_dash_is_no_source(told):
    claims = told("The army arrested two men – a doctor and a farmer.")

    assert {c["speaker"] for c in claims} == {"publisher"}
