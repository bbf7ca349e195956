"""The page of names of places: a map, what waits beside what it may be, what was located how, what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.publishing import wording
from trucewatch.publishing.blocks import (
    Block,
    Card,
    Figure,
    Items,
    Line,
    Page,
    Para,
    Row,
    Section,
    Span,
    Subheading,
    Table,
    muted,
    strong,
)
from trucewatch.publishing.doubt_drawing import finer, words
from trucewatch.publishing.markup import as_html
from trucewatch.publishing.places_map import draw
from trucewatch.publishing.places_spots import maybes, spots
from trucewatch.publishing.places_views import STATES

if TYPE_CHECKING:
    from trucewatch.publishing.places_map import DrawnPlaces
    from trucewatch.publishing.places_spots import Maybe, Spot
    from trucewatch.publishing.places_views import Answered, Hangs, LocatedName, PlacesView, WaitingName

_MOST_IDS = 6
_PLAIN = frozenset({None, "in", "of", "at"})
KIND = (
    "This page lists the names of places that reports write, and where a table or an analyst puts them. A name that no "
    "table settles stays a name; none is guessed. That a place is on the map does not say that anything happened there."
)


def page(view: PlacesView) -> str:
    """Return the page as one HTML text, with no script and no request to anywhere; the view was redacted before."""
    return as_html(_page(view), look="places")


def _page(view: PlacesView) -> Page:
    case, drawn = view.case, draw(view)
    return Page(
        title=f"Names of places: {case.title}",
        kicker="Where the reports say it was",
        lines=(
            (strong("Agreement: "), f"{case.agreement.title}."),
            (strong("Information cut-off: "), f"{wording.moment(case.as_of, case.tz)}."),
            (strong("What this page is: "), KIND),
        ),
        sections=(
            _map(drawn),
            _waiting(view),
            _located(view),
            _answers(view),
            _method(drawn),
        ),
        footer=((f"Agreement {case.agreement.id}, version {case.agreement.version}. Made with Trucewatch.",),),
    )


def _map(drawn: DrawnPlaces | None) -> Section:
    if drawn is None:
        return Section("map", "Map", (Para(("Nothing in this case has a position yet.",)),))
    caption: Line = ("Numbers are those of the list of located names, letters those of the waiting ones.",)
    blocks: list[Block] = [Figure(drawn.svg, caption)]
    wide = "Wider than a third of the map, without their discs: "
    for told, held in ((wide, drawn.wide), ("Beyond its edge: ", drawn.beyond)):
        if held:
            blocks.append(Para((strong(told), *_listed(held)), "note"))
    return Section("map", "Map", tuple(blocks))


def _listed(held: tuple[Spot, ...]) -> Line:
    parts: list[str | Span] = []
    for n, spot in enumerate(held):
        parts += [
            Span("link", f"{spot.number} {spot.label}", f"#at-{spot.number}"),
            "." if n == len(held) - 1 else ", ",
        ]
    return tuple(parts)


# --- what waits ------------------------------------------------------------------------------------------------


def _waiting(view: PlacesView) -> Section:
    title = f"What waits ({len(view.waiting)})"
    if not view.waiting:
        return Section("waiting", title, (Para(("No name waits.",)),))
    lead: Line = (
        "Names that no table settles, what most incidents hang on first. An analyst answers with ",
        Span("code", "trucewatch decide DIR NAME --is ROW --by WHO --reason WHY"),
        ", with a point and its radius in place of the row (",
        Span("code", "--is LON,LAT,RADIUS"),
        "), or with ",
        Span("code", "--no-place"),
        " or ",
        Span("code", "--stays-open"),
        "; with ",
        Span("code", "--in DOCUMENT"),
        " it holds in that document alone. The next run takes the answer in; ",
        Span("code", "--undo"),
        " takes it back.",
    )
    cards = tuple(_card(letter, waiting, them) for letter, waiting, them in maybes(view))
    return Section("waiting", title, (Para(lead, "lead"), *cards))


def _card(letter: str, waiting: WaitingName, them: tuple[Maybe, ...]) -> Card:
    written = [relation for relation in waiting.relations if relation not in _PLAIN]
    blocks: list[Block] = [Para((f"{STATES[waiting.state].capitalize()}. {_hangs(waiting.hangs)}.",))]
    if written:
        blocks.append(Para(("Written with: ", ", ".join(written), "."), "note"))
    blocks += [Para((Span("flag", note),)) for note in waiting.notes]
    if waiting.answered is not None:
        blocks.append(Para((*_by(waiting.answered), " did not reach it: the reader takes other words here."), "note"))
    if them:
        rows = tuple(_candidate(one) for one in them)
        blocks.append(Table(f"What “{waiting.name}” may be", ("Place", "Row", "Score", "Where"), rows, dense=True))
    elif waiting.state == "not-found":
        blocks.append(Para(("No candidate.",), "note"))
    blocks.append(_where(waiting.hangs))
    title: Line = (Span("number", letter), " ", strong(waiting.name))
    return Card(f"waits-{letter}", title, tuple(blocks), tone="unknown")


def _candidate(one: Maybe) -> Row:
    place = one.place
    on_map = place.lon is not None
    mark = Span("link", one.mark, f"#map-{one.mark}") if on_map else Span("muted", one.mark)
    kind = ", ".join(filter(None, (place.kind, place.country)))
    away = "" if place.away_m is None else f", {wording.distance(place.away_m)} from the middle of the case"
    return Row(
        cells=(
            (mark, f" {place.name} ", muted(f"({kind}{away})")),
            (Span("code", place.ref),),
            (f"{place.score:.2f}",),
            _point(place.lon, place.lat, place.radius_m),
        ),
        notes=((f"Not taken: {place.why}.",),),
        id=f"may-{one.mark}",
    )


# --- what was located ------------------------------------------------------------------------------------------


def _located(view: PlacesView) -> Section:
    rows = tuple(_name(spot, n, one) for spot in spots(view) for n, one in enumerate(spot.names))
    title = f"What was located ({len(rows)})"
    described = wording.count(len(view.described.claims), "claim", "claims")
    rest = Para(
        (
            f"Not listed: {described} with a place that is only described (“the village”), ",
            f"{wording.count(view.unplaced, 'claim', 'claims')} that name none.",
        ),
        "note",
    )
    if not rows:
        return Section("located", title, (Para(("No name was located.",)), rest))
    head = ("Name as written", "Located as", "Where", "Hangs on it")
    table = Table("Names by place; the number is that of the map", head, rows, dense=True)
    return Section("located", title, (table, rest))


def _name(spot: Spot, n: int, one: LocatedName) -> Row:
    relation = "" if one.relation in _PLAIN else f" ({one.relation})"
    row: Line = (one.row or "", " ", Span("code", one.ref)) if one.ref else (muted("no row of a table"),)
    score = "" if one.score is None else f", score {one.score:.2f}"
    by: Line = () if one.answered is None else ("; ", *_by(one.answered))
    return Row(
        cells=(
            (Span("link", str(spot.number), f"#map-{spot.number}"), f" {one.name}", muted(relation)),
            row,
            (*_point(one.lon, one.lat, one.radius_m), *_finer(one)),
            (_hangs(one.hangs),),
        ),
        notes=(("Method: ", Span("code", one.method), score, *by, ". ", *_ids(one.hangs)),),
        id=f"at-{spot.number}" if n == 0 else None,
    )


def _point(lon: float | None, lat: float | None, radius_m: float | None) -> Line:
    if lon is None or lat is None or radius_m is None:
        return (muted("no point"),)
    return (f"{lat:.4f} N {lon:.4f} E ± {wording.distance(radius_m)}",)


def _finer(one: LocatedName) -> Line:
    """Return where in its disc a place may be, where more is known."""
    return (muted(f": {words(one.doubt)}"),) if one.doubt is not None and finer(one.doubt) else ()


def _hangs(hangs: Hangs) -> str:
    incidents = wording.count(len(hangs.incidents), "incident", "incidents")
    return f"{incidents}, {wording.count(len(hangs.claims), 'claim', 'claims')}"


def _where(hangs: Hangs) -> Para:
    return Para(_ids(hangs), "note")


def _ids(hangs: Hangs) -> Line:
    """Return in which documents and incidents a name stands; of many the first."""
    parts: list[str | Span] = []
    for told, ids in (("In ", hangs.documents), ("Incidents ", hangs.incidents)):
        if ids:
            parts += [told, *_first(ids), ". "]
    return tuple(parts)


def _first(ids: tuple[str, ...]) -> Line:
    """Return the first few ids, and how many more there are."""
    parts: list[str | Span] = []
    for n, one in enumerate(ids[:_MOST_IDS]):
        parts += [", " if n else "", Span("code", one)]
    more = len(ids) - _MOST_IDS
    return (*parts, f" and {more} more" if more > 0 else "")


# --- what was answered -----------------------------------------------------------------------------------------


def _answers(view: PlacesView) -> Section:
    title = f"What analysts answered ({len(view.answers)})"
    if not view.answers:
        return Section("answers", title, (Para(("Nobody has answered where a name is.",)),))
    return Section("answers", title, (Items(tuple(_answer(one) for one in view.answers)),))


def _answer(one: Answered) -> Line:
    if one.says == "is":
        says: Line = (" is ", one.place or "", " ", Span("code", one.ref or ""), ", ")
        says = (*says, *_point(one.lon, one.lat, one.radius_m))
    else:
        says = (" is the name of no place",) if one.says == "no-place" else (" stays a name, not located",)
    return (
        strong(one.name),
        *says,
        *_reach(one),
        f": {one.reason} ",
        muted(f"({one.by}, {wording.written(one.at)}, {one.decision})"),
    )


def _reach(one: Answered) -> Line:
    """Return where an answer holds."""
    if one.documents:
        return (", in ", *_first(one.documents), " alone")
    return (", in all documents", *((" but ", *_first(one.elsewhere)) if one.elsewhere else ()))


def _by(one: Answered) -> Line:
    return (f"set by {one.by}, {wording.written(one.at)} ({one.decision})",)


def _method(drawn: DrawnPlaces | None) -> Section:
    lines: tuple[Line, ...] = (
        ("A case’s own list of places is asked first, then imported and built-in tables, only in the case’s region.",),
        ("Score 1 is the place’s own name; below, the name only sounds like it. Between ties nothing is chosen.",),
        ("An analyst’s answer goes before every table and holds for that name alone, until it is taken back.",),
        ("In the documents that an answer names, it goes before that for all of them.",),
        ("Private persons stand under a pseudonym; analysts and observers are not named.",),
    )
    credits_: tuple[Line, ...] = (
        ("Borders and coasts: Natural Earth, 1:50,000,000, public domain. No position is taken on any border.",),
        ("Built-in places: GeoNames (geonames.org), CC BY 4.0; divisions: Natural Earth; regions: own estimates.",),
        *((credit,) for credit in (drawn.credits if drawn else ())),
    )
    return Section("method", "Method and credits", (Items(lines), Subheading(("Credits",)), Items(credits_)))
