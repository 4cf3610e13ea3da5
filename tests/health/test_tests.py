"""Promises about the tests themselves."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1]
FILES = sorted(TESTS.rglob("test_*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path, node: ast.stmt) -> str:
    return f"{path.relative_to(TESTS).as_posix()}:{node.lineno}"


def thrown_away(path: Path) -> Iterator[tuple[ast.stmt, ast.Call]]:
    """The calls whose answer nobody looks at."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            yield node, node.value


def must_fail(call: ast.Call) -> bool:
    """Whether a run is expected to end otherwise than by 0."""
    codes = [given.value for given in call.keywords if given.arg == "code"]
    return getattr(call.func, "id", "") == "refused" or any(
        not (isinstance(code, ast.Constant) and code.value == 0) for code in codes
    )


def codes_alone(path: Path) -> Iterator[ast.stmt]:
    """The asserts that look at nothing of a run but its code."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Assert(
                test=ast.Compare(left=ast.Attribute(value=ast.Call(), attr="exit_code"))
            ):
                yield node


def test_a_refusal_is_claimed_by_its_words() -> None:
    """An exit code alone would hold for another reason as well: `says` gives it."""
    silent = [
        place(path, node)
        for path in FILES
        for node, call in thrown_away(path)
        if must_fail(call) and "says" not in {given.arg for given in call.keywords}
    ]

    silent += [place(path, node) for path in FILES for node in codes_alone(path)]

    assert silent == []
