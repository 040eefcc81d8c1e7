"""The forms of the language as they are shown to a writer whose text has another form."""

from __future__ import annotations

FORMS = {
    "SUM": "a sum is written `sum(k from 1 to n: term)`",
    "LIMIT": "a limit is written `limit(term, x -> a)`",
    "FORALL": "a quantifier says what it ranges over: `forall x : real > 0: formula`",
    "EXISTS": "a quantifier says what it ranges over: `exists n : integer >= 1: formula`",
    "IF": "every `if` needs its `then` and its `else`: `if condition then a else b`; "
    "that p implies q is written `p implies q`",
}

SHAPES = {
    "argument": 'argument "title"',
    "source": 'source "where the argument comes from"',
    "about": 'about "what it is about"',
    "quantity": 'quantity c : real > 0 "meaning"',
    "proposition": 'proposition aware "meaning"',
    "kind": 'kind person "meaning"` or `kind weather = rain or sun "meaning"',
    "predicate": 'predicate loves(person, person) "meaning"',
    "function": 'function wealth(person) : real >= 0 "meaning"',
    "constant": 'constant socrates, plato : person "meaning"',
    "define": 'define f(x) = term "meaning"',
    "decision": 'decision name "meaning"',
    "state": 'state name "meaning" : probability',
    "game": 'game name "meaning"',
    "player": 'player name "meaning" : action, action',
    "outcome": "outcome action, action : payoff, payoff",
    "option": 'option name "meaning" : payoff',
    "readings": 'readings notion "meaning"',
    "reading": 'reading name "meaning"',
    "premise": 'premise name "what it says" at "where" : formula',
    "step": 'step name "what it says" at "where"',
    "conclusion": 'conclusion name "what it says" at "where"',
    "from": "from premise1, step2",
    "given": "given formula",
    "suppose": "suppose formula",
    "infer": "infer formula",
    "therefore": "therefore formula",
    "by": "by n := term`, `by induction on n` or `by cases formula, formula",
    "expect": "expect valid under reading1, reading2; refuted under reading3",
}

CHOICES = {
    "CHOOSES": "the form is `decision chooses option`",
    "PREFERS": "the form is `decision prefers option to option`",
    "TO": "the form is `decision prefers option to option`",
    "BETWEEN": "the form is `decision is indifferent between option and option`",
    "AND": "the form is `decision is indifferent between option and option`",
    "DOMINATES": "the form is `option dominates option in decision`",
    "IN": "the form is `option dominates option in decision`",
    "DOT": "the form is `utility(decision.option)`",
}
