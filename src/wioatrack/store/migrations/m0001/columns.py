"""Columns that the first schema repeats. Frozen with it.

A day must be one that exists: SQLite's `date('2024-02-30')` may return its argument
unchanged, and only a modifier makes it count the days.
"""

ID = "id INTEGER PRIMARY KEY AUTOINCREMENT"
YEAR_MONTH_DAY = "'[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"


def day(name: str, *, needed: bool = False) -> str:
    """An ISO date."""
    return (
        f"{name} TEXT{' NOT NULL' if needed else ''} CHECK ({name} IS NULL OR "
        f"({name} GLOB {YEAR_MONTH_DAY} AND date({name}, '+0 days') IS {name}))"
    )


def word(name: str, *choices: str, needed: bool = False) -> str:
    """A code of a list, or one of the words that rules reason with."""
    chosen = ", ".join(f"'{choice}'" for choice in choices)
    check = f"{name} IN ({chosen})" if choices else f"trim({name}) <> ''"
    return f"{name} TEXT{' NOT NULL' if needed else ''} CHECK ({check})"


def flag(name: str) -> str:
    """Yes, no, or not said."""
    return f"{name} INTEGER CHECK ({name} IN (0, 1))"


def sure(name: str, default: int = 0) -> str:
    """Yes or no."""
    return f"{name} INTEGER NOT NULL DEFAULT {default} CHECK ({name} IN (0, 1))"


def count(name: str, *, least: int = 0, needed: bool = False) -> str:
    """A whole number, small enough that sums stay exact."""
    return (
        f"{name} INTEGER{' NOT NULL' if needed else ''} "
        f"CHECK ({name} BETWEEN {least} AND 1000000000000)"
    )


def of(parent: str, *, needed: bool = True, name: str = "") -> str:
    """A reference to another record."""
    return (
        f"{name or parent + '_id'} INTEGER{' NOT NULL' if needed else ''} "
        f"REFERENCES {parent} (id)"
    )


MADE = f"{day('created_on', needed=True)}, {word('created_by', needed=True)}"
UPDATED = f"{day('updated_on', needed=True)}, {word('updated_by', needed=True)}"
