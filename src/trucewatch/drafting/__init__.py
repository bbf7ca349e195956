"""Readings of reports in, a proposed agreement file out: a draft that is one long question.

`propose` finds what reports tell of a ceasefire that they announce: who agreed, from when, where, what must stop, what
is owed by when, what one side declares, who watches. Each table keeps the exact words that it came from and whose they
are. What no report says is left out and asked; where reports contradict each other, each telling is an option of an
open reading. Nothing is taken from a report that announces no ceasefire, nor from what it tells of an earlier one.
`write` makes a `*.truce.md` text of it, which `agreement check` takes and nobody has reviewed (see
`docs/adr/0013-drafting-is-a-question.md`).

The room stands above `reading`, whose grammars and parse it uses, and touches no disk but its own word lists.
"""

from trucewatch.drafting.proposing import propose
from trucewatch.drafting.records import Inline, Proposal, Proposed, Question, Report, Words
from trucewatch.drafting.writing import write

__all__ = ["Inline", "Proposal", "Proposed", "Question", "Report", "Words", "propose", "write"]
