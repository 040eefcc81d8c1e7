"""What `argcheck explore` prints: what carries each conclusion, what falls with a failing step, what would mend it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from rich.text import Text

from argcheck.analyses.exploration.blame import Blame
from argcheck.analyses.exploration.explore import Exploration
from argcheck.analyses.exploration.repair import Alone, Mending, Need, Repair
from argcheck.analyses.exploration.results import AssumptionMap, Insufficient, Scope
from argcheck.analyses.exploration.structure import Shape
from argcheck.model.argument import Argument, Reading
from argcheck.model.verdict import Verdict
from argcheck.provers.elimination.ladder import EXTRA
from argcheck.reports.layout import Page, words
from argcheck.reports.marks import UNICODE, Marks
from argcheck.reports.probabilities import probability
from argcheck.reports.readings import declared, in_group, put_tables, reading_name
from argcheck.reports.shares import put_shares
from argcheck.reports.story import Teller
from argcheck.reports.text import put_contradiction, put_standing

_MOST_SETS = 12


class Read(Protocol):
    """A finding about a step under a reading."""

    @property
    def step(self) -> str:
        """The step's name."""
        ...

    @property
    def reading(self) -> Reading:
        """The combination of readings."""
        ...


Finding = TypeVar("Finding", bound=Read)


def render_exploration(found: Exploration, *, width: int = 80, marks: Marks = UNICODE, verbose: bool = False) -> Text:
    """The whole exploration as styled text."""
    argument = found.report.argument
    assert argument is not None
    page = Page(width, marks)
    teller = Teller(page, {q.name: q.says for q in argument.quantities}, verbose=verbose)
    page.put((argument.title or argument.path, "bold"))
    if found.report.steps:
        put_standing(page, found.report)
    _put_contradictions(page, found)
    if found.maps or not found.blames:
        _put_maps(page, teller, argument, found.maps, verbose=verbose)
    _put_confidences(page, found)
    _put_failures(page, argument, found, verbose=verbose)
    _put_undecided(page, argument, found, verbose=verbose)
    _put_shares(page, found)
    _put_equivocations(page, found)
    _put_idle(page, argument, found)
    if found.shape is not None:
        _put_shape(page, found.shape)
    if found.ended:
        page.blank()
        page.put(("Ended early: what is above is right, but there is more to find.", "bold yellow"))
    return page.text()


def _put_contradictions(page: Page, found: Exploration) -> None:
    contradictory = [one for one in found.report.consistency if one.consistent is False]
    if contradictory:
        page.blank()
        page.put(("The premises cannot hold together", "bold red"), ", so that together they force anything at all.")
    for one in contradictory:
        put_contradiction(page, one, several=len(found.report.consistency) > 1)


# ---- maps ----------------------------------------------------------------------------------------------


def _put_maps(page: Page, teller: Teller, argument: Argument, maps: Sequence[AssumptionMap], *, verbose: bool) -> None:
    page.blank()
    page.put(("What carries what", "bold"))
    if not maps:
        page.put("No step names a premise, and there is no conclusion.", lead="  ")
    ordered = sorted(maps, key=lambda one: argument.step(one.step).kind != "conclusion")
    twice = {one.step for one in maps if one.scope == "premises"}
    for (step, scope), group in _grouped(ordered, lambda one: (one.step, one.scope)):
        source = "all premises" if scope == "premises" else "what it names"
        note = f"(from {source})" if step in twice else ""
        says = argument.step(step).says
        page.put(says, "  " if says and note else "", (note, "dim"), lead=words("  ", (step, "bold"), "  "), hang=4)
        for alike in _alike(group, _content):
            under = _under(alike, group, argument)
            if under:
                page.put((f"under {under}", "bold"), lead="    ")
            given = bool(argument.step(step).given_text)
            _put_map(page, teller, alike[0], "      " if under else "    ", given=given, verbose=verbose)


def _content(found: AssumptionMap) -> Hashable:
    return (
        tuple(one.names for one in found.sufficient),
        tuple(one.names for one in found.insufficient),
        tuple(one.names for one in found.undecided),
        (found.essential, found.helpful, found.idle, found.unclear, found.complete),
    )


