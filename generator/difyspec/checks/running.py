"""Running rules over plugins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from difyspec.checks.registry import rules
from difyspec.checks.rule import Rule, View
from difyspec.checks.views.plugin import Plugin
from difyspec.checks.views.refusals import Refusals
from difyspec.diagnostics import Finding, ordered
from difyspec.layout import Layout, layout_of
from difyspec.source import PluginFolder

# Said of specs and plugins alike by the reader of YAML; what it means for a plugin, a rule says.
_OURS = frozenset(("D754",))


def check_layout(layout: Layout, chosen: Iterable[Rule] | None = None) -> list[Finding]:
    """The findings of every rule (or of those chosen) about one plugin, and what could not be read of it."""
    plugin, refused = Plugin(layout), Refusals(layout)
    found: list[Finding] = []
    for rule in rules() if chosen is None else chosen:
        if layout.manifest is None and rule.view is not View.REFUSALS:
            continue  # this is no plugin, and that is all there is to say
        for subject in _subjects(plugin, refused, rule.view):
            found += rule.findings(subject)
    unread = [one for one in layout.reading() if one.code not in _OURS]
    return list(ordered(found + unread))


def check_folder(folder: PluginFolder) -> list[Finding]:
    """The same for the files of a plugin."""
    return check_layout(layout_of(folder))


def check_many(layouts: Sequence[Layout]) -> list[Finding]:
    """What only shows when plugins are compared with each other."""
    plugins = tuple(Plugin(layout) for layout in layouts)
    return list(ordered(one for rule in rules() if rule.view is View.MANY for one in rule.findings(plugins)))


def _subjects(plugin: Plugin, refused: Refusals, view: View) -> Iterator[object]:
    match view:
        case View.PARAMETER:
            for model in plugin.models:
                yield from model.parameters
        case View.MODEL:
            yield from plugin.models
        case View.FIELD:
            yield from plugin.fields
        case View.PLUGIN:
            yield plugin
        case View.REFUSALS:
            yield refused
        case View.MANY:
            return
