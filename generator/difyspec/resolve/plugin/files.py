"""Files of the author's that go into the plugin as they are."""

from __future__ import annotations

from difyspec.provider.plugin import SpecFile
from difyspec.resolve.context import Context

_KEPT = "files/"
_ICONS = "files/_assets/"


def resolve_files(context: Context) -> tuple[SpecFile, ...]:
    """What lies in ``files/``, and what ``raw.files`` names beside the spec."""
    names = context.folder.names
    skipped = _ICONS if context.explicit else None  # an imported plugin keeps icons that nothing refers to
    kept = (name for name in names if name.startswith(_KEPT) and not (skipped and name.startswith(skipped)))
    found = {name.removeprefix(_KEPT): name for name in kept}
    raw = context.document.raw
    for one in (raw.files if raw is not None else None) or ():
        target = one.value
        if target in found:
            continue
        if target in names:
            found[target] = target
            continue
        message = f"the file `{target}` is neither beside the spec nor in `files/`"
        known = [name.removeprefix(_KEPT) for name in names if not name.endswith((".yaml", ".yml")) or "/" in name]
        context.unknown("D508", one.span, message, target, known, "files")
    return tuple(SpecFile(target, source) for target, source in sorted(found.items()))


def hook_files(context: Context) -> tuple[SpecFile, ...]:
    """The author's hooks."""
    return tuple(SpecFile(one.name, one.name) for one in context.folder.hooks)
