"""Sources into a case: broken ones are named and kept for retry, the same bytes come in once."""

import pytest

STORY = "ARIHA, March 9, 2020 - Artillery of the northern army shelled Ariha on Sunday, the rescue service said.\n"
ARABIC = (
    "قصفت طائرات حربية مدينة بنش في ريف إدلب صباح اليوم، وقتل ثلاثة أشخاص وأصيب سبعة آخرون بجروح. "
    "وقال ناشطون إن المدفعية عاودت القصف بعد دقائق على المكان نفسه، ثم وصلت فرق الدفاع المدني إلى الموقع."
)
BROKEN = (b"", b"\x00\x01\x02" * 500, b"%PDF-1.7 torn", b"PK\x03\x04 no table xl/", b"\xd8\x00" * 50)


def told(number):
    return f"Report {number}. {STORY}"


def documents(program):
    return program.json("show", "case")


def fill(folder, good, broken):
    folder.mkdir()
    for n in range(good):
        (folder / f"good-{n:04}.txt").write_text(told(n), encoding="utf-8")
    for n in range(broken):
        kind = BROKEN[n % len(BROKEN)]
        ending = {0: "txt", 1: "txt", 2: "pdf", 3: "xlsx", 4: "txt"}[n % len(BROKEN)]
        (folder / f"broken-{n:04}.{ending}").write_bytes(kind + (str(n).encode() if kind and n % 5 > 1 else b""))


def test_a_folder_with_broken_files_gives_all_the_others(river):
    fill(river.folder / "in", 20, 5)
    done = river("add", "case", "in", code=1)

    assert "20 documents stored from 20 sources" in done.stdout
    assert "5 sources could not be read, kept for `add --retry`:" in done.stderr
    assert all(f"broken-000{n}" in done.stderr for n in range(5))


@pytest.mark.slow
def test_a_thousand_files_of_which_thirty_are_broken(river):
    fill(river.folder / "in", 970, 30)
    done = river("add", "case", "in", code=1)

    assert "970 documents stored from 970 sources" in done.stdout
    assert done.stderr.count("broken-") == 30
    assert "Traceback" not in done.stderr


def test_the_same_bytes_come_in_once_and_that_is_said(river):
    fill(river.folder / "in", 3, 0)
    river("add", "case", "in")
    done = river("add", "case", "in/*.txt")

    assert "0 documents stored" in done.stdout
    assert "3 sources left alone: the same bytes came in before" in done.stdout


def test_the_same_words_under_two_addresses_are_two_reports(river):
    folder = river.folder / "in"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(told(1), encoding="utf-8")
    (folder / "index.csv").write_text(
        "file,url,publisher,published,title\na.txt,https://a.example/1,Wire A,2020-03-09,\n"
        "b.txt,https://b.example/1,Wire B,2020-03-09,\n",
        encoding="utf-8",
    )

    assert "2 documents stored" in river("add", "case", "in").stdout
    assert "0 documents stored" in river("add", "case", "in").stdout


def test_a_file_that_was_mended_comes_in_and_leaves_the_list(river):
    fill(river.folder / "in", 1, 1)
    river("add", "case", "in", code=1)
    (river.folder / "in" / "broken-0000.txt").write_text(told(7), encoding="utf-8")
    river("add", "case", "in")

    assert river.json("run", "case", "--as-of", "2020-03-31")["problems"] == []


def test_what_failed_is_tried_again_when_asked(river):
    fill(river.folder / "in", 0, 2)
    river("add", "case", "in", code=1)
    done = river("add", "case", "--retry", code=1)

    assert "broken-0001.txt" in done.stderr


def test_a_language_that_is_not_read_is_stored_and_marked(river):
    (river.folder / "ar.txt").write_text(ARABIC, encoding="utf-8")
    done = river("add", "case", "ar.txt")

    assert "stored and marked unread, its language (ar) is not read" in done.stdout


def test_a_file_that_is_too_large_is_refused_without_reading_it(river):
    with (river.folder / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)

    assert "50 MB, more than the 30 MB taken in" in river("add", "case", "huge.txt", code=1).stderr


def test_a_name_that_is_nothing_is_wrong_use(river):
    assert "no such file or folder" in river("add", "case", "nowhere.txt", code=2).stderr


def test_a_page_that_cannot_be_fetched_is_one_clear_line(river):
    done = river("add", "case", "http://127.0.0.1:9/story", code=1)

    assert "http://127.0.0.1:9/story: cannot be fetched" in done.stderr
    assert "save the page" in done.stderr
