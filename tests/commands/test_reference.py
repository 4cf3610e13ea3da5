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


def test_what_is_not_said_is_null_and_rows_are_numbered(made):
    """In every list: a column of words answers neither no nor with empty words."""
    lists = made("reference", "list")
    found = made("reference", "find", "training")
    shown = {row["list"]: made("reference", "show", row["list"]) for row in lists}

    for rows in (lists, found, *shown.values()):
        assert [row["id"] for row in rows] == list(range(1, len(rows) + 1))
    for name, rows in shown.items():
        for field in rows[0]:
            kinds = {type(row[field]) for row in rows} - {type(None)}
            assert kinds == {bool} or bool not in kinds, (name, field)
            empty = "" in [row[field] for row in rows]
            assert not empty or field == "unit", (name, field)
