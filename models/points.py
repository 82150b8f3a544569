"""Recognition: the points ledger, badges won, thanks, and which shares count."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Ref, UtcDateTime, When, WorkspaceKey, one_of, partial_index
from models.share import LEVELS, Evidence

PERSONAL_BEST = "points > best AND weeks >= 2"  # literals, so that SQLite can use the index


class LedgerEntry(Base):
    """Points given or taken back. Entries are never changed or deleted: a correction is another entry."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "person"], ["person.workspace", "person.person"]),
        UniqueConstraint("workspace", "person", "cause", "rule", name="ledger_once"),
        Index("ledger_time", "workspace", "at", "person", "points"),
    )

    workspace: Mapped[WorkspaceKey]
    id: Mapped[Id]
    person: Mapped[Ref]
    points: Mapped[int]
    rule: Mapped[str] = mapped_column(String(40))  # a name in rules.toml; "undo" takes points back
    version: Mapped[str] = mapped_column(String(16))  # of the rules that gave the points
    cause: Mapped[Ref]  # such as share:TOKEN:REVISION
    at: Mapped[When]


class WeekPoints(Base):
    """The sum of a person's ledger entries in a week, added to in the transaction of each entry.

    `best` is the most points of any of the 26 weeks before, and `weeks` is how many of those had points.
    """

    __tablename__ = "week_points"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "person"], ["person.workspace", "person.person"]),
        Index("week_points_board", "workspace", "week", "points", "person"),
        partial_index("week_points_best", "workspace", "week", "points", where=PERSONAL_BEST),
        {"sqlite_with_rowid": False},
    )

    workspace: Mapped[WorkspaceKey]
    person: Mapped[Id]
    week: Mapped[str] = mapped_column(String(8), primary_key=True)  # 2026-W10, in the workspace's time zone
    points: Mapped[int]
    best: Mapped[int]
    weeks: Mapped[int]


class Threshold(Base):
    """The evidence that a share posted since then needs to count for points and badges. Rows are only ever added."""

    __tablename__ = "threshold"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "person"], ["person.workspace", "person.person"]),
        CheckConstraint(one_of("evidence", LEVELS), name="evidence"),
    )

    workspace: Mapped[WorkspaceKey]
    at: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
    evidence: Mapped[Evidence] = mapped_column(String(12))
    person: Mapped[Ref]  # who chose it


class Award(Base):
    """A badge that a person won. It is taken back only when the act that earned it is."""

    __tablename__ = "award"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "person"], ["person.workspace", "person.person"]),
        Index("award_time", "workspace", "at"),
    )

    workspace: Mapped[WorkspaceKey]
    person: Mapped[Id]
    badge: Mapped[str] = mapped_column(String(40), primary_key=True)
    cause: Mapped[Ref]
    at: Mapped[When]


class Thanks(Base):
    """One colleague thanked another, in words."""

    __tablename__ = "thanks"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "giver"], ["person.workspace", "person.person"]),
        ForeignKeyConstraint(["workspace", "receiver"], ["person.workspace", "person.person"]),
        CheckConstraint("giver <> receiver", name="not_oneself"),
        Index("thanks_receiver", "workspace", "receiver"),
        Index("thanks_giver", "workspace", "giver", "at"),
        Index("thanks_time", "workspace", "at"),
    )

    workspace: Mapped[WorkspaceKey]
    id: Mapped[Id]
    giver: Mapped[Ref]
    receiver: Mapped[Ref]
    text: Mapped[str] = mapped_column(String(300))
    at: Mapped[When]
