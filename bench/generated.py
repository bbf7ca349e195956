"""Made-up reports, pages and copies to measure intake on. Everything follows from the seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from trucewatch.model import Document, NotBody, Published

SYLLABLES = ("ba", "ra", "min", "tal", "qus", "hol", "dor", "sha", "fir", "nab", "zay", "kal", "mu", "lit", "ter", "os")
NOUNS = ("village", "checkpoint", "convoy", "hospital", "road", "market", "field", "ridge", "school", "bridge", "camp")
VERBS = ("reached", "left", "shelled", "watched", "closed", "crossed", "repaired", "searched", "held", "surrounded")
WHO = ("the council", "a patrol", "the ministry", "local medics", "the monitors", "residents", "an officer", "drivers")
WHEN = ("before dawn", "at noon", "late in the evening", "for two hours", "after the talks", "on the second day")
CHROME = ("We use cookies to improve your visit.", "Share this article", "Leave a Reply", "Subscribe to our newsletter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A set of documents and, for every copy, the id of its original."""

    documents: tuple[Document, ...]
    originals: dict[str, str]


def _name(rng: random.Random) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 3))).capitalize()


def sentence(rng: random.Random) -> str:
    """Return one sentence of about fourteen words."""
    return (
        f"{rng.choice(WHO).capitalize()} {rng.choice(VERBS)} the {rng.choice(NOUNS)} near {_name(rng)} "
        f"{rng.choice(WHEN)}, and {rng.choice(WHO)} {rng.choice(VERBS)} {rng.randint(2, 40)} {rng.choice(NOUNS)}s."
    )


def quotation(rng: random.Random) -> str:
    """Return a quoted statement of some forty words."""
    return "“" + " ".join(sentence(rng) for _ in range(3)) + "”"


def report(rng: random.Random, *, words: int = 300) -> list[str]:
    """Return paragraphs of a report, one of them a quotation."""
    paragraphs, count = [], 0
    while count < words:
        paragraphs.append(" ".join(sentence(rng) for _ in range(rng.randint(2, 4))))
        count += len(paragraphs[-1].split())
    paragraphs.insert(1, f"{quotation(rng)} {_name(rng)} said.")
    return paragraphs


def page(rng: random.Random, *, words: int = 900) -> str:
    """Return an HTML page with navigation, metadata, an article and a footer."""
    headline = sentence(rng)[:60].rstrip(" ,.")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in report(rng, words=words))
    links = "".join(f"<li><a href='/{i}'>{sentence(rng)[:40]}</a></li>" for i in range(30))
    return (
        f"<!doctype html><html lang='en'><head><title>{headline} | Valley Post</title>"
        f"<meta property='og:title' content='{headline}'><meta property='og:site_name' content='Valley Post'>"
        "<meta property='article:published_time' content='2020-03-05T20:32:00Z'></head><body>"
        f"<nav><ul>{links}</ul></nav><article><h1>{headline}</h1>{body}</article>"
        f"<aside><ul>{links}</ul></aside><footer>© 2020 Valley Post</footer></body></html>"
    )


def _edited(rng: random.Random, text: str) -> str:
    words = text.split(" ")
    for i in range(0, len(words), 28):
        words[min(len(words) - 1, i + rng.randint(0, 20))] = _name(rng).lower()
    return " ".join(words)


def _copy(rng: random.Random, kind: int, paragraphs: list[str]) -> tuple[str, tuple[NotBody, ...]]:
    """Return a copy: as is, other headline, chrome, cut at its end or start, edited, added to, retyped."""
    text = "\n\n".join(paragraphs)
    if kind == 1:
        head = sentence(rng)
        return f"{head}\n\n{text}", (NotBody(span=(0, len(head)), reason="title"),)
    if kind == 2:
        return "\n\n".join((*CHROME[:2], text, *CHROME[2:])), ()
    if kind == 3:
        return "\n\n".join(paragraphs[: max(2, len(paragraphs) * 2 // 3)]), ()
    if kind == 4:
        return "\n\n".join(paragraphs[len(paragraphs) // 3 :]), ()
    if kind == 5:
        return "\n\n".join(_edited(rng, paragraph) for paragraph in paragraphs), ()
    if kind == 6:
        return "\n\n".join((sentence(rng), *paragraphs, *report(rng, words=60)[:2])), ()
    return (text.replace("“", '"').replace("”", '"').upper() if kind == 7 else text), ()


def _rewrite(rng: random.Random, paragraphs: list[str]) -> list[str]:
    """Return another agency's report of the same statement: the quotation is shared, the sentences are not."""
    own = report(rng, words=200)
    return [own[0], paragraphs[1], *own[2:]]


def _bulletin(rng: random.Random) -> list[str]:
    """Return a monitor's daily bulletin: fixed phrases, other figures and places every day."""
    return [
        f"The monitors counted {rng.randint(2, 90)} violations in the past 24 hours in the area of {_name(rng)}.",
        f"In {_name(rng)}, {rng.randint(2, 30)} explosions were heard between 02:{rng.randint(10, 59)} and 05:00.",
        f"A patrol that set out for {_name(rng)} was turned back at a checkpoint after {rng.randint(2, 50)} minutes.",
        f"The cameras at {_name(rng)} and {_name(rng)} did not work; {rng.randint(2, 9)} places were not visited.",
    ]


def collection(*, seed: int = 7, stories: int = 60) -> Made:
    """Return reports, their copies in eight kinds, rewrites that share a quotation, and daily bulletins."""
    rng = random.Random(seed)  # noqa: S311  (runs must repeat)
    documents: list[Document] = []
    originals: dict[str, str] = {}
    for n in range(stories):
        paragraphs = report(rng, words=rng.randint(120, 600))
        day, hour = 1 + n % 28, n % 12
        first = Document(
            id=f"s{n:04d}", publisher=f"Agency {_name(rng)}", text="\n\n".join(paragraphs), published=_at(day, hour)
        )
        documents.append(first)
        for kind in rng.sample(range(8), 3):
            text, chrome = _copy(rng, kind, paragraphs)
            copy = replace(
                first, id=f"{first.id}-copy{kind}", publisher=f"Site {_name(rng)}", text=text, not_body=chrome
            )
            documents.append(replace(copy, published=_at(day, hour + 1 + rng.randint(0, 9))))
            originals[copy.id] = first.id
        rewritten = "\n\n".join(_rewrite(rng, paragraphs))
        documents.append(
            Document(
                id=f"s{n:04d}-rewrite", publisher=f"Agency {_name(rng)}", text=rewritten, published=_at(day, hour + 2)
            )
        )
        bulletin = "\n\n".join(_bulletin(rng))
        documents.append(Document(id=f"b{n:04d}", publisher="The Monitors", text=bulletin, published=_at(day, 20)))
    rng.shuffle(documents)
    return Made(documents=tuple(documents), originals=originals)


def _at(day: int, hour: int) -> Published:
    instant = f"2020-03-{day:02d}T{hour:02d}:00:00+00:00"
    return Published(start=instant, end=instant, method="given")
