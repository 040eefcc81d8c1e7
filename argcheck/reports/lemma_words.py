"""The kernel's lemmas in words, for readers of a proof that leans on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_WORDS: Mapping[str, str] = {
    "power: positive": "a power of a positive number is positive",
    "power: exponent 0": "the power with the exponent 0 is 1",
    "power: base 0": "a positive whole power of 0 is 0",
    "power: base not 0": "a whole power of a number other than 0 is not 0",
    "power: base 1": "every power of 1 is 1",
    "power: side of 1": "a power lies above 1 if its base does and its exponent is positive, or neither, else below",
    "power: beyond its base": "with an exponent of at least 1, a power lies beyond its base as seen from 1",
    "power: tangent": "Bernoulli's inequality: a power lies above its tangent at 1 as the base varies",
    "power: root": "the n-th power of an n-th root",
    "power: step of a number": "the powers of a number at neighbouring whole exponents bound one another",
    "power: spread": "exponents add, and powers of products are products of powers",
    "power: square": "the square of a power is the power of the square",
    "power: inverse exponent": "the powers with exponents e and 1/e undo one another",
    "powers: equal exponents": "equal exponents give equal powers of one base",
    "powers: step of the exponent": "an exponent that is greater by 1 multiplies by the base",
    "powers: order of exponents": "a power rises with its exponent for a base above 1, and falls for one below 1",
    "powers: gap of exponents": "with exponents at least 1 apart, powers are at least a factor of the base apart",
    "powers: equal bases": "equal bases give equal powers with one exponent",
    "powers: order of bases": "a power rises with its base for a positive exponent, and falls for a negative one",
    "exp: positive": "exp is positive",
    "exp: bound below": "exp(u) is at least 1 + u",
    "exp: bound above": "exp(u)(1 - u) is at most 1",
    "exp: side of 1": "exp(u) compares with 1 as u does with 0",
    "exp: order": "exp rises",
    "exp: tangent": "exp lies above its tangents",
    "exp: sum": "exp turns sums into products",
    "exp: inverse": "exp turns sums into products",
    "log: side of 0": "log(u) compares with 0 as u does with 1",
    "log: bound above": "log(u) is at most u - 1",
    "log: bound below": "u log(u) is at least u - 1",
    "log: order": "log rises",
    "log: order with a power": "log rises, and the log of a power is the exponent times the log of the base",
    "log: order of powers": "log rises, and the log of a power is the exponent times the log of the base",
    "sqrt: sign": "a square root is not negative",
    "sqrt: square": "the square of a square root",
    "floor: below": "rounding down takes less than 1 away",
    "floor: above": "rounding down takes less than 1 away",
    "ceil: above": "rounding up adds less than 1",
    "ceil: below": "rounding up adds less than 1",
    "choice: then": "what is defined by cases has the value of the case that holds",
    "choice: otherwise": "what is defined by cases has the value of the case that holds",
    "choice: positive": "what is positive in each of its cases is positive",
    "sum: ratio 1": "the sum of equal terms",
    "sum: ratio 0": "the sum of the powers of 0",
    "sum: closed form": "the closed form of a geometric sum",
    "series: closed form": "the value of a geometric series",
    "sum: bound": "a sum lies between its number of terms times its least and its greatest term",
    "sum: positive": "a sum of positive terms is positive",
    "sums: growth": "a sum of powers rises with their base",
    "sums: dominance": "later powers gain more, relative to earlier ones, when their base rises",
    "sums: shift": "a geometric sum moved by g places is multiplied by the g-th power",
    "derivative": "the rules of differentiation",
    "limit": "a continuous function has its value as its limit",
    "limit at infinity": "in the limit the fastest growing terms of a quotient decide",
    "germ: derivative": "the sign of a derivative says whether something rises or falls",
    "germ: constant": "what does not depend on a quantity does not change with it",
}


def lemma_words(names: Iterable[str]) -> tuple[str, ...]:
    """What the lemmas of these names say, each once, in the order of the names; a name that has no words is kept."""
    return tuple(dict.fromkeys(_WORDS.get(name, name) for name in names))