def _put_map(page: Page, teller: Teller, found: AssumptionMap, lead: str, *, given: bool, verbose: bool) -> None:
    hang = len(lead) + 2
    # of a single smallest set, every member is essential
    only = len(found.sufficient) == 1 and set(found.sufficient[0].names) == set(found.essential) != set()
    for one in found.sufficient[:_MOST_SETS]:
        mark = "" if one.minimal else "  (perhaps not all of it is needed)"
        if one.consistent is False:
            mark = "  (but these contradict one another)"
        names = ", ".join(one.names) or ("nothing but what it is given" if given else "nothing at all")
        page.put((names, "bold green"), (mark, "dim"), lead=f"{lead}{'needed and ' * only}enough: ", hang=hang)
    if len(found.sufficient) > _MOST_SETS:
        page.put(f"and {len(found.sufficient) - _MOST_SETS} more sets that are enough", lead=lead)
    for label, members in (("essential", found.essential), ("helpful", found.helpful), ("idle", found.idle)):
        if members and not (only and label == "essential"):
            page.put(", ".join(members), lead=f"{lead}{label}: ", hang=hang)
    if found.unclear:
        page.put(", ".join(found.unclear), lead=f"{lead}needed or not, that is not known: ", hang=hang)
    for gap in found.insufficient[:_MOST_SETS]:
        _put_gap(page, teller, gap, lead, found.scope, alone=not found.sufficient, verbose=verbose)
    if len(found.insufficient) > _MOST_SETS:
        page.put(f"and {len(found.insufficient) - _MOST_SETS} more sets that are not", lead=lead)
    for one_open in found.undecided:
        # what is undecided of a set is as a rule undecided of its parts
        if any(set(one_open.names) < set(other.names) for other in found.undecided):
            continue
        names = ", ".join(one_open.names) or "nothing at all"
        page.put(names, lead=f"{lead}not decided whether this is enough: ", hang=hang)
    if not found.complete and found.reason:
        page.put((f"Not complete: {found.reason}", "yellow"), lead=lead, hang=hang)


def _put_gap(
    page: Page, teller: Teller, gap: Insufficient, lead: str, scope: Scope, *, alone: bool, verbose: bool
) -> None:
    if not gap.missing:
        everything = "all premises together are" if scope == "premises" else "what it names is"
        start = words(lead, (f"{everything} not enough: it fails", "red"))
    else:
        without = ", ".join(gap.missing)
        start = words(lead, ("not enough", "red"), f" without {without}: it fails" if not alone else ": it fails")
    teller.values(gap.counterexample, start, indent=len(lead))
    if verbose:
        teller.story(gap.counterexample, indent=len(lead) + 2)


def _put_confidences(page: Page, found: Exploration) -> None:
    if not found.confidences:
        return
    page.blank()
    page.put(("How sure the credences make it", "bold"))
    for one in found.confidences:
        under = f" under {reading_name(one.reading)}" if one.reading else ""
        doubt = f"; the doubt is mostly about {one.doubted}" if one.doubted else ""
        page.put(
            "at least as probable as ",
            (probability(one.least), "bold"),
            f"{under}, by {', '.join(one.by)}{doubt}",
            lead=words("  ", (one.step, "bold"), "  "),
            hang=4,
        )


# ---- failing steps -------------------------------------------------------------------------------------


