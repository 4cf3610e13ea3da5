"""Where an export finds what is not kept under a column's own name, in SQL."""

SITUATIONS = """(SELECT json_group_array(x.situation) FROM (
  SELECT situation FROM service_situation WHERE service_id = {id} ORDER BY id) x)"""
WAIVED = """(SELECT json_group_array(x.said) FROM (SELECT w.{column} AS said
  FROM waiver w WHERE w.noun = '{noun}' AND w.record_id = t.id
   AND w.id = (SELECT max(o.id) FROM waiver o WHERE o.noun = w.noun
     AND o.record_id = w.record_id AND o.rule = w.rule)
 ORDER BY w.id) x)"""
RECIPIENTS = """CASE WHEN t.recipients IS NOT NULL
 THEN '["' || replace(t.recipients, ',', '","') || '"]' END"""
# The application's own provider goes without saying, unless it has another by now.
PROVIDER = """CASE WHEN {t}.provider_kind = 'none' THEN 'none'
 WHEN {t}.provider_kind = 'grantee' AND coalesce({t}.provider_address,
   {t}.provider_city, {t}.provider_state, {t}.provider_zip) IS NULL
   AND {t}.provider_name IS (SELECT c.provider FROM application c
     WHERE c.id = {t}.application_id) THEN NULL
 ELSE {t}.provider_name END"""
# Codes changed their meaning between sets, so the set is asked for with the code.
ACTIVITY = "{t}.activity_set || ':' || {t}.activity"
OFFERED = f"""(SELECT json_group_array(x.words) FROM (
  SELECT {ACTIVITY.format(t="y")} AS words FROM program_activity y
   WHERE y.program_id = t.id ORDER BY y.id) x)"""  # noqa: S608
UNPLACED = "NOT EXISTS (SELECT 1 FROM placement x WHERE x.service_id = t.id) AND "
WEEK = "(SELECT w.service_id FROM attendance_week w WHERE w.id = t.attendance_week_id)"
THESE = "(SELECT value FROM json_each(:parents))"
ON_SERVICE = f"t.service_id IN {THESE}"
OF_CASE = f"""t.service_id IN (SELECT s.id FROM service s
 WHERE s.application_id IN {THESE})"""  # noqa: S608
OF_WEEKS = f"""t.attendance_week_id IN (SELECT w.id FROM attendance_week w
 WHERE w.service_id IN {THESE})"""  # noqa: S608
TRAIT = """(SELECT json_group_array(x.words) FROM (SELECT words FROM program_trait
  WHERE program_id = t.id AND kind = '{kind}' ORDER BY id) x)"""
# Another database gives other ids, so a file is named by what it holds.
DOCUMENT = """(SELECT 'sha256:' || d.sha256 FROM document d
  WHERE d.id = t.document_id)"""
OF_PLACEMENT = "(SELECT s.{column} FROM service s WHERE s.id = t.service_id)"
PLACED = {
    "provider": OF_PLACEMENT.replace("s.{column}", PROVIDER.format(t="s")),
    "situation": SITUATIONS.format(id="t.service_id"),
    "hours": OF_PLACEMENT.format(column="hours_hundredths"),
    "goal": OF_PLACEMENT.format(column="goal_id"),
    "minimum_wage": "coalesce(t.minimum_wage_of, t.minimum_wage_cents)",
    # A planned one has its start as the planned start of its service.
    "start": OF_PLACEMENT.replace("s.{column}", "coalesce(s.start, s.planned_start)"),
    "activity": OF_PLACEMENT.replace("s.{column}", ACTIVITY.format(t="s")),
} | {
    name: OF_PLACEMENT.format(column=f'"{name}"')
    for name in ("status", "planned_end", "end", "note")
}

LISTED = """(SELECT json_group_array(x.words) FROM (SELECT {words} AS words
  FROM {table} WHERE catalog_entry_id = t.id{only} ORDER BY id) x)"""
NAMED = """coalesce((SELECT x.ctid FROM catalog_entry x WHERE x.id = target_id),
  cip || ':' || type)"""
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
