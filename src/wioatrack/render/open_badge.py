"""An earned credential as an Open Badge 3.0, unsigned: a draft for whoever issues it.

It names no person, no case and no document; the contexts are named and never fetched.
"""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from wioatrack.actions.badges import Badge
from wioatrack.actions.results import Record
from wioatrack.render.ctdl import CIP, SOC, address, class_of

CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
PREFIX = "ceterms:"
# The classes that the specification has a word of its own for; another is an extension.
ACHIEVEMENT_TYPES = frozenset(
    (
        *("ApprenticeshipCertificate", "AssociateDegree", "BachelorDegree", "Badge"),
        *("Certificate", "CertificateOfCompletion", "Certification", "Degree"),
        *("Diploma", "DoctoralDegree", "GeneralEducationDevelopment"),
        *("JourneymanCertificate", "License", "MasterCertificate", "MasterDegree"),
        *("MicroCredential", "ProfessionalDoctorate", "ResearchDoctorate"),
        *("QualityAssuranceCredential", "SecondarySchoolDiploma"),
    )
)
Node = dict[str, Any]


def document(badge: Badge) -> Node:
    """The badge as JSON-LD has it."""
    credential, listed = badge.credential, badge.listed
    awards = credential["issuer"] or (listed and listed["issuer"])
    name = credential["name"] or credential["type_label"]
    node: Node = {
        "@context": list(CONTEXTS),
        "id": badge.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": name,
        "issuer": profile(awards or credential["institution"] or "Not on file"),
        "validFrom": f"{credential['date']}T00:00:00Z",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityHash": f"sha256${badge.holder_hash}",
                    "identityType": "systemId",
                    "salt": badge.salt,
                }
            ],
            "achievement": achievement(badge, name),
        },
    }
    if credential["credential_source"]:
        node["evidence"] = [
            {
                "type": ["Evidence"],
                "name": credential["credential_source"],
                "description": "On file with the agency, and not part of this badge.",
            }
        ]
    return node


def profile(name: str) -> Node:
    """An organization by its name alone."""
    return {"id": named_id(name), "type": ["Profile"], "name": name}


def named_id(name: str) -> str:
    """The same identifier for the same name, wherever it is made."""
    return uuid5(NAMESPACE_URL, f"urn:name:{name.casefold()}").urn


def achievement(badge: Badge, name: str) -> Node:
    """What was achieved: the entry of the catalogue where there is one."""
    credential, listed = badge.credential, badge.listed
    described = (listed and listed["description"]) or credential["description"]
    node: Node = {
        "id": address(listed["ctid"]) if listed else named_id(name),
        "type": ["Achievement"],
        "achievementType": achievement_type(credential, listed),
        "name": name,
        "description": described or name,
        "criteria": {"narrative": described or f"Recorded as: {name}."},
    }
    if credential["institution"]:
        node["creator"] = profile(credential["institution"])
    if listed:
        node |= from_catalog(listed, badge.revision)
    return node


def achievement_type(credential: Record, listed: Record | None) -> str:
    """The specification's word for its class, or an extension of ours."""
    found = class_of(listed or {"class": None, "type": credential["type"]})
    word = found.removeprefix(PREFIX)
    return word if word in ACHIEVEMENT_TYPES else f"ext:{word}"


def from_catalog(listed: Record, revision: int | None) -> Node:
    """What the catalogue knows beyond the credential itself."""
    here = address(listed["ctid"])
    entry = alignment(
        listed["name"], here, "CTDL", listed["ctid"], PREFIX + "Credential"
    )
    node: Node = {
        "version": str(revision),
        "otherIdentifier": [
            {
                "type": "IdentifierEntry",
                "identifier": listed["ctid"],
                "identifierType": "ext:CTID",
            }
        ],
        "alignment": [
            entry,
            *(
                alignment(one["title"], SOC[0], SOC[1], one["code"], "ext:Occupation")
                for one in listed["occupation"]
            ),
            *(
                alignment(one["name"], here, "CTDL", "", "ceasn:Competency")
                for one in listed["skill"]
            ),
        ],
    }
    if listed["language"]:
        node["inLanguage"] = listed["language"]
    codes = [one["cip"] for one in listed["program"] if one["cip"]]
    if codes:
        node["fieldOfStudy"] = f"{CIP[1]} {codes[0]}"
    related = [
        {"id": address(one["ctid"]), "type": ["Related"]}
        for kind in ("related", "required")
        for one in listed[kind]
        if "ctid" in one
    ]
    return node | ({"related": related} if related else {})


def alignment(name: str, url: str, framework: str, code: str, kind: str) -> Node:
    """The same thing in somebody else's list."""
    node = {
        "type": ["Alignment"],
        "targetName": name,
        "targetUrl": url,
        "targetFramework": framework,
        "targetType": kind,
    }
    return node | ({"targetCode": code} if code else {})
