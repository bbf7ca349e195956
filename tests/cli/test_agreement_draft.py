"""`agreement draft`: from files of any kind to a proposed terms file; nothing is overwritten, nothing is made up."""

import pytest

NEWS = """\
Guns to fall silent by the lake

NDJAMENA, 10 May 2031 (Courier) - Chad and Libya agreed on Saturday to a ceasefire that takes effect at noon on 12 May.

Under the agreement, Chad's army will withdraw by 20 May.
"""
PAGE = f"""\
<html><head><title>Guns to fall silent by the lake</title></head><body><article>
<h1>Guns to fall silent by the lake</h1>
<p>{"</p><p>".join(NEWS.split(chr(10) + chr(10))[1:])}</p></article></body></html>
"""
SILENT = (
    "NDJAMENA, 10 May 2031 (Lake Courier) - Chad demanded a ceasefire from Libya on Saturday. Libya has not answered.\n"
)


@pytest.fixture
def news(program):
    (program.folder / "news.txt").write_text(NEWS, encoding="utf-8")
    (program.folder / "page.html").write_text(PAGE, encoding="utf-8")
    (program.folder / "silent.txt").write_text(SILENT, encoding="utf-8")
    return program


@pytest.mark.parametrize("name", ["news.txt", "page.html"])
def test_a_report_becomes_a_file_that_can_be_executed(news, name):
    told = news("agreement", "draft", name, "--id", "lake", "--out", "lake.truce.md")

    assert "nobody has reviewed them" in told.stderr
    assert "can be executed" in news("agreement", "check", "lake.truce.md").stdout
    text = (news.folder / "lake.truce.md").read_text(encoding="utf-8")
    assert 'at = "2031-05-12T12:00[{clock}]"' in text
    assert 'by = "end of 2031-05-20 [{clock}]"' in text


def test_without_a_file_the_draft_is_printed_and_counted_on_the_side(news):
    told = news("agreement", "draft", "news.txt")

    assert told.stdout.startswith("# Ceasefire between Chad and Libya, as reported on 2031-05-10\n")
    assert "proposed" not in told.stdout.partition("\n")[0]
    assert "tables proposed" in told.stderr


def test_the_order_of_files_changes_nothing(news):
    one = news("agreement", "draft", "news.txt", "page.html").stdout
    other = news("agreement", "draft", "page.html", "news.txt").stdout

    assert one == other


def test_a_report_that_announces_nothing_yields_nothing(news):
    told = news("agreement", "draft", "silent.txt", "--out", "none.truce.md", code=1)

    assert "nothing is proposed" in told.stderr
    assert not (news.folder / "none.truce.md").exists()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--id", "Lake 2031"], "cannot be the name of an agreement"),
        (["--out", "lake.md"], "a terms file ends in .truce.md"),
    ],
)
def test_names_that_no_file_can_have_are_refused_with_the_way_out(news, words, reason):
    assert reason in news("agreement", "draft", "news.txt", *words, code=2).stderr


def test_a_file_that_is_there_is_never_overwritten(news):
    kept = news.folder / "lake.truce.md"
    kept.write_text("mine", encoding="utf-8")

    assert "is there already" in news("agreement", "draft", "news.txt", "--out", "lake.truce.md", code=2).stderr
    assert kept.read_text(encoding="utf-8") == "mine"


def test_a_report_that_is_not_there_is_an_error_with_its_name(news):
    assert "gone.txt" in news("agreement", "draft", "gone.txt", code=2).stderr
