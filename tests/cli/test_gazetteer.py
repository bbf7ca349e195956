"""Tables of places from the command line: imported, asked, listed, forgotten. All places are made up."""

import os
import subprocess
import time
import zipfile

import pytest

VILLAGES = (
    "Village,Y,X,Local\nTall Rumaysa,35.8012,36.6034,تل رميصة\nQarqaniya,35.7,36.5,\nNameless but far,999,36.5,\n"
)
MAP = ("--columns", "name=Village,lat=Y,lon=X,names=Local", "--country", "SY", "--licence", "CC0 1.0")


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A folder for the data of the user, of one test."""
    monkeypatch.setenv("TRUCEWATCH_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def villages(program, data):
    """The program in a folder with a table of villages."""
    (program.folder / "villages.csv").write_text(VILLAGES, encoding="utf-8")
    return program


def imports(program, *more):
    return program("gazetteer", "import", "villages.csv", *MAP, *more)


def test_a_table_is_imported_and_its_bad_rows_are_named(villages, data):
    done = imports(villages)

    assert "villages: 2 places in SY, 3 names, as of an unknown date, CC0 1.0" in done.stdout
    assert str(data / "gazetteer") in done.stdout
    assert "villages.csv:4: latitude 999 and longitude 36.5 lie beyond 90 and 180 degrees" in done.stderr


def test_importing_the_same_again_changes_nothing(villages, data):
    imports(villages)
    before = (data / "gazetteer" / "villages.db").read_bytes()

    assert "left alone, the same was imported" in imports(villages).stdout
    assert (data / "gazetteer" / "villages.db").read_bytes() == before


def test_a_newer_table_takes_the_older_ones_place(villages):
    imports(villages)
    (villages.folder / "villages.csv").write_text("Village,Y,X,Local\nNew,35.1,36.1,\n", encoding="utf-8")
    imports(villages)

    assert [one["rows"] for one in villages.json("gazetteer", "list")] == [1]


def test_the_map_may_stand_in_a_file(villages):
    (villages.folder / "map.toml").write_text('[columns]\nname = "Village"\nlat = "Y"\nlon = "X"\n', encoding="utf-8")
    told = villages.json(
        "gazetteer", "import", "villages.csv", "--map", "map.toml", "--country", "sy", "--licence", "x"
    )

    assert (told[0]["rows"], told[0]["countries"]) == (2, ["SY"])
    assert told[0]["bad"][0]["at"] == "villages.csv:4"


def test_a_licence_must_be_said(villages):
    done = villages(
        "gazetteer", "import", "villages.csv", "--country", "SY", "--columns", "name=Village,lat=Y,lon=X", code=2
    )

    assert "say its licence" in done.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("gone.csv",), "no such file"),
        (("villages.csv", "--country", "Syria"), "two letters"),
        (("villages.csv", "--columns", "name"), "write OURS=HEADER"),
        (("villages.csv", "--date", "yesterday"), "write a date"),
        (("villages.csv", "--kind", "hill"), "neither settlement nor area"),
        (("villages.csv", "--licence", "x", "--source", "../up"), "letters, digits"),
    ],
)
def test_what_cannot_be_imported_is_said(villages, words, message):
    assert message in villages("gazetteer", "import", *words, code=2).stderr


def test_columns_that_cannot_be_told_are_asked_for(villages):
    done = villages("gazetteer", "import", "villages.csv", "--licence", "x", code=1)

    assert "cannot tell which column holds: name" in done.stderr


def test_a_dump_of_geonames_with_its_alternate_names_needs_no_licence(program, data):
    fields = [
        "7",
        "Qura",
        "Qura",
        "",
        "35.51234",
        "36.54321",
        "P",
        "PPL",
        "SY",
        "",
        "12",
        "",
        "",
        "",
        "0",
        "",
        "",
        "",
        "2024-02-03",
    ]
    with zipfile.ZipFile(program.folder / "SY.zip", "w") as archive:
        archive.writestr("readme.txt", "columns")
        archive.writestr("SY.txt", "\t".join(fields) + "\n")
    with zipfile.ZipFile(program.folder / "alternateNamesV2.zip", "w") as archive:
        archive.writestr("iso-languagecodes.txt", "languages")
        archive.writestr("alternateNamesV2.txt", "1\t7\tar\tقرى الوادي\t\t\t\t\t\t\n")
    program("gazetteer", "import", "SY.zip", "alternateNamesV2.zip")

    (listed,) = program.json("gazetteer", "list")

    assert (listed["source"], listed["as_of"], listed["licence"]) == ("geonames-SY", "2024-02-03", "CC BY 4.0")
    assert "GeoNames (https://www.geonames.org)" in program("gazetteer", "list").stdout
    assert program.json("gazetteer", "lookup", "قرى الوادي", "--country", "SY")["found"]["ref"] == "geonames:7"
    assert "name the dump" in program("gazetteer", "import", "alternateNamesV2.zip", code=2).stderr


def test_a_lookup_explains_each_candidate(villages):
    imports(villages)

    told = villages.json("gazetteer", "lookup", "Tal Rumeysah", "--near", "36.63,35.93")
    shown = villages("gazetteer", "lookup", "Tal Rumeysah", "--near", "36.63,35.93").stdout

    assert told["found"]["method"] == "imported-by-sound"
    assert (told["candidates"][0]["table"], told["candidates"][0]["taken"]) == ("villages", True)
    assert "its name sounds like it" in told["candidates"][0]["why"]
    assert "yes: its name sounds" in shown
    assert "within 1,500 m" in shown


def test_a_lookup_of_a_phrase_tells_what_its_relation_comes_to(program, data):
    told = program.json("gazetteer", "lookup", "6 km south of Saraqib", "--country", "SY")

    assert told["found"]["method"] == "distance-and-bearing-from-geonames"
    assert told["found"]["lat"] == pytest.approx(35.864 - 6_000 / 110_950, abs=5e-4)
    assert program.json("gazetteer", "lookup", "near the Turkish border", "--country", "SY")["found"]["ref"] == (
        "border:SY-TR"
    )


def test_a_lookup_says_why_a_disputed_border_stays_a_name(program, data):
    shown = program("gazetteer", "lookup", "the border with Israel", "--country", "SY").stdout

    assert "stays a name" in shown
    assert "both claim the Golan Heights" in shown


def test_near_may_be_a_name_and_longitude_comes_first(villages):
    imports(villages)

    assert villages.json("gazetteer", "lookup", "Qarqaniya", "--near", "Idlib", "--country", "sy")["found"]
    assert "longitude first" in villages("gazetteer", "lookup", "Qarqaniya", "--near", "36.5,95", code=2).stderr
    assert "no such place is found" in villages("gazetteer", "lookup", "Qarqaniya", "--near", "Nowhere", code=2).stderr


def test_what_is_forgotten_is_not_found(villages):
    imports(villages)
    villages("gazetteer", "forget", "villages")

    assert villages.json("gazetteer", "lookup", "Tall Rumaysa", "--country", "SY")["found"] is None
    assert "nothing imported" in villages("gazetteer", "list").stdout
    assert "which holds nothing" in villages("gazetteer", "forget", "villages", code=2).stderr


def test_an_import_that_is_killed_leaves_what_was_there(villages, data):
    imports(villages)
    with (villages.folder / "villages.csv").open("w", encoding="utf-8") as file:
        file.write("Village,Y,X,Local\n")
        file.writelines(f"Qura{n},35.5,36.5,\n" for n in range(100_000))
    command = [villages.program, "gazetteer", "import", "villages.csv", *MAP]
    running = subprocess.Popen(command, cwd=villages.folder, env=os.environ.copy())
    part = data / "gazetteer" / "villages.part"
    while running.poll() is None and not (part.exists() and part.stat().st_size):
        time.sleep(0.02)
    running.kill()
    running.wait()

    assert villages.json("gazetteer", "lookup", "Tall Rumaysa", "--country", "SY")["found"]


def test_a_case_has_sources_of_its_own_that_its_custody_log_names(river, data):
    (river.folder / "villages.csv").write_text(VILLAGES, encoding="utf-8")
    imports(river, "--case", "case")

    assert river.json("gazetteer", "list") == []
    assert [one["source"] for one in river.json("gazetteer", "list", "--case", "case")] == ["villages"]
    assert (river.folder / "case" / "gazetteer" / "villages.db").is_file()
    assert "2 custody entries unbroken" in river("verify", "case").stdout


def test_a_run_finds_what_was_imported_in_every_process_and_says_what_it_rests_on(river, data):
    for n in range(6):
        text = (
            f"Northern army accused of shelling\n\nHAMA, March 9 - {n + 2} civilians were killed when artillery of the "
            "northern army shelled the village of Rumaysa in Syria on Sunday, the rescue service said.\n"
        )
        (river.folder / f"{n}.txt").write_text(text, encoding="utf-8")
    # Five places tell where the case is.
    places = "".join(f"p{n},Hamlet {n},settlement,35.{n + 1},36.{n + 1},700\n" for n in range(5))
    (river.folder / "case" / "agreement" / "places.csv").write_text("id,name,kind,lat,lon,radius_m\n" + places)
    river("add", "case", *(f"{n}.txt" for n in range(6)))
    before = river.json("run", "case", "--as-of", "2020-04-01", "--workers", "2")
    (river.folder / "villages.csv").write_text("name,lat,lon\nRumaysa,35.4,36.4\n", encoding="utf-8")
    river("gazetteer", "import", "villages.csv", "--country", "SY", "--licence", "CC0 1.0")
    after = river.json("run", "case", "--as-of", "2020-04-01", "--workers", "2")
    methods = [
        claim["place"]["method"]
        for n in range(6)
        for claim in river.json("show", "case", f"{n}.txt", "--as-of", "2020-04-01")["claims"]
        if claim["place"] and "Rumaysa" in claim["place"]["name"]
    ]

    assert "gazetteers" not in before
    assert after["gazetteers"] == ["villages"]
    assert len(methods) >= 6
    # Some name it in a clause beside the act, and say so.
    assert {method.partition(",")[0] for method in methods} == {"imported"}
