"""Grammar rules to syntax nodes: one method a rule, called as the parser reduces."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from lark import Token, Transformer, v_args

from argcheck.diagnostics import Span
from argcheck.language import syntax as s
from argcheck.language.lexical import span_of


@dataclass(frozen=True, slots=True)
class StepHead:
    """`step NAME "says" at "where"`, before its clauses."""

    kind: str
    name: s.Ident
    says: str | None
    where: s.Ident | None
    span: Span


def _ident(token: Token) -> s.Ident:
    return s.Ident(str(token), span_of(token))


def _span(part: Any) -> Span:
    if isinstance(part, Token):
        return span_of(part)
    if isinstance(part, tuple):
        return _span(part[-1])
    span: Span = part.span
    return span


def _across(*parts: Any) -> Span:
    """From the first part to the last that is there."""
    return _span(parts[0]).to(next(_span(part) for part in reversed(parts) if part is not None))


def _text(token: Token | None) -> str | None:
    return None if token is None else str(token)


def _named(parts: tuple[Any, ...]) -> tuple[Any, ...]:
    """The parts of a list without its separators."""
    return tuple(part for part in parts if not isinstance(part, Token))


@v_args(inline=True)
class Builder(Transformer[Token, Any]):
    """Receives every token of a rule, keywords and signs included; absent optional parts are None."""

    # ---- pieces of items -------------------------------------------------------------------------

    def argument(self, word: Token, title: Token) -> s.Header:
        return s.Header(str(title), None, None, _across(word, title))

    def source(self, _word: Token, text: Token) -> str:
        return str(text)

    def about(self, _word: Token, text: Token) -> str:
        return str(text)

    def quantity(
        self, word: Token, names: Any, _c: Token, sort: Token, bound: s.Bound | None, says: Token | None
    ) -> s.QuantityDecl:
        return s.QuantityDecl(names, _ident(sort), bound, _text(says), _across(word, sort, bound, says))

    def proposition(self, word: Token, names: Any, says: Token | None) -> s.PropositionDecl:
        return s.PropositionDecl(names, _text(says), _across(word, names, says))

    def kind(self, word: Token, name: Token, _e: Token | None, *rest: Any) -> s.KindDecl:
        *members, says = rest
        idents = tuple(_ident(each) for each in members if each is not None and each.type == "NAME")
        last = says if says is not None else idents[-1].span if idents else name
        return s.KindDecl(
            _ident(name), idents, _text(says), _span(word).to(last if isinstance(last, Span) else _span(last))
        )

    def predicate(self, word: Token, name: Token, _l: Any, kinds: Any, closing: Token, says: Any) -> s.PredicateDecl:
        return s.PredicateDecl(_ident(name), kinds, _text(says), _across(word, closing, says))

    def function(self, word: Token, name: Token, _l: Any, kinds: Any, _r: Any, _c: Any, *rest: Any) -> s.FunctionDecl:
        sort, bound, says = rest
        return s.FunctionDecl(_ident(name), kinds, _ident(sort), bound, _text(says), _across(word, sort, bound, says))

    def constant(self, word: Token, names: Any, _c: Token, kind: Token, says: Token | None) -> s.ConstantDecl:
        return s.ConstantDecl(names, _ident(kind), _text(says), _across(word, kind, says))

    def define(self, word: Token, name: Token, _l: Any, names: Any, _r: Any, _e: Any, *rest: Any) -> s.DefineDecl:
        body, says = rest
        return s.DefineDecl(_ident(name), names or (), body, _text(says), _across(word, body, says))

    def decision(self, word: Token, name: Token, says: Token | None) -> s.DecisionDecl:
        return s.DecisionDecl(_ident(name), _text(says), (), _across(word, name, says))

    def option(self, word: Token, name: Token, says: Token | None, _c: Token, payoffs: Any) -> s.OptionDecl:
        return s.OptionDecl(_ident(name), _text(says), payoffs, _across(word, payoffs))

    def game(self, word: Token, name: Token, says: Token | None) -> s.GameDecl:
        return s.GameDecl(_ident(name), _text(says), (), (), _across(word, name, says))

    def player(self, word: Token, name: Token, says: Token | None, _c: Token, actions: Any) -> s.PlayerDecl:
        return s.PlayerDecl(_ident(name), _text(says), actions, _across(word, actions))

    def outcome_of(self, word: Token, profile: Any, _c: Token, payoffs: Any) -> s.OutcomeDecl:
        return s.OutcomeDecl(profile, payoffs, _across(word, payoffs))

    def state(self, word: Token, name: Token, says: Token | None, _c: Token | None, chances: Any) -> s.StateDecl:
        return s.StateDecl(_ident(name), _text(says), chances or (), _across(word, name, says, chances))

    def plain(self, value: s.Expr) -> tuple[s.Part, ...]:
        return (s.Part(value, None, value.span),)

    def several(self, *parts: Any) -> tuple[s.Part, ...]:
        return _named(parts)

    def outcome(self, value: s.Expr, _word: Token, name: Token) -> s.Part:
        return s.Part(value, _ident(name), _across(value, name))

    chance = outcome

    def readings(self, word: Token, name: Token, says: Token | None) -> s.ReadingsDecl:
        return s.ReadingsDecl(_ident(name), _text(says), (), _across(word, name, says))

    def reading(self, word: Token, name: Token, says: Token | None) -> s.ReadingDecl:
        return s.ReadingDecl(_ident(name), _text(says), (), _across(word, name, says))

    def at(self, _word: Token, where: Token) -> s.Ident:
        return _ident(where)

    def credence(self, word: Token, lower: Token, _r: Token | None, upper: Token | None) -> s.Credence:
        last = lower if upper is None else upper
        return s.Credence(Fraction(str(lower)), Fraction(str(last)), _across(word, last))

    def premise(self, word: Token, name: Token, says: Token | None, *rest: Any) -> s.PremiseDecl:
        *notes, _colon, formula = rest
        where = next((note.name for note in notes if isinstance(note, s.Ident)), None)
        credence = next((note for note in notes if isinstance(note, s.Credence)), None)
        return s.PremiseDecl(_ident(name), _text(says), where, credence, formula, _across(word, formula))

    def step(self, word: Token, name: Token, says: Token | None, where: s.Ident | None) -> StepHead:
        return StepHead(str(word), _ident(name), _text(says), where, _across(word, name, says, where))

    # ---- clauses of steps --------------------------------------------------------------------------

    def sources(self, _word: Token, names: Any) -> tuple[s.Ident, ...]:
        return tuple(names)

    def given(self, _word: Token, formula: s.Expr) -> s.Expr:
        return formula

    def suppose(self, _word: Token, formula: s.Expr) -> s.Expr:
        return formula

    def infer(self, _word: Token, formula: s.Expr) -> s.Expr:
        return formula

    def therefore(self, _word: Token, formula: s.Expr) -> s.Expr:
        return formula

    def by(self, _word: Token, hint: s.Hint) -> s.Hint:
        return hint

    def witness(self, name: Token, _a: Token, value: s.Expr) -> s.WitnessHint:
        return s.WitnessHint(_ident(name), value, _across(name, value))

    def induction(self, word: Token, _on: Token, name: Token) -> s.InductionHint:
        return s.InductionHint(_ident(name), _across(word, name))

    def cases(self, word: Token, cases: Any) -> s.CasesHint:
        return s.CasesHint(cases, _across(word, cases))

    def expect(self, _word: Token, *parts: Any) -> tuple[s.Expectation, ...]:
        return _named(parts)

    def expectation(self, verdict: Token, _under: Token | None, names: Any) -> s.Expectation:
        return s.Expectation(_ident(verdict), names or (), _across(verdict, names))

    def names(self, *parts: Token) -> tuple[s.Ident, ...]:
        return tuple(_ident(part) for part in parts if part.type == "NAME")

    def exprs(self, *parts: Any) -> tuple[s.Expr, ...]:
        return _named(parts)

    def compare_bound(self, sign: Token, value: s.Expr) -> s.CompareBound:
        return s.CompareBound(str(sign), value, _across(sign, value))

    def interval_bound(
        self, word: Token, opening: Token, lower: s.Expr, _c: Token, upper: s.Expr, closing: Token
    ) -> s.IntervalBound:
        return s.IntervalBound(lower, upper, opening == "(", closing == ")", _across(word, closing))

    def opening(self, token: Token) -> Token:
        return token

    def closing(self, token: Token) -> Token:
        return token

    def compare(self, token: Token) -> Token:
        return token

    # ---- expressions ---------------------------------------------------------------------------------

    def binary(self, left: s.Expr, sign: Token, right: s.Expr) -> s.Binary:
        return s.Binary(str(sign), left, right, _across(left, right))

    def unary(self, sign: Token, operand: s.Expr) -> s.Unary:
        return s.Unary(str(sign), operand, _across(sign, operand))

    def comparison(self, *parts: Any) -> s.Comparison:
        return s.Comparison(parts[::2], tuple(str(sign) for sign in parts[1::2]), _across(parts[0], parts[-1]))

    def superscript(self, base: s.Expr, token: Token) -> s.Binary:
        span = span_of(token)
        size: s.Expr = s.Number(Fraction(str(token).removeprefix("-")), span)
        exponent = s.Unary("-", size, span) if token.startswith("-") else size
        return s.Binary("^", base, exponent, _across(base, token))

    def number(self, token: Token) -> s.Number:
        return s.Number(Fraction(str(token)), span_of(token))

    def name(self, token: Token) -> s.Name:
        return s.Name(str(token), span_of(token))

    def infinity(self, token: Token) -> s.Infinity:
        return s.Infinity(span_of(token))

    def truth(self, token: Token) -> s.Truth:
        return s.Truth(token == "true", span_of(token))

    def parenthesised(self, opening: Token, inner: s.Expr, closing: Token) -> s.Expr:
        return replace(inner, span=_across(opening, closing))

    def call(self, function: Token, _l: Token, arguments: Any, closing: Token) -> s.Call:
        return s.Call(_ident(function), arguments, _across(function, closing))

    def dotted(self, decision: Token, _d: Token, option: Token) -> s.Dotted:
        return s.Dotted(_ident(decision), _ident(option), _across(decision, option))

    def sum(self, word: Token, _l: Any, variable: Token, _f: Any, lower: s.Expr, *rest: Any) -> s.Sum:
        _to, upper, _colon, body, closing = rest
        return s.Sum(_ident(variable), lower, upper, body, _across(word, closing))

    def limit(self, word: Token, _l: Any, body: s.Expr, _c: Any, variable: Token, *rest: Any) -> s.Limit:
        _arrow, point, closing = rest
        return s.Limit(body, _ident(variable), point, _across(word, closing))

    def conditional(self, word: Token, condition: s.Expr, _t: Any, then: s.Expr, _e: Any, otherwise: s.Expr) -> s.Expr:
        return s.Conditional(condition, then, otherwise, _across(word, otherwise))

    def quantified(self, word: Token, names: Any, _c: Any, sort: Token, bound: s.Bound | None, *rest: Any) -> s.Expr:
        _colon, body = rest
        return s.Quantified(str(word), names, _ident(sort), bound, body, _across(word, body))

    def chooses(self, decision: Token, _w: Token, option: Token, rule: s.Rule | None) -> s.Choice:
        return s.Choice("chooses", _ident(decision), (_ident(option),), _across(decision, option, rule), rule)

    def prefers(self, decision: Token, _w: Token, better: Token, _to: Token, worse: Token, *rest: Any) -> s.Choice:
        options = (_ident(better), _ident(worse))
        return s.Choice("prefers", _ident(decision), options, _across(decision, worse, *rest), rest[0])

    def indifferent(self, decision: Token, *rest: Any) -> s.Choice:
        first, second, rule = rest[3], rest[5], rest[6]
        options = (_ident(first), _ident(second))
        return s.Choice("indifferent", _ident(decision), options, _across(decision, second, rule), rule)

    def dominates(self, better: Token, _w: Token, worse: Token, _in: Token, decision: Token) -> s.Choice:
        return s.Choice("dominates", _ident(decision), (_ident(better), _ident(worse)), _across(better, decision))

    def strictly_dominates(self, better: Token, _s: Token, *rest: Token) -> s.Choice:
        return replace(self.dominates(better, *rest), kind="strictly")

    def rule(self, word: Token, name: Token, _l: Any, argument: s.Expr | None, right: Token | None) -> s.Rule:
        return s.Rule(_ident(name), argument, _across(word, name, right))
