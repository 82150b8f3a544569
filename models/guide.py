"""The guide: its cards in every edition, who answers questions about it, and those questions."""

from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Ref, UtcDateTime, When, WorkspaceKey, one_of, partial_index

GuideKind = Literal["can", "careful", "ask", "tone", "answer"]  # answer: a question that somebody asked, without names
QuestionState = Literal["asked", "answered", "dropped"]


class GuideCard(Base):
    """A card in one language, as it was from this edition of the guide on. Its newest edition is live."""

    __tablename__ = "guide_card"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),
        CheckConstraint(one_of("kind", get_args(GuideKind)), name="kind"),
        CheckConstraint("edition > 0", name="edition"),
        partial_index("guide_card_live", "workspace", "card", "language", where="live", unique=True),
        Index("guide_card_writer", "workspace", "written_by"),
    )

    workspace: Mapped[WorkspaceKey]
    card: Mapped[str] = mapped_column(String(64), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    edition: Mapped[int] = mapped_column(primary_key=True)
    live: Mapped[bool]
    gone: Mapped[bool] = mapped_column(default=False)  # from this edition on it is not in the guide
    kind: Mapped[GuideKind] = mapped_column(String(8))
    networks: Mapped[str] = mapped_column(String(160), default="")  # with commas between; empty: all
    topics: Mapped[str] = mapped_column(String(300), default="")
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text, default="")
    good: Mapped[str] = mapped_column(Text, default="")
    clumsy: Mapped[str] = mapped_column(Text, default="")
    line: Mapped[str] = mapped_column(String(200), default="")  # where somebody writes a post
    source: Mapped[str] = mapped_column(String(500), default="")
    written_by: Mapped[Ref]  # empty: it is from a file
    at: Mapped[When]


class GuideHelper(Base):
    """One of the two who answer "May I …?"."""

    __tablename__ = "guide_helper"
    __table_args__ = (ForeignKeyConstraint(["workspace", "person"], ["person.workspace", "person.person"]),)

    workspace: Mapped[WorkspaceKey]
    person: Mapped[Id]
    at: Mapped[When]


class GuideQuestion(Base):
    """Somebody's "May I …?": asked → answered, or dropped by them. What others may read of it is a card of its own."""

    __tablename__ = "guide_question"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "person"], ["person.workspace", "person.person"]),
        CheckConstraint(one_of("state", get_args(QuestionState)), name="state"),
        CheckConstraint("(state = 'answered') = (answer <> '' AND answered_at IS NOT NULL)", name="answered"),
        partial_index("guide_question_open", "asked_at", where="state = 'asked' AND widened_at IS NULL"),
        Index("guide_question_person", "workspace", "person", "state"),
        Index("guide_question_answered_by", "workspace", "answered_by"),
    )

    workspace: Mapped[WorkspaceKey]
    id: Mapped[Id]
    person: Mapped[Ref]
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[str] = mapped_column(String(255), default="")
    state: Mapped[QuestionState] = mapped_column(String(8), default="asked")
    asked_at: Mapped[When]
    widened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # nobody answered, and it went to all champions
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