def _put_failures(page: Page, argument: Argument, found: Exploration, *, verbose: bool) -> None:
    if not found.blames:
        return
    page.blank()
    page.put(("Steps that do not follow", "bold"))
    repairs = {(one.step, one.reading): one for one in found.repairs}
    for (step,), group in _grouped(found.blames, lambda one: (one.step,)):
        page.put(argument.step(step).says, lead=words("  ", (step, "bold"), "  "), hang=4)
        everything = [one for one in found.report.steps if one.name == step]

        def content(one: Blame) -> Hashable:
            mended = repairs.get((one.step, one.reading))
            return (replace(one, reading=()), mended and replace(mended, reading=()))

        for alike in _alike(group, content):
            under = ""
            if alike[0].reading:
                readings = [one.reading for one in everything]
                under = in_group([one.reading for one in alike], readings, declared(argument))
                page.put((f"under {under}", "bold"), lead="    ")
            lead = "      " if under else "    "
            mended = repairs.get((alike[0].step, alike[0].reading))
            never = any(one.reading == alike[0].reading and one.verdict is Verdict.REFUTED for one in everything)
            if mended is not None and never and _useless(mended):
                page.put("fails wherever what it assumes holds: no further premise could mend it", lead=lead)
            elif mended is not None:
                _put_repair(page, mended, lead, verbose=verbose)
            _put_blame(page, alike[0], lead)


def _put_undecided(page: Page, argument: Argument, found: Exploration, *, verbose: bool) -> None:
    failing = {(one.step, one.reading) for one in found.blames}
    others = [one for one in found.repairs if (one.step, one.reading) not in failing]
    if others:
        page.blank()
        page.put(("Steps that were not decided", "bold"))
    for one in others:
        page.put(argument.step(one.step).says, lead=words("  ", (one.step, "bold"), "  "), hang=4)
        if one.reading:
            page.put((f"under {reading_name(one.reading)}", "bold"), lead="    ")
        _put_repair(page, one, "    ", verbose=verbose)


def _put_shares(page: Page, found: Exploration) -> None:
    if not found.shares:
        return
    page.blank()
    page.put(("How often steps hold", "bold"))
    for one in found.shares:
        if one.share is None:
            page.put(one.reason, lead=words("  ", (one.step, "bold"), "  "), hang=4)
        else:
            put_shares(page, one.share)


def _put_blame(page: Page, found: Blame, lead: str) -> None:
    if found.falling:
        page.put(", ".join(found.falling), (" rests on it and falls with it", "red"), lead=lead)
    if found.standing:
        page.put(", ".join(found.standing), (" rests on it but stands without it", "green"), lead=lead)
    if found.unclear:
        page.put(", ".join(found.unclear), " rests on it; whether it needs it is not known", lead=lead)
    if found.converse:
        page.put((found.converse, "bold"), lead=f"{lead}the other way round it holds: ", hang=len(lead) + 2)


def _useless(found: Repair) -> bool:
    some = found.premises or found.need or found.sufficient or found.rejected or found.unproved or found.missing
    return not some and (found.alone is None or found.alone.condition == "false")


def _put_repair(page: Page, found: Repair, lead: str, *, verbose: bool) -> None:
    hang = len(lead) + 2
    for names in found.premises:
        page.put((", ".join(names), "bold"), lead=f"{lead}follows if it may also use ", hang=hang)
    if found.need is not None:
        _put_need(page, found.need, lead, "holds")
    if found.alone is not None:
        _put_alone(page, found.alone, lead)
    for condition in found.sufficient:
        page.put((condition, "bold"), lead=f"{lead}holds at least if ", hang=hang)
    for condition in found.rejected:
        page.put(condition, ", which the premises exclude", lead=f"{lead}would hold just if ", hang=hang)
    if not (found.premises or found.need or found.alone or found.sufficient or found.rejected):
        until = "within the time, " if found.stopped else ""
        page.put(f"{until}no condition was found under which it holds", lead=lead)
    elif found.stopped:
        page.put(("the time was up before all was tried: --timeout gives more", "dim"), lead=lead, hang=hang)
    if verbose and found.unproved is not None:
        proposal = f"{found.unproved.condition}, as {found.unproved.engine} has it"
        page.put(proposal, lead=f"{lead}it is not proved, but may be, that it follows if ", hang=hang)
    if found.missing:
        page.put((f"{' and '.join(found.missing)} might find one: install {EXTRA}", "dim"), lead=lead, hang=hang)


