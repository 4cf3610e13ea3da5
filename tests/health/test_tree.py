"""Promises about the source as a whole."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import wioatrack

SOURCE = Path(wioatrack.__file__).parent
ROOT = Path(__file__).parents[2]
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST = 300
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b|pragma: no cover")
OPEN_HANDED = {"BaseException", "Exception"}


def named(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def public(path: Path) -> list[ast.ClassDef | ast.FunctionDef]:
    return [
        node
        for node in tree(path).body
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
        and not node.name.startswith("_")
    ]


def test_every_module_and_public_class_promises_something() -> None:
    """Its docstring; an enumeration of roles needs no sentence."""
    silent = [named(path) for path in MODULES if not ast.get_docstring(tree(path))]
    silent += [
        f"{named(path)}: {node.name}"
        for path in MODULES
        for node in public(path)
        if isinstance(node, ast.ClassDef)
        and not ast.get_docstring(node)
        and not is_table_of_words(node)
    ]

    assert silent == []


def is_table_of_words(node: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and "Enum" in base.id for base in node.bases)


def test_long_public_functions_say_what_they_promise() -> None:
    """A few lines may speak for themselves; more needs a sentence."""
    silent = [
        f"{named(path)}: {node.name}"
        for path in MODULES
        for node in public(path)
        if isinstance(node, ast.FunctionDef)
        and not ast.get_docstring(node)
        and (node.end_lineno or 0) - node.body[0].lineno >= 12
    ]

    assert silent == []


def test_no_module_is_too_long_to_read() -> None:
    """What grows past it falls apart into two."""
    long = {
        named(path): lines
        for path in MODULES
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }

    assert long == {}


def test_nothing_is_left_unfinished() -> None:
    """No notes to oneself, and no excuse from being tested."""
    left = [p for p in MODULES if UNFINISHED.search(p.read_text(encoding="utf-8"))]

    assert left == []


def test_nothing_catches_whatever_comes() -> None:
    """Only the last resort does; whoever cleans up raises again."""
    found = [
        f"{named(path)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and catches_everything(node)
        and not raises_again(node)
    ]

    last_resort = "commands/endings.py:"
    assert [place for place in found if not place.startswith(last_resort)] == []
    assert len(found) <= 1


def catches_everything(node: ast.ExceptHandler) -> bool:
    caught = node.type and ast.walk(node.type)
    return caught is None or any(
        isinstance(name, ast.Name) and name.id in OPEN_HANDED for name in caught
    )


def raises_again(node: ast.ExceptHandler) -> bool:
    last = node.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_no_module_is_named_for_what_has_no_name() -> None:
    """A helper is a word that was not found."""
    names = {path.stem for path in MODULES} | {path.parent.name for path in MODULES}

    assert not names & {"utils", "util", "helpers", "helper", "core", "common", "misc"}


def test_dataclasses_are_the_lean_ones() -> None:
    """The standard ones cost a reading command a quarter of its time."""
    standard = re.compile(r"from dataclasses import .*\bdataclass\b")
    found = [
        named(path)
        for path in MODULES
        if standard.search(path.read_text(encoding="utf-8")) and path.stem != "lean"
    ]

    assert found == []


def test_data_is_packed_into_the_wheel() -> None:
    """Where `data_root` looks for it once it is installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    packed = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert packed == {"data": "wioatrack/_data"}


def test_layers_point_down() -> None:
    """import-linter's contracts, exhaustive over the package."""
    from importlinter.cli import lint_imports

    assert (
        lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0
    )
