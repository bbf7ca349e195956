"""Coded tables come in as documents and claims; what the columns do not say stays open."""

import pytest

from trucewatch.errors import DocumentError, UnreadableError
from trucewatch.intake import take_in

UCDP_OLD = (
    "id,year,type_of_violence,side_a,side_b,source_office,where_prec,where_coordinates,adm_1,adm_2,latitude,longitude,"
    "country,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,low,best,high\n"
    "101.0,2020,1.0,Government of Northland,River Front,River Observatory,2.0,Kolvar town,East,Kolvar district,48.1,"
    "37.9,Northland,1.0,1.0,2020-03-05,2020-03-05,1.0,2.0,3.0,0.0,4.0,6.0,9.0\n"
    "102.0,2020,3.0,River Front,Civilians,Valley Post,4.0,East province,East,,48.5,38.0,Northland,2.0,4.0,2020-03-01,"
    "2020-03-31,0,0,12,0,12,12,20\n"
)
UCDP_NEW = (
    "high,low,best,date_end,date_start,side_b,side_a,type_of_violence,where_prec,where_coordinates,latitude,longitude,"
    "source_office,deaths_civilians,event_clarity,date_prec,relid,id\n"
    "9,4,6,2020-03-05 00:00:00.000,2020-03-05 00:00:00.000,River Front,Government of Northland,1,6,Northland,48.1,37.9,"
    "River Observatory,0,1,1,NOR-1,555\n"
)
ACLED = (
    "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,country,admin1,"
    "location,latitude,longitude,geo_precision,source,notes,fatalities,timestamp\n"
    "NOR1,05 March 2020,2020,1,Battles,Armed clash,Northland Army,1,River Front,2,Northland,East,Kolvar,48.1,37.9,1,"
    "River Observatory; Valley Post,Two sides fought near the bridge.,10,1583500000\n"
    "NOR2,2020-03-06,2020,2,Explosions/Remote violence,Air/drone strike,Northland Army,1,River Front,2,Northland,East,"
    "Kolvar,48.1,37.9,2,Valley Post,A strike on a post.,0,\n"
    "NOR3,2020-03-15,2020,3,Violence against civilians,Attack,River Front,2,Civilians (Northland),7,Northland,East,"
    'East,48.1,37.9,3,Valley Post,"Ivana Petrik, a shopkeeper, was beaten.",0,\n'
)


def taken(text, name="events.csv"):
    return take_in(text.encode(), name=name)


def test_every_claim_quotes_the_text_of_its_document():
    for text in (UCDP_OLD, UCDP_NEW, ACLED):
        both = taken(text)
        texts = {document.id: document.text for document in both.documents}
        for claim in both.claims:
            assert claim.quote == texts[claim.document][slice(*claim.span)]
            spans = [claim.place and claim.place.span, claim.when and claim.when.span]
            spans += [named.span for named in (*claim.actors, *claim.targets)]
            for thing, span in zip((claim.place, claim.when, *claim.actors, *claim.targets), spans, strict=True):
                assert span is None or texts[claim.document][slice(*span)] in {
                    getattr(thing, "name", ""),
                    getattr(thing, "words", ""),
                }
            for count in claim.counts:
                assert texts[claim.document][slice(*count.span)] == count.words


@pytest.mark.parametrize("text", [UCDP_OLD, UCDP_NEW])
def test_best_low_and_high_are_kept_apart_in_either_column_set(text):
    count = taken(text).claims[0].counts[0]

    assert (count.kind, count.unit) == ("killed", "person")
    assert (count.at_least, count.at_most, count.words) == (4, 9, "best 6")


def test_the_dataset_speaks_through_its_source():
    speaker = taken(UCDP_OLD).claims[0].speaker

    assert (speaker.name, speaker.kind, [via.name for via in speaker.via]) == (
        "UCDP GED",
        "group",
        ["River Observatory"],
    )


def test_whose_word_a_row_repeats_comes_before_the_agency_that_carried_it():
    quoted = UCDP_NEW.replace("source_office", "source_original,source_office").replace(
        "River Observatory", "Hill Monitor,River Observatory"
    )
    claim = taken(quoted).claims[0]

    assert [via.name for via in claim.speaker.via] == ["Hill Monitor", "River Observatory"]
    assert "Source: Hill Monitor\nReported by: River Observatory" in claim.quote


