"""Values: ``$(cred.endpoint_url else 'https://…')``, alone or within a text."""

from __future__ import annotations

from difyspec.diagnostics import Span
from difyspec.language.expressions.grammar import ExpressionError, Parser, near_path, told
from difyspec.language.expressions.lexer import Sort, Token
from difyspec.language.expressions.ruler import Ruler
from difyspec.language.kinds.base import BROKEN, Broken
from difyspec.language.section import Report
from difyspec.language.tree import Expr
from difyspec.provider.expressions import Else, Path, Template, Value
from difyspec.provider.values import NULL, Kind, Scalar
from difyspec.provider.values import text as text_scalar

MAX_DEPTH = 40
ESCAPED = "$$("
"""What one writes for a ``$(`` that is meant as it is."""


def template(text: str, ruler: Ruler, report: Report) -> Expr[Value] | Broken:
    """A text with ``$( )`` in it: the value alone where it is all of the text, else a `Template`."""
    spans: dict[int, Span] = {}
    try:
        parts = _parts(text, ruler, spans)
    except ExpressionError as wrong:
        told(wrong, ruler, report)
        return BROKEN
    tree: Value
    if len(parts) == 1:
        tree = text_scalar(parts[0]) if isinstance(parts[0], str) else parts[0]
    else:
        tree = Template(tuple(parts))
    return Expr(tree, ruler.span_of_all, spans)


def computed(text: str, ruler: Ruler, report: Report) -> Expr[Value] | Broken:
    """``$( )`` that is all of a text; anything else is a finding."""
    found = template(text, ruler, report)
    if found is BROKEN or isinstance(found.tree, Path | Else):
        return found
    report("D126", ruler.span_of_all, f"`{text}` is not a value in `$( )`")
    return BROKEN


def _parts(text: str, ruler: Ruler, spans: dict[int, Span]) -> list[str | Path | Else]:
    parts: list[str | Path | Else] = []
    plain = ""
    at = 0
    while at < len(text):
        if text.startswith(ESCAPED, at):
            plain += "$("
            at += len(ESCAPED)
        elif text.startswith("$(", at):
            if plain:
                parts.append(plain)
                plain = ""
            parser = _Values(text, ruler, at + 2)
            value, at = parser.value(at)
            spans.update(parser.spans)
            parts.append(value)
        else:
            plain += text[at]
            at += 1
    if plain or not parts:
        parts.append(plain)
    return parts


class _Values(Parser):
    """``path { else (path | literal | "null") }`` up to the closing bracket."""

    def value(self, opened: int) -> tuple[Path | Else, int]:
        """The value, and the offset behind its bracket."""
        first = self.lexer.token
        path = self._first()
        if not self._else():
            return path, self._closed(opened)
        tree = self._chain(path, first.start)
        return tree, self._closed(opened)

    def _else(self) -> bool:
        token = self.lexer.token
        return token.sort is Sort.KEYWORD and token.text == "else"

    def _chain(self, first: Path, start: int, depth: int = 0) -> Else:
        """What stands behind a path and ``else``, to the right."""
        sign = self.lexer.take()
        if depth > MAX_DEPTH:
            raise ExpressionError(f"more than {MAX_DEPTH} `else` in one value", sign.start, sign.end)
        token = self.lexer.take()
        if token.sort is Sort.END or (token.text == ")" and token.sort is Sort.SIGN):
            raise ExpressionError("a path or a value is due after `else`", sign.start, sign.end)
        path = self.path(token)
        otherwise: Path | Scalar | Else = path or self._fixed(token)
        if path is not None and self._else():
            otherwise = self._chain(path, token.start, depth + 1)
        elif self._else():
            late = self.lexer.token
            remedy = "Remove what follows, or put the fixed value at the end."
            raise ExpressionError(
                "no `else` can follow a fixed value, which is always there", late.start, late.end, remedy
            )
        return self.placed(Else(first, otherwise), start, self.last)

    def _fixed(self, token: Token) -> Scalar:
        """A fixed value; the word ``null`` is an explicit null."""
        if token.sort is Sort.WORD and token.text == NULL.text:
            return self.placed(Scalar(Kind.NULL, NULL.text), token.start, token.end)
        return self.literal(token)

    def _closed(self, opened: int) -> int:
        token = self.lexer.token
        if token.sort is not Sort.SIGN or token.text != ")":
            raise self._unclosed(token, opened)
        return token.end

    def _first(self) -> Path:
        token = self.lexer.take()
        path = self.path(token)
        if path is None:
            remedy = "Write a path such as `cred.x`; a fixed value needs no `$( )`."
            if token.text == "!":
                remedy = "Values are not negated; a condition can: `when: not cred.x`."
            raise ExpressionError(
                f"a path is due in `$( )`, not {token.shown}", token.start, token.end, remedy, near_path(token.text)
            )
        return path

    def _unclosed(self, token: Token, opened: int) -> ExpressionError:
        if token.sort in (Sort.END, Sort.OPEN):
            return ExpressionError(
                "`$(` is not closed", opened, opened + 2, f"Add `)`; a `$(` that is meant as it is: `{ESCAPED}`."
            )
        remedy = (
            "Values are a path and `else`: there is no arithmetic and there are no functions. That is work for a hook."
        )
        return ExpressionError(f"`else` or `)` is due here, not {token.shown}", token.start, token.end, remedy)
