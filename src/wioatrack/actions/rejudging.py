"""Judging a record again as it is stored, by the rules that judged it before."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Protocol

from wioatrack.actions.cases import Case, case_by_id, find_case
from wioatrack.actions.desk import Desk
from wioatrack.actions.results import Record
from wioatrack.actions.roles import Actor, Duty, actor, nowhere
from wioatrack.actions.rule_cards import citation_of, spoken
from wioatrack.entries.kinds import say_money
from wioatrack.errors import BadEntry, NotFound
from wioatrack.rules.outcome import Outcome, Used
from wioatrack.rules.registry import ALL_RULES
from wioatrack.store import Answers

Again = tuple["Whose", tuple[Outcome, ...]]
Rejudge = Callable[[Answers, Desk, Actor, int], Again]
CATALOGUE = "catalog"
WAIVERS = """SELECT rule, because, waived_by FROM waiver
 WHERE noun = :noun AND record_id = :id ORDER BY id"""


class Whose(Protocol):
    """Whose a record is, and whose rules hold for it."""

    @property
    def profile(self) -> str: ...

    def keys(self) -> dict[str, Any]: ...


def explain(desk: Desk, noun: str, words: str) -> Record:
    """What the rules say of one record today, from which facts and which values."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        if not acting.may(Duty.OWN) and noun != CATALOGUE:
            acting.require(Duty.READ)
        record_id = record_named(store, acting, noun, words)
        case, outcomes = rejudge(noun)(store, desk, acting, record_id)
        waived = {
            row["rule"]: row["because"]
            for row in store.ask(WAIVERS, noun=noun, id=record_id)
        }
    return {
        "noun": noun,
        "id": record_id,
        **case.keys(),
        "profile": case.profile,
        "as_of": desk.today.isoformat(),
        "rules": [ruling(outcome, waived) for outcome in outcomes],
    }


def rejudge(noun: str) -> Rejudge:
    """How a kind of record is judged again. Raises `BadEntry` for one that is not."""
    if noun not in REJUDGED:
        raise BadEntry(
            f"{noun!r} is not judged by rules.", f"One of {', '.join(REJUDGED)}."
        )
    return REJUDGED[noun]


def record_named(store: Answers, acting: Actor, noun: str, words: str) -> int:
    """The record's id; an application and its plan also go by their WHO."""
    if noun in ("application", "plan"):
        try:
            return find_case(store, acting, words).application_id
        except NotFound:
            if not words.isdecimal():
                raise
    if not (words.isascii() and words.isdecimal() and 0 < len(words) < 18):
        raise BadEntry(f"{words!r} is no id.", f"wioatrack {noun} list shows the ids.")
    return int(words)


def ruling(outcome: Outcome, waived: Mapping[str, str]) -> Record:
    """One outcome with everything it was said from."""
    card = ALL_RULES[outcome.rule]
    return {
        "rule": outcome.rule,
        "asks": card.asks,
        "severity": str(outcome.severity),
        "verdict": str(outcome.verdict),
        "message": outcome.message,
        "waived": waived.get(outcome.rule),
        "missing": list(outcome.missing),
        "facts": facts_of(outcome.facts),
        "used": [used_of(outcome, used) for used in outcome.used],
        "sources": [citation_of(cited) for cited in outcome.citations],
        "fix": outcome.fix or None,
    }


def used_of(outcome: Outcome, used: Used) -> Record:
    """A dated value that was read, with where it is written."""
    written = next(cited for cited in outcome.citations if cited.id == used.cite)
    return {
        "parameter": used.name,
        "subject": used.subject or None,
        "value": spoken(used.value, used.unit),
        "unit": "dollars" if used.unit == "cents" else used.unit,
        "effective": used.effective.isoformat(),
        "evidence": used.evidence,
        "source": f"{written.title}, {written.section}",
    }


def facts_of(facts: Any) -> Record:
    """The facts of a rule as JSON has them."""
    if not is_dataclass(facts):
        return {}
    found: Record = {}
    for field in fields(facts):
        value = getattr(facts, field.name)
        if field.name.endswith("_cents") and isinstance(value, int):
            found[field.name.removesuffix("_cents")] = say_money(value)
        else:
            found[field.name] = plain(value)
    return found


