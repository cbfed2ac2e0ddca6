"""Keys of the language and the attributes of its models."""

from __future__ import annotations

from difyspec.language import Section


def attribute_of(section: type[Section], key: str) -> str:
    """The attribute that holds a key: ``for`` is ``for_``, since Python keeps the word to itself."""
    if key in section.model_fields:
        return key
    plain = key.replace("-", "_")
    return plain if plain in section.model_fields else f"{plain}_"


def key_of(attribute: str) -> str:
    """The key of an attribute."""
    return attribute.rstrip("_")
