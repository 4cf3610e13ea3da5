"""What people type for a command or an option that goes by another name here."""

import json
from typing import Any

import pytest
import typer

from wioatrack.cli import app
from wioatrack.commands import COMMANDS as ALONE
from wioatrack.commands import GROUPS
from wioatrack.commands.guesses import BEFORE_THE_NOUN, COMMANDS, OPTIONS, VERBS


def program() -> Any:
    return typer.main.get_command(app)


def verbs_of(noun: str) -> Any:
    return program().get_command(None, noun)


def every_command() -> list[Any]:
    found = [program().get_command(None, name) for name in ALONE]
    for noun in GROUPS:
        group = verbs_of(noun)
        found += [group.get_command(None, verb) for verb in group.list_commands(None)]
    return found


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("participant", "update", "1"), "Did you mean: wioatrack participant edit"),
        (("service", "edit", "3"), "Did you mean: wioatrack service update"),
        (("payment", "delete", "3"), "Did you mean: wioatrack payment remove"),
        (("participant", "delete", "3"),
         "wioatrack log shows its handle; wioatrack undo HANDLE takes it back."),
        (("note", "show", "3"), "Did you mean: wioatrack note list"),
        (("override", "approve", "3"), "Did you mean: wioatrack override review"),
        (("redo",), "Did you mean: wioatrack undo"),
        (("participants", "list"), "Did you mean: wioatrack participant"),
        (("search", "x"), "Did you mean: wioatrack participant find"),
        (("participant", "add", "--dob", "2000-01-01"), "Did you mean --birth-date?"),
        (("application", "add", "1", "--start", "2023-01-01"),
         "Did you mean --participation-date?"),
        (("exit", "void", "1", "--reason", "x"), "Did you mean --because?"),
        (("participant", "list", "--as-of", "2020-01-01"),
         "It stands before the noun: wioatrack --as-of DATE participant list ..."),
        (("--csv", "participant", "list"),
         "It stands at the end: wioatrack participant list ... --csv"),
        (("--user", "ore", "--limit", "3", "goal", "list", "314992"),
         "It stands at the end: wioatrack goal list ... --limit"),
        (("participant", "--csv", "list"),
         "It stands at the end: wioatrack participant list ... --csv"),
        (("--csv", "agenda"), "It stands at the end: wioatrack agenda ... --csv"),
    ],
)  # fmt: skip
def test_a_name_of_another_program_is_answered_with_ours(
    run: Any, words: tuple[str, ...], says: str
) -> None:
    """Exit 2, one sentence of what is not there, and the words that are."""
    told = run(*words, code=2).output

    first, second = told.splitlines()
    assert first.startswith("Error: No such ")
    assert second == says


@pytest.mark.parametrize("words", [("--json", "agenda"), ("note", "--json", "list")])
def test_json_asked_for_at_the_wrong_place_is_answered_in_json(
    run: Any, words: tuple[str, ...]
) -> None:
    """Whoever wrote the script reads the answer with the same program."""
    told = json.loads(run(*words, code=2).stdout)

    command = " ".join(word for word in words if word != "--json")
    assert told["error"].endswith(f"wioatrack {command} ... --json")


def test_an_option_that_no_command_has_is_not_sent_elsewhere(run: Any) -> None:
    """Nor one of a command that was not named."""
    for words in (("--nosuch", "agenda"), ("--json",), ("--json", "nosuch", "list")):
        assert "at the end" not in run(*words, code=2).output


@pytest.mark.parametrize("noun", ["payment", "override", "placement"])
def test_a_list_of_everybody_says_how_it_is_narrowed(run: Any, noun: str) -> None:
    """Its WHO is an option, where other lists take it as it stands."""
    told = run(noun, "list", "12", code=2).output

    assert "takes no WHO: narrow it by --participant WHO or --service ID." in told


def test_words_that_look_alike_are_answered_as_before(run: Any) -> None:
    """A slip of the finger is found by how it looks."""
    told = run("particpant", "list", code=2).output

    assert "Did you mean 'participant'" in told
    assert "Try: wioatrack --help" in told


def test_every_guess_leads_to_something() -> None:
    """A name that is taken away takes its guesses with it."""
    verbs = {verb for noun in GROUPS for verb in verbs_of(noun).list_commands(None)}
    options = {
        name
        for command in every_command()
        for parameter in command.params
        for name in parameter.opts
    }
    single = {*ALONE, *GROUPS, "--help", "--version"}

    assert {verb for named in VERBS.values() for verb in named} <= verbs
    assert {option for named in OPTIONS.values() for option in named} <= options
    for named in COMMANDS.values():
        noun, _, verb = named.partition(" ")
        assert noun in single
        assert not verb or verb in verbs_of(noun).list_commands(None)
    assert set(BEFORE_THE_NOUN) <= {n for p in program().params for n in p.opts}
    assert not set(COMMANDS) & {*ALONE, *GROUPS}


@pytest.mark.parametrize(
    ("words", "misleads"),
    [
        (("participant", "list", "--all"), "--limit"),
        (("payment", "add", "1", "--override"), "--waive"),
        (("export", "participant", "--format", "csv"), "--json?"),
    ],
)
def test_a_guess_that_would_do_something_else_is_none(
    run: Any, words: tuple[str, ...], misleads: str
) -> None:
    """No hint is better than one that cuts a list short or waives a rule."""
    assert misleads not in run(*words, code=2).output
