"""Arguments put together by hand for the tests on derivations."""

from __future__ import annotations

from argcheck.diagnostics import NOWHERE
from argcheck.model.argument import Argument, Decision, Fact, Hints, Inference, Payoffs, Quantity, Reading, Step
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Infinite, Num, SumOf, Term, Var, free_variables, num


def real(name: str) -> Var:
    """A real quantity."""
    return Var(name, Sort.REAL)


def whole(name: str) -> Var:
    """An integer quantity."""
    return Var(name, Sort.INTEGER)


def at(op: str, *args: Term | int) -> App:
    """An operator applied; integers become numbers."""
    return App(op, tuple(num(arg) if isinstance(arg, int) else arg for arg in args))


c, D, w, gamma, b, p, q, x = (real(name) for name in ("c", "D", "w", "gamma", "b", "p", "q", "x"))
L = real("L")
n, T, N, j, k = (whole(name) for name in ("n", "T", "N", "j", "k"))

DECLARED = (c, D, w, n, gamma, b, p, q, L, T, N, j, x)
BOUNDS: dict[Var, tuple[Term, ...]] = {
    c: (at(">", c, 0),),
    D: (at(">", D, 0),),
    w: (at(">=", w, 0),),
    n: (at(">=", n, 1),),
    gamma: (at(">", gamma, 0),),
    b: (at(">", b, 0),),
    p: (at(">", p, 0), at("<=", p, 1)),
    q: (at(">=", q, 0),),
    L: (at(">", L, 0),),
    T: (at(">=", T, 1),),
    N: (at(">=", N, 1),),
    j: (at(">=", j, 0), at("<=", j, at("-", T, 1))),
    x: (),
}


def total(lower: Term | int, upper: Term | int, body: Term) -> SumOf:
    """`sum(k from lower to upper: body)`."""
    first = num(lower) if isinstance(lower, int) else lower
    last = num(upper) if isinstance(upper, int) else upper
    return SumOf(k, first, last, body)


TRAINING = total(0, at("-", T, 1), at("^", gamma, k))
DEPLOYMENT = total(T, at("+", T, N, Num(num(-1).value)), at("^", gamma, k))
FOREVER = SumOf(k, T, Infinite(), at("^", gamma, k))


def quantities(*terms: Term) -> tuple[Quantity, ...]:
    """The quantities in the terms with their bounds, in declared order."""
    used = frozenset(v for term in terms for v in free_variables(term))
    used |= {v for u in used for bound in BOUNDS[u] for v in free_variables(bound)}
    return tuple(Quantity(v, BOUNDS[v], "", None, NOWHERE) for v in DECLARED if v in used)


def argument(decisions: tuple[Decision, ...] = (), steps: tuple[Step, ...] = ()) -> Argument:
    """An argument with every quantity."""
    declared = tuple(Quantity(v, BOUNDS[v], "", None, NOWHERE) for v in DECLARED)
    return Argument("a.arg", "", "a test", "", "", declared, (), (), (), decisions, steps, (), ())


def decision(name: str, *payoffs: tuple[Reading, dict[str, Term]]) -> Decision:
    """A decision with payoffs under each reading."""
    names = tuple((option, "", "") for option in payoffs[0][1])
    each = tuple(Payoffs(reading, tuple(terms.items()), quantities(*terms.values())) for reading, terms in payoffs)
    return Decision(name, "", names, each, NOWHERE)


def step(name: str, goal: Term, *given: Term) -> Step:
    """A step with givens, besides the bounds of its quantities."""
    found = quantities(goal, *given)
    bounds = tuple(Fact(one.name, "bound", bound, "", "", NOWHERE) for one in found for bound in one.bounds)
    givens = tuple(Fact("given", "given", formula, "", "", NOWHERE) for formula in given)
    inference = Inference(name, (), found, (*bounds, *givens), goal, "", NOWHERE, Hints(), None)
    return Step(name, "step", "", "", (), (), "", (inference,), NOWHERE)


LATE = {"greedy": at("*", c, TRAINING), "deceive": at("*", DEPLOYMENT, D)}
AT_ONCE = {
    "deceive": at("*", at("neg", c), TRAINING),
    "greedy": at(
        "+",
        at("*", at("neg", c), TRAINING),
        at("*", c, at("^", gamma, j)),
        at("neg", at("*", D, DEPLOYMENT)),
    ),
}
MOE = argument(
    (
        decision("training", ((("modification", "late"),), LATE), ((("modification", "at_once"),), AT_ONCE)),
        decision("once", ((), {"greedy": num(0), "deceive": at("-", at("*", n, w, D), c)})),
        decision("three", ((), {"stay": num(0), "speak": at("-", at("*", p, D), c), "leave": at("-", q, c)})),
    )
)
