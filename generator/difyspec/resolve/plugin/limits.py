"""What Dify's packer and installer refuse in a manifest."""

from __future__ import annotations

import re

from difyspec.diagnostics import Span, nearest
from difyspec.language.models.plugin import Plugin
from difyspec.provider.plugin import Manifest
from difyspec.provider.texts import Text
from difyspec.provider.values import Kind
from difyspec.provider.vocabulary import ARCHITECTURES, TAGS
from difyspec.resolve.context import Context
from difyspec.resolve.words import listed

LONGEST = 1023
"""Characters of a label or description."""

_URL = re.compile(r"https?://[^\s/]+\S*")
_RELEASE = re.compile(r"\d+(\.\d+)*((a|b|rc)\d+)?(\.post\d+)?(\.dev\d+)?")


def check_manifest(manifest: Manifest, context: Context) -> None:
    """Findings about values that no plugin can be installed with."""
    plugin = context.document.plugin
    if plugin is None:
        return
    for key, text in (("label", manifest.label), ("description", manifest.description)):
        _text(key, text, _span(plugin, key, context), context)
    for one in plugin.tags or ():
        if one.value not in TAGS:
            message = f"Dify knows no tag `{one.value}`"
            context.say(
                "D704", one.span, message, f"Known tags: {listed(TAGS, 20)}.", suggestion=nearest(one.value, TAGS)
            )
    for one in plugin.arch or ():
        if one.value not in ARCHITECTURES:
            context.unknown(
                "D704", one.span, f"Dify runs on no `{one.value}`", one.value, ARCHITECTURES, "architectures"
            )
    if manifest.memory.kind is not Kind.INT or manifest.memory.number <= 0:
        help_ = "Write a whole number of bytes, e.g. 268435456."
        context.say("D704", plugin.span("memory"), f"`{manifest.memory.text}` is no amount of memory", help_)
    if manifest.repo is not None and not _URL.fullmatch(manifest.repo):
        context.say(
            "D704", plugin.span("repo"), f"`{manifest.repo}` is no address of a repository", "Write an https address."
        )
    release = manifest.minimum_dify_version
    if release is not None and not _RELEASE.fullmatch(release.text):
        message = f"`{release.text}` is no version of Dify"
        context.say("D704", plugin.span("minimum_dify_version"), message, "Write a version such as 1.15.0.")


def _text(key: str, text: Text, span: Span, context: Context) -> None:
    for locale, value in text.entries:
        if len(value.text) > LONGEST:
            message = f"the {key} in {locale} has {len(value.text)} characters, and Dify takes {LONGEST}"
            context.say("D704", span, message, "Shorten it.")
    if not text.english.strip():
        context.say("D704", span, f"the plugin's {key} is empty", "Write a text in English.")


def _span(plugin: Plugin, key: str, context: Context) -> Span:
    """Where the text was written: for the plugin, or for the provider, whose texts it takes over."""
    document = context.document
    if key in plugin.written:
        return plugin.span(key)
    if key in document.written:
        return document.span(key)
    return document.span("label")
