"""How notes and contacts leave by the file, each note once."""

# A note that another record keeps as its own comes with that record.
OWN_NOTES = """NOT EXISTS (SELECT 1 FROM credential x WHERE x.note_id = t.id)
 AND NOT EXISTS (SELECT 1 FROM exit x WHERE x.note_id = t.id)
 AND NOT EXISTS (SELECT 1 FROM override_request x WHERE x.note_id = t.id)
 AND NOT EXISTS (SELECT 1 FROM followup_contact x JOIN followup f ON f.id = x.followup_id
  WHERE x.note_id = t.id AND f.closed_on IS NOT NULL
    AND x.id = (SELECT max(id) FROM followup_contact WHERE followup_id = f.id))"""
# A contact that was made comes back as made on that day; tries at an open one do not.
FOLLOWED = {
    "due": "coalesce(t.closed_on, t.due_date)",
    "outcome": "CASE WHEN t.closed_on IS NOT NULL THEN t.outcome END",
    "note": """(SELECT n.message FROM followup_contact c JOIN note n ON n.id = c.note_id
  WHERE c.followup_id = t.id AND t.closed_on IS NOT NULL ORDER BY c.id DESC)""",
}
