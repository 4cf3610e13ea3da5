"""What providers offer under contract: the activities that may be added to plans."""

from typing import TYPE_CHECKING, Any

from wioatrack.actions import headers
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, changed, file_record
from wioatrack.actions.listing import Page, contains, paged
from wioatrack.actions.providers import find_provider
from wioatrack.actions.removing import remove_record
from wioatrack.actions.results import Done, Listing, Record, Refused
from wioatrack.actions.roles import Actor, Duty, actor, nowhere
from wioatrack.entries.providers import ProgramEntry, ProgramFilters
from wioatrack.errors import BadEntry
from wioatrack.lean import dataclass
from wioatrack.rulebooks import Activity, find_activity, load_activities
from wioatrack.rulebooks import selectable_profiles as profiles
from wioatrack.rules.dates import state_fiscal_year
from wioatrack.store import Answers

if TYPE_CHECKING:
    from wioatrack.store import Store

ROW = """
SELECT g.*, p.name AS provider, p.kind AS provider_kind
  FROM program g JOIN provider p ON p.id = g.provider_id
"""
ONE = ROW + " WHERE g.id = :id"
ALL = ROW + " ORDER BY g.fiscal_year DESC, p.name COLLATE NOCASE, g.name, g.id"
ACTIVITIES = """
SELECT id, program_id, activity_set, activity FROM program_activity ORDER BY id
"""
TRAITS = "SELECT id, program_id, kind, words FROM program_trait ORDER BY id"
SAME = """
SELECT id FROM program
 WHERE provider_id = :provider AND name = :name COLLATE NOCASE
   AND fiscal_year = :year AND coalesce(location, '') = coalesce(:location, '')
   AND id IS NOT :but
"""
REFERRED = "SELECT id FROM referral WHERE program_id = :id ORDER BY id"
AS_TYPED = ("name", "contract_number", "location", "offering", "schedule",
            "other_training", "baseline", "recommendation")  # fmt: skip
COLUMNS = ("id", "name", "provider", "contract_number", "fiscal_year", "location",
           "schedule", "offering", "activity", "other_training")  # fmt: skip
LABELS = {
    "name": "Program name", "location": "Location name", "schedule": "Program schedule",
    "offering": "Program offering", "activity": "Training activities",
}  # fmt: skip
OFFERED = "service.offered"


@dataclass(frozen=True, slots=True)
class Filing:
    """A program on its way to the file, its words resolved."""

    entry: ProgramEntry
    provider_id: int
    fiscal_year: int
    activities: tuple[Activity, ...]


def add_program(desk: Desk, entry: ProgramEntry) -> Done | Refused:
    """Set up what a provider offers in a fiscal year (IS-31, IS-34)."""

    def judge(store: Answers, acting: Actor) -> Judged[Filing]:
        return Judged(resolved(store, desk, entry, None))

    def write(store: "Store", judged: Judged[Filing]) -> int:
        from wioatrack.models.providers import Program

        program = store.keep(Program(**columns(judged.facts)))
        keep_parts(store, program, judged.facts)
        return program

    return file_record(desk, "program", judge, write, shown(desk), duty=Duty.SET_UP)


def edit_program(
    desk: Desk, program_id: int, changes: dict[str, Any]
) -> Done | Refused:
    """Change what is given; activities, skills and interests are given whole."""

    def judge(store: Answers, acting: Actor) -> Judged[Filing]:
        entry = changed(entry_of(row_of(store, program_id)), changes)
        return Judged(resolved(store, desk, entry, program_id))

    def write(store: "Store", judged: Judged[Filing]) -> int:
        from wioatrack.models.providers import Program

        store.change(Program, program_id, **columns(judged.facts))
        keep_parts(store, program_id, judged.facts)
        return program_id

    return file_record(desk, "program", judge, write, shown(desk), duty=Duty.SET_UP)


def remove_program(desk: Desk, program_id: int) -> Done | Refused:
    """Take a program away; referrals to it stay, to its provider."""

    def judge(store: Answers, acting: Actor) -> Judged[Record]:
        return Judged(shown(desk)(store, acting, program_id))

    def remove(store: "Store", record: Record) -> None:
        from wioatrack.models.providers import (
            Program,
            ProgramActivity,
            ProgramTrait,
            Referral,
        )

        row = row_of(store, program_id)
        for referral in store.ask(REFERRED, id=program_id):
            store.change(Referral, referral["id"], program_id=None)
        for part in row["activities"]:
            store.remove(ProgramActivity, part["id"])
        for part in row["traits"]:
            store.remove(ProgramTrait, part["id"])
        store.remove(Program, program_id)

    return remove_record(desk, "program", judge, remove, duty=Duty.SET_UP)


def resolved(
    store: Answers, desk: Desk, entry: ProgramEntry, known: int | None
) -> Filing:
    """The program with its provider, year and activities looked up.

    Raises `NotFound` for a provider that is not on the list, `BadEntry` for an activity
    that no such profile has and for a program that is set up already.
    """
    provider = find_provider(store, entry.provider)
    year = entry.fiscal_year or state_fiscal_year(desk.today)
    same = store.one(
        SAME,
        provider=provider["id"],
        name=entry.name,
        year=year,
        location=entry.location,
        but=known,
    )
    if same is not None:
        raise BadEntry(
            f"Program {same['id']} is that of {provider['name']} for {year} already.",
            f"wioatrack program edit {same['id']} changes it.",
        )
    activities = (find_activity(words, sets_offered(desk)) for words in entry.activity)
    return Filing(entry, provider["id"], year, tuple(dict.fromkeys(activities)))