def test_two_sides_without_a_direction_name_no_author():
    claim = taken(UCDP_OLD).claims[0]

    assert claim.actors == ()
    assert any("no direction" in note for note in claim.review)


def test_one_sided_violence_names_its_author_by_definition():
    claim = next(c for c in taken(UCDP_OLD).claims if c.document.endswith("102"))

    assert [actor.name for actor in claim.actors] == ["River Front"]
    assert [target.name for target in claim.targets] == ["Civilians"]


def test_civilian_deaths_are_a_part_of_the_whole():
    whole, part = taken(UCDP_OLD).claims[:2]

    assert part.counts[0].part_of == whole.id
    assert (part.counts[0].of, part.counts[0].at_least, part.counts[0].at_most) == ("civilians", 3, 3)


def test_an_event_that_its_source_summed_up_is_cumulative_over_its_window():
    claim = next(c for c in taken(UCDP_OLD).claims if c.document.endswith("102"))

    assert claim.cumulative
    assert (claim.window.start, claim.window.end) == ("2020-03-01", "2020-03-31")


@pytest.mark.parametrize(("text", "radius_m"), [(UCDP_OLD, 25_000.0), (UCDP_NEW, None)])
def test_a_point_is_as_uncertain_as_its_precision_code_and_a_country_has_none(text, radius_m):
    place = taken(text).claims[0].place

    assert place.radius_m == radius_m
    assert place.located is (radius_m is not None)
    assert place.name


def test_midnight_of_a_spreadsheet_is_no_clock_time():
    when = taken(UCDP_NEW).claims[0].when

    assert (when.start, when.end) == ("2020-03-05", "2020-03-05")


def test_both_sides_of_an_armed_clash_are_its_actors():
    claim = taken(ACLED).claims[0]

    assert (claim.act, [actor.name for actor in claim.actors]) == ("armed-clash", ["Northland Army", "River Front"])
    assert [via.name for via in claim.speaker.via] == ["River Observatory", "Valley Post"]


def test_a_strike_with_two_actors_names_neither_and_says_what_its_class_covers():
    claim = taken(ACLED).claims[1]

    assert (claim.act, claim.actors, claim.targets) == ("air-strike", (), ())
    assert any("covers drones" in note for note in claim.review)


def test_violence_against_civilians_names_the_other_side():
    claim = taken(ACLED).claims[2]

    assert [actor.name for actor in claim.actors] == ["River Front"]
    assert [target.kind for target in claim.targets] == ["person"]


def test_fatalities_are_a_lower_bound_and_zero_is_no_count():
    claims = taken(ACLED).claims

    assert (claims[0].counts[0].at_least, claims[0].counts[0].at_most) == (10, None)
    assert claims[1].counts == ()


def test_time_precision_widens_the_day_to_its_week_or_month():
    claims = taken(ACLED).claims

    assert [(c.when.start, c.when.end) for c in claims] == [
        ("2020-03-05", "2020-03-05"),
        ("2020-03-03", "2020-03-09"),
        ("2020-03-01", "2020-03-31"),
    ]


def test_a_private_person_in_a_rows_notes_is_marked():
    document = taken(ACLED).documents[2]

    assert [document.text[slice(*p.span)] for p in document.private_persons] == ["Ivana Petrik"]


def test_a_coded_row_leaves_nothing_for_the_reader():
    for document in taken(ACLED).documents:
        assert [mark.span for mark in document.not_body] == [(0, len(document.text))]


def test_a_row_twice_is_named_and_counted_once():
    both = taken(ACLED + ACLED.split("\n", 1)[1])

    assert len(both.documents) == 3
    assert len(both.problems) == 3


def test_rows_have_ids_of_their_events():
    assert [d.id for d in taken(ACLED).documents] == [f"events.csv/acled-NOR{n}" for n in (1, 2, 3)]


def test_a_table_of_another_kind_says_what_is_lacking():
    with pytest.raises(DocumentError, match="cannot tell which column holds: date, what"):
        taken("a,b\n1,2\n")


def test_a_header_without_rows_is_unreadable():
    with pytest.raises(UnreadableError, match="no rows"):
        taken(ACLED.split("\n", 1)[0] + "\n")
