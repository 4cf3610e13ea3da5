"""All that a row of each listing has, in the order in which CSV prints it.

A listing without rows has the same header as one with rows, and the same fields to sort
by. Records grow at their place; nothing is taken out.
"""

# Whose it is: what every record of an application begins with.
CASE = ("participant", "participant_id", "application", "application_id", "profile")

APPLICATION = ("id", "number", "participant", "participant_id", "name", "profile",
               "program", "application_date", "participation_date", "exit_date",
               "credential_deadline", "region", "office", "provider", "agency_code",
               "education_at_entry", "school_status_at_entry", "enrollment", "because")  # fmt: skip
APPROVED = ("id", "occupation", "approved_credential", "issuer", "soc_code",
            "needs_review", "note", "score")  # fmt: skip
ASSESSMENT = ("id", *CASE, "name", "kind", "series", "subject", "form", "level",
              "score", "date", "document", "created_on", "updated_by")  # fmt: skip
CATALOG = ("id", "ctid", "name", "type", "type_label", "issuer", "status", "revision",
           "occupation", "updated_on")  # fmt: skip
CHANGE = ("id", "handle", "at", "user", "account", "command", "noun", "record",
          "kind", "before", "after", "what", "undoes", "undone_by")  # fmt: skip
CREDENTIAL = ("id", *CASE, "program", "type", "type_label", "name", "issuer",
              "institution", "date", "service", "activity", "source",
              "credential_source", "verified_by", "document", "work_experience",
              "office", "region", "agency_code", "description", "data_source",
              "source_id", "source_and_id", "catalog", "catalog_revision",
              "catalog_name", "note", "recordable", "countable", "reasons", "effects",
              "decided", "decision", "notice", "staff_entered", "recorded_on",
              "waivers")  # fmt: skip
CROSSWALK = ("id", "application", "last_name", "first_name", "state_id",
             "individual_number", "case_number", "activity_set", "activity",
             "step_service", "iwds_activity_name", "iwds_service_type", "goal",
             "status", "planned_start", "start", "planned_end", "end", "hours",
             "provider", "wioa_funded", "updated_on", "updated_by")  # fmt: skip
DOCUMENT = ("id", *CASE, "name", "kind", "size", "sha256", "path", "used_by",
            "added_on", "added_by")  # fmt: skip
DUE = ("participant", "application", "kind", "milestone", "due_date", "days_overdue",
       "fix", "record", "band")  # fmt: skip
EARNED = ("catalog", "name", "occupation_code", "occupation", "credentials",
          "participants", "countable")  # fmt: skip
EMPLOYER = ("id", "name", "address", "city", "state", "zip")
EMPLOYMENT = ("id", *CASE, "employer", "title", "start", "end", "end_date", "current",
              "kind", "kind_label", "street", "street2", "city", "state", "zip",
              "duties", "hours", "meets_needs", "experience", "quarters",
              "updated_on", "updated_by")  # fmt: skip
FOLLOWUP = ("id", *CASE, "due", "due_date", "quarter", "about", "status", "outcome",
            "outcome_label", "youth_placement", "date", "closed_on", "tries",
            "contacts", "created_by", "updated_by")  # fmt: skip
FORECAST = ("participant", "application", "last_service", "reached_on", "exit_date",
            "blockers", "fix", "days", "service")  # fmt: skip
FOUND = ("id", "list", "code", "label")
GAIN = ("id", *CASE, "type", "type_label", "federal_type", "date", "program_year",
        "countable", "reasons", "comment", "document", "pre", "post", "route",
        "profile_condition", "federal_condition", "pursuing", "satisfactory",
        "removed", "attendance", "semester", "education_at_entry", "established",
        "award", "passed", "created_on", "created_by", "updated_on", "updated_by")  # fmt: skip
GOAL = ("id", *CASE, "statement", "template", "category", "term", "status",
        "services", "earliest_start", "latest_planned_due", "prepopulated",
        "created_on", "updated_on", "updated_by")  # fmt: skip
INACTIVE = ("participant", "application", "profile", "region", "office", "provider",
            "group", "last_service", "days", "band", "reached_on", "planned", "fix")  # fmt: skip
JOB = ("id", "worksite_id", "worksite", "employer_id", "employer", "title",
       "openings", "position", "taken", "hourly_wage", "left")  # fmt: skip
MEASURE = ("measure", "label", "first", "last", "numerator", "denominator", "rate",
           "not_known_yet")  # fmt: skip
EXPLAINED = ("measure", "label", "first", "last", "in_denominator", "in_numerator",
             "stands", "because", "would_change")  # fmt: skip
MAIL = ("id", *CASE, "note", "to", "state", "attempts", "reason", "message_id",
        "queued_at", "tried_at", "sent_at")  # fmt: skip
NEEDED = ("participant", "application", "service", "type", "label", "period",
          "current_total", "payments_issued", "maximum", "approved", "pending",
          "standing", "status", "request", "requested_by", "requested_on", "show",
          "plan", "fix")  # fmt: skip
