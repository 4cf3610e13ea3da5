"""The kinds of clocks on the agenda: one module each, found by this table."""

# kind -> the module that has its SOURCE, in the order of the counts at a glance.
KINDS = {
    "follow-up": "wioatrack.actions.clocks.followups",
    "credential": "wioatrack.actions.clocks.credentials",
    "inactivity": "wioatrack.actions.clocks.inactivity",
    "override": "wioatrack.actions.clocks.overrides",
    "attendance": "wioatrack.actions.clocks.weeks",
    "plan": "wioatrack.actions.clocks.plans",
    "gain": "wioatrack.actions.clocks.gains",
    "untouched": "wioatrack.actions.clocks.untouched",
}
