"""Providers, their programs and referrals to them, as typed."""

import datetime as dt
from typing import Annotated

from wioatrack.entries.fields import Many
from wioatrack.entries.kinds import DAY, IDENTIFIER, LINE, TEXT, YES_NO, code
from wioatrack.entries.services import ACTIVITY
from wioatrack.entries.support import FISCAL_YEAR
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderEntry:
    """Who provides services: an agency, or a local office."""

    name: Annotated[str, LINE, "Name."]
    address: Annotated[str | None, LINE, "Street address."] = None
    city: Annotated[str | None, LINE, "City."] = None
    state: Annotated[str | None, LINE, "State."] = None
    zip: Annotated[str | None, IDENTIFIER, "ZIP code."] = None
    kind: Annotated[str, code("provider-kind"), "provider or fcrc."] = "provider"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderFilters:
    """What narrows a list of providers."""

    kind: Annotated[str | None, code("provider-kind"), "provider or fcrc."] = None
    city: Annotated[str | None, LINE, "City."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramEntry:
    """What a provider offers under a contract in one fiscal year."""

    provider: Annotated[str, LINE, "Provider: its id or name."]
    name: Annotated[str, LINE, "Program name."]
    contract_number: Annotated[str | None, IDENTIFIER, "Contract number."] = None
    location: Annotated[str | None, LINE, "Location name."] = None
    fiscal_year: Annotated[
        int | None,
        FISCAL_YEAR,
        "State fiscal year, by the year it ends in; the current one unless given.",
    ] = None
    offering: Annotated[
        str | None,
        code("program-offering"),
        "training-and-placement, placement-only, none.",
    ] = None
    schedule: Annotated[str | None, LINE, "Program schedule."] = None
    activity: Annotated[
        tuple[str, ...],
        Many(ACTIVITY),
        "Activity that may be added to plans: its code or name; repeatable.",
    ] = ()
    other_training: Annotated[str | None, LINE, "Other training."] = None
    skill: Annotated[
        tuple[str, ...], Many(LINE), "Skill that it builds on; repeatable."
    ] = ()
    interest: Annotated[
        tuple[str, ...], Many(LINE), "Interest that it is for; repeatable."
    ] = ()
    baseline: Annotated[str | None, TEXT, "Baseline requirements."] = None
    recommendation: Annotated[str | None, TEXT, "Whom it is recommended for."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramFilters:
    """What narrows a list of programs."""

    provider: Annotated[str | None, LINE, "Part of the provider's name."] = None
    fiscal_year: Annotated[int | None, FISCAL_YEAR, "State fiscal year."] = None
    location: Annotated[str | None, LINE, "Part of the location's name."] = None
    activity: Annotated[str | None, LINE, "Activity offered: its code."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralEntry:
    """A participant sent to a provider."""

    provider: Annotated[str, LINE, "Provider: its id or name."]
    program: Annotated[str | None, LINE, "Its program: the id or name."] = None
    date: Annotated[dt.date | None, DAY, "Day of it; today unless given."] = None
    message: Annotated[str | None, TEXT, "What the provider should know."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyEntry:
    """What a provider answers to a referral."""

    reply: Annotated[str, code("referral-reply"), "accepted, waiting-list, declined."]
    date: Annotated[dt.date | None, DAY, "Day of it; today unless given."] = None
    note: Annotated[str | None, TEXT, "What the sender should know."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFilters:
    """What narrows a list of referrals."""

    provider: Annotated[str | None, LINE, "Part of the provider's name."] = None
    reply: Annotated[
        str | None, code("referral-reply"), "accepted, waiting-list, declined."
    ] = None
    open: Annotated[bool | None, YES_NO, "Only those not answered yet."] = None
