"""``table.yaml``, read: how a server fails, what it says, and what Dify is to be told."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import quote

import yaml

from tests.support.loopback import Bare, Part, Reply

TABLE: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("table.yaml").read_text("utf-8"))
FIRST = {
    "/responses": b'data: {"type":"response.output_text.delta","delta":"Hel"}\n\n',
    "": b'data: {"choices":[{"index":0,"delta":{"content":"Hel"},"text":"Hel"}],"token":{"text":"Hel"}}\n\n',
}
"""The first event of a language model's answer, by the end of the path that is asked."""
SECONDS = 5.0


@dataclass(frozen=True)
class Row:
    """One way to fail; the keys are those of the file."""

    title: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    text: str | None = None
    event: Any = None
    name: str | None = None
    raw: str | None = None
    cut: bool = False
    silent: bool = False
    refused: bool = False
    fine: bool = False
    kind: str = ""
    types: tuple[str, ...] = ()

    def answer(self) -> Reply:
        """The failure in place of an answer."""
        content = json.dumps(self.body).encode() if self.body is not None else (self.text or "").encode()
        if self.silent:
            return Reply(parts=(SECONDS,))
        if self.cut:
            headers = {"Content-Type": "application/json", "Content-Length": "4096"}
            return Reply(self.status, headers, (content, None), chunked=False)
        kind = "application/json" if self.body is not None else "text/html"
        headers = {"Content-Type": kind, "Content-Length": str(len(content)), **self.headers}
        return Reply(self.status, headers, (content,), chunked=False)

    def within(self, content_type: str, first: bytes) -> Reply:
        """The failure after a first piece."""
        parts: list[Part] = [first]
        if self.event is not None:
            said = self.event if isinstance(self.event, str) else json.dumps(self.event)
            parts.append(f"event: {self.name or 'message'}\ndata: {said}\n\n".encode())
        elif self.raw is not None:
            parts.append(Bare(self.raw.encode()))
        elif self.silent:
            parts.append(SECONDS)
        else:
            parts.append(None)
        return Reply(200, {"Content-Type": content_type}, parts)


def rows(section: str) -> Iterator[Row]:
    """The rows of a section."""
    for title, said in TABLE[section].items():
        yield Row(title, **{**said, "types": tuple(said.get("types", ()))})


def quoting(row: Row, secret: str) -> Row:
    """The row with the secret in the places that are left for it."""
    known = forms(secret)

    def filled(value: Any) -> Any:
        if isinstance(value, str):
            return Template(value).substitute(known)
        if isinstance(value, list):
            return [filled(one) for one in value]
        return {key: filled(one) for key, one in value.items()} if isinstance(value, dict) else value

    return Row(row.title, row.status, filled(dict(row.headers)), filled(row.body), filled(row.text))


def forms(secret: str) -> dict[str, str]:
    """How a server may write a secret, by the names that the rows use."""
    half, pieces = len(secret) // 2, [secret[at : at + 5] for at in range(0, len(secret), 5)]
    return {
        "key": secret,
        "quoted": quote(secret, safe=""),
        "twice": quote(quote(secret, safe=""), safe=""),
        "html": html.escape(secret),
        "json": json.dumps(secret)[1:-1].replace("/", "\\/"),
        "base64": base64.b64encode(secret.encode()).decode(),
        "base64url": base64.urlsafe_b64encode(f"Bearer {secret}".encode()).decode(),
        "pair": base64.b64encode(f"someone:{secret}".encode()).decode(),
        "hex": secret.encode().hex(),
        "upper": secret.upper(),
        "head": secret[:half],
        "tail": secret[half:],
        "host": "".join(filter(str.isalnum, secret)),
        "lines": "\n".join(pieces),
        "blanks": " ".join(pieces),
        "dashes": "-".join(pieces),
        "pieces": ", ".join(f"'{piece}'" for piece in pieces),
        "filler": "word " * 70,
    }


def leaks(text: str, secret: str) -> str | None:
    """A run of eight characters of the secret that a text shows, in any of the forms; None if there is none.

    What stands between letters and digits does not count: a key with blanks in it is still the key.
    """
    raw = secret.encode()
    encoded = [base64.b64encode(b"x" * shift + raw).decode()[4 if shift else 0 : -4] for shift in range(3)]
    for form in (secret, quote(secret, safe=""), raw.hex(), *encoded):
        squeezed, shown = _squeezed(form), _squeezed(text)
        for at in range(len(squeezed) - 7):
            if squeezed[at : at + 8] in shown:
                return squeezed[at : at + 8]
    return None


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()
