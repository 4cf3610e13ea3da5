"""What sets apart a goal or step of every plan that nobody has taken up, as SQL.

`t` is the goal or the service. Such records are listed and handed on once somebody has
begun them, or planned a day for them.
"""

SERVICE_TAKEN_UP = """NOT (t.prepopulated AND t.status = 'planned'
 AND coalesce(t.planned_start, t.planned_end, t.start) IS NULL)"""
GOAL_TAKEN_UP = """NOT (t.prepopulated AND t.status = 'not-started' AND NOT EXISTS (
 SELECT 1 FROM service s WHERE s.goal_id = t.id AND NOT (s.prepopulated
 AND s.status = 'planned'
 AND coalesce(s.planned_start, s.planned_end, s.start) IS NULL)))"""
