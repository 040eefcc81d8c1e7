"""The library of lemmas: general facts about symbols that the kernel takes as true. There are no others.

A lemma is applied to symbols, by name, and to a few words that pick one of its forms. What it then says is a formula,
built in one way only: a hypothesis that claims to be this instance must be that formula, term by term. It holds for
all values of the quantities and every declared symbol; its conditions (`b > 0`, `a denominator is not 0`) are in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from argcheck.kernel import lemmas_calculus as calculus
from argcheck.kernel import lemmas_functions as functions
from argcheck.kernel import lemmas_numbers as numbers
from argcheck.kernel import lemmas_powers as powers
from argcheck.kernel import lemmas_second_order as second
from argcheck.kernel import lemmas_sums as sums
from argcheck.kernel import lemmas_totals as totals
from argcheck.kernel.data import Refused
from argcheck.kernel.formulas import Formula
from argcheck.kernel.spread import WAYS
from argcheck.kernel.symbols import Symbols


@dataclass(frozen=True, slots=True)
class Lemma:
    """A lemma by name, and what it is applied to."""

    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """What states a lemma, and what it is applied to: `symbol`, or the words that an argument may be."""

    state: Callable[..., Formula]
    arguments: tuple[str | tuple[str, ...], ...]


SYMBOL = "symbol"
_NUMBER = "number"
_SIDE = ("<", ">")
_ORDER = ("<", "=", ">")
_BEND = (*_SIDE, powers.BETWEEN)
_SUM = (SYMBOL, WAYS, (sums.ITSELF, sums.CLOSED))
_EXPONENTIAL = (functions.ITSELF, functions.OVER)
_WEAKLY = ("<", "<=", ">", ">=")
_PLACES = ("4", "12", "40")
_COST_OF_RULES = 20_000
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,2}", re.ASCII)

LEMMAS: dict[str, Schema] = {
    "power: positive": Schema(powers.positive, (SYMBOL,)),
    "power: exponent 0": Schema(powers.exponent_zero, (SYMBOL,)),
    "power: base 0": Schema(powers.base_zero, (SYMBOL,)),
    "power: base not 0": Schema(powers.base_not_zero, (SYMBOL,)),
    "power: base 1": Schema(powers.base_one, (SYMBOL,)),
    "power: side of 1": Schema(powers.side_of_one, (SYMBOL, _SIDE, _SIDE)),
    "power: beyond its base": Schema(powers.beyond_base, (SYMBOL, _SIDE)),
    "power: strictly beyond its base": Schema(powers.strictly_beyond_base, (SYMBOL, _SIDE)),
    "power: tangent": Schema(powers.tangent, (SYMBOL, _BEND)),
    "power: strict tangent": Schema(powers.strict_tangent, (SYMBOL, _BEND)),
    "power: root": Schema(powers.root, (SYMBOL,)),
    "power: step of a number": Schema(powers.step_of_number, (SYMBOL, ("<=", ">"), _NUMBER)),
    "power: spread": Schema(powers.spread_out, (SYMBOL, WAYS)),
    "power: spread over powers": Schema(powers.spread_over_powers, (SYMBOL,)),
    "power: square": Schema(powers.square, (SYMBOL, SYMBOL)),
    "power: inverse exponent": Schema(powers.inverse_exponent, (SYMBOL, SYMBOL)),
    "powers: equal exponents": Schema(powers.equal_exponents, (SYMBOL, SYMBOL)),
    "powers: step of the exponent": Schema(powers.exponent_step, (SYMBOL, SYMBOL)),
    "powers: order of exponents": Schema(powers.exponent_order, (SYMBOL, SYMBOL, _SIDE, _SIDE)),
    "powers: gap of exponents": Schema(powers.exponent_gap, (SYMBOL, SYMBOL, _SIDE)),
    "powers: equal bases": Schema(powers.equal_bases, (SYMBOL, SYMBOL)),
    "powers: order of bases": Schema(powers.base_order, (SYMBOL, SYMBOL, _SIDE, _SIDE)),
    "powers: tangent": Schema(powers.pair_tangent, (SYMBOL, SYMBOL, _BEND)),
    "powers: strict tangent": Schema(powers.strict_pair_tangent, (SYMBOL, SYMBOL, _BEND)),
    "powers: chord": Schema(powers.chord, (SYMBOL, SYMBOL, _SIDE)),
    "exp: positive": Schema(functions.exp_positive, (SYMBOL,)),
    "exp: bound below": Schema(functions.exp_below, (SYMBOL,)),
    "exp: strict bound below": Schema(functions.exp_strictly_below, (SYMBOL,)),
    "exp: bound above": Schema(functions.exp_above, (SYMBOL,)),
    "exp: side of 1": Schema(functions.exp_side, (SYMBOL, _ORDER)),
    "exp: order": Schema(functions.exp_order, (SYMBOL, SYMBOL, ("<", "="))),
    "exp: tangent": Schema(functions.exp_tangent, (SYMBOL, SYMBOL)),
    "exp: strict tangent": Schema(functions.exp_strict_tangent, (SYMBOL, SYMBOL)),
    "exp: sum": Schema(functions.exp_sum, (SYMBOL, SYMBOL, SYMBOL)),
    "exp: multiple": Schema(functions.exp_multiple, (SYMBOL, SYMBOL, _NUMBER)),
    "exp: of a logarithm": Schema(functions.exp_of_log, (SYMBOL,)),
    "exp: spread over logarithms": Schema(functions.exp_over_logs, (SYMBOL,)),
    "exp: inverse": Schema(functions.exp_inverse, (SYMBOL, SYMBOL, SYMBOL)),
    "exp: second bound": Schema(second.exp_second, (SYMBOL, _WEAKLY)),
    "exp: third bound": Schema(second.exp_third, (SYMBOL,)),
    "log: second bound": Schema(second.log_second, (SYMBOL, _WEAKLY)),
    "log: side of 0": Schema(functions.log_side, (SYMBOL, _ORDER)),
    "log: bound above": Schema(functions.log_below, (SYMBOL,)),
    "log: strict bound above": Schema(functions.log_strictly_below, (SYMBOL,)),
    "log: bound below": Schema(functions.log_above, (SYMBOL,)),
    "log: strict bound below": Schema(functions.log_strictly_above, (SYMBOL,)),
    "log: tangent": Schema(functions.log_tangent, (SYMBOL, SYMBOL)),
    "log: strict tangent": Schema(functions.log_strict_tangent, (SYMBOL, SYMBOL)),
    "log: order with an exponential": Schema(functions.log_order_with_exp, (SYMBOL, SYMBOL, _ORDER)),
    "log: tangent at an exponential": Schema(functions.log_tangent_at_exp, (SYMBOL, SYMBOL, _EXPONENTIAL)),
    "log: strict tangent at an exponential": Schema(
        functions.log_strict_tangent_at_exp, (SYMBOL, SYMBOL, _EXPONENTIAL)
    ),
    "log: spread": Schema(functions.log_spread, (SYMBOL,)),
    "log: power": Schema(functions.log_power, (SYMBOL, SYMBOL, _NUMBER)),
    "log: order": Schema(functions.log_order, (SYMBOL, SYMBOL, _ORDER)),
    "log: order with a power": Schema(functions.log_of_power_order, (SYMBOL, SYMBOL, SYMBOL, _ORDER)),
    "log: order of powers": Schema(functions.logs_of_powers_order, (SYMBOL, SYMBOL, SYMBOL, SYMBOL, _ORDER)),
    "sqrt: sign": Schema(functions.sqrt_sign, (SYMBOL,)),
    "sqrt: square": Schema(functions.sqrt_square, (SYMBOL,)),
    "floor: below": Schema(functions.floor_below, (SYMBOL,)),
    "floor: above": Schema(functions.floor_above, (SYMBOL,)),
    "ceil: above": Schema(functions.ceil_above, (SYMBOL,)),
    "ceil: below": Schema(functions.ceil_below, (SYMBOL,)),
    "choice: then": Schema(functions.choice_then, (SYMBOL,)),
    "choice: otherwise": Schema(functions.choice_otherwise, (SYMBOL,)),
    "choice: positive": Schema(functions.choice_positive, (SYMBOL,)),
    "sum: ratio 1": Schema(sums.ratio_one, (SYMBOL,)),
    "sum: closed form": Schema(sums.closed_form, (SYMBOL, WAYS)),
    "series: closed form": Schema(sums.series, (SYMBOL, WAYS)),
    "sum: bound": Schema(sums.bound, (*_SUM, _SIDE, ("first", "last"))),
    "sum: positive": Schema(sums.positive, _SUM),
    "sums: growth": Schema(sums.growth, _SUM * 2),
    "sums: dominance": Schema(sums.dominance, _SUM * 4),
    "sums: shift": Schema(sums.shift, (SYMBOL, SYMBOL)),
    "sum: ratio 0": Schema(sums.ratio_zero, (SYMBOL,)),
    "number: enclosure": Schema(numbers.enclosure, (SYMBOL, _PLACES)),
    "total: closed form": Schema(totals.closed_form, (SYMBOL, SYMBOL, WAYS)),
    "total: powers of 0": Schema(totals.powers_of_zero, (SYMBOL, WAYS)),
    "total: empty": Schema(totals.empty, (SYMBOL,)),
    "endless total: closed form": Schema(totals.endless, (SYMBOL, SYMBOL, WAYS)),
    "derivative": Schema(calculus.derivative, (SYMBOL,)),
    "limit": Schema(calculus.limit, (SYMBOL,)),
    "limit at infinity": Schema(calculus.end, (SYMBOL, _NUMBER, _NUMBER, (calculus.AS_FAST, calculus.SLOWER))),
    "germ: derivative": Schema(calculus.germ, (SYMBOL, (calculus.FIRST, calculus.SECOND), _SIDE)),
    "germ: constant": Schema(calculus.still, (SYMBOL,)),
}


def instance(lemma: Lemma, symbols: Symbols) -> Formula:
    """What the lemma says of these symbols; raises Refused if it says nothing of them."""
    schema = LEMMAS.get(lemma.name)
    if schema is None:
        raise Refused(f"no lemma is known by the name of `{lemma.name[:40]}`")
    if len(schema.arguments) != len(lemma.arguments):
        raise Refused(f"the lemma `{lemma.name}` is applied to the wrong number of things")
    for argument, wanted in zip(lemma.arguments, schema.arguments, strict=True):
        if not _fits(argument, wanted, symbols):
            raise Refused(f"the lemma `{lemma.name}` cannot be applied to `{argument[:40]}`")
    try:
        return schema.state(symbols, *lemma.arguments)
    except RecursionError:
        raise Refused("the symbols are too deep") from None


def cost(lemma: Lemma, symbols: Symbols) -> int:
    """At least what stating an instance costs, in the kernel's units of work."""
    named = [symbols.meanings[name] for name in lemma.arguments if name in symbols.meanings]
    inside = sum(_COST_OF_RULES * len(symbols.within(each)) for each in named if each.variable)
    size = sum(1 + each.size for each in named)
    if lemma.name.startswith("number"):
        inside += numbers.COST * sum(1 + len(symbols.within(each)) for each in named)
    return 100 * size * size + inside


def _fits(argument: str, wanted: str | Sequence[str], symbols: Symbols) -> bool:
    if wanted == SYMBOL:
        return argument in symbols.meanings
    if wanted == _NUMBER:
        return _WHOLE.fullmatch(argument) is not None
    return argument in wanted


def named_symbols(lemma: Lemma) -> tuple[str, ...]:
    """The symbols that an instance of a known lemma is applied to."""
    wanted = LEMMAS[lemma.name].arguments
    return tuple(argument for argument, kind in zip(lemma.arguments, wanted, strict=True) if kind == SYMBOL)
