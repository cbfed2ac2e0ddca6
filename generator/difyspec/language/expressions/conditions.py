"""Conditions: ``cred.mode == chat and not (model in o_series)``."""

from __future__ import annotations

from difyspec.language.expressions.grammar import ExpressionError, Parser, near_path, told
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
_SIGNS = tuple(one.value for one in Relation if one is not Relation.HAS)
_WORDS = ("in", "has", "matches")


def condition(text: str, ruler: Ruler, report: Report) -> Expr[Condition] | Broken:
    """The condition that a text is, or a finding why it is none."""
    parser = _Conditions(text, ruler)
    try:
        tree = parser.whole()
    except ExpressionError as error:
        told(error, ruler, report)
        return BROKEN
    return Expr(tree, ruler.span_of_all, parser.spans)


class _Conditions(Parser):
    """Recursive descent; one method a rule of the grammar."""

    def whole(self) -> Condition:
        tree = self._any(0)
        if self.lexer.token.sort is not Sort.END:
            raise _left_over(self.lexer.token)
        return tree

    def _any(self, depth: int) -> Condition:
        start = self.lexer.token.start
        parts = [self._all(depth)]
        while self._keyword("or"):
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else self.placed(Any(tuple(parts)), start, self.last)

    def _all(self, depth: int) -> Condition:
        start = self.lexer.token.start
        parts = [self._test(depth)]
        while self._keyword("and"):
            parts.append(self._test(depth))
        return parts[0] if len(parts) == 1 else self.placed(All(tuple(parts)), start, self.last)

    def _keyword(self, word: str) -> bool:
        token = self.lexer.token
        if token.sort is Sort.KEYWORD and token.text == word:
            self.lexer.take()
            return True
        return False

    def _test(self, depth: int) -> Condition:
        token = self.lexer.token
        if depth > MAX_DEPTH:
            remedy = "Give parts of the condition names in `conditions`."
            raise ExpressionError(f"more than {MAX_DEPTH} levels of brackets", token.start, token.end, remedy)
        if self._keyword("not"):
            return self.placed(Not(self._test(depth + 1)), token.start, self.last)
        if token.is_sign("("):
            self.lexer.take()
            return self._bracketed(token, depth)
        return self._statement()

    def _bracketed(self, opened: Token, depth: int) -> Condition:
        inner = self._any(depth + 1)
        closing = self.lexer.take()
        if closing.is_sign(")"):
            return inner
        message = f"this bracket is not closed: `)` is due before {closing.shown}"
        raise ExpressionError(message, opened.start, opened.end, "Add `)`, or remove the bracket.")

    def _statement(self) -> Condition:
        token = self.lexer.take()
        path = self.path(token)
        if path is not None:
            return self._relation(path, token)
        if token.sort is not Sort.WORD:
            raise _no_condition(token)
        if "." in token.text or "-" in token.text or self.lexer.token.is_sign("=", *_SIGNS) or self._related():
            raise _no_path(token)
        return self.placed(Named(token.text), token.start, token.end)

    def _related(self) -> bool:
        return self.lexer.token.sort is Sort.KEYWORD and self.lexer.token.text in _WORDS

    def _relation(self, path: Path, first: Token) -> Condition:
        token = self.lexer.token
        if token.is_sign("="):
            raise ExpressionError("`=` is not a relation", token.start, token.end, "Write `==`.", "==")
        if token.is_sign(*_SIGNS) or self._keyword("has"):
            relation = Relation(token.text)
            if relation is not Relation.HAS:
                self.lexer.take()
            return self.placed(Compare(path, relation, self._value(token)), first.start, self.last)
        if self._keyword("matches"):
            return self._matches(path, first)
        model = path.root is Root.MODEL and path.name is None
        if self._keyword("in"):
            return self._group() if model else self._one_of(path, first, token)
        if model:
            remedy = "Write `model == NAME`, `model in GROUP` or `model matches 'PATTERN'`, with `not` before it."
            raise ExpressionError("`model` alone is a name, not a condition", first.start, first.end, remedy)
        return self.placed(Truth(path), first.start, first.end)

    def _value(self, after: Token) -> Scalar:
        token = self.lexer.take()
        if token.sort is Sort.END:
            raise ExpressionError(f"a value is due after `{after.text}`", after.start, after.end)
        return self.literal(token)

    def _matches(self, path: Path, first: Token) -> Condition:
        token = self.lexer.pattern()
        if token.sort in (Sort.END, Sort.OPEN, Sort.SIGN):
            raise ExpressionError(f"a pattern is due after `matches`, not {token.shown}", token.start, token.end)
        offset = token.start + (1 if token.sort is Sort.STRING else 0)
        found = self.placed(parsed_pattern(token.text, offset), token.start, token.end)
        return self.placed(Matches(path, (found,)), first.start, self.last)

    def _group(self) -> Condition:
        token = self.lexer.take()
        if token.sort is not Sort.WORD or "." in token.text:
            message = f"the name of a group is due after `model in`, not {token.shown}"
            remedy = "Write `model == NAME` for one model, and name several in `groups`."
            raise ExpressionError(message, token.start, token.end, remedy)
        bar = self.lexer.token
        if bar.is_sign("|"):
            remedy = "Write `model in a or model in b`."
            raise ExpressionError("only one group can stand after `model in`", bar.start, bar.end, remedy)
        return self.placed(InGroup(token.text), token.start, token.end)

    def _one_of(self, path: Path, first: Token, sign: Token) -> Condition:
        values = [self._value(sign)]
        while self.lexer.token.is_sign("|"):
            values.append(self._value(self.lexer.take()))
        return self.placed(OneOf(path, tuple(values)), first.start, self.last)


def _left_over(token: Token) -> ExpressionError:
    if token.is_sign(")"):
        return ExpressionError("this bracket was never opened", token.start, token.end)
    meant = _MEANT.get(token.text) if token.sort is Sort.SIGN else None
    remedy = "Join conditions with `and` or `or`; put a text with spaces in quotes."
    if token.text in ("(", "+", "-", "*", "/", "%"):
        remedy = "There is no arithmetic and there are no functions: that is work for a hook."
    elif token.text == ",":
        remedy = "Write several values with `|` between them, as in `cn|us`."
    return ExpressionError(
        f"{token.shown} does not fit behind a condition that is complete",
        token.start,
        token.end,
        f"Write `{meant}`." if meant else remedy,
        meant,
    )


def _no_condition(token: Token) -> ExpressionError:
    meant = _MEANT.get(token.text) if token.sort is Sort.SIGN else None
    remedy = None
    if token.sort is Sort.END:
        remedy = "Write a condition such as `cred.mode == chat`."
    elif token.text == "$":
        remedy = "A condition needs no `$( )`: write what stands inside of it."
    return ExpressionError(f"a condition is due here, not {token.shown}", token.start, token.end, remedy, meant)


def _no_path(token: Token) -> ExpressionError:
    roots = ", ".join(f"`{root}.`" for root in ("cred", "discovered", "param", "call", "error"))
    remedy = f"A path starts with {roots} or is `model`."
    message = f"`{token.text}` is nothing that can be asked about"
    return ExpressionError(message, token.start, token.end, remedy, near_path(token.text))
