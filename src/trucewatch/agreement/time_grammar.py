"""The grammar of time expressions. `parsed` returns the tree of one, or raises an error that points into it.

`end of` and `start of` bind to what stands right after them, `+` and `-` come next, `earlier of … and …` holds whole
sums: `end of X + 1 day` is (end of X) + 1 day, `earlier of X and Y + 1 day` is earlier of X and (Y + 1 day).
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from trucewatch.agreement.civil import zone_of
from trucewatch.agreement.time_errors import ExpressionError, nearest, pointed, unreadable
from trucewatch.agreement.time_tree import (
    EVERY_ZONE,
    KEYS,
    RULES,
    Duration,
    Edge,
    Field,
    Named,
    Node,
    Nothing,
    Pick,
    Shift,
    Written,
)
from trucewatch.errors import AgreementError

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

GRAMMAR = r"""
?moment: sum | pick
pick: PICK sum (AND sum)+
?sum: atom | sum SIGN duration -> shift
?atom: written | edge | NONE -> nothing | NAME -> named | FIELD -> field | "(" moment ")"
edge: EDGE atom
written: (INSTANT | DAY | MONTH) ZONE?
duration: COUNT UNIT RULE?

PICK.3: /(earlier|later)\s+of(?![\w-])/
EDGE.3: /(start|end)\s+of(?![\w-])/
NONE.3: /none(?![\w.-])/
AND: /and(?![\w-])/
FIELD.2: /[A-Za-z][A-Za-z0-9-]*\.\w*/
NAME: /[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*/
INSTANT.3: /\d{4}-\d{1,2}-\d{1,2}T[\d:.]*(Z|[+-]\d{2}:\d{2})?/
DAY.2: /\d{4}-\d{1,2}-\d{1,2}(?!\d)/
MONTH: /\d{4}-\d{1,2}(?!\d|-\d)/
ZONE: /\[[^\]]*\]/
SIGN: /[+-]/
COUNT: /\d+(?![\w])/
UNIT: /(minute|hour|day|week|month|year)s?(?![\w-])/
RULE: /\([^()]*\)/
%ignore /\s+/
"""

_CLOCK = re.compile(r"\d{2}:\d{2}(:\d{2})?")


@lru_cache(maxsize=4096)
def parsed(text: str) -> Node:
    """Return the tree of a time expression without `{reading}`.

    Raises:
        AgreementError: it is none; the message says what was found, what may stand there and the way out.
    """
    node: Node = _Builder(text).moment(_tree(text, "moment"))
    return node


@lru_cache(maxsize=256)
def duration(text: str) -> Duration:
    """Return a length of time such as `48 hours`, `5 years` or `7 days (inclusive)`.

    Raises:
        AgreementError: it is none.
    """
    return _Builder(text).duration(_tree(text, "duration"))


@lru_cache(maxsize=1)
def _parser() -> Lark:
    # lark takes 50 ms to load, so only those who read an expression load it
    from lark import Lark

    return Lark(GRAMMAR, start=["moment", "duration"], parser="lalr", lexer="contextual", propagate_positions=True)


def _tree(text: str, start: str) -> Any:
    from lark.exceptions import UnexpectedInput

    try:
        return _parser().parse(text, start=start)
    except UnexpectedInput as error:
        trouble: Any = error  # its kinds carry different fields
    ended = getattr(getattr(trouble, "token", None), "type", None) == "$END"
    going = getattr(trouble, "interactive_parser", None)
    at = len(text) if ended else trouble.pos_in_stream
    raise unreadable(text, at, going.accepts() if going is not None else ())


class _Builder:
    """Turns the parser's tree of one expression into ours, and refuses days, clocks, zones and rules that are none."""

    def __init__(self, text: str) -> None:
        self.text = text

    def moment(self, tree: Tree[Token]) -> Node:
        meta = tree.meta
        columns = (meta.start_pos, meta.end_pos)
        parts: list[Any] = tree.children
        match str(tree.data):
            case "nothing":
                return Nothing(columns=columns)
            case "named":
                return Named(columns=columns, name=str(parts[0]))
            case "field":
                return self.field(parts[0], columns)
            case "edge":
                return Edge(columns=columns, side=str(parts[0]).split()[0], of=self.moment(parts[1]))
            case "shift":
                base, by = self.moment(parts[0]), self.duration(parts[2])
                return Shift(columns=columns, base=base, by=by, back=str(parts[1]) == "-")
            case "pick":
                of = tuple(self.moment(part) for part in parts[1::2])
                return Pick(columns=columns, which=str(parts[0]).split()[0], of=of)
            case _:
                return self.written(parts[0], parts[1] if len(parts) > 1 else None, columns)

    def field(self, token: Token, columns: tuple[int, int]) -> Field:
        term, _, key = token.partition(".")
        if key not in KEYS:
            way_out = nearest(key, KEYS, f"Write {term}.by, {term}.from, {term}.until or {term}.met.")
            raise pointed(self.text, columns, f"{key!r} is not a time of a term. {way_out}")
        return Field(columns=columns, term=term, key=key)

    def duration(self, tree: Tree[Token]) -> Duration:
        parts: list[Any] = tree.children
        unit = str(parts[1]).removesuffix("s") + "s"
        rule = str(parts[2])[1:-1].strip() if len(parts) > 2 else None  # noqa: PLR2004  (count, unit, rule)
        found = Duration(columns=(tree.meta.start_pos, tree.meta.end_pos), count=int(parts[0]), unit=unit, rule=rule)
        if rule is not None and (rule not in RULES or (found.timed and rule != "elapsed")):
            way_out = f"write (exclusive), (inclusive) or (elapsed). {nearest(rule, RULES, '')}".rstrip()
            if found.timed:
                way_out = f"leave it out, for {unit} are counted from the instant."
            raise self.wrong(parts[2], f"({rule}) does not count {unit}; {way_out}")
        return found

    def written(self, token: Token, zone: Token | None, columns: tuple[int, int]) -> Written:
        day, _, clock = token.partition("T")
        numbers = [int(part) for part in day.split("-")]
        self.existing(token, day, numbers)
        found = re.fullmatch(r"([\d:.]*)(Z|[+-]\d{2}:\d{2})?", clock)
        assert found is not None  # noqa: S101  (the terminal says so)
        named = self.zone(zone) if zone is not None else None
        offset = None if found[2] is None else self.offset(token, found[2])
        if offset is not None and named == EVERY_ZONE:
            raise self.wrong(zone, f"the offset {found[2]} settles the clock, and [?] leaves it open. Drop one.")
        return Written(
            columns=columns,
            year=numbers[0],
            month=numbers[1],
            day=numbers[2] if len(numbers) > 2 else None,  # noqa: PLR2004  (year, month, day)
            clock=self.clock(token, day, found[1]) if token.type == "INSTANT" else None,
            offset=offset,
            zone=named,
        )

    def existing(self, token: Token, day: str, numbers: list[int]) -> None:
        try:
            date(*[*numbers, 1][:3])
        except ValueError as error:
            kind, form = ("date", "year-month-day, e.g. 2020-03-06")
            if len(numbers) == 2:  # noqa: PLR2004  (year, month)
                kind, form = ("month", "year-month, e.g. 2020-03")
            raise self.wrong(token, f"{day} is not a {kind} ({error}). Write {form}.") from None

    def clock(self, token: Token, day: str, text: str) -> time:
        try:
            if not _CLOCK.fullmatch(text):
                raise ValueError("hours and minutes have two digits, seconds may follow")  # noqa: TRY301
            return time.fromisoformat(text)
        except ValueError as error:
            if text.startswith("24:00"):
                following = date.fromisoformat("-".join(f"{int(p):02}" for p in day.split("-"))) + timedelta(days=1)
                way_out = f"For the midnight after {day} write {following.isoformat()}T00:00, or end of {day}."
            else:
                way_out = "Write e.g. T09:05. For midnight write T00:00 of the next day."
            raise self.wrong(token, f"T{text} is not a time of day ({error}). {way_out}") from None

    def offset(self, token: Token, text: str) -> timedelta:
        if text == "Z":
            return timedelta(0)
        hours, minutes = int(text[1:3]), int(text[4:6])
        if hours > 14 or minutes > 59:  # noqa: PLR2004  (the farthest clock on earth is UTC+14)
            raise self.wrong(token, f"no clock is {text} from UTC. Write e.g. +03:00.")
        ahead = timedelta(hours=hours, minutes=minutes)
        return -ahead if text[0] == "-" else ahead

    def zone(self, token: Token) -> str:
        name = str(token)[1:-1].strip()
        if name == EVERY_ZONE:
            return name
        try:
            zone_of(name)
        except AgreementError as error:
            found = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?", name)
            offset = f"{found[1]}{found[2]:>02}:{found[3] or '00'}" if found else ""
            way_out = f" An offset stands right after the clock: T00:01{offset}." if found else ""
            raise self.wrong(token, f"{error}{way_out}") from None
        return name

    def wrong(self, token: Any, message: str) -> ExpressionError:
        return pointed(self.text, (token.start_pos, token.end_pos), message)
