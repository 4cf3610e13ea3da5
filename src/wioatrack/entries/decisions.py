"""Answers to the decision tree on one credential, as typed."""

import datetime as dt
from typing import Annotated, ClassVar

from wioatrack.entries.fields import RequiredWhen
from wioatrack.entries.kinds import DAY, YES_NO, code
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionEntry:
    """What the tree asks; the kind of credential is the one on file."""

    skills: Annotated[str, code("skills-kind"), "What does it certify?"]
    issuer_kind: Annotated[str, code("issuer-kind"), "Who awards it?"]
    in_demand: Annotated[
        bool | None, YES_NO, "Is the occupation in demand in the local area?"
    ] = None
    through_vr: Annotated[
        bool, YES_NO, "A graduate degree through Vocational Rehabilitation."
    ] = False
    enrolled: Annotated[
        dt.date | None, DAY, "Day of entering postsecondary education after exit."
    ] = None

    # Asked at a terminal where it matters; elsewhere it may be left out.
    ASKED_WHEN: ClassVar[RequiredWhen] = {("skills", "industry"): ("in_demand",)}
