"""Words that writers bring along from logic books and programming languages, and how the language says the same."""

from __future__ import annotations

_PREMISE = "an assumption is written `premise name : formula`"
_QUANTITY = "a quantity is written `quantity x : real > 0`"
_STEP = "what follows is written `step name` or `conclusion name`, with `from` and `infer formula` below it"

ITEM_HABITS = {
    **dict.fromkeys(("assume", "assumption", "axiom", "hypothesis", "since", "because"), _PREMISE),
    **dict.fromkeys(("let", "var", "variable", "param", "parameter", "real", "integer"), _QUANTITY),
    **dict.fromkeys(("hence", "thus", "so", "theorem", "lemma", "claim", "conclude", "then"), _STEP),
}

NAME_HABITS = {
    "ln": "the natural logarithm is written `log(x)`",
    "pow": "a power is written `x^2`",
    "power": "a power is written `x^2`",
    "mod": "a remainder is written `x - n*floor(x/n)`",
    "lim": "a limit is written `limit(term, x -> a)`",
    "ceiling": "rounding up is written `ceil(x)`",
    "round": "rounding to the nearest is written `floor(x + 1/2)`",
    "e": "the number e is written `exp(1)`",
    "inf": "`infinity` may be the upper bound of a sum or the point of a limit",
    "pr": "a probability is a quantity of its own: `quantity p : probability`",
    "prob": "a probability is a quantity of its own: `quantity p : probability`",
}
