"""When: the events, the length and its renewals, and what is asked where the words leave an instant open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.drafting.moments import CLOCK, counted
from trucewatch.drafting.records import Inline
from trucewatch.drafting.settling import clusters, grouped, joined

if TYPE_CHECKING:
    from trucewatch.drafting.building import Desk
    from trucewatch.drafting.gathering import Gathered
    from trucewatch.drafting.moments import Length, Moment
    from trucewatch.drafting.records import Value, Words
    from trucewatch.drafting.settling import Cluster
    from trucewatch.drafting.timing import Start


def put_events(desk: Desk, found: Gathered) -> None:
    """Put down the day of the agreement and the beginning."""
    _put_announced(desk, found)
    _put_start(desk, found)


def _put_announced(desk: Desk, found: Gathered) -> None:
    told = clusters(found.agreed)
    days = sorted({cluster.moment.day for cluster in told})
    if len(days) == 1:
        desk.add("event", [("id", "announced"), ("at", told[0].moment.options[0])], [w for c in told for w in c.words])
    elif days:
        words = [w for c in told for w in c.words]
        desk.reading(
            "agreed-day",
            "On which day was it agreed? The reports name several.",
            [(f"day-{day}", day) for day in days],
            words,
        )
        desk.add("event", [("id", "announced"), ("at", f"{{agreed-day}}{CLOCK}")], words)
        desk.ask(
            "On which day was it agreed or signed? The reports name several days.", "`[[event]] announced at`", words
        )
    else:
        dated = [telling for telling, _ in found.tellings if telling.day]
        if not dated:
            desk.ask(
                "On which day was it agreed? No report bears a date, so that no day in them could be told.",
                "`[[event]] announced at`",
            )
            return
        first = dated[0]
        line = next(one for one in first.lines if one.scope == "announces")
        remark = "The day of the first report: no report names the day of the agreement."
        desk.add("event", [("id", "announced"), ("at", f"{first.day}{CLOCK}")], [first.words(line)], (remark,))
        desk.ask(
            "On which day was it signed? Only the day of the first report is known.",
            "`[[event]] announced at`",
            [first.words(line)],
        )
    desk.announced = "announced"


def _put_start(desk: Desk, found: Gathered) -> None:
    told = clusters((_on_the_day(found, s), s.words) for s in found.starts if s.moment is not None)
    later = [s for s in found.starts if s.how == "after" and s.length is not None]
    at_once = [s.words for s in found.starts if s.how == "immediate"]
    if len(told) == 1:
        desk.add("event", [("id", "start"), ("at", _expression(desk, told[0], "start"))], told[0].words)
        desk.start = "start"
    elif told:
        options = [
            (f"told-{n}", _expression(desk, one, f"start-{n}"), one.words) for n, one in enumerate(told, start=1)
        ]
        desk.start = desk.alternatives("start", "When does the ceasefire begin? The reports differ.", options)
        spoken = joined([f"“{_short(one)}”" for one in told], "or")
        desk.ask(
            f"Which beginning is in the text: {spoken}? The reports contradict each other.",
            "`[[reading]] start`, `[[event]] at`",
            [w for c in told for w in c.words],
        )
    elif later and desk.announced:
        lengths = grouped(later, lambda s: s.length.words if s.length else "")
        name, group = next(iter(lengths.items()))
        expression = counted(group[0].length, desk.announced) if group[0].length else name
        desk.add("event", [("id", "start"), ("at", expression)], [s.words for s in group])
        desk.start = "start"
    elif at_once and desk.announced:
        desk.add(
            "event",
            [("id", "start"), ("at", desk.announced)],
            at_once,
            ("“Immediately”: somewhere in the day of the agreement.",),
        )
        desk.start = "start"
        desk.ask("At which hour did it take effect? The reports say “immediately”.", "`[[event]] start at`", at_once)
    else:
        vague = [s.words for s in found.starts]
        desk.ask(
            "When does the ceasefire begin: day, hour and clock? No report settles it.", "`[[event]] start at`", vague
        )
    _ask_hours(desk, found, told)


def _on_the_day(found: Gathered, start: Start) -> Moment:
    """Return when a telling begins it; an hour told without a day falls on the one day that another telling names."""
    moment = start.moment
    assert moment is not None  # noqa: S101
    told = [s for s in found.starts if s.moment is not None and not s.moment.exact]
    days = {s.moment.day for s in told if s.moment is not None}
    if start.dayless is None or len(days) != 1:
        return moment
    (day,) = days
    same = any(s.words.document == start.words.document for s in told)
    options = [f"{day}{option[10:]}" for option in moment.options[:1]] if same else moment.options
    fitting = tuple(option for option in options if option[:10] == day)
    if len(fitting) != 1:
        return moment
    return replace(moment, options=fitting, lo=fitting[0][:16], hi=fitting[0][:16])


def _short(cluster: Cluster) -> str:
    return cluster.moment.options[0].replace(CLOCK, "")


def _expression(desk: Desk, cluster: Cluster, ident: str) -> str:
    """Return the time expression of a cluster; one that fits two instants becomes a reading over both."""
    moment = cluster.moment
    if len(moment.options) == 1:
        return moment.options[0]
    zone = moment.options[0][16:]
    name = "midnight" if moment.midnight else "day"
    name = name if ident in ("start", "end") else f"{name}-{ident}"
    options = [
        (f"{'begins' if n == 0 else 'ends'}-{moment.lo[:10]}" if moment.midnight else o[:10], o[:16])
        for n, o in enumerate(moment.options)
    ]
    question = (
        f"Which midnight is meant, the one that begins or the one that ends {moment.lo[:10]}?"
        if moment.midnight
        else "On which day, the report's or the next?"
    )
    options = [(f"d-{key}" if key[0].isdigit() else key, value) for key, value in options]
    desk.reading(name, question, options, cluster.words)
    return f"{{{name}}}{zone}"


def _ask_hours(desk: Desk, found: Gathered, told: tuple[Cluster, ...]) -> None:
    for cluster in told:
        moment = cluster.moment
        if moment.midnight and len(moment.options) > 1:
            desk.ask(
                f"Which midnight is meant: the one that begins {moment.lo[:10]}, or the one that ends it?",
                "`[[reading]] midnight`",
                cluster.words,
            )
        elif not moment.exact:
            desk.ask(f"At which hour of {_short(cluster)} does it begin?", "`[[event]] start at`", cluster.words)
    midnights = [s.words for s in found.starts if s.moment is not None and s.moment.midnight]
    settled = any(c.moment.midnight or c.moment.lo.endswith("T00:00") for c in told if c.moment.exact)
    if midnights and not settled:
        desk.ask(
            "One report says “midnight”, another words a minute: is it 00:00 or 00:01, and of which day?",
            "`[[event]] start at`",
            midnights,
        )
    for start in found.starts:
        if start.dayless and start.moment is not None and _on_the_day(found, start) is start.moment:
            desk.ask(
                f"On which day does {start.dayless} fall? The words name the hour only; the draft takes the "
                f"next such hour after the report's day began.",
                "`[[event]] start at`",
                [start.words],
            )
            break


def base_of(desk: Desk, length: Length, words: tuple[Words, ...]) -> str | None:
    """Return from when a length counts: as told, else a reading over the agreement and the beginning."""
    start, announced = desk.start, desk.announced
    if length.base == "start":
        return start
    if length.base == "signed":
        return announced
    if length.base == "other":
        return None
    if start is None or announced is None:
        return start or announced
    if start != "start" or announced == "start":
        return start
    desk.reading(
        "counted-from",
        "From when are periods counted, where the words do not say: from the agreement, or from the beginning "
        "of the ceasefire?",
        [("agreement", announced), ("beginning", start)],
        words,
    )
    return "{counted-from}"


def put_phases(desk: Desk, found: Gathered) -> None:
    """Put down how long the truce and the stay of those who watch last, and how they are renewed."""
    for of, ident in (("truce", "truce"), ("mandate", "mandate")):
        told = [last for last in found.lasts if last.of == of]
        ends = grouped(
            told, lambda last: last.length.words if last.length else last.moment.options[0] if last.moment else ""
        )
        words = tuple(last.words for last in told)
        if not ends:
            continue
        start = desk.start if of == "truce" else None
        expressions = []
        for end, tellings in ends.items():
            length = tellings[0].length
            base = (start or desk.announced) if of == "truce" else None
            expression = end if length is None else counted(length, base) if base else None
            if expression is not None:
                expressions.append((end, expression, tuple(last.words for last in tellings)))
        until = _until(desk, ident, expressions)
        remarks = () if until else (f"It is told to last {joined(list(ends))}; from when is not told.",)
        desk.add(
            "phase",
            [("id", ident), ("from", start), ("until", until), ("renew", _renewal(desk, found, of))],
            words,
            remarks,
        )
        if of == "truce" and until:
            desk.truce_until = "truce.until"
            desk.ask(
                "Do the prohibitions end with this period, or only a first phase of it?",
                "`[[prohibit]] until`, `[[phase]] truce after`",
                words,
            )
        elif not until:
            desk.ask(
                f"From when does the period of {joined(list(ends))} run?", f"`[[phase]] {ident} from`, `until`", words
            )
    if not any(last.of == "truce" for last in found.lasts):
        desk.ask(
            "Does the ceasefire end, and is it renewed? The reports tell no length.",
            "`[[phase]] until`, `renew`; `[[prohibit]] until`",
        )
    _put_extensions(desk, found)


def _until(desk: Desk, ident: str, expressions: list[tuple[str, str, tuple[Words, ...]]]) -> str | None:
    if not expressions:
        return None
    if len(expressions) == 1:
        return expressions[0][1]
    options = [(f"told-{n}", expression, words) for n, (_, expression, words) in enumerate(expressions, start=1)]
    desk.ask(
        f"How long does it last: "
        f"{joined([end.replace(CLOCK, '').strip() for end, _, _ in expressions], 'or')}? The reports differ.",
        f"`[[reading]] {ident}-end`, `[[phase]] {ident} until`",
        [w for _, _, words in expressions for w in words],
    )
    return desk.alternatives(f"{ident}-end", "How long does it last? The reports differ.", options)


def _renewal(desk: Desk, found: Gathered, of: str) -> Inline | None:
    told = [renewal for renewal in found.renewals if renewal.of == of]
    if not told:
        return None
    words = [renewal.words for renewal in told]
    automatic = [renewal for renewal in told if renewal.automatic and renewal.period is not None]
    if not automatic:
        desk.ask(
            "How is it renewed: for how long, by whose consent, with what notice?", f"`[[phase]] {of} renew`", words
        )
        return None
    first = automatic[0]
    event = desk.free_id("event", "notice-given")
    desk.add("event", [("id", event), ("observe", Inline(pairs=(("act", "notice"),)))], words)
    pairs: list[tuple[str, str | bool]] = [
        ("period", first.period.words if first.period else ""),
        ("automatic", True),
        ("unless", event),
    ]
    notice = next((renewal.notice.words for renewal in automatic if renewal.notice), None)
    if notice:
        pairs.append(("notice", notice))
    else:
        desk.ask(
            "How long before the end must notice be given, and by whom?", f"`[[phase]] {of} renew` (`notice`)", words
        )
    return Inline(pairs=tuple(pairs))


def _put_extensions(desk: Desk, found: Gathered) -> None:
    for n, extension in enumerate(found.extensions, start=1):
        telling = next(t for t, _ in found.tellings if t.document == extension.words.document)
        target = next((t for t in desk.tables if t.kind == "phase" and t.id == "truce" and t.get("until")), None)
        new = extension.moment.options[0] if extension.moment else None
        if new is None and extension.length is not None and target is not None:
            new = counted(extension.length, f"({target.get('until')})")
        if target is None or new is None or telling.day is None:
            desk.ask("The ceasefire was extended: from which end, to which?", "`[[amend]] sets`", [extension.words])
            continue
        keys: list[tuple[str, Value | None]] = [
            ("id", f"A{n}"),
            ("at", telling.day),
            ("sets", Inline(pairs=(("truce.until", new),))),
        ]
        desk.add("amend", keys, [extension.words])
        desk.ask(
            "Who agreed to the extension, and when did it become known?",
            f"`[[amend]] A{n} agreed_by`, `known_at`",
            [extension.words],
        )
