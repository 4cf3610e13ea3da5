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
    "goal": ("wioatrack.commands.goal", "What participants work towards."),
    "plan": (
        "wioatrack.commands.plan",
        "The plan of a case: overview, agreement, paper copy.",
    ),
    "pathway": ("wioatrack.commands.pathway", "The career path a customer wants."),
    "provider": (
        "wioatrack.commands.provider",
        "Agencies and offices that provide services.",
    ),
    "program": (
        "wioatrack.commands.program",
        "What providers offer: what may be added to plans.",
    ),
    "referral": ("wioatrack.commands.referral", "Participants sent to providers."),
    "service": (
        "wioatrack.commands.service",
        "Activities, support services and referrals of a plan.",
    ),
    "payment": (
        "wioatrack.commands.payment",
        "Payments of support services, against their maximum.",
    ),
    "override": (
        "wioatrack.commands.override",
        "Requests to raise the maximum of a support service.",
    ),
    "attendance": (
        "wioatrack.commands.attendance",
        "Attendance by the week, Sunday to Saturday.",
    ),
    "employer": (
        "wioatrack.commands.employer",
        "Employers that people are placed with.",
    ),
    "worksite": ("wioatrack.commands.worksite", "Worksites of employers."),
    "job": ("wioatrack.commands.job", "Jobs at worksites, and their openings."),
    "placement": (
        "wioatrack.commands.placement",
        "Placements at worksites: wages, days, follow-up.",
    ),
    "followup": (
        "wioatrack.commands.followup",
        "What is to be followed up, and when.",
    ),
    "assessment": ("wioatrack.commands.assessment", "Tests taken, and their summary."),
    "msg": (
        "wioatrack.commands.msg",
        "Measurable skill gains, and whether they count.",
    ),
    "credential": (
        "wioatrack.commands.credential",
        "Credentials a participant has earned.",
    ),
    "catalog": (
        "wioatrack.commands.catalog",
        "Credentials that can be earned: described, published, exchanged.",
    ),
    "exit": (
        "wioatrack.commands.exit",
        "Leaving the program: what must be done first.",
    ),
    "employment": ("wioatrack.commands.employment", "Jobs after the program."),
    "note": ("wioatrack.commands.note", "Case notes."),
    "story": ("wioatrack.commands.story", "Success stories."),
    "document": (
        "wioatrack.commands.document",
        "Files kept by their hash, as evidence.",
    ),
    "report": ("wioatrack.commands.report", "Figures over the caseload."),
    "user": ("wioatrack.commands.user", "Who uses this database, and in which role."),
    "db": ("wioatrack.commands.db", "The database: look, check, copy, restore."),
    "rules": (
        "wioatrack.commands.rules",
        "The rules: where each holds, why it says what it says.",
    ),
    "reference": (
        "wioatrack.commands.reference",
        "Code lists, activities, limits and occupations.",
    ),
}

# Commands without a noun: name -> module, function, one line of help.
COMMANDS: dict[str, tuple[str, str, str]] = {
    "init": ("wioatrack.commands.init", "init", "Make a new database."),
    "demo": ("wioatrack.commands.demo", "demo", "A synthetic caseload and a tour."),
    "agenda": (
        "wioatrack.commands.agenda",
        "agenda",
        "Every clock of every participant in one list.",
    ),
    "summary": ("wioatrack.commands.summary", "summary", "Where a participant stands."),
    "log": ("wioatrack.commands.log", "log", "Who changed what, when, old and new."),
    "undo": ("wioatrack.commands.log", "undo", "Take one command back."),
    "doctor": (
        "wioatrack.commands.doctor",
        "doctor",
        "Whether the database is in good shape.",
    ),
    "import": ("wioatrack.commands.batches", "import_", "Load a file of records."),
    "export": ("wioatrack.commands.batches", "export", "Print records as a file."),
    "template": ("wioatrack.commands.batches", "template", "Print a file's columns."),
    "batch": ("wioatrack.commands.batch", "batch", "Run many commands in one go."),
}
