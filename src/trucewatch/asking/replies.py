"""The body of an answer by the chat-completions protocol: the model's words and what they cost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trucewatch.asking.endpoint import Key

_SHOWN = 160


class NotUsableError(Exception):
    """The server's answer cannot be used; asking again may help. `str` says why, in none of the server's words."""


class CutOffError(NotUsableError):
    """The model reached its limit of tokens before the end of its answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the model said; `cut_off` where it reached its limit. Tokens are None where the server did not count."""

    content: str
    cut_off: bool
    tokens_in: int | None
    tokens_out: int | None


def read_reply(body: bytes, media_type: str) -> Reply:
    """Return the reply in a body.

    Raises:
        NotUsableError: it is no chat completion.
    """
    try:
        plain = json.loads(body)
        choice = plain["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        kind = media_type.partition(";")[0].strip()[:40] or "no type given"
        raise NotUsableError(f"the answer is no chat completion ({kind})") from error
    if not isinstance(content, str):
        raise NotUsableError("the answer holds no words")
    usage = plain.get("usage")
    return Reply(
        content=content,
        cut_off=choice.get("finish_reason") == "length",
        tokens_in=_tokens(usage, "prompt_tokens"),
        tokens_out=_tokens(usage, "completion_tokens"),
    )


def _tokens(usage: Any, name: str) -> int | None:
    found = usage.get(name) if isinstance(usage, dict) else None
    return found if isinstance(found, int) and not isinstance(found, bool) and found >= 0 else None


def server_words(body: bytes, *, key: Key | None) -> str:
    """Return what the server says is wrong, on one short line without the key, which some servers repeat.

    Empty where it is said in no form that we know.
    """
    try:
        error = json.loads(body)["error"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    words = error.get("message") if isinstance(error, dict) else error
    line = " ".join(words.split()) if isinstance(words, str) else ""
    # Before it is cut: half a key is a secret too.
    line = key.taken_out(line) if key is not None else line
    return "".join(c for c in line if c.isprintable())[:_SHOWN]
