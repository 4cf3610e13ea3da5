"""What scripts may rely on in every answer."""

import json

import pytest

PINNED = ("credential.window", "credential.service-closed", "credential.case-note",
          "credential.required-fields", "credential.approved-list", "credential.counts",
          "credential.in-scope", "msg.efl", "msg.diploma", "msg.secondary-transcript",
          "msg.postsecondary-transcript", "msg.training-milestone",
          "msg.skills-progression", "goal.statement-length", "service.completion-date",
          "service.not-required", "service.enrolled", "service.offered",
          "support.one-open", "payment.precondition", "payment.within-maximum",
          "override.may-request", "override.second-person", "override.answered",
          "attendance.precondition", "attendance.provider", "attendance.order",
          "attendance.verified", "placement.openings", "placement.hourly-wage",
          "placement.subsidized-wage", "placement.earnfare-months",
          "placement.milestone-open", "exit.checklist", "exit.early", "exit.order",
          "plan.agreement", "catalog.publishable", "date.not-in-future")  # fmt: skip
EVERYWHERE = {"worknet", "isets", "cook", "caljobs", "la-county", "alabama"}
SHARED_SCREENS = {"isets", "worknet"}
HARD = {
    **dict.fromkeys(("date.not-in-future", "service.completion-date", "exit.early",
                     "exit.order", "credential.required-fields"), EVERYWHERE),
    "credential.window": {"cook", "caljobs", "la-county"},
    "exit.checklist": {"worknet"},
    **{rule: EVERYWHERE - {"alabama"} for rule in PINNED if rule.startswith("msg.")},
    **{rule: {"isets"} for rule in PINNED if rule.startswith(("payment.", "override."))},
    **dict.fromkeys(("goal.statement-length", "service.enrolled", "service.offered",
                     "support.one-open"), {"isets"}),
    **{rule: SHARED_SCREENS for rule in PINNED if rule.startswith("attendance.")},
    **dict.fromkeys(("service.not-required", "placement.openings",
                     "placement.hourly-wage", "placement.milestone-open"),
                    SHARED_SCREENS),
    "catalog.publishable": {"alabama"},
}  # fmt: skip
WAIVABLE = {
    **dict.fromkeys(("credential.service-closed", "credential.case-note"), {"cook"}),
    "placement.earnfare-months": SHARED_SCREENS,
}


def test_each_pinned_rule_is_as_hard_as_decided_in_each_profile(run):
    """Decision 38, cell by cell, in the three words and not-applicable."""
    answer = run("rules", "list", "--json", code=0).stdout
    rows = {row["rule"]: row for row in json.loads(answer)}

    for rule in PINNED:
        found = {profile: rows[rule][profile] for profile in EVERYWHERE}
        hard = {profile for profile, word in found.items() if word == "system"}
        waivable = {profile for profile, word in found.items() if word == "procedure"}
        assert (rule, hard) == (rule, HARD.get(rule, set()))
        assert (rule, waivable) == (rule, WAIVABLE.get(rule, set()))
        assert set(found.values()) <= {
            "system",
            "procedure",
            "advice",
            "not-applicable",
        }


@pytest.mark.parametrize(
    ("words", "code"),
    [(("goal", "edit", "99", "--term", "long"), 3), (("service", "show", "99"), 3),
     (("payment", "edit", "9", "--amount", "1"), 3), (("override", "show", "9"), 3),
     (("credential", "show", "9"), 3), (("msg", "edit", "9", "--comment", "x"), 3),
     (("document", "show", "9"), 3), (("participant", "show", "nobody"), 3),
     (("summary", "nobody"), 3), (("exit", "check", "nobody"), 3),
     (("rules", "show", "no.such"), 3), (("undo", "999"), 3),
     (("goal", "edit", "x", "--term", "long"), 2), (("goal", "nonsense"), 2),
     (("user", "add", "new", "--role", "king"), 2)],
)  # fmt: skip
def test_every_refusal_has_the_same_two_keys(wioatrack, words, code):
    """Error and findings on stdout, nothing else, and the code of its kind."""
    answer = json.loads(wioatrack(*words, "--json", code=code).stdout)

    assert set(answer) == {"error", "findings"}
    assert answer["error"]


