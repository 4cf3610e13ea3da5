"""Case notes, as typed."""

import datetime as dt
from typing import Annotated

from wioatrack.entries.fields import Many
from wioatrack.entries.kinds import DAY, LINE, TEXT, code
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteEntry:
    """A case note; it needs a subject or a message."""

    date: Annotated[dt.date, DAY, "Contact date."]
    subject: Annotated[str | None, LINE, "Subject."] = None
    message: Annotated[str | None, TEXT, "Message."] = None
    task: Annotated[str, code("case-note-task"), "What the note is about."] = "general"
    send: Annotated[
        str, code("send-mode"), "save, message or email (which sends a message too)."
    ] = "save"
    to: Annotated[
        tuple[str, ...], Many(code("recipient")), "team or customer; repeatable."
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFilters:
    """What narrows a list of case notes."""

    task: Annotated[str | None, code("case-note-task"), "What they are about."] = None
    author: Annotated[str | None, LINE, "Who wrote them."] = None
    since: Annotated[dt.date | None, DAY, "First contact date."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxFilters:
    """What narrows a list of mails."""

    state: Annotated[str | None, code("mail-state"), "What became of them."] = None
