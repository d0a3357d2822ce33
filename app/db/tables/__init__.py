"""Every table, imported once so that the metadata is whole."""

from app.db.base import Base
from app.db.tables.exports import Export
from app.db.tables.factors import RecoveryCode, SecondFactor
from app.db.tables.likeness import BioShingle
from app.db.tables.mail import Mail
from app.db.tables.members import Numbering, Waiting
from app.db.tables.money import Generation, ModelMonth
from app.db.tables.people import Connection, OAuthAttempt, Person, Session, TokenJournalEntry
from app.db.tables.profiles import (
    Asset,
    CopyText,
    CopyVersion,
    Facts,
    Handle,
    Link,
    Profile,
    PublishedVersion,
    Snapshot,
)
from app.db.tables.reports import Report
from app.db.tables.signals import DailyCount
from app.db.tables.tombstones import Tombstone
from app.db.tables.work import AuditEntry, Job, Leader, Notice, ProviderState, Run

__all__ = [
    "Asset",
    "AuditEntry",
    "Base",
    "BioShingle",
    "Connection",
    "CopyText",
    "CopyVersion",
    "DailyCount",
    "Export",
    "Facts",
    "Generation",
    "Handle",
    "Job",
    "Leader",
    "Link",
    "Mail",
    "ModelMonth",
    "Notice",
    "Numbering",
    "OAuthAttempt",
    "Person",
    "Profile",
    "ProviderState",
    "PublishedVersion",
    "RecoveryCode",
    "Report",
    "Run",
    "SecondFactor",
    "Session",
    "Snapshot",
    "TokenJournalEntry",
    "Tombstone",
    "Waiting",
]
