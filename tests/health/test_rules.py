"""Promises about all rules and all data, rather than about one of them."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

import wioatrack
from wioatrack.rulebooks import (
    load_activities,
    load_list,
    load_profiles,
    load_rulebook,
    set_names,
)
from wioatrack.rules.index import every_rule
from wioatrack.rules.rulebook import Rulebook

SOURCE = Path(wioatrack.__file__).parent
CASES = Path(__file__).parents[1] / "rules" / "cases"
RULES = every_rule()
PROFILES = [card.name for card in load_profiles()]


@cache
def words_in_code() -> frozenset[str]:
    """Every string in the program that is not a docstring."""
    found = set()
    for file in SOURCE.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        found |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
        }
    return frozenset(found)


def books() -> list[Rulebook]:
    return [load_rulebook(name) for name in PROFILES]


def test_every_rule_is_described_by_cases() -> None:
    """One file each, and no file without its rule."""
    assert set(RULES) == {path.stem for path in CASES.glob("*.toml")}


@pytest.mark.parametrize(
    "path", sorted(CASES.glob("*.toml")), ids=lambda path: path.stem
)
def test_every_rule_is_tried_on_both_sides(path: Path) -> None:
    """A rule whose cases all pass, or all fail, has not been tried."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    verdicts = {case["verdict"] for case in document["case"]}

    assert document["rule"] == path.stem
    assert "met" in verdicts
    assert verdicts & {"not-met", "incomplete"}


@pytest.mark.parametrize("rule_id", RULES)
def test_every_rule_explains_itself(rule_id: str) -> None:
    """A question, a docstring, and sources: what `rules show` prints."""
    card = RULES[rule_id]

    assert card.asks.endswith("?")
    assert (card.ask.__doc__ or "").strip()
    assert card.cites


def test_every_citation_and_parameter_a_rule_names_exists() -> None:
    """And the same for each value of each profile, which the loader has seen to."""
    book = load_rulebook("federal")

    for card in RULES.values():
        assert set(card.cites) <= set(book.citations), card.id
        assert set(card.reads) <= set(book.parameters), card.id


def test_every_parameter_a_rule_reads_is_declared_by_it() -> None:
    """So that `rules show` prints the values that decide."""
    declared = {name for card in RULES.values() for name in card.reads}
    asked = set(load_rulebook("federal").parameters) & words_in_code()

    assert declared <= asked


def test_no_parameter_is_left_unread() -> None:
    """A value that nothing reads is a promise that nothing keeps."""
    unread = set(load_rulebook("federal").parameters) - words_in_code()

    assert unread == set()


def test_every_parameter_has_a_value_somewhere() -> None:
    """A question that nobody answers is no use either."""
    answered = {name for book in books() for name in book.values}

    assert answered == set(load_rulebook("federal").parameters)


def test_every_rule_holds_somewhere_and_every_holding_is_a_rule() -> None:
    """The table of profiles and the code name the same rules.

    The pinned ones are in the table from the start, also before their command.
    """
    held = {rule_id for book in books() for rule_id in book.holdings}
    pinned = {rule_id for _, rule_id, _ in PINNED}

    assert set(RULES) <= held
    assert held - set(RULES) <= pinned


def test_activities_name_only_what_exists() -> None:
    """Payment subtypes and service types are codes of their lists."""
    for name in set_names():
        for activity in load_activities(name).activities.values():
            assert set(activity.subtypes) <= set(load_list("payment-subtype").codes)
            if activity.service_type:
                assert activity.service_type in load_list("service-type").codes


def test_no_agency_or_state_is_named_in_code() -> None:
    """What differs between places is data; the code does not know their names."""
    places = "|".join(
        [*sorted(set(PROFILES) - {"federal"}), "career-connect", "chicago"]
    )
    named = re.compile(rf"(?<![\w-])({places})(?![\w-])", re.IGNORECASE)

    assert [said for said in words_in_code() if named.search(said)] == []


def test_no_limit_is_written_into_code() -> None:
    """A limit in code is a mistake even when it is right."""
    limits = {365, 366}
    for series in (series for book in books() for series in book.values.values()):
        for value in series:
            limits |= {value.value} if isinstance(value.value, int) else set()
    found = [
        (file.name, node.lineno, node.value)
        for file in (SOURCE / "rules").glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and type(node.value) is int
        and node.value in limits - {1, 2, 3, 4, 5}
        and file.name != CALENDAR
    ]

    assert found == []


CALENDAR = "dates.py"


TABLE = {
    "system": {
        "date.not-in-future": "all",
        "service.completion-date": "all",
        "exit.early": "all",
        "exit.order": "all",
        "credential.required-fields": "all",
        "credential.window": "cook caljobs la-county",
        "exit.checklist": "worknet",
        "msg.efl": "worknet isets cook caljobs la-county",
        "msg.diploma": "worknet isets cook caljobs la-county",
        "msg.secondary-transcript": "worknet isets cook caljobs la-county",
        "msg.postsecondary-transcript": "worknet isets cook caljobs la-county",
        "msg.training-milestone": "worknet isets cook caljobs la-county",
        "msg.skills-progression": "worknet isets cook caljobs la-county",
        "goal.statement-length": "isets",
        "service.enrolled": "isets",
        "service.offered": "isets",
        "service.not-required": "isets worknet",
        "support.one-open": "isets",
        "payment.precondition": "isets",
        "payment.within-maximum": "isets",
        "override.may-request": "isets",
        "override.second-person": "isets",
        "override.answered": "isets",
        "attendance.precondition": "isets worknet",
        "attendance.provider": "isets worknet",
        "attendance.order": "isets worknet",
        "attendance.verified": "isets worknet",
        "placement.openings": "isets worknet",
        "placement.hourly-wage": "isets worknet",
        "placement.milestone-open": "isets worknet",
        "catalog.publishable": "alabama",
    },
    "procedure": {
        "credential.service-closed": "cook",
        "credential.case-note": "cook",
        "placement.earnfare-months": "isets worknet",
    },
    "advice": {
        "credential.approved-list": "cook",
        "credential.in-scope": "cook",
        "credential.counts": "all",
        "placement.subsidized-wage": "isets worknet",
        "plan.agreement": "isets",
    },
}
PINNED = [
    (severity, rule_id, where)
    for severity, rows in TABLE.items()
    for rule_id, where in rows.items()
]
SELECTABLE = {"worknet", "isets", "cook", "caljobs", "la-county", "alabama"}
WARNS_ELSEWHERE = {
    *("credential.window", "exit.checklist"),
    *("credential.service-closed", "credential.case-note"),
}


@pytest.mark.parametrize(("severity", "rule_id", "where"), PINNED)
def test_every_rule_holds_where_and_as_hard_as_its_source_says(
    severity: str, rule_id: str, where: str
) -> None:
    """The table of decision 38, profile by profile."""
    expected = SELECTABLE if where == "all" else set(where.split())
    held = {name: load_rulebook(name).holding(rule_id) for name in SELECTABLE}
    hard = {name for name, one in held.items() if one and one.severity == severity}
    otherwise = {
        name: one.severity
        for name, one in held.items()
        if one and one.severity != severity
    }

    assert hard == expected
    assert set(otherwise.values()) <= {"advice"}
    if rule_id in WARNS_ELSEWHERE:
        assert set(otherwise) == SELECTABLE - expected
    elif not rule_id.startswith("msg."):
        assert otherwise == {}
