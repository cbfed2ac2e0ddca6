"""``adapter/entities.py``, generated once for each schema and kept."""

from __future__ import annotations

import json
from collections.abc import Iterator

from difyspec.emit.cache import Cache, key_of
from difyspec.emit.entities.generator import fingerprint, to_python
from difyspec.emit.entities.schema import parameter_aliases, schema
from difyspec.emit.header import notice
from difyspec.provider.plugin import Provider

_DOCSTRING = '"""The typed credentials, discovered facts and parameters of this plugin."""'


def emit_entities(provider: Provider, cache: Cache) -> Iterator[tuple[str, str]]:
    """The classes that generated Python, hooks and tests read; their modules are ordinary ones, as the SDK needs."""
    text = json.dumps(schema(provider), ensure_ascii=False)
    aliases = parameter_aliases(provider)
    key = key_of("entities", fingerprint(), _DOCSTRING, text, json.dumps(aliases))
    python = cache.get(key)
    if python is None:
        python = to_python(text, aliases, _DOCSTRING)
        cache.put(key, python)
    # Below the docstring: where a header ends up is the generator's business, and it would part the imports.
    yield "adapter/entities.py", python.replace(_DOCSTRING, f"{_DOCSTRING}\n\n# {notice(provider)}", 1)
