"""Suppressions in place: comments such as ``# difyspec: ignore[D841] the server rounds it``."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from difyspec.checks.codes import severities
from difyspec.diagnostics import Finding, Span, at, finding, nearest
from difyspec.source.comments import Comment, comments
from difyspec.source.nodes import ListNode, ScalarNode, Style

MARK = "difyspec:"
WORDS = ("ignore", "ignore-file")
_START = re.compile(rf"(?:^|#)\s*{MARK}\s*")
_FORM = re.compile(r"(?P<word>[A-Za-z_-]+)\s*\[(?P<codes>[^\[\]]*)\](?P<reason>.*)")
_STYLES = {"'": Style.SINGLE, '"': Style.DOUBLE, "|": Style.LITERAL, ">": Style.FOLDED}


@dataclass(frozen=True, slots=True)
class Directive:
    """One suppression. `codes` are those that there are, each with its place; no `lines`: the whole file."""

    span: Span
    codes: tuple[tuple[str, Span], ...]
    reason: str
    lines: frozenset[int] = frozenset()
    whole: bool = False


class Suppressions:
    """The suppressions of one file, found by what they suppress."""

    def __init__(self, found: list[Directive]) -> None:
        self.all = found
        self._over: dict[tuple[str, int | None], list[Directive]] = {}
        for one in found:
            for code in dict.fromkeys(code for code, _ in one.codes):
                for line in [None] if one.whole else one.lines:
                    self._over.setdefault((code, line), []).append(one)

    def over(self, finding: Finding) -> list[Directive]:
        """Those that suppress a finding of this file."""
        return self._over.get((finding.code, finding.span.line), []) + self._over.get((finding.code, None), [])


def directives(file: str, text: str) -> tuple[list[Directive], list[Finding]]:
    """The suppressions in a file of YAML or Python, and what is wrong with some. `file` is how spans name it."""
    if MARK not in text:
        return [], []
    found = _of_python(text) if file.endswith(".py") else _of_yaml(text)
    lines = re.split(r"\r\n|\r|\n", text)
    alone = {one.line for one in found if one.alone}
    below = _below(lines, alone)
    first = below[0]
    made: list[Directive] = []
    findings: list[Finding] = []
    for comment in found:
        start = _START.search(comment.text)
        if start is None:
            continue
        column = comment.column + 1 + start.end()  # the text of a comment starts behind its sign
        one, said = _directive(at(file, comment.line, column, len(comment.text) - start.end()), comment, start.end())
        findings += said
        if one is not None and one.whole and comment.line >= first:
            findings.append(finding("D664", one.span, "this is for a whole file and stands below its top"))
        elif one is not None:
            about = below[comment.line] if comment.alone and below[comment.line] <= len(lines) else comment.line
            made.append(Directive(one.span, one.codes, one.reason, frozenset((comment.line, about)), one.whole))
    return made, findings


def _directive(rest: Span, comment: Comment, skipped: int) -> tuple[Directive | None, list[Finding]]:
    """The suppression that a comment spells; `rest` is where the part behind the mark stands."""
    text = comment.text[skipped:]
    found = _FORM.match(text)
    word = found["word"] if found else re.match(r"[A-Za-z_-]*", text)[0]  # type: ignore[index]
    if found is None or word not in WORDS:
        near = nearest(word, WORDS) if word not in WORDS else None
        message = f"`{text.strip()[:60]}` is no suppression" if text.strip() else "this suppresses nothing"
        return None, [finding("D664", rest.part(0, len(word)) if near else rest, message, suggestion=near)]
    findings: list[Finding] = []
    codes: list[tuple[str, Span]] = []
    start = found.start("codes")
    for piece in re.finditer(r"[^,\s]+", found["codes"]):
        place = rest.part(start + piece.start(), start + piece.end())
        problem = _problem(piece[0], place)
        if problem is None:
            codes.append((piece[0], place))
        else:
            findings.append(problem)
    if not codes and not findings:
        findings.append(finding("D664", rest, "this names no code"))
    reason = found["reason"].strip(" \t:-–—")
    if codes and not re.search(r"\w", reason):
        findings.append(finding("D660", rest, "this suppresses a finding and does not say why"))
    if not codes:
        return None, findings
    return Directive(rest, tuple(codes), reason, whole=word == "ignore-file"), findings


def _problem(code: str, place: Span) -> Finding | None:
    """What is wrong with a code."""
    if code in severities():
        return None
    return finding("D661", place, f"no finding has the code `{code}`", suggestion=nearest(code, severities()))


def _below(lines: list[str], alone: set[int]) -> list[int]:
    """For each line (and for the top) the first one below it that holds something else than comments, else one more."""
    found = [len(lines) + 1] * (len(lines) + 1)
    for number in range(len(lines), 0, -1):
        holds = lines[number - 1].strip() and number not in alone
        found[number - 1] = number if holds else found[number]
    return found


def _of_yaml(text: str) -> list[Comment]:
    """The comments of a YAML text, found between what its scanner takes for scalars; none of one that has no tokens."""
    try:
        scalars = tuple(_scalars(text))
    except yaml.YAMLError:
        return []
    return comments(text, ListNode(scalars, at(""), flow=True))


def _scalars(text: str) -> Iterator[ScalarNode]:
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark, token.end_mark
            span = Span("", start.line + 1, start.column + 1, end.line + 1, end.column + 1)
            yield ScalarNode("", _STYLES.get(token.style or "", Style.PLAIN), span, "str")


def _of_python(text: str) -> list[Comment]:
    """The comments of a Python text, as far as it can be read."""
    found: list[Comment] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text, newline="").readline):
            if token.type == tokenize.COMMENT:
                line, column = token.start
                found.append(Comment(line, column + 1, token.string[1:], not token.line[:column].strip()))
    except (tokenize.TokenError, SyntaxError):
        pass
    return found
