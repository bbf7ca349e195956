"""Asking a language model instead of the rules: its options, what it needs to know, and what it cost in the end."""

import math
import os
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trucewatch.cli.common import plural
from trucewatch.errors import WrongUseError

if TYPE_CHECKING:
    from trucewatch.asking import Endpoint, Key, Usage
    from trucewatch.pipeline import Reader
    from trucewatch.store import Case

KEY = "TRUCEWATCH_LLM_KEY"


class Who(StrEnum):
    """Who reads."""

    RULES = "rules"
    LLM = "llm"


ByWhom = Annotated[
    Who | None,
    typer.Option("--reader", help="rules (offline) or llm: a language model (pip install 'trucewatch[llm]')."),
]
Url = Annotated[
    str | None,
    typer.Option(
        "--llm-url",
        envvar="TRUCEWATCH_LLM_URL",
        show_envvar=False,
        help="Its server, e.g. http://localhost:11434/v1; or TRUCEWATCH_LLM_URL. A key: TRUCEWATCH_LLM_KEY.",
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--llm-model",
        envvar="TRUCEWATCH_LLM_MODEL",
        show_envvar=False,
        help="The model's name there; or TRUCEWATCH_LLM_MODEL.",
    ),
]
KeyFile = Annotated[Path | None, typer.Option("--llm-key-file", help="A file that holds the key and nothing else.")]
CacheDir = Annotated[
    Path | None, typer.Option("--llm-cache", help="Where answers are kept, so that none is paid for twice.")
]
Seconds = Annotated[
    float, typer.Option("--llm-seconds", min=1, help="The longest that asking about one document may take.")
]
Price = Annotated[
    str | None,
    typer.Option("--llm-price", metavar="IN,OUT", help="Price of a million tokens in and out, to tell the cost."),
]
SECONDS = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a user says about who reads; None where nothing is said. `cache` is the folder, named or not."""

    who: Who | None
    url: str | None
    model: str | None
    key_file: Path | None
    cache: Path | None
    seconds: float
    price: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Who reads, and where a model is asked; None for the rules."""

    reader: "Reader"
    endpoint: "Endpoint | None" = None

    def tell(self, usage: "Usage | None") -> None:
        """Print on standard error what asking took, and what became of the answers."""
        if usage is not None and self.endpoint is not None:
            _tell(usage, self.endpoint)

    def plain(self, usage: "Usage | None") -> dict[str, Any]:
        """Return the usage as plain values under `llm`; nothing where nobody was asked."""
        if usage is None or self.endpoint is None:
            return {}
        figures = asdict(usage) | {"rejected": dict(usage.rejected), "cost": usage.cost(self.endpoint)}
        return {"llm": {"model": self.endpoint.model, "url": self.endpoint.shown, **figures}}


def choose(wanted: Wanted, *, case: "Case | None" = None) -> Chosen:
    """Return who reads: as the user says, else as in the case's last run, else the rules.

    Raises:
        WrongUseError: the extra is not installed, something is missing or is not what it should be, or a model read
            the case last and is not named again.
    """
    from trucewatch import pipeline
    from trucewatch.pipeline.readers import by_model, last

    before = last(case) if case is not None else pipeline.RULES
    again = wanted.who is None and before.name != pipeline.RULES.name
    if again and before.method != f"llm:{wanted.model}":
        raise WrongUseError(
            f"the case was read by {before.method} last time. Say --reader llm with --llm-url and --llm-model (or "
            "TRUCEWATCH_LLM_URL and TRUCEWATCH_LLM_MODEL), or --reader rules to read it by the rules from now on"
        )
    if wanted.who is not Who.LLM and not again:
        return Chosen(reader=pipeline.RULES)
    endpoint = _endpoint(wanted)
    if not endpoint.local:
        typer.echo(f"texts are sent to {endpoint.shown}{'' if endpoint.safe else ', unencrypted'}", err=True)
    return Chosen(reader=by_model(endpoint, cache=wanted.cache), endpoint=endpoint)


def _endpoint(wanted: Wanted) -> "Endpoint":
    from trucewatch.pipeline.readers import need_model

    need_model()
    from trucewatch.asking import Endpoint

    if not wanted.url:
        raise WrongUseError("--reader llm: name its server, --llm-url http://localhost:11434/v1 or TRUCEWATCH_LLM_URL")
    if not wanted.model:
        raise WrongUseError("--reader llm: name the model, --llm-model or TRUCEWATCH_LLM_MODEL")
    price_in, price_out = _prices(wanted.price)
    return Endpoint(
        url=wanted.url,
        model=wanted.model,
        key=_key(wanted.key_file),
        document_seconds=wanted.seconds,
        price_in=price_in,
        price_out=price_out,
    )


def _key(file: Path | None) -> "Key | None":
    """Return the key, None where there is none. Never from an option: other users of the machine see those."""
    from trucewatch.asking import Key

    written = file.read_text(encoding="utf-8") if file is not None else os.environ.get(KEY, "")
    return Key(written.strip()) if file is not None or written.strip() else None


def _prices(written: str | None) -> tuple[float | None, float | None]:
    if written is None:
        return None, None
    try:
        price_in, price_out = (float(part) for part in written.split(","))
    except ValueError:
        price_in = price_out = math.nan
    if not (0 <= price_in < math.inf and 0 <= price_out < math.inf):
        raise WrongUseError(f"--llm-price {written!r}: write two prices, of a million tokens in and out: 0.15,0.60")
    return price_in, price_out


def _tell(usage: "Usage", endpoint: "Endpoint") -> None:
    at_least = "at least " if usage.untold else ""
    cost = usage.cost(endpoint)
    figures = (
        f"{plural(usage.documents, 'document')}, {usage.failed:,} failed",
        f"{plural(usage.requests, 'request')} ({plural(usage.retries, 'retry', 'retries')})",
        f"{plural(usage.cached, 'answer')} from the cache",
        f"{at_least}{usage.tokens_in:,} tokens in, {at_least}{usage.tokens_out:,} out",
        "cost not known (no --llm-price)" if cost is None else f"cost {at_least}{cost:.4f}",
    )
    typer.echo(f"llm:{endpoint.model} at {endpoint.shown}: {'; '.join(figures)}", err=True)
    if usage.damaged:
        typer.echo(f"  {plural(usage.damaged, 'damaged cache entry', 'damaged cache entries')} asked again", err=True)
    reasons = ", ".join(f"{n:,} {reason}" for reason, n in usage.rejected)
    rejected = sum(n for _, n in usage.rejected)
    typer.echo(
        f"  claims: {usage.kept:,} kept, {rejected:,} rejected{f' ({reasons})' if reasons else ''}; "
        f"{plural(usage.dropped, 'field')} left out",
        err=True,
    )
