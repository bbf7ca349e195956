"""A terms file: what it becomes, and what is said of one that cannot be executed (line, caret, way out)."""

from __future__ import annotations

import json

import pytest

from trucewatch.agreement import available, check, load
from trucewatch.agreement.turns import spelled_out
from trucewatch.errors import AgreementError

HEAD = """# A test

```terms
[agreement]
id = "test"
title = "A test"
sources = ["nowhere"]
parties = ["north"]
encoded_by = "nobody"

[clock]
home = "Europe/Moscow"

[[party]]
id = "north"
name = "the North"
role = "party"
aliases = ["(Northern|North's) (army|forces)", "Nordland"]

[[party]]
id = "south"
name = "the South"
role = "bound-through"

[[reading]]
id = "clock"
question = "Whose clock?"
options = { moscow = "Europe/Moscow", damascus = "Asia/Damascus" }

[[zone]]
id = "town"
kind = "area"
geometry = "geo/town.geojson#square"
edge_m = 10

[[event]]
id = "start"
at = "2020-03-06T00:01[{clock}]"
```
"""

RULE = """
## Item 1

> "Cease fire."

```terms
[[prohibit]]
id = "P1"
clause = "item 1"
who = ["north", "south"]
acts = ["shelling"]
where = "town"
from = "start"
```
"""

SQUARE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": "square",
            "properties": {"credit": "© somebody"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[36.0, 35.0], [36.1, 35.0], [36.1, 35.1], [36.0, 35.1], [36.0, 35.0]]],
            },
        },
        {"type": "Feature", "id": "crossing", "properties": {}, "geometry": {"type": "Point", "coordinates": [36, 35]}},
        {"type": "Feature", "id": "swapped", "geometry": {"type": "Point", "coordinates": [35, 136]}},
    ],
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "geo").mkdir()
    (tmp_path / "geo" / "town.geojson").write_text(json.dumps(SQUARE), encoding="utf-8")

    def write(text: str, **files: str):
        (tmp_path / "test.truce.md").write_text(text, encoding="utf-8")
        for name, content in files.items():
            (tmp_path / name.replace("_", ".")).write_text(content, encoding="utf-8")
        return tmp_path

    return write


def test_tables_of_all_fences_are_merged(folder):
    agreement = load(folder(HEAD + RULE))

    assert [p.id for p in agreement.parties] == ["north", "south"]
    assert agreement.term("P1").who == ("north", "south")
    assert agreement.zones[0].geometry.credit == "© somebody"


def test_a_term_keeps_the_quotation_above_it_and_its_line(folder):
    term = load(folder(HEAD + RULE)).term("P1")

    assert term.excerpt == '"Cease fire."'
    assert (folder(HEAD + RULE) / "test.truce.md").read_text().splitlines()[term.line - 1] == "[[prohibit]]"


def test_a_quotation_does_not_outlive_its_section(folder):
    later = RULE.replace("P1", "P2").replace('> "Cease fire."\n', "").replace("Item 1", "Item 2")

    assert load(folder(HEAD + RULE + later)).term("P2").excerpt is None


def test_alternatives_in_an_alias_are_spelled_out(folder):
    agreement = load(folder(HEAD))

    assert spelled_out("(a|b) c (|d)") == ["a c", "a c d", "b c", "b c d"]
    assert agreement.party_of("North’s Forces") == "north"
    assert agreement.party_of("the northern army") == "north"


def test_an_agreement_that_is_not_held_may_be_named(folder):
    text = HEAD.replace('encoded_by = "nobody"', 'encoded_by = "nobody"\namends = "another-2018"')

    assert load(folder(text)).amends_agreement == "another-2018"


def test_the_version_follows_terms_geometry_and_sources(folder):
    plain = load(folder(HEAD)).version
    changed = load(folder(HEAD.replace("edge_m = 10", "edge_m = 11"))).version
    listed = load(folder(HEAD, sources_csv="name,aliases,affiliated,unaffiliated,kind,note\nX,,,no,,\n")).version

    assert len({plain, changed, listed}) == 3