def sets_offered(desk: Desk) -> tuple[str, ...]:
    """The activity sets of the profiles in which programs say what may be added."""
    books = (desk.rulebook(name) for name in profiles())
    return tuple(
        dict.fromkeys(
            name
            for book in books
            if book.holding(OFFERED)
            for name in book.activity_sets
        )
    )


def columns(filing: Filing) -> dict[str, Any]:
    """The program's columns."""
    return {name: getattr(filing.entry, name) for name in AS_TYPED} | {
        "provider_id": filing.provider_id,
        "fiscal_year": filing.fiscal_year,
    }


def keep_parts(store: "Store", program: int, filing: Filing) -> None:
    """The activities, skills and interests as given now; others are taken away."""
    from wioatrack.models.providers import ProgramActivity, ProgramTrait

    row = row_of(store, program)
    wanted = dict.fromkeys((one.set, one.code) for one in filing.activities)
    held = {
        (part["activity_set"], part["activity"]): part for part in row["activities"]
    }
    for key, part in held.items():
        if key not in wanted:
            store.remove(ProgramActivity, part["id"])
    for set, code in wanted:
        if (set, code) not in held:
            store.keep(
                ProgramActivity(program_id=program, activity_set=set, activity=code)
            )
    traits = dict.fromkeys(
        (kind, words)
        for kind in ("skill", "interest")
        for words in getattr(filing.entry, kind)
    )
    known = {(part["kind"], part["words"]): part for part in row["traits"]}
    for key, part in known.items():
        if key not in traits:
            store.remove(ProgramTrait, part["id"])
    for kind, words in traits:
        if (kind, words) not in known:
            store.keep(ProgramTrait(program_id=program, kind=kind, words=words))


def row_of(store: Answers, program_id: int) -> Record:
    """A program with its parts, or the refusal that there is none."""
    row = store.one(ONE, id=program_id)
    if row is None:
        raise nowhere("program", program_id)
    return whole(store, [row])[0]


def rows_of_all(store: Answers) -> list[Record]:
    """Every program with its parts, the newest year first."""
    return whole(store, store.ask(ALL))


def whole(store: Answers, rows: list[Record]) -> list[Record]:
    """Programs with their activities, skills and interests."""
    by_id = {row["id"]: row | {"activities": [], "traits": []} for row in rows}
    for name, question in (("activities", ACTIVITIES), ("traits", TRAITS)):
        for part in store.ask(question):
            if part["program_id"] in by_id:
                by_id[part["program_id"]][name].append(part)
    return list(by_id.values())


def entry_of(row: Record) -> ProgramEntry:
    """A stored program as the entry it was made from."""
    return ProgramEntry(
        provider=str(row["provider_id"]),
        fiscal_year=row["fiscal_year"],
        activity=tuple(
            f"{part['activity_set']}:{part['activity']}" for part in row["activities"]
        ),
        skill=traits(row, "skill"),
        interest=traits(row, "interest"),
        **{name: row[name] for name in AS_TYPED},
    )


def traits(row: Record, kind: str) -> tuple[str, ...]:
    """The skills or the interests of a program."""
    return tuple(part["words"] for part in row["traits"] if part["kind"] == kind)


def shown(desk: Desk) -> Any:
    """How a program is shown after a write."""
    current = state_fiscal_year(desk.today)

    def show(store: Answers, acting: Actor, program_id: int) -> Record:
        return record_of(row_of(store, program_id), current)

    return show


def record_of(row: Record, current_year: int) -> Record:
    """A program as JSON has it; the current fiscal year is marked (IS-34)."""
    return {
        "id": row["id"],
        "provider": row["provider"],
        "provider_id": row["provider_id"],
        **{name: row[name] for name in AS_TYPED},
        "fiscal_year": row["fiscal_year"],
        "current": row["fiscal_year"] == current_year,
        "activity": [part["activity"] for part in row["activities"]],
        "activity_titles": [title(part) for part in row["activities"]],
        "skill": list(traits(row, "skill")),
        "interest": list(traits(row, "interest")),
        "updated_on": row["updated_on"],
        "updated_by": row["updated_by"],
    }


def title(part: Record) -> str:
    """An activity as the screens show it; one that its set has lost is its code."""
    known = load_activities(part["activity_set"]).get(part["activity"])
    return known.title if known else part["activity"]


def list_programs(desk: Desk, wanted: ProgramFilters, page: Page) -> Listing:
    """Every program, narrowed by what is given (IS-36)."""
    with desk.reading() as store:
        actor(store, desk.user).require(Duty.READ)
        current = state_fiscal_year(desk.today)
        records = [record_of(row, current) for row in rows_of_all(store)]
    rows = [
        record
        for record in records
        if contains(record["provider"], wanted.provider)
        and wanted.fiscal_year in (None, record["fiscal_year"])
        and contains(record["location"], wanted.location)
        and (wanted.activity is None or wanted.activity.upper() in record["activity"])
    ]
    empty = "No program is set up. wioatrack program add --provider ID --name NAME"
    return Listing(
        "program",
        paged(rows, page, headers.PROGRAM),
        COLUMNS,
        empty,
        LABELS,
        keys=headers.PROGRAM,
    )
