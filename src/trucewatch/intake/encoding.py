"""Bytes to text: the declared encoding is a claim of the page and is checked against its bytes."""

from __future__ import annotations

import codecs
import re

from trucewatch.errors import UnreadableError

# First match wins. UTF-32 before UTF-16: its mark begins with the same two bytes.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an office file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"OggS", "an audio file"),
    (b"ID3", "an audio file"),
    (b"RIFF", "an audio or video file"),
)
_DECLARED = (
    re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE),
    re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE),
)
# UTF-8 read as Windows-1252 or Windows-1251: letters that never stand together in clean text.
_MOJIBAKE = re.compile(r"â€[™œ\x9d“”¦˜]|Ã[©¨¡¶¼±§¤¢ª«®¯²³´µ·¸¹º»]|Â[ «»°©]|(?:[ÐÑ][\x80-¿]){3}|(?:Р[°-џ]){4}")
_SAMPLE = 200_000
_MAX_CONTROLS = 0.02


def declared(data: bytes) -> str | None:
    """Return the encoding that the first 4 kB declare, as written."""
    head = data[:4096]
    for pattern in _DECLARED:
        if found := pattern.search(head):
            return found[1].decode("ascii")
    return None


def decode(data: bytes, *, document: str, said: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text and what a person should look at. `said` is the encoding by an outer header, if any.

    Raises:
        UnreadableError: empty, binary, or no encoding fits.
    """
    if not data.strip():
        raise UnreadableError("empty: nothing to read. Check the download", document=document)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _checked(data.decode(name, "replace"), (), document=document)
    _refuse_binary(data, document=document)
    named = said or declared(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _settle(data, named, document=document)
    notes: tuple[str, ...] = ()
    if named and not data.isascii() and not _is_utf8(named):
        notes = (f"declared as {named}, but the bytes are valid UTF-8: read as UTF-8",)
    return _checked(text, notes, document=document)


def mojibake(text: str) -> str | None:
    """Return a review note where the text looks like UTF-8 read in another encoding, or lost characters."""
    found = _MOJIBAKE.findall(text[:_SAMPLE])
    if len(found) > 1:
        return f"mojibake: {found[0]!r} and {len(found) - 1} more look like UTF-8 read in another encoding"
    if lost := text.count("\ufffd"):
        return f"{lost} characters were lost before or at decoding (U+FFFD)"
    return None


def _is_utf8(name: str) -> bool:
    try:
        return codecs.lookup(name).name in {"utf-8", "ascii"}
    except LookupError:
        return False


def _refuse_binary(data: bytes, *, document: str) -> None:
    kind = next((what for magic, what in _MAGIC if data.startswith(magic)), None)
    head = data[:_SAMPLE]
    controls = sum(head.count(bytes([code])) for code in range(32) if code not in b"\t\n\r\f\v\x1b")
    if kind is None and controls > _MAX_CONTROLS * len(head):
        kind = "control characters"
    if kind:
        raise UnreadableError(
            f"binary ({kind}), not a text. Give text, HTML, PDF, a feed, WARC, CSV or XLSX", document=document
        )


def _settle(data: bytes, named: str | None, *, document: str) -> tuple[str, tuple[str, ...]]:
    """Read bytes that are not UTF-8: as declared where that fits, else as their letters suggest."""
    if named and not _is_utf8(named) and (text := _strict(data, named)) is not None and not _c1(text):
        return _checked(text, (), document=document)
    # A multi-byte stray in an otherwise good UTF-8 page loses one character, not the page.
    kept = data.decode("utf-8", "replace")
    if kept.count("\ufffd") <= max(1, len(kept) // 2000) and any(
        not letter.isascii() for letter in kept if letter != "\ufffd"
    ):
        return _checked(kept, ("a few bytes are not UTF-8",), document=document)
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise UnreadableError("no encoding fits its bytes. Save it as UTF-8 and give it again", document=document)
    said = f"declared as {named}" if named else "no encoding declared"
    notes = (f"{said}, not UTF-8: read as {best.encoding}, by its letters",)
    return _checked(data.decode(best.encoding, "replace"), notes, document=document)


def _strict(data: bytes, name: str) -> str | None:
    try:
        # Browsers read "iso-8859-1" as Windows-1252; pages mean it.
        return data.decode("cp1252" if codecs.lookup(name).name == "iso8859-1" else name)
    except (LookupError, ValueError):
        return None


def _c1(text: str) -> bool:
    return any("\x80" <= letter <= "\x9f" for letter in text[:_SAMPLE])


def _checked(text: str, notes: tuple[str, ...], *, document: str) -> tuple[str, tuple[str, ...]]:
    if not text.strip("\ufeff\x00 \t\r\n"):
        raise UnreadableError("empty: nothing to read. Check the download", document=document)
    garbled = mojibake(text)
    return text, (*notes, garbled) if garbled else notes
