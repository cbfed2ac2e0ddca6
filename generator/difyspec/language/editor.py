"""The JSON Schema of a spec, for editors: they complete keys, show what they mean and mark what is wrong.

The compiler does not use it. It says what JSON Schema can say about shapes; names and expressions are
checked by `read` and `resolve` alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from difyspec.language.kinds.base import JsonSchema
from difyspec.language.kinds.numbers import resolved
from difyspec.language.kinds.sections import Key, field_key, keys
from difyspec.language.models.document import Document
from difyspec.language.section import Section
from difyspec.provider.values import Kind
from difyspec.source import ListNode, MapNode, Node, read_text

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Pool:
    """The definitions, each made once."""

    def __init__(self) -> None:
        self.made: dict[str, JsonSchema] = {}

    def named(self, name: str, make: Callable[[], JsonSchema]) -> JsonSchema:
        """The reference to a definition."""
        if name not in self.made:
            self.made[name] = {}  # there before it is made, since sections may contain themselves
            self.made[name].update(make())
        return {"$ref": f"#/$defs/{name}"}

    def section(self, section: type[Section]) -> JsonSchema:
        """The reference to a section."""
        return self.named(section.__name__, lambda: self._with_short(section))

    def _with_short(self, section: type[Section]) -> JsonSchema:
        made = self.object(section)
        if section.short is None:
            return made
        return {"anyOf": [field_key(section, section.short).kind.hoisted(self), made]}

    def object(self, section: type[Section]) -> JsonSchema:
        """A section as a map."""
        known = keys(section)
        made: JsonSchema = {
            "type": "object",
            "description": _flat(section.__doc__ or ""),
            "properties": {name: {**key.kind.hoisted(self), **_shown(key)} for name, key in known.items()},
            "additionalProperties": False,
        }
        needed = [name for name, key in known.items() if key.required]
        return {**made, "required": needed} if needed else made


def schema() -> JsonSchema:
    """The schema of a whole spec. The same on every run: the order is that of the models."""
    pool = _Pool()
    root = pool.object(Document)
    head: JsonSchema = {"$schema": DIALECT, "title": "A model provider for Dify, as difyspec compiles it"}
    return {**head, **root, "$defs": {name: pool.made[name] for name in sorted(pool.made)}}


def schema_text() -> str:
    """The schema as a file."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _shown(key: Key) -> JsonSchema:
    return {"description": _flat(key.description), "examples": [_json(one) for one in key.examples]}


def _json(example: str) -> Any:
    """An example as the JSON that a reader of YAML makes of it."""
    file, findings = read_text("example", example)
    if findings or file.root is None:
        raise ValueError(f"the example {example!r} is not YAML")
    return as_json(file.root)


def as_json(node: Node) -> Any:
    """A node as the JSON values that a validator of schemas sees."""
    if isinstance(node, ListNode):
        return [as_json(item) for item in node.items]
    if isinstance(node, MapNode):
        return {key.text: as_json(value) for key, value in node.entries}
    found = resolved(node)
    if found.kind is Kind.NULL:
        return None
    if found.kind is Kind.BOOL:
        return found.truth
    if found.kind is Kind.INT:
        return int(found.text)
    return float(found.text) if found.kind is Kind.FLOAT else node.text
