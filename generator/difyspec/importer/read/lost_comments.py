"""Comments that an import leaves behind: a spec has other places than a plugin's files, so most have none to go to."""

from __future__ import annotations

from collections.abc import Iterable

from difyspec.diagnostics import Span, at
from difyspec.importer.arrangement import Arrangement
from difyspec.importer.read.remarks import phrase
from difyspec.importer.reports import Reports
from difyspec.source import SourceFile
from difyspec.source.comments import Comment, comments
from difyspec.source.plugin_folder import PluginFolder

_TOLD = 5  # files that the finding names


def report_lost_comments(
    folder: PluginFolder, arrangement: Arrangement, declared: Iterable[str], models: Iterable[str], reports: Reports
) -> None:
    """Tells, in one finding, of the comments in files that became part of the spec, by their paths in the plugin.

    What a model's file says in words goes along as the model's `source`; lines of YAML that were switched off do not.
    """
    sources = set(models)
    lost: list[tuple[SourceFile, list[Comment]]] = []
    for name in sorted({*declared, *sources}):
        file = folder.yaml(arrangement.names[name])
        if file is None or "#" not in file.text:
            continue
        found = [one for one in comments(file.text, file.root) if one.text.strip(" #=-")]
        left = [one for one in found if name not in sources or phrase(one.text) is None]
        if left:
            lost.append((file, left))
    if lost:
        count = sum(len(found) for _, found in lost)
        what = f"{count} comments do" if count > 1 else "a comment does"
        places = [_place(file, found[0]) for file, found in lost]
        others = [(place, "another one") for place in places[1:_TOLD]]
        reports.say("D763", places[0], f"{what} not go along into the spec", others)


def _place(file: SourceFile, comment: Comment) -> Span:
    return at(file.file, comment.line, comment.column, len(comment.text) + 1)
