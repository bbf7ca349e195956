"""A claim of a model counts only where its words stand in the document; what they mean our own grammars decide."""

import pytest

from trucewatch.model import PUBLISHER, Stance

KILLED = "killing at least four civilians and wounding two children"


def holds(text, span, words=None):
    return span is None or (0 <= span[0] < span[1] <= len(text) and (words is None or text[slice(*span)] == words))


def test_a_claim_becomes_the_record_that_the_rules_reader_makes_marked_by_its_method(asked, model, say):
    society = say.says("Halden Relief Society")
    numbers = [
        say.count("killed", "at least four", 4, None, "civilians"),
        say.count("wounded", "two", 2, 2, "children"),
    ]
    targets = [{"name": "market of Nurabad", "kind": "place"}, {"name": "civilians", "kind": "person"}]
    model.script = [
        say.claims(
            say.told(
                KILLED,
                speaker=society,
                cue="said",
                act="shelling",
                targets=targets,
                weapons=["Shells"],
                place="Nurabad",
                when="on Tuesday",
                counts=numbers,
            )
        )
    ]
    result = asked()
    (claim,) = result.reading.claims
    text = result.reading.document.text

    assert (claim.id, claim.method, claim.quote, claim.act) == ("d#1", "llm:test-model", KILLED, "shelling")
    assert (claim.speaker.name, claim.speaker.kind, claim.cue.words) == ("Halden Relief Society", "group", "said")
    assert [(c.kind, c.of, c.unit, c.at_least, c.at_most) for c in claim.counts] == [
        ("killed", "civilians", "person", 4, None),
        ("wounded", "children", "person", 2, 2),
    ]
    assert (claim.when.start, claim.when.end) == ("2020-03-03", "2020-03-03")
    assert (claim.place.name, claim.place.relation, claim.weapons[0].class_) == ("Nurabad", None, "artillery")
    assert claim.review == ()
    spans = [claim.speaker, *claim.targets, *claim.weapons, claim.place]
    assert all(holds(text, one.span, one.name) for one in spans)
    assert all(holds(text, c.span, c.words) for c in claim.counts)
    assert [a.speaker.name for a in result.reading.attributions] == ["Halden Relief Society"]
    assert result.usage.kept == 1


def test_mentions_are_those_of_the_rules_reader(asked):
    names = {mention.name for mention in asked().reading.mentions}

    assert {"Halden Relief Society", "Oskar Brandt", "at least four"} <= {n.removeprefix("General ") for n in names}


@pytest.mark.parametrize(
    ("quote", "reason"),
    [
        ("killing at least five civilians", "quote not in the passage"),
        ("Killing at least four civilians", "quote not in the passage"),
        ("“We did not shell Nurabad.”", "quote not in the passage"),
        ('"We did not shell Nurabad,"', "quote not in the passage"),
        ("illing at least four civilians", "quote not in the passage"),
        ("", "quote of one word, or too long"),
        ("killing", "quote of one word, or too long"),
        ("of Nurabad on Tuesday " * 40, "quote of one word, or too long"),
    ],
)
def test_a_quote_that_is_not_the_text_letter_by_letter_rejects_the_claim(asked, model, say, quote, reason):
    model.script = [say.claims(say.told(quote, act="killed"))]
    result = asked()

    assert result.reading.claims == ()
    assert result.usage.rejected == ((reason, 1),)
    assert f"1 of the model's claims rejected: {reason}" in result.reading.document.review


def test_a_hard_space_and_a_line_break_match_a_space_and_the_quote_keeps_them(asked, model, say):
    text = "Two\u00a0soldiers were\nkilled near Ariha on Monday, the army said in a long statement of its press office."
    model.script = [say.claims(say.told("Two soldiers were killed", act="killed"))]
    (claim,) = asked(text).reading.claims

    assert claim.quote == "Two\u00a0soldiers were\nkilled"


def test_a_quote_that_stands_twice_is_rejected_unless_longer_words_say_which(asked, model, say):
    text = "Two men were killed in Ariha on Monday.\n\nPolice said two men were killed and two men were killed."
    twice = say.told("men were killed", act="killed")
    model.script = [
        say.claims(
            twice,
            twice | {"around": "Two men were killed in Ariha"},
            twice | {"around": "were killed"},
            twice | {"around": "not in the text at all"},
        )
    ]
    result = asked(text)

    assert [claim.span for claim in result.reading.claims] == [(4, 19)]
    assert result.usage.rejected == (("quote stands in several places", 3),)


