"""The one place that knows datamodel-code-generator: its options are pinned here, it is imported only when needed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import version

# The class that every entity extends; it lies in the vendored runtime.
BASE_CLASS = "runtime.entity.Entity"

# To be raised when the options below change, so that nothing made with others is used.
_OPTIONS = "2"


@cache
def fingerprint() -> str:
    """What the result depends on besides the schema."""
    return f"{version('datamodel-code-generator')} {BASE_CLASS} {_OPTIONS}"


def to_python(schema: str, aliases: Mapping[str, str], header: str) -> str:
    """The pydantic models of a JSON Schema, below `header`.

    `aliases` are the attributes (``Class.key``) whose name in Python differs from the key in the schema. Limits become
    annotations rather than `conint` and the like, which strict type checkers refuse.
    """
    from datamodel_code_generator import generate
    from datamodel_code_generator.enums import DataModelType, InputFileType
    from datamodel_code_generator.format import Formatter, PythonVersion
    from datamodel_code_generator.parser import LiteralType

    generated = generate(
        schema,
        input_filename="entities.json",
        input_file_type=InputFileType.JsonSchema,
        output_model_type=DataModelType.PydanticV2BaseModel,
        target_python_version=PythonVersion.PY_312,
        base_class=BASE_CLASS,
        aliases=aliases,
        custom_file_header=header,
        disable_timestamp=True,
        use_annotated=True,
        field_constraints=True,
        use_union_operator=True,
        strict_nullable=True,
        enum_field_as_literal=LiteralType.All,
        use_schema_description=True,
        use_field_description=True,
        use_single_line_docstring=True,
        keep_model_order=True,
        skip_root_model=True,
        formatters=[Formatter.BUILTIN],
        builtin_format_line_length=120,
    )
    if not isinstance(generated, str):
        raise TypeError("one schema is expected to give one module")
    return _own_import_apart(generated)


def _own_import_apart(text: str) -> str:
    """The module with its import of the runtime in a group of its own, as tools that sort imports have it."""
    module, _, name = BASE_CLASS.rpartition(".")
    line = f"from {module} import {name}\n"
    return text if f"\n\n{line}" in text else text.replace(f"\n{line}", f"\n\n{line}", 1)