def test_an_amount_sorts_by_its_size(made, person):
    """Money is words in JSON and still a number to --sort."""
    who = person("isets", number=None, application_date="2022-01-03")
    goal = made("goal", "add", who, "--statement", "Stay housed", "--category",
                "support-services", "--term", "short")["id"]  # fmt: skip
    for activity in ("JST", "Clothing"):
        service = made("service", "add", who, "--activity", activity, "--goal", goal,
                       "--status", "started", "--start", "2022-01-03")  # fmt: skip
    for amount in ("9", "100", "25"):
        made("payment", "add", service["id"], "--method", "check", "--date",
             "2022-12-16", "--amount", amount, "--paid-by", "wioa")  # fmt: skip

    for field, order in (
        ("amount", ["9.00", "25.00", "100.00"]),
        ("-amount", ["100.00", "25.00", "9.00"]),
    ):
        rows = made("payment", "list", "--sort", field)
        assert [row["amount"] for row in rows] == order


def test_an_unknown_sort_field_is_refused_also_when_nothing_is_found(wioatrack, person):
    """A slip in a script shows on its first run, not on the first hit."""
    person("worknet", number=None)

    wioatrack("participant", "list", "--search", "zzz", "--sort", "shoe_size", code=2,
              says="--sort: there is no field 'shoe_size'.")  # fmt: skip


@pytest.mark.parametrize("field", ["--first-name", "--case-number", "--state-id"])
def test_a_whole_social_security_number_is_refused_and_not_echoed(wioatrack, field):
    """Wherever it is typed, and in no form of the answer."""
    words = {"--state-id": "1", "--first-name": "Ann", "--last-name": "Bee"}
    given = [word for pair in (words | {field: "412-55-9981"}).items() for word in pair]

    ended = wioatrack("participant", "add", *given, "--json", code=2, says=field)

    assert "9981" not in ended.output


@pytest.mark.covers("IS-65", "IS-66", "IS-71")
def test_nobody_answers_what_they_asked_for_or_edited(made, refused, wioatrack, person):
    """Also not after they became a reviewer; exit 4, with its finding."""
    who = person("isets", number=None, application_date="2022-01-03")
    goal = made("goal", "add", who, "--statement", "Stay housed", "--category",
                "support-services", "--term", "short")["id"]  # fmt: skip
    for activity in ("JST", "Clothing"):
        service = made("service", "add", who, "--activity", activity, "--goal", goal,
                       "--status", "started", "--start", "2022-01-03")  # fmt: skip
    made("payment", "add", service["id"], "--method", "check", "--date", "2022-12-16",
         "--amount", "275", "--paid-by", "wioa")  # fmt: skip
    made("user", "add", "kim", "--role", "staff")
    request = made("override", "request", service["id"], "--amount", "50", "--reason",
                   "Boots", user="lee")["id"]  # fmt: skip
    made("override", "edit", request, "--amount", "40", user="kim")
    for name in ("lee", "kim"):
        made("user", "edit", name, "--role", "reviewer")
        answer = refused("override", "review", request, "--decision", "approved",
                         user=name, code=4)  # fmt: skip
        assert answer["findings"][0]["rule"] == "override.second-person"

    record = made("override", "review", request, "--decision", "approved", user="may")

    assert (record["status"], record["reviewed_by"]) == ("approved", "may")
    assert record["maximum"] == "340.00"


@pytest.mark.covers("OUT-51", "OUT-55")
def test_undo_takes_back_a_record_with_its_note_and_never_what_others_rest_on(
    made, refused, person
):
    """One invocation whole, or not at all."""
    who = person("cook")
    service = made("service", "add", who, "--activity", "300", "--status", "successful",
                   "--start", "2016-07-05", "--end", "2016-08-05")  # fmt: skip
    entry = made("credential", "add", who, "--type", "Occupational Skills License",
                 "--name", "Class A CDL License", "--issuer", "Secretary of State",
                 "--source", "copy-of-credential", "--service", service["id"], "--date",
                 "2016-08-06", "--note", "Training is complete.")  # fmt: skip

    refused("undo", service["undo"], says="credential 1 refers to service 1.")
    made("undo", entry["undo"])

    assert made("credential", "list", who) == []
    assert made("note", "list", who) == []
    again = made("credential", "add", who, "--type", "Occupational Skills License",
                 "--name", "Class A CDL License", "--issuer", "Secretary of State",
                 "--source", "copy-of-credential", "--service", service["id"], "--date",
                 "2016-08-06", "--note", "Training is complete.")  # fmt: skip
    assert again["id"] > entry["id"]
