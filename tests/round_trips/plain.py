"""For every noun one row that nobody could object to."""

from typing import Any

from .worlds import Token

PLAIN: dict[str, dict[str, Any]] = {
    "participant": {"state_id": "S-new", "first_name": "Ann", "last_name": "Lee"},
    "application": {"participant": "S-ala", "profile": "alabama", "number": "N-1"},
    "assessment": {"application": "ala", "name": "TABE"},
    "goal": {"application": "ala", "statement": "Work", "category": "career-plan",
             "term": "short"},
    "provider": {"name": "New"},
    "program": {"provider": "=Sum", "name": "New"},
    "employer": {"name": "New"},
    "worksite": {"employer": Token("e-acme"), "name": "New"},
    "job": {"worksite": Token("w-plain"), "title": "New"},
    "service": {"application": "cal", "activity": "101"},
    "placement": {"application": "ise", "activity": "CW", "job": Token("j-at"),
                  "goal": Token("g-plain"), "status": "planned", "start": "2023-01-03",
                  "planned_end": "2023-02-01", "hours": "20", "subsidized_wage": "13",
                  "position": "full-time"},
    "attendance": {"service": Token("s-be"), "day": "2022-01-03", "in": "08:00"},
    "note": {"application": "ala", "date": "2022-01-03", "message": "Called."},
    "credential": {"application": "ala", "type": "other-recognized",
                   "date": "2022-01-03"},
    "msg": {"application": "ala", "type": "diploma", "date": "2022-01-03"},
    "payment": {"service": Token("s-test"), "method": "check", "date": "2022-01-03",
                "amount": "10", "paid_by": "wioa"},
    "override": {"service": Token("s-Cloth"), "amount": "10", "reason": "Cold."},
    "exit": {"application": "leaves1", "date": "2022-01-03"},
    "employment": {"application": "ala", "employer": "Acme", "title": "Cook",
                   "start": "2022-01-03", "city": "C", "state": "IL", "zip": "60601",
                   "duties": "Cooks.", "hours": "20"},
    "followup": {"application": "ala", "due": "2022-01-03"},
    "catalog": {"name": "New", "type": "other-recognized"},
    "story": {"application": "ala", "title": "New", "text": "A story."},
}  # fmt: skip
