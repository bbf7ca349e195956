"""The acts of each sentence: `work.events` is filled from verbs and nominals, one act told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading.merging import told_once
from trucewatch.reading.nominals import act_of_noun
from trucewatch.reading.verbs import act_of_verb

if TYPE_CHECKING:
    from trucewatch.reading.work import Event, Work


def find_events(work: Work) -> None:
    """Fill `work.events`, in the order of the text."""
    for s in work.sentences:
        found: dict[int, Event] = {}
        for i in range(len(s)):
            event = act_of_verb(work, s, i) if s.is_verb(i) else act_of_noun(work, s, i)
            if event is not None:
                found[i] = event
        work.events.extend(told_once(s, found))
