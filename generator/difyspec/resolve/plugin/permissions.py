"""What the plugin asks of Dify."""

from __future__ import annotations

from difyspec.language.models.plugin import Grant
from difyspec.language.models.plugin import Permissions as Written
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Permissions
from difyspec.provider.values import FALSE, TRUE, Data, DataMap, boolean
from difyspec.resolve.context import Context


def resolve_permissions(written: Written | None, context: Context) -> Permissions:
    """The permissions that were written: a model provider that only answers needs none."""
    if written is None:
        return Permissions()
    entries: list[tuple[str, Data]] = []
    for name in written.written:
        grant: Grant | None = getattr(written, name)
        if grant is not None:
            entries.append((name, _grant(grant, context)))
    return Permissions(DataMap(tuple(entries)))


def _grant(grant: Grant, context: Context) -> DataMap:
    """One permission. Where a plugin was imported as it was, a list of types speaks of the others too, as they do."""
    if grant.data is not None:
        return grant.data
    asked = {one.value for one in grant.types}
    listed = grant.listed and not context.explicit
    types = tuple(
        (type_.folder, boolean(type_.value in asked)) for type_ in ModelType if type_.value in asked or listed
    )
    return DataMap((("enabled", TRUE if grant.enabled else FALSE), *types))
