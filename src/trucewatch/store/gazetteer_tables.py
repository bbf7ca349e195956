"""The tables of an imported gazetteer: one SQLite file a source, never changed once it is there.

`names` and `sounds` hold their keys in order, with the country beside the key, so that a look-up is one descent of a
tree. The keys come from `geography.names`; `rules` in `about` says by which rules, and another version is refused.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, String, Table

from trucewatch.geography.names import fold, skeleton

SCHEMA = 1
"""Version of the tables. A file of another version is refused, never half read."""

FINISHED = MetaData()
STAGED = MetaData()


def _place_columns() -> tuple[Column[str] | Column[float] | Column[int] | Column[int | None] | Column[str | None], ...]:
    return (
        Column("n", Integer, primary_key=True),
        Column("ref", String, nullable=False),
        Column("name", String, nullable=False),
        Column("others", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("lat", Float, nullable=False),
        Column("lon", Float, nullable=False),
        Column("radius_m", Float),
        Column("country", String, nullable=False),
        Column("divisions", String, nullable=False),
        Column("pcode", String),
        Column("population", Integer),
    )


about = Table("about", FINISHED, Column("key", String, primary_key=True), Column("value", String, nullable=False))
places = Table("places", FINISHED, *_place_columns())
outlines = Table(
    "outlines", FINISHED, Column("ref", String, primary_key=True), Column("wkb", LargeBinary, nullable=False)
)
faults = Table(
    "faults", FINISHED, Column("n", Integer, primary_key=True), Column("at", String), Column("reason", String)
)
names = Table(
    "names",
    FINISHED,
    Column("key", String, primary_key=True),
    Column("country", String, primary_key=True),
    Column("n", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
sounds = Table(
    "sounds",
    FINISHED,
    Column("bones", String, primary_key=True),
    Column("country", String, primary_key=True),
    Column("n", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

progress = Table("progress", STAGED, Column("key", String, primary_key=True), Column("value", String, nullable=False))
staged = Table("staged", STAGED, *_place_columns(), Column("outline", LargeBinary))
more_names = Table(
    "more_names",
    STAGED,
    Column("n", Integer, primary_key=True),
    Column("ref", String, nullable=False),
    Column("name", String, nullable=False),
)
staged_faults = Table(
    "staged_faults",
    STAGED,
    Column("n", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("reason", String, nullable=False),
)

NAME_BREAK = "\n"
"""Between the names in `others`; no table's field holds it."""
DIVISION_BREAK = "."

_PROBES = (
    "Jisr ash-Shughūr", "Djisr el Choghour", "Ma‘arrat an Nu‘mān", "Khān Shaykhūn", "Dhahabiyah", "Qaḥṭāniyya",
    "Xirbet", "Phenikia", "Şemdinli", "Kızıltepe", "Çatalca", "Tchernyi", "Mykolaïvka", "Zhovte", "Rhodos", "Łódź",
    "Gümbet", "Bdama", "Zuhur", "Al Eis", "Elbasan", "Ouadi", "Ayn al-Hawr", "Ad Dana", "Schöneck", "Æbeltoft",
    "Quneitra", "سراقب", "معرة النعمان", "النيرب", "جسر الشغور", "خان شيخون", "الزهراء", "گرگان", "چالدران", "Водяне",
    "Щастя", "Южное", "Їжаківка", "Ґрунь", "Хутір", "Ђаково", "Džep", "Kafr-Nabl", "Hatay/Antakya", "Tel Abyad, east",
)  # fmt: skip


def rules() -> str:
    """Return a digest of how names are folded and sounded now: keys made by other rules would not be found."""
    folded = [fold(name) for name in _PROBES]
    return hashlib.sha256("|".join([*folded, *map(skeleton, folded)]).encode()).hexdigest()[:16]
