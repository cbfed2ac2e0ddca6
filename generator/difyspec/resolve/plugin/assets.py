"""Icons: the ones named, or the ones of conventional names."""

from __future__ import annotations

from dataclasses import dataclass

from difyspec.diagnostics import Span, at
from difyspec.language.models.plugin import Icons as Written
from difyspec.provider.plugin import Icons, SpecFile
from difyspec.provider.texts import Text, english
from difyspec.resolve.context import Context

ENDINGS = (".svg", ".png", ".jpg", ".jpeg", ".webp")
_FOLDERS = ("", "_assets/", "files/_assets/")
_CONVENTIONS = {"small": ("icon_small", "icon"), "large": ("icon_large",)}


@dataclass(frozen=True, slots=True)
class Assets:
    """The icons of the provider, that of the plugin, and the files they are."""

    icons: Icons
    icon: str | None
    icon_dark: str | None
    files: tuple[SpecFile, ...]


def resolve_assets(context: Context) -> Assets:
    """All icons. One that is named and not there is a finding, and so is none at all."""
    written = context.document.icons
    slots = {slot: _slot(slot, written, context) for slot in ("small", "large", "small_dark", "large_dark")}
    icons = Icons(slots["small"], slots["large"], slots["small_dark"], slots["large_dark"])
    plugin = context.document.plugin
    icon = plugin.icon if plugin is not None and plugin.icon is not None else _name(icons.small)
    icon = icon or (_named("icon", context) or _name(icons.large) if context.explicit else None)
    dark = plugin.icon_dark if plugin is not None else None
    dark = dark or (_name(icons.small_dark) or _named("icon_dark", context) if context.explicit else None)
    if icon is None and not context.document.broken & {"icons", "plugin"}:
        folder = context.folder.path
        context.say("D507", at(f"{folder}/icon.svg"), "there is no icon beside the spec")
    files = _files(icons, icon, dark, context)
    return Assets(icons, icon, dark, files)


def _slot(slot: str, written: Written | None, context: Context) -> Text | None:
    given: Text | None = getattr(written, slot) if written is not None else None
    if given is not None:
        return given
    if not context.explicit:
        return None
    base, dark = slot.removesuffix("_dark"), "_dark" if slot.endswith("_dark") else ""
    found = (_named(f"{name}{dark}", context) for name in _CONVENTIONS[base])
    name = next((one for one in found if one is not None), None)
    return None if name is None else english(name)


def _named(stem: str, context: Context) -> str | None:
    """The icon of a conventional name."""
    names = set(context.folder.names)
    candidates = (f"{stem}{ending}" for ending in ENDINGS)
    return next((one for one in candidates if any(f"{folder}{one}" in names for folder in _FOLDERS)), None)


def _name(icon: Text | None) -> str | None:
    return icon.english if icon is not None else None


def _files(icons: Icons, icon: str | None, dark: str | None, context: Context) -> tuple[SpecFile, ...]:
    """The files of all icons, each once."""
    document = context.document
    wanted: dict[str, Span] = {}
    for slot in ("small", "large", "small_dark", "large_dark"):
        text: Text | None = getattr(icons, slot)
        span = document.icons.span(slot) if document.icons is not None else document.place.start()
        wanted.update({value.text: span for _, value in text.entries} if text is not None else {})
    for key, name in (("icon", icon), ("icon_dark", dark)):
        if name is not None:
            wanted.setdefault(name, document.plugin.span(key) if document.plugin is not None else document.place)
    found = ((name, _source(name, span, context)) for name, span in wanted.items())
    return tuple(SpecFile(f"_assets/{name}", source) for name, source in found if source is not None)


def _source(name: str, span: Span, context: Context) -> str | None:
    names = context.folder.names
    for folder in _FOLDERS:
        if f"{folder}{name}" in names:
            return f"{folder}{name}"
    images = [one.rsplit("/", 1)[-1] for one in names if one.endswith(ENDINGS)]
    message = f"the icon `{name}` is not beside the spec"
    context.unknown("D507", span, message, name, images, "images")
    return None
