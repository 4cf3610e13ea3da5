"""Where an export finds what is not kept under a column's own name, in SQL."""

SITUATIONS = """(SELECT json_group_array(x.situation) FROM (
  SELECT situation FROM service_situation WHERE service_id = {id} ORDER BY situation) x)"""
RECIPIENTS = """CASE WHEN t.recipients IS NOT NULL
 THEN '["' || replace(t.recipients, ',', '","') || '"]' END"""
PROVIDER = """CASE WHEN {t}.provider_kind = 'none' THEN 'none'
 WHEN {t}.provider_kind = 'grantee' THEN NULL ELSE {t}.provider_name END"""
UNPLACED = "NOT EXISTS (SELECT 1 FROM placement x WHERE x.service_id = t.id) AND "
WEEK = "(SELECT w.service_id FROM attendance_week w WHERE w.id = t.attendance_week_id)"
TRAIT = """(SELECT json_group_array(x.words) FROM (SELECT words FROM program_trait
  WHERE program_id = t.id AND kind = '{kind}' ORDER BY id) x)"""
OF_PLACEMENT = "(SELECT s.{column} FROM service s WHERE s.id = t.service_id)"
PLACED = {
    "provider": OF_PLACEMENT.replace("s.{column}", PROVIDER.format(t="s")),
    "situation": SITUATIONS.format(id="t.service_id"),
    "hours": OF_PLACEMENT.format(column="hours_hundredths"),
    "goal": OF_PLACEMENT.format(column="goal_id"),
    "minimum_wage": "coalesce(t.minimum_wage_of, t.minimum_wage_cents)",
} | {
    name: OF_PLACEMENT.format(column=f'"{name}"')
    for name in ("activity", "status", "start", "planned_end", "end", "note")
}

LISTED = """(SELECT json_group_array(x.words) FROM (SELECT {words} AS words
  FROM {table} WHERE catalog_entry_id = t.id{only} ORDER BY id) x)"""
NAMED = "coalesce(CAST(target_id AS TEXT), cip || ':' || type)"
COLON = "replace({name}, ':', '\\:')"
SKILL = f"""{COLON.format(name="name")} || CASE WHEN value_hundredths IS NULL THEN '' ELSE
  printf(':%d.%02d:', value_hundredths / 100, value_hundredths % 100)
  || {COLON.format(name="unit")} || ':' || meaning END"""
CATALOGUED = {
    "class": "t.ctdl_class",
    "occupation": LISTED.format(
        words="coalesce(code, title)", table="catalog_occupation", only=""
    ),
    "sector": LISTED.format(words="sector", table="catalog_sector", only=""),
    "related": LISTED.format(
        words=NAMED, table="catalog_relation", only=" AND kind = 'related'"
    ),
    "required": LISTED.format(
        words=NAMED, table="catalog_relation", only=" AND kind = 'required'"
    ),
    "skill": LISTED.format(words=SKILL, table="catalog_skill", only=""),
    "program": LISTED.format(
        words=f"{COLON.format(name='name')} || ':' || "
        f"{COLON.format(name='provider')} || coalesce(':' || cip, '')",
        table="catalog_program",
        only="",
    ),
    # What editors tell each other never leaves.
    "note": "NULL",
}
