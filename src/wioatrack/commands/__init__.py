"""Command groups, in the order `--help` lists them: name -> module, one line of help.

A group's module is imported when its name is used, so that forty nouns cost `--help`
no more than one.
"""

GROUPS: dict[str, tuple[str, str]] = {
    "participant": (
        "wioatrack.commands.participant",
        "People, and how they are found.",
    ),
    "application": (
        "wioatrack.commands.application",
        "Periods of participation; every other record belongs to one.",
    ),
    "credential": (
        "wioatrack.commands.credential",
        "Credentials a participant has earned.",
    ),
    "exit": ("wioatrack.commands.exit", "Leaving the program: what must be done first."),
    "user": ("wioatrack.commands.user", "Who uses this database, and in which role."),
}

# Commands without a noun: name -> module, function, one line of help.
COMMANDS: dict[str, tuple[str, str, str]] = {
    "init": ("wioatrack.commands.init", "init", "Make a new database."),
    "summary": ("wioatrack.commands.summary", "summary", "Where a participant stands."),
}