def plain(value: Any) -> Any:
    """A fact's value without anything JSON has no word for."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted(plain(part) for part in value)
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if is_dataclass(value):
        return facts_of(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [plain(part) for part in value]
    return value if value is None or isinstance(value, int) else str(value)


def application(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """The fields that the profile demands, and days that must not lie ahead."""
    from wioatrack.actions import applications

    row = store.one(applications.ONE, id=record_id)
    if row is None:
        raise nowhere("application", record_id)
    case = case_by_id(store, acting, "application", row | {"application_id": record_id})
    entry = applications.entry_of(row)
    return case, applications.outcomes(store, desk, entry, record_id)


def credential(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """Every rule on recording and counting it."""
    from wioatrack.actions import credential_facts, credential_records, credentials

    row = credential_records.row_of(store, record_id)
    if row is None:
        raise nowhere("credential", record_id)
    case = case_by_id(store, acting, "credential", row)
    outcomes = credential_facts.outcomes(
        store,
        desk,
        case,
        credentials.entry_of(row),
        has_note=row["note_id"] is not None,
        credential_id=record_id,
    )
    return case, outcomes


def exit_(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """The rules of its kind, as if it were recorded now."""
    from wioatrack.actions import exits

    row = store.one(exits.ONE, id=record_id)
    if row is None:
        raise nowhere("exit", record_id)
    case = case_by_id(store, acting, "exit", row)
    return case, exits.outcomes_again(store, desk, case, row)


def service(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """Its days, its enrolment, and what else is open."""
    from wioatrack.actions.services import outcomes_again

    return outcomes_again(store, desk, acting, record_id)


def payment(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """Whether it may be paid, and what its type comes to."""
    from wioatrack.actions.payments import outcomes_again

    return outcomes_again(store, desk, acting, record_id)


def override(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """Whether it may be asked for, and whether the acting user may answer it."""
    from wioatrack.actions.overrides import outcomes_again

    return outcomes_again(store, desk, acting, record_id)


def placement(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """The rules on its service, its wages, its days and its months."""
    from wioatrack.actions.placements import outcomes_again

    return outcomes_again(store, desk, acting, record_id)


def goal(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """Whether its statement fits, and which agreement it asks for."""
    from wioatrack.actions import goals

    row = store.one(goals.ONE, id=record_id)
    if row is None:
        raise nowhere("goal", record_id)
    case = case_by_id(store, acting, "goal", row)
    return case, goals.judged(desk, case, goals.amended(row, {})).outcomes


def gain(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """Every rule on recording and counting it."""
    from wioatrack.actions import gain_facts, gain_records, gains

    row = store.one(gain_records.ONE, id=record_id)
    if row is None:
        raise nowhere("msg", record_id)
    case = case_by_id(store, acting, "msg", row)
    known = gain_facts.background(store, case)
    entry = gain_records.entry_of(store, row)
    return case, gains.judged(desk, known, entry, record_id).outcomes


def catalogued(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Whose, tuple[Outcome, ...]]:
    """What an entry of the catalogue lacks to be published; for its editors."""
    from wioatrack.actions.catalog_publishing import outcomes_again

    return outcomes_again(store, desk, acting, record_id)


def employment(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """The rules on its days, and on each quarter after exit."""
    from wioatrack.actions.employment import outcomes_again

    return outcomes_again(store, desk, acting, record_id)


def followup(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """Both clocks of the application that it belongs to."""
    from wioatrack.actions.aftercare_standing import outcomes_again

    return outcomes_again(store, desk, acting, record_id)


def plan(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """Whether the customer has agreed to it as it stands."""
    from wioatrack.actions.agreements import standing

    found = {"id": record_id, "application_id": record_id}
    case = case_by_id(store, acting, "application", found)
    return case, (standing(store, desk, case).outcome,)


REJUDGED: Mapping[str, Rejudge] = {
    "application": application,
    "plan": plan,
    "credential": credential,
    "service": service,
    "placement": placement,
    "payment": payment,
    "override": override,
    "goal": goal,
    "msg": gain,
    "exit": exit_,
    "employment": employment,
    "followup": followup,
    CATALOGUE: catalogued,
}