def test_sources_say_who_belongs_to_whom(folder):
    rows = "name,aliases,affiliated,unaffiliated,kind,note\nNorth TV,NTV;Nordfunk,north,no,broadcaster,\nUN,,,yes,,\n"
    agreement = load(folder(HEAD, sources_csv=rows))

    assert agreement.source_of("nordfunk").affiliated == "north"
    assert agreement.source_of("UN").unaffiliated
    assert agreement.source_of("somebody") is None


BROKEN = [
    (
        "a misspelt key",
        'where = "town"',
        'wher = "town"',
        "'wher' is not a key of [[prohibit]]. Did you mean where?",
        "wher",
    ),
    ("a misspelt table", "[[prohibit]]", "[[prohibt]]", "Did you mean prohibit?", "[[prohibt]]"),
    ("a table written as one", "[[prohibit]]", "[prohibit]", "Write [[prohibit]].", "[prohibit]"),
    (
        "an unknown zone",
        'where = "town"',
        'where = "twon"',
        "'twon' is not a zone of this file. Did you mean town?",
        "twon",
    ),
    ("an unknown party", '"north", "south"]', '"north", "souht"]', "Did you mean south?", "souht"),
    (
        "an unknown act",
        '["shelling"]',
        '["sheling"]',
        "'sheling' is not in the act vocabulary. Did you mean shelling?",
        "sheling",
    ),
    ("an unknown event", 'from = "start"', 'from = "strat"', "Did you mean start?", "from"),
    ("an unknown reading", "{clock}", "{clok}", "{clok} is not an open reading. Did you mean clock?", "clok"),
    ("an impossible date", "2020-03-06T", "2020-02-30T", "2020-02-30 is not a date", "at"),
    ("a bare midnight", "2020-03-06T00:01[{clock}]", "midnight 5/6 March", "midnight belongs to two days", "at"),
    ("an unknown time zone", "Asia/Damascus", "Asia/Damaskus", "did you mean Asia/Damascus?", "at"),
    ("a missing file", "town.geojson", "twon.geojson", "there is no file geo/twon.geojson", "geo/twon.geojson#square"),
    ("a missing feature", "#square", "#sqare", "It holds: square, crossing", "geo/town.geojson#sqare"),
    (
        "a shape of another kind",
        "#square",
        "#crossing",
        "a zone of kind area takes Polygon",
        "geo/town.geojson#crossing",
    ),
    ("no feature named", "#square", "", "names a file and a feature", "geo/town.geojson"),
    ("a missing key", 'title = "A test"\n', "", "[agreement] has no title. Add it.", "[agreement]"),
    ("a key of the wrong type", "edge_m = 10", 'edge_m = "10"', "edge_m must be a number", "edge_m"),
    ("an unquoted date", '"2020-03-06T00:01[{clock}]"', "2020-03-06T00:01:00", "must be a text in double quotes", "at"),
    ("an unknown word", 'role = "party"', 'role = "chief"', "role must be one of party, guarantor", "role"),
    ("a stray comma", 'name = "the South"', 'name = "the South",', "this is not TOML", 'name = "the South",'),
    ("two of one id", 'id = "south"', 'id = "north"', "there are two [[party]] of id 'north'", "north"),
    ("a name of two parties", 'name = "the South"', 'name = "Nordland"', "names both north and south", "Nordland"),
    ("an organ of nobody", 'role = "bound-through"', 'role = "organ-of"', "of = the party it belongs to", "role"),
    ("a day that does not exist", "edge_m = 10", 'valid = { from = "2020-02-30" }', "a day that exists", "valid"),
    ("an id with spaces", 'id = "south"', 'id = "the south"', "id must be an id of letters", "id"),
]


