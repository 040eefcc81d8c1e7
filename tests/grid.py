"""Random small arguments, and dense grids of exact points at which to doubt what is said of them."""

from __future__ import annotations

from fractions import Fraction
from random import Random

_BOUNDS = ("", "", "> 0", ">= 0", "in (0, 1)", "in [0, 1]", "<= 2", "> 1", "in [-1, 1]", ">= -2")
_WHOLE_BOUNDS = (">= 1", ">= 0", "", "in [-2, 3]", "in [0, 4]", ">= 2")
_PLACES = "0 1 -1 1/2 2 -1/2 3 1/3 -2 3/2 2/3 5 -3 1/10 9/10 7 -5/3"
_REALS = tuple(map(Fraction, _PLACES.split(" ")))
_WHOLES = tuple(Fraction(n) for n in (0, 1, 2, -1, 3, -2, 4, 5, -3, 7))
_NUMBERS = ("0", "1", "2", "3", "-1", "1/2", "0.1", "-2", "3/2")


class Writer:
    """Writes random text of the language over the quantities x, y (real) and n, m (whole)."""

    def __init__(self, random: Random, hard: bool) -> None:
        self.random = random
        self.hard = hard
        self.bound: list[str] = []

    def real(self, depth: int) -> str:
        """A term."""
        pick = self.random
        if depth <= 0 or pick.random() < 0.2:
            return pick.choice(("x", "y", "x", "y", "n", *self.bound, pick.choice(_NUMBERS)))
        a, b, c = self.real(depth - 1), self.real(depth - 1), self.real(0)
        safe = pick.random() < 0.8
        positive = pick.choice((f"(abs({c}) + 1)", f"(({c})^2 + 1/2)", f"exp({c})" if self.hard else "2", "3"))
        nonnegative = pick.choice((f"abs({a})", f"({c})^2", f"max({a}, 0)"))
        below = positive if safe else c
        easy = [f"({a} + {b})", f"({a} - {b})", f"({a})*({b})", f"({a})^2", f"(-({a}))"]
        mild = [
            f"({a})/({below})",
            f"min({a}, {b})",
            f"max({a}, {b}, {c})",
            f"abs({a})",
            f"clamp({a}, 0, 1)",
            f"floor({a})",
            f"ceil({a})",
            f"(if {c} != 0 then ({a})/({c}) else {b})",
            f"({below})^(-1)",
            f"({a})^3",
            "",
            "",
        ]
        nasty = [
            f"({a})^(abs(n))" if safe else f"({a})^n",
            f"({c})^(n^2 + {pick.choice(('1', '2', 'm^2'))})",
            f"({below})^(n - m)",
            f"({below})^({c})",
            f"2^({c})",
            f"({below})^(n/2)",
            f"({nonnegative} + 1)^({c})",
            f"({below})^m",
            f"({below})^(1/2)",
            f"exp({a})",
            f"log({below})",
            f"log({nonnegative} + 1)",
            f"sqrt({nonnegative if safe else a})",
            f"exp({c})",
            f"exp({c} - {pick.choice(('x', 'y', '1'))})",
            f"diff({a}, x)",
            "sum",
            "sum",
            "sum",
        ]
        pools = [easy, mild] + ([nasty] if self.hard else [])
        chosen = pick.choice(pick.choice(pools))
        if chosen == "sum":
            return self.sum(depth)
        return chosen or f"(if {self.formula(depth - 1)} then {a} else {b})"

    def sum(self, depth: int) -> str:
        """A sum with symbolic bounds."""
        pick = self.random
        name = f"k{len(self.bound)}"
        low = pick.choice(("0", "1", "m", "n", "-1", "2"))
        high = pick.choice(("n", "m", "n + 1", "m + n", "n - 1", "3", "n + m - 1"))
        r = self.real(0)
        self.bound.append(name)
        k = name
        bodies = [k, r, f"{k}^2", f"({r})^{k}", f"{k}*({r})^{k}", f"{r}*({r})^({k} - 1)", f"{k}*({r})^({k} - 1)"]
        bodies += [f"({r})^(2*{k})", f"1/2^{k}", f"({r})^(-{k})", f"{k}^3 - {r}", f"({r})^(n - {k})"]
        body = pick.choice([*bodies, self.real(min(depth - 1, 1))])
        self.bound.pop()
        return f"sum({name} from {low} to {high}: {body})"

    def formula(self, depth: int) -> str:
        """A formula."""
        pick = self.random
        sign = pick.choice(("<", "<=", ">", ">=", "=", "!=", "<", ">", ">="))
        plain = f"{self.real(depth)} {sign} {self.real(depth - 1)}"
        if depth <= 0 or pick.random() < 0.45:
            return plain
        p, q = self.formula(depth - 1), self.formula(depth - 1)
        others = [f"({p} and {q})", f"({p} or {q})", f"(not ({p}))", f"({p} implies {q})", f"({p} iff {q})"]
        others.append(f"(if {p} then {q} else {self.formula(0)})")
        return pick.choice(others)

    def goal(self) -> str:
        """A formula that may be a germ or quantified."""
        pick = self.random
        choice = pick.random()
        if choice < 0.2:
            return f"{pick.choice(('rises', 'falls', 'flat'))}({self.real(2)}, {pick.choice('xy')})"
        if choice < 0.35:
            name = "z"
            self.bound.append(name)
            body = self.formula(1)
            self.bound.pop()
            sort = pick.choice(("integer", "real"))
            bound = pick.choice(("in [0, 3]", "in (0, 1)", ">= 0", ">= x", "in [-1, n]"))
            bound = "in [0, 3]" if sort == "integer" and "(" in bound else bound
            return f"{pick.choice(('forall', 'exists'))} {name} : {sort} {bound}: {body}"
        return self.formula(2)

    def argument(self) -> str:
        """A whole file with one step."""
        pick = self.random
        lines = ['argument "random"']
        lines += [f"quantity {name} : real {pick.choice(_BOUNDS)}" for name in "xy"]
        lines += [f"quantity {name} : integer {pick.choice(_WHOLE_BOUNDS)}" for name in "nm"]
        count = pick.choice((0, 1, 1, 2, 2, 3))
        simple = Writer(pick, self.hard and pick.random() < 0.4)
        lines += [f"premise p{i} : {simple.formula(pick.choice((0, 1)))}" for i in range(count)]
        goal = self.goal()
        sources = f" from {', '.join(f'p{i}' for i in range(count))}" if count else ""
        lines.append(f"step s{sources} infer {goal}")
        return "\n".join(lines) + "\n"


def points(random: Random, count: int) -> list[dict[str, Fraction | bool]]:
    """Exact points for x, y, n and m: small and telling values."""
    return [
        {
            "x": random.choice(_REALS),
            "y": random.choice(_REALS),
            "n": random.choice(_WHOLES),
            "m": random.choice(_WHOLES),
            "w": abs(random.choice(_REALS)),
            "q": random.random() < 0.5,
        }
        for _ in range(count)
    ]
