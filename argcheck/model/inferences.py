"""Steps as inferences: the facts that a step may use, its goal, its hints and what its author expects."""

from __future__ import annotations

from argcheck.language.format import format_expr
from argcheck.language.syntax import Binary, CasesHint, Expr, InductionHint, PremiseDecl, StepDecl, WitnessHint
from argcheck.model.argument import Fact, Hints, Inference, PremiseSet, Reading, Step, Witness
from argcheck.model.operators import Sort
from argcheck.model.readings import Absent, Broken, Choices, as_reading, resolve
from argcheck.model.scope import Env
from argcheck.model.symbols import Entry, ordered
from argcheck.model.terms import TRUE, App, Quantifier, Term, Var, conjunction, implication
from argcheck.model.verdict import Expected
from argcheck.model.vocabulary import Expansion, ranges
from argcheck.model.walk import names, quantified
from argcheck.model.workspace import Workspace


class StepElaborator:
    """Turns steps into inferences, one under each combination of readings that they touch."""

    def __init__(self, work: Workspace) -> None:
        self._work = work
        self.expansion = Expansion(work.symbols, work.findings)

    def step(self, entry: Entry[StepDecl]) -> Step:
        """The step with its inferences; they are incomplete if anything is reported."""
        decl = entry.item
        branches = self._work.branch(f"`{entry.name}`", decl.name.span, lambda choices: self._inference(decl, choices))
        inferences = tuple(inference for _, inference in branches.results)
        self._warn_unmet(decl, inferences)
        return Step(
            name=entry.name,
            kind="conclusion" if decl.kind == "conclusion" else "step",
            says=decl.says or "",
            where=decl.where or "",
            sources=tuple(ident.name for ident in decl.sources),
            given_text=tuple(format_expr(formula) for formula in decl.given),
            infer_text=format_expr(decl.therefore or _implying(decl.suppose, decl.infer)),
            inferences=inferences,
            span=decl.span,
            supposed_text=tuple(format_expr(formula) for formula in decl.suppose),
            inner_text=format_expr(decl.infer) if decl.suppose else "",
        )

    def premise_sets(self) -> tuple[PremiseSet, ...]:
        """All premises together; a premise that a combination gives no meaning is not part of it there."""
        premises = ordered(self._work.symbols.premises)
        if not premises:
            return ()
        span = premises[0].ident.span
        branches = self._work.branch("the set of premises", span, lambda choices: self._premise_set(premises, choices))
        return tuple(premise_set for _, premise_set in branches.results)

    def _premise_set(self, premises: tuple[Entry[PremiseDecl], ...], choices: Choices) -> PremiseSet:
        facts: list[Fact] = []
        for premise in premises:
            try:
                if resolve(premise.name, self._work.symbols.premises[premise.name], choices) is premise:
                    facts.append(self._premise(premise, choices))
            except Absent:
                continue
        formulas = [fact.formula for fact in facts]
        ranging = ranges(self._work.symbols, formulas, self._work.unfolder(choices))
        entries = self._work.occurring((*formulas, *(fact.formula for fact in ranging)), choices)
        everything = (*self._work.bounds(entries), *ranging, *facts)
        span = premises[0].ident.span
        everything, _, _, cells = self.expansion.expanded(everything, TRUE, Hints(), span, choices)
        quantities = tuple(self._work.quantities[entry] for entry in entries)
        return PremiseSet(as_reading(self._work.symbols, choices), (*quantities, *cells), everything)

    # ---- one inference -----------------------------------------------------------------------------------

    def _inference(self, decl: StepDecl, choices: Choices) -> Inference:
        work = self._work
        goal, goal_text = self._goal(decl, choices)
        sources = tuple([self._source(ident.name, choices) for ident in decl.sources])
        givens = tuple(
            [
                Fact("given", "given", work.whole(formula, choices), format_expr(formula), "", formula.span)
                for formula in decl.given
            ]
        )
        hints, mentioned = self._hints(decl, goal, choices)
        formulas = [goal, *(fact.formula for fact in (*sources, *givens)), *mentioned]
        ranging = ranges(work.symbols, formulas, work.unfolder(choices))
        entries = work.occurring((*formulas, *(fact.formula for fact in ranging)), choices)
        reading = as_reading(work.symbols, choices)
        facts = (*work.bounds(entries), *ranging, *sources, *givens)
        facts, goal, hints, cells = self.expansion.expanded(facts, goal, hints, decl.infer.span, choices)
        return Inference(
            step=decl.name.name,
            reading=reading,
            quantities=(*(work.quantities[entry] for entry in entries), *cells),
            facts=facts,
            goal=goal,
            goal_text=goal_text,
            goal_span=decl.infer.span,
            hints=hints,
            expected=self._expected(decl, reading),
        )

    def _goal(self, decl: StepDecl, choices: Choices) -> tuple[Term, str]:
        """What the step has to show, and its text: its `infer` under what it supposes, and what follows from that."""
        inferred = self._work.whole(decl.infer, choices)
        if not decl.suppose:
            return inferred, format_expr(decl.infer)
        supposed = conjunction(*[self._work.whole(formula, choices) for formula in decl.suppose])
        written = _implying(decl.suppose, decl.infer)
        if decl.therefore is None:
            return implication(supposed, inferred), format_expr(written)
        concluded = self._work.whole(decl.therefore, choices)
        whole = Binary("and", written, decl.therefore, decl.infer.span)
        return conjunction(implication(supposed, inferred), concluded), format_expr(whole)

    def _source(self, name: str, choices: Choices) -> Fact:
        symbols = self._work.symbols
        if name in symbols.steps:
            return self._lemma(symbols.steps[name].item, choices)
        return self._premise(resolve(name, symbols.premises.get(name, ()), choices), choices)

    def _premise(self, entry: Entry[PremiseDecl], choices: Choices) -> Fact:
        decl = entry.item
        formula = self._work.whole(decl.formula, choices)
        return Fact(entry.name, "premise", formula, format_expr(decl.formula), decl.says or "", decl.formula.span)

    def _lemma(self, decl: StepDecl, choices: Choices) -> Fact:
        supposed = () if decl.therefore is not None else decl.suppose
        claimed = decl.therefore if decl.therefore is not None else decl.infer
        given = conjunction(*[self._work.whole(formula, choices) for formula in (*decl.given, *supposed)])
        formula = implication(given, self._work.whole(claimed, choices))
        lemma = format_expr(_implying((*decl.given, *supposed), claimed))
        return Fact(decl.name.name, "lemma", formula, lemma, decl.says or "", decl.infer.span)

    # ---- hints -------------------------------------------------------------------------------------------

    def _hints(self, decl: StepDecl, goal: Term, choices: Choices) -> tuple[Hints, list[Term]]:
        """The hints, and the terms in them as far as they speak of quantities."""
        witnesses: list[Witness] = []
        induction: list[str] = []
        cases: list[Term] = []
        mentioned: list[Term] = []
        for hint in decl.hints:
            match hint:
                case WitnessHint():
                    witness, quantities = self._witness(hint, decl.infer, goal, choices)
                    witnesses.append(witness)
                    mentioned += quantities
                case InductionHint():
                    found = self._induction(hint, goal, choices)
                    induction.append(found.name)
                case CasesHint():
                    cases += [self._work.whole(case, choices) for case in hint.cases]
        return Hints(tuple(witnesses), tuple(induction), tuple(cases)), [*cases, *mentioned]

    def _witness(self, hint: WitnessHint, written: Expr, goal: Term, choices: Choices) -> tuple[Witness, list[Term]]:
        unfolder = self._work.unfolder(choices)
        name = hint.name.name
        before = _binders(goal, "exists", name, unfolder.user_names)
        if before is None:
            message = f"the conclusion has no `exists {name}` for which this could be a witness"
            self._work.findings.report("E112", message, hint.name.span)
            raise Broken
        *scope, target = before
        bound = {unfolder.user_names.get(variable, variable.name): variable for variable in scope}
        loose = (names(hint.value) & quantified(written)) - quantified(hint.value) - bound.keys()
        for used in sorted(loose - self._work.symbols.values.keys()):
            message = f"the witness for `{name}` uses `{used}`, which does not stand before `exists {name}`"
            self._work.findings.report("E112", message, hint.value.span, "a witness may use what stands before it")
            raise Broken
        if id(hint.value) in self._work.broken:
            raise Broken
        active = len(unfolder.active)
        unfolder.active.extend(scope)
        try:
            value = unfolder.number(hint.value, Env({}, bound))
        finally:
            del unfolder.active[active:]
        if target.sort is Sort.INTEGER and value.sort is not Sort.INTEGER:
            message = f"`{name}` is an integer, and its witness need not be one"
            self._work.findings.report("E206", message, hint.value.span, "use `ceil` or `floor`")
        closed: Term = value
        for variable in reversed(scope):
            closed = Quantifier("forall", variable, App("true", ()), closed)
        return Witness(target.name, value), [closed]

    def _induction(self, hint: InductionHint, goal: Term, choices: Choices) -> Var:
        name, span = hint.name.name, hint.name.span
        unfolder = self._work.unfolder(choices)
        before = _binders(goal, "forall", name, unfolder.user_names)
        if before is not None:
            found = before[-1]
        elif name in self._work.symbols.values:
            quantity = self._work.quantities.get(unfolder.entry(name))
            if quantity is None:
                self._work.findings.report("E213", f"`{name}` is not a quantity", span)
                raise Broken
            found = quantity.variable
        else:
            if name not in self._work.symbols.lost:
                self._work.findings.unknown(
                    "E104", "quantity", name, span, {*self._work.symbols.values, *self._work.symbols.lost}
                )
            raise Broken
        if found.sort is not Sort.INTEGER:
            message = f"induction runs over whole numbers, and `{name}` is not an integer"
            self._work.findings.report("E213", message, span)
        return found

    # ---- expectations ------------------------------------------------------------------------------------

    def _expected(self, decl: StepDecl, reading: Reading) -> Expected | None:
        default: Expected | None = None
        for expectation in decl.expectations:
            verdict = Expected(expectation.verdict.name)
            if not expectation.readings:
                default = default or verdict
            elif self._applies(tuple(ident.name for ident in expectation.readings), reading):
                return verdict
        return default

    def _applies(self, listed: tuple[str, ...], reading: Reading) -> bool:
        notion_of = self._work.symbols.notion_of
        chosen = dict(reading)
        notions = {notion_of[name] for name in listed if name in notion_of}
        return all(chosen.get(notion) in listed for notion in notions)

    def _warn_unmet(self, decl: StepDecl, inferences: tuple[Inference, ...]) -> None:
        for expectation in decl.expectations:
            listed = tuple(ident.name for ident in expectation.readings)
            if listed and not any(self._applies(listed, inference.reading) for inference in inferences):
                message = f"`{decl.name.name}` has no case under {', '.join(f'`{name}`' for name in listed)}"
                hint = "the step does not depend on this notion, or uses names of another reading"
                self._work.findings.report("W506", message, expectation.span, hint)


def _implying(parts: tuple[Expr, ...], claimed: Expr) -> Expr:
    """`parts and … implies claimed`."""
    if not parts:
        return claimed
    written, *others = parts
    for part in others:
        written = Binary("and", written, part, written.span.to(part.span))
    return Binary("implies", written, claimed, claimed.span)


def _binders(goal: Term, kind: str, name: str, user_names: dict[Var, str]) -> list[Var] | None:
    """The variables bound on the way to the quantifier of that kind and written name, itself the last.

    Only where the goal asserts it: below quantifiers, conjunctions, disjunctions and consequents.
    """
    match goal:
        case Quantifier(variable=variable, body=body):
            if goal.kind == kind and user_names.get(variable, variable.name) == name:
                return [variable]
            inner = _binders(body, kind, name, user_names)
            return None if inner is None else [variable, *inner]
        case App(op="and" | "or", args=parts) | App(op="implies", args=(_, *parts)):
            for part in parts:
                found = _binders(part, kind, name, user_names)
                if found is not None:
                    return found
    return None
