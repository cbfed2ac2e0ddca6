"""Conditions: ``cred.mode == chat and not (model in o_series)``."""

from __future__ import annotations

from difyspec.language.expressions.grammar import Parser, Wrong, told
from difyspec.language.expressions.lexer import Sort, Token
from difyspec.language.expressions.patterns import parsed_pattern
from difyspec.language.expressions.ruler import Ruler
from difyspec.language.kinds.base import BROKEN, Broken
from difyspec.language.section import Report
from difyspec.language.tree import Expr
from difyspec.provider.expressions import (
    All,
    Any,
    Compare,
    Condition,
    InGroup,
    Matches,
    Named,
    Not,
    OneOf,
    Path,
    Relation,
    Root,
    Truth,
)
from difyspec.provider.values import Scalar

MAX_DEPTH = 40
_MEANT = {"=": "==", "&&": "and", "&": "and", "|": "or", "!": "not"}
_RELATIONS = tuple(one.value for one in Relation if one is not Relation.HAS)


def condition(text: str, ruler: Ruler, report: Report) -> Expr[Condition] | Broken:
    """The condition that a text is, or a finding why it is none."""
    parser = _Conditions(text, ruler)
    try:
        tree = parser.whole()
    except Wrong as wrong:
        told(wrong, ruler, report)
        return BROKEN
    return Expr(tree, ruler.span_of_all, parser.spans)


