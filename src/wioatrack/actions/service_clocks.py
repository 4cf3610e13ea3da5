"""The services that hold exits off: of one case, and of all that may have run out."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from json import dumps
from typing import Any

from wioatrack.actions.activities import stored_activity
from wioatrack.actions.cases import Case, day
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import iso
from wioatrack.actions.results import Record
from wioatrack.rulebooks import Activity, load_activities, load_profiles, set_names
from wioatrack.rulebooks.activities import NEVER_QUALIFYING
from wioatrack.rules.federal_exits import COMMON, INACTIVE_DAYS, Clock, Spell, clock
from wioatrack.rules.rulebook import NotInForce, Rulebook
from wioatrack.store import Answers

SPELLS = """
SELECT s.id, s.application_id, a.participant_id, a.profile, s.activity_set, s.activity,
       s.activity_label, s.activity_group, s.status, s.planned_start, s.planned_end,
       s.start, s."end"
  FROM application a JOIN service s ON s.application_id = a.id
 WHERE a.participant_id IN (SELECT value FROM json_each(:people)) ORDER BY s.id
"""
# An application whose services of its own ended early enough; the rule has the last word.
RUN_OUT = """
SELECT a.id AS application_id, a.participant_id, a.number AS application, a.profile,
       a.region, a.office, a.provider, a.created_by,
       coalesce(p.state_id, p.individual_number, p.username) AS participant,
       p.group_name
  FROM (
    SELECT s.application_id AS id, max(
             CASE s.status WHEN 'started' THEN coalesce(s.planned_end, '9999-12-31')
             ELSE coalesce(s."end", s.start) END) AS last
      FROM service s
     WHERE s.status IN ('started', 'successful', 'unsuccessful')
       AND coalesce(s.activity_group, '') NOT IN (SELECT value FROM json_each(:groups))
       AND s.activity_set || ':' || s.activity
             NOT IN (SELECT value FROM json_each(:codes))
     GROUP BY s.application_id) f
  JOIN application a ON a.id = f.id
  JOIN participant p ON p.id = a.participant_id
 WHERE f.last <= :before AND a.enrollment = 'enrolled'
   AND NOT EXISTS (
     SELECT 1 FROM exit x WHERE x.application_id = a.id AND x.voided_on IS NULL)
 ORDER BY a.id
"""
AT_ONCE = 500
PERSON = "person"


def clock_of(store: Answers, desk: Desk, case: Case) -> Clock:
    """The clock of one case today."""
    rows = store.ask(SPELLS, people=dumps([case.participant_id]))
    return clock_from(rows, case.application_id, case.profile, desk)


def federal_days(
    store: Answers, desk: Desk, participant_id: int, application_id: int, profile: str
) -> Record:
    """The last qualifying service, and the exit date that follows once it is final."""
    rows = store.ask(SPELLS, people=dumps([participant_id]))
    found = clock_from(rows, application_id, profile, desk)
    return {
        "last_service": iso(found.last_service),
        "federal_exit_date": iso(found.exited_on),
    }


def clock_from(
    rows: Iterable[Record], application_id: int, profile: str, desk: Desk
) -> Clock:
    """The clock of an application, from the services of its person."""
    book = desk.rulebook(profile)
    common = shares(book, desk.today)
    spells = [
        spell_of(row, activity)
        for row in rows
        if (
            row["application_id"] == application_id
            or (common and shares(desk.rulebook(row["profile"]), desk.today))
        )
        and (activity := stored_activity(row)).qualifying
    ]
    return clock(spells, desk.today, book)


def shares(book: Rulebook, today: date) -> bool:
    """Whether applications under this profile share a common exit."""
    try:
        return book.in_force(COMMON, on=today).word == PERSON
    except NotInForce:
        return False


def spell_of(row: Record, activity: Activity) -> Spell:
    """A stored service, as the clock sees it."""
    return Spell(
        row["id"],
        activity.title,
        row["status"],
        day(row["planned_start"]),
        day(row["planned_end"]),
        day(row["start"]),
        day(row["end"]),
    )


def run_out(
    store: Answers, desk: Desk, before: date, sees: Callable[[Record], bool]
) -> Iterator[tuple[Record, Clock]]:
    """Enrolled applications without a service after a day, with their clocks.

    SQL finds those whose own services ended by then; the rule decides, with the
    services of a common exit.
    """
    found = [
        row
        for row in store.ask(RUN_OUT, before=before.isoformat(), **never_qualifying())
        if sees(row)
    ]
    for row, ran in clocks(store, desk, found):
        if not ran.running and ran.last_service and ran.last_service <= before:
            yield row, ran


def clocks(
    store: Answers, desk: Desk, found: list[Record]
) -> Iterator[tuple[Record, Clock]]:
    """The clocks of some applications, a few hundred at a time."""
    for start in range(0, len(found), AT_ONCE):
        some = found[start : start + AT_ONCE]
        services: dict[int, list[Record]] = {}
        people = dumps(sorted({row["participant_id"] for row in some}))
        for row in store.ask(SPELLS, people=people):
            services.setdefault(row["participant_id"], []).append(row)
        for row in some:
            known = services[row["participant_id"]]
            yield row, clock_from(known, row["application_id"], row["profile"], desk)


def reaching(
    store: Answers, desk: Desk, until: date, sees: Callable[[Record], bool]
) -> Iterator[tuple[Record, Clock]]:
    """Those whose days without service are complete by a day."""
    before = until - timedelta(days=fewest_days(desk))
    for row, ran in run_out(store, desk, before, sees):
        if ran.reached_on is not None and ran.reached_on <= until:
            yield row, ran


def fewest_days(desk: Desk) -> int:
    """The least days without service after which any profile says that one exits."""
    return min(
        value.number
        for card in load_profiles()
        for value in desk.rulebook(card.name).values.get(INACTIVE_DAYS, ())
    )


def never_qualifying() -> dict[str, Any]:
    """The groups and activities that hold no exit off, for the question."""
    codes = [
        f"{activity.set}:{activity.code}"
        for name in set_names()
        for activity in load_activities(name).activities.values()
        if not activity.qualifying and activity.group not in NEVER_QUALIFYING
    ]
    return {"groups": dumps(NEVER_QUALIFYING), "codes": dumps(codes)}