NOTE = ("id", *CASE, "date", "subject", "message", "task", "send", "send_label", "to",
        "author", "created_at", "outbox")  # fmt: skip
OFFER = ("id", "name", "provider", "location", "fiscal_year", "score", "skills",
         "interests", "activity", "baseline", "recommendation", "fix")  # fmt: skip
OVERRIDE = ("id", *CASE, "service", "service_label", "type", "support_type", "status",
            "status_label", "amount", "reason", "requested_by", "requested_on",
            "updated_by", "updated_on", "reviewed_by", "reviewed_on", "decision",
            "note", "period", "current_total", "payments_issued", "maximum",
            "approved", "pending", "standing")  # fmt: skip
PARTICIPANT = ("id", "state_id", "individual_number", "username", "first_name",
               "last_name", "ssn4", "birth_date", "email", "phone", "veteran",
               "case_number", "recert_date", "group", "last_login", "last_exited",
               "created", "applications", "provider", "et_status")  # fmt: skip
PAYMENT = ("id", *CASE, "service", "service_label", "type", "subtype", "description",
           "method", "method_label", "date", "amount", "quantity", "total",
           "estimate", "paid_by", "updated_by", "updated_on")  # fmt: skip
PLACEMENT = ("id", *CASE, "service_id", "activity", "title", "goal", "status",
             "status_label", "planned_end", "end", "hours", "provider", "note",
             "situation", "start", "job", "job_title", "worksite", "employer",
             "openings", "minimum_wage", "minimum_wage_of", "hourly_wage",
             "subsidized_wage", "employer_match", "position", "employment_type",
             "subsidized_start", "subsidized_end", "earnfare", "inactive", "return",
             "away", "days_subsidized", "total_days_subsidized",
             "distinct_days_subsidized", "overlapping_days", "earnfare_months",
             "follow_ups", "updated_by", "updated_on")  # fmt: skip
PROGRAM = ("id", "provider", "provider_id", "name", "contract_number", "location",
           "offering", "schedule", "other_training", "baseline", "recommendation",
           "fiscal_year", "current", "activity", "activity_titles", "skill",
           "interest", "updated_on", "updated_by")  # fmt: skip
PROVIDER = ("id", "name", "kind", "address", "city", "state", "zip", "programs",
            "updated_on", "updated_by")  # fmt: skip
RECOMMENDED = ("activity", "title", "group", "because", "source", "evidence",
               "available", "fix")  # fmt: skip
REFERENCE = ("id", "list", "kind", "title", "entries", "origin")
REFERRAL = ("id", *CASE, "provider", "provider_id", "program", "date", "sent_by",
            "message", "reply", "replied_on", "replied_by", "note")  # fmt: skip
SERVED = ("service", "activity", "activity_set", "iwds_activity", "iwds_service_type",
          "planned", "started", "successful", "unsuccessful", "not_required", "with",
          "without")  # fmt: skip
SERVICE = ("id", *CASE, "activity", "name", "title", "label", "activity_set", "group",
           "goal", "goal_statement", "status", "status_label", "planned_start",
           "planned_end", "start", "end", "hours", "provider", "provider_kind",
           "provider_address", "provider_city", "provider_state", "provider_zip",
           "wioa_funded", "note", "situation", "external_id", "no_credential",
           "prepopulated", "updated_by", "updated_on")  # fmt: skip
SERVICE_STATUS = ("id", "status", "start", "planned_end", "end", "changed_on",
                  "changed_by")  # fmt: skip
STEP = ("measure", "participant", "application", "record", "message", "fix")
STORY = ("id", *CASE, "title", "text", "audience", "submitted_by", "program_type",
         "provider", "career_pathway", "status", "status_label", "created_on",
         "created_by")  # fmt: skip
SUPPORT = ("type", "label", "payments_issued", "current_total", "maximum", "standing",
           "percent", "customers", "needing_overrides")  # fmt: skip
SUPPORT_TOTAL = (*CASE, "type", "label", "period", "current_total", "payments_issued",
                 "maximum", "approved", "pending", "standing", "percent", "requested")  # fmt: skip
UNMATCHED = ("id", "participant", "application", "name", "issuer", "date", "best",
             "score", "candidates", "fix")  # fmt: skip
USER = ("id", "name", "role", "organization", "locations", "participant")
WEEK = ("id", *CASE, "service", "activity", "week", "week_start", "week_end",
        "minutes", "hours", "verified", "verified_by", "verified_on", "reopened_by",
        "reopened_on", "reopened_because")  # fmt: skip
WORKSITE = ("id", "employer_id", "employer", "name", "address", "city", "state", "zip")
# What more some of them have.
WEEKS = (*WEEK, "days")
PLAN_CHANGE = (*CHANGE, "document")
MEASURE_IF = (*MEASURE, "numerator_if", "denominator_if", "rate_if")
