"""D886."""

from __future__ import annotations

import re
from collections.abc import Iterator

from difyspec.checks.rule import UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.form import Field
from difyspec.diagnostics.fix import SetValue, unsafe

_OPEN = frozenset(
    ("url", "endpoint", "host", "region", "model", "project", "location", "base", "version", "name", "timeout")
)
_SECRETS = frozenset(("key", "secret", "token", "password", "sas", "credential", "credentials"))


@rule("D886", WARNING, UNSAFE)
def text_hidden_as_secret(field: Field) -> Iterator[Hit]:
    """An address, a region or a name is hidden as if it were a secret

    Why: Users cannot see what they filled in, so a slip in an address is not found.

    Fix: Write `type: text-input`.

    Wrong:
        - {variable: server_url, type: secret-input, label: {en_US: Server URL}}

    Right:
        - {variable: server_url, type: text-input, label: {en_US: Server URL}}
    """
    words = set(re.sub(r"([a-z])([A-Z])", r"\1_\2", field.variable).lower().split("_"))
    if field.type == "secret-input" and words & _OPEN and not words & _SECRETS:
        # Unsafe, because what users have stored is encrypted.
        fix = unsafe(field.node.span.file, SetValue((*field.path, "type"), "text-input"))
        message = f"`{field.variable}` is no secret and is hidden"
        yield Hit(field.at("type"), message, suggestion="text-input", fix=fix)
