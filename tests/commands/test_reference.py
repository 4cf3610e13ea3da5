"""`wioatrack reference`"""

import pytest


@pytest.mark.covers("OUT-17", "OUT-41")
def test_the_tool_carries_its_own_definitions_of_the_gains(made):
    """Every type says in a sentence what it takes, and which federal type it is."""
    types = {row["code"]: row["note"] for row in made("reference", "show", "msg-type")}

    assert list(types) == [
        "efl", "secondary", "postsecondary", "milestone", "progression", "diploma"
    ]  # fmt: skip
    for code, federal in (("efl", 1), ("diploma", 2), ("secondary", 3),
                          ("postsecondary", 3), ("milestone", 4), ("progression", 5)):  # fmt: skip
        assert types[code].startswith(f"federal type {federal}: ")
    assert "two consecutive semesters" in types["postsecondary"]
