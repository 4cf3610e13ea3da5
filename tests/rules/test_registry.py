"""What `@rule` adds to a function, and what it keeps from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from wioatrack.rules.outcome import Citation, Outcome, incomplete, met, not_met
from wioatrack.rules.registry import (
    ALL_RULES,
    RuleCard,
    findings,
    judge,
    objector,
    rule,
)
from wioatrack.rules.rulebook import DatedValue, Holding, Parameter, Rulebook
from wioatrack.vocab import Severity, Verdict

ID = "test.not-late"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper handed in."""

    paper_id: int | None
    day: date | None


@pytest.fixture
def card() -> Iterator[RuleCard]:
    """A rule that exists for one test."""

    @rule(
        ID,
        asks="Was it in time?",
        cites=("statute",),
        reads=("paper.days",),
        fix="wioatrack paper edit {paper_id} --date DATE",
    )
    def not_late(facts: Paper, book: Rulebook) -> Outcome:
        """In January, within the days allowed."""
        if facts.day is None:
            return incomplete("The day is not on file.", "day")
        last = book.in_force("paper.days", facts.day).number
        answer = met if facts.day.day <= last else not_met
        return answer(f"Day {facts.day.day}; the last is {last}.")

    yield ALL_RULES[ID]
    del ALL_RULES[ID]


def cited(id: str) -> Citation:
    return Citation(id, id.capitalize(), "1", "", date(2024, 1, 1), "read")


def book(
    holding: Holding | None = None, evidence: str = "stated", **holdings: Holding
) -> Rulebook:
    value = DatedValue(date(2020, 1, 1), 10, "manual", evidence=evidence)
    return Rulebook(
        "board",
        values={"paper.days": (value,)},
        holdings={ID: holding} if holding else holdings,
        citations={id: cited(id) for id in ("statute", "manual", "profile")},
        parameters={"paper.days": Parameter("paper.days", "?", "number", "days")},
    )


SYSTEM = Holding(Severity.SYSTEM, "profile", inferred=Severity.PROCEDURE)
LATE = Paper(7, date(2024, 1, 11))
EARLY = Paper(7, date(2024, 1, 10))


def test_an_outcome_carries_where_it_comes_from(card: RuleCard) -> None:
    """Rule, severity, sources of the rule, the profile and the value, and the fix."""
    outcome = judge(ID, LATE, book(SYSTEM))

    assert outcome.verdict is Verdict.NOT_MET
    assert outcome.message == "Day 11; the last is 10."
    assert (outcome.rule, outcome.severity) == (ID, Severity.SYSTEM)
    assert [one.id for one in outcome.citations] == ["profile", "statute", "manual"]
    assert [(one.name, one.value, one.unit, one.effective) for one in outcome.used] == [
        ("paper.days", 10, "days", date(2020, 1, 1))
    ]
    assert outcome.fix == "wioatrack paper edit 7 --date DATE"
    assert outcome.blocks and outcome.speaks


def test_the_function_itself_is_a_rule_that_stamps(card: RuleCard) -> None:
    """Called by name or through its card, it says the same."""
    assert card.answer(LATE, book(SYSTEM)) == judge(card, LATE, book(SYSTEM))


def test_a_rule_that_is_not_held_does_not_apply(card: RuleCard) -> None:
    """And says in which profile."""
    outcome = judge(ID, LATE, book())

    assert outcome.verdict is Verdict.NOT_APPLICABLE
    assert outcome.message == "This rule does not hold in board."
    assert [one.id for one in outcome.citations] == ["statute"]
    assert not outcome.blocks and not outcome.speaks


def test_a_value_not_in_force_makes_it_not_applicable(card: RuleCard) -> None:
    """Before the first day there is nothing to be held to."""
    outcome = judge(ID, Paper(7, date(2019, 1, 31)), book(SYSTEM))

    assert outcome.verdict is Verdict.NOT_APPLICABLE
    assert "paper.days" in outcome.message


@pytest.mark.parametrize(
    ("evidence", "severity"),
    [
        ("stated", Severity.SYSTEM),
        ("inferred", Severity.PROCEDURE),
        ("recalled", Severity.PROCEDURE),
    ],
)
def test_a_value_that_is_not_stated_holds_less_hard(
    card: RuleCard, evidence: str, severity: Severity
) -> None:
    """D20: an inferred maximum may be waived with a reason."""
    assert judge(ID, LATE, book(SYSTEM, evidence)).severity is severity


def test_an_unused_value_does_not_soften_a_rule(card: RuleCard) -> None:
    """Only what decided counts."""
    missing = judge(ID, Paper(7, None), book(SYSTEM, "inferred"))

    assert (missing.verdict, missing.missing) == (Verdict.INCOMPLETE, ("day",))
    assert missing.severity is Severity.SYSTEM


def test_advice_speaks_without_blocking(card: RuleCard) -> None:
    """A warning is a finding, too."""
    outcome = judge(ID, LATE, book(Holding(Severity.ADVICE, "profile")))

    assert outcome.speaks and not outcome.blocks


def test_a_fix_is_given_only_where_something_is_to_be_fixed(card: RuleCard) -> None:
    """And an unknown id is left for the reader, in capitals."""
    assert judge(ID, EARLY, book(SYSTEM)).fix == ""
    assert judge(ID, Paper(None, LATE.day), book(SYSTEM)).fix == (
        "wioatrack paper edit PAPER_ID --date DATE"
    )


@pytest.mark.parametrize("holding", [SYSTEM, None])
@pytest.mark.parametrize(
    "facts", [LATE, EARLY, Paper(7, None), Paper(7, date(2019, 1, 31))]
)
def test_the_quick_way_says_what_the_full_one_says(
    card: RuleCard, facts: Paper, holding: Holding | None
) -> None:
    """Loops over many rows ask what `objector` gives; nothing may be lost by it."""
    full = judge(card, facts, book(holding))

    quick = objector(card, book(holding))(facts)
    assert quick == (full if full.speaks else None)


def test_findings_keep_their_order(card: RuleCard) -> None:
    """Those that are met are left out."""
    late, early = judge(card, LATE, book(SYSTEM)), judge(card, EARLY, book(SYSTEM))

    assert findings([early, late, early]) == (late,)


def test_an_id_is_used_once(card: RuleCard) -> None:
    """Two rules of one name could not be told apart."""
    with pytest.raises(ValueError, match=ID):
        rule(ID, asks="?", cites=())


def test_a_citation_is_shown_once() -> None:
    """However many values come from the same source."""
    assert book().cite("manual", "statute", "manual") == (
        cited("manual"),
        cited("statute"),
    )
