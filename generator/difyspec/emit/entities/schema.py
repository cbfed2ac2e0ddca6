"""The JSON Schema of a provider's entities, one definition a class."""

from __future__ import annotations

from collections.abc import Iterable

from difyspec.emit.entities.details import Details, credential_details, fact_details, parameter_details
from difyspec.emit.words import plural
from difyspec.provider import entities
from difyspec.provider.entities import Attribute, AttributeType, Entity
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Provider

type Schema = dict[str, object]

_TYPES = {
    AttributeType.TEXT: "string",
    AttributeType.INT: "integer",
    AttributeType.FLOAT: "number",
    AttributeType.BOOL: "boolean",
}


def schema(provider: Provider) -> Schema:
    """The schema: what every model is reached with, what single types add, what is learned, what users set."""
    definitions = {entity.name: _class(entity, doc, details) for entity, doc, details in _classes(provider)}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": definitions}


def parameter_aliases(provider: Provider) -> dict[str, str]:
    """``Class.key`` → attribute, where Python cannot call a parameter by its name; keys are what requests carry."""
    return {
        f"{entity.name}.{one.name}": one.python
        for entity in parameter_entities(provider)
        for one in entity.attributes
        if one.name != one.python
    }


def parameter_entities(provider: Provider) -> list[Entity]:
    """The classes of parameters: always one for language models, for other types where models have parameters."""
    found = [(type_, entities.parameters(provider, type_)) for type_ in provider.model_types]
    return [entity for type_, entity in found if entity.attributes or type_ is ModelType.LLM]


type _Class = tuple[Entity, str, Details]


def _classes(provider: Provider) -> Iterable[_Class]:
    credentials = entities.credentials(provider)
    details = credential_details(provider)
    yield credentials, "What users fill in for every kind of model.", details
    for type_ in provider.model_types:
        own = entities.credentials_of(provider, type_)
        if own.base is not None:
            yield own, f"What users fill in for {plural(type_)}.", details
    yield entities.discovered(provider), "What the server tells about a model.", fact_details(provider)
    for type_ in provider.model_types:
        parameters = entities.parameters(provider, type_)
        if parameters.attributes or type_ is ModelType.LLM:
            doc = f"What users set for calls of {plural(type_)}."
            yield parameters, doc, parameter_details(provider, type_)


def _class(entity: Entity, doc: str, details: Details) -> Schema:
    keys = [(details.key(one), one) for one in entity.attributes]
    body: Schema = {
        "type": "object",
        "properties": {key: _attribute(one, details) for key, one in keys},
        "required": [key for key, one in keys if not one.optional and details.of(one).default is None],
    }
    if entity.base is None:
        return {"description": doc, **body}
    return {"description": doc, "allOf": [{"$ref": f"#/$defs/{entity.base}"}, body]}


def _attribute(one: Attribute, details: Details) -> Schema:
    detail = details.of(one)
    found: Schema = {"description": detail.description} if detail.description else {}
    if one.type in _TYPES:
        found["type"] = [_TYPES[one.type], "null"] if one.optional else _TYPES[one.type]
    found |= detail.limits
    options = one.options or detail.options
    if options and one.type is AttributeType.TEXT:
        found["enum"] = [*options, None] if one.optional else list(options)
    if one.optional:
        found["default"] = None
    elif detail.default is not None:
        found["default"] = detail.default
    return found
