"""Values: ``$(cred.endpoint_url else 'https://…')``, alone or within a text."""

from __future__ import annotations

from difyspec.diagnostics import Span
from difyspec.language.expressions.grammar import Parser, Wrong, told
from difyspec.language.expressions.lexer import Sort, Token
from difyspec.language.expressions.ruler import Ruler
from difyspec.language.kinds.base import BROKEN, Broken
from difyspec.language.section import Report
from difyspec.language.tree import Expr
from difyspec.provider.expressions import Else, Path, Template, Value
from difyspec.provider.values import Scalar, text as text_scalar

ESCAPED = "$$("
"""What one writes for a ``$(`` that is meant as it is."""


def template(text: str, ruler: Ruler, report: Report) -> Expr[Value] | Broken:
    """A text with ``$( )`` in it: the value alone where it is all of the text, else a `Template`."""
    spans: dict[int, Span] = {}
    try:
        parts = _parts(text, ruler, spans)
    except Wrong as wrong:
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
    """``path { else (path | literal) }`` up to the closing bracket."""

    def value(self, opened: int) -> tuple[Path | Else, int]:
        """The value, and the offset behind its bracket."""
        start = self.lexer.token.start
        items: list[tuple[Path | Scalar, Token]] = [self._first()]
        while (token := self.lexer.take()).sort is Sort.KEYWORD and token.text == "else":
            if isinstance(items[-1][0], Scalar):
                raise Wrong("no `else` can follow a fixed value, which is always there", token.start, token.end)
            items.append(self._item(token))
        if token.sort is not Sort.SIGN or token.text != ")":
            raise self._unclosed(token, opened)
        tree: Path | Scalar | Else = items[-1][0]
        for path, first in reversed(items[:-1]):
            assert isinstance(path, Path)
            tree = self.placed(Else(path, tree), first.start, token.start)
        assert not isinstance(tree, Scalar)
        del start
        return tree, token.end

    def _first(self) -> tuple[Path, Token]:
        token = self.lexer.take()
        path = self.path(token)
        if path is None:
            help = "Write a path such as `cred.x`; a fixed value needs no `$( )`."
            shown = "`)`" if token.text == ")" else token.shown
            raise Wrong(f"a path is due in `$( )`, not {shown}", token.start, token.end, help)
        return path, token

    def _item(self, after: Token) -> tuple[Path | Scalar, Token]:
        token = self.lexer.take()
        if token.sort is Sort.END or token.text == ")" and token.sort is Sort.SIGN:
            raise Wrong("a path or a value is due after `else`", after.start, after.end)
        return self.path(token) or self.literal(token), token

    def _unclosed(self, token: Token, opened: int) -> Wrong:
        if token.sort in (Sort.END, Sort.OPEN):
            return Wrong("`$(` is not closed", opened, opened + 2, f"Add `)`; a `$(` that is meant as it is: `{ESCAPED}`.")
        help = "Values are a path and `else`: there is no arithmetic and there are no functions. That is work for a hook."
        return Wrong(f"`else` or `)` is due here, not {token.shown}", token.start, token.end, help)
