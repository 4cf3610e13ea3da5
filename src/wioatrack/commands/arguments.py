"""The arguments that many commands share: whose record it is, and which one."""

from typing import Annotated

import typer

Who = Annotated[
    str,
    typer.Argument(
        metavar="WHO",
        help="Application number, state id, individual number or username.",
        show_default=False,
    ),
]
Person = Annotated[
    str,
    typer.Argument(
        metavar="PERSON",
        help="State id, individual number or username.",
        show_default=False,
    ),
]
Replace = Annotated[
    bool, typer.Option("--replace", help="Take the place of a file that is there.")
]
# Above this SQLite, and readers of JSON, lose digits.
LARGEST_ID = 2**53 - 1
RecordId = Annotated[
    int,
    typer.Argument(
        metavar="ID", help="The record's id.", min=1, max=LARGEST_ID, show_default=False
    ),
]
