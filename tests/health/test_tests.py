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
            case ast.Assert(test=ast.Call(keywords=given)) if named(given, "code"):
                yield node


def named(keywords: list[ast.keyword], name: str) -> bool:
    return name in {given.arg for given in keywords}


def test_a_refusal_is_claimed_by_its_words() -> None:
    """An exit code alone would hold for another reason as well: `says` gives it."""
    silent = [
        place(path, node)
        for path in FILES
        for node, call in thrown_away(path)
        if must_fail(call) and not named(call.keywords, "says")
    ]

    silent += [place(path, node) for path in FILES for node in codes_alone(path)]

    assert silent == []


def each_test(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node


def claims_something(node: ast.FunctionDef) -> bool:
    """An assert, an exception that must come, or words that a run must say."""
    for part in ast.walk(node):
        match part:
            case ast.Assert(test=claimed):
                if not isinstance(claimed, ast.Constant):
                    return True
            case ast.Call(func=called, keywords=given):
                if getattr(called, "attr", "") == "raises" or named(given, "says"):
                    return True
    return False


def test_every_test_can_fail() -> None:
    """One that only runs what it is about holds whatever comes of it."""
    idle = [
        place(path, node)
        for path in FILES
        for node in each_test(path)
        if not claims_something(node)
    ]

    assert len(FILES) > 80
    assert idle == []
