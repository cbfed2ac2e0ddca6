"""Python names for what a spec names: attributes, classes, constants; no keywords, nothing that pydantic needs."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable

# Names an attribute of a pydantic model must not take: its public methods, and those it still reserves from version 1.
_PYDANTIC = frozenset(
    {
        "construct",
        "copy",
        "dict",
        "fields",
        "from_orm",
        "json",
        "model_computed_fields",
        "model_config",
        "model_construct",
        "model_copy",
        "model_dump",
        "model_dump_json",
        "model_extra",
        "model_fields",
        "model_fields_set",
        "model_json_schema",
        "model_parametrized_name",
        "model_post_init",
        "model_rebuild",
        "model_validate",
        "model_validate_json",
        "model_validate_strings",
        "parse_file",
        "parse_obj",
        "parse_raw",
        "schema",
        "schema_json",
        "update_forward_refs",
        "validate",
    }
)
# Names that annotations of the same class need to mean the types.
_TYPES = frozenset(("bool", "float", "int", "str"))
_ODD = re.compile(r"[^0-9A-Za-z_]+")


def identifier(name: str) -> str:
    """An attribute or function name: odd characters become ``_``, a taken or impossible name gets one added."""
    plain = _ODD.sub("_", name).strip("_") or "unnamed"
    if plain[0].isdigit():
        return f"n{plain}"
    return f"{plain}_" if keyword.iskeyword(plain) or plain in _PYDANTIC | _TYPES else plain


def identifiers(names: Iterable[str]) -> dict[str, str]:
    """An identifier for each name, two never the same."""
    taken: dict[str, str] = {}
    for name in names:
        if name in taken:
            continue
        python = identifier(name)
        while python in taken.values():
            python += "_"
        taken[name] = python
    return taken


def pascal(name: str) -> str:
    """``openai_api_compatible`` → ``OpenaiApiCompatible``; a leading digit gets an ``N`` before it."""
    words = [word for word in re.split(r"[^0-9A-Za-z]+", name) if word]
    joined = "".join(word[0].upper() + word[1:] for word in words) or "Unnamed"
    return f"N{joined}" if joined[0].isdigit() else joined


def constant(name: str) -> str:
    """``o_series`` → ``O_SERIES``."""
    return identifier(name).upper()
