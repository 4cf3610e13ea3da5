"""What may be had beside what: SNAP E&T activities, and what a program offers."""

from dataclasses import replace
from datetime import date

from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Outcome, met, not_applicable, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import Rulebook

SNAP_ET = "snap-et"
NEEDS_ENROLMENT = ("support", "other")
# Steps of a career plan are under no contract.
FREELY_OFFERED = ("support", "referral", "career")


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A service, and the person's SNAP E&T activities on the day it begins.

    `active` are those Started/Open on that day, `planned` those that are planned now.
    """

    who: str
    activity: str
    group: str | None
    status: str
    day: date
    active: tuple[int, ...] = ()
    planned: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Closing:
    """An activity that stops being Started/Open, and what else the person has open.

    `others` are the other SNAP E&T activities that stay Started/Open; `dependents`
    the open support services and other activities, each with its id and name.
    """

    who: str
    group: str | None
    was: str
    becomes: str
    others: tuple[int, ...] = ()
    dependents: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """An activity, and what the provider's programs offer; None: none is set up."""

    activity: str
    group: str | None
    offered: tuple[str, ...] | None


@rule(
    "service.enrolled",
    asks="Is a SNAP E&T activity open when support or another activity begins?",
    cites=("isets-iep-activities",),
)
def enrolled(facts: Enrolment, book: Rulebook) -> Outcome:
    """IS-102, IS-103, D25: one of them is Started/Open on the day it begins.

    What is only planned may be planned together: a planned SNAP E&T activity is enough
    until one of the two starts. Referrals need none.
    """
    if facts.group not in NEEDS_ENROLMENT or facts.status == "not-required":
        return not_applicable(f"{facts.activity} needs no SNAP E&T activity.")
    if facts.active:
        return met(f"Service {facts.active[0]} was Started/Open on {facts.day}.")
    if facts.status == "planned" and facts.planned:
        return met(f"Service {facts.planned[0]} is planned too.")
    start = f"--status started --start {facts.day}"
    fix = f"wioatrack service add {facts.who} --activity CODE {start}"
    if facts.planned:
        fix = f"wioatrack service update {facts.planned[0]} {start}"
    answer = not_met(
        f"No SNAP E&T activity is Started/Open on {facts.day}; {facts.activity} needs "
        "one."
    )
    return replace(answer, fix=fix)


@rule(
    "service.enrollment-kept",
    asks="Does a SNAP E&T activity stay open while others depend on it?",
    cites=("isets-iep-activities",),
)
def enrollment_kept(facts: Closing, book: Rulebook) -> Outcome:
    """D25: closing the last one while others are open is allowed, and listed."""
    closes = facts.was == "started" and facts.becomes != "started"
    if facts.group != SNAP_ET or not closes:
        return not_applicable("No SNAP E&T activity is being closed.")
    if facts.others:
        return met(f"Service {facts.others[0]} stays Started/Open.")
    if not facts.dependents:
        return met("Nothing that depends on it is open.")
    names = ", ".join(f"{id} ({name})" for id, name in facts.dependents)
    commands = "; ".join(
        f"wioatrack service update {id} --status successful --end DATE"
        for id, _ in facts.dependents
    )
    answer = not_met(
        "This was the last SNAP E&T activity that was Started/Open; still open: "
        f"{names}."
    )
    return replace(answer, fix=commands)


@rule(
    "service.offered",
    asks="Does the provider's program offer this activity?",
    cites=("isets-iep-programs",),
    fix="wioatrack program list shows the programs and what they offer.",
)
def offered(facts: Offer, book: Rulebook) -> Outcome:
    """IS-33: the checked activities, and always support services and referrals.

    The programs of the State fiscal year in which the service begins decide. Where none
    is set up for the provider in that year, nothing is refused.
    """
    if facts.offered is None:
        return not_applicable("The provider has no program set up.")
    if facts.group in FREELY_OFFERED or facts.activity in facts.offered:
        return met(f"{facts.activity} is offered.")
    known = ", ".join(facts.offered) or "nothing"
    return not_met(f"{facts.activity} is not offered; the programs offer {known}.")
