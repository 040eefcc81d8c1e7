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
    "pi": "the number pi is no name; bounds do: `quantity pi : real in (3.1415, 3.1416)`",
    **dict.fromkeys(("sin", "cos", "tan", "arctan"), "there are no trigonometric functions"),
}

CALL_HABITS = {
    **dict.fromkeys(("p", "prob", "probability"), NAME_HABITS["pr"]),
    **dict.fromkeys(("count", "number"), "a count over listed members is a sum of `if p(a) then 1 else 0` for each"),
}

SORT_HABITS = {
    **dict.fromkeys(("natural", "nat", "naturals"), "a natural number is `integer >= 0`"),
    **dict.fromkeys(("int", "whole", "integers"), "whole numbers are `integer`"),
    **dict.fromkeys(("float", "double", "number", "rational", "decimal"), "numbers are `real`"),
    **dict.fromkeys(("bool", "boolean", "truth"), "a yes/no claim is declared as `proposition p`"),
    **dict.fromkeys(("prob", "chance", "percent"), "a number from 0 to 1 is a `probability`"),
    "positive": "a positive number is `real > 0`",
}

_ALL = "what holds of all is written `forall x : kind: formula`"
_SOME = "what holds of some is written `exists x : kind: formula`"

WORD_HABITS = {
    **dict.fromkeys(("all", "every", "each", "any"), _ALL),
    **dict.fromkeys(("some", "there", "exist"), _SOME),
    "no": "what holds of none is written `not (exists x : kind: formula)`",
    "unless": "`p unless q` is written `not q implies p`",
    **dict.fromkeys(("when", "whenever", "provided"), "a condition is written `condition implies formula`"),
    "only": "`p only if q` is written `p implies q`",
    "mod": NAME_HABITS["mod"],
    **dict.fromkeys(("equals", "equal"), "equality is written `=`"),
    "times": "multiplication is written `*`",
    "plus": "addition is written `+`",
    "minus": "subtraction is written `-`",
    "xor": "exclusive or is written `not (p iff q)`",
    "nor": "`p nor q` is written `not (p or q)`",
    "but": "`but` is written `and`",
}

CLAUSE_HABITS = {
    **dict.fromkeys(("conclude", "show", "prove", "derive", "then", "so", "hence", "thus"), "infer"),
    **dict.fromkeys(("assume", "assuming", "let", "where", "if"), "given"),
    **dict.fromkeys(("using", "uses", "because", "since"), "from"),
}
