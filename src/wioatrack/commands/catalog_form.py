"""The guided form of a catalogue entry: six tabs, each saved before the next.

Going back shows what is on file; Ctrl-C leaves the draft as the last tab saved it.
"""

from typing import Any

from wioatrack.actions.results import Done, Refused
from wioatrack.commands import catalog_questions as questions
from wioatrack.commands.context import AppContext, error, note, say
from wioatrack.entries.catalog import CatalogEntry
from wioatrack.entries.fields import Field, UnreadableWords, fields_of, read_words
from wioatrack.errors import BadEntry
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its title, and the asker of each of its fields."""

    title: str
    asked: tuple[tuple[str, questions.Asker], ...]


TABS = (
    Tab(
        "Credential details",
        (
            ("name", questions.ask_text),
            ("type", questions.ask_choice),
            ("description", questions.ask_text),
            ("issuer", questions.ask_text),
            ("page", questions.ask_text),
            ("language", questions.ask_text),
            ("credential_status", questions.ask_choice),
        ),
    ),
    Tab(
        "Occupation and sector",
        (("occupation", questions.ask_occupations), ("sector", questions.ask_sectors)),
    ),
    Tab(
        "Related credentials",
        (("related", questions.ask_relations), ("required", questions.ask_relations)),
    ),
    Tab("Skills and experience", (("skill", questions.ask_skills),)),
    Tab("Education providers", (("program", questions.ask_programs),)),
    Tab("Additional notes", (("note", questions.ask_notes),)),
)
FIELDS = {field.name: field for field in fields_of(CatalogEntry)}
BACK, ON, STOP = "back", "on", "stop"


def walk(context: AppContext, catalog_id: int | None) -> None:
    """Every tab in turn, from the first one; the last one offers to publish."""
    from wioatrack.actions.catalog import show_entry
    from wioatrack.actions.catalog_publishing import publish_entry

    if context.json:
        raise BadEntry(
            "A form that is filled in at a terminal has no JSON.",
            "wioatrack catalog add --json takes the same as options.",
        )
    if not context.may_ask:
        raise BadEntry(
            "The guided form needs a terminal.",
            "wioatrack catalog add takes the same as options.",
        )
    record: dict[str, Any] = {"credential_status": "active"}
    if catalog_id is not None:
        record = show_entry(context.desk, catalog_id)
    at = 0
    while True:
        saved = tab(context, at, record)
        if saved is None:
            continue
        record = saved
        step = next_step(at)
        if step == STOP:
            say(f"Entry {record['id']} is a draft; wioatrack catalog guide "
                f"{record['id']} goes on.")  # fmt: skip
            return
        if step == ON and at + 1 == len(TABS):
            context.finish(publish_entry(context.desk, record["id"]))
            return
        at += 1 if step == ON else -1


def tab(context: AppContext, at: int, record: dict[str, Any]) -> dict[str, Any] | None:
    """Ask one tab and save it: the record as it is now, or none if it was refused."""
    say(f"\nTab {at + 1} of {len(TABS)}: {TABS[at].title}")
    words = {}
    for name, asker in TABS[at].asked:
        answered = asker(context, FIELDS[name], record)
        if answered is not None:
            words[name] = answered
    if not words and "id" in record:
        note("Nothing was changed.")
        return record
    result = save(context, words, record)
    if isinstance(result, Refused):
        error(result.error)
        return None
    note(f"Draft {result.record['id']} is saved.")
    return result.record


def save(
    context: AppContext, words: dict[str, Any], record: dict[str, Any]
) -> Done | Refused:
    """The tab's answers, through the same door as the options."""
    from wioatrack.actions.catalog import add_entry, edit_entry

    fields: list[Field] = list(FIELDS.values())
    values, complaints = read_words(fields, words, context.desk.lists, context.today)
    if complaints:
        raise UnreadableWords(complaints)
    if "id" in record:
        return edit_entry(context.desk, record["id"], values)
    return add_entry(context.desk, CatalogEntry(**values))


def next_step(at: int) -> str:
    """Where to go from a tab that is saved."""
    import questionary

    last = at + 1 == len(TABS)
    ahead = "Publish it" if last else f"Go on: {TABS[at + 1].title}"
    choices = [questionary.Choice(ahead, ON)]
    if at:
        choices.append(questionary.Choice(f"Go back: {TABS[at - 1].title}", BACK))
    choices.append(questionary.Choice("Stop here, the draft is kept", STOP))
    step: str = questionary.select("What next?", choices=choices).unsafe_ask()
    return step
