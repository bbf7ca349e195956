"""What a model may answer: nothing else passes. The vocabulary is the records' own.

Fields have no defaults and no others are allowed, as servers that hold a model to a schema ask for; what is not in the
text is null or an empty list. The names are short words for a model to fill in, `claims` turns them into records.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, WithJsonSchema

from trucewatch.model import Stance
from trucewatch.model.acts import ACTS


def _act(code: str) -> str:
    if code not in ACTS:
        raise ValueError("no code of the vocabulary of acts")
    return code


ActCode = Annotated[str, AfterValidator(_act), WithJsonSchema({"type": "string", "enum": list(ACTS)})]
CountKind = Literal[
    "killed",
    "wounded",
    "displaced",
    "returned",
    "missing",
    "captured",
    "events",
    "munitions",
    "personnel",
    "equipment",
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ToldName(_Strict):
    """Somebody or something named, in the document's own words."""

    name: str
    kind: Literal["person", "group", "force", "object", "place"]


class ToldSpeaker(_Strict):
    """Who says it. `voice`: the outlet itself, somebody named, or somebody whom the text does not name."""

    voice: Literal["outlet", "named", "unnamed"]
    name: str | None
    kind: Literal["person", "group", "force", "publisher"] | None
    via: list[ToldName]


class ToldCount(_Strict):
    """A number. `part_of` is the place in the list of claims (from 0) of the one whose number includes it."""

    kind: CountKind
    words: str
    of: str | None
    at_least: int | None
    at_most: int | None
    part_of: int | None


class ToldClaim(_Strict):
    """A claim. `quote` proves it; `around` is longer words that hold the quote, where it stands more than once."""

    quote: str
    around: str | None
    speaker: ToldSpeaker
    cue: str | None
    stance: Annotated[Stance, WithJsonSchema({"type": "string", "enum": [s.value for s in Stance]})]
    denies_what: list[Literal["occurrence", "authorship", "target", "toll"]]
    gloss: bool
    act: ActCode | None
    negated: bool
    ahead: bool
    actors: list[ToldName]
    targets: list[ToldName]
    weapons: list[str]
    place: str | None
    when: str | None
    said_when: str | None
    counts: list[ToldCount]
    cumulative: bool
    window: str | None


class _Whole(_Strict):
    claims: list[ToldClaim]


def json_schema() -> dict[str, Any]:
    """Return the schema that a server is asked to hold the model to."""
    return _Whole.model_json_schema()


def answered(content: str) -> list[ToldClaim | None]:
    """Return the claims of an answer, None for each that is not of the schema; `part_of` counts those too.

    Raises:
        ValueError: the answer as a whole is not `{"claims": [...]}`.
    """
    try:
        whole = json.loads(_bare(content))
    except (ValueError, RecursionError):
        whole = None
    if not isinstance(whole, dict) or whole.keys() != {"claims"} or not isinstance(whole["claims"], list):
        # The words of the model may hold anything: the message repeats none.
        raise ValueError("is no JSON of the schema")
    return [_claim(one) for one in whole["claims"]]


def _claim(raw: Any) -> ToldClaim | None:
    try:
        return ToldClaim.model_validate_json(json.dumps(raw))
    except (ValidationError, RecursionError):
        return None


def _bare(content: str) -> str:
    """Return the answer without what models put around JSON: thoughts before it, a fence of Markdown."""
    text = content.strip()
    if text.startswith("<think>") and "</think>" in text:
        text = text.partition("</think>")[2].strip()
    if text.startswith("```") and text.endswith("```") and "\n" in text:
        text = text.partition("\n")[2].removesuffix("```").strip()
    return text
