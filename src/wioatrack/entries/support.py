"""Support payments, and requests to pass their maximum, as typed."""

import re
from datetime import date
from typing import Annotated

from wioatrack.entries.kinds import (
    DAY,
    IDENTIFIER,
    LINE,
    MONEY_CENTS,
    RECORD_ID,
    TEXT,
    YES_NO,
    Kind,
    Lists,
    Unreadable,
    code,
    quoted,
    whole,
)
from wioatrack.lean import dataclass

FISCAL = re.compile(r"(?:S?FY ?)?(\d{4}|\d{2})\Z", re.ASCII | re.IGNORECASE)
# A limit of the store, not of the law: sums stay exact.
LARGEST_QUANTITY = 10_000


def read_fiscal_year(text: str, lists: Lists, today: date) -> int:
    """The year in which a State fiscal year ends, as 2023, FY2023 or FY23."""
    found = FISCAL.match(text.strip())
    if not found:
        raise Unreadable(f"{quoted(text)} is not a fiscal year.", "Write 2023 or FY23.")
    year = int(found[1])
    return year if year >= 100 else 2000 + year


FISCAL_YEAR = Kind("YEAR", read_fiscal_year)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentEntry:
    """One payment of a support service: a unit amount, so many times, on one day."""

    subtype: Annotated[
        str | None,
        code("payment-subtype"),
        "Service subtype; needed where the type has several.",
    ] = None
    method: Annotated[str, code("payment-method"), "Payment method."]
    date: Annotated[date, DAY, "Payment start date."]
    amount: Annotated[int, MONEY_CENTS, "Individual payment cost."]
    quantity: Annotated[
        int, whole(1, LARGEST_QUANTITY), "Number of times offered at this cost."
    ] = 1
    estimate: Annotated[bool, YES_NO, "This is a cost estimate."] = False
    paid_by: Annotated[str, code("paid-by"), "Source of the funds."]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFilters:
    """What narrows a list of payments."""

    service: Annotated[int | None, RECORD_ID, "Id of the service."] = None
    participant: Annotated[
        str | None, IDENTIFIER, "A person's id, or an application number."
    ] = None
    activity: Annotated[str | None, LINE, "Support service: its code or name."] = None
    subtype: Annotated[str | None, code("payment-subtype"), "Service subtype."] = None
    method: Annotated[str | None, code("payment-method"), "Payment method."] = None
    paid_by: Annotated[str | None, code("paid-by"), "Source of the funds."] = None
    estimate: Annotated[bool | None, YES_NO, "Only estimates, or none."] = None
    fiscal_year: Annotated[
        int | None, FISCAL_YEAR, "State fiscal year, by the year it ends in."
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsFilters:
    """Which period the support panel shows."""

    on: Annotated[
        date | None, DAY, "A day of the period to show; today unless given."
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideEntry:
    """A request to raise the maximum of one support service type in one period."""

    amount: Annotated[int, MONEY_CENTS, "Amount of the increase."]
    reason: Annotated[str, TEXT, "Reason for the increase."]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideRequestEntry(OverrideEntry):
    """The request as it is made: `on` says which period, where it is not the last."""

    on: Annotated[
        date | None,
        DAY,
        "A day of the period to raise; the latest payment's unless given.",
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewEntry:
    """The answer to a request."""

    decision: Annotated[str, code("override-decision"), "approved or rejected."]
    note: Annotated[str | None, TEXT, "Why."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideFilters:
    """What narrows a list of requests."""

    pending: Annotated[bool | None, YES_NO, "Only those that wait for a review."] = None
    status: Annotated[str | None, code("override-status"), "Request status."] = None
    service: Annotated[int | None, RECORD_ID, "Id of the service."] = None
    participant: Annotated[
        str | None, IDENTIFIER, "A person's id, or an application number."
    ] = None
    activity: Annotated[str | None, LINE, "Support service: its code or name."] = None
    requester: Annotated[str | None, LINE, "Who requested it."] = None
    fiscal_year: Annotated[
        int | None, FISCAL_YEAR, "State fiscal year, by the year it ends in."
    ] = None
