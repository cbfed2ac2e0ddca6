"""What conditions and values have in common: paths, literals, and the places of both."""

from __future__ import annotations

import re

from difyspec.diagnostics import Span, nearest
from difyspec.language.expressions.lexer import Lexer, Sort, Token
from difyspec.language.expressions.ruler import Ruler
from difyspec.language.section import Report
from difyspec.provider.expressions import Path, Root
from difyspec.provider.values import Kind, Scalar

ALONE = (Root.MODEL, Root.ITEM, Root.VOICE)
SLOTS = {
    Root.CALL: (
        "model",
        "stream",
        "user",
        "app_id",
        "input_type",
        "multimodal",
        "items",
        "item",
        "query",
        "top_n",
        "text",
        "voice",
        "format",
    ),
    Root.ERROR: ("status", "code", "message"),
}
_PATH = re.compile(rf"({'|'.join(Root)})(?:\.(.*))?")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_\-]*")


class ExpressionError(Exception):
    """The text breaks the grammar: the message, and the offsets it is about."""

    def __init__(self, message: str, start: int, end: int, help: str | None = None, suggestion: str | None = None):
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.help = help
        self.suggestion = suggestion


class Parser:
    """The base of both parsers: a lexer, and the places of the nodes made so far."""

    def __init__(self, text: str, ruler: Ruler, start: int = 0, end: int | None = None) -> None:
        self.lexer = Lexer(text, start, end)
        self.ruler = ruler
        self.spans: dict[int, Span] = {}

    def placed[N](self, node: N, start: int, end: int) -> N:
        """The node, with its place kept."""
        self.spans[id(node)] = self.ruler.span(start, end)
        return node

    def path(self, token: Token) -> Path | None:
        """The path that a word is; None if it is another word. `ExpressionError` for a broken path."""
        match = _PATH.fullmatch(token.text) if token.sort is Sort.WORD else None
        if match is None:
            return None
        root, name = Root(match[1]), match[2]
        if name is None:
            if root in ALONE:
                return self.placed(Path(root), token.start, token.end)
            raise ExpressionError(f"`{root}` needs a name behind it, as in `{root}.x`", token.start, token.end)
        if root in (Root.ITEM, Root.VOICE):
            raise ExpressionError(f"`{root}` has no parts", token.start, token.end)
        offset = token.start + len(root) + 1
        if not _NAME.fullmatch(name):
            message = f"`{name}` is not a name" if name else f"a name is due behind `{root}.`"
            remedy = f"Write letters, digits and underscores, as in `{root}.x`."
            raise ExpressionError(message, offset, max(token.end, offset), remedy)
        if root in SLOTS and name not in SLOTS[root]:
            known = SLOTS[root]
            remedy = f"There are {', '.join(f'`{root}.{one}`' for one in known)}."
            raise ExpressionError(f"`{root}` has no `{name}`", offset, token.end, remedy, nearest(name, known))
        return self.placed(Path(root, name), token.start, token.end)

    @property
    def last(self) -> int:
        """The offset behind the token that was taken last."""
        return self.lexer.taken

    def literal(self, token: Token) -> Scalar:
        """The literal that a token is; `ExpressionError` if it is none."""
        made = literal(token)
        if made is not None and token.sort is Sort.WORD and "." in token.text and _PATH.fullmatch(token.text):
            remedy = f"If the text itself is meant, put it in quotes: '{token.text}'."
            raise ExpressionError("a path can only be compared with a fixed value", token.start, token.end, remedy)
        if made is None:
            raise ExpressionError(
                f"a value is due here, not {token.shown}", token.start, token.end, _literal_help(token)
            )
        return self.placed(made, token.start, token.end)


def literal(token: Token) -> Scalar | None:
    """The literal of a token."""
    if token.sort is Sort.NUMBER:
        return Scalar(Kind.FLOAT if "." in token.text else Kind.INT, token.text)
    if token.sort is Sort.KEYWORD and token.text in ("true", "false"):
        return Scalar(Kind.BOOL, token.text)
    if token.sort in (Sort.WORD, Sort.STRING):
        return Scalar(Kind.TEXT, token.text)
    return None


def _literal_help(token: Token) -> str | None:
    if token.sort is Sort.KEYWORD:
        return f"Put the word in quotes if it is meant as a value: '{token.text}'."
    if token.sort is Sort.OPEN:
        return "Close the quote."
    if token.text in ("[", "("):
        return "Write the values with `|` between them, as in `cn|us`."
    return None


def near_path(text: str) -> str | None:
    """The path that was most likely meant by a word such as ``creds.api_key`` or ``input_type``."""
    whole = next((root for root, slots in SLOTS.items() if text in slots and text != Root.MODEL.value), None)
    if whole is not None:
        return f"{whole.value}.{text}"
    root, dot, rest = text.partition(".")
    meant = nearest(root, tuple(one.value for one in Root))
    return f"{meant}{dot}{rest}" if meant and dot and rest else None


def told(wrong: ExpressionError, ruler: Ruler, report: Report) -> None:
    """Makes a finding of a broken rule."""
    span = ruler.span(wrong.start, wrong.end)
    report("D130", span, wrong.message, wrong.help, suggestion=wrong.suggestion)
