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
from typing import Any

from trucewatch import intake, reading
from trucewatch.errors import DocumentError, UnreadableError
from trucewatch.model import Document, to_plain

_HALF = re.compile(r"[\ud800-\udfff]")
_FIELDS = ("url", "publisher", "published", "title")


@dataclass(frozen=True, slots=True)
class Asked:
    """One document as handed in. `id` names it where its own line does not; `jsonl`: `data` is a line of JSON."""

    id: str
    data: bytes
    jsonl: bool = False
    trouble: str | None = None


def json_line(asked: Asked) -> str:
    """Return the line of one document.

    Raises:
        DocumentError: it is not what it should be, or cannot be read.
    """
    if asked.trouble is not None:
        raise UnreadableError(asked.trouble, document=asked.id)
    if not asked.jsonl:
        taken = intake.take_in(asked.data, name=asked.id, document_id=asked.id)
        return "\n".join(_line(document) for document in taken.documents)
    fields = _fields(asked)
    options = {name: fields.get(name) for name in _FIELDS}
    text = fields.get("text")
    if not isinstance(text, str):
        return _line(intake.take_in_html(_whole(fields["html"]), document_id=fields["id"], **options))
    return _line(intake.take_in_text(_whole(text), document_id=fields["id"], **options), given=text)


def error_line(asked: Asked, kind: str, message: str) -> str:
    """Return the line of a document that failed, under its own id where that can be made out."""
    name = asked.id
    if asked.jsonl:
        try:
            name = _given_id(_object(asked), asked)
        except DocumentError:
            name = asked.id
    return json.dumps({"document": {"id": name}, "error": {"kind": kind, "message": message}}, allow_nan=False)


def _line(document: Document, *, given: str | None = None) -> str:
    plain = to_plain(reading.read(document))
    if given is not None and given != document.text:
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
