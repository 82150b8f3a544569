"""Who offers to answer colleagues' questions, those questions, who was asked, and the words that find the answers."""

from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Ref, UtcDateTime, When, WorkspaceKey, one_of, partial_index

AskState = Literal["asked", "answered", "dropped", "closed"]  # closed: everybody was asked, and nobody answered


class Supporter(Base):
    """Somebody who answers colleagues' questions, at most so often a month."""

    __tablename__ = "supporter"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "person"], ["person.workspace", "person.person"]),
        CheckConstraint("monthly BETWEEN 1 AND 20", name="monthly"),
    )

    workspace: Mapped[WorkspaceKey]
    person: Mapped[Id]
    monthly: Mapped[int]
    month: Mapped[str] = mapped_column(String(7), default="")  # 2026-12, the last month with a question
    times: Mapped[int] = mapped_column(default=0)  # in that month
    at: Mapped[When]


class SupporterTopic(Base):
    """A topic that a supporter answers questions about. Of all, the one who was asked longest ago is next."""

    __tablename__ = "supporter_topic"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "person"], ["person.workspace", "person.person"]),
        Index("supporter_topic_turn", "workspace", "topic", "asked_at", "person"),
    )

    workspace: Mapped[WorkspaceKey]
    person: Mapped[Id]
    topic: Mapped[str] = mapped_column(String(80), primary_key=True)
    asked_at: Mapped[When]  # about any topic; when they offered it if never


class ColleagueQuestion(Base):
    """A question to colleagues: asked → answered, dropped by its asker, or closed without an answer."""

    __tablename__ = "colleague_question"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),
        CheckConstraint(one_of("state", get_args(AskState)), name="state"),
        CheckConstraint("state <> 'answered' OR answered_at IS NOT NULL", name="answered"),
        partial_index("colleague_question_open", "next_at", where="state = 'asked'"),
        Index("colleague_question_person", "workspace", "person", "state"),
        Index("colleague_question_answered_by", "workspace", "answered_by"),
    )

    workspace: Mapped[WorkspaceKey]
    id: Mapped[Id]
    person: Mapped[Ref]
    topic: Mapped[str] = mapped_column(String(80))
    question: Mapped[str] = mapped_column(Text)
    open_to_all: Mapped[bool]  # the asker agreed that others may find it, without their name
    state: Mapped[AskState] = mapped_column(String(8), default="asked")
    asked_at: Mapped[When]
    step: Mapped[int] = mapped_column(default=0)  # how often more people were asked
    next_at: Mapped[When]  # when more people are asked
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[str] = mapped_column(String(255), default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    kept: Mapped[bool] = mapped_column(default=False)  # both agreed, and others find it
    by_name: Mapped[bool] = mapped_column(default=False)  # with the name of who answered
    thanked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ColleagueAsked(Base):
    """Somebody got a question to answer."""

    __tablename__ = "colleague_asked"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace", "question"], ["colleague_question.workspace", "colleague_question.id"], ondelete="CASCADE"
        ),
        Index("colleague_asked_person", "workspace", "person"),
    )

    workspace: Mapped[WorkspaceKey]
    question: Mapped[Id]
    person: Mapped[Id]
    passed: Mapped[bool] = mapped_column(default=False)  # they said that it is not for them
    at: Mapped[When]


class AnswerWord(Base):
    """A word of a question or answer that everybody may find."""

    __tablename__ = "answer_word"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace", "question"], ["colleague_question.workspace", "colleague_question.id"], ondelete="CASCADE"
        ),
        Index("answer_word_head", "workspace", "head", "word"),
    )

    workspace: Mapped[WorkspaceKey]
    question: Mapped[Id]
    word: Mapped[str] = mapped_column(String(40), primary_key=True)
    head: Mapped[str] = mapped_column(String(3))  # its first letters
