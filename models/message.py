"""The outbox: everything said unprompted, what became of it, and the events already handled."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, UtcDateTime, When, WorkspaceKey


class Message(Base):
    """Its key says what it is, so it is said once. queued → sending → sent; sent → stale → sending → sent."""

    __tablename__ = "message"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),
        CheckConstraint(
            "state IN ('queued', 'sending', 'sent', 'stale', 'cancelled', 'failed', 'doubt')", name="state"
        ),
        CheckConstraint("(state = 'sending') = (lease_until IS NOT NULL)", name="lease"),
        CheckConstraint("state <> 'sent' OR ref IS NOT NULL", name="ref"),
        Index("message_due", "state", "due_at"),
        Index("message_person", "workspace", "person", "state"),
    )

    workspace: Mapped[WorkspaceKey]
    key: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(24))
    subject: Mapped[str] = mapped_column(String(255))
    person: Mapped[str | None] = mapped_column(String(255))  # whom it is for; none for a channel
    address: Mapped[str] = mapped_column(String(255))
    state: Mapped[str] = mapped_column(String(12), default="queued")
    due_at: Mapped[When]
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    ref: Mapped[str | None] = mapped_column(String(255))
    reason: Mapped[str] = mapped_column(String(255), default="")
    created_at: Mapped[When]
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Seen(Base):
    """An event that was handled; the platform may send it again."""

    __tablename__ = "seen"
    __table_args__ = (Index("seen_at", "at"),)

    workspace: Mapped[WorkspaceKey]
    key: Mapped[Id]
    at: Mapped[When]