def test_a_quote_must_stand_in_one_paragraph_of_what_was_shown(asked, model, say, text):
    model.script = [say.claims(say.told("Society said.\n\nGeneral Oskar Brandt"), say.told("Society said. General"))]

    assert asked().usage.rejected == (("quote not in the passage", 2),)


def test_what_is_not_the_body_is_not_shown_and_cannot_be_quoted(asked, model, say, text):
    from trucewatch.model import NotBody

    menu = text.index("More than")
    model.script = [say.claims(say.told("More than 300 people have fled"))]
    result = asked(not_body=(NotBody(span=(menu, len(text)), reason="teaser"),))

    assert "More than 300" not in model.passages()[0]
    assert result.usage.rejected == (("quote not in the passage", 1),)


@pytest.mark.parametrize("name", ["Oskar Brandt of the Northern army", "Brand", "", None, "he", "Fatima Noor"])
def test_a_speaker_who_is_not_in_the_document_rejects_the_claim(asked, model, say, name):
    model.script = [say.claims(say.told("We did not shell Nurabad", speaker=say.says(name, "person")))]

    assert asked().usage.rejected == (("speaker not in the document", 1),)


def test_a_speaker_of_another_paragraph_is_kept_and_marked(asked, model, say):
    fled = "More than 300 people have fled Nurabad"
    model.script = [say.claims(say.told(fled, speaker=say.says("Halden Relief Society"), act="displaced"))]
    (claim,) = asked("The Halden Relief Society gave new figures.\n\n" + fled + " since 1 March.").reading.claims

    assert claim.speaker.name == "Halden Relief Society"
    assert "the speaker is named in another paragraph" in claim.review


@pytest.mark.parametrize("name", ["a resident", "Two women from Nurabad", "witnesses"])
def test_somebody_of_the_crowd_is_a_person_whatever_the_model_says(asked, model, say, name):
    """What such people say is withheld from publication, by their kind."""
    text = f"Two men were killed in Nurabad on Monday morning, in an attack on its market.\n\n{name} spoke of it there."
    model.script = [say.claims(say.told("Two men were killed", speaker=say.says(name, "group"), act="killed"))]

    assert asked(text).reading.claims[0].speaker.kind == "person"


def test_any_other_name_that_is_not_in_the_paragraph_is_left_out_and_nothing_takes_its_place(asked, model, say):
    invented = say.told(
        KILLED,
        act="shelling",
        actors=[{"name": "northern army", "kind": "force"}],
        targets=[{"name": "General Oskar Brandt", "kind": "person"}],
        weapons=["Grad rockets"],
        place="Binnish",
        when="at dawn",
        said_when="on Friday",
        window="since January",
        cue="admitted",
        counts=[say.count("killed", "forty", 40, 40, "rebels")],
    )
    model.script = [say.claims(invented)]
    result = asked()
    (claim,) = result.reading.claims

    assert (claim.actors, claim.targets, claim.weapons, claim.counts) == ((), (), (), ())
    assert (claim.place, claim.when, claim.said_when, claim.window, claim.cue) == (None,) * 5
    assert len(claim.review) == result.usage.dropped == 9
    assert not any(word in note for note in claim.review for word in ("Grad", "Binnish", "forty", "Brandt"))


def test_a_pronoun_a_thing_a_place_and_a_weapon_are_no_authors(asked, model, say):
    text = "They said that a mine, the drone and the village of Sarin killed two men there on Monday, in a long report."
    actors = [
        {"name": "They", "kind": "group"},
        {"name": "drone", "kind": "object"},
        {"name": "Sarin", "kind": "place"},
        {"name": "a mine", "kind": "force"},
    ]
    model.script = [say.claims(say.told("killed two men", act="killed", actors=actors))]
    (claim,) = asked(text).reading.claims

    assert claim.actors == ()
    assert claim.review == ("actor left out: a thing, a place or a weapon does nothing",)


@pytest.mark.parametrize(
    ("words", "told", "ours", "marked"),
    [
        ("at least four", (4, None), (4, None), False),
        ("at least four", (4, 4), (4, None), True),
        ("at least four", (400, None), (4, None), True),
        ("four", (4, None), (4, None), False),
        ("two children", (2, 2), (2, 2), False),
        ("civilians", (4, 4), (None, None), True),
    ],
)
def test_bounds_are_those_of_our_grammar_and_a_second_reading_is_marked(asked, model, say, words, told, ours, marked):
    model.script = [say.claims(say.told(KILLED, act="killed", counts=[say.count("killed", words, *told)]))]
    (claim,) = asked().reading.claims

    assert (claim.counts[0].at_least, claim.counts[0].at_most) == ours
    assert any("number of killed" in note for note in claim.review) is marked