def _put_alone(page: Page, found: Alone, lead: str) -> None:
    about = _listed(found.over)
    if found.condition == "false":
        page.put(f"no condition on {about} alone would be enough", lead=lead, hang=len(lead) + 2)
        return
    premise = f", which is premise {', '.join(found.premises)}" if found.premises else ""
    limit = (
        f"nothing weaker about {about} would do"
        if found.weakest == "proved"
        else f"whether it is the weakest such condition on {about} is not known"
    )
    page.put((found.condition, "bold"), premise, f"; {limit}", lead=f"{lead}follows if ", hang=len(lead) + 2)


def _put_need(page: Page, need: Need, lead: str, verb: str, hang: int | None = None) -> None:
    without = f" if {' and '.join(need.without)} is given up, and then just where " if need.without else " just where "
    tail = f", which is premise {', '.join(need.premises)}" if need.premises else ""
    edge = "  (on a knife's edge: an exact equality)" if need.boundary else ""
    page.put(
        (need.condition, "bold"),
        tail,
        (edge, "dim"),
        lead=f"{lead}{verb}{without}",
        hang=len(lead) + 2 if hang is None else hang,
    )


# ---- the whole -----------------------------------------------------------------------------------------


def _put_equivocations(page: Page, found: Exploration) -> None:
    put_tables(page, found.report.steps)
    for one in found.report.equivocations:
        page.blank()
        steps, notions = " and ".join(one.steps), " and ".join(one.notions)
        text = f"{steps} each hold under some reading of {notions}, under no reading do they hold together."
        page.put(text, lead=Text("Equivocation: ", style="bold red"), hang=2)
        mendings = [each for each in found.mendings if each.steps == one.steps]
        if not mendings:
            page.put("No reading with a condition was found under which they do.", lead="  ")
        for mending in mendings:
            _put_mending(page, mending)


def _put_mending(page: Page, mending: Mending) -> None:
    assert mending.need is not None
    _put_need(page, mending.need, f"  under {reading_name(mending.reading)} ", "they hold together", hang=4)


def _put_idle(page: Page, argument: Argument, found: Exploration) -> None:
    groups = _grouped(found.idle, lambda one: (one.step, one.premise or ""))
    if groups:
        page.blank()
        page.put(("Steps that say nothing new", "bold"))
    for (step, premise), group in groups:
        inferences = argument.step(step).inferences
        under = ""
        if group[0].reading:
            readings = [inference.reading for inference in inferences]
            told = [one.reading for one in group if one.reading in readings]
            under = f" under {in_group(told, readings, declared(argument))}" if told else ""
        if premise:
            given = _listed(argument.step(step).given_text)
            text = f"{f'given {given}, ' if given else ''}it says the same as its premise {premise}{under}"
        else:
            text = f"it follows from nothing at all{under} and needs none of what it names"
        page.put(text, lead=words("  ", (step, "bold"), "  "), hang=4)


def _put_shape(page: Page, found: Shape) -> None:
    lines = [
        *(f"Circle: {' rests on '.join((*reversed(circle), circle[-1]))}." for circle in found.circles),
        *([f"No step uses {', '.join(found.unused)}."] if found.unused else []),
        *(f"No premise reaches {name}." for name in found.unreached),
        *(f"All support for {name} runs through {', '.join(through)}." for name, through in found.bottlenecks),
    ]
    if lines:
        page.blank()
        page.put(("Structure", "bold"))
    for line in lines:
        page.put(line, lead="  ")


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _under(alike: Sequence[AssumptionMap], group: Sequence[AssumptionMap], argument: Argument) -> str:
    if not alike[0].reading:
        return ""
    return in_group([one.reading for one in alike], [one.reading for one in group], declared(argument))


Key = TypeVar("Key", bound=tuple[str, ...])


def _grouped(findings: Sequence[Finding], key: Callable[[Finding], Key]) -> list[tuple[Key, list[Finding]]]:
    groups: dict[Key, list[Finding]] = {}
    for one in findings:
        groups.setdefault(key(one), []).append(one)
    return list(groups.items())


def _alike(findings: Sequence[Finding], content: Callable[[Finding], Hashable]) -> list[list[Finding]]:
    groups: dict[Hashable, list[Finding]] = {}
    for one in findings:
        groups.setdefault(content(one), []).append(one)
    return list(groups.values())
