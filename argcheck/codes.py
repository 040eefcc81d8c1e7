"""The stable diagnostic codes. The documentation's list is generated from this table.

E0xx the text, E1xx names, E2xx sorts and shapes, E3xx structure, E4xx meaning, E6xx other formats, W… warnings.
"""

from __future__ import annotations

from argcheck.diagnostics import Code, Severity

_ALL: tuple[Code, ...] = (
    # ---- E0xx: the text --------------------------------------------------------------------------
    Code(
        "E001",
        "file that cannot be read",
        "There is no such file, it is a folder, or it may not be read.",
    ),
    Code(
        "E002",
        "text that is not UTF-8",
        "An argument file is text in UTF-8. The place shown is the first byte that is not.",
    ),
    Code(
        "E003",
        "file or line too long",
        "A file may have up to 2 MB, a line up to 20,000 characters.",
    ),
    Code(
        "E004",
        "control character",
        "The text contains a character that does not show, or that changes the order in which the text shows.",
    ),
    Code(
        "E005",
        "unknown character",
        "The character has no meaning in the language. Greek letters and the usual mathematical signs are understood.",
    ),
    Code(
        "E006",
        "word or sign out of place",
        "What was written cannot stand where it stands; the hint shows the form that is expected.",
    ),
    Code(
        "E007",
        "malformed number",
        "A number is written `3`, `0.25` or `1e3`: digits, at most one point with digits on both sides.",
    ),
    Code(
        "E008",
        "number too long",
        "A number may have up to 2,000 digits when it is written out without an exponent.",
    ),
    Code(
        "E009",
        "text without closing quotation mark",
        "A text begins and ends with a double quotation mark. It may run over several lines.",
    ),
    Code(
        "E010",
        "bracket that is never closed",
        "The place shown is the opening bracket that has no partner.",
    ),
    Code(
        "E011",
        "closing bracket without a partner",
        "There is no opening bracket before it, or one of another kind. Only intervals may mix `(` and `]`.",
    ),
    Code(
        "E012",
        "sign of another language",
        "The sign is used elsewhere for what is written differently here: `=` for `==`, `and` for `&&`, `^` for `**`.",
    ),
    Code(
        "E013",
        "missing operator",
        "Two terms or formulas stand side by side. Multiplication is always written: `2*x`, not `2x`.",
    ),
    Code(
        "E014",
        "missing term or formula",
        "An operator, a bracket or a keyword has nothing to act on.",
    ),
    Code(
        "E015",
        "reserved word used as a name",
        "The words of the language cannot name quantities, premises or steps.",
    ),
    Code(
        "E016",
        "misspelt keyword",
        "The line begins with no word of the language, or a word within it is not one.",
    ),
    Code(
        "E017",
        "part outside its item",
        "Options belong to a decision, readings to `readings`, clauses to a step. Every item begins a line of its own. "
        "What is indented deeper than `readings` belongs to it.",
    ),
    Code(
        "E018",
        "missing sign or keyword",
        "A part of the form is missing, such as the colon before a formula or the `else` of an `if`.",
    ),
    Code(
        "E019",
        "step that infers nothing",
        "Every step and conclusion has one `infer` clause.",
    ),
    Code(
        "E020",
        "something stated twice",
        "A step has one `infer`; a file has one `argument`; a premise or step is `at` one place.",
    ),
    Code(
        "E021",
        "decision without options",
        "A decision needs its options below it, each with a payoff.",
    ),
    Code(
        "E022",
        "notion without readings",
        "`readings` needs at least one `reading` below it, indented deeper.",
    ),
    Code(
        "E023",
        "unknown verdict",
        "An expected verdict is `valid`, `mixed`, `refuted`, `vacuous`, `undecided` or `invalid` (mixed or refuted).",
    ),
    Code(
        "E024",
        "formula nested too deeply",
        "A formula may be up to 160 layers deep. Name its parts with `define`.",
    ),
    Code(
        "E026",
        "nothing to check",
        "The file is empty or holds only comments.",
    ),
    Code(
        "E027",
        "missing name",
        "A name is made of letters, digits and `_` and begins with a letter or `_`.",
    ),
    Code(
        "E028",
        "too many mistakes",
        "The list of mistakes was cut short. The file may not be an argument at all.",
    ),
    Code(
        "E029",
        "nothing to discharge",
        "`therefore` states what follows once a supposition is given up, so its step needs a `suppose`.",
    ),
    # ---- E1xx: names -----------------------------------------------------------------------------
    Code(
        "E101",
        "name declared twice",
        "Quantities, propositions and definitions share one name space; premises and steps share another; "
        "decisions, notions and readings have one each. Readings of one notion may each declare a name; "
        "nothing else may declare it as well.",
    ),
    Code("E102", "built-in name", "A name of the language, such as `max` or `rises`, cannot be given another meaning."),
    Code(
        "E103",
        "hidden name",
        "A parameter or bound variable has the name of something that it would hide, so that a reader could "
        "take one for the other.",
    ),
    Code("E104", "unknown name", "No quantity, proposition or definition of that name is declared."),
    Code(
        "E105",
        "unknown function",
        "The name before the parenthesis is neither a built-in function nor a definition with parameters.",
    ),
    Code("E106", "unknown decision", "No decision of that name is declared."),
    Code("E107", "unknown option", "The decision has no option of that name."),
    Code("E108", "unknown reading", "No notion has a reading of that name."),
    Code("E109", "unknown premise or step", "`from` names premises and steps; this is neither."),
    Code("E110", "unknown sort", "A quantity is `real`, `integer` or a `probability`."),
    Code(
        "E111",
        "name of another reading",
        "An item inside a reading uses a name that only another reading of the same notion declares; the two "
        "never hold together.",
    ),
    Code(
        "E112",
        "witness without a place",
        "A witness `by n := …` needs an `exists n` in the conclusion, and may only use what stands before it.",
    ),
    Code(
        "E113",
        "parameter named twice",
        "The parameters of a definition, and the variables of one quantifier, need different names.",
    ),
    Code(
        "E114",
        "unknown kind",
        "No kind of that name is declared. Predicates, functions and constants speak of the members of kinds.",
    ),
    # ---- E2xx: sorts and shapes ------------------------------------------------------------------
    Code("E201", "number expected", "A formula or a proposition stands where a number is needed."),
    Code("E202", "formula expected", "A number stands where a formula, something true or false, is needed."),
    Code("E203", "wrong number of arguments", "A function takes as many arguments as its definition has parameters."),
    Code(
        "E204",
        "number against formula",
        "Both sides of `=`, and both branches of `if`, must be numbers or both must be formulas.",
    ),
    Code(
        "E205",
        "variable expected",
        "`rises`, `falls`, `flat`, `diff`, `increasing`, `decreasing` and `constant` speak of a variable: "
        "the second argument must be the name of a quantity or of a bound variable.",
    ),
    Code(
        "E206",
        "whole number expected",
        "The bounds of a sum, and the witness for an integer, must be whole numbers by their sorts.",
    ),
    Code(
        "E207",
        "misplaced infinity",
        "`infinity` is not a number: it may only be the upper bound of a sum, the point of a limit or an "
        "open end of an interval.",
    ),
    Code("E208", "empty range", "No number lies within the bounds, so everything would follow."),
    Code(
        "E209",
        "credence out of range",
        "A credence is a probability between 0 and 1, or a range `p .. q` of them with p at most q.",
    ),
    Code(
        "E210",
        "variable that a definition loses",
        "Inside a definition, a germ, derivative or limit is taken in a variable that the call does not keep "
        "apart: the argument is not a variable, or another argument depends on it too. Write the formula out "
        "instead of calling the definition.",
    ),
    Code(
        "E211",
        "small increase of a whole number",
        "Germs, derivatives and limits at a finite point need a real variable; a whole number has no "
        "sufficiently small increase.",
    ),
    Code(
        "E212",
        "readings that differ in shape",
        "Readings may differ in what a name means, not in how many arguments it takes or in whether it is a "
        "number or a formula.",
    ),
    Code(
        "E213",
        "induction on something else",
        "Induction runs over an integer: a quantity, or a variable that the conclusion binds with `forall`.",
    ),
    Code(
        "E214",
        "utility of something else",
        "`utility(D.o)` takes a decision and one of its options, and `D.o` means nothing elsewhere.",
    ),
    Code(
        "E231",
        "unknown rule",
        "After `under` stands a rule of choice, such as `maximin` or `hurwicz(1/2)`. The second argument of `utility` "
        "is a rule that ranks by a number, that of `certainty_equivalent` a utility function: `linear`, `log`, `sqrt` "
        "or `exponential(a)`.",
    ),
    Code(
        "E233",
        "unknown game, player or action",
        "`nash(G, a, b)`, `mixed_nash(G, p, q)`, `best_reply(G.i, a, b)`, `dominant(G.i, a)` and `utility(G.i, a, b)` "
        "speak of a game, its players and their actions.",
    ),
    Code(
        "E215",
        "member of a kind expected",
        "A number, a formula or a member of another kind stands where a member of a kind is needed, or a kind where a "
        "sort of numbers is.",
    ),
    # ---- E3xx: structure -------------------------------------------------------------------------
    Code(
        "E301",
        "circle of definitions",
        "A definition or a payoff that uses itself, directly or through others, defines nothing.",
    ),
    Code("E302", "circle of steps", "A step that rests on itself, directly or through others, proves nothing."),
    Code(
        "E303",
        "bound that looks ahead",
        "A bound may use only quantities that are declared before it, so that bounds never go round in circles.",
    ),
    Code(
        "E304",
        "bound that depends on a reading",
        "A quantity of the whole argument has the same bounds under every reading; state the bound as a "
        "premise of the reading.",
    ),
    Code("E305", "decision without a choice", "A decision needs at least two options."),
    Code("E306", "named twice", "A list names the same premise, step, reading or option more than once."),
    Code("E307", "two expectations", "Two `expect` clauses speak of the same case."),
    Code(
        "E308",
        "no common reading",
        "There is no choice of readings under which everything exists that the item uses.",
    ),
    Code("E309", "too large", "A formula nests too deeply, or becomes too large when its definitions are unfolded."),
    Code(
        "E310",
        "too many combinations",
        "A step that depends on very many readings cannot be checked under each combination of them.",
    ),
    Code(
        "E331",
        "state without a probability",
        "Expected utility needs the probability of every state of the decision. Without them a rule such as `maximin` "
        "has to be named.",
    ),
    Code(
        "E332",
        "table with a gap",
        "An option has one payoff, or one in each state of its decision; a state has no probability, one, or one given "
        "each option.",
    ),
    Code(
        "E333",
        "game with a gap",
        "A game has one outcome for each profile (one action of each player, in their order), with a payoff for each "
        "player.",
    ),
    # ---- E4xx: meaning ---------------------------------------------------------------------------
    Code(
        "E401",
        "division by zero",
        "A divisor may be 0 where it is used. The point shown satisfies everything in scope.",
    ),
    Code(
        "E402",
        "logarithm of a number that is not positive",
        "The argument of `log` may be 0 or negative where it is used.",
    ),
    Code(
        "E403",
        "square root of a negative number",
        "The argument of `sqrt` may be negative where it is used.",
    ),
    Code(
        "E404",
        "undefined power",
        "A negative integer power needs a base that is not 0; a real power needs a base above 0.",
    ),
    Code(
        "E405",
        "sum without a limit",
        "An infinite sum may diverge where it is used.",
    ),
    Code(
        "E406",
        "clamp with crossed bounds",
        "The lower bound of `clamp` may exceed its upper bound.",
    ),
    Code(
        "E431",
        "probabilities that do not add up",
        "The probabilities of a decision's states may be negative or may not sum to 1. The bounds of the quantities in "
        "them have to rule this out.",
    ),
    # ---- E6xx: other formats -----------------------------------------------------------------------
    Code("E601", "text of another form", "The text is neither SMT-LIB 2 nor Argdown from the place shown on."),
    Code("E602", "nothing like it here", "The language of arguments has no form for what stands at the place."),
    Code("E603", "nothing to conclude", "The text states nothing, or not what was asked for, as a conclusion."),
    # ---- W: warnings -----------------------------------------------------------------------------
    Code("W501", "unused premise", "No step uses the premise.", Severity.WARNING),
    Code("W502", "unused quantity", "Nothing mentions the quantity.", Severity.WARNING),
    Code("W503", "unused definition", "Nothing mentions the definition.", Severity.WARNING),
    Code(
        "W504",
        "two variables of one name",
        "A bound variable has a quantity's name, and a definition used in its scope still means the quantity.",
        Severity.WARNING,
    ),
    Code("W505", "no step", "The file has no step, so there is nothing to check.", Severity.WARNING),
    Code(
        "W506",
        "expectation that never applies",
        "The step does not depend on the notion that `under` mentions, or does not exist under that reading.",
        Severity.WARNING,
    ),
    Code("W507", "no title", "The file has no `argument` line, so its name serves as the title.", Severity.WARNING),
    Code(
        "W508",
        "hidden variable",
        "A quantifier's variable has a quantity's name, or an outer variable's.",
        Severity.WARNING,
    ),
)

CODES: dict[str, Code] = {code.id: code for code in _ALL}
