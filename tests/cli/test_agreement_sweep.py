"""`agreement sweep`: a coded table against the terms, row by row; where to look, never a finding."""

import csv
import json

HEAD = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,location,latitude,longitude,"
TABLE = (
    HEAD
    + """geo_precision,source,notes,fatalities
SYR1,09 March 2020,1,Explosions/Remote violence,Shelling/artillery/missile attack,\
Military Forces of Syria (2000-2024),,\
Jarjanaz side,35.85,36.75,1,A paper,Shells fell.,0
SYR2,09 March 2019,1,Explosions/Remote violence,Shelling/artillery/missile attack,Military Forces of Syria,,\
Jarjanaz side,35.85,36.75,1,A paper,Shells fell a year before.,0
SYR3,09 March 2020,1,Explosions/Remote violence,Shelling/artillery/missile attack,Military Forces of Syria,,\
Jableh,35.36211,35.92759,1,A paper,Shells fell on the coast.,0
SYR4,09 March 2020,1,Strategic developments,Agreement,Government,,Ankara,39.9,32.8,1,A paper,Talk.,0
"""
)


def swept(river, *arguments):
    (river.folder / "table.csv").write_text(TABLE, encoding="utf-8")
    return river("agreement", "sweep", "idlib-2020", "table.csv", "--as-of", "2020-04-01", *arguments)


def test_each_row_says_whether_each_prohibition_is_engaged(river):
    told = swept(river)

    rows = {row["row"].rpartition("-")[2]: row["I1"] for row in csv.DictReader(told.stdout.splitlines())}
    assert rows == {"SYR1": "yes", "SYR2": "outside", "SYR3": "outside", "SYR4": ""}
    assert "I1: yes: 1, cannot-tell: 0, outside: 2 (rows, each one source's word; not linked)" in told.stderr


def test_rows_go_to_a_file_where_one_is_named(river):
    told = swept(river, "--out", "rows.csv")

    assert told.stdout == ""
    assert len((river.folder / "rows.csv").read_text(encoding="utf-8").splitlines()) == 5


def test_machines_get_the_counts(river):
    assert json.loads(swept(river, "--json").stdout) == {"I1": {"yes": 1, "cannot-tell": 0, "outside": 2}}


def test_what_is_no_coded_table_is_refused_with_the_way_out(river):
    (river.folder / "news.txt").write_text("The shelling went on all night, people in the town said.", encoding="utf-8")

    told = river("agreement", "sweep", "idlib-2020", "news.txt", code=2)

    assert "no rows of ACLED or UCDP GED in it; other tables come in by `trucewatch add`" in told.stderr
