"""`wioatrack rules …`"""

from typing import Annotated

import typer

from wioatrack.commands.options import Page, answers, lists

app = typer.Typer(
    no_args_is_help=True, help="The rules: where each holds, why it says what it says."
)

JUDGED = (
    "participant, application or plan, by their WHO; or credential, service, placement, "
    "payment, override, goal, msg, exit, employment, followup or catalog, by the id."
)


@app.command("list")
@lists()
def list_(ctx: typer.Context, page: Page) -> None:
    """Every rule, and how hard it holds in each profile."""
    from wioatrack.actions.rule_cards import list_rules

    ctx.obj.table(list_rules(page))


@app.command("show")
@answers
def show(
    ctx: typer.Context,
    rule: Annotated[str, typer.Argument(metavar="RULE", help="A rule's id.")],
) -> None:
    """One rule: its question, its dated values, its sources, the readings not taken."""
    from wioatrack.actions.rule_cards import show_rule
    from wioatrack.render import rulings

    found = show_rule(rule)
    ctx.obj.tell(found, rulings.rule(found))


@app.command("why")
@answers
def why(
    ctx: typer.Context,
    noun: Annotated[str, typer.Argument(metavar="NOUN", help=JUDGED)],
    record: Annotated[
        str, typer.Argument(metavar="ID", help="The record's id, or the WHO.")
    ],
) -> None:
    """What the rules say of a record on file, from which facts and which values."""
    from wioatrack.actions.rejudging import explain
    from wioatrack.render import rulings

    found = explain(ctx.obj.desk, noun, record)
    ctx.obj.tell(found, rulings.explained(found))
