"""Definitions are unfolded without capture, and terms get the shape that later layers rely on."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argcheck.language.parse import parse
from argcheck.model.elaborate import elaborate
from argcheck.model.show import show
from argcheck.model.terms import App, Num, SumOf, Var, free_variables, walk

QUANTITIES = """\
quantity a, b, x0 : real
quantity r : real >= 0
quantity m, n : integer >= 1
proposition p, q
define weighted(x) = sum(k from 1 to 3: k * x)
define twice(x) = 2 * x
define nested(x) = twice(twice(x) + a)
define share = a / (1 + a)
define both(s, t) = s and t
define total(N) = sum(k from 1 to N: b^k)
define tempts(x) = rises(x * b, x)
"""


def _goal(load, formula):
    return load(f"{QUANTITIES}step s infer {formula}").step("s").inferences[0].goal


@pytest.mark.parametrize(
    ("written", "unfolded"),
    [
        ("nested(b) > 0", "2*(2*b + a) > 0"),
        ("share = 1", "a/(1 + a) = 1"),
        ("0 < a <= b != r", "0 < a and a <= b and b != r"),
        ("p = q", "p iff q"),
        ("p != q", "not (p iff q)"),
        ("both(p, a > 0)", "p and a > 0"),
        ("a - b - r + 1 > -3", "a - b - r + 1 > -3"),
        ("total(infinity) > 0", "sum(k from 1 to infinity: b^k) > 0"),
        ("tempts(r)", "rises(r*b, r)"),
        ("limit(share, a -> infinity) = 1", "limit(a/(1 + a), a -> infinity) = 1"),
        ("limit(1 / z, z -> infinity) = 0", "limit(1/z, z -> infinity) = 0"),
        (
            "increasing(twice(r), r)",
            "forall r_1 : real: r_1 >= 0 implies (forall r_2 : real: r_2 >= 0 implies r_1 < r_2 implies 2*r_1 < 2*r_2)",
        ),
        (
            "forall z : real in (0, b): constant(z, z)",
            "forall z : real: z > 0 and z < b implies (forall z_1 : real: z_1 > 0 and z_1 < b implies "
            "(forall z_2 : real: z_2 > 0 and z_2 < b implies z_1 < z_2 implies z_1 = z_2))",
        ),
        ("forall z : probability: z < 2", "forall z : real: z >= 0 and z <= 1 implies z < 2"),
    ],
)
def test_a_formula_is_unfolded(load, written, unfolded):
    assert show(_goal(load, written)) == unfolded


def test_long_chains_become_flat(load):
    goal = _goal(load, " + ".join(["a"] * 150) + " > 0")
    assert isinstance(goal, App)
    (left, _) = goal.args
    assert isinstance(left, App)
    assert (left.op, len(left.args)) == ("+", 150)


def test_an_argument_is_not_captured_by_the_sum_that_it_goes_into(load):
    goal = _goal(load, "sum(k from 1 to n: weighted(k)) > 0")
    (outer,) = [part for part in walk(goal) if isinstance(part, SumOf) and isinstance(part.body, SumOf)]
    inner = outer.body
    assert isinstance(inner, SumOf)
    assert inner.variable != outer.variable
    assert outer.variable in free_variables(inner)


def test_a_bound_variable_does_not_capture_a_quantity_that_a_definition_means(load):
    goal = _goal(load, "forall a : real: share > a")
    assert show(goal) == "forall a_1 : real: a/(1 + a) > a_1"


def test_each_call_speaks_of_the_domain_of_its_own_variable(load):
    source = "define grows(x) = increasing(x^2, x)\n"
    source += "step s infer forall z : real in (0, 1): grows(z)\nstep t infer forall z : real in (-9, 0): grows(z)"
    argument = load(source)
    assert "z_1 > 0 and z_1 < 1" in show(argument.step("s").inferences[0].goal)
    assert "z_1 > -9 and z_1 < 0" in show(argument.step("t").inferences[0].goal)


def test_two_variables_of_one_name_and_different_sorts_are_told_apart(load):
    goal = _goal(load, "(forall z : real: z > a) or (exists z : integer: z > a)")
    sorts = {}
    for part in walk(goal):
        if isinstance(part, Var):
            assert sorts.setdefault(part.name, part.sort) is part.sort


def test_a_variable_germ_or_limit_that_a_call_blurs_is_refused(findings):
    source = QUANTITIES + "define d(t, x) = diff(t, x)\ndefine l(t) = limit(t, a -> 0)\n"
    for call in ("d(a * a, a) > 0", "tempts(a + b)", "tempts(b)", "l(a) > 0"):
        assert [d.code for d in findings(f"{source}step s infer {call}") if d.code[0] == "E"] == ["E210"], call
    assert not [d for d in findings(f"{source}step s infer d(b, a) > 0 and l(b) > 0") if d.code[0] == "E"]


def test_nested_definitions_that_grow_too_large_are_refused(findings):
    lines = ["define f0(x) = x + 1"]
    lines += [f"define f{i}(x) = f{i - 1}(x) * f{i - 1}(x + 1)" for i in range(1, 40)]
    source = "quantity a : real\n" + "\n".join(lines) + "\nstep s infer f39(a) > 0"
    assert {d.code for d in findings(source) if d.code[0] == "E"} == {"E309"}


@pytest.mark.parametrize(
    "formula",
    [
        "abs(" * 150 + "a" + ")" * 150 + " > 0",
        "-(" * 150 + "a" + ")" * 150 + " > 0",
        "twice(" * 150 + "a" + ")" * 150 + " > 0",
        " implies ".join(["p"] * 150),
    ],
)
def test_deep_formulas_are_a_diagnostic_and_no_crash(findings, formula):
    assert [d.code for d in findings(f"{QUANTITIES}step s infer {formula}") if d.code[0] == "E"] == ["E309"]


def test_a_long_chain_of_definitions_is_a_diagnostic_and_no_crash(findings):
    lines = [f"define f{i} = f{i + 1} / 2" for i in range(2000)]
    source = "quantity a : real\n" + "\n".join(lines) + "\ndefine f2000 = a\nstep s infer f0 > 0"
    assert {d.code for d in findings(source) if d.code[0] == "E"} == {"E309"}


# ---- unfolding commutes with evaluation --------------------------------------------------------------

Tree = tuple


def _trees(names: tuple[str, ...], depth: int = 3) -> st.SearchStrategy[Tree]:
    leaves = st.one_of(
        st.sampled_from(names).map(lambda name: ("name", name)), st.integers(-3, 3).map(lambda i: ("number", i))
    )
    if depth == 0:
        return leaves
    smaller = _trees(names, depth - 1)
    return st.one_of(
        leaves,
        st.tuples(st.sampled_from(("+", "-", "*")), smaller, smaller),
        st.tuples(st.just("neg"), smaller),
        _trees((*names, "k"), depth - 1).map(lambda body: ("sum", body)),
    )


def _text(tree: Tree) -> str:
    match tree:
        case ("name", name):
            return name
        case ("number", value):
            return f"({value})" if value < 0 else str(value)
        case ("neg", operand):
            return f"(-{_text(operand)})"
        case ("sum", body):
            return f"sum(k from 1 to 3: {_text(body)})"
        case ("call", *arguments):
            return f"f({', '.join(_text(argument) for argument in arguments)})"
        case (op, left, right):
            return f"({_text(left)} {op} {_text(right)})"


def _value(tree: Tree, env: dict[str, int], body: Tree) -> int:
    match tree:
        case ("name", name):
            return env[name]
        case ("number", value):
            return value
        case ("neg", operand):
            return -_value(operand, env, body)
        case ("sum", term):
            return sum(_value(term, {**env, "k": k}, body) for k in (1, 2, 3))
        case ("call", left, right):
            inner = {"a": env["a"], "x": _value(left, env, body), "y": _value(right, env, body)}
            return _value(body, inner, body)
        case (op, left, right):
            one, other = _value(left, env, body), _value(right, env, body)
            return one + other if op == "+" else one - other if op == "-" else one * other


def _evaluate(term, env):
    match term:
        case Num(value=value):
            return value
        case Var(name=name):
            return env[name]
        case SumOf(variable=variable, body=body):
            return sum((_evaluate(body, {**env, variable.name: Fraction(k)}) for k in (1, 2, 3)), Fraction(0))
        case App(op=op, args=args):
            values = [_evaluate(arg, env) for arg in args]
            if op == "neg":
                return -values[0]
            result = values[0]
            for value in values[1:]:
                result = result + value if op == "+" else result - value if op == "-" else result * value
            return result
    raise AssertionError(term)


@settings(max_examples=60, deadline=None)
@given(body=_trees(("a", "x", "y")), left=_trees(("a", "k")), right=_trees(("a", "k")), a=st.integers(-2, 2))
def test_unfolding_and_evaluating_agree(body, left, right, a):
    tree = ("sum", ("call", left, right))
    source = f"quantity a : real\ndefine f(x, y) = {_text(body)}\nstep s infer {_text(tree)} > 0"
    argument = elaborate(parse(source, "x.arg")).argument
    assert argument is not None
    (value, _) = argument.step("s").inferences[0].goal.args
    assert _evaluate(value, {"a": Fraction(a)}) == _value(tree, {"a": a}, body)
