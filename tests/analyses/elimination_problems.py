"""Quantifier-elimination problems with known answers, as steps of small arguments.

Each is (name, quantities, facts given, goal, kept quantities, the weakest condition on them). Answers were worked out
by hand or are classical; the tests compare by meaning, not by text.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """`goal` should follow, under `given`, just where `answer` holds of the `over` quantities (all when empty)."""

    name: str
    quantities: str
    given: str
    goal: str
    over: str
    answer: str

    @property
    def text(self) -> str:
        """An argument file with the one step `s`."""
        given = f"given {self.given} " if self.given else ""
        return f'argument "t"\n{self.quantities}\nstep s {given}infer {self.goal}\n'


def _reals(names: str, more: str = "") -> str:
    return "\n".join(part for part in (f"quantity {names} : real", more) if part)


PROBLEMS = (
    # linear
    Problem("constant sign of a line", _reals("a, b, x"), "", "a*x + b > 0", "a,b", "a = 0 and b > 0"),
    Problem(
        "line on the positive half",
        _reals("a, b, x"),
        "x > 0",
        "a*x + b > 0",
        "a,b",
        "a >= 0 and b >= 0 and (a > 0 or b > 0)",
    ),
    Problem("line on an interval", _reals("a, b, x"), "0 <= x <= 1", "a*x + b >= 0", "a,b", "b >= 0 and a + b >= 0"),
    Problem("a gap for a witness", _reals("a, b, x"), "", "exists x : real: a < x and x < b", "a,b", "a < b"),
    Problem("linear in two unknowns", _reals("a, b, x, y"), "x >= a and y >= b", "x + y >= 1", "a,b", "a + b >= 1"),
    Problem("average between", _reals("a, b, x"), "a <= x <= b and a <= b", "x >= 0", "a,b", "a >= 0"),
    # quadratics
    Problem("positive monic quadratic", _reals("b, c, x"), "", "x^2 + b*x + c > 0", "b,c", "b^2 < 4*c"),
    Problem("non-negative quadratic", _reals("a, b, c, x"), "a > 0", "a*x^2 + b*x + c >= 0", "a,b,c", "b^2 <= 4*a*c"),
    Problem(
        "any positive quadratic",
        _reals("a, b, c, x"),
        "",
        "a*x^2 + b*x + c > 0",
        "a,b,c",
        "(a > 0 and b^2 < 4*a*c) or (a = 0 and b = 0 and c > 0)",
    ),
    Problem("a root exists", _reals("a, b"), "", "exists x : real: x^2 + a*x + b = 0", "", "a^2 >= 4*b"),
    Problem(
        "a root of a quadratic", _reals("a, b, c"), "a != 0", "exists x : real: a*x^2 + b*x + c = 0", "", "b^2 >= 4*a*c"
    ),
    Problem(
        "two roots",
        _reals("a, b"),
        "",
        "exists x : real: exists y : real: x < y and x^2 + a*x + b = 0 and y^2 + a*y + b = 0",
        "",
        "a^2 > 4*b",
    ),
    Problem(
        "a positive root",
        _reals("p, q"),
        "",
        "exists x : real > 0: x^2 + p*x + q = 0",
        "",
        "q < 0 or (p < 0 and 4*q <= p^2)",
    ),
    Problem("square root of a parameter", _reals("a"), "", "exists x : real: x^2 = a", "", "a >= 0"),
    Problem("square in an interval", _reals("a, x"), "-1 <= x <= 1", "x^2 <= a", "a", "a >= 1"),
    Problem(
        "quadratic below on an interval",
        _reals("a, b, x"),
        "0 <= x <= 1",
        "x^2 - a*x + b >= 0",
        "a,b",
        "(a <= 0 and b >= 0) or (a >= 2 and 1 - a + b >= 0) or (0 < a < 2 and a^2 <= 4*b)",
    ),
    # circles, ellipses, curves
    Problem("circle above a line", _reals("x, y, c"), "x^2 + y^2 <= 1", "x + y <= c", "c", "c >= 0 and c^2 >= 2"),
    Problem("shadow of a circle", _reals("x"), "", "exists y : real: x^2 + y^2 = 1", "", "x^2 <= 1"),
    Problem(
        "circle meets line",
        _reals("m, k"),
        "",
        "exists x : real: exists y : real: x^2 + y^2 = 1 and y = m*x + k",
        "",
        "k^2 <= m^2 + 1",
    ),
    Problem(
        "x-axis ellipse",
        _reals("a, c, x, y"),
        "0 < a <= 1 and (x - c)^2 + 4*a^2*y^2 = a^2",
        "x^2 + y^2 <= 1",
        "a,c",
        "(a >= 1/4 and c^2 <= (1 - a)^2) or (a < 1/4 and 4*c^2 + 12*a^2 <= 3)",
    ),
    Problem(
        "cubic with three signs", _reals("r"), "", "exists x : real: x^3 - 3*x + r = 0 and 0 < x < 1", "", "0 < r < 2"
    ),
    Problem(
        "Collins and Johnson",
        _reals("a, b, r"),
        "0 < r <= 1 and b > 0",
        "exists x : real: exists y : real: y > 0 and (3*r*(x^2 + y^2) - 2*x*r + 2*x*b) = a and x = 1",
        "a,b,r",
        "r + 2*b < a",
    ),
    Problem("quartic positive", _reals("p, x"), "", "x^4 + p*x^2 + 1 > 0", "p", "p > -2"),
    # thresholds from economics, quotients
    Problem("a price that covers cost", "quantity p, c, q : real > 0", "", "p*q > c*q", "", "p > c"),
    Problem(
        "discount threshold",
        "quantity d : real > 0\nquantity c, g : real > 0",
        "d < 1",
        "d*g/(1 - d) > c",
        "",
        "d > c/(c + g)",
    ),
    Problem("any demand", "quantity a, b, q : real > 0", "q <= b", "a - q > 0", "a,b", "a > b"),
    Problem(
        "some price pays", "quantity a, c : real > 0", "", "exists p : real > 0: (p - c)*(a - p) > 0", "", "a != c"
    ),
    Problem(
        "profit of some output",
        "quantity a, c : real > 0",
        "",
        "exists q : real > 0: q*(a - q) - c*q > 1",
        "",
        "a - c > 2",
    ),
    Problem(
        "expected value",
        "quantity b, l : real > 0\nquantity p : real in [0, 1]",
        "p >= 1/10",
        "p*b >= (1 - p)*l",
        "b,l",
        "b >= 9*l",
    ),
    Problem("every risk", "quantity r, t : real >= 0", "r <= 1", "t/(1 + r) >= 2", "t", "t >= 4"),
    # two quantifiers
    Problem(
        "for every x a y above", _reals("a"), "", "forall x : real: exists y : real: y > x and a*y > 0", "", "a > 0"
    ),
    Problem(
        "one y for all x",
        _reals("a, b"),
        "",
        "exists y : real: forall x : real: x^2 + b*y > a*x",
        "",
        "b != 0 or a < a",
    ),
    Problem(
        "a bound for all",
        _reals("a"),
        "",
        "exists y : real: forall x : real in [0, 1]: a*x <= y and y < 1",
        "",
        "a < 1",
    ),
    Problem(
        "minimax of a bilinear game",
        _reals("v"),
        "",
        "exists p : real in [0, 1]: forall q : real in [0, 1]: (2*p - 1)*(2*q - 1) >= v",
        "",
        "v <= 0",
    ),
    # discriminants, roots counted, quartics, forms
    Problem(
        "quartic biquadratic two params",
        _reals("p, r, x"),
        "",
        "x^4 + p*x^2 + r > 0",
        "p,r",
        "r > 0 and (p >= 0 or p^2 < 4*r)",
    ),
    Problem("quartic linear term", _reals("q, r, x"), "", "x^4 + q*x + r >= 0", "q,r", "256*r^3 >= 27*q^4 and r >= 0"),
    Problem(
        "Davenport Heintz",
        _reals("a, b, d"),
        "",
        "exists c : real: forall x : real: forall y : real: (x = d and y = c or x = c and y = 1) implies x^2 = y",
        "d",
        "d = 1 or d = -1",
    ),
    Problem(
        "cubic three real roots",
        _reals("p, q"),
        "",
        "exists x : real: exists y : real: exists z : real: x < y and y < z"
        " and x^3 + p*x + q = 0 and y^3 + p*y + q = 0 and z^3 + p*z + q = 0",
        "",
        "4*p^3 + 27*q^2 < 0",
    ),
    Problem(
        "cubic positive root",
        _reals("p, q"),
        "",
        "exists x : real > 0: x^3 + p*x + q = 0",
        "",
        "q < 0 or (p < 0 and 4*p^3 + 27*q^2 <= 0)",
    ),
    Problem(
        "cubic positive on the half line",
        _reals("p, q, x"),
        "x >= 0",
        "x^3 + p*x + q >= 0",
        "p,q",
        "q >= 0 and (p >= 0 or 4*p^3 + 27*q^2 >= 0)",
    ),
    Problem("cubic always has a root", _reals("a, b, c"), "", "exists x : real: x^3 + a*x^2 + b*x + c = 0", "", "true"),
    Problem(
        "two quadratics share a root",
        _reals("a, b, c, d"),
        "",
        "exists x : real: x^2 + a*x + b = 0 and x^2 + c*x + d = 0",
        "",
        "(a != c and (b-d)^2 - (c-a)*(a*(d-b)) + b*(c-a)^2 = 0) or (a = c and b = d and a^2 >= 4*b)",
    ),
    Problem(
        "quadratic root in unit interval",
        _reals("a, b"),
        "",
        "exists x : real in [0, 1]: x^2 + a*x + b = 0",
        "",
        "b*(1+a+b) <= 0 or (b >= 0 and 1+a+b >= 0 and -2 <= a <= 0 and a^2 >= 4*b)",
    ),
    Problem(
        "both roots in unit interval",
        _reals("a, b"),
        "a^2 >= 4*b",
        "forall x : real: x^2 + a*x + b = 0 implies 0 <= x and x <= 1",
        "",
        "b >= 0 and 1 + a + b >= 0 and -2 <= a <= 0",
    ),
    Problem(
        "quadratic form positive",
        _reals("a, b, c, x, y"),
        "x != 0 or y != 0",
        "a*x^2 + 2*b*x*y + c*y^2 > 0",
        "a,b,c",
        "a > 0 and a*c > b^2",
    ),
    Problem(
        "quadratic form nonnegative",
        _reals("a, b, c, x, y"),
        "",
        "a*x^2 + 2*b*x*y + c*y^2 >= 0",
        "a,b,c",
        "a >= 0 and c >= 0 and a*c >= b^2",
    ),
    Problem(
        "ellipse in the unit disc",
        _reals("a, b, x, y"),
        "a > 0 and b > 0 and b^2*x^2 + a^2*y^2 = a^2*b^2",
        "x^2 + y^2 <= 1",
        "a,b",
        "a <= 1 and b <= 1",
    ),
    Problem(
        "disc in a half plane",
        _reals("m, k, x, y"),
        "x^2 + y^2 <= 1",
        "y <= m*x + k",
        "m,k",
        "k >= 0 and k^2 >= 1 + m^2",
    ),
    Problem("parabola and line", _reals("m, k"), "", "exists x : real: x^2 = m*x + k", "", "m^2 + 4*k >= 0"),
    Problem("max", _reals("a, b, x"), "max(x, a) <= 3", "x + b <= 5", "a,b", "b <= 2"),
    Problem("min and max", _reals("a, b, x"), "0 <= x <= 2", "min(a*x, b) <= 1", "a,b", "b <= 1 or 2*a <= 1"),
    Problem("abs", _reals("a, b, x"), "abs(x - a) <= 1", "abs(x) <= b", "a,b", "abs(a) + 1 <= b"),
    Problem(
        "square roots compared",
        "quantity x : real >= 0\nquantity a, b : real > 0",
        "",
        "sqrt(x + a) <= sqrt(x) + b",
        "a,b",
        "a <= b^2",
    ),
    Problem(
        "square root and line",
        "quantity x : real >= 0\nquantity a, b : real > 0",
        "",
        "sqrt(x) <= a*x + b",
        "a,b",
        "4*a*b >= 1",
    ),
    Problem(
        "quotient threshold", "quantity x : real > 0\nquantity a, b : real > 0", "", "x/(x + a) < b", "a,b", "b >= 1"
    ),
    Problem("quotient with a bound", "quantity x, a, b : real > 0", "x >= b", "x/(x + a) >= 1/2", "a,b", "b >= a"),
    Problem(
        "monopoly profit",
        "quantity a, b, c, f : real > 0",
        "",
        "exists q : real > 0: (a - b*q)*q - c*q >= f",
        "",
        "a > c and (a - c)^2 >= 4*b*f",
    ),
    Problem(
        "duopoly",
        "quantity a, c, q, r : real > 0",
        "2*q = a - c - r and 2*r = a - c - q",
        "q*(a - q - r) - c*q >= 1",
        "a,c",
        "a >= c + 3",
    ),
    Problem("Cobb Douglas half", "quantity K, L, p, w : real > 0", "L <= 1", "p*K*L >= w*L^2", "K,p,w", "p*K >= w"),
    Problem(
        "expected loss two risks",
        "quantity p, q : probability\nquantity b, l : real > 0",
        "p + q <= 1/2",
        "(1 - p - q)*b >= (p + q)*l",
        "b,l",
        "b >= l",
    ),
    Problem(
        "discriminant of a product",
        _reals("a, b, x"),
        "",
        "(x^2 + a*x + 1)*(x^2 + b*x + 1) > 0",
        "a,b",
        "a^2 < 4 and b^2 < 4",
    ),
    Problem(
        "triangle",
        "quantity a, b, c : real > 0",
        "",
        "exists x : real: exists y : real: x^2 + y^2 = b^2 and (x - a)^2 + y^2 = c^2",
        "",
        "a <= b + c and b <= a + c and c <= a + b",
    ),
    Problem(
        "distance point to line",
        _reals("a, b, r, x"),
        "r > 0",
        "x^2 + (a*x + b)^2 >= r^2",
        "a,b,r",
        "b^2 >= r^2*(1 + a^2)",
    ),
    Problem("AM GM constant", "quantity x, y : real > 0\nquantity k : real", "", "x + y >= k*sqrt(x*y)", "k", "k <= 2"),
    Problem("sum of squares constant", "quantity x, y, k : real", "", "x^2 + y^2 >= k*x*y", "k", "-2 <= k <= 2"),
    Problem("Motzkin slice", "quantity x, k : real", "", "x^4 + x^2 + 1 >= k*x^3", "k", "27*k^4 <= 140*k^2 + 144"),
    Problem("quintic", _reals("a"), "", "exists x : real: x^5 + x + a = 0 and x > 1", "", "a < -2"),
)
