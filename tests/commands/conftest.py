"""What the tests of several commands ask of an answer."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Answer = dict[str, Any]


@pytest.fixture
def rules() -> Callable[[Answer], dict[str, Answer]]:
    """The findings of an answer by their rule."""

    def rules(answer: Answer) -> dict[str, Answer]:
        return {finding["rule"]: finding for finding in answer["findings"]}

    return rules


@pytest.fixture
def load(wioatrack: Any, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Import what is written here, and give back the JSON; `code` is the exit code."""

    def load(
        noun: str,
        content: str | bytes,
        *words: str,
        code: int = 0,
        name: str = "rows.csv",
    ) -> dict[str, Any]:
        file = tmp_path / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        keeps = "--keep-good" in words
        result = wioatrack(
            "import", noun, file, *words, "--json", code=code, keeps=keeps
        )
        answer: dict[str, Any] = json.loads(result.stdout)
        return answer

    return load