def test_a_figure_of_what_might_have_been_has_no_bounds(asked, model, say):
    four = say.count("killed", "at least four", 4, None)
    model.script = [say.claims(say.told(KILLED, stance="hypothetical", act="killed", counts=[four]))]
    (claim,) = asked().reading.claims

    assert (claim.counts[0].words, claim.counts[0].at_least) == ("at least four", None)


def test_a_distance_is_no_count(asked, model, say):
    text = "Two men were killed 6 km south of Ariha on Monday, the army said in a long statement of its press office."
    model.script = [
        say.claims(say.told("Two men were killed", act="killed", counts=[say.count("killed", "6 km", 6, 6)]))
    ]

    assert asked(text).reading.claims[0].counts == ()


def test_a_part_is_linked_to_the_claim_that_includes_it(asked, model, say):
    text = "Four civilians, including one girl, were killed in Ariha on Monday, the army said in a long statement."
    whole = say.told("Four civilians", act="killed", counts=[say.count("killed", "Four", 4, 4)])
    part = say.told("including one girl", act="killed", counts=[say.count("killed", "one", 1, 1, part_of=0)])
    model.script = [say.claims(whole, part)]
    first, second = asked(text).reading.claims

    assert (first.counts[0].part_of, second.counts[0].part_of) == (None, "d#1")


@pytest.mark.parametrize("of", [0, 1, 7, -1])
def test_a_part_whose_whole_is_gone_is_gone_too(asked, model, say, of):
    """A part that stood alone would be added to the dead twice."""
    text = "Four civilians, including one girl, were killed in Ariha on Monday, the army said in a long statement."
    whole = say.told("Forty civilians", act="killed")
    part = say.told("including one girl", act="killed", counts=[say.count("killed", "one", 1, 1, part_of=of)])
    model.script = [say.claims(whole, part)]
    result = asked(text)

    assert result.reading.claims == ()
    assert dict(result.usage.rejected)["part of a rejected claim"] == 1


def test_a_figure_since_a_day_is_cumulative_with_its_window(asked, model, say):
    fled = say.told(
        "More than 300 people have fled Nurabad",
        act="displaced",
        counts=[say.count("displaced", "More than 300", 301, None, "people")],
        when="since 1 March",
    )
    model.script = [say.claims(fled)]
    (claim,) = asked().reading.claims

    assert claim.cumulative
    assert claim.when is None
    assert (claim.window.start, claim.window.end, claim.counts[0].at_least) == ("2020-03-01", "2020-03-05", 301)


def test_words_that_the_grammar_of_times_does_not_read_stay_open(asked, model, say):
    text = "Two men were killed after the harvest in Ariha, the army said in a long statement of its press office."
    model.script = [say.claims(say.told("Two men were killed", act="killed", when="after the harvest"))]
    (claim,) = asked(text).reading.claims

    assert (claim.when.words, claim.when.start, claim.when.end) == ("after the harvest", None, None)


def test_quoted_words_that_the_model_gives_to_the_outlet_are_nobodys(asked, model, say):
    model.script = [say.claims(say.told("We did not shell Nurabad", stance="denies", negated=True))]
    (claim,) = asked().reading.claims

    assert (claim.speaker.name, claim.speaker.kind) == ("not identified", None)
    assert claim.review


def test_the_outlets_own_voice_is_the_publishers(asked, model, say):
    model.script = [say.claims(say.told("Shells fell on the market", act="shelling"))]
    (claim,) = asked().reading.claims

    assert (claim.speaker.name, claim.content_span) == (PUBLISHER, None)


def test_elements_are_denied_by_a_denial_only(asked, model, say):
    quote = "denied that his troops had fired"
    denies = say.told(quote, stance="denies", denies_what=["authorship", "authorship"], act="shelling")
    model.script = [say.claims(denies, denies | {"stance": "asserts"})]
    first, second = asked().reading.claims

    assert (first.stance, first.denies_what) == (Stance.DENIES, ("authorship",))
    assert second.denies_what == ()


