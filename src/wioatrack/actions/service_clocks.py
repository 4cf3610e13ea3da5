"""The services that hold exits off: of one case, and of all that may have run out."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from json import dumps

from wioatrack.actions.activities import stored_activity
from wioatrack.actions.cases import Case, day
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import iso
from wioatrack.actions.portions import portions
from wioatrack.actions.results import Record
from wioatrack.rulebooks import (
    Activity,
    load_activities,
    numbers_anywhere,
    set_names,
)
from wioatrack.rulebooks.activities import NEVER_QUALIFYING
from wioatrack.rules.federal_exits import COMMON, INACTIVE_DAYS, Clock, Spell, clock
from wioatrack.rules.rulebook import NotInForce, Rulebook
from wioatrack.store import Answers

# One row for an application without services, so that each says when it began.
SPELLS = """
SELECT s.id, a.id AS application_id, a.participant_id, a.profile, a.participation_date,
       x.date AS exited_on, s.activity_set, s.activity, s.activity_label,
       s.activity_group, s.status, s.planned_start, s.planned_end, s.start, s."end"
  FROM application a
  LEFT JOIN service s ON s.application_id = a.id
  LEFT JOIN exit x ON x.application_id = a.id AND x.voided_on IS NULL
 WHERE a.participant_id IN (SELECT value FROM json_each(:people)) ORDER BY s.id
"""
# Whoever is enrolled and has not exited: two indexes walked side by side. The LIMIT
# keeps the order, without which SQLite would sort.
ENROLLED = """(
      SELECT id FROM application WHERE enrollment = 'enrolled'
      EXCEPT SELECT application_id FROM exit WHERE voided_on IS NULL
       ORDER BY 1 LIMIT -1)"""
# An activity that its set has lost is of the group that is on file.
QUALIFIES = """(
             s.activity_set || ':' || s.activity
               IN (SELECT value FROM json_each(:qualifying))
             OR (s.activity_set || ':' || s.activity
                   NOT IN (SELECT value FROM json_each(:known))
               AND coalesce(s.activity_group, '')
                     NOT IN (SELECT value FROM json_each(:groups))))"""
# Of an application a: nothing that qualifies is being received or was received later
# than :before, and something was received at all, if only under another application of
# the person. More than the rule says, never less: the rule has the last word.
IDLE = """NOT EXISTS (
        SELECT 1 FROM service s INDEXED BY service_unfinished
         WHERE s.application_id = a.id AND s.status IN ('planned', 'started')
           AND s.status = 'started' AND (s.start IS NULL OR s.start <= :today)
           AND (s.planned_end IS NULL OR s.planned_end > :yesterday
                OR max(s.planned_end, coalesce(s.start, s.planned_end)) > :before)
           AND {QUALIFIES})
      AND NOT EXISTS (
        SELECT 1 FROM service s
         WHERE s.application_id = a.id AND s.status IN ('successful', 'unsuccessful')
           AND min(coalesce(s."end", s.start), :today) > :before
           AND coalesce(s.start, s."end") <= :today
           AND {QUALIFIES})
      AND (
        EXISTS (
          SELECT 1 FROM service s
           WHERE s.application_id = a.id
             AND s.status IN ('started', 'successful', 'unsuccessful'))
        OR EXISTS (
          SELECT 1 FROM application b CROSS JOIN service s ON s.application_id = b.id
           WHERE b.participant_id = a.participant_id
             AND s.status IN ('started', 'successful', 'unsuccessful')))""".replace(
    "{QUALIFIES}", QUALIFIES
)
RUN_OUT = """
SELECT a.id AS application_id, a.participant_id, a.number AS application, a.profile,
       a.region, a.office, a.provider, a.created_by,
       coalesce(p.state_id, p.individual_number, p.username) AS participant,
       p.group_name
  FROM {ENROLLED} e
 CROSS JOIN application a ON a.id = e.id
 CROSS JOIN participant p ON p.id = a.participant_id
 WHERE {IDLE}
 ORDER BY a.id
""".replace("{ENROLLED}", ENROLLED).replace("{IDLE}", IDLE)
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
    rows: Sequence[Record], application_id: int, profile: str, desk: Desk
) -> Clock:
    """The clock of an application, from the services of its person."""
    book = desk.rulebook(profile)
    common = shares(book, desk.today)
    begun = next(
        (
            row["participation_date"]
            for row in rows
            if row["application_id"] == application_id
        ),
        None,
    )
    spells = [
        spell_of(row, activity)
        for row in rows
        if row["id"] is not None
        and (
            row["application_id"] == application_id
            or (common and covers(row, begun, desk))
        )
        and (activity := stored_activity(row)).qualifying
    ]
    return clock(spells, desk.today, book)


def covers(row: Record, begun: str | None, desk: Desk) -> bool:
    """Whether the common exit of an application that began on a day covers this one.

    Who was exited from it before that day is in a new period of participation.
    """
    earlier = begun and row["exited_on"] and row["exited_on"] < begun
    return not earlier and shares(desk.rulebook(row["profile"]), desk.today)


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
    given = idle_since(desk.today, before)
    found = [row for row in store.ask(RUN_OUT, **given) if sees(row)]
    for row, ran in clocks(store, desk, found):
        if not ran.running and ran.last_service and ran.last_service <= before:
            yield row, ran


def clocks(
    store: Answers, desk: Desk, found: list[Record]
) -> Iterator[tuple[Record, Clock]]:
    """The clocks of some applications, a few hundred at a time."""
    for some in portions(found):
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
    before = until - timedelta(days=fewest_days())
    for row, ran in run_out(store, desk, before, sees):
        if ran.reached_on is not None and ran.reached_on <= until:
            yield row, ran


def fewest_days() -> int:
    """The least days without service after which any profile says that one exits."""
    return min(numbers_anywhere(INACTIVE_DAYS))


def idle_since(today: date, before: date) -> dict[str, str]:
    """What IDLE asks by: the days, and which activities hold an exit off."""
    activities = [
        activity
        for name in set_names()
        for activity in load_activities(name).activities.values()
    ]
    return {
        "today": today.isoformat(),
        "yesterday": (today - timedelta(days=1)).isoformat(),
        "before": before.isoformat(),
        "qualifying": dumps([key_of(one) for one in activities if one.qualifying]),
        "known": dumps([key_of(one) for one in activities]),
        "groups": dumps(NEVER_QUALIFYING),
    }


def key_of(activity: Activity) -> str:
    """An activity as questions name it: SET:CODE."""
    return f"{activity.set}:{activity.code}"
