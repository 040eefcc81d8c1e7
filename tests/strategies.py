"""Hypothesis strategies for what the language can say."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from argcheck.diagnostics import NOWHERE
from argcheck.language import syntax as s

NAMES = ("x", "y", "gamma", "b_c", "T", "n0", "state", "constant", "e3")


def identifiers() -> st.SearchStrategy[s.Ident]:
    """Names in their ASCII form, some of them words that are not reserved."""
    return st.sampled_from(NAMES).map(lambda name: s.Ident(name, NOWHERE))


def numbers() -> st.SearchStrategy[s.Number]:
    """Numbers as they can be written: whole, or with a few decimals."""
    decimals = st.builds(lambda whole, places: Fraction(whole, 10**places), st.integers(0, 5000), st.integers(0, 3))
    return decimals.map(lambda value: s.Number(value, NOWHERE))


def texts() -> st.SearchStrategy[str]:
    """What may stand between quotation marks, with single spaces."""
    words = st.text(st.sampled_from("abcé,.;:#()'`-λ"), min_size=1, max_size=30)
    return st.lists(words, max_size=12).map(" ".join)


def _bounds(expressions: st.SearchStrategy[s.Expr]) -> st.SearchStrategy[s.Bound | None]:
    signs = st.sampled_from(("<", "<=", ">", ">=", "=", "!="))
    compare = st.builds(lambda sign, value: s.CompareBound(sign, value, NOWHERE), signs, expressions)
    interval = st.builds(s.IntervalBound, expressions, expressions, st.booleans(), st.booleans(), st.just(NOWHERE))
    return st.one_of(st.none(), compare, interval)


def _names() -> st.SearchStrategy[tuple[s.Ident, ...]]:
    return st.lists(identifiers(), min_size=1, max_size=2).map(tuple)


def _larger(inner: st.SearchStrategy[s.Expr]) -> st.SearchStrategy[s.Expr]:
    at, name = st.just(NOWHERE), identifiers()
    operators = st.sampled_from(("+", "-", "*", "/", "^", "and", "or", "implies", "iff"))
    signs = st.sampled_from(("<", "<=", ">", ">=", "=", "!="))

    def chain(pairs: list[tuple[str, s.Expr]], first: s.Expr) -> s.Expr:
        return s.Comparison((first, *(e for _, e in pairs)), tuple(sign for sign, _ in pairs), NOWHERE)

    return st.one_of(
        st.builds(s.Unary, st.sampled_from(("-", "not")), inner, at),
        st.builds(s.Binary, operators, inner, inner, at),
        st.builds(s.Binary, operators, inner, inner, at),
        st.builds(chain, st.lists(st.tuples(signs, inner), min_size=1, max_size=3), inner),
        st.builds(s.Conditional, inner, inner, inner, at),
        st.builds(s.Call, name, st.lists(inner, min_size=1, max_size=3).map(tuple), at),
        st.builds(s.Sum, name, inner, inner, inner, at),
        st.builds(s.Limit, inner, name, inner, at),
        st.builds(s.Quantified, st.sampled_from(("forall", "exists")), _names(), name, _bounds(inner), inner, at),
    )


def expressions(leaves: int = 12) -> st.SearchStrategy[s.Expr]:
    """Any expression that the parser can return, sensible or not."""
    at, name = st.just(NOWHERE), identifiers()
    two = st.tuples(name, name)
    rule = st.none() | st.builds(s.Rule, name, st.none() | numbers(), at)
    choices = st.one_of(
        st.builds(s.Choice, st.just("chooses"), name, st.tuples(name), at, rule),
        st.builds(s.Choice, st.sampled_from(("prefers", "indifferent")), name, two, at, rule),
        st.builds(s.Choice, st.sampled_from(("dominates", "strictly")), name, two, at),
    )
    atoms = st.one_of(
        numbers(),
        name.map(lambda ident: s.Name(ident.name, NOWHERE)),
        st.builds(s.Infinity, at),
        st.builds(s.Truth, st.booleans(), at),
        st.builds(s.Dotted, name, name, at),
        choices,
    )
    return st.recursive(atoms, _larger, max_leaves=leaves)


def items() -> st.SearchStrategy[s.Item]:
    """Any item but the header."""
    at, name, says, inner = st.just(NOWHERE), identifiers(), st.none() | texts(), expressions(4)
    quantity = st.builds(s.QuantityDecl, _names(), name, _bounds(inner), says, at)
    proposition = st.builds(s.PropositionDecl, _names(), says, at)
    define = st.builds(s.DefineDecl, name, st.just(()) | _names(), inner, says, at)
    part = st.builds(s.Part, inner, st.none(), at).map(lambda one: (one,))
    parts = part | st.lists(st.builds(s.Part, inner, name, at), min_size=1, max_size=2).map(tuple)
    states = st.lists(st.builds(s.StateDecl, name, says, st.just(()) | parts, at), max_size=2).map(tuple)
    options = st.lists(st.builds(s.OptionDecl, name, says, parts, at), min_size=1, max_size=3).map(tuple)
    decision = st.builds(s.DecisionDecl, name, says, options, at, states)
    part = numbers().map(lambda number: number.value)
    credence = st.none() | st.builds(s.Credence, part, part, at)
    premise = st.builds(s.PremiseDecl, name, says, says, credence, inner, at)
    action = st.lists(name, min_size=1, max_size=2).map(tuple)
    players = st.lists(st.builds(s.PlayerDecl, name, says, action, at), min_size=1, max_size=2).map(tuple)
    payoffs = st.lists(inner, min_size=1, max_size=2).map(tuple)
    outcomes = st.lists(st.builds(s.OutcomeDecl, action, payoffs, at), max_size=2).map(tuple)
    game = st.builds(s.GameDecl, name, says, players, outcomes, at)
    declarations = st.one_of(quantity, proposition, define, decision, premise)
    reading = st.builds(s.ReadingDecl, name, says, st.lists(declarations, max_size=2).map(tuple), at)
    readings = st.builds(s.ReadingsDecl, name, says, st.lists(reading, min_size=1, max_size=2).map(tuple), at)
    hint = st.one_of(
        st.builds(s.WitnessHint, name, inner, at),
        st.builds(s.InductionHint, name, at),
        st.builds(s.CasesHint, st.lists(inner, min_size=1, max_size=2).map(tuple), at),
    )
    verdict = st.sampled_from(("valid", "mixed", "invalid")).map(lambda word: s.Ident(word, NOWHERE))
    expectation = st.builds(s.Expectation, verdict, st.just(()) | _names(), at)
    step = st.builds(
        s.StepDecl,
        st.sampled_from(("step", "conclusion")),
        name,
        says,
        says,
        st.just(()) | _names(),
        st.lists(inner, max_size=2).map(tuple),
        inner,
        st.lists(hint, max_size=2).map(tuple),
        st.lists(expectation, max_size=2).map(tuple),
        at,
    )
    return st.one_of(declarations, game, readings, step)


def sources() -> st.SearchStrategy[s.SourceFile]:
    """Whole files, without text."""
    header = st.builds(s.Header, texts(), st.none() | texts(), st.none() | texts(), st.just(NOWHERE))
    return st.builds(lambda head, rest: s.SourceFile("", "", (head, *rest)), header, st.lists(items(), max_size=4))
