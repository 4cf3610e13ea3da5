"""`template NOUN`: the columns of a file, and what each takes."""

from typing import Any

from wioatrack.actions.batches.register import NOUNS, noun_named


def template_of(noun_name: str) -> dict[str, Any]:
    """The columns in order; `refers` names the noun and how its records are named."""
    noun = noun_named(noun_name)
    return {
        "noun": noun.name,
        "key": noun.key,
        "columns": [
            {
                "name": column.name,
                "required": column.required,
                "kind": column.kind.metavar,
                "list": column.kind.list_name or None,
                "many": column.many,
                "help": column.help,
                "refers": refers(noun.refers.get(column.name)),
            }
            for column in noun.columns
        ],
    }


def refers(noun_name: str | None) -> dict[str, str] | None:
    """How a record of another noun is named."""
    if noun_name is None:
        return None
    return {"noun": noun_name, "by": f"its id, or {NOUNS[noun_name].key}"}
