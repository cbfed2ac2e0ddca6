"""Tokenizers that need no download: four characters are a token. Texts can be had back from tokens."""

from __future__ import annotations

import contextlib
import hashlib
import sys
from importlib import import_module
from typing import Any, Self

_CHARACTERS = 4


def replace() -> None:
    """Takes the place of the SDK's counter, tiktoken, and Hugging Face's tokenizers."""
    model: Any = import_module("dify_plugin.interfaces.model.ai_model").AIModel
    model._get_num_tokens_by_gpt2 = lambda _, text: len(_pieces(str(text)))
    with contextlib.suppress(ImportError):
        tiktoken: Any = import_module("tiktoken")
        tiktoken.get_encoding = tiktoken.encoding_for_model = lambda *_, **__: Encoding()
    with contextlib.suppress(ImportError):
        tokenizers: Any = import_module("tokenizers")
        tokenizers.Tokenizer = Tokenizer


def replace_transformers() -> None:
    """Takes the place of transformers' tokenizers if the plugin, once loaded, turns out to use them."""
    if "transformers" in sys.modules:
        with contextlib.suppress(ImportError, AttributeError):
            sys.modules["transformers"].AutoTokenizer.from_pretrained = classmethod(lambda *_, **__: Tokenizer())


def _pieces(text: str) -> list[str]:
    return [text[start : start + _CHARACTERS] for start in range(0, len(text), _CHARACTERS)]


class Encoding:
    """In place of an encoding of tiktoken."""

    name = "four-characters"
    _known: dict[int, str] = {}  # noqa: RUF012  (tokens mean the same to all instances)

    def encode(self, text: str, *_: Any, **__: Any) -> Any:
        """One number a token."""
        return [self._number(piece) for piece in _pieces(text or "")]

    encode_ordinary = encode

    def decode(self, tokens: Any, *_: Any, **__: Any) -> str:
        """The text of tokens that `encode` made."""
        return "".join(self._known.get(token, "") for token in tokens)

    def _number(self, piece: str) -> int:
        digest = hashlib.sha256(piece.encode("utf-8", "surrogatepass")).digest()
        number = int.from_bytes(digest[:4], "big")
        self._known[number] = piece
        return number


class Encoded:
    """In place of what Hugging Face's tokenizers return."""

    def __init__(self, ids: list[int]) -> None:
        self.ids = ids
        self.tokens = [str(one) for one in ids]

    def __len__(self) -> int:
        return len(self.ids)


class Tokenizer(Encoding):
    """In place of a tokenizer of Hugging Face."""

    def encode(self, text: str, *_: Any, **__: Any) -> Encoded:
        """One text."""
        return Encoded(super().encode(text))

    def encode_batch(self, texts: Any, *_: Any, **__: Any) -> list[Encoded]:
        """Several texts."""
        return [self.encode(text) for text in texts]

    def __call__(self, text: str, *_: Any, **__: Any) -> dict[str, list[int]]:
        """One text, as transformers' tokenizers are called."""
        return {"input_ids": self.encode(text).ids}

    @classmethod
    def from_pretrained(cls, *_: Any, **__: Any) -> Self:
        """Whatever is asked for, it is this one."""
        return cls()

    from_file = from_str = from_pretrained
