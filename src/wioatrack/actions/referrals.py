"""Participants sent to providers, and what the providers answer (IS-37)."""

from datetime import date
from typing import TYPE_CHECKING, Any

from wioatrack.actions import headers
from wioatrack.actions.cases import BY_ID, Case, case_of, day, find_case, find_cases
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, file_record
from wioatrack.actions.listing import Page, contains, folded, paged
from wioatrack.actions.programs import rows_of_all
from wioatrack.actions.providers import find_provider
from wioatrack.actions.results import Done, Listing, Record, Refused
from wioatrack.actions.roles import Actor, Duty, actor, nowhere
from wioatrack.entries.providers import ReferralEntry, ReferralFilters, ReplyEntry
from wioatrack.errors import BadEntry, NotFound
from wioatrack.lean import dataclass
from wioatrack.rules.calendar import Happening, not_in_future
from wioatrack.store import Answers

if TYPE_CHECKING:
    from wioatrack.store import Store

ROW = """
SELECT r.*, p.name AS provider, g.name AS program
  FROM referral r
  JOIN provider p ON p.id = r.provider_id
  LEFT JOIN program g ON g.id = r.program_id
"""
ONE = ROW + " WHERE r.id = :id"
ALL = ROW + " ORDER BY r.sent_on DESC, r.id DESC"
COLUMNS = ("id", "participant", "application", "provider", "program", "date", "sent_by",
           "reply", "replied_on", "replied_by", "note")  # fmt: skip
LABELS = {"date": "Sent on"}


@dataclass(frozen=True, slots=True)
class Sending:
    """A referral on its way to the file."""

    case: Case
    provider_id: int
    program_id: int | None
    on: date


def send_referral(desk: Desk, who: str, entry: ReferralEntry) -> Done | Refused:
    """Send a participant to a provider that is on the list."""

    def judge(store: Answers, acting: Actor) -> Judged[Sending]:
        case = find_case(store, acting, who)
        provider = find_provider(store, entry.provider)
        on = entry.date or desk.today
        program = find_program(store, provider, entry.program)
        facts = Sending(case, provider["id"], program, on)
        sent = Happening("Sent", on, desk.today)
        return Judged(facts, (not_in_future(sent, desk.rulebook(case.profile)),))

    def write(store: "Store", judged: Judged[Sending]) -> int:
        from wioatrack.models.providers import Referral

        facts = judged.facts
        return store.keep(
            Referral(
                application_id=facts.case.application_id,
                provider_id=facts.provider_id,
                program_id=facts.program_id,
                sent_on=facts.on,
                sent_by=desk.user,
                message=entry.message,
            )
        )

    said = "The referral is on file. No message is sent; the provider sees it here."
    return file_record(desk, "referral", judge, write, shown, said=said)


def find_program(store: Answers, provider: Record, words: str | None) -> int | None:
    """The id of the provider's program of that id or name, the newest of a name."""
    if words is None:
        return None
    for row in rows_of_all(store):
        if row["provider_id"] == provider["id"] and (
            words == str(row["id"]) or folded(words) == folded(row["name"])
        ):
            return int(row["id"])
    raise NotFound(
        f"--program: {provider['name']} has no program {words!r}.",
        "wioatrack program list shows what each provider offers.",
    )


def reply_referral(desk: Desk, referral_id: int, entry: ReplyEntry) -> Done | Refused:
    """Answer a referral; the last answer counts, and the log keeps the others.

    Staff of the provider's own location may, also for participants of other locations.
    """

    def judge(store: Answers, acting: Actor) -> Judged[date]:
        row, case = seen(store, acting, referral_id)
        on = entry.date or desk.today
        sent = day(row["sent_on"])
        if sent is not None and on < sent:
            raise BadEntry(
                f"--date: {on} is before the referral of {sent}.", "Check the day."
            )
        replied = Happening("Replied", on, desk.today)
        return Judged(on, (not_in_future(replied, desk.rulebook(case.profile)),))

    def write(store: "Store", judged: Judged[date]) -> int:
        from wioatrack.models.providers import Referral

        store.change(
            Referral,
            referral_id,
            reply=entry.reply,
            replied_on=judged.facts,
            replied_by=desk.user,
            reply_note=entry.note,
        )
        return referral_id

    return file_record(desk, "referral", judge, write, shown)


def seen(store: Answers, acting: Actor, referral_id: int) -> tuple[Record, Case]:
    """A referral that the actor may see. Raises `NotFound`."""
    row = store.one(ONE, id=referral_id)
    if row is not None:
        case = visible(store, acting, row)
        if case is not None:
            return row, case
    raise nowhere("referral", referral_id)


def visible(store: Answers, acting: Actor, row: Record) -> Case | None:
    """Whose it is, for those who see that person and for the provider it went to.

    To the provider it shows the ids that the referral needs, and no more.
    """
    found = store.one(BY_ID, id=row["application_id"])
    if found is None:
        return None
    sent_here = row["provider"].casefold() in acting.locations
    return case_of(found) if sent_here or acting.sees(found) else None


def shown(store: Answers, acting: Actor, referral_id: int) -> Record:
    """A referral as it is on file."""
    row, case = seen(store, acting, referral_id)
    return record_of(case, row)


def record_of(case: Case, row: Record) -> Record:
    """A referral as JSON has it."""
    return {
        "id": row["id"],
        **case.keys(),
        "provider": row["provider"],
        "provider_id": row["provider_id"],
        "program": row["program"],
        "date": row["sent_on"],
        "sent_by": row["sent_by"],
        "message": row["message"],
        "reply": row["reply"],
        "replied_on": row["replied_on"],
        "replied_by": row["replied_by"],
        "note": row["reply_note"],
    }


def list_referrals(
    desk: Desk, who: str | None, wanted: ReferralFilters, page: Page
) -> Listing:
    """Referrals, of one person or of all whom the actor sees, the newest first."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.READ)
        of: set[Any] | None = None
        if who is not None:
            of = {case.application_id for case in find_cases(store, acting, who)}
        records = [
            record_of(case, row)
            for row in store.ask(ALL)
            if (of is None or row["application_id"] in of)
            and (case := visible(store, acting, row)) is not None
        ]
    rows = [
        record
        for record in records
        if contains(record["provider"], wanted.provider)
        and wanted.reply in (None, record["reply"])
        and wanted.open in (None, record["reply"] is None)
    ]
    empty = "No referral. wioatrack referral send WHO --provider ID"
    return Listing(
        "referral",
        paged(rows, page, headers.REFERRAL),
        COLUMNS,
        empty,
        LABELS,
        keys=headers.REFERRAL,
    )
