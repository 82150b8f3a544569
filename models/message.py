"""The outbox: everything said unprompted, what became of it, whose turn it is, and the events already handled."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKeyConstraint, Index, String, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, UtcDateTime, When, WorkspaceKey

# The whole machine: from a state, where a message may go. Nothing moves otherwise; docs/delivery.md draws it.
MOVES: Mapping[str, AbstractSet[str]] = {
    "queued": {"sending", "sent", "cancelled", "blocked"},  # its time comes; or who had said it, says so late
    "deferred": {"queued", "sending", "cancelled", "blocked"},  # put off, for the reason that it holds
    "sending": {"sent", "stale", "deferred", "doubt", "cancelled", "blocked", "failed"},  # ours for a lease
    "sent": {"stale"},
    "stale": {"sending", "blocked"},  # sent, and what it says has changed since
    "doubt": {"sent", "queued", "unknown", "failed"},  # perhaps it arrived: to be settled
    "unknown": {"queued", "sent"},  # perhaps it arrived, and nobody can tell: not repeated by itself
    "blocked": {"queued"},  # cannot be reached: blocked us, uninstalled, deactivated
    "failed": {"queued"},  # the platform takes it under no circumstances, or five attempts have failed
    "cancelled": set(),  # it did not hold any more
}
WAITING = ("queued", "deferred", "stale")
OPEN = ("sending", "doubt")


def before(state: str) -> tuple[str, ...]:
    """The states from which a message may come to `state`."""
    return tuple(sorted(source for source, ends in MOVES.items() if state in ends))


def _one_of(states: tuple[str, ...]) -> str:
    return f"state IN ({', '.join(repr(state) for state in states)})"


def _some(name: str, *columns: str, states: tuple[str, ...]) -> Index:
    """An index of few: what was sent long ago makes it no larger."""
    where = text(_one_of(states))
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)


class Message(Base):
    """Its key says what it is, so it is said once."""

    __tablename__ = "message"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),
        CheckConstraint(_one_of(tuple(MOVES)), name="state"),
        CheckConstraint("(state = 'sending') = (lease_until IS NOT NULL)", name="lease"),
        CheckConstraint("state NOT IN ('sent', 'stale') OR ref IS NOT NULL", name="ref"),
        _some("message_waiting", "workspace", "rank", "due_at", states=WAITING),
        _some("message_open", "due_at", states=OPEN),
        Index("message_person", "workspace", "person", "state"),
        Index("message_subject", "workspace", "kind", "subject"),
    )

    workspace: Mapped[WorkspaceKey]
    key: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(24))
    rank: Mapped[int]  # who goes first: an answer before a broadcast
    subject: Mapped[str] = mapped_column(String(255))
    person: Mapped[str | None] = mapped_column(String(255))  # whom it is for; none for a channel
    address: Mapped[str] = mapped_column(String(255))
    state: Mapped[str] = mapped_column(String(12), default="queued")
    due_at: Mapped[When]
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)  # by the database's clock
    attempts: Mapped[int] = mapped_column(default=0)
    ref: Mapped[str | None] = mapped_column(String(255))
    changed: Mapped[bool] = mapped_column(default=False)  # while it was being sent: to be said anew afterwards
    reason: Mapped[str] = mapped_column(String(255), default="")
    created_at: Mapped[When]
    tried_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when it was last about to be said, or changed


def waits() -> ColumnElement[bool]:
    """In the very words of the index, without which SQLite does not see that it serves."""
    return Message.state.in_([literal_column(repr(state)) for state in WAITING])


def is_open() -> ColumnElement[bool]:
    """Likewise."""
    return Message.state.in_([literal_column(repr(state)) for state in OPEN])


class Lane(Base):
    """A workspace's turn to be sent to. All replicas keep to it, so that a limit is one limit."""

    __tablename__ = "lane"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),)

    workspace: Mapped[WorkspaceKey]
    free_at: Mapped[When]  # when the next message may go: later ones are taken already
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)  # the platform asked to wait
    changes_held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)  # for changes of what was sent
    ramp_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # since when it goes slowly, after an outage
    suspended: Mapped[str] = mapped_column(String(255), default="")  # why nothing is sent: the token was revoked


class Seen(Base):
    """An event that was handled; the platform may send it again."""

    __tablename__ = "seen"
    __table_args__ = (Index("seen_at", "at"),)

    workspace: Mapped[WorkspaceKey]
    key: Mapped[Id]
    at: Mapped[When]