def test_harm_in_a_paragraph_without_any_word_of_harm_is_marked(asked, model, say):
    text = "The minister opened a school in Ariha on Monday.\n\nTwo men were killed in Sarin, officials said."
    model.script = [say.claims(say.told("opened a school in Ariha", act="air-strike"), say.told("men were killed"))]
    first, second = asked(text).reading.claims

    assert first.review == ("no word of the paragraph is known for harm",)
    assert second.review == ()


def test_a_claim_told_twice_counts_once(asked, model, say):
    one = say.told("Shells fell on the market", act="shelling")
    model.script = [say.claims(one, one, one | {"act": "attack"})]
    result = asked()

    assert [claim.act for claim in result.reading.claims] == ["shelling", "attack"]
    assert result.usage.rejected == (("told twice", 1),)


def test_a_place_keeps_its_relation_and_stays_a_name_where_it_is_not_found(asked, model, say):
    text = (
        "Two men were killed 6 km south of Ariha and one near the village of Sarin on Monday, the army said at length."
    )
    model.script = [
        say.claims(
            say.told("Two men were killed", act="killed", place="6 km south of Ariha"),
            say.told("and one near the village", act="killed", place="village of Sarin"),
        )
    ]
    first, second = asked(text).reading.claims

    assert (first.place.name, first.place.relation, first.place.located) == ("Ariha", "south of", False)
    assert text[slice(*first.place.span)] == "Ariha"
    assert (second.place.name, second.place.lon) == ("village of Sarin", None)


def test_a_place_of_the_case_is_located(model, say, document, secret):
    from trucewatch.asking import Endpoint, ask
    from trucewatch.geography import Gazetteer, rows_from_csv
    from trucewatch.reading import Context

    model.script = [say.claims(say.told("Shells fell on the market", act="shelling", place="market of Nurabad"))]
    rows = rows_from_csv("id,name,kind,lon,lat,radius_m,country\nn,Nurabad,town,36.5,35.7,900,SY\n", name="places.csv")
    endpoint = Endpoint(url=model.url, model="test-model")
    (claim,) = ask(document(), endpoint=endpoint, context=Context(gazetteer=Gazetteer(rows=rows))).reading.claims

    assert claim.place.located


def test_a_headline_with_another_figure_is_flagged(asked, model, say):
    four = say.count("killed", "at least four", 4, None, "civilians")
    model.script = [say.claims(say.told(KILLED, act="killed", counts=[four]))]
    flags = asked(title="Nine civilians killed in Nurabad").reading.document.review

    assert any("headline" in flag for flag in flags)


def test_a_passage_of_harm_that_brings_no_claim_is_named(asked):
    """An instruction hidden in a text can make a model say nothing: silence is shown."""
    assert asked().reading.document.review == ("1 of the passages that name harm brought no claim of the model's",)


def test_a_language_that_is_not_read_is_not_sent(asked, model, document):
    from trucewatch.asking import Endpoint, ask

    result = ask(document("Deux hommes ont été tués.", lang="fr"), endpoint=Endpoint(url=model.url, model="m"))

    assert (result.reading.claims, model.requests) == ((), [])


def test_a_document_without_a_word_of_the_field_is_not_sent_where_a_run_passes_over_such(model, document):
    from trucewatch.asking import Endpoint, ask
    from trucewatch.reading import Context

    weather = document("The weather was fine, and the farmers were glad.")
    endpoint = Endpoint(url=model.url, model="m")
    result = ask(weather, endpoint=endpoint, context=Context(pass_quiet=True))

    assert (result.reading.quiet, model.requests) == (True, [])
    assert ask(weather, endpoint=endpoint).usage.requests == 1


def test_long_documents_are_asked_a_passage_at_a_time_and_none_twice(asked, model):
    paragraphs = [
        f"On day {n} the observers wrote that shells fell near post {n} again, as before." for n in range(200)
    ]
    asked("\n\n".join(paragraphs))
    shown = "\n".join(model.passages())

    assert len(model.requests) > 4
    assert all(len(passage) < 3500 for passage in model.passages())
    assert all(shown.count(f"near post {n} again") == 1 for n in range(200))


def test_a_paragraph_without_end_is_cut_and_whole(asked, model):
    asked("Shells fell on the town. " * 600 + "x" * 9000)

    assert all(len(passage) < 3500 for passage in model.passages())
    assert sum(passage.count("x") for passage in model.passages()) >= 9000
