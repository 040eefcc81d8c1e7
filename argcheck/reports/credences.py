"""How probable a conclusion is, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rich.text import Text

from argcheck.analyses.credences import Bound, CredenceCase, CredenceReport, Influence, Rated
from argcheck.model.show import show_number
from argcheck.model.verdict import Evidence
from argcheck.reports.layout import TIE, Page, pad
from argcheck.reports.marks import ASCII, GRADES, UNICODE, Marks
from argcheck.reports.probabilities import nearly, probability, span
from argcheck.reports.readings import reading_name

_MOST_SHARES = 8
_ORIGINS = {"file": "", "option": "as asked", "default": "by default", "certain": "taken as certain"}


def render_credences(
    report: CredenceReport,
    width: int = 100,
    marks: Marks = UNICODE,
    *,
    only_independent: bool = False,
    verbose: bool = False,
) -> Text:
    """The bounds under each reading, why they are what they are, and which premise moves them most; or only the range
    for independent premises. `verbose` adds the distributions that attain the bounds."""
    page = Page(width, marks)
    says = f' "{report.says}"' if report.says else ""
    page.put((report.conclusion, "bold"), says)
    page.put(report.claim, lead="  ")
    for case in report.cases:
        page.blank()
        if case.reading:
            page.put((f"under {reading_name(case.reading)}", "italic"), lead="  ")
        _Case(page, report.conclusion, case, verbose).put(only_independent)
    return page.text()


class _Case:
    def __init__(self, page: Page, conclusion: str, case: CredenceCase, verbose: bool) -> None:
        self._page = page
        self._name = conclusion
        self._case = case
        self._verbose = verbose
        self._near = "~" if page.marks is ASCII else "≈"

    def put(self, only_independent: bool) -> None:
        """The premises, the range, its reasons."""
        case = self._case
        self._premises()
        if case.blame is not None:
            self._incoherent()
        elif case.lower is None or case.upper is None:
            self._page.put(("nothing is known of its probability: ", "bold cyan"), case.reason, lead="  ")
        else:
            if not only_independent:
                self._range(case.lower, case.upper)
            self._independent(only_independent)
            if not only_independent:
                self._advice()

    def _premises(self) -> None:
        if not self._case.premises:
            self._page.put("rests on no premise", lead="  ")
            return
        moved = {each.name: each for each in self._case.influences}
        rows = [self._row(rated, moved.get(rated.name)) for rated in self._case.premises]
        if moved:
            rows.insert(0, ("premise", "credence", f"{self._name} if it is true", "if it is false"))
        widths = [max(len(row[i]) for row in rows) for i in range(3)]
        for index, row in enumerate(rows):
            line = "  ".join([*(pad(cell, width) for cell, width in zip(row, widths, strict=False)), row[3]])
            self._page.put_cut((line.rstrip(), "dim" if moved and not index else ""), lead="  ")

    def _row(self, rated: Rated, influence: Influence | None) -> tuple[str, str, str, str]:
        origin = _ORIGINS[rated.origin]
        credence = span(*rated.credence) + (f" ({origin})" if origin else "")
        if influence is None:
            return rated.name, credence, "", ""
        impossible = "cannot be"
        given = span(*influence.if_true) if influence.if_true else impossible
        failed = span(*influence.if_false) if influence.if_false else impossible
        return rated.name, credence, given, failed

    def _incoherent(self) -> None:
        blame = self._case.blame
        assert blame is not None
        rated = {each.name: each for each in self._case.premises}
        self._page.put(("no probability distribution has these credences", "bold red"), lead="  ")
        size = "a smallest set" if blame.smallest else "a set from which none can be left out"
        self._page.put(f"to blame, {size}:", lead="    ")
        for name in blame.names:
            credence = span(*rated[name].credence)
            origin = _ORIGINS[rated[name].origin]
            tail = f"{credence}{f', {origin}' if origin else ''}"
            self._page.put((name, "bold"), f": {rated[name].text}   ({tail})", lead="      ")
        self._page.put("raise or lower one of these credences, or give it a range", lead="    ")

    def _range(self, lower: Bound, upper: Bound) -> None:
        page, case = self._page, self._case
        least, most = (probability(bound.value, self._near) for bound in (lower, upper))
        told = f"is {least}" if lower.value == upper.value else f"is between {least} and {most}"
        page.put((f"the probability of {self._name} {told}", "bold"), lead="  ")
        page.put("whatever else links the premises: over all joint distributions with these credences", lead="    ")
        if lower.value > 0:
            self._reason("at least", ">=", lower)
        if upper.value < 1:
            self._reason("at most", "<=", upper)
        if lower.value == 0 and upper.value == 1:
            page.put("so the credences say nothing about it", lead="    ")
        if self._verbose:
            self._attained("the least", lower)
            self._attained("the greatest", upper)
        if case.adams is not None and len(case.uncertain) > 1:
            better = (
                "" if case.adams == lower.value else f"; that alone would give {probability(case.adams, self._near)}"
            )
            page.put(
                f"(as it follows, its uncertainty is at most the sum of the premises' uncertainties{better})",
                lead="    ",
            )
        if not case.tight:
            open_ = len(case.undecided)
            told = f"{open_} {'case' if open_ == 1 else 'cases'} could be neither shown to be possible nor excluded"
            page.put(("perhaps not tight: ", "cyan"), f"{told}, and may happen as far as is known", lead="    ")
        page.put(f"evidence: {case.evidence.value}, {_grade(case)}", lead="    ")

    def _reason(self, word: str, relation: str, bound: Bound) -> None:
        inequality = _inequality(self._name, relation, bound, self._case.uncertain)
        value = probability(bound.value, self._near)
        self._page.put(f"{word} {value}, for in every possible case {inequality.replace(' ', TIE)}", lead="    ")

    def _attained(self, which: str, bound: Bound) -> None:
        names = (*self._case.uncertain, self._name)
        self._page.put(f"{which} is attained with", lead="    ")
        for share in bound.distribution[:_MOST_SHARES]:
            truths = ", ".join(name if true else f"not {name}" for name, true in zip(names, share.truths, strict=True))
            self._page.put(f"{pad(nearly(share.probability), 8)}{truths}", lead="      ", hang=14)
        left = len(bound.distribution) - _MOST_SHARES
        if left > 0:
            self._page.put(f"and {left} more (--json has them all)", lead="      ")

    def _independent(self, asked: bool) -> None:
        case = self._case
        if case.independent is not None and (asked or len(case.uncertain) > 1):
            least, most = case.independent
            told = probability(least, self._near)
            if least != most:
                told = f"between {told} and {probability(most, self._near)}"
            self._page.put(("if the premises are independent: ", "bold"), told, lead="  ")
        elif case.dependent_because:
            self._page.put(
                "the premises cannot be independent while each is uncertain: ",
                f"`{case.dependent_because}` is impossible",
                lead="  ",
            )
        if case.left_out:
            self._page.put((f"left out: {case.left_out}", "dim"), lead="  ", hang=4)

    def _advice(self) -> None:
        case = self._case
        assert case.lower is not None
        floor = case.lower.value
        gains = [(each.if_true[0] - floor, each.name) for each in case.influences if each.if_true]
        best = max((gain for gain, _ in gains), default=Fraction(0))
        if best <= 0:
            return
        names = [name for gain, name in gains if gain == best]
        listed = " or ".join(f"`{name}`" for name in names[:3]) + (" or another" if len(names) > 3 else "")
        self._page.put(
            f"settling {listed} would raise the guarantee most, by {probability(best, self._near)}", lead="  "
        )


def _grade(case: CredenceCase) -> str:
    return "every case decided by truth table" if case.evidence is Evidence.EXACT else GRADES[case.evidence]


def _inequality(name: str, relation: str, bound: Bound, premises: Sequence[str]) -> str:
    """`c >= a + b - 1`, where each name counts 1 when true and 0 when not."""
    terms = [(weight, each) for weight, each in zip(bound.certificate.multipliers, premises, strict=True) if weight]
    if bound.certificate.constant or not terms:
        terms.append((bound.certificate.constant, ""))
    # a positive term first reads better
    terms.sort(key=lambda term: term[0] < 0)
    pieces: list[str] = []
    for weight, each in terms:
        size = show_number(abs(weight))
        body = size if not each else each if size == "1" else f"{size}*{each}"
        sign = "-" if weight < 0 else "+"
        pieces.append(f"{sign} {body}" if pieces else f"-{body}" if weight < 0 else body)
    return f"{name} {relation} {' '.join(pieces)}"
