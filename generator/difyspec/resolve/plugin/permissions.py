"""What the plugin asks of Dify."""

from __future__ import annotations

from difyspec.language.models.plugin import Grant
from difyspec.language.models.plugin import Permissions as Written
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Permissions
from difyspec.provider.values import FALSE, TRUE, Data, DataMap


def resolve_permissions(written: Written | None) -> Permissions:
    """The permissions that were written: a model provider that only answers needs none."""
    if written is None:
        return Permissions()
    entries: list[tuple[str, Data]] = []
    for name in written.written:
        grant: Grant | None = getattr(written, name)
        if grant is not None:
            entries.append((name, _grant(grant)))
    return Permissions(DataMap(tuple(entries)))


def _grant(grant: Grant) -> DataMap:
    if grant.data is not None:
        return grant.data
    asked = {one.value for one in grant.types}
    types = tuple((type_.folder, TRUE) for type_ in ModelType if type_.value in asked)
    return DataMap((("enabled", TRUE if grant.enabled else FALSE), *types))
