"""D885."""

from __future__ import annotations

import re
from collections.abc import Iterator

from difyspec.checks.rule import UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.form import Field
from difyspec.diagnostics.fix import SetValue, unsafe

_SECRETS = frozenset(("secret", "password", "passwd", "token", "apikey", "credential"))
_KEYS = frozenset(("api", "access", "private", "auth", "app", "service", "account"))
# What comes after a secret's word and is none itself: the id of a key, the address where a token is fetched.
_HARMLESS = frozenset(
    ("id", "ids", "url", "uri", "name", "type", "version", "limit", "header", "count", "path", "field")
)


@rule("D885", WARNING, UNSAFE)
def secret_in_the_open(field: Field) -> Iterator[Hit]:
    """A secret is asked for in an open text field

    Told of text-inputs whose variable is called api_key, secret, token, password or the like.

    Why: Dify stores the value unencrypted and shows it to everybody who can see the form.

    Fix: Write `type: secret-input`.

    Wrong:
        - {variable: api_key, type: text-input, label: {en_US: API Key}}

    Right:
        - {variable: api_key, type: secret-input, label: {en_US: API Key}}
    """
    words = re.sub(r"([a-z])([A-Z])", r"\1_\2", field.variable).lower().split("_")
    if field.type != "text-input" or words[-1] in _HARMLESS:
        return
    key = "key" in words and words.index("key") > 0 and words[words.index("key") - 1] in _KEYS
    if key or _SECRETS & set(words):
        # Unsafe, because what users have stored is not encrypted.
        fix = unsafe(field.node.span.file, SetValue((*field.path, "type"), "secret-input"))
        message = f"`{field.variable}` looks like a secret and is an open text"
        yield Hit(field.at("type"), message, suggestion="secret-input", fix=fix)
