"""Closed words that every layer shares. Standard library only."""

from enum import StrEnum


class Verdict(StrEnum):
    """What a rule answers."""

    MET = "met"
    NOT_MET = "not-met"
    INCOMPLETE = "incomplete"
    NOT_APPLICABLE = "not-applicable"


class Severity(StrEnum):
    """How hard a rule holds: never waived, waivable with a reason, or a warning."""

    SYSTEM = "system"
    PROCEDURE = "procedure"
    ADVICE = "advice"