class _Conditions(Parser):
    """Recursive descent; one method a rule of the grammar."""

    def whole(self) -> Condition:
        tree = self._any(0)
        rest = self.lexer.token
        if rest.sort is not Sort.END:
            raise self._unexpected(rest)
        return tree

    def _unexpected(self, token: Token) -> Wrong:
        meant = _MEANT.get(token.text) if token.sort is Sort.SIGN else None
        if token.text == ")" and token.sort is Sort.SIGN:
            return Wrong("this bracket was never opened", token.start, token.end)
        help = f"Write `{meant}`." if meant else "Join conditions with `and` or `or`; put a text with spaces in quotes."
        return Wrong(f"the condition should be over here, or go on with `and` or `or`; {token.shown} does not fit",
                     token.start, token.end, help, meant)

    def _any(self, depth: int) -> Condition:
        start = self.lexer.token.start
        parts = [self._all(depth)]
        while self._keyword("or"):
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else self._joined(Any(tuple(parts)), start)

    def _all(self, depth: int) -> Condition:
        start = self.lexer.token.start
        parts = [self._test(depth)]
        while self._keyword("and"):
            parts.append(self._test(depth))
        return parts[0] if len(parts) == 1 else self._joined(All(tuple(parts)), start)

    def _joined[N](self, node: N, start: int) -> N:
        end = self.lexer.token.start
        stretch = self.lexer.text[start:end]
        return self.placed(node, start, start + len(stretch.rstrip()))

    def _keyword(self, word: str) -> bool:
        token = self.lexer.token
        if token.sort is Sort.KEYWORD and token.text == word:
            self.lexer.take()
            return True
        return False

    def _test(self, depth: int) -> Condition:
        token = self.lexer.token
        if depth > MAX_DEPTH:
            raise Wrong(f"brackets are nested more than {MAX_DEPTH} levels deep", token.start, token.end,
                        "Give parts of the condition names in `conditions`.")
        if self._keyword("not"):
            return self._joined(Not(self._test(depth + 1)), token.start)
        if token.sort is Sort.SIGN and token.text == "(":
            self.lexer.take()
            inner = self._any(depth + 1)
            closing = self.lexer.take()
            if closing.text != ")" or closing.sort is not Sort.SIGN:
                raise Wrong(f"this bracket is not closed: `)` is due before {closing.shown}", token.start, token.end)
            return inner
        return self._statement()

    def _statement(self) -> Condition:
        token = self.lexer.take()
        path = self.path(token)
        if path is not None:
            return self._relation(path, token)
        if token.sort is not Sort.WORD:
            meant = _MEANT.get(token.text) if token.sort is Sort.SIGN else None
            raise Wrong(f"a condition is due here, not {token.shown}", token.start, token.end, _help(token), meant)
        self._no_relation(token)
        if "." in token.text or "-" in token.text:
            raise _no_path(token)
        return self.placed(Named(token.text), token.start, token.end)

    def _no_relation(self, token: Token) -> None:
        """A word that is no path cannot be compared."""
        after = self.lexer.token
        related = after.text in (*_RELATIONS, "=") if after.sort is Sort.SIGN else after.text in ("in", "has", "matches")
        if related and after.sort in (Sort.SIGN, Sort.KEYWORD):
            raise _no_path(token)

    def _relation(self, path: Path, first: Token) -> Condition:
        token = self.lexer.token
        if token.sort is Sort.SIGN and token.text in _RELATIONS:
            self.lexer.take()
            return self._compare(path, Relation(token.text), first, token)
        if token.sort is Sort.SIGN and token.text == "=":
            raise Wrong("`=` is not a relation", token.start, token.end, "Write `==`.", "==")
        if self._keyword("has"):
            return self._compare(path, Relation.HAS, first, token)
        if self._keyword("matches"):
            return self._matches(path, first)
        if self._keyword("in"):
            return self._in(path, first, token)
        if path.root is Root.MODEL and path.name is None:
            raise Wrong("`model` alone is a name, not a condition", first.start, first.end,
                        "Write `model == NAME`, `model in GROUP` or `model matches 'PATTERN'`.")
        return self.placed(Truth(path), first.start, first.end)

    def _value(self, after: Token) -> Scalar:
        token = self.lexer.take()
        if token.sort is Sort.END:
            raise Wrong(f"a value is due after `{after.text}`", after.start, after.end)
        return self.literal(token)

    def _compare(self, path: Path, relation: Relation, first: Token, sign: Token) -> Condition:
        return self._joined(Compare(path, relation, self._value(sign)), first.start)

    def _matches(self, path: Path, first: Token) -> Condition:
        token = self.lexer.pattern()
        if token.sort in (Sort.END, Sort.OPEN, Sort.SIGN):
            raise Wrong(f"a pattern is due after `matches`, not {token.shown}", token.start, token.end)
        offset = token.start + (1 if token.sort is Sort.STRING else 0)
        found = self.placed(parsed_pattern(token.text, offset), token.start, token.end)
        return self._joined(Matches(path, (found,)), first.start)

    def _in(self, path: Path, first: Token, sign: Token) -> Condition:
        if path.root is Root.MODEL and path.name is None:
            token = self.lexer.take()
            if token.sort is not Sort.WORD or "." in token.text:
                help = "Write `model == NAME` for one model, and name several in `groups`."
                raise Wrong(f"the name of a group is due after `model in`, not {token.shown}", token.start, token.end, help)
            group = self.placed(InGroup(token.text), token.start, token.end)
            if self.lexer.token.text == "|" and self.lexer.token.sort is Sort.SIGN:
                bar = self.lexer.token
                raise Wrong("only one group can stand after `model in`", bar.start, bar.end,
                            "Write `model in a or model in b`.")
            return group
        values = [self._value(sign)]
        while self.lexer.token.sort is Sort.SIGN and self.lexer.token.text == "|":
            bar = self.lexer.take()
            values.append(self._value(bar))
        return self._joined(OneOf(path, tuple(values)), first.start)


def _no_path(token: Token) -> Wrong:
    roots = ", ".join(f"`{root}.`" for root in ("cred", "discovered", "param", "call", "error"))
    head, dot, _ = token.text.partition(".")
    from difyspec.diagnostics import nearest

    guess = nearest(head, tuple(Root)) if dot else None
    suggestion = f"{guess}{token.text[len(head):]}" if guess else None
    return Wrong(f"`{token.text}` is nothing that can be asked about", token.start, token.end,
                 f"A path starts with {roots} or is `model`.", suggestion)


def _help(token: Token) -> str | None:
    if token.sort is Sort.END:
        return "Write a condition such as `cred.mode == chat`."
    if token.text == "$":
        return "A condition needs no `$( )`: write what stands inside of it."
    return None
