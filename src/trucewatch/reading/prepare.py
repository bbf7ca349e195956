"""The first pass: sentences of the body, parsed; quotations, time phrases and quantities of the whole text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from trucewatch.reading.people import register
from trucewatch.reading.quantities import find_quantities
from trucewatch.reading.quotes import find_quotes
from trucewatch.reading.syntax import Sentence, parse
from trucewatch.reading.times import find_times
from trucewatch.reading.tokens import paragraphs, sentences, tokenise

if TYPE_CHECKING:
    from trucewatch.reading.work import Work


def prepare(work: Work) -> None:
    """Fill sentences, quotes, times, quantities and people."""
    text = work.document.text
    spans = list(paragraphs(text, [part.span for part in work.document.not_body]))
    for number, (start, end) in enumerate(spans):
        tokens = tokenise(text, start, end)
        for first, after in sentences(tokens):
            work.sentences.append(Sentence(text=text, tokens=tokens[first:after], paragraph=number))
    work.quotes = find_quotes(text, spans)
    anchor = work.document.published.start
    work.times = list(find_times(text, anchor=date.fromisoformat(anchor[:10]) if anchor else None))
    work.quantities = list(find_quantities(text))
    parse(work.sentences)
    register(work)
