"""Reading a few words of our own, and looking at a claim without its offsets."""

from functools import cache

import pytest

from trucewatch.model import Claim, Document, Published, Reading, Span
from trucewatch.reading import Context, read
from trucewatch.reading.syntax import Sentence, parse
from trucewatch.reading.tokens import paragraphs, sentences, tokenise
from trucewatch.reading.work import Work

THURSDAY = "2020-03-05"


@cache
def reading(text: str, published: str | None = THURSDAY) -> Reading:
    when = Published(start=published, end=published) if published else Published()
    return read(Document(id="d", text=text, lang="en", published=when))


def sketch(claim: Claim) -> dict[str, object]:
    """What a claim says, without spans and without what is empty in most."""
    return {
        "speaker": claim.speaker.name,
        "stance": claim.stance.value,
        "act": claim.act,
        "actors": [a.name for a in claim.actors],
        "targets": [t.name for t in claim.targets],
        "negated": claim.negated,
        "place": claim.place.name if claim.place else None,
        "when": (claim.when.start, claim.when.end) if claim.when else None,
        "counts": [(c.kind, c.at_least, c.at_most) for c in claim.counts],
        "of": [c.of for c in claim.counts],
        "weapons": [w.name for w in claim.weapons],
        "denies": list(claim.denies_what),
        "via": [v.name for v in claim.speaker.via],
        "cumulative": claim.cumulative,
        "window": (claim.window.start, claim.window.end) if claim.window else None,
        "part": any(c.part_of for c in claim.counts),
        "quote": claim.quote,
    }


@pytest.fixture(scope="session")
def read_text():
    """Read a text as of Thursday 5 March 2020."""
    return reading


@pytest.fixture(scope="session")
def told():
    """Return the sketches of the claims of a text."""
    return lambda text: [sketch(claim) for claim in reading(text).claims]


@pytest.fixture(scope="session")
def expect(told):
    """Fail unless one claim of the text has all the fields given."""

    def check(text: str, **fields: object) -> None:
        claims = told(text)
        shown = "\n".join(str({k: v for k, v in c.items() if v}) for c in claims) or "no claim"
        assert any(all(c[k] == v for k, v in fields.items()) for c in claims), f"{text}\nwanted: {fields}\n{shown}"

    return check


@pytest.fixture(scope="session")
def parsed():
    """Return the parsed sentences of a text."""

    def of(text: str) -> list[Sentence]:
        found = []
        for number, (start, end) in enumerate(paragraphs(text)):
            tokens = tokenise(text, start, end)
            found += [Sentence(text=text, tokens=tokens[a:b], paragraph=number) for a, b in sentences(tokens)]
        parse(found)
        return found

    return of


@pytest.fixture(scope="session")
def work_of():
    """Return an empty work on a text, without any pass run over it."""
    return lambda text: Work(document=Document(id="d", text=text, lang="en"), context=Context())


@pytest.fixture(scope="session")
def check_spans():
    """Fail unless every span of a reading holds the words that it is said to hold."""

    def check(made: Reading) -> None:
        text = made.document.text

        def holds(span: Span | None, words: str | None) -> bool:
            return span is None or (
                0 <= span[0] < span[1] <= len(text) and (words is None or text[slice(*span)] == words)
            )

        for claim in made.claims:
            assert text[slice(*claim.span)] == claim.quote
            assert holds(claim.content_span, None)
            assert claim.cue is None or holds(claim.cue.span, claim.cue.words)
            assert claim.place is None or holds(claim.place.span, claim.place.name)
            assert all(holds(w.span, w.name) for w in claim.weapons)
            assert all(holds(n.span, None) for n in (*claim.actors, *claim.targets, claim.speaker))
            assert all(holds(c.span, c.words) for c in claim.counts)
            for when in (claim.when, claim.said_when):
                assert when is None or holds(when.span, when.words)
        for one in made.attributions:
            assert one.cue is None or holds(one.cue.span, one.cue.words)
            assert holds(one.content_span, None)
        assert all(holds(m.span, m.name) for m in made.mentions)

    return check
