"""Write the page of every key of an agreement from the tables that parse it; `--check` says whether it is up to date.

python docs/keys.py [--check]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trucewatch.agreement.schema import MANY, SINGLE
from trucewatch.model.acts import ACTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.agreement.keys import Table
    from trucewatch.agreement.turns import Key, Turn

COMMON = ("id", "clause", "where")
PAGE = Path(__file__).parent / "reference" / "agreement-keys.md"
HEAD = """\
# Keys of an agreement

Written by `docs/keys.py` from the tables that parse an agreement; a test compares them. `trucewatch agreement schema`
gives the same to an editor. An unknown table or key is an error that names the nearest known one.

A file `ID.truce.md` is Markdown; its fences with the info string `terms` hold TOML, and the tables of all fences count
as one. `[agreement]`, `[clock]` and `[evidence]` stand once, every other table as often as needed. `{reading}` inside
any text stands for each option of that open reading in turn.

## Time expressions

| written | the instants that it allows |
|---|---|
| `none` | none: there is no such instant |
| `2020-03-06T00:01[Europe/Moscow]`, `2020-03-06T00:01+03:00` | that instant; without a zone, on the clock of `home` |
| `2020-03-06T00:01[?]` | the text names no zone: that clock in every zone of the file |
| `2020-03-05[Europe/Moscow]`, `2020-03[Europe/Moscow]` | some instant of the day, of the month |
| `end of 2020-03-15`, `start of 2020-03-15`, `end of 2020-12` | midnight after it, before it |
| `signature` | the instant of that event, once there is one |
| `L12.by`, `L12.from`, `L12.until`, `L12.met`, `first-phase.until` | that instant of a term or phase |
| `signature + 7 days (exclusive)`, `start - 48 hours` | counted on or back; may be repeated |
| `earlier of X and Y`, `later of X and Y`, `( X )` | as the words say |

Minutes and hours are elapsed time. Days, weeks, months and years are counted `exclusive` (the day of the event is not
counted), `inclusive` (it is day one) or `elapsed` (hour by hour; a month or year later at the same time of day);
without a word, as `[clock] days` says. "Midnight" is refused, for it belongs to two days: write `T00:00` of one.
"""


def main(arguments: list[str]) -> int:
    """Write the page, or compare it."""
    page = written()
    if "--check" in arguments:
        return int(page != PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(page, encoding="utf-8")
    return 0


def written() -> str:
    """Return the page."""
    shown: dict[int, str] = {}
    sections = [_section(f"[{kind}]", held, shown) for kind, held in SINGLE.items()]
    sections.append(f"\n## Every `[[table]]`\n\nThese keys may stand in every table from here on.\n\n{_common()}")
    sections += [_section(f"[[{kind}]]", held, shown) for kind, held in MANY.items()]
    acts = ", ".join(f"`{act}`" for act in sorted(ACTS))
    return (
        HEAD + "".join(sections) + f"\n## Acts\n\nThe words for acts, and `none` as an option of a reading: {acts}.\n"
    )


def _common() -> str:
    return _table({word: one for word, one in MANY["recital"].keys.items() if word in COMMON}, ("id",))


def _section(name: str, held: Table, shown: dict[int, str]) -> str:
    """Return a table of the language; `shown` says where the keys of an inline table stand already."""
    own = {word: one for word, one in held.keys.items() if held.make is None or word not in COMMON}
    notes = [note for word, one in own.items() for note in _below(word, one.turn, name, shown)]
    return f"\n## `{name}`\n\n{held.means}\n\n{_table(own, held.required)}" + "".join(notes)


def _table(keys: Mapping[str, Key], required: tuple[str, ...]) -> str:
    rows = [
        f"| `{word}`{' (needed)' if word in required else ''} | {_type(one.turn)} | {_cell(one.means)} "
        f"| `{_toml(one.example).replace('|', chr(92) + '|')}` |\n"
        for word, one in keys.items()
    ]
    return "| key | value | meaning | example |\n|---|---|---|---|\n" + "".join(rows)


def _type(turn: Turn) -> str:
    return _cell(turn.called) + (", see below" if turn.keys or turn.words else "")


def _below(word: str, turn: Turn, table: str, shown: dict[int, str]) -> list[str]:
    """Return what a key's words or inner keys mean, under the table; what stands on the page already is pointed to."""
    if turn.words:
        listed = "".join(f"* `{one}`: {meaning}\n" for one, meaning in turn.words.items())
        return [f"\nWords of `{word}`:\n\n{listed}"]
    if not turn.keys:
        return []
    if id(turn.keys) in shown:
        return [f"\nKeys of `{word}`: those of {shown[id(turn.keys)]}.\n"]
    shown[id(turn.keys)] = f"`{word}` of `{table}`"
    inner = [note for name, one in turn.keys.items() for note in _below(f"{word}.{name}", one.turn, table, shown)]
    return [f"\nKeys of `{word}`:\n\n{_table(turn.keys, turn.required)}", *inner]


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml(item)}" for name, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
