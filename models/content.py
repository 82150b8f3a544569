"""What may be shared: content, its suggested texts, and whom it is for."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, UtcDateTime, When, WorkspaceKey


class Content(Base):
    """Something worth sharing. Offered only while running and between its dates."""

    __tablename__ = "content"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "author"], ["person.workspace", "person.person"]),
        CheckConstraint("state IN ('draft', 'proposed', 'running', 'stopped', 'declined')", name="state"),
        CheckConstraint("ends_at IS NULL OR starts_at < ends_at", name="dates"),
        CheckConstraint("state <> 'declined' OR decided_by IS NOT NULL", name="declined"),
        Index("content_state", "workspace", "state"),
        Index("content_author", "workspace", "author"),
    )

    workspace: Mapped[WorkspaceKey]
    id: Mapped[Id]
    url: Mapped[str] = mapped_column(String(2000))
    title: Mapped[str] = mapped_column(String(300))
    description: Mapped[str] = mapped_column(String(600), default="")
    image: Mapped[str] = mapped_column(String(2000), default="")
    site: Mapped[str] = mapped_column(String(300), default="")
    why: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(16))
    author: Mapped[str] = mapped_column(String(255))
    starts_at: Mapped[When]
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    turn: Mapped[int] = mapped_column(default=0)  # which suggested text the next person starts from, counted round
    decided_by: Mapped[str | None] = mapped_column(String(255))
    reason: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[When]


class ContentTag(Base):
    """Whom content is for: a topic, a network, a language. No tag of a kind means everybody."""

    __tablename__ = "content_tag"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "content"], ["content.workspace", "content.id"], ondelete="CASCADE"),
        CheckConstraint("kind IN ('network', 'topic', 'language')", name="kind"),
    )

    workspace: Mapped[WorkspaceKey]
    content: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    value: Mapped[str] = mapped_column(String(80), primary_key=True)


class SuggestedText(Base):
    """One of the texts a colleague may start from."""

    __tablename__ = "suggested_text"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "content"], ["content.workspace", "content.id"], ondelete="CASCADE"),
    )

    workspace: Mapped[WorkspaceKey]
    content: Mapped[Id]
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class Topic(Base):
    """A subject that people follow and content is about; made when a champion first uses it."""

    __tablename__ = "topic"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),)

    workspace: Mapped[WorkspaceKey]
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
