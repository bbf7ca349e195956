"""Which reader takes what: by the bytes, else by the ending; others may add endings, not take ours over."""

import subprocess
import sys
import textwrap

import pytest

from trucewatch.intake.readers import ENDINGS, READERS, ending_of, kind_of


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7", "report.txt", "pdf"),
        (b"<!doctype html><p>x", "report", "html"),
        (b"<?xml version='1.0'?><rss>", "report.html", "feed"),
        (b"<?xml version='1.0'?><html>", "report.xml", "html"),
        (b"WARC/1.0\r\n", "x", "warc"),
        (b"\x1f\x8b", "x.warc.gz", "warc"),
        (b"Shells fell.", "x.txt", "text"),
        (b"a,b", "https://valley.example/x.CSV?download=1", "csv"),
        (b"an article about <html> tags", "x.txt", "text"),
        (b"Shells fell.", "README", ""),
    ],
)
def test_the_bytes_go_before_the_ending(data, name, kind):
    assert kind_of(data, name) == kind


def test_every_ending_has_a_reader():
    assert set(ENDINGS.values()) <= set(READERS)


def test_an_ending_is_read_without_query_and_case():
    assert ending_of("https://valley.example/a.b/Crawl.WARC.GZ?x=1#y") == "warc.gz"


def test_another_package_adds_a_reader_and_cannot_take_ours_over(tmp_path):
    """A real installed entry point, in a process of its own: the table is read once."""
    (tmp_path / "mailbox_reader.py").write_text(
        textwrap.dedent("""
        from trucewatch.intake import TakenIn
        from trucewatch.intake.provenance import describe

        def read_mail(data, given):
            return TakenIn(documents=(describe("from a mail: " + data.decode(), given),))
        """)
    )
    info = tmp_path / "mailbox_reader-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: mailbox-reader\nVersion: 1\n")
    (info / "entry_points.txt").write_text(
        "[trucewatch.readers]\neml = mailbox_reader:read_mail\ntxt = mailbox_reader:read_mail\n"
    )
    script = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from trucewatch.intake import take_in\n"
        "print(take_in(b'Shells fell.', name='a.eml').documents[0].text)\n"
        "print(take_in(b'Shells fell.', name='a.txt').documents[0].text)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines() == ["from a mail: Shells fell.", "Shells fell."]


def test_importing_the_room_loads_no_heavy_library():
    script = (
        "import sys, trucewatch.intake, trucewatch.intake.readers\n"
        "heavy = {'trafilatura', 'lxml', 'feedparser', 'pypdfium2', 'openpyxl', 'htmldate', 'py3langid', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
