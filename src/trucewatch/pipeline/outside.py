"""The stable interface for others: a document in, one line of JSON out, no case needed.

```
{"document": {…}, "mentions": […], "attributions": […], "claims": […]}
{"document": {"id": …}, "error": {"kind": …, "message": …}}
```

Lines are ASCII (other letters are escaped), so that no reader's idea of a line end can break one.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trucewatch import intake, reading
from trucewatch.errors import DocumentError, UnreadableError
from trucewatch.model import Document, to_plain
from trucewatch.pipeline.readers import Answer, by_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from trucewatch.asking import Usage

    Ask = Callable[[Document, reading.Context], Answer]

_HALF = re.compile(r"[\ud800-\udfff]")
_FIELDS = ("url", "publisher", "published", "title")


@dataclass(frozen=True, slots=True)
class Asked:
    """One document as handed in. `id` names it where its own line does not; `jsonl`: `data` is a line of JSON."""

    id: str
    data: bytes
    jsonl: bool = False
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """The lines of one input (a file may hold several documents), how many are errors, and what reading took."""

    lines: str
    failed: int
    usage: Usage | None


def json_line(asked: Asked) -> str:
    """Return the line of one document, read by the rules.

    Raises:
        DocumentError: it is not what it should be, or cannot be read.
    """
    return told(asked, ask=by_rules).lines


def told(asked: Asked, *, ask: Ask | None) -> Told:
    """Return the lines of one input, read by `ask`; a document that has no reading is a line with its error.

    Raises:
        DocumentError: the input is not what it should be, or cannot be read, or there is nobody to ask.
    """
    if ask is None:
        raise DocumentError("its reader cannot be asked", document=asked.id)
    lines, failed, usage = [], 0, None
    for document, given in _documents(asked):
        answer = ask(document, reading.Context())
        if answer.usage is not None:
            usage = answer.usage if usage is None else usage + answer.usage
        if answer.reading is None:
            failed += 1
            lines.append(_error(document.id, "unanswered", answer.trouble or "not read"))
        else:
            lines.append(_line(to_plain(answer.reading), given=given))
    return Told("\n".join(lines), failed, usage)


def _documents(asked: Asked) -> Iterator[tuple[Document, str | None]]:
    """Yield the documents of one input, each with its text as given, where that goes out again as it came."""
    if asked.trouble is not None:
        raise UnreadableError(asked.trouble, document=asked.id)
    if not asked.jsonl:
        taken = intake.take_in(asked.data, name=asked.id, document_id=asked.id)
        yield from ((document, None) for document in taken.documents)
        return
    fields = _fields(asked)
    options = {name: fields.get(name) for name in _FIELDS}
    text = fields.get("text")
    if not isinstance(text, str):
        yield intake.take_in_html(_whole(fields["html"]), document_id=fields["id"], **options), None
    else:
        yield intake.take_in_text(_whole(text), document_id=fields["id"], **options), text


def error_line(asked: Asked, kind: str, message: str) -> str:
    """Return the line of a document that failed, under its own id where that can be made out."""
    name = asked.id
    if asked.jsonl:
        try:
            name = _given_id(_object(asked), asked)
        except DocumentError:
            name = asked.id
    return _error(name, kind, message)


def _error(name: str, kind: str, message: str) -> str:
    return json.dumps({"document": {"id": name}, "error": {"kind": kind, "message": message}}, allow_nan=False)


def _line(plain: Any, *, given: str | None) -> str:
    if given is not None and given != plain["document"]["text"]:
        plain["document"]["text"] = given
        for claim in plain["claims"]:
            claim["quote"] = given[slice(*claim["span"])]
    return json.dumps(plain, allow_nan=False)


def _whole(text: str) -> str:
    """Return the text with half letters (lone surrogates, as broken JSON has them) replaced one for one.

    No library takes them; spans stay true, and the given text goes out as it came.
    """
    return _HALF.sub("\ufffd", text)


def _fields(asked: Asked) -> dict[str, Any]:
    fields = _object(asked)
    fields["id"] = _given_id(fields, asked)
    if not isinstance(fields.get("text"), str) and not isinstance(fields.get("html"), str):
        raise DocumentError("has neither text nor html", document=asked.id)
    wrong = [name for name in _FIELDS if not isinstance(fields.get(name), (str, type(None)))]
    if wrong:
        raise DocumentError(f"{wrong[0]} is not a string", document=asked.id)
    return fields


def _object(asked: Asked) -> dict[str, Any]:
    try:
        fields = json.loads(asked.data)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"is not a line of JSON ({error})", document=asked.id) from error
    if not isinstance(fields, dict):
        raise DocumentError("is not a JSON object with id and text or html", document=asked.id)
    return fields


def _given_id(fields: dict[str, Any], asked: Asked) -> str:
    given = fields.get("id")
    if not isinstance(given, (str, int)) or isinstance(given, bool):
        raise DocumentError("has no id: write a string", document=asked.id)
    return str(given)
