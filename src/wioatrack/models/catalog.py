"""The credential catalogue: entries, their lists, and every published revision."""

import datetime as dt

from wioatrack.models.stamped import Made, Record, Stamped


class CatalogEntry(Stamped, table=True):
    """A credential that can be earned, as its editors last left it.

    `words` is what a search looks through; `revision_id` is what the public sees.
    """

    __tablename__ = "catalog_entry"

    ctid: str
    status: str
    name: str
    type: str
    ctdl_class: str | None = None
    description: str | None = None
    issuer: str | None = None
    page: str | None = None
    language: str | None = None
    credential_status: str | None = None
    words: str
    revision_id: int | None = None


class CatalogRevision(Record, table=True):
    """What was published once, whole, and never changes."""

    __tablename__ = "catalog_revision"

    catalog_entry_id: int
    number: int
    name: str
    words: str
    published_on: dt.date
    published_by: str
    body: str


class CatalogOccupation(Record, table=True):
    """An occupation that the credential leads to."""

    __tablename__ = "catalog_occupation"

    catalog_entry_id: int
    code: str
    title: str


class CatalogSector(Record, table=True):
    """A sector that the credential belongs to."""

    __tablename__ = "catalog_sector"

    catalog_entry_id: int
    sector: str


class CatalogRelation(Record, table=True):
    """Another credential: an entry, or what a CIP code and a type name."""

    __tablename__ = "catalog_relation"

    catalog_entry_id: int
    kind: str
    target_id: int | None = None
    cip: str | None = None
    type: str | None = None


class CatalogSkill(Record, table=True):
    """A skill, with the experience that is required or gained."""

    __tablename__ = "catalog_skill"

    catalog_entry_id: int
    name: str
    value_hundredths: int | None = None
    unit: str | None = None
    meaning: str | None = None


class CatalogProgram(Record, table=True):
    """An education program that leads to the credential."""

    __tablename__ = "catalog_program"

    catalog_entry_id: int
    name: str
    provider: str
    cip: str | None = None


class CatalogNote(Made, table=True):
    """What one editor tells the others; it never leaves the database."""

    __tablename__ = "catalog_note"

    catalog_entry_id: int
    text: str
