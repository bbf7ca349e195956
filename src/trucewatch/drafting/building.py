"""The desk on which a draft is put together: tables and questions as they come, ids, readings that holes need."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trucewatch.drafting.moments import CLOCK
from trucewatch.drafting.records import Proposed, Question
from trucewatch.drafting.settling import some

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.drafting.records import Value, Words
    from trucewatch.drafting.side import Side

ORDER = (
    *(
        "party",
        "reading",
        "zone",
        "event",
        "prohibit",
        "permit",
        "exempt",
        "duty",
        "declare",
        "monitor",
        "phase",
        "amend",
    ),
    *("annex", "recital"),
)


@dataclass(slots=True)
class Desk:
    """What has been drafted so far. `principals` are the sides that are told to have agreed."""

    principals: tuple[Side, ...] = ()
    start: str | None = None
    """The time expression by which terms refer to the beginning, None where no report tells one."""
    announced: str | None = None
    truce_until: str | None = None
    tables: list[Proposed] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    unzoned: list[Words] = field(default_factory=list)
    counted: list[Words] = field(default_factory=list)
    zones_named: set[str] = field(default_factory=set)

    def add(
        self, kind: str, keys: Iterable[tuple[str, Value | None]], words: Iterable[Words], remarks: tuple[str, ...] = ()
    ) -> None:
        """Put down a table; keys without a value are left out."""
        kept = tuple((key, value) for key, value in keys if value is not None)
        told = some(words)
        for _, value in kept:
            if isinstance(value, str):
                self._note(value, told)
        self.tables.append(Proposed(kind=kind, keys=kept, words=told, remarks=remarks))

    def _note(self, value: str, words: tuple[Words, ...]) -> None:
        if CLOCK in value or value.endswith("{clock}]"):
            self.unzoned.extend(words)
        if "({count})" in value:
            self.counted.extend(words)

    def ask(self, asks: str, fills: str, words: Iterable[Words] = ()) -> None:
        """Put down a question, each once."""
        question = Question(asks=asks, fills=fills, words=some(words, most=3))
        if all(q.asks != asks for q in self.questions):
            self.questions.append(question)

    def free_id(self, kind: str, wanted: str) -> str:
        """Return an id that no table of the kind has."""
        taken = {table.id for table in self.tables if table.kind == kind}
        name, n = wanted, 2
        while name in taken:
            name, n = f"{wanted}-{n}", n + 1
        return name

    def has(self, kind: str, ident: str) -> bool:
        """Say whether such a table is there."""
        return any(table.kind == kind and table.id == ident for table in self.tables)

    def party(
        self, side: Side, role: str, words: Iterable[Words], *, aliases: tuple[str, ...] = (), **more: str
    ) -> str:
        """Return the id of a side's party table, putting one down where there is none; the first role stays."""
        if not self.has("party", side.id):
            keys: list[tuple[str, Value | None]] = [("id", side.id), ("name", side.name), ("role", role)]
            keys += [("aliases", aliases or None), *((key, value) for key, value in more.items())]
            self.add("party", keys, words)
        return side.id

    def alternatives(self, name: str, question: str, options: list[tuple[str, str, tuple[Words, ...]]]) -> str:
        """Keep several time expressions for one thing: an event each, and a reading over them; return the hole.

        Options are (option name, time expression, words).
        """
        ids = []
        for n, (_, expression, words) in enumerate(options, start=1):
            ident = self.free_id("event", f"{name}-{n}")
            self.add("event", [("id", ident), ("at", expression)], words)
            ids.append(ident)
        self.reading(
            name,
            question,
            [(option, ident) for (option, _, _), ident in zip(options, ids, strict=True)],
            [w for o in options for w in o[2]],
        )
        return f"{{{name}}}"

    def reading(self, ident: str, question: str, options: list[tuple[str, str]], words: Iterable[Words]) -> None:
        """Put down an open reading, once."""
        from trucewatch.drafting.records import Inline

        if not self.has("reading", ident):
            self.add(
                "reading", [("id", ident), ("question", question), ("options", Inline(pairs=tuple(options)))], words
            )

    def sorted_tables(self) -> tuple[Proposed, ...]:
        """Return the tables in the order in which a file has them; within a kind as they were put down."""
        return tuple(sorted(self.tables, key=lambda table: ORDER.index(table.kind)))
