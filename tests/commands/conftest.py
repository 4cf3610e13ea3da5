"""What the tests of several commands ask of an answer."""

from collections.abc import Callable
from typing import Any

import pytest

Answer = dict[str, Any]


@pytest.fixture
def rules() -> Callable[[Answer], dict[str, Answer]]:
    """The findings of an answer by their rule."""

    def rules(answer: Answer) -> dict[str, Answer]:
        return {finding["rule"]: finding for finding in answer["findings"]}

    return rules