@pytest.mark.parametrize(("old", "new", "words", "shown"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_an_error_shows_its_line_and_the_way_out(folder, old, new, words, shown):
    text = (HEAD + RULE).replace(old, new, 1)
    errors = [str(e) for e in check(folder(text))]
    told = next((e for e in errors if words in e), None)

    assert told is not None, errors
    first, line, caret = told.splitlines()
    number = int(first.split(":")[1])
    assert first.startswith("test.truce.md:")
    assert text.splitlines()[number - 1] in line
    assert line[caret.index("^") : caret.rindex("^") + 1] == shown or shown in line


def test_every_error_is_listed_not_only_the_first(folder):
    text = (HEAD + RULE).replace('where = "town"', 'wher = "town"').replace("edge_m", "egde_m")

    errors = check(folder(text))

    assert [e.where for e in errors] == sorted((e.where for e in errors), key=lambda w: int(w.split(":")[1]))
    assert len(errors) == 2
    with pytest.raises(AgreementError, match="and 1 more"):
        load(folder(text))


def test_without_a_head_the_file_says_what_is_missing(folder):
    errors = [str(e) for e in check(folder("# Nothing\n"))]

    assert [e.splitlines()[0] for e in errors] == [
        "test.truce.md:1: no `terms` fence holds [agreement]. Add it.",
        "test.truce.md:1: no `terms` fence holds [clock]. Add it.",
    ]


def test_a_folder_without_a_terms_file_is_named(tmp_path):
    with pytest.raises(AgreementError, match="holds 0 files"):
        load(tmp_path)


def test_zones_that_derive_from_each_other_are_refused(folder):
    loop = """
```terms
[[zone]]
id = "a"
kind = "line"
of = "b"
[[zone]]
id = "b"
kind = "line"
of = "a"
```
"""
    assert any("goes round in a circle" in str(e) for e in check(folder(HEAD + loop)))


def test_a_zone_around_an_area_has_no_north_side(folder):
    belt = '\n```terms\n[[zone]]\nid = "belt"\nkind = "buffer"\nof = "town"\nnorth_m = 5\n```\n'

    assert any("which is not a line" in str(e) for e in check(folder(HEAD + belt)))


def test_a_point_that_is_not_on_earth_is_refused(folder):
    place = '\n```terms\n[[zone]]\nid = "p"\nkind = "place"\ngeometry = "geo/town.geojson#swapped"\n```\n'

    assert any("is not on Earth" in str(e) for e in check(folder(HEAD + place)))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("nome,aliases\nX,\n", "the columns must be"),
        ("name,aliases,affiliated,unaffiliated,kind,note\nX,,,maybe,,\n", "must be yes or no"),
        ("name,aliases,affiliated,unaffiliated,kind,note\nX,,norht,no,,\n", "Did you mean north?"),
        ("name,aliases,affiliated,unaffiliated,kind,note\nX,,,no,,a, b\n", "not six cells"),
        ("name,aliases,affiliated,unaffiliated,kind,note\nX,Z,,no,,\nY,z,,no,,\n", "names both X and Y"),
    ],
)
def test_a_source_list_is_checked_too(folder, rows, words):
    assert any(words in str(e) and "sources.csv:" in str(e) for e in check(folder(HEAD, sources_csv=rows)))


def test_available_lists_what_can_be_read_and_keeps_the_name_of_what_cannot(tmp_path, folder):
    folder(HEAD)
    (tmp_path.parent / "roots").mkdir(exist_ok=True)
    for name, text in (("one", HEAD), ("two", "no fence")):
        (tmp_path / "roots" / name).mkdir(parents=True)
        (tmp_path / "roots" / name / f"{name}.truce.md").write_text(text, encoding="utf-8")

    found = available([tmp_path / "roots", tmp_path / "missing"])

    assert [(i, t) for i, t, _ in found] == [("test", "A test"), ("two", "(cannot be read)")]
