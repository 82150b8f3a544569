"""The outbox: everything Heraut says unprompted, what became of it, whose turn it is, and events already handled."""

from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKeyConstraint, Index, String, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, UtcDateTime, When, WorkspaceKey, one_of, partial_index

MessageState = Literal[
    "queued", "deferred", "sending", "sent", "stale", "doubt", "unknown", "blocked", "failed", "cancelled"
]

# The whole state machine: where a message may go from each state. docs/delivery.md draws it.
MOVES: dict[MessageState, AbstractSet[MessageState]] = {
    "queued": {"sending", "sent", "cancelled", "blocked"},  # its time comes; or the process that sent it reports late
    "deferred": {"queued", "sending", "cancelled", "blocked"},  # put off, for the reason it gives
    "sending": {"sent", "stale", "deferred", "doubt", "cancelled", "blocked", "failed"},  # ours for a lease
    "sent": {"stale"},
    "stale": {"sending", "blocked"},  # sent, and its content has changed since
    "doubt": {"sent", "queued", "unknown", "failed"},  # perhaps arrived: to be settled
    "unknown": {"queued", "sent"},  # perhaps arrived, and nobody can tell: never repeated automatically
    "blocked": {"queued"},  # cannot be reached: blocked us, uninstalled, deactivated
    "failed": {"queued"},  # the platform refuses it for good, or five attempts have failed
    "cancelled": set(),  # it no longer applied
}
WAITING: tuple[MessageState, ...] = ("queued", "deferred", "stale")
OPEN: tuple[MessageState, ...] = ("sending", "doubt")


def before(state: MessageState) -> tuple[MessageState, ...]:
    """The states from which a message may come to `state`."""
    return tuple(sorted(source for source, ends in MOVES.items() if state in ends))


def _some(name: str, *columns: str, states: tuple[MessageState, ...]) -> Index:
    """An index of messages in these states only: old messages do not make it larger."""
    return partial_index(name, *columns, where=one_of("state", states))


class Message(Base):
    """Something Heraut says unprompted. The key says what it is, so it is said once."""

    __tablename__ = "message"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),
        CheckConstraint(one_of("state", MOVES), name="state"),
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
    person: Mapped[str | None] = mapped_column(String(255))  # who it is for; none for a channel
    address: Mapped[str] = mapped_column(String(255))
    state: Mapped[MessageState] = mapped_column(String(12), default="queued")
    due_at: Mapped[When]
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)  # by the database's clock
    attempts: Mapped[int] = mapped_column(default=0)
    ref: Mapped[str | None] = mapped_column(String(255))
    changed: Mapped[bool] = mapped_column(default=False)  # while it was being sent: to be sent again afterwards
    reason: Mapped[str] = mapped_column(String(255), default="")
    created_at: Mapped[When]
    tried_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when it was last about to be sent or changed


def waits() -> ColumnElement[bool]:
    """Spelled exactly as in the index, because otherwise SQLite does not use it."""
    return Message.state.in_([literal_column(repr(state)) for state in WAITING])


def is_open() -> ColumnElement[bool]:
    """Spelled exactly as in the index, as with `waits`."""
    return Message.state.in_([literal_column(repr(state)) for state in OPEN])


class Lane(Base):
    """A workspace's turn to be sent to. All replicas share it, so that a limit is one limit."""

    __tablename__ = "lane"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),
        Index("lane_free", "free_at", "workspace"),  # so that a claim reads no more workspaces than it serves
    )

    workspace: Mapped[WorkspaceKey]
    free_at: Mapped[When]  # when the next message may go; earlier turns are taken
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)  # the platform asked to wait
    changes_held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)  # for changes to sent messages
    ramp_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # since when sending is slow, after an outage
    suspended: Mapped[str] = mapped_column(String(255), default="")  # why nothing is sent: the token was revoked


class Seen(Base):
    """An event that was handled; the platform may send it again."""

    __tablename__ = "seen"
    __table_args__ = (Index("seen_at", "at"),)

    workspace: Mapped[WorkspaceKey]
    key: Mapped[Id]
    at: Mapped[When]
