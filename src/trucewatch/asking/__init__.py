"""A document in, what a language model reads in it out: the records of `reading`, marked by their method.

`ask` sends the document, a chunk of paragraphs at a time, to a server that speaks the chat-completions protocol
(vLLM, llama.cpp, Ollama, hosted ones) and believes nothing of what comes back: a claim counts only with a quote that
stands in the document at exactly one place, every name must stand there too, and numbers, times and places are read
from those words by the same grammars as the rules reader's (see `docs/adr/0010-a-language-model-is-a-witness.md`).

It touches the network, the clock and its cache, so it is a room of its own, a floor above the rooms whose grammars it
uses. Needs the extra `trucewatch[llm]`; without it, importing this room raises ImportError.
"""

from trucewatch.asking.cache import Cache
from trucewatch.asking.endpoint import Endpoint, Key
from trucewatch.asking.reader import Asked, Asker, ask, reader
from trucewatch.asking.usage import Usage

__all__ = ["Asked", "Asker", "Cache", "Endpoint", "Key", "Usage", "ask", "reader"]
