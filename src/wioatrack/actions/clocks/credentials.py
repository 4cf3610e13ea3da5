"""The last day on which a credential received after exit counts, until it passes."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from json import dumps
from shlex import quote

from wioatrack.actions.clocks.source import (
    Asked,
    Source,
    Ticking,
    codes_of,
    ticking,
)
from wioatrack.rulebooks import load_list, numbers_anywhere
from wioatrack.rules.dates import years_after
from wioatrack.rules.rulebook import NotInForce
from wioatrack.rules.windows import YEARS_AFTER_EXIT, last_day
from wioatrack.store import Answers

KIND = "credential"
# Whose records say that there is no credential to come has no deadline: a service that
# could lead to one is answered for, or there are services and none could. The plus keeps
# an index out of it that would fetch every exit on its own, and what is asked of x alone
# is asked before the other tables are read.
EXITED = """
SELECT x.date AS exited_on, a.id AS application_id,
       a.participant_id, a.number AS application, a.profile, a.office, a.provider,
       coalesce(p.state_id, p.individual_number, p.username) AS participant
  FROM exit x
  JOIN application a ON a.id = x.application_id
  JOIN participant p ON p.id = a.participant_id
 WHERE +x.voided_on IS NULL AND x.date BETWEEN :since AND :today
   AND coalesce(x.reason, '') NOT IN (SELECT value FROM json_each(:excluded))
   AND NOT EXISTS (SELECT 1 FROM credential c WHERE c.application_id = x.application_id)
   AND (
     EXISTS (
       SELECT 1 FROM service s
        WHERE s.application_id = x.application_id AND NOT s.no_credential
          AND s.status IN ('started', 'successful', 'unsuccessful')
          AND s.activity_set || ':' || s.activity
                IN (SELECT value FROM json_each(:leading)))
     OR NOT EXISTS (
       SELECT 1 FROM service s
        WHERE s.application_id = x.application_id
          AND NOT (s.prepopulated AND s.status = 'planned')))
"""


def rows(store: Answers, asked: Asked) -> Iterable[Ticking]:
    """By the law of each exit date (D1); a passed deadline is on no agenda."""
    horizon = asked.horizon(KIND)

    @cache
    def deadline(exited_on: str, profile: str) -> date | None:
        try:
            return last_day(date.fromisoformat(exited_on), asked.desk.rulebook(profile))
        except NotInForce:
            return None

    exited = store.ask(
        EXITED,
        since=earliest_exit(asked).isoformat(),
        today=asked.today.isoformat(),
        excluded=dumps(excluded_reasons()),
        leading=dumps(codes_of(lambda activity: activity.leads_to_credential)),
    )
    for row in asked.wanted(exited):
        last = deadline(row["exited_on"], row["profile"])
        if last is not None and asked.today <= last <= horizon:
            fix = (
                f"wioatrack credential add {quote(row['application'])} --type TYPE "
                "--date DATE; none to come: wioatrack service update ID --no-credential"
            )
            yield ticking(row, KIND, last, fix)


def earliest_exit(asked: Asked) -> date:
    """The first exit date whose deadline may still lie ahead in any profile."""
    years = max(numbers_anywhere(YEARS_AFTER_EXIT))
    return years_after(asked.today, -years) - timedelta(days=1)


def excluded_reasons() -> list[str]:
    """The exit reasons that the indicators leave out (PIRL element 923)."""
    codes = load_list("exit-reason").codes
    return [name for name, code in codes.items() if code.pirl not in ("", "00")]


SOURCE = Source(KIND, rows)
